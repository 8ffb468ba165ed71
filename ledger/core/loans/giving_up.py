"""What a club gives up of a loan, and how principal moves to overdue before that."""

from dataclasses import replace

from ledger.core.loans.events import OverdueMove, Waiver, WriteOff
from ledger.core.loans.parts import Component, Parts
from ledger.core.loans.paying import ended
from ledger.core.loans.refusals import check_amount
from ledger.core.loans.state import LoanState, Outcome


def waived(state: LoanState, event: Waiver) -> tuple[LoanState, Outcome]:
    """Forgive interest, fines or fees, the oldest first, as far as they are owed.

    Principal is not forgiven so: it is written off, or the club pays it (`PaidBy.CLUB`).
    """
    check_amount(event.amount)
    component = event.component
    owed = 0 if component is Component.PRINCIPAL else state.left.of(component)
    given = left = min(event.amount, owed)
    rows = []
    for row in state.rows:
        part = min(left, row.left.of(component))
        left -= part
        paid = row.paid.plus(component, part)
        settled_on = row.settled_on or (event.occurred_on if part and paid == row.due else None)
        rows.append(replace(row, paid=paid, settled_on=settled_on))
    interest = given if component is Component.INTEREST else 0
    receivable = min(interest, state.receivable)
    outcome = Outcome(event=event, given_up=Parts.only(component, given), receivable=receivable)
    state = replace(
        state,
        rows=tuple(rows),
        receivable=state.receivable - receivable,
        interest_booked=state.interest_booked + interest - receivable,
    )
    return ended(state, event.occurred_on), outcome


def written_off(state: LoanState, event: WriteOff) -> tuple[LoanState, Outcome]:
    """Give principal up in the books; it is followed on, and interest and charges with it.

    All of it goes, unless the meeting decided on a sum; in no case more than is owed.
    """
    if event.amount is not None:
        check_amount(event.amount)
    owed = state.in_books
    given = owed if event.amount is None else min(event.amount, owed)
    if not state.left.total:
        return state, Outcome(event=event)
    is_whole = given == owed
    given_up = replace(state.left, principal=given) if is_whole else Parts(principal=given)
    overdue = min(given, state.overdue)
    receivable = state.receivable if is_whole else 0
    outcome = Outcome(
        event=event,
        given_up=given_up,
        overdue=overdue,
        receivable=receivable,
        from_allowance=min(event.from_allowance, given),
    )
    state = replace(
        state,
        written_off=given_up,
        written_off_on=event.occurred_on,
        off_books=state.off_books + given,
        is_off_books=is_whole,
        overdue=state.overdue - overdue,
        receivable=state.receivable - receivable,
    )
    return state, outcome


def moved_overdue(state: LoanState, event: OverdueMove) -> tuple[LoanState, Outcome]:
    """Move principal to overdue, or back, as far as it is there."""
    check_amount(abs(event.amount))
    current = state.in_books - state.overdue
    moved = min(event.amount, current) if event.amount > 0 else max(event.amount, -state.overdue)
    return replace(state, overdue=state.overdue + moved), Outcome(event=event, moved=moved)
