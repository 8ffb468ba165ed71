"""How an application becomes an approved loan: each step with what it asks of those who take it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ledger.core.errors import Forbidden, RuleBroken
from ledger.core.loans.application import (
    Application,
    Appraisal,
    Approval,
    Asked,
    Ballot,
    ClubMember,
    MeetingVote,
    TurningDown,
    Voted,
)
from ledger.core.loans.beginning import begin
from ledger.core.loans.calendar import check_order
from ledger.core.loans.contract import Contract
from ledger.core.loans.granting import (
    BorrowerApprovesOwnLoan,
    LoanAboveLimit,
    Vote,
    VoteNotCarried,
    check_officers,
    check_vote,
)
from ledger.core.loans.lending_rules import LendingRules
from ledger.core.loans.making import AgreedPart
from ledger.core.loans.product import LoanProduct, contract_for
from ledger.core.loans.steps import LoanStage, Step, check_step, stage_after
from ledger.core.loans.tranches import Tranche


@dataclass(eq=False)
class NotAMember(RuleBroken):
    """Somebody does not belong to the club on a day."""

    member_no: int
    day: dt.date


@dataclass(eq=False)
class NotAnOfficer(Forbidden):
    """Somebody without an office in the club would appraise or approve a loan."""

    member_no: int


@dataclass(eq=False)
class StepTooEarly(RuleBroken):
    """A step lies before the one that it follows."""

    day: dt.date
    earlier: dt.date


@dataclass(eq=False)
class ApprovedAboveAsked(RuleBroken):
    """More would be approved than was asked for, in đồng."""

    amount: int
    asked: int


@dataclass(eq=False)
class VoteCarried(RuleBroken):
    """An application would be turned down by a vote that was for it."""

    in_favour: int
    against: int


def handed_in(
    asked: Asked, product: LoanProduct, rules: LendingRules, members: Mapping[int, ClubMember]
) -> Application:
    """Return an application as it is handed in, without a number yet (0).

    `product` is in force on the day, `rules` and `members` are those of the day. Raises
    `NotAMember`, `LoanAboveLimit`, and what `contract_for` or the schedule is refused for.
    """
    member_on(members, asked.member_no, asked.applied_on)
    if asked.amount > rules.ceiling:
        raise LoanAboveLimit(amount=asked.amount, most=rules.ceiling)
    _check_dates(asked.applied_on, asked.parts, asked.first_due_on)
    contract = contract_for(
        product, asked.amount, asked.instalments,
        parts=asked.parts, first_due_on=asked.first_due_on, cap=rules.cap,
    )  # fmt: skip
    begin(contract, Tranche(asked.applied_on, asked.amount))
    return Application(
        application_no=0, asked=asked, product_from=product.valid_from, contract=contract
    )


def member_on(members: Mapping[int, ClubMember], member_no: int, day: dt.date) -> ClubMember:
    """Return one of those who belong to the club on a day (`NotAMember`)."""
    found = members.get(member_no)
    if found is None:
        raise NotAMember(member_no=member_no, day=day)
    return found


def appraised(
    application: Application, appraisal: Appraisal, members: Mapping[int, ClubMember]
) -> Application:
    """Return an application that an officer has appraised; `members` are those of the day.

    Raises `StepNotLawful`, `StepTooEarly`, `BorrowerApprovesOwnLoan`, `NotAMember`,
    `NotAnOfficer`.
    """
    stage = stage_after(application.stage, Step.APPRAISE)
    check_day(appraisal.on, application.latest_on)
    if appraisal.by == application.asked.member_no:
        raise BorrowerApprovesOwnLoan(member_no=appraisal.by)
    _check_officer(members, appraisal.by, appraisal.on)
    return replace(application, stage=stage, appraisal=appraisal)


def counted(
    application: Application,
    vote: MeetingVote,
    members: Mapping[int, ClubMember],
    quorum: Fraction,
) -> dict[int, Ballot]:
    """Return the ballot of each who was present at a meeting that carried an application.

    Raises `StepNotLawful`, `StepTooEarly`, `NotAMember`, and what `check_vote` does.
    """
    check_step(application.stage, Step.VOTE)
    check_day(vote.held_on, application.latest_on)
    for member_no in sorted(vote.present):
        member_on(members, member_no, vote.held_on)
    check_vote(
        Vote(len(members), vote.present, vote.in_favour, vote.against),
        application.asked.member_no,
        quorum,
    )
    return _ballots(vote)


def counted_against(
    application: Application,
    vote: MeetingVote,
    members: Mapping[int, ClubMember],
    quorum: Fraction,
) -> dict[int, Ballot]:
    """Return the ballots of a meeting that voted an application down.

    Raises what `counted` does, but `VoteCarried` where there were more votes for it than against.
    """
    try:
        counted(application, vote, members, quorum)
    except VoteNotCarried:
        return _ballots(vote)
    raise VoteCarried(in_favour=len(vote.in_favour), against=len(vote.against))


def carried(application: Application, voted: Voted) -> Application:
    """Return an application that a meeting has voted for (`StepNotLawful`)."""
    return replace(application, stage=stage_after(application.stage, Step.VOTE), voted=voted)


def contract_approved(
    application: Application, approval: Approval, product: LoanProduct, rules: LendingRules
) -> Contract:
    """Return the contract of the loan that an approval makes of an application.

    `product` is the version that was applied for. Raises `ApprovedAboveAsked`, and what
    `contract_for` or the schedule of the loan is refused for.
    """
    asked = application.asked
    amount = asked.amount if approval.amount is None else approval.amount
    if amount > asked.amount:
        raise ApprovedAboveAsked(amount=amount, asked=asked.amount)
    parts = asked.parts if approval.parts is None else approval.parts
    first_due_on = approval.first_due_on or asked.first_due_on
    _check_dates(approval.on, parts, first_due_on)
    contract = contract_for(
        product, amount, asked.instalments, parts=parts, first_due_on=first_due_on, cap=rules.cap
    )
    begin(contract, Tranche(approval.on, amount))
    return contract


def approved(
    application: Application, approval: Approval, members: Mapping[int, ClubMember]
) -> Application:
    """Return an application that a second officer has approved.

    Raises `StepNotLawful`, `StepTooEarly`, `BorrowerApprovesOwnLoan`, `ApprovedByWhoAppraised`,
    `NotAMember` for an officer or a borrower who left, `NotAnOfficer`.
    """
    stage = stage_after(application.stage, Step.APPROVE)
    check_day(approval.on, application.latest_on)
    asked = application.asked
    appraised_by = application.appraisal.by if application.appraisal else asked.member_no
    check_officers(asked.member_no, appraised_by, approval.by)
    _check_officer(members, approval.by, approval.on)
    member_on(members, asked.member_no, approval.on)
    amount = asked.amount if approval.amount is None else approval.amount
    kept = Approval(on=approval.on, by=approval.by, amount=amount)
    return replace(application, stage=stage, approval=kept)


def turned_down(application: Application, turning: TurningDown, at: LoanStage) -> Application:
    """Return an application that was turned down or taken back (`StepNotLawful`, `StepTooEarly`).

    `at` is how far it came: for a loan that was approved the loan's own stage, since what is paid
    out cannot be turned down any more. The vote is counted by itself (`counted_against`).
    """
    stage = stage_after(at, Step.TURN_DOWN)
    check_day(turning.on, application.latest_on)
    if turning.vote is not None:
        check_day(turning.on, turning.vote.held_on)
    return replace(application, stage=stage, turned_down=replace(turning, vote=None))


def check_day(day: dt.date, earlier: dt.date) -> None:
    """Refuse a step before the one that it follows (`StepTooEarly`)."""
    if day < earlier:
        raise StepTooEarly(day=day, earlier=earlier)


def _check_dates(on: dt.date, parts: Sequence[AgreedPart], first_due_on: dt.date | None) -> None:
    """Refuse agreed dates out of order, or too far away for any calendar (`check_order`)."""
    check_order(on, [part.due_on for part in parts])
    if first_due_on is not None:
        check_order(on, [first_due_on])


def _check_officer(members: Mapping[int, ClubMember], member_no: int, day: dt.date) -> None:
    if not member_on(members, member_no, day).position:
        raise NotAnOfficer(member_no=member_no)


def _ballots(vote: MeetingVote) -> dict[int, Ballot]:
    ballots = dict.fromkeys(sorted(vote.present), Ballot.ABSTAINED)
    ballots |= dict.fromkeys(sorted(vote.in_favour), Ballot.FOR)
    return ballots | dict.fromkeys(sorted(vote.against), Ballot.AGAINST)
