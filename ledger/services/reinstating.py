"""The way back when nobody is left who may give roles: two who oversee vouch for a third.

TRUST.md, section 3: where the treasurer dies or leaves, two of chair, controller and auditor
restore access. Each of them shows who he or she is, at the machine where the books are.
"""

import datetime as dt
import uuid
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from ledger.books.audit_records import Doer
from ledger.books.clubs import StoredClub
from ledger.books.grants import grants_by_user, officers_of, users_in_office, users_with
from ledger.books.journal import lock_club
from ledger.books.users import lock_user, user_of
from ledger.core.errors import Conflict, Forbidden, RuleBroken
from ledger.core.users.grants import Role
from ledger.core.users.grants_rules import NewGrant
from ledger.services.clubs import place_of
from ledger.services.granting_roles import end_grant, grant
from ledger.services.user_records import note_user

OVERSEERS = frozenset({Role.CHAIR, Role.CONTROLLER, Role.AUDITOR})
NEEDED = 2


@dataclass(eq=False)
class AdministratorThere(Conflict):
    """Somebody administers the installation and can sign in: roles are for that person to give."""

    name: str


@dataclass(eq=False)
class TooFewToVouch(Conflict):
    """There are not two people left who could vouch for anybody."""

    count: int


@dataclass(eq=False)
class MayNotVouch(Forbidden):
    """Somebody is neither chair nor controller nor auditor there, or is vouched for."""

    name: str


@dataclass(eq=False)
class VouchedTwice(RuleBroken):
    """The two who vouch are one and the same person."""


@dataclass(eq=False)
class CannotBeReinstated(RuleBroken):
    """Whoever is to get the role cannot sign in, or has it: `reason` says which."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reinstating:
    """Who is to administer the installation again, or to be treasurer of a club."""

    user_id: int
    club: StoredClub | None = None

    @property
    def role(self) -> Role:
        """Return the role that is given."""
        return Role.ADMIN if self.club is None else Role.TREASURER


@dataclass(frozen=True, slots=True)
class Reinstated:
    """The role that was given, and the treasurers who are none any more."""

    grant_no: int
    ended: tuple[int, ...]


def who_may_vouch(
    connection: Connection, reinstating: Reinstating, today: dt.date
) -> frozenset[int]:
    """Return the users of whom two are needed, once everything else is as it must be.

    For a treasurer those who oversee that club; for an administrator those who oversee any club,
    and the very person, if her own role of administrator has only run out. Raises
    `AdministratorThere`, `CannotBeReinstated`, `TooFewToVouch`, `UnknownUser`.
    """
    for user_id in users_with(connection, Role.ADMIN, today):
        raise AdministratorThere(name=user_of(connection, user_id).name)
    person = user_of(connection, reinstating.user_id)
    if not person.has_password or person.disabled_at is not None:
        raise CannotBeReinstated(name=person.name, reason="cannot_sign_in")
    found = users_in_office(connection, OVERSEERS, today)
    if reinstating.club is None:
        if _had_run_out(connection, reinstating.user_id, today):
            found |= {reinstating.user_id}
    else:
        if reinstating.user_id in _treasurers(connection, reinstating.club, today):
            raise CannotBeReinstated(name=person.name, reason="treasurer_already")
        here = officers_of(connection, place_of(reinstating.club))
        oversee = {
            one.user_id
            for one in here
            if one.grant.role in OVERSEERS and one.grant.is_in_force(today)
        }
        found = (found & oversee) - {reinstating.user_id}
    if len(found) < NEEDED:
        raise TooFewToVouch(count=len(found))
    return frozenset(found)


def reinstate(
    connection: Connection,
    reinstating: Reinstating,
    vouching: tuple[int, int],
    *,
    today: dt.date,
    now: dt.datetime,
    address: str,
    record_id: uuid.UUID,
) -> Reinstated:
    """Give the role, once two have shown who they are; who was treasurer until now is it no more.

    Kept in the trail of the club, or of the service, with the numbers of both. Raises what
    `who_may_vouch` raises, and `VouchedTwice`, `MayNotVouch`.
    """
    club, by = reinstating.club, Doer(vouching[0], now, address)
    if club is not None:
        lock_club(connection, club.club_id)
    for user_id in sorted({reinstating.user_id, *vouching}):  # always in one order
        lock_user(connection, user_id)
    may_vouch = who_may_vouch(connection, reinstating, today)
    if len(set(vouching)) < NEEDED:
        raise VouchedTwice
    for user_id in vouching:
        if user_id not in may_vouch:
            raise MayNotVouch(name=user_of(connection, user_id).name)
    club_id = None if club is None else club.club_id
    note_user(
        connection, reinstating.user_id, f"reinstate as {reinstating.role}", by=by,
        record_id=record_id, detail=" and ".join(f"user {one}" for one in vouching),
        club_id=club_id,
    )  # fmt: skip
    ended = {} if club is None else _treasurers(connection, club, today)
    for number, (user_id, grant_no) in enumerate(ended.items()):
        end_grant(
            connection, user_id, grant_no, today=today, by=by,
            record_id=uuid.uuid5(record_id, f"end {number}"),
        )  # fmt: skip
    grant_no = grant(
        connection, reinstating.user_id,
        NewGrant(role=reinstating.role, valid_from=today, club_id=club_id), today=today, by=by,
        record_id=uuid.uuid5(record_id, "give"),
    )  # fmt: skip
    return Reinstated(grant_no, tuple(ended))


def _had_run_out(connection: Connection, user_id: int, today: dt.date) -> bool:
    """Tell whether somebody's role of administrator was not ended by anybody, but is over."""
    held = [kept.grant for kept in grants_by_user(connection, [user_id]).get(user_id, [])]
    return any(
        one.role is Role.ADMIN and one.valid_until is not None and one.valid_until < today
        for one in held
    )


def _treasurers(connection: Connection, club: StoredClub, today: dt.date) -> dict[int, int]:
    """Return the treasurers of a club today, each with the number of the grant."""
    return {
        one.user_id: one.grant.grant_no
        for one in officers_of(connection, place_of(club))
        if one.grant.role is Role.TREASURER and one.grant.is_in_force(today)
    }
