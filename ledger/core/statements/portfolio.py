"""What a club's loans are worth on a day, and how they were paid in the times before it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from ledger.core.loans.indicators import (
    Time,
    annual_loan_loss_rate,
    current_recovery_rate,
    fund_growth,
    fund_utilisation,
    on_time_rate,
    operating_self_sufficiency,
    portfolio_yield,
    write_off_ratio,
)
from ledger.core.loans.portfolio import (
    RISK_DAYS,
    BandRow,
    LoanState,
    ageing,
    arrears_rate,
    at_risk,
    at_risk_by_lateness,
    gross_portfolio,
)
from ledger.core.loans.ratio import Ratio
from ledger.core.loans.recovery import Covered
from ledger.core.periods import day_before, month_bounds, month_of, months_later

A_YEAR, A_QUARTER = 12, 3
"""So many months."""
NOTHING_DUE = Covered()
_A_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanFigures:
    """What a portfolio takes of a loan: how it stands on the day, and what came of it before.

    Amounts are đồng. `on_time`: principal first due in the year and paid by its day; `year` and
    `quarter`: principal first due in that time and paid by its end. `earned`: interest, fines and
    fees received in the year; `given_up`: principal lost in it. The borrower's number is the
    club's own.
    """

    borrower_no: int
    standing: LoanState
    lent: int
    term_months: int
    on_time: Covered
    year: Covered
    quarter: Covered
    earned: int
    given_up: int


@dataclass(frozen=True, slots=True)
class LoanWithFigures:
    """A loan of a club with its figures, by its code and its borrower's name.

    `is_restricted`: the borrower's data are used for the books alone.
    """

    loan_no: int
    paper_code: str
    name: str
    figures: LoanFigures
    is_restricted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FundFigures:
    """What a portfolio takes of a club's accounts, in đồng; clubs add up.

    `month_ends`: principal outstanding at the month ends of the year since the first loan, and
    `average` their mean. `portfolio`, `cash` and `bank` are those of the loan fund on the day.
    `income`: that of the year without donations; `costs`: all expenses, losses on loans among
    them. `opening`: what was the loan fund's own before the year; `surplus`: what it earned.
    """

    month_ends: tuple[tuple[dt.date, int], ...] = ()
    average: Fraction = Fraction(0)
    portfolio: int = 0
    cash: int = 0
    bank: int = 0
    income: int = 0
    costs: int = 0
    opening: int = 0
    surplus: int = 0

    def __add__(self, other: "FundFigures") -> "FundFigures":
        """Return the sums over two clubs."""
        ends = dict(self.month_ends)
        for day, amount in other.month_ends:
            ends[day] = ends.get(day, 0) + amount
        return FundFigures(
            month_ends=tuple(sorted(ends.items())),
            average=self.average + other.average,
            portfolio=self.portfolio + other.portfolio,
            cash=self.cash + other.cash,
            bank=self.bank + other.bank,
            income=self.income + other.income,
            costs=self.costs + other.costs,
            opening=self.opening + other.opening,
            surplus=self.surplus + other.surplus,
        )


NO_FUND = FundFigures()


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    """The portfolio of one club or of many on a day: sums of which each ratio is made.

    `lent` and `lent_months` (each loan's sum times its term) are of the loans that had principal
    first due in the year.
    """

    on: dt.date
    loans: tuple[LoanState, ...] = ()
    borrowers: int = 0
    on_time: Covered = NOTHING_DUE
    year: Covered = NOTHING_DUE
    quarter: Covered = NOTHING_DUE
    lent: int = 0
    lent_months: int = 0
    earned: int = 0
    given_up: int = 0
    fund: FundFigures = NO_FUND

    @property
    def gross(self) -> int:
        """Return all principal outstanding."""
        return gross_portfolio(self.loans)

    @property
    def bands(self) -> tuple[BandRow, ...]:
        """Return the loans by how late they are."""
        return ageing(self.loans)

    @property
    def at_risk(self) -> tuple[Ratio, ...]:
        """Return PAR1, PAR30, PAR60, PAR90 and PAR180 with all rescheduled loans."""
        return tuple(at_risk(self.loans, days, self.on) for days in RISK_DAYS)

    @property
    def at_risk_by_lateness(self) -> tuple[Ratio, ...]:
        """Return the same of what is late itself, rescheduled or not."""
        return tuple(at_risk_by_lateness(self.loans, days, self.on) for days in RISK_DAYS)

    @property
    def arrears_rate(self) -> Ratio:
        """Return overdue principal over the portfolio, another figure than PAR."""
        return arrears_rate(self.loans, self.on)

    @property
    def on_time_rate(self) -> Ratio:
        """Return principal paid by its due date over principal due, of the year."""
        return on_time_rate(time_until(self.on, A_YEAR), self.on_time)

    @property
    def recovery_of_quarter(self) -> Ratio:
        """Return the current recovery rate over three months."""
        return current_recovery_rate(time_until(self.on, A_QUARTER), self.quarter)

    @property
    def recovery_of_year(self) -> Ratio:
        """Return the current recovery rate over twelve months."""
        return current_recovery_rate(time_until(self.on, A_YEAR), self.year)

    @property
    def loan_loss_rate(self) -> Ratio:
        """Return the annual loan-loss rate, by the mean term of the loans, weighed by their sum."""
        term = Fraction(self.lent_months, 12 * self.lent) if self.lent else Fraction(0)
        return annual_loan_loss_rate(self.recovery_of_year, term)

    @property
    def write_off_ratio(self) -> Ratio:
        """Return principal given up in the year over the average portfolio."""
        return write_off_ratio(time_until(self.on, A_YEAR), self.given_up, self.fund.average)

    @property
    def yield_on_portfolio(self) -> Ratio:
        """Return interest, fines and fees received in the year over the average portfolio."""
        return portfolio_yield(time_until(self.on, A_YEAR), self.earned, self.fund.average)

    @property
    def self_sufficiency(self) -> Ratio:
        """Return income without donations over all expenses, of the year."""
        fund = self.fund
        return operating_self_sufficiency(
            time_until(self.on, A_YEAR), fund.income, [fund.costs]
        )  # fmt: skip

    @property
    def utilisation(self) -> Ratio:
        """Return the share of the loan fund that is lent, by the accounts."""
        return fund_utilisation(self.on, self.fund.portfolio, self.fund.cash, self.fund.bank)

    @property
    def growth(self) -> Ratio:
        """Return by what share the loan fund grew in the year by what it earned itself."""
        opening, surplus = self.fund.opening, self.fund.surplus
        return fund_growth(time_until(self.on, A_YEAR), opening, opening + surplus)


def time_until(on: dt.date, months: int) -> Time:
    """Return so many months up to a day, that day in them: whole ones up to a month's end."""
    if on.year == dt.MINYEAR:
        return Time(dt.date.min, on)
    return Time(months_later(on if on == dt.date.max else on + _A_DAY, -months), on)


def months_ended(time: Time) -> tuple[str, str]:
    """Return the first and the last of the months that end in a time, such as 2026-03."""
    month = month_of(time.until)
    begins_on, ends_on = month_bounds(month)
    last = month if time.until == ends_on else month_of(day_before(begins_on))
    return month_of(time.since), last


def portfolio(on: dt.date, loans: Iterable[LoanFigures], fund: FundFigures) -> Portfolio:
    """Return the portfolio of one club from its loans and accounts."""
    loans = list(loans)
    open_loans = [one for one in loans if one.standing.outstanding]
    due = [one for one in loans if one.year.due]
    return Portfolio(
        on=on,
        loans=tuple(one.standing for one in open_loans),
        borrowers=len({one.borrower_no for one in open_loans}),
        on_time=sum((one.on_time for one in loans), NOTHING_DUE),
        year=sum((one.year for one in loans), NOTHING_DUE),
        quarter=sum((one.quarter for one in loans), NOTHING_DUE),
        lent=sum(one.lent for one in due),
        lent_months=sum(one.lent * one.term_months for one in due),
        earned=sum(one.earned for one in loans),
        given_up=sum(one.given_up for one in loans),
        fund=fund,
    )


def together(on: dt.date, portfolios: Iterable[Portfolio]) -> Portfolio:
    """Return the portfolio of several clubs: sums above and below each line, no means of ratios."""
    every = list(portfolios)
    return Portfolio(
        on=on,
        loans=tuple(loan for one in every for loan in one.loans),
        borrowers=sum(one.borrowers for one in every),
        on_time=sum((one.on_time for one in every), NOTHING_DUE),
        year=sum((one.year for one in every), NOTHING_DUE),
        quarter=sum((one.quarter for one in every), NOTHING_DUE),
        lent=sum(one.lent for one in every),
        lent_months=sum(one.lent_months for one in every),
        earned=sum(one.earned for one in every),
        given_up=sum(one.given_up for one in every),
        fund=sum((one.fund for one in every), NO_FUND),
    )
