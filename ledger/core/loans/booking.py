"""The journal lines of what happens to a loan, and of what changes when the past is told anew."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from ledger.core import posting_rules as rules
from ledger.core.accounts import BANK, CASH, OTHER_PAYABLES
from ledger.core.journal import JournalLine
from ledger.core.loans.events import (
    Accrual,
    Disbursement,
    Inheritance,
    OverdueMove,
    PaidBy,
    Refund,
    Repayment,
    Waiver,
    WriteOff,
)
from ledger.core.loans.standing import Standing
from ledger.core.loans.state import LoanState, Outcome
from ledger.core.posting_rules import LoanMoney
from ledger.core.posting_rules_club import loan_adopted

Lines: TypeAlias = tuple[JournalLine, ...]


@dataclass(frozen=True, slots=True)
class LoanNumbers:
    """Whose loan it is, and which of the club's."""

    member_no: int
    loan_no: int


def lines_of(state: LoanState, number: int, whose: LoanNumbers) -> Lines:
    """Return the lines of the event of a number as the state has it; none where it moves nothing.

    On the cash basis interest is income when it is received. Where interest was accrued before,
    it is received from what stands in 1323: so a club's basis is whether it accrues, and nothing
    else (RULES.md, section 5). `whose.member_no` is the borrower before any heir.
    """
    return tuple(_all_lines(state, {number}, whose))


def correction(before: LoanState, after: LoanState, whose: LoanNumbers) -> Lines:
    """Return the lines of the one entry that posts what telling the past anew has changed.

    They are the differences, account by account, of all events that count in both states. What
    was told is posted by itself (`lines_of`), what was undone is reversed by itself.
    """
    common = {one.event.number for one in before.outcomes}
    common &= {one.event.number for one in after.outcomes}
    return difference(_all_lines(before, common, whose), _all_lines(after, common, whose))


def correction_of_undoing(
    before: LoanState, after: LoanState, undone: int, posted: Lines, whose: LoanNumbers
) -> Lines:
    """Return the lines of the one entry that undoing an event needs beside its reversal.

    `posted` are the lines that were posted when it was told, which the reversal takes back.
    Corrections since then may have changed what the books hold of it. What was told in its place
    is posted by itself.
    """
    left = {one.event.number for one in before.outcomes}
    left &= {one.event.number for one in after.outcomes}
    return difference(
        _all_lines(before, left | {undone}, whose), [*_all_lines(after, left, whose), *posted]
    )


def difference(before: Iterable[JournalLine], after: Iterable[JournalLine]) -> Lines:
    """Return the lines that turn the sums of some lines into those of others."""
    sums: dict[tuple[str, str, int | None, int | None], int] = {}
    for lines, sign in ((after, 1), (before, -1)):
        for line in lines:
            key = (line.account, line.fund, line.member_no, line.loan_no)
            sums[key] = sums.get(key, 0) + sign * (line.debit - line.credit)
    return tuple(
        JournalLine(account, fund, max(amount, 0), max(-amount, 0), member_no, loan_no)
        for (account, fund, member_no, loan_no), amount in sums.items()
        if amount
    )


def interest_to_accrue(state: LoanState, on: dt.date) -> int:
    """Return the interest that an accrual run of a day is to book, in minor units.

    It is what was earned by the schedule up to the day, periods in course by their days, less
    what was booked before: run again it is zero. Below zero it takes back what was accrued on
    more than is owed now. A loan that is written off accrues nothing.
    """
    if state.is_off_books or state.closed_on is not None:
        return 0
    earned, begins_on = 0, None
    is_deferred = bool(state.contract.terms.interest_deferred) and not state.versions
    for row in state.rows:
        start = row.begins_on if begins_on is None else begins_on
        earned += _earned(row, start, on)
        # Interest that is carried to a later instalment is earned in this period already.
        is_carried = is_deferred and not row.due.interest
        begins_on = start if is_carried else None
    return max(earned - state.interest_booked, -state.receivable)


def money_of(state: LoanState) -> LoanMoney:
    """Return what stands in the books for a loan: principal, accrued interest, money held."""
    return LoanMoney(
        current=state.in_books - state.overdue,
        overdue=state.overdue,
        accrued=state.receivable,
        held=state.held,
    )


