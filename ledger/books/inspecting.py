"""What an inspection asks of a club's loans: for what, to whom, how used, and who waits."""

import datetime as dt
from collections import defaultdict

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.entries import all_rows
from ledger.books.restrictions import is_restricted
from ledger.books.tables.loan_events import LoanSpanRow, LoanStandingRow
from ledger.books.tables.loans import LoanApplicationRow, LoanRow
from ledger.books.tables.members import HouseholdClassRow, MemberRow
from ledger.books.tables.outcomes import ActivityPlanRow, LoanUseCheckRow
from ledger.core.loans.purposes import PurposeKind
from ledger.core.outcomes.inspection import InspectedLoan, StillWaiting
from ledger.core.outcomes.using import UseCheck, UsedFor
from ledger.core.workbook.values import HouseholdClass

_LOAN, _STOOD, _SPAN, _MEMBER = LoanRow, LoanStandingRow, LoanSpanRow, MemberRow
_ASKED, _PLAN, _CHECK = LoanApplicationRow, ActivityPlanRow, LoanUseCheckRow
_CLASS = HouseholdClassRow


def inspected_loans(
    connection: Connection, club_id: int, begin: dt.date, end: dt.date
) -> list[InspectedLoan]:
    """Return the loans paid out in some days or running on the last one, in two queries.

    Raises `ReportTooLong`.
    """
    checks = _checks(connection, club_id, end)
    return [
        InspectedLoan(
            loan_no=row.loan_no, paper_code=row.paper_code, member_no=row.member_no,
            name=row.name, is_officer=row.position is not None,
            household_class=None if row.class_then is None else HouseholdClass(row.class_then),
            birth_year=row.birth_year,
            kind=None if row.work is None else PurposeKind(row.work),
            lent=row.lent, outstanding=row.outstanding, disbursed_on=row.disbursed_on,
            applied_on=row.applied_on, checks=tuple(checks[row.loan_no]),
            is_restricted=bool(row.is_restricted),
        )
        for row in all_rows(connection, _loans(club_id, begin, end))
    ]  # fmt: skip


def _loans(club_id: int, begin: dt.date, end: dt.date) -> sa.Select[*tuple[object, ...]]:
    class_then = (
        sa.select(_CLASS.class_)
        .where(
            _CLASS.club_id == club_id, _CLASS.household_no == _MEMBER.household_no,
            _CLASS.valid_from <= _STOOD.disbursed_on,
        )
        .order_by(_CLASS.valid_from.desc())
        .limit(1)
        .scalar_subquery()
    )  # fmt: skip
    of_the_loan = sa.or_(
        _PLAN.loan_no == _LOAN.loan_no,
        sa.and_(_PLAN.loan_no.is_(None), _PLAN.application_no == _LOAN.application_no),
    )
    planned = (
        sa.select(_PLAN.kind)
        .where(_PLAN.club_id == club_id, of_the_loan)
        .order_by(_PLAN.plan_no.desc())
        .limit(1)
        .scalar_subquery()
    )
    return (
        sa.select(
            _LOAN.loan_no, _LOAN.paper_code, _LOAN.member_no, _MEMBER.name, _MEMBER.position,
            _MEMBER.birth_year, class_then.label("class_then"),
            sa.func.coalesce(planned, _ASKED.purpose_kind).label("work"),
            _SPAN.lent, _SPAN.outstanding, _STOOD.disbursed_on, _ASKED.applied_on,
            is_restricted(club_id, _LOAN.member_no).label("is_restricted"),
        )
        .join(_STOOD, sa.and_(_STOOD.club_id == club_id, _STOOD.loan_no == _LOAN.loan_no))
        .join(_SPAN, sa.and_(_SPAN.club_id == club_id, _SPAN.loan_no == _LOAN.loan_no))
        .join(_MEMBER, sa.and_(_MEMBER.club_id == club_id, _MEMBER.member_no == _LOAN.member_no))
        .outerjoin(
            _ASKED,
            sa.and_(_ASKED.club_id == club_id, _ASKED.application_no == _LOAN.application_no),
        )
        .where(
            _LOAN.club_id == club_id, _SPAN.since <= end, _SPAN.until >= end,
            _STOOD.disbursed_on <= end,
            sa.or_(_STOOD.disbursed_on >= begin, _SPAN.outstanding > 0),
        )
        .order_by(_LOAN.loan_no)
    )  # fmt: skip


def _checks(connection: Connection, club_id: int, end: dt.date) -> defaultdict[int, list[UseCheck]]:
    """Return what was seen of each loan's use up to a day."""
    found: defaultdict[int, list[UseCheck]] = defaultdict(list)
    query = (
        sa.select(
            _CHECK.loan_no, _CHECK.check_no, _CHECK.checked_on, _CHECK.used_for, _CHECK.amount,
            _CHECK.checked_by,
        )
        .where(_CHECK.club_id == club_id, _CHECK.checked_on <= end)
        .order_by(_CHECK.check_no)
    )  # fmt: skip
    for loan_no, number, on, used_for, amount, by in connection.execute(query):
        check = UseCheck(
            check_no=number, checked_on=on, used_for=UsedFor(used_for), amount=amount, checked_by=by
        )
        found[loan_no].append(check)
    return found


def still_waiting(connection: Connection, club_id: int, on: dt.date) -> list[StillWaiting]:
    """Return who waits on a day for a loan that was asked for by then, the longest first.

    An application waits until it is paid out or turned down, also after its approval.
    """
    paid_out = _STOOD.disbursed_on.is_not(None) & (_STOOD.disbursed_on <= on)
    turned_down = sa.and_(
        _ASKED.turned_down_on.is_not(None), _ASKED.turned_down_on <= on
    )  # fmt: skip
    query = (
        sa.select(
            _ASKED.application_no, _MEMBER.name, _ASKED.applied_on, _ASKED.amount,
            is_restricted(club_id, _ASKED.member_no),
        )
        .join(_MEMBER, sa.and_(_MEMBER.club_id == club_id, _MEMBER.member_no == _ASKED.member_no))
        .outerjoin(
            _LOAN,
            sa.and_(_LOAN.club_id == club_id, _LOAN.application_no == _ASKED.application_no),
        )
        .outerjoin(_STOOD, sa.and_(_STOOD.club_id == club_id, _STOOD.loan_no == _LOAN.loan_no))
        .where(
            _ASKED.club_id == club_id, _ASKED.applied_on <= on,
            sa.not_(sa.func.coalesce(paid_out, sa.false())),
            sa.not_(sa.func.coalesce(turned_down, sa.false())),
        )
        .order_by(_ASKED.applied_on, _ASKED.application_no)
    )  # fmt: skip
    return [
        StillWaiting(number, name, applied_on, amount, bool(restricted))
        for number, name, applied_on, amount, restricted in connection.execute(query)
    ]
