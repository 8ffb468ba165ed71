"""What is fined on sums that are late: once, by the day, never beyond a cap."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from ledger.core.errors import RuleBroken
from ledger.core.loans.rate import Rate
from ledger.core.loans.rounding import TO_THE_UNIT, Rounding


@dataclass(eq=False)
class FineBelowZero(RuleBroken):
    """A fine is a sum and a share of what is late, both zero or more; so is its limit."""

    amount: int
    share: Fraction


@dataclass(frozen=True, slots=True)
class FineRule:
    """How lateness is fined; the parts add up, and the default is no fine at all.

    `fixed`: minor units for each sum that is late. `share`: of the late sum, once. `daily`: a rate
    on the late sum for each day late, of a year of 365 days. `tolerance`: days late that cost
    nothing. `most`: the fine is never more than this share of the late sum.
    """

    fixed: int = 0
    share: Fraction = Fraction(0)
    daily: Rate | None = None
    tolerance: int = 0
    most: Fraction | None = None
    rounding: Rounding = TO_THE_UNIT

    def __post_init__(self) -> None:
        """Refuse a fine below zero (`FineBelowZero`)."""
        share = self.share if self.most is None else min(self.share, self.most)
        if self.fixed < 0 or share < 0:
            raise FineBelowZero(amount=self.fixed, share=share)

    def days(self, due_on: dt.date, paid_on: dt.date) -> int:
        """Return the days that are fined: those late beyond the tolerance."""
        return max((paid_on - due_on).days - self.tolerance, 0)

    def of(self, late: int, due_on: dt.date, paid_on: dt.date) -> int:
        """Return the fine on a sum due on one day and paid on another, in minor units."""
        days = self.days(due_on, paid_on)
        if not days or late <= 0:
            return 0
        exact = self.fixed + late * self.share
        if self.daily is not None:
            exact += late * self.daily.yearly() * days / 365
        if self.most is not None:
            exact = min(exact, late * self.most)
        return self.rounding.of(exact)
