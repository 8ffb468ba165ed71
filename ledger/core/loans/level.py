"""The level instalment of a loan: equal sums of interest and principal, by a product's terms."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from ledger.core.loans.annuity import level_share
from ledger.core.loans.choices import LevelBasis
from ledger.core.loans.rounding import Rounding, RoundingMode, significant
from ledger.core.loans.terms import LoanTerms


def level_instalment(terms: LoanTerms, owed: int, factors: Sequence[Fraction]) -> int:
    """Return the level instalment after the grace on principal, rounded as the terms say."""
    paying = factors[terms.grace_on_principal :]
    if terms.level_basis is LevelBasis.MEAN_PERIOD:
        mean = sum(factors, Fraction(0)) / len(factors)
        paying = [mean] * len(paying)
    if terms.digits is None:
        exact = owed * level_share(paying)
    else:
        exact = _by_digits(owed, paying, terms.digits)
    return terms.instalment_rounding.of(exact)


def _by_digits(owed: int, factors: Sequence[Fraction], digits: int) -> Fraction:
    """Return the level instalment with so many significant digits kept in each step."""
    grown, paid = Fraction(1), Fraction(1)
    for number, factor in enumerate(factors):
        growth = significant(1 + factor, digits)
        grown = significant(grown * growth, digits)
        if number:
            paid = significant(1 + significant(paid * growth, digits), digits)
    return significant(significant(owed * grown, digits) / paid, digits)


def evened(level: int, periods: int, last_of: Callable[[int], int]) -> int:
    """Return a level instalment to which the last one comes nearer, in minor units.

    `last_of` tells what the last instalment would be. Where that differs by more than half a
    minor unit a period, the difference is spread over all periods, once, and kept if it helps
    (Fineract's newer engine).
    """
    difference = last_of(level) - level
    if abs(difference) <= periods // 2:
        return level
    step = Rounding(mode=RoundingMode.HALF_EVEN).divided(difference, periods)
    nearer = level + step
    return nearer if abs(last_of(nearer) - nearer) < abs(difference) else level
