"""What each role may do: the one table that decides every route and every act."""

from collections.abc import Mapping
from enum import StrEnum

from ledger.core.users.grants import Actor, Grant, Place, Role


class Permission(StrEnum):
    """What somebody may do; routes and acts name one each."""

    ANYBODY = "anybody"
    """Open to whoever comes, signed in or not."""
    HALF_SIGNED_IN = "half_signed_in"
    """Whoever gave a right password and has still to show the second factor or to change it."""
    SIGNED_IN = "signed_in"
    """Whoever has signed in: the own account."""

    OWN_RECORD = "own_record"
    """A member's own loans, payments and data."""
    READ_BOOKS = "read_books"
    """A club's entries, members, loans and statements."""
    READ_TRAIL = "read_trail"
    """Who did what and who looked at whom in a club."""
    READ_SUMS = "read_sums"
    """Figures of many clubs, without names."""
    RECORD_MONEY = "record_money"
    """Ask for and record what changes a club's books."""
    KEEP_MEMBERS = "keep_members"
    """Enrol members, change what is written of them, hand them their slips."""
    APPROVE = "approve"
    """Decide on what another has asked for."""
    ANSWER_DISPUTES = "answer_disputes"
    KEEP_PRIVACY = "keep_privacy"
    """Keep the register of requests about personal data, restrict and erase."""
    KEEP_USERS = "keep_users"
    """Make users, grant and end roles, disable, for the whole installation."""
    MAKE_CLUBS = "make_clubs"


BOOK_KEEPERS = frozenset({Role.TREASURER, Role.ACCOUNTANT})
OVERSEERS = frozenset({Role.CHAIR, Role.CONTROLLER})

IN_A_CLUB: Mapping[Permission, frozenset[Role]] = {
    Permission.READ_BOOKS: BOOK_KEEPERS | OVERSEERS | {Role.AUDITOR, Role.OFFICER},
    Permission.READ_TRAIL: OVERSEERS | {Role.AUDITOR},
    Permission.RECORD_MONEY: BOOK_KEEPERS,
    Permission.KEEP_MEMBERS: BOOK_KEEPERS,
    Permission.APPROVE: OVERSEERS,
    Permission.ANSWER_DISPUTES: OVERSEERS,
    Permission.KEEP_PRIVACY: OVERSEERS,
    Permission.OWN_RECORD: frozenset({Role.MEMBER}),
}
"""By which roles something may be done in a club; an officer only by a grant naming the club."""

ANYWHERE: Mapping[Permission, frozenset[Role]] = {
    Permission.READ_SUMS: frozenset({Role.OFFICER, Role.AUDITOR}),
    Permission.KEEP_USERS: frozenset({Role.ADMIN}),
    Permission.MAKE_CLUBS: frozenset({Role.ADMIN}),
}
"""By which roles something may be done that is not of one club."""


def may(actor: Actor, permission: Permission, place: Place | None = None) -> bool:
    """Tell whether an actor may do something, in a club where one is named.

    Whoever has signed in may see the own account; ANYBODY and HALF_SIGNED_IN are for the door.
    """
    if permission in {Permission.ANYBODY, Permission.HALF_SIGNED_IN, Permission.SIGNED_IN}:
        return True
    if permission in ANYWHERE:
        return any(grant.role in ANYWHERE[permission] for grant in actor.grants)
    roles = IN_A_CLUB[permission]
    if place is None:
        return any(grant.role in roles and _reaches(grant) for grant in actor.grants)
    return any(
        grant.role in roles and grant.covers(place) and _reaches(grant) for grant in actor.grants
    )


def _reaches(grant: Grant) -> bool:
    """Tell whether a grant opens a club's own books; an officer's must name the club."""
    return grant.role is not Role.OFFICER or grant.names_a_club
