"""On PostgreSQL a transaction meets the rows of those clubs alone that it names."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy.engine import Connection, Engine

from ledger._resources import resource_folder
from ledger.books.engine import admit, narrowed, open_engine, reading, transaction
from ledger.books.examine import examine
from ledger.books.roles import DERIVED
from ledger.books.row_security import POLICY, tables_of_clubs, unguarded_tables
from ledger.books.tables import Base
from ledger.books.verify import check_database
from tests.conftest import NOW
from tests.databases import APPLICATION_ROLE, PostgreSQLDatabases, application_url

HERE, THERE, ALIKE = 1, 2, 12
"""Three clubs; the number of the third begins with that of the first and ends as the second's."""
TABLES = sorted(tables_of_clubs())
WRITABLE = sorted(tables_of_clubs() - DERIVED)
"""Nobody but a rule adds a balance or a voucher's counter."""

VALUES = {
    "bigint": "{n}", "text": "'x{n}'", "bytea": "'\\x00'", "date": "date '2026-03-10' + {n}",
    "timestamp with time zone": "'2026-03-10T02:00Z'",
    "uuid": "'018f3a1e-0000-7000-8000-{n:012d}'",
}  # fmt: skip
COLUMNS = """
    SELECT c.relname, a.attname, format_type(a.atttypid, NULL) FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
      AND a.attnum > 0 AND NOT a.attisdropped ORDER BY c.relname, a.attnum"""
CONSTRAINTS = """
    SELECT conrelid::regclass::text, conname FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND contype IN ('c', 'f')"""


def row(columns: list[tuple[str, str]], club_id: int, n: int) -> str:
    """Return the values of a row of a club; rows of different `n` have different keys."""
    return ", ".join(
        str(club_id) if name == "club_id" else VALUES[kind].format(n=n) for name, kind in columns
    )


def inserts(connection: Connection, club_id: int, n: int) -> dict[str, str]:
    """Return, for each table of clubs, the statement that adds a row of a club."""
    columns: dict[str, list[tuple[str, str]]] = {}
    for table, name, kind in connection.exec_driver_sql(COLUMNS):
        columns.setdefault(table, []).append((name, kind))
    return {
        table: f"INSERT INTO {table} VALUES ({row(columns[table], club_id, n)})"
        for table in TABLES
    }  # fmt: skip


