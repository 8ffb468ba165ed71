"""Figures of portfolios and shares of profit, against those of others."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

import pytest

from ledger.core.loans.arrears import Band
from ledger.core.loans.choices import InterestMethod, PrincipalMethod
from ledger.core.loans.early import rebate_by_digits
from ledger.core.loans.indicators import (
    Time,
    operating_cost_ratio,
    operating_self_sufficiency,
    total_cost_ratio,
)
from ledger.core.loans.making import make_schedule
from ledger.core.loans.portfolio import BandRow, allowance, at_risk_of_bands
from ledger.core.loans.rate import Rate, RatePeriod
from ledger.core.loans.ratio import Figure, Ratio, average
from ledger.core.loans.rounding import Rounding, RoundingMode
from ledger.core.loans.terms import LoanTerms
from ledger.core.money import Money
from tests.cases.read import Case, Json, cases

DIGITS = 2
ON = dt.date(2026, 12, 31)
YEAR = Time(dt.date(2026, 1, 1), ON)
CENTS = Rounding()
RANGE = re.compile(r"(>?)(\d+)(?:-(\d+))?$")

Figures = dict[str, Fraction | list[Fraction] | None]


@pytest.mark.parametrize("case", cases("portfolio"))
def test_cases_of_portfolios(case: Case) -> None:
    compare(case, found_by(case, PORTFOLIO))


@pytest.mark.parametrize("case", cases("share_out"))
def test_cases_of_shares_of_profit(case: Case) -> None:
    compare(case, found_by(case, SHARE_OUT))


def found_by(case: Case, rules: Mapping[str, Callable[[Case], Figures]]) -> Figures:
    """Return a case's figures by the first rule whose words its indicator has, or whose inputs."""
    indicator = case.text("inputs", "indicator")
    inputs = case.at("inputs")
    assert isinstance(inputs, dict)
    for words, rule in rules.items():
        if words in indicator or words in inputs:
            return rule(case)
    pytest.skip(f"an indicator that no club asks for: {indicator}")


def band_of_portfolio(case: Case) -> Figures:
    band = band_named(case.text("inputs", "bucket_days"))
    row = BandRow(band, int(text(case, "loans")), minor(case, "balance"))
    rate = number(case, "provision_rate_pct") / 100
    return {
        "share_pct": row.share(minor(case, "portfolio"), ON).percent(),
        "provision": amount(allowance([row], {band: rate})),
    }


def totals_of_bands(case: Case) -> Figures:
    rows = band_rows(case)
    rates = case.at("inputs", "provision_rates_pct")
    shares = {
        band_named(days): Fraction(str(rate)) / 100
        for days, rate in (rates.items() if isinstance(rates, dict) else ())
    }
    return {
        "loans": Fraction(sum(row.loans for row in rows)),
        "balance": amount(sum(row.outstanding for row in rows)),
        "provision": amount(allowance(rows, shares)),
    }


def risk(case: Case) -> Figures:
    """PAR of at least so many days, or of more than so many."""
    words = re.search(r"PAR *(>=|>)? *(\d+)", case.text("inputs", "indicator"))
    assert words, case.id
    more_than = int(words[2]) - (words[1] == ">=" or words[2] == "1")
    ratio = at_risk_of_bands(band_rows(case), more_than, ON)
    return {"par_pct": ratio.percent(), "at_risk": amount(ratio.numerator)}


def administrative_rate(case: Case) -> Figures:
    ratio = operating_cost_ratio(
        YEAR, minor(case, "administrative_expenses"), minor(case, "average_portfolio")
    )
    return {"ae": ratio.share}


def operating_costs(case: Case) -> Figures:
    ratio = operating_cost_ratio(
        YEAR, minor(case, "operating_costs"), minor(case, "average_portfolio")
    )
    return {"ratio_pct": ratio.percent()}


def total_costs(case: Case) -> Figures:
    ratio = total_cost_ratio(YEAR, minors(case, "costs"), minor(case, "average_portfolio"))
    return {"total": amount(ratio.numerator), "ratio_pct": ratio.percent()}


def self_sufficiency(case: Case) -> Figures:
    ratio = operating_self_sufficiency(YEAR, minor(case, "income"), minors(case, "costs"))
    return {"costs": amount(ratio.denominator), "oss_pct": ratio.percent()}


def flat_instalment(case: Case) -> Figures:
    terms = LoanTerms(
        rate=Rate.percent(text(case, "flat_rate_pct_per_month")),
        instalments=int(text(case, "months")),
        interest=InterestMethod.FLAT,
        repayment=PrincipalMethod.EQUAL_INSTALMENTS,
    )
    row = make_schedule(terms, minor(case, "principal"), ON).instalments[0]
    return {
        "principal_part": amount(row.principal),
        "interest_part": amount(row.interest),
        "instalment": amount(row.total),
    }


def balance_of_annuity(case: Case) -> Figures:
    terms = LoanTerms(
        rate=Rate.percent(text(case, "annual_rate_pct"), RatePeriod.YEAR),
        instalments=int(text(case, "months")),
        repayment=PrincipalMethod.EQUAL_INSTALMENTS,
    )
    schedule = make_schedule(terms, minor(case, "principal"), ON)
    after = int(text(case, "after_instalment"))
    return {
        "balance": amount(schedule.balances[after - 1]),
        "instalment": amount(schedule.totals[0]),
    }


