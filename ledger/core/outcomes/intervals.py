"""How sure a share, a difference of shares or a mean is: 95 % intervals in exact numbers.

Sources: E. B. Wilson, 1927 (a share); R. G. Newcombe, Statistics in Medicine 17, 1998, method 10
(a difference of two shares); Student's t (a mean).
"""

from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

Z_SQUARED = Fraction(3_841_458_820_694_124, 10**15)
"""The 95 % point of chi-squared with one degree of freedom: 1.96 squared."""

FEWEST_OF_A_MEAN = 5
"""A mean of fewer is given without an interval."""

STUDENT = (
    12_706, 4_303, 3_182, 2_776, 2_571, 2_447, 2_365, 2_306, 2_262, 2_228, 2_201, 2_179, 2_160,
    2_145, 2_131, 2_120, 2_110, 2_101, 2_093, 2_086, 2_080, 2_074, 2_069, 2_064, 2_060, 2_056,
    2_052, 2_048, 2_045, 2_042,
)  # fmt: skip
"""Two-sided 95 % points of Student's t from one degree of freedom on, in thousandths."""

_MORE_THAN_30 = ((40, 2_042), (60, 2_021), (120, 2_000), (10**9, 1_980))
"""Above 30 degrees of freedom: up to so many, the point of the last tabled number below."""

_FINE = 10**9


@dataclass(frozen=True, slots=True)
class Interval:
    """From where to where a figure may well lie: in 95 of 100 such cases it does."""

    low: Fraction
    high: Fraction

    @property
    def holds_zero(self) -> bool:
        """Tell whether chance alone may explain a difference."""
        return self.low <= 0 <= self.high


def root(square: Fraction) -> Fraction:
    """Return the square root of a number not below zero, right to nine decimals."""
    return Fraction(isqrt(square.numerator * _FINE**2 // square.denominator), _FINE)


def of_share(part: int, whole: int) -> Interval | None:
    """Return Wilson's interval of a share, as shares of one; None of nobody."""
    if not whole:
        return None
    spread = root(Z_SQUARED * (Z_SQUARED + Fraction(4 * part * (whole - part), whole)))
    below = 2 * (whole + Z_SQUARED)
    middle = 2 * part + Z_SQUARED
    low = Fraction(0) if not part else max((middle - spread) / below, Fraction(0))
    high = Fraction(1) if part == whole else min((middle + spread) / below, Fraction(1))
    return Interval(low, high)


def of_difference(one: tuple[int, int], other: tuple[int, int]) -> Interval | None:
    """Return Newcombe's interval of one share less another, each as its part and its whole."""
    first, second = of_share(*one), of_share(*other)
    if first is None or second is None:
        return None
    share, beside = Fraction(*one), Fraction(*other)
    apart = share - beside
    down = root((share - first.low) ** 2 + (second.high - beside) ** 2)
    up = root((first.high - share) ** 2 + (beside - second.low) ** 2)
    return Interval(apart - down, apart + up)


def of_mean(count: int, total: int, squares: int) -> Interval | None:
    """Return Student's interval of a mean from the sum and the sum of squares of the values.

    None where there are too few of them.
    """
    if count < FEWEST_OF_A_MEAN:
        return None
    mean = Fraction(total, count)
    spread = Fraction(squares * count - total * total, count * (count - 1))
    half = _student(count - 1) * root(spread / count)
    return Interval(mean - half, mean + half)


def _student(freedom: int) -> Fraction:
    if freedom <= len(STUDENT):
        return Fraction(STUDENT[freedom - 1], 1_000)
    return Fraction(next(point for most, point in _MORE_THAN_30 if freedom <= most), 1_000)
