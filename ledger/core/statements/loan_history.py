"""What happened to one loan, event by event, and how each sum and its parts came about."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ledger.core.loans.allocation import Ahead, Allocation, Share, Timing
from ledger.core.loans.allocation_words import traced
from ledger.core.loans.contract import Contract
from ledger.core.loans.events import (
    Disbursement,
    LoanEvent,
    NewSchedule,
    Refund,
    Repayment,
    Undoing,
)
from ledger.core.loans.life import in_order, replay
from ledger.core.loans.parts import NOTHING, Component, Parts
from ledger.core.loans.standing import Standing
from ledger.core.loans.state import LoanState, Outcome
from ledger.core.loans.trace import Trace
from ledger.core.money import Money
from ledger.core.statements.loan_papers_events import what_happened
from ledger.core.statements.loan_papers_interest import Notes, interest_notes, tracer_of
from ledger.core.statements.table import Phrase, filled, phrase


@dataclass(frozen=True, slots=True)
class How:
    """A part of a sum: where it went, and the formulas by which that came to be owed."""

    words: Phrase
    formulas: Notes = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An event of a loan, in đồng: `paid_out` and `paid` are money that changed hands.

    `split`: where a sum went, `held` what nothing asked for. `balance`: the principal owed after
    it. `is_undone`: it counts no more. `is_told_late`: what came after it was told before it, and
    `changed` is what telling it, or undoing another, changed of other events.
    """

    number: int
    occurred_on: dt.date
    what: Phrase
    paid_out: int = 0
    paid: int = 0
    split: Parts = NOTHING
    held: int = 0
    balance: int = 0
    how: tuple[How, ...] = ()
    is_undone: bool = False
    is_told_late: bool = False
    changed: Notes = ()


@dataclass(frozen=True, slots=True)
class _Chapter:
    """The time of one schedule: its events, and how its instalments stood at its end.

    `principals`: how that of each instalment came about as first agreed. `moves_on`: principal
    beyond the due changes what comes later, so that it pays no instalment of its own.
    """

    numbers: frozenset[int]
    rows: Mapping[int, Standing]
    notes: Mapping[int, Notes]
    principals: Mapping[int, Trace]
    moves_on: bool


_CHANGED: Mapping[Component, Phrase] = {
    Component.PRINCIPAL: phrase("Principal paid on %(day)s: %(before)s before, %(after)s now"),
    Component.INTEREST: phrase("Interest paid on %(day)s: %(before)s before, %(after)s now"),
    Component.FINE: phrase("Fine paid on %(day)s: %(before)s before, %(after)s now"),
    Component.FEE: phrase("Fee paid on %(day)s: %(before)s before, %(after)s now"),
}


def loan_history(
    contract: Contract,
    events: Sequence[LoanEvent],
    on: dt.date,
    *,
    names: Mapping[int, str],
    corrected: Mapping[int, int],
) -> tuple[Happening, ...]:
    """Return what happened to a loan up to a day, the latest last.

    `names` are members' by number, for heirs; `corrected` are the events that an entry corrected
    others for, whose changes are worked out, each with the last event that was told with it: what
    is told in place of another comes right after the undoing.
    """
    state = replay(contract, events, on)
    outcomes = {one.event.number: one for one in state.outcomes}
    chapters = list(_chapters(contract, events, state, on))
    by_number = {one.number: one for one in events}
    undone = {one.of: by_number[one.of] for one in events if isinstance(one, Undoing)}
    found, balance = [], 0
    seen = [one for one in events if one.occurred_on <= on]
    for event in sorted(seen, key=lambda one: (one.occurred_on, one.number)):
        outcome = outcomes.get(event.number)
        if outcome is None:
            one = _without_effect(event, balance, undone)
        else:
            paid_out = event.amount if isinstance(event, Disbursement) else 0
            balance += paid_out - outcome.allocation.parts.principal
            chapter = next(one for one in chapters if event.number in one.numbers)
            one = _with_effect(outcome, chapter, balance, names)
        is_late = any(
            other.number < event.number and other.occurred_on > event.occurred_on for other in seen
        )
        last_no = corrected.get(event.number)
        changed = _changed(contract, events, (event.number, last_no), on) if last_no else ()
        found.append(replace(one, changed=changed, is_told_late=is_late))
    return tuple(found)


def _without_effect(event: LoanEvent, balance: int, undone: Mapping[int, LoanEvent]) -> Happening:
    """Return an event that counts no more, or that undid another."""
    what = phrase("Reversed, counts no more")
    if isinstance(event, Undoing):
        day = undone[event.of].occurred_on
        what = phrase("What was written down of %(day)s was reversed", day=day)
    elif isinstance(event, Disbursement | Repayment | Refund):
        what = phrase("Reversed, counts no more: %(amount)s", amount=Money(event.amount))
    return Happening(
        number=event.number, occurred_on=event.occurred_on, what=what, balance=balance,
        is_undone=event.number in undone,
    )  # fmt: skip


