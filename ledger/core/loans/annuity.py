"""Level payments: what one of them is, and its parts of interest and principal, exactly."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm


def level_share(factors: Sequence[Fraction]) -> Fraction:
    """Return the level instalment of one đồng lent, at each period's own factor of interest.

    It is solved in whole numbers on the true factors, so that the last instalment differs from
    the others by rounding only (RULES.md, section 2). Without interest it is 1/n.
    """
    whole = lcm(*(factor.denominator for factor in factors))
    growths = [whole + factor.numerator * (whole // factor.denominator) for factor in factors]
    # The debt grows by every factor; an instalment grows by those of the periods after it.
    grown, paid, unit = growths[0], 1, 1
    for growth in growths[1:]:
        grown *= growth
        unit *= whole
        paid = unit + paid * growth
    return Fraction(grown, whole * paid)


@dataclass(frozen=True, slots=True)
class Annuity:
    """Level payments at one rate a period, exact; signs are those of a spreadsheet.

    What one receives is above zero, what one pays below: a loan has its sum as `present` and
    payments below zero. `future` is what is received after the last payment. Payments `in_advance`
    are made at the beginning of each period.
    """

    rate: Fraction
    periods: int
    present: Fraction
    future: Fraction = Fraction(0)
    in_advance: bool = False

    @property
    def payment(self) -> Fraction:
        """Return the level payment."""
        if self.rate == 0:
            return -(self.present + self.future) / self.periods
        growth = (1 + self.rate) ** self.periods
        level = -(self.present * growth + self.future) * self.rate / (growth - 1)
        return level / (1 + self.rate) if self.in_advance else level

    def balance_after(self, number: int) -> Fraction:
        """Return the balance after so many payments, above zero while it is owed."""
        growth = (1 + self.rate) ** number
        paid = self.payment * (number if self.rate == 0 else (growth - 1) / self.rate)
        return self.present * growth + (paid * (1 + self.rate) if self.in_advance else paid)

    def interest_in(self, number: int) -> Fraction:
        """Return the interest inside the payment of that number, from 1.

        What is paid in advance at the very beginning holds none.
        """
        if self.in_advance and number == 1:
            return Fraction(0)
        interest = -self.balance_after(number - 1) * self.rate
        return interest / (1 + self.rate) if self.in_advance else interest

    def principal_in(self, number: int) -> Fraction:
        """Return the principal inside the payment of that number, from 1."""
        return self.payment - self.interest_in(number)
