"""The poverty standards ready to be drawn: the country's, and a province's own."""

from collections.abc import Iterator, Sequence

from ledger.core.outcomes.standards import PovertyStandard
from ledger.core.statements.scope import Scope
from ledger.core.statements.table import Column, ColumnKind, Row, Table, Value, phrase

AMOUNT = ColumnKind.AMOUNT
COLUMNS = (
    Column("name", phrase("Standard")),
    Column("begin", phrase("In force from"), ColumnKind.DATE),
    Column("end", phrase("In force until"), ColumnKind.DATE),
    Column("where", phrase("Where")),
    Column("poor", phrase("Poor or near-poor: at most a person a month"), AMOUNT),
    Column("deprivations", phrase("Poor: lacking at least"), ColumnKind.COUNT),
    Column("average", phrase("Average: at most a person a month"), AMOUNT),
    Column("source", phrase("Where the rule stands")),
)
_HOW = (
    phrase(
        "Under the line and lacking so many of the indicators a household is poor, under the line"
        " and lacking fewer near-poor. The commune decides and certifies it; the club only writes"
        " it down."
    ),
    phrase(
        "Where one standard ends and another begins, the years before and after are not compared:"
        " who is poor only by the new one has not fallen back."
    ),
    phrase("Where the average line stands empty, we have not seen it in the decree."),
)


def standards_table(scope: Scope, standards: Sequence[PovertyStandard]) -> Table:
    """Return the standards, for the country and the villages in a line each; lines in đồng."""
    rows = tuple(row for one in standards for row in _rows(one))
    title = phrase("Standards of poverty")
    return Table("poverty-standards", title, scope.club_name, (), COLUMNS, rows, _HOW)


def _rows(one: PovertyStandard) -> Iterator[Row]:
    source: Value = one.source
    if one.province is not None:
        source = phrase(
            "%(source)s, of %(province)s", source=one.source, province=one.province
        )  # fmt: skip
    for where, poor, average in (
        (phrase("Villages (rural)"), one.rural_poor, one.rural_average),
        (phrase("Towns (urban)"), one.urban_poor, one.urban_average),
    ):
        yield Row(
            (one.name, one.valid_from, one.valid_to, where, poor, one.deprivations, average, source)
        )