def _with_effect(
    outcome: Outcome, chapter: _Chapter, balance: int, names: Mapping[int, str]
) -> Happening:
    event, split = outcome.event, outcome.allocation
    return Happening(
        number=event.number, occurred_on=event.occurred_on, what=what_happened(outcome, names),
        paid_out=event.amount if isinstance(event, Disbursement | Refund) else 0,
        paid=event.amount if isinstance(event, Repayment) else 0,
        split=split.parts, held=split.held, balance=balance,
        how=tuple(_how(outcome, split, chapter)),
    )  # fmt: skip


def _how(outcome: Outcome, split: Allocation, chapter: _Chapter) -> Iterator[How]:
    """Yield the parts of a sum with the formulas behind each."""
    if outcome.fee:
        yield How(phrase("Fee at disbursement: %(amount)s", amount=Money(outcome.fee)))
    if outcome.from_held:
        amount = Money(split.amount)
        yield How(phrase("Taken from money that was held: %(amount)s", amount=amount))
    words = traced(split, tuple(chapter.rows.values()))
    shares: list[Share | None] = [*split.shares, None]
    for share, one in zip(shares, words, strict=False):
        if share is not None and _is_beyond(share, outcome, chapter):
            amount = Money(share.amount)
            yield How(phrase("Principal beyond what was due: %(amount)s", amount=amount))
        else:
            yield How(one.words, () if share is None else _formulas(share, chapter))


def _is_beyond(share: Share, outcome: Outcome, chapter: _Chapter) -> bool:
    """Tell whether a share paid off principal without being an instalment's own."""
    event = outcome.event
    is_next = isinstance(event, Repayment) and event.ahead is Ahead.NEXT
    is_ahead = share.component is Component.PRINCIPAL and share.timing is Timing.AHEAD
    return is_ahead and chapter.moves_on and not is_next


def _formulas(share: Share, chapter: _Chapter) -> Notes:
    """Return how what a part paid came to be owed; what only a part paid is said first."""
    row = chapter.rows.get(share.instalment)
    if row is None:
        return ()
    found: list[Phrase] = []
    owed = row.due.of(share.component)
    if share.component is Component.INTEREST:
        found += chapter.notes.get(share.instalment, ())
    elif share.component is Component.PRINCIPAL and share.instalment in chapter.principals:
        traced_part = chapter.principals[share.instalment]
        owed = traced_part.amount
        found.append(traced_part.words)
    if share.amount != owed:
        found.insert(0, phrase("of %(amount)s in all", amount=Money(owed)))
    return tuple(found)


def _chapters(
    contract: Contract, events: Sequence[LoanEvent], state: LoanState, on: dt.date
) -> Iterator[_Chapter]:
    """Yield the times of the loan's schedules; each new one begins with the event that made it."""
    numbers: set[int] = set()
    before: list[LoanEvent] = []
    for event in in_order(events):
        if event.occurred_on > on:
            break
        if isinstance(event, NewSchedule) and numbers:
            yield _chapter(numbers, replay(contract, before, event.occurred_on))
            numbers = set()
        numbers.add(event.number)
        before.append(event)
    yield _chapter(numbers, state)


def _chapter(numbers: set[int], state: LoanState) -> _Chapter:
    return _Chapter(
        frozenset(numbers),
        {row.number: row for row in state.rows},
        interest_notes(state),
        _principals(state),
        state.contract.recalculates and state.contract.ahead is not Ahead.NEXT,
    )


def _principals(state: LoanState) -> Mapping[int, Trace]:
    """Return how the principal of each instalment came about, where it is as first agreed.

    What was paid of one may be more than that, where principal was paid ahead.
    """
    if state.original is None or state.versions or len(state.tranches) > 1:
        return {}
    tracer = tracer_of(state.contract, state.original)
    count = len(state.original.due_dates)
    found = {row.number: tracer.principal(row.number) for row in state.rows if row.number <= count}
    return {
        row.number: found[row.number]
        for row in state.rows
        if row.number in found and row.due.principal >= found[row.number].amount > 0
    }


def _changed(
    contract: Contract, events: Sequence[LoanEvent], told: tuple[int, int], on: dt.date
) -> Notes:
    """Return what telling events, from one number to another, changed of those before them."""
    first_no, last_no = told
    told_before = [one for one in events if one.number < first_no]
    told_now = [one for one in events if first_no <= one.number <= last_no]
    as_of = max(on, *(one.occurred_on for one in events))
    before = {one.event.number: one for one in replay(contract, told_before, as_of).outcomes}
    after = replay(contract, [*told_before, *told_now], as_of).outcomes
    found = []
    for outcome in after:
        other = before.get(outcome.event.number)
        if other is None:
            continue
        was, now = other.allocation.parts, outcome.allocation.parts
        found += [
            filled(
                words,
                day=outcome.event.occurred_on,
                before=Money(was.of(component)),
                after=Money(now.of(component)),
            )
            for component, words in _CHANGED.items()
            if was.of(component) != now.of(component)
        ]
    return tuple(found)
