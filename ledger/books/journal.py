"""Appending entries to a club's journal: numbers, chain, balances, in the caller's transaction."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.cash import check_cash
from ledger.books.journal_rows import Head, VoucherOf, build_rows, salts
from ledger.books.journal_writer import write_rows
from ledger.books.known import Known, look_up
from ledger.books.refusals import UnknownClub, named
from ledger.core.audit.canonical import instant_text
from ledger.core.errors import RuleBroken
from ledger.core.journal import JournalEntry, PostingRequest
from ledger.core.periods import PeriodNotOpen, month_of


@dataclass(eq=False)
class VoucherOutOfSeries(RuleBroken):
    """A number on paper must follow the last one of its series, voids counted."""

    series: str
    expected: int
    given: int


@dataclass(frozen=True, slots=True)
class Posted:
    """What became of an entry: its number, its voucher and its hash."""

    entry_no: int
    voucher_year: int
    voucher_series: str
    voucher_no: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Lock:
    """A club's write lock: its last numbers, ours until the transaction ends."""

    head: Head
    last_recorded_at: dt.datetime | None


_LOCK = (
    "SELECT u.uuid, c.last_entry_no, c.last_hash, c.last_recorded_at"
    " FROM club_counter c JOIN club u ON u.club_id = c.club_id WHERE c.club_id = {mark}"
)


def lock_club(connection: Connection, club_id: int) -> Lock:
    """Take a club's write lock and return its last numbers (`UnknownClub`)."""
    if connection.dialect.name == "sqlite":
        row = connection.exec_driver_sql(_LOCK.format(mark="?"), (club_id,)).first()
    else:
        query = _LOCK.format(mark="%s") + " FOR NO KEY UPDATE OF c"
        row = connection.exec_driver_sql(query, (club_id,)).first()
    if row is None:
        raise UnknownClub(code=str(club_id))
    last_at = dt.datetime.fromisoformat(row[3]) if isinstance(row[3], str) else row[3]
    return Lock(Head(club_id, str(row[0]), row[1], bytes(row[2])), last_at)


def append(
    connection: Connection,
    club_id: int,
    entries: Sequence[JournalEntry],
    request: PostingRequest,
    *,
    lock: Lock | None = None,
    known: Known | None = None,
) -> list[Posted]:
    """Post `entries` in order and return what became of each.

    The club is locked, and what the entries refer to looked up, unless the caller has done so
    since the transaction began. `recorded_at` never goes back, vouchers follow their series,
    balances follow the lines. Refuses unknown accounts, funds, members and loans, months that
    are not open (`PeriodNotOpen`), numbers out of series (`VoucherOutOfSeries`), and cash or bank
    money below zero in any fund at the end of any day (`CashBelowZero`).
    """
    lock = lock or lock_club(connection, club_id)
    if lock.last_recorded_at and lock.last_recorded_at > request.recorded_at:
        request = replace(request, recorded_at=lock.last_recorded_at)
    known = known or look_up(connection, club_id, entries)
    for entry in entries:
        period = month_of(entry.occurred_on)
        if period not in known.open_periods:
            raise PeriodNotOpen(period=period)
    numbers = _numbers(entries, known)
    rows = build_rows(lock.head, entries, numbers, request, salts())
    try:
        write_rows(connection, rows)
        _advance(
            connection, club_id, lock.head.last_entry_no + len(entries), rows.last_hash, request
        )
    except sa.exc.DBAPIError as error:
        raise named(error) or error from error
    check_cash(connection, club_id, entries, known.last_day)
    first = lock.head.last_entry_no + 1
    return [
        Posted(first + i, year, series, no, rows.entries[i][-1])  # type: ignore[arg-type]
        for i, (year, series, no, _, _) in enumerate(numbers)
    ]


def _numbers(entries: Sequence[JournalEntry], known: Known) -> list[VoucherOf]:
    """Return the voucher of each entry: papers keep their numbers, the others come after them."""
    last: dict[tuple[int, str], int] = defaultdict(int, known.last_vouchers)
    given: dict[tuple[int, str], list[int]] = defaultdict(list)
    for entry in entries:
        paper = entry.voucher
        if paper is not None:
            given[entry.occurred_on.year, entry.series.value] += (*paper.voids, paper.number)
    for key, numbers in given.items():
        _check_series(key[1], last[key], sorted(numbers))
        last[key] += len(numbers)
    found: list[VoucherOf] = []
    for entry in entries:
        key, paper = (entry.occurred_on.year, entry.series.value), entry.voucher
        if paper is None:
            last[key] += 1
            found.append((*key, last[key], (), None))
        else:
            found.append((*key, paper.number, paper.voids, paper.void_reason))
    return found


def _check_series(series: str, last: int, numbers: list[int]) -> None:
    """Refuse numbers on paper that do not follow the last one of their series without a gap."""
    for expected, number in enumerate(numbers, last + 1):
        if number != expected:
            raise VoucherOutOfSeries(series=series, expected=expected, given=number)


def _advance(
    connection: Connection, club_id: int, last: int, digest: bytes, request: PostingRequest
) -> None:
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    connection.exec_driver_sql(
        f"UPDATE club_counter SET last_entry_no = {mark}, last_hash = {mark},"  # noqa: S608 - marks
        f" last_recorded_at = {mark} WHERE club_id = {mark}",
        (last, digest, instant_text(request.recorded_at), club_id),
    )
