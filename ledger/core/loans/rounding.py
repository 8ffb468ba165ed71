"""The one place where a division of money is rounded, by a named mode to a named multiple."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from ledger.core.errors import RuleBroken


@dataclass(eq=False)
class MultipleNotAboveZero(RuleBroken):
    """Amounts are rounded to a multiple of one minor unit or more."""

    multiple: int


class RoundingMode(StrEnum):
    """Where an amount between two multiples goes (RULES.md, section 1)."""

    HALF_AWAY = "half_away"
    """To the nearer one, from the middle away from zero: the default, and Vietnamese custom."""
    HALF_EVEN = "half_even"
    """To the nearer one, from the middle to the even one: for comparing with other systems."""
    UP = "up"
    """Away from zero: instalments of principal that clubs round up."""
    DOWN = "down"
    """Towards zero: shares of profit that are cut."""


Division: TypeAlias = Callable[[int, int], int]
"""A numerator of zero or more and a denominator above zero to the rounded quotient."""


def _half_away(numerator: int, denominator: int) -> int:
    return (2 * numerator + denominator) // (2 * denominator)


def _half_even(numerator: int, denominator: int) -> int:
    quotient, rest = divmod(numerator, denominator)
    twice = 2 * rest
    return quotient + (twice > denominator or (twice == denominator and quotient % 2))


def _up(numerator: int, denominator: int) -> int:
    return -(-numerator // denominator)


def _down(numerator: int, denominator: int) -> int:
    return numerator // denominator


DIVISIONS: Mapping[RoundingMode, Division] = {
    RoundingMode.HALF_AWAY: _half_away,
    RoundingMode.HALF_EVEN: _half_even,
    RoundingMode.UP: _up,
    RoundingMode.DOWN: _down,
}


@dataclass(frozen=True, slots=True)
class Rounding:
    """A multiple, in minor units, and the mode by which amounts are brought to it."""

    multiple: int = 1
    mode: RoundingMode = RoundingMode.HALF_AWAY

    def __post_init__(self) -> None:
        """Refuse a multiple below one minor unit (`MultipleNotAboveZero`)."""
        if self.multiple < 1:
            raise MultipleNotAboveZero(multiple=self.multiple)

    def of(self, amount: Fraction | int) -> int:
        """Return an exact amount rounded; below zero as the mirror of its positive."""
        return self.divided(amount.numerator, amount.denominator)

    def divided(self, numerator: int, denominator: int) -> int:
        """Return a quotient rounded; the denominator is above zero."""
        divide = DIVISIONS[self.mode]
        denominator *= self.multiple
        if numerator < 0:
            return -divide(-numerator, denominator) * self.multiple
        return divide(numerator, denominator) * self.multiple


TO_THE_UNIT = Rounding()
"""To whole minor units, half away from zero."""


def significant(value: Fraction, digits: int | None) -> Fraction:
    """Return a value of so many significant digits, half-even; None keeps it exact.

    Some lending systems carry their factors so (Fineract's newer engine: 12 digits).
    """
    if digits is None:
        return value
    context = Context(prec=digits, rounding=ROUND_HALF_EVEN)
    return Fraction(context.divide(Decimal(value.numerator), Decimal(value.denominator)))
