"""The checks of a loan, each by itself on rows made by hand."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from ledger.core.audit.checking import ClubRows, check_club
from ledger.core.audit.findings import Check
from ledger.core.audit.loan_checks import loan_agrees
from ledger.core.audit.loan_lives import CheckedLoan, lived
from ledger.core.audit.stored_loans import LoanLine, StoredEvent, StoredLife
from ledger.core.loans.booking import LoanNumbers, correction, correction_of_undoing, lines_of
from ledger.core.loans.contract import Contract
from ledger.core.loans.events import (
    Inheritance,
    LoanEvent,
    OverdueMove,
    Refund,
    Undoing,
    WriteOff,
)
from ledger.core.loans.life import replay
from ledger.core.loans.seal import Agreed, seal_of_contract, seal_of_event
from ledger.core.loans.state import LoanState
from ledger.core.loans.written import kind_of, write_contract, write_event
from tests.core.audit_rows import AT, BOOKS
from tests.core.loan_examples import BULLET, EQUAL_PARTS, LENT, PAID_OUT, day, fined, paid

WHOSE = LoanNumbers(member_no=12, loan_no=7)
Lines = Sequence[tuple[str, str, int | None, int]]


def stored(contract: Contract, events: Sequence[LoanEvent]) -> StoredLife:
    """Return a loan as a right program keeps it: what each event posts, and what corrects it."""
    agreed = Agreed(
        "KV07", 12, "2026-01-08", LENT, 12, 10_000, contract.terms.repayment.value, None,
        write_contract(contract),
    )  # fmt: skip
    rows: list[StoredEvent] = []
    lines: list[LoanLine] = []
    seals: dict[int, frozenset[str]] = {}
    before, seal, entry_no = state_of(contract, ()), seal_of_contract(agreed), 10
    for place, event in enumerate(events, 1):
        after = state_of(contract, events[:place])
        if isinstance(event, Undoing):
            undone = next(row.entry_no for row in rows if row.event_no == event.of)
            posted = tuple(one for one in lines if one.entry_no == undone)
            own = [(x.account, x.fund, x.member_no, -x.amount) for x in posted]
            more = corrected_by_undoing(before, after, event.of, contract, events[: place - 1])
        else:
            own = [
                (x.account, x.fund, x.member_no, x.debit - x.credit)
                for x in lines_of(after, event.number, WHOSE)
                if x.loan_no
            ]
            more = [
                (x.account, x.fund, x.member_no, x.debit - x.credit)
                for x in correction(before, after, WHOSE)
                if x.loan_no
            ]
        numbers: list[int | None] = []
        for said in (own, more):
            entry_no += bool(said)
            numbers.append(entry_no if said else None)
            lines += [LoanLine(7, entry_no, *one) for one in said]
        seal = seal_of_event(seal, kind_of(event), write_event(event))
        if numbers[0] is not None:
            seals[numbers[0]] = frozenset({seal})
        rows.append(row_of(event, numbers[0], numbers[1]))
        before = after
    return StoredLife(7, agreed, rows, sorted(lines, key=lambda one: one.entry_no), seals)


def corrected_by_undoing(
    before: LoanState, after: LoanState, of: int, contract: Contract, told: Sequence[LoanEvent]
) -> list[tuple[str, str, int | None, int]]:
    place = next(number for number, one in enumerate(told, 1) if one.number == of)
    posted = lines_of(state_of(contract, told[:place]), of, WHOSE)
    changed = correction_of_undoing(before, after, of, posted, WHOSE)
    return [(x.account, x.fund, x.member_no, x.debit - x.credit) for x in changed if x.loan_no]


def state_of(contract: Contract, events: Sequence[LoanEvent]) -> LoanState:
    last = max((one.occurred_on for one in events), default=day(1, 8))
    return replay(contract, events, last)


def row_of(event: LoanEvent, entry_no: int | None, correction_no: int | None) -> StoredEvent:
    is_posted = entry_no is not None
    return StoredEvent(
        7, event.number, kind_of(event), event.occurred_on.isoformat(), write_event(event),
        entry_no, correction_no, None, AT, 1, None,
        None, AT if is_posted else None, 1 if is_posted else None, None,
    )  # fmt: skip


def found(life: StoredLife) -> list[tuple[int | None, str]]:
    """Return the entries that are named, and what is said of each."""
    return [(entry_no, what.msgid) for entry_no, what in loan_agrees(life, lived(life))]


SECOND = paid(2, day(2), 1_120_000)
THIRD = paid(3, day(3), 1_110_000)
LATE = paid(4, day(2, 20), 500_000)
IN_ORDER = (PAID_OUT, SECOND, THIRD)
LIVES: dict[str, tuple[Contract, tuple[LoanEvent, ...]]] = {
    "nothing told": (EQUAL_PARTS, ()),
    "in order": (EQUAL_PARTS, IN_ORDER),
    "a forgotten slip": (EQUAL_PARTS, (*IN_ORDER, LATE, paid(5, day(4), 1_000_000))),
    "undone": (EQUAL_PARTS, (*IN_ORDER, Undoing(number=4, occurred_on=day(4), of=2))),
    "a slip undone": (EQUAL_PARTS, (*IN_ORDER, LATE, Undoing(number=5, occurred_on=day(4), of=4))),
    "two undone": (
        EQUAL_PARTS,
        (
            *IN_ORDER, Undoing(number=4, occurred_on=day(4), of=2),
            Undoing(number=5, occurred_on=day(4), of=3),
        ),
    ),
    "undone and told anew": (
        EQUAL_PARTS,
        (*IN_ORDER, Undoing(number=4, occurred_on=day(4), of=2), paid(5, day(2), 120_000)),
    ),
    "a fine undone": (
        EQUAL_PARTS,
        (
            *IN_ORDER, fined(4, day(3, 20), 10_000), Undoing(number=5, occurred_on=day(4), of=4),
            paid(6, day(4), 1_100_000),
        ),
    ),
    "inherited": (
        BULLET,
        (
            PAID_OUT, SECOND, OverdueMove(number=3, occurred_on=day(3), amount=1_000_000),
            Inheritance(number=4, occurred_on=day(4), member_no=20), paid(5, day(5), 400_000),
            Inheritance(number=6, occurred_on=day(6), member_no=20),
            WriteOff(number=7, occurred_on=day(7)), paid(8, day(8), 70_000),
        ),
    ),
    "overpaid": (
        EQUAL_PARTS,
        (
            PAID_OUT, paid(2, day(2), LENT + 500_000),
            Refund(number=3, occurred_on=day(3), amount=380_000),
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("life", LIVES.values(), ids=LIVES)
def test_what_a_right_program_keeps_is_right(
    life: tuple[Contract, tuple[LoanEvent, ...]],
) -> None:
    assert found(stored(*life)) == []


@pytest.mark.parametrize("life", LIVES.values(), ids=LIVES)
def test_any_entry_s_other_sum_is_found_and_the_entry_named(
    life: tuple[Contract, tuple[LoanEvent, ...]],
) -> None:
    kept = stored(*life)
    for place, one in enumerate(kept.lines):
        lines = [*kept.lines]
        lines[place] = one._replace(amount=one.amount + 1)
        assert one.entry_no in {entry_no for entry_no, _ in found(replace(kept, lines=lines))}, one


KEPT = stored(*LIVES["a forgotten slip"])
DIFFERS = "The loan %(loan)s: its event %(event)s gives other lines than the entry has."
NO_ENTRY = (
    "The loan %(loan)s: its event %(event)s moves money without an entry, or has one and moves"
    " none."
)
ALTERED = "The loan %(loan)s: what was agreed, or an event up to its event %(event)s, was altered."


def with_event(number: int, **changes: str | int | None) -> StoredLife:
    """Return the kept loan with one event's row changed, without fingerprints."""
    rows = [
        StoredEvent._make((row._asdict() | changes).values()) if row.event_no == number else row
        for row in KEPT.events
    ]
    return replace(KEPT, events=rows, seals={})


