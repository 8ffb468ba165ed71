"""Writing a checked workbook into the books, once."""

import datetime as dt
import json
import uuid
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace

from sqlalchemy.engine import Connection

from ledger.books.clubs import lock_clubs
from ledger.books.journal import append
from ledger.books.periods import open_months
from ledger.books.requests import (
    FirstAnswer,
    remember,
    remember_service_request,
    service_request,
)
from ledger.core.errors import Conflict
from ledger.core.journal import JournalEntry, PostingRequest, Source
from ledger.core.periods import check_not_after_tomorrow, month_of
from ledger.core.workbook.digest import digest_of
from ledger.core.workbook.entries import Numbers, entries_of
from ledger.core.workbook.values import Workbook
from ledger.services.clubs import make_club
from ledger.services.workbook_club import add_people, new_club, rules_of
from ledger.services.workbook_loans import add_loan_life

Progress = Callable[[int, int], None]
"""Told how many entries are ready, and of how many."""

TELL_EVERY = 500


@dataclass(eq=False)
class WorkbookOfAnother(Conflict):
    """The same workbook was read in before, by somebody else."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What a workbook brought; `again` when it was there already and nothing was written."""

    code: str
    members: int
    loans: int
    entries: int
    vouchers: int
    voids: int
    again: bool = False


def import_workbook(
    connection: Connection,
    workbook: Workbook,
    *,
    code: str | None,
    actor: int,
    now: dt.datetime,
    today: dt.date,
    source: Source = Source.IMPORT,
    progress: Progress = lambda _done, _total: None,
) -> Imported:
    """Write a checked workbook in the caller's transaction: all of it, or nothing.

    The same content again, whatever code is given, writes nothing and gives the first answer.
    Refuses a club that is there already (`ClubAlreadyThere`), a code that cannot be used
    (`ClubCodeNotUsable`, `ClubCodeTaken`), the content that somebody else brought
    (`WorkbookOfAnother`), and what `books.journal.append` refuses.
    """
    digest = digest_of(workbook)
    request = PostingRequest(uuid.UUID(bytes=digest[:16], version=5), actor, now, source)
    lock_clubs(connection)
    first = service_request(connection, request.request_id)
    if first is not None:
        return _first_answer(first, request, digest)
    club, rules = new_club(connection, workbook.club, code), rules_of(workbook)
    stored = make_club(
        connection, club, rules, club_uuid=uuid.UUID(bytes=digest[16:], version=5),
        made_at=now, made_by=actor,
    )  # fmt: skip
    numbers = add_people(connection, stored.club_id, workbook, rules.valid_from, now)
    if workbook.events:
        entries = list(_told(workbook, numbers, progress))
        check_not_after_tomorrow(max(entry.occurred_on for entry in entries), today)
        open_months(connection, stored.club_id, {month_of(e.occurred_on) for e in entries}, now)
        posted = append(connection, stored.club_id, entries, request)
        add_loan_life(connection, stored.club_id, workbook, numbers, posted, request=request)
    imported = Imported(
        club.code, len(workbook.members), len(workbook.loans), len(workbook.events),
        len(workbook.rows), sum(map(len, workbook.missing_numbers.values())),
    )  # fmt: skip
    answer = FirstAnswer(actor, digest, json.dumps(asdict(imported)))
    remember(connection, stored.club_id, request.request_id, answer, now)
    remember_service_request(connection, request.request_id, answer, now)
    progress(len(workbook.events), len(workbook.events))
    return imported


def _first_answer(first: FirstAnswer, request: PostingRequest, digest: bytes) -> Imported:
    if first.actor != request.recorded_by:
        raise WorkbookOfAnother
    answer = first.given_to(request.recorded_by, request.request_id, digest)
    return replace(Imported(**json.loads(answer)), again=True)


def _told(workbook: Workbook, numbers: Numbers, progress: Progress) -> Iterator[JournalEntry]:
    """Yield the entries, and tell of the way; the last step is told when they are written."""
    total = len(workbook.events)
    for done, entry in enumerate(entries_of(workbook, numbers)):
        if done % TELL_EVERY == 0:
            progress(done, total)
        yield entry
