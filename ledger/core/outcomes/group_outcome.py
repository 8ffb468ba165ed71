"""What came of a group of loans: people, loans, money, incomes, results, classes, lateness."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from ledger.core.loans.recovery import Covered
from ledger.core.outcomes.facts import LoanOutcome
from ledger.core.outcomes.share import Share
from ledger.core.outcomes.sums import (
    ClassMoves,
    IncomeSums,
    ResultSums,
    earned,
    moves_of,
    told,
)

NO_INCOMES, NO_RESULTS, NO_MOVES = IncomeSums(), ResultSums(), ClassMoves()
NOTHING_DUE = Covered()


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupOutcome:
    """What came of a group of loans; people and households are counted once.

    `incomes` are those of people: before as told with the first of their loans in the group, after
    as told with the last; `by_loan` those of each loan. Classes are those of households, with the
    first of their loans. `earners`: people who have a loan with a result. Amounts in đồng.
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
_INCOMES, _RESULTS = len(fields(IncomeSums)), len(fields(ResultSums))


Key = tuple[int, int]
"""A club, and a member or a household in it."""


@dataclass(frozen=True, slots=True)
class Tally:
    """A loan with its own part in every sum that loans add up to."""

    loan: LoanOutcome
    person: Key
    home: Key
    values: tuple[int, ...]


def tally(loan: LoanOutcome) -> Tally:
    """Return a loan's part in the sums: worked out once, and counted in all of its groups."""
    on_time = loan.on_time
    return Tally(
        loan,
        (loan.club_id, loan.member_no),
        (loan.club_id, loan.household_no),
        (
            *told(loan.before, loan.after, is_over=loan.is_over), *earned(loan), loan.lent,
            int(not loan.is_over), on_time.paid, on_time.due, int(loan.contradicts),
        ),
    )  # fmt: skip


def outcome_of(counted: Sequence[Tally]) -> GroupOutcome:
    """Return what came of some loans, of each club in order of disbursement."""
    if not counted:
        return NOTHING
    sums = [sum(column) for column in zip(*(one.values for one in counted), strict=True)]
    lent, running, paid, due, contradictions = sums[_INCOMES + _RESULTS :]
    results = ResultSums(*sums[_INCOMES : _INCOMES + _RESULTS])
    incomes = by_loan = IncomeSums(*sums[:_INCOMES])
    borrowers, earners = len({one.person for one in counted}), results.loans
    if borrowers < len(counted):
        people = _by_person(counted)
        incomes = _of_people(people)
        earners = sum(any(one.loan.has_result for one in own) for own in people)
    return GroupOutcome(
        loans=len(counted),
        borrowers=borrowers,
        lent=lent,
        running=running,
        incomes=incomes,
        by_loan=by_loan,
        results=results,
        moves=moves_of({one.home: one.loan for one in reversed(counted)}.values()),
        on_time=Covered(paid, due),
        contradictions=contradictions,
        earners=earners,
    )


def _by_person(counted: Iterable[Tally]) -> list[list[Tally]]:
    people: dict[Key, list[Tally]] = {}
    for one in counted:
        people.setdefault(one.person, []).append(one)
    return list(people.values())


def _of_people(people: Iterable[Sequence[Tally]]) -> IncomeSums:
    """Return the incomes of people: before as told with the first loan, after with the last."""
    values = [
        own[0].values[:_INCOMES] if len(own) == 1
        else told(own[0].loan.before, own[-1].loan.after, is_over=own[-1].loan.is_over)
        for own in people
    ]  # fmt: skip
    return IncomeSums(*map(sum, zip(*values, strict=True)))


def by_person(loans: Iterable[LoanOutcome]) -> list[list[LoanOutcome]]:
    """Return each borrower's loans, in order."""
    found: dict[Key, list[LoanOutcome]] = {}
    for one in loans:
        found.setdefault((one.club_id, one.member_no), []).append(one)
    return list(found.values())


def by_household(loans: Iterable[LoanOutcome]) -> list[list[LoanOutcome]]:
    """Return each household's loans, in order."""
    found: dict[Key, list[LoanOutcome]] = {}
    for one in loans:
        found.setdefault((one.club_id, one.household_no), []).append(one)
    return list(found.values())