def _earned(row: Standing, start: dt.date, on: dt.date) -> int:
    start = max(start, row.bears_from)
    if on >= row.ends_on:
        return row.due.interest
    if on <= start:
        return 0
    return row.due.interest * (on - start).days // (row.ends_on - start).days


def _all_lines(state: LoanState, numbers: set[int], whose: LoanNumbers) -> Iterator[JournalLine]:
    """Yield the lines of the events of these numbers, each on whose loan it was then."""
    member_no = whose.member_no
    for outcome in state.outcomes:
        event = outcome.event
        if event.number in numbers:
            yield from _lines(outcome, member_no, whose.loan_no)
        if isinstance(event, Inheritance):
            member_no = event.member_no


def _lines(outcome: Outcome, member_no: int, loan_no: int) -> Lines:
    event = outcome.event
    match event:
        case Repayment(paid_by=PaidBy.CLUB) | Waiver():
            return rules.loan_given_up(_money(outcome), member_no=member_no, loan_no=loan_no)
        case WriteOff():
            return _written_off(outcome, member_no, loan_no)
        case Refund() | OverdueMove() | Accrual():
            return _moved(outcome, member_no, loan_no)
        case Inheritance():
            return rules.loan_taken_over(
                outcome.taken_over, member_no=member_no, heir_no=event.member_no, loan_no=loan_no
            )
        case _:
            return _paid(outcome, member_no, loan_no)


def _paid(outcome: Outcome, member_no: int, loan_no: int) -> Lines:
    """Return the lines of money paid out and of money that came in or was held."""
    event = outcome.event
    lines: Lines = ()
    if isinstance(event, Disbursement) and event.adopted:
        lines += loan_adopted(event.amount, member_no=member_no, loan_no=loan_no)
    elif isinstance(event, Disbursement):
        lines += rules.disbursed(event.amount, member_no=member_no, loan_no=loan_no)
    if outcome.fee:
        lines += rules.fine_received(outcome.fee, member_no=member_no, loan_no=loan_no)
    place = OTHER_PAYABLES if outcome.from_held else CASH
    if isinstance(event, Repayment) and event.by_bank:
        place = BANK
    return lines + rules.loan_paid(
        _money(outcome), member_no=member_no, loan_no=loan_no, source=place
    )


def _money(outcome: Outcome) -> LoanMoney:
    """Return where the parts of a payment stand in the books."""
    if isinstance(outcome.event, Waiver):
        return LoanMoney(accrued=outcome.receivable)
    parts, held = outcome.allocation.parts, outcome.allocation.held
    principal, interest = parts.principal - outcome.recovered, parts.interest - outcome.receivable
    other = parts.fine + parts.fee + outcome.recovered
    if outcome.is_recovery:
        other, interest = other + interest, 0
    return LoanMoney(
        current=principal - outcome.overdue,
        overdue=outcome.overdue,
        accrued=outcome.receivable,
        interest=interest,
        other=other,
        held=held,
    )


def _written_off(outcome: Outcome, member_no: int, loan_no: int) -> Lines:
    """Return the lines of a write-off: principal leaves by way of 1322, accrued interest too."""
    principal = outcome.given_up.principal
    lines: Lines = ()
    if principal > outcome.overdue:
        moved = principal - outcome.overdue
        lines += rules.became_overdue(moved, member_no=member_no, loan_no=loan_no)
    if principal:
        lines += rules.written_off(
            principal, from_allowance=outcome.from_allowance, member_no=member_no, loan_no=loan_no
        )
    given_up = LoanMoney(accrued=outcome.receivable)
    return lines + rules.loan_given_up(given_up, member_no=member_no, loan_no=loan_no)


def _moved(outcome: Outcome, member_no: int, loan_no: int) -> Lines:
    event, amount = outcome.event, outcome.moved
    match event:
        case Refund():
            return rules.overpayment_returned(event.amount, member_no=member_no, loan_no=loan_no)
        case _ if not amount:
            return ()
        case OverdueMove() if amount > 0:
            return rules.became_overdue(amount, member_no=member_no, loan_no=loan_no)
        case OverdueMove():
            return rules.became_current(-amount, member_no=member_no, loan_no=loan_no)
        case _ if amount > 0:
            return rules.interest_accrued(amount, member_no=member_no, loan_no=loan_no)
        case _:
            given_up = LoanMoney(accrued=-amount)
            return rules.loan_given_up(given_up, member_no=member_no, loan_no=loan_no)
