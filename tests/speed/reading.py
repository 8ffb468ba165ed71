"""How fast balances and statements are read, and that it does not grow with the book."""

import datetime as dt
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from statistics import median

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from ledger.books.clubs import StoredClub
from ledger.books.engine import reading, transaction
from ledger.books.loans import StoredLoan, add_loans
from ledger.books.members import NewMember, add_households, add_members
from ledger.core.journal import EntryKind, JournalEntry, JournalLine, PostingRequest, Series
from ledger.core.periods import months_later
from ledger.core.posting_rules import disbursed, interest_received, principal_received, received
from ledger.services.journal import post
from ledger.services.members import member_statement_of
from ledger.services.statements import Question, trial_balance_of
from tests.speed.databases import Databases
from tests.speed.filling import LAST, fill
from tests.speed.posting import NOW, TODAY, a_club
from tests.speed.ratio import Limit, Ratio

Values = Sequence[str | int] | Mapping[str, str | int]

YEAR = Question(dt.date(2026, 1, 1), LAST)
ROUNDS, IN_A_ROUND = 15, 10
SMALL, LARGE = 100_000, 10_000_000


def measure(databases: Databases, lines: int = LARGE) -> Iterator[Ratio | Limit]:
    """Give the trial balance's time in a book of `lines` lines, its growth, and the statement's.

    The service is asked inside a transaction that its door has begun.
    """
    books = []
    for size in (SMALL, lines):
        url = databases.fresh()
        engine, club, _ = a_club(url)
        fill(databases.owner_of(url), size)
        books.append((engine, club))
    with ExitStack() as opened:
        services = [
            partial(_trial_balance, opened.enter_context(reading(engine)), club)
            for engine, club in books
        ]
        small, large = _side_by_side(*services)
    for engine, _ in books:
        engine.dispose()
    name = f"{databases.kind}: trial balance in a book of {lines:,} lines"
    yield Limit(name, large, 2.0, "ms")
    yield Limit(f"{name}, beside one of {SMALL:,}", large / small, 1.3, "times")
    yield from _statement(databases)


def _trial_balance(connection: Connection, club: StoredClub) -> None:
    report = trial_balance_of(connection, club, YEAR)
    assert report.totals[2].debit == report.totals[2].credit > 0


def _statement(databases: Databases) -> Iterator[Ratio | Limit]:
    engine, club, user = a_club(databases.fresh())
    _fifty_members(engine, club, user)
    begin, end = dt.date(2025, 1, 1), dt.date(2025, 12, 31)
    queries: list[tuple[str, Values]] = []

    def note(_c: object, _cursor: object, sql: str, values: Values, *_: object) -> None:
        queries.append((sql, values))

    def ours() -> None:
        with reading(engine) as connection:
            statement = member_statement_of(connection, club, 7, begin, end)
        assert len(statement.movements) > 12

    sa.event.listen(engine, "before_cursor_execute", note)
    ours()
    sa.event.remove(engine, "before_cursor_execute", note)
    selects = [one for one in queries if one[0].lstrip().startswith("SELECT")]
    yield Limit(f"{databases.kind}: member statement of a year", len(selects), 3, "queries")

    def bare() -> None:
        with reading(engine) as connection:
            cursor = connection.connection.cursor()
            for sql, values in selects:
                cursor.execute(sql, values)
                cursor.fetchall()
            cursor.close()

    mine, raw = _side_by_side(ours, bare)
    yield Limit(
        f"{databases.kind}: member statement of a year, beside its raw queries", mine / raw, 3.0,
        "times",
    )  # fmt: skip
    engine.dispose()


def _fifty_members(engine: Engine, club: StoredClub, user: int) -> None:
    """Post a year of dues, interest and principal of fifty members, one loan each."""
    first = dt.date(2025, 1, 10)
    with transaction(engine) as connection:
        club_id = club.club_id
        homes = [(n, f"H{n}", "poor", None) for n in range(1, 51)]
        add_households(connection, club_id, homes, valid_from=first, recorded_at=NOW)
        members = [NewMember(n, f"TV{n}", n, f"Bùi Thị {n}", first) for n in range(1, 51)]
        add_members(connection, club_id, members, NOW)
        loans = [
            StoredLoan(n, f"V{n}", n, first, 5_000_000, 12, 10_000, "equal_principal", None)
            for n in range(1, 51)
        ]
        add_loans(connection, club_id, loans, NOW)
        entries = [_entry(EntryKind.CAPITAL, first, received("4111", "income", 400_000_000))]
        for n in range(1, 51):
            lines = disbursed(5_000_000, member_no=n, loan_no=n)
            entries.append(_entry(EntryKind.DISBURSEMENT, first, lines, Series.PAYMENT))
        for month in range(1, 12):
            day = months_later(first, month)
            for n in range(1, 51):
                entries += [
                    _entry(EntryKind.CONTRIBUTION, day,
                           received("5112", "activity", 5_000, member_no=n)),
                    _entry(EntryKind.REPAYMENT, day,
                           principal_received(400_000, member_no=n, loan_no=n)),
                    _entry(EntryKind.INTEREST, day,
                           interest_received(50_000, member_no=n, loan_no=n)),
                ]  # fmt: skip
        post(connection, club, entries, PostingRequest(uuid.uuid4(), user, NOW), today=TODAY)


def _entry(
    kind: EntryKind, day: dt.date, lines: tuple[JournalLine, ...], series: Series = Series.RECEIPT
) -> JournalEntry:
    return JournalEntry(kind, day, lines, "Kỳ họp tháng", series)


def _side_by_side(*works: Callable[[], None]) -> list[float]:
    """Return the medians of milliseconds of doing things, some times each in turn.

    So all meet one weather; the first two times of a turn only bring the caches back.
    """
    found: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for work, times in zip(works, found, strict=True):
            work(), work()
            for _ in range(IN_A_ROUND):
                began = time.perf_counter()
                work()
                times.append(time.perf_counter() - began)
    return [median(times) * 1_000 for times in found]
