"""A share that never goes without its numerator, its denominator and what is not known."""

from dataclasses import dataclass
from fractions import Fraction

from ledger.core.loans.rounding import Rounding
from ledger.core.outcomes.intervals import Interval, of_difference, of_share

A_WHOLE = 1_000


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many; of `unknown` others it is not known."""

    numerator: int
    denominator: int
    unknown: int = 0

    @property
    def share(self) -> Fraction | None:
        """Return it as a share of one, None of nobody."""
        return Fraction(self.numerator, self.denominator) if self.denominator else None

    @property
    def per_mille(self) -> int | None:
        """Return it in tenths of a per cent, rounded; None of nobody."""
        return None if self.share is None else _in_thousandths(self.share)

    @property
    def rounded(self) -> Fraction | None:
        """Return it as a share of one to a tenth of a per cent, None of nobody."""
        return None if self.per_mille is None else Fraction(self.per_mille, A_WHOLE)

    @property
    def interval(self) -> Interval | None:
        """Return its 95 % interval, rounded to tenths of a per cent; None of nobody."""
        found = of_share(self.numerator, self.denominator)
        return found and rounded(found)


@dataclass(frozen=True, slots=True)
class Difference:
    """One group's share less another's, of the same thing."""

    one: Share
    other: Share

    @property
    def apart(self) -> Fraction | None:
        """Return the difference as a share of one to a tenth of a per cent; None without both."""
        if self.one.share is None or self.other.share is None:
            return None
        return Fraction(_in_thousandths(self.one.share - self.other.share), A_WHOLE)

    @property
    def interval(self) -> Interval | None:
        """Return its 95 % interval, rounded to tenths of a per cent; None without both shares."""
        found = of_difference(
            (self.one.numerator, self.one.denominator),
            (self.other.numerator, self.other.denominator),
        )
        return found and rounded(found)


def rounded(interval: Interval) -> Interval:
    """Return an interval of shares to tenths of a per cent."""
    low, high = (_in_thousandths(one) for one in (interval.low, interval.high))
    return Interval(Fraction(low, A_WHOLE), Fraction(high, A_WHOLE))


def _in_thousandths(share: Fraction) -> int:
    return Rounding().of(share * A_WHOLE)
