"""A loan at work: its file, and what telling one more event does to it and to the books."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.engine import Connection

from ledger.books.entries import entry_of
from ledger.books.loan_caches import Kept, kept_of
from ledger.books.loan_seals import sealed
from ledger.books.loans import LoanFile, loan_files
from ledger.books.members import names_of
from ledger.books.refusals import EntryAlreadyReversed, UnknownLoan
from ledger.core.errors import RuleBroken
from ledger.core.journal import EntryKind, JournalEntry, JournalLine, Series, reversal_of
from ledger.core.loans.booking import LoanNumbers, correction, correction_of_undoing, lines_of
from ledger.core.loans.events import (
    Disbursement,
    Inheritance,
    LoanEvent,
    Undoing,
)
from ledger.core.loans.life import replay, told
from ledger.core.loans.refusals import NothingToUndo
from ledger.core.loans.state import LoanState
from ledger.services.loan_days import Day, Days
from ledger.services.loan_words import CORRECTION, KINDS, narration_of, series_of


@dataclass(eq=False)
class DisbursedAboveAgreed(RuleBroken):
    """More is to be paid out than was agreed, in đồng."""

    amount: int
    agreed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event of a loan as somebody tells it; its number is given when it is kept.

    `narration` is what the entry says, the usual words unless given. `event` may be an `Undoing`:
    what it undoes is reversed.
    """

    loan_no: int
    event: LoanEvent
    reason: str | None = None
    narration: str | None = None
    meeting_no: int | None = None
    approved_by: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What telling an event posts: its own entry, and one that corrects what came after it."""

    event: LoanEvent
    entry: JournalEntry | None
    correction: JournalEntry | None

    @property
    def entries(self) -> tuple[JournalEntry, ...]:
        """Return the entries in the order in which they are posted."""
        return tuple(one for one in (self.entry, self.correction) if one is not None)


@dataclass(slots=True)
class LoanWork:
    """A loan's file while events are told, each on top of those before."""

    connection: Connection
    club_id: int
    days: Days
    file: LoanFile
    names: Mapping[int, str]
    events: list[LoanEvent]

    def tell(self, one: Told) -> Step:
        """Return what an event posts, and count it from now on.

        Refuses what `core.loans.life.told` refuses, `DisbursedAboveAgreed`, and `PeriodNotOpen`
        for what belongs to a closed month and is no payment received.
        """
        event = replace(one.event, number=self._next)
        before, after = self._told((), event)
        if isinstance(event, Undoing):
            return self._undone(one, event, before, after)
        self.days.of(event)  # also what moves no money would change how a closed month ended
        return self._happened(one, event, before, after)

    def tell_instead(self, why: Told, undoing: Undoing, one: Told) -> tuple[Step, Step]:
        """Return what undoing an event, and telling another in its place, post.

        Both happen at once: neither is refused for how the loan would stand in between, nor what is
        told now for money that the reversal of today gives back (RULES.md, section 5): it is posted
        today too, with its true day kept. Refuses as `told` does, and `DisbursedAboveAgreed`.
        """
        undone = replace(undoing, number=self._next)
        event = replace(one.event, number=self._next + 1)
        before, after = self._told((undone,), event)
        first = self._undone(why, undone, before, after)
        self.events.append(event)
        entry = self._entry(one, event, after, self.days.instead)
        return first, Step(event, entry, None)

    @property
    def kept(self) -> Kept:
        """Return the loan with how it stands now, to be kept."""
        return kept_of(self.file.loan, self.events)

    @property
    def _next(self) -> int:
        return len(self.events) + 1

    @property
    def _whose(self) -> LoanNumbers:
        return LoanNumbers(self.file.loan.member_no, self.file.loan.loan_no)

    def _told(self, with_it: tuple[Undoing, ...], event: LoanEvent) -> tuple[LoanState, LoanState]:
        """Return the loan before and after an event, as one sees it from the latest day."""
        days = [one.occurred_on for one in (*self.events, *with_it, event)]
        contract, as_of = self.file.contract, max([self.days.today, *days])
        before = replay(contract, self.events, as_of)
        after = told(contract, [*self.events, *with_it], event, as_of)
        if isinstance(event, Disbursement) and after.lent > self.file.loan.principal:
            raise DisbursedAboveAgreed(amount=after.lent, agreed=self.file.loan.principal)
        return before, after

    def _happened(self, one: Told, event: LoanEvent, before: LoanState, after: LoanState) -> Step:
        """Return the entry of an event, and the one that corrects what came after it."""
        self.events.append(event)
        entry = self._entry(one, event, after, self.days.of)
        return Step(event, entry, self._corrected(correction(before, after, self._whose)))

    def _entry(
        self, one: Told, event: LoanEvent, after: LoanState, day: Day
    ) -> JournalEntry | None:
        lines = lines_of(after, event.number, self._whose)
        if not lines:
            return None
        occurred_on, true_on = day(event)
        return JournalEntry(
            KINDS[type(event)], occurred_on, lines,
            one.narration or narration_of(event, self.file.loan.paper_code),
            series_of(event), true_on=true_on, payer_name=self._payer(after, event.number),
            meeting_no=one.meeting_no, approved_by=one.approved_by,
            documents=(sealed(self.file.loan, self.events),),
        )  # fmt: skip

    def _undone(self, one: Told, event: Undoing, before: LoanState, after: LoanState) -> Step:
        """Reverse the entry of the event that is undone, and correct what came after it."""
        self.events.append(event)
        record = next((x for x in self.file.records if x.event_no == event.of), None)
        if record is None:  # it was told in this very request, and is not kept yet
            raise NothingToUndo(event=event.of)
        posted: tuple[JournalLine, ...] = ()
        entry = None
        if record.entry_no is not None:
            original = entry_of(self.connection, self.club_id, record.entry_no)
            if original.reversed_by is not None:
                raise EntryAlreadyReversed(entry_no=record.entry_no, by=original.reversed_by)
            posted = tuple(
                JournalLine(x.account, x.fund, x.debit, x.credit, x.member_no, x.loan_no)
                for x in original.lines
            )
            entry = JournalEntry(
                EntryKind.REVERSAL, self.days.today, reversal_of(posted),
                one.narration or one.reason or narration_of(event, self.file.loan.paper_code),
                Series.OTHER, reverses=record.entry_no, approved_by=one.approved_by,
                documents=(sealed(self.file.loan, self.events),),
            )  # fmt: skip
        lines = correction_of_undoing(before, after, event.of, posted, self._whose)
        return Step(event, entry, self._corrected(lines))

    def _payer(self, state: LoanState, number: int) -> str:
        """Return the name of who owed the loan when an event happened."""
        member_no = self.file.loan.member_no
        for outcome in state.outcomes:
            if outcome.event.number == number:
                break
            if isinstance(outcome.event, Inheritance):
                member_no = outcome.event.member_no
        return self.names.get(member_no, self.names[self.file.loan.member_no])

    def _corrected(self, lines: tuple[JournalLine, ...]) -> JournalEntry | None:
        if not lines:
            return None
        said = CORRECTION.format(loan=self.file.loan.paper_code)
        return JournalEntry(EntryKind.CORRECTION, self.days.today, lines, said)


