"""The rows of an outcome statement as one table: a figure, out of what, how sure it is."""

from dataclasses import dataclass

from ledger.core.outcomes.behind import Measure
from ledger.core.outcomes.groups import Group
from ledger.core.outcomes.share import Share
from ledger.core.outcomes.statement import OutcomeStatement
from ledger.core.statements.outcome_section_tables import sure_words
from ledger.core.statements.table import (
    Column,
    ColumnKind,
    Drill,
    Phrase,
    Row,
    RowKind,
    Value,
    phrase,
)
from ledger.core.statements.target_table import share_words

COUNT, AMOUNT = ColumnKind.COUNT, ColumnKind.AMOUNT
COLUMNS = (
    Column("name", phrase("Figure")),
    Column("number", phrase("Number"), COUNT),
    Column("of", phrase("Out of"), COUNT),
    Column("amount", phrase("Amount"), AMOUNT),
    Column("of-amount", phrase("Out of an amount of"), AMOUNT),
    Column("share", phrase("Share")),
    Column("sure", phrase("95% interval")),
    Column("unknown", phrase("Not known"), COUNT),
)
_NUMBER, _AMOUNT, _UNKNOWN = 1, 3, 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What a row says: a count or an amount, out of what, how sure, of how many it is not known.

    `measure`: what the list counts to which the figure leads.
    """

    number: int | None = None
    of: int | None = None
    amount: int | None = None
    of_amount: int | None = None
    share: Value = ""
    sure: Value = ""
    unknown: int | None = None
    measure: Measure = Measure.LOANS

    def row(self, statement: OutcomeStatement, group: Group, name: Value) -> Row:
        """Return the row; a figure that is not nothing leads to the loans behind it."""
        drill = loans_behind(statement, group, self.measure)
        values = (
            name, self.number, self.of, self.amount, self.of_amount, self.share, self.sure,
            self.unknown,
        )  # fmt: skip
        leads = [place for place in (_NUMBER, _AMOUNT) if values[place]]
        return Row(values, drills=tuple((place, drill) for place in leads))


def loans_behind(statement: OutcomeStatement, group: Group, measure: Measure) -> Drill:
    """Return the list of the loans behind a figure."""
    return Drill(
        "outcome-loans",
        (
            ("group", group.name), ("measure", measure.value), ("begin", statement.begin),
            ("end", statement.end),
        ),
    )  # fmt: skip


def heading(title: Phrase) -> Row:
    """Return the row that stands over a section."""
    return Row((title, *[None] * (len(COLUMNS) - 1)), RowKind.HEADING)


def counted(share: Share, measure: Measure = Measure.LOANS) -> Line:
    """Return what a row says of a share of people, households or loans."""
    return Line(
        number=share.numerator, of=share.denominator, share=share_words(share.share),
        sure=sure_words(share.interval), unknown=share.unknown, measure=measure,
    )  # fmt: skip
