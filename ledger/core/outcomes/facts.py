"""What a loan was and what came of it for its borrower's household, as outcomes count it."""

import datetime as dt
from dataclasses import dataclass

from ledger.core.loans.purposes import PurposeKind
from ledger.core.loans.recovery import Covered
from ledger.core.outcomes.activity import ActivitySums
from ledger.core.outcomes.incomes import Income, IncomeChange, income_change
from ledger.core.workbook.values import HouseholdClass


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanOutcome:
    """A loan with what is known of it on the last day of a statement; amounts in đồng.

    The borrower is who took the loan, not an heir. `class_then` is the household's class on the
    day of disbursement, `class_later` on the last day, None where none is written down;
    `was_reviewed`: a class was written down since the loan. `is_over`: nothing is owed any more;
    `is_late`: something is overdue.
    `paid_to_club`: interest, fines and fees. `on_time`: principal first due up to
    the last day, and what of it came by its due date. `across_standards`: between the two days
    the standard by which classes are given changed.
    """

    club_id: int
    loan_no: int
    paper_code: str
    member_no: int
    household_no: int
    disbursed_on: dt.date
    lent: int
    is_over: bool
    is_late: bool
    is_woman: bool | None
    birth_year: int | None
    ethnic_group: str | None
    in_difficulty: bool | None
    class_then: HouseholdClass | None
    class_later: HouseholdClass | None
    was_reviewed: bool
    across_standards: bool
    kind: PurposeKind | None
    before: Income | None
    after: Income | None
    has_result: bool
    sums: ActivitySums
    paid_to_club: int
    on_time: Covered

    @property
    def change(self) -> IncomeChange:
        """Return how the household's income changed, by what was told with this loan."""
        return income_change(self.before, self.after)

    @property
    def contradicts(self) -> bool:
        """Tell whether what was told does not fit together, which somebody should ask about.

        The income went up though the loan is late or the activity lost money; or an activity is
        summed up of which nothing is recorded but what is on hand. `contradictions` finds more.
        """
        sums, is_up = self.sums, self.change is IncomeChange.UP
        loses = self.has_result and sums.net < 0
        happened = sums.spent or sums.came_back or sums.lost
        return (is_up and (self.is_late or loses)) or (self.has_result and not happened)


@dataclass(frozen=True, slots=True)
class NamedOutcome:
    """A loan's outcome with its borrower's name, for a list inside the club.

    `is_restricted`: the borrower's data are used for the books alone.
    """

    name: str
    outcome: LoanOutcome
    is_restricted: bool = False
