"""What does not go together in what is told of an activity: shown, and never a refusal."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from ledger.core.outcomes.activity import RecordKind, living, unit_counts
from ledger.core.outcomes.activity_file import ActivityFile
from ledger.core.outcomes.incomes import IncomeChange

LONG_OVER = dt.timedelta(days=90)
"""So long after its planned end an activity has had time to be summed up."""


class Contradiction(StrEnum):
    """What does not go together."""

    INCOME_UP_PAYMENTS_LATE = "income_up_payments_late"
    LOSS_BUT_INCOME_UP = "loss_but_income_up"
    SOLD_MORE_THAN_HAD = "sold_more_than_had"
    RESULT_WITHOUT_RECORD = "result_without_record"
    LONG_OVER_NO_RESULT = "long_over_no_result"
    FAR_BELOW_PLAN = "far_below_plan"


@dataclass(frozen=True, slots=True)
class Contradicted:
    """A contradiction with the two figures of it: days, sums in đồng, or counts of a unit."""

    what: Contradiction
    told: int = 0
    against: int = 0
    unit: str = ""
    on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What is held against itself: the activity, how late its loan is in days, and today."""

    file: ActivityFile
    days_late: int
    today: dt.date


def income_up_payments_late(told: Told) -> list[Contradicted]:
    """Find that the household says it earns more, and its loan is late."""
    if told.file.change is IncomeChange.UP and told.days_late > 0:
        return [Contradicted(Contradiction.INCOME_UP_PAYMENTS_LATE, told.days_late)]
    return []


def loss_but_income_up(told: Told) -> list[Contradicted]:
    """Find that the activity lost money, and the household says it earns more."""
    net = told.file.sums.net
    if told.file.result is not None and net < 0 and told.file.change is IncomeChange.UP:
        return [Contradicted(Contradiction.LOSS_BUT_INCOME_UP, net)]
    return []


def sold_more_than_had(told: Told) -> list[Contradicted]:
    """Find of each unit that more went than ever was bought or born."""
    return [
        Contradicted(Contradiction.SOLD_MORE_THAN_HAD, one.gone, one.had, one.unit)
        for one in unit_counts(told.file.records)
        if one.gone > one.had
    ]


def result_without_record(told: Told) -> list[Contradicted]:
    """Find that an activity was summed up of which nothing was written down but a stocktake."""
    happened = [one for one in living(told.file.records) if one.kind is not RecordKind.ON_HAND]
    if told.file.result is not None and not happened:
        return [Contradicted(Contradiction.RESULT_WITHOUT_RECORD)]
    return []


def long_over_no_result(told: Told) -> list[Contradicted]:
    """Find that an activity should be over for long, and was not summed up."""
    plan = told.file.plan
    if plan is None or told.file.result is not None or told.today - plan.ends_on <= LONG_OVER:
        return []
    return [Contradicted(Contradiction.LONG_OVER_NO_RESULT, on=plan.ends_on)]


def far_below_plan(told: Told) -> list[Contradicted]:
    """Find that an activity earned less than half of what was expected, in đồng."""
    plan, net = told.file.plan, told.file.sums.net
    if plan is None or told.file.result is None or 2 * net >= plan.expected_income:
        return []
    return [Contradicted(Contradiction.FAR_BELOW_PLAN, net, plan.expected_income)]


CHECKS: tuple[Callable[[Told], list[Contradicted]], ...] = (
    income_up_payments_late, loss_but_income_up, sold_more_than_had, result_without_record,
    long_over_no_result, far_below_plan,
)  # fmt: skip


def contradictions(told: Told) -> list[Contradicted]:
    """Return all that does not go together, in the order of `CHECKS`."""
    return [found for check in CHECKS for found in check(told)]
