"""The classes of a member's household over time, ready to be drawn."""

from collections.abc import Iterator

from ledger.core.outcomes.classes import ClassFrom, HomeHistory
from ledger.core.statements.lists import CLASSES
from ledger.core.statements.table import Column, ColumnKind, Phrase, Row, Table, Value, phrase

COLUMNS = (
    Column("class", phrase("Class")),
    Column("begin", phrase("From"), ColumnKind.DATE),
    Column("certificate", phrase("Certificate")),
    Column("certificate_on", phrase("Day of the certificate"), ColumnKind.DATE),
    Column("what", phrase("How it was found")),
)


def class_history_table(club: str, history: HomeHistory) -> Table:
    """Return a household's classes, the latest first, each with what it was corrected from."""
    rows = tuple(row for one in reversed(history.classes) for row in _rows(history, one))
    title = phrase("The household's class")
    return Table("class-history", title, club, (), COLUMNS, rows)


def _rows(history: HomeHistory, one: ClassFrom) -> Iterator[Row]:
    what: Phrase | str = ""
    if one.review_year is not None:
        what = phrase("Review of %(year)s", year=str(one.review_year))
    values: tuple[Value, ...] = (
        CLASSES[one.household_class], one.valid_from, one.certificate_no or "",
        one.certificate_on, what,
    )  # fmt: skip
    yield Row(values)
    for change in history.corrections:
        if change.valid_from == one.valid_from:
            what = phrase(
                "So it stood until %(day)s; corrected because: %(reason)s",
                day=change.recorded_at, reason=change.reason,
            )  # fmt: skip
            before = CLASSES[change.before]
            yield Row((before, None, change.certificate_before or "", None, what))
