"""Opening the database, and the one place that commits."""

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.engine.interfaces import DBAPIConnection

from ledger.core.errors import RuleBroken

FIXED_IN = (3, 51, 3)
ALSO_FIXED = {(3, 44, 6), (3, 50, 7)}
"""SQLite versions whose WAL is free of the reset race (TRUST.md, section 1, decision 2)."""

BUSY_MS = 10_000

EVERY_CLUB, NO_CLUB = "*", ""
"""What the setting ledger.clubs of PostgreSQL names; ",7,,12," names two clubs."""


@dataclass(eq=False)
class DatabaseUnusable(RuleBroken):
    """The database cannot be opened, or is not a ledger's: `reason` says why."""

    reason: str


@dataclass(eq=False)
class UnsafeSetting(RuleBroken):
    """A setting of the database would lose work at a power cut."""

    setting: str
    value: str


def journal_mode() -> str:
    """Return the journal mode that is safe with this SQLite library: wal or truncate."""
    version = sqlite3.sqlite_version_info
    return "wal" if version >= FIXED_IN or version in ALSO_FIXED else "truncate"


def open_engine(url: str) -> Engine:
    """Return an engine for a database URL, with every connection set up to be durable.

    What an error says of a statement leaves out its values: names do not belong in a log.
    Raises `DatabaseUnusable` for a URL that names no database of a kind we know.
    """
    try:
        parsed = sa.make_url(url)
    except (sa.exc.ArgumentError, ValueError):
        raise DatabaseUnusable(reason="url") from None
    if parsed.get_backend_name() == "sqlite":
        engine = sa.create_engine(
            parsed,
            connect_args={"isolation_level": None, "timeout": BUSY_MS / 1000},
            hide_parameters=True,
        )
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    if parsed.get_backend_name() == "postgresql":
        try:
            engine = sa.create_engine(
                parsed.set(drivername="postgresql+psycopg"), hide_parameters=True
            )
        except ModuleNotFoundError:
            raise DatabaseUnusable(reason="driver") from None
        event.listen(engine, "begin", _begin_postgresql)
        return engine
    raise DatabaseUnusable(reason="kind")


def narrowed(engine: Engine) -> Engine:
    """Return the same engine for pages: its transactions meet no club's rows but of those named.

    An engine as it is opened meets the rows of all clubs: it is for who runs the program. On
    PostgreSQL the database holds to it (`row_security`); SQLite has no means to.
    """
    return engine.execution_options(ledger_clubs=NO_CLUB)


@contextmanager
def transaction(engine: Engine, clubs: Collection[int] | None = None) -> Iterator[Connection]:
    """Run a block in one writing transaction: all of it is committed, or none.

    Where `clubs` are named it meets the rows of those alone, else what the engine is for.
    """
    with engine.connect() as opened:
        if clubs is None:
            connection = opened
        else:
            connection = opened.execution_options(ledger_clubs=_named(clubs))
        with connection.begin():
            yield connection


def admit(connection: Connection, clubs: Collection[int]) -> None:
    """Let a transaction, until it ends, meet the rows of further clubs as well.

    For the few that learn only on the way which club they are about: a sign-in by the club's
    code, a role that is given, a club that is made, the sums of an area.
    """
    known = connection.get_execution_options().get("ledger_clubs", EVERY_CLUB)
    if connection.dialect.name == "postgresql" and known != EVERY_CLUB:
        connection.exec_driver_sql(
            "SELECT set_config('ledger.clubs',"
            " coalesce(current_setting('ledger.clubs', true), '') || %s, true)",
            (_named(clubs),),
        )


def _named(clubs: Collection[int]) -> str:
    """Return clubs as the setting names them: a comma on either side of each number."""
    return "".join(f",{number:d}," for number in clubs)


@contextmanager
def trial(connection: Connection) -> Iterator[None]:
    """Run a block inside a transaction to see whether it is refused; nothing of it stays."""
    savepoint = connection.begin_nested()
    try:
        yield
    finally:
        savepoint.rollback()


@contextmanager
def reading(engine: Engine, clubs: Collection[int] | None = None) -> Iterator[Connection]:
    """Run a block on one consistent view of the books, without writing.

    Where `clubs` are named it meets the rows of those alone, else what the engine is for.
    """
    with engine.connect() as opened:
        if opened.dialect.name == "sqlite":
            connection = opened.execution_options(ledger_read_only=True)
        else:
            connection = opened.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        if clubs is not None:
            connection = connection.execution_options(ledger_clubs=_named(clubs))
        view = connection.begin()
        try:
            yield connection
        finally:  # nothing was written, and a damaged file does not bear a commit
            view.rollback()


def _set_up_sqlite(connection: DBAPIConnection, _record: object) -> None:
    cursor = connection.cursor()
    try:
        cursor.execute(f"PRAGMA busy_timeout={BUSY_MS}")
        wanted = journal_mode()
        found = str(cursor.execute(f"PRAGMA journal_mode={wanted}").fetchone()[0])
        if found not in {wanted, "memory"}:
            raise UnsafeSetting(setting="journal_mode", value=found)
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA recursive_triggers=ON")
        cursor.execute("PRAGMA trusted_schema=OFF")
        cursor.execute("PRAGMA cache_size=-4000")
    except sqlite3.DatabaseError as error:
        raise DatabaseUnusable(reason=_sqlite_reason(error)) from error
    except UnicodeDecodeError as error:  # what SQLite says of a damaged schema may be no text
        raise DatabaseUnusable(reason="damaged") from error
    finally:
        cursor.close()


def _sqlite_reason(error: sqlite3.DatabaseError) -> str:
    text = str(error)
    known = {"file is not a database": "not_a_database", "unable to open": "cannot_open"}
    known |= {"malformed": "damaged", "readonly": "read_only", "locked": "locked"}
    return next((reason for words, reason in known.items() if words in text), "unknown")


def _begin_sqlite(connection: Connection) -> None:
    read_only = connection.get_execution_options().get("ledger_read_only", False)
    connection.exec_driver_sql("BEGIN DEFERRED" if read_only else "BEGIN IMMEDIATE")


def _begin_postgresql(connection: Connection) -> None:
    """Name the clubs of a transaction; who names none asks the database nothing for it."""
    clubs = connection.get_execution_options().get("ledger_clubs", EVERY_CLUB)
    if clubs != NO_CLUB:
        connection.exec_driver_sql(f"SET LOCAL ledger.clubs = '{clubs}'")
