"""What becomes of a loan fund in the next five years if some things go as somebody supposes."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from ledger.core.errors import RuleBroken
from ledger.core.loans.rounding import TO_THE_UNIT
from ledger.core.periods import months_later

YEARS = 5
MONTHS = 12


@dataclass(eq=False)
class SupposedOutOfRange(RuleBroken):
    """A share that is supposed lies outside of what can happen; it is named as its field is."""

    what: str
    least: Fraction
    most: Fraction


_NONE, _ALL = Fraction(0), Fraction(1)
RANGES = {
    "lent": (_NONE, _ALL), "default_rate": (_NONE, _ALL), "monthly_rate": (_NONE, Fraction(1, 10)),
    "inflation": (Fraction(-1, 2), Fraction(2)),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """What is supposed of each of the next years; shares are of one, money is đồng.

    `lent`: how much of the fund is lent. `default_rate`: of what is lent, given up in a year.
    `monthly_rate`: interest on what is lent.
    `inflation`: a year; None: nothing is supposed of it. `capital`: given to the fund a year,
    besides `each`, which every one of the `members` who join in a year brings.
    """

    lent: Fraction
    default_rate: Fraction
    monthly_rate: Fraction
    inflation: Fraction | None = None
    members: int = 0
    each: int = 0
    capital: int = 0

    def faults(self) -> Iterator[SupposedOutOfRange]:
        """Yield each share that lies outside of what can happen."""
        shares = {
            "lent": self.lent, "default_rate": self.default_rate,
            "monthly_rate": self.monthly_rate, "inflation": self.inflation,
        }  # fmt: skip
        for what, share in shares.items():
            least, most = RANGES[what]
            if share is not None and not least <= share <= most:
                yield SupposedOutOfRange(what=what, least=least, most=most)

    @property
    def new_capital(self) -> int:
        """Return what comes to the fund in a year."""
        return self.capital + self.members * self.each


@dataclass(frozen=True, slots=True, kw_only=True)
class FundNow:
    """The loan fund as it stands on a day, in đồng, with how it was run in the year before.

    `money`: in the box and in the bank. `capital_share`: what of the interest stays in the fund
    by the club's rules. `costs`: what the fund paid in the year, without losses on loans.
    """

    on: dt.date
    portfolio: int
    money: int
    members: int
    capital_share: Fraction
    costs: int

    @property
    def fund(self) -> int:
        """Return all that could be lent."""
        return self.portfolio + self.money

    @property
    def utilisation(self) -> Fraction:
        """Return the share of it that is lent."""
        return Fraction(self.portfolio, self.fund) if self.fund > 0 else Fraction(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectedYear:
    """A year to come, in đồng; opening + kept + capital − lost − costs = closing.

    `kept` is of the interest what stays in the fund, `passed_on` what the other funds are given.
    `real_closing`: the closing in money of the day on which the projection begins.
    """

    until: dt.date
    opening: int
    lent: int
    lost: int
    kept: int
    passed_on: int
    costs: int
    capital: int
    members: int
    real_closing: int | None

    @property
    def closing(self) -> int:
        """Return the fund at the end of the year, below zero where it owes."""
        return self.opening + self.kept + self.capital - self.lost - self.costs


def projected(now: FundNow, supposed: WhatIf) -> Iterator[ProjectedYear]:
    """Yield the next five years, each amount rounded to the đồng.

    What is given up in a year bears no interest in it. Costs rise with the prices. What the club
    borrowed stays in the fund.
    """
    opening, prices = now.fund, Fraction(1)
    for number in range(1, YEARS + 1):
        prices *= 1 + (supposed.inflation or 0)
        lent = TO_THE_UNIT.of(max(opening, 0) * supposed.lent)
        lost = TO_THE_UNIT.of(lent * supposed.default_rate)
        interest = TO_THE_UNIT.of((lent - lost) * supposed.monthly_rate * MONTHS)
        kept = TO_THE_UNIT.of(interest * now.capital_share)
        costs, capital = TO_THE_UNIT.of(now.costs * prices), supposed.new_capital
        closing = opening + kept + capital - lost - costs
        yield ProjectedYear(
            until=months_later(now.on, MONTHS * number), opening=opening, lent=lent, lost=lost,
            kept=kept, passed_on=interest - kept, costs=costs, capital=capital,
            members=now.members + number * supposed.members,
            real_closing=None
            if supposed.inflation is None
            else TO_THE_UNIT.of(Fraction(closing) / prices),
        )  # fmt: skip
        opening = closing
