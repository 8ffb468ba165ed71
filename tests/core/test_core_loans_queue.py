"""Who waits for a loan, in which order and why, and when the fund can serve each."""

import datetime as dt
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core.loans.forecast import Awaited, Forecast, FundMoney, LatenessHistory, forecast
from ledger.core.loans.lending_rules import POOREST_FIRST, QueueKey
from ledger.core.loans.queue import Place, Turn, Waiting, queue, turns
from ledger.core.workbook.values import HouseholdClass

AS_OF = dt.date(2026, 6, 1)
MEETINGS = tuple(dt.date(2026, month, 10) for month in (6, 7, 8))
MAY = dt.date(2026, 5, 2)
PLAIN = Waiting(
    application_no=9, member_no=9, name="Hoa", applied_on=MAY, amount=5_000_000,
    household_class=HouseholdClass.OTHER, loans_before=1,
)  # fmt: skip
POOR = replace(PLAIN, application_no=8, household_class=HouseholdClass.POOR)
NEAR_POOR = replace(PLAIN, application_no=7, household_class=HouseholdClass.NEAR_POOR)
IN_DIFFICULTY = replace(PLAIN, application_no=6, in_difficulty=True)
FIRST_LOAN = replace(PLAIN, application_no=5, loans_before=0)
EARLIER = replace(PLAIN, application_no=4, applied_on=MAY - dt.timedelta(days=1))
SMALLER = replace(PLAIN, application_no=3, amount=4_999_999)
LOWER_NO = replace(PLAIN, application_no=2)


def comes(*sums: int) -> Forecast:
    """Return a forecast of an empty fund to which these sums come, one a meeting."""
    awaited = [
        Awaited(loan_no=1, paper_code="V1", due_on=day, principal=amount)
        for day, amount in zip(MEETINGS, sums, strict=False)
    ]
    history = LatenessHistory(AS_OF, AS_OF)
    return forecast(AS_OF, FundMoney(cash=0), MEETINGS[: len(sums)], awaited, history)


def asking(*amounts: int) -> tuple[Place, ...]:
    """Return places in this order."""
    numbered = enumerate(amounts, 1)
    waiting = [replace(PLAIN, application_no=number, amount=amount) for number, amount in numbered]
    return queue(waiting, ())


def served(found: tuple[Turn, ...]) -> list[int | None]:
    return [turn.meeting for turn in found]


# --- the order ----------------------------------------------------------------------


def test_the_poorest_go_first_then_first_timers_then_by_date_sum_and_number() -> None:
    everyone = [
        PLAIN, LOWER_NO, SMALLER, EARLIER, FIRST_LOAN, IN_DIFFICULTY, NEAR_POOR, POOR,
    ]  # fmt: skip
    found = queue(everyone)
    assert [place.waiting for place in found] == [
        POOR, NEAR_POOR, IN_DIFFICULTY, FIRST_LOAN, EARLIER, SMALLER, LOWER_NO, PLAIN,
    ]  # fmt: skip
    assert [place.number for place in found] == list(range(1, 9))
    assert [place.behind for place in found] == [None, *POOREST_FIRST, QueueKey.APPLICATION_NO]


@pytest.mark.parametrize(
    ("key", "favoured"),
    [
        (QueueKey.POOR, POOR),
        (QueueKey.NEAR_POOR, NEAR_POOR),
        (QueueKey.NEAR_POOR, POOR),
        (QueueKey.DIFFICULTY, IN_DIFFICULTY),
        (QueueKey.FIRST_LOAN, FIRST_LOAN),
        (QueueKey.APPLIED_ON, EARLIER),
        (QueueKey.AMOUNT, SMALLER),
    ],
)
def test_a_key_of_the_rules_decides_before_the_number(key: QueueKey, favoured: Waiting) -> None:
    late = replace(favoured, application_no=10)
    assert [place.waiting for place in queue([PLAIN, late], [key])] == [late, PLAIN]
    assert queue([PLAIN, late], [key])[1].behind is key
    assert [place.waiting for place in queue([PLAIN, late], ())] == [PLAIN, late]


def test_the_club_s_order_counts_and_not_ours() -> None:
    by_date = (QueueKey.APPLIED_ON, QueueKey.POOR)
    assert [place.waiting for place in queue([POOR, EARLIER], by_date)] == [EARLIER, POOR]
    assert queue([POOR, EARLIER], by_date)[1].behind is QueueKey.APPLIED_ON


