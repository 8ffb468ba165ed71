"""What a payment does to a loan: due first, then as the payer chose, never more than is owed."""

import datetime as dt
from dataclasses import replace

from ledger.core.loans.allocation import (
    Ahead,
    Allocation,
    Share,
    Timing,
    pay_ahead,
    pay_due,
    pay_principal_ahead,
)
from ledger.core.loans.choices import InterestMethod
from ledger.core.loans.early import EarlyRule, interest_to
from ledger.core.loans.events import Charging, Disbursement, Repayment
from ledger.core.loans.interest import interest_on
from ledger.core.loans.moving import settled
from ledger.core.loans.parts import Component, Parts
from ledger.core.loans.refusals import check_amount
from ledger.core.loans.reshaping import at_once, carry_place, current, interest_to_day, reshaped
from ledger.core.loans.standing import Standing, total_left
from ledger.core.loans.state import LoanState, Outcome, PrincipalPaid


def repaid(state: LoanState, event: Repayment) -> tuple[LoanState, Outcome]:
    """Take a payment: what is beyond the whole debt is held (RULES.md, section 3).

    Where the paper says what it pays, it pays that alone; beyond the whole of that it pays what
    else is owed. But interest stays interest, however much is brought: the books have it so.
    """
    check_amount(event.amount)
    ahead = state.contract.ahead if event.ahead is None else event.ahead
    on, only = event.occurred_on, event.only
    paid, allocation = paid_on(state, event.amount, on, ahead, only)
    if allocation.held and only is Component.INTEREST:
        paid, allocation = _as_interest(paid, allocation, on)
    elif allocation.held and only is not None:
        paid, rest = paid_on(paid, allocation.held, on, ahead)
        allocation = Allocation((*allocation.shares, *rest.shares), rest.held)
    paid = replace(paid, held=paid.held + allocation.held)
    return _booked(state, paid, Outcome(event=event, allocation=allocation))


def use_held(state: LoanState, event: Disbursement | Charging) -> tuple[LoanState, Outcome]:
    """Pay what an event made due from money that is held for the borrower, if there is any."""
    outcome = Outcome(event=event)
    if not state.held or not state.left.total:
        return state, outcome
    held, on = state.held, event.occurred_on
    paid, allocation = paid_on(state, held, on, state.contract.ahead)
    paid = replace(paid, held=allocation.held)
    allocation = replace(allocation, held=0)
    return _booked(state, paid, replace(outcome, allocation=allocation, from_held=True))


def paid_on(
    state: LoanState, amount: int, on: dt.date, ahead: Ahead, only: Component | None = None
) -> tuple[LoanState, Allocation]:
    """Return the loan after a sum was paid on a day, and how the sum was split.

    `only`: for that component alone. Ahead of its time interest pays that of the next instalments.
    """
    order = state.contract.order
    ahead = ahead if only in {None, Component.PRINCIPAL} else Ahead.NEXT
    rows, shares, left = pay_due(state.rows, amount, on, order, only)
    state = _with_rows(state, rows, shares, on)
    if left and state.contract.recalculates and ahead is not Ahead.NEXT:
        rows, more, left = pay_principal_ahead(state.rows, left, on)
        if more:
            state = _with_rows(state, rows, more, on)
            state = reshaped(state, on, smaller=ahead is Ahead.SMALLER)
        shares, ahead = (*shares, *more), Ahead.NEXT
    if left or not state.balance:
        # What is brought for interest, a fine or a fee ends no loan of which principal is owed.
        may_end = only in {None, Component.PRINCIPAL} or not state.balance
        rows = ending(state, on) if may_end else state.rows
        rows = rows if left >= total_left(rows).total else state.rows
        rows, more, left = pay_ahead(rows, left, on, order, ahead, only=only)
        state, shares = _with_rows(state, rows, more, on), (*shares, *more)
    return state, Allocation(shares, left)


def ended(state: LoanState, on: dt.date) -> LoanState:
    """Return the loan ended, if who ends it on a day owes nothing any more."""
    if state.balance:
        return state
    rows = ending(state, on)
    return state if total_left(rows).total else replace(state, rows=rows)


