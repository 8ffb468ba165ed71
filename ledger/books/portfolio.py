"""How loans stood on a day and what came of them in the times before it, of one club or many."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.orm import InstrumentedAttribute, aliased

from ledger.books.entries import all_rows
from ledger.books.restrictions import is_restricted
from ledger.books.tables.loan_events import LoanSpanRow
from ledger.books.tables.loans import LoanRow
from ledger.books.tables.members import MemberRow
from ledger.books.types import WHOLE, Day
from ledger.core.loans.parts import Parts
from ledger.core.loans.portfolio import LoanState
from ledger.core.loans.recovery import Covered
from ledger.core.statements.arrears import LateLoan
from ledger.core.statements.portfolio import LoanFigures, LoanWithFigures


class _Facts(NamedTuple):
    """A loan on a day, in the order of `_FACTS`; `was_` is how it stood before the year."""

    borrower_no: int
    outstanding: int
    overdue: int
    oldest_due_on: dt.date | None
    days_allowed: int
    is_rescheduled: int
    lent: int
    term_months: int
    fell_due: int
    on_time: int
    repaid: int
    earned: int
    given_up: int
    was_due: int
    was_on_time: int
    was_earned: int
    was_given_up: int
    was_due_later: int


_ON, _BEFORE, _LATER = (sa.bindparam(name, type_=Day()) for name in ("on", "before", "later"))
_CLUB = sa.bindparam("club", type_=WHOLE)
_CLUBS = sa.bindparam("clubs", type_=WHOLE, expanding=True)
_LOAN, _MEMBER = LoanRow, MemberRow
_NOW, _YEAR, _QUARTER = (aliased(LoanSpanRow, name=name) for name in ("now", "year", "quarter"))


def _then(
    stood: type[LoanSpanRow], day: sa.BindParameter[dt.date]
) -> tuple[type[LoanSpanRow], sa.ColumnElement[bool]]:
    """Return the span of the same loan in which a day lies, to be joined."""
    is_same = sa.and_(stood.club_id == _NOW.club_id, stood.loan_no == _NOW.loan_no)
    return stood, sa.and_(is_same, stood.since <= day, stood.until >= day)


def _or_nothing(column: InstrumentedAttribute[int]) -> sa.ColumnElement[int]:
    return sa.func.coalesce(column, 0)


_ITS_LOAN = sa.and_(_LOAN.club_id == _NOW.club_id, _LOAN.loan_no == _NOW.loan_no)
_ITS_BORROWER = sa.and_(
    _MEMBER.club_id == _NOW.club_id, _MEMBER.member_no == _NOW.borrower_no
)  # fmt: skip
_ON_THE_DAY = sa.and_(_NOW.since <= _ON, _NOW.until >= _ON)
_HAS_FIGURES = sa.or_(_NOW.outstanding > 0, _NOW.since > _BEFORE)
"""Of a loan that was over before the year began nothing is left to tell."""
_FACTS = (
    _NOW.borrower_no, _NOW.outstanding, _NOW.overdue_principal, _NOW.oldest_due_on,
    _NOW.days_allowed, _NOW.is_rescheduled, _NOW.lent, _LOAN.term_months, _NOW.fell_due,
    _NOW.on_time, _NOW.repaid, _NOW.earned, _NOW.given_up, _or_nothing(_YEAR.fell_due),
    _or_nothing(_YEAR.on_time), _or_nothing(_YEAR.earned), _or_nothing(_YEAR.given_up),
    _or_nothing(_QUARTER.fell_due),
)  # fmt: skip
_OF_CLUBS = (
    sa.select(_NOW.club_id, *_FACTS)
    .join(_LOAN, _ITS_LOAN)
    .outerjoin(*_then(_YEAR, _BEFORE))
    .outerjoin(*_then(_QUARTER, _LATER))
    .where(_NOW.club_id.in_(_CLUBS), _ON_THE_DAY, _HAS_FIGURES)
)
_OF_CLUB = (
    sa.select(
        _NOW.loan_no,
        _LOAN.paper_code,
        _MEMBER.name,
        is_restricted(_CLUB, _MEMBER.member_no),
        *_FACTS,
    )
    .join(_LOAN, _ITS_LOAN)
    .join(_MEMBER, _ITS_BORROWER)
    .outerjoin(*_then(_YEAR, _BEFORE))
    .outerjoin(*_then(_QUARTER, _LATER))
    .where(_NOW.club_id == _CLUB, _ON_THE_DAY, _HAS_FIGURES)
    .order_by(_NOW.loan_no)
)
_LATE = (
    sa.select(
        _NOW.loan_no, _LOAN.paper_code, _NOW.borrower_no, _MEMBER.name, _NOW.outstanding,
        _NOW.overdue_principal, _NOW.overdue_interest, _NOW.overdue_fine, _NOW.overdue_fee,
        _NOW.oldest_due_on, _NOW.oldest_due_now, _NOW.days_allowed, _NOW.is_rescheduled,
        is_restricted(_CLUB, _MEMBER.member_no),
    )
    .join(_LOAN, _ITS_LOAN)
    .join(_MEMBER, _ITS_BORROWER)
    .where(
        _NOW.club_id == _CLUB, _ON_THE_DAY,
        sa.or_(_NOW.oldest_due_on.is_not(None), _NOW.oldest_due_now.is_not(None)),
    )
    .order_by(_NOW.loan_no)
)  # fmt: skip
"""Built once: to put a query together takes as long as to run it."""


def loan_figures(
    connection: Connection,
    club_ids: Sequence[int],
    on: dt.date,
    *,
    before: dt.date,
    later: dt.date,
) -> Mapping[int, list[LoanFigures]]:
    """Return by club what its portfolio on a day takes of each loan, in one query.

    A year begins after the day `before`, a quarter after the day `later`.
    """
    days = {"clubs": list(club_ids), "on": on, "before": before, "later": later}
    found: dict[int, list[LoanFigures]] = defaultdict(list)
    for row in connection.execute(_OF_CLUBS, days).all():
        found[row[0]].append(_figures(_Facts._make(row[1:]), on))
    return found


def listed_figures(
    connection: Connection, club_id: int, on: dt.date, *, before: dt.date
) -> list[LoanWithFigures]:
    """Return the same of each loan of a club by its code and borrower (`ReportTooLong`)."""
    days = {"club": club_id, "on": on, "before": before, "later": before}
    rows = all_rows(connection, _OF_CLUB.params(**days))
    return [
        LoanWithFigures(row[0], row[1], row[2], _figures(_Facts._make(row[4:]), on), row[3])
        for row in rows
    ]


def late_loans(connection: Connection, club_id: int, on: dt.date) -> list[LateLoan]:
    """Return the loans of a club that are in arrears on a day, in one query (`ReportTooLong`)."""
    rows = all_rows(connection, _LATE.params(club=club_id, on=on))
    return [
        LateLoan(
            loan_no=loan_no,
            paper_code=code,
            borrower_no=borrower_no,
            name=name,
            outstanding=outstanding,
            overdue=Parts(*overdue),
            oldest_due_on=oldest,
            days_late=_days_late(oldest, allowed, on),
            days_late_now=_days_late(oldest_now, allowed, on),
            is_rescheduled=bool(is_rescheduled),
            is_restricted=restricted,
        )
        for (
            loan_no, code, borrower_no, name, outstanding, *overdue,
            oldest, oldest_now, allowed, is_rescheduled, restricted,
        ) in rows
    ]  # fmt: skip


def _figures(facts: _Facts, on: dt.date) -> LoanFigures:
    days_late = _days_late(facts.oldest_due_on, facts.days_allowed, on)
    return LoanFigures(
        borrower_no=facts.borrower_no,
        standing=LoanState(facts.outstanding, facts.overdue, days_late, bool(facts.is_rescheduled)),
        lent=facts.lent,
        term_months=facts.term_months,
        on_time=Covered(facts.on_time - facts.was_on_time, facts.fell_due - facts.was_due),
        year=_first_due(facts, facts.was_due),
        quarter=_first_due(facts, facts.was_due_later),
        earned=facts.earned - facts.was_earned,
        given_up=facts.given_up - facts.was_given_up,
    )


def _first_due(facts: _Facts, was_due: int) -> Covered:
    """Return what fell due since then, and what came back of it: money pays the oldest first."""
    paid = min(max(facts.repaid, was_due), facts.fell_due) - was_due
    return Covered(paid, facts.fell_due - was_due)


def _days_late(due_on: dt.date | None, allowed: int, on: dt.date) -> int:
    return max((on - due_on).days - allowed, 0) if due_on else 0
