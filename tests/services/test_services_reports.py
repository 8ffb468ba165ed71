"""Reports by name: their days by default, what they need, how many queries they take."""

import datetime as dt
from collections.abc import Iterator

import pytest
from sqlalchemy.engine import Connection, Engine

from ledger.books.engine import open_engine, reading
from ledger.books.refusals import (
    UnknownAccount,
    UnknownEntry,
    UnknownFund,
    UnknownLoan,
    UnknownMember,
)
from ledger.core.errors import LedgerError
from ledger.core.statements.scope import PeriodEndsBeforeItBegins
from ledger.core.statements.table import RowKind, Table
from ledger.files.csv import table_csv
from ledger.i18n.locale import Language, Locale
from ledger.services.members import member_statement_of
from ledger.services.report_kinds import Asked
from ledger.services.reports import (
    REPORTS,
    ReportNeeds,
    UnknownReport,
    make_report,
    report_named,
    settled,
)
from tests.books.counted import Counted
from tests.books.postings import money_in, money_out, posted
from tests.conftest import TODAY, Books, Database, new_club
from tests.services.worked_year import BEFORE_CLOSING, LAST_DAY, YEAR, worked_year

WHOLE_YEAR = Asked(*YEAR, account="111", member_no=1, entry_no=5, loan_no=1)
"""A question that any report can answer."""


@pytest.fixture(scope="module")
def books(shared_database: Database) -> Iterator[Books]:
    """Give the worked year; the tests of this module only read it."""
    engine = open_engine(shared_database.url)
    yield worked_year(new_club(engine, "HP"))
    engine.dispose()


@pytest.fixture
def connection(books: Books) -> Iterator[Connection]:
    """Give a connection that reads."""
    with reading(books.engine) as opened:
        yield opened


def report(connection: Connection, books: Books, name: str, asked: Asked) -> Table:
    """Return a report, asked on the day after the last entry."""
    return make_report(connection, books.club, name, asked, today=LAST_DAY + dt.timedelta(days=1))


ENDLESS = {"loan-forecast", "poverty-standards"}
"""The forecast ends with the farthest meeting, and the standards of poverty have no sum."""


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_can_be_made_and_has_a_total_or_an_end(
    connection: Connection, books: Books, name: str
) -> None:
    table = report(connection, books, name, WHOLE_YEAR)
    assert (table.name, table.club) == (name, "Hạnh Phúc")
    if name not in ENDLESS:
        assert table.rows[-1].kind in {RowKind.TOTAL, RowKind.CLOSING}
    assert {len(row.values) for row in table.rows} == {len(table.columns)}


@pytest.mark.parametrize(
    ("asked", "days"),
    [
        (Asked(), (dt.date(2026, 1, 1), LAST_DAY)),
        (Asked(begin=YEAR[0]), (YEAR[0], LAST_DAY)),
        (Asked(end=dt.date(2025, 6, 30)), (YEAR[0], dt.date(2025, 6, 30))),
        (Asked(begin=dt.date(2026, 2, 1)), (dt.date(2026, 2, 1), dt.date(2026, 2, 1))),
        (Asked(*YEAR), YEAR),
    ],
)
def test_days_left_out_are_the_year_up_to_the_last_entry(
    connection: Connection, books: Books, asked: Asked, days: tuple[dt.date, dt.date]
) -> None:
    question = settled(connection, books.club, asked, today=dt.date(2026, 5, 5))
    assert (question.begin, question.end) == days


def test_the_days_of_an_empty_journal_are_this_year_until_today(shared_books: Books) -> None:
    with reading(shared_books.engine) as connection:
        question = settled(connection, shared_books.club, Asked(), today=TODAY)
        assert (question.begin, question.end) == (dt.date(2026, 1, 1), TODAY)
        for name in ("trial-balance", "balance-sheet", "cash-book", "journal", "fund-changes"):
            table = make_report(connection, shared_books.club, name, Asked(), today=TODAY)
            assert table.rows[-1].kind in {RowKind.TOTAL, RowKind.CLOSING}


BACKWARDS = Asked(YEAR[1], YEAR[0], account="111", member_no=1, loan_no=1)


@pytest.mark.parametrize(
    ("name", "asked", "error", "facts"),
    [
        ("ledger", Asked(), ReportNeeds, {"report": "ledger", "needs": "account"}),
        ("member-statement", Asked(), ReportNeeds,
         {"report": "member-statement", "needs": "member"}),
        ("entry", Asked(), ReportNeeds, {"report": "entry", "needs": "entry"}),
        ("loan-card", Asked(), ReportNeeds, {"report": "loan-card", "needs": "loan"}),
        ("loan-card", Asked(loan_no=99), UnknownLoan, {"loan_no": 99}),
        ("loan-card", Asked(loan_no=10**30), UnknownLoan, {"loan_no": 10**30}),
        ("ledger", Asked(account="999"), UnknownAccount, {"account": "999"}),
        ("ledger", Asked(account=""), UnknownAccount, {"account": ""}),
        ("member-statement", Asked(member_no=99), UnknownMember, {"member_no": 99}),
        ("member-statement", Asked(member_no=10**30), UnknownMember, {"member_no": 10**30}),
        ("entry", Asked(entry_no=99), UnknownEntry, {"entry_no": 99}),
        ("entry", Asked(entry_no=0), UnknownEntry, {"entry_no": 0}),
        ("entry", Asked(entry_no=10**30), UnknownEntry, {"entry_no": 10**30}),
        ("trial-balance", Asked(fund="tet"), UnknownFund, {"fund": "tet"}),
        ("cash-book", Asked(fund=""), UnknownFund, {"fund": ""}),
    ],
)  # fmt: skip
def test_what_a_report_cannot_answer_it_refuses_by_name(
    books: Books, name: str, asked: Asked, error: type[LedgerError], facts: dict[str, object]
) -> None:
    with pytest.raises(error) as refused, reading(books.engine) as connection:
        report(connection, books, name, asked)
    assert refused.value.facts() == facts


