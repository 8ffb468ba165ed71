"""Paying loans out: by what was agreed, by the club's rules, never beyond what the fund has."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from ledger.books.applications import application_of
from ledger.books.clubs import StoredClub
from ledger.books.lending import running_beside
from ledger.books.loans import LoanFile, loan_file
from ledger.books.membership import members_on
from ledger.core.errors import RuleBroken
from ledger.core.journal import PostingRequest
from ledger.core.loans.applying import check_day, member_on
from ledger.core.loans.events import Disbursement
from ledger.core.loans.granting import BeyondTheFund, check_lending
from ledger.core.loans.life import in_order
from ledger.core.loans.refusals import DisbursedTwice, check_amount
from ledger.core.loans.steps import LoanStage, Step, check_step
from ledger.services.loan_finding import Found, find
from ledger.services.loan_money import can_lend
from ledger.services.loan_products import lending_rules_on
from ledger.services.loan_work import Told
from ledger.services.loans import LoanReceipt, carry_out


@dataclass(eq=False)
class PaidOutInPart(RuleBroken):
    """A loan is paid out as it was agreed, unless that was to be in parts; amounts in đồng."""

    amount: int
    agreed: int


def disburse(
    connection: Connection,
    club: StoredClub,
    loan_no: int,
    request: PostingRequest,
    *,
    today: dt.date,
    on: dt.date,
    amount: int | None = None,
    meeting_no: int | None = None,
    approved_by: int | None = None,
) -> LoanReceipt:
    """Pay a loan out on a day, once per request id; `amount` is what is left of it unless given.

    Only a loan that was agreed so is paid out in parts (`PaidOutInPart`, `DisbursedTwice`). By
    the club's rules of the day it is refused as `core.loans.granting.check_lending` does: above
    the ceiling, beside another loan, beyond what the fund can lend. Refuses `NotAMember` for a
    borrower who left, `StepNotLawful` for what was turned down, `StepTooEarly` before it was
    agreed, and what `services.loans.record` does.
    """

    def plan() -> Sequence[Told]:
        found = find(connection, club.club_id, loan_no, on, today)
        paid_out = _sum_to_pay_out(found.file, amount)
        _check_approval(connection, club.club_id, found, on)
        _check_limits(connection, club.club_id, found, paid_out, on)
        event = Disbursement(number=0, occurred_on=on, amount=paid_out)
        return [Told(loan_no=loan_no, event=event, meeting_no=meeting_no, approved_by=approved_by)]

    content = ("disburse", loan_no, on, amount, meeting_no, approved_by)
    return carry_out(connection, club, plan, request, content=content, today=today)


def _sum_to_pay_out(file: LoanFile, amount: int | None) -> int:
    """Return what is paid out now of what was agreed, in đồng."""
    before = [one for one in in_order(file.events) if isinstance(one, Disbursement)]
    agreed, is_in_parts = file.loan.principal, file.contract.in_parts
    left = agreed - sum(one.amount for one in before)
    if before and (not is_in_parts or not left):
        raise DisbursedTwice(first_on=before[0].occurred_on)
    paid_out = left if amount is None else amount
    check_amount(paid_out)
    if paid_out != agreed and not is_in_parts:
        raise PaidOutInPart(amount=paid_out, agreed=agreed)
    return paid_out


def _check_approval(connection: Connection, club_id: int, found: Found, on: dt.date) -> None:
    """Refuse a loan before it was agreed (`StepTooEarly`), or turned down since then."""
    check_day(on, found.file.loan.agreed_on)
    application_no = found.file.loan.application_no
    if application_no is not None:
        stage = application_of(connection, club_id, application_no).stage
        if stage is LoanStage.TURNED_DOWN:
            check_step(stage, Step.DISBURSE)


def _check_limits(
    connection: Connection, club_id: int, found: Found, amount: int, on: dt.date
) -> None:
    """Hold a loan against the club's rules of the day, and what the fund has (RULES.md, 4)."""
    rules = lending_rules_on(connection, club_id, on)
    borrower = member_on(members_on(connection, club_id, on), found.borrower_no, on)
    running = running_beside(
        connection, club_id, borrower,
        by_household=rules.by_household, but=found.file.loan.loan_no,
    )  # fmt: skip
    available = can_lend(connection, club_id, on, rules)
    check_lending(amount, available=available, running=running, limits=rules.limits)


def check_larger_sum(
    connection: Connection, club_id: int, loan_no: int, event_no: int, instead: Disbursement
) -> None:
    """Refuse a disbursement in place of a smaller one for which the fund has not enough."""
    events = loan_file(connection, club_id, loan_no).events
    before = sum(
        one.amount for one in events if one.number == event_no and isinstance(one, Disbursement)
    )
    on, amount = instead.occurred_on, instead.amount
    if amount > before:
        rules = lending_rules_on(connection, club_id, on)
        available = before + can_lend(connection, club_id, on, rules)
        if amount > available:
            raise BeyondTheFund(amount=amount, available=available)
