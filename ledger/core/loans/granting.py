"""What must hold before a loan is granted: the vote, the second pair of eyes, the club's limits."""

from dataclasses import dataclass
from fractions import Fraction

from ledger.core.errors import Forbidden, RuleBroken


@dataclass(eq=False)
class BorrowerApprovesOwnLoan(Forbidden):
    """Nobody approves or appraises the own loan."""

    member_no: int


@dataclass(eq=False)
class BorrowerVotesOnOwnLoan(Forbidden):
    """A borrower does not vote on the own loan."""

    member_no: int


@dataclass(eq=False)
class ApprovedByWhoAppraised(Forbidden):
    """Who appraised a loan does not approve it: there are two pairs of eyes."""

    member_no: int


@dataclass(eq=False)
class QuorumNotReached(RuleBroken):
    """Too few members were at the meeting for its vote to count."""

    present: int
    needed: int


@dataclass(eq=False)
class VoterNotPresent(RuleBroken):
    """Somebody's vote was counted who was not at the meeting, or counted twice."""

    member_no: int


@dataclass(eq=False)
class VoteNotCarried(RuleBroken):
    """A loan needs more votes for it than against it."""

    in_favour: int
    against: int


@dataclass(eq=False)
class LoanAboveLimit(RuleBroken):
    """A loan is above the most that the club's rules allow."""

    amount: int
    most: int


@dataclass(eq=False)
class LoansRunning(RuleBroken):
    """A member has as many loans running as the club's rules allow."""

    running: int
    most: int


@dataclass(eq=False)
class BeyondTheFund(RuleBroken):
    """A loan is more than the fund can lend."""

    amount: int
    available: int


@dataclass(frozen=True, slots=True)
class LendingLimits:
    """What a club lends at most: to one loan in đồng, and how many loans to a member at once."""

    most: int = 50_000_000
    most_running: int = 1


CLUBS_LIMITS = LendingLimits()


@dataclass(frozen=True, slots=True)
class Vote:
    """A meeting's vote, by members' numbers; `members` are all that the club has."""

    members: int
    present: frozenset[int]
    in_favour: frozenset[int]
    against: frozenset[int]


def check_vote(vote: Vote, borrower_no: int, quorum: Fraction = Fraction(1, 2)) -> None:
    """Refuse a vote that does not carry a loan.

    Raises `QuorumNotReached`, `BorrowerVotesOnOwnLoan`, `VoterNotPresent` or `VoteNotCarried`. The
    quorum is a share of the members; whoever abstains is neither for nor against.
    """
    exact = vote.members * quorum
    needed = -(-exact.numerator // exact.denominator)
    if len(vote.present) < needed:
        raise QuorumNotReached(present=len(vote.present), needed=needed)
    voters = vote.in_favour | vote.against
    if borrower_no in voters:
        raise BorrowerVotesOnOwnLoan(member_no=borrower_no)
    strange = (voters - vote.present) | (vote.in_favour & vote.against)
    if strange:
        raise VoterNotPresent(member_no=min(strange))
    if len(vote.in_favour) <= len(vote.against):
        raise VoteNotCarried(in_favour=len(vote.in_favour), against=len(vote.against))


def check_officers(borrower_no: int, appraised_by: int, approved_by: int) -> None:
    """Refuse an approval without two others' eyes on the loan.

    Raises `BorrowerApprovesOwnLoan` or `ApprovedByWhoAppraised`.
    """
    if borrower_no in {appraised_by, approved_by}:
        raise BorrowerApprovesOwnLoan(member_no=borrower_no)
    if appraised_by == approved_by:
        raise ApprovedByWhoAppraised(member_no=approved_by)


def check_lending(
    amount: int, *, available: int, running: int, limits: LendingLimits = CLUBS_LIMITS
) -> None:
    """Refuse a loan above the club's limits or beyond what the fund can lend, in minor units.

    Raises `LoanAboveLimit`, `LoansRunning` or `BeyondTheFund`.
    """
    if amount > limits.most:
        raise LoanAboveLimit(amount=amount, most=limits.most)
    if running >= limits.most_running:
        raise LoansRunning(running=running, most=limits.most_running)
    if amount > available:
        raise BeyondTheFund(amount=amount, available=available)
