"""The loans paid out in some days with what came of them, of one club or of many."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.orm import aliased

from ledger.books.restrictions import is_restricted
from ledger.books.standards import poverty_standards
from ledger.books.tables.clubs import ClubRow
from ledger.books.tables.loan_events import LoanSpanRow, LoanStandingRow
from ledger.books.tables.loans import LoanApplicationRow, LoanRow
from ledger.books.tables.members import HouseholdClassRow, MemberRow
from ledger.books.tables.outcomes import (
    ActivityPlanRow,
    ActivityRecordRow,
    ActivityResultRow,
    HouseholdIncomeRow,
)
from ledger.books.types import WHOLE, Day
from ledger.core.loans.purposes import PurposeKind
from ledger.core.loans.recovery import Covered
from ledger.core.loans.steps import LoanStage
from ledger.core.outcomes.activity import ActivitySums, RecordKind
from ledger.core.outcomes.facts import LoanOutcome, NamedOutcome
from ledger.core.outcomes.incomes import Income, Moment
from ledger.core.outcomes.standards import PovertyStandard, is_break
from ledger.core.workbook.values import HouseholdClass, Sex

Key: TypeAlias = tuple[int, bool, int]
"""A club, whether a loan is meant or an application, and its number."""

Days: TypeAlias = dict[str, list[int] | dt.date]
NO_SUMS = ActivitySums()
_OVER = frozenset({LoanStage.REPAID.value, LoanStage.CLOSED.value})
_KINDS = {one.value: one for one in PurposeKind}
_CLASSES = {one.value: one for one in HouseholdClass}
_MOMENTS = {one.value: one for one in Moment}
_CLUBS = sa.bindparam("clubs", type_=WHOLE, expanding=True)
_BEGIN, _END = (sa.bindparam(name, type_=Day()) for name in ("begin", "end"))
_LOAN, _NOW, _MEMBER, _ASKED = LoanRow, LoanSpanRow, MemberRow, LoanApplicationRow
_STANDING, _CLASS, _RESULT, _RECORD = (
    LoanStandingRow, HouseholdClassRow, ActivityResultRow, ActivityRecordRow,
)  # fmt: skip


def _class_row(
    column: sa.orm.InstrumentedAttribute[str] | sa.orm.InstrumentedAttribute[dt.date],
    day: sa.ColumnElement[dt.date] | sa.orm.InstrumentedAttribute[dt.date | None],
) -> sa.ScalarSelect[str | dt.date]:
    """Return what stands in the class of the borrower's household that holds on a day."""
    return (
        sa.select(column)
        .where(
            _CLASS.club_id == _MEMBER.club_id, _CLASS.household_no == _MEMBER.household_no,
            _CLASS.valid_from <= day,
        )
        .order_by(_CLASS.valid_from.desc())
        .limit(1)
        .scalar_subquery()
    )  # fmt: skip


_ENDED = sa.and_(
    _RESULT.club_id == _LOAN.club_id, _RESULT.loan_no == _LOAN.loan_no, _RESULT.ended_on <= _END
)
_COLUMNS = (
    _LOAN.club_id, _LOAN.loan_no, _LOAN.paper_code, _LOAN.member_no, _MEMBER.household_no,
    _LOAN.application_no, _STANDING.disbursed_on, _NOW.lent, _NOW.stage, _NOW.oldest_due_on,
    _NOW.days_allowed,
    _MEMBER.sex, _MEMBER.birth_year, _MEMBER.ethnic_group, _MEMBER.in_difficulty,
    _ASKED.in_difficulty, _ASKED.purpose_kind, _NOW.earned,
    _NOW.on_time, _NOW.fell_due, ClubRow.province,
    _class_row(_CLASS.class_, _STANDING.disbursed_on),
    _class_row(_CLASS.class_, _END),
    _class_row(_CLASS.valid_from, _END),
    sa.exists().where(_ENDED),
)  # fmt: skip


