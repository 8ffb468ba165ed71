"""What happens to loans: each event worked out, posted and kept in one step, once per request."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub
from ledger.books.journal import Posted, append
from ledger.books.known import look_up
from ledger.books.loan_caches import keep_caches
from ledger.books.loans import EventRecord, add_loan_events
from ledger.books.meetings import check_meetings
from ledger.books.periods import last_closed, open_months
from ledger.core.errors import RuleBroken
from ledger.core.journal import JournalEntry, PostingRequest
from ledger.core.loans.events import LoanEvent
from ledger.core.loans.written import kind_of
from ledger.core.periods import FIRST_YEAR, check_not_after_tomorrow, month_of
from ledger.core.text import check_text, check_words
from ledger.services.interest_split import return_interest, splits_before
from ledger.services.journal import LONGEST, DateTooEarly
from ledger.services.loan_days import Days
from ledger.services.loan_work import Step, Told, steps_of, works_of
from ledger.services.once import once


@dataclass(eq=False)
class NothingTold(RuleBroken):
    """A request about loans tells of one event or more."""


@dataclass(frozen=True, slots=True)
class KeptEvent:
    """An event as it was kept: its number, and its entry and correction with their vouchers."""

    loan_no: int
    event_no: int
    entry_no: int | None = None
    voucher: str | None = None
    correction_no: int | None = None


@dataclass(frozen=True, slots=True)
class LoanReceipt:
    """The answer to a request about loans; `again` when it was carried out before."""

    events: tuple[KeptEvent, ...]
    again: bool = False


def record(
    connection: Connection,
    club: StoredClub,
    told: Sequence[Told],
    request: PostingRequest,
    *,
    today: dt.date,
) -> LoanReceipt:
    """Keep what happened to loans, in the caller's transaction: all of it, or nothing.

    Each event is refused by name as `core.loans.life.told` refuses it, in its own place among
    those told before. What it moves is posted on its own day; a payment whose month is closed is
    posted today with its true day kept, anything else of a closed month is refused
    (`PeriodNotOpen`). What it changes of later events is posted by one correcting entry. An undoing
    and what is told of the same loan right after it happen at once. The interest of earlier days
    is split first. A reason that is given says something (`WordsMissing`). The same request again
    writes nothing and gives the first answer (`RequestDiffers`, `RequestOfAnother`).
    """
    if not told:
        raise NothingTold
    content = [(kind_of(one.event), replace(one, event=_unnumbered(one.event))) for one in told]
    return carry_out(
        connection, club, lambda: told, request, content=("loans", *content), today=today
    )


def carry_out(
    connection: Connection,
    club: StoredClub,
    plan: Callable[[], Sequence[Told]],
    request: PostingRequest,
    *,
    content: Sequence[object],
    today: dt.date,
) -> LoanReceipt:
    """Keep what follows from how loans stand: `plan` says what, once the club is locked.

    `content` is what was asked for, the act's own name first: asked again it gives the first
    answer, however the loans stand by now. Where nothing follows nothing happens to any loan.
    Refuses as `record` does.
    """

    def act(at: PostingRequest) -> LoanReceipt:
        told = plan()
        return LoanReceipt(_happened(connection, club, told, at, today) if told else ())

    receipt, again = once(connection, club, request, act, content=content, answer=LoanReceipt)
    return replace(receipt, again=again)


def _unnumbered(event: LoanEvent) -> LoanEvent:
    return replace(event, number=0)


def _happened(
    connection: Connection,
    club: StoredClub,
    told: Sequence[Told],
    request: PostingRequest,
    today: dt.date,
) -> tuple[KeptEvent, ...]:
    for one in told:
        check_day(one.event.occurred_on, today)
        if one.reason is not None:
            check_words("decision", one.reason, LONGEST)
        if one.narration is not None:
            check_text(one.narration, LONGEST)
    meetings = {one.meeting_no for one in told if one.meeting_no is not None}
    check_meetings(connection, club.club_id, meetings)
    days = Days(today, last_closed(connection, club.club_id))
    works = works_of(connection, club.club_id, (one.loan_no for one in told), days)
    steps = steps_of(works, told)
    posted = _post(connection, club, [x for step in steps for x in step.entries], request)
    kept = _keep_events(connection, club, list(zip(told, steps, strict=True)), posted, request)
    keep_caches(connection, club.club_id, [work.kept for work in works.values()])
    return kept


def _post(
    connection: Connection,
    club: StoredClub,
    entries: Sequence[JournalEntry],
    request: PostingRequest,
) -> list[Posted]:
    """Post the entries after the splits of the interest of days before them."""
    if not entries:
        return []
    club_id, first = club.club_id, min(one.occurred_on for one in entries)
    splits = splits_before(connection, club_id, first)
    all_of_them = [*splits, *entries]
    months = {month_of(one.occurred_on) for one in all_of_them}
    open_months(connection, club_id, months, request.recorded_at)
    known = look_up(connection, club_id, all_of_them)
    posted = append(connection, club_id, all_of_them, request, known=known)
    return_interest(connection, club, entries, request)
    return posted[len(splits) :]


def _keep_events(
    connection: Connection,
    club: StoredClub,
    steps: Sequence[tuple[Told, Step]],
    posted: Sequence[Posted],
    request: PostingRequest,
) -> tuple[KeptEvent, ...]:
    """Store the events with the entries that posted them, and return what became of each."""
    left, kept, rows = iter(posted), [], []
    for one, step in steps:
        own = next(left) if step.entry else None
        other = next(left) if step.correction else None
        event = step.event
        record = EventRecord(
            event.number, kind_of(event), event.occurred_on, own.entry_no if own else None,
            request.recorded_at, request.recorded_by,
            correction_no=other.entry_no if other else None, meeting_no=one.meeting_no,
            reason=one.reason, approved_by=one.approved_by,
        )  # fmt: skip
        rows.append((one.loan_no, event, record))
        voucher = f"{own.voucher_series} {own.voucher_no}" if own else None
        kept.append(
            KeptEvent(one.loan_no, event.number, record.entry_no, voucher, record.correction_no)
        )
    add_loan_events(connection, club.club_id, rows)
    return tuple(kept)


def check_day(occurred_on: dt.date, today: dt.date) -> None:
    """Refuse a day on which nothing can have happened (`DateAfterTomorrow`, `DateTooEarly`)."""
    check_not_after_tomorrow(occurred_on, today)
    if occurred_on.year < FIRST_YEAR:
        raise DateTooEarly(occurred_on=occurred_on, first_year=FIRST_YEAR)
