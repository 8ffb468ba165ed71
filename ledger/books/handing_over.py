"""What the books know of a cash count by which the box is handed over."""

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.tables.journal import JournalEntryRow, JournalLineRow
from ledger.books.tables.meetings import CashCountRow
from ledger.books.types import LARGEST_NUMBER
from ledger.core.accounts import CASH


@dataclass(frozen=True, slots=True)
class CountOfBox:
    """A count of the cash box: what differs, in đồng, and whether that is explained.

    `has_moved`: an entry that the count did not know of, or that is dated after it, changes what
    lies in the box; not the entry of its difference, nor what only passes between funds.
    """

    counted_on: dt.date
    difference: int
    is_explained: bool
    has_moved: bool


def count_of_box(connection: Connection, club_id: int, count_no: int) -> CountOfBox | None:
    """Return a club's count by its number, None when there is none."""
    if not 0 < count_no <= LARGEST_NUMBER:
        return None
    count, line = CashCountRow, JournalLineRow
    entry, undoing = JournalEntryRow, sa.orm.aliased(JournalEntryRow)
    of_entry = sa.and_(entry.club_id == line.club_id, entry.entry_no == line.entry_no)
    moved = sa.exists(
        sa.select(line.entry_no)
        .join(entry, of_entry)
        .where(
            line.club_id == count.club_id, line.account == CASH,
            sa.or_(
                entry.entry_no > count.last_entry_no, entry.occurred_on > count.counted_on
            ),
            sa.or_(count.entry_no.is_(None), line.entry_no != count.entry_no),
        )
        .group_by(line.entry_no)
        .having(sa.func.sum(line.debit) != sa.func.sum(line.credit))
        .correlate(count)
    )  # fmt: skip
    undone = sa.exists().where(
        undoing.club_id == count.club_id, undoing.reverses == count.entry_no
    )  # fmt: skip
    query = sa.select(
        count.counted_on, count.counted, count.book, count.reason, count.entry_no,
        moved.label("has_moved"), undone.label("is_undone"),
    ).where(count.club_id == club_id, count.count_no == count_no)  # fmt: skip
    row = connection.execute(query).first()
    if row is None:
        return None
    is_posted = row.entry_no is not None and not row.is_undone
    is_explained = row.counted == row.book or is_posted or bool(row.reason)
    return CountOfBox(row.counted_on, row.counted - row.book, is_explained, bool(row.has_moved))
