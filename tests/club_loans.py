"""The loans of a club's workbook beside its own rows: what was asked, brought and posted."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from ledger.core.journal import JournalLine
from ledger.core.loans.booking import LoanNumbers, lines_of
from ledger.core.loans.events import Repayment
from ledger.core.loans.life import after, looked_at, replay
from ledger.core.loans.parts import Parts, sum_parts
from ledger.core.loans.state import LoanState
from ledger.core.workbook.entries import Numbers, entries_of
from ledger.core.workbook.loans import WorkbookLoan, loans_of
from ledger.core.workbook.values import CashKind, Workbook

LOAN_KINDS = {CashKind.DISBURSEMENT, CashKind.PRINCIPAL, CashKind.INTEREST}


@dataclass(frozen=True, slots=True)
class PayDay:
    """A day on which something was paid on a loan: what was asked by then, what was brought."""

    on: dt.date
    asked: Parts
    brought: Parts
    before: LoanState


def pay_days(loan: WorkbookLoan) -> Iterator[PayDay]:
    """Yield the days on which something was paid on a loan, in their order."""
    if not loan.events:
        return
    first, *payments = loan.events
    state = after(LoanState(contract=loan.contract, as_of=first.occurred_on), first)
    in_order = sorted(payments, key=lambda one: (one.occurred_on, one.number))
    for on, events in groupby(in_order, lambda one: one.occurred_on):
        state = looked_at(state, on)
        asked = sum_parts(row.left for row in state.rows if row.payable_on <= on)
        before, brought = state, Parts()
        for event in events:
            state = after(state, event)
            assert isinstance(event, Repayment)
            assert event.only is not None
            brought = brought.plus(event.only, event.amount)
        yield PayDay(on, asked, brought, before)


def states(workbook: Workbook, on: dt.date) -> dict[str, LoanState]:
    """Return every loan's state on a day, by its code."""
    return {one.facts.code: replay(one.contract, one.events, on) for one in loans_of(workbook)}


def paper_lines(workbook: Workbook) -> dict[int, tuple[JournalLine, ...]]:
    """Return the lines that the books have of each row that concerns a loan."""
    entries = [one for one in entries_of(workbook, numbers_of(workbook)) if one.documents]
    paired = zip(workbook.rows, entries, strict=True)
    return {row.row: entry.lines for row, entry in paired if row.kind in LOAN_KINDS}


def loan_lines(workbook: Workbook, on: dt.date) -> dict[int, tuple[JournalLine, ...]]:
    """Return the lines that the loans' own events have, by the row that told of each."""
    found: dict[int, tuple[JournalLine, ...]] = {}
    numbers = numbers_of(workbook)
    for one in loans_of(workbook):
        whose = LoanNumbers(numbers.members[one.facts.member], numbers.loans[one.facts.code])
        state = replay(one.contract, one.events, on)
        for told in one.told:
            found[told.row] = lines_of(state, told.event.number, whose)
    return found


def numbers_of(workbook: Workbook) -> Numbers:
    """Return members and loans numbered in the order of their lists."""
    return Numbers(
        {person.code: at for at, person in enumerate(workbook.members, 1)},
        {loan.code: at for at, loan in enumerate(workbook.loans, 1)},
        {person.code: person.name for person in workbook.members},
    )
