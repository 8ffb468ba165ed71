"""Rates, roundings, dates: what is stated, what the law allows, what a loan really costs."""

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core.loans.annuity import Annuity, level_share
from ledger.core.loans.calendar import (
    MONTHLY,
    TWO_WEEKLY,
    Interval,
    MonthEnd,
    Move,
    PayDays,
    Unit,
    due_dates,
    intervals_between,
    periods_until,
)
from ledger.core.loans.choices import FeeTime, InterestMethod, PrincipalMethod
from ledger.core.loans.cost import true_cost, yearly_rate_by_dates
from ledger.core.loans.day_count import DayCount, counted_days, year_fraction, year_parts
from ledger.core.loans.effective import Flow, NoRate, compounded, rate_of
from ledger.core.loans.making import make_schedule
from ledger.core.loans.rate import (
    LEGAL_CAP,
    OverdueRateAboveCap,
    Rate,
    RateAboveCap,
    RateBelowZero,
    RatePeriod,
    check_overdue_rate,
    check_rate,
)
from ledger.core.loans.rounding import (
    MultipleNotAboveZero,
    Rounding,
    RoundingMode,
    significant,
)
from ledger.core.loans.terms import Fee, LoanTerms
from ledger.core.loans.unit_periods import PeriodUnit, UnitPeriod, unit_periods
from ledger.core.money import Money
from tests.core.loan_terms import days

BEGUN_ON = dt.date(2026, 1, 10)
LEVEL = PrincipalMethod.EQUAL_INSTALMENTS
UNIT = Fraction(1, 10**12)


def test_two_per_cent_a_month_is_refused_by_the_law() -> None:
    # Khánh Hòa's case (DOMAIN.md, section 11, scenario 9).
    with pytest.raises(RateAboveCap) as refused:
        check_rate(Rate.percent(2))
    assert refused.value.facts() == {"rate": Fraction(24, 100), "cap": Fraction(20, 100)}


@pytest.mark.parametrize(
    "rate",
    [
        Rate.percent(1),
        Rate.percent("1.6666"),
        Rate(Fraction(1, 60)),
        Rate.percent(20, RatePeriod.YEAR),
        Rate(Fraction(0)),
    ],
)
def test_up_to_twenty_per_cent_a_year_may_be_agreed(rate: Rate) -> None:
    check_rate(rate)


@pytest.mark.parametrize(
    "rate", [Rate.percent("1.6667"), Rate(LEGAL_CAP.share + UNIT, LEGAL_CAP.per)]
)
def test_a_little_more_may_not(rate: Rate) -> None:
    with pytest.raises(RateAboveCap):
        check_rate(rate)


def test_a_rate_of_the_whole_term_is_capped_by_its_years() -> None:
    half_a_year = Rate.percent(10, RatePeriod.TERM)
    check_rate(half_a_year, term_in_years=Fraction(1, 2))
    with pytest.raises(RateAboveCap):
        check_rate(half_a_year, term_in_years=Fraction(5, 12))
    with pytest.raises(ValueError, match="no term"):
        check_rate(half_a_year)


def test_overdue_interest_is_at_most_one_and_a_half_times_the_rate() -> None:
    check_overdue_rate(Rate.percent("1.5"), Rate.percent(1))
    with pytest.raises(OverdueRateAboveCap) as refused:
        check_overdue_rate(Rate.percent("1.51"), Rate.percent(1))
    assert refused.value.cap == Fraction(18, 100)


def test_a_rate_is_not_below_zero() -> None:
    with pytest.raises(RateBelowZero):
        Rate.percent(-1)


def test_a_rate_of_money_is_money() -> None:
    assert Rate.percent("0.8").of(Money(4_606_000)) == Money(36_848)
    assert Rate.monthly_ppm(8_000).of(Money(4_606_000), 3) == Money(110_544)
    assert Rate.percent(1).of(Money(50)) == Money(1)
    assert Rate.percent(1).of(Money(50), rounding=Rounding(mode=RoundingMode.DOWN)) == Money(0)


