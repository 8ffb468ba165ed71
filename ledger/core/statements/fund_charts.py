"""What is drawn of a loan fund's health: its capital over the years, in money and in worth."""

import datetime as dt
from collections.abc import Iterator

from ledger.core.statements.chart import BarRow, Bars, Chart, Label, Line, Lines, Unit
from ledger.core.statements.table import Column, Phrase, Row, RowKind, Table, phrase

FEWEST_POINTS = 2
"""A line goes from one point to another."""


def health_charts(table: Table) -> tuple[Chart, ...]:
    """Return the fund's own capital at the end of each year, beside what it was worth."""
    return _lines(
        table, "fund-capital", phrase("The loan fund's own capital at the end of each year"),
        phrase("In money of the first year"),
    )  # fmt: skip


def projection_charts(table: Table) -> tuple[Chart, ...]:
    """Return the fund as it is and at the end of each of the next years, which is expected."""
    if not table.rows:
        return ()
    now = next(_numbers(table, "opening"))
    ends_on = table.rows[0].values[0]
    begins = _month(ends_on.month, ends_on.year - 1) if isinstance(ends_on, dt.date) else ""
    return _lines(
        table, "fund-to-come", phrase("The loan fund in the next five years, if it goes so"),
        phrase("In money of today"), first=(begins, now),
    )  # fmt: skip


def _lines(
    table: Table,
    key: str,
    title: Phrase,
    worth: Phrase,
    *,
    first: tuple[Label, int | None] | None = None,
) -> tuple[Chart, ...]:
    """Return the fund at each end; with a first point before them, all that follows is expected."""
    points = tuple(_point(row) for row in table.rows if row.kind is not RowKind.TOTAL)
    closing, real = tuple(_numbers(table, "closing")), tuple(_numbers(table, "real-closing"))
    knows_worth = len([one for one in real if one is not None]) >= FEWEST_POINTS
    since = None
    if first is not None:
        point, now = first
        points, closing, real, since = (point, *points), (now, *closing), (now, *real), 1
    if len(points) < FEWEST_POINTS:
        return ()
    lines = [Line(phrase("At the end"), closing, since)]
    if knows_worth:
        lines.append(Line(worth, real, since))
    return (Lines(key, title, Unit.DONG, points, tuple(lines)),)


def _point(row: Row) -> Label:
    value = row.values[0]
    if isinstance(value, dt.date):
        return _month(value.month, value.year)
    if isinstance(value, Phrase):
        return str(dict(value.parts)["year"])
    return str(value)


def _month(month: int, year: int) -> str:
    return f"{month:02d}/{year}"


def _numbers(table: Table, key: str) -> Iterator[int | None]:
    column = _index(table.columns, key)
    for row in table.rows:
        if row.kind is not RowKind.TOTAL:
            yield _whole(row, column)


def _index(columns: tuple[Column, ...], key: str) -> int:
    return [one.key for one in columns].index(key)


def _whole(row: Row, column: int) -> int | None:
    value = row.values[column]
    return value if isinstance(value, int) else None


def sources_charts(table: Table) -> tuple[Chart, ...]:
    """Return where the capital came from at the end of the last year shown."""
    headings = [at for at, row in enumerate(table.rows) if row.kind is RowKind.HEADING]
    if not headings:
        return ()
    closing = _index(table.columns, "closing")
    rows = tuple(
        BarRow(name, (_whole(row, closing),))
        for row in table.rows[headings[-1] :]
        if row.kind is RowKind.LINE
        for name in (row.values[1],)
        if name is not None and not isinstance(name, int | dt.date)
    )
    return (Bars("capital-by-source", phrase("Where the capital came from"), Unit.DONG, rows),)
