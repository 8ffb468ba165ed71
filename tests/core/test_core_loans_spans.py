"""How a loan stood on each day: what its spans say is what working it out for the day says."""

import datetime as dt
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core.loans.arrears import FirstLateDay, Lateness
from ledger.core.loans.calendar import Move, PayDays
from ledger.core.loans.choices import PrincipalMethod
from ledger.core.loans.contract import Contract
from ledger.core.loans.events import (
    Disbursement,
    Inheritance,
    LoanEvent,
    PaidBy,
    Repayment,
    Undoing,
    WriteOff,
)
from ledger.core.loans.life import replay
from ledger.core.loans.parts import Parts
from ledger.core.loans.spans import LoanDay, LoanSpan, day_of, spans_of
from ledger.core.loans.state import LoanState
from ledger.core.loans.steps import LoanStage
from tests.core.loan_examples import (
    BULLET,
    EQUAL_PARTS,
    LENT,
    PAID_OUT,
    TERMS,
    day,
    fined,
    loan,
    paid,
)
from tests.core.loan_lives import BEGUN_ON, lives

LATENESS = [Lateness(), Lateness(tolerance=3), Lateness(FirstLateDay.DUE_DATE)]
WEEKENDS = frozenset({5, 6})


@st.composite
def told_lives(draw: st.DrawFn) -> tuple[Contract, tuple[LoanEvent, ...]]:
    """Draw lives with days of grace, due dates before the weekend, and events that are undone."""
    contract, events = draw(lives())
    early = PayDays(Move.OPEN_DAY_BEFORE, closed_weekdays=WEEKENDS)
    contract = replace(
        contract,
        lateness=draw(st.sampled_from(LATENESS)),
        pay_days=draw(st.sampled_from([contract.pay_days, early])),
    )
    is_undone = draw(st.booleans())
    payments = [one.number for one in events if isinstance(one, Repayment)]
    if is_undone and payments:
        last = max(events, key=lambda one: one.number)
        undone = draw(st.sampled_from(payments))
        undoing = Undoing(number=last.number + 1, occurred_on=last.occurred_on, of=undone)
        events = (*events, undoing)
    return contract, events


def days_of(spans: tuple[LoanSpan, ...]) -> list[dt.date]:
    """Return the days on which spans begin and end, and the days around."""
    ends = {span.since for span in spans} | {span.until for span in spans if span.until}
    steps = [dt.timedelta(days=number) for number in (-1, 0, 1)]
    return sorted(day + step for day in ends for step in steps if day + step >= spans[0].since)


@given(told_lives(), st.data())
def test_the_spans_say_what_the_events_up_to_a_day_give(
    life: tuple[Contract, tuple[LoanEvent, ...]], data: st.DataObject
) -> None:
    contract, events = life
    spans = spans_of(replay(contract, events, max(one.occurred_on for one in events)))
    edges = st.sampled_from(days_of(spans))
    any_day = st.integers(0, 800).map(lambda days: BEGUN_ON + dt.timedelta(days=days))
    for on in data.draw(st.lists(st.one_of(edges, any_day), min_size=1, max_size=6)):
        assert span_on(spans, on).day == day_of(replay(contract, events, on))


@given(told_lives())
def test_the_spans_follow_on_each_other_and_no_two_are_alike(
    life: tuple[Contract, tuple[LoanEvent, ...]],
) -> None:
    contract, events = life
    spans = spans_of(replay(contract, events, max(one.occurred_on for one in events)))
    assert spans[0].since == BEGUN_ON
    assert spans[-1].until is None
    for span, later in pairwise(spans):
        assert span.until == later.since - dt.timedelta(days=1)
        assert span.day != later.day


def span_on(spans: tuple[LoanSpan, ...], on: dt.date) -> LoanSpan:
    """Return the span in which a day lies."""
    (found,) = [one for one in spans if one.since <= on <= (one.until or dt.date.max)]
    return found


def on(state: LoanState, at: dt.date) -> LoanDay:
    """Return how a loan stands on a day by its spans."""
    return span_on(spans_of(state), at).day


LATE = loan(EQUAL_PARTS, paid(2, day(2), 1_120_000), fined(3, day(3, 20), 5_000), on=day(3, 20))
"""The first million came on its day, the second did not, and was fined."""


def test_what_is_overdue_grows_with_the_days_and_is_counted_by_kind() -> None:
    assert on(LATE, day(3)).overdue == Parts()
    # 110,000 and 100,000 are 1 % of what the schedule has left; the fine is due with April.
    assert on(LATE, day(3, 11)).overdue == Parts(1_000_000, 110_000)
    assert on(LATE, day(4, 11)).overdue == Parts(2_000_000, 210_000, 5_000)
    assert on(LATE, day(4, 11)).oldest_due_on == day(3)
    assert on(LATE, day(4, 11)).days_late(day(4, 11)) == 32
    assert on(LATE, day(3)).days_late(day(3)) == 0


