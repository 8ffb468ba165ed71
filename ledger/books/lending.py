"""What lending asks of the loans as they stand: who has which, what is awaited, how it came."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.tables.loan_events import InstalmentRow, LoanShareRow, LoanStandingRow
from ledger.books.tables.loans import LoanApplicationRow, LoanRow
from ledger.books.tables.members import MemberRow
from ledger.core.loans.application import ClubMember
from ledger.core.loans.arrears import Due
from ledger.core.loans.forecast import Awaited
from ledger.core.loans.recovery import Repaid
from ledger.core.loans.steps import LoanStage
from ledger.core.loans.written import read_contract

Fact = TypeVar("Fact")

_STANDING, _LOAN, _PART, _SHARE = LoanStandingRow, LoanRow, InstalmentRow, LoanShareRow

_ITS_STANDING = sa.and_(_STANDING.club_id == _LOAN.club_id, _STANDING.loan_no == _LOAN.loan_no)
_ITS_PARTS = sa.and_(_PART.club_id == _LOAN.club_id, _PART.loan_no == _LOAN.loan_no)

_OPEN = (LoanStage.APPROVED.value, LoanStage.ACTIVE.value, LoanStage.WRITTEN_OFF.value)
PAPER_CODE = "KV"
"""With this a loan's code on paper begins (khoản vay)."""
_AS_AGREED = 0
"""The version of a schedule that is the one as agreed."""


@dataclass(frozen=True, slots=True)
class OpenLoan:
    """A loan that was approved and is not paid back; `promised` đồng of it are to be paid out.

    `member_no` is who owes it: the borrower, or an heir.
    """

    loan_no: int
    member_no: int
    household_no: int
    promised: int


@dataclass(frozen=True, slots=True)
class PrincipalHistory:
    """What principal of a loan fell due by the schedule as agreed, and what came of it."""

    loan_no: int
    dues: tuple[Due, ...]
    repaid: tuple[Repaid, ...]


def open_loans(connection: Connection, club_id: int) -> list[OpenLoan]:
    """Return the loans that somebody owes or was promised, in order of number, in one query.

    A loan that was written off is still owed; one that was turned down after its approval is not.
    """
    application, member = LoanApplicationRow, MemberRow
    query = (
        sa.select(
            _LOAN.loan_no, _STANDING.borrower_no, member.household_no, _STANDING.stage,
            _LOAN.principal, _STANDING.lent, _LOAN.contract,
        )
        .join(_STANDING, _ITS_STANDING)
        .join(
            member,
            sa.and_(member.club_id == club_id, member.member_no == _STANDING.borrower_no),
        )
        .outerjoin(
            application,
            sa.and_(
                application.club_id == club_id,
                application.application_no == _LOAN.application_no,
            ),
        )
        .where(
            _LOAN.club_id == club_id, _STANDING.stage.in_(_OPEN),
            application.stage.is_distinct_from(LoanStage.TURNED_DOWN.value),
        )
        .order_by(_LOAN.loan_no)
    )  # fmt: skip
    return [
        OpenLoan(*row[:3], promised=_promised(row[3], row[4], row[5], row[6]))
        for row in connection.execute(query)
    ]


def running_beside(
    connection: Connection,
    club_id: int,
    borrower: ClubMember,
    *,
    by_household: bool,
    but: int | None = None,
) -> int:
    """Return how many loans a member, or the whole household, has; `but` is not counted."""
    return sum(
        one.household_no == borrower.household_no
        if by_household
        else one.member_no == borrower.member_no
        for one in open_loans(connection, club_id)
        if one.loan_no != but
    )


def _promised(stage: str, principal: int, lent: int, contract: str) -> int:
    """Return what is still to be paid out: all of it, or the parts of it that are to come."""
    if stage == LoanStage.APPROVED.value:
        return principal
    has_more = stage == LoanStage.ACTIVE.value and lent < principal
    return principal - lent if has_more and read_contract(contract).in_parts else 0


def loans_before(connection: Connection, club_id: int) -> dict[int, int]:
    """Return how many loans were ever paid out to each member, by number; none is left out."""
    query = (
        sa.select(_LOAN.member_no, sa.func.count())
        .join(_STANDING, _ITS_STANDING)
        .where(_LOAN.club_id == club_id, _STANDING.disbursed_on.is_not(None))
        .group_by(_LOAN.member_no)
        .order_by(_LOAN.member_no)
    )
    return dict(iter(connection.execute(query)))


def charges_left(connection: Connection, club_id: int, member_no: int) -> int:
    """Return what a member owes on running loans whose principal is paid back, in đồng.

    It is the interest that no account holds, fines and fees: on the cash basis they stand in no
    balance until they are received.
    """
    charges = _STANDING.interest_left + _STANDING.fine_left + _STANDING.fee_left
    query = sa.select(sa.func.sum(charges - _STANDING.receivable)).where(
        _STANDING.club_id == club_id, _STANDING.borrower_no == member_no,
        _STANDING.stage == LoanStage.ACTIVE.value, _STANDING.principal_left == 0,
    )  # fmt: skip
    return int(connection.execute(query).scalar() or 0)


def loan_stage(connection: Connection, club_id: int, loan_no: int) -> LoanStage:
    """Return where a loan is in its life; approved where nothing has happened to it yet."""
    query = sa.select(_STANDING.stage).where(
        _STANDING.club_id == club_id, _STANDING.loan_no == loan_no
    )
    return LoanStage(connection.execute(query).scalar() or LoanStage.APPROVED.value)


