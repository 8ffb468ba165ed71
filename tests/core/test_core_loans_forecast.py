"""What a fund can lend next: by its loans' schedules, and by when money came to it before."""

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core.loans.arrears import Due
from ledger.core.loans.calendar import Move, PayDays
from ledger.core.loans.choices import PrincipalMethod
from ledger.core.loans.contract import Contract
from ledger.core.loans.events import Disbursement, LoanEvent, Repayment, WriteOff
from ledger.core.loans.forecast import (
    Awaited,
    Forecast,
    FundMoney,
    Inflow,
    LatenessHistory,
    awaited_of,
    forecast,
    history_time,
    lateness,
    lateness_of,
    next_meetings,
    whole_amounts,
)
from ledger.core.loans.life import replay
from ledger.core.loans.recovery import Repaid
from ledger.core.loans.state import LoanState
from ledger.core.loans.terms import club_terms

AS_OF = dt.date(2026, 6, 1)
MEETINGS = next_meetings(AS_OF, 10)
SINCE, UNTIL = history_time(AS_OF)
FUND = FundMoney(cash=3_000_000, bank=1_000_000, reserve=500_000, approved=2_000_000)
HISTORY = LatenessHistory(SINCE, UNTIL, 10_000_000, (8_000_000, 1_000_000, 500_000, 300_000))
NO_HISTORY = LatenessHistory(SINCE, UNTIL)


def awaited(loan_no: int, due_on: dt.date, principal: int, interest: int = 0) -> Awaited:
    code = f"V{loan_no}"
    return Awaited(
        loan_no=loan_no, paper_code=code, due_on=due_on, principal=principal, interest=interest
    )


FOUR = (
    awaited(1, dt.date(2026, 5, 10), 1_000_000, 10_000),
    awaited(2, dt.date(2026, 7, 10), 600_000),
    awaited(2, dt.date(2026, 8, 10), 600_000),
    awaited(3, dt.date(2026, 6, 20), 200_000),
)
"""One is three weeks overdue, one falls between two meetings."""


def of_four(history: LatenessHistory = HISTORY) -> Forecast:
    return forecast(AS_OF, FUND, MEETINGS, FOUR, history, capital_share=Fraction(1, 5))


# --- meetings and history -----------------------------------------------------------


def test_the_next_meetings_begin_on_the_day_itself_if_it_is_one() -> None:
    assert next_meetings(dt.date(2026, 6, 10), 10, 2) == (
        dt.date(2026, 6, 10), dt.date(2026, 7, 10),
    )  # fmt: skip
    assert next_meetings(dt.date(2026, 6, 11), 10, 1) == (dt.date(2026, 7, 10),)
    assert next_meetings(dt.date(2026, 1, 31), 31, 3) == (
        dt.date(2026, 1, 31), dt.date(2026, 2, 28), dt.date(2026, 3, 31),
    )  # fmt: skip
    assert len(MEETINGS) == 6


def test_the_history_ends_on_the_day_before() -> None:
    assert history_time(AS_OF) == (dt.date(2025, 6, 1), dt.date(2026, 5, 31))
    assert history_time(AS_OF, 6) == (dt.date(2025, 12, 1), dt.date(2026, 5, 31))


DUES = [Due(dt.date(2026, month, 10), 110, 100) for month in (1, 2, 3, 4)]
YEAR = dt.date(2026, 1, 1), dt.date(2026, 12, 31)


def test_principal_is_counted_by_how_late_it_came() -> None:
    came = [
        Repaid(dt.date(2026, 1, 10), 100),  # January's on its day
        Repaid(dt.date(2026, 3, 1), 100),  # February's within a month
        Repaid(dt.date(2026, 4, 11), 50),  # half of March's within two
        Repaid(dt.date(2026, 7, 10), 50),  # the other half a month too late to count
    ]
    found = lateness(DUES, came, *YEAR)
    assert (found.due, found.paid, found.later) == (400, (100, 100, 50, 0), 150)


