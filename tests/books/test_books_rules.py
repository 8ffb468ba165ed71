"""The database itself refuses what would falsify the books, whoever writes, in plain SQL."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.engine.interfaces import DBAPIConnection

from ledger._resources import resource_folder
from ledger.books.engine import open_engine
from ledger.books.refusals import RuleOfTheBooks, named
from ledger.books.schema import missing_rules
from tests.books.plain_sql import ERASURE, HEADER, LINES, POSTED, month, run, statement
from tests.books.rules_of_entries import ENTRIES, TWO, Attempt
from tests.books.rules_of_loans import EVENT, GRANTED, LOANS, OF_THE_CLUB, VOTED
from tests.books.rules_of_people import PEOPLE
from tests.books.rules_of_records import CLOSE, RECORDS
from tests.books.seeded import seed
from tests.databases import PostgreSQLDatabases, application_url, sqlite_template

ATTEMPTS = (*ENTRIES, *RECORDS, *LOANS, *PEOPLE)
ROLES = ("sqlite", "shell", "postgresql", "program")
"""Who writes: on SQLite through the program's settings or a shell's, on PostgreSQL its roles."""
IDLE = {
    "rule_balances_follow", "rule_balances_rebuilt",  # these act; what they write is compared
    "rule_text_with_its_entry",  # a posted entry has its words already, which is refused as well
    "rule_journal_entry_not_truncated",  # PostgreSQL empties what points at entries first
    "rule_loan_product_not_truncated",  # applications point at products, and refuse it too
    "rule_loan_application_not_truncated",  # votes and loans point at applications
}  # fmt: skip
"""Triggers that no single attempt can show to be missing."""
BY_ROLE = [
    pytest.param(role, attempt, id=f"{role}-{attempt.name}")
    for role in ROLES
    for attempt in ATTEMPTS
    if attempt.refused_by(role) is not None
]


@dataclass(frozen=True, slots=True)
class Seeded:
    """The seeded database of each kind, under each role, and its owner's engines."""

    engines: dict[str, Engine]


@pytest.fixture(scope="module")
def seeded(
    tmp_path_factory: pytest.TempPathFactory, postgresql_databases: PostgreSQLDatabases
) -> Iterator[Seeded]:
    """Give one seeded database of each kind; no test of this module leaves a trace in them."""
    path: Path = sqlite_template(tmp_path_factory.mktemp("rules"))
    owner = postgresql_databases.fresh()
    file = f"sqlite:///{path}"
    urls = {"sqlite": file, "shell": file, "postgresql": owner, "program": application_url(owner)}
    seed(file)
    seed(owner)
    engines = {role: open_engine(url) for role, url in urls.items()}
    sa.event.listen(engines["shell"], "connect", _as_a_shell)
    yield Seeded(engines)
    for engine in engines.values():
        engine.dispose()
    postgresql_databases.drop(owner)


def _as_a_shell(connection: DBAPIConnection, _record: object) -> None:
    connection.cursor().execute("PRAGMA recursive_triggers=OFF")


def refusal(engine: Engine, attempt: Attempt) -> str | None:
    """Return the database's words of refusal, None when everything was taken."""
    with engine.connect() as connection:
        outer = connection.begin()
        try:
            run(connection, attempt.steps)
            _as_if_committed(connection)
        except sa.exc.DBAPIError as error:
            return str(error.orig)
        finally:
            outer.rollback()
    return None


def _as_if_committed(connection: Connection) -> None:
    """Check what waits for the end of the transaction, without committing."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")
    elif connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        connection.exec_driver_sql("COMMIT")


@pytest.mark.parametrize(("role", "attempt"), BY_ROLE)
def test_the_database_refuses(seeded: Seeded, role: str, attempt: Attempt) -> None:
    words = refusal(seeded.engines[role], attempt)
    assert words is not None, "nothing was refused"
    assert str(attempt.refused_by(role)) in words


@pytest.mark.parametrize("role", ROLES)
def test_a_lawful_entry_is_taken_in_plain_sql_too(seeded: Seeded, role: str) -> None:
    assert refusal(seeded.engines[role], Attempt("lawful", POSTED, None)) is None


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    "steps",
    [
        (ERASURE, f"UPDATE entry_text SET narration = NULL, narration_salt = NULL {TWO}"),
        (f"{CLOSE} AND period = '2026-02'", f"{CLOSE} AND period = '2026-03'"),
        (month("2026-04"),),
        (*LINES, HEADER.but(reverses=1), *POSTED[3:]),
        ("UPDATE club_counter SET rebuilds = rebuilds + 1 WHERE club_id = 1",),
        (*VOTED, f"UPDATE loan_application SET stage = 'voted' {OF_THE_CLUB}"),
        (*GRANTED, EVENT, EVENT.but(event_no=2)),
    ],
    ids=[
        "erased with a record", "closed in order", "begun", "reversed once", "rebuilt",
        "voted on", "granted and repaid",
    ],
)  # fmt: skip
def test_what_is_lawful_is_taken(seeded: Seeded, role: str, steps: tuple[str, ...]) -> None:
    assert refusal(seeded.engines[role], Attempt("lawful", steps, None)) is None


def rules_in_sql(dialect: str) -> set[str]:
    """Return the names of the rules that the SQL files of a database refuse by."""
    folder = resource_folder("migrations") / "sql"
    text = "".join(path.read_text() for path in sorted(folder.glob(f"*_rules.{dialect}.sql")))
    return set(re.findall(r"'rule:(\w+)'", text)) | set(re.findall(r"rule_refuse\('(\w+)'\)", text))


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_every_rule_in_the_sql_is_tried(dialect: str) -> None:
    tried = {attempt.refused_by(dialect) for attempt in ATTEMPTS}
    assert rules_in_sql(dialect) - tried == set()
    assert len(rules_in_sql(dialect)) > 10


def test_a_refusal_of_the_database_has_a_name(seeded: Seeded) -> None:
    for role in ROLES:
        words = refusal(seeded.engines[role], ATTEMPTS[0])
        error = sa.exc.IntegrityError("INSERT", {}, Exception(words))
        found = named(error)
        assert isinstance(found, RuleOfTheBooks)
        assert found.rule == "entry_does_not_balance"
    assert named(sa.exc.OperationalError("SELECT", {}, Exception("disk is full"))) is None


@pytest.mark.parametrize(
    "attempt",
    [one for one in ATTEMPTS if one.rule in rules_in_sql("sqlite") and one.postgresql],
    ids=lambda one: str(one.name),
)
def test_both_databases_refuse_by_the_same_name(seeded: Seeded, attempt: Attempt) -> None:
    words = refusal(seeded.engines["postgresql"], attempt)
    found = named(sa.exc.IntegrityError("INSERT", {}, Exception(words)))
    assert isinstance(found, RuleOfTheBooks)
    assert found.rule == attempt.rule


def triggers(connection: Connection) -> list[tuple[str, str]]:
    """Return the rules' triggers and the table of each."""
    query = (
        "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
        if connection.dialect.name == "sqlite"
        else "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"
    )
    return [(name, table) for name, table in connection.exec_driver_sql(query)]