def free_paper_code(connection: Connection, club_id: int, loan_no: int) -> str:
    """Return the code on paper of a loan of a number, or the next that the club has not used."""
    query = sa.select(_LOAN.paper_code).where(
        _LOAN.club_id == club_id, _LOAN.paper_code.startswith(PAPER_CODE)
    )
    taken = set(connection.execute(query).scalars())
    codes = (f"{PAPER_CODE}{number:04d}" for number in count(loan_no))
    return next(code for code in codes if code not in taken)


def awaited(connection: Connection, club_id: int, today: dt.date) -> list[Awaited]:
    """Return what of running loans' current schedules is unpaid, in order of loan and number.

    Those that time has changed since they were kept are left out (`loans_changed_by_time`).
    """
    newest = _newest(club_id)
    principal = _PART.principal - _PART.principal_paid
    interest = _PART.interest - _PART.interest_paid
    query = (
        sa.select(_LOAN.loan_no, _LOAN.paper_code, _PART.due_on, principal, interest)
        .join(_STANDING, _ITS_STANDING)
        .join(_PART, _ITS_PARTS)
        .join(newest, _of_the_newest(newest))
        .where(
            _LOAN.club_id == club_id, _STANDING.stage == LoanStage.ACTIVE.value,
            sa.or_(principal != 0, interest != 0),
            _LOAN.loan_no.not_in(_changed_by_time(club_id, today)),
        )
        .order_by(_LOAN.loan_no, _PART.instalment_no)
    )  # fmt: skip
    return [
        Awaited(loan_no=number, paper_code=code, due_on=due_on, principal=left, interest=more)
        for number, code, due_on, left, more in connection.execute(query)
    ]


def loans_changed_by_time(connection: Connection, club_id: int, today: dt.date) -> list[int]:
    """Return the numbers of running loans that ask for other sums today than when they were kept.

    That is so where late principal bears interest on, and something of a period that is over is
    unpaid.
    """
    return list(connection.execute(_changed_by_time(club_id, today)).scalars())


def _changed_by_time(club_id: int, today: dt.date) -> sa.Select[int]:
    newest = _newest(club_id)
    return (
        sa.select(_STANDING.loan_no)
        .join(
            _PART,
            sa.and_(_PART.club_id == _STANDING.club_id, _PART.loan_no == _STANDING.loan_no),
        )
        .join(newest, _of_the_newest(newest))
        .where(
            _STANDING.club_id == club_id, _STANDING.by_replay == 1,
            _STANDING.stage == LoanStage.ACTIVE.value, _PART.ends_on < today,
            sa.or_(
                *(due != paid for due, paid in (
                    (_PART.principal, _PART.principal_paid), (_PART.interest, _PART.interest_paid),
                    (_PART.fine, _PART.fine_paid), (_PART.fee, _PART.fee_paid),
                ))
            ),
        )
        .distinct()
        .order_by(_STANDING.loan_no)
    )  # fmt: skip


def _newest(club_id: int) -> sa.Subquery:
    """Return the number of the newest version of each loan's schedule."""
    return (
        sa.select(_PART.loan_no, sa.func.max(_PART.version_no).label("version_no"))
        .where(_PART.club_id == club_id)
        .group_by(_PART.loan_no)
        .subquery()
    )


def _of_the_newest(newest: sa.Subquery) -> sa.ColumnElement[bool]:
    return sa.and_(newest.c.loan_no == _PART.loan_no, newest.c.version_no == _PART.version_no)


def principal_history(
    connection: Connection, club_id: int, since: dt.date, until: dt.date
) -> list[PrincipalHistory]:
    """Return what became of the principal of each loan of which some fell due in some days.

    All that such a loan ever asked for and received is in it, since money counts for the oldest
    due date first; in two queries.
    """
    asked = sa.and_(_PART.club_id == club_id, _PART.version_no == _AS_AGREED)
    of_the_days = (
        sa.select(_PART.loan_no)
        .where(asked, _PART.principal > 0, _PART.due_on.between(since, until))
        .distinct()
    )
    dues = connection.execute(
        sa.select(_PART.loan_no, _PART.due_on, _PART.principal)
        .where(asked, _PART.loan_no.in_(of_the_days))
        .order_by(_PART.loan_no, _PART.instalment_no)
    )
    came = connection.execute(
        sa.select(_SHARE.loan_no, _SHARE.occurred_on, _SHARE.amount)
        .where(
            _SHARE.club_id == club_id, _SHARE.component == "principal",
            _SHARE.loan_no.in_(of_the_days),
        )
        .order_by(_SHARE.loan_no, _SHARE.occurred_on, _SHARE.event_no, _SHARE.share_no)
    )  # fmt: skip
    repaid = _by_loan((number, Repaid(on, amount)) for number, on, amount in came)
    return [
        PrincipalHistory(loan_no, tuple(parts), tuple(repaid.get(loan_no, ())))
        for loan_no, parts in _by_loan(
            (number, Due(due_on, principal, principal)) for number, due_on, principal in dues
        ).items()
    ]


def _by_loan(found: Iterable[tuple[int, Fact]]) -> dict[int, list[Fact]]:
    """Return facts by the number of their loan, each loan's in the order in which they come."""
    by_loan: dict[int, list[Fact]] = defaultdict(list)
    for loan_no, one in found:
        by_loan[loan_no].append(one)
    return by_loan