def test_principal_that_fell_due_is_told_beside_what_of_it_came_on_its_day() -> None:
    paid_later = loan(EQUAL_PARTS, paid(2, day(2), 1_120_000), paid(3, day(3, 20), 1_110_000),
                      on=day(3, 20))  # fmt: skip
    for at, fell_due, on_time, repaid in (
        (day(2, 9), 0, 0, 0), (day(2), 1, 1, 1), (day(3), 2, 1, 1), (day(3, 20), 2, 1, 2),
        (day(4), 3, 1, 2),
    ):  # fmt: skip
        found = on(paid_later, at)
        millions = found.fell_due, found.on_time, found.repaid
        assert millions == (fell_due * 1_000_000, on_time * 1_000_000, repaid * 1_000_000)


def test_a_loan_written_off_is_outstanding_no_more_and_late_no_more() -> None:
    state = loan(BULLET, WriteOff(number=2, occurred_on=day(6)), on=day(6))
    before, after = on(state, day(6, 9)), on(state, day(6, 11))
    assert (before.outstanding, before.given_up) == (LENT, 0)
    assert before.overdue == Parts(interest=480_000)
    assert (after.outstanding, after.given_up, after.overdue) == (0, LENT, Parts())
    assert (after.stage, after.oldest_due_on) == (LoanStage.WRITTEN_OFF, None)


def test_what_comes_of_a_loan_after_it_was_written_off_is_not_earned() -> None:
    state = loan(
        BULLET, paid(2, day(2), 120_000), WriteOff(number=3, occurred_on=day(6)),
        paid(4, day(7), 480_000), on=day(7),
    )  # fmt: skip
    assert (on(state, day(3)).earned, on(state, day(8)).earned) == (120_000, 120_000)


def test_only_so_much_is_overdue_as_is_still_in_the_books() -> None:
    given_up = WriteOff(number=2, occurred_on=day(7), amount=9_000_000)
    found = on(loan(EQUAL_PARTS, given_up, on=day(7)), day(8, 11))
    assert (found.outstanding, found.overdue.principal) == (3_000_000, 3_000_000)


def test_what_the_club_pays_itself_was_not_brought_back() -> None:
    gift = Repayment(number=2, occurred_on=day(2), amount=1_120_000, paid_by=PaidBy.CLUB)
    found = on(loan(EQUAL_PARTS, gift, on=day(2)), day(2))
    assert (found.outstanding, found.given_up) == (11_000_000, 1_000_000)
    assert (found.fell_due, found.on_time, found.repaid, found.earned) == (1_000_000, 0, 0, 0)


def test_an_heir_owes_it_from_the_day_on() -> None:
    heir = Inheritance(number=2, occurred_on=day(5), member_no=20)
    state = loan(BULLET, heir, on=day(5))
    assert (on(state, day(5, 9)).heir_no, on(state, day(5)).heir_no) == (None, 20)


@pytest.mark.parametrize(
    ("lateness", "days"), list(zip(LATENESS, (1, 0, 2), strict=True)), ids=["next", "grace", "same"]
)
def test_days_late_follow_the_contract(lateness: Lateness, days: int) -> None:
    found = on(loan(replace(EQUAL_PARTS, lateness=lateness), on=BEGUN_ON), day(2, 11))
    assert found.days_late(day(2, 11)) == found.days_late_now(day(2, 11)) == days
    assert found.overdue == Parts(1_000_000, 120_000)


def test_a_loan_paid_out_in_parts_is_due_by_what_was_paid_out_by_then() -> None:
    terms = replace(TERMS, repayment=PrincipalMethod.EQUAL_INSTALMENTS)
    contract = Contract(terms=terms, in_parts=True)
    events = (
        replace(PAID_OUT, amount=6_000_000),
        Disbursement(number=2, occurred_on=day(4, 20), amount=6_000_000),
    )
    spans = spans_of(replay(contract, events, day(4, 20)))
    for at in (day(2), day(4), day(4, 19), day(4, 20), day(5), day(12, 31)):
        assert span_on(spans, at).day == day_of(replay(contract, events, at))
    assert span_on(spans, day(4, 19)).day.lent == 6_000_000


def test_the_last_days_that_there_are_have_their_spans() -> None:
    begun_on = dt.date(9998, 12, 31)
    first = Disbursement(number=1, occurred_on=begun_on, amount=LENT)
    spans = spans_of(replay(BULLET, [first], begun_on))
    assert spans[-1].until is None
    assert span_on(spans, dt.date.max).day.fell_due == LENT
