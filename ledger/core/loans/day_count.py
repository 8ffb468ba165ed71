"""The conventions that say which share of a year lies between two days."""

import calendar
import datetime as dt
from collections.abc import Callable, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias


class DayCount(StrEnum):
    """How days are counted and how long their year is.

    The first day of a span is not counted, the last is (Circular 14/2017/TT-NHNN, article 5).
    """

    ACTUAL_365 = "actual/365"
    """True days of a year of 365: the circular's, for credit institutions in Viet Nam."""
    ACTUAL_360 = "actual/360"
    ACTUAL_364 = "actual/364"
    """Fifty-two whole weeks: for loans repaid by the week."""
    ACTUAL_ACTUAL = "actual/actual"
    """True days of true years, split at the beginning of 1 January (ISDA 2006, 4.16 (b))."""
    ACTUAL_ACTUAL_DAYS = "actual/actual by counted days"
    """The same, but each counted day is of its own year: 1 January is a day of the new one."""
    ACTUAL_FIRST_YEAR = "actual/length of the first year"
    """True days; for the whole loan the length of the year in which it was paid out."""
    NO_LEAP_365 = "nl/365"
    """True days without 29 February."""
    THIRTY_360 = "30/360"
    """The 31st is a 30th; as the last day only after a 30th or 31st (ISDA 2006, 4.16 (f))."""
    THIRTY_E_360 = "30e/360"
    """Every 31st is a 30th (ISDA 2006, 4.16 (g))."""
    THIRTY_E_PLUS_360 = "30e+/360"
    """The first 31st is a 30th; as the last day it is the 1st of the next month."""
    THIRTY_E_360_ISDA = "30e/360 isda"
    """Every last day of a month is a 30th (ISDA 2006, 4.16 (h))."""
    THIRTY_U_360 = "30u/360"
    """As 30/360, and the last day of February is a 30th, both or the first only."""


def is_month_end(day: dt.date) -> bool:
    """Tell whether a day is the last of its month."""
    return day.day == month_length(day)


def month_length(day: dt.date) -> int:
    """Return how many days a day's month has."""
    return calendar.monthrange(day.year, day.month)[1]


def year_length(year: int) -> int:
    """Return 365, or 366 for a leap year."""
    return 365 + calendar.isleap(year)


def counted_days(convention: DayCount, start: dt.date, end: dt.date) -> int:
    """Return the days that a convention counts between two days, in order of time."""
    if convention in _THIRTY:
        return _thirty(*_THIRTY[convention](start, end))
    days = (end - start).days
    if convention is DayCount.NO_LEAP_365:
        days -= sum(
            start < dt.date(year, 2, 29) <= end
            for year in range(start.year, end.year + 1)
            if calendar.isleap(year)
        )
    return days


def year_parts(
    convention: DayCount, start: dt.date, end: dt.date, *, first_year: int | None = None
) -> list[tuple[int, int]]:
    """Return the counted days between two days, in order of time, each with its year's length.

    `first_year` is the year in which the loan was paid out, that of `start` unless given.
    """
    match convention:
        case DayCount.ACTUAL_ACTUAL:
            return _by_years(start, end)
        case DayCount.ACTUAL_ACTUAL_DAYS:
            day = dt.timedelta(days=1)
            return _by_years(start + day, end + day)
        case DayCount.ACTUAL_FIRST_YEAR:
            length = year_length(start.year if first_year is None else first_year)
        case DayCount.ACTUAL_365 | DayCount.NO_LEAP_365:
            length = 365
        case DayCount.ACTUAL_364:
            length = 364
        case _:
            length = 360
    return [(counted_days(convention, start, end), length)]


def year_fraction(
    convention: DayCount, start: dt.date, end: dt.date, *, first_year: int | None = None
) -> Fraction:
    """Return the share of a year between two days: the sum of `year_parts`."""
    parts = year_parts(convention, start, end, first_year=first_year)
    return sum((Fraction(days, length) for days, length in parts), Fraction(0))


def _by_years(start: dt.date, end: dt.date) -> list[tuple[int, int]]:
    """Return true days with the lengths of their years, cut where a year begins."""
    parts = []
    while start.year < end.year:
        turn = dt.date(start.year + 1, 1, 1)
        parts.append(((turn - start).days, year_length(start.year)))
        start = turn
    return [*(part for part in parts if part[0]), ((end - start).days, year_length(start.year))]


_Day: TypeAlias = tuple[dt.date, int]
_Span: TypeAlias = tuple[_Day, _Day]


def _thirty(first: _Day, last: _Day) -> int:
    """Return the days between two days of months of 30 days; a day is its month and its number."""
    (one, first_day), (other, last_day) = first, last
    months = (other.year - one.year) * 12 + other.month - one.month
    return months * 30 + last_day - first_day


def _bond(start: dt.date, end: dt.date) -> _Span:
    first = min(start.day, 30)
    return (start, first), (end, 30 if end.day == 31 and first == 30 else end.day)


def _european(start: dt.date, end: dt.date) -> _Span:
    return (start, min(start.day, 30)), (end, min(end.day, 30))


def _european_plus(start: dt.date, end: dt.date) -> _Span:
    # The 1st of the next month is the 31st day of a month that has 30.
    return (start, min(start.day, 30)), (end, end.day)


def _european_isda(start: dt.date, end: dt.date) -> _Span:
    return (
        (start, 30 if is_month_end(start) else start.day),
        (end, 30 if is_month_end(end) else end.day),
    )


def _united_states(start: dt.date, end: dt.date) -> _Span:
    begins_at_end = start.month == 2 and is_month_end(start)
    ends_at_end = end.month == 2 and is_month_end(end)
    first = 30 if begins_at_end else min(start.day, 30)
    last = 30 if begins_at_end and ends_at_end else end.day
    return (start, first), (end, 30 if last == 31 and first == 30 else last)


_THIRTY: Mapping[DayCount, Callable[[dt.date, dt.date], _Span]] = {
    DayCount.THIRTY_360: _bond,
    DayCount.THIRTY_E_360: _european,
    DayCount.THIRTY_E_PLUS_360: _european_plus,
    DayCount.THIRTY_E_360_ISDA: _european_isda,
    DayCount.THIRTY_U_360: _united_states,
}
