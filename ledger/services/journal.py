"""Posting and reversing entries, once per request."""

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub
from ledger.books.entries import entry_of
from ledger.books.journal import Posted, append, lock_club
from ledger.books.known import look_up
from ledger.books.loans import events_of_entry
from ledger.books.periods import close_month, open_months
from ledger.books.refusals import EntryAlreadyReversed, ReversalOfReversal
from ledger.books.requests import FirstAnswer, is_known, remember
from ledger.core.errors import RuleBroken
from ledger.core.journal import (
    EntryKind,
    JournalEntry,
    JournalLine,
    PostingRequest,
    Series,
    reversal_of,
)
from ledger.core.periods import FIRST_YEAR, check_not_after_tomorrow, month_bounds, month_of
from ledger.core.text import check_text
from ledger.services.interest_split import return_interest, split_interest

LONGEST = 500
"""The most characters of a narration, a name, an address, a reference or a reason."""


@dataclass(eq=False)
class DateTooEarly(RuleBroken):
    """No entry is dated before the first year that the books know."""

    occurred_on: dt.date
    first_year: int


@dataclass(eq=False)
class EntryOfALoan(RuleBroken):
    """What was posted for a loan is undone through its loan, which would not know of it else."""

    entry_no: int
    loan_no: int
    event_no: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """The answer to a posting: for each entry its number and voucher; `again` when repeated."""

    entries: tuple[tuple[int, str], ...]
    again: bool = False


def post(
    connection: Connection,
    club: StoredClub,
    entries: Sequence[JournalEntry],
    request: PostingRequest,
    *,
    today: dt.date,
) -> Receipt:
    """Post entries to a club's journal in the caller's transaction, once per request id.

    The same id with the same entries gives the first answer again and writes nothing. Months
    not begun yet are opened. Refuses what `books.journal.append` refuses, dates after tomorrow
    (`DateAfterTomorrow`), text too long or with control characters, and a request id used for
    something else (`RequestDiffers`).
    """
    for entry in entries:
        _check(entry, today)
    return _post_once(connection, club, entries, request, _digest(*entries))


def _post_once(
    connection: Connection,
    club: StoredClub,
    entries: Sequence[JournalEntry],
    request: PostingRequest,
    payload: bytes,
) -> Receipt:
    club_id = club.club_id
    lock = lock_club(connection, club_id)
    known = look_up(connection, club_id, entries, request.request_id)
    if known.first is not None:
        return receipt_again(known.first, request, payload)
    months = {month_of(entry.occurred_on) for entry in entries}
    if not months <= known.open_periods:
        open_months(connection, club_id, months, request.recorded_at)
        known = look_up(connection, club_id, entries)
    posted = append(connection, club_id, entries, request, lock=lock, known=known)
    return receipt_of(connection, club_id, posted, request, payload)


def receipt_of(
    connection: Connection,
    club_id: int,
    posted: Sequence[Posted],
    request: PostingRequest,
    payload: bytes,
) -> Receipt:
    """Return the receipt of what was just posted, and keep it with its request."""
    answer = tuple((one.entry_no, f"{one.voucher_series} {one.voucher_no}") for one in posted)
    first = FirstAnswer(request.recorded_by, payload, json.dumps(answer))
    remember(connection, club_id, request.request_id, first, request.recorded_at)
    return Receipt(answer)


def receipt_again(first: FirstAnswer, request: PostingRequest, payload: bytes) -> Receipt:
    """Return the first receipt of a request (`RequestDiffers`, `RequestOfAnother`)."""
    answer = json.loads(first.given_to(request.recorded_by, request.request_id, payload))
    return Receipt(tuple((no, voucher) for no, voucher in answer), again=True)


