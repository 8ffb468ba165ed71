"""Day counts, true yearly costs and spreadsheets' level payments, against others' figures."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from math import lcm

import pytest

from ledger.core.loans.annuity import Annuity
from ledger.core.loans.calendar import MONTHLY, WEEKLY, Interval, MonthEnd, Unit, later
from ledger.core.loans.choices import FeeTime, InterestMethod, PrincipalMethod
from ledger.core.loans.cost import true_cost, yearly_rate_by_dates
from ledger.core.loans.day_count import DayCount, counted_days, year_fraction
from ledger.core.loans.effective import Flow, NoRate, rate_of, simple_rate
from ledger.core.loans.making import make_schedule
from ledger.core.loans.rate import Rate, RatePeriod
from ledger.core.loans.rounding import Rounding
from ledger.core.loans.terms import Fee, LoanTerms
from ledger.core.loans.unit_periods import PeriodUnit, UnitPeriod, european_years, unit_periods
from tests.cases.read import Case, Json, cases

CONVENTIONS = {
    "30/360": DayCount.THIRTY_360,
    "30/360 ISDA": DayCount.THIRTY_360,
    "30E/360": DayCount.THIRTY_E_360,
    "30E+/360": DayCount.THIRTY_E_PLUS_360,
    "30E/360 ISDA": DayCount.THIRTY_E_360_ISDA,
    "30U/360": DayCount.THIRTY_U_360,
    "NL/365": DayCount.NO_LEAP_365,
    "act/360": DayCount.ACTUAL_360,
    "act/364": DayCount.ACTUAL_364,
    "act/365F": DayCount.ACTUAL_365,
    "act/act ISDA": DayCount.ACTUAL_ACTUAL,
    "actual": DayCount.ACTUAL_365,
}
UNIT_PERIODS = {
    "day": UnitPeriod(PeriodUnit.DAY),
    "week": UnitPeriod(PeriodUnit.WEEK),
    "fortnight": UnitPeriod(PeriodUnit.WEEK, 2),
    "half_month": UnitPeriod(PeriodUnit.HALF_MONTH),
    "month": UnitPeriod(PeriodUnit.MONTH),
    "quarter": UnitPeriod(PeriodUnit.MONTH, 3),
    "half_year": UnitPeriod(PeriodUnit.MONTH, 6),
    "year": UnitPeriod(PeriodUnit.YEAR),
}
TIMES = {"years": 1, "months": 12, "weeks": 52}
FINE = 10**12
"""A principal in minor units so small that no rounding shows in a rate."""
NEAR = Fraction(6, 100)
"""SSBEC's printed figures run up to so many per cent above the exact ones."""
EXACT_DIGITS, RELATIVE = 8, Fraction(1, 10**7)
FUNCTIONS = {"PMT", "IPMT", "PPMT", "CUMIPMT", "CUMPRINC", "XIRR"}


@pytest.mark.parametrize("case", cases("day_count"))
def test_cases_of_day_counts(case: Case) -> None:
    start, end = day(case.at("inputs", "start")), day(case.at("inputs", "end"))
    days = case.at("expected", "days")
    if isinstance(days, dict):
        ours = {name: counted_days(CONVENTIONS[name], start, end) for name in days}
        assert ours == {name: int(str(count)) for name, count in days.items()}
        return
    convention = case.text("inputs", "convention")
    if convention == "us_appendix_j":
        period = UNIT_PERIODS[spelled(case.text("inputs", "unit_period"))]
        found = unit_periods(period, start, end)
        assert found.whole == case.at("expected", "whole_unit_periods")
        assert found.odd == Fraction(case.text("expected", "fraction"))
        assert period.in_a_year == case.at("expected", "unit_periods_per_year")
        return
    years = years_between(convention, start, end)
    expression = case.text("expected", "year_fraction")
    assert years == sum(Fraction(part.strip()) for part in expression.split("+"))
    assert rounded(years, EXACT_DIGITS) == Fraction(case.text("expected", "value"))


@pytest.mark.parametrize("case", cases("apr"))
def test_cases_of_true_yearly_rates(case: Case) -> None:
    rule = case.text("inputs", "rule")
    rates = {"us_appendix_j": by_unit_periods, "eu_aprc": by_years, "xirr": by_flows}
    if rule not in rates:
        pytest.skip(f"a rule of which nothing is told: {rule}")
    places = int(str(case.at("expected", "decimals")))
    printed = Fraction(case.text("expected", "apr_pct"))
    assert rounded(rates[rule](case) * 100, places) == rounded(printed, places)


