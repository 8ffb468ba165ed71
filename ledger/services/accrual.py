"""The monthly run of a club on the accrual basis: interest is booked when it is earned."""

import datetime as dt
import uuid
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub
from ledger.books.journal import lock_club
from ledger.books.loans import LoanFile
from ledger.books.requests import is_known
from ledger.books.running import running_files
from ledger.core.errors import RuleBroken
from ledger.core.journal import PostingRequest
from ledger.core.loans.booking import interest_to_accrue
from ledger.core.loans.events import Accrual
from ledger.core.loans.lending_rules import Basis
from ledger.core.loans.life import replay
from ledger.core.periods import month_bounds
from ledger.services.loan_products import lending_rules_on
from ledger.services.loan_work import Told
from ledger.services.loans import LoanReceipt, carry_out


@dataclass(eq=False)
class NotOnAccrual(RuleBroken):
    """By the club's rules at the end of a month interest is income when it is received."""

    period: str


@dataclass(frozen=True, slots=True)
class EarnedInterest:
    """Interest of a loan that is to be booked for a month, in đồng; below zero, taken back."""

    loan_no: int
    member_no: int
    amount: int


def interest_to_book(connection: Connection, club: StoredClub, period: str) -> list[EarnedInterest]:
    """Return what the run of a month (2026-03) would book, by loan, without writing anything.

    That is what was earned up to the month's end less what was booked before. Raises
    `NotOnAccrual`. In order of number, in three queries.
    """
    end = month_bounds(period)[1]
    if lending_rules_on(connection, club.club_id, end).basis is not Basis.ACCRUAL:
        raise NotOnAccrual(period=period)
    files = running_files(connection, [club.club_id], end).get(club.club_id, [])
    return [one for one in (_earned(file, end) for file in files) if one.amount]


def _earned(file: LoanFile, end: dt.date) -> EarnedInterest:
    state = replay(file.contract, file.events, end)
    borrower_no = state.heir_no or file.loan.member_no
    return EarnedInterest(file.loan.loan_no, borrower_no, interest_to_accrue(state, end))


def accrue(
    connection: Connection,
    club: StoredClub,
    period: str,
    request: PostingRequest,
    *,
    today: dt.date,
) -> LoanReceipt:
    """Book the interest that was earned up to a month's end, of all running loans in one step.

    The request's own id is not asked for: it follows from club and month, so that whoever runs
    the month again does no harm. When nothing has changed since, nothing is written and the
    answer says `again`; when something has, such as a payment told late, the difference is
    booked. Raises `NotOnAccrual`, `PeriodNotOpen` for a month that is closed, and
    `DateAfterTomorrow` for one that is not over.
    """
    lock = lock_club(connection, club.club_id)
    end = month_bounds(period)[1]
    told = [
        Told(
            loan_no=one.loan_no, event=Accrual(number=0, occurred_on=end, amount=one.amount)
        )
        for one in interest_to_book(connection, club, period)
    ]  # fmt: skip
    own = uuid.uuid5(club.uuid, f"accrue {period}")
    is_run = is_known(connection, club.club_id, own)
    if not told:
        return LoanReceipt((), again=is_run)
    if is_run:
        own = uuid.uuid5(own, str(lock.head.last_entry_no))
    run = PostingRequest(own, request.recorded_by, request.recorded_at, request.source)
    content = ("accrue", period)
    return carry_out(connection, club, lambda: told, run, content=content, today=today)
