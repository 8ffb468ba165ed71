"""The first administrator of an installation, made where nobody can sign in yet."""

import datetime as dt
import uuid
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from ledger.books.audit_records import Doer
from ledger.books.grants import add_grant
from ledger.books.users import add_new_user, set_credential, somebody_signs_in
from ledger.core.errors import Conflict
from ledger.core.users.grants import Role
from ledger.core.users.grants_rules import NewGrant
from ledger.core.users.passwords import check_password
from ledger.core.users.signing_in import new_sign_in_name
from ledger.services.passwords import Hasher
from ledger.services.user_records import note_user
from ledger.services.users import NewUser, shown_name


@dataclass(eq=False)
class UsersThere(Conflict):
    """Somebody can sign in already; who administers is for them to say, not for a newcomer."""


def has_users(connection: Connection) -> bool:
    """Tell whether anybody can sign in, or ever could.

    That no administrator's role is in force is not enough: a role lapses, a clock is put back,
    and whoever comes then must not find the books open.
    """
    return somebody_signs_in(connection)


def make_first_administrator(
    connection: Connection,
    new: NewUser,
    password: str,
    *,
    hasher: Hasher,
    salt: bytes,
    today: dt.date,
    now: dt.datetime,
    address: str,
    record_id: uuid.UUID,
) -> int:
    """Make the first administrator with a password of the own choice, and return the user.

    Raises `UsersThere`, `PasswordRefused`, and what `make_user` raises.
    """
    sign_in_name = new_sign_in_name(new.sign_in_name)
    name = shown_name(new.display_name, "user")
    check_password(password, sign_in_name, name)
    made = hasher.hash(password, salt)
    user_id = add_new_user(connection, sign_in_name, name, now)  # nobody else makes one now
    if has_users(connection):
        raise UsersThere
    set_credential(connection, user_id, now, password_hash=made)
    new_grant = NewGrant(role=Role.ADMIN, valid_from=today)
    add_grant(connection, user_id, new_grant, by=user_id, at=now)
    by = Doer(user_id, now, address)
    note_user(connection, user_id, "make first administrator", by=by, record_id=record_id)
    return user_id