@pytest.mark.parametrize(
    ("on", "paid"),
    [
        (dt.date(2026, 1, 10), (100, 0, 0, 0)),
        (dt.date(2026, 1, 11), (0, 100, 0, 0)),
        (dt.date(2026, 2, 10), (0, 100, 0, 0)),
        (dt.date(2026, 2, 11), (0, 0, 100, 0)),
        (dt.date(2026, 3, 10), (0, 0, 100, 0)),
        (dt.date(2026, 3, 11), (0, 0, 0, 100)),
        (dt.date(2026, 4, 10), (0, 0, 0, 100)),
        (dt.date(2026, 4, 11), (0, 0, 0, 0)),
    ],
)
def test_each_time_ends_with_the_same_day_of_its_month(
    on: dt.date, paid: tuple[int, int, int, int]
) -> None:
    assert lateness(DUES[:1], [Repaid(on, 100)], *YEAR).paid == paid


def test_money_counts_for_the_oldest_due_date_also_one_before_the_time() -> None:
    since = dt.date(2026, 2, 1)
    found = lateness(DUES[:2], [Repaid(dt.date(2026, 2, 10), 100)], since, YEAR[1])
    assert (found.due, found.paid, found.later) == (100, (0, 0, 0, 0), 100)


def test_the_time_has_both_its_ends_in_it() -> None:
    day = dt.date(2026, 2, 10)
    assert lateness(DUES, [], day, day).due == 100
    assert lateness(DUES, [], day + dt.timedelta(days=1), dt.date(2026, 3, 9)).due == 0


def test_the_histories_of_loans_add_up() -> None:
    one = LatenessHistory(*YEAR, 100, (60, 20, 10, 5))
    other = LatenessHistory(*YEAR, 50, (50, 0, 0, 0))
    assert one + other == LatenessHistory(*YEAR, 150, (110, 20, 10, 5))
    assert [one.unpaid_after(steps) for steps in range(5)] == [100, 40, 20, 10, 5]


# --- a loan's own part --------------------------------------------------------------


def loan(as_of: dt.date, *, pay_days: PayDays | None = None) -> LoanState:
    """Return three million in three parts from 10 January, of which two came, one late."""
    contract = Contract(
        terms=club_terms(PrincipalMethod.EQUAL_PRINCIPAL, 3, 10_000, 1_000),
        pay_days=pay_days or PayDays(),
    )
    events: list[LoanEvent] = [
        Disbursement(number=1, occurred_on=dt.date(2026, 1, 10), amount=3_000_000),
        Repayment(number=2, occurred_on=dt.date(2026, 2, 10), amount=1_030_000),
        Repayment(number=3, occurred_on=dt.date(2026, 3, 15), amount=1_020_000),
    ]
    return replay(contract, events, as_of)


def test_a_running_loan_awaits_what_is_unpaid_of_each_instalment() -> None:
    third = awaited(7, dt.date(2026, 4, 10), 1_000_000, 10_000)
    assert awaited_of(7, "V7", loan(dt.date(2026, 4, 1))) == (third,)
    second = awaited(7, dt.date(2026, 3, 10), 1_000_000, 20_000)
    assert awaited_of(7, "V7", loan(dt.date(2026, 3, 14))) == (second, third)


def test_nothing_is_awaited_of_a_loan_that_was_repaid_or_given_up() -> None:
    state = loan(dt.date(2026, 4, 10))
    events = [one.event for one in state.outcomes]
    last = Repayment(number=4, occurred_on=dt.date(2026, 4, 10), amount=1_010_000)
    given_up = WriteOff(number=4, occurred_on=dt.date(2026, 4, 10))
    for event in (last, given_up):
        after = replay(state.contract, [*events, event], dt.date(2026, 4, 10))
        assert awaited_of(7, "V7", after) == ()
    assert awaited_of(7, "V7", LoanState(contract=state.contract, as_of=AS_OF)) == ()


def test_a_loan_s_history_is_that_of_its_original_schedule() -> None:
    found = lateness_of(loan(AS_OF), SINCE, UNTIL)
    assert (found.due, found.paid) == (3_000_000, (1_000_000, 1_000_000, 0, 0))
    unpaid = LoanState(contract=loan(AS_OF).contract, as_of=AS_OF)
    assert lateness_of(unpaid, SINCE, UNTIL) == NO_HISTORY


def test_who_pays_at_the_meeting_to_which_the_date_moved_is_on_time() -> None:
    at_meetings = PayDays(Move.NEXT_MEETING, meeting_day=15)
    found = lateness_of(loan(AS_OF, pay_days=at_meetings), SINCE, UNTIL)
    assert found.paid == (2_000_000, 0, 0, 0)