def works_of(
    connection: Connection, club_id: int, loan_nos: Iterable[int], days: Days
) -> Mapping[int, LoanWork]:
    """Return loans at work by number, in three queries (`UnknownLoan`)."""
    wanted = sorted(set(loan_nos))
    files = {one.loan.loan_no: one for one in loan_files(connection, club_id, wanted)}
    for loan_no in wanted:
        if loan_no not in files:
            raise UnknownLoan(loan_no=loan_no)
    owed_by = {one.loan.member_no for one in files.values()}
    events = [event for one in files.values() for event in one.events]
    owed_by |= {event.member_no for event in events if isinstance(event, Inheritance)}
    names = names_of(connection, club_id, owed_by)
    return {
        loan_no: LoanWork(connection, club_id, days, one, names, list(one.events))
        for loan_no, one in files.items()
    }


def steps_of(works: Mapping[int, LoanWork], told: Sequence[Told]) -> list[Step]:
    """Return the steps of what is told, in order.

    An undoing and what is told of the same loan right after it happen at once.
    """
    steps: list[Step] = []
    while len(steps) < len(told):
        one, *after = told[len(steps) : len(steps) + 2]
        work = works[one.loan_no]
        if isinstance(one.event, Undoing) and after and _is_instead(after[0], one.loan_no):
            steps += work.tell_instead(one, one.event, after[0])
        else:
            steps.append(work.tell(one))
    return steps


def _is_instead(one: Told, loan_no: int) -> bool:
    return one.loan_no == loan_no and not isinstance(one.event, Undoing)
