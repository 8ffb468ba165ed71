"""The loans of a workbook: what was agreed for each, and what the cash book says became of it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ledger.core.loans.calendar import Move, PayDays
from ledger.core.loans.choices import PrincipalMethod
from ledger.core.loans.contract import Contract, Recalculation
from ledger.core.loans.events import Disbursement, Repayment
from ledger.core.loans.making import AgreedPart
from ledger.core.loans.parts import Component
from ledger.core.loans.terms import club_terms
from ledger.core.periods import months_later
from ledger.core.workbook.values import CashKind, CashRow, ClubFacts, LoanFacts, Workbook

PAYS: Mapping[CashKind, Component] = {
    CashKind.PRINCIPAL: Component.PRINCIPAL,
    CashKind.INTEREST: Component.INTEREST,
}
"""What a row of a kind pays: the paper says it, so no order of allocation does."""

RowEvent: TypeAlias = Disbursement | Repayment


@dataclass(frozen=True, slots=True)
class ToldRow:
    """What a row of the cash book tells of a loan, and the row's number in the spreadsheet."""

    row: int
    event: RowEvent


@dataclass(frozen=True, slots=True)
class WorkbookLoan:
    """A loan of the list with its contract and what was told of it, in the order of posting.

    Nothing is told of a loan that was not paid out: it is approved.
    """

    facts: LoanFacts
    contract: Contract
    told: tuple[ToldRow, ...] = ()

    @property
    def events(self) -> tuple[RowEvent, ...]:
        """Return the events by themselves, numbered from 1."""
        return tuple(one.event for one in self.told)


def loans_of(workbook: Workbook) -> tuple[WorkbookLoan, ...]:
    """Return every loan of the list, in its order.

    The check has seen to it that a loan is paid out at most once, and wholly, and that no
    principal comes before; so no contract is paid out in parts.
    """
    rows: dict[str, list[CashRow]] = defaultdict(list)
    for row in workbook.rows:
        if row.loan is not None and (row.kind in PAYS or row.kind is CashKind.DISBURSEMENT):
            rows[row.loan].append(row)
    return tuple(_loan(facts, workbook.club, rows[facts.code]) for facts in workbook.loans)


def contract_of(loan: LoanFacts, club: ClubFacts, begins_on: dt.date) -> Contract:
    """Return what was agreed for a loan that begins on a day, as such a club keeps its paper.

    Whole months on the declining balance as it truly is (RULES.md, section 2): principal that was
    brought early lowers the interest from then on, and principal that is late bears interest on
    until it comes. Only so does the book's interest come out: who missed a meeting brought two
    months' interest at the next, the second on the whole of what was still owed. Late principal
    bears it by whole months, as the paper has it; by days who paid a day late would owe some
    hundred đồng that nobody asked for, and be late with them ever after. A due date before the
    meeting moves to it, since money is taken there. Of a loan that comes back freely the list has
    no dates: all is due at the end of its term.
    """
    parts: tuple[AgreedPart, ...] = ()
    if loan.principal_method is PrincipalMethod.FREE:
        parts = (AgreedPart(months_later(begins_on, loan.term_months), loan.amount),)
    return Contract(
        terms=club_terms(
            loan.principal_method, loan.term_months, loan.monthly_rate_ppm, club.principal_multiple
        ),
        recalculation=Recalculation.PERIODS,
        pay_days=PayDays(Move.NEXT_MEETING, meeting_day=club.meeting_day),
        parts=parts,
    )


def _loan(loan: LoanFacts, club: ClubFacts, rows: Sequence[CashRow]) -> WorkbookLoan:
    paid_out = next((row for row in rows if row.kind is CashKind.DISBURSEMENT), None)
    if paid_out is None:
        return WorkbookLoan(loan, contract_of(loan, club, loan.agreed_on))
    contract = contract_of(loan, club, paid_out.occurred_on)
    return WorkbookLoan(loan, contract, tuple(_told(paid_out, rows)))


def _told(paid_out: CashRow, rows: Sequence[CashRow]) -> list[ToldRow]:
    """Return the events of a loan's rows, first that it was paid out.

    Interest may have been taken before that, and the check only tells of it: it counts for the
    loan from the day on which there is one, for the books on its own.
    """
    begins_on = paid_out.occurred_on
    first = Disbursement(number=1, occurred_on=begins_on, amount=paid_out.amount)
    told = [ToldRow(paid_out.row, first)]
    for number, row in enumerate([row for row in rows if row is not paid_out], 2):
        paid = Repayment(
            number=number,
            occurred_on=max(row.occurred_on, begins_on),
            amount=row.amount,
            only=PAYS[row.kind],
        )
        told.append(ToldRow(row.row, paid))
    return told
