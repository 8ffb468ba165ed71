"""What holds for the life of every loan, whatever its contract and whatever happens to it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.core.journal import JournalLine, check_lines
from ledger.core.loans.allocation_words import traced
from ledger.core.loans.booking import LoanNumbers, correction, interest_to_accrue, lines_of
from ledger.core.loans.contract import Contract
from ledger.core.loans.events import (
    Accrual,
    Charging,
    Disbursement,
    LoanEvent,
    Repayment,
    Undoing,
    Waiver,
)
from ledger.core.loans.life import after, looked_at, replay
from ledger.core.loans.parts import Component, sum_parts
from ledger.core.loans.quotes import if_paid, to_end
from ledger.core.loans.state import LoanState
from ledger.core.statements.table import Phrase
from tests.core.loan_lives import BEGUN_ON, agreed, contracts, lives, told_in

LATER = dt.date(2028, 1, 1)
half = settings(max_examples=settings().max_examples // 2)
"""A life is long: half as many as of other examples, in every profile."""
WHOSE = LoanNumbers(member_no=12, loan_no=7)
Life = tuple[Contract, tuple[LoanEvent, ...]]


def what_is_owed(state: LoanState) -> tuple[object, ...]:
    """Return a state without the numbers of its events, which say when they were told."""
    return (
        state.rows, state.level, state.principal_paid, state.held, state.overdue,
        state.receivable, state.written_off, state.stage, state.repaid_on,
        tuple(one.allocation for one in state.outcomes),
    )  # fmt: skip


@half
@given(lives())
def test_allocations_sum_to_the_payment_and_nothing_is_below_zero(life: Life) -> None:
    contract, events = life
    state = LoanState(contract=contract, as_of=BEGUN_ON)
    for event in events:
        state = after(state, event)
        assert min(row.left.least for row in state.rows) >= 0
        assert min(row.due.least for row in state.rows) >= 0
        assert sum(row.due.principal for row in state.rows) == state.lent
        assert 0 <= state.overdue <= state.in_books <= state.balance
        assert not state.held or not state.left.total
        if isinstance(event, Repayment):
            allocation = state.outcomes[-1].allocation
            assert allocation.amount == event.amount
            assert all(share.amount > 0 for share in allocation.shares)
    paid = sum(one.allocation.parts.total for one in state.outcomes)
    waived = [one for one in state.outcomes if isinstance(one.event, Waiver)]
    assert state.paid.total == paid + sum(one.given_up.total for one in waived)


@half
@given(lives())
def test_a_charge_stays_until_it_is_paid_or_forgiven(life: Life) -> None:
    contract, events = life
    state = replay(contract, events, LATER)
    charges = [one.charge for one in events if isinstance(one, Charging)]
    fines, fees = (
        sum(one.amount for one in charges if one.component is component)
        for component in (Component.FINE, Component.FEE)
    )
    asked = sum_parts(row.due for row in state.rows)
    assert asked.fine == fines
    assert asked.fee == fees or (contract.terms.fees and asked.fee >= fees)


@half
@given(lives())
def test_a_part_of_a_payment_says_how_it_came_about(life: Life) -> None:
    contract, events = life
    state = replay(contract, events, LATER)
    for outcome in state.outcomes:
        found = traced(outcome.allocation, state.rows)
        assert sum(one.amount for one in found) == outcome.allocation.amount
        assert all(isinstance(one.words, Phrase) for one in found)


@half
@given(contracts(), st.integers(1, 30_000_000))
def test_who_pays_on_schedule_ends_at_zero_and_is_never_late(
    contract: Contract, principal: int
) -> None:
    contract = agreed(contract, principal)
    event = Disbursement(number=1, occurred_on=BEGUN_ON, amount=principal)
    state = after(LoanState(contract=contract, as_of=BEGUN_ON), event)
    asked, rows, number = sum(row.due.total for row in state.rows), len(state.rows), 1
    while state.left.total:
        row = next(one for one in state.rows if one.left.total)
        number += 1
        assert state.arrears_now(row.due_on).amount == 0
        payment = Repayment(number=number, occurred_on=row.due_on, amount=row.left.total)
        state = after(looked_at(state, row.due_on), payment)
        assert state.outcomes[-1].allocation.to(row.number).total == payment.amount
    assert (state.held, state.balance, sum(row.late for row in state.rows)) == (0, 0, 0)
    if len(state.rows) == rows and state.rows[-1].due.principal:
        assert state.paid.total == asked
    else:  # rounding ended the principal sooner: who has paid it all has ended the loan early
        assert state.paid.total <= asked
    assert state.arrears_as_agreed(LATER).days_late == 0


@half
@given(lives(), st.randoms(use_true_random=False))
def test_the_order_of_entry_does_not_matter(life: Life, dice: object) -> None:
    contract, events = life
    order = list(range(len(events)))
    dice.shuffle(order)  # type: ignore[attr-defined]  # Hypothesis gives a Random
    told = replay(contract, told_in(order, events), LATER)
    assert what_is_owed(told) == what_is_owed(replay(contract, events, LATER))


@half
@given(lives())
def test_told_one_by_one_or_all_at_once_is_the_same(life: Life) -> None:
    contract, events = life
    state = LoanState(contract=contract, as_of=BEGUN_ON)
    for event in events:
        state = after(state, event)
        assert state == replay(contract, state_events(state), event.occurred_on)


def state_events(state: LoanState) -> list[LoanEvent]:
    return [one.event for one in state.outcomes]


@half
@given(lives(), st.data())
def test_a_payment_that_is_undone_leaves_no_trace_in_what_is_owed(
    life: Life, data: st.DataObject
) -> None:
    contract, events = life
    number = data.draw(st.integers(50, 60))
    on = data.draw(st.dates(BEGUN_ON, dt.date(2027, 6, 1)))
    amount = data.draw(st.integers(1, 40_000_000))
    payment = Repayment(number=number, occurred_on=on, amount=amount)
    undoing = Undoing(number=99, occurred_on=on, of=number)
    before = replay(contract, events, LATER)
    assert replay(contract, [*events, payment, undoing], LATER) == before


@half
@given(lives(), st.data())
def test_a_quote_is_what_then_happens(life: Life, data: st.DataObject) -> None:
    contract, events = life
    on = events[-1].occurred_on + dt.timedelta(days=data.draw(st.integers(0, 90)))
    before = replay(contract, events, on)
    payment = Repayment(number=50, occurred_on=on, amount=data.draw(st.integers(1, 40_000_000)))
    quote = if_paid(contract, events, payment, on)
    state = after(before, payment)
    assert quote.after == state
    assert quote.allocation == state.outcomes[-1].allocation


@half
@given(lives(), st.data())
def test_what_would_end_a_loan_ends_it_to_the_dong(life: Life, data: st.DataObject) -> None:
    contract, events = life
    on = events[-1].occurred_on + dt.timedelta(days=data.draw(st.integers(0, 200)))
    quote, state = to_end(contract, events, on), replay(contract, events, on)
    assert quote.interest_saved >= 0
    assert (quote.amount == 0) == (state.left.total == 0)
    for paid in [one for one in (quote.amount, quote.amount - 1) if one > 0]:
        payment = Repayment(number=50, occurred_on=on, amount=paid)
        state = replay(contract, [*events, payment], on)
        if paid < quote.amount:
            assert state.left.total > 0
        else:
            assert (state.left.total, state.held) == (0, 0)


# --- journals ---------------------------------------------------------------------


def balances(lines: Iterable[JournalLine]) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for line in lines:
        found[line.account] += line.debit - line.credit
    return {account: amount for account, amount in found.items() if amount}


def all_lines(state: LoanState) -> list[JournalLine]:
    found: list[JournalLine] = []
    for outcome in state.outcomes:
        lines = lines_of(state, outcome.event.number, WHOSE)
        if lines:
            check_lines(lines)
        found += lines
    return found


@half
@given(lives())
def test_the_books_have_what_the_loan_has(life: Life) -> None:
    contract, events = life
    state = replay(contract, events, LATER)
    found = balances(all_lines(state))
    assert found.get("1321", 0) == state.in_books - state.overdue
    assert found.get("1322", 0) == state.overdue
    assert found.get("1323", 0) == state.receivable
    assert found.get("3388", 0) == -state.held


@half
@given(lives(), st.data())
def test_one_entry_corrects_what_a_forgotten_payment_changes(
    life: Life, data: st.DataObject
) -> None:
    contract, events = life
    on = data.draw(st.dates(BEGUN_ON, events[-1].occurred_on))
    payment = Repayment(number=50, occurred_on=on, amount=data.draw(st.integers(1, 9_000_000)))
    before = replay(contract, events, LATER)
    told = replay(contract, [*events, payment], LATER)
    corrected = correction(before, told, WHOSE)
    if corrected:
        check_lines(corrected)
    posted = [*all_lines(before), *lines_of(told, 50, WHOSE), *corrected]
    assert balances(posted) == balances(all_lines(told))
    assert balances(corrected).get("111", 0) == 0


@half
@given(lives(), st.lists(st.integers(1, 80), min_size=1, max_size=4))
def test_an_accrual_run_can_be_run_again_without_harm(life: Life, gaps: list[int]) -> None:
    contract, events = life
    told, on, number = list(events), BEGUN_ON, 100
    for gap in gaps:
        on += dt.timedelta(days=gap)
        amount = interest_to_accrue(replay(contract, told, on), on)
        number += 1
        if amount:
            told.append(Accrual(number=number, occurred_on=on, amount=amount))
        assert interest_to_accrue(replay(contract, told, on), on) == 0
    state = replay(contract, told, on)
    found = balances(all_lines(state))
    assert found.get("1323", 0) == state.receivable >= 0
