"""Every figure of every report opens the entries behind it, and they add up to it."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, replace

import pytest
from sqlalchemy.engine import Connection

from ledger.books.engine import open_engine, reading
from ledger.books.entries import entry_of
from ledger.core.accounts import CHART, AccountType, Side
from ledger.core.statements.table import ColumnKind, Drill, Row, RowKind, Table, Value, phrase
from ledger.services.report_kinds import Asked
from ledger.services.reports import REPORTS, make_report
from tests.conftest import Books, Database, new_club
from tests.services.fund_drills import behind_health, behind_inspection, behind_sources
from tests.services.outcome_drills import behind_outcome
from tests.services.portfolio_drills import behind_portfolio
from tests.services.worked_year import BEFORE_CLOSING, LAST_DAY, YEAR, worked_year

TYPES = {account.number: account.type for account in CHART}
ON_DEBIT = {account.number: account.normal_side is Side.DEBIT for account in CHART}
RESULTS = {AccountType.INCOME, AccountType.EXPENSE}
AMOUNTS = {
    "trial-balance": "opening_debit opening_credit debit credit closing_debit closing_credit",
    "balance-sheet": "amount", "income-statement": "amount",
    "fund-changes": "opening capital income expenses transfers closing",
    "cash-book": "received paid", "ledger": "debit credit", "members": "owed capital",
    "loans": "outstanding", "member-statement": "received paid", "loan-portfolio": "amount",
}  # fmt: skip
"""The columns of amounts in which each figure of a line must lead on."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads reports of one club, and follows where their figures lead."""

    connection: Connection
    books: Books
    followed: dict[Drill, Table] = field(default_factory=dict)

    def report(self, name: str, asked: Asked) -> Table:
        """Return a report."""
        return make_report(self.connection, self.books.club, name, asked, today=LAST_DAY)

    def follow(self, drill: Drill) -> Table:
        """Return the report that a figure leads to."""
        if drill not in self.followed:
            self.followed[drill] = self._follow(drill)
        return self.followed[drill]

    def _follow(self, drill: Drill) -> Table:
        arguments = dict(drill.arguments)
        known_at = arguments.pop("known_at", None)
        asked = Asked(**arguments)  # type: ignore[arg-type]  # the names are checked beside this
        if known_at is not None:
            instant = dt.datetime.fromisoformat(str(known_at))
            asked = Asked(**arguments, known_at=instant)  # type: ignore[arg-type]  # as above
        return self.report(drill.report, asked)


@pytest.fixture(scope="module")
def books(shared_database: Database) -> Iterator[Books]:
    """Give the worked year; the tests of this module only read it."""
    engine = open_engine(shared_database.url)
    yield worked_year(new_club(engine, "HP"))
    engine.dispose()


@pytest.fixture
def reader(books: Books) -> Iterator[Reader]:
    """Give somebody who reads."""
    with reading(books.engine) as connection:
        yield Reader(connection, books)


def cell(row: Row, table: Table, key: str) -> Value:
    """Return a row's value in the column of a key."""
    return row.values[[column.key for column in table.columns].index(key)]


def amount(row: Row, table: Table, key: str) -> int:
    """Return a row's amount in the column of a key; none is zero."""
    value = cell(row, table, key)
    return value if isinstance(value, int) else 0


def total(table: Table, key: str, *kinds: RowKind) -> int:
    """Return the sum of a column over the rows of some kinds, by default the lines."""
    return sum(amount(row, table, key) for row in table.rows if row.kind in (kinds or ("line",)))


def net(table: Table, kinds: set[AccountType], debit: str, credit: str) -> int:
    """Return debits less credits of a trial balance's accounts of some kinds."""
    rows = [row for row in table.rows if TYPES.get(str(row.values[0])) in kinds]
    return sum(amount(row, table, debit) - amount(row, table, credit) for row in rows)


def closing_debit(ledger: Table, account: str) -> int:
    """Return the balance with which a ledger closes, as debits less credits."""
    closing = total(ledger, "balance", RowKind.CLOSING)
    return closing if ON_DEBIT[account] else -closing


def sheet_total(sheet: Table) -> int:
    """Return what a balance sheet has in all."""
    return next(
        amount(row, sheet, "amount")
        for row in sheet.rows
        if cell(row, sheet, "name") == phrase("Total assets")
    )


def behind_trial_balance(_: Table, row: Row, key: str, target: Table) -> int:
    """Return a movement of the account's ledger, or its closing balance."""
    if key in {"debit", "credit"}:
        return total(target, key)
    closing = closing_debit(target, str(row.values[0]))
    return closing if key.endswith("debit") else -closing


def behind_balance_sheet(_: Table, row: Row, _key: str, target: Table) -> int:
    """Return the closing balance of an account, or the results that were not closed yet."""
    if target.name == "trial-balance":
        return -net(target, RESULTS, "closing_debit", "closing_credit")
    closing = closing_debit(target, str(row.values[0]))
    return closing if TYPES[str(row.values[0])] is AccountType.ASSET else -closing


def behind_income_statement(_: Table, row: Row, _key: str, target: Table) -> int:
    """Return what an account's ledger moved, without the year's closing."""
    moved = total(target, "debit") - total(target, "credit")
    return moved if TYPES[str(row.values[0])] is AccountType.EXPENSE else -moved


def behind_fund_changes(table: Table, row: Row, key: str, target: Table) -> int:
    """Return what a fund had, earned, spent or moved."""
    if key in {"opening", "closing"}:
        return sheet_total(target)
    if key in {"income", "expenses"}:
        kind = AccountType.INCOME if key == "income" else AccountType.EXPENSE
        lines = [line for line in target.rows if TYPES.get(str(line.values[0])) is kind]
        return sum(amount(line, target, "amount") for line in lines)
    return _capital_and_transfers(table, row, target, key)


