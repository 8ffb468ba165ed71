"""What a loan really costs: the rate of all that is paid out and paid back, fees included."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ledger.core.loans.calendar import Interval, due_dates, intervals_between, regular_dates
from ledger.core.loans.day_count import DayCount, year_fraction
from ledger.core.loans.effective import Flow, compounded, rate_of
from ledger.core.loans.rate import LEGAL_CAP, Rate
from ledger.core.loans.schedule import Schedule


@dataclass(frozen=True, slots=True)
class TrueCost:
    """The rate of a loan's flows for one interval, and for a year in two ways.

    `nominal` is that rate times the intervals of a year, as rates are stated and capped;
    `effective` lets it bear interest. All are shares of one.
    """

    by_interval: Fraction
    nominal: Fraction
    effective: Fraction

    def is_above(self, cap: Rate = LEGAL_CAP) -> bool:
        """Tell whether the true cost, stated as the cap is, lies above it: a warning, no refusal.

        Flat 1 % a month over twelve months comes to 21.5 % a year (RULES.md, section 2).
        """
        return self.nominal > cap.yearly()


def true_cost(schedule: Schedule, interval: Interval) -> TrueCost:
    """Return what a loan paid out at once costs, its payments counted in intervals from then on.

    A first period that was agreed longer counts as long as it is. A due date that moved to a
    meeting does not change the cost. Refuses a loan that nothing is paid for (`NoRate`).
    """
    received = schedule.principal - schedule.fee_at_disbursement
    paid_at = _times(interval, schedule.disbursed_on, schedule.period_ends)
    back = zip(paid_at, schedule.totals, strict=True)
    rate = rate_of([Flow(Fraction(0), -received), *(Flow(at, total) for at, total in back)])
    a_year = interval.in_a_year
    return TrueCost(rate, rate * a_year, compounded(rate, a_year))


def yearly_rate_by_dates(
    flows: list[tuple[dt.date, int]], convention: DayCount = DayCount.ACTUAL_365
) -> Fraction:
    """Return the effective yearly rate of dated amounts, counted from the first listed (XIRR).

    What is paid out is below zero. Refuses a flow that has none (`NoRate`).
    """
    begun_on = flows[0][0]
    return rate_of([Flow(_years(convention, begun_on, day), amount) for day, amount in flows])


def _years(convention: DayCount, begun_on: dt.date, day: dt.date) -> Fraction:
    """Return the years to a day, below zero to an earlier one."""
    if day < begun_on:
        return -year_fraction(convention, day, begun_on)
    return year_fraction(convention, begun_on, day)


def _times(interval: Interval, start: dt.date, ends: Sequence[dt.date]) -> list[Fraction]:
    """Return how many intervals after the disbursement each payment is due."""
    at_once = sum(end == start for end in ends)
    after, count = tuple(ends[at_once:]), len(ends) - at_once
    if after == regular_dates(interval, start, count):
        first = Fraction(1)
    elif after == due_dates(interval, start, count, after[0]):
        first = intervals_between(interval, start, after[0])
    else:
        return [intervals_between(interval, start, end) for end in ends]
    return [Fraction(0)] * at_once + [first + number for number in range(count)]