def rate_by_average(case: Case) -> Figures:
    """Interest and fee over the mean of the first and the last balance: a rule of thumb."""
    principal = minor(case, "principal")
    mean = average([principal, Fraction(principal) / int(text(case, "instalments"))])
    cost = minor(case, "flat_interest") + minor(case, "fee")
    return {"rate_pct": Ratio(Figure.YIELD, cost, mean, ON, YEAR.since).percent(0)}


def simple_interest(case: Case) -> Figures:
    rate = Rate.percent(text(case, "annual_rate_pct"), RatePeriod.YEAR)
    years = number(case, "months") / 12
    return {"interest": amount(rate.of(Money(minor(case, "principal")), years).minor)}


def rebate(case: Case) -> Figures:
    interest, periods = minor(case, "total_interest"), int(text(case, "instalments"))
    given_back = CENTS.of(rebate_by_digits(interest, periods, int(text(case, "remaining"))))
    return {"rebate": amount(given_back)}


def profit_by_value(case: Case) -> Figures:
    """A share earns its part of the profit, cut to whole cents; dues are added to its value."""
    rate = Ratio(Figure.YIELD, minor(case, "profit"), minor(case, "value_all_shares"), ON)
    assert rate.share is not None
    if case.at("inputs", "share_value") is None:
        return {"rate_pct": rate.percent(3)}
    value = minor(case, "share_value")
    profit = Rounding(mode=RoundingMode.DOWN).of(value * rate.share)
    return {
        "rate_pct": rate.percent(3),
        "profit_of_share": amount(profit),
        "new_value": amount(value + profit + minor(case, "dues")),
    }


def profit_after_interest(case: Case) -> Figures:
    """Old shares earn interest first; what profit is left is shared on interest and new dues."""
    rate = Rate.percent(text(case, "interest_rate_pct"), RatePeriod.YEAR)
    interest, dues = minor(case, "total_interest_old_series"), minor(case, "dues_per_share")
    left, active = minor(case, "profit") - interest, interest + dues * int(text(case, "shares"))
    ratio = Ratio(Figure.YIELD, left, active, ON)
    assert ratio.share is not None
    profits, values = [], []
    for value in minors(case, "values_last_report"):
        earned = value * rate.share + dues
        profits.append(amount(CENTS.of(earned * ratio.share)))
        values.append(amount(CENTS.of(value + earned + profits[-1] * 10**DIGITS)))
    return {
        "profit_left": amount(left), "active_capital": amount(active),
        "rate_pct": ratio.percent(4), "profit_per_share": profits, "new_value": values,
    }  # fmt: skip


def profit_by_shares(case: Case) -> Figures:
    held, every = int(text(case, "shares_held")), int(text(case, "shares_total"))
    mine, _ = Money(minor(case, "profit")).allocate([held, every - held])
    return {"profit_part": amount(mine.minor)}


def shares_bought(case: Case) -> Figures:
    shares, left = divmod(minor(case, "contribution"), minor(case, "share_price"))
    return {"shares": Fraction(shares), "left_over": amount(left)}


PORTFOLIO: Mapping[str, Callable[[Case], Figures]] = {
    "ageing bucket": band_of_portfolio,
    "ageing totals": totals_of_bands,
    "PAR": risk,
    "administrative-expense rate": administrative_rate,
    "operating cost ratio": operating_costs,
    "total cost ratio": total_costs,
    "self-sufficiency": self_sufficiency,
    "flat interest instalment": flat_instalment,
    "balance after instalment": balance_of_annuity,
    "by average outstanding": rate_by_average,
    "simple interest": simple_interest,
    "78": rebate,
}
SHARE_OUT: Mapping[str, Callable[[Case], Figures]] = {
    "value_all_shares": profit_by_value,
    "values_last_report": profit_after_interest,
    "shares_held": profit_by_shares,
    "contribution": shares_bought,
}


def compare(case: Case, found: Figures) -> None:
    """Hold every figure that a case expects against ours, to the decimals printed."""
    expected = case.at("expected")
    assert isinstance(expected, dict)
    for key, printed in expected.items():
        ours = found[key]
        if isinstance(printed, list):
            assert ours == [Fraction(str(one)) for one in printed], key
        else:
            assert ours == Fraction(str(printed)), key


def band_rows(case: Case) -> list[BandRow]:
    balances, counts = case.at("inputs", "buckets"), case.at("inputs", "loans")
    assert isinstance(balances, dict)
    counted = counts if isinstance(counts, dict) else {}
    return [
        BandRow(band_named(days), int(str(counted.get(days, 0))), minor_of(balance))
        for days, balance in balances.items()
    ]


def band_named(days: str) -> Band:
    """Return a range of days as it is written: 0, 1-30, >365."""
    ends = RANGE.match(days)
    assert ends, days
    if ends[1]:
        return Band(int(ends[2]) + 1, None)
    return Band(int(ends[2]), int(ends[3] or ends[2]))


def text(case: Case, key: str) -> str:
    return str(case.at("inputs", key))


def number(case: Case, key: str) -> Fraction:
    return Fraction(text(case, key))


def minor(case: Case, key: str) -> int:
    return minor_of(case.at("inputs", key))


def minors(case: Case, key: str) -> list[int]:
    given = case.at("inputs", key)
    assert isinstance(given, list)
    return [minor_of(one) for one in given]


def minor_of(given: Json) -> int:
    whole = Decimal(str(given)).scaleb(DIGITS)
    assert whole == int(whole)
    return int(whole)


def amount(minor: Fraction | int) -> Fraction:
    return Fraction(minor) * Fraction(1, 10**DIGITS)
