"""What is drawn of the reports on households and members: who is poor by year, who belongs."""

import datetime as dt

from ledger.core.outcomes.share import Share
from ledger.core.statements.chart import BarRow, Bars, Chart, Unit
from ledger.core.statements.lists import CLASSES
from ledger.core.statements.outcome_charts import OF_KNOWN
from ledger.core.statements.table import Phrase, Row, RowKind, Table, filled, phrase

DRAWN = (CLASSES["poor"], CLASSES["near_poor"])
NEW_STANDARD = phrase("By another standard than the year before")


def flows_charts(table: Table) -> tuple[Chart, ...]:
    """Return how many households were poor and near-poor at each year's end.

    Years do not follow each other where the standard changed, and this stands beside: so bars,
    and no line from one to the next.
    """
    broken = {
        end.year
        for note in table.notes
        for end in (dict(note.parts).get("end"),)
        if isinstance(end, dt.date)
    }
    rows: list[BarRow] = []
    year = ""
    counts: dict[Phrase, int] = {}
    for row in table.rows:
        name = row.values[0]
        if row.kind is RowKind.HEADING and isinstance(name, Phrase):
            year, counts = str(dict(name.parts)["year"]), {}
        elif row.kind is RowKind.LINE and isinstance(name, Phrase) and name in DRAWN:
            counts[name] = _count(row, len(table.columns) - 1)
        elif row.kind is RowKind.TOTAL:
            beside = NEW_STANDARD if int(year) in broken else None
            rows.append(BarRow(year, tuple(counts.get(one) for one in DRAWN), beside))
    return (
        Bars(
            "classes-by-year", phrase("Poor and near-poor households at each year's end"),
            Unit.HOUSEHOLDS, tuple(rows), DRAWN,
        ),
    )  # fmt: skip


def composition_charts(table: Table) -> tuple[Chart, ...]:
    """Return the groups of members as shares of those of whom it is written down."""
    rows = []
    for row in table.rows:
        if row.kind is RowKind.HEADING:
            break
        people, whole, unknown = (_count(row, place) for place in (1, 2, 4))
        if row.kind is RowKind.LINE and whole and isinstance(row.values[0], Phrase):
            beside = filled(OF_KNOWN, number=people, whole=whole, unknown=unknown)
            rows.append(BarRow(row.values[0], (Share(people, whole).per_mille,), beside))
    title = phrase("Who the members are, out of those of whom it is written down")
    return (Bars("composition", title, Unit.PER_MILLE, tuple(rows)),)


def _count(row: Row, place: int) -> int:
    value = row.values[place]
    return value if isinstance(value, int) else 0
