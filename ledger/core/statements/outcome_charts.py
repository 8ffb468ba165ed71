"""What is drawn of an outcome statement: who borrowed, incomes, results, classes, lateness."""

from collections.abc import Callable, Iterable
from fractions import Fraction

from ledger.core.loans.rounding import Rounding
from ledger.core.outcomes.group_outcome import GroupOutcome
from ledger.core.outcomes.groups import (
    ALL,
    BY_KIND,
    FROM_55,
    FROM_60,
    IN_DIFFICULTY,
    KINH,
    MEN,
    MINORITY,
    NEAR_POOR,
    NO_CLASS,
    NOT_POOR,
    POOR,
    POOR_OR_NEAR_POOR,
    WOMEN,
    Group,
)
from ledger.core.outcomes.share import A_WHOLE, Share
from ledger.core.outcomes.statement import Compared, OutcomeStatement
from ledger.core.outcomes.sums import MOVES, Standing
from ledger.core.statements.chart import (
    BarRow,
    Bars,
    BeforeAfter,
    Flow,
    Line,
    Lines,
    Move,
    Pair,
    Unit,
)
from ledger.core.statements.outcome_names import STANDINGS, group_name
from ledger.core.statements.table import Phrase, filled, phrase

A_MILLION = 1_000_000

BORROWERS = (POOR, NEAR_POOR, NOT_POOR, NO_CLASS, WOMEN, FROM_55, FROM_60, MINORITY, IN_DIFFICULTY)
COMPARED = (ALL, POOR_OR_NEAR_POOR, NOT_POOR, WOMEN, MEN, MINORITY, KINH)
"""The groups that are drawn; the tables have all of them."""

OF = phrase("%(number)s of %(whole)s")
OF_KNOWN = phrase("%(number)s of %(whole)s; not known: %(unknown)s")
APART = {
    POOR_OR_NEAR_POOR.name: phrase("Poor or near-poor, less the others"),
    WOMEN.name: phrase("Women, less men"),
    MINORITY.name: phrase("Ethnic minority, less Kinh"),
}


def borrowers_chart(statement: OutcomeStatement) -> Bars:
    """Return how many of the borrowers were whom; the groups overlap."""
    rows = tuple(
        BarRow(group_name(group), (share.per_mille,), _of(share))
        for group in _there(statement, BORROWERS)
        for share in (statement.borrowers(group),)
    )
    return Bars("borrowers", phrase("Who borrowed, out of all borrowers"), Unit.PER_MILLE, rows)


def incomes_chart(statement: OutcomeStatement) -> Bars:
    """Return of how many the income went up, stayed, went down; who told nothing stands beside."""
    rows = tuple(
        BarRow(group_name(group), (incomes.up, incomes.same, incomes.down), unknown)
        for group in _there(statement, COMPARED)
        for incomes in (statement.of(group).incomes,)
        for unknown in (phrase("Not known: %(unknown)s", unknown=incomes.unknown),)
    )
    return Bars(
        "incomes", phrase("Income a month before the loan and after it"), Unit.PEOPLE, rows,
        (phrase("Went up"), phrase("Stayed the same"), phrase("Went down")),
    )  # fmt: skip


def before_after_chart(statement: OutcomeStatement) -> BeforeAfter:
    """Return the mean income a month of those who told it both times, in đồng."""
    pairs = tuple(
        Pair(
            group_name(group), mean(incomes.before, incomes.told),
            mean(incomes.after, incomes.told),
            phrase("Mean of %(told)s; not known: %(unknown)s", told=incomes.told,
                    unknown=incomes.unknown),
        )
        for group in _there(statement, COMPARED)
        for incomes in (statement.of(group).incomes,)
    )  # fmt: skip
    return BeforeAfter(
        "before-after", phrase("Mean income of a household a month"), Unit.DONG, pairs
    )


def results_chart(statement: OutcomeStatement) -> Bars:
    """Return what was earned for each million lent, by kind of work, in đồng."""
    rows = tuple(
        BarRow(
            group_name(group), (per_million(outcome),),
            phrase("Loans with a result: %(loans)s of %(all)s", loans=outcome.results.loans,
                    all=outcome.loans),
        )
        for group in _there(statement, (ALL, *BY_KIND))
        for outcome in (statement.of(group),)
    )  # fmt: skip
    return Bars("results", phrase("Earned for each million lent"), Unit.DONG, rows)


def classes_chart(statement: OutcomeStatement) -> Flow:
    """Return how many households stood where with the loan, and where they stand now."""
    moves = statement.whole.moves
    return Flow(
        "classes", phrase("The household's class with the loan, and now"), Unit.HOUSEHOLDS,
        tuple(
            Move(STANDINGS[then], STANDINGS[later], moves.count(then, later))
            for then, later in MOVES
            if then is not Standing.UNKNOWN and moves.count(then, later)
        ),
    )  # fmt: skip


def on_time_chart(statement: OutcomeStatement) -> Bars:
    """Return how much of the principal came by its due date, by group."""
    rows = tuple(
        BarRow(group_name(group), (statement.of(group).paid_on_time.per_mille,))
        for group in _there(statement, COMPARED)
    )
    return Bars(
        "on-time", phrase("Principal paid by its due date, of what fell due"), Unit.PER_MILLE, rows
    )


def differences_chart(statement: OutcomeStatement) -> Bars:
    """Return how groups differ in whose income went up, each difference with its interval."""
    rows = tuple(
        BarRow(APART[one.one.name], (_in_thousandths(apart),), None,
               (_in_thousandths(interval.low), _in_thousandths(interval.high)))
        for one in statement.differences
        for apart, interval in ((one.difference.apart, one.difference.interval),)
        if one.what is Compared.INCOME_UP and apart is not None and interval is not None
    )  # fmt: skip
    return Bars(
        "differences", phrase("Income went up: one group's share less the other's"),
        Unit.PER_MILLE, rows,
        note=phrase("Where the interval holds zero, chance alone may explain the difference."),
    )  # fmt: skip


def years_chart(statement: OutcomeStatement) -> Lines:
    """Return the borrowers of each year, and how many of them told a higher income."""
    years = [statement.of(year) for year in statement.years]

    def line(words: Phrase, figure: Callable[[GroupOutcome], int]) -> Line:
        return Line(words, tuple(figure(one) for one in years))

    return Lines(
        "years", phrase("Borrowers by the year of their loan"), Unit.PEOPLE,
        tuple(str(group_name(year)) for year in statement.years),
        (
            line(phrase("People who borrowed"), lambda one: one.borrowers),
            line(phrase("Told both incomes"), lambda one: one.incomes.told),
            line(phrase("Income went up"), lambda one: one.incomes.up),
        ),
    )  # fmt: skip


def mean(total: int, count: int) -> int | None:
    """Return a mean in whole đồng, None of nobody."""
    return Rounding().of(Fraction(total, count)) if count else None


def per_million(outcome: GroupOutcome) -> int | None:
    """Return the net income for each million lent on loans that have a result, in đồng."""
    return mean(outcome.results.net * A_MILLION, outcome.results.lent)


def _there(statement: OutcomeStatement, groups: Iterable[Group]) -> list[Group]:
    """Return the groups in which anybody borrowed."""
    return [group for group in groups if statement.of(group).loans]


def _of(share: Share) -> Phrase:
    return filled(OF, number=share.numerator, whole=share.denominator)


def _in_thousandths(share: Fraction) -> int:
    return Rounding().of(share * A_WHOLE)
