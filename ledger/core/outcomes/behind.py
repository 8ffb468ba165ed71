"""The loans behind each figure of an outcome statement."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from ledger.core.outcomes.facts import LoanOutcome
from ledger.core.outcomes.group_outcome import by_household, by_person, last_told
from ledger.core.outcomes.incomes import IncomeChange, income_change
from ledger.core.outcomes.sums import Standing, standing_of

Loans = Sequence[LoanOutcome]
Choice = Callable[[Loans], bool]


class Measure(StrEnum):
    """What a figure counts, as an address names it."""

    LOANS = "loans"
    RUNNING = "running"
    TOLD = "told"
    UP = "up"
    SAME = "same"
    DOWN = "down"
    NO_ANSWER = "no-answer"
    NOT_ASKED = "not-asked"
    NOT_COMPARABLE = "not-comparable"
    RUNS_STILL = "runs-still"
    RESULT = "result"
    NO_RESULT = "no-result"
    LOSS = "loss"
    POOR = "poor"
    LEFT = "left"
    TO_NEAR_POOR = "to-near-poor"
    TO_ABOVE = "to-above"
    STILL_POOR = "still-poor"
    NOT_REVIEWED = "not-reviewed"
    CLASS_UNKNOWN = "class-unknown"
    CLASS_KNOWN = "class-known"
    DUE = "due"
    LATE = "late"
    CONTRADICTS = "contradicts"


def _change(*wanted: IncomeChange) -> Choice:
    """Choose people by what they told before the first of their loans and after the last one."""
    return lambda own: income_change(own[0].before, last_told(own).after) in wanted


def _runs_still(own: Loans) -> bool:
    last = last_told(own)
    change = income_change(own[0].before, last.after)
    return change is IncomeChange.NOT_ASKED and not last.is_over


def _moved(*wanted: Standing) -> Choice:
    """Choose households that were poor with the first of their loans by where they stand now."""

    def chosen(own: Loans) -> bool:
        then, later = standing_of(own[0].class_then), standing_of(own[0].class_later)
        return then is Standing.POOR and later in wanted

    return chosen


def _not_reviewed(own: Loans) -> bool:
    return standing_of(own[0].class_then) is Standing.POOR and not own[0].was_reviewed


OF_PEOPLE: Mapping[Measure, Choice] = {
    Measure.TOLD: _change(IncomeChange.UP, IncomeChange.SAME, IncomeChange.DOWN),
    Measure.UP: _change(IncomeChange.UP),
    Measure.SAME: _change(IncomeChange.SAME),
    Measure.DOWN: _change(IncomeChange.DOWN),
    Measure.NO_ANSWER: _change(IncomeChange.NO_ANSWER),
    Measure.NOT_ASKED: _change(IncomeChange.NOT_ASKED),
    Measure.NOT_COMPARABLE: _change(IncomeChange.NOT_COMPARABLE),
    Measure.RUNS_STILL: _runs_still,
}
OF_HOUSEHOLDS: Mapping[Measure, Choice] = {
    Measure.POOR: _moved(*Standing),
    Measure.LEFT: _moved(Standing.NEAR_POOR, Standing.ABOVE),
    Measure.TO_NEAR_POOR: _moved(Standing.NEAR_POOR),
    Measure.TO_ABOVE: _moved(Standing.ABOVE),
    Measure.STILL_POOR: _moved(Standing.POOR),
    Measure.CLASS_UNKNOWN: _moved(Standing.UNKNOWN),
    Measure.CLASS_KNOWN: _moved(Standing.POOR, Standing.NEAR_POOR, Standing.ABOVE),
    Measure.NOT_REVIEWED: _not_reviewed,
}
_OF_LOANS: Mapping[Measure, Callable[[LoanOutcome], bool]] = {
    Measure.LOANS: lambda _: True,
    Measure.RUNNING: lambda one: not one.is_over,
    Measure.RESULT: lambda one: one.has_result,
    Measure.NO_RESULT: lambda one: not one.has_result,
    Measure.LOSS: lambda one: one.has_result and one.sums.net < 0,
    Measure.DUE: lambda one: one.on_time.due > 0,
    Measure.LATE: lambda one: one.on_time.paid < one.on_time.due,
    Measure.CONTRADICTS: lambda one: one.contradicts,
}


def behind(measure: Measure, loans: Loans) -> list[LoanOutcome]:
    """Return the loans of a group that a figure counts, or of whose people or homes it does.

    The loans are in order of disbursement. A person's or a household's loans come all together:
    what was told before the first and after the last of them is what counts.
    """
    if measure in _OF_LOANS:
        return [one for one in loans if _OF_LOANS[measure](one)]
    if measure in OF_PEOPLE:
        of_each, chosen = by_person(loans), OF_PEOPLE[measure]
    else:
        of_each, chosen = by_household(loans), OF_HOUSEHOLDS[measure]
    return [one for own in of_each if chosen(own) for one in own]