@pytest.mark.parametrize("case", cases("flat_to_eir"))
def test_cases_of_flat_rates_and_what_they_come_to(case: Case) -> None:
    instalments = int(str(case.at("inputs", "instalments")))
    interval = WEEKLY if case.at("inputs", "every") == "week" else MONTHLY
    fee = str(case.at("inputs", "fee") or case.at("inputs", "fees") or 0)
    lent = Fraction(str(case.at("inputs", "principal") or 1))
    share = Fraction(fee.removesuffix("%")) / (100 if fee.endswith("%") else lent)
    terms = LoanTerms(
        rate=flat_rate(case, lent),
        instalments=instalments,
        interest=InterestMethod.FLAT,
        repayment=PrincipalMethod.EQUAL_INSTALMENTS,
        interval=interval,
        fees=(Fee(FeeTime.AT_DISBURSEMENT, share=share),),
    )
    cost = true_cost(make_schedule(terms, FINE, dt.date(2026, 1, 10)), interval)
    printed = Fraction(case.text("expected", "eir_pct"))
    if case.text("expected", "annualisation").startswith("nominal"):
        assert abs(cost.nominal * 100 - printed) <= NEAR
    else:
        assert rounded(cost.effective * 100, 2) == printed


@pytest.mark.parametrize("case", cases("spreadsheet_function"))
def test_cases_of_spreadsheet_functions(case: Case) -> None:
    name = case.text("inputs", "function")
    if name not in FUNCTIONS:
        pytest.skip(f"{name}: a function that no rule of lending asks for")
    given = case.at("inputs", "args")
    assert isinstance(given, list)
    if case.at("expected", "error") is not None:
        with pytest.raises((NoRate, Refused)):
            computed(name, given)
        return
    found = computed(name, given)
    printed = Decimal(str(case.at("expected", "value")))
    expected, difference = Fraction(printed), abs(found - Fraction(printed))
    if case.at("expected", "tolerance") is not None:
        assert difference <= Fraction(str(case.at("expected", "tolerance")))
        return
    exponent = printed.as_tuple().exponent
    assert isinstance(exponent, int)
    places = min(-min(exponent, 0), EXACT_DIGITS)
    is_printed = rounded(found, places) == rounded(expected, places)
    assert is_printed or difference <= abs(expected) * RELATIVE


class Refused(Exception):
    """A spreadsheet would say #NUM! or #VALUE!: our rules take such values at no door."""


def years_between(convention: str, start: dt.date, end: dt.date) -> Fraction:
    if convention.startswith("eu_2008_48_ec"):
        unit = convention.partition("(")[2].removesuffix(")") or "month"
        return european_years(Unit(unit), start, end)
    return year_fraction(CONVENTIONS[convention], start, end)


def by_unit_periods(case: Case) -> Fraction:
    """Return the rate of appendix J: that of a unit-period times unit-periods in a year."""
    unit = PeriodUnit(spelled(case.text("inputs", "unit_period", "unit")))
    period = UnitPeriod(unit, int(str(case.at("inputs", "unit_period", "multiple"))))
    advances = [
        (day(one["date"]), Fraction(str(one["amount"]))) for one in listed(case, "advances")
    ]
    payments = [flow for one in listed(case, "payments") for flow in series(one)]
    begun_on = min(at for at, _ in advances)
    if len(advances) == len(payments) == 1:
        (paid_on, paid), (_, lent) = payments[0], advances[0]
        advance, payment = whole([lent, paid])
        return simple_rate(advance, payment, Fraction((paid_on - begun_on).days, 365))
    dated = [*((at, -amount) for at, amount in advances), *payments]
    flows = []
    amounts = whole([amount for _, amount in dated])
    for (at, _), amount in zip(dated, amounts, strict=True):
        found = unit_periods(period, begun_on, at)
        flows.append(Flow(Fraction(found.whole), amount, found.odd))
    return rate_of(flows) * period.in_a_year


def series(given: dict[str, Json]) -> Iterator[tuple[dt.date, Fraction]]:
    """Yield the payments of a series; one that begins on a month's last day stays on last days."""
    amount = Fraction(str(given["amount"]))
    if "date" in given:
        yield day(given["date"]), amount
        return
    first, every = day(given["first"]), int(str(given.get("every", 1)))
    unit = spelled(str(given.get("unit", "month")))
    for number in range(int(str(given.get("count", 1)))):
        if unit == "half_month":
            months, half = divmod(number * every, 2)
            start = first + dt.timedelta(days=15 * half)
            yield later(Interval(1), start, months), amount
        else:
            interval = Interval(every, Unit(unit), MonthEnd.LAST_DAY)
            yield later(interval, first, number), amount


