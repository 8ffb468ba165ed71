"""Interest to a day, lateness, fines and due dates, against others' figures."""

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import pytest

from ledger.core.loans.arrears import (
    Arrears,
    Band,
    Due,
    FirstLateDay,
    Lateness,
    arrears,
    band_of,
    by_band,
    unpaid,
    worst,
)
from ledger.core.loans.calendar import (
    Interval,
    MonthEnd,
    due_dates,
    first_of_next_month,
    last_of_month,
)
from ledger.core.loans.day_count import DayCount
from ledger.core.loans.early import interest_to
from ledger.core.loans.fines import FineRule
from ledger.core.loans.interest import daily_factor, interest_on, period_factors
from ledger.core.loans.rate import Rate, RatePeriod
from ledger.core.loans.rounding import TO_THE_UNIT
from ledger.core.loans.terms import LoanTerms
from tests.cases.read import Case, Json, cases

DIGITS = 2
ONE_DAY = dt.timedelta(days=1)
NOT_LATE = "NO_DELINQUENCY"
DAY_COUNTS = {"actual/365": DayCount.ACTUAL_365, "actual/360": DayCount.ACTUAL_360}
RANGE = re.compile(r"(\d+)(?:-(\d+))?$")


@pytest.mark.parametrize("case", cases("interest_accrual"))
def test_cases_of_interest_by_days(case: Case) -> None:
    terms = daily_terms(case)
    balance = minor(case.text("inputs", "principal"))
    if case.at("inputs", "accrued_through") is None:
        # Where both days count, the interest begins with the day before the first.
        start = day(case, "from_date")
        start -= ONE_DAY if case.at("inputs", "both_days_count") else dt.timedelta(0)
        end = day(case, "to_date")
        interest = interest_on(balance, daily_factor(terms, start, end), TO_THE_UNIT, None)
        compare(case, {"days": (end - start).days, "interest": amount(interest)})
        return
    start, end = day(case, "accrued_through"), day(case, "paid_on")
    interest = interest_on(balance, daily_factor(terms, start, end), TO_THE_UNIT, None)
    owed = minor(case.text("inputs", "accrued")) + interest
    left = unpaid([Due(end, owed)], minor(case.text("inputs", "paid")))
    found = {
        "unaccrued_days": (end - start).days,
        "unaccrued_interest": amount(interest),
        "interest_paid": amount(owed - sum(due.amount for due in left)),
    }
    compare(case, found)


@pytest.mark.parametrize("case", cases("payoff_quote"))
def test_cases_of_what_ends_a_loan_today(case: Case) -> None:
    if not case.text("inputs", "day_count").startswith("30/360"):
        pytest.skip("days within a period that are not those of a whole month")
    terms = LoanTerms(rate=yearly_rate(case), instalments=1)
    period = day(case, "period_start"), day(case, "period_due")
    factor = period_factors(terms, period[0], [period[1]])[0]
    balance = minor(case.text("inputs", "balance"))
    interest = interest_to(terms, balance, factor, period, day(case, "on"))
    principal = minor(case.text("inputs", "instalment")) - interest
    compare(case, {"interest": amount(interest), "principal": amount(principal)})


@pytest.mark.parametrize("case", cases("penalty"))
def test_cases_of_fines(case: Case) -> None:
    late = Decimal(case.text("inputs", "base").split()[0])
    rate = Rate.percent(case.text("inputs", "penalty_rate_pct"), RatePeriod.YEAR)
    rule = FineRule(daily=rate, tolerance=int(str(case.at("inputs", "grace_days") or 0)))
    due_on, paid_on = day(case, "due"), day(case, "paid")
    fine = rule.of(minor(str(late)), due_on, paid_on)
    places = Decimal(1).scaleb(-decimals(case.at("expected", "penalty")))
    found = {"days": rule.days(due_on, paid_on), "penalty": amount(fine).quantize(places)}
    compare(case, found)


@pytest.mark.parametrize("case", cases("days_past_due"))
def test_cases_of_days_late(case: Case) -> None:
    on = day(case, "on")
    if case.at("inputs", "oldest_unpaid_due") is not None:
        found = arrears([Due(day(case, "oldest_unpaid_due"), 1)], on)
        whole = worst([arrears([], on), found])
        threshold = int(str(case.at("inputs", "threshold")))
        marks = (found.days_late > threshold, whole.days_late > threshold)
        names = ("non_performing", "all_loans_of_borrower_marked")
        compare(case, dict(zip(names, map(str, marks), strict=True)))
        return
    rule = case.text("inputs", "rule")
    from_due = rule.startswith("the due date itself is day 1")
    lateness = Lateness(FirstLateDay.DUE_DATE if from_due else FirstLateDay.AFTER_DUE)
    found = arrears(unpaid(dues(case), paid_by(case, on)), on, lateness)
    compare(case, {"dpd": found.days_late, "class": class_of(case, found)})


