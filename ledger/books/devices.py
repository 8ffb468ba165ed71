"""Devices and slips as stored: browsers that were enrolled, and the codes in members' hands."""

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.tables.users import CredentialRow, DeviceRow, GrantRow, SlipRow
from ledger.core.users.grants import Role
from ledger.core.users.tokens import token_digest

MOST_DEVICES = 200


@dataclass(frozen=True, slots=True)
class Device:
    """A browser that a user enrolled, under a name of the user's own."""

    user_id: int
    device_no: int
    name: str
    enrolled_at: dt.datetime


@dataclass(frozen=True, slots=True)
class SlipHolder:
    """Whose slip a code is, when it was issued, and whether its holder has a PIN already."""

    user_id: int
    slip_no: int
    issued_at: dt.datetime
    has_pin: bool


def add_device(connection: Connection, user_id: int, name: str, token: str, at: dt.datetime) -> int:
    """Keep a device of a user who is locked, and return its number."""
    query = sa.select(sa.func.coalesce(sa.func.max(DeviceRow.device_no), 0) + 1)
    device_no = connection.execute(query.where(DeviceRow.user_id == user_id)).scalar_one()
    connection.execute(
        sa.insert(DeviceRow).values(
            user_id=user_id, device_no=device_no, name=name, token_digest=token_digest(token),
            enrolled_at=at,
        )
    )  # fmt: skip
    return device_no


def find_device(connection: Connection, token: str) -> Device | None:
    """Return the device of a token.

    None when there is none, when it was revoked, or when its user is disabled.
    """
    device, credential = DeviceRow, CredentialRow
    query = (
        sa.select(device.user_id, device.device_no, device.name, device.enrolled_at)
        .join(credential, credential.user_id == device.user_id)
        .where(
            device.token_digest == token_digest(token), device.revoked_at.is_(None),
            credential.disabled_at.is_(None),
        )
    )  # fmt: skip
    row = connection.execute(query).first()
    return None if row is None else Device(*row)


def devices_of(connection: Connection, user_id: int) -> list[Device]:
    """Return a user's devices that were not revoked, in order of enrolment."""
    device = DeviceRow
    query = (
        sa.select(device.user_id, device.device_no, device.name, device.enrolled_at)
        .where(device.user_id == user_id, device.revoked_at.is_(None))
        .order_by(device.device_no)
        .limit(MOST_DEVICES)
    )
    return [Device(*row) for row in connection.execute(query)]


def close_devices(
    connection: Connection, user_id: int, at: dt.datetime, *, device_no: int | None = None
) -> int:
    """Revoke a device of a user, or all of them; return how many that were."""
    revoked = sa.update(DeviceRow).where(
        DeviceRow.user_id == user_id, DeviceRow.revoked_at.is_(None)
    )
    if device_no is not None:
        revoked = revoked.where(DeviceRow.device_no == device_no)
    return connection.execute(revoked.values(revoked_at=at)).rowcount


def add_slip(connection: Connection, user_id: int, token: str, at: dt.datetime) -> int:
    """Keep a slip of a user who is locked, and return its number."""
    query = sa.select(sa.func.coalesce(sa.func.max(SlipRow.slip_no), 0) + 1)
    slip_no = connection.execute(query.where(SlipRow.user_id == user_id)).scalar_one()
    connection.execute(
        sa.insert(SlipRow).values(
            user_id=user_id, slip_no=slip_no, token_digest=token_digest(token), issued_at=at
        )
    )
    return slip_no


def close_slips(connection: Connection, user_id: int, at: dt.datetime) -> int:
    """Let a user's slips be good for nothing any more; return how many that were."""
    revoked = (
        sa.update(SlipRow)
        .where(SlipRow.user_id == user_id, SlipRow.revoked_at.is_(None))
        .values(revoked_at=at)
    )
    return connection.execute(revoked).rowcount


def members_without_need(connection: Connection, club_id: int, on: dt.date) -> set[int]:
    """Return the members who are handed no slip with others: each has a PIN, an office, or is out.

    The office is a role beyond a plain member's, on a day or to come; out is who was disabled.
    """
    grant, office, credential = GrantRow, sa.orm.aliased(GrantRow), CredentialRow
    holds_office = sa.exists().where(
        office.user_id == grant.user_id,
        office.role != Role.MEMBER.value,
        office.ended_at.is_(None),
        sa.or_(office.valid_until.is_(None), office.valid_until >= on),
    )
    query = (
        sa.select(grant.member_no)
        .outerjoin(credential, credential.user_id == grant.user_id)
        .where(
            grant.of_club == club_id, grant.member_no.is_not(None), grant.ended_at.is_(None),
            sa.or_(
                credential.pin_hash.is_not(None), credential.disabled_at.is_not(None),
                holds_office,
            ),
        )
    )  # fmt: skip
    return {number for number in connection.execute(query).scalars() if number is not None}


def find_slip(connection: Connection, token: str) -> SlipHolder | None:
    """Return whose slip a code is; None when it is nobody's, was revoked, or its user disabled."""
    slip, credential = SlipRow, CredentialRow
    query = (
        sa.select(
            slip.user_id, slip.slip_no, slip.issued_at,
            credential.pin_hash.is_not(None).label("has_pin"),
        )
        .join(credential, credential.user_id == slip.user_id)
        .where(
            slip.token_digest == token_digest(token), slip.revoked_at.is_(None),
            credential.disabled_at.is_(None),
        )
    )  # fmt: skip
    row = connection.execute(query).first()
    return None if row is None else SlipHolder(row[0], row[1], row[2], bool(row[3]))