def ending(state: LoanState, on: dt.date) -> tuple[Standing, ...]:
    """Return the instalments as they stand for one who pays all that is owed on a day.

    Interest not yet due is that of the product's rule (`EarlyRule`), which is to the day wherever
    interest follows the balance; what was paid ahead counts for it, and it is never more than the
    schedule asks for. Fees of later instalments are owed under the rule of the whole only; charges
    are owed always.
    """
    contract, place = state.contract, current(state.rows, on)
    rule = EarlyRule.TO_THE_DAY if contract.recalculates else contract.early
    if place is None or rule is EarlyRule.WHOLE:
        return state.rows
    coming = [
        number
        for number, row in enumerate(state.rows)
        if number >= place and row.payable_on > on and not row.is_extra
    ]
    if not coming:
        return state.rows
    asked = sum(state.rows[number].due.interest for number in coming)
    paid = sum(state.rows[number].paid.interest for number in coming)
    more = max(min(_owed_early(state, place, on, rule), asked) - paid, 0)
    found = list(state.rows)
    for number in coming:
        row = found[number]
        interest = row.paid.interest + (more if number == coming[0] else 0)
        fee = row.due.fee
        if number > place:
            fee = sum(one.amount for one in row.charges if one.component is Component.FEE)
        due = replace(row.due, interest=interest, fee=max(fee, row.paid.fee))
        found[number] = settled(replace(row, due=due), on)
    return tuple(found)


def _owed_early(state: LoanState, place: int, on: dt.date, rule: EarlyRule) -> int:
    """Return the interest not yet due that is owed early, with that carried from before."""
    row, is_carried = state.rows[place], place < carry_place(state)
    if row.payable_on <= on:
        return _to_the_day(state, place, row.ends_on) if is_carried else 0
    if rule is EarlyRule.TO_THE_DAY:
        return _to_the_day(state, place, on)
    if row.begins_on >= on:
        return 0
    return _to_the_day(state, place, row.ends_on) if is_carried else row.due.interest


def _to_the_day(state: LoanState, place: int, on: dt.date) -> int:
    terms = state.contract.terms
    if terms.interest is InterestMethod.DECLINING:
        return interest_to_day(state, on)
    row, year, base = state.rows[place], state.tranches[0].paid_out_on.year, _flat_base(state)
    period = (row.bears_from, row.ends_on)
    interest = interest_to(terms, base, row.factor, period, on, first_year=year)
    if place > carry_place(state):
        return interest
    before = state.rows[at_once(state) : place]
    return interest + sum(
        interest_on(base, one.factor, terms.amount_rounding, terms.digits) for one in before
    )


def _flat_base(state: LoanState) -> int:
    """Return the sum that bears flat interest: that lent, or owed when a schedule was renewed."""
    if not state.versions:
        return state.lent
    return total_left(state.versions[-1].rows).principal


def _as_interest(
    state: LoanState, allocation: Allocation, on: dt.date
) -> tuple[LoanState, Allocation]:
    """Return the loan whose current instalment, or last one, asks for what no instalment did."""
    rows, more, place = state.rows, allocation.held, current(state.rows, on)
    if place is None:
        place = max(number for number, row in enumerate(rows) if not row.is_extra)
    row = rows[place]
    paid = replace(row, due=row.due.plus(Component.INTEREST, more)).took(Parts(interest=more), on)
    timing = Timing.AHEAD if on < row.payable_on else Timing.DUE
    share = Share(row.number, Component.INTEREST, more, timing)
    state = replace(state, rows=(*rows[:place], paid, *rows[place + 1 :]))
    return state, Allocation((*allocation.shares, share))


def _with_rows(
    state: LoanState, rows: tuple[Standing, ...], shares: tuple[Share, ...], on: dt.date
) -> LoanState:
    """Return the loan with instalments after a payment, and the principal among its shares."""
    principal = tuple(
        PrincipalPaid(on, one.amount, one.instalment)
        for one in shares
        if one.component is Component.PRINCIPAL
    )
    return replace(state, rows=rows, principal_paid=(*state.principal_paid, *principal))


def _booked(before: LoanState, state: LoanState, outcome: Outcome) -> tuple[LoanState, Outcome]:
    """Return the loan and the outcome with what the books held of the sum that was paid.

    Principal in the books is paid before principal that was written off, and what stands in
    overdue before what is current. Interest that was accrued is received before other interest.
    """
    parts = outcome.allocation.parts
    principal = min(parts.principal, before.in_books)
    recovered = parts.principal - principal
    overdue = min(principal, before.overdue)
    receivable = min(parts.interest, before.receivable)
    state = replace(
        state,
        off_books=before.off_books - recovered,
        overdue=before.overdue - overdue,
        receivable=before.receivable - receivable,
        interest_booked=before.interest_booked + parts.interest - receivable,
    )
    return state, replace(
        outcome,
        overdue=overdue,
        receivable=receivable,
        recovered=recovered,
        is_recovery=before.is_off_books,
    )