class _Read(NamedTuple):
    """A loan as it is read, in the order of `_COLUMNS`: a name costs less so than of a row."""

    club_id: int
    loan_no: int
    paper_code: str
    member_no: int
    household_no: int
    application_no: int | None
    disbursed_on: dt.date
    lent: int
    stage: str
    due_on: dt.date | None
    days_allowed: int
    sex: str | None
    birth_year: int | None
    ethnic_group: str | None
    in_difficulty: int | None
    asked_in_difficulty: int | None
    asked_kind: str | None
    earned: int
    on_time: int
    fell_due: int
    province: str | None
    class_then: str | None
    class_later: str | None
    class_since: dt.date | None
    has_result: int


class _Summed(NamedTuple):
    """What the activity of a loan cost and brought, as it is read by `_SUMS`, in đồng."""

    club_id: int
    loan_no: int
    spent: int
    sold: int
    used_at_home: int
    lost: int
    on_hand: int
    counted_on: dt.date | None


_COLUMNS_READ = len(_COLUMNS)


def _of(other: type[LoanSpanRow] | type[LoanStandingRow]) -> sa.ColumnElement[bool]:
    return sa.and_(other.club_id == _LOAN.club_id, other.loan_no == _LOAN.loan_no)


def _borrowed(
    *more: sa.ColumnElement[bool] | sa.orm.InstrumentedAttribute[str],
) -> sa.Select[*tuple[object, ...]]:
    """Return the query of the loans paid out in some days, in order of disbursement."""
    return (
        sa.select(*_COLUMNS, *more)
        .join(_STANDING, _of(_STANDING))
        .join(_NOW, sa.and_(_of(_NOW), _NOW.since <= _END, _NOW.until >= _END))
        .join(
            _MEMBER,
            sa.and_(_MEMBER.club_id == _LOAN.club_id, _MEMBER.member_no == _LOAN.member_no),
        )
        .join(ClubRow, ClubRow.club_id == _LOAN.club_id)
        .outerjoin(
            _ASKED,
            sa.and_(_ASKED.club_id == _LOAN.club_id, _ASKED.application_no == _LOAN.application_no),
        )
        .where(_LOAN.club_id.in_(_CLUBS), _STANDING.disbursed_on.between(_BEGIN, _END))
        .order_by(_LOAN.club_id, _STANDING.disbursed_on, _LOAN.loan_no)
    )


_LOANS = _borrowed()
_NAMED = _borrowed(_MEMBER.name, is_restricted(_LOAN.club_id, _MEMBER.member_no))
_PLANS = (
    sa.select(
        ActivityPlanRow.club_id, ActivityPlanRow.loan_no, ActivityPlanRow.application_no,
        ActivityPlanRow.plan_no, ActivityPlanRow.kind,
    )
    .where(ActivityPlanRow.club_id.in_(_CLUBS))
    .order_by(ActivityPlanRow.club_id, ActivityPlanRow.plan_no)
)  # fmt: skip
_TOLD = HouseholdIncomeRow
_INCOMES = (
    sa.select(
        _TOLD.club_id, _TOLD.loan_no, _TOLD.application_no, _TOLD.income_no, _TOLD.moment,
        _TOLD.asked_on, _TOLD.question, _TOLD.monthly,
    )
    .where(_TOLD.club_id.in_(_CLUBS), _TOLD.asked_on <= _END)
    .order_by(_TOLD.club_id, _TOLD.income_no)
)  # fmt: skip


