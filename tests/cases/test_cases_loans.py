"""Loan schedules drawn up by others, each engine's conventions as settings of our terms."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest

from ledger.core.loans.calendar import Interval, MonthEnd, Unit
from ledger.core.loans.choices import InterestMethod, LastInstalment, LevelBasis, PrincipalMethod
from ledger.core.loans.contract import Contract
from ledger.core.loans.day_count import DayCount
from ledger.core.loans.events import Disbursement
from ledger.core.loans.interest import period_factors
from ledger.core.loans.life import replay
from ledger.core.loans.making import make_schedule, schedule_on
from ledger.core.loans.rate import Rate, RatePeriod
from ledger.core.loans.rounding import Rounding, RoundingMode
from ledger.core.loans.schedule import Instalment, Schedule
from ledger.core.loans.terms import LoanTerms
from tests.cases.read import Case, Json, cases

METHODS = {
    "flat": (InterestMethod.FLAT, PrincipalMethod.EQUAL_INSTALMENTS),
    "declining_annuity": (InterestMethod.DECLINING, PrincipalMethod.EQUAL_INSTALMENTS),
    "declining_equal_principal": (InterestMethod.DECLINING, PrincipalMethod.EQUAL_PRINCIPAL),
    "interest_only_bullet": (InterestMethod.DECLINING, PrincipalMethod.BULLET),
}
MONTH_ENDS = {"last_day": MonthEnd.CLIP, "first_of_next": MonthEnd.FIRST_OF_NEXT}
DAILY = {
    "30/360": DayCount.THIRTY_360,
    "actual/365": DayCount.ACTUAL_365,
    "actual/364": DayCount.ACTUAL_364,
    "actual/360": DayCount.ACTUAL_360,
    "actual/actual": DayCount.ACTUAL_ACTUAL_DAYS,
}
ENGINES = {"cumulative", "progressive", "frappe", "curo", "flat"}
ANY_DAY = dt.date(2026, 1, 10)
MOST_INSTALMENTS = 600
UNROUNDED_DIGITS = 9
"""Rows that the source carries unrounded are kept to so many decimals, and shown rounded."""


@pytest.mark.parametrize("case", cases("loan_schedule"))
def test_cases_of_loan_schedules(case: Case) -> None:
    if case.text("inputs", "engine") not in ENGINES:
        pytest.skip("an engine whose conventions the source does not tell")
    schedule = schedule_of(case)
    assert differences(case, schedule) == []
    assert sum(schedule.principals) == schedule.principal
    assert schedule.balances[-1] == 0


def schedule_of(case: Case) -> Schedule:
    """Return the schedule that our terms make of a case's inputs."""
    terms, digits = terms_of(case), digits_of(case)
    principal = minor(case.text("inputs", "principal"), digits)
    begun_on = day_at(case, "disbursed_on") or ANY_DAY
    dates = [dt.date.fromisoformat(end) for _, end in pairs(case.at("inputs", "periods"))]
    kept = case.at("inputs", "instalment_kept") or case.at("inputs", "fixed_instalment")
    instalment = minor(str(kept), digits) if kept else None
    parts = sorted(
        (dt.date.fromisoformat(str(one["date"])), minor(str(one["amount"]), digits))
        for one in rows_of(case.at("inputs", "disbursements"))
    )
    if len(parts) > 1:
        return schedule_in_parts(replace(terms, instalments=len(dates)), parts, dates)
    if dates:
        return schedule_on(terms, principal, begun_on, dates, instalment=instalment)
    first = day_at(case, "first_due_date")
    return make_schedule(terms, principal, begun_on, first_due_on=first, instalment=instalment)


def schedule_in_parts(
    terms: LoanTerms, parts: list[tuple[dt.date, int]], dates: list[dt.date]
) -> Schedule:
    """Return the schedule of a loan whose life begins with several disbursements."""
    contract = Contract(terms=terms, in_parts=True, first_due_on=dates[0])
    events = [
        Disbursement(number=number, occurred_on=on, amount=amount)
        for number, (on, amount) in enumerate(parts, 1)
    ]
    schedule = replay(contract, events, parts[-1][0]).original
    assert schedule is not None
    assert list(schedule.period_ends) == dates
    return schedule


def terms_of(case: Case) -> LoanTerms:
    """Return a case's conventions as a product's terms."""
    engine = case.text("inputs", "engine")
    interest, repayment = METHODS[case.text("inputs", "method")]
    mode = mode_of(case)
    unit = 10 ** digits_of(case)
    least = number_at(case, "money_multiple") * unit or 1
    multiple = number_at(case, "instalment_multiple") * unit or least
    rounds_up = "instalment rounded up" in str(case.at("inputs", "rounding")).lower()
    daily = case.at("inputs", "interest_period") == "daily"
    return LoanTerms(
        rate=rate_of(case),
        instalments=int(number_at(case, "n_instalments")) or MOST_INSTALMENTS,
        interest=interest,
        repayment=repayment,
        interval=interval_of(case),
        day_count=day_count_of(case) if daily else None,
        grace_on_principal=int(number_at(case, "grace_on_principal")),
        interest_deferred=int(number_at(case, "interest_deferred_periods")),
        interest_free=int(number_at(case, "interest_free_periods")),
        instalment_rounding=Rounding(int(multiple), RoundingMode.UP if rounds_up else mode),
        amount_rounding=Rounding(int(least), mode),
        down_payment=number_at(case, "down_payment_pct") / 100,
        level_basis=(
            LevelBasis.MEAN_PERIOD if daily and engine == "cumulative" else LevelBasis.TRUE_PERIODS
        ),
        last_instalment=LastInstalment.INTEREST if engine == "curo" else LastInstalment.TOTAL,
        digits=12 if engine == "progressive" else None,
        evened=engine == "progressive",
    )


