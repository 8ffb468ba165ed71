"""Ratios that carry their name, numerator, denominator and dates."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ledger.core.loans.rounding import Rounding, RoundingMode


class Figure(StrEnum):
    """What a ratio measures; no two figures share a name (RULES.md, section 6)."""

    AT_RISK = "at_risk"
    AT_RISK_BY_LATENESS = "at_risk_by_lateness"
    ARREARS_RATE = "arrears_rate"
    SHARE_OF_BAND = "share_of_band"
    ON_TIME_RATE = "on_time_rate"
    CURRENT_RECOVERY_RATE = "current_recovery_rate"
    ANNUAL_LOAN_LOSS_RATE = "annual_loan_loss_rate"
    WRITE_OFF_RATIO = "write_off_ratio"
    YIELD = "yield"
    OPERATING_COST_RATIO = "operating_cost_ratio"
    TOTAL_COST_RATIO = "total_cost_ratio"
    OPERATING_SELF_SUFFICIENCY = "operating_self_sufficiency"
    FUND_UTILISATION = "fund_utilisation"
    FUND_GROWTH = "fund_growth"
    REAL_FUND_GROWTH = "real_fund_growth"


@dataclass(frozen=True, slots=True)
class Ratio:
    """A figure as of `until`, or from `since` to then; amounts are minor units.

    `more_than` says of what is at risk how many days late that is.
    """

    figure: Figure
    numerator: Fraction | int
    denominator: Fraction | int
    until: dt.date
    since: dt.date | None = None
    more_than: int | None = None

    @property
    def share(self) -> Fraction | None:
        """Return the ratio as a share of one; None where there is nothing to divide by."""
        return Fraction(self.numerator) / self.denominator if self.denominator else None

    def percent(
        self, places: int = 2, mode: RoundingMode = RoundingMode.HALF_AWAY
    ) -> Fraction | None:
        """Return the ratio in per cent, rounded to so many decimals."""
        if self.share is None:
            return None
        scale = 10**places
        return Fraction(Rounding(mode=mode).of(self.share * 100 * scale), scale)


def average(amounts: Sequence[Fraction | int]) -> Fraction:
    """Return the mean of some balances: those of month ends for an average portfolio.

    The mean of none is zero.
    """
    return Fraction(sum(amounts)) / len(amounts) if amounts else Fraction(0)
