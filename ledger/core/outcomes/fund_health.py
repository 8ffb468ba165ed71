"""How a loan fund's capital came about and grew, year by year, in money and in what it buys."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ledger.core.accounts import CHART, LENT_CAPITAL, MEMBER_CAPITAL, AccountType
from ledger.core.loans.indicators import Time, fund_growth, real_fund_growth
from ledger.core.loans.ratio import Ratio
from ledger.core.loans.rounding import TO_THE_UNIT
from ledger.core.outcomes.prices import PriceChange, price_level
from ledger.core.posting_rules import INCOME
from ledger.core.statements.trial_balance import Sums

GRANTS = ("4111", "4112", "4113")
"""What a project, the state's budget and society gave."""
SOURCES = (*GRANTS, MEMBER_CAPITAL, "4118", "418")
"""The fund's own capital; what was lent to the club (341) has to be returned."""
MOST_YEARS = 10
"""The most years of a report; of older books the last ones."""

_OWN = {one.number for one in CHART if one.type in {AccountType.EQUITY, AccountType.INCOME,
                                                    AccountType.EXPENSE}}  # fmt: skip

ByAccountAndFund = Mapping[tuple[str, str], Sums]


@dataclass(frozen=True, slots=True)
class Source:
    """An account of capital over some days, in đồng; opening + came − went = closing.

    None for the account: what was earned and is not put into the capital yet, as a difference.
    """

    account: str | None
    opening: int
    came: int
    went: int

    @property
    def closing(self) -> int:
        """Return what it is in the end."""
        return self.opening + self.came - self.went


@dataclass(frozen=True, slots=True)
class CapitalYear:
    """The loan fund's capital over a year, or over the part of it up to a day."""

    time: Time
    sources: tuple[Source, ...]
    lent: Source

    @property
    def own(self) -> Source:
        """Return all that is the fund's own."""
        return Source(
            None, sum(one.opening for one in self.sources), sum(one.came for one in self.sources),
            sum(one.went for one in self.sources),
        )  # fmt: skip

    @property
    def is_whole(self) -> bool:
        """Tell whether the year is over."""
        return (self.time.until.month, self.time.until.day) == (12, 31)

    def net(self, *accounts: str) -> int:
        """Return what came on some accounts less what went."""
        return sum(one.came - one.went for one in self.sources if one.account in accounts)

    @property
    def new_capital(self) -> int:
        """Return what others and the members gave, less what went back to them."""
        return self.net(*GRANTS, MEMBER_CAPITAL)

    @property
    def earned(self) -> int:
        """Return what the fund kept of its own: interest, less losses, costs and transfers."""
        return self.own.closing - self.own.opening - self.new_capital

    @property
    def growth(self) -> Ratio:
        """Return the growth with all that was given, by the opening."""
        return fund_growth(self.time, self.own.opening, self.own.closing)

    @property
    def own_growth(self) -> Ratio:
        """Return the growth without what was given."""
        return fund_growth(self.time, self.own.opening, self.own.closing, self.new_capital)


@dataclass(frozen=True, slots=True)
class HealthYear:
    """A year of the fund beside the prices: None where the change of prices is not kept.

    `real_growth` is without what was given, of a whole year; `real_closing` is đồng as they were
    worth at the end of the first year.
    """

    capital: CapitalYear
    prices: Fraction | None
    real_growth: Ratio | None
    real_closing: int | None


def year_ends(first: dt.date, last: dt.date) -> list[Time]:
    """Return the years from one day's to another's, the last one up to that day."""
    begin = min(max(first.year, last.year - MOST_YEARS + 1), last.year)
    years = range(begin, last.year + 1)
    return [Time(dt.date(one, 1, 1), min(dt.date(one, 12, 31), last)) for one in years]


def capital_years(times: Sequence[Time], sums: Sequence[ByAccountAndFund]) -> list[CapitalYear]:
    """Return the capital of each year; `sums` are those up to the day before it and at each end."""
    return [
        _year(time, before, after)
        for time, before, after in zip(times, sums[:-1], sums[1:], strict=True)
    ]


def _year(time: Time, before: ByAccountAndFund, after: ByAccountAndFund) -> CapitalYear:
    sources = [_source(account, before, after) for account in SOURCES]
    rest = _OWN - set(SOURCES)
    opening, closing = (
        -sum(one.balance for (account, fund), one in sums.items()
             if fund == INCOME and account in rest)
        for sums in (before, after)
    )  # fmt: skip
    change = closing - opening
    undistributed = Source(None, opening, max(change, 0), max(-change, 0))
    return CapitalYear(
        time, (*sources, undistributed), _source(LENT_CAPITAL, before, after)
    )  # fmt: skip


def _source(account: str, before: ByAccountAndFund, after: ByAccountAndFund) -> Source:
    key = account, INCOME
    then, now = before.get(key, Sums()), after.get(key, Sums())
    moved = now - then
    return Source(account, -then.balance, moved.credit, moved.debit)


def health_years(
    years: Sequence[CapitalYear], prices: Mapping[int, PriceChange]
) -> list[HealthYear]:
    """Return the years beside the prices, as far as the club keeps them."""
    return [_health(one, years[0].time.until.year, prices) for one in years]


def _health(one: CapitalYear, base: int, prices: Mapping[int, PriceChange]) -> HealthYear:
    year = one.time.until.year
    level = price_level(prices, base, year) if one.is_whole or year == base else None
    real_closing = None if level is None else TO_THE_UNIT.of(one.own.closing / level)
    if not one.is_whole or year not in prices:
        return HealthYear(one, None, None, real_closing)
    rise = prices[year].share
    return HealthYear(one, rise, real_fund_growth(one.own_growth, rise), real_closing)
