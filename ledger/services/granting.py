"""Granting loans: the approval that makes a loan of an application, and the paying out of it."""

import datetime as dt
from dataclasses import replace

from sqlalchemy.engine import Connection

from ledger.books.applications import application_of
from ledger.books.clubs import StoredClub
from ledger.books.lending import free_paper_code, running_beside
from ledger.books.loan_caches import keep_caches, kept_of
from ledger.books.loans import StoredLoan, add_loans
from ledger.books.membership import members_on
from ledger.books.numbers import Numbered, take_number
from ledger.books.products import product_from
from ledger.core.journal import PostingRequest
from ledger.core.loans.application import Application, Approval
from ledger.core.loans.applying import approved, contract_approved
from ledger.core.loans.contract import Contract
from ledger.core.loans.granting import check_lending
from ledger.core.loans.steps import Step, StepNotLawful
from ledger.services.applications import ApplicationReceipt, kept_step, step_once
from ledger.services.loan_disbursing import disburse
from ledger.services.loan_products import lending_rules_on
from ledger.services.loans import LoanReceipt, check_day


def approve(
    connection: Connection,
    club: StoredClub,
    application_no: int,
    approval: Approval,
    request: PostingRequest,
    *,
    today: dt.date,
) -> ApplicationReceipt:
    """Keep a second officer's approval and make the loan, once per request id.

    Raises `UnknownApplication`, what `core.loans.applying.approved` and `contract_approved` do,
    and `LoanAboveLimit` or `LoansRunning` by the club's rules of the day. The fund is asked when
    the loan is paid out: until then more may come back.
    """
    check_day(approval.on, today)
    club_id = club.club_id

    def act(at: PostingRequest) -> ApplicationReceipt:
        before = application_of(connection, club_id, application_no)
        members = members_on(connection, club_id, approval.on)
        application = approved(before, approval, members)
        asked, amount = application.asked, application.approved_amount
        rules = lending_rules_on(connection, club_id, approval.on)
        product = product_from(connection, club_id, asked.product_no, application.product_from)
        contract = contract_approved(before, approval, product, rules)
        running = running_beside(
            connection, club_id, members[asked.member_no], by_household=rules.by_household
        )
        check_lending(amount, available=amount, running=running, limits=rules.limits)
        receipt = kept_step(connection, club, application)
        loan = _add_loan(connection, club_id, application, contract, at)
        return replace(receipt, loan_no=loan.loan_no, paper_code=loan.paper_code)

    return step_once(connection, club, request, act, ("approve", application_no, approval))


def disburse_application(
    connection: Connection,
    club: StoredClub,
    application_no: int,
    request: PostingRequest,
    *,
    today: dt.date,
    on: dt.date,
) -> LoanReceipt:
    """Pay out the loan of an approved application, once per request id.

    It names the meeting of the vote if that was held on the day. Raises `UnknownApplication`,
    `StepNotLawful` for one that was not approved, and what `loan_disbursing.disburse` does.
    """
    application = application_of(connection, club.club_id, application_no)
    if application.loan_no is None:
        raise StepNotLawful(stage=application.stage, step=Step.DISBURSE)
    voted = application.voted
    return disburse(
        connection, club, application.loan_no, request, today=today, on=on,
        meeting_no=voted.meeting_no if voted is not None and voted.on == on else None,
    )  # fmt: skip


def _add_loan(
    connection: Connection,
    club_id: int,
    application: Application,
    contract: Contract,
    at: PostingRequest,
) -> StoredLoan:
    """Store the loan of an approved application with how it stands, and return it.

    It gets the next number, and a code on paper that the club has not used yet.
    """
    asked, terms = application.asked, contract.terms
    loan_no = take_number(connection, club_id, Numbered.LOAN)
    loan = StoredLoan(
        loan_no, free_paper_code(connection, club_id, loan_no), asked.member_no,
        application.latest_on, application.approved_amount, terms.whole_months,
        terms.monthly_ppm, terms.repayment.value, asked.purpose, contract,
        application.application_no,
    )  # fmt: skip
    add_loans(connection, club_id, [loan], at.recorded_at)
    keep_caches(connection, club_id, [kept_of(loan, ())], are_new=True)
    return loan
