"""Schedules that an accountant can check by hand: every kind of repayment, grace and rounding."""

import datetime as dt
from fractions import Fraction

import pytest

from ledger.core.loans.amortisation import InstalmentTooSmall
from ledger.core.loans.calendar import (
    QUARTERLY,
    TWO_WEEKLY,
    DatesOutOfOrder,
    Interval,
    Move,
    PayDays,
    Unit,
)
from ledger.core.loans.choices import FeeTime, InterestMethod, LastInstalment, PrincipalMethod
from ledger.core.loans.day_count import DayCount
from ledger.core.loans.making import (
    AgreedPart,
    PartsDoNotAddUp,
    PartsNotAgreed,
    PrincipalNotAboveZero,
    free_schedule,
    make_schedule,
    schedule_on,
)
from ledger.core.loans.rate import Rate, RatePeriod
from ledger.core.loans.rounding import Rounding, RoundingMode
from ledger.core.loans.schedule import Instalment
from ledger.core.loans.terms import (
    DownPaymentOutOfRange,
    Fee,
    FeeBelowZero,
    GraceOutOfRange,
    LoanTerms,
    TermOutOfRange,
    club_terms,
)
from ledger.core.money import LARGEST_MINOR, AmountTooLarge

BEGUN_ON = dt.date(2026, 1, 10)
FIVE_MILLION = 5_000_000
ONE_PERCENT = Rate.percent(1)
FLAT, LEVEL = InterestMethod.FLAT, PrincipalMethod.EQUAL_INSTALMENTS
PARTS, FREE = PrincipalMethod.EQUAL_PRINCIPAL, PrincipalMethod.FREE
A_YEAR = LoanTerms(rate=ONE_PERCENT, instalments=12)
"""The clubs' most common loan: 1 % a month, principal at the end."""


def test_the_clubs_loan_pays_interest_monthly_and_principal_at_the_end() -> None:
    schedule = make_schedule(A_YEAR, FIVE_MILLION, BEGUN_ON)
    assert schedule.interests == (50_000,) * 12
    assert schedule.principals == (0,) * 11 + (FIVE_MILLION,)
    last = Instalment(12, dt.date(2027, 1, 10), FIVE_MILLION, 50_000, 0, 0)
    assert schedule.instalments[-1] == last
    assert last.total == 5_050_000


def test_level_instalments_of_five_million_at_one_per_cent() -> None:
    terms = LoanTerms(rate=ONE_PERCENT, instalments=12, repayment=LEVEL)
    schedule = make_schedule(terms, FIVE_MILLION, BEGUN_ON)
    assert schedule.totals == (444_244,) * 11 + (444_243,)
    assert schedule.interests[:3] == (50_000, 46_058, 42_076)
    assert schedule.principals[0] == 394_244


def test_equal_parts_are_rounded_up_to_the_club_s_multiple_and_the_last_takes_the_rest() -> None:
    terms = club_terms(PARTS, 12, 8_000, 1_000)
    schedule = make_schedule(terms, FIVE_MILLION, BEGUN_ON)
    assert schedule.principals == (417_000,) * 11 + (413_000,)
    assert schedule.interests[:2] == (40_000, 36_664)


def test_a_multiple_that_pays_the_debt_before_its_time_leaves_empty_instalments() -> None:
    terms = club_terms(PARTS, 12, 10_000, 1_000_000)
    schedule = make_schedule(terms, FIVE_MILLION, BEGUN_ON)
    assert schedule.principals == (1_000_000,) * 5 + (0,) * 7
    assert schedule.interests == (50_000, 40_000, 30_000, 20_000, 10_000) + (0,) * 7


def test_the_neighbours_flat_loan_costs_six_hundred_and_thirty_thousand() -> None:
    # VSLA Điện Biên: 7 million, 6 months, 1,5 % a month (DOMAIN.md, section 11, scenario 8).
    terms = LoanTerms(rate=Rate.percent("1.5"), instalments=6, interest=FLAT, repayment=LEVEL)
    schedule = make_schedule(terms, 7_000_000, BEGUN_ON)
    assert sum(schedule.interests) == 630_000
    assert schedule.totals == (1_271_667,) * 5 + (1_271_665,)


def test_the_last_flat_interest_takes_what_rounding_leaves() -> None:
    terms = LoanTerms(rate=Rate.percent("0.8"), instalments=12, interest=FLAT, repayment=PARTS)
    schedule = make_schedule(terms, 4_333_333, BEGUN_ON)
    assert schedule.interests == (34_667,) * 11 + (34_663,)
    assert sum(schedule.interests) == 416_000


