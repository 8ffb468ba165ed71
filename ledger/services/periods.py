"""Closing a club's year: income and expense into each fund's own equity."""

import datetime as dt
import hashlib
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from ledger.books.accounts import accounts_of, funds_of
from ledger.books.balances import sums_of_kinds, sums_until
from ledger.books.clubs import StoredClub
from ledger.books.journal import append, lock_club
from ledger.books.known import look_up
from ledger.core.errors import Conflict, RuleBroken
from ledger.core.journal import EntryKind, JournalEntry, PostingRequest
from ledger.core.periods import month_bounds
from ledger.core.posting_rules import surplus_distributed, year_closed
from ledger.services.interest_split import split_interest
from ledger.services.journal import Receipt, receipt_again, receipt_of

CLOSING_NARRATION = "Kết chuyển thu, chi năm {year}"
DISTRIBUTION_NARRATION = "Đưa chênh lệch thu chi năm {year} vào vốn của các quỹ"
"""What the books themselves say, in the language in which clubs keep them."""


@dataclass(eq=False)
class YearNotOver(RuleBroken):
    """A year is closed when it is over."""

    year: int
    today: dt.date


@dataclass(eq=False)
class YearAlreadyClosed(Conflict):
    """The year's income and expense were moved to the funds already."""

    year: int


@dataclass(eq=False)
class NothingToClose(RuleBroken):
    """There is neither income nor expense up to the end of the year."""

    year: int


def close_year(
    connection: Connection,
    club: StoredClub,
    year: int,
    request: PostingRequest,
    *,
    today: dt.date,
) -> Receipt:
    """Close income and expense of a year into each fund's own equity, dated 31 December.

    Two entries: within each fund 5xx → 911 ← 6xx and 911 → 421, then 421 → 4118, 4311 or 4312
    (RULES.md, section 5). What an earlier year left open is closed with it; what December
    receives afterwards is closed by asking again, as a difference. The same request gives the
    first answer again and writes nothing. Interest that is not divided between the funds is divided
    first. December itself is closed apart, as months are.

    Raises `YearNotOver`, `YearAlreadyClosed`, `NothingToClose`, and `PeriodNotOpen` when December
    is closed or never began.
    """
    begin, end = month_bounds(f"{year:04d}")
    if today <= end:
        raise YearNotOver(year=year, today=today)
    payload = hashlib.sha256(f"close year {year}".encode()).digest()
    lock = lock_club(connection, club.club_id)
    first = look_up(connection, club.club_id, (), request.request_id).first
    if first is not None:
        return receipt_again(first, request, payload)
    if split_interest(connection, club, end, request.named("interest divided")):
        lock = lock_club(connection, club.club_id)
    balances = _open_balances(connection, club.club_id, end)
    if not balances:
        kind = EntryKind.CLOSING.value
        if sums_of_kinds(connection, club.club_id, begin, end, (kind,)):
            raise YearAlreadyClosed(year=year)
        raise NothingToClose(year=year)
    entries = _entries(connection, club.club_id, balances, end)
    posted = append(connection, club.club_id, entries, request, lock=lock)
    return receipt_of(connection, club.club_id, posted, request, payload)


def surplus_to_close(connection: Connection, club: StoredClub, year: int) -> dict[str, int]:
    """Return what closing a year would give each fund by its code, in đồng; a loss is below zero.

    The interest of the year's last days may still be to be divided between the funds.
    """
    balances = _open_balances(connection, club.club_id, month_bounds(f"{year:04d}")[1])
    found: dict[str, int] = {}
    for (_, fund), balance in balances.items():
        found[fund] = found.get(fund, 0) - balance
    return found


def _open_balances(
    connection: Connection, club_id: int, end: dt.date
) -> dict[tuple[str, str], int]:
    """Return what stands on income and expense accounts by fund, debits less credits, in đồng."""
    temporary = {
        one.number for one in accounts_of(connection, club_id) if not one.type.is_permanent
    }
    (sums,) = sums_until(connection, club_id, end)
    return {key: one.balance for key, one in sums.items() if key[0] in temporary and one.balance}


def _entries(
    connection: Connection, club_id: int, balances: dict[tuple[str, str], int], end: dt.date
) -> list[JournalEntry]:
    """Return the entry that closes the accounts, and the one that gives each fund its surplus."""
    closing = CLOSING_NARRATION.format(year=end.year)
    entries = [JournalEntry(EntryKind.CLOSING, end, year_closed(balances), closing)]
    lines = tuple(
        line
        for fund in funds_of(connection, club_id)
        if (surplus := -sum(amount for (_, code), amount in balances.items() if code == fund.code))
        for line in surplus_distributed(fund, surplus)
    )
    if lines:
        distribution = DISTRIBUTION_NARRATION.format(year=end.year)
        entries.append(JournalEntry(EntryKind.CLOSING, end, lines, distribution))
    return entries