def behind_member(_: Table, _row: Row, key: str, target: Table) -> int:
    """Return what a member owes in the end, or paid in of capital."""
    if key != "capital":
        return total(target, "owed", RowKind.CLOSING)
    lines = [row for row in target.rows if cell(row, target, "what") == phrase("Capital")]
    return sum(amount(row, target, "paid") - amount(row, target, "received") for row in lines)


def behind_opening(_: Table, _row: Row, _key: str, target: Table) -> int:
    """Return the balance with which the days before closed."""
    return total(target, "balance", RowKind.CLOSING)


BEHIND: dict[str, Callable[[Table, Row, str, Table], int]] = {
    "trial-balance": behind_trial_balance, "balance-sheet": behind_balance_sheet,
    "income-statement": behind_income_statement, "fund-changes": behind_fund_changes,
    "members": behind_member, "loans": behind_member, "member-statement": behind_member,
    "ledger": behind_opening, "cash-book": behind_opening, "loan-forecast": behind_opening,
    "loan-portfolio": behind_portfolio, "outcomes": behind_outcome,
    "outcomes-by-kind": behind_outcome, "outcomes-by-year": behind_outcome,
    "purpose-and-people": behind_inspection, "capital-sources": behind_sources,
    "fund-health": behind_health,
}  # fmt: skip


def _capital_and_transfers(table: Table, row: Row, target: Table, key: str) -> int:
    """Return the one from the other: a trial balance shows what of equity moved by both."""
    equity = -net(target, {AccountType.EQUITY}, "debit", "credit")
    closed = -net(target, RESULTS, "debit", "credit")
    earned = amount(row, table, "income") - amount(row, table, "expenses")
    other = "transfers" if key == "capital" else "capital"
    return equity + closed - earned - amount(row, table, other)


def entry_holds(reader: Reader, table: Table, row: Row, key: str, drill: Drill) -> bool:
    """Tell whether an entry holds the figure that leads to it, on its own side."""
    entry = entry_of(reader.connection, reader.books.club.club_id, int(str(drill.arguments[0][1])))
    assert reader.follow(drill).name == "entry"
    figure = amount(row, table, key)
    if table.name == "member-statement":
        named = [line for line in entry.lines if line.member_no is not None]
        return figure in [line.debit if key == "received" else line.credit for line in named]
    if table.name == "late-entries":
        return figure == sum(line.debit for line in entry.lines)
    sides = [(line.debit, line.credit) for line in entry.lines]
    cash = [line for line in entry.lines if line.account == "111"]
    change = sum(line.debit - line.credit for line in cash)
    if table.name == "cash-book" and figure == (change if key == "received" else -change):
        return True
    place = 0 if key in {"debit", "received"} else 1
    return figure in [side[place] for side in sides]


FIELDS = {field.name for field in fields(Asked)}
QUESTIONS = [
    Asked(*YEAR), Asked(), Asked(*YEAR, known_at=BEFORE_CLOSING),
    Asked(dt.date(2025, 2, 10), dt.date(2025, 6, 30), fund="activity"),
    Asked(dt.date(2025, 6, 15), LAST_DAY, fund="income", known_at=BEFORE_CLOSING),
]  # fmt: skip


def everything(reader: Reader, asked: Asked) -> Iterator[Table]:
    """Give every report to a question, of every account, member and entry that it needs."""
    about: dict[str | None, list[Asked]] = {
        None: [asked],
        "account": [replace(asked, account=number) for number in ("111", "1321", "4311", "5111")],
        "member": [replace(asked, member_no=number) for number in (1, 2, 3)],
        "entry": [replace(asked, entry_no=number) for number in (1, 5, 12, 16)],
        "loan": [replace(asked, loan_no=number) for number in (1, 2)],
    }
    for name, report in REPORTS.items():
        for one in about[report.needs]:
            yield reader.report(name, one)


@pytest.mark.parametrize("asked", QUESTIONS, ids=range(len(QUESTIONS)))
def test_every_figure_is_what_the_entries_behind_it_add_up_to(reader: Reader, asked: Asked) -> None:
    compared = set()
    for table in everything(reader, asked):
        for row in table.rows:
            for column, drill in row.drills:
                key = table.columns[column].key
                figure = row.values[column]
                if table.columns[column].kind is not ColumnKind.AMOUNT or figure is None:
                    assert reader.follow(drill).rows
                elif drill.report == "entry":
                    assert entry_holds(reader, table, row, key, drill), (table.name, row)
                else:
                    found = BEHIND[table.name](table, row, key, reader.follow(drill))
                    assert found == figure, (table.name, row)
                compared.add((table.name, key))
    if asked == QUESTIONS[0]:
        assert compared >= {(name, key) for name, keys in AMOUNTS.items() for key in keys.split()}


@pytest.mark.parametrize("asked", QUESTIONS, ids=range(len(QUESTIONS)))
def test_no_figure_of_a_line_is_a_dead_end_and_all_lead_to_reports(
    reader: Reader, asked: Asked
) -> None:
    for table in everything(reader, asked):
        keys = AMOUNTS.get(table.name, "").split()
        for row in table.rows:
            leads = {table.columns[column].key for column, _ in row.drills}
            figures = {key for key in keys if amount(row, table, key)}
            assert row.kind is not RowKind.LINE or figures <= leads, (table.name, row)
            assert row.kind is not RowKind.OPENING or leads, (table.name, row)
            for _, drill in row.drills:
                assert drill.report in REPORTS
                assert {name for name, _ in drill.arguments} <= FIELDS