def test_flat_instalments_are_two_rounded_parts_together() -> None:
    terms = LoanTerms(
        rate=ONE_PERCENT, instalments=12, interest=FLAT, repayment=LEVEL,
        instalment_rounding=Rounding(1_000),
    )  # fmt: skip
    schedule = make_schedule(terms, 4_650_000, BEGUN_ON)
    # 387,500 rounds to 388,000 and 46,500 to 47,000: 435,000 a month.
    assert schedule.totals == (435_000,) * 11 + (423_000,)
    assert schedule.interests == (46_500,) * 12


@pytest.mark.parametrize(
    ("count", "interests"),
    [
        (None, [550_000]),
        (DayCount.ACTUAL_365, [549_041]),
    ],
)
def test_ten_january_to_ten_december_by_months_and_by_days(
    count: DayCount | None, interests: list[int]
) -> None:
    # DOMAIN.md, section 11, scenario 10: 334 days, in one sum.
    terms = LoanTerms(rate=ONE_PERCENT, instalments=1, interval=Interval(11), day_count=count)
    assert list(make_schedule(terms, FIVE_MILLION, BEGUN_ON).interests) == interests


def test_the_same_days_month_by_month_come_to_the_same() -> None:
    terms = LoanTerms(rate=ONE_PERCENT, instalments=11, day_count=DayCount.ACTUAL_365)
    interests = make_schedule(terms, FIVE_MILLION, BEGUN_ON).interests
    assert interests[:4] == (50_959, 46_027, 50_959, 49_315)
    assert sum(interests) == 549_041


def test_level_instalments_by_days_differ_in_the_last_by_rounding_only() -> None:
    terms = LoanTerms(
        rate=Rate.percent(12, RatePeriod.YEAR), instalments=12, repayment=LEVEL,
        day_count=DayCount.ACTUAL_365,
    )  # fmt: skip
    totals = make_schedule(terms, FIVE_MILLION, BEGUN_ON).totals
    assert len(set(totals[:-1])) == 1
    assert abs(totals[-1] - totals[0]) <= 6


def test_due_dates_keep_the_agreed_day_and_do_not_drift() -> None:
    schedule = make_schedule(A_YEAR, FIVE_MILLION, dt.date(2026, 1, 31))
    assert [day.day for day in schedule.due_dates[:4]] == [28, 31, 30, 31]


@pytest.mark.parametrize(
    ("interval", "second", "interest"),
    [
        (QUARTERLY, dt.date(2026, 7, 10), 150_000),
        (TWO_WEEKLY, dt.date(2026, 2, 7), 23_077),
        (Interval(15, Unit.DAY), dt.date(2026, 2, 9), 24_658),
        (Interval(1, Unit.YEAR), dt.date(2028, 1, 10), 600_000),
    ],
)
def test_whole_periods_of_other_intervals(
    interval: Interval, second: dt.date, interest: int
) -> None:
    # 12 % a year: a quarter of it, 2/52, 15/365, the whole.
    terms = LoanTerms(rate=ONE_PERCENT, instalments=3, interval=interval)
    schedule = make_schedule(terms, FIVE_MILLION, BEGUN_ON)
    assert schedule.due_dates[1] == second
    assert schedule.interests[0] == interest


def test_a_rate_of_the_whole_term_is_spread_evenly() -> None:
    # Sa-Dhan's table: 15 % of the sum lent over fifty weeks.
    terms = LoanTerms(
        rate=Rate.percent(15, RatePeriod.TERM), instalments=50, interest=FLAT, repayment=LEVEL,
        interval=Interval(1, Unit.WEEK),
    )  # fmt: skip
    schedule = make_schedule(terms, 1_000_000, BEGUN_ON)
    assert set(schedule.totals) == {23_000}


def test_grace_on_principal_leaves_level_instalments_for_the_rest() -> None:
    terms = LoanTerms(rate=ONE_PERCENT, instalments=12, repayment=LEVEL, grace_on_principal=3)
    schedule = make_schedule(terms, FIVE_MILLION, BEGUN_ON)
    assert schedule.totals[:4] == (50_000, 50_000, 50_000, 583_702)
    assert schedule.balances[2] == FIVE_MILLION


def test_deferred_interest_is_paid_with_the_first_period_after() -> None:
    terms = LoanTerms(rate=ONE_PERCENT, instalments=6, interest_deferred=3)
    interests = make_schedule(terms, FIVE_MILLION, BEGUN_ON).interests
    assert interests == (0, 0, 0, 200_000, 50_000, 50_000)


def test_all_interest_may_wait_until_the_end() -> None:
    terms = LoanTerms(rate=ONE_PERCENT, instalments=6, interest_deferred=6)
    assert make_schedule(terms, FIVE_MILLION, BEGUN_ON).interests == (0,) * 5 + (300_000,)


