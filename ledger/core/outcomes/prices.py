"""The yearly table of price changes that a club keeps, and what money of a year was worth."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from ledger.core.acts.shared import missing_words
from ledger.core.errors import LedgerError, RuleBroken
from ledger.core.periods import FIRST_YEAR

PPM = 1_000_000
MOST_PPM = 10 * PPM
"""More than elevenfold prices in a year are a slip of the pen."""


@dataclass(eq=False)
class PriceYearNotOver(RuleBroken):
    """By how much prices rose in a year is known when it is over."""

    year: int


@dataclass(eq=False)
class PriceYearTooEarly(RuleBroken):
    """No books are of this year."""

    year: int
    first_year: int


@dataclass(eq=False)
class PriceChangeOutOfRange(RuleBroken):
    """Prices cannot fall to nothing, and hardly rise tenfold in a year; a share of one."""

    rise: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceChangeTold:
    """By how much prices rose in a year, in parts per million, and who published it."""

    year: int
    ppm: int
    source: str

    @property
    def share(self) -> Fraction:
        """Return it as a share of one."""
        return Fraction(self.ppm, PPM)

    def faults(self, today: dt.date) -> Iterator[LedgerError]:
        """Yield what is wrong with it by itself."""
        if self.year < FIRST_YEAR:
            yield PriceYearTooEarly(year=self.year, first_year=FIRST_YEAR)
        elif self.year >= today.year:
            yield PriceYearNotOver(year=self.year)
        if not -PPM < self.ppm <= MOST_PPM:
            yield PriceChangeOutOfRange(rise=self.share)
        yield from missing_words("source", self.source)


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceChange:
    """A version of a year's price change as it is kept, and when it was recorded."""

    year: int
    version_no: int
    ppm: int
    source: str
    recorded_at: dt.datetime

    @property
    def share(self) -> Fraction:
        """Return it as a share of one."""
        return Fraction(self.ppm, PPM)


def in_force(versions: Iterable[PriceChange]) -> Mapping[int, PriceChange]:
    """Return the last version of each year."""
    return {one.year: one for one in sorted(versions, key=lambda one: (one.year, one.version_no))}


def price_level(prices: Mapping[int, PriceChange], base: int, year: int) -> Fraction | None:
    """Return what costs at the end of a year as much as 1 did at the end of another, before it.

    None where the change of any year between them is not kept: nothing is assumed of it.
    """
    level = Fraction(1)
    for between in range(base + 1, year + 1):
        if between not in prices:
            return None
        level *= 1 + prices[between].share
    return level
