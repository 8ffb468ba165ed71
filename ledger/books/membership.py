"""Who belongs to a club on a day, and which class each household has then."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.restrictions import is_restricted
from ledger.books.tables.members import HouseholdClassRow, MemberRow, MembershipEventRow
from ledger.core.loans.application import ClubMember

JOINED = "joined"


def members_on(connection: Connection, club_id: int, day: dt.date) -> dict[int, ClubMember]:
    """Return those who belong to the club on a day, by number, in one query.

    Whoever joins or leaves on the day itself has done so.
    """
    member, event = MemberRow, MembershipEventRow
    query = (
        sa.select(
            event.kind, member.member_no, member.household_no, member.name, member.position,
            is_restricted(club_id, member.member_no),
        )
        .join(member, sa.and_(member.club_id == club_id, member.member_no == event.member_no))
        .where(event.club_id == club_id, event.occurred_on <= day)
        .order_by(event.member_no, event.occurred_on, event.event_no)
    )  # fmt: skip
    latest = {row[1]: row for row in connection.execute(query)}
    return {
        member_no: ClubMember(*row[1:]) for member_no, row in latest.items() if row[0] == JOINED
    }


def classes_on(connection: Connection, club_id: int, day: dt.date) -> dict[int, str]:
    """Return the class of each household on a day by its number; none known is left out."""
    kept = HouseholdClassRow
    query = (
        sa.select(kept.household_no, kept.class_)
        .where(kept.club_id == club_id, kept.valid_from <= day)
        .order_by(kept.household_no, kept.valid_from)
    )
    return dict(iter(connection.execute(query)))
