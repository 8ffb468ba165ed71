"""How late a loan is: what is unpaid of each due date, for how many days, and in which band."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ledger.core.loans.schedule import Schedule


class FirstLateDay(StrEnum):
    """Which day is the first day late."""

    AFTER_DUE = "after_due"
    """The day after the due date: one who pays on the due date is not late. The default."""
    DUE_DATE = "due_date"
    """The due date itself, from its end on (India's rule for banks)."""


@dataclass(frozen=True, slots=True)
class Lateness:
    """How days late are counted; so many days of `tolerance` are taken off them."""

    first_day: FirstLateDay = FirstLateDay.AFTER_DUE
    tolerance: int = 0

    def days(self, due_on: dt.date, on: dt.date) -> int:
        """Return for how many days a due date is unpaid on a day, 0 where it is not late."""
        counts_due_date = self.first_day is FirstLateDay.DUE_DATE
        return max((on - due_on).days + counts_due_date - self.tolerance, 0)


FROM_THE_NEXT_DAY = Lateness()
"""Days are counted from the day after the due date, without tolerance."""


@dataclass(frozen=True, slots=True)
class Band:
    """A range of days late, both ends in it; without a last day it is open."""

    first: int
    last: int | None

    def holds(self, days: int) -> bool:
        """Tell whether so many days late are in the band."""
        return self.first <= days and (self.last is None or days <= self.last)


CURRENT = Band(0, 0)
BANDS = (
    CURRENT, Band(1, 30), Band(31, 60), Band(61, 90), Band(91, 180), Band(181, 365),
    Band(366, None),
)  # fmt: skip
"""Current, 1-30, 31-60, 61-90, 91-180, 181-365 and over 365 days (RULES.md, section 6)."""


def band_of(days: int, bands: Sequence[Band] = BANDS) -> Band | None:
    """Return the band in which so many days late are, None where no band has them."""
    return next((band for band in bands if band.holds(days)), None)


@dataclass(frozen=True, slots=True)
class Due:
    """A sum that falls due on a day, in minor units; `principal` is the part of it that is."""

    due_on: dt.date
    amount: int
    principal: int = 0


def dues_of(schedule: Schedule) -> tuple[Due, ...]:
    """Return what falls due by a schedule, in order."""
    rows = zip(schedule.due_dates, schedule.totals, schedule.principals, strict=True)
    return tuple(Due(*row) for row in rows)


def unpaid(dues: Sequence[Due], paid: int) -> tuple[Due, ...]:
    """Return what is unpaid of each due sum, the oldest paid first; sums paid wholly are left out.

    A payment reaches principal last, so that interest is never what a borrower is left with.
    """
    left = []
    for due in dues:
        rest = max(due.amount - paid, 0)
        paid -= due.amount - rest
        if rest:
            left.append(Due(due.due_on, rest, min(due.principal, rest)))
    return tuple(left)


def unpaid_principal(dues: Sequence[Due], repaid: int) -> tuple[Due, ...]:
    """Return what principal is unpaid of each due date, the oldest paid first."""
    return unpaid([Due(due.due_on, due.principal, due.principal) for due in dues], repaid)


@dataclass(frozen=True, slots=True)
class Arrears:
    """How late a loan is on a day, in minor units and days.

    `days_late` are those of the oldest sum that is unpaid, after the tolerance; `overdue` are the
    sums due on an earlier day (on that day, where the due date is the first day late).
    """

    on: dt.date
    oldest_due_on: dt.date | None
    days_late: int
    overdue: tuple[Due, ...]

    @property
    def amount(self) -> int:
        """Return all that is overdue."""
        return sum(due.amount for due in self.overdue)

    @property
    def principal(self) -> int:
        """Return the overdue principal."""
        return sum(due.principal for due in self.overdue)

    @property
    def band(self) -> Band:
        """Return the band of the whole loan."""
        return band_of(self.days_late) or CURRENT


def arrears(left: Sequence[Due], on: dt.date, lateness: Lateness = FROM_THE_NEXT_DAY) -> Arrears:
    """Return how late a loan is on a day by what is unpaid of it (RULES.md, section 6).

    By the original schedule unless one asks by another. Due dates are those on which one can
    pay: a date that moved to a meeting is late only after the meeting.
    """
    strictly = Lateness(lateness.first_day)
    overdue = tuple(due for due in left if strictly.days(due.due_on, on) > 0)
    if not overdue:
        return Arrears(on, None, 0, ())
    oldest = min(due.due_on for due in overdue)
    return Arrears(on, oldest, lateness.days(oldest, on), overdue)


def by_band(
    found: Arrears, bands: Sequence[Band] = BANDS, first_day: FirstLateDay = FirstLateDay.AFTER_DUE
) -> tuple[tuple[Band, int], ...]:
    """Return each band with the overdue sums whose own days late are in it, tolerance apart."""
    strictly = Lateness(first_day)
    amounts = dict.fromkeys(bands, 0)
    for due in found.overdue:
        band = band_of(strictly.days(due.due_on, found.on), bands)
        if band is not None:
            amounts[band] += due.amount
    return tuple(amounts.items())


def worst(found: Sequence[Arrears]) -> Arrears:
    """Return the latest of a borrower's loans, by which lenders judge all of them."""
    return max(found, key=lambda one: one.days_late)
