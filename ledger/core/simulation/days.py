"""Days of a club's life: meetings, working days of the bank, and the New Year of the moon."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from ledger.core.periods import month_bounds, month_of, months_between

NEW_YEAR: Mapping[int, dt.date] = {
    day.year: day
    for day in map(
        dt.date.fromisoformat,
        (
            "2020-01-25", "2021-02-12", "2022-02-01", "2023-01-22", "2024-02-10", "2025-01-29",
            "2026-02-17", "2027-02-06", "2028-01-26", "2029-02-13", "2030-02-02", "2031-01-23",
            "2032-02-11", "2033-01-31", "2034-02-19", "2035-02-08", "2036-01-28", "2037-02-15",
            "2038-02-04", "2039-01-24", "2040-02-12",
        ),
    )
}  # fmt: skip
"""The first day of Tết by year, in Viet Nam's calendar."""

_STEMS = ("Canh", "Tân", "Nhâm", "Quý", "Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ")
_BRANCHES = (
    "Thân", "Dậu", "Tuất", "Hợi", "Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi",
)  # fmt: skip

_DAY = dt.timedelta(days=1)


def new_year_of(year: int) -> dt.date:
    """Return the first day of Tết in a year; beyond the table, the middle of its range."""
    return NEW_YEAR.get(year, dt.date(year, 2, 4))


def moon_year_name(year: int) -> str:
    """Return the name of the year that begins at Tết: 2026 is Bính Ngọ."""
    return f"{_STEMS[year % 10]} {_BRANCHES[year % 12]}"


@dataclass(frozen=True, slots=True)
class Meeting:
    """A month's meeting: the day it is held, and the agreed day on which payments fall due."""

    held_on: dt.date
    due_on: dt.date

    @property
    def is_early(self) -> bool:
        """Tell whether it is held before its agreed day."""
        return self.held_on < self.due_on

    @property
    def is_last_before_new_year(self) -> bool:
        """Tell whether Tết comes between the meeting and the next one."""
        following = self.due_on.replace(day=28) + 7 * _DAY
        until = _meeting(month_of(following), self.due_on.day).held_on
        return self.held_on < new_year_of(until.year) <= until


def meetings_between(first: dt.date, last: dt.date, day_of_month: int) -> tuple[Meeting, ...]:
    """Return the meetings from one day to another, one a month."""
    meetings = (_meeting(month, day_of_month) for month in months_between(first, last))
    return tuple(one for one in meetings if first <= one.held_on <= last)


def _meeting(month: str, day_of_month: int) -> Meeting:
    """Return a month's meeting (2026-02): held earlier where Tết would be in the way."""
    due_on = month_bounds(month)[0].replace(day=day_of_month)
    new_year = new_year_of(due_on.year)
    if new_year - 3 * _DAY <= due_on <= new_year + 4 * _DAY:
        return Meeting(new_year - 6 * _DAY, due_on)
    return Meeting(due_on, due_on)


def months_apart(earlier: dt.date, later: dt.date) -> int:
    """Return how many months lie between two days, by the calendar's months."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def working_day_after(day: dt.date) -> dt.date:
    """Return the next day on which a bank is open."""
    day += _DAY
    while day.weekday() > 4:
        day += _DAY
    return day


def working_day_before(day: dt.date) -> dt.date:
    """Return the last day before on which a bank is open."""
    day -= _DAY
    while day.weekday() > 4:
        day -= _DAY
    return day
