"""Users: making them, what they sign in by, and shutting them out."""

import datetime as dt
import uuid
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from ledger.books.audit_records import Doer
from ledger.books.devices import close_devices
from ledger.books.grants import users_with
from ledger.books.sessions import end_sessions_of
from ledger.books.users import (
    ListedUser,
    StoredUser,
    add_new_user,
    club_words,
    lock_user,
    set_credential,
    staff_users,
    user_named,
    user_of,
)
from ledger.core.errors import Conflict, RuleBroken
from ledger.core.text import check_text, normal
from ledger.core.users.grants import Role
from ledger.core.users.passwords import PasswordFault, PasswordRefused, check_password
from ledger.core.users.pins import check_pin
from ledger.core.users.signing_in import new_sign_in_name, sign_in_name
from ledger.services.passwords import Hasher
from ledger.services.sign_in import Candidate, finish_try
from ledger.services.user_records import note_user

LONGEST_NAME = 120


@dataclass(eq=False)
class NameMissing(RuleBroken):
    """A user or a device has no name to be shown by; `of` says which."""

    of: str


@dataclass(eq=False)
class LastAdministrator(Conflict):
    """Nobody would be left who may make users and give roles."""


@dataclass(eq=False)
class NobodyOfThatName(RuleBroken):
    """Nobody signs in by this name."""

    name: str


@dataclass(frozen=True, slots=True)
class NewUser:
    """A user to be made: the name to sign in by, and the name that others see."""

    sign_in_name: str
    display_name: str


def shown_name(typed: str, of: str) -> str:
    """Return the name of a user or a device as it is kept (`NameMissing`, `TextTooLong`, …)."""
    name = normal(typed)
    if not name:
        raise NameMissing(of=of)
    check_text(name, LONGEST_NAME)
    return name


def make_user(connection: Connection, new: NewUser, *, by: Doer, record_id: uuid.UUID) -> int:
    """Make a user, who has no roles and cannot sign in yet, and return the number.

    Raises `SignInNameNotUsable`, `SignInNameTaken`, `NameMissing`.
    """
    name = new_sign_in_name(new.sign_in_name)
    user_id = add_new_user(connection, name, shown_name(new.display_name, "user"), by.at)
    note_user(connection, user_id, "make user", by=by, record_id=record_id)
    return user_id


def set_password(
    connection: Connection,
    user_id: int,
    password: str,
    *,
    hasher: Hasher,
    salt: bytes,
    must_change: bool,
    by: Doer,
    record_id: uuid.UUID,
) -> None:
    """Give a user a password, and end the sessions begun with another one.

    `must_change`: it is good only for choosing an own one, since somebody else knows it.
    Raises `PasswordRefused`, `UnknownUser`.
    """
    user = lock_user(connection, user_id)
    check_password(password, user.sign_in_name, user.name)
    made = hasher.hash(password, salt)
    must = int(must_change)
    set_credential(connection, user_id, by.at, password_hash=made, must_change=must)
    end_sessions_of(connection, user_id, by.at)
    note_user(connection, user_id, "set password", by=by, record_id=record_id)


def change_password(
    connection: Connection,
    candidate: Candidate,
    right: bool,  # noqa: FBT001 - the outcome of the try, as in `finish_try`
    password: str,
    *,
    try_id: uuid.UUID,
    hasher: Hasher,
    salt: bytes,
    session: bytes,
    by: Doer,
    record_id: uuid.UUID,
) -> None:
    """Let a user choose another password, who has shown the one before by `How.PASSWORD`.

    All the user's sessions end but the one where this is asked, by its digest. Raises
    `SignInRefused` when the one before was not right, `PasswordRefused`.
    """
    user = lock_user(connection, finish_try(connection, candidate, right, try_id=try_id, now=by.at))
    if candidate.stored_hash and hasher.verify(candidate.stored_hash, password):
        raise PasswordRefused(reason=PasswordFault.SAME)
    check_password(password, user.sign_in_name, user.name)
    made = hasher.hash(password, salt)
    set_credential(connection, user.user_id, by.at, password_hash=made, must_change=0)
    end_sessions_of(connection, user.user_id, by.at, but=session)
    note_user(connection, user.user_id, "change password", by=by, record_id=record_id)


def set_pin(
    connection: Connection,
    user_id: int,
    pin: str,
    *,
    hasher: Hasher,
    salt: bytes,
    session: bytes | None,
    by: Doer,
    record_id: uuid.UUID,
) -> None:
    """Give a user the PIN that this very user has chosen; other sessions than this one end.

    Raises `PinRefused`, also for what the user's clubs know; `UnknownUser`.
    """
    lock_user(connection, user_id)
    check_pin(pin, club_words(connection, user_id))
    set_credential(connection, user_id, by.at, pin_hash=hasher.hash(pin, salt))
    end_sessions_of(connection, user_id, by.at, but=session)
    note_user(connection, user_id, "set pin", by=by, record_id=record_id)


def disable(
    connection: Connection, user_id: int, *, today: dt.date, by: Doer, record_id: uuid.UUID
) -> None:
    """Shut a user out at once: no session goes on, no device is trusted any more.

    Raises `LastAdministrator`, `UnknownUser`.
    """
    keep_an_administrator(connection, user_id, today)
    lock_user(connection, user_id)
    set_credential(connection, user_id, by.at, disabled_at=by.at)
    end_sessions_of(connection, user_id, by.at)
    close_devices(connection, user_id, by.at)
    note_user(connection, user_id, "disable user", by=by, record_id=record_id)


def enable(connection: Connection, user_id: int, *, by: Doer, record_id: uuid.UUID) -> None:
    """Let a user in again, by what was good before (`UnknownUser`)."""
    lock_user(connection, user_id)
    set_credential(connection, user_id, by.at, disabled_at=None)
    note_user(connection, user_id, "enable user", by=by, record_id=record_id)


def user(connection: Connection, user_id: int) -> StoredUser:
    """Return a user (`UnknownUser`)."""
    return user_of(connection, user_id)


def person_named(connection: Connection, typed: str) -> int:
    """Return the user who signs in by a name, as it is typed (`NobodyOfThatName`)."""
    found = user_named(connection, sign_in_name(typed)) if typed.isprintable() else None
    if found is None:
        raise NobodyOfThatName(name=typed)
    return found


def users(connection: Connection, *, after: int = 0, limit: int = 200) -> list[ListedUser]:
    """Return all users but plain members, by number, with their grants, at most `limit`."""
    return staff_users(connection, after=after, limit=limit)


def keep_an_administrator(connection: Connection, but: int, today: dt.date) -> None:
    """Refuse to lose a user who is the only one to administer (`LastAdministrator`).

    All who do are locked, so that no two of them shut each other out.
    """
    for user_id in users_with(connection, Role.ADMIN, today):
        lock_user(connection, user_id)
    if users_with(connection, Role.ADMIN, today) == [but]:
        raise LastAdministrator
