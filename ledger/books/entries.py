"""Reading entries back: one with all that stands under it, a page of them, an account's lines."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVarTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row
from sqlalchemy.orm import aliased

from ledger.books.refusals import UnknownEntry
from ledger.books.tables.accounts import AccountRow, FundRow
from ledger.books.tables.journal import (
    DocumentRow,
    EntryTextRow,
    JournalEntryRow,
    JournalLineRow,
    VoucherRow,
)
from ledger.books.tables.loans import LoanRow
from ledger.books.tables.members import MemberRow
from ledger.books.tables.users import UserRow
from ledger.books.types import LARGEST_NUMBER
from ledger.core.errors import RuleBroken
from ledger.core.journal import EntryKind
from ledger.core.statements.entries import EntryDocument, EntryLine, EntryRecord, LedgerLine

MOST_LINES = 200_000
"""The most lines or entries that one report reads; a longer one is refused, never cut."""

MOST_LISTED = 500
"""The most numbers that a query names one by one; a database takes no endless list."""

Columns = TypeVarTuple("Columns")

VoucherName: TypeAlias = tuple[str, str | None, bool]
"""A voucher as printed (PT 214), the reason of a void, and whether it is one."""


@dataclass(eq=False)
class ReportTooLong(RuleBroken):
    """A report would hold more than `most` lines: ask for fewer days."""

    most: int


def entry_of(connection: Connection, club_id: int, entry_no: int) -> EntryRecord:
    """Return an entry with its lines, words, vouchers and papers (`UnknownEntry`)."""
    is_number = 0 < entry_no <= LARGEST_NUMBER
    found = is_number and _entries(connection, club_id, JournalEntryRow.entry_no == entry_no)
    if not found:
        raise UnknownEntry(entry_no=entry_no)
    return found[0]


def entries_numbered(
    connection: Connection, club_id: int, entry_nos: Iterable[int]
) -> dict[int, EntryRecord]:
    """Return some entries by number, at most `MOST_LISTED`, in four queries (`UnknownEntry`)."""
    wanted = sorted(set(entry_nos))
    known = [number for number in wanted if 0 < number <= LARGEST_NUMBER]
    condition = JournalEntryRow.__table__.c.entry_no.in_(known)
    found = _entries(connection, club_id, condition, limit=MOST_LISTED) if known else []
    there = {one.entry_no: one for one in found}
    for number in wanted:
        if number not in there:
            raise UnknownEntry(entry_no=number)
    return there


def entries_between(
    connection: Connection,
    club_id: int,
    begin: dt.date,
    end: dt.date,
    *,
    known_at: dt.datetime | None = None,
    after: int = 0,
    limit: int | None = None,
) -> list[EntryRecord]:
    """Return the entries of some days in order of number: `limit` of those after one, or all.

    Raises `ReportTooLong` when all are asked for and are too many.
    """
    condition = sa.and_(
        JournalEntryRow.occurred_on.between(begin, end), JournalEntryRow.entry_no > after
    )
    if known_at is not None:
        condition = sa.and_(condition, JournalEntryRow.recorded_at <= known_at)
    found = _entries(connection, club_id, condition, limit=limit or MOST_LINES + 1)
    if len(found) > MOST_LINES:
        raise ReportTooLong(most=MOST_LINES)
    return found


def _entries(
    connection: Connection, club_id: int, condition: sa.ColumnElement[bool], *, limit: int = 1
) -> list[EntryRecord]:
    query = heads(club_id).where(condition).order_by(JournalEntryRow.entry_no).limit(limit)
    found = connection.execute(query).all()
    numbers = [head.entry_no for head in found]
    if not numbers:
        return []
    lines = _lines(connection, club_id, numbers)
    vouchers = _vouchers(connection, club_id, numbers)
    documents = _documents(connection, club_id, numbers)
    return [
        record(
            head, tuple(lines[head.entry_no]), vouchers[head.entry_no],
            tuple(documents[head.entry_no]),
        )
        for head in found
    ]  # fmt: skip


def heads(club_id: int) -> sa.Select[*tuple[object, ...]]:
    """Return the query of a club's entries with their words and actors, in no order yet."""
    entry, text = JournalEntryRow, EntryTextRow
    approver, reversal = aliased(UserRow), aliased(JournalEntryRow)
    return (
        sa.select(
            entry.entry_no, entry.kind, entry.occurred_on, entry.true_on, entry.recorded_at,
            UserRow.display_name.label("recorder"), approver.display_name.label("approver"),
            entry.source, text.narration, text.payer_name, text.payer_address, entry.reverses,
            reversal.entry_no.label("reversed_by"), entry.hash,
        )
        .join(text, sa.and_(text.club_id == club_id, text.entry_no == entry.entry_no))
        .join(UserRow, UserRow.user_id == entry.recorded_by)
        .outerjoin(approver, approver.user_id == entry.approved_by)
        .outerjoin(
            reversal,
            sa.and_(reversal.club_id == club_id, reversal.reverses == entry.entry_no),
        )
        .where(entry.club_id == club_id)
    )  # fmt: skip


