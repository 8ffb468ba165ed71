"""The counting of the cash box on paper (bảng kiểm kê quỹ, Mẫu số 08a-TT)."""

import datetime as dt
from dataclasses import dataclass

from ledger.core.statements.loan_papers import PaperClub
from ledger.core.statements.table import Column, ColumnKind, Row, RowKind, Table, phrase

COLUMNS = (
    Column("value", phrase("Notes of"), ColumnKind.AMOUNT),
    Column("pieces", phrase("Pieces"), ColumnKind.COUNT),
    Column("amount", phrase("Amount"), ColumnKind.AMOUNT),
)

DENOMINATIONS = (500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000)
"""The notes that are in use, in đồng, as the form lists them."""


@dataclass(frozen=True, slots=True)
class CountedNotes:
    """So many notes of a value in đồng."""

    value: int
    pieces: int

    @property
    def amount(self) -> int:
        """Return what they come to, in đồng."""
        return self.value * self.pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class CashCountSheet:
    """A count of the box: what the book says, what lies in the box, and why they differ.

    Amounts in đồng. `notes` are those that lay in the box, each value once. `voucher` is that of
    the entry that posted the difference, `last_voucher` the last one that the book's figure holds.
    """

    club: PaperClub
    count_no: int
    counted_on: dt.date
    book: int
    notes: tuple[CountedNotes, ...]
    counted_by: str
    witness: str
    reason: str | None = None
    voucher: str | None = None
    last_voucher: str | None = None

    @property
    def counted(self) -> int:
        """Return what lies in the box, in đồng."""
        return sum(one.amount for one in self.notes)

    @property
    def difference(self) -> int:
        """Return by how much more lies in the box than the book says; below zero, less."""
        return self.counted - self.book

    @property
    def rows(self) -> tuple[CountedNotes, ...]:
        """Return a row for each note in use and each that was found, the largest first."""
        pieces = dict.fromkeys(DENOMINATIONS, 0) | {one.value: one.pieces for one in self.notes}
        return tuple(CountedNotes(value, pieces[value]) for value in sorted(pieces, reverse=True))


def notes_table(paper: CashCountSheet) -> Table:
    """Return the notes of a count ready to be drawn, with what they come to."""
    rows = [Row((one.value, one.pieces, one.amount)) for one in paper.rows]
    pieces = sum(one.pieces for one in paper.rows)
    total = Row((phrase("Total"), pieces, paper.counted), RowKind.TOTAL)
    title = phrase("II. What lies in the box")
    return Table("cash-count", title, paper.club.name, (), COLUMNS, (*rows, total))
