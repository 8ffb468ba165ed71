"""Months and years as periods, and what may be posted into them."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from ledger.core.errors import RuleBroken

FIRST_YEAR = 1990
"""No entry is dated before this year; `services.journal` refuses it."""

_MONTH = re.compile(r"(199[0-9]|2[01][0-9]{2})-(0[1-9]|1[0-2])")


@dataclass(eq=False)
class PeriodNotOpen(RuleBroken):
    """The month of an entry is closed, or was never opened."""

    period: str


@dataclass(eq=False)
class EarlierPeriodOpen(RuleBroken):
    """Months close in order: an earlier one is still open."""

    period: str


@dataclass(eq=False)
class PeriodAlreadyClosed(RuleBroken):
    """A closed month stays closed, and no month before it can be opened."""

    period: str


@dataclass(eq=False)
class DateAfterTomorrow(RuleBroken):
    """Nothing is dated after tomorrow (TRUST.md, invariant 26)."""

    occurred_on: dt.date
    today: dt.date


def month_of(day: dt.date) -> str:
    """Return a day's month as 2026-03."""
    return f"{day.year:04d}-{day.month:02d}"


def is_month(text: str) -> bool:
    """Tell whether a text is a month as 2026-03, of the years that books and dues may be of."""
    return _MONTH.fullmatch(text) is not None


def month_bounds(period: str) -> tuple[dt.date, dt.date]:
    """Return the first and last day of a month (2026-03) or a year (2026)."""
    if len(period) == 4:
        return dt.date(int(period), 1, 1), dt.date(int(period), 12, 31)
    year, month = int(period[:4]), int(period[5:])
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def next_month(period: str) -> str:
    """Return the month after one, both as 2026-03."""
    return month_of(month_bounds(period)[1] + dt.timedelta(days=1))


def months_between(first: dt.date, last: dt.date) -> list[str]:
    """Return the months from one day's to another's, in order."""
    found = [month_of(first)]
    while found[-1] < month_of(last):
        found.append(next_month(found[-1]))
    return found


def months_later(day: dt.date, months: int) -> dt.date:
    """Return the same day of the month some months later, clipped to the month's end."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def day_before(day: dt.date) -> dt.date:
    """Return the day before; before the first day that there is, that day itself."""
    return day if day == dt.date.min else day - dt.timedelta(days=1)


STILL_KEPT = dt.timedelta(days=45)
"""A club meets every month: books without an entry for so long are not kept up any more."""


def day_to_look_from(last: dt.date | None, today: dt.date) -> dt.date:
    """Return the day from which it is said who is late: today, while the books are kept up.

    Books that ended long ago are looked at from the day of their last entry: nobody wrote down
    what was paid since then.
    """
    if last is None or last > today or today - last <= STILL_KEPT:
        return max(last or today, today)
    return last


def check_not_after_tomorrow(occurred_on: dt.date, today: dt.date) -> None:
    """Refuse a date after tomorrow (`DateAfterTomorrow`)."""
    if occurred_on > today + dt.timedelta(days=1):
        raise DateAfterTomorrow(occurred_on=occurred_on, today=today)


def next_meeting(meeting_day: int | None, today: dt.date) -> dt.date | None:
    """Return the next day on which a club meets, today if that is one; None without such a day.

    Where a month has no such day, it is the month's last.
    """
    if meeting_day is None:
        return None
    for first in (today.replace(day=1), months_later(today.replace(day=1), 1)):
        last = calendar.monthrange(first.year, first.month)[1]
        day = first.replace(day=min(meeting_day, last))
        if day >= today:
            return day
    return None
