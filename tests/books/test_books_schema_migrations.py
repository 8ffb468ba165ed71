"""Migrations: what they make is what the tables say, up and down, whole or not at all."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy.engine import Connection, Engine

from ledger._resources import resource_folder
from ledger.books.engine import open_engine, transaction
from ledger.books.loan_caches import rebuild_loan_caches
from ledger.books.row_security import unguarded_tables
from ledger.books.schema import (
    REVISION,
    SchemaMissing,
    SchemaOutOfDate,
    check_schema,
    migrate,
    missing_rules,
    revision,
)
from ledger.books.tables import Base
from tests.books.postings import add_people
from tests.books.seeded import seed
from tests.conftest import Database, new_club
from tests.databases import PostgreSQLDatabases
from tests.house.tree import ROOT


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """Give a database without a table, of each kind in turn."""
    if request.param == "sqlite":
        engine = open_engine(f"sqlite:///{tmp_path / 'empty.db'}")
        yield engine
        engine.dispose()
        return
    databases: PostgreSQLDatabases = request.getfixturevalue("postgresql_databases")
    url = databases.empty()
    engine = open_engine(url)
    yield engine
    engine.dispose()
    databases.drop(url)


@pytest.fixture
def owner(database: Database) -> Iterator[Engine]:
    """Give the owner's engine of a migrated database."""
    engine = open_engine(database.owner_url)
    yield engine
    engine.dispose()


def config(connection: Connection) -> Config:
    """Return Alembic's configuration on a connection."""
    found = Config()
    found.set_main_option("script_location", str(resource_folder("migrations")))
    found.attributes["connection"] = connection
    return found


def down(engine: Engine) -> None:
    """Take the migrations back, all in one transaction."""
    with transaction(engine) as connection:
        command.downgrade(config(connection), "base")


COLUMNS = """
    SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull::text,
      coalesce((SELECT collname FROM pg_collation WHERE oid = a.attcollation), '')
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
      AND c.relnamespace = 'public'::regnamespace"""
CONSTRAINTS = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace"""
INDEXES = "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
IN_SQLITE = "SELECT tbl_name, name, sql FROM sqlite_master WHERE type IN ('table', 'index')"


def shape(connection: Connection) -> list[tuple[str, ...]]:
    """Return every table, column, constraint and index in the database's own words."""
    is_sqlite = connection.dialect.name == "sqlite"
    rows: list[tuple[str, ...]] = []
    for query in [IN_SQLITE] if is_sqlite else [COLUMNS, CONSTRAINTS, INDEXES]:
        rows += [tuple(map(str, row)) for row in connection.exec_driver_sql(query)]
    if is_sqlite:
        rows = [(table, name, *_clauses(sql)) for table, name, sql in rows]
    return sorted(row for row in rows if row[0] != "alembic_version")


def _clauses(sql: str) -> list[str]:
    """Return a statement's clauses in an order of their own, whatever its spaces."""
    text = re.sub(r"\s+", " ", sql).replace("( ", "(").replace(" )", ")").replace('"', "")
    return sorted(part.strip(" ()") for part in re.split(r",(?![^(]*\))", text))


def test_what_the_migrations_make_is_what_the_tables_say(empty: Engine) -> None:
    with empty.connect() as connection, connection.begin() as outer:
        Base.metadata.create_all(connection)
        said = shape(connection)
        outer.rollback()
    assert len(said) > 30
    migrate(empty)
    with empty.connect() as connection:
        assert shape(connection) == said


def test_alembic_sees_no_difference_either(owner: Engine) -> None:
    with owner.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []


def test_a_database_without_a_ledger_says_so(empty: Engine) -> None:
    with empty.connect() as connection:
        assert revision(connection) is None
        with pytest.raises(SchemaMissing):
            check_schema(connection)


def test_a_database_of_another_revision_is_refused(owner: Engine) -> None:
    with owner.connect() as connection, connection.begin() as outer:
        check_schema(connection)
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        with pytest.raises(SchemaOutOfDate) as refused:
            check_schema(connection)
        assert refused.value.facts() == {"found": "9999", "wanted": REVISION}
        outer.rollback()


def test_up_down_and_up_again(empty: Engine) -> None:
    migrate(empty)
    with empty.connect() as connection:
        first, rules = shape(connection), missing_rules(connection)
    assert rules == set()
    down(empty)
    assert_nothing_is_there(empty)
    migrate(empty)
    with empty.connect() as connection:
        assert shape(connection) == first
        assert missing_rules(connection) == set()
        assert unguarded_tables(connection) == set()
        assert revision(connection) == REVISION


def functions(connection: Connection) -> list[str]:
    """Return the functions that are ours; SQLite has none."""
    if connection.dialect.name == "sqlite":
        return []
    query = "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
    return list(connection.exec_driver_sql(query).scalars())


def test_migrating_twice_changes_nothing(owner: Engine) -> None:
    with owner.connect() as connection:
        before = shape(connection)
    migrate(owner)
    with owner.connect() as connection:
        assert shape(connection) == before


def test_an_empty_club_goes_down_but_an_entry_never(database: Database, owner: Engine) -> None:
    seed(database.owner_url)
    with pytest.raises(RuntimeError, match="never deletes"):
        down(owner)
    with owner.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM journal_entry").scalar() == 10
        assert missing_rules(connection) == set()
        assert revision(connection) == REVISION


def test_a_club_that_agreed_loans_and_posted_nothing_goes_down(owner: Engine) -> None:
    books = new_club(owner, "HP")
    with transaction(owner) as connection:
        add_people(connection, books.club.club_id)
        assert rebuild_loan_caches(connection, books.club.club_id) == 3
    down(owner)
    assert_nothing_is_there(owner)


MIDWAY = (
    "CREATE TABLE alembic_version",
    "CREATE TABLE club ",
    "CREATE TRIGGER",
    "INSERT INTO alem",
)
"""Statements after which a migration is stopped: the first, amid the tables and rules, the last."""


@pytest.mark.parametrize("statement", MIDWAY)
def test_a_migration_that_fails_midway_leaves_nothing(empty: Engine, statement: str) -> None:
    def fail(*arguments: object) -> None:
        if statement in str(arguments[2]):
            raise _Stopped

    sa.event.listen(empty, "after_cursor_execute", fail)
    with pytest.raises(_Stopped):
        migrate(empty)
    sa.event.remove(empty, "after_cursor_execute", fail)
    assert_nothing_is_there(empty)
    migrate(empty)


class _Stopped(Exception):
    """The program fails while it migrates."""


KILLED = """
import os, signal, sys
import sqlalchemy as sa
from ledger.books.engine import open_engine
from ledger.books.schema import migrate

def kill(*arguments):
    if "CREATE TRIGGER" in arguments[2]:
        os.kill(os.getpid(), signal.SIGKILL)

engine = open_engine(sys.argv[1])
sa.event.listen(engine, "after_cursor_execute", kill)
migrate(engine)
"""


def test_a_program_killed_while_it_migrates_leaves_nothing(empty: Engine) -> None:
    url = empty.url.render_as_string(hide_password=False)
    killed = subprocess.run([sys.executable, "-c", KILLED, url], check=False, cwd=ROOT)
    assert killed.returncode == -signal.SIGKILL
    assert_nothing_is_there(empty)
    migrate(empty)


def assert_nothing_is_there(engine: Engine) -> None:
    """Look for whatever a migration may have left."""
    with engine.connect() as connection:
        assert shape(connection) == []
        assert functions(connection) == []
        assert revision(connection) is None
