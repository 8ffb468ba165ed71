"""What the accounts of clubs say of their loan funds, by hand, on both databases."""

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

import pytest
from sqlalchemy.engine import Connection, Engine

from ledger.books.engine import open_engine, reading, transaction
from ledger.books.fund_figures import fund_figures
from ledger.core.posting_rules import ACTIVITY
from ledger.core.statements.portfolio import A_YEAR, FundFigures, time_until
from ledger.services.journal import reverse
from tests.books.counted import Counted
from tests.books.postings import money_in, money_out, posted
from tests.conftest import Books, Database, new_club
from tests.services.worked_year import LAST_DAY, worked_year

CLOSING = 16
"""The entry that closes 2025."""


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


def figures(connection: Connection, books: Books, on: dt.date) -> FundFigures:
    """Return a club's figures of the year up to a day."""
    club_id = books.club.club_id
    return fund_figures(connection, [club_id], time_until(on, A_YEAR))[club_id]


def ends(*amounts: int) -> tuple[tuple[dt.date, int], ...]:
    """Return the month ends of 2025 from January on."""
    firsts = [dt.date(2025, month, 1) for month in range(2, 13)] + [dt.date(2026, 1, 1)]
    days = [first - dt.timedelta(days=1) for first in firsts]
    return tuple(zip(days, amounts, strict=False))


LENT = ends(10_000, 10_000, *[9_000] * 10)


def test_a_year_has_its_income_and_costs_without_what_closes_it(
    connection: Connection, books: Books
) -> None:
    assert figures(connection, books, dt.date(2025, 12, 31)) == FundFigures(
        month_ends=LENT, average=Fraction(110_000, 12), portfolio=9_000, cash=6_520, bank=5_015,
        income=415, costs=120, opening=20_000, surplus=35,
    )  # fmt: skip


def test_a_year_that_is_cut_by_days_has_those_of_its_days(
    connection: Connection, books: Books
) -> None:
    # From 11 January on: both loans were paid out the day before; dues of 200 came on the last.
    assert figures(connection, books, LAST_DAY) == FundFigures(
        month_ends=LENT, average=Fraction(110_000, 12), portfolio=9_000, cash=6_520, bank=5_015,
        income=615, costs=120, opening=20_000, surplus=35,
    )  # fmt: skip
    # Up to the day on which the first loan was repaid in part, before the books were bought.
    assert figures(connection, books, dt.date(2025, 3, 10)) == FundFigures(
        month_ends=ends(10_000, 10_000), average=Fraction(10_000), portfolio=9_000, cash=11_020,
        bank=0, income=400, costs=0, opening=0, surplus=20,
    )  # fmt: skip


def test_before_the_first_entry_all_is_nothing(connection: Connection, books: Books) -> None:
    assert figures(connection, books, dt.date(2024, 12, 19)) == FundFigures()
    assert fund_figures(connection, [99], time_until(LAST_DAY, A_YEAR)) == {}


def test_a_closing_that_is_undone_changes_nothing_either(shared_engine: Engine) -> None:
    books = worked_year(new_club(shared_engine, "HP-2"))
    with transaction(shared_engine) as connection:
        today = dt.date(2026, 1, 15)
        reverse(connection, books.club, CLOSING, "Kết chuyển nhầm", books.request(), today=today)
        found = figures(connection, books, today)
        assert (found.income, found.costs, found.surplus) == (615, 120, 35)


def test_donations_are_no_income_that_a_club_lives_on(shared_engine: Engine) -> None:
    books = worked_year(new_club(shared_engine, "HP-3"))
    posted(books, money_in(700, LAST_DAY, account="5113", fund=ACTIVITY), money_out(80, LAST_DAY))
    with reading(shared_engine) as connection:
        found = figures(connection, books, LAST_DAY)
    assert (found.income, found.costs, found.surplus, found.cash) == (615, 200, -45, 6_440)


def test_clubs_are_read_together_as_each_by_itself_in_two_queries(shared_engine: Engine) -> None:
    clubs = [worked_year(new_club(shared_engine, "HP-4")), new_club(shared_engine, "HP-5")]
    posted(clubs[1], money_in(900, LAST_DAY))
    year = time_until(LAST_DAY, A_YEAR)
    with reading(shared_engine) as connection:
        ids = [books.club.club_id for books in clubs]
        with Counted(shared_engine) as counted:
            found = fund_figures(connection, ids, year)
        assert len(counted.statements) == 2
        assert found == {
            club_id: figures(connection, books, LAST_DAY)
            for club_id, books in zip(ids, clubs, strict=True)
        }
    assert found[ids[1]] == FundFigures(cash=900)
