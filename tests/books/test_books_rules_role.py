"""On PostgreSQL the program's role owns nothing, and may change only what no rule forbids."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.engine import open_engine
from ledger.books.roles import APPEND_ONLY, CACHES, DERIVED, SOME_COLUMNS
from ledger.books.tables import Base
from tests.databases import APPLICATION_ROLE, PostgreSQLDatabases, application_url

TABLES = {table.name for table in Base.metadata.sorted_tables}
CHANGEABLE = TABLES - APPEND_ONLY - CACHES - DERIVED - set(SOME_COLUMNS)


@pytest.fixture(scope="module")
def owner(postgresql_databases: PostgreSQLDatabases) -> Iterator[Connection]:
    """Give the owner's connection to a migrated database."""
    url = postgresql_databases.fresh()
    engine = open_engine(url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()
    postgresql_databases.drop(url)


def may(owner: Connection, right: str) -> set[str]:
    """Return the tables on which the role has a right as a whole."""
    query = (
        "SELECT table_name FROM information_schema.role_table_grants"
        f" WHERE grantee = '{APPLICATION_ROLE}' AND privilege_type = '{right}'"
    )
    return set(owner.exec_driver_sql(query).scalars())


def test_the_role_reads_everything(owner: Connection) -> None:
    assert may(owner, "SELECT") == {*TABLES, "alembic_version"}


def test_the_role_removes_nothing_and_makes_no_triggers(owner: Connection) -> None:
    for right in ("TRUNCATE", "TRIGGER", "REFERENCES"):
        assert may(owner, right) == set()


def test_the_role_takes_away_only_what_is_worked_out_from_loans_events(owner: Connection) -> None:
    assert may(owner, "DELETE") == {"instalment", "loan_share", "loan_span", "loan_standing"}


def test_the_role_adds_no_balance_and_no_voucher_counter(owner: Connection) -> None:
    assert may(owner, "INSERT") == TABLES - DERIVED
    assert may(owner, "UPDATE") == CHANGEABLE


def test_no_table_of_the_journal_can_be_changed_whole(owner: Connection) -> None:
    journal = {"journal_entry", "journal_line", "voucher", "document", "entry_text", "request"}
    assert journal & CHANGEABLE == set()
    query = (
        "SELECT table_name, column_name FROM information_schema.column_privileges"
        f" WHERE grantee = '{APPLICATION_ROLE}' AND privilege_type = 'UPDATE'"
    )
    columns = [(table, name) for table, name in owner.exec_driver_sql(query)]
    assert {table for table, _ in columns} & (journal | DERIVED) == {"entry_text"}
    for table, named in SOME_COLUMNS.items():
        assert {name for of, name in columns if of == table} == set(named.split(", "))
    assert ("club_counter", "folding") not in columns
    assert [table for table, name in columns if name == "club_id" and table in SOME_COLUMNS] == []


def test_the_role_owns_nothing_and_is_nobody_s_superuser(owner: Connection) -> None:
    owned = owner.exec_driver_sql(
        "SELECT count(*) FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner"
        f" WHERE r.rolname = '{APPLICATION_ROLE}'"
    ).scalar()
    role = owner.exec_driver_sql(
        "SELECT rolsuper, rolcreaterole, rolcreatedb, rolbypassrls FROM pg_roles"
        f" WHERE rolname = '{APPLICATION_ROLE}'"
    ).one()
    assert owned == 0
    assert tuple(role) == (False, False, False, False)


def test_the_role_cannot_let_a_rule_run_on_a_table_of_its_own(owner: Connection) -> None:
    query = (
        f"SELECT proname, has_function_privilege('{APPLICATION_ROLE}', oid, 'EXECUTE')"
        " FROM pg_proc WHERE starts_with(proname, 'rule_')"
    )
    rules = {name: bool(may_run) for name, may_run in owner.exec_driver_sql(query)}
    assert rules
    assert not any(rules.values())
    engine = open_engine(application_url(owner.engine.url.render_as_string(hide_password=False)))
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE TEMPORARY TABLE stand_in (LIKE club_counter)")
        with pytest.raises(sa.exc.ProgrammingError, match="permission denied for function"):
            connection.exec_driver_sql(
                "CREATE TRIGGER stand_in AFTER UPDATE ON stand_in FOR EACH ROW"
                " EXECUTE FUNCTION rule_balances_follow()"
            )
    engine.dispose()


def test_every_table_is_spoken_for() -> None:
    assert {*APPEND_ONLY, *CACHES, *DERIVED, *SOME_COLUMNS} <= TABLES
    named = "account app_user club fund household loan_application meeting member system_counter"
    assert set(named.split()) == CHANGEABLE
