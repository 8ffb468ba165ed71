"""Grants as stored: giving and ending them, and finding who has what."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.tables.clubs import ClubRow
from ledger.books.tables.users import CredentialRow, GrantRow, UserRow
from ledger.core.users.grants import Grant, Place, Role
from ledger.core.users.grants_rules import NewGrant

GRANT_COLUMNS = (
    GrantRow.grant_no, GrantRow.role, GrantRow.valid_from, GrantRow.valid_until, GrantRow.of_club,
    ClubRow.code.label("club_code"), GrantRow.province, GrantRow.commune, GrantRow.member_no,
)  # fmt: skip

MOST_PEOPLE = 1_000
"""The most grants of a club that are read at once, plain members apart; there are a dozen."""


@dataclass(frozen=True, slots=True)
class KeptGrant:
    """A grant, by whom and when it was given, and when it was ended, if it was."""

    grant: Grant
    granted_by: int
    granted_at: dt.datetime
    ended_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody with a role in a club: by a grant for it, or for the area where it lies."""

    user_id: int
    sign_in_name: str
    name: str
    is_disabled: bool
    grant: Grant


def grant_from(row: sa.Row[*tuple[object, ...]]) -> Grant:
    """Return the grant of a row that has `GRANT_COLUMNS`."""
    return Grant(
        grant_no=row.grant_no, role=Role(row.role), valid_from=row.valid_from,
        valid_until=row.valid_until, club_id=row.of_club, club_code=row.club_code,
        province=row.province, commune=row.commune, member_no=row.member_no,
    )  # fmt: skip


def add_grant(
    connection: Connection, user_id: int, new: NewGrant, *, by: int, at: dt.datetime
) -> int:
    """Store a grant of a user who is locked, and return its number."""
    query = sa.select(sa.func.coalesce(sa.func.max(GrantRow.grant_no), 0) + 1)
    grant_no = connection.execute(query.where(GrantRow.user_id == user_id)).scalar_one()
    connection.execute(
        sa.insert(GrantRow).values(
            user_id=user_id, grant_no=grant_no, role=new.role.value, of_club=new.club_id,
            province=new.province, commune=new.commune, member_no=new.member_no,
            valid_from=new.valid_from, valid_until=new.valid_until, granted_by=by, granted_at=at,
        )
    )  # fmt: skip
    return grant_no


def close_grant(
    connection: Connection, user_id: int, grant_no: int, *, by: int, at: dt.datetime
) -> bool:
    """End a grant; tell whether it was there and had not been ended."""
    ended = (
        sa.update(GrantRow)
        .where(
            GrantRow.user_id == user_id, GrantRow.grant_no == grant_no, GrantRow.ended_at.is_(None)
        )
        .values(ended_at=at, ended_by=by)
    )
    return connection.execute(ended).rowcount == 1


def grants_by_user(
    connection: Connection, user_ids: Sequence[int], *, also_ended: bool = False
) -> dict[int, list[KeptGrant]]:
    """Return the grants of some users, each in order of its number."""
    query = (
        sa.select(
            GrantRow.user_id, *GRANT_COLUMNS, GrantRow.granted_by, GrantRow.granted_at,
            GrantRow.ended_at,
        )
        .outerjoin(ClubRow, ClubRow.club_id == GrantRow.of_club)
        .where(GrantRow.user_id.in_(user_ids))
        .order_by(GrantRow.user_id, GrantRow.grant_no)
    )  # fmt: skip
    if not also_ended:
        query = query.where(GrantRow.ended_at.is_(None))
    found: dict[int, list[KeptGrant]] = defaultdict(list)
    for row in connection.execute(query):
        kept = KeptGrant(grant_from(row), row.granted_by, row.granted_at, row.ended_at)
        found[row.user_id].append(kept)
    return dict(found)


def officers_of(connection: Connection, place: Place) -> list[Officer]:
    """Return who has a role in a club and is no plain member, in order of user and grant.

    Grants that have not begun, or are over by their day, are there too: they say so. Those who
    administer the whole installation are not: that opens no club.
    """
    here = sa.or_(GrantRow.of_club == place.club_id, GrantRow.of_club.is_(None))
    others = (Role.MEMBER.value, Role.ADMIN.value)
    query = (
        sa.select(
            UserRow.user_id, UserRow.sign_in_name, UserRow.display_name,
            CredentialRow.disabled_at, *GRANT_COLUMNS,
        )
        .select_from(GrantRow)
        .join(UserRow, UserRow.user_id == GrantRow.user_id)
        .outerjoin(CredentialRow, CredentialRow.user_id == GrantRow.user_id)
        .outerjoin(ClubRow, ClubRow.club_id == GrantRow.of_club)
        .where(here, GrantRow.role.not_in(others), GrantRow.ended_at.is_(None))
        .order_by(UserRow.user_id, GrantRow.grant_no)
        .limit(MOST_PEOPLE)
    )  # fmt: skip
    found = [
        Officer(
            row.user_id, row.sign_in_name, row.display_name, row.disabled_at is not None,
            grant_from(row),
        )
        for row in connection.execute(query)
    ]  # fmt: skip
    return [one for one in found if one.grant.covers(place)]


def users_with(
    connection: Connection, role: Role, on: dt.date, *, club_id: int | None = None
) -> list[int]:
    """Return the users who have a role on a day, in one club by name or else in none.

    Those who are disabled, or have no password, are left out.
    """
    grant, credential = GrantRow, CredentialRow
    query = (
        sa.select(grant.user_id)
        .join(credential, credential.user_id == grant.user_id)
        .where(
            grant.role == role.value,
            grant.of_club.is_not_distinct_from(club_id),
            grant.ended_at.is_(None),
            grant.valid_from <= on,
            sa.or_(grant.valid_until.is_(None), grant.valid_until >= on),
            credential.password_hash.is_not(None),
            credential.disabled_at.is_(None),
        )
        .distinct()
        .order_by(grant.user_id)
    )
    return list(connection.execute(query).scalars())


def users_in_office(connection: Connection, roles: Collection[Role], on: dt.date) -> set[int]:
    """Return the users who have one of some roles on a day, wherever that is.

    Those who are disabled, or have neither a password nor a PIN, are left out.
    """
    grant, credential = GrantRow, CredentialRow
    query = (
        sa.select(grant.user_id)
        .join(credential, credential.user_id == grant.user_id)
        .where(
            grant.role.in_([one.value for one in roles]),
            grant.ended_at.is_(None),
            grant.valid_from <= on,
            sa.or_(grant.valid_until.is_(None), grant.valid_until >= on),
            sa.or_(credential.password_hash.is_not(None), credential.pin_hash.is_not(None)),
            credential.disabled_at.is_(None),
        )
    )
    return set(connection.execute(query).scalars())


def user_of_member(connection: Connection, club_id: int, member_no: int) -> int | None:
    """Return the user that a member of a club is, None where there is none."""
    query = (
        sa.select(GrantRow.user_id)
        .where(
            GrantRow.of_club == club_id, GrantRow.member_no == member_no,
            GrantRow.ended_at.is_(None),
        )
        .order_by(GrantRow.user_id)
        .limit(1)
    )  # fmt: skip
    return connection.execute(query).scalar()


def is_staff(grants: Collection[KeptGrant], on: dt.date) -> bool:
    """Tell whether somebody has a role beyond a plain member's, now or to come."""
    return any(
        kept.grant.role is not Role.MEMBER
        and kept.ended_at is None
        and (kept.grant.valid_until is None or kept.grant.valid_until >= on)
        for kept in grants
    )