def by_years(case: Case) -> Fraction:
    """Return the yearly rate of the European Union: times are years, however they are counted."""
    time = case.text("inputs", "time")
    signed = [
        *((one, -1) for one in listed(case, "advances")),
        *((one, 1) for one in listed(case, "payments")),
    ]
    amounts = whole([sign * Fraction(str(one["amount"])) for one, sign in signed])
    ats = [one.get("t") for one, _ in signed]
    if time in TIMES:
        years = [Fraction(str(at)) / TIMES[time] for at in ats]
    else:
        dates = [day(one["date"]) for one, _ in signed]
        convention = "act/365F" if time == "days / 365" else time
        years = [years_between(convention, min(dates), date) for date in dates]
    return rate_of([Flow(at, amount) for at, amount in zip(years, amounts, strict=True)])


def by_flows(case: Case) -> Fraction:
    flows = listed(case, "flows")
    amounts = whole([Fraction(str(flow["amount"])) for flow in flows])
    dates = [day(flow["date"]) for flow in flows]
    convention = CONVENTIONS[case.text("inputs", "time")]
    return yearly_rate_by_dates(list(zip(dates, amounts, strict=True)), convention)


def flat_rate(case: Case, lent: Fraction) -> Rate:
    """Return a flat rate as the source states it, or what the total is above the sum lent."""
    stated = case.at("inputs", "flat_rate_pct_per_year")
    if stated is not None:
        return Rate.percent(str(stated), RatePeriod.YEAR)
    return Rate(Fraction(case.text("inputs", "total")) / lent - 1, RatePeriod.TERM)


def computed(name: str, given: list[Json]) -> Fraction:
    """Return what a spreadsheet's function gives, by our annuities and rates."""
    if name == "XIRR":
        return xirr(*given[:3])
    numbers = numbers_of(given)
    if name.startswith("CUM"):
        rate, periods, present, first, last, kind = [*numbers, Fraction(0)][:6]
        is_wrong = min(rate, periods, present) <= 0 or not 1 <= first <= last <= periods
        annuity = level(rate, periods, present, kind=kind)
        if is_wrong:
            raise Refused
        part = annuity.interest_in if name == "CUMIPMT" else annuity.principal_in
        return sum((part(number) for number in range(int(first), int(last) + 1)), Fraction(0))
    if name == "PMT":
        rate, periods, present, future, kind = [*numbers, *[Fraction(0)] * 5][:5]
        return level(rate, periods, present, future, kind=kind).payment
    rate, number, periods, present, future, kind = [*numbers, *[Fraction(0)] * 6][:6]
    annuity = level(rate, periods, present, future, kind=kind)
    if not 1 <= number <= periods:
        raise Refused
    part = annuity.interest_in if name == "IPMT" else annuity.principal_in
    return part(int(number))


def level(
    rate: Fraction,
    periods: Fraction,
    present: Fraction,
    future: Fraction = Fraction(0),
    *,
    kind: Fraction,
) -> Annuity:
    if kind not in {0, 1} or periods < 1 or rate <= -1:
        raise Refused
    if periods.denominator != 1:
        pytest.skip("a number of periods that is not whole")
    return Annuity(rate, int(periods), present, future, in_advance=kind == 1)


def xirr(values: Json = None, dates: Json = None, guess: Json = None) -> Fraction:
    if not isinstance(values, list) or not isinstance(dates, list) or len(values) != len(dates):
        raise Refused
    if numbers_of([guess])[0] <= -1:
        raise Refused
    try:
        days = [day(one) for one in dates]
    except ValueError as error:
        raise Refused from error
    return yearly_rate_by_dates(list(zip(days, whole(numbers_of(values)), strict=True)))


def numbers_of(given: list[Json]) -> list[Fraction]:
    """Return arguments as exact numbers; what is left out is zero, and a text is refused."""
    try:
        return [Fraction(str(0 if one is None else one)) for one in given]
    except ValueError as error:
        raise Refused from error


def whole(amounts: list[Fraction]) -> list[int]:
    """Return amounts as whole numbers of the smallest unit that all of them need."""
    unit = lcm(*(amount.denominator for amount in amounts))
    return [int(amount * unit) for amount in amounts]


def rounded(value: Fraction, places: int) -> Fraction:
    return Fraction(Rounding().of(value * 10**places), 10**places)


def spelled(unit: str) -> str:
    """Return a unit's name as ours: half-month, semimonth and half_months are one."""
    name = unit.lower().replace("-", "").replace("_", "").removesuffix("s")
    return {"halfmonth": "half_month", "semimonth": "half_month", "halfyear": "half_year"}.get(
        name, name
    )


def day(given: Json) -> dt.date:
    return dt.date.fromisoformat(str(given))


def listed(case: Case, key: str) -> list[dict[str, Json]]:
    given = case.at("inputs", key)
    assert isinstance(given, list)
    return [one for one in given if isinstance(one, dict)]