@pytest.fixture(scope="module")
def owner(postgresql_databases: PostgreSQLDatabases) -> Iterator[Engine]:
    """Give the owner's engine of a database with a row of each club in every table of clubs.

    Without other rules: what keeps the rows apart here is row security alone.
    """
    url = postgresql_databases.fresh()
    engine = open_engine(url)
    with transaction(engine) as connection:
        for table, name in connection.exec_driver_sql(CONSTRAINTS).all():
            connection.exec_driver_sql(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        for table in TABLES:
            connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for club_id in (HERE, THERE, ALIKE):
            for statement in inserts(connection, club_id, club_id).values():
                connection.exec_driver_sql(statement)
    yield engine
    engine.dispose()
    postgresql_databases.drop(url)


@pytest.fixture(scope="module")
def engine(owner: Engine) -> Iterator[Engine]:
    """Give the engine of the program's role."""
    engine = open_engine(application_url(owner.url.render_as_string(hide_password=False)))
    yield engine
    engine.dispose()


def seen(connection: Connection) -> dict[str, set[int]]:
    """Return the clubs of which each table shows rows."""
    return {
        table: set(connection.exec_driver_sql(f"SELECT club_id FROM {table}").scalars())
        for table in TABLES
    }


def assert_only(connection: Connection, *clubs: int) -> None:
    """Look into every table of clubs: there are rows of these clubs, and of no other."""
    assert seen(connection) == {table: set(clubs) for table in TABLES}


def assert_no_row_can_be_added(connection: Connection, club_id: int) -> None:
    """Try to add a row of a club to every table that the program writes."""
    statements = inserts(connection, club_id, 77)
    for table in WRITABLE:
        point = connection.begin_nested()
        with pytest.raises(sa.exc.ProgrammingError, match=f'security policy for table "{table}"'):
            connection.exec_driver_sql(statements[table])
        point.rollback()


def test_every_table_of_clubs_is_guarded(owner: Engine) -> None:
    clubs_own = {one.name for one in Base.metadata.sorted_tables if one.info["kind"] == "club"}
    assert {*clubs_own, "access_record"} == tables_of_clubs()
    with owner.connect() as connection:
        assert unguarded_tables(connection) == set()


def test_no_policy_asks_a_table(owner: Engine) -> None:
    asked = (
        "SELECT polrelid::regclass::text FROM pg_policy"
        " WHERE concat(polqual, polwithcheck) ~ 'SUBLINK|SUBPLAN|RANGETBLENTRY'"
    )
    with owner.connect() as connection, connection.begin() as outer:
        assert connection.exec_driver_sql(asked).all() == []
        connection.exec_driver_sql(
            "CREATE POLICY other ON loan USING (club_id IN (SELECT club_id FROM club))"
        )
        assert connection.exec_driver_sql(asked).scalars().all() == ["loan"]
        outer.rollback()


@pytest.mark.parametrize(
    "planted",
    [
        "ALTER TABLE loan DISABLE ROW LEVEL SECURITY",
        f"DROP POLICY {POLICY} ON loan",
        f"ALTER POLICY {POLICY} ON loan USING (true)",
        f"ALTER POLICY {POLICY} ON loan WITH CHECK (true)",
        f"ALTER POLICY {POLICY} ON loan TO {APPLICATION_ROLE}",
        "CREATE POLICY another ON loan USING (true)",
    ],
)
def test_a_table_that_is_not_guarded_any_more_is_named(owner: Engine, planted: str) -> None:
    with owner.connect() as connection, connection.begin() as outer:
        connection.exec_driver_sql(planted)
        assert unguarded_tables(connection) == {"loan"}
        assert examined(owner, connection)["row_security"] == "loan"
        assert tables_told(connection) == ["loan"]
        outer.rollback()


def tables_told(connection: Connection) -> list[str]:
    """Return the tables of which `verify` says that they do not keep clubs apart."""
    return [
        str(value)
        for one in check_database(connection)
        for fault in one.faults
        for name, value in fault.what.parts
        if name == "table"
    ]


def examined(engine: Engine, connection: Connection) -> dict[str, str]:
    """Return what was found by each check that failed, but for the triggers switched off here."""
    checks = examine(engine, connection, NOW)
    return {one.name: one.found for one in checks if not (one.passed or one.name == "rules")}


def test_a_role_that_policies_do_not_bind_is_told_of(owner: Engine) -> None:
    with owner.connect() as connection, connection.begin() as outer:
        connection.exec_driver_sql(f"SET LOCAL ROLE {APPLICATION_ROLE}")
        assert examined(owner, connection) == {}
        connection.exec_driver_sql("RESET ROLE")
        connection.exec_driver_sql(f"ALTER ROLE {APPLICATION_ROLE} BYPASSRLS")
        connection.exec_driver_sql(f"SET LOCAL ROLE {APPLICATION_ROLE}")
        assert examined(owner, connection) == {"bypass": APPLICATION_ROLE}
        outer.rollback()


def test_who_names_no_club_reads_and_writes_nothing(engine: Engine) -> None:
    plain = sa.create_engine(engine.url)  # as any other program comes, with the role's password
    with plain.connect() as connection:
        assert_only(connection)
        assert_no_row_can_be_added(connection, HERE)
    plain.dispose()
    with transaction(narrowed(engine)) as connection:
        assert_only(connection)
        assert_no_row_can_be_added(connection, HERE)


def test_who_names_a_club_reads_and_writes_that_club_alone(engine: Engine) -> None:
    with reading(engine, [HERE]) as connection:
        assert_only(connection, HERE)
    with reading(narrowed(engine), [ALIKE]) as connection:
        assert_only(connection, ALIKE)
    with engine.connect() as opened:
        connection = opened.execution_options(ledger_clubs=f",{HERE},")
        with connection.begin() as outer:
            assert_no_row_can_be_added(connection, THERE)
            assert_no_row_can_be_added(connection, ALIKE)
            for table, statement in inserts(connection, HERE, 77).items():
                if table in WRITABLE and table != "club_counter":  # of which a club has one
                    connection.exec_driver_sql(statement)
            changed = connection.exec_driver_sql("UPDATE member SET phone = '1'")
            assert changed.rowcount == 2
            assert connection.exec_driver_sql("DELETE FROM loan_span").rowcount == 2
            outer.rollback()


def test_several_clubs_are_named_at_once_or_one_after_the_other(engine: Engine) -> None:
    with reading(engine, [HERE, ALIKE]) as connection:
        assert_only(connection, HERE, ALIKE)
    with reading(narrowed(engine)) as connection:
        admit(connection, [THERE])
        assert_only(connection, THERE)
        admit(connection, [])
        admit(connection, [ALIKE])
        assert_only(connection, THERE, ALIKE)


def test_who_runs_the_program_reads_all_clubs_and_admitting_one_takes_none_away(
    engine: Engine,
) -> None:
    with reading(engine) as connection:
        admit(connection, [HERE])
        assert_only(connection, HERE, THERE, ALIKE)


def test_what_was_named_is_forgotten_with_its_transaction(engine: Engine) -> None:
    asked = "SELECT pg_backend_pid(), current_setting('ledger.clubs', true)"
    found = []
    for clubs in ([HERE], None):
        with transaction(narrowed(engine), clubs) as connection:
            found.append(connection.exec_driver_sql(asked).one())
    (first, named), (second, left) = found
    assert first == second  # the pool gave the same connection
    assert (named, left) == (f",{HERE},", "")


def test_the_step_goes_down_and_up_again(owner: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(resource_folder("migrations")))
    with owner.connect() as connection, connection.begin() as outer:
        config.attributes["connection"] = connection
        command.downgrade(config, "0003")
        assert unguarded_tables(connection) == tables_of_clubs()
        left = "SELECT relname FROM pg_class WHERE relrowsecurity OR relforcerowsecurity"
        assert connection.exec_driver_sql(left).all() == []
        assert connection.exec_driver_sql("SELECT 1 FROM pg_policy").all() == []
        command.upgrade(config, "0004")
        assert unguarded_tables(connection) == set()
        outer.rollback()
