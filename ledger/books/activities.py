"""Activities as stored, by loan: plans, records, results, incomes and use of the money."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.entries import all_rows
from ledger.books.tables.base import Base
from ledger.books.tables.loan_events import InstalmentRow, LoanStandingRow
from ledger.books.tables.loans import LoanApplicationRow, LoanRow
from ledger.books.tables.members import MemberRow
from ledger.books.tables.outcomes import (
    ActivityPlanRow,
    ActivityRecordRow,
    ActivityResultRow,
    HouseholdIncomeRow,
    LoanUseCheckRow,
)
from ledger.books.types import WHOLE, Day
from ledger.core.loans.purposes import PurposeKind
from ledger.core.loans.steps import LoanStage
from ledger.core.outcomes.activity import (
    ActivityPlan,
    ActivityRecord,
    ActivityResult,
    RecordKind,
)
from ledger.core.outcomes.activity_file import ActivityFile, LentLoan
from ledger.core.outcomes.incomes import Income, Moment
from ledger.core.outcomes.using import UseCheck, UsedFor


def activities_of(
    connection: Connection, club_id: int, loan_nos: Iterable[int] | None = None
) -> dict[int, ActivityFile]:
    """Return what is kept of the activities of a club's loans, or of some, by loan, in two queries.

    Every loan is there, also one of which nothing was told; a loan that the club has not is left
    out. What was told with its application belongs to the loan. Raises `ReportTooLong`.
    """
    wanted: sa.ColumnElement[bool] = sa.true()
    if loan_nos is not None:
        wanted = LoanRow.loan_no.in_(sorted(set(loan_nos)))
    return _filed(connection, club_id, sa.and_(LoanRow.club_id == club_id, wanted))


def activities_of_member(
    connection: Connection, club_id: int, member_no: int
) -> dict[int, ActivityFile]:
    """Return the activities of the loans that a member borrowed, by loan, in two queries."""
    own = sa.and_(LoanRow.club_id == club_id, LoanRow.member_no == member_no)
    return _filed(connection, club_id, own)


def _filed(
    connection: Connection, club_id: int, condition: sa.ColumnElement[bool]
) -> dict[int, ActivityFile]:
    files = {
        one.loan_no: ActivityFile(loan=one) for one in _lent_loans(connection, club_id, condition)
    }
    parts: dict[int, _Parts] = defaultdict(_Parts)
    for row in all_rows(connection, _told(condition)):
        parts[row.loan_no].take(row)
    return {number: parts[number].filed(file) for number, file in files.items()}


def _lent_loans(
    connection: Connection, club_id: int, condition: sa.ColumnElement[bool]
) -> Iterable[LentLoan]:
    loan, standing, member = LoanRow, LoanStandingRow, MemberRow
    asked, part, other = LoanApplicationRow, InstalmentRow, sa.orm.aliased(InstalmentRow)
    last_version = (
        sa.select(sa.func.max(other.version_no))
        .where(other.club_id == club_id, other.loan_no == loan.loan_no)
        .correlate(loan)
        .scalar_subquery()
    )
    ends_on = (
        sa.select(sa.func.max(part.due_on))
        .where(
            part.club_id == club_id, part.loan_no == loan.loan_no, part.version_no == last_version
        )
        .correlate(loan)
        .scalar_subquery()
    )
    query = (
        sa.select(
            loan.loan_no, loan.paper_code, loan.member_no, member.name, member.household_no,
            loan.purpose, asked.purpose_kind, standing.stage, standing.lent,
            standing.disbursed_on, ends_on.label("ends_on"), standing.repaid_on,
            loan.application_no,
        )
        .join(member, sa.and_(member.club_id == club_id, member.member_no == loan.member_no))
        .outerjoin(
            standing, sa.and_(standing.club_id == club_id, standing.loan_no == loan.loan_no)
        )
        .outerjoin(
            asked,
            sa.and_(asked.club_id == club_id, asked.application_no == loan.application_no),
        )
        .where(condition)
        .order_by(loan.loan_no)
    )  # fmt: skip
    for row in all_rows(connection, query):
        yield LentLoan(
            loan_no=row.loan_no, paper_code=row.paper_code, member_no=row.member_no,
            name=row.name, household_no=row.household_no, purpose=row.purpose,
            asked_kind=row.purpose_kind and PurposeKind(row.purpose_kind),
            stage=LoanStage(row.stage or LoanStage.APPROVED.value), lent=row.lent or 0,
            disbursed_on=row.disbursed_on, ends_on=row.ends_on, repaid_on=row.repaid_on,
            application_no=row.application_no,
        )  # fmt: skip


_PLAN, _RECORD, _RESULT, _INCOME, _CHECK = "plan", "record", "result", "income", "check"
_NUMBERS = ("number", "amount", "other", "takes_back")
_DAYS = ("on_day", "until")
_TEXTS = ("kind", "words", "unit")
_SOURCES: tuple[tuple[str, type[Base], Mapping[str, str]], ...] = (
    (_PLAN, ActivityPlanRow, {
        "number": "plan_no", "on_day": "begins_on", "until": "ends_on", "kind": "kind",
        "amount": "cost", "other": "expected_income", "words": "what",
    }),
    (_RECORD, ActivityRecordRow, {
        "number": "record_no", "on_day": "occurred_on", "kind": "kind", "amount": "amount",
        "other": "quantity", "takes_back": "takes_back", "words": "note", "unit": "unit",
    }),
    (_RESULT, ActivityResultRow, {
        "number": "result_no", "on_day": "ended_on", "other": "goes_on", "words": "remark",
    }),
    (_INCOME, HouseholdIncomeRow, {
        "number": "income_no", "on_day": "asked_on", "kind": "moment", "amount": "monthly",
        "words": "question",
    }),
    (_CHECK, LoanUseCheckRow, {
        "number": "check_no", "on_day": "checked_on", "kind": "used_for", "amount": "amount",
        "other": "checked_by", "words": "remark",
    }),
)  # fmt: skip
"""By which columns each of the five tables is read, so that one query reads them all."""


def _told(condition: sa.ColumnElement[bool]) -> sa.Select[*tuple[object, ...]]:
    """Return the query of all that was told of some loans, each table in order of its numbers."""
    rows = sa.union_all(
        *(_one_table(source, row, named, condition) for source, row, named in _SOURCES)
    ).subquery()
    return sa.select(rows).order_by(rows.c.loan_no, rows.c.source, rows.c.number)


def _one_table(
    source: str, row: type[Base], named: Mapping[str, str], condition: sa.ColumnElement[bool]
) -> sa.Select[*tuple[object, ...]]:
    table, loan = row.__table__, LoanRow
    own: sa.ColumnElement[bool] = table.c.loan_no == loan.loan_no
    if "application_no" in table.c:
        with_application = sa.and_(
            table.c.loan_no.is_(None), table.c.application_no == loan.application_no
        )
        own = sa.or_(own, with_application)
    return (
        sa.select(sa.literal(source).label("source"), loan.loan_no, *_columns(table, named))
        .select_from(table)
        .join(loan, sa.and_(loan.club_id == table.c.club_id, own))
        .where(condition)
    )


def _columns(table: sa.FromClause, named: Mapping[str, str]) -> list[sa.ColumnElement[object]]:
    """Return the columns of a table under the names by which all of them are read."""
    return [
        sa.cast(table.c[named[name]] if name in named else sa.null(), kind).label(name)
        for names, kind in ((_NUMBERS, WHOLE), (_DAYS, Day()), (_TEXTS, sa.Text()))
        for name in names
    ]


class _Parts:
    """What was told of one loan, sorted into its kinds as its rows come."""

    def __init__(self) -> None:
        self.plans: list[ActivityPlan] = []
        self.records: list[ActivityRecord] = []
        self.results: list[ActivityResult] = []
        self.incomes: list[Income] = []
        self.checks: list[UseCheck] = []

    def filed(self, file: ActivityFile) -> ActivityFile:
        """Return a loan's file with what was told."""
        return replace(
            file, plans=tuple(self.plans), records=tuple(self.records),
            results=tuple(self.results), incomes=tuple(self.incomes), checks=tuple(self.checks),
        )  # fmt: skip

    def take(self, row: sa.Row[*tuple[object, ...]]) -> None:
        """Take a row of any of the tables."""
        match row.source:
            case "plan":
                self.plans.append(_plan(row))
            case "record":
                self.records.append(_record(row))
            case "result":
                self.results.append(_result(row))
            case "income":
                self.incomes.append(_income(row))
            case _:
                self.checks.append(_check(row))


