"""Applications are stored with how far each came, and with who voted how."""

import datetime as dt
from dataclasses import replace

import pytest

from ledger.books.applications import (
    UnknownApplication,
    add_votes,
    application_of,
    applications_of,
    keep_progress,
    votes_on,
)
from ledger.books.engine import reading, transaction
from ledger.books.loans import StoredLoan, add_loans
from ledger.books.meetings import hold_meeting, meeting_on
from ledger.books.numbers import Numbered, take_number
from ledger.core.loans.application import (
    Application,
    Appraisal,
    Approval,
    Ballot,
    TurningDown,
    Voted,
)
from ledger.core.loans.making import AgreedPart
from ledger.core.loans.steps import LoanStage
from tests.books.lending_rows import (
    APPLICATION,
    ASKED,
    CONTRACT,
    PRODUCT,
    keep_applications,
    keep_products,
)
from tests.books.postings import add_people
from tests.conftest import NOW, TODAY, Books

DAY = dt.timedelta(days=1)
FULL = replace(
    APPLICATION,
    application_no=2,
    asked=replace(
        ASKED, member_no=2, plan="Bán ở chợ", expected_income=0, co_signer="Bà Hoa",
        in_difficulty=True, parts=(AgreedPart(TODAY + DAY, 5_000_000),),
    ),
    contract=replace(CONTRACT, parts=(AgreedPart(TODAY + DAY, 5_000_000),)),
)  # fmt: skip
LATE = replace(
    APPLICATION,
    application_no=3,
    asked=replace(ASKED, first_due_on=TODAY + 40 * DAY),
    contract=replace(CONTRACT, first_due_on=TODAY + 40 * DAY),
)


@pytest.fixture
def club(shared_books: Books) -> Books:
    """Give a club of three members with a product and three applications."""
    with transaction(shared_books.engine) as connection:
        add_people(connection, shared_books.club.club_id)
    keep_products(shared_books, PRODUCT)
    keep_applications(shared_books, APPLICATION, FULL, LATE)
    return shared_books


def kept(books: Books, application: Application) -> Application:
    """Write how far an application came, and return it as it is read again."""
    club_id = books.club.club_id
    with transaction(books.engine) as connection:
        keep_progress(connection, club_id, application)
        return application_of(connection, club_id, application.application_no)


def test_applications_come_back_as_they_were_stored(club: Books) -> None:
    with reading(club.engine) as connection:
        assert applications_of(connection, club.club.club_id) == [APPLICATION, FULL, LATE]
        assert application_of(connection, club.club.club_id, 2) == FULL


@pytest.mark.parametrize("number", [0, -1, 4, 2**63])
def test_an_application_that_is_not_there_is_not_found(club: Books, number: int) -> None:
    with reading(club.engine) as connection, pytest.raises(UnknownApplication) as refused:
        application_of(connection, club.club.club_id, number)
    assert refused.value.application_no == number


def test_progress_is_written_and_what_was_asked_stays(club: Books) -> None:
    with transaction(club.engine) as connection:
        meeting_no = hold_meeting(connection, club.club.club_id, TODAY)
    way = replace(
        FULL,
        stage=LoanStage.TURNED_DOWN,
        appraisal=Appraisal(TODAY, 1, "Nên cho vay"),
        voted=Voted(TODAY, meeting_no, 3),
        approval=Approval(on=TODAY, by=3, amount=4_000_000),
        turned_down=TurningDown(TODAY + DAY, "Rút đơn"),
    )
    assert kept(club, replace(way, asked=replace(way.asked, amount=1))) == way
    with reading(club.engine) as connection:
        assert application_of(connection, club.club.club_id, 1) == APPLICATION


def test_applications_are_listed_by_stage_member_and_meeting(club: Books) -> None:
    with transaction(club.engine) as connection:
        meeting_no = hold_meeting(connection, club.club.club_id, TODAY)
    voted = kept(club, replace(FULL, stage=LoanStage.VOTED, voted=Voted(TODAY, meeting_no, 3)))
    with reading(club.engine) as connection:
        club_id = club.club.club_id
        stages = (LoanStage.VOTED, LoanStage.APPROVED)
        assert applications_of(connection, club_id, stages=stages) == [voted]
        assert applications_of(connection, club_id, stages=[LoanStage.ASKED]) == [
            APPLICATION, LATE,
        ]  # fmt: skip
        assert applications_of(connection, club_id, stages=()) == []
        assert applications_of(connection, club_id, member_no=2) == [voted]
        assert applications_of(connection, club_id, meeting_no=meeting_no) == [voted]


def test_an_application_knows_its_loan(club: Books) -> None:
    loan = StoredLoan(4, "KV04", 1, TODAY, 5_000_000, 12, 8_000, "bullet", "Đan lát", CONTRACT, 1)
    with transaction(club.engine) as connection:
        add_loans(connection, club.club.club_id, [loan], NOW)
        found = applications_of(connection, club.club.club_id)
    assert [one.loan_no for one in found] == [4, None, None]


def test_votes_are_kept_by_member(club: Books) -> None:
    ballots = {1: Ballot.ABSTAINED, 2: Ballot.AGAINST, 3: Ballot.FOR}
    with transaction(club.engine) as connection:
        add_votes(connection, club.club.club_id, 1, ballots)
        add_votes(connection, club.club.club_id, 3, {3: Ballot.FOR})
        found = votes_on(connection, club.club.club_id, [1, 2, 3])
        assert votes_on(connection, club.club.club_id, []) == {}
    assert found == {1: ballots, 3: {3: Ballot.FOR}}


def test_a_meeting_is_kept_once_a_day(club: Books) -> None:
    club_id = club.club.club_id
    with transaction(club.engine) as connection:
        assert meeting_on(connection, club_id, TODAY) is None
        found = [hold_meeting(connection, club_id, day) for day in (TODAY, TODAY + DAY, TODAY)]
        assert meeting_on(connection, club_id, TODAY + DAY) == 2
    assert found == [1, 2, 1]


def test_each_kind_of_thing_has_its_own_numbers(club: Books) -> None:
    with transaction(club.engine) as connection:
        found = {
            what: [take_number(connection, club.club.club_id, what) for _ in range(2)]
            for what in Numbered
        }
    assert found == {
        Numbered.LOAN: [4, 5], Numbered.PRODUCT: [1, 2], Numbered.APPLICATION: [1, 2],
        Numbered.MEETING: [1, 2], Numbered.MEMBER: [4, 5], Numbered.HOUSEHOLD: [4, 5],
    }  # fmt: skip
