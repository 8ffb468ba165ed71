"""An application comes all the way to a loan that is paid out, each step once and in its order."""

import datetime as dt
from dataclasses import replace

import pytest

from ledger.books.applications import application_of, applications_of, votes_on
from ledger.books.engine import reading, transaction
from ledger.books.entries import entry_of
from ledger.books.lending import open_loans
from ledger.books.loans import StoredLoan, add_loans, loan_file
from ledger.books.refusals import RequestDiffers
from ledger.core.errors import LedgerError
from ledger.core.loans.application import (
    Appraisal,
    Approval,
    Ballot,
    MeetingVote,
    TurningDown,
    Voted,
)
from ledger.core.loans.applying import StepTooEarly, VoteCarried
from ledger.core.loans.choices import PrincipalMethod
from ledger.core.loans.making import AgreedPart, PartsDoNotAddUp
from ledger.core.loans.steps import LAWFUL, LoanStage, Step, StepNotLawful
from ledger.core.statements.entries import EntryLine
from ledger.core.text import WordsMissing
from tests.conftest import NOW, TODAY, Books
from tests.services.lending_club import (
    ACCOUNTANT,
    ANH,
    APPRAISAL,
    APPROVAL,
    ASKED,
    DAT,
    HARVEST,
    HEAD,
    LUA,
    TAKEN_BACK,
    TREASURER,
    VOTE,
    VOTED_DOWN,
    asked,
    granted,
    lending_club,
    paid_out,
    rows,
    step,
)

TABLES = ("loan_application", "loan_vote", "loan", "loan_event", "meeting", "request")

STEPS: dict[Step, Appraisal | MeetingVote | Approval | TurningDown] = {
    Step.APPRAISE: APPRAISAL, Step.VOTE: VOTE, Step.APPROVE: APPROVAL, Step.TURN_DOWN: TAKEN_BACK,
}  # fmt: skip
WAYS: dict[LoanStage, tuple[Appraisal | MeetingVote | Approval | TurningDown, ...]] = {
    LoanStage.ASKED: (),
    LoanStage.APPRAISED: (APPRAISAL,),
    LoanStage.VOTED: (APPRAISAL, VOTE),
    LoanStage.APPROVED: (APPRAISAL, VOTE, APPROVAL),
    LoanStage.TURNED_DOWN: (TAKEN_BACK,),
}
PARTS = (
    AgreedPart(dt.date(2026, 6, 10), 2_000_000), AgreedPart(dt.date(2026, 11, 10), 3_000_000),
)  # fmt: skip
BY_HARVEST = replace(ASKED, product_no=HARVEST, parts=PARTS)


@pytest.fixture
def club(shared_books: Books) -> Books:
    """Give a club that lends."""
    return lending_club(shared_books)


def test_an_application_is_kept_as_it_was_handed_in(club: Books) -> None:
    number = asked(club, replace(ASKED, in_difficulty=True))
    with reading(club.engine) as connection:
        found = application_of(connection, club.club.club_id, number)
    assert (number, found.stage, found.loan_no) == (1, LoanStage.ASKED, None)
    assert found.asked == replace(ASKED, in_difficulty=True)
    assert found.contract.terms.instalments == ASKED.instalments


def test_the_whole_way_ends_with_money_paid_out(club: Books) -> None:
    receipt = granted(club)
    assert (receipt.stage, receipt.loan_no, receipt.paper_code) == (
        LoanStage.APPROVED, 1, "KV0001",
    )  # fmt: skip
    paid = paid_out(club)
    with reading(club.engine) as connection:
        found = application_of(connection, club.club.club_id, 1)
        loan = loan_file(connection, club.club.club_id, 1)
        entry = entry_of(connection, club.club.club_id, paid.events[0].entry_no or 0)
        votes = votes_on(connection, club.club.club_id, [1])
    assert found.appraisal == APPRAISAL
    assert found.voted == Voted(TODAY, 1, 6)
    assert found.approval == replace(APPROVAL, amount=5_000_000)
    assert votes == {
        1: {HEAD: Ballot.FOR, TREASURER: Ballot.FOR, ACCOUNTANT: Ballot.ABSTAINED,
            LUA: Ballot.ABSTAINED},
    }  # fmt: skip
    assert (loan.loan.principal, loan.loan.member_no, loan.loan.agreed_on) == (
        5_000_000, LUA, TODAY,
    )  # fmt: skip
    assert (loan.loan.term_months, loan.loan.monthly_rate_ppm) == (10, 8_000)
    assert loan.loan.principal_method == PrincipalMethod.BULLET
    assert loan.contract == found.contract
    assert loan.records[0].meeting_no == 1
    assert (entry.occurred_on, entry.voucher) == (TODAY, "PC 1")
    assert _plain(entry.lines) == {
        ("1321", 5_000_000, 0, LUA, 1), ("111", 0, 5_000_000, None, None),
    }  # fmt: skip


