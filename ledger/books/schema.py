"""Bringing a database up to date, and telling whether its tables and rules are complete."""

import re
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from ledger._resources import resource_folder
from ledger.books.engine import transaction
from ledger.core.errors import RuleBroken

REVISION = "0004"
"""The newest migration that this program knows."""


@dataclass(eq=False)
class SchemaMissing(RuleBroken):
    """The database holds no ledger yet: `club-ledger init` makes one."""


@dataclass(eq=False)
class SchemaOutOfDate(RuleBroken):
    """The database is at an older or newer revision than this program."""

    found: str
    wanted: str


def migrate(engine: Engine) -> None:
    """Bring the database to `REVISION`, all in one transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(resource_folder("migrations")))
    with transaction(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def revision(connection: Connection) -> str | None:
    """Return the revision that the database is at, None when it holds no ledger."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def check_schema(connection: Connection) -> None:
    """Refuse a database of another revision (`SchemaMissing`, `SchemaOutOfDate`)."""
    found = revision(connection)
    if found is None:
        raise SchemaMissing
    if found != REVISION:
        raise SchemaOutOfDate(found=found, wanted=REVISION)


def missing_rules(connection: Connection) -> set[str]:
    """Return the names of the rules (triggers) that the database should hold and does not.

    A migration that rebuilds a table loses its triggers without a word, and DROP TRIGGER
    cannot be refused; so `doctor` and `verify` look.
    """
    return _expected_rules(connection.dialect.name) - _rules(connection)


def _expected_rules(dialect: str) -> set[str]:
    folder = resource_folder("migrations") / "sql"
    return {
        name
        for path in folder.glob(f"*_rules.{dialect}.sql")
        for name in re.findall(
            r"^CREATE TRIGGER (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE
        )
    }


def _rules(connection: Connection) -> set[str]:
    if connection.dialect.name == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'rule%'"
    else:
        query = (
            "SELECT tgname FROM pg_trigger WHERE tgname LIKE 'rule%%' AND tgenabled IN ('O', 'A')"
            " AND NOT tgisinternal"
        )
    return set(connection.exec_driver_sql(query).scalars())
