"""Reading entries back: one with all that stands under it, a page of them, an account's lines."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row
from sqlalchemy.orm import aliased

from ledger.books.refusals import UnknownEntry
from ledger.books.tables.accounts import AccountRow
from ledger.books.tables.journal import (
    DocumentRow,
    EntryTextRow,
    JournalEntryRow,
    JournalLineRow,
    VoucherRow,
)
from ledger.books.tables.users import UserRow
from ledger.core.statements.entries import EntryDocument, EntryLine, EntryRecord, LedgerLine

MOST_LINES = 20_000
"""The most lines that one report reads."""


def entry_of(connection: Connection, club_id: int, entry_no: int) -> EntryRecord:
    """Return an entry with its lines, words, vouchers and papers (`UnknownEntry`)."""
    found = _entries(connection, club_id, JournalEntryRow.entry_no == entry_no)
    if not found:
        raise UnknownEntry(entry_no=entry_no)
    return found[0]


def entries_between(
    connection: Connection,
    club_id: int,
    begin: dt.date,
    end: dt.date,
    *,
    known_at: dt.datetime | None = None,
    after: int = 0,
    limit: int = MOST_LINES,
) -> list[EntryRecord]:
    """Return the entries of some days in order of number, at most `limit`, those after one."""
    condition = sa.and_(
        JournalEntryRow.occurred_on.between(begin, end), JournalEntryRow.entry_no > after
    )
    if known_at is not None:
        condition = sa.and_(condition, JournalEntryRow.recorded_at <= known_at)
    return _entries(connection, club_id, condition, limit=limit)


def last_entries(connection: Connection, club_id: int, limit: int) -> list[EntryRecord]:
    """Return the entries recorded last, the newest first."""
    return _entries(connection, club_id, sa.true(), limit=limit, newest=True)


def _entries(
    connection: Connection,
    club_id: int,
    condition: sa.ColumnElement[bool],
    *,
    limit: int = 1,
    newest: bool = False,
) -> list[EntryRecord]:
    entry, text = JournalEntryRow, EntryTextRow
    approver, reversal = aliased(UserRow), aliased(JournalEntryRow)
    order = entry.entry_no.desc() if newest else entry.entry_no.asc()
    query = (
        sa.select(
            entry.entry_no, entry.kind, entry.occurred_on, entry.true_on, entry.recorded_at,
            UserRow.display_name, approver.display_name, entry.source, text.narration,
            text.payer_name, text.payer_address, entry.reverses,
            reversal.entry_no.label("reversed_by"), entry.hash,
        )
        .join(text, sa.and_(text.club_id == club_id, text.entry_no == entry.entry_no))
        .join(UserRow, UserRow.user_id == entry.recorded_by)
        .outerjoin(approver, approver.user_id == entry.approved_by)
        .outerjoin(
            reversal,
            sa.and_(reversal.club_id == club_id, reversal.reverses == entry.entry_no),
        )
        .where(entry.club_id == club_id, condition)
        .order_by(order)
        .limit(limit)
    )  # fmt: skip
    heads = connection.execute(query).all()
    numbers = [head.entry_no for head in heads]
    if not numbers:
        return []
    lines = _lines(connection, club_id, numbers)
    vouchers = _vouchers(connection, club_id, numbers)
    documents = _documents(connection, club_id, numbers)
    return [_record(head, lines, vouchers, documents) for head in heads]


def _record(
    head: Row[tuple[object, ...]],
    lines: dict[int, list[EntryLine]],
    vouchers: dict[int, list[tuple[str, str | None, bool]]],
    documents: dict[int, list[EntryDocument]],
) -> EntryRecord:
    own = vouchers[head.entry_no]
    return EntryRecord(
        entry_no=head.entry_no, kind=head.kind, occurred_on=head.occurred_on,
        true_on=head.true_on, recorded_at=head.recorded_at, recorded_by=head[5],
        approved_by=head[6], source=head.source,
        voucher=next((name for name, _, void in own if not void), ""),
        narration=head.narration, payer_name=head.payer_name, payer_address=head.payer_address,
        reverses=head.reverses, reversed_by=head.reversed_by,
        voids=tuple(name for name, _, void in own if void),
        void_reason=next((reason for _, reason, void in own if void), None),
        hash=bytes(head.hash), lines=tuple(lines[head.entry_no]),
        documents=tuple(documents[head.entry_no]),
    )  # fmt: skip


def _span(numbers: Sequence[int], column: sa.ColumnElement[int]) -> sa.ColumnElement[bool]:
    low, high = min(numbers), max(numbers)
    if high - low + 1 <= 2 * len(numbers):
        return column.between(low, high)
    return column.in_(numbers)


def _lines(
    connection: Connection, club_id: int, numbers: Sequence[int]
) -> dict[int, list[EntryLine]]:
    line, account = JournalLineRow, AccountRow
    query = (
        sa.select(
            line.entry_no, line.line_no, line.account, account.name_vi, account.name_en, line.fund,
            line.debit, line.credit, line.member_no, line.loan_no,
        )
        .join(account, sa.and_(account.club_id == club_id, account.account == line.account))
        .where(line.club_id == club_id, _span(numbers, line.__table__.c.entry_no))
        .order_by(line.entry_no, line.line_no)
    )  # fmt: skip
    found: dict[int, list[EntryLine]] = defaultdict(list)
    for row in connection.execute(query):
        found[row[0]].append(EntryLine(*row[1:]))
    return found


def _vouchers(
    connection: Connection, club_id: int, numbers: Sequence[int]
) -> dict[int, list[tuple[str, str | None, bool]]]:
    voucher = VoucherRow
    query = (
        sa.select(
            voucher.entry_no, voucher.series, voucher.no, voucher.void_reason,
            voucher.void_salt.is_not(None),
        )
        .where(voucher.club_id == club_id, _span(numbers, voucher.__table__.c.entry_no))
        .order_by(voucher.year, voucher.series, voucher.no)
    )  # fmt: skip
    found: dict[int, list[tuple[str, str | None, bool]]] = defaultdict(list)
    for entry_no, series, number, reason, void in connection.execute(query).tuples():
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
    for entry_no, kind, reference, reason in connection.execute(query).tuples():
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
    limit: int = MOST_LINES,
) -> list[LedgerLine]:
    """Return the lines of some accounts in some days, in order of date and number."""
    line, entry, text, voucher = JournalLineRow, JournalEntryRow, EntryTextRow, VoucherRow
    query = (
        sa.select(
            entry.entry_no, entry.occurred_on, voucher.series, voucher.no, text.narration,
            line.account, line.fund, line.debit, line.credit, line.member_no,
            _against(club_id).label("against"),
        )
        .join(line, sa.and_(line.club_id == club_id, line.entry_no == entry.entry_no))
        .join(text, sa.and_(text.club_id == club_id, text.entry_no == entry.entry_no))
        .join(
            voucher,
            sa.and_(
                voucher.club_id == club_id, voucher.entry_no == entry.entry_no,
                voucher.void_salt.is_(None),
            ),
        )
        .where(
            entry.club_id == club_id, entry.occurred_on.between(begin, end),
            line.account.in_(sorted(accounts)),
        )
        .order_by(entry.occurred_on, entry.entry_no, line.line_no)
        .limit(limit)
    )  # fmt: skip
    if fund is not None:
        query = query.where(line.fund == fund)
    if known_at is not None:
        query = query.where(entry.recorded_at <= known_at)
    return [
        LedgerLine(*row[:10], ", ".join(sorted(set((row[10] or "").split(",")) - {""})))
        for row in connection.execute(query)
    ]


def _against(club_id: int) -> sa.ScalarSelect[str]:
    other = aliased(JournalLineRow)
    return (
        sa.select(sa.func.aggregate_strings(other.account, ","))
        .where(
            other.club_id == club_id, other.entry_no == JournalLineRow.entry_no,
            other.fund == JournalLineRow.fund, other.line_no != JournalLineRow.line_no,
        )
        .scalar_subquery()
    )  # fmt: skip
