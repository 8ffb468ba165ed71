"""The tables of an outcome statement: each share beside its numerator and its denominator."""

from collections.abc import Callable, Sequence

from ledger.core.outcomes.behind import Measure
from ledger.core.outcomes.group_outcome import GroupOutcome
from ledger.core.outcomes.groups import ALL, BY_KIND, BY_PEOPLE, Group
from ledger.core.outcomes.intervals import Interval
from ledger.core.outcomes.share import Share
from ledger.core.outcomes.statement import Compared, GroupDifference, OutcomeStatement
from ledger.core.outcomes.sums import Standing
from ledger.core.statements.outcome_charts import mean, per_million
from ledger.core.statements.outcome_names import STANDINGS, group_name
from ledger.core.statements.table import (
    Column,
    ColumnKind,
    Drill,
    Phrase,
    Row,
    RowKind,
    Table,
    Value,
    phrase,
)
from ledger.core.statements.target_table import share_words

COUNT, AMOUNT = ColumnKind.COUNT, ColumnKind.AMOUNT

Figure = tuple[Value, Measure | None]
"""A cell, and what a list of the loans behind it counts."""

NAME = Column("name", phrase("Group"))
OF = Column("of", phrase("Out of"), COUNT)
SHARE = Column("share", phrase("Share"))
SURE = Column("sure", phrase("95% interval"))
WHO = (
    NAME, Column("borrowers", phrase("People who borrowed"), COUNT), OF, SHARE,
    Column("loans", phrase("Loans"), COUNT), Column("amount", phrase("Lent"), AMOUNT),
    Column("of-lent", phrase("Of all lent"), AMOUNT), Column("lent-share", phrase("Share")),
)  # fmt: skip
INCOMES = (
    NAME, Column("up", phrase("Went up"), COUNT),
    Column("same", phrase("Stayed the same"), COUNT), Column("down", phrase("Went down"), COUNT),
    Column("told", phrase("Told both"), COUNT), Column("share", phrase("Share that went up")), SURE,
    Column("not-asked", phrase("Not asked"), COUNT),
    Column("no-answer", phrase("No answer"), COUNT),
    Column("other-question", phrase("Asked otherwise"), COUNT),
)  # fmt: skip
MEANS = (
    NAME, Column("told", phrase("Told both"), COUNT), Column("before", phrase("Before"), AMOUNT),
    Column("after", phrase("After"), AMOUNT), Column("amount", phrase("Mean change"), AMOUNT),
    Column("low", phrase("From, 95 of 100"), AMOUNT),
    Column("high", phrase("Up to, 95 of 100"), AMOUNT),
)  # fmt: skip
RESULTS = (
    NAME, Column("results", phrase("Loans with a result"), COUNT), OF,
    Column("lent", phrase("Lent on these"), AMOUNT), Column("amount", phrase("Net income"), AMOUNT),
    Column("per-million", phrase("For each million lent"), AMOUNT),
    Column("to-club", phrase("Interest and fees paid to the club"), AMOUNT),
    Column("losses", phrase("Loans at a loss"), COUNT),
)  # fmt: skip
CLASSES = (
    Column("name", phrase("With the loan")),
    *(Column(one.value, STANDINGS[one], COUNT) for one in Standing),
    Column("all", phrase("All households"), COUNT),
)
ON_TIME = (
    NAME, Column("amount", phrase("Paid by its due date"), AMOUNT),
    Column("due", phrase("Fell due"), AMOUNT), SHARE,
)  # fmt: skip
APART = (
    Column("name", phrase("What is compared")), Column("first", phrase("First group")),
    Column("first-number", phrase("Number"), COUNT), OF, SHARE,
    Column("second", phrase("Second group")), Column("second-number", phrase("Number"), COUNT),
    Column("second-of", phrase("Out of"), COUNT), Column("second-share", phrase("Share")),
    Column("apart", phrase("Difference in percentage points")), SURE,
)  # fmt: skip
COMPARED = {
    Compared.INCOME_UP: phrase("Income went up"),
    Compared.INCOME_DOWN: phrase("Income went down"),
    Compared.LOSS: phrase("Work at a loss"),
    Compared.LEFT_POVERTY: phrase("Left poverty"),
}


