"""Ratios of a fund over some time: what is recovered, lost, earned, spent and lent.

Sources: CGAP Occasional Paper 3 (recovery and loan loss), Sa-Dhan's and MIX's standards (the rest).
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ledger.core.loans.ratio import Figure, Ratio
from ledger.core.loans.recovery import Covered


@dataclass(frozen=True, slots=True)
class Time:
    """From one day to another, both in it."""

    since: dt.date
    until: dt.date

    def ratio(
        self, figure: Figure, numerator: Fraction | int, denominator: Fraction | int
    ) -> Ratio:
        """Return a figure of this time."""
        return Ratio(figure, numerator, denominator, self.until, self.since)


def on_time_rate(time: Time, covered: Covered) -> Ratio:
    """Return principal paid by its due date over principal due (`recovery.paid_on_time`)."""
    return time.ratio(Figure.ON_TIME_RATE, covered.paid, covered.due)


def current_recovery_rate(time: Time, covered: Covered) -> Ratio:
    """Return what was received of sums first due over those sums (`recovery.paid_in_time`).

    By the original terms; over 3 and over 12 months.
    """
    return time.ratio(Figure.CURRENT_RECOVERY_RATE, covered.paid, covered.due)


def annual_loan_loss_rate(recovery: Ratio, term_in_years: Fraction) -> Ratio:
    """Return (1 − current recovery rate) / term in years × 2."""
    missing = 2 * (recovery.denominator - recovery.numerator)
    return Ratio(
        Figure.ANNUAL_LOAN_LOSS_RATE,
        missing,
        recovery.denominator * term_in_years,
        recovery.until,
        recovery.since,
    )


def write_off_ratio(time: Time, written_off: int, average_portfolio: Fraction | int) -> Ratio:
    """Return principal written off over the average gross portfolio."""
    return time.ratio(Figure.WRITE_OFF_RATIO, written_off, average_portfolio)


def portfolio_yield(time: Time, received: int, average_portfolio: Fraction | int) -> Ratio:
    """Return interest, fees and fines received over the average gross portfolio."""
    return time.ratio(Figure.YIELD, received, average_portfolio)


def operating_cost_ratio(time: Time, costs: int, average_portfolio: Fraction | int) -> Ratio:
    """Return operating costs over the average gross portfolio."""
    return time.ratio(Figure.OPERATING_COST_RATIO, costs, average_portfolio)


def total_cost_ratio(time: Time, costs: Sequence[int], average_portfolio: Fraction | int) -> Ratio:
    """Return operating, financial and loan-loss costs over the average gross portfolio."""
    return time.ratio(Figure.TOTAL_COST_RATIO, sum(costs), average_portfolio)


def operating_self_sufficiency(time: Time, income: int, costs: Sequence[int]) -> Ratio:
    """Return income over operating, financial and loan-loss costs."""
    return time.ratio(Figure.OPERATING_SELF_SUFFICIENCY, income, sum(costs))


def fund_utilisation(on: dt.date, portfolio: int, cash: int, bank: int) -> Ratio:
    """Return the share of the fund that is lent: portfolio over portfolio, cash and bank."""
    return Ratio(Figure.FUND_UTILISATION, portfolio, portfolio + cash + bank, on)


def fund_growth(time: Time, opening: int, closing: int, new_grants: int = 0) -> Ratio:
    """Return by what share of its opening the fund grew by itself, without new grants."""
    return time.ratio(Figure.FUND_GROWTH, closing - new_grants - opening, opening)


def real_fund_growth(growth: Ratio, inflation: Fraction) -> Ratio:
    """Return the growth in what money buys; inflation is that of the same time, a share of one."""
    grown = growth.numerator - growth.denominator * inflation
    return Ratio(
        Figure.REAL_FUND_GROWTH,
        grown,
        growth.denominator * (1 + inflation),
        growth.until,
        growth.since,
    )