# --- what can be lent ---------------------------------------------------------------


def test_what_is_free_now_is_neither_kept_back_nor_promised() -> None:
    assert FUND.free == 1_500_000
    assert FundMoney(cash=100, approved=101).free == -1


def test_by_the_schedule_all_comes_when_due_and_what_is_overdue_at_once() -> None:
    found = of_four().meetings
    assert [one.held_on for one in found] == list(MEETINGS)
    # 1,000,000 and a fifth of 10,000 now; 600,000 and the 200,000 due on 20 June in July.
    assert [one.comes_scheduled for one in found] == [1_002_000, 800_000, 600_000, 0, 0, 0]
    assert [one.by_schedule for one in found] == [
        2_502_000, 3_302_000, 3_902_000, 3_902_000, 3_902_000, 3_902_000,
    ]  # fmt: skip


def test_as_expected_it_comes_as_it_came_before() -> None:
    found = of_four().meetings
    # June: what is 3 weeks overdue is of the 2 million that came late: 1 of 2 within a month.
    # July: 0.5 of 2 of that, 80 % of 600,000 and of 200,000; and so on.
    assert [one.comes_expected for one in found] == [
        501_000,
        250_500 + 480_000 + 160_000,
        150_300 + 60_000 + 480_000 + 20_000,
        30_000 + 60_000 + 10_000,
        18_000 + 30_000 + 6_000,
        18_000,
    ]
    assert [one.as_expected for one in found] == [
        2_001_000, 2_891_500, 3_601_800, 3_701_800, 3_755_800, 3_773_800,
    ]  # fmt: skip


def test_each_figure_says_its_parts() -> None:
    june, july = of_four().meetings[:2]
    (late,) = june.expected
    assert (late.awaited, late.months_late) == (FOUR[0], 1)
    assert (late.numerator, late.denominator) == (1_000_000, 2_000_000)
    assert late.amount == 501_000
    assert [(one.awaited.loan_no, one.months_late) for one in july.expected] == [
        (1, 2), (3, 0), (2, 0),
    ]  # fmt: skip
    assert [int(one.amount) for one in july.expected] == [250_500, 160_000, 480_000]
    assert [one.awaited.loan_no for one in july.scheduled] == [3, 2]
    assert [int(one.amount) for one in july.scheduled] == [200_000, 600_000]


def test_without_a_history_the_schedule_is_taken_and_the_forecast_says_so() -> None:
    found = of_four(NO_HISTORY)
    assert not found.knows_lateness
    assert of_four().knows_lateness
    assert all(one.as_expected == one.by_schedule for one in found.meetings)
    assert all(one.expected == one.scheduled for one in found.meetings)


@pytest.mark.parametrize(
    ("due_on", "expected"),
    [
        # It can still be paid today: 8 of 10 on time, then 1 and 0.5 a month and two later.
        (AS_OF, [8_000_000, 1_000_000, 500_000]),
        # A day late: of the 2 that came late 1 within a month, so by 30 June, for July.
        (dt.date(2026, 5, 31), [0, 5_000_000, 2_500_000]),
        (dt.date(2026, 5, 10), [5_000_000, 2_500_000, 1_500_000]),
        # Today is the last day of its first month; then it is over.
        (dt.date(2026, 5, 1), [5_000_000, 2_500_000, 1_500_000]),
        (dt.date(2026, 4, 30), [0, 5_000_000, 3_000_000]),
        (dt.date(2026, 4, 1), [5_000_000, 3_000_000, 0]),
        (dt.date(2026, 3, 31), [0, 6_000_000, 0]),
        (dt.date(2026, 3, 1), [6_000_000, 0, 0]),
        # Later than three months: nobody counts on it.
        (dt.date(2026, 2, 28), [0, 0, 0]),
    ],
)
def test_what_is_overdue_is_expected_as_what_was_as_late(
    due_on: dt.date, expected: list[int]
) -> None:
    found = forecast(AS_OF, FUND, MEETINGS[:3], [awaited(1, due_on, 10_000_000)], HISTORY)
    assert [one.comes_expected for one in found.meetings] == expected
    assert [one.comes_scheduled for one in found.meetings] == [10_000_000, 0, 0]


