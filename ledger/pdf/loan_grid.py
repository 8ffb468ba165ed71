"""A table inside a paper: titles again on each sheet, formulas in figures, rows to write on."""

from ledger.core.money import Money
from ledger.core.statements.table import ColumnKind, Part, Table
from ledger.i18n.locale import Locale
from ledger.pdf.cells import Cells, cells, wanted
from ledger.pdf.columns import Grid, Wanted, grid_on
from ledger.pdf.fonts import Style
from ledger.pdf.loan_sheet import Sheet
from ledger.pdf.paper import Page, wrap
from ledger.pdf.words import Speaker

_PAD = 4.0
_HAIRLINE, _THIN, _HEAVY = 0.3, 0.6, 1.2
_SIGNING = 9.0
"""The width of a column to sign in, as a multiple of the size of type."""

_BLANK = 24.0
"""The height of a row that is filled in by hand, in points."""


class Figures(Speaker):
    """Says a sentence's amounts without their ₫, as in a column of formulas."""

    def part(self, part: Part) -> str:
        """Return a value inside a sentence."""
        return self.figure(part.minor) if isinstance(part, Money) else super().part(part)


def put_table(sheet: Sheet, table: Table, locale: Locale, *, signed_by: str = "") -> None:
    """Place a table below what is on the sheet.

    One that goes on in handwriting has a column more, to sign in, and blank rows to the bottom.
    """
    speaker = Figures(locale)
    rows = cells(table, speaker)
    kinds = [column.kind for column in table.columns]
    titles = [speaker.phrase(column.title) for column in table.columns]
    columns = enumerate(zip(kinds, titles, strict=True))
    asked = [wanted(kind, title, rows, index) for index, (kind, title) in columns]
    if signed_by:
        titles.append(signed_by)
        asked.append(Wanted(ColumnKind.DATE, title_word=_SIGNING, title=_SIGNING, values=_SIGNING))
    drawing = _Drawing(sheet, grid_on(asked, sheet.paper), titles)
    sheet.skip(4)
    drawing.name_columns()
    lines, sums = [one for one in rows if one.is_line], [one for one in rows if not one.is_line]
    for number, row in enumerate(lines, 1):
        drawing.row(row, beside=len(sums) if number == len(lines) else 0)
    for row in sums:
        drawing.row(row)
    if not sums:
        sheet.rule(_HEAVY)
    if signed_by:
        drawing.blank_rows()


class _Drawing:
    """The rows of one table as they fill the sheets."""

    def __init__(self, sheet: Sheet, grid: Grid, titles: list[str]) -> None:
        self._sheet = sheet
        self._grid = grid
        self._titles = [
            wrap(title, grid.strong, slot.right - slot.left)
            for title, slot in zip(titles, grid.slots, strict=True)
        ]
        self._page = sheet.page

    def name_columns(self) -> None:
        """Draw the columns' titles, their last lines level, between two rules."""
        sheet, leading = self._sheet, self._grid.leading
        height = max(map(len, self._titles)) * leading + _PAD
        sheet.make_room(height + 3 * leading)
        self._page = sheet.page
        sheet.rule(_HEAVY)
        sheet.skip(height - _PAD + 1)
        for lines, slot in zip(self._titles, self._grid.slots, strict=True):
            for above, line in enumerate(reversed(lines)):
                slot.put(self._page, sheet.y + above * leading, line, self._grid.strong)
        sheet.skip(_PAD)
        sheet.rule(_THIN)

    def row(self, row: Cells, *, beside: int = 0) -> None:
        """Place a row, whole on one sheet unless it is taller than that.

        The last row takes the sums `beside` it along: a sum never stands alone on a sheet.
        """
        style = self._grid.plain if row.is_line else self._grid.strong
        broken = [
            wrap(words, style, slot.right - slot.left) if words else []
            for words, slot in zip(row.words, self._grid.slots, strict=False)
        ]
        if row.is_sum:
            broken = self._run_on(row, style)
        tallest = max(map(len, broken))
        self._make_room((tallest + beside) * self._grid.leading + (1 + 2 * beside) * _PAD)
        if row.is_sum or any(row.words[:-1]):
            self._sheet.rule(_THIN if row.is_sum else _HAIRLINE)
        done = 0
        while done < tallest:
            room = max(1, int((self._sheet.room - _PAD) / self._grid.leading))
            self._strip([lines[done : done + room] for lines in broken], style)
            done += room
            if done < tallest:
                self._make_room(self._sheet.room + 1)
        self._sheet.skip(_PAD)
        if row.is_sum:
            self._sheet.rule(_HEAVY)

    def blank_rows(self) -> None:
        """Rule the rest of the sheet."""
        while self._sheet.room > _BLANK:
            self._sheet.skip(_BLANK)
            self._sheet.rule(_HAIRLINE)

    def _run_on(self, row: Cells, style: Style) -> list[list[str]]:
        """Return a sum's words whole, for they run on over the empty cells beside them."""
        return [
            [words] if words and not slot.is_right else wrap(words, style, slot.right - slot.left)
            for words, slot in zip(row.words, self._grid.slots, strict=False)
        ]

    def _strip(self, broken: list[list[str]], style: Style) -> None:
        """Place lines side by side below what is there."""
        leading, page = self._grid.leading, self._page
        for lines, slot in zip(broken, self._grid.slots, strict=False):
            for number, line in enumerate(lines, 1):
                slot.put(page, self._sheet.y - number * leading, line, style)
        self._sheet.skip(max(map(len, broken)) * leading)

    def _make_room(self, height: float) -> None:
        """Go on to the next sheet unless this one has the room, and name the columns there."""
        self._sheet.make_room(height)
        page: Page = self._sheet.page
        if page is not self._page:
            self.name_columns()
