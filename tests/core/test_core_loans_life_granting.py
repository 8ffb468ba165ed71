"""What must hold before a loan is granted, on both sides of each boundary."""

from fractions import Fraction

import pytest

from ledger.core.loans.granting import (
    ApprovedByWhoAppraised,
    BeyondTheFund,
    BorrowerApprovesOwnLoan,
    BorrowerVotesOnOwnLoan,
    LendingLimits,
    LoanAboveLimit,
    LoansRunning,
    QuorumNotReached,
    Vote,
    VoteNotCarried,
    VoterNotPresent,
    check_lending,
    check_officers,
    check_vote,
)

BORROWER = 12


def vote(present: int, in_favour: int, against: int = 0, members: int = 30) -> Vote:
    """Return a vote of members 21, 22 and so on: first those for it, then those against."""
    first = 21
    return Vote(
        members=members,
        present=frozenset(range(first, first + present)),
        in_favour=frozenset(range(first, first + in_favour)),
        against=frozenset(range(first + in_favour, first + in_favour + against)),
    )


@pytest.mark.parametrize(
    ("members", "quorum", "needed"),
    [(30, Fraction(1, 2), 15), (31, Fraction(1, 2), 16), (30, Fraction(2, 3), 20)],
)
def test_a_vote_needs_its_quorum(members: int, quorum: Fraction, needed: int) -> None:
    check_vote(vote(needed, needed, members=members), BORROWER, quorum)
    with pytest.raises(QuorumNotReached) as refused:
        check_vote(vote(needed - 1, needed - 1, members=members), BORROWER, quorum)
    assert (refused.value.present, refused.value.needed) == (needed - 1, needed)


def test_a_vote_is_carried_by_one_vote_more_and_not_by_as_many() -> None:
    check_vote(vote(20, 10, 9), BORROWER)
    with pytest.raises(VoteNotCarried) as refused:
        check_vote(vote(20, 10, 10), BORROWER)
    assert (refused.value.in_favour, refused.value.against) == (10, 10)
    with pytest.raises(VoteNotCarried):
        check_vote(vote(20, 0), BORROWER)
    check_vote(vote(20, 1), BORROWER)


def test_a_borrower_is_present_but_does_not_vote() -> None:
    check_vote(vote(16, 15), 36)
    for voting in (vote(16, 16), vote(17, 15, 1)):
        with pytest.raises(BorrowerVotesOnOwnLoan) as refused:
            check_vote(voting, 36)
        assert refused.value.member_no == 36


def test_only_who_is_present_votes_and_only_once() -> None:
    absent = Vote(30, frozenset(range(1, 21)), frozenset({1, 25}), frozenset())
    twice = Vote(30, frozenset(range(1, 21)), frozenset({1, 2, 3}), frozenset({3}))
    for voting, member_no in ((absent, 25), (twice, 3)):
        with pytest.raises(VoterNotPresent) as refused:
            check_vote(voting, BORROWER)
        assert refused.value.member_no == member_no


def test_a_loan_has_two_other_pairs_of_eyes() -> None:
    check_officers(BORROWER, appraised_by=1, approved_by=2)
    for appraised_by, approved_by in ((BORROWER, 2), (1, BORROWER), (BORROWER, BORROWER)):
        with pytest.raises(BorrowerApprovesOwnLoan):
            check_officers(BORROWER, appraised_by, approved_by)
    with pytest.raises(ApprovedByWhoAppraised) as refused:
        check_officers(BORROWER, appraised_by=1, approved_by=1)
    assert refused.value.member_no == 1


def test_a_loan_is_at_most_the_limit() -> None:
    check_lending(50_000_000, available=60_000_000, running=0)
    with pytest.raises(LoanAboveLimit) as refused:
        check_lending(50_000_001, available=60_000_000, running=0)
    assert refused.value.most == 50_000_000
    check_lending(5_000_000, available=60_000_000, running=0, limits=LendingLimits(5_000_000))


def test_a_member_has_no_more_loans_running_than_the_rules_allow() -> None:
    two = LendingLimits(most_running=2)
    check_lending(1_000_000, available=1_000_000, running=1, limits=two)
    for running, limits in ((1, LendingLimits()), (2, two)):
        with pytest.raises(LoansRunning) as refused:
            check_lending(1_000_000, available=1_000_000, running=running, limits=limits)
        assert refused.value.running == refused.value.most


def test_a_loan_is_at_most_what_the_fund_can_lend() -> None:
    check_lending(7_000_000, available=7_000_000, running=0)
    with pytest.raises(BeyondTheFund) as refused:
        check_lending(7_000_001, available=7_000_000, running=0)
    assert (refused.value.amount, refused.value.available) == (7_000_001, 7_000_000)