@pytest.mark.parametrize("name", [name for name in REPORTS if name != "entry"])
def test_no_report_ends_before_it_begins(connection: Connection, books: Books, name: str) -> None:
    with pytest.raises(PeriodEndsBeforeItBegins) as refused:
        report(connection, books, name, BACKWARDS)
    assert refused.value.facts() == {"begin": YEAR[1], "end": YEAR[0]}


def test_an_unknown_report_is_answered_with_those_there_are() -> None:
    with pytest.raises(UnknownReport) as refused:
        report_named("profit")
    assert refused.value.name == "profit"
    assert refused.value.known.split(", ") == list(REPORTS)


QUERIES = {
    "trial-balance": 3, "balance-sheet": 3, "income-statement": 4, "fund-changes": 6,
    "cash-book": 5, "journal": 4, "ledger": 5, "members": 3, "loans": 4, "member-statement": 3,
    "entry": 4, "loan-card": 5, "loan-arrears": 1, "loan-arrears-unnamed": 1, "loan-portfolio": 3,
    "loan-list": 1, "loan-queue": 16, "loan-forecast": 16, "late-entries": 1,
    "targets": 5, "purpose-and-people": 5, "capital-sources": 2, "fund-health": 3,
    "fund-projection": 6, "price-changes": 1, "new-borrowers": 2, "paid-by-another": 1,
    "sharing-borrowers": 2, "composition": 2, "composition-list": 3, "class-flows": 3,
    "class-list": 4, "poverty-standards": 1, "outcomes": 5, "outcomes-by-kind": 5,
    "outcomes-by-year": 5, "outcome-differences": 5, "outcome-loans": 5,
}  # fmt: skip
"""The most queries of a report whose days are given: constant, whatever the book holds."""


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_takes_few_queries_however_long_the_book(books: Books, name: str) -> None:
    with Counted(books.engine) as counted, reading(books.engine) as connection:
        report(connection, books, name, WHOLE_YEAR)
    assert len(counted.statements) <= QUERIES[name], "\n".join(counted.statements)


def test_the_number_of_queries_does_not_grow(shared_books: Books) -> None:
    counts = []
    for _ in range(2):
        posted(shared_books, *[money_in(900)] * 30, *[money_out(5)] * 30)
        with Counted(shared_books.engine) as counted, reading(shared_books.engine) as connection:
            for name in ("trial-balance", "journal", "ledger", "cash-book", "entry"):
                asked = Asked(account="111", entry_no=1)
                make_report(connection, shared_books.club, name, asked, today=TODAY)
        counts.append(len(counted.statements))
    assert counts[0] == counts[1]


def test_a_member_s_statement_takes_three_queries(books: Books) -> None:
    with Counted(books.engine) as counted, reading(books.engine) as connection:
        member_statement_of(connection, books.club, 1, *YEAR)
    assert len(counted.statements) == 3


QUESTIONS = [WHOLE_YEAR, Asked(account="5111", member_no=2, entry_no=12, loan_no=2)] + [
    Asked(*YEAR, fund=fund, known_at=known_at, account="4311", member_no=3, entry_no=8, loan_no=1)
    for fund in ("income", "activity")
    for known_at in (None, BEFORE_CLOSING)
]


@pytest.fixture(scope="module")
def both(both_engines: dict[str, Engine]) -> list[Books]:
    """Give the worked year in a database of each kind."""
    return [worked_year(new_club(engine, "HP")) for engine in both_engines.values()]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", REPORTS)
def test_the_same_history_gives_the_same_bytes_on_both_databases(
    both: list[Books], name: str, language: Language
) -> None:
    drawn = []
    for books in both:
        with reading(books.engine) as connection:
            tables = [report(connection, books, name, asked) for asked in QUESTIONS]
        drawn.append(b"\n".join(table_csv(table, Locale(language)) for table in tables))
    assert drawn[0] == drawn[1]
    assert len(drawn[0]) > 30 * len(QUESTIONS)  # a title and a total at least


@pytest.mark.parametrize("name", [name for name in REPORTS if name != "entry"])
def test_the_same_history_gives_the_same_report_with_all_its_links(
    both: list[Books], name: str
) -> None:
    for asked in QUESTIONS:
        found = []
        for books in both:
            with reading(books.engine) as connection:
                found.append(report(connection, books, name, asked))
        assert found[0] == found[1]
