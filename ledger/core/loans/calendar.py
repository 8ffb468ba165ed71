"""When a loan falls due: agreed days that do not drift, and the days on which one can pay."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from ledger.core.errors import RuleBroken
from ledger.core.loans.day_count import is_month_end, month_length
from ledger.core.periods import months_later

LONGEST = 600
"""A loan has at most so many instalments: fifty years of months."""


@dataclass(eq=False)
class DatesOutOfOrder(RuleBroken):
    """A due date does not lie after the one before it, or after the disbursement."""

    due_on: dt.date
    earlier: dt.date


@dataclass(eq=False)
class PartsBeyondTerm(RuleBroken):
    """The last date agreed lies beyond the loan's term, or the longest that any loan has."""

    last_on: dt.date
    latest: dt.date


class Unit(StrEnum):
    """What an interval is counted in."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


UNITS_A_YEAR = {Unit.DAY: 365, Unit.WEEK: 52, Unit.MONTH: 12, Unit.YEAR: 1}
"""By these a rate of one unit becomes one of another; 365 days and 12 months as the circular."""


class MonthEnd(StrEnum):
    """What becomes of an agreed day that a month does not have."""

    CLIP = "clip"
    """The month's last day; the agreed day stays the agreed one: 31 January, 28 February, 31 March.
    """
    LAST_DAY = "last_day"
    """The same; and who begins on a month's last day stays on last days: 30 April, 31 May."""
    FIRST_OF_NEXT = "first_of_next"
    """The first day of the next month: 31 January, 1 March, 31 March."""


@dataclass(frozen=True, slots=True)
class Interval:
    """So many units from one due date to the next: a month, two weeks, a quarter, 15 days."""

    every: int = 1
    unit: Unit = Unit.MONTH
    month_end: MonthEnd = MonthEnd.CLIP

    @property
    def in_a_year(self) -> Fraction:
        """Return how many such intervals make a year."""
        return Fraction(UNITS_A_YEAR[self.unit], self.every)

    @property
    def months(self) -> int:
        """Return the interval in months; 0 where it is counted in days or weeks."""
        return self.every * {Unit.MONTH: 1, Unit.YEAR: 12}.get(self.unit, 0)

    @property
    def days(self) -> int:
        """Return the interval in days; 0 where it is counted in months or years."""
        return self.every * {Unit.DAY: 1, Unit.WEEK: 7}.get(self.unit, 0)


MONTHLY = Interval()
TWO_WEEKLY = Interval(2, Unit.WEEK)
WEEKLY = Interval(1, Unit.WEEK)
QUARTERLY = Interval(3)


def due_dates(
    interval: Interval, start: dt.date, count: int, first_due_on: dt.date | None = None
) -> tuple[dt.date, ...]:
    """Return the due dates of a loan paid out at `start`, each counted from the agreed day.

    The agreed day is that of `start`, or of the first due date where another was agreed; this is
    refused before or on the day of disbursement (`DatesOutOfOrder`).
    """
    if first_due_on is None:
        return regular_dates(interval, start, count)
    check_order(start, [first_due_on])
    return (first_due_on, *regular_dates(interval, first_due_on, count - 1))


@lru_cache(maxsize=4096)
def regular_dates(interval: Interval, start: dt.date, count: int) -> tuple[dt.date, ...]:
    """Return the days one to so many intervals after `start`; most loans share their dates."""
    return tuple([later(interval, start, number) for number in range(1, count + 1)])


def later(interval: Interval, start: dt.date, number: int) -> dt.date:
    """Return the day so many intervals after `start`, or before where `number` is negative."""
    if interval.days:
        return start + dt.timedelta(days=interval.days * number)
    day = months_later(start, interval.months * number)
    if day.day == start.day:
        ends = interval.month_end is MonthEnd.LAST_DAY and is_month_end(start)
        return day.replace(day=month_length(day)) if ends else day
    if interval.month_end is MonthEnd.FIRST_OF_NEXT:
        return day + dt.timedelta(days=1)
    return day


def check_order(start: dt.date, dates: Sequence[dt.date]) -> None:
    """Refuse due dates that do not rise from the day of disbursement on (`DatesOutOfOrder`).

    No loan lasts longer than the months of the longest one (`PartsBeyondTerm`).
    """
    earlier = start
    for day in dates:
        if day <= earlier:
            raise DatesOutOfOrder(due_on=day, earlier=earlier)
        earlier = day
    if earlier.year - start.year >= LONGEST // 12:
        latest = months_later(start, LONGEST)
        if earlier > latest:
            raise PartsBeyondTerm(last_on=earlier, latest=latest)


def intervals_between(interval: Interval, start: dt.date, end: dt.date) -> Fraction:
    """Return how many intervals lie between two days, in order of time.

    Of months, whole ones are counted from `start`; the days left over are a share of the true
    days of the month in which they lie: 1 January to 18 February 2024 is 1 + 17/29 months.
    """
    if interval.days:
        return Fraction((end - start).days, interval.days)
    months = (end.year - start.year) * 12 + end.month - start.month
    while months_later(start, months) > end:
        months -= 1
    begin, turn = months_later(start, months), months_later(start, months + 1)
    odd = Fraction((end - begin).days, (turn - begin).days)
    return (months + odd) / interval.months


def periods_until(dates: Sequence[dt.date], until: dt.date) -> int:
    """Return how many due dates lie on or before a day: a grace that was agreed until a date."""
    return sum(day <= until for day in dates)


class Move(StrEnum):
    """Where a due date goes on which nobody can pay (Civil Code 2015, article 148 (5))."""

    STAY = "stay"
    NEXT_OPEN_DAY = "next_open_day"
    OPEN_DAY_BEFORE = "open_day_before"
    NEXT_MEETING = "next_meeting"
    """To the club's first meeting on or after it."""


@dataclass(frozen=True, slots=True)
class PayDays:
    """On which days a club takes money: its meeting day, closed weekdays (Monday 0), holidays."""

    move: Move = Move.STAY
    meeting_day: int = 10
    closed_weekdays: frozenset[int] = frozenset()
    holidays: frozenset[dt.date] = frozenset()

    def pay_on(self, due_on: dt.date) -> dt.date:
        """Return the day to which a due date moves; lateness is counted from there."""
        match self.move:
            case Move.STAY:
                return due_on
            case Move.NEXT_MEETING:
                return self._open_day(meeting_from(due_on, self.meeting_day), 1)
            case Move.NEXT_OPEN_DAY:
                return self._open_day(due_on, 1)
            case Move.OPEN_DAY_BEFORE:
                return self._open_day(due_on, -1)

    def is_open(self, day: dt.date) -> bool:
        """Tell whether money is taken on a day."""
        return day.weekday() not in self.closed_weekdays and day not in self.holidays

    def _open_day(self, day: dt.date, step: int) -> dt.date:
        for _ in range(366):
            if self.is_open(day):
                break
            day += dt.timedelta(days=step)
        return day


def meeting_from(day: dt.date, meeting_day: int) -> dt.date:
    """Return the first monthly meeting on or after a day; a short month meets on its last day."""
    held_on = day.replace(day=min(meeting_day, month_length(day)))
    if held_on >= day:
        return held_on
    begin = months_later(day.replace(day=1), 1)
    return begin.replace(day=min(meeting_day, month_length(begin)))


def first_of_next_month(day: dt.date) -> dt.date:
    """Return the first day of the month after a day's."""
    return months_later(day.replace(day=1), 1)


def last_of_month(day: dt.date) -> dt.date:
    """Return the last day of a day's month."""
    return day.replace(day=month_length(day))
