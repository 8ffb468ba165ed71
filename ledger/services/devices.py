"""Devices: browsers on which staff approve by PIN and change places quickly."""

import uuid
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from ledger.books.audit_records import Doer
from ledger.books.devices import Device, add_device, close_devices, find_device
from ledger.books.devices import devices_of as kept_devices
from ledger.books.sessions import end_sessions_of, set_device
from ledger.books.users import lock_user
from ledger.core.errors import Forbidden
from ledger.core.users.grants import NothingThere
from ledger.core.users.session import Session
from ledger.services.user_records import note_user
from ledger.services.users import shown_name


@dataclass(eq=False)
class SecondFactorNeeded(Forbidden):
    """A device is enrolled only by somebody who has shown the second factor."""


def enrol_device(
    connection: Connection,
    session: Session,
    name: str,
    token: str,
    *,
    by: Doer,
    record_id: uuid.UUID,
) -> int:
    """Enrol the browser of a session under a token of its own, and return its number.

    Raises `SecondFactorNeeded`, `NameMissing`.
    """
    if not (session.is_full and session.second_factor):
        raise SecondFactorNeeded
    user_id = session.actor.user_id
    shown = shown_name(name, "device")
    lock_user(connection, user_id)
    device_no = add_device(connection, user_id, shown, token, by.at)
    set_device(connection, session.token_digest, device_no)
    note_user(
        connection, user_id, "enrol device", by=by, record_id=record_id,
        detail=f"device {device_no}",
    )  # fmt: skip
    return device_no


def device_of(connection: Connection, token: str) -> Device | None:
    """Return the device of a token; None when it is not enrolled, or not trusted any more."""
    return find_device(connection, token)


def devices_of(connection: Connection, user_id: int) -> list[Device]:
    """Return the devices that a user enrolled and did not revoke."""
    return kept_devices(connection, user_id)


def revoke_device(
    connection: Connection, user_id: int, device_no: int, *, by: Doer, record_id: uuid.UUID
) -> None:
    """Trust a device no more, and end the user's sessions at it (`NothingThere`)."""
    if not close_devices(connection, user_id, by.at, device_no=device_no):
        raise NothingThere
    end_sessions_of(connection, user_id, by.at, device_no=device_no)
    note_user(
        connection, user_id, "revoke device", by=by, record_id=record_id,
        detail=f"device {device_no}",
    )  # fmt: skip
