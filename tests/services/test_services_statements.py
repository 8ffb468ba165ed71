"""Each statement of a small year agrees with the figures worked out by hand."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy.engine import Connection

from ledger.books.engine import open_engine, reading
from ledger.books.refusals import UnknownAccount, UnknownFund
from ledger.core.posting_rules import ACTIVITY, INCOME, MUTUAL
from ledger.core.statements.position import Figure
from ledger.core.statements.scope import PeriodEndsBeforeItBegins
from ledger.core.statements.trial_balance import Sums
from ledger.services.statements import (
    Question,
    balance_sheet_of,
    cash_book_of,
    fund_changes_of,
    general_ledger_of,
    income_statement_of,
    journal_of,
    trial_balance_of,
)
from tests.conftest import Books, Database, new_club
from tests.services.worked_year import (
    BEFORE_CLOSING,
    CLOSED_AT,
    LAST_DAY,
    YEAR,
    worked_year,
)

THE_YEAR = Question(*YEAR)
UNCLOSED = replace(THE_YEAR, known_at=BEFORE_CLOSING)
HALF = Question(YEAR[0], dt.date(2025, 6, 15))


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


Pairs = dict[str, tuple[int, int, int, int, int, int]]


def trial(connection: Connection, books: Books, question: Question) -> Pairs:
    """Return the trial balance: six figures by account, as the columns stand."""
    report = trial_balance_of(connection, books.club, question)
    assert all(one.debit == one.credit for one in report.totals)
    return {
        row.account.number: (
            row.opening.debit, row.opening.credit, row.movements.debit, row.movements.credit,
            row.closing.debit, row.closing.credit,
        )
        for row in report.rows
    }  # fmt: skip


def test_the_trial_balance_of_the_year_before_its_closing(
    connection: Connection, books: Books
) -> None:
    assert trial(connection, books, UNCLOSED) == {
        "111": (20_000, 0, 2_180, 15_400, 6_780, 0),
        "112": (0, 0, 5_015, 0, 5_015, 0),
        "1321": (0, 0, 10_000, 2_000, 8_000, 0),
        "1322": (0, 0, 1_000, 0, 1_000, 0),
        "4111": (0, 20_000, 0, 0, 0, 20_000),
        "4114": (0, 0, 0, 500, 0, 500),
        "4311": (0, 0, 150, 50, 100, 0),
        "4312": (0, 0, 50, 150, 0, 100),
        "5111": (0, 0, 80, 180, 0, 100),
        "5112": (0, 0, 0, 300, 0, 300),
        "515": (0, 0, 0, 15, 0, 15),
        "6429": (0, 0, 120, 0, 120, 0),
    }
    totals = trial_balance_of(connection, books.club, UNCLOSED).totals
    assert totals == (Sums(20_000, 20_000), Sums(18_595, 18_595), Sums(21_015, 21_015))


def test_the_trial_balance_of_the_year_as_it_is_closed(
    connection: Connection, books: Books
) -> None:
    found = trial(connection, books, THE_YEAR)
    assert found["5111"] == (0, 0, 180, 180, 0, 0)
    assert found["6429"] == (0, 0, 120, 120, 0, 0)
    assert found["911"] == (0, 0, 415, 415, 0, 0)
    assert found["421"] == (0, 0, 295, 295, 0, 0)
    assert (found["4118"], found["4311"]) == ((0, 0, 0, 35, 0, 35), (0, 0, 150, 300, 0, 150))
    assert found["4312"] == (0, 0, 50, 160, 0, 110)


def test_the_trial_balance_of_a_fund(connection: Connection, books: Books) -> None:
    assert trial(connection, books, replace(UNCLOSED, fund=ACTIVITY)) == {
        "111": (0, 0, 420, 270, 150, 0),
        "4311": (0, 0, 150, 50, 100, 0),
        "5111": (0, 0, 0, 70, 0, 70),
        "5112": (0, 0, 0, 300, 0, 300),
        "6429": (0, 0, 120, 0, 120, 0),
    }


def test_what_was_opened_is_what_was_closed_the_day_before(
    connection: Connection, books: Books
) -> None:
    for day in (dt.date(2025, 2, 10), dt.date(2025, 4, 1), dt.date(2026, 1, 1)):
        before = trial(connection, books, Question(YEAR[0], day - dt.timedelta(days=1)))
        after = trial(connection, books, Question(day, LAST_DAY))
        closing = {number: row[4:] for number, row in before.items() if any(row[4:])}
        assert {number: row[:2] for number, row in after.items() if any(row[:2])} == closing


def figures(parts: tuple[Figure, ...]) -> dict[str, int]:
    """Return a section's figures by account."""
    return {figure.account.number: figure.amount for figure in parts}


