"""Checking a whole workbook: everything that is wrong with it at once, or what it says."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence

from ledger.core.workbook.cash_book import CashBook, read_cash_book
from ledger.core.workbook.cash_rows import CashRowReader
from ledger.core.workbook.cells import CellReader, code_key
from ledger.core.workbook.club_sheet import read_club
from ledger.core.workbook.findings import MOST, Findings, TooManyErrors
from ledger.core.workbook.loans_sheet import KnownLoan, read_loans
from ledger.core.workbook.members_sheet import Register, read_members
from ledger.core.workbook.sheets import Table, find_sheets, find_table
from ledger.core.workbook.values import (
    CheckedWorkbook,
    ClubFacts,
    Finding,
    LoanFacts,
    MemberFacts,
    RawSheet,
    Workbook,
)
from ledger.core.workbook.words import SheetName

NOT_KNOWN = 1 << 30
"""How many codes may be those of unread rows when the whole list could not be read."""


def check_workbook(sheets: Sequence[RawSheet], *, today: dt.date) -> CheckedWorkbook:
    """Return all that is wrong with a workbook and, when nothing is an error, what it says.

    `today` is the day of the check: nothing may be dated after tomorrow (TRUST.md, invariant 26).
    """
    found = Findings()
    try:
        workbook = _read(sheets, found, today + dt.timedelta(days=1))
    except TooManyErrors:
        workbook = None
        found.warn("", 0, "", "too_many_errors", most=MOST)
    order = (*(sheet.name for sheet in sheets), *SheetName)
    return CheckedWorkbook(found.in_order(order), None if found.any_errors else workbook)


def _read(sheets: Sequence[RawSheet], found: Findings, latest: dt.date) -> Workbook | None:
    by_name = find_sheets(sheets, found)
    tables = {
        name: find_table(by_name[name], name, found)
        for name in (SheetName.MEMBERS, SheetName.LOANS, SheetName.CASH_BOOK)
        if name in by_name
    }
    club = None
    if SheetName.CLUB in by_name:
        club = read_club(by_name[SheetName.CLUB], found, latest=latest)
    members, register = _members(tables.get(SheetName.MEMBERS), found, latest)
    loans, known, unread_loans = _loans(tables.get(SheetName.LOANS), register, found, latest)
    book = _cash_book(
        tables.get(SheetName.CASH_BOOK), register, known, club=club, found=found, latest=latest
    )
    _drop_followers(found, "unknown_member", register.unread)
    _drop_followers(found, "unknown_loan", unread_loans)
    _drop_results_of_formulas(found)
    if club is None or book is None:
        return None
    _warn_of_loans(tables.get(SheetName.LOANS), loans, book, found)
    return Workbook(club, members, loans, book.events, book.missing_numbers)


def _members(
    table: Table | None, found: Findings, latest: dt.date
) -> tuple[tuple[MemberFacts, ...], Register]:
    if table is None:
        return (), Register({}, NOT_KNOWN)
    members, register = read_members(table, found, latest=latest)
    if not members and not register.codes and not register.unread:
        found.error(table.sheet, 0, "", "empty_sheet")
    return members, register


def _loans(
    table: Table | None, register: Register, found: Findings, latest: dt.date
) -> tuple[tuple[LoanFacts, ...], Mapping[str, KnownLoan], int]:
    if table is None:
        return (), {}, NOT_KNOWN
    return read_loans(table, register, found, latest=latest)


def _cash_book(
    table: Table | None,
    register: Register,
    loans: Mapping[str, KnownLoan],
    *,
    club: ClubFacts | None,
    found: Findings,
    latest: dt.date,
) -> CashBook | None:
    if table is None:
        return None
    cells = CellReader(table.sheet, table.title, found)
    reader = CashRowReader(cells, register.codes, loans, latest)
    return read_cash_book(table, reader, loans, club.shares if club else None)


def _drop_followers(found: Findings, code: str, unread: int) -> None:
    """Leave out unknown codes that may belong to rows of a list that could not be read.

    Of the unknown codes those named most often are taken for the unread rows'; a slip of the
    pen stands only once.
    """
    if not unread:
        return
    named = Counter(_code_in(finding) for finding in found.of_code(code))
    followers = {key for key, _ in named.most_common(unread)}
    found.drop(lambda finding: finding.code == code and _code_in(finding) in followers)


def _code_in(finding: Finding) -> str:
    return code_key(str(dict(finding.facts)["value"]))


def _drop_results_of_formulas(found: Findings) -> None:
    """Leave out what else is wrong with a cell that holds a formula."""
    cells = {(one.sheet, one.row, one.column) for one in found.of_code("formula_in_cell")}
    if cells:
        found.drop(
            lambda one: one.code != "formula_in_cell" and (one.sheet, one.row, one.column) in cells
        )


def _warn_of_loans(
    table: Table | None, loans: Sequence[LoanFacts], book: CashBook, found: Findings
) -> None:
    """Tell of loans that the cash book never pays out."""
    if table is not None:
        for loan in loans:
            if loan.code in book.never_disbursed:
                found.warn(table.sheet, loan.row, "", "loan_not_disbursed", loan=loan.code)