def who_table(told: OutcomeStatement, club: str) -> Table:
    """Return who borrowed, by group; groups overlap and add up to more than all."""

    def figures(group: Group, found: GroupOutcome) -> list[Figure]:
        people, lent = told.borrowers(group), told.lent(group)
        return [
            (people.numerator, Measure.LOANS), (people.denominator, None),
            (share_words(people.share), None), (found.loans, Measure.LOANS),
            (lent.numerator, Measure.LOANS), (lent.denominator, None),
            (share_words(lent.share), None),
        ]  # fmt: skip

    note = phrase(
        "Who borrowed twice is one borrower. A borrower may be in two groups, being poor with one"
        " loan and not with the next, and is counted in each."
    )
    rows = _rows(told, (ALL, *BY_PEOPLE), figures)
    return Table("outcomes-who", phrase("Who borrowed"), club, (), WHO, rows, (note,))


def incomes_table(told: OutcomeStatement, club: str) -> Table:
    """Return whose income went up, stayed or went down, and of whom it is not known."""

    def figures(_: Group, found: GroupOutcome) -> list[Figure]:
        incomes = found.incomes
        up = incomes.share(incomes.up)
        return [
            (incomes.up, Measure.UP), (incomes.same, Measure.SAME), (incomes.down, Measure.DOWN),
            (incomes.told, Measure.TOLD), (share_words(up.share), None),
            (sure_words(up.interval), None), (incomes.not_asked, Measure.NOT_ASKED),
            (incomes.no_answer, Measure.NO_ANSWER),
            (incomes.not_comparable, Measure.NOT_COMPARABLE),
        ]  # fmt: skip

    rows = _rows(told, (ALL, *BY_PEOPLE), figures)
    note = phrase(
        "As told before the first of a borrower's loans in the group and after the last that is"
        " over, by the same question. The share is of those who told both."
    )
    return Table("outcomes-incomes", phrase("Income a month"), club, (), INCOMES, rows, (note,))


def means_table(told: OutcomeStatement, club: str) -> Table:
    """Return the mean income a month before and after of those who told both, in đồng."""

    def figures(_: Group, found: GroupOutcome) -> list[Figure]:
        incomes, change = found.incomes, found.incomes.mean_change
        low, high = (change.low, change.high) if change else (None, None)
        return [
            (incomes.told, Measure.TOLD), (mean(incomes.before, incomes.told), None),
            (mean(incomes.after, incomes.told), None),
            (mean(incomes.after - incomes.before, incomes.told), None),
            (None if low is None else mean(low.numerator, low.denominator), None),
            (None if high is None else mean(high.numerator, high.denominator), None),
        ]  # fmt: skip

    rows = _rows(told, (ALL, *BY_PEOPLE), figures)
    note = phrase("A mean of fewer than five is given without an interval.")
    title = phrase("Mean income of a household a month")
    return Table("outcomes-means", title, club, (), MEANS, rows, (note,))


def results_table(told: OutcomeStatement, club: str) -> Table:
    """Return what the work earned, by kind of work and by group."""

    def figures(_: Group, found: GroupOutcome) -> list[Figure]:
        results = found.results
        return [
            (results.loans, Measure.RESULT), (found.loans, Measure.LOANS),
            (results.lent, Measure.RESULT), (results.net, Measure.RESULT),
            (per_million(found), None), (results.paid_to_club, Measure.RESULT),
            (results.losses, Measure.LOSS),
        ]  # fmt: skip

    rows = _rows(told, (ALL, *BY_KIND, *BY_PEOPLE), figures)
    note = phrase(
        "Net income is what was sold, used at home and is on hand, less what was spent; interest"
        " is not taken off. Loans without a result count for nothing here."
    )
    return Table(
        "outcomes-results", phrase("What the work earned"), club, (), RESULTS, rows, (note,)
    )


