"""Any change of any column of a row of the journal, made behind the rules, is found."""

import datetime as dt
import shutil
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from ledger.books.engine import open_engine
from ledger.books.roles import CACHES
from ledger.books.tables import Base
from ledger.books.types import Day, Instant
from ledger.core.audit.findings import Check, CheckResult
from ledger.services.verify import verify
from tests.books.varied import behind_the_rules, varied_club
from tests.databases import PostgreSQLDatabases

JOURNAL = ("journal_entry", "journal_line", "entry_text", "voucher", "document")
"""Every change in these names its entry."""
BESIDE = (
    "erasure", "voucher_counter", "club_counter", "balance", "period_balance", "fiscal_period",
    "request",
)  # fmt: skip
LOANS = ("loan", "loan_event", "loan_standing", "instalment", "loan_share", "loan_span")
"""What was agreed and told of loans, and how they stand by that."""
BY_THE_SERVICE_ALONE = {
    "loan_product": "what a club offers; a loan holds its own contract",
    "loan_application": "what was asked, said and decided before there was a loan",
    "loan_vote": "who voted how before there was a loan",
    "loan_use_check": "what somebody saw the money used for",
}
"""Tables of which nothing else tells, so that nothing proves them."""

NOT_OF_THE_JOURNAL = {
    "last_member_no",
    "last_household_no",
    "last_loan_no",
    "last_meeting_no",
    "last_product_no",
    "last_application_no",
}
"""Columns of the club's counter that say nothing of the journal."""

BY_ITS_ENTRY = "only by the event's entry, where it has one"

UNPROVEN = {
    ("erasure", "reason"): "free words that no hash covers",
    ("erasure", "erased_at"): "only that it is not before the entry",
    ("erasure", "erased_by"): "only that there is such a user",
    ("fiscal_period", "opened_at"): "only that it is not after the month's first entry",
    ("fiscal_period", "closed_at"): "only its order, and that no entry came later",
    ("fiscal_period", "closed_by"): "only that there is such a user",
    ("request", "payload_sha256"): "what was asked is not kept, only its digest",
    ("request", "answer"): "only which entries it names",
    ("request", "recorded_at"): "nothing; the entries have their own time",
    ("loan", "purpose"): "free words that no hash covers",
    ("loan", "recorded_at"): "nothing; its events have their own time",
    ("loan_event", "reason"): "free words that no hash covers",
    **{
        ("loan_event", column): BY_ITS_ENTRY
        for column in ("meeting_no", "recorded_at", "recorded_by", "approved_by")
    },
}
"""What the stored rows cannot prove alone; a wrong value is found where it contradicts them."""

OTHER = {
    ("voucher", "series"): "XX",
    ("erasure", "field"): "narration",
    ("fiscal_period", "period"): "2031-01",
    ("loan", "principal_method"): "free",
    ("loan_event", "kind"): "refund",
    ("loan_standing", "stage"): "closed",
    ("loan_span", "stage"): "closed",
    ("loan_share", "component"): "interest",
    ("loan_share", "timing"): "due",
    ("loan_span", "since"): dt.date(2099, 1, 1),
}
"""Other values for columns that take only some."""


