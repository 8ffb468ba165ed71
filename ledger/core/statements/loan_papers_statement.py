"""A borrower's own statement of one loan: what is owed, what to bring next, what was paid."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from ledger.core.loans.events import PaidBy, Repayment
from ledger.core.loans.parts import Parts, sum_parts
from ledger.core.loans.state import LoanState, Outcome
from ledger.core.money import Money
from ledger.core.statements.loan_papers import LoanParties
from ledger.core.statements.loan_papers_interest import Notes, interest_notes
from ledger.core.statements.table import Phrase, phrase

LAST = 3
"""So many payments stand on the statement, the latest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextPayment:
    """What is to be paid next, in đồng: the coming instalment and all that is overdue.

    `late` is what is overdue of it. Where no instalment is to come all of it is due on the
    statement's day. `how`: how the coming instalment's interest came about.
    """

    due_on: dt.date
    parts: Parts
    late: int
    how: Notes


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanPayment:
    """A payment with its voucher's number, in đồng."""

    occurred_on: dt.date
    voucher: str
    amount: int
    parts: Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanStatement:
    """A loan as its borrower reads it on a day; amounts in đồng, `owed` is principal.

    `paid` is all that the borrower paid, money held for the borrower apart.
    """

    parties: LoanParties
    on: dt.date
    lent: int
    disbursed_on: dt.date | None
    owed: int
    next: NextPayment | None
    paid: Parts
    held: int
    standing: Phrase
    payments: tuple[LoanPayment, ...]

    @property
    def repaid(self) -> int:
        """Return the principal that is not owed any more."""
        return self.lent - self.owed


def loan_statement(
    parties: LoanParties, state: LoanState, vouchers: Mapping[int, str]
) -> LoanStatement:
    """Return the statement on the day from which a loan is seen; vouchers are by event number."""
    mine = [one for one in state.outcomes if _is_paid_by_borrower(one)]
    payments = tuple(
        LoanPayment(
            occurred_on=one.event.occurred_on, voucher=vouchers.get(one.event.number, ""),
            amount=one.event.amount, parts=one.allocation.parts,
        )
        for one in reversed(mine)
        if isinstance(one.event, Repayment)
    )  # fmt: skip
    return LoanStatement(
        parties=parties, on=state.as_of, lent=state.lent,
        disbursed_on=state.tranches[0].paid_out_on if state.tranches else None,
        owed=state.balance, next=next_payment(state),
        paid=sum_parts(one.allocation.parts for one in mine), held=state.held,
        standing=_standing(state), payments=payments[:LAST],
    )  # fmt: skip


def _is_paid_by_borrower(outcome: Outcome) -> bool:
    event = outcome.event
    is_repaid = isinstance(event, Repayment) and event.paid_by is PaidBy.BORROWER
    return is_repaid or outcome.from_held


def next_payment(state: LoanState) -> NextPayment | None:
    """Return what is to be paid next, None where nothing is owed."""
    owed = [row for row in state.rows if row.left.total > 0]
    if not owed:
        return None
    late = [row for row in owed if row.due_on < state.as_of]
    coming = [row for row in owed if row.due_on >= state.as_of][:1]
    parts = sum_parts(row.left for row in (*late, *coming))
    notes = interest_notes(state)
    return NextPayment(
        due_on=coming[0].due_on if coming else state.as_of,
        parts=parts,
        late=sum(row.left.total for row in late),
        how=tuple(
            words
            for row in coming
            if row.left.interest == row.due.interest
            for words in notes.get(row.number, ())
        ),
    )


def _standing(state: LoanState) -> Phrase:
    """Return in plain, friendly words whether the loan is late."""
    if not state.rows:
        return phrase("The money has not been paid out yet.")
    if not state.left.total:
        return phrase("All is paid back. Thank you!")
    late = state.arrears_now(state.as_of)
    if late.days_late:
        return phrase(
            "%(amount)s is %(days)s day(s) late. Please pay it at the next meeting. If things are "
            "hard, talk to the board: it will help.",
            amount=Money(late.amount), days=late.days_late,
        )  # fmt: skip
    return phrase("You are paying on time. Thank you!")