def _living() -> sa.Select[*tuple[object, ...]]:
    """Return the records that count, up to the result with which an activity ended.

    They have the day of the last stocktake beside them, of all of whose things are on hand.
    """
    back = aliased(_RECORD, name="back")
    is_taken_back = sa.exists().where(
        back.club_id == _RECORD.club_id, back.loan_no == _RECORD.loan_no,
        back.record_no > _RECORD.record_no, back.takes_back == _RECORD.record_no,
    )  # fmt: skip
    ended_on = (
        sa.select(sa.case((_RESULT.goes_on == 0, _RESULT.ended_on)))
        .where(
            _RESULT.club_id == _RECORD.club_id, _RESULT.loan_no == _RECORD.loan_no,
            _RESULT.ended_on <= _END,
        )
        .order_by(_RESULT.result_no.desc())
        .limit(1)
        .scalar_subquery()
    )  # fmt: skip
    stocktake = sa.case((_RECORD.kind == RecordKind.ON_HAND.value, _RECORD.occurred_on))
    return (
        sa.select(
            _RECORD.club_id, _RECORD.loan_no, _RECORD.kind, _RECORD.amount, _RECORD.occurred_on,
            sa.func.max(stocktake)
            .over(partition_by=(_RECORD.club_id, _RECORD.loan_no))
            .label("counted_on"),
        )
        .where(
            _RECORD.club_id.in_(_CLUBS), _RECORD.occurred_on <= sa.func.coalesce(ended_on, _END),
            ~is_taken_back,
        )
    )  # fmt: skip


def _summed() -> sa.Select[*tuple[object, ...]]:
    """Return the query of the sums of each loan's activity, in đồng."""
    told = _living().subquery("told")

    def total(kind: RecordKind) -> sa.ColumnElement[int]:
        is_kind = told.c.kind == kind.value
        if kind is RecordKind.ON_HAND:
            is_kind = sa.and_(is_kind, told.c.occurred_on == told.c.counted_on)
        amount = sa.func.sum(sa.case((is_kind, sa.func.coalesce(told.c.amount, 0)), else_=0))
        return sa.cast(amount, WHOLE)

    kinds = (
        RecordKind.SPENT, RecordKind.SOLD, RecordKind.USED_AT_HOME, RecordKind.LOST,
        RecordKind.ON_HAND,
    )  # fmt: skip
    return sa.select(
        told.c.club_id, told.c.loan_no, *map(total, kinds), sa.func.max(told.c.counted_on)
    ).group_by(told.c.club_id, told.c.loan_no)


_SUMS = _summed()
"""Built once: to put a query together takes as long as to run it."""


@dataclass(slots=True)
class _Told:
    """What was told with the loans of some clubs, or with their applications; the last counts."""

    kinds: dict[Key, tuple[int, PurposeKind]] = field(default_factory=dict)
    before: dict[Key, Income] = field(default_factory=dict)
    after: dict[Key, Income] = field(default_factory=dict)
    sums: dict[Key, ActivitySums] = field(default_factory=dict)
    standards: Sequence[PovertyStandard] = ()
    _breaks: dict[tuple[str | None, dt.date], bool] = field(default_factory=dict)

    def kind(self, loan: Key, asked: Key) -> PurposeKind | None:
        """Return the kind of activity of a loan's last plan, None where there is none."""
        plans = [self.kinds[key] for key in (loan, asked) if key in self.kinds]
        return max(plans)[1] if plans else None

    def is_across(self, province: str | None, day: dt.date, end: dt.date) -> bool:
        """Tell whether classes of two days are given by different standards."""
        key = province, day
        if key not in self._breaks:
            self._breaks[key] = is_break(self.standards, day, end, province)
        return self._breaks[key]


def _last(incomes: Mapping[Key, Income], loan: Key, asked: Key) -> Income | None:
    """Return what was told last with a loan or its application."""
    one, other = incomes.get(loan), incomes.get(asked)
    if one is None or other is None:
        return one or other
    return one if one.income_no > other.income_no else other


def loan_outcomes(
    connection: Connection, club_ids: Sequence[int], begin: dt.date, end: dt.date
) -> Mapping[int, list[LoanOutcome]]:
    """Return by club the loans paid out in some days with what came of them up to the last.

    They are in order of disbursement. In five queries, however many clubs there are.
    """
    days: Days = {"clubs": list(club_ids), "begin": begin, "end": end}
    told = _told(connection, days)
    found: dict[int, list[LoanOutcome]] = {}
    for row in connection.execute(_LOANS, days):
        found.setdefault(row.club_id, []).append(_outcome(row, told, end))
    return found


