"""Sums of incomes, results and classes that add up over clubs and of which shares are made."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from itertools import product
from operator import add, attrgetter

from ledger.core.outcomes.facts import LoanOutcome
from ledger.core.outcomes.incomes import Income, IncomeChange, income_change
from ledger.core.outcomes.intervals import Interval, of_mean
from ledger.core.outcomes.share import Share
from ledger.core.workbook.values import HouseholdClass


class Standing(StrEnum):
    """Where a household stands in a flow; average and other are both above the poor."""

    POOR = "poor"
    NEAR_POOR = "near_poor"
    ABOVE = "above"
    UNKNOWN = "unknown"


_STANDINGS: Mapping[HouseholdClass | None, Standing] = {
    HouseholdClass.POOR: Standing.POOR,
    HouseholdClass.NEAR_POOR: Standing.NEAR_POOR,
    HouseholdClass.AVERAGE: Standing.ABOVE,
    HouseholdClass.OTHER: Standing.ABOVE,
    None: Standing.UNKNOWN,
}
MOVES = tuple(product(Standing, repeat=2))
_PLACE = {
    (then, later): MOVES.index((_STANDINGS[then], _STANDINGS[later]))
    for then, later in product(_STANDINGS, repeat=2)
}
_NOWHERE = (0,) * len(MOVES)


@dataclass(frozen=True, slots=True)
class IncomeSums:
    """How the income of people, or of loans, changed by what was told; sums in đồng a month.

    The first six are in the order of `IncomeChange`. `before`, `after` and the squares of the
    changes are of those who told both. `runs_still`: of those who were not asked, the loan runs
    still, so that nobody could ask.
    """

    up: int = 0
    same: int = 0
    down: int = 0
    not_asked: int = 0
    not_comparable: int = 0
    no_answer: int = 0
    runs_still: int = 0
    before: int = 0
    after: int = 0
    squares: int = 0

    def __add__(self, other: "IncomeSums") -> "IncomeSums":
        """Return the sums over two clubs."""
        return IncomeSums(*map(add, _INCOME_VALUES(self), _INCOME_VALUES(other)))

    @property
    def told(self) -> int:
        """Return how many told their income both times, by the same question."""
        return self.up + self.same + self.down

    @property
    def unknown(self) -> int:
        """Return of how many it is not known, for whatever reason."""
        return self.no_answer + self.not_asked + self.not_comparable

    def share(self, part: int) -> Share:
        """Return so many of those who told both, with how many it is not known of."""
        return Share(part, self.told, self.unknown)

    @property
    def mean_change(self) -> Interval | None:
        """Return the 95 % interval of the mean change in đồng a month, None of too few."""
        return of_mean(self.told, self.after - self.before, self.squares)


@dataclass(frozen=True, slots=True)
class ResultSums:
    """What activities that were summed up earned: so many loans, of so much lent, in đồng.

    `paid_to_club`: interest, fines and fees on these loans; `losses`: loans whose activity earned
    less than nothing.
    """

    loans: int = 0
    lent: int = 0
    spent: int = 0
    sold: int = 0
    used_at_home: int = 0
    on_hand: int = 0
    lost: int = 0
    paid_to_club: int = 0
    losses: int = 0
    squares: int = 0

    def __add__(self, other: "ResultSums") -> "ResultSums":
        """Return the sums over two clubs."""
        return ResultSums(*map(add, _RESULT_VALUES(self), _RESULT_VALUES(other)))

    @property
    def net(self) -> int:
        """Return the net income of all of them, in đồng."""
        return self.sold + self.used_at_home + self.on_hand - self.spent

    @property
    def mean_net(self) -> Interval | None:
        """Return the 95 % interval of the mean net income of a loan, None of too few."""
        return of_mean(self.loans, self.net, self.squares)


@dataclass(frozen=True, slots=True)
class ClassMoves:
    """How many households stood where with the loan and stand where on the last day.

    `by_standard`: of those not poor then and poor now, so many are so by another standard than
    they were not, and none of these fell. `not_reviewed`: of those poor then, the class was not
    written down anew since.
    """

    counts: tuple[int, ...] = _NOWHERE
    by_standard: int = 0
    not_reviewed: int = 0

    def __add__(self, other: "ClassMoves") -> "ClassMoves":
        """Return the sums over two clubs."""
        return ClassMoves(
            tuple(map(add, self.counts, other.counts)),
            self.by_standard + other.by_standard,
            self.not_reviewed + other.not_reviewed,
        )

    def count(self, then: Standing, later: Standing) -> int:
        """Return how many households moved, or stayed, so."""
        return self.counts[MOVES.index((then, later))]

    @property
    def poor(self) -> int:
        """Return how many households were poor with the loan."""
        return sum(self.count(Standing.POOR, later) for later in Standing)

    @property
    def left(self) -> Share:
        """Return how many left poverty, of the poor whose later class is written down."""
        unknown = self.count(Standing.POOR, Standing.UNKNOWN)
        still = self.count(Standing.POOR, Standing.POOR)
        return Share(self.poor - unknown - still, self.poor - unknown, unknown)


def standing_of(household_class: HouseholdClass | None) -> Standing:
    """Return where a class stands in a flow."""
    return _STANDINGS[household_class]


_INCOME_VALUES, _RESULT_VALUES = (
    attrgetter(*(field.name for field in fields(sums))) for sums in (IncomeSums, ResultSums)
)
_COUNTED = tuple(IncomeChange)
_NOTHING_EARNED = (0,) * len(fields(ResultSums))


def told(first: Income | None, last: Income | None, *, is_over: bool) -> tuple[int, ...]:
    """Return the values of `IncomeSums` for one person, or one loan.

    `first` is what was told before, `last` what after, `is_over` whether the loan is.
    """
    change = income_change(first, last)
    found = [int(change is one) for one in _COUNTED]
    was, now = (first.monthly or 0, last.monthly or 0) if first and last else (0, 0)
    if not change.is_known:
        runs_still = change is IncomeChange.NOT_ASKED and not is_over
        return (*found, int(runs_still), 0, 0, 0)
    return (*found, 0, was, now, (now - was) ** 2)


def earned(loan: LoanOutcome) -> tuple[int, ...]:
    """Return the values of `ResultSums` for one loan: nothing, where it is not summed up."""
    if not loan.has_result:
        return _NOTHING_EARNED
    sums, net = loan.sums, loan.sums.net
    return (
        1, loan.lent, sums.spent, sums.sold, sums.used_at_home, sums.on_hand, sums.lost,
        loan.paid_to_club, int(net < 0), net**2,
    )  # fmt: skip


def moved(firsts: Iterable[LoanOutcome]) -> tuple[int, ...]:
    """Return the counts of `ClassMoves` with its two others behind them.

    They are of households by the first loan of each.
    """
    counts = [0] * len(MOVES)
    by_standard = not_reviewed = 0
    for first in firsts:
        counts[_PLACE[first.class_then, first.class_later]] += 1
        if first.class_then is HouseholdClass.POOR:
            not_reviewed += not first.was_reviewed
        elif first.class_later is HouseholdClass.POOR and first.class_then is not None:
            by_standard += first.across_standards
    return (*counts, by_standard, not_reviewed)
