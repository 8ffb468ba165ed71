"""What a household says of its income before a loan and after it, by the same question."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ledger.core.statements.table import Phrase, phrase

QUESTION = "2026-1"
"""The version of the question that is asked now."""
QUESTIONS: dict[str, Phrase] = {
    QUESTION: phrase(
        "In the last three months, about how much a month did the whole household earn, counting"
        " what you made and ate yourselves?"
    ),
}
"""Each version of the question by its name; what two of them found is not compared."""


class Moment(StrEnum):
    """When a household is asked: before the loan, or after it."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True, kw_only=True)
class Income:
    """What a household said, in đồng a month; None: it was asked, and did not say."""

    income_no: int
    moment: Moment
    asked_on: dt.date
    question: str
    monthly: int | None


class IncomeChange(StrEnum):
    """How a household's income changed by its own words, or why that is not known."""

    UP = "up"
    SAME = "same"
    DOWN = "down"
    NOT_ASKED = "not_asked"
    """Nobody asked before, or nobody asked after."""
    NOT_COMPARABLE = "not_comparable"
    """Before and after other questions were asked; it is counted with what was not asked."""
    NO_ANSWER = "no_answer"
    """It was asked both times, and did not say at least once."""

    @property
    def is_known(self) -> bool:
        """Tell whether two answers stand against each other."""
        return self in (IncomeChange.UP, IncomeChange.SAME, IncomeChange.DOWN)


def last_income(incomes: Iterable[Income], moment: Moment) -> Income | None:
    """Return the last answer of a moment, None where nobody asked."""
    return max(
        (one for one in incomes if one.moment is moment),
        key=lambda one: one.income_no,
        default=None,
    )


def income_change(before: Income | None, after: Income | None) -> IncomeChange:
    """Return how the income changed, by comparing the two sums as they were told."""
    if before is None or after is None:
        return IncomeChange.NOT_ASKED
    if before.question != after.question:
        return IncomeChange.NOT_COMPARABLE
    if before.monthly is None or after.monthly is None:
        return IncomeChange.NO_ANSWER
    if after.monthly == before.monthly:
        return IncomeChange.SAME
    return IncomeChange.UP if after.monthly > before.monthly else IncomeChange.DOWN
