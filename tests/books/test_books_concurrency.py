"""Many at once: no number twice or left out, every reading balanced, no month closed in between."""

import datetime as dt
import subprocess
import sys
import threading
import uuid
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from ledger.books.clubs import StoredClub, find_club
from ledger.books.engine import open_engine, reading, transaction
from ledger.books.entries import entries_between
from ledger.books.refusals import CashBelowZero, RuleOfTheBooks, named
from ledger.core.errors import LedgerError
from ledger.core.journal import PostingRequest
from ledger.core.periods import PeriodNotOpen
from ledger.core.posting_rules import ACTIVITY, INCOME
from ledger.core.statements.trial_balance import Sums
from ledger.services.journal import Receipt, close, post
from ledger.services.statements import Question, trial_balance_of
from tests.books.plain_sql import HEADER, LINES, run
from tests.books.postings import count, money_in, money_out, posted
from tests.books.seeded import seed
from tests.conftest import NOW, TODAY, Books, Database
from tests.databases import PostgreSQLDatabases
from tests.house.tree import ROOT

YEAR = Question(dt.date(2026, 1, 1), dt.date(2026, 12, 31))


def together(*acts: Callable[[], object]) -> list[object]:
    """Carry out acts at the same moment and return what came of each, a refusal or an answer."""
    gate = threading.Barrier(len(acts))

    def begun(act: Callable[[], object]) -> object:
        gate.wait()
        try:
            return act()
        except LedgerError as error:
            return error

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(begun, acts))


def vouchers(books: Books) -> list[str]:
    """Return the vouchers of all entries, in order of the entries' numbers."""
    with reading(books.engine) as connection:
        found = entries_between(connection, books.club.club_id, YEAR.begin, YEAR.end)
    assert [entry.entry_no for entry in found] == list(range(1, len(found) + 1))
    assert [e.recorded_at for e in found] == sorted(e.recorded_at for e in found)
    return [entry.voucher for entry in found]


def test_four_writers_leave_no_gap_and_no_double(shared_books: Books) -> None:
    posted(shared_books, money_in(1_000_000))

    def write() -> None:
        for number in range(10):
            posted(shared_books, money_in(7) if number % 2 else money_out(5))

    assert together(*[write] * 4) == [None] * 4
    found = vouchers(shared_books)
    assert len(found) == 41
    assert {name for name in found if name.startswith("PT")} == {f"PT {n}" for n in range(1, 22)}
    assert {name for name in found if name.startswith("PC")} == {f"PC {n}" for n in range(1, 21)}


WRITER = """
import datetime as dt, sys, uuid
from ledger.books.engine import open_engine, reading, transaction
from ledger.core.journal import EntryKind, JournalEntry, PostingRequest, Series
from ledger.core.posting_rules import received
from ledger.services.clubs import club_of
from ledger.services.journal import post

engine = open_engine(sys.argv[1])
day = dt.date(2026, 3, 10)
entry = JournalEntry(EntryKind.CAPITAL, day, received("4111", "income", 7), "Thu", Series.RECEIPT)
with reading(engine) as connection:
    club = club_of(connection, sys.argv[2])
for _ in range(8):
    request = PostingRequest(uuid.uuid4(), 1, dt.datetime(2026, 3, 10, 2, tzinfo=dt.UTC))
    with transaction(engine) as connection:
        post(connection, club, [entry], request, today=day)
"""


def test_four_programs_leave_no_gap_and_no_double(books: Books, database: Database) -> None:
    posted(books, money_in(1))
    command = [sys.executable, "-c", WRITER, database.url, "HP"]
    programs = [subprocess.Popen(command, cwd=ROOT) for _ in range(4)]
    assert [program.wait(60) for program in programs] == [0] * 4
    assert vouchers(books) == [f"PT {number}" for number in range(1, 34)]


def test_the_same_request_sent_twice_at_once_is_carried_out_once(shared_books: Books) -> None:
    request = shared_books.request()

    def send() -> Receipt:
        return posted(shared_books, money_in(7), money_in(8), request=request)

    found = [one for one in together(*[send] * 4) if isinstance(one, Receipt)]
    assert Counter(one.again for one in found) == {False: 1, True: 3}
    assert {one.entries for one in found} == {((1, "PT 1"), (2, "PT 2"))}
    assert count(shared_books, "journal_entry") == 2


def test_the_last_dong_is_paid_out_once(shared_books: Books) -> None:
    posted(shared_books, money_in(100))
    found = together(*[lambda: posted(shared_books, money_out(60))] * 4)
    assert Counter(type(one) for one in found)[CashBelowZero] == 3
    assert count(shared_books, "journal_entry") == 2


