"""How a club's loan fund fares: its capital by year beside the prices, and what may become."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy.engine import Connection

from ledger.books.balances import sums_of_kinds, sums_until
from ledger.books.clubs import StoredClub
from ledger.books.front import days_of_journal
from ledger.books.fund_running import fund_run
from ledger.books.prices import price_changes
from ledger.core.accounts import CHART, LOAN_LOSSES, AccountType
from ledger.core.journal import EntryKind
from ledger.core.loans.rounding import TO_THE_UNIT
from ledger.core.outcomes.fund_health import (
    CapitalYear,
    HealthYear,
    capital_years,
    health_years,
    year_ends,
)
from ledger.core.outcomes.prices import in_force
from ledger.core.outcomes.projection import FundNow, WhatIf
from ledger.core.periods import day_before
from ledger.core.posting_rules import INCOME
from ledger.core.statements.portfolio import A_YEAR, time_until
from ledger.services.portfolio import portfolio_of

_COSTS = {one.number for one in CHART if one.type is AccountType.EXPENSE} - {LOAN_LOSSES}


@dataclass(frozen=True, slots=True)
class FundHealth:
    """The years of a fund, and those of them whose change of prices the club does not keep."""

    years: tuple[HealthYear, ...]
    missing: tuple[int, ...]


def capital_of(connection: Connection, club: StoredClub, end: dt.date) -> list[CapitalYear]:
    """Return the loan fund's capital of each year up to a day, in two queries; at most ten years.

    None for books that are empty, or begin later.
    """
    days = days_of_journal(connection, club.club_id)
    if days is None or days[0] > end:
        return []
    times = year_ends(days[0], end)
    ends = [day_before(times[0].since), *(one.until for one in times)]
    return capital_years(times, sums_until(connection, club.club_id, *ends))


def fund_health_of(connection: Connection, club: StoredClub, end: dt.date) -> FundHealth:
    """Return the same beside the prices, in three queries."""
    years = capital_of(connection, club, end)
    prices = in_force(price_changes(connection, club.club_id))
    found = health_years(years, prices)
    missing = [
        one.time.until.year
        for one in years
        if one.is_whole and one.time.until.year not in prices
    ]  # fmt: skip
    return FundHealth(tuple(found), tuple(missing))


@dataclass(frozen=True, slots=True)
class Prospect:
    """The fund on a day, and what is supposed of it before anybody supposes anything."""

    now: FundNow
    supposed: WhatIf


def prospect_of(connection: Connection, club: StoredClub, on: dt.date) -> Prospect:
    """Return how the loan fund stands on a day, and that it goes on as it went, in six queries.

    As much of the fund is lent as on the day; of that so much is given up as in the last twelve
    months; the interest is the mean of the running loans, as agreed; prices rise as in the last
    year that the club keeps. Costs are those of the fund in the twelve months.
    """
    found = portfolio_of(connection, [club], on).together
    run = fund_run(connection, club.club_id, on)
    prices = in_force(price_changes(connection, club.club_id))
    last = max((year for year in prices if year <= on.year), default=None)
    fund = found.fund
    now = FundNow(
        on=on, portfolio=fund.portfolio, money=fund.cash + fund.bank, members=run.members,
        capital_share=run.capital_share, costs=_costs(connection, club, on),
    )  # fmt: skip
    supposed = WhatIf(
        lent=_rounded(now.utilisation, 1_000),
        default_rate=_rounded(found.write_off_ratio.share or Fraction(0), 1_000),
        monthly_rate=_rounded(run.rate, 10_000),
        inflation=None if last is None else prices[last].share,
    )
    return Prospect(now, supposed)


def _costs(connection: Connection, club: StoredClub, on: dt.date) -> int:
    """Return what the loan fund spent in the year up to a day, without losses on loans, in đồng."""
    kinds = tuple(one.value for one in EntryKind if one is not EntryKind.CLOSING)
    since = time_until(on, A_YEAR).since
    by_kind = sums_of_kinds(connection, club.club_id, since, on, kinds)
    return sum(
        one.balance
        for sums in by_kind.values()
        for (account, fund), one in sums.items()
        if fund == INCOME and account in _COSTS
    )


def _rounded(share: Fraction, parts: int) -> Fraction:
    """Return a share in whole parts of so many, as somebody would type it."""
    return Fraction(TO_THE_UNIT.of(share * parts), parts)
