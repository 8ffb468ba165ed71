"""All that is kept of the activity of one loan, with the loan it belongs to."""

import datetime as dt
from dataclasses import dataclass, replace

from ledger.core.loans.purposes import PurposeKind
from ledger.core.loans.steps import LoanStage
from ledger.core.outcomes.activity import (
    ActivityPlan,
    ActivityRecord,
    ActivityResult,
    ActivitySums,
    days_to_pay_back,
    sums_of,
)
from ledger.core.outcomes.incomes import Income, IncomeChange, Moment, income_change, last_income
from ledger.core.outcomes.using import Use, UseCheck, use_of


@dataclass(frozen=True, slots=True, kw_only=True)
class LentLoan:
    """The loan behind an activity; sums in đồng.

    `asked_kind` is what the application said it was for, None where there is none. `ends_on` is the
    last due date as the loan stands, `repaid_on` the day on which nothing was owed any more.
    """

    loan_no: int
    paper_code: str
    member_no: int
    name: str
    household_no: int
    purpose: str | None
    asked_kind: PurposeKind | None
    stage: LoanStage
    lent: int
    disbursed_on: dt.date | None
    ends_on: dt.date | None
    repaid_on: dt.date | None
    application_no: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityFile:
    """What was planned, what happened, what came of it, what was said and seen."""

    loan: LentLoan
    plans: tuple[ActivityPlan, ...] = ()
    records: tuple[ActivityRecord, ...] = ()
    results: tuple[ActivityResult, ...] = ()
    incomes: tuple[Income, ...] = ()
    checks: tuple[UseCheck, ...] = ()

    @property
    def plan(self) -> ActivityPlan | None:
        """Return the plan that counts, the last one."""
        return max(self.plans, key=lambda one: one.plan_no, default=None)

    @property
    def result(self) -> ActivityResult | None:
        """Return the result that counts, the last one."""
        return max(self.results, key=lambda one: one.result_no, default=None)

    @property
    def kind(self) -> PurposeKind | None:
        """Return the kind of work by the plan, else by the application; None where none says."""
        return self.loan.asked_kind if self.plan is None else self.plan.kind

    @property
    def sums(self) -> ActivitySums:
        """Return what it cost and brought, up to the day on which it was summed up, if it was.

        What an activity that goes on brings after that counts when it is summed up again.
        """
        return sums_of(self.records, self._end)

    @property
    def pays_back_in(self) -> int | None:
        """Return after how many days it had brought in what it cost, None while it has not."""
        if self.loan.disbursed_on is None:
            return None
        return days_to_pay_back(self.records, self.loan.disbursed_on, self._end)

    @property
    def before(self) -> Income | None:
        """Return what the household said of its income before the loan."""
        return last_income(self.incomes, Moment.BEFORE)

    @property
    def after(self) -> Income | None:
        """Return what the household said of its income after the loan."""
        return last_income(self.incomes, Moment.AFTER)

    @property
    def change(self) -> IncomeChange:
        """Return how the household's income changed by its own words."""
        return income_change(self.before, self.after)

    @property
    def use(self) -> Use:
        """Return what the money was used for, as far as somebody saw it."""
        return use_of(self.checks, self.kind, self.loan.lent)

    def sums_up_to(self, end: dt.date, on_hand: int | None = None) -> ActivitySums:
        """Return what it cost and brought up to a day, with what is counted on that day, if it is.

        `on_hand` takes the place of every count before, in đồng.
        """
        found = sums_of(self.records, end)
        return found if on_hand is None else replace(found, on_hand=on_hand, counted_on=end)

    @property
    def _end(self) -> dt.date:
        return dt.date.max if self.result is None else self.result.ended_on
