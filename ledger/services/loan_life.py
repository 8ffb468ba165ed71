"""What comes in for a loan, what is given back, its closing, and the undoing of mistakes."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub
from ledger.core.journal import PostingRequest
from ledger.core.loans.allocation import Ahead
from ledger.core.loans.events import Closing, Disbursement, LoanEvent, Refund, Repayment, Undoing
from ledger.core.loans.steps import Step, check_step
from ledger.core.loans.written import kind_of
from ledger.services.loan_decision import Decision
from ledger.services.loan_disbursing import check_larger_sum
from ledger.services.loan_finding import find
from ledger.services.loan_work import Told
from ledger.services.loans import LoanReceipt, carry_out, record


def repay(
    connection: Connection,
    club: StoredClub,
    loan_no: int,
    request: PostingRequest,
    *,
    today: dt.date,
    on: dt.date,
    amount: int,
    ahead: Ahead | None = None,
    by_bank: bool = False,
    meeting_no: int | None = None,
    narration: str | None = None,
) -> LoanReceipt:
    """Take money for a loan, once per request id; `amount` in đồng, in the box or by bank.

    `ahead` is the payer's choice for money beyond what is due, that of the contract unless given.
    What is beyond the whole debt is held for the payer (3388). Of a loan that was written off it
    is recovered. Refuses what `services.loans.record` does.
    """
    event = Repayment(number=0, occurred_on=on, amount=amount, ahead=ahead, by_bank=by_bank)
    told = Told(loan_no=loan_no, event=event, meeting_no=meeting_no, narration=narration)
    return record(connection, club, [told], request, today=today)


def recover(
    connection: Connection,
    club: StoredClub,
    loan_no: int,
    request: PostingRequest,
    *,
    today: dt.date,
    on: dt.date,
    amount: int,
    meeting_no: int | None = None,
) -> LoanReceipt:
    """Take money for a loan that was written off, which is other income, once per request id.

    Refuses a loan that is not written off on that day (`StepNotLawful`), and as `repay` does.
    """

    def plan() -> Sequence[Told]:
        check_step(find(connection, club.club_id, loan_no, on, today).state.stage, Step.RECOVER)
        event = Repayment(number=0, occurred_on=on, amount=amount)
        return [Told(loan_no=loan_no, event=event, meeting_no=meeting_no)]

    content = ("recover", loan_no, on, amount, meeting_no)
    return carry_out(connection, club, plan, request, content=content, today=today)


def refund(
    connection: Connection,
    club: StoredClub,
    loan_no: int,
    request: PostingRequest,
    *,
    today: dt.date,
    on: dt.date,
    amount: int,
    meeting_no: int | None = None,
) -> LoanReceipt:
    """Give back money that is held for a borrower (`RefundAboveHeld`), once per request id."""
    event = Refund(number=0, occurred_on=on, amount=amount)
    told = Told(loan_no=loan_no, event=event, meeting_no=meeting_no)
    return record(connection, club, [told], request, today=today)


def close_loan(
    connection: Connection,
    club: StoredClub,
    loan_no: int,
    request: PostingRequest,
    *,
    today: dt.date,
    on: dt.date,
    meeting_no: int | None = None,
) -> LoanReceipt:
    """Close a loan on which nothing is owed and nothing held, once per request id.

    Raises `ClosedWithMoneyOpen`, `StepNotLawful`. One that was written off may be closed too.
    """
    event = Closing(number=0, occurred_on=on)
    told = Told(loan_no=loan_no, event=event, meeting_no=meeting_no)
    return record(connection, club, [told], request, today=today)


def undo(
    connection: Connection,
    club: StoredClub,
    loan_no: int,
    event_no: int,
    request: PostingRequest,
    *,
    today: dt.date,
    because: Decision,
    instead: LoanEvent | None = None,
) -> LoanReceipt:
    """Undo what was told of a loan, and tell what it should have been in the same step.

    What was posted is reversed, dated `today`; the same request on a later day is still the same.
    Refuses `NothingToUndo` for what is not there or was undone, `BeyondTheFund` for a larger
    disbursement than the fund can bear, and what `services.loans.record` does.
    """

    def plan() -> Sequence[Told]:
        undoing = Undoing(number=0, occurred_on=today, of=event_no)
        told = [because.told(loan_no, undoing)]
        if instead is not None:
            if isinstance(instead, Disbursement):
                check_larger_sum(connection, club.club_id, loan_no, event_no, instead)
            told.append(because.told(loan_no, instead))
        return told

    kind = None if instead is None else kind_of(instead)
    content = ("undo", loan_no, event_no, because, kind, instead)
    return carry_out(connection, club, plan, request, content=content, today=today)
