"""A club's whole journal in order of day and number, read once and a batch at a time."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.entries import VoucherName, heads, record
from ledger.books.tables.accounts import AccountRow
from ledger.books.tables.journal import (
    DocumentRow,
    JournalEntryRow,
    JournalLineRow,
    VoucherRow,
)
from ledger.books.tables.loans import LoanRow
from ledger.books.tables.members import MemberRow
from ledger.core.statements.entries import EntryDocument, EntryLine, EntryRecord

STREAMED = {"yield_per": 2_000}
"""Rows that are held of a query at a time."""

Value = TypeVar("Value")
ByEntry = Iterator[tuple[int, Value]]
"""Values with the number of the entry under which they stand, entry after entry."""


def used_accounts(connection: Connection, club_id: int) -> list[tuple[str, str]]:
    """Return the pairs of account and fund that any line of the club names, in order."""
    line = JournalLineRow
    query = (
        sa.select(line.account, line.fund)
        .where(line.club_id == club_id)
        .distinct()
        .order_by(line.account, line.fund)
    )
    return list(connection.execute(query))


def entries_by_day(connection: Connection, club_id: int) -> Iterator[EntryRecord]:
    """Give every entry of a club with all that stands under it, in order of day and number.

    Four queries, whatever the length of the book.
    """
    lines = _Under(_lines(connection, club_id))
    vouchers = _Under(_vouchers(connection, club_id))
    documents = _Under(_documents(connection, club_id))
    entry = JournalEntryRow
    query = heads(club_id).order_by(entry.occurred_on, entry.entry_no)
    for head in connection.execute(query, execution_options=STREAMED):
        number = head.entry_no
        yield record(head, lines.of(number), vouchers.of(number), documents.of(number))


class _Under(Generic[Value]):
    """What stands under entries, taken in the order in which the entries come."""

    def __init__(self, values: ByEntry[Value]) -> None:
        self._groups = groupby(values, key=itemgetter(0))
        self._next: tuple[int, tuple[Value, ...]] | None = None

    def of(self, entry_no: int) -> tuple[Value, ...]:
        """Return what stands under the next entry."""
        if self._next is None:
            number, group = next(self._groups, (0, iter(())))
            self._next = number, tuple(value for _, value in group)
        number, values = self._next
        if number != entry_no:
            return ()
        self._next = None
        return values


def _lines(connection: Connection, club_id: int) -> ByEntry[EntryLine]:
    line, account, member, loan = JournalLineRow, AccountRow, MemberRow, LoanRow
    entry = JournalEntryRow
    query = (
        sa.select(
            line.entry_no, line.line_no, line.account, account.name_vi, account.name_en, line.fund,
            line.debit, line.credit, line.member_no, line.loan_no, member.paper_code,
            loan.paper_code,
        )
        .join(entry, sa.and_(entry.club_id == club_id, entry.entry_no == line.entry_no))
        .join(account, sa.and_(account.club_id == club_id, account.account == line.account))
        .outerjoin(
            member, sa.and_(member.club_id == club_id, member.member_no == line.member_no)
        )
        .outerjoin(loan, sa.and_(loan.club_id == club_id, loan.loan_no == line.loan_no))
        .where(line.club_id == club_id)
        .order_by(entry.occurred_on, entry.entry_no, line.line_no)
    )  # fmt: skip
    for row in connection.execute(query, execution_options=STREAMED):
        yield row[0], EntryLine(*row[1:])


def _vouchers(connection: Connection, club_id: int) -> ByEntry[VoucherName]:
    voucher, entry = VoucherRow, JournalEntryRow
    query = (
        sa.select(
            voucher.entry_no, voucher.series, voucher.no, voucher.void_reason,
            voucher.void_salt.is_not(None),
        )
        .join(entry, sa.and_(entry.club_id == club_id, entry.entry_no == voucher.entry_no))
        .where(voucher.club_id == club_id)
        .order_by(entry.occurred_on, entry.entry_no, voucher.series, voucher.no)
    )  # fmt: skip
    rows = connection.execute(query, execution_options=STREAMED)
    for entry_no, series, number, reason, is_void in rows:
        yield entry_no, (f"{series} {number}", reason, bool(is_void))


def _documents(connection: Connection, club_id: int) -> ByEntry[EntryDocument]:
    document, entry = DocumentRow, JournalEntryRow
    query = (
        sa.select(document.entry_no, document.kind, document.reference, document.reason)
        .join(entry, sa.and_(entry.club_id == club_id, entry.entry_no == document.entry_no))
        .where(document.club_id == club_id)
        .order_by(entry.occurred_on, entry.entry_no, document.document_no)
    )
    rows = connection.execute(query, execution_options=STREAMED)
    for entry_no, kind, reference, reason in rows:
        yield entry_no, EntryDocument(kind, reference, reason)
