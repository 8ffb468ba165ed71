"""The countings of a club's cash box as stored."""

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.tables.journal import JournalEntryRow, VoucherRow
from ledger.books.tables.meetings import CashCountNoteRow, CashCountRow
from ledger.books.tables.users import UserRow
from ledger.core.statements.cash_count import CountedNotes


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCount:
    """A count as stored: what the book said and what lay in the box, in đồng, and by whom.

    `entry_no` is the entry that posted the difference, None again once that is reversed;
    `last_entry_no` the last one that the book's figure holds. The vouchers are theirs.
    """

    count_no: int
    counted_on: dt.date
    book: int
    counted: int
    reason: str | None
    entry_no: int | None
    voucher: str | None
    last_entry_no: int
    last_voucher: str | None
    counted_by: str
    witness: str
    recorded_at: dt.datetime

    @property
    def difference(self) -> int:
        """Return by how much more lay in the box than the book said; below zero, less."""
        return self.counted - self.book

    @property
    def is_open(self) -> bool:
        """Tell whether a difference was found and is not posted."""
        return bool(self.difference) and self.entry_no is None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCount:
    """A count to be stored, with its notes of a value and a number of pieces above zero."""

    count_no: int
    counted_on: dt.date
    book: int
    notes: tuple[CountedNotes, ...]
    reason: str | None
    last_entry_no: int
    counted_by: int
    witness: str
    recorded_at: dt.datetime


def add_count(connection: Connection, club_id: int, count: NewCount) -> None:
    """Store a count and its notes; nothing of a difference is posted yet."""
    connection.execute(
        sa.insert(CashCountRow).values(
            club_id=club_id, count_no=count.count_no, counted_on=count.counted_on,
            book=count.book, counted=sum(one.amount for one in count.notes),
            reason=count.reason, entry_no=None, last_entry_no=count.last_entry_no,
            counted_by=count.counted_by, witness=count.witness, recorded_at=count.recorded_at,
        )
    )  # fmt: skip
    if count.notes:
        connection.execute(
            sa.insert(CashCountNoteRow),
            [
                {"club_id": club_id, "count_no": count.count_no, "value": one.value,
                 "pieces": one.pieces}
                for one in count.notes
            ],
        )  # fmt: skip


def last_entry_until(connection: Connection, club_id: int, day: dt.date) -> int:
    """Return the last entry that is dated up to a day, 0 where there is none."""
    entry = JournalEntryRow
    query = sa.select(sa.func.max(entry.entry_no)).where(
        entry.club_id == club_id, entry.occurred_on <= day
    )
    return connection.execute(query).scalar() or 0


def set_entry(connection: Connection, club_id: int, count_no: int, entry_no: int) -> None:
    """Keep which entry posted the difference of a count."""
    connection.execute(
        sa.update(CashCountRow)
        .where(CashCountRow.club_id == club_id, CashCountRow.count_no == count_no)
        .values(entry_no=entry_no)
    )


def counts_of(connection: Connection, club_id: int, *, limit: int = 200) -> list[StoredCount]:
    """Return the club's counts in one query, the last one first."""
    return _counts(connection, club_id, sa.true(), limit)


def count_of(connection: Connection, club_id: int, count_no: int) -> StoredCount | None:
    """Return the count of a number, None where there is none."""
    found = _counts(connection, club_id, CashCountRow.count_no == count_no, 1)
    return found[0] if found else None


def notes_of(connection: Connection, club_id: int, count_no: int) -> tuple[CountedNotes, ...]:
    """Return the notes that a count found, the largest first."""
    note = CashCountNoteRow
    query = (
        sa.select(note.value, note.pieces)
        .where(note.club_id == club_id, note.count_no == count_no)
        .order_by(note.value.desc())
    )
    return tuple(CountedNotes(value, pieces) for value, pieces in connection.execute(query))


def _counts(
    connection: Connection, club_id: int, condition: sa.ColumnElement[bool], limit: int
) -> list[StoredCount]:
    count, undoing = CashCountRow, JournalEntryRow
    is_undone = sa.exists().where(undoing.club_id == club_id, undoing.reverses == count.entry_no)
    query = (
        sa.select(
            count.count_no, count.counted_on, count.book, count.counted, count.reason,
            count.entry_no, _voucher(club_id, count.entry_no), count.last_entry_no,
            _voucher(club_id, count.last_entry_no), UserRow.display_name, count.witness,
            count.recorded_at, is_undone,
        )
        .join(UserRow, UserRow.user_id == count.counted_by)
        .where(count.club_id == club_id, condition)
        .order_by(count.count_no.desc())
        .limit(limit)
    )  # fmt: skip
    return [
        StoredCount(
            count_no=row[0], counted_on=row[1], book=row[2], counted=row[3], reason=row[4],
            entry_no=None if row[12] else row[5], voucher=None if row[12] else row[6],
            last_entry_no=row[7], last_voucher=row[8], counted_by=row[9], witness=row[10],
            recorded_at=row[11],
        )
        for row in connection.execute(query)
    ]  # fmt: skip


def _voucher(
    club_id: int,
    entry_no: sa.orm.InstrumentedAttribute[int] | sa.orm.InstrumentedAttribute[int | None],
) -> sa.ScalarSelect[str]:
    """Return the query of an entry's own voucher as printed (PT 214)."""
    voucher = VoucherRow
    named = voucher.series + " " + sa.cast(voucher.no, sa.Text)
    return (
        sa.select(named)
        .where(
            voucher.club_id == club_id, voucher.entry_no == entry_no, voucher.void_salt.is_(None)
        )
        .scalar_subquery()
    )
