"""What an outcome statement tells of all loans together: means, work, classes, what is open."""

from collections.abc import Iterator

from ledger.core.money import Money
from ledger.core.outcomes.behind import Measure
from ledger.core.outcomes.group_outcome import GroupOutcome
from ledger.core.outcomes.groups import ALL
from ledger.core.outcomes.intervals import Interval
from ledger.core.outcomes.share import Share
from ledger.core.outcomes.statement import OutcomeStatement
from ledger.core.outcomes.sums import Standing
from ledger.core.statements.outcome_charts import mean
from ledger.core.statements.outcome_lines import Line, counted, heading
from ledger.core.statements.table import Phrase, Row, Value, phrase
from ledger.core.statements.target_table import share_words

Named = list[tuple[Phrase, Line]]


def whole_rows(statement: OutcomeStatement) -> Iterator[Row]:
    """Yield what is told of all loans together: means, what work cost and brought, what is open."""
    for title, lines in (
        (phrase("Mean income of a household a month"), _means(statement.whole)),
        (phrase("What the work cost and brought"), _work(statement.whole)),
        (phrase("Where the poor households stand now"), _stands(statement.whole)),
        (phrase("What is not known, and what to ask about"), _open(statement.whole)),
    ):
        yield heading(title)
        for name, line in lines:
            yield line.row(statement, ALL, name)


def _means(found: GroupOutcome) -> Named:
    incomes, told = found.incomes, found.incomes.told

    def line(total: int, sure: Interval | None = None) -> Line:
        return Line(
            number=told, amount=mean(total, told), sure=_between(sure), unknown=incomes.unknown,
            measure=Measure.TOLD,
        )  # fmt: skip

    change = line(incomes.after - incomes.before, incomes.mean_change)
    return [
        (phrase("Before the loan"), line(incomes.before)),
        (phrase("After the loan"), line(incomes.after)),
        (phrase("Change"), change),
    ]


def _between(sure: Interval | None) -> Value:
    if sure is None:
        return ""
    low, high = (mean(one.numerator, one.denominator) or 0 for one in (sure.low, sure.high))
    return phrase("%(low)s to %(high)s", low=Money(low), high=Money(high))


def _work(found: GroupOutcome) -> Named:
    """Return the sums of the work that is summed up, of as many loans as there are results."""
    results = found.results
    sums = (
        (phrase("Spent"), results.spent),
        (phrase("Sold"), results.sold),
        (phrase("Used at home, at its price"), results.used_at_home),
        (phrase("On hand at the last count"), results.on_hand),
        (phrase("Net income"), results.net),
        (phrase("Lost, not taken off again"), results.lost),
        (phrase("Interest and fees paid to the club"), results.paid_to_club),
        (phrase("Net income after what was paid to the club"), results.net - results.paid_to_club),
    )
    return [
        (
            name,
            Line(
                number=results.loans, of=found.loans, amount=amount,
                unknown=found.loans - results.loans, measure=Measure.RESULT,
            ),
        )
        for name, amount in sums
    ]  # fmt: skip


def _stands(found: GroupOutcome) -> Named:
    """Return where households are now that were poor with their loan."""
    moves, left = found.moves, found.moves.left
    places = (
        (phrase("Near-poor"), Standing.NEAR_POOR, Measure.TO_NEAR_POOR),
        (phrase("Neither poor nor near-poor"), Standing.ABOVE, Measure.TO_ABOVE),
        (phrase("Poor"), Standing.POOR, Measure.STILL_POOR),
    )
    lines = [
        (
            name,
            counted(Share(moves.count(Standing.POOR, later), left.denominator, left.unknown), one),
        )
        for name, later, one in places
    ]
    reviewed = Share(moves.not_reviewed, moves.poor)
    lines.append(
        (
            phrase("Of all poor: no class written down since the loan"),
            _open_line(reviewed, Measure.NOT_REVIEWED),
        )
    )
    return lines


def _open(found: GroupOutcome) -> Named:
    incomes, people, loans = found.incomes, found.borrowers, found.loans
    return [
        (phrase("Income: not asked before or after"),
         _open_line(Share(incomes.not_asked, people), Measure.NOT_ASKED)),
        (phrase("Of them, the loan runs still"),
         _open_line(Share(incomes.runs_still, incomes.not_asked), Measure.RUNS_STILL)),
        (phrase("Income: asked by different questions"),
         _open_line(Share(incomes.not_comparable, people), Measure.NOT_COMPARABLE)),
        (phrase("Income: asked, no answer"),
         _open_line(Share(incomes.no_answer, people), Measure.NO_ANSWER)),
        (phrase("Loans without a result"),
         _open_line(Share(loans - found.results.loans, loans), Measure.NO_RESULT)),
        (phrase("Loans that run still"),
         _open_line(Share(found.running, loans), Measure.RUNNING)),
        (phrase("Loans of which what was told does not fit together"),
         _open_line(Share(found.contradictions, loans), Measure.CONTRADICTS)),
    ]  # fmt: skip


def _open_line(share: Share, measure: Measure) -> Line:
    """Return a count of what is open: no figure of chance, so it has no interval."""
    return Line(
        number=share.numerator, of=share.denominator, share=share_words(share.share),
        measure=measure,
    )  # fmt: skip