def test_interest_free_periods_are_never_charged() -> None:
    terms = LoanTerms(rate=ONE_PERCENT, instalments=6, interest_free=2, repayment=LEVEL)
    schedule = make_schedule(terms, FIVE_MILLION, BEGUN_ON)
    assert schedule.interests[:2] == (0, 0)
    assert max(schedule.totals) - min(schedule.totals) <= 3


def test_a_longer_first_month_counts_its_odd_days_as_a_share_of_the_next() -> None:
    # 10 January to 25 February: a month, and 15 of the 28 days to 10 March.
    schedule = make_schedule(A_YEAR, FIVE_MILLION, BEGUN_ON, first_due_on=dt.date(2026, 2, 25))
    assert schedule.interests[:2] == (76_786, 50_000)
    assert schedule.due_dates[:2] == (dt.date(2026, 2, 25), dt.date(2026, 3, 25))


def test_a_shorter_first_month_costs_less() -> None:
    schedule = make_schedule(A_YEAR, FIVE_MILLION, BEGUN_ON, first_due_on=dt.date(2026, 1, 26))
    assert schedule.interests[:2] == (25_806, 50_000)


def test_due_dates_put_off_one_by_one_cost_nothing() -> None:
    dates = [dt.date(2026, 2, 15), dt.date(2026, 3, 20)]
    schedule = schedule_on(LoanTerms(rate=ONE_PERCENT, instalments=2), 1_000_000, BEGUN_ON, dates)
    assert schedule.interests == (10_000, 10_000)
    assert schedule.due_dates == tuple(dates)


def test_a_due_date_moves_to_the_meeting_and_its_interest_stays() -> None:
    schedule = make_schedule(A_YEAR, FIVE_MILLION, dt.date(2026, 1, 7))
    moved = schedule.payable(PayDays(Move.NEXT_MEETING, meeting_day=10))
    assert moved.due_dates[0] == dt.date(2026, 2, 10)
    assert moved.period_ends == schedule.due_dates
    assert moved.interests == schedule.interests


def test_a_harvest_loan_comes_back_by_dates_and_sums_agreed() -> None:
    terms = LoanTerms(rate=ONE_PERCENT, instalments=6, repayment=FREE)
    parts = [
        AgreedPart(dt.date(2026, 3, 10), 0),
        AgreedPart(dt.date(2026, 5, 25), 2_000_000),
        AgreedPart(dt.date(2026, 7, 10), 3_000_000),
    ]
    schedule = free_schedule(terms, FIVE_MILLION, BEGUN_ON, parts)
    # Two months; two months and 15 of 31 days; 46 days are a month and 15 of 30 days.
    assert schedule.interests == (100_000, 124_194, 45_000)
    assert schedule.balances == (FIVE_MILLION, 3_000_000, 0)


