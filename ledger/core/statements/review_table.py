"""The list of a yearly review as a sheet to fill in, and how it is told what is wrong in one."""

from collections.abc import Sequence

from ledger.core.outcomes.classes import class_on
from ledger.core.outcomes.review import KnownHome
from ledger.core.statements.lists import CLASSES
from ledger.core.statements.scope import Scope
from ledger.core.statements.table import Column, ColumnKind, Row, Table, phrase

COLUMNS = (
    Column("household", phrase("Household code")),
    Column("members", phrase("Members")),
    Column("now", phrase("Class now")),
    Column("year", phrase("Year of the review"), ColumnKind.NUMBER),
    Column("class", phrase("Class of this year")),
    Column("certificate", phrase("Certificate no.")),
    Column("certificate_on", phrase("Day of the certificate"), ColumnKind.DATE),
)
FAULT_COLUMNS = (
    Column("place", phrase("Where")),
    Column("severity", phrase("Kind")),
    Column("message", phrase("What is wrong")),
    Column("remedy", phrase("How to mend it")),
)
_HOW = (
    phrase(
        "Write into “class of this year”: poor, near-poor, average or other. Leave out no column;"
        " delete the rows of households that were not reviewed."
    ),
)


def review_list_table(scope: Scope, homes: Sequence[KnownHome]) -> Table:
    """Return the households with a member on a day, the class of the year left to be filled in."""
    rows = tuple(
        Row((
            one.code, one.names, "" if kept is None else CLASSES[kept], scope.end.year, None,
            None, None,
        ))
        for one in homes
        for kept in (class_on(one.classes, scope.end),)
    )  # fmt: skip
    return Table(
        "review-list", phrase("Yearly review of households"), scope.club_name,
        (phrase("On %(day)s", day=scope.end),), COLUMNS, rows, _HOW,
    )  # fmt: skip
