"""Checks of a loan: whether the journal has what its contract and its events give."""

from collections.abc import Iterable, Iterator

from ledger.core.accounts import (
    INTEREST_RECEIVABLE,
    LOANS_CURRENT,
    LOANS_OVERDUE,
    OTHER_PAYABLES,
)
from ledger.core.audit.findings import Finding
from ledger.core.audit.loan_lives import CheckedLoan, Lived, Sums, posted, sums_of
from ledger.core.audit.stored_loans import StoredEvent, StoredLife
from ledger.core.loans.booking import money_of
from ledger.core.loans.seal import seal_of_contract, seal_of_event
from ledger.core.loans.written import UNDOING
from ledger.core.statements.table import Phrase, phrase


def loan_agrees(life: StoredLife, lived: Lived | None) -> Iterator[Finding]:
    """Find where the journal is not what a loan's contract and events give.

    Named is the entry at fault: that of an event which gives other lines, or the first of which
    no event tells.
    """
    found = [*_events_missing(life), *_sealed_otherwise(life), *_recorded_otherwise(life)]
    if lived is None:
        what = phrase("What is kept of the loan %(loan)s cannot be.", loan=life.loan_no)
        found.append((None, what))
    else:
        entries = posted(life)
        found += _lines_differ(life, lived, entries)
        found += _untold(life, entries)
        found += () if found else _balances_differ(life, lived)
    yield from found


def kept_as_they_stand(loan: CheckedLoan) -> Iterator[Finding]:
    """Find a table that keeps otherwise how a loan stands."""
    for table in loan.kept_otherwise:
        yield (
            None,
            phrase(
                "The loan %(loan)s stands otherwise than the table %(table)s has it.",
                loan=loan.life.loan_no, table=table,
            ),
        )  # fmt: skip


def loans_stray(tables: Iterable[str]) -> Iterator[Finding]:
    """Find rows of loans that are not there."""
    for table in tables:
        yield None, phrase("A row of %(table)s stands without its loan.", table=table)


def _events_missing(life: StoredLife) -> Iterator[Finding]:
    """Find a gap in the numbers of the events."""
    for number, event in enumerate(life.events, 1):
        if event.event_no != number:
            yield (
                event.entry_no,
                phrase(
                    "The loan %(loan)s: events are missing before its event %(event)s.",
                    loan=life.loan_no, event=event.event_no,
                ),
            )  # fmt: skip
            return


def _sealed_otherwise(life: StoredLife) -> Iterator[Finding]:
    """Find the first entry with another fingerprint than contract and events until then give."""
    seal = seal_of_contract(life.agreed)
    for event in life.events:
        seal = seal_of_event(seal, event.kind, event.told)
        held = None if event.entry_no is None else life.seals.get(event.entry_no)
        if held and seal not in held:
            yield (
                event.entry_no,
                phrase(
                    "The loan %(loan)s: what was agreed, or an event up to its event %(event)s,"
                    " was altered.",
                    loan=life.loan_no, event=event.event_no,
                ),
            )  # fmt: skip
            return


def _recorded_otherwise(life: StoredLife) -> Iterator[Finding]:
    """Find an event that was recorded or decided otherwise than its entry says."""
    for event in life.events:
        if event.entry_recorded_at is not None and _facts(event) != _facts_of_entry(event):
            yield (
                event.entry_no,
                phrase(
                    "The loan %(loan)s: its event %(event)s was recorded otherwise than the entry.",
                    loan=life.loan_no, event=event.event_no,
                ),
            )  # fmt: skip


def _facts(event: StoredEvent) -> tuple[str, int, int | None, int | None]:
    return event.recorded_at, event.recorded_by, event.approved_by, event.meeting_no


def _facts_of_entry(event: StoredEvent) -> tuple[str | None, int | None, int | None, int | None]:
    # A reversal names no meeting, though one may have decided it.
    meeting_no = event.meeting_no if event.kind == UNDOING else event.entry_meeting_no
    return event.entry_recorded_at, event.entry_recorded_by, event.entry_approved_by, meeting_no