def test_where_nothing_ever_came_late_nothing_overdue_is_counted_on() -> None:
    always = LatenessHistory(SINCE, UNTIL, 500, (500, 0, 0, 0))
    found = forecast(AS_OF, FUND, MEETINGS, FOUR, always, capital_share=Fraction(1, 5))
    assert [one.comes_expected for one in found.meetings] == [0, 800_000, 600_000, 0, 0, 0]


def test_a_sum_due_on_the_day_of_a_meeting_can_be_lent_there() -> None:
    for due_on, comes in [(MEETINGS[1], [0, 900]), (MEETINGS[0], [900, 0])]:
        found = forecast(AS_OF, FUND, MEETINGS[:2], [awaited(1, due_on, 900)], NO_HISTORY)
        assert [one.comes_scheduled for one in found.meetings] == comes
    after = MEETINGS[1] + dt.timedelta(days=1)
    found = forecast(AS_OF, FUND, MEETINGS[:2], [awaited(1, after, 900)], NO_HISTORY)
    assert [one.comes_scheduled for one in found.meetings] == [0, 0]


def test_exact_sums_are_cut_to_the_dong_once_and_not_part_by_part() -> None:
    thirds = LatenessHistory(SINCE, UNTIL, 3, (1, 1, 1, 0))
    two = [awaited(1, MEETINGS[0], 100), awaited(2, MEETINGS[0], 100)]
    first, second, third = forecast(AS_OF, FUND, MEETINGS[:3], two, thirds).meetings
    # 66⅔ at each meeting: 66, 133 and 200 in all.
    assert [one.comes_expected for one in (first, second, third)] == [66, 67, 67]
    assert whole_amounts([], first.expected) == (33, 33)
    assert whole_amounts(first.expected, second.expected) == (34, 33)


def test_more_promised_than_there_is_shows_below_zero() -> None:
    short = FundMoney(cash=0, approved=1_000)
    found = forecast(AS_OF, short, MEETINGS[:1], [awaited(1, MEETINGS[0], 400)], NO_HISTORY)
    assert found.meetings[0].by_schedule == -600


# --- what always holds --------------------------------------------------------------

days = st.dates(dt.date(2025, 1, 1), dt.date(2027, 6, 30))
sums = st.builds(awaited, st.integers(1, 9), days, st.integers(0, 10**8), st.integers(0, 10**6))
dues = st.lists(st.builds(Due, days, st.just(0), st.integers(0, 10**8)), max_size=12)
paid = st.lists(st.builds(Repaid, days, st.integers(1, 10**8)), max_size=12)
histories = st.builds(lateness, dues, paid, st.just(SINCE), st.just(UNTIL))


@given(dues, paid)
def test_the_times_of_a_history_sum_to_what_was_due(due: list[Due], came: list[Repaid]) -> None:
    found = lateness(due, came, SINCE, UNTIL)
    assert sum(found.paid) + found.later == found.due
    assert min(*found.paid, found.later) >= 0
    assert found.due == sum(one.principal for one in due if SINCE <= one.due_on <= UNTIL)


@given(st.lists(sums, max_size=10), histories, st.fractions(0, 1, max_denominator=100))
def test_never_more_is_expected_than_the_schedule_says(
    of: list[Awaited], history: LatenessHistory, share: Fraction
) -> None:
    found = forecast(AS_OF, FUND, MEETINGS, of, history, capital_share=share)
    before = (FUND.free, FUND.free)
    inflows: list[Inflow] = []
    for one in found.meetings:
        assert one.as_expected <= one.by_schedule
        assert one.comes_expected == one.as_expected - before[1] >= 0
        assert one.comes_scheduled == one.by_schedule - before[0] >= 0
        assert sum(whole_amounts(inflows, one.expected)) == one.comes_expected
        inflows += one.expected
        before = one.by_schedule, one.as_expected
    whole = sum(one.principal + one.interest * share for one in of)
    assert before[0] <= FUND.free + whole
    for one_sum in of:
        counted = sum(one.amount for one in inflows if one.awaited is one_sum)
        assert counted <= one_sum.principal + one_sum.interest * share


@given(st.permutations(FOUR))
def test_a_forecast_does_not_depend_on_the_order_of_loans(of: list[Awaited]) -> None:
    again = forecast(AS_OF, FUND, MEETINGS, of, HISTORY, capital_share=Fraction(1, 5))
    assert again == of_four()
