"""The outcome statement of one club or of many: what came of the loans of some days, by group."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import add

from ledger.core.outcomes.facts import LoanOutcome
from ledger.core.outcomes.group_outcome import NOTHING, GroupOutcome, made, tally, values_of
from ledger.core.outcomes.groups import (
    ALL,
    BY_KIND,
    BY_PEOPLE,
    KINH,
    MEN,
    MINORITY,
    NOT_POOR,
    POOR_OR_NEAR_POOR,
    WOMEN,
    Group,
    of_year,
)
from ledger.core.outcomes.share import Difference, Share


class Compared(StrEnum):
    """What of two groups is compared."""

    INCOME_UP = "income_up"
    INCOME_DOWN = "income_down"
    LOSS = "loss"
    LEFT_POVERTY = "left_poverty"


COMPARED_GROUPS = ((POOR_OR_NEAR_POOR, NOT_POOR), (WOMEN, MEN), (MINORITY, KINH))
"""The groups whose differences are told, the first less the second."""


@dataclass(frozen=True, slots=True)
class GroupDifference:
    """How two groups differ in one thing."""

    what: Compared
    one: Group
    other: Group
    difference: Difference


@dataclass(frozen=True, slots=True)
class OutcomeStatement:
    """What came of the loans paid out from one day to another, as known of the last.

    `outcomes` are by the name of the group: all, the groups of people, kinds of activity, years.
    `clubs` are so many, of which `with_results` have a loan with a result, or with an income told
    both before and after.
    """

    begin: dt.date
    end: dt.date
    outcomes: Mapping[str, GroupOutcome]
    clubs: int = 1
    with_results: int = 0

    def of(self, group: Group) -> GroupOutcome:
        """Return what came of a group; of one without loans, nothing."""
        return self.outcomes.get(group.name, NOTHING)

    @property
    def whole(self) -> GroupOutcome:
        """Return what came of all loans."""
        return self.of(ALL)

    @property
    def years(self) -> tuple[Group, ...]:
        """Return the groups of the years from the first day to the last."""
        return tuple(of_year(year) for year in range(self.begin.year, self.end.year + 1))

    def borrowers(self, group: Group) -> Share:
        """Return how many of the borrowers are in a group."""
        return Share(self.of(group).borrowers, self.whole.borrowers)

    def lent(self, group: Group) -> Share:
        """Return how much of what was lent went to a group, in đồng."""
        return Share(self.of(group).lent, self.whole.lent)

    @property
    def differences(self) -> tuple[GroupDifference, ...]:
        """Return how the groups differ, where both have somebody of whom it is known."""
        return tuple(
            GroupDifference(what, one, other, found)
            for one, other in COMPARED_GROUPS
            for what in Compared
            for found in (Difference(*(compared(self.of(two), what) for two in (one, other))),)
            if found.apart is not None
        )


def compared(group: GroupOutcome, what: Compared) -> Share:
    """Return a group's share of what is compared."""
    match what:
        case Compared.INCOME_UP:
            return group.incomes.share(group.incomes.up)
        case Compared.INCOME_DOWN:
            return group.incomes.share(group.incomes.down)
        case Compared.LOSS:
            results = group.results
            return Share(results.losses, results.loans, group.loans - results.loans)
        case Compared.LEFT_POVERTY:
            return group.moves.left


def statement_of(
    clubs: Sequence[Sequence[LoanOutcome]],
    begin: dt.date,
    end: dt.date,
    groups: Sequence[Group] | None = None,
) -> OutcomeStatement:
    """Return the statement of some clubs from the loans of each, in order of disbursement.

    Of all groups, or of some, among which `ALL` is.
    """
    if groups is None:
        years = (of_year(year) for year in range(begin.year, end.year + 1))
        groups = (ALL, *BY_PEOPLE, *BY_KIND, *years)
    sums: dict[str, list[int]] = {}
    for loans in clubs:
        counted = [tally(one) for one in loans]
        for group in groups:
            if own := [one for one in counted if group.holds(one.loan)]:
                values = values_of(own)
                before = sums.get(group.name)
                sums[group.name] = list(map(add, before, values)) if before else values
    found = {name: made(values) for name, values in sums.items()}
    return OutcomeStatement(begin, end, found, len(clubs), sum(map(_has_any, clubs)))


def _has_any(loans: Sequence[LoanOutcome]) -> bool:
    """Tell whether anything is known of what came of a club's loans."""
    return any(one.has_result or one.change.is_known for one in loans)


def together(
    statements: Iterable[OutcomeStatement], begin: dt.date, end: dt.date
) -> OutcomeStatement:
    """Return the statement of several clubs: sums above and below each line, no means of shares."""
    every = list(statements)
    sums: dict[str, GroupOutcome] = {}
    for one in every:
        for name, outcome in one.outcomes.items():
            sums[name] = sums[name] + outcome if name in sums else outcome
    return OutcomeStatement(
        begin, end, sums, sum(one.clubs for one in every), sum(one.with_results for one in every)
    )
