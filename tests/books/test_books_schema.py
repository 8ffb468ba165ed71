"""The tables keep the rules that let a country's books be sharded by club (DESIGN.md, 5)."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from ledger._resources import resource_folder
from ledger.books.tables import Base
from ledger.books.types import WHOLE

TABLES = Base.metadata.sorted_tables
CLUB_TABLES = [table for table in TABLES if table.info.get("kind") == "club"]
KINDS = {table.name: table.info.get("kind") for table in TABLES}
SQL_FILES = sorted((resource_folder("migrations") / "sql").glob("*.sql"))
LONGEST_NAME = 55


def named(table: sa.Table) -> str:
    """Return a table's name."""
    return table.name


every_table = pytest.mark.parametrize("table", TABLES, ids=named)
every_club_table = pytest.mark.parametrize("table", CLUB_TABLES, ids=named)


def keys_of(table: sa.Table) -> Iterator[list[str]]:
    """Give the columns of a table's primary key, its unique constraints and unique indexes."""
    yield [column.name for column in table.primary_key.columns]
    for constraint in table.constraints:
        if isinstance(constraint, sa.UniqueConstraint):
            yield [column.name for column in constraint.columns]
    for index in table.indexes:
        if index.unique:
            yield [column.name for column in index.columns]


def named_parts(table: sa.Table) -> Iterator[sa.Constraint | sa.Index]:
    """Give what must have a name in a table."""
    yield from table.constraints
    yield from table.indexes


def test_there_are_tables_of_every_kind() -> None:
    assert Counter(KINDS.values()).keys() == {"club", "reference", "service"}


@every_table
def test_a_table_points_to_its_own_kind_or_to_a_reference(table: sa.Table) -> None:
    allowed = {"club": {"club", "reference"}, "reference": {"reference"}, "service": set()}
    pointed_at = {KINDS[key.column.table.name] for key in table.foreign_keys}
    assert pointed_at <= allowed[str(KINDS[table.name])]


@every_club_table
def test_the_club_leads_every_key(table: sa.Table) -> None:
    assert [key for key in keys_of(table) if key[0] != "club_id"] == []
    assert [i.name for i in table.indexes if next(iter(i.columns)).name != "club_id"] == []


@every_club_table
def test_a_foreign_key_stays_inside_the_club(table: sa.Table) -> None:
    for constraint in table.foreign_key_constraints:
        local = [key.parent.name for key in constraint.elements]
        remote = [key.column.name for key in constraint.elements]
        if KINDS[constraint.referred_table.name] == "club" or local[0] == "club_id":
            assert (local[0], remote[0]) == ("club_id", "club_id")
            assert "club_id" not in {*local[1:], *remote[1:]}
        else:
            assert "club_id" not in {*local, *remote}


@every_club_table
def test_every_row_of_a_club_points_to_it_directly_or_through_another(table: sa.Table) -> None:
    assert any(key.parent.name == "club_id" for key in table.foreign_keys)


@every_table
def test_a_number_is_a_bigint_and_nothing_counts_by_itself(table: sa.Table) -> None:
    for column in table.columns:
        assert (column.default, column.server_default, column.identity) == (None, None, None)
        assert (column.onupdate, column.server_onupdate) == (None, None)
        if isinstance(column.type, sa.Integer):
            assert isinstance(column.type, type(WHOLE))
            assert column.autoincrement is not True
    club_id = table.columns.get("club_id")
    if club_id is not None:
        assert not club_id.nullable
        assert isinstance(club_id.type, sa.BigInteger)


@every_table
def test_a_key_of_one_number_is_not_counted_by_the_database(table: sa.Table) -> None:
    # SQLAlchemy would make an integer that is a key alone count by itself, unless told not to.
    for column in table.primary_key.columns:
        if isinstance(column.type, sa.Integer):
            assert column.autoincrement is False


@every_table
def test_deleting_or_renumbering_a_row_never_spreads(table: sa.Table) -> None:
    for constraint in table.foreign_key_constraints:
        assert (constraint.ondelete, constraint.onupdate) == (None, None)


def test_only_a_line_may_wait_for_its_header() -> None:
    waiting = [
        (table.name, constraint.referred_table.name)
        for table in TABLES
        for constraint in table.foreign_key_constraints
        if constraint.deferrable or constraint.initially
    ]
    assert waiting == [("journal_line", "journal_entry")]


def test_every_constraint_and_index_has_a_short_name_of_its_own() -> None:
    names = [str(one.name) for table in TABLES for one in named_parts(table)]
    assert [name for name in names if not re.match(r"(pk|fk|uq|ck|ix)_[a-z_]+$", name)] == []
    assert [name for name in names if len(name) > LONGEST_NAME] == []
    assert [name for name, count in Counter(names).items() if count > 1] == []


@every_table
def test_a_row_takes_its_place_by_its_key_and_its_columns_are_strict(table: sa.Table) -> None:
    options = table.dialect_options["sqlite"]
    assert (options["strict"], options["with_rowid"]) == (True, False)


def code_of(text: str) -> str:
    """Return SQL without its remarks."""
    return re.sub(r"--.*", "", text).upper()


@pytest.mark.parametrize("path", SQL_FILES, ids=[path.name for path in SQL_FILES])
def test_the_database_makes_no_times_no_numbers_and_no_chance(path: str) -> None:
    text = code_of((resource_folder("migrations") / "sql" / path).read_text(encoding="utf-8"))
    for word in (
        "NOW()", "CURRENT_DATE", "CURRENT_TIME", "LOCALTIME", "CURRENT_USER",
        "CLOCK_TIMESTAMP", "STRFTIME", "RANDOM", "GEN_RANDOM", "UUID_",
        "DEFAULT ", "AUTOINCREMENT", "SERIAL", "IDENTITY", "SEQUENCE", "ON DELETE", "CASCADE",
    ):  # fmt: skip
        assert word not in text
    assert re.findall(r"ON UPDATE|MAX\([^)]*\) *\+", text) == []


@pytest.mark.parametrize("path", SQL_FILES, ids=[path.name for path in SQL_FILES])
def test_rules_fire_at_once(path: str) -> None:
    text = code_of((resource_folder("migrations") / "sql" / path).read_text(encoding="utf-8"))
    assert "CONSTRAINT TRIGGER" not in text
    deferred = re.findall(r"CONSTRAINT (\w+) [^,]*DEFERRABLE", text)
    assert set(deferred) <= {"FK_JOURNAL_LINE_JOURNAL_ENTRY"}


def test_every_rule_of_postgresql_looks_into_the_session_s_own_tables_last() -> None:
    text = code_of(
        (resource_folder("migrations") / "sql" / "0001_rules.postgresql.sql").read_text()
    )
    functions = re.findall(r"CREATE FUNCTION (\w+)\(\)(.*?)AS \$RULE\$", text, re.DOTALL)
    assert len(functions) > 10
    for name, settings in functions:
        assert "SECURITY DEFINER SET SEARCH_PATH = PG_CATALOG, PUBLIC, PG_TEMP" in settings, name