def test_the_balance_sheet_before_and_after_the_closing(
    connection: Connection, books: Books
) -> None:
    before = balance_sheet_of(connection, books.club, UNCLOSED)
    assets = {"111": 6_780, "112": 5_015, "1321": 8_000, "1322": 1_000}
    assert figures(before.assets) == assets
    assert figures(before.equity) == {"4111": 20_000, "4114": 500, "4311": -100, "4312": 100}
    assert (before.surplus, before.total_assets, before.total_sources) == (295, 20_795, 20_795)
    after = balance_sheet_of(connection, books.club, THE_YEAR)
    assert figures(after.assets) == assets
    assert figures(after.equity) == {
        "4111": 20_000, "4114": 500, "4118": 35, "4311": 150, "4312": 110,
    }  # fmt: skip
    assert (after.surplus, after.total_sources) == (0, 20_795)


@pytest.mark.parametrize(("fund", "total"), [(INCOME, 20_535), (ACTIVITY, 150), (MUTUAL, 110)])
def test_each_fund_has_a_balance_sheet_of_its_own(
    connection: Connection, books: Books, fund: str, total: int
) -> None:
    report = balance_sheet_of(connection, books.club, replace(THE_YEAR, fund=fund))
    assert (report.total_assets, report.total_sources) == (total, total)


@pytest.mark.parametrize("question", [THE_YEAR, UNCLOSED], ids=["closed", "unclosed"])
def test_closing_the_year_changes_nothing_in_what_was_earned(
    connection: Connection, books: Books, question: Question
) -> None:
    report = income_statement_of(connection, books.club, question)
    assert figures(report.income) == {"5111": 100, "5112": 300, "515": 15}
    assert figures(report.expenses) == {"6429": 120}
    assert (report.total_income, report.total_expenses, report.surplus) == (415, 120, 295)


def test_what_a_fund_earned(connection: Connection, books: Books) -> None:
    report = income_statement_of(connection, books.club, replace(THE_YEAR, fund=ACTIVITY))
    assert figures(report.income) == {"5111": 70, "5112": 300}
    assert report.surplus == 250


Changes = dict[str, tuple[int, ...]]


def changes(connection: Connection, books: Books, question: Question) -> Changes:
    """Return the figures by fund: opening, capital, income, expenses, transfers, closing."""
    report = fund_changes_of(connection, books.club, question)
    return {
        one.fund.code: (
            one.opening, one.capital, one.income, one.expenses, one.transfers, one.closing
        )
        for one in report.funds
    }  # fmt: skip


@pytest.mark.parametrize("question", [THE_YEAR, UNCLOSED], ids=["closed", "unclosed"])
def test_a_transfer_and_its_reversal_leave_the_funds_as_they_were(
    connection: Connection, books: Books, question: Question
) -> None:
    assert changes(connection, books, question) == {
        "income": (20_000, 500, 35, 0, 0, 20_535),
        "activity": (0, 0, 370, 120, -100, 150),
        "mutual": (0, 0, 10, 0, 100, 110),
    }


def test_a_transfer_counts_until_it_is_reversed(connection: Connection, books: Books) -> None:
    assert changes(connection, books, HALF) == {
        "income": (20_000, 0, 20, 0, 0, 20_020),
        "activity": (0, 0, 370, 120, -150, 100),
        "mutual": (0, 0, 10, 0, 150, 160),
    }
    after = Question(dt.date(2025, 6, 16), dt.date(2025, 6, 30), fund=MUTUAL)
    assert changes(connection, books, after) == {"mutual": (160, 0, 0, 0, -50, 110)}


def test_a_fund_ends_with_what_its_balance_sheet_shows(
    connection: Connection, books: Books
) -> None:
    for question in (THE_YEAR, UNCLOSED, HALF, Question(YEAR[0], LAST_DAY)):
        for fund, row in changes(connection, books, question).items():
            sheet = balance_sheet_of(connection, books.club, replace(question, fund=fund))
            assert row[-1] == sheet.total_assets - sum(x.amount for x in sheet.liabilities)


def test_the_ledger_of_an_account(connection: Connection, books: Books) -> None:
    report = general_ledger_of(connection, books.club, THE_YEAR, "1321")
    assert [
        (x.occurred_on.isoformat(), x.voucher, x.narration, x.debit, x.credit, x.against)
        for x in report.lines
    ] == [
        ("2025-01-10", "PC 1", "Cho bà Lụa vay", 6_000, 0, "111"),
        ("2025-01-10", "PC 2", "Cho ông Đạt vay", 4_000, 0, "111"),
        ("2025-03-10", "PT 3", "Bà Lụa trả gốc", 0, 1_000, "111"),
        ("2025-11-10", "KT 6", "Chuyển quá hạn", 0, 1_000, "1322"),
    ]
    assert (report.opening, report.movements) == (Sums(), Sums(10_000, 2_000))
    second = Question(dt.date(2025, 2, 1), YEAR[1])
    assert general_ledger_of(connection, books.club, second, "1321").opening == Sums(10_000, 0)