def rate_of(case: Case) -> Rate:
    for key, per in (
        ("annual_rate_pct", RatePeriod.YEAR),
        ("monthly_rate_pct", RatePeriod.MONTH),
        ("flat_rate_on_principal_pct", RatePeriod.TERM),
    ):
        if case.at("inputs", key) is not None:
            return Rate.percent(case.text("inputs", key), per)
    raise AssertionError(f"{case.id}: no rate")


def interval_of(case: Case) -> Interval:
    unit = Unit(case.text("inputs", "repay_unit").lower().removesuffix("s"))
    end = MONTH_ENDS[str(case.at("inputs", "month_end") or "last_day")]
    return Interval(int(number_at(case, "repay_every")), unit, end)


def day_count_of(case: Case) -> DayCount | None:
    """Return how days are counted; a month that is 30 of 360 days is a whole period."""
    if case.text("inputs", "engine") == "cumulative":
        return DayCount.ACTUAL_FIRST_YEAR
    name = case.text("inputs", "day_count")
    if name != "30/360":
        return DAILY[name]
    unit = interval_of(case).unit
    return None if unit in {Unit.MONTH, Unit.YEAR} else DayCount.ACTUAL_360


def mode_of(case: Case) -> RoundingMode:
    given = case.at("inputs", "rounding")
    return RoundingMode.HALF_EVEN if given == "half_even" else RoundingMode.HALF_AWAY


def digits_of(case: Case) -> int:
    """Return the decimals that amounts are kept to."""
    if "carried unrounded" in str(case.at("inputs", "rounding")):
        return UNROUNDED_DIGITS
    return int(number_at(case, "digits")) if case.at("inputs", "digits") is not None else 2


def differences(case: Case, schedule: Schedule) -> list[str]:
    """Return where our schedule is not the case's."""
    instalments, digits = schedule.instalments, digits_of(case)
    totals: dict[str, Decimal] = {
        "n_rows": Decimal(len(instalments)),
        "total_interest": amount(sum(schedule.interests), digits),
        "total_payable": amount(sum(schedule.totals), digits),
        "instalment": amount(instalments[0].total, digits),
    }
    wrong = []
    for key, found in totals.items():
        printed = case.at("expected", key)
        if printed is not None and shown(found, printed, digits) != Decimal(str(printed)):
            wrong.append(f"{key}: {found}, not {printed}")
    for row in rows_of(case.at("expected", "rows")):
        wrong += row_differences(row, instalments[int(str(row["nr"])) - 1], digits)
    if case.at("expected", "rows_partial") is False:
        assert len(instalments) == len(rows_of(case.at("expected", "rows")))
    number = case.at("expected", "cumulative_principal_at", "nr")
    if number is not None:
        paid = amount(sum(schedule.principals[: int(str(number))]), digits)
        assert paid == Decimal(case.text("expected", "cumulative_principal_at", "amount"))
    return [*wrong, *factor_differences(case)]


def row_differences(row: dict[str, Json], ours: Instalment, digits: int) -> Iterator[str]:
    if "due_date" in row and row["due_date"] != ours.due_on.isoformat():
        yield f"{ours.number}: due on {ours.due_on}, not {row['due_date']}"
    amounts = {
        "principal": ours.principal, "interest": ours.interest, "total": ours.total,
        "balance_after": ours.balance,
    }  # fmt: skip
    for key, found in amounts.items():
        if key in row and shown(amount(found, digits), row[key], digits) != Decimal(str(row[key])):
            yield f"{ours.number}: {key} {amount(found, digits)}, not {row[key]}"


def factor_differences(case: Case) -> Iterator[str]:
    """Yield where the interest of one unit in a period, to twelve decimals, is not the case's."""
    rows = rows_of(case.at("expected", "rows"))
    if not all("rate_factors" in row for row in rows):
        return
    ends = [dt.date.fromisoformat(str(row["due_date"])) for row in rows]
    ours = period_factors(terms_of(case), day_at(case, "disbursed_on") or ANY_DAY, ends)
    for row, factor in zip(rows, ours, strict=True):
        parts = row["rate_factors"]
        assert isinstance(parts, list)
        theirs = sum(Fraction(str(part)) for part in parts)
        if abs(theirs - factor) > Fraction(len(parts), 10**12):
            yield f"{row['nr']}: {float(factor)} of one, not {row['rate_factors']}"


def shown(found: Decimal, printed: Json, digits: int) -> Decimal:
    """Return an amount as the source shows it: what is carried unrounded, to printed decimals."""
    if digits != UNROUNDED_DIGITS:
        return found
    exponent = Decimal(str(printed)).as_tuple().exponent
    assert isinstance(exponent, int)
    return found.quantize(Decimal(1).scaleb(min(exponent, 0)), ROUND_HALF_UP)


def minor(amount: str, digits: int) -> int:
    """Return an amount in minor units, exact."""
    whole = Decimal(amount).scaleb(digits)
    assert whole == int(whole)
    return int(whole)


def amount(minor: int, digits: int) -> Decimal:
    return Decimal(minor).scaleb(-digits)


def number_at(case: Case, key: str) -> Fraction:
    """Return a number of the inputs, zero where the source gives none."""
    return Fraction(str(case.at("inputs", key) or 0))


def day_at(case: Case, key: str) -> dt.date | None:
    given = case.at("inputs", key)
    return dt.date.fromisoformat(str(given)) if given else None


def rows_of(given: Json) -> list[dict[str, Json]]:
    return [one for one in given if isinstance(one, dict)] if isinstance(given, list) else []


def pairs(given: Json) -> list[tuple[str, str]]:
    found = given if isinstance(given, list) else []
    return [(str(one[0]), str(one[1])) for one in found if isinstance(one, list)]
