"""A report's table as it fills its pages: titles of columns between rules, then row by row."""

from ledger.core.statements.table import Table
from ledger.pdf.cells import Cells, cells, wanted
from ledger.pdf.columns import Grid, Slot, Wanted
from ledger.pdf.fonts import Style
from ledger.pdf.paper import wrap
from ledger.pdf.sheets import THIN, Sheets
from ledger.pdf.words import Speaker

_PAD = 4.0
_HAIRLINE, _HEAVY = 0.2, 1.4
_FIRST_LINES = 8
"""The lines that a table takes at least where it begins: its titles, and some rows."""


class Rows:
    """A table in a reader's words, ready to be placed on sheets."""

    def __init__(self, table: Table, speaker: Speaker) -> None:
        """Put all of it into words."""
        self._titles = [speaker.phrase(column.title) for column in table.columns]
        self._rows = cells(table, speaker)
        self._notes = [speaker.phrase(note) for note in table.notes]
        if not self._rows:
            self._notes.insert(0, speaker.say("There is nothing here yet."))
        self.wanted: list[Wanted] = [
            wanted(column.kind, title, self._rows, index)
            for index, (column, title) in enumerate(zip(table.columns, self._titles, strict=True))
        ]

    def put(self, sheets: Sheets, grid: Grid) -> None:
        """Place the table in its columns, and its notes, on as many pages as it takes."""
        _Placing(sheets, grid, self._titles).put(self._rows, self._notes)


class _Placing:
    """Places rows on sheets."""

    def __init__(self, sheets: Sheets, grid: Grid, titles: list[str]) -> None:
        """Take where the rows go."""
        self._on, self._grid, self._titles = sheets, grid, titles

    def put(self, rows: list[Cells], notes: list[str]) -> None:
        """Place the titles, all rows and all notes; titles do not stand alone at a page's end."""
        self._on.make_room(_FIRST_LINES * self._grid.leading)
        self._on.part(self._name_columns)
        for number, row in enumerate(rows, start=1):
            self._row(row, is_kept=row.is_heading and number < len(rows))
        self._on.part()
        self._on.skip(self._grid.leading)
        for note in notes:
            self._on.words(note, self._grid.plain, self._grid.leading)

    def _name_columns(self) -> None:
        """Draw the columns' titles, their last lines level, between two rules."""
        on, strong, leading = self._on, self._grid.strong, self._grid.leading
        broken = [
            wrap(title, strong, slot.right - slot.left)
            for title, slot in zip(self._titles, self._grid.slots, strict=True)
        ]
        on.rule(_HEAVY)
        on.skip(max(map(len, broken)) * leading + 1)
        for lines, slot in zip(broken, self._grid.slots, strict=True):
            for above, line in enumerate(reversed(lines)):
                slot.put(on.page, on.y + above * leading, line, strong)
        on.skip(_PAD + 1)
        on.rule(THIN)

    def _row(self, row: Cells, *, is_kept: bool) -> None:
        """Place a row, whole on one page unless it is taller than a page."""
        on, leading = self._on, self._grid.leading
        style = self._grid.plain if row.is_line else self._grid.strong
        broken = self._broken(row, style)
        tallest = max(len(lines) for _, lines in broken)
        height = tallest * leading + _PAD
        on.make_room(2 * height if is_kept else height)
        if row.is_sum:
            on.rule(THIN)
        done = 0
        while done < tallest:
            if done:
                on.turn()
            room = max(1, int((on.room - _PAD) / leading))
            self._strip([(slot, lines[done : done + room]) for slot, lines in broken], style)
            done += room
        on.rule(_HEAVY if row.is_final else _HAIRLINE)

    def _strip(self, broken: list[tuple[Slot, list[str]]], style: Style) -> None:
        """Place lines side by side below what is there."""
        on, leading = self._on, self._grid.leading
        for slot, lines in broken:
            for number, line in enumerate(lines, start=1):
                slot.put(on.page, on.y - number * leading, line, style)
        on.skip(max(len(lines) for _, lines in broken) * leading + _PAD)

    def _broken(self, row: Cells, style: Style) -> list[tuple[Slot, list[str]]]:
        """Return the row's filled cells broken into lines, each with where it stands."""
        slots = self._grid.slots
        broken = []
        for index, words in enumerate(row.words):
            if words:
                slot = slots[index]
                if not row.is_line and not slot.is_right:
                    slot = self._run_on(row, index)
                broken.append((slot, wrap(words, style, slot.right - slot.left)))
        return broken or [(slots[0], [""])]

    def _run_on(self, row: Cells, index: int) -> Slot:
        """Return the slot widened over the empty cells to its right."""
        slots, last = self._grid.slots, index
        while last + 1 < len(row.words) and not row.words[last + 1]:
            last += 1
        return Slot(slots[index].left, slots[last].right, is_right=False)
