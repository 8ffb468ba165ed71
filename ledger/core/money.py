"""Money as whole minor units, and the named places where it is split or rounded."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ledger.core.errors import RuleBroken

LARGEST_MINOR = 2**53 - 1
"""The largest amount, in minor units, that a row may hold (TRUST.md, invariant 4)."""


@dataclass(eq=False)
class CurrenciesDiffer(RuleBroken):
    """Two amounts in different currencies cannot be added or compared."""

    left: str
    right: str


@dataclass(eq=False)
class AmountTooLarge(RuleBroken):
    """An amount lies beyond ±(2^53 − 1) minor units."""

    amount: int


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency's ISO code and the number of decimals of its minor unit (đồng: 0)."""

    code: str
    digits: int


VND = Currency("VND", 0)


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An amount in minor units of one currency; 1 is 1 ₫."""

    minor: int
    currency: Currency = VND

    def __post_init__(self) -> None:
        """Refuse an amount that a row could not hold exactly (`AmountTooLarge`)."""
        if not -LARGEST_MINOR <= self.minor <= LARGEST_MINOR:
            raise AmountTooLarge(amount=self.minor)

    def __add__(self, other: "Money") -> "Money":
        """Return the sum of two amounts of one currency (`CurrenciesDiffer`)."""
        return Money(self.minor + self._same(other).minor, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        """Return the difference of two amounts of one currency (`CurrenciesDiffer`)."""
        return Money(self.minor - self._same(other).minor, self.currency)

    def __neg__(self) -> "Money":
        """Return the amount with the other sign."""
        return Money(-self.minor, self.currency)

    def __lt__(self, other: "Money") -> bool:
        """Compare two amounts of one currency (`CurrenciesDiffer`)."""
        return self.minor < self._same(other).minor

    def __le__(self, other: "Money") -> bool:
        """Compare two amounts of one currency (`CurrenciesDiffer`)."""
        return self.minor <= self._same(other).minor

    def __bool__(self) -> bool:
        """Tell whether there is any money at all."""
        return self.minor != 0

    def allocate(self, shares: Sequence[int | Fraction]) -> tuple["Money", ...]:
        """Split by shares with the largest remainder; the parts sum to the whole."""
        return tuple(Money(p, self.currency) for p in largest_remainder(self.minor, shares))

    def _same(self, other: "Money") -> "Money":
        if self.currency != other.currency:
            raise CurrenciesDiffer(left=self.currency.code, right=other.currency.code)
        return other


def largest_remainder(total: int, shares: Sequence[int | Fraction]) -> tuple[int, ...]:
    """Split `total` minor units in proportion to `shares`; the parts sum to `total`.

    The units left over by rounding down go to the largest remainders, ties to the share
    named first (RULES.md, section 1). A negative total splits as the mirror of its positive.
    """
    whole = sum(shares)
    if whole <= 0 or min(shares) < 0:
        message = f"shares must be non-negative with a positive sum: {shares!r}"
        raise ValueError(message)
    if total < 0:
        return tuple(-part for part in largest_remainder(-total, shares))
    exact = [Fraction(total) * share / whole for share in shares]
    parts = [part.numerator // part.denominator for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    for index in by_remainder[: total - sum(parts)]:
        parts[index] += 1
    return tuple(parts)