def reverse(
    connection: Connection,
    club: StoredClub,
    entry_no: int,
    reason: str,
    request: PostingRequest,
    *,
    today: dt.date,
    replacement: JournalEntry | None = None,
    approved_by: int | None = None,
) -> Receipt:
    """Reverse an entry, dated `today`, and post its replacement in the same step.

    The same request on a later day is still the same. Refuses what `post` refuses, and raises
    `UnknownEntry`, `ReversalOfReversal`, `EntryAlreadyReversed`, and `EntryOfALoan` for an entry
    that posted or corrected what happened to a loan.
    """
    lock_club(connection, club.club_id)
    original = entry_of(connection, club.club_id, entry_no)
    if original.reverses is not None:
        raise ReversalOfReversal(entry_no=entry_no)
    if original.reversed_by is not None and not is_known(
        connection, club.club_id, request.request_id
    ):
        raise EntryAlreadyReversed(entry_no=entry_no, by=original.reversed_by)
    for loan_no, event_no in events_of_entry(connection, club.club_id, entry_no):
        raise EntryOfALoan(entry_no=entry_no, loan_no=loan_no, event_no=event_no)
    lines = tuple(
        JournalLine(x.account, x.fund, x.debit, x.credit, x.member_no, x.loan_no)
        for x in original.lines
    )
    undo = JournalEntry(
        EntryKind.REVERSAL, today, reversal_of(lines), reason, Series.OTHER, reverses=entry_no,
        approved_by=approved_by,
    )  # fmt: skip
    entries = [undo] if replacement is None else [undo, replacement]
    for entry in entries:
        _check(entry, today)
    payload = _digest(entry_no, reason, replacement)
    receipt = _post_once(connection, club, entries, request, payload)
    if not receipt.again:
        return_interest(connection, club, entries, request)
    return receipt


def close(
    connection: Connection, club: StoredClub, period: str, *, closed_at: dt.datetime, closed_by: int
) -> None:
    """Close a month of a club for good (`EarlierPeriodOpen`, `PeriodAlreadyClosed`).

    What of its interest is not divided between the funds is divided first, since nothing can be
    posted into it afterwards (RULES.md, section 5).
    """
    lock = lock_club(connection, club.club_id)
    # A clock that is behind does not close a month before its last entry (invariant 13).
    closed_at = max(closed_at, lock.last_recorded_at or closed_at)
    own = PostingRequest(uuid.uuid5(club.uuid, f"interest of {period}"), closed_by, closed_at)
    split_interest(connection, club, month_bounds(period)[1], own)
    close_month(connection, club.club_id, period, closed_at=closed_at, closed_by=closed_by)


def _check(entry: JournalEntry, today: dt.date) -> None:
    check_not_after_tomorrow(entry.occurred_on, today)
    if entry.occurred_on.year < FIRST_YEAR:
        raise DateTooEarly(occurred_on=entry.occurred_on, first_year=FIRST_YEAR)
    check_text(entry.narration, LONGEST)
    texts = [entry.payer_name, entry.payer_address]
    if entry.voucher is not None:
        texts.append(entry.voucher.void_reason)
    for paper in entry.documents:
        texts += (paper.kind, paper.reference, paper.reason)
    for text in texts:
        if text is not None:
            check_text(text, LONGEST)


def _digest(*content: JournalEntry | int | str | None) -> bytes:
    """Return SHA-256 of what a request asks for."""
    said = [_content(one) if isinstance(one, JournalEntry) else one for one in content]
    return hashlib.sha256(repr(said).encode()).digest()


def _content(entry: JournalEntry) -> list[tuple[str, object]]:
    """Return by name what is said of an entry, in plain values.

    What is not said is left out: a field that a later version adds changes no old digest.
    """
    paper = entry.voucher
    named: list[tuple[str, object]] = [
        ("kind", entry.kind.value), ("series", entry.series.value),
        ("occurred_on", entry.occurred_on.isoformat()),
        ("true_on", entry.true_on and entry.true_on.isoformat()),
        ("narration", entry.narration), ("payer_name", entry.payer_name),
        ("payer_address", entry.payer_address), ("reverses", entry.reverses),
        ("meeting_no", entry.meeting_no), ("approved_by", entry.approved_by),
        ("voucher", paper and (paper.number, paper.voids, paper.void_reason)),
        ("documents", [(one.kind, one.reference, one.reason) for one in entry.documents] or None),
        ("lines", [
            (x.account, x.fund, x.debit, x.credit, x.member_no, x.loan_no) for x in entry.lines
        ]),
    ]  # fmt: skip
    return [(name, value) for name, value in named if value is not None]