def _plain(lines: tuple[EntryLine, ...]) -> set[tuple[str, int, int, int | None, int | None]]:
    return {(one.account, one.debit, one.credit, one.member_no, one.loan_no) for one in lines}


def test_what_is_not_paid_out_on_the_day_of_the_vote_names_no_meeting(club: Books) -> None:
    granted(club)
    paid_out(club, on=TODAY + dt.timedelta(days=1))
    with reading(club.engine) as connection:
        assert loan_file(connection, club.club.club_id, 1).records[0].meeting_no is None


def test_two_applications_of_a_meeting_share_it(club: Books) -> None:
    for one in (ASKED, replace(ASKED, member_no=DAT)):
        number = asked(club, one)
        step(club, APPRAISAL, number)
        step(club, VOTE if one is ASKED else replace(VOTE, present=VOTE.present | {DAT}), number)
    with reading(club.engine) as connection:
        found = applications_of(connection, club.club.club_id, meeting_no=1)
    assert [one.application_no for one in found] == [1, 2]
    assert rows(club, "meeting") == {"meeting": 1}


# --- less than was asked for ---------------------------------------------------------


def test_less_can_be_approved_than_was_asked_for(club: Books) -> None:
    granted(club, approval=replace(APPROVAL, amount=4_000_000))
    paid_out(club)
    with reading(club.engine) as connection:
        found = application_of(connection, club.club.club_id, 1)
        loan = loan_file(connection, club.club.club_id, 1)
    assert (found.asked.amount, found.approved_amount) == (5_000_000, 4_000_000)
    assert (loan.loan.principal, len(loan.events)) == (4_000_000, 1)


def test_a_harvest_loan_keeps_the_dates_and_sums_that_were_agreed(club: Books) -> None:
    granted(club, BY_HARVEST)
    paid_out(club)
    with reading(club.engine) as connection:
        assert application_of(connection, club.club.club_id, 1).asked.parts == PARTS
        assert loan_file(connection, club.club.club_id, 1).contract.parts == PARTS


def test_a_smaller_harvest_loan_needs_its_own_sums(club: Books) -> None:
    less = replace(APPROVAL, amount=4_000_000)
    with pytest.raises(PartsDoNotAddUp):
        granted(club, BY_HARVEST, less)
    parts = (PARTS[0], replace(PARTS[1], principal=2_000_000))
    step(club, replace(less, parts=parts))
    with reading(club.engine) as connection:
        assert loan_file(connection, club.club.club_id, 1).contract.parts == parts
        assert application_of(connection, club.club.club_id, 1).asked.parts == PARTS


def test_another_first_due_date_can_be_agreed_at_approval(club: Books) -> None:
    first = dt.date(2026, 5, 10)
    granted(club, approval=replace(APPROVAL, first_due_on=first))
    with reading(club.engine) as connection:
        assert loan_file(connection, club.club.club_id, 1).contract.first_due_on == first


# --- in order, and once --------------------------------------------------------------


@pytest.mark.parametrize("stage", WAYS)
def test_a_step_is_taken_at_its_stage_only(club: Books, stage: LoanStage) -> None:
    asked(club)
    for taken in WAYS[stage]:
        step(club, taken)
    before = rows(club, *TABLES)
    for which, taken in STEPS.items():
        if which in LAWFUL[stage]:
            continue
        with pytest.raises(StepNotLawful) as refused:
            step(club, taken)
        assert (refused.value.stage, refused.value.step) == (stage, which)
    if stage is not LoanStage.APPROVED:
        with pytest.raises(StepNotLawful) as refused:
            paid_out(club)
        assert (refused.value.stage, refused.value.step) == (stage, Step.DISBURSE)
    assert rows(club, *TABLES) == before


