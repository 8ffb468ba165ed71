"""The tables of meetings: the gatherings, and the counting of the cash box."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped

from ledger.books.tables.base import CLUB, Base, to, to_club
from ledger.books.types import AtInstant, ClubKey, NumberKey, OnDay, Whole, Words


class MeetingRow(Base):
    """A gathering of a club on a day."""

    __tablename__ = "meeting"
    __table_args__ = (to_club(), CLUB)
    club_id: Mapped[ClubKey]
    meeting_no: Mapped[NumberKey]
    held_on: Mapped[OnDay]


class CashCountRow(Base):
    """The box was counted: what the book said and what was in it, in đồng, and by whom.

    `entry_no` is the entry that posted the difference; `last_entry_no` the last one that the
    book's figure holds.
    """

    __tablename__ = "cash_count"
    __table_args__ = (
        to_club(),
        to("journal_entry", "entry_no"),
        sa.CheckConstraint("counted >= 0", name="counted"),
        CLUB,
    )
    club_id: Mapped[ClubKey]
    count_no: Mapped[NumberKey]
    counted_on: Mapped[OnDay]
    book: Mapped[Whole]
    counted: Mapped[Whole]
    reason: Mapped[Words | None]
    entry_no: Mapped[Whole | None]
    last_entry_no: Mapped[Whole]
    counted_by: Mapped[Whole]
    witness: Mapped[Words]
    recorded_at: Mapped[AtInstant]


class CashCountNoteRow(Base):
    """So many notes of a value in đồng lay in the box."""

    __tablename__ = "cash_count_note"
    __table_args__ = (
        to("cash_count", "count_no"),
        sa.CheckConstraint("value > 0 AND pieces > 0", name="value_pieces"),
        CLUB,
    )
    club_id: Mapped[ClubKey]
    count_no: Mapped[NumberKey]
    value: Mapped[NumberKey]
    pieces: Mapped[Whole]
