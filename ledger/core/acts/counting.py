"""The counting of the cash box: what was found, and what becomes of a difference."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ledger.core.acts.shared import missing_words
from ledger.core.errors import Conflict, LedgerError, NotFound, RuleBroken
from ledger.core.journal import EntryKind, JournalEntry
from ledger.core.posting_rules_club import cash_differs
from ledger.core.statements.cash_count import DENOMINATIONS

NOTES = (*DENOMINATIONS, 500, 200)
"""The notes that a box can hold, in đồng: those of the form, and the last two of less value."""

MOST_PIECES = 1_000_000
"""More notes of a value than this lie in no box."""


@dataclass(eq=False)
class NoteUnknown(RuleBroken):
    """There is no note of this value in đồng, or it was counted twice."""

    value: int


@dataclass(eq=False)
class PiecesOutOfRange(RuleBroken):
    """So many notes of a value cannot lie in a box."""

    value: int
    pieces: int


@dataclass(eq=False)
class UnknownCount(NotFound):
    """The club has not counted its box under this number."""

    count_no: int


@dataclass(eq=False)
class CountAgrees(RuleBroken):
    """A count found what the book says: nothing is to be posted."""

    count_no: int


@dataclass(eq=False)
class CountPosted(Conflict):
    """The difference of a count was posted already."""

    count_no: int
    entry_no: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CashCountTaken:
    """The box was counted at the end of a day: so many notes of each value, before a witness.

    `fund` is the fund whose book takes a difference at once; None leaves it open. `reason` says
    why there is one, as far as is known.
    """

    counted_on: dt.date
    notes: tuple[tuple[int, int], ...]
    witness: str
    reason: str | None = None
    fund: str | None = None

    @property
    def counted(self) -> int:
        """Return what lies in the box, in đồng."""
        return sum(value * pieces for value, pieces in self.notes)

    def faults(self) -> Iterator[LedgerError]:
        """Yield what is wrong with it by itself."""
        yield from missing_words("witness", self.witness)
        seen: set[int] = set()
        for value, pieces in self.notes:
            if value not in NOTES or value in seen:
                yield NoteUnknown(value=value)
            seen.add(value)
            if not 0 <= pieces <= MOST_PIECES:
                yield PiecesOutOfRange(value=value, pieces=pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferencePosted:
    """The difference of a count is posted to a fund, with its reason, until it is explained."""

    occurred_on: dt.date
    count_no: int
    fund: str
    reason: str
    note: str | None = None
    meeting_no: int | None = None

    def faults(self) -> Iterator[LedgerError]:
        """Yield what is wrong with it by itself."""
        yield from missing_words("difference", self.reason)


def entry_of_difference(
    act: DifferencePosted, difference: int, approved_by: int | None
) -> JournalEntry:
    """Return the entry of a difference of a count in đồng: 111 / 3381 or 1381 / 111.

    It has no paper of money received or paid: nobody gave or took any.
    """
    said = "Kiểm kê quỹ thừa" if difference > 0 else "Kiểm kê quỹ thiếu"
    return JournalEntry(
        EntryKind.OTHER, act.occurred_on, cash_differs(difference, act.fund),
        act.note or f"{said}: {act.reason}", meeting_no=act.meeting_no, approved_by=approved_by,
    )  # fmt: skip