def _plan(row: sa.Row[*tuple[object, ...]]) -> ActivityPlan:
    return ActivityPlan(
        plan_no=row.number, kind=PurposeKind(row.kind), what=row.words, cost=row.amount,
        expected_income=row.other, begins_on=row.on_day, ends_on=row.until,
    )  # fmt: skip


def _record(row: sa.Row[*tuple[object, ...]]) -> ActivityRecord:
    return ActivityRecord(
        record_no=row.number, occurred_on=row.on_day, kind=RecordKind(row.kind),
        amount=row.amount, quantity=row.other, unit=row.unit, note=row.words,
        takes_back=row.takes_back,
    )  # fmt: skip


def _result(row: sa.Row[*tuple[object, ...]]) -> ActivityResult:
    return ActivityResult(
        result_no=row.number, ended_on=row.on_day, goes_on=bool(row.other), remark=row.words
    )


def _income(row: sa.Row[*tuple[object, ...]]) -> Income:
    return Income(
        income_no=row.number, moment=Moment(row.kind), asked_on=row.on_day, question=row.words,
        monthly=row.amount,
    )  # fmt: skip


def _check(row: sa.Row[*tuple[object, ...]]) -> UseCheck:
    return UseCheck(
        check_no=row.number, checked_on=row.on_day, used_for=UsedFor(row.kind),
        amount=row.amount, checked_by=row.other, remark=row.words,
    )  # fmt: skip