def test_a_rate_of_one_unit_becomes_one_of_another() -> None:
    assert Rate.percent(1).by_interval(Interval(3), 4) == Fraction(3, 100)
    assert Rate.percent(12, RatePeriod.YEAR).by_interval(MONTHLY, 12) == Fraction(1, 100)
    assert Rate.percent(26, RatePeriod.YEAR).by_interval(TWO_WEEKLY, 12) == Fraction(1, 100)
    assert Rate.percent(365, RatePeriod.YEAR).by_interval(Interval(1, Unit.DAY), 9) == Fraction(
        1, 100
    )
    assert Rate.percent(15, RatePeriod.TERM).by_interval(MONTHLY, 10) == Fraction(15, 1_000)


@pytest.mark.parametrize(
    ("mode", "rounded"),
    [
        (RoundingMode.HALF_AWAY, [1, 2, 3, 2, -1, -3]),
        (RoundingMode.HALF_EVEN, [0, 2, 2, 2, 0, -2]),
        (RoundingMode.UP, [1, 2, 3, 3, -1, -3]),
        (RoundingMode.DOWN, [0, 1, 2, 2, 0, -2]),
    ],
)
def test_modes_differ_where_an_amount_lies_between(mode: RoundingMode, rounded: list[int]) -> None:
    amounts = ["0.5", "1.5", "2.5", "2.1", "-0.5", "-2.5"]
    assert [Rounding(mode=mode).of(Fraction(one)) for one in amounts] == rounded


@given(st.fractions(-10_000, 10_000), st.integers(1, 5_000), st.sampled_from(RoundingMode))
def test_a_rounded_amount_is_a_multiple_and_near(
    amount: Fraction, multiple: int, mode: RoundingMode
) -> None:
    found = Rounding(multiple, mode).of(amount)
    assert found % multiple == 0
    assert abs(found - amount) < multiple
    assert Rounding(multiple, mode).of(-amount) == -found


def test_there_is_no_multiple_of_nothing() -> None:
    with pytest.raises(MultipleNotAboveZero):
        Rounding(0)


def test_significant_digits_are_counted_from_the_first() -> None:
    assert significant(Fraction(2, 3), 4) == Fraction(6_667, 10_000)
    assert significant(Fraction(123_450), 4) == 123_400
    assert significant(Fraction(2, 3), None) == Fraction(2, 3)


def test_flat_one_per_cent_a_month_costs_1_788_per_cent() -> None:
    # RULES.md, section 2: over twelve months; 21,5 % a year, which is above the cap.
    terms = LoanTerms(
        rate=Rate.percent(1), instalments=12, interest=InterestMethod.FLAT, repayment=LEVEL
    )
    cost = true_cost(make_schedule(terms, 12_000_000, BEGUN_ON), MONTHLY)
    assert round(cost.by_interval * 100, 3) == Fraction("1.788")
    assert round(cost.nominal * 100, 1) == Fraction("21.5")
    assert round(cost.effective * 100, 1) == Fraction("23.7")
    assert cost.is_above()


@pytest.mark.parametrize("method", list(PrincipalMethod)[:3])
def test_a_declining_loan_costs_what_it_states(method: PrincipalMethod) -> None:
    terms = LoanTerms(rate=Rate.percent(1), instalments=12, repayment=method)
    cost = true_cost(make_schedule(terms, 12_000_000_000, BEGUN_ON), MONTHLY)
    assert abs(cost.nominal - Fraction(12, 100)) < Fraction(1, 10**9)
    assert not cost.is_above()


def test_a_fee_and_a_meeting_later_change_the_cost_as_they_should() -> None:
    terms = LoanTerms(rate=Rate.percent(1), instalments=1, interval=Interval(12))
    plain = make_schedule(terms, 1_000_000, BEGUN_ON)
    assert true_cost(plain, terms.interval).effective == Fraction(12, 100)
    later = plain.payable(PayDays(Move.NEXT_MEETING, meeting_day=20))
    assert true_cost(later, terms.interval) == true_cost(plain, terms.interval)
    fee = LoanTerms(
        rate=Rate.percent(1), instalments=1, interval=Interval(12),
        fees=(Fee(FeeTime.AT_DISBURSEMENT, amount=20_000),),
    )  # fmt: skip
    # 980,000 received, 1,120,000 paid back after a year.
    cost = true_cost(make_schedule(fee, 1_000_000, BEGUN_ON), fee.interval)
    assert round(cost.effective, 6) == round(Fraction(112, 98) - 1, 6)