def classes_table(told: OutcomeStatement, club: str) -> Table:
    """Return where households stood with their loan, and where they stand now."""
    moves = told.whole.moves
    measures = {
        Standing.POOR: Measure.STILL_POOR, Standing.NEAR_POOR: Measure.TO_NEAR_POOR,
        Standing.ABOVE: Measure.TO_ABOVE, Standing.UNKNOWN: Measure.CLASS_UNKNOWN,
    }  # fmt: skip
    rows = []
    for then in Standing:
        is_poor = then is Standing.POOR
        counts = [moves.count(then, later) for later in Standing]
        if any(counts):
            figures: list[Figure] = [
                (count, measures[later] if is_poor else None)
                for count, later in zip(counts, Standing, strict=True)
            ]
            figures.append((sum(counts), Measure.POOR if is_poor else None))
            rows.append(_row(told, ALL, STANDINGS[then], figures))
    notes = [phrase("Each column says where the households of a row stand on the last day.")]
    if moves.by_standard:
        notes.append(
            phrase(
                "Households that count as poor by another standard than they did not: %(count)s."
                " None of them fell back.",
                count=moves.by_standard,
            )
        )
    title = phrase("Classes of households")
    return Table("outcomes-classes", title, club, (), CLASSES, tuple(rows), tuple(notes))


def on_time_table(told: OutcomeStatement, club: str) -> Table:
    """Return how much of the principal that fell due came by its due date, in đồng."""

    def figures(_: Group, found: GroupOutcome) -> list[Figure]:
        share = found.paid_on_time
        return [
            (share.numerator, Measure.DUE), (share.denominator, Measure.DUE),
            (share_words(share.share), None),
        ]  # fmt: skip

    rows = _rows(told, (ALL, *BY_PEOPLE), figures)
    return Table("outcomes-on-time", phrase("Paid on time"), club, (), ON_TIME, rows)


def apart_table(told: OutcomeStatement, club: str) -> Table:
    """Return how groups differ, each difference with the two shares and its interval."""
    rows = tuple(Row(_apart(one)) for one in told.differences)
    return Table(
        "outcomes-apart", phrase("Differences between groups"), club, (), APART, rows,
        (phrase("Where the interval holds zero, chance alone may explain the difference."),),
    )  # fmt: skip


def sure_words(interval: Interval | None) -> Phrase | str:
    """Return an interval of shares in per cent, nothing where there is none."""
    if interval is None:
        return ""
    return phrase("%(low)s to %(high)s", low=interval.low, high=interval.high)


def _apart(one: GroupDifference) -> tuple[Value, ...]:
    first, second = one.difference.one, one.difference.other
    return (
        COMPARED[one.what], group_name(one.one), *_cells(first), group_name(one.other),
        *_cells(second), share_words(one.difference.apart), sure_words(one.difference.interval),
    )  # fmt: skip


def _cells(share: Share) -> tuple[Value, ...]:
    return share.numerator, share.denominator, share_words(share.share)


def _rows(
    told: OutcomeStatement,
    groups: Sequence[Group],
    figures: Callable[[Group, GroupOutcome], list[Figure]],
) -> tuple[Row, ...]:
    """Return a row for each group in which anybody borrowed."""
    return tuple(
        _row(told, group, group_name(group), figures(group, told.of(group)))
        for group in groups
        if told.of(group).loans
    )


def _row(
    told: OutcomeStatement, group: Group, name: Phrase | str, figures: Sequence[Figure]
) -> Row:
    """Return a row whose figures lead to the loans behind them, but for those of nobody."""
    drills = tuple(
        (index, _behind(told, group, measure))
        for index, (value, measure) in enumerate(figures, start=1)
        if measure is not None and value
    )
    kind = RowKind.SUBTOTAL if group is ALL and name == group_name(ALL) else RowKind.LINE
    return Row((name, *(value for value, _ in figures)), kind, drills)


def _behind(told: OutcomeStatement, group: Group, measure: Measure) -> Drill:
    return Drill(
        "outcome-loans",
        (
            ("group", group.name), ("measure", measure.value), ("begin", told.begin),
            ("end", told.end),
        ),
    )  # fmt: skip