@pytest.mark.parametrize("role", ["sqlite", "postgresql"])
def test_every_trigger_is_there_and_one_that_is_dropped_is_missed(
    seeded: Seeded, role: str
) -> None:
    with seeded.engines[role].connect() as connection, connection.begin() as outer:
        assert missing_rules(connection) == set()
        for name, table in triggers(connection):
            of = "" if role == "sqlite" else f" ON {table}"
            with connection.begin_nested() as inner:
                connection.exec_driver_sql(f"DROP TRIGGER {name}{of}")
                assert missing_rules(connection) == {name}
                inner.rollback()
        outer.rollback()


@pytest.mark.parametrize("role", ["shell", "postgresql"])
def test_no_trigger_is_idle(seeded: Seeded, role: str) -> None:
    """Without any one of the triggers, at least one attempt succeeds or fails otherwise."""
    idle = []
    with seeded.engines[role].connect() as connection, connection.begin() as outer:
        for name, table in triggers(connection):
            of = "" if role == "shell" else f" ON {table}"
            with connection.begin_nested() as inner:
                connection.exec_driver_sql(f"DROP TRIGGER {name}{of}")
                tried = [attempt for attempt in ATTEMPTS if _touches(attempt, role, table)]
                if not any(_differs(connection, role, attempt) for attempt in tried):
                    idle.append(name)
                inner.rollback()
        outer.rollback()
    assert set(idle) <= IDLE


def _touches(attempt: Attempt, role: str, table: str) -> bool:
    dialect = "sqlite" if role == "shell" else role
    return any(table in statement(step, dialect) for step in attempt.steps)


def _differs(connection: Connection, role: str, attempt: Attempt) -> bool:
    expected = attempt.refused_by(role)
    if expected is None:
        return False
    with connection.begin_nested() as savepoint:
        try:
            run(connection, attempt.steps)
            if role == "postgresql":
                connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")
        except sa.exc.DBAPIError as error:
            return expected not in str(error.orig)
        finally:
            savepoint.rollback()
    return expected.isidentifier() and not expected.startswith(("fk_", "FOREIGN"))


def test_a_trigger_that_is_switched_off_is_missed(seeded: Seeded) -> None:
    with seeded.engines["postgresql"].connect() as connection, connection.begin() as outer:
        connection.exec_driver_sql(
            "ALTER TABLE journal_entry DISABLE TRIGGER rule_entry_not_deleted"
        )
        assert missing_rules(connection) == {"rule_entry_not_deleted"}
        outer.rollback()


def test_a_table_of_the_session_does_not_stand_in_for_the_books(seeded: Seeded) -> None:
    # A temporary table is found before the real one, unless the rules name their order.
    engine = seeded.engines["program"]
    opened = "CREATE TEMP TABLE fiscal_period AS SELECT * FROM public.fiscal_period"
    reopened = "UPDATE pg_temp.fiscal_period SET closed_at = NULL"
    steps = (opened, reopened, *LINES, HEADER.but(occurred_on="2026-01-31"))
    words = refusal(engine, Attempt("a month of one's own", steps, None))
    assert words is not None
    assert "rule:period_is_not_open" in words


def test_no_attempt_has_left_a_trace(seeded: Seeded) -> None:
    for role in ("sqlite", "postgresql"):
        with seeded.engines[role].connect() as connection:
            counted = [
                connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar()
                for table in ("journal_entry", "journal_line", "voucher", "request", "erasure")
            ]
        assert counted == [10, 20, 11, 4, 0]