def test_a_longer_first_period_is_as_long_as_it_is() -> None:
    terms = LoanTerms(rate=Rate.percent(1), instalments=12, repayment=LEVEL)
    first = dt.date(2026, 2, 25)
    cost = true_cost(make_schedule(terms, 10**12, BEGUN_ON, first_due_on=first), MONTHLY)
    assert abs(cost.by_interval - Fraction(1, 100)) < Fraction(1, 10**4)


@pytest.mark.parametrize("amounts", [[], [0, 0], [-5], [5, 3], [-5, 0]])
def test_what_never_turns_bears_no_rate(amounts: list[int]) -> None:
    with pytest.raises(NoRate):
        rate_of([Flow(Fraction(at), amount) for at, amount in enumerate(amounts)])


def test_a_rate_is_found_below_zero_and_far_above() -> None:
    assert rate_of([Flow(Fraction(0), -1_000), Flow(Fraction(1), 900)]) == Fraction(-1, 10)
    assert rate_of([Flow(Fraction(0), -1), Flow(Fraction(1), 1_000_001)]) == 1_000_000
    assert rate_of([Flow(Fraction(0), -100), Flow(Fraction(2), 121)]) == Fraction(1, 10)


def test_dated_flows_may_begin_before_the_first_that_is_listed() -> None:
    year_later, begin = dt.date(2027, 1, 10), BEGUN_ON
    flows = [(year_later, 1_100), (begin, -1_000)]
    assert yearly_rate_by_dates(flows) == Fraction(1, 10)


@given(st.fractions(Fraction(-1, 2), 3, max_denominator=1_000), st.integers(0, 60))
def test_compounding_whole_periods_is_a_power(rate: Fraction, times: int) -> None:
    exact = (1 + rate) ** times - 1
    assert abs(compounded(rate, Fraction(times)) - exact) <= abs(exact) / 10**15 + UNIT / 1_000


def test_compounding_parts_of_a_period_takes_roots() -> None:
    assert compounded(Fraction(21, 100), Fraction(1, 2)) == Fraction(1, 10)
    assert compounded(Fraction(331, 1_000), Fraction(2, 3)) == Fraction(21, 100)


def test_a_level_share_without_interest_is_an_even_one() -> None:
    assert level_share([Fraction(0)] * 7) == Fraction(1, 7)
    assert level_share([Fraction(1, 100)]) == Fraction(101, 100)


def test_an_annuity_ends_at_its_future_value() -> None:
    saved = Annuity(Fraction(1, 100), 24, Fraction(-1_000), Fraction(5_000), in_advance=True)
    assert saved.balance_after(24) == -5_000
    assert saved.interest_in(1) == 0
    assert saved.principal_in(1) == saved.payment


def test_days_of_two_years_are_shares_of_both() -> None:
    # 10 December 2027 to 10 January 2028, which is a leap year.
    span = dt.date(2027, 12, 10), dt.date(2028, 1, 10)
    assert year_parts(DayCount.ACTUAL_ACTUAL, *span) == [(22, 365), (9, 366)]
    assert year_parts(DayCount.ACTUAL_ACTUAL_DAYS, *span) == [(21, 365), (10, 366)]
    assert year_fraction(DayCount.ACTUAL_FIRST_YEAR, *span) == Fraction(31, 365)
    assert year_fraction(DayCount.ACTUAL_FIRST_YEAR, *span, first_year=2028) == Fraction(31, 366)


