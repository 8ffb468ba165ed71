"""Restriction: a member's data are used for the books alone, until it is lifted."""

import datetime as dt

from sqlalchemy.engine import Connection

from ledger.books.audit_records import NotedAct
from ledger.books.clubs import StoredClub
from ledger.books.members import member_of
from ledger.books.restrictions import (
    add_restriction,
    restricted_in,
    restrictions_of,
    set_lifted,
)
from ledger.core.journal import PostingRequest
from ledger.core.privacy.restrictions import (
    LONGEST_REASON,
    AlreadyRestricted,
    NotRestricted,
    Restriction,
)
from ledger.core.text import check_words, normal
from ledger.services.noting import note_done
from ledger.services.once import once


def restrict(
    connection: Connection,
    club: StoredClub,
    member_no: int,
    reason: str,
    request: PostingRequest,
    *,
    today: dt.date,
    address: str,
) -> int:
    """Let a member's data be used for the books alone, from today, and return the member's number.

    Raises `UnknownMember`, `AlreadyRestricted`, `WordsMissing`, `TextTooLong`, ….
    """
    words = normal(reason)
    check_words("restriction", words, LONGEST_REASON)

    def act(at: PostingRequest) -> int:
        member_of(connection, club.club_id, member_no)
        kept = restrictions_of(connection, club.club_id, member_no)
        for one in kept:
            if one.is_in_force:
                raise AlreadyRestricted(member_no=member_no, since=one.valid_from)
        new = Restriction(member_no, today, words)
        if any(one.valid_from == today for one in kept):  # lifted today: it holds again
            set_lifted(connection, club.club_id, new, None)
        else:
            add_restriction(
                connection, club.club_id, new, recorded_by=at.recorded_by,
                recorded_at=at.recorded_at,
            )  # fmt: skip
        note_done(connection, club, NotedAct("restrict member", f"member {member_no}"), at, address)
        return member_no

    content = ("restrict member", member_no, words)
    return once(connection, club, request, act, content=content, answer=int)[0]


def lift_restriction(
    connection: Connection,
    club: StoredClub,
    member_no: int,
    request: PostingRequest,
    *,
    today: dt.date,
    address: str,
) -> int:
    """Let a member's data be used as before, and return the member's number (`NotRestricted`)."""

    def act(at: PostingRequest) -> int:
        for one in restrictions_of(connection, club.club_id, member_no):
            if one.is_in_force:
                set_lifted(connection, club.club_id, one, max(today, one.valid_from))
                noted = NotedAct("lift restriction", f"member {member_no}")
                note_done(connection, club, noted, at, address)
                return member_no
        raise NotRestricted(member_no=member_no)

    content = ("lift restriction", member_no)
    return once(connection, club, request, act, content=content, answer=int)[0]


def restrictions(connection: Connection, club_id: int, member_no: int) -> list[Restriction]:
    """Return a member's restrictions in order of their days, lifted ones as well."""
    return restrictions_of(connection, club_id, member_no)


def restricted_members(connection: Connection, club_id: int) -> set[int]:
    """Return the members who stand in no list and no export but the books themselves."""
    return restricted_in(connection, club_id)
