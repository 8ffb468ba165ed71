"""A loan with all that its page shows, in few queries whatever happened to it."""

import datetime as dt
import uuid
from collections.abc import Iterator

import pytest
from sqlalchemy.engine import Engine

from ledger.books.clubs import StoredClub
from ledger.books.engine import open_engine, reading, transaction
from ledger.books.refusals import UnknownLoan
from ledger.core.journal import PostingRequest
from ledger.core.loans.events import Repayment
from ledger.core.loans.steps import LoanStage
from ledger.services.loan_page import loan_page, loan_to_pay, member_loans
from ledger.services.loan_work import Told
from ledger.services.loans import record
from ledger.services.members import listed_loans
from tests.books.counted import Counted
from tests.conftest import Database
from tests.web.club import NOW, TODAY
from tests.web.lending_club import (
    BULLET,
    CLOSED,
    CORRECTED,
    EXTENDED,
    INHERITED,
    LATE,
    ON_TIME,
    PLANNED,
    WRITTEN_OFF,
    lending_club,
)

MOST_QUERIES = 5


@pytest.fixture(scope="module")
def shelf(shared_database: Database) -> Iterator[tuple[Engine, StoredClub]]:
    """Give a database with a club that lends."""
    engine = open_engine(shared_database.url)
    yield engine, lending_club(engine)
    engine.dispose()


@pytest.mark.parametrize("number", range(1, 12))
def test_a_loan_s_page_takes_five_queries_at_most(
    shelf: tuple[Engine, StoredClub], number: int
) -> None:
    engine, club = shelf
    with Counted(engine) as counted, reading(engine) as connection:
        page = loan_page(connection, club, number, TODAY)
    assert 1 <= len(counted.statements) <= MOST_QUERIES, "\n".join(counted.statements)
    assert len(page.history) == len(page.file.events)


def test_the_number_of_queries_does_not_grow_with_the_history(
    shelf: tuple[Engine, StoredClub],
) -> None:
    engine, club = shelf
    counts = []
    for _ in range(2):
        with transaction(engine) as connection:
            for _ in range(5):
                event = Repayment(number=0, occurred_on=TODAY, amount=1_000)
                request = PostingRequest(uuid.uuid4(), 1, NOW)
                told = [Told(loan_no=BULLET, event=event)]
                record(connection, club, told, request, today=TODAY)
        with Counted(engine) as counted, reading(engine) as connection:
            loan_page(connection, club, BULLET, TODAY)
        counts.append(len(counted.statements))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("number", "stage", "late", "as_agreed"),
    [
        (ON_TIME, LoanStage.ACTIVE, 0, 0), (LATE, LoanStage.ACTIVE, 90, 90),
        (EXTENDED, LoanStage.ACTIVE, 59, 59), (WRITTEN_OFF, LoanStage.WRITTEN_OFF, 0, 0),
        (PLANNED, LoanStage.APPROVED, 0, 0), (CLOSED, LoanStage.CLOSED, 0, 0),
    ],
)  # fmt: skip
def test_a_page_says_how_late_a_loan_is_by_both_schedules(
    shelf: tuple[Engine, StoredClub], number: int, stage: LoanStage, late: int, as_agreed: int
) -> None:
    engine, club = shelf
    with reading(engine) as connection:
        page = loan_page(connection, club, number, TODAY)
    assert (page.state.stage, page.days_late, page.days_late_as_agreed) == (stage, late, as_agreed)


@pytest.mark.parametrize("day", [dt.date(2025, 9, 1), dt.date(2025, 12, 31), TODAY])
def test_the_list_and_the_page_of_a_day_agree(
    shelf: tuple[Engine, StoredClub], day: dt.date
) -> None:
    engine, club = shelf
    with reading(engine) as connection:
        for one in listed_loans(connection, club, day):
            page = loan_page(connection, club, one.loan_no, day)
            assert (one.stage, one.days_late) == (page.state.stage, page.days_late), one
            assert one.outstanding == page.state.in_books


def test_an_entry_behind_each_event_has_its_voucher(shelf: tuple[Engine, StoredClub]) -> None:
    engine, club = shelf
    with reading(engine) as connection:
        page = loan_page(connection, club, CORRECTED, TODAY)
    numbers = {one.entry_no for one in page.records.values()}
    corrections = {one.correction_no for one in page.records.values()} - {None}
    assert corrections
    assert numbers | corrections == set(page.vouchers)


def test_an_heir_is_named_beside_the_borrower(shelf: tuple[Engine, StoredClub]) -> None:
    engine, club = shelf
    with reading(engine) as connection:
        page = loan_page(connection, club, INHERITED, TODAY)
        before = loan_page(connection, club, INHERITED, dt.date(2025, 12, 9))
    assert (page.borrower, page.heir) == ("Lò Thị Ngần", "Bùi Thị Lụa")
    assert before.heir is None


def test_a_loan_that_is_not_the_club_s_is_refused(shelf: tuple[Engine, StoredClub]) -> None:
    engine, club = shelf
    for number in (0, 99, 10**30):
        with pytest.raises(UnknownLoan), reading(engine) as connection:
            loan_page(connection, club, number, TODAY)
        with pytest.raises(UnknownLoan), reading(engine) as connection:
            loan_to_pay(connection, club, number, TODAY)


def test_a_member_s_loans_in_short_take_two_queries(shelf: tuple[Engine, StoredClub]) -> None:
    engine, club = shelf
    with Counted(engine) as counted, reading(engine) as connection:
        found = member_loans(connection, club, [ON_TIME, INHERITED], TODAY)
        assert member_loans(connection, club, [], TODAY) == {}
    assert len(counted.statements) == 2
    coming = found[ON_TIME].statement.next
    assert coming is not None
    assert (coming.due_on, coming.parts.total) == (dt.date(2026, 4, 10), 535_000)
    assert found[INHERITED].days_late == 120
