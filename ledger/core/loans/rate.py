"""Rates of interest with the period for which they are stated, and what the law allows."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ledger.core.errors import RuleBroken
from ledger.core.loans.calendar import UNITS_A_YEAR, Interval, Unit
from ledger.core.loans.rounding import TO_THE_UNIT, Rounding
from ledger.core.money import Money


@dataclass(eq=False)
class RateBelowZero(RuleBroken):
    """Zero is a rate; less is none."""

    rate: Fraction


@dataclass(eq=False)
class RateAboveCap(RuleBroken):
    """A stated rate lies above what is allowed, both as shares of one a year."""

    rate: Fraction
    cap: Fraction


@dataclass(eq=False)
class OverdueRateAboveCap(RuleBroken):
    """The rate on what is late lies above one and a half times the loan's, both a year."""

    rate: Fraction
    cap: Fraction


class RatePeriod(StrEnum):
    """The time for which a rate is stated."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    TERM = "term"
    """The whole term: 15 % of the sum lent, whatever the number of instalments."""


@dataclass(frozen=True, slots=True)
class Rate:
    """An exact share of one (1 % is 1/100) and the period for which it is stated."""

    share: Fraction
    per: RatePeriod = RatePeriod.MONTH

    def __post_init__(self) -> None:
        """Refuse a rate below zero (`RateBelowZero`)."""
        if self.share < 0:
            raise RateBelowZero(rate=self.share)

    @classmethod
    def percent(cls, percent: Fraction | int | str, per: RatePeriod = RatePeriod.MONTH) -> "Rate":
        """Return a rate stated in per cent, exactly: "0.8" a month is 8/1000."""
        return cls(Fraction(percent) / 100, per)

    @classmethod
    def monthly_ppm(cls, ppm: int) -> "Rate":
        """Return a monthly rate kept in parts per million: 8,000 is 0.8 % a month."""
        return cls(Fraction(ppm, 1_000_000))

    def yearly(self, term_in_years: Fraction | None = None) -> Fraction:
        """Return the rate for a year of 12 months, 52 weeks or 365 days, without compounding.

        A rate of a whole term needs to know how long that is.
        """
        if self.per is not RatePeriod.TERM:
            return self.share * UNITS_A_YEAR[Unit(self.per.value)]
        if not term_in_years:
            message = "a rate of the whole term, and no term"
            raise ValueError(message)
        return self.share / term_in_years

    def by_interval(self, interval: Interval, instalments: int) -> Fraction:
        """Return the rate for one interval of so many: rate × months (RULES.md, section 2)."""
        if self.per is RatePeriod.TERM:
            return self.share / instalments
        if self.per.value == interval.unit.value:
            return self.share * interval.every
        return self.yearly() / interval.in_a_year

    def of(
        self, amount: Money, periods: Fraction | int = 1, rounding: Rounding = TO_THE_UNIT
    ) -> Money:
        """Return the simple interest on an amount for so many of the rate's periods."""
        return Money(rounding.of(amount.minor * self.share * periods), amount.currency)


LEGAL_CAP = Rate(Fraction(20, 100), RatePeriod.YEAR)
"""What may be agreed at most: 20 % a year (Civil Code 2015, article 468 (1))."""

MOST_OVERDUE = Fraction(150, 100)
"""Interest on overdue principal, as a share of the loan's rate (Civil Code 2015, 466 (5))."""


def check_rate(rate: Rate, cap: Rate = LEGAL_CAP, *, term_in_years: Fraction | None = None) -> None:
    """Refuse a stated rate above the cap (`RateAboveCap`); asked when a club adopts a product."""
    stated, most = rate.yearly(term_in_years), cap.yearly()
    if stated > most:
        raise RateAboveCap(rate=stated, cap=most)


def check_overdue_rate(overdue: Rate, rate: Rate) -> None:
    """Refuse interest on what is late above 150 % of the loan's rate (`OverdueRateAboveCap`)."""
    most = rate.yearly() * MOST_OVERDUE
    if overdue.yearly() > most:
        raise OverdueRateAboveCap(rate=overdue.yearly(), cap=most)
