"""An application for a loan as a value: what a member asks for, and each step it has taken."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from ledger.core.errors import RuleBroken
from ledger.core.loans.contract import Contract
from ledger.core.loans.making import AgreedPart
from ledger.core.loans.purposes import PurposeKind
from ledger.core.loans.steps import LoanStage
from ledger.core.money import LARGEST_MINOR


@dataclass(eq=False)
class ExpectedIncomeOutOfRange(RuleBroken):
    """The income that is expected is below zero, or larger than the books can hold."""

    income: int


class Ballot(StrEnum):
    """How somebody voted who was at the meeting; the borrower has no vote and abstains."""

    FOR = "for"
    AGAINST = "against"
    ABSTAINED = "abstained"


@dataclass(frozen=True, slots=True)
class ClubMember:
    """Who belongs to the club on a day; `position` is the office, None for no officer.

    `is_restricted`: the data are used for the books alone (`core.privacy.restrictions`).
    """

    member_no: int
    household_no: int
    name: str
    position: str | None = None
    is_restricted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a member asks for, in đồng; the expected income is a month's.

    `parts` are the dates and sums of a free schedule, `first_due_on` another first due date of any
    other. `in_difficulty`: the board knows the household to be, whatever its class.
    """

    member_no: int
    product_no: int
    applied_on: dt.date
    amount: int
    instalments: int
    purpose_kind: PurposeKind
    purpose: str
    plan: str | None = None
    expected_income: int | None = None
    co_signer: str | None = None
    in_difficulty: bool = False
    parts: tuple[AgreedPart, ...] = ()
    first_due_on: dt.date | None = None

    def __post_init__(self) -> None:
        """Refuse an income that cannot be (`ExpectedIncomeOutOfRange`)."""
        income = self.expected_income
        if income is not None and not 0 <= income <= LARGEST_MINOR:
            raise ExpectedIncomeOutOfRange(income=income)


@dataclass(frozen=True, slots=True)
class Appraisal:
    """An officer's look at the plan and the household."""

    on: dt.date
    by: int
    opinion: str


@dataclass(frozen=True, slots=True)
class MeetingVote:
    """A vote at a meeting by members' numbers; who was there and is in neither abstained."""

    held_on: dt.date
    present: frozenset[int]
    in_favour: frozenset[int]
    against: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Voted:
    """A vote that was taken: at which meeting, and how many members the club had."""

    on: dt.date
    meeting_no: int
    members: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """A second officer's approval, in đồng; what is not said is approved as it was asked for."""

    on: dt.date
    by: int
    amount: int | None = None
    parts: tuple[AgreedPart, ...] | None = None
    first_due_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class TurningDown:
    """A refusal, or the member's own taking back; `vote` where a meeting voted it down."""

    on: dt.date
    reason: str
    vote: MeetingVote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """An application and how far it came.

    `product_from` says which version of the product it is for, `contract` what it asks for;
    what was approved stands in the contract of the loan `loan_no`.
    """

    application_no: int
    asked: Asked
    product_from: dt.date
    contract: Contract
    stage: LoanStage = LoanStage.ASKED
    appraisal: Appraisal | None = None
    voted: Voted | None = None
    approval: Approval | None = None
    turned_down: TurningDown | None = None
    loan_no: int | None = None

    @property
    def approved_amount(self) -> int:
        """Return the sum that was approved, 0 where none was."""
        return (self.approval and self.approval.amount) or 0

    @property
    def latest_on(self) -> dt.date:
        """Return the day of the latest step, before which no other lies."""
        taken = (self.appraisal, self.voted, self.approval, self.turned_down)
        return max([self.asked.applied_on, *(one.on for one in taken if one is not None)])