def test_a_line_stands_against_the_other_accounts_of_its_fund_alone(
    connection: Connection, books: Books
) -> None:
    report = general_ledger_of(connection, books.club, replace(UNCLOSED, fund=INCOME), "111")
    against = {line.narration: line.against for line in report.lines}
    assert against["Thu lãi tháng 2"] == "5111"
    assert against["Chia lãi"] == "5111"
    assert against["Gửi ngân hàng"] == "112"
    interest = general_ledger_of(connection, books.club, replace(UNCLOSED, fund=INCOME), "5111")
    assert {line.against for line in interest.lines} == {"111"}


def test_the_ledger_before_the_closing_leaves_the_closing_out(
    connection: Connection, books: Books
) -> None:
    whole = general_ledger_of(connection, books.club, THE_YEAR, "5111")
    before = general_ledger_of(
        connection, books.club, replace(THE_YEAR, before_closing=True), "5111"
    )
    assert (whole.movements, before.movements) == (Sums(180, 180), Sums(80, 180))


def test_the_whole_cash_book_shows_what_the_box_saw(connection: Connection, books: Books) -> None:
    book = cash_book_of(connection, books.club, THE_YEAR)
    assert [(x.voucher, x.debit, x.credit) for x in book.lines] == [
        ("PC 1", 0, 6_000), ("PC 2", 0, 4_000), ("PT 1", 300, 0), ("PT 2", 100, 0),
        ("PT 3", 1_000, 0), ("PC 3", 0, 120), ("PC 4", 0, 5_000), ("PT 4", 500, 0),
    ]  # fmt: skip
    assert (book.opening, book.received, book.paid, book.closing) == (20_000, 1_900, 15_120, 6_780)


@pytest.mark.parametrize(
    ("fund", "sums"),
    [
        (INCOME, (20_000, 1_600, 15_080, 6_520)),
        (ACTIVITY, (0, 420, 270, 150)),
        (MUTUAL, (0, 160, 50, 110)),
    ],
)
def test_the_cash_book_of_a_fund_shows_what_came_from_another(
    connection: Connection, books: Books, fund: str, sums: tuple[int, int, int, int]
) -> None:
    book = cash_book_of(connection, books.club, replace(THE_YEAR, fund=fund))
    assert (book.opening, book.received, book.paid, book.closing) == sums


def test_the_journal_lists_every_entry_with_its_lines(connection: Connection, books: Books) -> None:
    report = journal_of(connection, books.club, THE_YEAR)
    assert [entry.entry_no for entry in report.entries] == list(range(2, 18))
    assert report.total == trial_balance_of(connection, books.club, THE_YEAR).totals[1].debit
    undone, undo = report.entries[9:11]
    assert (undone.reversed_by, undo.reverses, undo.occurred_on) == (12, 11, dt.date(2025, 6, 20))
    expense = report.entries[6]
    assert [(d.kind, d.reference) for d in expense.documents] == [("hoá đơn", "0012")]
    assert expense.payer_name == "Bạch Thị Ánh"


def test_the_journal_of_a_fund_lists_the_entries_that_touch_it(
    connection: Connection, books: Books
) -> None:
    report = journal_of(connection, books.club, replace(THE_YEAR, fund=MUTUAL))
    assert [entry.entry_no for entry in report.entries] == [6, 10, 11, 12, 16, 17]


def test_books_are_read_as_they_were_known_at_an_instant(
    connection: Connection, books: Books
) -> None:
    first = dt.datetime(2025, 12, 20, 2, 1, tzinfo=dt.UTC)  # only entry 1 is recorded
    known = replace(THE_YEAR, known_at=first)
    assert trial(connection, books, known) == {
        "111": (20_000, 0, 0, 0, 20_000, 0), "4111": (0, 20_000, 0, 0, 0, 20_000),
    }  # fmt: skip
    assert cash_book_of(connection, books.club, known).lines == ()
    assert journal_of(connection, books.club, known).entries == ()
    earlier = replace(known, known_at=first - dt.timedelta(microseconds=1))
    assert trial(connection, books, earlier) == {}
    at_closing = replace(THE_YEAR, known_at=CLOSED_AT)
    assert trial(connection, books, at_closing) == trial(connection, books, THE_YEAR)


def test_a_question_that_cannot_be_answered_is_refused_by_name(
    connection: Connection, books: Books
) -> None:
    with pytest.raises(UnknownFund) as fund:
        trial_balance_of(connection, books.club, replace(THE_YEAR, fund="tet"))
    assert fund.value.facts() == {"fund": "tet"}
    with pytest.raises(UnknownAccount) as account:
        general_ledger_of(connection, books.club, THE_YEAR, "999")
    assert account.value.facts() == {"account": "999"}
    with pytest.raises(PeriodEndsBeforeItBegins):
        balance_sheet_of(connection, books.club, Question(YEAR[1], YEAR[0]))


def test_a_question_from_the_first_day_of_all_to_the_last_is_answered(
    connection: Connection, books: Books
) -> None:
    ever = Question(dt.date.min, dt.date.max)
    report = trial_balance_of(connection, books.club, ever)
    assert report.totals[0] == Sums()
    assert general_ledger_of(connection, books.club, ever, "111").closing.balance == 6_980
    assert cash_book_of(connection, books.club, ever).closing == 6_980
