"""What is drawn of the reports on lending: who is late by days, and what can be lent when."""

from collections.abc import Iterator

from ledger.core.statements.chart import BarRow, Bars, Chart, Unit
from ledger.core.statements.table import Phrase, RowKind, Table, phrase


def arrears_charts(table: Table) -> tuple[Chart, ...]:
    """Return the principal outstanding by days late, of the portfolio report."""
    heading = phrase("Loans by days late")
    rows = tuple(
        BarRow(words, (amount,)) for words, amount in _lines(table, "amount", under=heading)
    )
    return (
        Bars("by-days-late", phrase("Principal outstanding by days late"), Unit.DONG, rows),
    )  # fmt: skip


def forecast_charts(table: Table) -> tuple[Chart, ...]:
    """Return what can be lent at each meeting to come; what is at hand now is no meeting."""
    comes = [column.key for column in table.columns].index("comes-expected")
    meetings = {row.values[0] for row in table.rows if row.values[comes] is not None}
    rows = tuple(
        BarRow(words, (amount,))
        for words, amount in _lines(table, "as-expected")
        if words in meetings
    )
    return (Bars("can-be-lent", phrase("What can be lent as expected"), Unit.DONG, rows),)


def _lines(
    table: Table, key: str, under: Phrase | None = None
) -> Iterator[tuple[Phrase | str, int]]:
    """Yield the lines below a heading, or all, with their words and the figure of a column."""
    index = [column.key for column in table.columns].index(key)
    is_here = under is None
    for row in table.rows:
        if row.kind is RowKind.HEADING:
            is_here = row.values[0] == under
        words, amount = row.values[0], row.values[index]
        is_line = is_here and row.kind is RowKind.LINE
        if is_line and isinstance(words, Phrase | str) and isinstance(amount, int):
            yield words, amount
