"""Lateness, quality of a portfolio, and what late or early payment costs."""

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core.loans.arrears import (
    BANDS,
    CURRENT,
    Band,
    Due,
    FirstLateDay,
    Lateness,
    arrears,
    band_of,
    by_band,
    dues_of,
    unpaid,
    unpaid_principal,
    worst,
)
from ledger.core.loans.calendar import Move, PayDays
from ledger.core.loans.choices import InterestMethod, PrincipalMethod
from ledger.core.loans.early import (
    EarlyRule,
    interest_owed_early,
    interest_to,
    rebate_by_digits,
)
from ledger.core.loans.fines import FineBelowZero, FineRule
from ledger.core.loans.indicators import (
    Time,
    annual_loan_loss_rate,
    current_recovery_rate,
    fund_growth,
    fund_utilisation,
    on_time_rate,
    portfolio_yield,
    real_fund_growth,
    write_off_ratio,
)
from ledger.core.loans.making import make_schedule
from ledger.core.loans.portfolio import (
    RISK_DAYS,
    BandRow,
    LoanState,
    ageing,
    allowance,
    arrears_rate,
    at_risk,
    at_risk_by_lateness,
    at_risk_of_bands,
    gross_portfolio,
)
from ledger.core.loans.rate import Rate, RatePeriod
from ledger.core.loans.ratio import average
from ledger.core.loans.recovery import Covered, Repaid, paid_in_time, paid_on_time
from ledger.core.loans.terms import LoanTerms, club_terms

DUE_ON, ON = dt.date(2026, 3, 10), dt.date(2026, 12, 31)
YEAR = Time(dt.date(2026, 1, 1), ON)
FOUR_LOANS = (
    LoanState(2_000_000, overdue=1_200_000, days_late=95),
    LoanState(1_500_000, overdue=700_000, days_late=31),
    LoanState(1_000_000),
    LoanState(500_000, days_late=0, is_rescheduled=True),
)

states = st.builds(
    LoanState, st.integers(0, 10**9), st.integers(0, 10**9), st.integers(0, 800), st.booleans()
)
portfolios = st.lists(states.filter(lambda one: one.overdue <= one.outstanding), max_size=20)


@pytest.mark.parametrize(
    ("days", "band"),
    [
        (0, CURRENT), (1, Band(1, 30)), (30, Band(1, 30)), (31, Band(31, 60)),
        (60, Band(31, 60)), (61, Band(61, 90)), (90, Band(61, 90)), (91, Band(91, 180)),
        (180, Band(91, 180)), (181, Band(181, 365)), (365, Band(181, 365)), (366, Band(366, None)),
    ],
)  # fmt: skip
def test_every_number_of_days_has_its_band(days: int, band: Band) -> None:
    assert band_of(days) == band
    assert sum(one.holds(days) for one in BANDS) == 1


def test_who_pays_on_the_due_date_is_not_late() -> None:
    due = [Due(DUE_ON, 100)]
    assert arrears(due, DUE_ON).days_late == 0
    assert arrears(due, DUE_ON).overdue == ()
    assert arrears(due, dt.date(2026, 3, 11)).days_late == 1
    in_india = arrears(due, DUE_ON, Lateness(FirstLateDay.DUE_DATE))
    assert (in_india.days_late, in_india.amount) == (1, 100)


def test_the_tolerance_is_taken_off_the_days_and_not_off_the_sum() -> None:
    late = arrears([Due(DUE_ON, 100)], dt.date(2026, 3, 14), Lateness(tolerance=5))
    assert (late.days_late, late.amount, late.band) == (0, 100, CURRENT)
    assert arrears([Due(DUE_ON, 100)], dt.date(2026, 3, 16), Lateness(tolerance=5)).days_late == 1


def test_lateness_is_that_of_the_oldest_unpaid_due_date() -> None:
    terms = club_terms(PrincipalMethod.EQUAL_PRINCIPAL, 12, 10_000, 1_000)
    dues = dues_of(make_schedule(terms, 12_000_000, dt.date(2026, 1, 10)))
    # 1,120,000 was due in February, 1,110,000 in March, 1,100,000 in April.
    left = unpaid(dues, 1_120_000 + 150_000)
    late = arrears(left, dt.date(2026, 4, 20))
    assert (late.oldest_due_on, late.days_late) == (DUE_ON, 41)
    assert late.amount == 960_000 + 1_100_000
    assert late.principal == 960_000 + 1_000_000
    assert dict(by_band(late))[Band(31, 60)] == 960_000
    assert dict(by_band(late))[Band(1, 30)] == 1_100_000
    assert worst([arrears([], ON), late]) == late