@dataclass(frozen=True, slots=True)
class Change:
    """Another value in a column of a row."""

    row: dict[str, object]
    column: str
    value: object


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def owner(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """Give the owner's engine on varied books; every change to them is undone."""
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("verify") / "ledger.db"
        shutil.copy(request.getfixturevalue("_sqlite_template"), path)
        url = f"sqlite:///{path}"
    else:
        databases: PostgreSQLDatabases = request.getfixturevalue("postgresql_databases")
        url = databases.fresh()
    opened = open_engine(url)
    varied_club(opened)
    yield opened
    opened.dispose()


@pytest.mark.parametrize("table", JOURNAL)
def test_a_changed_column_is_found_and_its_entry_named(owner: Engine, table: str) -> None:
    for change, found in faults_of_changes(owner, table):
        named = {fault.entry_no for result in found for fault in result.faults}
        assert change.row["entry_no"] in named, change


@pytest.mark.parametrize("table", BESIDE)
def test_a_changed_column_beside_the_journal_is_found(owner: Engine, table: str) -> None:
    for change, found in faults_of_changes(owner, table):
        if change.column not in NOT_OF_THE_JOURNAL and (table, change.column) not in UNPROVEN:
            assert found, change


@pytest.mark.parametrize("table", LOANS)
def test_a_changed_column_of_a_loan_is_found(owner: Engine, table: str) -> None:
    for change, found in faults_of_changes(owner, table):
        why = UNPROVEN.get((table, change.column))
        has_entry = why == BY_ITS_ENTRY and change.row["entry_no"] is not None
        if why is None or has_entry:
            assert found, change


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("erasure", "erased_at", dt.datetime(2026, 1, 1, tzinfo=dt.UTC)),
        ("erasure", "erased_by", 999),
        ("fiscal_period", "opened_at", dt.datetime(2027, 1, 1, tzinfo=dt.UTC)),
        ("fiscal_period", "closed_at", dt.datetime(2026, 1, 1, tzinfo=dt.UTC)),
        ("fiscal_period", "closed_by", 999),
    ],
)
def test_what_contradicts_the_entries_is_found(
    owner: Engine, table: str, column: str, value: dt.datetime | int
) -> None:
    one = Base.metadata.tables[table]
    with behind_the_rules(owner) as connection:
        connection.execute(sa.update(one).where(one.c[column].is_not(None)).values({column: value}))
        assert wrong(connection)


def test_every_column_is_changed_or_named_as_unproven() -> None:
    tables = {*JOURNAL, *BESIDE, *LOANS}
    assert {table for table, _ in UNPROVEN} <= tables
    lending = {name for name in Base.metadata.tables if name.startswith("loan")}
    assert lending <= {*LOANS, *BY_THE_SERVICE_ALONE}
    for table, column in UNPROVEN:
        assert column in Base.metadata.tables[table].columns


def faults_of_changes(owner: Engine, table: str) -> Iterator[tuple[Change, list[CheckResult]]]:
    """Make every change to a table, each alone, and give what is then found."""
    one = Base.metadata.tables[table]
    with behind_the_rules(owner) as connection:
        assert wrong(connection) == []
        for change in changes(connection, one):
            attempt = connection.begin_nested()
            key = [column == change.row[column.name] for column in one.primary_key.columns]
            try:
                connection.execute(sa.update(one).where(*key).values({change.column: change.value}))
            except sa.exc.IntegrityError:
                assert change.column == "void_salt", change  # a second voucher of an entry
            else:
                yield change, wrong(connection)
            attempt.rollback()


def changes(connection: Connection, one: sa.Table) -> Iterator[Change]:
    """Give for every column of every row another value, and none where there may be none."""
    rows = [dict(row) for row in connection.execute(sa.select(one)).mappings()]
    assert rows
    if connection.dialect.name != "sqlite" or one.name in CACHES:
        # The same checks run on both, and caches are compared as a whole: a few rows show it.
        rows = rows[:: max(len(rows) // 3, 1)]
    for row in rows:
        for column in one.columns:
            value = row[column.name]
            yield Change(
                row, column.name, OTHER.get((one.name, column.name), another(value, column))
            )
            if column.nullable and value is not None:
                yield Change(row, column.name, None)


def another(value: object, column: sa.Column[object]) -> object:
    """Return another value of a column's kind."""
    match value:
        case bytes():
            return bytes([value[0] ^ 1]) + value[1:]
        case dt.date():
            return dt.date(2031, 1, 1) if value == dt.date.max else value + dt.timedelta(days=1)
        case uuid.UUID():
            return uuid.uuid5(value, "another")
        case int():
            return value + 1_000
        case str():
            return f"{value}x"
        case _:
            return of_kind(column)


def of_kind(column: sa.Column[object]) -> object:
    """Return a value for a column that holds none."""
    if isinstance(column.type, Day):
        return dt.date(2026, 1, 1)
    if isinstance(column.type, Instant):
        return dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    if isinstance(column.type, sa.LargeBinary):
        return bytes(range(32))
    return 2 if isinstance(column.type, sa.BigInteger) else "x"


def wrong(connection: Connection) -> list[CheckResult]:
    """Return what is found, but for the rules, which are switched off."""
    results = verify(connection).results
    return [one for one in results if one.found and one.check is not Check.RULES_ARE_THERE]