def test_an_event_told_otherwise_is_found_by_its_entry() -> None:
    told = write_event(paid(2, day(2), 1_000_000))
    entries = [entry_no for entry_no, what in found(with_event(2, told=told)) if what == DIFFERS]
    assert KEPT.events[1].entry_no in entries


def test_an_event_of_another_entry_is_found_twice() -> None:
    rows = KEPT.events
    wrong = found(with_event(2, entry_no=rows[2].entry_no))
    assert (rows[2].entry_no, DIFFERS) in wrong
    assert (rows[1].entry_no, "It names the loan %(loan)s, and no event tells of it.") in wrong


def test_an_event_without_its_entry_and_an_entry_without_its_event_are_found() -> None:
    entry_no = KEPT.events[2].entry_no
    untold = (entry_no, "It names the loan %(loan)s, and no event tells of it.")
    assert found(with_event(3, entry_no=None)) == [(None, NO_ENTRY), untold]
    cut = replace(KEPT, events=KEPT.events[:-1], seals={})
    assert found(cut) == [(KEPT.events[-1].entry_no, untold[1])]


def test_a_correction_that_is_not_told_or_another_s_is_found() -> None:
    number = KEPT.events[3].correction_no
    assert number is not None
    wrong = found(with_event(4, correction_no=None))
    assert (None, DIFFERS) in wrong
    assert (number, "It names the loan %(loan)s, and no event tells of it.") in wrong
    assert (11, DIFFERS) in found(with_event(4, correction_no=11))
    assert (number, DIFFERS) in found(with_event(2, correction_no=number))


