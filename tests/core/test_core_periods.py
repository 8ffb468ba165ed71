"""Months and years: their days, the next one, the same day some months later."""

import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core.periods import (
    DateAfterTomorrow,
    check_not_after_tomorrow,
    day_before,
    day_to_look_from,
    month_bounds,
    month_of,
    months_between,
    months_later,
    next_month,
)

TODAY = dt.date(2026, 3, 10)
days = st.dates(dt.date(1990, 1, 1), dt.date(2120, 12, 31))


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2026-03", dt.date(2026, 3, 1), dt.date(2026, 3, 31)),
        ("2026-02", dt.date(2026, 2, 1), dt.date(2026, 2, 28)),
        ("2024-02", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        ("2100-02", dt.date(2100, 2, 1), dt.date(2100, 2, 28)),
        ("2026", dt.date(2026, 1, 1), dt.date(2026, 12, 31)),
    ],
)
def test_a_period_has_a_first_and_a_last_day(period: str, first: dt.date, last: dt.date) -> None:
    assert month_bounds(period) == (first, last)


def test_december_is_followed_by_january() -> None:
    assert next_month("2025-12") == "2026-01"
    assert next_month("2026-01") == "2026-02"


def test_the_months_between_two_days_are_named_in_order() -> None:
    found = months_between(dt.date(2025, 11, 30), dt.date(2026, 2, 1))
    assert found == ["2025-11", "2025-12", "2026-01", "2026-02"]
    assert months_between(TODAY, TODAY) == ["2026-03"]


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (dt.date(2026, 1, 10), 12, dt.date(2027, 1, 10)),
        (dt.date(2026, 1, 31), 1, dt.date(2026, 2, 28)),
        (dt.date(2024, 1, 31), 1, dt.date(2024, 2, 29)),
        (dt.date(2026, 1, 31), 2, dt.date(2026, 3, 31)),
        (dt.date(2026, 8, 31), 6, dt.date(2027, 2, 28)),
        (dt.date(2024, 2, 29), 12, dt.date(2025, 2, 28)),
        (dt.date(2026, 12, 31), 0, dt.date(2026, 12, 31)),
        (dt.date(2026, 3, 31), -1, dt.date(2026, 2, 28)),
    ],
)
def test_a_due_day_is_clipped_to_the_end_of_its_month(
    day: dt.date, months: int, later: dt.date
) -> None:
    assert months_later(day, months) == later


def test_clipping_does_not_drift() -> None:
    # From the day of disbursement, not from the due date before: 28 February is no new 28th.
    begin = dt.date(2026, 1, 31)
    ends = [months_later(begin, count).day for count in range(1, 8)]
    assert ends == [28, 31, 30, 31, 30, 31, 31]


@given(days, st.integers(0, 240))
def test_months_later_is_the_same_day_or_the_month_s_last(day: dt.date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    length = calendar.monthrange(later.year, later.month)[1]
    assert later.day == min(day.day, length)


@given(days, days)
def test_months_between_are_as_many_as_the_calendar_has(one: dt.date, other: dt.date) -> None:
    first, last = sorted((one, other))
    found = months_between(first, last)
    assert len(found) == (last.year - first.year) * 12 + last.month - first.month + 1
    assert found == sorted(set(found))
    assert (found[0], found[-1]) == (month_of(first), month_of(last))


@given(days)
def test_a_month_holds_its_days(day: dt.date) -> None:
    first, last = month_bounds(month_of(day))
    assert first <= day <= last
    assert month_of(first - dt.timedelta(days=1)) < month_of(day)
    assert month_of(last + dt.timedelta(days=1)) == next_month(month_of(day))


def test_tomorrow_may_be_recorded_and_the_day_after_not() -> None:
    check_not_after_tomorrow(TODAY + dt.timedelta(days=1), TODAY)
    with pytest.raises(DateAfterTomorrow) as refused:
        check_not_after_tomorrow(TODAY + dt.timedelta(days=2), TODAY)
    assert refused.value.facts() == {"occurred_on": dt.date(2026, 3, 12), "today": TODAY}


def test_the_day_before_the_first_day_of_all_is_itself() -> None:
    assert day_before(dt.date(2026, 3, 1)) == dt.date(2026, 2, 28)
    assert day_before(dt.date.min) == dt.date.min


@pytest.mark.parametrize(
    ("last", "seen_from"),
    [
        (None, TODAY), (TODAY, TODAY), (dt.date(2026, 2, 10), TODAY),
        (dt.date(2026, 1, 24), TODAY), (dt.date(2026, 1, 23), dt.date(2026, 1, 23)),
        (dt.date(2025, 12, 31), dt.date(2025, 12, 31)),
        (dt.date(2026, 3, 11), dt.date(2026, 3, 11)),
    ],
)  # fmt: skip
def test_books_are_looked_at_from_today_while_they_are_kept_up(
    last: dt.date | None, seen_from: dt.date
) -> None:
    assert day_to_look_from(last, TODAY) == seen_from