def named_outcomes(
    connection: Connection, club_id: int, begin: dt.date, end: dt.date
) -> list[NamedOutcome]:
    """Return the same of one club with the borrowers' names."""
    days: Days = {"clubs": [club_id], "begin": begin, "end": end}
    told = _told(connection, days)
    return [
        NamedOutcome(row.name, _outcome(row, told, end), row.is_restricted)
        for row in connection.execute(_NAMED, days)
    ]


def first_disbursement(connection: Connection, club_ids: Sequence[int]) -> dt.date | None:
    """Return the day of the first loan of some clubs, None where none was paid out."""
    query = sa.select(sa.func.min(_STANDING.disbursed_on)).where(_STANDING.club_id.in_(club_ids))
    return connection.execute(query).scalar()


def _told(connection: Connection, days: Days) -> _Told:
    told = _Told(standards=poverty_standards(connection))
    for club_id, loan_no, asked_no, number, kind in connection.execute(_PLANS, days):
        told.kinds[club_id, loan_no is not None, loan_no or asked_no or 0] = number, _KINDS[kind]
    for one in connection.execute(_INCOMES, days):
        club_id, loan_no, asked_no, number, moment, asked_on, question, monthly = one
        found = told.before if moment == Moment.BEFORE else told.after
        found[club_id, loan_no is not None, loan_no or asked_no or 0] = Income(
            income_no=number, moment=_MOMENTS[moment], asked_on=asked_on, question=question,
            monthly=monthly,
        )  # fmt: skip
    for row in connection.execute(_SUMS, days):
        sums = _Summed._make(row)
        told.sums[sums.club_id, True, sums.loan_no] = ActivitySums(
            sums.spent, sums.sold, sums.used_at_home, sums.lost, sums.on_hand, sums.counted_on
        )
    return told


def _outcome(row: sa.Row[*tuple[object, ...]], told: _Told, end: dt.date) -> LoanOutcome:
    read = _Read._make(row[:_COLUMNS_READ])
    loan = (read.club_id, True, read.loan_no)
    asked = (read.club_id, False, read.application_no or 0)
    then, later, since, due_on = read.class_then, read.class_later, read.class_since, read.due_on
    return LoanOutcome(
        club_id=read.club_id, loan_no=read.loan_no, paper_code=read.paper_code,
        member_no=read.member_no, household_no=read.household_no, disbursed_on=read.disbursed_on,
        lent=read.lent, is_over=read.stage in _OVER,
        is_late=due_on is not None and (end - due_on).days > read.days_allowed,
        is_woman=read.sex == Sex.FEMALE if read.sex else None, birth_year=read.birth_year,
        ethnic_group=read.ethnic_group,
        in_difficulty=_in_difficulty(read.in_difficulty, read.asked_in_difficulty),
        class_then=_CLASSES[then] if then else None,
        class_later=_CLASSES[later] if later else None,
        was_reviewed=since is not None and since > read.disbursed_on,
        across_standards=told.is_across(read.province, read.disbursed_on, end),
        kind=told.kind(loan, asked) or (_KINDS[read.asked_kind] if read.asked_kind else None),
        before=_last(told.before, loan, asked), after=_last(told.after, loan, asked),
        has_result=bool(read.has_result), sums=told.sums.get(loan, NO_SUMS),
        paid_to_club=read.earned, on_time=Covered(read.on_time, read.fell_due),
    )  # fmt: skip


def _in_difficulty(known: int | None, asked: int | None) -> bool | None:
    """Tell whether a borrower is in difficulty: by the member's own record or the application.

    None where the member's record does not say, and the application does not say so.
    """
    if known or asked:
        return True
    return None if known is None else False