def test_the_near_poor_do_not_go_before_the_poor() -> None:
    both = [replace(NEAR_POOR, application_no=1), POOR]
    assert [place.waiting for place in queue(both)] == [POOR, both[0]]
    only = queue(both, [QueueKey.NEAR_POOR])
    assert [place.behind for place in only] == [None, QueueKey.APPLICATION_NO]


def test_a_queue_may_be_empty() -> None:
    assert queue([]) == ()
    assert turns((), comes(100)) == ()


# --- when the fund can serve --------------------------------------------------------


def test_who_comes_after_one_that_does_not_fit_waits_too() -> None:
    found = turns(asking(1_500, 1_000, 400), comes(2_001, 890, 710))
    assert served(found) == [1, 2, 3]
    assert [turn.held_on for turn in found] == list(MEETINGS)
    assert [turn.left for turn in found] == [2_001, 1_391, 1_101]


def test_where_the_rules_let_a_smaller_one_pass_it_does() -> None:
    found = turns(asking(1_500, 1_000, 400), comes(2_001, 890, 710), may_pass=True)
    assert served(found) == [1, 3, 1]
    assert [turn.left for turn in found] == [2_001, 1_701, 501]


def test_the_last_dong_counts() -> None:
    assert served(turns(asking(500), comes(500))) == [1]
    (turn,) = turns(asking(501), comes(500))
    assert (turn.meeting, turn.held_on, turn.left, turn.missing) == (None, None, 500, 1)


def test_who_cannot_be_served_is_told_what_is_missing_or_for_whom_it_waits() -> None:
    first, second, third = turns(asking(300, 1_000, 10), comes(500, 200))
    assert (first.meeting, first.missing, first.waits_for) == (1, 0, None)
    assert (second.meeting, second.left, second.missing) == (None, 400, 600)
    assert (third.meeting, third.waits_for, third.missing) == (None, 2, 0)


def test_where_one_may_pass_nobody_waits_for_another() -> None:
    found = turns(asking(900, 1_000, 10), comes(500, 200), may_pass=True)
    assert served(found) == [None, None, 1]
    assert [turn.waits_for for turn in found] == [None, None, None]
    assert [turn.missing for turn in found] == [210, 310, 0]


def test_without_meetings_nobody_is_served() -> None:
    nothing = forecast(AS_OF, FundMoney(cash=70), (), [], LatenessHistory(AS_OF, AS_OF))
    (turn,) = turns(asking(100), nothing)
    assert (turn.meeting, turn.left, turn.missing) == (None, 70, 30)


# --- what always holds --------------------------------------------------------------

waiting = st.lists(
    st.builds(
        Waiting,
        application_no=st.integers(1, 10_000),
        member_no=st.integers(1, 80),
        name=st.just("Hoa"),
        applied_on=st.dates(dt.date(2026, 5, 1), dt.date(2026, 5, 3)),
        amount=st.integers(1, 6),
        household_class=st.sampled_from(HouseholdClass),
        in_difficulty=st.booleans(),
        loans_before=st.integers(0, 2),
    ),
    max_size=12,
    unique_by=lambda one: one.application_no,
)
orders = st.lists(st.sampled_from(QueueKey), unique=True)


@given(waiting, orders)
def test_the_order_is_total_and_does_not_depend_on_how_it_came(
    found: list[Waiting], order: list[QueueKey]
) -> None:
    places = queue(found, order)
    assert queue(found[::-1], order) == places
    assert sorted(one.application_no for one in found) == sorted(
        place.waiting.application_no for place in places
    )
    for one, other in pairwise(places):
        # Any two that stand together stand so when they are alone.
        pair = queue([other.waiting, one.waiting], order)
        assert [place.waiting for place in pair] == [one.waiting, other.waiting]
        assert pair[1].behind is other.behind is not None


@given(
    found=waiting, sums=st.lists(st.integers(0, 12), min_size=1, max_size=3), may_pass=st.booleans()
)
def test_never_more_is_lent_than_there_is_and_nobody_passes_unless_allowed(
    *, found: list[Waiting], sums: list[int], may_pass: bool
) -> None:
    money = comes(*sums)
    given_out = turns(queue(found), money, may_pass=may_pass)
    for number, meeting in enumerate(money.meetings, 1):
        lent = sum(
            turn.place.waiting.amount
            for turn in given_out
            if turn.meeting is not None and turn.meeting <= number
        )
        assert lent <= meeting.as_expected
    if not may_pass:
        order = [turn.meeting or 99 for turn in given_out]
        assert order == sorted(order)
    for turn in given_out:
        asked = turn.meeting is None and turn.waits_for is None
        assert (turn.missing > 0) == asked
