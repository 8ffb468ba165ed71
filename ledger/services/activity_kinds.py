"""The kinds of acts about activities: planned, recorded, summed up, asked about, looked at."""

from typing import TypeVar

from ledger.core.acts.activities import (
    ActivityPlanned,
    ActivityRecorded,
    ActivitySummedUp,
    ActivityTold,
    IncomeAsked,
    RecordTakenBack,
    UseChecked,
)
from ledger.services.activities import tell_activities
from ledger.services.doing import ActKind, Doing, Done

Told = TypeVar(
    "Told", ActivityPlanned, ActivityRecorded, RecordTakenBack, ActivitySummedUp, IncomeAsked,
    UseChecked,
)  # fmt: skip


def _tell(doing: Doing, told: ActivityTold) -> Done:
    tell_activities(
        doing.connection, doing.club, (told,), doing.request, today=doing.today
    )  # fmt: skip
    if isinstance(told, ActivityPlanned | IncomeAsked) and told.loan_no is None:
        number = told.application_no
        return Done(f"application {number}", application_no=number)
    return Done(f"loan {told.loan_no}", loan_no=told.loan_no)


def _kind(name: str, told: type[Told]) -> ActKind[Told]:
    return ActKind(name, told, _tell)


KINDS = (
    _kind("plan-activity", ActivityPlanned),
    _kind("record-activity", ActivityRecorded),
    _kind("take-back-activity-record", RecordTakenBack),
    _kind("sum-up-activity", ActivitySummedUp),
    _kind("ask-income", IncomeAsked),
    _kind("check-use", UseChecked),
)
"""None of them moves money or decides on any, so that none waits for a second person."""
