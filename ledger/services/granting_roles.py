"""Giving roles and ending them: who may do what, where, from and until when."""

import datetime as dt
import uuid
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from ledger.books.audit_records import Doer
from ledger.books.clubs import clubs_numbered
from ledger.books.devices import close_devices, close_slips
from ledger.books.engine import admit
from ledger.books.grants import (
    KeptGrant,
    Officer,
    add_grant,
    close_grant,
    grants_by_user,
    is_staff,
    officers_of,
    user_of_member,
)
from ledger.books.journal import lock_club
from ledger.books.members import member_of
from ledger.books.sessions import end_sessions_of
from ledger.books.users import lock_user, set_credential
from ledger.core.errors import Conflict, NotFound
from ledger.core.users.grants import Grant, Place, Role
from ledger.core.users.grants_rules import NewGrant, check_grant
from ledger.services.user_records import note_user
from ledger.services.users import keep_an_administrator


@dataclass(eq=False)
class GrantThere(Conflict):
    """The user has this role in this place already."""

    grant_no: int


@dataclass(eq=False)
class MemberHasUser(Conflict):
    """A member of a club is one user there, and that one is another."""

    member_no: int
    user_id: int


@dataclass(eq=False)
class UnknownGrant(NotFound):
    """The user has no role of that number, or it was ended."""

    grant_no: int


def grant(
    connection: Connection,
    user_id: int,
    new: NewGrant,
    *,
    today: dt.date,
    by: Doer,
    record_id: uuid.UUID,
) -> int:
    """Give a user a role, and return the grant's number; the user signs in anew.

    Whoever was a plain member until now loses the PIN and the slips: others may know them, and
    what they open is more from now on. Raises `GrantNotUsable`, `GrantThere`, `MemberHasUser`,
    `UnknownClub`, `UnknownMember`, `UnknownUser`.
    """
    check_grant(new, today)
    _check_club(connection, new)
    lock_user(connection, user_id)
    held = grants_by_user(connection, [user_id]).get(user_id, [])
    for kept in held:
        is_over = kept.grant.valid_until is not None and kept.grant.valid_until < today
        if new.is_as(kept.grant) and not is_over:
            raise GrantThere(grant_no=kept.grant.grant_no)
    grant_no = add_grant(connection, user_id, new, by=by.user_id, at=by.at)
    if new.role is not Role.MEMBER and not is_staff(held, today):
        set_credential(connection, user_id, by.at, pin_hash=None)
        close_slips(connection, user_id, by.at)
    end_sessions_of(connection, user_id, by.at)
    note_user(
        connection, user_id, f"give role {new.role}", by=by, record_id=record_id,
        detail=f"grant {grant_no}", club_id=new.club_id,
    )  # fmt: skip
    return grant_no


def end_grant(
    connection: Connection,
    user_id: int,
    grant_no: int,
    *,
    today: dt.date,
    by: Doer,
    record_id: uuid.UUID,
) -> Grant:
    """End a role at once, and return what it was; the user signs in anew.

    No device of somebody who is a plain member from now on is trusted any more. Raises
    `UnknownGrant`, `LastAdministrator`, `UnknownUser`.
    """
    found = _live(connection, user_id, grant_no)
    if found.club_id is not None:
        admit(connection, [found.club_id])
        lock_club(connection, found.club_id)
    if found.role is Role.ADMIN:
        keep_an_administrator(connection, user_id, today)
    lock_user(connection, user_id)
    if not close_grant(connection, user_id, grant_no, by=by.user_id, at=by.at):
        raise UnknownGrant(grant_no=grant_no)
    left = grants_by_user(connection, [user_id]).get(user_id, [])
    if not is_staff(left, today):
        close_devices(connection, user_id, by.at)
    end_sessions_of(connection, user_id, by.at)
    note_user(
        connection, user_id, f"end role {found.role}", by=by, record_id=record_id,
        detail=f"grant {grant_no}", club_id=found.club_id,
    )  # fmt: skip
    return found


def grants_of(connection: Connection, user_id: int) -> list[KeptGrant]:
    """Return all grants that a user has or had, in order of their numbers."""
    return grants_by_user(connection, [user_id], also_ended=True).get(user_id, [])


def people_of_club(connection: Connection, place: Place) -> list[Officer]:
    """Return who has which role in a club, by name or by its area, plain members apart."""
    return officers_of(connection, place)


def _check_club(connection: Connection, new: NewGrant) -> None:
    """Lock the club of a grant, and refuse one of a club or a member that is not there."""
    if new.club_id is None:
        return
    clubs_numbered(connection, [new.club_id])
    admit(connection, [new.club_id])
    lock_club(connection, new.club_id)
    if new.member_no is not None:
        member_of(connection, new.club_id, new.member_no)
        other = user_of_member(connection, new.club_id, new.member_no)
        if other is not None:
            raise MemberHasUser(member_no=new.member_no, user_id=other)


def _live(connection: Connection, user_id: int, grant_no: int) -> Grant:
    held = grants_by_user(connection, [user_id]).get(user_id, [])
    for kept in held:
        if kept.grant.grant_no == grant_no:
            return kept.grant
    raise UnknownGrant(grant_no=grant_no)
