"""The column Tồn, checked from row to row."""

from dataclasses import dataclass

from ledger.core.workbook.draft import DraftRow, Side, Written

MOST_DOUBTS = 3
"""From how many rows back a Tồn may be taken up again."""


@dataclass(slots=True)
class WrittenBalance:
    """What the row above says is in the box, in đồng, None when nobody can tell.

    `instead` is what it may have meant to say, if it was refused for its Tồn: when the next row
    goes on from there, that Tồn alone was wrong, and it is told only once.
    """

    above: int | None = 0
    instead: tuple[int, ...] = ()

    def wrong_in(self, row: DraftRow) -> int | None:
        """Return what a row's Tồn should be if it is wrong, else None; go on to the next row.

        Each row is checked against the Tồn written in the row just above, refused or not, so
        that one wrong amount is told once (clubs/README.md). A Tồn left empty is worked out.
        """
        change = _change(row)
        expected = None if self.above is None or change is None else self.above + change
        instead: tuple[int, ...] = ()
        if self.instead and change is not None:
            instead = tuple(one + change for one in self.instead)
        if row.written is not Written.READ:
            self.above, self.instead = expected, instead
            return None
        self.above, self.instead = row.balance, ()
        if row.refused or expected is None or row.balance == expected or row.balance in instead:
            return None
        self.instead = (expected, *instead)[:MOST_DOUBTS]
        return expected


def _change(row: DraftRow) -> int | None:
    if row.amount is None:
        return None
    return row.amount if row.side is Side.IN else -row.amount
