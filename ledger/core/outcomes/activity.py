"""An activity that a loan pays for: what was planned, what happened to it, and what it earned."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ledger.core.loans.purposes import PurposeKind


class RecordKind(StrEnum):
    """What a record tells of an activity."""

    SPENT = "spent"
    """Paid for what the activity needs: animals, feed, seed, goods, tools."""
    SOLD = "sold"
    USED_AT_HOME = "used_at_home"
    """Eaten or used by the household, at the price for which it could have been sold."""
    BORN = "born"
    LOST = "lost"
    """Died, spoilt or stolen; what it was worth is told, and not taken off a second time."""
    ON_HAND = "on_hand"
    """What is there on a day, and what it is worth: a stocktake."""
    TAKEN_BACK = "taken_back"
    """Another record counts no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityPlan:
    """What a loan is to be used for; cost and net income of the whole time in đồng."""

    plan_no: int
    kind: PurposeKind
    what: str
    cost: int
    expected_income: int
    begins_on: dt.date
    ends_on: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityRecord:
    """What happened on a day: `amount` in đồng, `quantity` in whole units."""

    record_no: int
    occurred_on: dt.date
    kind: RecordKind
    amount: int | None = None
    quantity: int | None = None
    unit: str | None = None
    note: str | None = None
    takes_back: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityResult:
    """An activity was summed up on a day; `goes_on`: it does not end with its loan."""

    result_no: int
    ended_on: dt.date
    goes_on: bool
    remark: str | None = None


@dataclass(frozen=True, slots=True)
class ActivitySums:
    """What an activity cost and brought up to a day, in đồng.

    `on_hand` is what the last stocktake found, `counted_on` its day, None where there was none.
    """

    spent: int = 0
    sold: int = 0
    used_at_home: int = 0
    lost: int = 0
    on_hand: int = 0
    counted_on: dt.date | None = None

    @property
    def came_back(self) -> int:
        """Return what was sold and what was used at home, in đồng."""
        return self.sold + self.used_at_home

    @property
    def net(self) -> int:
        """Return the net income in đồng, below zero for a loss.

        What was lost was paid for already, and so is in what was spent.
        """
        return self.came_back + self.on_hand - self.spent


def living(records: Iterable[ActivityRecord]) -> list[ActivityRecord]:
    """Return the records that count, by day and number: none that was taken back."""
    told = list(records)
    gone = {one.takes_back for one in told}
    return sorted(
        (
            one for one in told
            if one.record_no not in gone and one.kind is not RecordKind.TAKEN_BACK
        ),
        key=lambda one: (one.occurred_on, one.record_no),
    )  # fmt: skip


def sums_of(records: Iterable[ActivityRecord], end: dt.date = dt.date.max) -> ActivitySums:
    """Return what an activity cost and brought up to a day, that day included, in đồng.

    All that was counted on the day of the last stocktake is on hand: pigs and hens are two records.
    """
    told = [one for one in living(records) if one.occurred_on <= end]
    counted_on = max(
        (one.occurred_on for one in told if one.kind is RecordKind.ON_HAND), default=None
    )
    return ActivitySums(
        spent=_total(told, RecordKind.SPENT),
        sold=_total(told, RecordKind.SOLD),
        used_at_home=_total(told, RecordKind.USED_AT_HOME),
        lost=_total(told, RecordKind.LOST),
        on_hand=_total([one for one in told if one.occurred_on == counted_on], RecordKind.ON_HAND),
        counted_on=counted_on,
    )


def days_to_pay_back(
    records: Iterable[ActivityRecord], disbursed_on: dt.date, end: dt.date = dt.date.max
) -> int | None:
    """Return after how many days an activity had brought in what it cost, and has ever since.

    Counted from the day the loan was paid out; what is on hand brings in nothing yet. None while
    more was spent than came back, and where nothing was spent.
    """
    balance, since = 0, None
    told = [one for one in living(records) if one.occurred_on <= end]
    for day in sorted({one.occurred_on for one in told}):
        sums = sums_of([one for one in told if one.occurred_on == day])
        balance += sums.came_back - sums.spent
        if balance < 0:
            since = None
        elif since is None:
            since = day
    if since is None or not _total(told, RecordKind.SPENT):
        return None
    return max((since - disbursed_on).days, 0)


@dataclass(frozen=True, slots=True)
class UnitCount:
    """How many of a unit an activity had and gave away, lost ones apart."""

    unit: str
    had: int
    gone: int


def unit_counts(records: Iterable[ActivityRecord]) -> list[UnitCount]:
    """Return by unit how many were bought or born, and how many were sold or used at home.

    A unit of which nothing was bought or born is left out: a pig that was bought is sold by weight.
    """
    had: dict[str, int] = {}
    gone: dict[str, int] = {}
    for one in living(records):
        if one.quantity is None or not one.unit:
            continue
        unit = one.unit.strip().casefold()
        if one.kind in (RecordKind.SPENT, RecordKind.BORN):
            had[unit] = had.get(unit, 0) + one.quantity
        elif one.kind in (RecordKind.SOLD, RecordKind.USED_AT_HOME):
            gone[unit] = gone.get(unit, 0) + one.quantity
    return [UnitCount(unit, count, gone.get(unit, 0)) for unit, count in sorted(had.items())]


def _total(records: Sequence[ActivityRecord], kind: RecordKind) -> int:
    return sum(one.amount or 0 for one in records if one.kind is kind)
