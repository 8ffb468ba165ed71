"""Reading the list of loans."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from ledger.core.loans.choices import PrincipalMethod
from ledger.core.workbook.cells import (
    LONGEST_CODE,
    CellReader,
    CellRefused,
    code_key,
    is_blank,
    plain_text,
    read_decimal,
    read_whole,
    shown,
)
from ledger.core.workbook.findings import Findings
from ledger.core.workbook.members_sheet import Register
from ledger.core.workbook.sheets import Table
from ledger.core.workbook.values import Cell, LoanFacts
from ledger.core.workbook.words import METHODS, Column, bare, names_a_total

LONGEST_TERM = 600
"""The longest term in months that is taken for one (fifty years)."""

_PPM_OF_A_PERCENT = 10_000
_LEAST_USUAL_RATE = Decimal("0.05")
_COLUMNS = (
    Column.LOAN, Column.MEMBER, Column.AGREED_ON, Column.AMOUNT,
    Column.TERM, Column.RATE, Column.METHOD, Column.PURPOSE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class KnownLoan:
    """What the cash book needs of a loan, whole or refused: None is what could not be read."""

    row: int
    code: str
    member: str | None
    amount: int | None
    agreed_on: dt.date | None


def read_loans(
    table: Table, members: Register, found: Findings, *, latest: dt.date
) -> tuple[tuple[LoanFacts, ...], dict[str, KnownLoan], int]:
    """Return whole loans, all that is known by the code's key, and how many codes are unread."""
    reader = CellReader(table.sheet, table.title, found)
    known: dict[str, KnownLoan] = {}
    loans: list[LoanFacts] = []
    unread = 0
    for row, cells in table.cells(*_COLUMNS):
        if not _is_loan(row, cells, reader):
            continue
        code = reader.required_text(row, Column.LOAN, cells[0], LONGEST_CODE)
        if code is not None and code_key(code) in known:
            reader.refuse(row, Column.LOAN, "loan_code_used_twice", code)
            code = None
        if code is None:
            unread += 1
        member = _member(reader, row, cells[1], members)
        agreed_on = reader.date(row, Column.AGREED_ON, cells[2], latest)
        amount = reader.positive_amount(row, Column.AMOUNT, cells[3])
        if code is not None:
            known[code_key(code)] = KnownLoan(row, code, member, amount, agreed_on)
        loan = _loan(reader, row, cells, (code, member, agreed_on, amount))
        if loan is not None and not found.refuses(table.sheet, row):
            loans.append(loan)
    return tuple(loans), known, unread


def _is_loan(row: int, cells: list[Cell], reader: CellReader) -> bool:
    """Tell a loan's row from totals, signatures and remarks, which are told and left out."""
    filled = [cell for cell in cells if not is_blank(cell)]
    if any(isinstance(cell, str) and names_a_total(cell) for cell in cells[:3]):
        return False
    if len(filled) > 1 and not all(is_blank(cell) for cell in cells[:4]):
        return True
    if filled:
        reader.warn(row, "", "row_left_out", value=shown(filled[0]))
    return False


def _member(reader: CellReader, row: int, cell: Cell, members: Register) -> str | None:
    code = reader.required_text(row, Column.MEMBER, cell, LONGEST_CODE)
    if code is None:
        return None
    member = members.codes.get(code_key(code))
    if member is None:
        reader.refuse(row, Column.MEMBER, "unknown_member", code)
    return member


def _loan(
    reader: CellReader,
    row: int,
    cells: list[Cell],
    agreed: tuple[str | None, str | None, dt.date | None, int | None],
) -> LoanFacts | None:
    """Return a loan, or None when anything it needs is refused (told)."""
    term = _term(reader, row, cells[4])
    rate = _rate(reader, row, cells[5])
    method = _method(reader, row, cells[6])
    purpose = reader.text(row, Column.PURPOSE, cells[7])
    code, member, agreed_on, amount = agreed
    if code is None or member is None or agreed_on is None or amount is None:
        return None
    if term is None or rate is None or method is None:
        return None
    return LoanFacts(row, code, member, agreed_on, amount, term, rate, method, purpose)


def _term(reader: CellReader, row: int, cell: Cell) -> int | None:
    if is_blank(cell):
        reader.refuse(row, Column.TERM, "missing_value")
        return None
    try:
        term = read_whole(cell)
    except CellRefused as refused:
        reader.refuse(row, Column.TERM, refused.code, cell)
        return None
    if not 0 < term <= LONGEST_TERM:
        reader.refuse(row, Column.TERM, "value_out_of_bounds", cell)
        return None
    return term


def _rate(reader: CellReader, row: int, cell: Cell) -> int | None:
    """Return the monthly rate in parts per million; a rate like 0,01 % is told."""
    if is_blank(cell):
        reader.refuse(row, Column.RATE, "missing_value")
        return None
    try:
        percent = read_decimal(cell)
    except CellRefused as refused:
        reader.refuse(row, Column.RATE, refused.code, cell)
        return None
    ppm = percent * _PPM_OF_A_PERCENT
    if ppm != int(ppm):
        reader.refuse(row, Column.RATE, "value_not_readable", cell)
        return None
    if not 0 <= percent <= 100:
        reader.refuse(row, Column.RATE, "value_out_of_bounds", cell)
        return None
    if 0 < percent < _LEAST_USUAL_RATE:
        reader.warn(row, Column.RATE, "rate_is_unusual", value=shown(cell))
    return int(ppm)


def _method(reader: CellReader, row: int, cell: Cell) -> PrincipalMethod | None:
    if is_blank(cell):
        reader.refuse(row, Column.METHOD, "missing_value")
        return None
    method = METHODS.get(bare(plain_text(cell)))
    if method is None:
        reader.refuse(row, Column.METHOD, "unknown_principal_method", cell)
    return method