def _lines_differ(life: StoredLife, lived: Lived, entries: dict[int, Sums]) -> Iterator[Finding]:
    """Find an event, or a correction, whose entry has other lines or is not there."""
    expected: dict[int, list[Sums]] = {}
    told_by: dict[int, int] = {}
    for event in life.events:
        sums, entry_no = lived.own.get(event.event_no), event.entry_no
        if (entry_no is None) is not (sums is None):
            yield entry_no, _not_its_entry(life, event.event_no)
        if entry_no is not None and sums is not None:
            told_by.setdefault(entry_no, event.event_no)
            expected.setdefault(entry_no, []).append(sums)
    for entry_no, sums_told in expected.items():
        if entries.get(entry_no, {}) != _together(sums_told):
            yield entry_no, _other_lines(life, told_by[entry_no])
    yield from _corrections_differ(life, lived, entries)


def _corrections_differ(
    life: StoredLife, lived: Lived, entries: dict[int, Sums]
) -> Iterator[Finding]:
    """Find a correction that is not what the events told with it changed of later ones."""
    correction_of = {row.event_no: row.correction_no for row in life.events}
    corrected = {number for act in lived.corrections for number in act}
    nothing: dict[tuple[int, ...], Sums] = {
        (number,): {} for number in correction_of if number not in corrected
    }
    for act, right in (lived.corrections | nothing).items():
        named = [no for number in act if (no := correction_of.get(number)) is not None]
        there = [entries.get(entry_no, {}) for entry_no in named]
        if _together(there) != right or not all(there):
            for entry_no in named or (None,):
                yield entry_no, _other_lines(life, act[-1])


def _together(sums: Iterable[Sums]) -> Sums:
    return sums_of(pair for one in sums for pair in one.items())


def _other_lines(life: StoredLife, event_no: int) -> Phrase:
    return phrase(
        "The loan %(loan)s: its event %(event)s gives other lines than the entry has.",
        loan=life.loan_no, event=event_no,
    )  # fmt: skip


def _not_its_entry(life: StoredLife, event_no: int) -> Phrase:
    return phrase(
        "The loan %(loan)s: its event %(event)s moves money without an entry, or has one and"
        " moves none.",
        loan=life.loan_no, event=event_no,
    )  # fmt: skip


def _untold(life: StoredLife, entries: dict[int, Sums]) -> Iterator[Finding]:
    """Find what entries have of a loan of which no event tells, unless they undo each other."""
    told = {row.entry_no for row in life.events} | {row.correction_no for row in life.events}
    untold = [entry_no for entry_no in entries if entry_no not in told]
    if sums_of(pair for entry_no in untold for pair in entries[entry_no].items()):
        yield (
            min(entry_no for entry_no in untold if entries[entry_no]),
            phrase("It names the loan %(loan)s, and no event tells of it.", loan=life.loan_no),
        )


def _balances_differ(life: StoredLife, lived: Lived) -> Iterator[Finding]:
    """Find an account whose balance of a loan is not that of the loan's state today."""
    money = money_of(lived.state)
    right = {
        LOANS_CURRENT: money.current, LOANS_OVERDUE: money.overdue,
        INTEREST_RECEIVABLE: money.accrued, OTHER_PAYABLES: -money.held,
    }  # fmt: skip
    there = dict.fromkeys(right, 0)
    for line in life.lines:
        if line.account in there:
            there[line.account] += line.amount
    for account, amount in there.items():
        if amount != right[account]:
            yield (
                life.lines[-1].entry_no if life.lines else None,
                phrase(
                    "The loan %(loan)s: the account %(account)s has %(amount)s, by its events"
                    " it is %(right)s.",
                    loan=life.loan_no, account=account, amount=amount, right=right[account],
                ),
            )  # fmt: skip
