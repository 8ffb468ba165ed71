"""The one table of what may happen to a loan at each stage of its life."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ledger.core.errors import RuleBroken


class LoanStage(StrEnum):
    """Where a loan is in its life (RULES.md, section 4)."""

    ASKED = "asked"
    """A member has applied."""
    APPRAISED = "appraised"
    """Somebody has looked at the plan and the household."""
    VOTED = "voted"
    """The meeting has voted for it."""
    APPROVED = "approved"
    """A second officer has approved; nothing is paid out yet."""
    TURNED_DOWN = "turned_down"
    """It was refused, or the member took the application back."""
    ACTIVE = "active"
    """It is paid out and something is owed."""
    REPAID = "repaid"
    """Nothing is owed any more; it waits to be closed, after money held is given back."""
    WRITTEN_OFF = "written_off"
    """It is given up in the books; the debt is followed on."""
    CLOSED = "closed"


class Step(StrEnum):
    """What can be done about a loan."""

    APPRAISE = "appraise"
    VOTE = "vote"
    APPROVE = "approve"
    TURN_DOWN = "turn_down"
    DISBURSE = "disburse"
    REPAY = "repay"
    PREPAY = "prepay"
    CHARGE = "charge"
    WAIVE = "waive"
    EXTEND = "extend"
    RESCHEDULE = "reschedule"
    SUSPEND = "suspend"
    HAND_OVER = "hand_over"
    """To the heirs."""
    BOOK = "book"
    """Move to overdue and back, accrue interest."""
    WRITE_OFF = "write_off"
    RECOVER = "recover"
    REFUND = "refund"
    CLOSE = "close"


@dataclass(eq=False)
class StepNotLawful(RuleBroken):
    """A step is not among those that may be taken at a loan's stage."""

    stage: LoanStage
    step: Step


_BEFORE_PAYING_OUT = frozenset({Step.TURN_DOWN})

LAWFUL: Mapping[LoanStage, frozenset[Step]] = {
    LoanStage.ASKED: _BEFORE_PAYING_OUT | {Step.APPRAISE},
    LoanStage.APPRAISED: _BEFORE_PAYING_OUT | {Step.VOTE},
    LoanStage.VOTED: _BEFORE_PAYING_OUT | {Step.APPROVE},
    LoanStage.APPROVED: _BEFORE_PAYING_OUT | {Step.DISBURSE},
    LoanStage.TURNED_DOWN: frozenset(),
    LoanStage.ACTIVE: frozenset({
        Step.DISBURSE, Step.REPAY, Step.PREPAY, Step.CHARGE, Step.WAIVE, Step.EXTEND,
        Step.RESCHEDULE, Step.SUSPEND, Step.HAND_OVER, Step.BOOK, Step.WRITE_OFF, Step.REFUND,
    }),
    LoanStage.REPAID: frozenset({
        Step.DISBURSE, Step.REPAY, Step.PREPAY, Step.CHARGE, Step.HAND_OVER, Step.BOOK,
        Step.REFUND, Step.CLOSE,
    }),
    LoanStage.WRITTEN_OFF: frozenset({
        Step.RECOVER, Step.CHARGE, Step.WAIVE, Step.HAND_OVER, Step.REFUND, Step.CLOSE,
    }),
    LoanStage.CLOSED: frozenset(),
}  # fmt: skip
"""A second disbursement is lawful only where the contract pays out in parts (`DisbursedTwice`)."""

_LEADS_TO: Mapping[Step, LoanStage] = {
    Step.APPRAISE: LoanStage.APPRAISED,
    Step.VOTE: LoanStage.VOTED,
    Step.APPROVE: LoanStage.APPROVED,
    Step.TURN_DOWN: LoanStage.TURNED_DOWN,
}


def check_step(stage: LoanStage, step: Step) -> None:
    """Refuse a step that the table does not have (`StepNotLawful`)."""
    if step not in LAWFUL[stage]:
        raise StepNotLawful(stage=stage, step=step)


def stage_after(stage: LoanStage, step: Step) -> LoanStage:
    """Return the stage of an application after a step on its way to approval (`StepNotLawful`).

    From the disbursement on the stage follows from what is owed (`LoanState.stage`).
    """
    check_step(stage, step)
    return _LEADS_TO.get(step, stage)
