"""The life of a loan: its state, worked out from all that happened to it in order of the days."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ledger.core.loans.booking import money_of
from ledger.core.loans.contract import Contract
from ledger.core.loans.events import (
    Accrual,
    Charging,
    Closing,
    Disbursement,
    Inheritance,
    LoanEvent,
    NewSchedule,
    OverdueMove,
    Refund,
    Repayment,
    Undoing,
    Waiver,
    WriteOff,
)
from ledger.core.loans.giving_up import moved_overdue, waived, written_off
from ledger.core.loans.paying import repaid, use_held
from ledger.core.loans.paying_out import paid_out
from ledger.core.loans.refusals import (
    ClosedWithMoneyOpen,
    EventOutOfOrder,
    NothingToUndo,
    RefundAboveHeld,
    check_amount,
)
from ledger.core.loans.renewing import renewed
from ledger.core.loans.reshaping import reshaped
from ledger.core.loans.standing import with_charge
from ledger.core.loans.state import LoanState, Outcome
from ledger.core.loans.steps import LoanStage, StepNotLawful
from ledger.core.loans.telling import check_once, check_told, step_of


def replay(contract: Contract, events: Sequence[LoanEvent], as_of: dt.date) -> LoanState:
    """Return the state of a loan on a day after all events, whatever order they were told in.

    What occurred first counts first; of one day, what was told first. An event that was undone
    counts on no day; those after `as_of` are left out. Refuses `StepNotLawful` for what lies
    before the disbursement or after the closing, and what cannot be true: a refund of more than
    was held, a loan closed with money open.
    """
    counted = in_order(events)
    state = LoanState(contract=contract, as_of=counted[0].occurred_on if counted else as_of)
    for event in counted:
        if event.occurred_on <= as_of:
            state = _after(state, event)
    return looked_at(state, as_of)


def by_day(contract: Contract, events: Sequence[LoanEvent]) -> Iterator[LoanState]:
    """Yield the state of a loan on each day on which something happened, after all of that day."""
    counted = in_order(events)
    state = LoanState(contract=contract, as_of=counted[0].occurred_on) if counted else None
    for place, event in enumerate(counted):
        state = _after(state, event) if state else None
        is_last = place + 1 == len(counted) or counted[place + 1].occurred_on > event.occurred_on
        if state and is_last:
            yield state


def in_order(events: Sequence[LoanEvent]) -> list[LoanEvent]:
    """Return the events that count in the order in which they do (`NothingToUndo`)."""
    numbers = {event.number for event in events if not isinstance(event, Undoing)}
    undone: set[int] = set()
    for event in events:
        if isinstance(event, Undoing):
            if event.of not in numbers or event.of in undone:
                raise NothingToUndo(event=event.of)
            undone.add(event.of)
    counted = [one for one in events if one.number in numbers - undone]
    return sorted(counted, key=lambda one: (one.occurred_on, one.number))


def looked_at(state: LoanState, as_of: dt.date) -> LoanState:
    """Return the state as one sees it from a later day.

    Where interest follows the actual balance each period is worked out on its last day, and the
    current one on the day that is looked from.
    """
    if state.contract.follows_lateness and state.balance:
        for row in state.rows:
            if state.as_of < row.ends_on <= as_of and not row.is_extra:
                state = reshaped(state, row.ends_on)
        state = reshaped(state, as_of)
    return replace(state, as_of=max(as_of, state.as_of))


def after(state: LoanState, event: LoanEvent) -> LoanState:
    """Return the state after one more event, which lies on its day or later.

    What came before is to be told to `replay`. Refuses `EventOutOfOrder`, what `check_told` does,
    and each event what its own function refuses.
    """
    if event.occurred_on < state.as_of:
        raise EventOutOfOrder(occurred_on=event.occurred_on, as_of=state.as_of)
    state = looked_at(state, event.occurred_on)
    check_told(state, event)
    return _after(state, event)


def told(
    contract: Contract, events: Sequence[LoanEvent], event: LoanEvent, as_of: dt.date
) -> LoanState:
    """Return the state on a day after one more event, of whatever day it is.

    It is refused as `after` does in its own place among the others, and where what happens once
    occurred later on already; what occurred later on is worked out anew. What it changes of that
    is what `correction` posts.
    """
    if not isinstance(event, Undoing):
        counted = in_order(events)
        before = [one for one in counted if one.occurred_on <= event.occurred_on]
        after(replay(contract, before, event.occurred_on), event)
        check_once(event, counted[len(before) :])
    return replay(contract, [*events, event], as_of)


def _after(state: LoanState, event: LoanEvent) -> LoanState:
    """Return the state after an event that was told before, or may be."""
    if state.stage is LoanStage.CLOSED or not (state.rows or isinstance(event, Disbursement)):
        raise StepNotLawful(stage=state.stage, step=step_of(state, event))
    state, outcome = _happened(looked_at(state, event.occurred_on), event)
    if state.contract.follows_lateness:
        state = looked_at(state, event.occurred_on)
    return replace(state, outcomes=(*state.outcomes, outcome))


def _happened(state: LoanState, event: LoanEvent) -> tuple[LoanState, Outcome]:
    """Return what an event does: what is paid out and comes back, and what is charged."""
    match event:
        case Disbursement():
            return paid_out(state, event)
        case Repayment():
            return repaid(state, event)
        case Charging():
            check_amount(event.charge.amount)
            return use_held(replace(state, rows=with_charge(state.rows, event.charge)), event)
        case Refund():
            return _refunded(state, event)
        case _:
            return _decided(state, event)


def _decided(
    state: LoanState,
    event: Waiver
    | WriteOff
    | OverdueMove
    | Accrual
    | NewSchedule
    | Inheritance
    | Closing
    | Undoing,
) -> tuple[LoanState, Outcome]:
    """Return what an event does that is decided or booked without money."""
    outcome = Outcome(event=event)
    match event:
        case Waiver():
            state, outcome = waived(state, event)
        case WriteOff():
            state, outcome = written_off(state, event)
        case OverdueMove():
            state, outcome = moved_overdue(state, event)
        case Accrual():
            state, outcome = _accrued(state, event)
        case NewSchedule():
            state = renewed(state, event)
        case Inheritance():
            outcome = replace(outcome, taken_over=money_of(state))
            state = replace(state, heir_no=event.member_no)
        case Closing():
            state = _closed(state, event)
        case Undoing():  # `step_of` has refused it
            pass
    return state, outcome


def _refunded(state: LoanState, event: Refund) -> tuple[LoanState, Outcome]:
    """Give money back that is held (`RefundAboveHeld`)."""
    check_amount(event.amount)
    if event.amount > state.held:
        raise RefundAboveHeld(amount=event.amount, held=state.held)
    return replace(state, held=state.held - event.amount), Outcome(event=event)


def _accrued(state: LoanState, event: Accrual) -> tuple[LoanState, Outcome]:
    """Book interest before it is received, or take back what was booked and is still there."""
    moved = max(event.amount, -state.receivable)
    state = replace(
        state,
        receivable=state.receivable + moved,
        interest_booked=state.interest_booked + moved,
    )
    return state, Outcome(event=event, moved=moved)


def _closed(state: LoanState, event: Closing) -> LoanState:
    """Close a loan of which nothing is owed and nothing held (`ClosedWithMoneyOpen`).

    A loan that was written off may be closed with its debt, which nobody follows any more.
    """
    owed = 0 if state.is_off_books else state.left.total
    if owed or state.held:
        raise ClosedWithMoneyOpen(owed=owed, held=state.held)
    return replace(state, closed_on=event.occurred_on)
