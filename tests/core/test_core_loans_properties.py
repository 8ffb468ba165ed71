"""What holds for the schedule of every loan, whatever its terms, and how its amounts are traced."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from ledger.core.loans.amortisation import InstalmentTooSmall
from ledger.core.loans.calendar import Interval, Move, PayDays
from ledger.core.loans.choices import FeeTime, InterestMethod, PrincipalMethod
from ledger.core.loans.cost import TrueCost, true_cost
from ledger.core.loans.effective import NoRate
from ledger.core.loans.making import (
    AgreedPart,
    first_share,
    free_schedule,
    make_schedule,
    shares_between,
)
from ledger.core.loans.rate import Rate
from ledger.core.loans.rounding import Rounding
from ledger.core.loans.schedule import Schedule
from ledger.core.loans.terms import Fee, LoanTerms
from ledger.core.loans.trace import Tracer
from ledger.core.money import largest_remainder
from ledger.core.statements.table import Phrase
from tests.core.loan_terms import days, multiples, principals, rates, terms


@given(terms(), principals, days)
def test_principal_sums_to_the_loan_and_nothing_is_below_zero(
    product: LoanTerms, principal: int, begun_on: dt.date
) -> None:
    schedule = make_schedule(product, principal, begun_on)
    assert sum(schedule.principals) == principal
    assert schedule.balances[-1] == 0
    assert min(schedule.balances) >= 0
    assert min(schedule.principals) >= 0
    assert min(schedule.interests) >= 0
    assert min(schedule.fees, default=0) >= 0


@given(terms(), principals, days)
def test_due_dates_rise_and_each_column_has_one_length(
    product: LoanTerms, principal: int, begun_on: dt.date
) -> None:
    schedule = make_schedule(product, principal, begun_on)
    first = begun_on if product.down_payment else begun_on + dt.timedelta(days=1)
    assert schedule.due_dates[0] >= first
    assert list(schedule.due_dates) == sorted(set(schedule.due_dates))
    lengths = {len(schedule.principals), len(schedule.interests), len(schedule.due_dates)}
    assert len(lengths) == 1
    assert [row.number for row in schedule.instalments] == [*range(1, len(schedule.totals) + 1)]


@given(terms(), principals, days, multiples)
def test_a_larger_multiple_never_changes_total_principal(
    product: LoanTerms, principal: int, begun_on: dt.date, multiple: int
) -> None:
    mode = product.instalment_rounding.mode
    rounder = replace(product, instalment_rounding=Rounding(multiple, mode))
    assert sum(make_schedule(rounder, principal, begun_on).principals) == principal


@given(terms(), principals, days)
def test_the_lean_way_and_the_long_way_agree(
    product: LoanTerms, principal: int, begun_on: dt.date
) -> None:
    assume(product.plain is not None)
    # A fee of nothing is all that keeps the same terms from the lean way.
    longer = replace(product, fees=(Fee(FeeTime.PER_INSTALMENT),))
    assert longer.plain is None
    assert make_schedule(product, principal, begun_on) == make_schedule(longer, principal, begun_on)


@given(terms(), principals, days, st.data())
def test_each_amount_is_what_its_trace_works_out(
    product: LoanTerms, principal: int, begun_on: dt.date, data: st.DataObject
) -> None:
    first = data.draw(st.none() | st.integers(1, 100))
    if first is None:
        schedule = make_schedule(product, principal, begun_on)
        assert_traced(schedule, Tracer(product, schedule))
        return
    first_due_on = begun_on + dt.timedelta(days=first)
    schedule = make_schedule(product, principal, begun_on, first_due_on=first_due_on)
    shares = first_share(product, begun_on, first_due_on)
    assert_traced(schedule, Tracer(product, schedule, shares=shares))


@given(terms(), principals, days, st.fractions(0, 2, max_denominator=100))
def test_an_agreed_instalment_ends_the_debt_and_is_traced(
    product: LoanTerms, principal: int, begun_on: dt.date, share: Fraction
) -> None:
    level = replace(
        product, repayment=PrincipalMethod.EQUAL_INSTALMENTS, interest=InterestMethod.DECLINING
    )
    instalment = 1 + int(principal * share)
    try:
        schedule = make_schedule(level, principal, begun_on, instalment=instalment)
    except InstalmentTooSmall as refused:
        assert refused.interest >= instalment  # noqa: PT017 - the refusal is one of two outcomes
        return
    assert sum(schedule.principals) == principal
    assert min(schedule.principals) >= 0
    assert len(schedule.principals) <= level.instalments + 1
    assert_traced(schedule, Tracer(level, schedule, instalment=instalment))


def assert_traced(schedule: Schedule, tracer: Tracer) -> None:
    for row in schedule.instalments:
        interest, principal = tracer.interest(row.number), tracer.principal(row.number)
        assert interest.amount == row.interest
        assert principal.amount == row.principal
        assert isinstance(interest.words, Phrase)
        assert isinstance(principal.words, Phrase)
    assert tracer.fee(FeeTime.AT_DISBURSEMENT).amount == schedule.fee_at_disbursement
    fee = tracer.fee(FeeTime.PER_INSTALMENT).amount
    assert set(schedule.fees) <= {fee, 0}
    assert bool(schedule.fees) == bool(fee)


@given(terms(), principals, days, st.data())
def test_a_free_schedule_pays_what_was_agreed_and_says_so(
    product: LoanTerms, principal: int, begun_on: dt.date, data: st.DataObject
) -> None:
    count = data.draw(st.integers(1, 6))
    gaps = data.draw(st.lists(st.integers(1, 200), min_size=count, max_size=count))
    weights = data.draw(st.lists(st.integers(0, 9), min_size=count, max_size=count).filter(any))
    dates = [begun_on + dt.timedelta(days=sum(gaps[: at + 1])) for at in range(count)]
    sums = largest_remainder(principal, weights)
    free = replace(product, repayment=PrincipalMethod.FREE, down_payment=Fraction(0))
    parts = [AgreedPart(day, part) for day, part in zip(dates, sums, strict=True)]
    schedule = free_schedule(free, principal, begun_on, parts)
    assert schedule.principals == sums
    assert min(schedule.interests) >= 0
    shares = shares_between(free, begun_on, dates)
    assert_traced(schedule, Tracer(free, schedule, shares=shares))


@given(principals, days, st.integers(1, 24), st.sampled_from(list(PrincipalMethod)[:3]))
def test_a_loan_without_interest_and_fees_costs_nothing(
    principal: int, begun_on: dt.date, count: int, method: PrincipalMethod
) -> None:
    product = LoanTerms(rate=Rate(Fraction(0)), instalments=count, repayment=method)
    cost = true_cost(make_schedule(product, principal, begun_on), product.interval)
    assert cost == TrueCost(Fraction(0), Fraction(0), Fraction(0))


@given(terms(), st.integers(1_000_000, 200_000_000), days)
def test_interest_and_fees_cost_something_and_never_less_than_nothing(
    product: LoanTerms, principal: int, begun_on: dt.date
) -> None:
    schedule = make_schedule(product, principal, begun_on)
    try:
        cost = true_cost(schedule, product.interval)
    except NoRate:
        # Everything was paid back on the first day, or taken as a fee.
        assert schedule.due_dates[0] == begun_on or schedule.fee_at_disbursement
        return
    charged = sum(schedule.totals) + schedule.fee_at_disbursement - principal
    assert (cost.by_interval > 0) == (charged > 0)
    assert cost.nominal >= 0
    if product.interval.in_a_year >= 1:
        assert cost.effective >= cost.nominal


@given(rates, st.integers(1, 24), days)
def test_level_instalments_on_exact_sums_cost_the_stated_rate(
    rate: Rate, count: int, begun_on: dt.date
) -> None:
    product = LoanTerms(rate=rate, instalments=count, repayment=PrincipalMethod.EQUAL_INSTALMENTS)
    cost = true_cost(make_schedule(product, 10**15, begun_on), product.interval)
    assert abs(cost.by_interval - rate.by_interval(product.interval, count)) < Fraction(1, 10**12)


@given(days, st.integers(1, 31), st.frozensets(st.integers(0, 6), max_size=5))
def test_a_moved_date_lies_on_the_first_open_day_from_the_due_date_on(
    due_on: dt.date, meeting_day: int, closed: frozenset[int]
) -> None:
    club = PayDays(Move.NEXT_OPEN_DAY, closed_weekdays=closed)
    moved = club.pay_on(due_on)
    assert club.is_open(moved)
    between = [due_on + dt.timedelta(days=gap) for gap in range((moved - due_on).days)]
    assert not any(club.is_open(day) for day in between)
    meeting = PayDays(Move.NEXT_MEETING, meeting_day=meeting_day).pay_on(due_on)
    assert 0 <= (meeting - due_on).days <= 31
    assert meeting.day == meeting_day or (meeting + dt.timedelta(days=1)).day == 1


@given(days, st.integers(1, 60), st.integers(1, 4))
def test_whole_months_are_counted_as_whole_and_odd_days_lie_between(
    begun_on: dt.date, count: int, every: int
) -> None:
    product = LoanTerms(rate=Rate.percent(1), instalments=count, interval=Interval(every))
    ends = make_schedule(product, 1, begun_on).due_dates
    assert shares_between(product, begun_on, ends[:1]) == [1]
    day_before = ends[0] - dt.timedelta(days=1)
    assert first_share(product, begun_on, day_before)[0] < 1
    day_after = ends[0] + dt.timedelta(days=1)
    assert first_share(product, begun_on, day_after)[0] > 1
