"""Opening the database, and the one place that commits."""

import sqlite3
from collections.abc import Iterator
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
            return sa.create_engine(
                parsed.set(drivername="postgresql+psycopg"), hide_parameters=True
            )
        except ModuleNotFoundError:
            raise DatabaseUnusable(reason="driver") from None
    raise DatabaseUnusable(reason="kind")


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """Run a block in one writing transaction: all of it is committed, or none."""
    with engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def trial(connection: Connection) -> Iterator[None]:
    """Run a block inside a transaction to see whether it is refused; nothing of it stays."""
    savepoint = connection.begin_nested()
    try:
        yield
    finally:
        savepoint.rollback()


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Run a block on one consistent view of the books, without writing."""
    with engine.connect() as opened:
        if opened.dialect.name == "sqlite":
            connection = opened.execution_options(ledger_read_only=True)
        else:
            connection = opened.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
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
