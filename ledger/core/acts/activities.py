"""What is told of activities, as somebody asks for it to be kept: sums in đồng, days, numbers."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from ledger.core.acts.shared import SumNotAboveZero, missing_words
from ledger.core.errors import LedgerError, RuleBroken
from ledger.core.loans.application import Asked
from ledger.core.loans.purposes import PurposeKind
from ledger.core.money import LARGEST_MINOR, AmountTooLarge
from ledger.core.outcomes.activity import RecordKind
from ledger.core.outcomes.incomes import Moment
from ledger.core.outcomes.using import UsedFor
from ledger.core.periods import months_later


@dataclass(eq=False)
class SumBelowZero(RuleBroken):
    """A cost or an income that is told is zero or more, in đồng."""

    amount: int


@dataclass(eq=False)
class PlanWithoutLoan(RuleBroken):
    """A plan belongs to a loan or to an application for one."""


@dataclass(eq=False)
class IncomeWithoutLoan(RuleBroken):
    """An income is asked about a loan or an application for one."""


@dataclass(eq=False)
class PlanEndsBeforeItBegins(RuleBroken):
    """The last day of a plan is before its first."""

    begins_on: dt.date
    ends_on: dt.date


@dataclass(eq=False)
class RecordSaysNothing(RuleBroken):
    """A record of this kind needs a sum, or a quantity: `kind` says which record it is."""

    kind: str


@dataclass(eq=False)
class QuantityNotAboveZero(RuleBroken):
    """What is counted is one or more."""

    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityPlanned:
    """What a loan is to be used for; `expected_income` is net, in the whole time."""

    kind: PurposeKind
    what: str
    cost: int
    expected_income: int
    begins_on: dt.date
    ends_on: dt.date
    loan_no: int | None = None
    application_no: int | None = None

    def faults(self) -> Iterator[LedgerError]:
        """Yield what is wrong with it by itself."""
        if self.loan_no is None and self.application_no is None:
            yield PlanWithoutLoan()
        yield from missing_words("plan", self.what)
        yield from wrong_sum(self.cost)
        yield from wrong_sum(self.expected_income)
        if self.ends_on < self.begins_on:
            yield PlanEndsBeforeItBegins(begins_on=self.begins_on, ends_on=self.ends_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityRecorded:
    """Something happened to an activity on a day."""

    loan_no: int
    on: dt.date
    kind: RecordKind
    amount: int | None = None
    quantity: int | None = None
    unit: str | None = None
    note: str | None = None

    def faults(self) -> Iterator[LedgerError]:
        """Yield what is wrong with it by itself.

        What is born has no sum, and what is lost may have none; all else is told in đồng. A
        stocktake may find nothing.
        """
        kind = self.kind
        if kind is RecordKind.BORN:
            if self.quantity is None:
                yield RecordSaysNothing(kind=kind.value)
        elif kind is RecordKind.LOST:
            if self.quantity is None and self.amount is None:
                yield RecordSaysNothing(kind=kind.value)
        elif self.amount is None or kind is RecordKind.TAKEN_BACK:
            yield RecordSaysNothing(kind=kind.value)
        elif kind is not RecordKind.ON_HAND and not self.amount:
            yield SumNotAboveZero(amount=self.amount)
        yield from wrong_sum(self.amount)
        if self.quantity is not None and self.quantity <= 0:
            yield QuantityNotAboveZero(quantity=self.quantity)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordTakenBack:
    """A record of an activity was wrong, and counts no more; `note` says why, if anything."""

    record_no: int
    loan_no: int
    on: dt.date
    note: str | None = None

    def faults(self) -> Iterator[LedgerError]:
        """Yield nothing: what it takes back is looked for where it stands."""
        return iter(())


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomeAsked:
    """A household was asked for its income, in đồng a month; None: it did not say."""

    moment: Moment
    on: dt.date
    monthly: int | None
    loan_no: int | None = None
    application_no: int | None = None

    def faults(self) -> Iterator[LedgerError]:
        """Yield what is wrong with it by itself."""
        if self.loan_no is None and self.application_no is None:
            yield IncomeWithoutLoan()
        yield from wrong_sum(self.monthly)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivitySummedUp:
    """An activity is over, or is summed up for its loan.

    `on_hand` is what the stocktake of the day found, in đồng, None where nobody took stock.
    `asks_income`: the household was asked for its income after the loan, and said `monthly`.
    """

    loan_no: int
    on: dt.date
    goes_on: bool
    on_hand: int | None = None
    asks_income: bool = False
    monthly: int | None = None
    remark: str | None = None

    def faults(self) -> Iterator[LedgerError]:
        """Yield what is wrong with it by itself."""
        yield from wrong_sum(self.on_hand)
        yield from wrong_sum(self.monthly)


@dataclass(frozen=True, slots=True, kw_only=True)
class UseChecked:
    """Somebody of the board saw what so much of a loan was used for, in đồng."""

    loan_no: int
    on: dt.date
    used_for: UsedFor
    amount: int
    checked_by: int
    remark: str | None = None

    def faults(self) -> Iterator[LedgerError]:
        """Yield what is wrong with it by itself."""
        if self.amount <= 0:
            yield SumNotAboveZero(amount=self.amount)
        yield from wrong_sum(max(self.amount, 0))


ActivityTold: TypeAlias = (
    ActivityPlanned
    | ActivityRecorded
    | RecordTakenBack
    | IncomeAsked
    | ActivitySummedUp
    | UseChecked
)


def wrong_sum(amount: int | None) -> Iterator[LedgerError]:
    """Yield what is wrong with a sum that may be zero (`SumBelowZero`, `AmountTooLarge`)."""
    if amount is None:
        return
    if amount < 0:
        yield SumBelowZero(amount=amount)
    elif amount > LARGEST_MINOR:
        yield AmountTooLarge(amount=amount)


@dataclass(eq=False)
class PlanIncomplete(RuleBroken):
    """A plan with an application says its cost and its income; `lacks` is the one it does not."""

    lacks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationHandedIn:
    """An application, with what it is to cost, from when until when, and the income before.

    `cost` None: it has no plan. It runs as long as the loan unless days are said. What is expected
    of it a month stands in the application. `asks_income`: the household was asked, and said
    `monthly`.
    """

    asked: Asked
    cost: int | None = None
    begins_on: dt.date | None = None
    ends_on: dt.date | None = None
    asks_income: bool = False
    monthly: int | None = None

    @property
    def begins(self) -> dt.date:
        """Return the first day of the plan."""
        return self.begins_on or self.asked.applied_on

    @property
    def ends(self) -> dt.date:
        """Return the last day of the plan."""
        return self.ends_on or months_later(self.begins, self.asked.instalments)

    @property
    def expected_income(self) -> int:
        """Return the net income that is expected of the whole time, in đồng."""
        return (self.asked.expected_income or 0) * months_begun(self.begins, self.ends)

    def faults(self) -> Iterator[LedgerError]:
        """Yield what is wrong with the plan by itself (`PlanIncomplete`)."""
        if self.cost is None:
            if self.begins_on is not None or self.ends_on is not None:
                yield PlanIncomplete(lacks="cost")
        elif self.asked.expected_income is None:
            yield PlanIncomplete(lacks="income")

    def told_of(self, application_no: int) -> tuple[ActivityTold, ...]:
        """Return what is kept beside the application, once it has its number."""
        asked = self.asked
        told: list[ActivityTold] = []
        if self.cost is not None:
            told.append(
                ActivityPlanned(
                    kind=asked.purpose_kind, what=asked.plan or asked.purpose, cost=self.cost,
                    expected_income=self.expected_income, begins_on=self.begins,
                    ends_on=self.ends, application_no=application_no,
                )
            )  # fmt: skip
        if self.asks_income:
            told.append(
                IncomeAsked(
                    moment=Moment.BEFORE, on=asked.applied_on, monthly=self.monthly,
                    application_no=application_no,
                )
            )  # fmt: skip
        return tuple(told)


def months_begun(first: dt.date, last: dt.date) -> int:
    """Return how many months begin from one day up to another, at least one."""
    whole = (last.year - first.year) * 12 + last.month - first.month
    return max(whole + (last.day > first.day), 1)
