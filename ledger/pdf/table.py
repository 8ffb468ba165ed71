"""Any report as a PDF: the table of `core/statements/table.py` on A4, upright or lying."""

import datetime as dt

from ledger.core.statements.table import ColumnKind, Table
from ledger.i18n.locale import Locale
from ledger.pdf.cells import Cells, cells, wanted
from ledger.pdf.columns import Grid, Slot, grid
from ledger.pdf.fonts import BOLD, REGULAR, Style
from ledger.pdf.foot import foot_height, put_feet
from ledger.pdf.paper import A4, Credits, Document, Page, to_pdf, wrap
from ledger.pdf.words import Speaker

_TITLE = Style(BOLD, 16)
_CLUB = Style(BOLD, 10)
_SCOPE = Style(REGULAR, 10)
_SMALL = Style(REGULAR, 8.5)
_PAD = 4.0
_HAIRLINE, _THIN, _HEAVY = 0.2, 0.6, 1.4


def draw_table(table: Table, locale: Locale, printed_on: dt.date) -> bytes:
    """Return the report as a PDF: the same bytes for the same table, language and day."""
    speaker = Speaker(locale)
    sheets = _Sheets(table, speaker)
    sheets.fill(cells(table, speaker))
    paper = sheets.grid.paper
    put_feet(sheets.pages, paper, _SMALL, speaker=speaker, printed_on=printed_on)
    return to_pdf(
        Document(paper, tuple(sheets.pages), Credits(sheets.title, sheets.club, speaker.tag))
    )


class _Sheets:
    """The report's pages as they fill: where the next row goes, and what heads each page."""

    def __init__(self, table: Table, speaker: Speaker) -> None:
        """Take what does not depend on the rows; `fill` does the rest."""
        self.title = speaker.phrase(table.title)
        self.club = speaker.value(table.club)
        self.pages: list[Page] = []
        self._kinds = [column.kind for column in table.columns]
        self._titles = [speaker.phrase(column.title) for column in table.columns]
        self._scope = [speaker.phrase(line) for line in table.scope]
        if ColumnKind.AMOUNT in self._kinds:
            self._scope.append(speaker.say("Amounts in đồng"))
        self._notes = [speaker.phrase(note) for note in table.notes]
        self._nothing = speaker.say("There is nothing here yet.")
        self._y = self._first_row_y = 0.0
        self.grid: Grid

    def fill(self, rows: list[Cells]) -> None:
        """Place the whole report on as many pages as it takes."""
        columns = enumerate(zip(self._kinds, self._titles, strict=True))
        asked = [wanted(kind, title, rows, index) for index, (kind, title) in columns]
        self.grid = grid(asked, A4)
        self._turn()
        for number, row in enumerate(rows, start=1):
            self._row(row, is_kept=row.is_heading and number < len(rows))
        self._y -= self.grid.leading
        paper = self.grid.paper
        for note in self._notes if rows else [self._nothing, *self._notes]:
            for line in wrap(note, self.grid.plain, paper.measure):
                self._make_room(self.grid.leading)
                self._y -= self.grid.leading
                self.pages[-1].write(paper.margin, self._y, line, self.grid.plain)

    def _turn(self) -> None:
        """Begin a page: on the first all that names the report, on the others one line."""
        page, paper = Page(), self.grid.paper
        self.pages.append(page)
        self._y = paper.top
        if len(self.pages) == 1:
            self._name_report(page)
        else:
            self._y -= _SMALL.size
            half = paper.measure / 2 - 10
            page.write(paper.margin, self._y, wrap(self.title, _SMALL, half)[0], _SMALL)
            page.write_right(paper.right, self._y, wrap(self.club, _SMALL, half)[0], _SMALL)
            self._y -= 7
        self._name_columns(page)
        self._first_row_y = self._y

    def _name_report(self, page: Page) -> None:
        scope = [(words, _SCOPE) for words in self._scope]
        for words, style in [(self.club, _CLUB), (self.title, _TITLE), *scope]:
            for line in wrap(words, style, self.grid.paper.measure):
                self._y -= style.size * 1.35
                page.write(self.grid.paper.margin, self._y, line, style)
        self._y -= 12

    def _name_columns(self, page: Page) -> None:
        """Draw the columns' titles, their last lines level, between two rules."""
        paper, strong, leading = self.grid.paper, self.grid.strong, self.grid.leading
        broken = [
            wrap(title, strong, slot.right - slot.left)
            for title, slot in zip(self._titles, self.grid.slots, strict=True)
        ]
        page.rule(paper.margin, paper.right, self._y, _HEAVY)
        self._y -= max(map(len, broken)) * leading + 1
        for lines, slot in zip(broken, self.grid.slots, strict=True):
            for above, line in enumerate(reversed(lines)):
                slot.put(page, self._y + above * leading, line, strong)
        self._y -= _PAD + 1
        page.rule(paper.margin, paper.right, self._y, _THIN)

    def _row(self, row: Cells, *, is_kept: bool) -> None:
        """Place a row, whole on one page unless it is taller than a page."""
        style = self.grid.plain if row.is_line else self.grid.strong
        broken = self._broken(row, style)
        tallest = max(len(lines) for _, lines in broken)
        height = tallest * self.grid.leading + _PAD
        self._make_room(2 * height if is_kept else height)
        self._rule_above(row)
        done = 0
        while done < tallest:
            if done:
                self._turn()
            room = max(1, int((self._y - self._bottom - _PAD) / self.grid.leading))
            self._strip([(slot, lines[done : done + room]) for slot, lines in broken], style)
            done += room
        self._rule_below(row)

    def _strip(self, broken: list[tuple[Slot, list[str]]], style: Style) -> None:
        """Place lines side by side below what is there."""
        page, leading = self.pages[-1], self.grid.leading
        for slot, lines in broken:
            y = self._y
            for line in lines:
                y -= leading
                slot.put(page, y, line, style)
        self._y -= max(len(lines) for _, lines in broken) * leading + _PAD

    def _broken(self, row: Cells, style: Style) -> list[tuple[Slot, list[str]]]:
        """Return the row's filled cells broken into lines, each with where it stands."""
        slots = self.grid.slots
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
        last = index
        while last + 1 < len(row.words) and not row.words[last + 1]:
            last += 1
        return Slot(self.grid.slots[index].left, self.grid.slots[last].right, is_right=False)

    def _rule_above(self, row: Cells) -> None:
        if row.is_sum:
            self._rule(_THIN)

    def _rule_below(self, row: Cells) -> None:
        """Close a row: heavily below a final sum, by a hair's breadth below the others."""
        self._rule(_HEAVY if row.is_final else _HAIRLINE)

    def _rule(self, weight: float) -> None:
        paper = self.grid.paper
        self.pages[-1].rule(paper.margin, paper.right, self._y, weight)

    def _make_room(self, height: float) -> None:
        if self._y - height < self._bottom and self._y < self._first_row_y:
            self._turn()

    @property
    def _bottom(self) -> float:
        return self.grid.paper.margin + foot_height(_SMALL)
