"""What is refused on the way to a loan: named, with its facts, and nothing written."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import partial

import pytest

from ledger.books.applications import UnknownApplication
from ledger.books.engine import reading, transaction
from ledger.books.products import UnknownProduct, product_in_force
from ledger.core.errors import LedgerError
from ledger.core.loans.application import (
    Appraisal,
    Approval,
    Asked,
    ExpectedIncomeOutOfRange,
    MeetingVote,
)
from ledger.core.loans.applying import ApprovedAboveAsked, NotAMember, NotAnOfficer, StepTooEarly
from ledger.core.loans.calendar import DatesOutOfOrder
from ledger.core.loans.granting import (
    ApprovedByWhoAppraised,
    BeyondTheFund,
    BorrowerApprovesOwnLoan,
    BorrowerVotesOnOwnLoan,
    LoanAboveLimit,
    LoansRunning,
    QuorumNotReached,
    VoteNotCarried,
    VoterNotPresent,
)
from ledger.core.loans.lending_rules import LendingRules
from ledger.core.loans.making import AgreedPart, PartsNotAgreed, PrincipalNotAboveZero
from ledger.core.loans.product import AgreedDatesDoNotFit, ProductNotOffered
from ledger.core.loans.refusals import DisbursedTwice
from ledger.core.loans.terms import TermOutOfRange
from ledger.core.money import LARGEST_MINOR
from ledger.core.periods import DateAfterTomorrow, PeriodNotOpen
from ledger.core.text import ControlCharacter, TextTooLong, WordsMissing
from ledger.services.journal import DateTooEarly, close
from ledger.services.loan_products import adopt
from tests.books.postings import money_in, posted
from tests.conftest import NOW, TODAY, Books
from tests.services.lending_club import (
    ACCOUNTANT,
    ANH,
    APPLIED_ON,
    APPRAISAL,
    APPRAISED_ON,
    APPROVAL,
    ASKED,
    BEGUN_ON,
    CAPITAL,
    DAT,
    HARVEST,
    HEAD,
    LUA,
    TREASURER,
    VOTE,
    asked,
    granted,
    left_the_club,
    lending,
    lending_club,
    paid_out,
    rows,
    step,
)

TABLES = (
    "loan_application", "loan_vote", "loan", "loan_event", "loan_standing", "meeting", "request",
    "journal_entry",
)  # fmt: skip
DAY = dt.timedelta(days=1)
NOBODY = 99


@pytest.fixture
def club(shared_books: Books) -> Books:
    """Give a club that lends."""
    return lending_club(shared_books)


def refuses(error: type[LedgerError], books: Books, act: Callable[[], object]) -> dict[str, object]:
    """Return the facts of a refusal by which nothing was written."""
    before = rows(books, *TABLES)
    with pytest.raises(error) as refused:
        act()
    assert rows(books, *TABLES) == before
    return refused.value.facts()


# --- handing in ----------------------------------------------------------------------

PART = AgreedPart(dt.date(2026, 9, 10), 5_000_000)
WRONG_APPLICATIONS: tuple[tuple[Asked, type[LedgerError], dict[str, object]], ...] = (
    (replace(ASKED, amount=0), PrincipalNotAboveZero, {"principal": 0}),
    (replace(ASKED, amount=-1), PrincipalNotAboveZero, {"principal": -1}),
    (replace(ASKED, amount=50_000_001), LoanAboveLimit, {"amount": 50_000_001, "most": 50_000_000}),
    (replace(ASKED, amount=LARGEST_MINOR + 1), LoanAboveLimit,
     {"amount": LARGEST_MINOR + 1, "most": 50_000_000}),
    (replace(ASKED, instalments=0), TermOutOfRange, {"instalments": 0, "longest": 24}),
    (replace(ASKED, instalments=600), TermOutOfRange, {"instalments": 600, "longest": 24}),
    (replace(ASKED, member_no=NOBODY), NotAMember, {"member_no": NOBODY, "day": APPLIED_ON}),
    (replace(ASKED, product_no=6), UnknownProduct, {"product_no": 6}),
    (replace(ASKED, product_no=0), UnknownProduct, {"product_no": 0}),
    (replace(ASKED, applied_on=BEGUN_ON - DAY), ProductNotOffered, {"day": BEGUN_ON - DAY}),
    (replace(ASKED, applied_on=TODAY + 2 * DAY), DateAfterTomorrow,
     {"occurred_on": TODAY + 2 * DAY, "today": TODAY}),
    (replace(ASKED, applied_on=dt.date(1989, 12, 31)), DateTooEarly,
     {"occurred_on": dt.date(1989, 12, 31), "first_year": 1990}),
    (replace(ASKED, purpose=" "), WordsMissing, {"what": "purpose"}),
    (replace(ASKED, plan="Nuôi\x00gà"), ControlCharacter, {"position": 5, "code": "U+0000"}),
    (replace(ASKED, co_signer="A" * 501), TextTooLong, {"length": 501, "longest": 500}),
    (replace(ASKED, parts=(PART,)), AgreedDatesDoNotFit, {}),
    (replace(ASKED, product_no=HARVEST), PartsNotAgreed, {}),
    (replace(ASKED, product_no=HARVEST, parts=(replace(PART, due_on=APPLIED_ON),)),
     DatesOutOfOrder, {"due_on": APPLIED_ON, "earlier": APPLIED_ON}),
    (replace(ASKED, first_due_on=APPLIED_ON), DatesOutOfOrder,
     {"due_on": APPLIED_ON, "earlier": APPLIED_ON}),
)  # fmt: skip


def test_a_wrong_application_is_refused_by_name(club: Books) -> None:
    for wrong, error, facts in WRONG_APPLICATIONS:
        assert refuses(error, club, partial(asked, club, wrong)) == facts


@pytest.mark.parametrize("income", [-1, LARGEST_MINOR + 1])
def test_an_income_that_cannot_be_is_refused(income: int) -> None:
    with pytest.raises(ExpectedIncomeOutOfRange):
        replace(ASKED, expected_income=income)


def test_the_largest_application_is_within_the_limits(club: Books) -> None:
    assert asked(club, replace(ASKED, amount=50_000_000, instalments=24, expected_income=0)) == 1


def test_who_left_cannot_apply_from_that_day_on(club: Books) -> None:
    left_the_club(club, LUA, APPLIED_ON)
    refuses(NotAMember, club, lambda: asked(club))
    assert asked(club, replace(ASKED, applied_on=APPLIED_ON - DAY)) == 1


def test_a_product_that_was_ended_is_not_offered(club: Books) -> None:
    with reading(club.engine) as connection:
        product = product_in_force(connection, club.club.club_id, 1, TODAY)
    ended = replace(product, valid_from=APPLIED_ON, is_offered=False)
    with transaction(club.engine) as connection:
        adopt(connection, club.club, [ended], club.request())
    assert refuses(ProductNotOffered, club, lambda: asked(club)) == {"day": APPLIED_ON}


def test_the_club_s_own_ceiling_holds_from_its_day(club: Books) -> None:
    lending(club, LendingRules(ceiling=4_999_999), APPLIED_ON)
    facts = {"amount": 5_000_000, "most": 4_999_999}
    assert refuses(LoanAboveLimit, club, lambda: asked(club)) == facts
    assert asked(club, replace(ASKED, applied_on=APPLIED_ON - DAY)) == 1


# --- appraisal -----------------------------------------------------------------------


def test_only_another_officer_appraises(club: Books) -> None:
    number = asked(club, replace(ASKED, member_no=HEAD))
    wrong: tuple[tuple[Appraisal, type[LedgerError]], ...] = (
        (APPRAISAL, BorrowerApprovesOwnLoan),
        (replace(APPRAISAL, by=DAT), NotAnOfficer),
        (replace(APPRAISAL, by=NOBODY), NotAMember),
        (replace(APPRAISAL, by=TREASURER, on=APPLIED_ON - DAY), StepTooEarly),
        (replace(APPRAISAL, by=TREASURER, opinion=""), WordsMissing),
        (replace(APPRAISAL, by=TREASURER, on=TODAY + 2 * DAY), DateAfterTomorrow),
    )
    for appraisal, error in wrong:
        with pytest.raises(error):
            step(club, appraisal, number)
    assert rows(club, "request") == {"request": 3}  # the products, the money, the application
    step(club, replace(APPRAISAL, by=TREASURER, on=APPLIED_ON), number)


@pytest.mark.parametrize("number", [0, -1, 2, 2**63])
def test_an_application_that_is_not_there_is_not_found(club: Books, number: int) -> None:
    asked(club)
    for taken in (APPRAISAL, VOTE, APPROVAL):
        facts = refuses(UnknownApplication, club, partial(step, club, taken, number))
        assert facts == {"application_no": number}
    refuses(UnknownApplication, club, lambda: paid_out(club, number))


# --- the vote ------------------------------------------------------------------------

VOTERS = VOTE.present
WRONG_VOTES: tuple[tuple[MeetingVote, type[LedgerError], dict[str, object]], ...] = (
    (replace(VOTE, in_favour=frozenset({HEAD, ANH})), VoterNotPresent, {"member_no": ANH}),
    (replace(VOTE, against=frozenset({HEAD})), VoterNotPresent, {"member_no": HEAD}),
    (replace(VOTE, in_favour=frozenset({HEAD, LUA})), BorrowerVotesOnOwnLoan, {"member_no": LUA}),
    (replace(VOTE, present=frozenset({HEAD, TREASURER})), QuorumNotReached,
     {"present": 2, "needed": 3}),
    (replace(VOTE, against=frozenset({ACCOUNTANT}), in_favour=frozenset({HEAD})), VoteNotCarried,
     {"in_favour": 1, "against": 1}),
    (replace(VOTE, present=VOTERS | {NOBODY}), NotAMember, {"member_no": NOBODY, "day": TODAY}),
    (replace(VOTE, held_on=APPRAISED_ON - DAY), StepTooEarly,
     {"day": APPRAISED_ON - DAY, "earlier": APPRAISED_ON}),
)  # fmt: skip


def test_a_wrong_vote_is_refused_by_name(club: Books) -> None:
    asked(club)
    step(club, APPRAISAL)
    for wrong, error, facts in WRONG_VOTES:
        assert refuses(error, club, partial(step, club, wrong)) == facts


def test_the_quorum_is_the_club_s_own_and_counts_the_members_of_the_day(club: Books) -> None:
    lending(club, LendingRules(quorum=Fraction(4, 5)))
    asked(club)
    step(club, APPRAISAL)
    facts = refuses(QuorumNotReached, club, lambda: step(club, VOTE))
    assert facts == {"present": 4, "needed": 5}
    left_the_club(club, ANH, TODAY)
    step(club, VOTE)


# --- approval ------------------------------------------------------------------------


def test_only_a_third_pair_of_eyes_approves(club: Books) -> None:
    number = asked(club, replace(ASKED, member_no=ACCOUNTANT))
    step(club, APPRAISAL, number)
    step(club, VOTE, number)
    wrong: tuple[tuple[Approval, type[LedgerError]], ...] = (
        (replace(APPROVAL, by=ACCOUNTANT), BorrowerApprovesOwnLoan),
        (replace(APPROVAL, by=HEAD), ApprovedByWhoAppraised),
        (replace(APPROVAL, by=DAT), NotAnOfficer),
        (replace(APPROVAL, by=NOBODY), NotAMember),
        (replace(APPROVAL, amount=5_000_001), ApprovedAboveAsked),
        (replace(APPROVAL, amount=0), PrincipalNotAboveZero),
        (replace(APPROVAL, on=TODAY - DAY), StepTooEarly),
        (replace(APPROVAL, first_due_on=TODAY), DatesOutOfOrder),
    )
    for approval, error in wrong:
        refuses(error, club, partial(step, club, approval, number))
    step(club, APPROVAL, number)


def test_a_borrower_who_left_is_not_granted_a_loan(club: Books) -> None:
    left_the_club(club, LUA, TODAY)
    facts = refuses_at_approval(club, NotAMember)
    assert facts == {"member_no": LUA, "day": TODAY}


def refuses_at_approval(books: Books, error: type[LedgerError]) -> dict[str, object]:
    """Return the facts by which an application is refused at its approval only."""
    number = asked(books)
    step(books, APPRAISAL, number)
    present = frozenset({HEAD, TREASURER, ACCOUNTANT})
    step(books, replace(VOTE, present=present), number)
    return refuses(error, books, lambda: step(books, APPROVAL, number))


def test_a_ceiling_that_was_lowered_since_holds(club: Books) -> None:
    lending(club, LendingRules(ceiling=4_000_000), TODAY)
    facts = refuses_at_approval(club, LoanAboveLimit)
    assert facts == {"amount": 5_000_000, "most": 4_000_000}
    step(club, replace(APPROVAL, amount=4_000_000))


def test_a_second_loan_is_not_granted_while_one_runs_or_is_promised(club: Books) -> None:
    granted(club)
    assert refuses_at_approval(club, LoansRunning) == {"running": 1, "most": 1}
    paid_out(club)
    assert refuses_at_approval(club, LoansRunning) == {"running": 1, "most": 1}


def test_a_household_counts_as_one_borrower_unless_the_rules_say_otherwise(club: Books) -> None:
    granted(club, replace(ASKED, member_no=DAT))
    with pytest.raises(LoansRunning):
        granted(club, replace(ASKED, member_no=ANH))
    lending(club, LendingRules(by_household=False), BEGUN_ON)
    step(club, APPROVAL, 2)
    assert rows(club, "loan") == {"loan": 2}


def test_rules_may_allow_a_second_loan(club: Books) -> None:
    lending(club, LendingRules(most_running=2), BEGUN_ON)
    assert [granted(club).loan_no for _ in range(2)] == [1, 2]


# --- paying out ----------------------------------------------------------------------


def test_no_more_is_paid_out_than_the_fund_has(club: Books) -> None:
    granted(club, replace(ASKED, amount=CAPITAL + 1))
    facts = refuses(BeyondTheFund, club, lambda: paid_out(club))
    assert facts == {"amount": CAPITAL + 1, "available": CAPITAL}


def test_the_reserve_is_never_lent(club: Books) -> None:
    lending(club, LendingRules(reserve=1_000_001))
    granted(club, replace(ASKED, amount=CAPITAL - 1_000_000))
    facts = refuses(BeyondTheFund, club, lambda: paid_out(club))
    assert facts == {"amount": CAPITAL - 1_000_000, "available": CAPITAL - 1_000_001}


def test_a_loan_is_not_paid_out_before_its_approval_nor_twice(club: Books) -> None:
    granted(club)
    refuses(StepTooEarly, club, lambda: paid_out(club, on=TODAY - DAY))
    paid_out(club)
    assert refuses(DisbursedTwice, club, lambda: paid_out(club)) == {"first_on": TODAY}


def test_a_loan_is_not_paid_out_in_a_closed_month(club: Books) -> None:
    granted(club)
    months = ("2026-01", "2026-02", "2026-03")
    posted(club, *(money_in(1, dt.date.fromisoformat(f"{month}-10")) for month in months[1:]))
    with transaction(club.engine) as connection:
        for month in months:
            close(connection, club.club, month, closed_at=NOW, closed_by=1)
    assert refuses(PeriodNotOpen, club, lambda: paid_out(club)) == {"period": "2026-03"}
