"""The days that a report shows by itself, and the ways from them."""

import datetime as dt

import pytest

from ledger.core.statements.scope import PeriodEndsBeforeItBegins
from ledger.i18n.locale import Language, Locale
from ledger.web.periods import Books, Ways, books_days, narrower_days, shown_days, ways
from ledger.web.queries import Period, Query
from ledger.web.words import Reader

FIRST, LAST = dt.date(2024, 11, 5), dt.date(2026, 3, 10)
BOOKS = Books(FIRST, LAST)


def days(begin: str, end: str) -> Period:
    return dt.date.fromisoformat(begin), dt.date.fromisoformat(end)


def test_a_long_report_shows_the_last_month_another_the_last_year() -> None:
    assert shown_days(Query(), BOOKS, is_long=True) == days("2026-03-01", "2026-03-31")
    assert shown_days(Query(), BOOKS, is_long=False) == days("2026-01-01", "2026-03-10")


def test_a_last_day_alone_shows_its_year_a_first_day_alone_what_follows() -> None:
    end, begin = dt.date(2025, 6, 30), dt.date(2025, 2, 3)
    assert shown_days(Query(end=end), BOOKS, is_long=True) == days("2025-01-01", "2025-06-30")
    assert shown_days(Query(begin), BOOKS, is_long=True) == days("2025-02-03", "2026-03-10")
    later = dt.date(2027, 1, 1)
    assert shown_days(Query(later), BOOKS, is_long=True) == (later, later)


def test_days_that_end_before_they_begin_are_refused() -> None:
    with pytest.raises(PeriodEndsBeforeItBegins):
        shown_days(Query(dt.date(2026, 2, 1), dt.date(2026, 1, 1)), BOOKS, is_long=True)


def test_too_many_days_become_their_last_year_then_its_last_month() -> None:
    year, month = days("2026-01-01", "2026-03-10"), days("2026-03-01", "2026-03-10")
    assert narrower_days(days("2024-01-01", "2026-12-31"), BOOKS) == year
    assert narrower_days(year, BOOKS) == month
    assert narrower_days(month, BOOKS) is None


def test_empty_books_are_today_s() -> None:
    assert books_days(None, LAST) == Books(LAST, LAST)


def found(shown: Period) -> Ways:
    reader = Reader(Locale(Language.EN))
    return ways(shown, BOOKS, reader, lambda name, value: f"?{name}={value}")


def test_a_month_leads_to_its_neighbours_within_the_books() -> None:
    middle = found(days("2025-01-01", "2025-01-31"))
    assert middle.earlier is not None
    assert middle.later is not None
    assert (middle.earlier.address, middle.later.address) == ("?month=2024-12", "?month=2025-02")
    assert middle.earlier.words == "December 2024"
    assert found(days("2024-11-01", "2024-11-30")).earlier is None
    assert found(days("2026-03-01", "2026-03-31")).later is None


def test_every_year_of_the_books_can_be_chosen_and_the_one_shown_is_marked() -> None:
    for shown in (days("2026-01-01", "2026-03-10"), days("2026-01-01", "2026-12-31")):
        years = found(shown).years
        assert [way.words for way in years] == ["2024", "2025", "2026"]
        assert [way.is_here for way in years] == [False, False, True]


def test_the_months_are_those_of_the_year_shown_that_have_books() -> None:
    assert [way.address for way in found(days("2024-01-01", "2024-12-31")).months] == [
        "?month=2024-11", "?month=2024-12",
    ]  # fmt: skip
    assert len(found(days("2025-01-01", "2025-12-31")).months) == 12
    assert len(found(days("2026-01-01", "2026-03-10")).months) == 3