@given(days, days, days, st.sampled_from([DayCount.ACTUAL_ACTUAL, DayCount.ACTUAL_ACTUAL_DAYS]))
def test_true_days_of_true_years_add_up(
    one: dt.date, other: dt.date, third: dt.date, count: DayCount
) -> None:
    first, middle, last = sorted([one, other, third])
    parts = year_fraction(count, first, middle) + year_fraction(count, middle, last)
    assert parts == year_fraction(count, first, last)


@given(days, days, st.sampled_from(DayCount))
def test_no_convention_counts_below_zero_or_far_from_the_truth(
    one: dt.date, other: dt.date, count: DayCount
) -> None:
    first, last = sorted([one, other])
    true = (last - first).days
    assert year_fraction(count, first, last) >= 0
    assert abs(counted_days(count, first, last) - true) <= 3 + true * Fraction(6, 365)


def test_who_begins_on_a_last_day_may_stay_on_last_days() -> None:
    start = dt.date(2026, 2, 28)
    last_days = due_dates(Interval(month_end=MonthEnd.LAST_DAY), start, 3)
    assert [day.day for day in last_days] == [31, 30, 31]
    assert [day.day for day in due_dates(MONTHLY, start, 3)] == [28, 28, 28]


def test_a_day_that_a_month_lacks_may_become_the_first_of_the_next() -> None:
    dates = due_dates(Interval(month_end=MonthEnd.FIRST_OF_NEXT), dt.date(2026, 1, 31), 3)
    assert dates == (dt.date(2026, 3, 1), dt.date(2026, 3, 31), dt.date(2026, 5, 1))


def test_grace_until_a_date_is_a_number_of_periods() -> None:
    dates = due_dates(MONTHLY, BEGUN_ON, 12)
    assert periods_until(dates, dt.date(2026, 5, 9)) == 3
    assert periods_until(dates, dt.date(2026, 5, 10)) == 4


def test_odd_days_are_a_share_of_the_month_in_which_they_lie() -> None:
    found = intervals_between(MONTHLY, dt.date(2024, 1, 1), dt.date(2024, 2, 18))
    assert found == 1 + Fraction(17, 29)
    assert intervals_between(TWO_WEEKLY, BEGUN_ON, dt.date(2026, 1, 31)) == Fraction(3, 2)


def test_a_holiday_moves_a_due_date_on_or_back() -> None:
    new_year = dt.date(2026, 2, 17)
    tet = frozenset(new_year + dt.timedelta(days=one) for one in range(5))
    sundays = frozenset([6])
    on = PayDays(Move.NEXT_OPEN_DAY, closed_weekdays=sundays, holidays=tet)
    back = PayDays(Move.OPEN_DAY_BEFORE, closed_weekdays=sundays, holidays=tet)
    meeting = PayDays(Move.NEXT_MEETING, meeting_day=18, holidays=tet)
    # 17 to 21 February is Tết, the 22nd a Sunday.
    assert on.pay_on(new_year) == dt.date(2026, 2, 23)
    assert back.pay_on(new_year) == dt.date(2026, 2, 16)
    assert meeting.pay_on(new_year) == dt.date(2026, 2, 22)
    assert PayDays(Move.NEXT_MEETING, meeting_day=31).pay_on(new_year) == dt.date(2026, 2, 28)
    assert PayDays().pay_on(new_year) == new_year


def test_half_months_and_months_are_counted_back_from_a_payment() -> None:
    # Regulation Z, appendix J (b) (5) (iii): from 10 January to 4 March.
    start, end = dt.date(2026, 1, 10), dt.date(2026, 3, 4)
    half = unit_periods(UnitPeriod(PeriodUnit.HALF_MONTH), start, end)
    assert (half.whole, half.odd) == (3, Fraction(10, 15))
    quarter = unit_periods(UnitPeriod(PeriodUnit.MONTH, 3), start, end)
    assert (quarter.whole, quarter.odd) == (0, Fraction(55, 90))
    assert unit_periods(UnitPeriod(PeriodUnit.MONTH, 12), start, end).odd == Fraction(53, 365)
    assert unit_periods(UnitPeriod(PeriodUnit.DAY, 15), start, end).whole == 3
