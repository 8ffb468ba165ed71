"""The kinds of acts that lend: from the application to the end of a loan."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from ledger.core.acts import lending
from ledger.core.acts.activities import ApplicationHandedIn
from ledger.core.errors import Conflict, RuleBroken
from ledger.core.loans.application import (
    Appraisal,
    Approval,
    MeetingVote,
    TurningDown,
)
from ledger.services.activities import apply_with_plan
from ledger.services.applications import ApplicationReceipt, appraise, turn_down, vote
from ledger.services.doing import ActKind, Asked, Doing, Done, Second, nobody_else, one_other
from ledger.services.granting import approve
from ledger.services.loan_changes import extend, hand_over, reschedule
from ledger.services.loan_decision import Decision
from ledger.services.loan_disbursing import disburse
from ledger.services.loan_life import close_loan, recover, refund, repay
from ledger.services.loan_losses import write_off
from ledger.services.loan_products import adopt_usual, all_versions
from ledger.services.loans import LoanReceipt

Value = TypeVar("Value")


@dataclass(eq=False)
class ApproverIsNoMember(RuleBroken):
    """Who approves a loan is an officer of the club, and so one of its members."""


@dataclass(eq=False)
class ProductsAdopted(Conflict):
    """The club lends on terms of its own already, so the usual ones are not adopted."""


def _applied(receipt: ApplicationReceipt) -> Done:
    return Done(
        f"application {receipt.application_no}", loan_no=receipt.loan_no,
        application_no=receipt.application_no,
    )  # fmt: skip


def loan_done(loan_no: int, receipt: LoanReceipt) -> Done:
    """Return what came of an act about a loan: each entry with its voucher."""
    entries = tuple(
        (one.entry_no, one.voucher or "") for one in receipt.events if one.entry_no is not None
    )
    return Done(f"loan {loan_no}", entries, loan_no=loan_no)


def _apply(doing: Doing, value: ApplicationHandedIn) -> Done:
    at = doing.request
    return _applied(apply_with_plan(doing.connection, doing.club, value, at, today=doing.today))


def _appraise(doing: Doing, value: lending.AppraisalGiven) -> Done:
    given = Appraisal(value.on, value.by, value.opinion)
    return _applied(
        appraise(
            doing.connection, doing.club, value.application_no, given, doing.request,
            today=doing.today,
        )
    )  # fmt: skip


def _vote(doing: Doing, value: lending.VoteTaken) -> Done:
    taken = MeetingVote(
        value.held_on, frozenset(value.present), frozenset(value.in_favour),
        frozenset(value.against),
    )  # fmt: skip
    return _applied(
        vote(
            doing.connection, doing.club, value.application_no, taken, doing.request,
            today=doing.today,
        )
    )  # fmt: skip


def _grant(doing: Doing, value: lending.LoanGranted) -> Done:
    by = None if doing.approver is None else doing.approver.member_no
    if by is None:
        raise ApproverIsNoMember
    approval = Approval(on=value.on, by=by, amount=value.amount)
    return _applied(
        approve(
            doing.connection, doing.club, value.application_no, approval, doing.request,
            today=doing.today,
        )
    )  # fmt: skip


def _turn_down(doing: Doing, value: lending.ApplicationTurnedDown) -> Done:
    turning = TurningDown(value.on, value.reason)
    return _applied(
        turn_down(
            doing.connection, doing.club, value.application_no, turning, doing.request,
            today=doing.today,
        )
    )  # fmt: skip


def _pay_out(doing: Doing, value: lending.LoanPaidOut) -> Done:
    receipt = disburse(
        doing.connection, doing.club, value.loan_no, doing.request, today=doing.today,
        on=value.on, amount=value.amount,
    )  # fmt: skip
    return loan_done(value.loan_no, receipt)


def _repay(doing: Doing, value: lending.LoanRepaid) -> Done:
    receipt = repay(
        doing.connection, doing.club, value.loan_no, doing.request, today=doing.today,
        on=value.on, amount=value.amount, ahead=value.ahead, by_bank=value.by_bank,
    )  # fmt: skip
    return loan_done(value.loan_no, receipt)


def _refund(doing: Doing, value: lending.LoanRefunded) -> Done:
    receipt = refund(
        doing.connection, doing.club, value.loan_no, doing.request, today=doing.today,
        on=value.on, amount=value.amount,
    )  # fmt: skip
    return loan_done(value.loan_no, receipt)


def _because(doing: Doing, reason: str) -> Decision:
    return Decision(reason=reason, approved_by=doing.approved_by)


def _extend(doing: Doing, value: lending.LoanExtended) -> Done:
    receipt = extend(
        doing.connection, doing.club, value.loan_no, doing.request, today=doing.today,
        on=value.on, periods=value.periods, because=_because(doing, value.reason),
    )  # fmt: skip
    return loan_done(value.loan_no, receipt)


def _reschedule(doing: Doing, value: lending.LoanRescheduled) -> Done:
    receipt = reschedule(
        doing.connection, doing.club, value.loan_no, doing.request, today=doing.today,
        on=value.on, parts=value.parts, because=_because(doing, value.reason),
    )  # fmt: skip
    return loan_done(value.loan_no, receipt)


def _hand_over(doing: Doing, value: lending.LoanHandedOver) -> Done:
    receipt = hand_over(
        doing.connection, doing.club, value.loan_no, doing.request, today=doing.today,
        on=value.on, heir_no=value.heir_no, because=_because(doing, value.reason),
    )  # fmt: skip
    return loan_done(value.loan_no, receipt)


def _give_up(doing: Doing, value: lending.LoanGivenUp) -> Done:
    receipt = write_off(
        doing.connection, doing.club, value.loan_no, doing.request, today=doing.today,
        on=value.on, because=_because(doing, value.reason), amount=value.amount,
        from_allowance=value.from_allowance,
    )  # fmt: skip
    return loan_done(value.loan_no, receipt)


def _recover(doing: Doing, value: lending.LoanRecovered) -> Done:
    receipt = recover(
        doing.connection, doing.club, value.loan_no, doing.request, today=doing.today,
        on=value.on, amount=value.amount,
    )  # fmt: skip
    return loan_done(value.loan_no, receipt)


def _end(doing: Doing, value: lending.LoanEnded) -> Done:
    receipt = close_loan(
        doing.connection, doing.club, value.loan_no, doing.request, today=doing.today,
        on=value.on,
    )  # fmt: skip
    return loan_done(value.loan_no, receipt)


def _adopt(doing: Doing, value: lending.UsualProductsAdopted) -> Done:
    if all_versions(doing.connection, doing.club):
        raise ProductsAdopted
    adopt_usual(doing.connection, doing.club, value.valid_from, doing.request)
    return Done(f"products from {value.valid_from.isoformat()}")


def two_others(_: Asked[Value]) -> Second:
    """Return that an act waits for two others: nobody forgives a debt alone."""
    return Second.TWO


def _kind(
    name: str, told: type[Value], perform: Callable[[Doing, Value], Done],
    second: Callable[[Asked[Value]], Second] = nobody_else,
) -> ActKind[Value]:  # fmt: skip
    return ActKind(name, told, perform, second)


KINDS = (
    _kind("adopt-loans", lending.UsualProductsAdopted, _adopt, one_other),
    _kind("apply", ApplicationHandedIn, _apply),
    _kind("appraise", lending.AppraisalGiven, _appraise),
    _kind("vote", lending.VoteTaken, _vote),
    ActKind("grant-loan", lending.LoanGranted, _grant, one_other, is_tried=False),
    _kind("turn-down", lending.ApplicationTurnedDown, _turn_down),
    _kind("pay-out", lending.LoanPaidOut, _pay_out),
    _kind("repay", lending.LoanRepaid, _repay),
    _kind("refund", lending.LoanRefunded, _refund),
    _kind("extend", lending.LoanExtended, _extend, one_other),
    _kind("reschedule", lending.LoanRescheduled, _reschedule, one_other),
    _kind("hand-over-loan", lending.LoanHandedOver, _hand_over, one_other),
    _kind("write-off", lending.LoanGivenUp, _give_up, two_others),
    _kind("recover", lending.LoanRecovered, _recover),
    _kind("end-loan", lending.LoanEnded, _end),
)