@pytest.mark.parametrize(
    "stage", [LoanStage.ASKED, LoanStage.APPRAISED, LoanStage.VOTED, LoanStage.APPROVED]
)
def test_a_member_takes_an_application_back_at_any_stage(club: Books, stage: LoanStage) -> None:
    asked(club)
    for taken in WAYS[stage]:
        step(club, taken)
    assert step(club, TAKEN_BACK).stage is LoanStage.TURNED_DOWN


def test_each_step_is_taken_once_per_request(club: Books) -> None:
    request = club.request()
    assert [asked(club, request=request) for _ in range(2)] == [1, 1]
    for taken in (APPRAISAL, VOTE, APPROVAL, TAKEN_BACK):
        request = club.request()
        first = step(club, taken, request=request)
        before = rows(club, *TABLES)
        assert step(club, taken, request=request) == replace(first, again=True)
        assert rows(club, *TABLES) == before


def test_a_loan_is_paid_out_once_per_request(club: Books) -> None:
    granted(club)
    request = club.request()
    first, second = (paid_out(club, request=request) for _ in range(2))
    assert second == replace(first, again=True)
    assert rows(club, "loan_event", "journal_entry") == {"loan_event": 1, "journal_entry": 2}


def test_a_request_is_not_used_for_another_step(club: Books) -> None:
    request = club.request()
    asked(club, request=request)
    with pytest.raises(RequestDiffers):
        step(club, APPRAISAL, request=request)
    with pytest.raises(RequestDiffers):
        asked(club, replace(ASKED, amount=4_000_000), request)


# --- turned down ---------------------------------------------------------------------


def test_a_meeting_s_vote_against_a_loan_is_kept(club: Books) -> None:
    asked(club)
    step(club, APPRAISAL)
    turning = TurningDown(TODAY, "Họp không tán thành", VOTED_DOWN)
    assert step(club, turning).stage is LoanStage.TURNED_DOWN
    with reading(club.engine) as connection:
        found = application_of(connection, club.club.club_id, 1)
        votes = votes_on(connection, club.club.club_id, [1])[1]
    assert found.turned_down == replace(turning, vote=None)
    assert found.voted == Voted(TODAY, 1, 6)
    assert (votes[HEAD], votes[TREASURER], votes[LUA]) == (
        Ballot.FOR, Ballot.AGAINST, Ballot.ABSTAINED,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("turning", "refusal"),
    [
        (TurningDown(TODAY, "Thôi", VOTE), VoteCarried),
        (TurningDown(TODAY - dt.timedelta(days=1), "Thôi", VOTED_DOWN), StepTooEarly),
        (TurningDown(TODAY, " ", VOTED_DOWN), WordsMissing),
    ],
    ids=["carried", "after it", "without a reason"],
)
def test_what_does_not_fit_the_vote_turns_nothing_down(
    club: Books, turning: TurningDown, refusal: type[LedgerError]
) -> None:
    asked(club)
    step(club, APPRAISAL)
    before = rows(club, *TABLES)
    with pytest.raises(refusal):
        step(club, turning)
    assert rows(club, *TABLES) == before


def test_what_was_turned_down_after_its_approval_is_neither_paid_out_nor_in_the_way(
    club: Books,
) -> None:
    granted(club)
    step(club, TAKEN_BACK)
    with pytest.raises(StepNotLawful) as refused:
        paid_out(club)
    assert refused.value.stage is LoanStage.TURNED_DOWN
    with reading(club.engine) as connection:
        assert open_loans(connection, club.club.club_id) == []
    assert granted(club).paper_code == "KV0002"


def test_what_was_paid_out_is_not_turned_down(club: Books) -> None:
    granted(club)
    paid_out(club)
    with pytest.raises(StepNotLawful) as refused:
        step(club, TAKEN_BACK)
    assert refused.value.stage is LoanStage.ACTIVE


def test_a_code_on_paper_that_is_taken_is_passed_over(club: Books) -> None:
    with transaction(club.engine) as connection:
        old = StoredLoan(900, "KV0001", ANH, TODAY, 1_000, 1, 0, "bullet", None)
        add_loans(connection, club.club.club_id, [old], NOW)
    receipt = granted(club)
    assert (receipt.loan_no, receipt.paper_code) == (1, "KV0002")
