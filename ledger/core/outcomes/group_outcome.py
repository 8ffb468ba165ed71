"""What came of a group of loans: people, loans, money, incomes, results, classes, lateness."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from itertools import islice

from ledger.core.loans.recovery import Covered
from ledger.core.outcomes.facts import LoanOutcome
from ledger.core.outcomes.share import Share
from ledger.core.outcomes.sums import (
    MOVES,
    ClassMoves,
    IncomeSums,
    ResultSums,
    earned,
    moved,
    told,
)

NO_INCOMES, NO_RESULTS, NO_MOVES = IncomeSums(), ResultSums(), ClassMoves()
NOTHING_DUE = Covered()


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupOutcome:
    """What came of a group of loans; people and households are counted once.

    `incomes` are those of people: before as told with the first of their loans in the group, after
    as told with the last that is over (`last_told`); `by_loan` those of each loan. Classes are
    those of households, with the first of their loans. `earners`: people who have a loan with a
    result. Amounts in đồng.
    """

    loans: int = 0
    borrowers: int = 0
    lent: int = 0
    running: int = 0
    incomes: IncomeSums = NO_INCOMES
    by_loan: IncomeSums = NO_INCOMES
    results: ResultSums = NO_RESULTS
    moves: ClassMoves = NO_MOVES
    on_time: Covered = NOTHING_DUE
    contradictions: int = 0
    earners: int = 0

    def __add__(self, other: "GroupOutcome") -> "GroupOutcome":
        """Return the sums over two clubs."""
        return GroupOutcome(
            loans=self.loans + other.loans,
            borrowers=self.borrowers + other.borrowers,
            lent=self.lent + other.lent,
            running=self.running + other.running,
            incomes=self.incomes + other.incomes,
            by_loan=self.by_loan + other.by_loan,
            results=self.results + other.results,
            moves=self.moves + other.moves,
            on_time=self.on_time + other.on_time,
            contradictions=self.contradictions + other.contradictions,
            earners=self.earners + other.earners,
        )

    @property
    def has_result(self) -> Share:
        """Return how many loans have a result, of all of them."""
        return Share(self.results.loans, self.loans)

    @property
    def paid_on_time(self) -> Share:
        """Return principal that came by its due date, of what fell due, in đồng."""
        return Share(self.on_time.paid, self.on_time.due)


NOTHING = GroupOutcome()
_INCOMES, _RESULTS, _MOVES = len(fields(IncomeSums)), len(fields(ResultSums)), len(MOVES)


@dataclass(frozen=True, slots=True)
class Tally:
    """A loan with its own part in every sum that loans add up to."""

    loan: LoanOutcome
    member_no: int
    household_no: int
    values: tuple[int, ...]


def tally(loan: LoanOutcome) -> Tally:
    """Return a loan's part in the sums: worked out once, and counted in all of its groups."""
    on_time = loan.on_time
    return Tally(
        loan,
        loan.member_no,
        loan.household_no,
        (
            *told(loan.before, loan.after, is_over=loan.is_over), *earned(loan), 1, loan.lent,
            int(not loan.is_over), on_time.paid, on_time.due, int(loan.contradicts),
        ),
    )  # fmt: skip


def values_of(counted: Sequence[Tally]) -> list[int]:
    """Return all sums of some loans of one club, in order of disbursement, as `made` reads them.

    Those of several clubs are added up as numbers: to make a value of each club's would take most
    of the time that a statement of many takes.
    """
    sums = [sum(column) for column in zip(*(one.values for one in counted), strict=True)]
    incomes, borrowers = sums[:_INCOMES], len({one.member_no for one in counted})
    earners = sums[_INCOMES]
    if borrowers < len(counted):
        people = _by_person(counted)
        incomes = _of_people(people)
        earners = sum(any(one.loan.has_result for one in own) for own in people)
    firsts = {one.household_no: one.loan for one in reversed(counted)}
    return [*sums, borrowers, earners, *incomes, *moved(firsts.values())]


def made(values: Iterable[int]) -> GroupOutcome:
    """Return what came of a group from its sums."""
    read = iter(values)
    by_loan = IncomeSums(*islice(read, _INCOMES))
    results = ResultSums(*islice(read, _RESULTS))
    loans, lent, running, paid, due, contradictions, borrowers, earners = islice(read, 8)
    return GroupOutcome(
        loans=loans,
        borrowers=borrowers,
        lent=lent,
        running=running,
        incomes=IncomeSums(*islice(read, _INCOMES)),
        by_loan=by_loan,
        results=results,
        moves=ClassMoves(tuple(islice(read, _MOVES)), *read),
        on_time=Covered(paid, due),
        contradictions=contradictions,
        earners=earners,
    )


def _by_person(counted: Iterable[Tally]) -> list[list[Tally]]:
    people: dict[int, list[Tally]] = {}
    for one in counted:
        people.setdefault(one.member_no, []).append(one)
    return list(people.values())


def _of_people(people: Iterable[Sequence[Tally]]) -> list[int]:
    """Return the incomes of people, as `last_told` says it."""
    values = []
    for own in people:
        if len(own) == 1:
            values.append(own[0].values[:_INCOMES])
        else:
            last = last_told([one.loan for one in own])
            values.append(told(own[0].loan.before, last.after, is_over=last.is_over))
    return [sum(column) for column in zip(*values, strict=True)]


def last_told(loans: Sequence[LoanOutcome]) -> LoanOutcome:
    """Return the loan of a person with which the income after is told: the last that is over.

    While a later loan runs nobody can ask what came of it; where all run still it is the last.
    """
    return next((one for one in reversed(loans) if one.is_over), loans[-1])


def by_person(loans: Iterable[LoanOutcome]) -> list[list[LoanOutcome]]:
    """Return each borrower's loans, in order."""
    found: dict[tuple[int, int], list[LoanOutcome]] = {}
    for one in loans:
        found.setdefault((one.club_id, one.member_no), []).append(one)
    return list(found.values())


def by_household(loans: Iterable[LoanOutcome]) -> list[list[LoanOutcome]]:
    """Return each household's loans, in order."""
    found: dict[tuple[int, int], list[LoanOutcome]] = {}
    for one in loans:
        found.setdefault((one.club_id, one.household_no), []).append(one)
    return list(found.values())
