"""How fast the portfolio report of one club is made, and that of many clubs together."""

import datetime as dt
import sqlite3
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import closing
from statistics import median

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from ledger.books.clubs import StoredClub, add_user, list_clubs
from ledger.books.engine import open_engine, reading, transaction
from ledger.books.tables import Base
from ledger.books.tables.clubs import ClubRow
from ledger.services.portfolio import portfolio_of
from ledger.services.simulation import make_demo
from tests.speed.databases import Databases
from tests.speed.floor import connect_postgresql, strip
from tests.speed.posting import NOW, TODAY
from tests.speed.ratio import Limit

CLUBS = 500
SEED = 2
DAYS = {"today": TODAY, "a year back": dt.date(2025, 3, 10)}
ROUNDS, OF_MANY = 60, 5
READ = (
    "account", "fund", "household", "member", "loan", "loan_span", "journal_entry",
    "journal_line", "balance", "period_balance",
)  # fmt: skip
"""The tables that a portfolio is read from, and those that they point to."""

SPARED = ("ix_journal_line_member", "uq_journal_entry_request")
"""Indexes that serve no portfolio, and would take long to fill."""


def measure(databases: Databases) -> Iterator[Limit]:
    """Give the milliseconds of one club's portfolio, and the seconds of that of 500 clubs.

    Each club is the demonstration's, of two years. The service is asked inside a transaction
    that its door has begun.
    """
    url = databases.fresh()
    engine = open_engine(url)
    with transaction(engine) as connection:
        user = add_user(connection, "thu-quy", "Bùi Thị Lụa", NOW)
        make_demo(connection, seed=SEED, until=TODAY, actor=user, now=NOW)
    copied(databases.owner_of(url), READ)
    clubs = all_clubs(engine)
    for name, day in DAYS.items():
        one = _seconds(engine, clubs[:1], day, ROUNDS)
        many = _seconds(engine, clubs, day, OF_MANY)
        yield Limit(f"{databases.kind}: portfolio of a club, {name}", one * 1_000, 10.0, "ms")
        yield Limit(f"{databases.kind}: portfolio of {CLUBS} clubs, {name}", many, 2.0, "s")
    engine.dispose()


def copied(owner_url: str, tables: Sequence[str]) -> None:
    """Make as many clubs as there shall be of the one that there is, inside the database."""
    strip(owner_url)
    engine = open_engine(owner_url)
    with transaction(engine) as connection:
        for index in SPARED:
            connection.exec_driver_sql(f"DROP INDEX {index}")
        (first,) = connection.execute(sa.select(ClubRow.__table__)).mappings()
        others = [
            dict(first) | {"club_id": number, "code": f"M-{number}", "uuid": uuid.UUID(int=number)}
            for number in range(2, CLUBS + 1)
        ]
        connection.execute(sa.insert(ClubRow), others)
    engine.dispose()
    run = _run_sqlite if sa.make_url(owner_url).get_backend_name() == "sqlite" else _run_postgresql
    run(owner_url, [_copy(table) for table in tables] + ["ANALYZE"])


def _copy(table: str) -> str:
    columns = [one.name for one in Base.metadata.tables[table].columns if one.name != "club_id"]
    read = ", ".join(f"t.{column}" for column in columns)
    return (
        f"INSERT INTO {table} (club_id, {', '.join(columns)}) SELECT c.club_id, {read}"  # noqa: S608 - ours
        f" FROM club c JOIN {table} t ON t.club_id = 1 WHERE c.club_id > 1"
    )


def _run_sqlite(owner_url: str, statements: list[str]) -> None:
    with closing(sqlite3.connect(sa.make_url(owner_url).database or "")) as raw:
        raw.execute("PRAGMA synchronous=OFF")
        for statement in statements:
            raw.execute(statement)
        raw.commit()


def _run_postgresql(owner_url: str, statements: list[str]) -> None:
    with connect_postgresql(owner_url) as server:
        for statement in statements:
            server.execute(statement.encode())


def all_clubs(engine: Engine) -> list[StoredClub]:
    """Return the clubs that there are."""
    with reading(engine) as connection:
        found: list[StoredClub] = []
        while more := list_clubs(connection, after=found[-1].club.code if found else ""):
            found += more
    assert len(found) == CLUBS
    return found


def _seconds(engine: Engine, clubs: list[StoredClub], day: dt.date, rounds: int) -> float:
    """Return the median of seconds that a portfolio takes; the first time only fills caches."""
    times = []
    with reading(engine) as connection:
        for _ in range(rounds + 1):
            began = time.perf_counter()
            found = portfolio_of(connection, clubs, day)
            times.append(time.perf_counter() - began)
            assert found.together.gross == found.together.fund.portfolio > 0
    return median(times[1:])
