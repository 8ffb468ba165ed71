"""Principal that may be lost: moved to overdue by rule, and given up by a meeting's decision."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from ledger.books.balances import sums_until
from ledger.books.clubs import StoredClub
from ledger.books.loans import LoanFile
from ledger.books.running import running_files
from ledger.core.accounts import ALLOWANCE
from ledger.core.errors import RuleBroken
from ledger.core.journal import PostingRequest
from ledger.core.loans.events import OverdueMove, WriteOff
from ledger.core.loans.life import replay
from ledger.core.loans.steps import LAWFUL, Step
from ledger.core.posting_rules import INCOME
from ledger.core.statements.trial_balance import Sums
from ledger.services.loan_decision import Decision
from ledger.services.loan_work import Told
from ledger.services.loans import LoanReceipt, carry_out, check_day


@dataclass(eq=False)
class AllowanceTooSmall(RuleBroken):
    """An allowance (229) bears no more than was put into it; amounts in đồng."""

    amount: int
    there: int


@dataclass(frozen=True, slots=True)
class OverdueChange:
    """A loan of which other principal is late than stands in overdue (1322), in đồng."""

    loan_no: int
    member_no: int
    late: int
    overdue: int

    @property
    def amount(self) -> int:
        """Return what moves to overdue; below zero, what moves back."""
        return self.late - self.overdue


def overdue_changes(connection: Connection, club: StoredClub, on: dt.date) -> list[OverdueChange]:
    """Return the loans of which principal is to be moved to overdue, or back, on a day.

    Late is the principal of the instalments, by the current schedule, whose due dates have passed:
    of it, what is still in the books. In order of number, in two queries.
    """
    files = running_files(connection, [club.club_id], on).get(club.club_id, [])
    found = [_change(file, on) for file in files]
    return [one for one in found if one is not None and one.amount]


def _change(file: LoanFile, on: dt.date) -> OverdueChange | None:
    state = replay(file.contract, file.events, on)
    if Step.BOOK not in LAWFUL[state.stage]:
        return None
    late = min(state.arrears_now(on).principal, state.in_books)
    borrower_no = state.heir_no or file.loan.member_no
    return OverdueChange(file.loan.loan_no, borrower_no, late, state.overdue)


def move_overdue(
    connection: Connection,
    club: StoredClub,
    request: PostingRequest,
    *,
    today: dt.date,
    on: dt.date,
) -> LoanReceipt:
    """Move all of the club's late principal to overdue, and back what is not late any more.

    It is what `overdue_changes` shows, once per request id; run again there is nothing to move.
    """

    def plan() -> Sequence[Told]:
        check_day(on, today)
        return [
            Told(
                loan_no=one.loan_no,
                event=OverdueMove(number=0, occurred_on=on, amount=one.amount),
            )
            for one in overdue_changes(connection, club, on)
        ]

    content = ("move overdue", on)
    return carry_out(connection, club, plan, request, content=content, today=today)


def write_off(
    connection: Connection,
    club: StoredClub,
    loan_no: int,
    request: PostingRequest,
    *,
    today: dt.date,
    on: dt.date,
    because: Decision,
    amount: int | None = None,
    from_allowance: int = 0,
) -> LoanReceipt:
    """Give up principal of a loan, all of it or an amount in đồng, once per request id.

    `from_allowance` is what the allowance bears of it (`AllowanceTooSmall`), the rest is a loss.
    The debt is followed on. Raises `WrittenOffAboveOwed`, `WrittenOffTwice` and what
    `services.loans.record` does.
    """

    def plan() -> Sequence[Told]:
        if from_allowance > 0:
            (sums,) = sums_until(connection, club.club_id, on)
            there = -sums.get((ALLOWANCE, INCOME), Sums()).balance
            if from_allowance > there:
                raise AllowanceTooSmall(amount=from_allowance, there=there)
        event = WriteOff(
            number=0, occurred_on=on, amount=amount, from_allowance=from_allowance
        )  # fmt: skip
        return [because.told(loan_no, event)]

    content = ("write off", loan_no, on, amount, from_allowance, because)
    return carry_out(connection, club, plan, request, content=content, today=today)