def told_without_loan(
    connection: Connection, club_id: int, member_no: int
) -> tuple[tuple[ActivityPlan, ...], tuple[Income, ...]]:
    """Return a member's plans and incomes of applications that became no loan, in one query."""
    rows = sa.union_all(
        *(
            sa.select(sa.literal(source).label("source"), *_columns(row.__table__, named)).where(
                row.__table__.c.club_id == club_id, row.__table__.c.member_no == member_no,
                row.__table__.c.loan_no.is_(None), _without_loan(row.__table__),
            )
            for source, row, named in _SOURCES
            if source in (_PLAN, _INCOME)
        )
    ).subquery()  # fmt: skip
    parts = _Parts()
    for one in all_rows(connection, sa.select(rows).order_by(rows.c.source, rows.c.number)):
        parts.take(one)
    return tuple(parts.plans), tuple(parts.incomes)


def _without_loan(table: sa.FromClause) -> sa.ColumnElement[bool]:
    return ~sa.exists().where(
        LoanRow.club_id == table.c.club_id, LoanRow.application_no == table.c.application_no
    )


@dataclass(frozen=True, slots=True)
class Asker:
    """Who handed an application in, and of which household."""

    application_no: int
    member_no: int
    household_no: int


def askers_of(
    connection: Connection, club_id: int, application_nos: Iterable[int]
) -> dict[int, Asker]:
    """Return who handed applications in, by their number; one that is not there is left out."""
    asked, member = LoanApplicationRow, MemberRow
    query = (
        sa.select(asked.application_no, asked.member_no, member.household_no)
        .join(member, sa.and_(member.club_id == club_id, member.member_no == asked.member_no))
        .where(asked.club_id == club_id, asked.application_no.in_(sorted(set(application_nos))))
        .order_by(asked.application_no)
    )
    return {row[0]: Asker(*row) for row in connection.execute(query)}
