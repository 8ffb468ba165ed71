"""The minutes of the meeting that decided on loans: who was there, what was asked, how it voted."""

import datetime as dt
from dataclasses import dataclass

from ledger.core.statements.lists import CLASSES
from ledger.core.statements.loan_papers import PaperClub
from ledger.core.statements.table import (
    Column,
    ColumnKind,
    Phrase,
    Row,
    RowKind,
    Table,
    Value,
    phrase,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesLoan:
    """An application as the meeting decided on it; amounts in đồng, `approved` None: turned down.

    `left_vote` are those who did not vote because it is their own loan, or their family's.
    """

    name: str
    household_class: str = ""
    purpose: str = ""
    asked: int
    approved: int | None
    term: Phrase | None = None
    in_favour: int
    against: int
    abstained: int
    left_vote: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalMinutes:
    """A meeting's decisions on loans; `needed` is its quorum, in members."""

    club: PaperClub
    held_on: dt.date
    place: str = ""
    members: int
    present: int
    needed: int
    absent: tuple[str, ...] = ()
    loans: tuple[MinutesLoan, ...]

    @property
    def has_quorum(self) -> bool:
        """Tell whether enough members were there."""
        return self.present >= self.needed

    @property
    def asked(self) -> int:
        """Return all that was asked for."""
        return sum(one.asked for one in self.loans)

    @property
    def approved(self) -> int:
        """Return all that was approved."""
        return sum(one.approved or 0 for one in self.loans)


_ITEM = Column("item", phrase("Item"), ColumnKind.NUMBER)
_NAME = Column("name", phrase("Full name"))
LOAN_COLUMNS = (
    _ITEM,
    _NAME,
    Column("class", phrase("Household")),
    Column("purpose", phrase("Purpose")),
    Column("asked", phrase("Asked for"), ColumnKind.AMOUNT),
    Column("approved", phrase("Approved"), ColumnKind.AMOUNT),
    Column("term", phrase("Term")),
)
VOTE_COLUMNS = (
    _ITEM,
    _NAME,
    Column("in_favour", phrase("In favour"), ColumnKind.COUNT),
    Column("against", phrase("Opposed"), ColumnKind.COUNT),
    Column("abstained", phrase("Abstained"), ColumnKind.COUNT),
    Column("left_vote", phrase("Did not vote: own loan")),
    Column("reason", phrase("Note")),
)


def minutes_loans_table(minutes: ApprovalMinutes) -> Table:
    """Return what was asked for and what was approved."""
    rows = []
    for number, one in enumerate(minutes.loans, 1):
        approved: Value = phrase("Turned down") if one.approved is None else one.approved
        values = (
            number, one.name, CLASSES.get(one.household_class, ""), one.purpose, one.asked,
            approved, one.term,
        )  # fmt: skip
        rows.append(Row(values))
    total = (None, phrase("Total"), "", "", minutes.asked, minutes.approved, None)
    rows.append(Row(total, RowKind.TOTAL))
    return _table(minutes, phrase("Decisions on loans"), LOAN_COLUMNS, rows)


def minutes_votes_table(minutes: ApprovalMinutes) -> Table:
    """Return how the meeting voted on each application, and who left the vote."""
    rows = [
        Row(
            (
                number, one.name, one.in_favour, one.against, one.abstained,
                ", ".join(one.left_vote), one.reason,
            )
        )
        for number, one in enumerate(minutes.loans, 1)
    ]  # fmt: skip
    columns: tuple[Column, ...] = VOTE_COLUMNS
    if not any(one.reason for one in minutes.loans):
        columns, rows = columns[:-1], [Row(row.values[:-1]) for row in rows]
    return _table(minutes, phrase("Votes on loans"), columns, rows)


def _table(
    minutes: ApprovalMinutes, title: Phrase, columns: tuple[Column, ...], rows: list[Row]
) -> Table:
    scope = (phrase("On %(day)s", day=minutes.held_on),)
    return Table("loan-minutes", title, minutes.club.name, scope, columns, tuple(rows))
