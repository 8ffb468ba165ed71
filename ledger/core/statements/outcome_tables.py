"""The outcome statement as one table, section by section: by group, kind of work or year."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from ledger.core.money import Money
from ledger.core.outcomes.behind import Measure
from ledger.core.outcomes.group_outcome import GroupOutcome
from ledger.core.outcomes.groups import (
    ALL,
    BY_KIND,
    BY_PEOPLE,
    FROM_55,
    FROM_60,
    KINH,
    MEN,
    MINORITY,
    NEAR_POOR,
    NO_AGE,
    NO_CLASS,
    NO_ETHNIC_GROUP,
    NO_SEX,
    NOT_POOR,
    POOR,
    POOR_OR_NEAR_POOR,
    WOMEN,
    Group,
)
from ledger.core.outcomes.share import Share
from ledger.core.outcomes.statement import OutcomeStatement
from ledger.core.statements.outcome_charts import per_million
from ledger.core.statements.outcome_lines import COLUMNS, Line, counted, heading
from ledger.core.statements.outcome_names import group_name
from ledger.core.statements.outcome_section_tables import apart_table, sure_words
from ledger.core.statements.outcome_whole import whole_rows
from ledger.core.statements.scope import Scope
from ledger.core.statements.table import (
    Phrase,
    Row,
    RowKind,
    Table,
    Value,
    phrase,
)
from ledger.core.statements.target_table import share_words

GAPS: Mapping[str, Group] = {
    **dict.fromkeys((one.name for one in (POOR, NEAR_POOR, POOR_OR_NEAR_POOR, NOT_POOR)), NO_CLASS),
    **dict.fromkeys((one.name for one in (WOMEN, MEN)), NO_SEX),
    **dict.fromkeys((one.name for one in (FROM_55, FROM_60)), NO_AGE),
    **dict.fromkeys((one.name for one in (MINORITY, KINH)), NO_ETHNIC_GROUP),
    **{one.name: BY_KIND[-1] for one in BY_KIND[:-1]},
}
"""By a group's name the group of those of whom it is not written down whether they are in it."""

NOTES = (
    phrase(
        "Who borrowed twice is one borrower; groups overlap, and a borrower who was poor with one"
        " loan and not with the next is counted in both. Households are counted by the class they"
        " had with the first of their loans."
    ),
    phrase(
        "Income is what a borrower told before the first of the loans and after the last that is"
        " over, by the same question; a share is of those who told both, and the others stand"
        " beside it as not known."
    ),
    phrase(
        "These are outcomes as the borrowers told them: there is no group without loans to compare"
        " with, and the interval is about chance alone."
    ),
)


Tells = Callable[[OutcomeStatement, Group, GroupOutcome], Line]


def outcomes_table(scope: Scope, statement: OutcomeStatement) -> Table:
    """Return the whole statement by the groups of people."""
    rows = [
        *_sections(statement, (ALL, *BY_PEOPLE)),
        *whole_rows(statement),
    ]
    return _table("outcomes", phrase("Outcome statement"), scope, statement, rows)


def kinds_table(scope: Scope, statement: OutcomeStatement) -> Table:
    """Return the statement by kind of work."""
    rows = list(_sections(statement, BY_KIND))
    return _table("outcomes-by-kind", phrase("Outcomes by kind of work"), scope, statement, rows)


def years_table(scope: Scope, statement: OutcomeStatement) -> Table:
    """Return the statement by the year in which the loans were paid out."""
    rows = list(_sections(statement, statement.years))
    return _table("outcomes-by-year", phrase("Outcomes by year"), scope, statement, rows)


def differences_table(scope: Scope, statement: OutcomeStatement) -> Table:
    """Return how groups differ, and below it the share of all borrowers whose income went up."""
    found = apart_table(statement, scope.club_name)
    incomes = statement.whole.incomes
    up = incomes.share(incomes.up)
    total: tuple[Value, ...] = (
        phrase("All borrowers: income went up"), None, up.numerator, up.denominator,
        share_words(up.share), None, None, None, "", "", sure_words(up.interval),
    )  # fmt: skip
    rows = (*found.rows, Row(total, RowKind.TOTAL))
    return replace(found, name="outcome-differences", scope=(scope.days,), rows=rows)


def _table(
    name: str, title: Phrase, scope: Scope, statement: OutcomeStatement, rows: list[Row]
) -> Table:
    whole = statement.whole
    total: tuple[Value, ...] = (phrase("All loans"), whole.loans, None, whole.lent, *[None] * 4)
    rows.append(Row(total, RowKind.TOTAL))
    return Table(name, title, scope.club_name, (scope.days,), COLUMNS, tuple(rows), NOTES)


def _sections(statement: OutcomeStatement, groups: Sequence[Group]) -> Iterator[Row]:
    """Yield each section with a row for every group; one that only tells a gap, where it is."""
    shown = [one for one in groups if statement.of(one).loans or not one.is_gap]
    for title, tells in SECTIONS:
        yield heading(title)
        for group in shown:
            line = tells(statement, group, statement.of(group))
            yield line.row(statement, group, group_name(group))


def _borrowers(statement: OutcomeStatement, group: Group, found: GroupOutcome) -> Line:
    share = statement.borrowers(group)
    gap = GAPS.get(group.name)
    return Line(
        number=found.borrowers, of=share.denominator, share=share_words(share.share),
        unknown=statement.of(gap).borrowers if gap else None,
    )  # fmt: skip


def _lent(statement: OutcomeStatement, group: Group, found: GroupOutcome) -> Line:
    share = statement.lent(group)
    return Line(
        number=found.loans, of=statement.whole.loans, amount=found.lent,
        of_amount=share.denominator, share=share_words(share.share),
    )  # fmt: skip


def _net(_: OutcomeStatement, __: Group, found: GroupOutcome) -> Line:
    results, each = found.results, per_million(found)
    words = "" if each is None else phrase("%(amount)s for each million", amount=Money(each))
    return Line(
        number=results.loans, of=found.loans, amount=results.net, of_amount=results.lent,
        share=words, unknown=found.loans - results.loans, measure=Measure.RESULT,
    )  # fmt: skip


def _loss(_: OutcomeStatement, __: Group, found: GroupOutcome) -> Line:
    results = found.results
    unknown = found.loans - results.loans
    return counted(Share(results.losses, results.loans, unknown), Measure.LOSS)


def _on_time(_: OutcomeStatement, __: Group, found: GroupOutcome) -> Line:
    share = found.paid_on_time
    return Line(
        amount=share.numerator, of_amount=share.denominator, share=share_words(share.share),
        measure=Measure.DUE,
    )  # fmt: skip


SECTIONS: tuple[tuple[Phrase, Tells], ...] = (
    (phrase("Who borrowed"), _borrowers),
    (phrase("What was lent"), _lent),
    (
        phrase("Income a month went up"),
        lambda _, __, found: counted(found.incomes.share(found.incomes.up), Measure.UP),
    ),
    (
        phrase("Income a month stayed the same"),
        lambda _, __, found: counted(found.incomes.share(found.incomes.same), Measure.SAME),
    ),
    (
        phrase("Income a month went down"),
        lambda _, __, found: counted(found.incomes.share(found.incomes.down), Measure.DOWN),
    ),
    (phrase("Net income of work that is summed up"), _net),
    (phrase("Work at a loss"), _loss),
    (
        phrase("Households that left poverty, of those poor with their loan"),
        lambda _, __, found: counted(found.moves.left, Measure.LEFT),
    ),
    (phrase("Principal paid by its due date"), _on_time),
)
