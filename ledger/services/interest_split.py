"""Dividing a day's interest between the funds by the club's rules, once the day is over."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub, all_rules
from ledger.books.interest import InterestDay, interest_days
from ledger.books.journal import append, lock_club
from ledger.books.known import look_up
from ledger.books.periods import last_closed, open_months
from ledger.books.requests import FirstAnswer, first_answer, remember
from ledger.core.accounts import INTEREST_RECEIVABLE, LOAN_INTEREST, FundKind
from ledger.core.clubs import ClubRules
from ledger.core.journal import EntryKind, JournalEntry, PostingRequest
from ledger.core.money import largest_remainder
from ledger.core.periods import FIRST_YEAR, month_bounds, month_of, next_month
from ledger.core.posting_rules import interest_split
from ledger.core.workbook.entries import SPLIT_NARRATION
from ledger.core.workbook.interest_days import SHARED_BY


@dataclass(frozen=True, slots=True)
class Undivided:
    """What each other fund is still to be given of a day's interest, in đồng."""

    day: InterestDay
    amounts: Mapping[str, int]

    @property
    def total(self) -> int:
        """Return what leaves the income-generation fund; below zero, what comes back to it."""
        return sum(self.amounts.values())


def split_interest(
    connection: Connection, club: StoredClub, until: dt.date, request: PostingRequest
) -> list[int]:
    """Divide the interest of all days up to one, and return the entries' numbers.

    It is what the close of a meeting does. Asked again it writes nothing; the same request gives
    the first answer (`RequestDiffers`, `RequestOfAnother`).
    """
    club_id = club.club_id
    payload = hashlib.sha256(f"divide interest until {until}".encode()).digest()
    lock = lock_club(connection, club_id)
    first = first_answer(connection, club_id, request.request_id)
    if first is not None:
        answer = first.given_to(request.recorded_by, request.request_id, payload)
        return [int(number) for number in json.loads(answer)]
    splits = splits_before(connection, club_id, until + dt.timedelta(days=1))
    if not splits:
        return []
    months = {month_of(one.occurred_on) for one in splits}
    open_months(connection, club_id, months, request.recorded_at)
    known = look_up(connection, club_id, splits)
    posted = append(connection, club_id, splits, request, lock=lock, known=known)
    numbers = [one.entry_no for one in posted]
    first = FirstAnswer(request.recorded_by, payload, json.dumps(numbers))
    remember(connection, club_id, request.request_id, first, request.recorded_at)
    return numbers


def return_interest(
    connection: Connection,
    club: StoredClub,
    entries: Sequence[JournalEntry],
    request: PostingRequest,
) -> None:
    """Let the funds give back at once what they were given of interest that entries take back.

    Where it waited until the day is over a fund might have spent it by then, and nothing more
    could be posted. Now the entries themselves are refused (`CashBelowZero`).
    """
    taken = [one.occurred_on for one in entries if _received(one) < 0]
    if taken:
        split_interest(connection, club, max(taken), request.named("interest given back"))


def splits_before(connection: Connection, club_id: int, before: dt.date) -> list[JournalEntry]:
    """Return the entries that divide the interest of the days before one, where they are not yet.

    What was added to a day's interest, or reversed of it, is divided as a difference (RULES.md,
    section 5), on the day on which that was posted. Days of closed months were divided before
    they closed.
    """
    return [
        JournalEntry(
            EntryKind.INTEREST_SPLIT, one.day.last_on, lines,
            SPLIT_NARRATION.format(day=one.day.on),
            true_on=one.day.on if one.day.on < one.day.last_on else None,
        )
        for one in undivided(connection, club_id, before)
        if (lines := interest_split(one.amounts))
    ]  # fmt: skip


def undivided(connection: Connection, club_id: int, before: dt.date) -> list[Undivided]:
    """Return what is not divided yet of what was posted before a day."""
    closed = last_closed(connection, club_id)
    begin = dt.date(FIRST_YEAR, 1, 1) if closed is None else month_bounds(next_month(closed))[0]
    days = interest_days(connection, club_id, begin, before, FundKind.INCOME_GENERATION.value)
    versions = all_rules(connection, club_id) if days else []
    return [Undivided(day, _missing(day, _shares(versions, day.on))) for day in days]


def _received(entry: JournalEntry) -> int:
    accounts = (LOAN_INTEREST, INTEREST_RECEIVABLE)
    return sum(line.credit - line.debit for line in entry.lines if line.account in accounts)


def _missing(day: InterestDay, shares: tuple[int, int, int]) -> Mapping[str, int]:
    """Return what each other fund is still to be given of a day's interest, in đồng."""
    parts = zip(SHARED_BY, _parts(day.received, shares), strict=True)
    return {
        fund.value: part - day.given.get(fund.value, 0)
        for fund, part in parts
        if fund is not FundKind.INCOME_GENERATION
    }


def _parts(received: int, shares: tuple[int, int, int]) -> tuple[int, ...]:
    if received >= 0:
        return tuple(largest_remainder(received, shares))
    return tuple(-part for part in largest_remainder(-received, shares))


def _shares(versions: list[ClubRules], on: dt.date) -> tuple[int, int, int]:
    """Return the shares in force on a day; a club without rules gives by default."""
    in_force = [one for one in versions if one.valid_from <= on]
    return in_force[-1].shares if in_force else ClubRules(on).shares
