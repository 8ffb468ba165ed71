"""Fixtures: the two databases, a club to post into, fixed days and instants."""

import datetime as dt
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy.engine import Engine

from ledger.books.clubs import StoredClub, add_user
from ledger.books.engine import open_engine, transaction
from ledger.core.clubs import Club, ClubRules
from ledger.core.journal import PostingRequest, Source
from ledger.services.clubs import make_club
from tests.databases import (
    NoPostgreSQL,
    PostgreSQLDatabases,
    application_url,
    postgresql_server,
    sqlite_template,
)

settings.register_profile("house", deadline=None, print_blob=True)
settings.load_profile("house")

TODAY = dt.date(2026, 3, 10)
NOW = dt.datetime(2026, 3, 10, 2, 0, tzinfo=dt.UTC)
_CODES = count(1)


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sqlite_template(tmp_path_factory.mktemp("template"))


@pytest.fixture(scope="session")
def postgresql_databases() -> Iterator[PostgreSQLDatabases]:
    """Give the PostgreSQL server of this run; skip where there is none, but never in CI."""
    try:
        with postgresql_server() as url:
            yield PostgreSQLDatabases(url)
    except NoPostgreSQL as error:
        if os.environ.get("CI") == "true":
            pytest.fail(f"CI needs PostgreSQL: {error}")
        pytest.skip(str(error))


@dataclass(frozen=True, slots=True)
class Database:
    """A migrated database: its owner's URL, and the URL under which the program runs."""

    kind: str
    owner_url: str
    url: str


def _fresh(kind: str, folder: Path, request: pytest.FixtureRequest) -> Iterator[Database]:
    if kind == "sqlite":
        path = folder / "ledger.db"
        shutil.copy(request.getfixturevalue("_sqlite_template"), path)
        yield Database("sqlite", f"sqlite:///{path}", f"sqlite:///{path}")
        return
    databases: PostgreSQLDatabases = request.getfixturevalue("postgresql_databases")
    owner = databases.fresh()
    yield Database("postgresql", owner, application_url(owner))
    databases.drop(owner)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Give a fresh migrated database, on SQLite and on PostgreSQL in turn."""
    yield from _fresh(request.param, tmp_path, request)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared_database(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    """Give a migrated database that a module's tests share, each with a club of its own."""
    yield from _fresh(request.param, tmp_path_factory.mktemp("shared"), request)


@pytest.fixture(scope="module")
def both_engines(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Engine]]:
    """Give a database of each kind, to compare what stands in them."""
    with ExitStack() as stack:
        engines = {}
        for kind in ("sqlite", "postgresql"):
            folder = tmp_path_factory.mktemp("both")
            database = stack.enter_context(contextmanager(_fresh)(kind, folder, request))
            engines[kind] = open_engine(database.url)
            stack.callback(engines[kind].dispose)
        yield engines


@pytest.fixture(scope="module")
def shared_engine(shared_database: Database) -> Iterator[Engine]:
    """Give the engine of the program's own role on the shared database."""
    engine = open_engine(shared_database.url)
    yield engine
    engine.dispose()


@pytest.fixture
def engine(database: Database) -> Iterator[Engine]:
    """Give the engine of the program's own role."""
    engine = open_engine(database.url)
    yield engine
    engine.dispose()


@dataclass(frozen=True, slots=True)
class Books:
    """A club of its own in a database: to post into and to read from."""

    engine: Engine
    club: StoredClub
    user_id: int

    def request(self, at: dt.datetime = NOW) -> PostingRequest:
        """Return a fresh posting request."""
        return PostingRequest(uuid.uuid4(), self.user_id, at, Source.MANUAL)


def new_club(engine: Engine, code: str) -> Books:
    """Return an empty club of that code with the usual chart, funds and rules."""
    with transaction(engine) as connection:
        user_id = add_user(connection, "thu-quy", "Bùi Thị Lụa", NOW)
        club = make_club(
            connection, Club(code, "Hạnh Phúc"), ClubRules(dt.date(2025, 1, 1)),
            club_uuid=uuid.uuid5(uuid.NAMESPACE_OID, code), made_at=NOW, made_by=user_id,
        )  # fmt: skip
    return Books(engine, club, user_id)


@pytest.fixture
def books(engine: Engine) -> Books:
    """Give an empty club in a database of its own."""
    return new_club(engine, "HP")


@pytest.fixture
def shared_books(shared_engine: Engine) -> Books:
    """Give an empty club of its own in the database that a module's tests share."""
    return new_club(shared_engine, f"HP-{next(_CODES)}")
