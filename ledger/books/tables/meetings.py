"""The table of meetings: the gatherings at which most of a club's money moves."""

from sqlalchemy.orm import Mapped

from ledger.books.tables.base import CLUB, Base, to_club
from ledger.books.types import ClubKey, NumberKey, OnDay


class MeetingRow(Base):
    """A gathering of a club on a day."""

    __tablename__ = "meeting"
    __table_args__ = (to_club(), CLUB)
    club_id: Mapped[ClubKey]
    meeting_no: Mapped[NumberKey]
    held_on: Mapped[OnDay]