def test_every_reading_is_balanced_while_eight_write(shared_books: Books) -> None:
    """The bank test: money moves to and fro, and the sum is the same at every moment."""
    posted(shared_books, money_in(1_000_000), money_in(1_000_000, account="5112", fund=ACTIVITY))
    done = threading.Event()
    left = [8]
    lock = threading.Lock()

    def write(number: int) -> None:
        fund = (INCOME, ACTIVITY)[number % 2]
        for amount in range(1, 6):
            posted(shared_books, money_in(amount, fund=fund), money_out(amount, fund=fund))
        with lock:
            left[0] -= 1
            if not left[0]:
                done.set()

    def read() -> int:
        readings = 0
        while not done.is_set() or not readings:
            with reading(shared_books.engine) as connection:
                report = trial_balance_of(connection, shared_books.club, YEAR)
                again = trial_balance_of(connection, shared_books.club, YEAR)
            assert all(one.debit == one.credit for one in report.totals)
            assert report == again
            cash = {row.account.number: row.closing for row in report.rows}["111"]
            assert cash == Sums(2_000_000)
            readings += 1
        return readings

    def writer(number: int) -> Callable[[], None]:
        return lambda: write(number)

    found = together(*[writer(number) for number in range(8)], *[read] * 4)
    assert found[:8] == [None] * 8
    assert all(isinstance(readings, int) and readings for readings in found[8:])
    assert count(shared_books, "journal_entry") == 82


def test_a_month_is_closed_before_or_after_an_entry_but_not_amid(shared_books: Books) -> None:
    posted(shared_books, money_in(100))

    def write() -> object:
        return [posted(shared_books, money_in(7)) for _ in range(12)]

    def shut() -> None:
        with transaction(shared_books.engine) as connection:
            close(connection, shared_books.club, "2026-03", closed_at=NOW, closed_by=1)

    written, shut_down, again = together(write, shut, write)
    assert shut_down is None
    for one in (written, again):
        assert isinstance(one, PeriodNotOpen | list)
    with pytest.raises(PeriodNotOpen):
        posted(shared_books, money_in(1))
    assert len(vouchers(shared_books)) == count(shared_books, "journal_entry")


@pytest.fixture
def seeded_engine(postgresql_databases: PostgreSQLDatabases) -> Engine:
    """Give the seeded clubs on PostgreSQL, as their owner."""
    url = postgresql_databases.fresh()
    seed(url)
    return open_engine(url)


_ID = uuid.UUID(int=99)


def _first_club(connection: Connection) -> StoredClub:
    return find_club(connection, "HP")


CLOSE = (
    "UPDATE fiscal_period SET closed_at = '2026-03-10T02:00:00Z', closed_by = 1"
    " WHERE club_id = 1 AND period = '{month}'"
)


def test_an_old_view_does_not_post_into_a_month_that_was_closed_since(
    seeded_engine: Engine,
) -> None:
    # REPEATABLE READ: the writer's view is from before the closing, in which March is open.
    old = seeded_engine.connect().execution_options(isolation_level="REPEATABLE READ")
    with old, old.begin() as outer:
        old.exec_driver_sql("SELECT count(*) FROM fiscal_period").scalar()
        with transaction(seeded_engine) as connection:
            run(connection, [CLOSE.format(month=month) for month in ("2026-02", "2026-03")])
        with pytest.raises(sa.exc.OperationalError, match="could not serialize"):
            run(old, [*LINES, HEADER])
        outer.rollback()
    seeded_engine.dispose()


def test_an_old_view_does_not_close_a_month_over_an_entry_posted_since(
    seeded_engine: Engine,
) -> None:
    old = seeded_engine.connect().execution_options(isolation_level="REPEATABLE READ")
    with old, old.begin() as outer:
        old.exec_driver_sql("SELECT count(*) FROM journal_entry").scalar()
        with transaction(seeded_engine) as connection:
            club = _first_club(connection)
            request = PostingRequest(_ID, 1, NOW)
            post(connection, club, [money_in(5)], request, today=TODAY)
        with pytest.raises(sa.exc.OperationalError, match="could not serialize"):
            run(old, [CLOSE.format(month="2026-02")])
        outer.rollback()
    seeded_engine.dispose()


def test_a_plain_entry_waits_for_the_one_who_holds_the_club(seeded_engine: Engine) -> None:
    found: list[object] = []

    def plain() -> None:
        try:
            with transaction(seeded_engine) as connection:
                run(connection, [*LINES, HEADER])
        except sa.exc.DBAPIError as error:
            found.append(named(error))

    with transaction(seeded_engine) as connection:
        club = _first_club(connection)
        post(connection, club, [money_in(5)], PostingRequest(_ID, 1, NOW), today=TODAY)
        thread = threading.Thread(target=plain)
        thread.start()
    thread.join()
    assert [str(one) for one in found] == [str(RuleOfTheBooks("entry_is_posted"))]
    seeded_engine.dispose()