def test_a_payment_reaches_interest_before_principal() -> None:
    left = unpaid([Due(DUE_ON, 1_050_000, 1_000_000)], 100_000)
    assert left == (Due(DUE_ON, 950_000, 950_000),)
    left = unpaid([Due(DUE_ON, 1_050_000, 1_000_000)], 20_000)
    assert left == (Due(DUE_ON, 1_030_000, 1_000_000),)
    assert unpaid_principal([Due(DUE_ON, 1_050_000, 1_000_000)], 1_000_000) == ()


def test_a_date_that_moved_to_the_meeting_is_late_only_after_it() -> None:
    terms = LoanTerms(rate=Rate.percent(1), instalments=2)
    schedule = make_schedule(terms, 1_000_000, dt.date(2026, 1, 5))
    moved = schedule.payable(PayDays(Move.NEXT_MEETING, meeting_day=10))
    on = dt.date(2026, 2, 10)
    assert arrears(dues_of(schedule), on).days_late == 5
    assert arrears(dues_of(moved), on).days_late == 0


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=12), st.integers(0, 10**7))
def test_what_is_unpaid_and_what_is_paid_make_the_whole(amounts: list[int], paid: int) -> None:
    dues = [Due(DUE_ON + dt.timedelta(days=30 * at), one) for at, one in enumerate(amounts)]
    left = unpaid(dues, paid)
    assert sum(due.amount for due in left) == max(sum(amounts) - paid, 0)
    assert all(due.amount > 0 for due in left)


def test_risk_and_arrears_of_four_loans_are_two_figures() -> None:
    # RULES.md, section 6: 5,0 million outstanding, PAR30 70 %, arrears rate 38 %.
    assert gross_portfolio(FOUR_LOANS) == 5_000_000
    risk = at_risk_by_lateness(FOUR_LOANS, 30, ON)
    assert (risk.numerator, risk.denominator) == (3_500_000, 5_000_000)
    assert risk.percent() == 70
    assert arrears_rate(FOUR_LOANS, ON).percent() == 38
    assert at_risk(FOUR_LOANS, 30, ON).percent() == 80
    assert at_risk_by_lateness(FOUR_LOANS, 31, ON).percent() == 40
    assert at_risk_by_lateness(FOUR_LOANS, 90, ON).more_than == 90


def test_nothing_lent_has_no_risk_to_state() -> None:
    assert at_risk([], 30, ON).share is None
    assert at_risk([], 30, ON).percent() is None


@given(portfolios)
def test_risk_lies_between_arrears_and_the_whole(loans: list[LoanState]) -> None:
    whole = gross_portfolio(loans)
    found = [at_risk_by_lateness(loans, days, ON).numerator for days in RISK_DAYS]
    assert found == sorted(found, reverse=True)
    for days, risky in zip(RISK_DAYS, found, strict=True):
        assert 0 <= risky <= at_risk(loans, days, ON).numerator <= whole
    rows = ageing(loans)
    assert sum(row.outstanding for row in rows) == whole
    assert sum(row.loans for row in rows) == len(loans)
    for days, risky in zip(RISK_DAYS, found, strict=True):
        assert at_risk_of_bands(rows, days, ON).numerator == risky


def test_an_allowance_is_a_share_of_each_band() -> None:
    rows = [BandRow(CURRENT, 3, 100_000), BandRow(Band(1, 30), 1, 12_345)]
    assert allowance(rows, {Band(1, 30): Fraction(1, 10)}) == 1_235
    assert rows[1].share(112_345, ON).percent() == Fraction("10.99")


