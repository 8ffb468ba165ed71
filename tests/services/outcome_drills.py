"""What stands behind a figure of the outcomes, worked out from the list that it leads to."""

from ledger.core.outcomes.behind import OF_HOUSEHOLDS, OF_PEOPLE, Measure
from ledger.core.statements.table import Drill, Phrase, Row, RowKind, Table, Value, phrase

SECTION_OF_PEOPLE = phrase("Who borrowed")
SUMS = {
    phrase("What was lent"): "lent", phrase("Principal paid by its due date"): "on-time",
    phrase("Net income of work that is summed up"): "net",
}  # fmt: skip
"""The sections with sums of money, and the column of the list in which they are added up."""


def section_of(table: Table, row: Row) -> Value:
    """Return the heading under which a row of the table stands."""
    above = table.rows[: next(place for place, one in enumerate(table.rows) if one is row)]
    return next((one.values[0] for one in reversed(above) if one.kind is RowKind.HEADING), None)


def counted(section: Value, drill: Drill, target: Table) -> int:
    """Return how many loans, people or households a list has, as the figure counts them."""
    measure = Measure(str(dict(drill.arguments)["measure"]))
    is_of_people = measure in OF_PEOPLE or section == SECTION_OF_PEOPLE
    what = "homes" if measure in OF_HOUSEHOLDS else "people" if is_of_people else "loans"
    return int(str(dict(target.scope[-1].parts)[what]))


def summed(section: Value, target: Table) -> int | None:
    """Return what a list comes to, None where the figure is a mean or a part of that."""
    key = SUMS.get(section) if isinstance(section, Phrase) else None
    if key is None:
        return None
    place = [one.key for one in target.columns].index(key)
    return int(str(target.rows[-1].values[place]))


def behind_outcome(table: Table, row: Row, _: str, target: Table) -> int:
    """Return what the list says of an amount that leads to it."""
    found = summed(section_of(table, row), target)
    assert found is not None, row
    return found