def record(
    head: Row[*tuple[object, ...]],
    lines: tuple[EntryLine, ...],
    vouchers: Sequence[VoucherName],
    documents: tuple[EntryDocument, ...],
) -> EntryRecord:
    """Return an entry of a row of `heads` and of all that stands under it."""
    return EntryRecord(
        entry_no=head.entry_no, kind=head.kind, occurred_on=head.occurred_on,
        true_on=head.true_on, recorded_at=head.recorded_at, recorded_by=head.recorder,
        approved_by=head.approver, source=head.source,
        voucher=next((name for name, _, is_void in vouchers if not is_void), ""),
        narration=head.narration, payer_name=head.payer_name, payer_address=head.payer_address,
        reverses=head.reverses, reversed_by=head.reversed_by,
        voids=tuple(name for name, _, is_void in vouchers if is_void),
        void_reason=next((reason for _, reason, is_void in vouchers if is_void), None),
        hash=bytes(head.hash), lines=lines, documents=documents,
    )  # fmt: skip


def _span(numbers: Sequence[int], column: sa.ColumnElement[int]) -> sa.ColumnElement[bool]:
    """Return the condition for some entries; of many, all between the first and the last."""
    low, high = min(numbers), max(numbers)
    if high - low + 1 <= 2 * len(numbers) or len(numbers) > MOST_LISTED:
        return column.between(low, high)
    return column.in_(numbers)


def _lines(
    connection: Connection, club_id: int, numbers: Sequence[int]
) -> dict[int, list[EntryLine]]:
    line, account, fund = JournalLineRow, AccountRow, FundRow
    member, loan = MemberRow, LoanRow
    query = (
        sa.select(
            line.entry_no, line.line_no, line.account, account.name_vi, account.name_en, line.fund,
            line.debit, line.credit, line.member_no, line.loan_no, member.paper_code,
            loan.paper_code, fund.name_vi, fund.name_en,
        )
        .join(account, sa.and_(account.club_id == club_id, account.account == line.account))
        .join(fund, sa.and_(fund.club_id == club_id, fund.fund == line.fund))
        .outerjoin(
            member, sa.and_(member.club_id == club_id, member.member_no == line.member_no)
        )
        .outerjoin(loan, sa.and_(loan.club_id == club_id, loan.loan_no == line.loan_no))
        .where(line.club_id == club_id, _span(numbers, line.__table__.c.entry_no))
        .order_by(line.entry_no, line.line_no)
    )  # fmt: skip
    found: dict[int, list[EntryLine]] = defaultdict(list)
    for entry_no, *values in connection.execute(query):
        found[entry_no].append(EntryLine(*values))
    return found


def _vouchers(
    connection: Connection, club_id: int, numbers: Sequence[int]
) -> dict[int, list[VoucherName]]:
    voucher = VoucherRow
    query = (
        sa.select(
            voucher.entry_no, voucher.series, voucher.no, voucher.void_reason,
            voucher.void_salt.is_not(None),
        )
        .where(voucher.club_id == club_id, _span(numbers, voucher.__table__.c.entry_no))
        .order_by(voucher.year, voucher.series, voucher.no)
    )  # fmt: skip
    found: dict[int, list[VoucherName]] = defaultdict(list)
    for entry_no, series, number, reason, void in connection.execute(query):
        found[entry_no].append((f"{series} {number}", reason, bool(void)))
    return found