def test_late_money_is_recovered_but_not_on_time() -> None:
    dues = [Due(dt.date(2026, month, 10), 110, 100) for month in range(1, 5)]
    repaid = [
        Repaid(dt.date(2026, 1, 10), 100), Repaid(dt.date(2026, 2, 12), 100),
        Repaid(dt.date(2026, 3, 1), 150),
    ]  # fmt: skip
    quarter = dt.date(2026, 2, 1), dt.date(2026, 4, 30)
    on_time, in_time = paid_on_time(dues, repaid, *quarter), paid_in_time(dues, repaid, *quarter)
    # February came two days late; March in full, April by half.
    assert on_time == Covered(150, 300)
    assert in_time == Covered(250, 300)
    assert on_time + in_time == Covered(400, 600)
    assert on_time_rate(YEAR, on_time).percent() == 50


def test_a_recovery_of_98_per_cent_loses_8_a_year_on_loans_of_half_a_year() -> None:
    recovery = current_recovery_rate(YEAR, Covered(98, 100))
    assert annual_loan_loss_rate(recovery, Fraction(1, 2)).percent() == 8
    assert recovery.since == YEAR.since


def test_the_fund_s_figures_carry_both_their_sides_and_their_dates() -> None:
    # Bạc Liêu: 1,849,255,000 of a fund of 2,311,750,000 is lent.
    lent = fund_utilisation(ON, 1_849_255_000, 400_000_000, 62_495_000)
    assert (lent.percent(), lent.until) == (Fraction("79.99"), ON)
    growth = fund_growth(YEAR, 100_000_000, 120_000_000, new_grants=10_000_000)
    assert growth.percent() == 10
    assert real_fund_growth(growth, Fraction(4, 100)).percent() == Fraction("5.77")
    assert portfolio_yield(YEAR, 12, average([90, 110])).percent() == 12
    assert write_off_ratio(YEAR, 1, average([90, 110])).percent() == 1
    assert average([]) == 0


def test_a_fine_adds_up_and_is_capped() -> None:
    rule = FineRule(
        fixed=5_000, share=Fraction(1, 100), daily=Rate.percent("36.5", RatePeriod.YEAR),
        tolerance=3, most=Fraction(5, 100),
    )  # fmt: skip
    assert rule.of(1_000_000, DUE_ON, dt.date(2026, 3, 13)) == 0
    # Two days at 0,1 % a day, a hundredth once, and 5,000.
    assert rule.of(1_000_000, DUE_ON, dt.date(2026, 3, 15)) == 17_000
    assert rule.of(1_000_000, DUE_ON, ON) == 50_000
    assert rule.of(0, DUE_ON, ON) == 0
    assert FineRule().of(1_000_000, DUE_ON, ON) == 0
    with pytest.raises(FineBelowZero):
        FineRule(fixed=-1)


def test_interest_to_a_day_is_that_of_the_days_gone() -> None:
    terms = LoanTerms(rate=Rate.percent(1), instalments=12)
    month = dt.date(2026, 2, 10), DUE_ON
    found = [
        interest_to(terms, 5_000_000, Fraction(1, 100), month, dt.date(2026, *day))
        for day in [(2, 10), (2, 24), (3, 10), (3, 20)]
    ]
    assert found == [0, 25_000, 50_000, 50_000]


def test_an_early_end_of_a_flat_loan_by_three_rules() -> None:
    terms = LoanTerms(
        rate=Rate.percent(1), instalments=12, interest=InterestMethod.FLAT,
        repayment=PrincipalMethod.EQUAL_INSTALMENTS,
    )  # fmt: skip
    schedule = make_schedule(terms, 12_000_000, dt.date(2026, 1, 10))
    owed = {
        rule: interest_owed_early(rule, schedule, dt.date(2026, 7, 20), to_the_day=40_000)
        for rule in EarlyRule
    }
    assert owed == {
        EarlyRule.TO_THE_DAY: 40_000, EarlyRule.WHOLE: 720_000, EarlyRule.PERIODS_BEGUN: 120_000,
    }  # fmt: skip
    on_due_date = dt.date(2026, 7, 10)
    assert interest_owed_early(EarlyRule.PERIODS_BEGUN, schedule, on_due_date, to_the_day=0) == 0
    # The digits of six months left of twelve: 21 of 78.
    assert rebate_by_digits(1_440_000, 12, 6) == Fraction(21, 78) * 1_440_000
