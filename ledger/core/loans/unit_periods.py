"""Time as the laws on true yearly cost count it: whole periods back from a payment, and odd days.

Both laws are foreign; their worked examples check our effective rates against numbers that
others have published.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ledger.core.loans.calendar import Interval, MonthEnd, Unit, later


class PeriodUnit(StrEnum):
    """What unit-periods are made of (Regulation Z, appendix J (b) (4))."""

    DAY = "day"
    WEEK = "week"
    HALF_MONTH = "half_month"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class UnitPeriod:
    """So many days, weeks, half-months, months or a year: the commonest interval of a loan."""

    unit: PeriodUnit
    multiple: int = 1

    @property
    def in_a_year(self) -> Fraction:
        """Return how many make a year: 12 months, 24 half-months, 52 weeks, 365 days."""
        a_year = {
            PeriodUnit.DAY: 365, PeriodUnit.WEEK: 52, PeriodUnit.HALF_MONTH: 24,
            PeriodUnit.MONTH: 12, PeriodUnit.YEAR: 1,
        }  # fmt: skip
        return Fraction(a_year[self.unit], self.multiple)


@dataclass(frozen=True, slots=True)
class PeriodsBetween:
    """Whole unit-periods between two days, and the days before them as a share of one."""

    whole: int
    odd: Fraction


def unit_periods(period: UnitPeriod, start: dt.date, end: dt.date) -> PeriodsBetween:
    """Return the unit-periods between two days, counted back from the later one.

    Source: 12 CFR 1026, appendix J (b) (5). Odd days are shares of 30 days a month, 15 a
    half-month, 7 a week, 365 a year.
    """
    match period.unit:
        case PeriodUnit.DAY | PeriodUnit.WEEK:
            length = period.multiple * (7 if period.unit is PeriodUnit.WEEK else 1)
            whole, days = divmod((end - start).days, length)
            return PeriodsBetween(whole, Fraction(days, length))
        case PeriodUnit.YEAR:
            whole, reached = _back(Interval(12 * period.multiple), start, end)
            return PeriodsBetween(whole, Fraction((reached - start).days, 365 * period.multiple))
        case PeriodUnit.HALF_MONTH:
            months, reached = _back(Interval(1), start, end)
            halves, days = divmod((reached - start).days, 15)
            whole, rest = divmod(2 * months + halves, period.multiple)
            return PeriodsBetween(whole, Fraction(rest * 15 + days, 15 * period.multiple))
        case PeriodUnit.MONTH if period.multiple == 12:
            return unit_periods(UnitPeriod(PeriodUnit.YEAR), start, end)
        case PeriodUnit.MONTH:
            months, reached = _back(Interval(1), start, end)
            whole, rest = divmod(months, period.multiple)
            days = rest * 30 + (reached - start).days
            return PeriodsBetween(whole, Fraction(days, 30 * period.multiple))


def european_years(unit: Unit, start: dt.date, end: dt.date) -> Fraction:
    """Return the years between two days: whole units counted back, the rest by days.

    Source: Directive 2008/48/EC, annex I, with the Commission's guidelines 4.1.1: a year has 52
    weeks or 12 equal months; days are divided by 366 where the year before their end has a 29
    February, else by 365.
    """
    whole, reached = _back(Interval(1, unit), start, end)
    years = whole / Interval(1, unit).in_a_year
    days = (reached - start).days
    if not days:
        return years
    a_year_before = later(Interval(12), reached, -1)
    return years + Fraction(days, (reached - a_year_before).days)


def _back(interval: Interval, start: dt.date, end: dt.date) -> tuple[int, dt.date]:
    """Return how often an interval fits, counted back from `end`, and the day that is reached.

    Who ends on a month's last day goes back over last days.
    """
    back = Interval(interval.every, interval.unit, MonthEnd.LAST_DAY)
    whole, reached = 0, end
    while (earlier := later(back, end, -whole - 1)) >= start:
        whole, reached = whole + 1, earlier
    return whole, reached
