"""Writing what is told of activities: many rows of each table in one go, numbered in order."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.numbers import Listed, take_many
from ledger.books.tables.base import Base
from ledger.books.tables.outcomes import (
    ActivityPlanRow,
    ActivityRecordRow,
    ActivityResultRow,
    HouseholdIncomeRow,
    LoanUseCheckRow,
)
from ledger.core.acts.activities import (
    ActivityPlanned,
    ActivityRecorded,
    ActivitySummedUp,
    IncomeAsked,
    RecordTakenBack,
    UseChecked,
)
from ledger.core.outcomes.activity import RecordKind

_TABLES: Mapping[Listed, tuple[type[Base], str]] = {
    Listed.ACTIVITY_PLAN: (ActivityPlanRow, "plan_no"),
    Listed.ACTIVITY_RECORD: (ActivityRecordRow, "record_no"),
    Listed.HOUSEHOLD_INCOME: (HouseholdIncomeRow, "income_no"),
    Listed.LOAN_USE_CHECK: (LoanUseCheckRow, "check_no"),
}


@dataclass(frozen=True, slots=True)
class ToldBy:
    """Into which club something is written, when it was told, and by which user."""

    club_id: int
    at: dt.datetime
    by: int


def add_plans(
    connection: Connection, told: ToldBy, plans: Sequence[tuple[ActivityPlanned, int]]
) -> list[int]:
    """Store plans, each with the member's number, and return their numbers."""
    rows = [
        {
            "member_no": member_no, "application_no": one.application_no, "loan_no": one.loan_no,
            "kind": one.kind.value, "what": one.what, "cost": one.cost,
            "expected_income": one.expected_income, "begins_on": one.begins_on,
            "ends_on": one.ends_on,
        }
        for one, member_no in plans
    ]  # fmt: skip
    return _add(connection, told, Listed.ACTIVITY_PLAN, rows)


def add_records(
    connection: Connection, told: ToldBy, records: Sequence[ActivityRecorded | RecordTakenBack]
) -> list[int]:
    """Store records, and takings back of others, and return their numbers."""
    rows = [_record(one) for one in records]
    return _add(connection, told, Listed.ACTIVITY_RECORD, rows)


def add_incomes(
    connection: Connection,
    told: ToldBy,
    incomes: Sequence[tuple[IncomeAsked, int, int]],
    question: str,
) -> list[int]:
    """Store what households said, each with the household's and the member's number."""
    rows = [
        {
            "household_no": household_no, "member_no": member_no,
            "application_no": one.application_no, "loan_no": one.loan_no,
            "moment": one.moment.value, "asked_on": one.on, "question": question,
            "monthly": one.monthly,
        }
        for one, household_no, member_no in incomes
    ]  # fmt: skip
    return _add(connection, told, Listed.HOUSEHOLD_INCOME, rows)


def add_checks(connection: Connection, told: ToldBy, checks: Sequence[UseChecked]) -> list[int]:
    """Store what was seen of the use of loans, and return the numbers."""
    rows = [
        {
            "loan_no": one.loan_no, "checked_on": one.on, "used_for": one.used_for.value,
            "amount": one.amount, "checked_by": one.checked_by, "remark": one.remark,
        }
        for one in checks
    ]  # fmt: skip
    return _add(connection, told, Listed.LOAN_USE_CHECK, rows)


def add_results(
    connection: Connection,
    told: ToldBy,
    results: Sequence[ActivitySummedUp],
    there: Mapping[int, int],
) -> None:
    """Store results; `there` is by loan how many it has, from which its numbers go on."""
    if not results:
        return
    last = Counter(there)
    rows = []
    for one in results:
        last[one.loan_no] += 1
        rows.append({
            "result_no": last[one.loan_no], "loan_no": one.loan_no, "ended_on": one.on,
            "goes_on": int(one.goes_on), "remark": one.remark, **_stamp(told),
        })  # fmt: skip
    connection.execute(sa.insert(ActivityResultRow), rows)


def _record(one: ActivityRecorded | RecordTakenBack) -> dict[str, object]:
    if isinstance(one, RecordTakenBack):
        return {
            "loan_no": one.loan_no, "occurred_on": one.on, "kind": RecordKind.TAKEN_BACK.value,
            "quantity": None, "unit": None, "amount": None, "note": one.note,
            "takes_back": one.record_no,
        }  # fmt: skip
    return {
        "loan_no": one.loan_no, "occurred_on": one.on, "kind": one.kind.value,
        "quantity": one.quantity, "unit": one.unit, "amount": one.amount, "note": one.note,
        "takes_back": None,
    }  # fmt: skip


def _add(
    connection: Connection,
    told: ToldBy,
    what: Listed,
    rows: Sequence[Mapping[str, object]],
) -> list[int]:
    if not rows:
        return []
    table, key = _TABLES[what]
    numbers = list(take_many(connection, told.club_id, what, len(rows)))
    stamp = _stamp(told)
    connection.execute(
        sa.insert(table),
        [{**row, key: number, **stamp} for row, number in zip(rows, numbers, strict=True)],
    )
    return numbers


def _stamp(told: ToldBy) -> dict[str, object]:
    return {"club_id": told.club_id, "recorded_at": told.at, "recorded_by": told.by}
