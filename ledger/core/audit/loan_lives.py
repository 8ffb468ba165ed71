"""What a loan's events give when they are worked out anew: its state, and each event's lines."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeAlias

from ledger.core.audit.stored_loans import StoredEvent, StoredLife
from ledger.core.errors import LedgerError
from ledger.core.journal import JournalLine
from ledger.core.loans.booking import (
    LoanNumbers,
    correction,
    correction_of_undoing,
    lines_of,
)
from ledger.core.loans.contract import Contract
from ledger.core.loans.events import LoanEvent, Undoing
from ledger.core.loans.keeping import state_as_kept
from ledger.core.loans.life import after
from ledger.core.loans.state import LoanState
from ledger.core.loans.written import read_contract, read_event

Place: TypeAlias = tuple[str, str, int | None]
"""An account, a fund and a member."""
Sums: TypeAlias = dict[Place, int]
"""Debits less credits of a loan's lines, in đồng."""

UNREADABLE = (LedgerError, ArithmeticError, LookupError, TypeError, ValueError)
"""What rows that no program of ours wrote may end in."""


@dataclass(slots=True)
class Lived:
    """A loan's contract, events and state after them, and what they gave when they were told.

    `own` is what each event posted itself, by its number, those that posted nothing left out;
    `corrections` what some events told together changed of later ones, by their numbers.
    """

    contract: Contract
    events: tuple[LoanEvent, ...]
    state: LoanState
    own: dict[int, Sums] = field(default_factory=dict)
    corrections: dict[tuple[int, ...], Sums] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CheckedLoan:
    """A loan to be checked: its rows, what they give, and the tables that keep it otherwise."""

    life: StoredLife
    lived: Lived | None
    kept_otherwise: Sequence[str]


def lived(life: StoredLife) -> Lived | None:
    """Return what a loan's rows give, None where they give nothing: they were altered."""
    try:
        contract = read_contract(life.agreed.contract)
        events = tuple(_event(one) for one in life.events)
        return _lived(life, contract, events)
    except UNREADABLE:
        return None


def sums_of(lines: Iterable[tuple[Place, int]]) -> Sums:
    """Return sums by account, fund and member, without those that are zero."""
    sums: Sums = {}
    for place, amount in lines:
        sums[place] = sums.get(place, 0) + amount
    return {place: amount for place, amount in sums.items() if amount}


def posted(life: StoredLife) -> dict[int, Sums]:
    """Return what each entry has of a loan."""
    found: dict[int, list[tuple[Place, int]]] = {}
    for _, entry_no, account, fund, member_no, amount in life.lines:
        found.setdefault(entry_no, []).append(((account, fund, member_no), amount))
    return {entry_no: sums_of(lines) for entry_no, lines in found.items()}


def _event(row: StoredEvent) -> LoanEvent:
    event = read_event(row.kind, row.told)
    if (event.number, event.occurred_on.isoformat()) != (row.event_no, row.occurred_on):
        raise ValueError
    return event


def _lived(life: StoredLife, contract: Contract, events: tuple[LoanEvent, ...]) -> Lived:
    """Work a loan out: all at once as far as its events were told in the order of their days."""
    agreed_on, begun = dt.date.fromisoformat(life.agreed.agreed_on), _in_order(events)
    state = state_as_kept(contract, events[:begun], agreed_on)
    whose = LoanNumbers(life.agreed.member_no, life.loan_no)
    found = Lived(contract, events, state)
    for event in events[:begun]:
        _post(found, event, whose)
    if begun < len(events):
        entry_of = {row.event_no: row.entry_no for row in life.events}
        by_entry = posted(life)
        for act in _acts(events[begun:]):
            begun += len(act)
            first = act[0]
            undone = entry_of.get(first.of) if isinstance(first, Undoing) else None
            there = None if undone is None else by_entry.get(undone, {})
            _tell(found, (events[:begun], act), whose, there)
    return found


def _acts(events: Sequence[LoanEvent]) -> Iterator[Sequence[LoanEvent]]:
    """Yield events as they were told: an undoing with what was told in its place.

    If that was told by itself after all, both together still changed as much.
    """
    place = 0
    while place < len(events):
        act = events[place : place + 2]
        kinds = [isinstance(one, Undoing) for one in act]
        act = act if kinds == [True, False] else act[:1]
        yield act
        place += len(act)


def _in_order(events: Sequence[LoanEvent]) -> int:
    """Return how many of the first events were told in the order of their days."""
    for place, event in enumerate(events):
        is_late = place > 0 and event.occurred_on < events[place - 1].occurred_on
        if is_late or isinstance(event, Undoing):
            return place
    return len(events)


def _tell(
    found: Lived,
    told: tuple[Sequence[LoanEvent], Sequence[LoanEvent]],
    whose: LoanNumbers,
    undone: Sums | None,
) -> None:
    """Add what was told in one act; an undoing takes back what the undone event's entry has.

    `told` are all events until then, and those of the act, the last of them.
    """
    events, act = told
    before, first, last = found.state, act[0], act[-1]
    found.state = _next(before, events)
    if isinstance(first, Undoing):
        if undone is not None:
            found.own[first.number] = {place: -amount for place, amount in undone.items()}
        lines = _lines(undone or {}, whose.loan_no)
        changed = correction_of_undoing(before, found.state, first.of, lines, whose)
    else:
        changed = correction(before, found.state, whose)
    if not isinstance(last, Undoing):
        _post(found, last, whose)
    found.corrections[tuple(one.number for one in act)] = _of_loan(changed)


def _post(found: Lived, event: LoanEvent, whose: LoanNumbers) -> None:
    """Add what an event posts by itself, on the state that was reached."""
    lines = lines_of(found.state, event.number, whose)
    if lines:
        found.own[event.number] = _of_loan(lines)


def _next(before: LoanState, told: Sequence[LoanEvent]) -> LoanState:
    """Return the state after the last of some events: from the one before if it only follows."""
    event = told[-1]
    follows = len(told) > 1 and not isinstance(told[-2], Undoing)
    if follows and not isinstance(event, Undoing) and event.occurred_on >= before.as_of:
        with suppress(LedgerError):  # a paper is kept though it would be refused at a door
            return after(before, event)
    return state_as_kept(before.contract, told, event.occurred_on)


def _lines(sums: Sums, loan_no: int) -> tuple[JournalLine, ...]:
    return tuple(
        JournalLine(account, fund, max(amount, 0), max(-amount, 0), member_no, loan_no)
        for (account, fund, member_no), amount in sums.items()
    )


def _of_loan(lines: Iterable[JournalLine]) -> Sums:
    """Return the sums of the lines that name a loan: money names nobody."""
    return sums_of(
        ((line.account, line.fund, line.member_no), line.debit - line.credit)
        for line in lines
        if line.loan_no is not None
    )
