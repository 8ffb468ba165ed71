"""What a database says of itself: its kind, its safety settings, its rules, its role's rights."""

import datetime as dt
import os
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from ledger.books.backup import sqlite_file
from ledger.books.engine import journal_mode
from ledger.books.row_security import unguarded_tables
from ledger.books.schema import REVISION, missing_rules, revision
from ledger.books.tables import Base
from ledger.books.tables.clubs import ClubCounterRow
from ledger.core.errors import RuleBroken

LEAST_FREE = 200 * 2**20
"""Bytes that must be free beside a database, and at least twice its size for a copy."""
SAFE_SQLITE = {"synchronous": "2", "foreign_keys": "1", "recursive_triggers": "1"}
SAFE_POSTGRESQL = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}


@dataclass(eq=False)
class NotALedger(RuleBroken):
    """The database holds something else, such as `table`, and is left alone."""

    table: str


@dataclass(frozen=True, slots=True)
class Examined:
    """A check by its name: whether it passed, and what was found."""

    name: str
    passed: bool
    found: str


def refuse_other_tables(connection: Connection) -> None:
    """Refuse a database that holds tables and is no ledger (`NotALedger`)."""
    found = set(sa.inspect(connection).get_table_names())
    ours = {*Base.metadata.tables, "alembic_version", "backup_seal"}
    is_ledger = "journal_entry" in found and "alembic_version" in found
    others = sorted(found - ours) or sorted(found)
    if found and not is_ledger:
        raise NotALedger(table=others[0])


def without_password(engine: Engine) -> str:
    """Return the database's URL as it may be shown."""
    return engine.url.render_as_string(hide_password=True)


def examine(engine: Engine, connection: Connection, now: dt.datetime) -> Iterator[Examined]:
    """Give each check of an open database in turn."""
    found = revision(connection)
    yield Examined("revision", found == REVISION, f"{found or '-'} / {REVISION}")
    if found == REVISION:
        missing = missing_rules(connection)
        yield Examined("rules", not missing, ", ".join(sorted(missing)))
        if connection.dialect.name == "postgresql":
            unguarded = unguarded_tables(connection)
            yield Examined("row_security", not unguarded, ", ".join(sorted(unguarded)))
        last = connection.execute(sa.select(sa.func.max(ClubCounterRow.last_recorded_at))).scalar()
        yield Examined("clock", last is None or last <= now, last.isoformat() if last else "")
    if connection.dialect.name == "sqlite":
        yield from _examine_sqlite(connection)
        place = sqlite_file(engine)
        if place is not None:
            yield from _examine_place(place)
    else:
        yield from _examine_postgresql(connection)


def _examine_sqlite(connection: Connection) -> Iterator[Examined]:
    yield Examined("library", passed=True, found=sqlite3.sqlite_version)
    mode = str(connection.exec_driver_sql("PRAGMA journal_mode").scalar())
    yield Examined("journal_mode", mode == journal_mode(), mode)
    for name, safe in SAFE_SQLITE.items():
        value = str(connection.exec_driver_sql(f"PRAGMA {name}").scalar())
        yield Examined(name, value == safe, value)
    said = str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar())
    yield Examined("whole", said == "ok", said)


def _examine_place(place: Path) -> Iterator[Examined]:
    folder = place.resolve().parent
    writable = os.access(place, os.W_OK) and os.access(folder, os.W_OK)
    yield Examined("writable", writable, str(place))
    free, wanted = shutil.disk_usage(folder).free, max(LEAST_FREE, 2 * place.stat().st_size)
    yield Examined("space", free >= wanted, f"{free // 2**20} MiB")


def _examine_postgresql(connection: Connection) -> Iterator[Examined]:
    def ask(query: str) -> str:
        return str(connection.exec_driver_sql(query).scalar())

    yield Examined("library", passed=True, found=ask("SHOW server_version"))
    for name, safe in SAFE_POSTGRESQL.items():
        value = ask(f"SHOW {name}")
        # More than "on" (remote_write, remote_apply) waits for a second server as well.
        passed = value == safe or (name == "synchronous_commit" and value.startswith("remote"))
        yield Examined(name, passed, value)
    encoding = ask("SHOW server_encoding")
    yield Examined("encoding", encoding == "UTF8", encoding)
    role = ask("SELECT current_user")
    is_super = ask("SELECT rolsuper FROM pg_roles WHERE rolname = current_user") == "True"
    yield Examined("superuser", not is_super, role)
    is_past = ask("SELECT rolbypassrls FROM pg_roles WHERE rolname = current_user") == "True"
    yield Examined("bypass", not is_past, role)
    owned = ask(
        "SELECT count(*) FROM pg_class WHERE relkind IN ('r', 'p') AND relname = 'journal_entry'"
        " AND pg_has_role(current_user, relowner, 'USAGE')"
    )
    yield Examined("owner", owned == "0", role)
    replication = ask("SHOW session_replication_role")
    yield Examined("triggers", replication == "origin", replication)