@pytest.mark.parametrize("case", cases("ageing"))
def test_cases_of_ageing(case: Case) -> None:
    on = day(case, "on")
    ranges = case.at("inputs", "bucket_ranges_days")
    assert isinstance(ranges, dict)
    named = {name: Band(*bounds(given)) for name, given in ranges.items()}
    tolerance = int(str(case.at("inputs", "grace_days_loan_level") or 0))
    found = arrears(unpaid(dues(case), paid_by(case, on)), on, Lateness(tolerance=tolerance))
    names = {band: name for name, band in named.items()}
    parts = by_band(found, tuple(named.values()))
    band = band_of(found.days_late, tuple(named.values()))
    oldest = found.oldest_due_on
    compare(
        case,
        {
            "buckets": {names[band]: amount(part) for band, part in parts if part},
            "past_due_days": (on - oldest).days if oldest else 0,
            "days_after_grace": found.days_late,
            "overdue_amount": amount(found.amount),
            "class": names[band] if band else NOT_LATE,
        },
    )


@pytest.mark.parametrize("case", cases("due_dates"))
def test_cases_of_due_dates(case: Case) -> None:
    rule, start = case.text("inputs", "rule").lower(), day(case, "start")
    interval = Interval(month_end=MonthEnd.LAST_DAY)
    if "first day" in rule and "next month" in rule:
        first = first_of_next_month(start)
    elif ("last day" in rule or "end of" in rule) and "month" in rule:
        first = last_of_month(first_of_next_month(start) if "next month" in rule else start)
    elif "same day" in rule or "start date" in rule:
        first = due_dates(Interval(), start, 1)[0]
        interval = Interval()
    else:
        pytest.skip(f"a rule of due dates that no club has: {rule}")
    dates = due_dates(interval, start, int(str(case.at("inputs", "n"))), first)
    found = {"first": dates[0], "second": dates[1], "last": dates[-1]}
    compare(case, {key: date.isoformat() for key, date in found.items()})


@pytest.mark.parametrize("case", cases("write_off"))
def test_cases_of_what_is_left_to_write_off(case: Case) -> None:
    if case.at("inputs", "order") not in {None, "interest, then principal"}:
        pytest.skip("an order of payment that belongs to a loan's life")
    on, principal = dt.date(2026, 1, 10), minor(case.text("inputs", "principal"))
    owed = Due(on, principal + minor(case.text("inputs", "interest_to_date")), principal)
    left = unpaid([owed], minor(case.text("inputs", "paid")))
    compare(case, {"pending_principal": amount(sum(due.principal for due in left))})


def compare(case: Case, found: Mapping[str, object]) -> None:
    """Hold every figure that a case expects against ours of that name."""
    expected = case.at("expected")
    assert isinstance(expected, dict)
    for key, printed in expected.items():
        ours = found[key]
        if isinstance(printed, dict):
            assert ours == {name: Decimal(str(one)) for name, one in printed.items()}, key
        elif isinstance(ours, str):
            assert ours == str(printed), key
        else:
            assert Decimal(str(ours)) == Decimal(str(printed)), key


def dues(case: Case) -> list[Due]:
    """Return what falls due, however the case lists it."""
    if case.at("inputs", "due") is not None:
        return [Due(day(case, "due"), 1)]
    listed = case.at("inputs", "dues") or case.at("inputs", "instalments")
    return [
        Due(date(one.get("date") or one.get("due")), minor(one.get("amount") or one["due_amount"]))
        for one in rows(listed)
    ]


def paid_by(case: Case, on: dt.date) -> int:
    """Return what was paid up to a day, that day with it."""
    if case.at("inputs", "paid") is not None:
        return minor(case.text("inputs", "paid"))
    payments = rows(case.at("inputs", "payments"))
    return sum(minor(one["amount"]) for one in payments if date(one["date"]) <= on)


def class_of(case: Case, found: Arrears) -> str:
    """Return the name of the class that the source gives so many days."""
    classes = case.at("inputs", "classes")
    for days, name in classes.items() if isinstance(classes, dict) else ():
        if Band(*days_named(days)).holds(found.days_late):
            return str(name)
    return "None"


def days_named(words: str) -> tuple[int, int | None]:
    """Return the ends of a range as it is written: 1-30, over 90."""
    if words.startswith("over "):
        return int(words.removeprefix("over ")) + 1, None
    ends = RANGE.match(words)
    assert ends
    return int(ends[1]), int(ends[2] or ends[1])


def bounds(given: Json) -> tuple[int, int | None]:
    assert isinstance(given, list)
    first, last = given
    return int(str(first)), None if last is None else int(str(last))


def daily_terms(case: Case) -> LoanTerms:
    return LoanTerms(
        rate=yearly_rate(case),
        instalments=1,
        day_count=DAY_COUNTS[case.text("inputs", "day_count")],
    )


def yearly_rate(case: Case) -> Rate:
    return Rate.percent(case.text("inputs", "annual_rate_pct"), RatePeriod.YEAR)


def minor(given: Json) -> int:
    whole = Fraction(str(given)) * 10**DIGITS
    assert whole.denominator == 1
    return int(whole)


def amount(minor: int) -> Decimal:
    return Decimal(minor).scaleb(-DIGITS)


def decimals(given: Json) -> int:
    exponent = Decimal(str(given)).as_tuple().exponent
    assert isinstance(exponent, int)
    return -min(exponent, 0)


def day(case: Case, key: str) -> dt.date:
    return date(case.at("inputs", key))


def date(given: Json) -> dt.date:
    return dt.date.fromisoformat(str(given))


def rows(given: Json) -> list[dict[str, Json]]:
    return [one for one in given if isinstance(one, dict)] if isinstance(given, list) else []
