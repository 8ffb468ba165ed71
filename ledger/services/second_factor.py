"""The second factor: codes of an authenticator app (TOTP, RFC 6238), and recovery codes.

Tries are counted by `begin_try` with `How.SECOND_FACTOR`; each function here is called between
that and `finish_try`, in the transaction of the latter.
"""

import datetime as dt
import hmac
import re
import uuid
from base64 import b32encode
from dataclasses import dataclass

import pyotp
from sqlalchemy.engine import Connection

from ledger.books.audit_records import Doer
from ledger.books.devices import close_devices
from ledger.books.sessions import end_sessions_of
from ledger.books.users import (
    lock_user,
    recovery_codes_left,
    replace_recovery_codes,
    set_credential,
    take_recovery_code,
    take_totp_step,
    totp_secret_of,
)
from ledger.core.errors import Conflict, RuleBroken
from ledger.core.users.tokens import recovery_codes, recovery_digest
from ledger.services.user_records import note_user

SECRET_BYTES = 20
STEP_SECONDS = 30
_SECRET = re.compile(r"[A-Z2-7]{32}")
_CODE = re.compile(r"[0-9]{6}")


@dataclass(eq=False)
class SecondFactorCodeWrong(RuleBroken):
    """The code is not the one that the app shows now: nothing was set up."""


@dataclass(eq=False)
class SecondFactorThere(Conflict):
    """A second factor is set up already; it is taken away before another one is."""


def new_secret(random: bytes) -> str:
    """Return the secret of a new second factor, from `SECRET_BYTES` random bytes."""
    if len(random) != SECRET_BYTES:
        raise ValueError(len(random))
    return b32encode(random).decode()


def provisioning_uri(secret: str, *, sign_in_name: str, issuer: str) -> str:
    """Return the address that an authenticator app reads from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=sign_in_name, issuer_name=issuer)


def enrol(
    connection: Connection,
    user_id: int,
    secret: str,
    code: str,
    *,
    by: Doer,
    record_id: uuid.UUID,
) -> None:
    """Set up a user's second factor, once its app shows the right code.

    Raises `SecondFactorThere`: whoever has only shown the password does not replace it; and
    `SecondFactorCodeWrong`, `UnknownUser`.
    """
    if lock_user(connection, user_id).has_second_factor:
        raise SecondFactorThere
    step = _step(secret, code, by.at) if _SECRET.fullmatch(secret) else None
    if step is None:
        raise SecondFactorCodeWrong
    set_credential(connection, user_id, by.at, totp_secret=secret, totp_last_step=step)
    note_user(connection, user_id, "set up second factor", by=by, record_id=record_id)


def take_away(connection: Connection, user_id: int, *, by: Doer, record_id: uuid.UUID) -> None:
    """Take a user's second factor away, as when the phone is lost; a new one is to be set up.

    Sessions end, recovery codes and devices are good no more (`UnknownUser`).
    """
    lock_user(connection, user_id)
    set_credential(connection, user_id, by.at, totp_secret=None)
    replace_recovery_codes(connection, user_id, [], by.at)
    close_devices(connection, user_id, by.at)
    end_sessions_of(connection, user_id, by.at)
    note_user(connection, user_id, "take away second factor", by=by, record_id=record_id)


def check_code(connection: Connection, user_id: int, code: str, *, now: dt.datetime) -> bool:
    """Tell whether a code is the app's of now, or of half a minute before or after.

    A code is good once, and none that came before it is good any more.
    """
    secret = totp_secret_of(connection, user_id)
    step = _step(secret, code, now) if secret else None
    return step is not None and take_totp_step(connection, user_id, step)


def make_recovery_codes(
    connection: Connection, user_id: int, random: bytes, *, by: Doer, record_id: uuid.UUID
) -> list[str]:
    """Return ten new recovery codes, shown this once, from `RANDOM_FOR_CODES` random bytes.

    Those made before are good no more (`UnknownUser`).
    """
    codes = recovery_codes(random)
    lock_user(connection, user_id)
    digests = [recovery_digest(code) for code in codes]
    replace_recovery_codes(connection, user_id, digests, by.at)
    note_user(connection, user_id, "make recovery codes", by=by, record_id=record_id)
    return codes


def use_recovery_code(connection: Connection, user_id: int, code: str, *, now: dt.datetime) -> bool:
    """Tell whether a code is one of the user's recovery codes, which is good once."""
    return take_recovery_code(connection, user_id, recovery_digest(code), now)


def shows_second_factor(
    connection: Connection, user_id: int, typed: str, *, now: dt.datetime
) -> bool:
    """Tell whether what is typed is the app's code or a recovery code."""
    if _CODE.fullmatch(_digits(typed)):
        return check_code(connection, user_id, typed, now=now)
    return use_recovery_code(connection, user_id, typed, now=now)


def codes_left(connection: Connection, user_id: int) -> int:
    """Return how many recovery codes a user still has."""
    return recovery_codes_left(connection, user_id)


def _step(secret: str, code: str, now: dt.datetime) -> int | None:
    """Return the step of time of which a code is, within one of now; None for a wrong code."""
    typed = _digits(code)
    if not _CODE.fullmatch(typed):
        return None
    app = pyotp.TOTP(secret)
    current = int(now.timestamp()) // STEP_SECONDS
    for step in (current, current - 1, current + 1):
        if hmac.compare_digest(app.generate_otp(step), typed):
            return step
    return None


def _digits(typed: str) -> str:
    """Return what is typed without the spaces that apps show in the middle."""
    return "".join(typed.split())
