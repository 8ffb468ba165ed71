"""Members as users: their slips, the PIN that each chooses alone, and a forgotten one."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from ledger.books.audit_records import Doer, NotedAct, note_act
from ledger.books.clubs import StoredClub
from ledger.books.devices import (
    SlipHolder,
    add_slip,
    close_slips,
    find_slip,
    members_without_need,
)
from ledger.books.engine import admit
from ledger.books.grants import add_grant, grants_by_user, is_staff, user_of_member
from ledger.books.journal import lock_club
from ledger.books.members import StoredMember, member_of, members_of
from ledger.books.membership import members_on
from ledger.books.sessions import end_sessions_of
from ledger.books.users import (
    StoredUser,
    add_new_user,
    club_words,
    lock_user,
    set_credential,
    user_named,
    user_of,
)
from ledger.core.errors import Conflict, Forbidden, NotFound
from ledger.core.users.grants import Role
from ledger.core.users.grants_rules import NewGrant
from ledger.core.users.pins import check_pin
from ledger.services.passwords import Hasher

FIRST_PIN_WITHIN = dt.timedelta(days=35)
"""For how long a slip is good to choose a first PIN: until the next monthly meeting is over."""


@dataclass(eq=False)
class MemberHasNoUser(NotFound):
    """A member has no slip and no PIN yet."""

    member_no: int


@dataclass(eq=False)
class MemberHoldsOffice(Forbidden):
    """A member who has another role gets neither slip nor PIN from others."""


@dataclass(eq=False)
class SlipNotGood(NotFound):
    """The code is no slip's, a newer slip took its place, or it is too old for a first PIN."""


@dataclass(eq=False)
class PinChosenAlready(Conflict):
    """A first PIN is chosen once; another one only after two officers have cleared it."""


@dataclass(frozen=True, slots=True)
class ResetMemberPin:
    """A member has forgotten the PIN: two officers clear it, and a new slip is handed over."""

    member_no: int


def make_member_user(
    connection: Connection,
    club: StoredClub,
    member_no: int,
    *,
    today: dt.date,
    by: Doer,
) -> int:
    """Return the user that a member is, made once; raises `UnknownMember`.

    The user is named by the club's code and the member's number, so that nothing personal is
    kept here that would outlive the member's erasure. Whose role as a member was ended gets it
    anew, without the PIN of before.
    """
    club_id = club.club_id
    lock_club(connection, club_id)
    member_of(connection, club_id, member_no)
    known = user_of_member(connection, club_id, member_no)
    if known is not None:
        return known
    sign_in_name = f"{club.uuid.hex[:12]}-{member_no}"
    user_id = user_named(connection, sign_in_name)
    if user_id is None:
        user_id = add_new_user(connection, sign_in_name, f"{club.club.code}/{member_no}", by.at)
    lock_user(connection, user_id)
    new = NewGrant(role=Role.MEMBER, club_id=club_id, member_no=member_no, valid_from=today)
    add_grant(connection, user_id, new, by=by.user_id, at=by.at)
    set_credential(connection, user_id, by.at, pin_hash=None)
    note_act(connection, club_id, NotedAct("make member user", f"user {user_id}"), by)
    return user_id


def member_user(connection: Connection, club_id: int, member_no: int) -> StoredUser | None:
    """Return the user that a member is, None where there is none yet."""
    user_id = user_of_member(connection, club_id, member_no)
    return None if user_id is None else user_of(connection, user_id)


def members_to_hand_slips(
    connection: Connection, club: StoredClub, today: dt.date
) -> list[StoredMember]:
    """Return the members who have no PIN yet, by given name; who holds an office is left out."""
    here = members_on(connection, club.club_id, today).keys()
    others = members_without_need(connection, club.club_id, today)
    return [
        one
        for one in members_of(connection, club.club_id)
        if one.member_no in here and one.member_no not in others
    ]


def issue_slip(
    connection: Connection,
    club: StoredClub,
    member_no: int,
    token: str,
    *,
    today: dt.date,
    by: Doer,
) -> int:
    """Keep that a slip with this code is handed to a member; those before are good no more.

    Returns the slip's number. Raises `UnknownMember`, `MemberHoldsOffice`.
    """
    user_id = make_member_user(connection, club, member_no, today=today, by=by)
    _lock_plain(connection, user_id, today)
    close_slips(connection, user_id, by.at)
    slip_no = add_slip(connection, user_id, token, by.at)
    noted = NotedAct("issue slip", f"user {user_id}", f"slip {slip_no}")
    note_act(connection, club.club_id, noted, by)
    return slip_no


def user_of_slip(connection: Connection, token: str) -> SlipHolder | None:
    """Return whose slip a code is, and whether a PIN is chosen; None when it is good no more."""
    return find_slip(connection, token)


def choose_first_pin(
    connection: Connection,
    token: str,
    pin: str,
    *,
    hasher: Hasher,
    salt: bytes,
    today: dt.date,
    now: dt.datetime,
    address: str,
) -> int:
    """Let the holder of a slip choose the own PIN, once, and return the user.

    Raises `SlipNotGood`, `PinChosenAlready`, `MemberHoldsOffice`, `PinRefused`.
    """
    found = find_slip(connection, token)
    if found is None:
        raise SlipNotGood
    club_id = _club_of_member(connection, found.user_id)
    admit(connection, [club_id])
    lock_club(connection, club_id)
    user = _lock_plain(connection, found.user_id, today)
    again = find_slip(connection, token)  # it may have been revoked before we had the lock
    if again is None or now - again.issued_at > FIRST_PIN_WITHIN:
        raise SlipNotGood
    if user.has_pin:
        raise PinChosenAlready
    check_pin(pin, club_words(connection, user.user_id))
    set_credential(connection, user.user_id, now, pin_hash=hasher.hash(pin, salt))
    by = Doer(user.user_id, now, address)
    noted = NotedAct("choose first pin", f"user {user.user_id}", f"slip {again.slip_no}")
    note_act(connection, club_id, noted, by)
    return user.user_id


def reset_member_pin(
    connection: Connection, club: StoredClub, reset: ResetMemberPin, *, today: dt.date, by: Doer
) -> int:
    """Clear a member's PIN, once two officers have said so, and return the user.

    Nobody reads or types a PIN for her: sessions end, slips are good no more, and with the next
    slip (`issue_slip`) she chooses a new PIN. Raises `MemberHasNoUser`, `MemberHoldsOffice`.
    """
    lock_club(connection, club.club_id)
    user_id = user_of_member(connection, club.club_id, reset.member_no)
    if user_id is None:
        raise MemberHasNoUser(member_no=reset.member_no)
    _lock_plain(connection, user_id, today)
    set_credential(connection, user_id, by.at, pin_hash=None)
    close_slips(connection, user_id, by.at)
    end_sessions_of(connection, user_id, by.at)
    note_act(connection, club.club_id, NotedAct("clear pin", f"user {user_id}"), by)
    return user_id


def _lock_plain(connection: Connection, user_id: int, today: dt.date) -> StoredUser:
    """Lock a user who is a plain member (`MemberHoldsOffice`)."""
    user = lock_user(connection, user_id)
    if is_staff(grants_by_user(connection, [user_id]).get(user_id, []), today):
        raise MemberHoldsOffice
    return user


def _club_of_member(connection: Connection, user_id: int) -> int:
    """Return the club in which a user is a member (`SlipNotGood`)."""
    for kept in grants_by_user(connection, [user_id]).get(user_id, []):
        if kept.grant.role is Role.MEMBER and kept.grant.club_id is not None:
            return kept.grant.club_id
    raise SlipNotGood
