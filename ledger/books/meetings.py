"""Meetings as stored: one a day, found by it."""

import datetime as dt
from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.numbers import Numbered, take_number
from ledger.books.refusals import UnknownMeeting
from ledger.books.tables.meetings import MeetingRow
from ledger.books.types import LARGEST_NUMBER


def meeting_on(connection: Connection, club_id: int, held_on: dt.date) -> int | None:
    """Return the number of the meeting of a day, None where none is known."""
    query = (
        sa.select(MeetingRow.meeting_no)
        .where(MeetingRow.club_id == club_id, MeetingRow.held_on == held_on)
        .order_by(MeetingRow.meeting_no)
        .limit(1)
    )
    return connection.execute(query).scalar()


def check_meetings(connection: Connection, club_id: int, numbers: Collection[int]) -> None:
    """Refuse the number of a meeting that a club has not had (`UnknownMeeting`)."""
    if not numbers:
        return
    query = sa.select(MeetingRow.meeting_no).where(
        MeetingRow.club_id == club_id,
        MeetingRow.meeting_no.in_([one for one in numbers if abs(one) <= LARGEST_NUMBER]),
    )
    for meeting_no in sorted(set(numbers) - set(connection.execute(query).scalars())):
        raise UnknownMeeting(meeting_no=meeting_no)


def hold_meeting(connection: Connection, club_id: int, held_on: dt.date) -> int:
    """Return the number of the meeting of a day, which is kept if it was not known."""
    found = meeting_on(connection, club_id, held_on)
    if found is not None:
        return found
    meeting_no = take_number(connection, club_id, Numbered.MEETING)
    connection.execute(
        sa.insert(MeetingRow).values(club_id=club_id, meeting_no=meeting_no, held_on=held_on)
    )
    return meeting_no
