"""What is refused of what is told of activities, held against the loans that are there."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ledger.books.activities import Asker
from ledger.books.applications import UnknownApplication
from ledger.books.refusals import UnknownLoan, UnknownMember
from ledger.core.acts.activities import (
    ActivityPlanned,
    ActivityRecorded,
    ActivitySummedUp,
    ActivityTold,
    IncomeAsked,
    RecordTakenBack,
    UseChecked,
)
from ledger.core.errors import Conflict, Forbidden, LedgerError, NotFound, RuleBroken
from ledger.core.outcomes.activity import RecordKind
from ledger.core.outcomes.activity_file import ActivityFile
from ledger.core.outcomes.incomes import Moment
from ledger.core.text import check_text
from ledger.services.journal import LONGEST
from ledger.services.loans import check_day

LONGEST_UNIT = 40


@dataclass(eq=False)
class NotPaidOutYet(RuleBroken):
    """Nothing happens to an activity before its loan is paid out."""

    loan_no: int


@dataclass(eq=False)
class BeforePaidOut(RuleBroken):
    """Something is told of a day before the loan was paid out."""

    loan_no: int
    on: dt.date
    disbursed_on: dt.date


@dataclass(eq=False)
class UnknownRecord(NotFound):
    """The loan's activity has no record of that number."""

    loan_no: int
    record_no: int


@dataclass(eq=False)
class RecordTakenBackAlready(Conflict):
    """A record counts no more already."""

    record_no: int


@dataclass(eq=False)
class BorrowerChecksOwnUse(Forbidden):
    """Who borrowed looks at the use of the own loan."""

    member_no: int


@dataclass(eq=False)
class LookerHoldsNoOffice(Forbidden):
    """Somebody without an office in the club looks at the use of a loan."""

    member_no: int


@dataclass(eq=False)
class UseAboveLent(RuleBroken):
    """More was seen used on a day than was lent, in đồng."""

    seen: int
    lent: int


@dataclass(frozen=True, slots=True)
class There:
    """What is there already: activities by loan, askers by application, who holds an office."""

    files: Mapping[int, ActivityFile]
    askers: Mapping[int, Asker]
    officers: Mapping[int, bool]
    seen: Mapping[tuple[int, dt.date], int]
    """By loan and day what is told now of the use of the money, in đồng."""


def faults_of(told: ActivityTold, there: There, today: dt.date) -> Iterator[LedgerError]:
    """Yield what is wrong with what is told, by itself and against what is there.

    Days that cannot be, texts that cannot be stored, `UnknownLoan`, `UnknownApplication`,
    `NotPaidOutYet`, `BeforePaidOut`, and what belongs to one kind alone.
    """
    yield from told.faults()
    yield from _wrong_texts(told)
    if isinstance(told, ActivityPlanned):
        yield from _unknown(told.loan_no, told.application_no, there)
        return
    yield from _wrong_day(told.on, today)
    if isinstance(told, IncomeAsked):
        yield from _unknown(told.loan_no, told.application_no, there)
        if told.moment is Moment.BEFORE or told.loan_no not in there.files:
            return
    loan_no = told.loan_no
    if loan_no is None:
        return
    file = there.files.get(loan_no)
    if file is None:
        yield UnknownLoan(loan_no=loan_no)
        return
    yield from _before_paid_out(told.on, file)
    if isinstance(told, RecordTakenBack):
        yield from _nothing_to_take_back(told, file)
    elif isinstance(told, UseChecked):
        yield from _wrong_check(told, file, there)


def _unknown(
    loan_no: int | None, application_no: int | None, there: There
) -> Iterator[LedgerError]:
    if loan_no is not None and loan_no not in there.files:
        yield UnknownLoan(loan_no=loan_no)
    if application_no is not None and application_no not in there.askers:
        yield UnknownApplication(application_no=application_no)


def _wrong_day(on: dt.date, today: dt.date) -> Iterator[LedgerError]:
    try:
        check_day(on, today)
    except LedgerError as error:
        yield error


def _before_paid_out(on: dt.date, file: ActivityFile) -> Iterator[LedgerError]:
    disbursed_on = file.loan.disbursed_on
    if disbursed_on is None:
        yield NotPaidOutYet(loan_no=file.loan.loan_no)
    elif on < disbursed_on:
        yield BeforePaidOut(loan_no=file.loan.loan_no, on=on, disbursed_on=disbursed_on)


def _nothing_to_take_back(told: RecordTakenBack, file: ActivityFile) -> Iterator[LedgerError]:
    found = {one.record_no: one for one in file.records}.get(told.record_no)
    if found is None or found.kind is RecordKind.TAKEN_BACK:
        yield UnknownRecord(loan_no=told.loan_no, record_no=told.record_no)
    elif any(one.takes_back == told.record_no for one in file.records):
        yield RecordTakenBackAlready(record_no=told.record_no)


def _wrong_check(told: UseChecked, file: ActivityFile, there: There) -> Iterator[LedgerError]:
    officers = there.officers
    if told.checked_by not in officers:
        yield UnknownMember(member_no=told.checked_by)
    elif not officers[told.checked_by]:
        yield LookerHoldsNoOffice(member_no=told.checked_by)
    if told.checked_by == file.loan.member_no:
        yield BorrowerChecksOwnUse(member_no=told.checked_by)
    seen = sum(one.amount for one in file.checks if one.checked_on == told.on)
    seen += there.seen[told.loan_no, told.on]
    if file.loan.disbursed_on is not None and seen > file.loan.lent:
        yield UseAboveLent(seen=seen, lent=file.loan.lent)


def _wrong_texts(told: ActivityTold) -> Iterator[LedgerError]:
    texts: list[tuple[str | None, int]] = []
    match told:
        case ActivityPlanned():
            texts = [(told.what, LONGEST)]
        case ActivityRecorded():
            texts = [(told.note, LONGEST), (told.unit, LONGEST_UNIT)]
        case RecordTakenBack():
            texts = [(told.note, LONGEST)]
        case ActivitySummedUp() | UseChecked():
            texts = [(told.remark, LONGEST)]
    for text, longest in texts:
        try:
            check_text(text or "", longest)
        except LedgerError as error:
            yield error