def test_flat_interest_of_a_harvest_loan_is_on_the_sum_lent() -> None:
    terms = LoanTerms(rate=ONE_PERCENT, instalments=6, repayment=FREE, interest=FLAT)
    parts = [AgreedPart(dt.date(2026, month, 10), FIVE_MILLION // 2) for month in (4, 7)]
    assert free_schedule(terms, FIVE_MILLION, BEGUN_ON, parts).interests == (150_000, 150_000)


def test_fees_are_taken_at_disbursement_or_with_each_instalment() -> None:
    fees = (
        Fee(FeeTime.AT_DISBURSEMENT, amount=20_000, share=Fraction(1, 100)),
        Fee(FeeTime.PER_INSTALMENT, amount=2_000),
    )
    terms = LoanTerms(rate=ONE_PERCENT, instalments=3, fees=fees)
    schedule = make_schedule(terms, FIVE_MILLION, BEGUN_ON)
    assert schedule.fee_at_disbursement == 70_000
    assert schedule.totals == (52_000, 52_000, 5_052_000)


def test_a_down_payment_is_the_first_row_and_flat_interest_stays_on_the_whole() -> None:
    terms = LoanTerms(
        rate=ONE_PERCENT, instalments=3, interest=FLAT, repayment=PARTS,
        down_payment=Fraction(1, 4), fees=(Fee(FeeTime.PER_INSTALMENT, amount=1_000),),
    )  # fmt: skip
    schedule = make_schedule(terms, 4_000_000, BEGUN_ON)
    assert schedule.due_dates[0] == BEGUN_ON
    assert schedule.principals == (1_000_000,) * 4
    assert schedule.interests == (0, 40_000, 40_000, 40_000)
    assert schedule.fees == (0, 1_000, 1_000, 1_000)


def test_an_agreed_instalment_is_paid_until_the_debt_is() -> None:
    terms = LoanTerms(rate=ONE_PERCENT, instalments=24, repayment=LEVEL)
    schedule = make_schedule(terms, FIVE_MILLION, BEGUN_ON, instalment=1_000_000)
    assert schedule.totals[:5] == (1_000_000,) * 5
    assert len(schedule.totals) == 6
    assert schedule.balances[-1] == 0


def test_the_last_instalment_may_keep_its_sum_and_its_interest_gives_way() -> None:
    terms = LoanTerms(
        rate=ONE_PERCENT, instalments=12, repayment=LEVEL, last_instalment=LastInstalment.INTEREST
    )
    schedule = make_schedule(terms, FIVE_MILLION, BEGUN_ON)
    assert set(schedule.totals) == {444_244}


def test_what_a_large_multiple_leaves_never_turns_into_interest() -> None:
    terms = LoanTerms(
        rate=ONE_PERCENT, instalments=12, repayment=LEVEL, last_instalment=LastInstalment.INTEREST,
        instalment_rounding=Rounding(100_000, RoundingMode.UP),
    )  # fmt: skip
    schedule = make_schedule(terms, FIVE_MILLION, BEGUN_ON)
    assert schedule.totals[0] == 500_000
    assert schedule.interests[-2:] == (2_920, 0)


def test_half_even_rounds_the_middle_to_the_even_dong() -> None:
    even = Rounding(mode=RoundingMode.HALF_EVEN)
    terms = LoanTerms(rate=Rate.percent("0.5"), instalments=2, amount_rounding=even)
    assert make_schedule(terms, 2_500, BEGUN_ON).interests == (12, 12)
    terms = LoanTerms(rate=Rate.percent("0.5"), instalments=2)
    assert make_schedule(terms, 2_500, BEGUN_ON).interests == (13, 13)


@pytest.mark.parametrize("principal", [0, -1])
def test_nothing_and_less_is_not_lent(principal: int) -> None:
    with pytest.raises(PrincipalNotAboveZero) as refused:
        make_schedule(A_YEAR, principal, BEGUN_ON)
    assert refused.value.facts() == {"principal": principal}


def test_more_than_a_row_holds_is_not_lent() -> None:
    assert make_schedule(A_YEAR, LARGEST_MINOR, BEGUN_ON).principal == LARGEST_MINOR
    with pytest.raises(AmountTooLarge):
        make_schedule(A_YEAR, LARGEST_MINOR + 1, BEGUN_ON)


@pytest.mark.parametrize("count", [-1, 0, 601])
def test_a_loan_has_one_to_six_hundred_instalments(count: int) -> None:
    assert LoanTerms(rate=ONE_PERCENT, instalments=600).instalments == 600
    with pytest.raises(TermOutOfRange):
        LoanTerms(rate=ONE_PERCENT, instalments=count)


def test_terms_that_no_loan_can_have_are_refused_by_name() -> None:
    with pytest.raises(GraceOutOfRange):
        LoanTerms(rate=ONE_PERCENT, instalments=12, grace_on_principal=12)
    with pytest.raises(GraceOutOfRange):
        LoanTerms(rate=ONE_PERCENT, instalments=12, interest_free=-1)
    with pytest.raises(DownPaymentOutOfRange):
        LoanTerms(rate=ONE_PERCENT, instalments=12, down_payment=Fraction(1))
    with pytest.raises(FeeBelowZero):
        Fee(FeeTime.PER_INSTALMENT, amount=-1)
    with pytest.raises(TermOutOfRange):
        schedule_on(A_YEAR, 1_000, BEGUN_ON, [])


def test_dates_and_sums_that_cannot_be_are_refused_by_name() -> None:
    free = LoanTerms(rate=ONE_PERCENT, instalments=2, repayment=FREE)
    later = dt.date(2026, 6, 10)
    with pytest.raises(PartsDoNotAddUp) as refused:
        free_schedule(free, 3_000, BEGUN_ON, [AgreedPart(later, 2_999)])
    assert refused.value.facts() == {"principal": 3_000, "parts": 2_999}
    parts = [AgreedPart(later, 4_000), AgreedPart(dt.date(2026, 7, 10), -1_000)]
    with pytest.raises(PrincipalNotAboveZero):
        free_schedule(free, 3_000, BEGUN_ON, parts)
    with pytest.raises(DatesOutOfOrder):
        free_schedule(free, 3_000, BEGUN_ON, [AgreedPart(BEGUN_ON, 3_000)])
    with pytest.raises(DatesOutOfOrder):
        make_schedule(A_YEAR, 3_000, BEGUN_ON, first_due_on=BEGUN_ON)
    with pytest.raises(PartsNotAgreed):
        make_schedule(free, 3_000, BEGUN_ON)


def test_an_instalment_must_pay_more_than_its_interest() -> None:
    terms = LoanTerms(rate=ONE_PERCENT, instalments=12, repayment=LEVEL)
    with pytest.raises(InstalmentTooSmall) as refused:
        make_schedule(terms, FIVE_MILLION, BEGUN_ON, instalment=50_000)
    assert refused.value.facts() == {"instalment": 50_000, "interest": 50_000}
