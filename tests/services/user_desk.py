"""Users for tests: made, given roles and secrets, and signing in step by step."""

import datetime as dt
import threading
import uuid
from dataclasses import dataclass, field
from itertools import count

from sqlalchemy.engine import Connection, Engine

from ledger.books.audit_records import Doer
from ledger.books.engine import reading, transaction
from ledger.core.users.grants import Role
from ledger.core.users.grants_rules import NewGrant
from ledger.core.users.signing_in import How
from ledger.services.granting_roles import grant
from ledger.services.passwords import Argon2
from ledger.services.sessions import Session, find_session, start_session
from ledger.services.sign_in import Trying, begin_try, finish_try, is_right
from ledger.services.users import NewUser, make_user, set_password
from tests.conftest import NOW, TODAY, Books

CHEAP = Argon2(memory_kib=8, passes=1)
SALT = bytes(range(16))
PASSWORD = "Trâu trắng ăn cỏ non"  # noqa: S105 - nobody's
ADDRESS = "192.0.2.7"
MINUTE = dt.timedelta(minutes=1)
_NUMBERS = count(1)


@dataclass
class Counting:
    """A hasher that counts how often a hash is worked out."""

    evaluations: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def dummy(self) -> str:
        return CHEAP.dummy

    def hash(self, secret: str, salt: bytes) -> str:
        return CHEAP.hash(secret, salt)

    def verify(self, stored: str, secret: str) -> bool:
        with self._lock:
            self.evaluations += 1
        return CHEAP.verify(stored, secret)


def doer(user_id: int, at: dt.datetime = NOW) -> Doer:
    """Return who acts, from the usual address."""
    return Doer(user_id, at, ADDRESS)


def a_name() -> str:
    """Return a sign-in name that nobody has."""
    return f"nguoi-{next(_NUMBERS)}"


def a_token() -> str:
    """Return a token that nobody has."""
    return uuid.uuid4().hex


def a_user(books: Books, name: str | None = None, password: str | None = PASSWORD) -> int:
    """Make a user with a password of the own, and without roles."""
    by = doer(books.user_id)
    with transaction(books.engine) as connection:
        new = NewUser(name or a_name(), "Quách Văn Đạt")
        user_id = make_user(connection, new, by=by, record_id=uuid.uuid4())
        if password is not None:
            set_password(
                connection, user_id, password, hasher=CHEAP, salt=SALT, must_change=False, by=by,
                record_id=uuid.uuid4(),
            )  # fmt: skip
    return user_id


def given(books: Books, user_id: int, new: NewGrant, at: dt.datetime = NOW) -> int:
    """Give a role in a transaction of its own."""
    with transaction(books.engine) as connection:
        return grant(
            connection, user_id, new, today=TODAY, by=doer(books.user_id, at),
            record_id=uuid.uuid4(),
        )  # fmt: skip


def role_here(books: Books, role: Role, valid_until: dt.date | None = None) -> NewGrant:
    """Return a role in the club of the books, from the first of January."""
    begin = dt.date(2026, 1, 1)
    return NewGrant(
        role=role, club_id=books.club.club_id, valid_from=begin, valid_until=valid_until
    )


def sign_in(
    engine: Engine, how: How, name: str, secret: str, *, hasher: Counting | Argon2 = CHEAP,
    now: dt.datetime = NOW, address: str = ADDRESS, marks: tuple[bytes, ...] = (),
) -> int:  # fmt: skip
    """Try to sign in, in the three steps; `marks` are what a browser shows that was here before."""
    trying = Trying(name, how, address, uuid.uuid4(), marks)
    with transaction(engine) as connection:
        candidate = begin_try(connection, trying, now=now)
    right = is_right(candidate, secret, hasher)
    with transaction(engine) as connection:
        return finish_try(connection, candidate, right, try_id=trying.try_id, now=now)


def begun(
    connection: Connection, user_id: int, now: dt.datetime = NOW, *, second_factor: bool = True,
    token: str | None = None, device_no: int | None = None,
) -> str:  # fmt: skip
    """Begin a session, and return its token."""
    token = token or a_token()
    start_session(
        connection, user_id=user_id, token=token, how="password", second_factor=second_factor,
        agent="Firefox", device_no=device_no, now=now,
    )  # fmt: skip
    return token


def signed_in(books: Books, user_id: int, now: dt.datetime = NOW) -> str:
    """Begin a session with the second factor in a transaction of its own."""
    with transaction(books.engine) as connection:
        return begun(connection, user_id, now)


def found(
    books: Books, token: str, now: dt.datetime = NOW, today: dt.date = TODAY
) -> Session | None:
    """Return the session of a token."""
    with reading(books.engine) as connection:
        return find_session(connection, token, now=now, today=today)


def acts_in_club(books: Books) -> list[str]:
    """Return what stands in the club's trail, in order."""
    query = (
        "SELECT act FROM audit_record"  # noqa: S608 - a number of our own
        f" WHERE club_id = {books.club.club_id} ORDER BY record_no"
    )
    with reading(books.engine) as connection:
        return list(connection.exec_driver_sql(query).scalars())


def acts_on_user(books: Books, user_id: int) -> list[str]:
    """Return what stands in the record of the service of a user, by name."""
    query = (
        "SELECT act FROM service_record"  # noqa: S608 - a number of our own
        f" WHERE subject = 'user {user_id}' ORDER BY act"
    )
    with reading(books.engine) as connection:
        return list(connection.exec_driver_sql(query).scalars())
