"""Handing the cash box and the role over from one treasurer to the next."""

import datetime as dt
import uuid
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from ledger.books.audit_records import Doer
from ledger.books.clubs import StoredClub
from ledger.books.grants import grants_by_user
from ledger.books.handing_over import CountOfBox, count_of_box
from ledger.books.journal import lock_club
from ledger.books.users import user_of
from ledger.core.errors import RuleBroken
from ledger.core.users.grants import Grant, Role
from ledger.core.users.grants_rules import NewGrant
from ledger.services.granting_roles import end_grant, grant

COUNTED_WITHIN = dt.timedelta(days=1)
"""How old the count may be when the second signature is given."""


@dataclass(eq=False)
class HandOverRefused(RuleBroken):
    """The box cannot be handed over: `reason` says why."""

    reason: str


@dataclass(frozen=True, slots=True)
class HandOver:
    """A treasurer hands over to another user, by a count of the box."""

    from_user: int
    to_user: int
    count_no: int


def check_hand_over(
    connection: Connection, club: StoredClub, handing: HandOver, today: dt.date
) -> Grant:
    """Return the treasurer's role that is handed over, once all facts are as they must be.

    The old treasurer has the role in this club today and the new one has not; the new one can
    sign in. The box was counted today or yesterday, what differed was posted or explained, and no
    cash was written down since. Raises `HandOverRefused`, `UnknownUser`.
    """
    reason, held = _people_fault(connection, club.club_id, handing, today)
    reason = reason or _count_fault(count_of_box(connection, club.club_id, handing.count_no), today)
    if reason is not None or held is None:
        raise HandOverRefused(reason=reason or "not_treasurer")
    return held


def hand_over(
    connection: Connection,
    club: StoredClub,
    handing: HandOver,
    *,
    today: dt.date,
    by: Doer,
    record_id: uuid.UUID,
) -> int:
    """End the old treasurer's role and give the new one the same, once others have signed.

    Who may sign is for the approval to say: the old and the new treasurer, or, where the old one
    cannot, two of chair, controller and auditor. Returns the number of the new grant; both sign
    in anew. Raises what `check_hand_over` raises.
    """
    lock_club(connection, club.club_id)
    held = check_hand_over(connection, club, handing, today)
    end_grant(connection, handing.from_user, held.grant_no, today=today, by=by, record_id=record_id)
    new = NewGrant(
        role=Role.TREASURER, club_id=club.club_id, valid_from=today, valid_until=held.valid_until
    )
    return grant(connection, handing.to_user, new, today=today, by=by, record_id=record_id)


def _people_fault(
    connection: Connection, club_id: int, handing: HandOver, today: dt.date
) -> tuple[str | None, Grant | None]:
    """Return why these two cannot hand over, or the old treasurer's role."""
    successor = user_of(connection, handing.to_user)
    held = _as_treasurer(connection, handing.from_user, club_id, today)
    if held is None:
        return "not_treasurer", None
    if handing.from_user == handing.to_user:
        return "same_user", None
    if _as_treasurer(connection, handing.to_user, club_id, today) is not None:
        return "treasurer_already", None
    can_sign_in = successor.has_password and successor.disabled_at is None
    return (None if can_sign_in else "cannot_sign_in"), held


def _as_treasurer(
    connection: Connection, user_id: int, club_id: int, today: dt.date
) -> Grant | None:
    for kept in grants_by_user(connection, [user_id]).get(user_id, []):
        held = kept.grant
        if held.role is Role.TREASURER and held.club_id == club_id and held.is_in_force(today):
            return held
    return None


def _count_fault(count: CountOfBox | None, today: dt.date) -> str | None:
    if count is None:
        return "not_counted"
    if not today - COUNTED_WITHIN <= count.counted_on <= today:
        return "count_too_old"
    if not count.is_explained:
        return "difference_unexplained"
    return "cash_has_moved" if count.has_moved else None
