"""What the books know of a cash count by which the box is handed over."""

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.tables.journal import JournalLineRow
from ledger.books.tables.meetings import CashCountRow
from ledger.books.types import LARGEST_NUMBER
from ledger.core.accounts import CASH


@dataclass(frozen=True, slots=True)
class CountOfBox:
    """A count of the cash box: what differs, in đồng, and whether that is explained.

    `has_moved`: the book's cash changed after the count, but for the entry of its difference.
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
    moved = sa.exists(
        sa.select(sa.literal(1)).where(
            line.club_id == count.club_id, line.entry_no > count.last_entry_no,
            line.account == CASH,
            sa.or_(count.entry_no.is_(None), line.entry_no != count.entry_no),
        )
    )  # fmt: skip
    query = sa.select(
        count.counted_on, count.counted, count.book, count.reason, count.entry_no,
        moved.label("has_moved"),
    ).where(count.club_id == club_id, count.count_no == count_no)  # fmt: skip
    row = connection.execute(query).first()
    if row is None:
        return None
    is_explained = row.counted == row.book or row.entry_no is not None or bool(row.reason)
    return CountOfBox(row.counted_on, row.counted - row.book, is_explained, bool(row.has_moved))