def _documents(
    connection: Connection, club_id: int, numbers: Sequence[int]
) -> dict[int, list[EntryDocument]]:
    document = DocumentRow
    query = (
        sa.select(document.entry_no, document.kind, document.reference, document.reason)
        .where(document.club_id == club_id, _span(numbers, document.__table__.c.entry_no))
        .order_by(document.entry_no, document.document_no)
    )
    found: dict[int, list[EntryDocument]] = defaultdict(list)
    for entry_no, kind, reference, reason in connection.execute(query):
        found[entry_no].append(EntryDocument(kind, reference, reason))
    return found


def account_lines(
    connection: Connection,
    club_id: int,
    accounts: Iterable[str],
    begin: dt.date,
    end: dt.date,
    *,
    fund: str | None = None,
    known_at: dt.datetime | None = None,
    before_closing: bool = False,
) -> list[LedgerLine]:
    """Return the lines of some accounts in some days, in order of date and number.

    `before_closing` leaves out the entries that close a year, and their reversals. Raises
    `ReportTooLong`.
    """
    line, entry, text, voucher = JournalLineRow, JournalEntryRow, EntryTextRow, VoucherRow
    query = (
        sa.select(
            entry.entry_no, entry.occurred_on, voucher.series, voucher.no, text.narration,
            line.account, line.fund, line.debit, line.credit, line.member_no,
            _against(club_id).label("against"), text.payer_name,
        )
        .join(line, sa.and_(line.club_id == club_id, line.entry_no == entry.entry_no))
        .join(text, sa.and_(text.club_id == club_id, text.entry_no == entry.entry_no))
        .join(voucher, _own_voucher(club_id))
        .where(
            entry.club_id == club_id, entry.occurred_on.between(begin, end),
            line.account.in_(sorted(accounts)),
        )
        .order_by(entry.occurred_on, entry.entry_no, line.line_no)
    )  # fmt: skip
    if fund is not None:
        query = query.where(line.fund == fund)
    if known_at is not None:
        query = query.where(entry.recorded_at <= known_at)
    if before_closing:
        query = query.where(_closes_no_year(club_id))
    return [
        LedgerLine(*row[:10], ", ".join(sorted(set((row[10] or "").split(",")) - {""})), row[11])
        for row in all_rows(connection, query)
    ]


def all_rows(connection: Connection, query: sa.Select[*Columns]) -> Sequence[Row[*Columns]]:
    """Return every row of a query; too many are refused, never cut (`ReportTooLong`)."""
    rows = connection.execute(query.limit(MOST_LINES + 1)).all()
    if len(rows) > MOST_LINES:
        raise ReportTooLong(most=MOST_LINES)
    return rows


def _own_voucher(club_id: int) -> sa.ColumnElement[bool]:
    voucher = VoucherRow
    return sa.and_(
        voucher.club_id == club_id, voucher.entry_no == JournalEntryRow.entry_no,
        voucher.void_salt.is_(None),
    )  # fmt: skip


def _against(club_id: int) -> sa.ScalarSelect[str]:
    other = aliased(JournalLineRow)
    return (
        sa.select(sa.func.aggregate_strings(other.account, ","))
        .where(
            other.club_id == club_id, other.entry_no == JournalLineRow.entry_no,
            other.fund == JournalLineRow.fund, other.account != JournalLineRow.account,
        )
        .scalar_subquery()
    )  # fmt: skip


def _closes_no_year(club_id: int) -> sa.ColumnElement[bool]:
    entry, undone = JournalEntryRow, aliased(JournalEntryRow)
    closing = EntryKind.CLOSING.value
    undoes = sa.exists().where(
        undone.club_id == club_id, undone.entry_no == entry.reverses, undone.kind == closing
    )
    return sa.and_(entry.kind != closing, ~undoes)