def test_an_event_taken_out_of_the_middle_is_missed() -> None:
    cut = replace(KEPT, events=[*KEPT.events[:1], *KEPT.events[2:]], seals={})
    missing = "The loan %(loan)s: events are missing before its event %(event)s."
    assert (KEPT.events[2].entry_no, missing) in found(cut)


@pytest.mark.parametrize(
    "changes",
    [
        {"told": "{}"}, {"told": "x"}, {"kind": "gift"}, {"event_no": 9},
        {"occurred_on": "2026-02-11"}, {"occurred_on": "soon"},
    ],
)  # fmt: skip
def test_rows_that_no_program_wrote_are_found_and_nothing_fails(
    changes: dict[str, str | int],
) -> None:
    wrong = [what for _, what in found(with_event(2, **changes))]
    assert "What is kept of the loan %(loan)s cannot be." in wrong


@pytest.mark.parametrize("contract", ["", "{}", "null", '{"terms":{"instalments":0}}'])
def test_a_contract_that_cannot_be_is_found(contract: str) -> None:
    life = replace(KEPT, agreed=KEPT.agreed._replace(contract=contract), seals={})
    assert [what for _, what in found(life)] == ["What is kept of the loan %(loan)s cannot be."]


def test_a_change_that_moves_no_money_shows_in_the_next_entry_s_fingerprint() -> None:
    events = (PAID_OUT, fined(2, day(1, 20), 10_000), paid(3, day(2), 1_000))
    life = stored(EQUAL_PARTS, events)
    told = write_event(fined(2, day(1, 20), 10_000_000))
    rows = [life.events[0], life.events[1]._replace(told=told), life.events[2]]
    wrong = found(replace(life, events=rows))
    assert (life.events[2].entry_no, ALTERED) in wrong
    assert (life.events[0].entry_no, ALTERED) not in wrong


@pytest.mark.parametrize("column", [one for one in Agreed._fields if one != "contract"])
def test_anything_agreed_otherwise_shows_in_the_first_entry_s_fingerprint(column: str) -> None:
    value = getattr(KEPT.agreed, column)
    other = f"{value}x" if isinstance(value, str) else 20
    other = "2026-01-09" if column == "agreed_on" else other
    agreed = Agreed._make((KEPT.agreed._asdict() | {column: other}).values())
    wrong = found(replace(KEPT, agreed=agreed))
    assert (KEPT.events[0].entry_no, ALTERED) in wrong


def test_a_longer_contract_shows_though_no_entry_of_it_differs() -> None:
    longer = write_contract(
        replace(EQUAL_PARTS, terms=replace(EQUAL_PARTS.terms, grace_on_principal=1))
    )
    life = stored(EQUAL_PARTS, (PAID_OUT,))
    assert found(replace(life, agreed=life.agreed._replace(contract=longer))) == [(11, ALTERED)]


@pytest.mark.parametrize(
    "changes", [{"recorded_at": "x"}, {"recorded_by": 2}, {"approved_by": 2}, {"meeting_no": 1}]
)
def test_who_recorded_an_event_when_is_compared_with_its_entry(
    changes: dict[str, str | int],
) -> None:
    otherwise = "The loan %(loan)s: its event %(event)s was recorded otherwise than the entry."
    assert found(with_event(2, **changes)) == [(KEPT.events[1].entry_no, otherwise)]


def test_entries_beside_the_events_pass_only_if_they_undo_each_other() -> None:
    extra = LoanLine(7, 90, "1321", "income", 12, 5)
    life = replace(KEPT, lines=[*KEPT.lines, extra])
    assert found(life) == [(90, "It names the loan %(loan)s, and no event tells of it.")]
    undone = replace(life, lines=[*life.lines, extra._replace(entry_no=91, amount=-5)])
    assert found(undone) == []


def test_tables_that_keep_a_loan_otherwise_and_rows_without_a_loan_are_named() -> None:
    rows = ClubRows(
        BOOKS, (), (), (), (),
        loans=[CheckedLoan(KEPT, lived(KEPT), ["instalment", "loan_share"])],
        loan_strays=["loan_event"],
    )  # fmt: skip
    results = {one.check: one for one in check_club(rows, lambda _: None)[0]}
    kept, agreed = results[Check.LOAN_CACHES_ARE_RIGHT], results[Check.LOANS_AGREE_WITH_THE_JOURNAL]
    assert (kept.looked_at, kept.found, agreed.looked_at, agreed.found) == (1, 2, 1, 1)
    tables = [dict(fault.what.parts)["table"] for fault in (*kept.faults, *agreed.faults)]
    assert tables == ["instalment", "loan_share", "loan_event"]
