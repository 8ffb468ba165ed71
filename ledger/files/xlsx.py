"""A report as a spreadsheet that opens ready to read and to print."""

from __future__ import annotations  # types of XlsxWriter, which is not loaded yet

import datetime as dt
import io
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledger.core.statements.table import ColumnKind, Row, RowKind, Table, Value
from ledger.files.words import begins_formula, phrase_text, value_text
from ledger.i18n.locale import Locale

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

MADE_ON = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - a file's own mark, so that equal reports are equal bytes
LONG = 5_000
"""From so many rows on, the sheet is written row by row and never held whole."""
LONGEST_CELL = 32_767
LARGEST_EXACT = 10**15 - 1
"""A spreadsheet keeps fifteen digits; a larger amount is written as text."""
FIRST_DAY = dt.date(1900, 3, 1)
"""Before it, spreadsheets disagree on what a day's number means."""
NARROW, WIDE = 8, 60
MANY_COLUMNS = 5
BARRED_IN_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
STRONG = {RowKind.HEADING, RowKind.SUBTOTAL, RowKind.TOTAL, RowKind.CLOSING, RowKind.OPENING}
RULED = {RowKind.SUBTOTAL, RowKind.TOTAL, RowKind.CLOSING}
NUMBERS = {
    ColumnKind.AMOUNT: "#,##0;[Red]-#,##0",
    ColumnKind.COUNT: "#,##0",
    ColumnKind.NUMBER: "0",
    ColumnKind.DATE: "dd/mm/yyyy",
    ColumnKind.TEXT: "@",
}


def table_xlsx(table: Table, locale: Locale) -> bytes:
    """Return the report as an XLSX file; the same report gives the same bytes.

    Text is written as text and never as a formula; amounts and dates are numbers with a format.
    """
    from xlsxwriter import Workbook

    file = io.BytesIO()
    is_long = len(table.rows) > LONG
    book = Workbook(file, {"constant_memory": is_long, "in_memory": not is_long})
    title = phrase_text(table.title, locale)
    book.set_properties({"title": title, "subject": table.club, "created": MADE_ON})
    sheet = book.add_worksheet(title.translate(BARRED_IN_NAME)[:31].strip())
    _Drawing(book, sheet, table, locale).draw()
    book.close()
    return file.getvalue()


@dataclass(slots=True)
class _Drawing:
    """A report being written on a sheet, from the top down."""

    book: Workbook
    sheet: Worksheet
    table: Table
    locale: Locale

    def draw(self) -> None:
        """Write title, header, rows and notes in this order, as a long sheet asks."""
        lines = [
            self.table.club, *(phrase_text(one, self.locale) for one in self.table.scope)
        ]  # fmt: skip
        top = len(lines) + 2
        self._set_up(top)
        self._text(
            0, 0, phrase_text(self.table.title, self.locale), {"bold": True, "font_size": 14}
        )
        for number, line in enumerate(lines, 1):
            self._text(number, 0, line, {})
        for index, column in enumerate(self.table.columns):
            align = "left" if column.kind is ColumnKind.TEXT else "center"
            look: dict[str, str | int | bool] = {"bold": True, "bottom": 1, "align": align}
            look |= {"text_wrap": True, "valign": "vcenter"}
            self._text(top, index, phrase_text(column.title, self.locale), look)
        looks = {kind: self._looks(kind) for kind in {row.kind for row in self.table.rows}}
        for number, row in enumerate(self.table.rows, top + 1):
            self._row(number, row, looks[row.kind])
        for number, note in enumerate(self.table.notes, top + len(self.table.rows) + 2):
            self._text(number, 0, phrase_text(note, self.locale), {"italic": True})

    def _set_up(self, top: int) -> None:
        for index, width in enumerate(self._widths()):
            self.sheet.set_column(index, index, width)
        self.sheet.freeze_panes(top + 1, 0)
        self.sheet.repeat_rows(top)
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_footer("&C&P/&N")
        if len(self.table.columns) > MANY_COLUMNS:
            self.sheet.set_landscape()

    def _looks(self, kind: RowKind) -> list[Format]:
        look: dict[str, str | int | bool] = {"valign": "top"}
        look |= {"bold": True} if kind in STRONG else {}
        look |= {"top": 1} if kind in RULED else {}
        return [
            self.book.add_format(
                {**look, "num_format": NUMBERS[one.kind], "text_wrap": one.kind is ColumnKind.TEXT}
            )
            for one in self.table.columns
        ]

    def _row(self, number: int, row: Row, looks: list[Format]) -> None:
        for index, value in enumerate(row.values):
            look = looks[index]
            match value:
                case None | "":
                    self.sheet.write_blank(number, index, None, look)
                case int() if abs(value) <= LARGEST_EXACT:
                    self.sheet.write_number(number, index, value, look)
                case dt.date() if value >= FIRST_DAY:
                    days = (value - FIRST_DAY).days + 61
                    self.sheet.write_number(number, index, days, look)
                case _:
                    self._string(number, index, value_text(value, self.locale), look)

    def _text(self, row: int, column: int, text: str, look: dict[str, str | int | bool]) -> None:
        self._string(row, column, text, self.book.add_format(look))

    def _string(self, row: int, column: int, text: str, look: Format) -> None:
        if begins_formula(text):
            # Typed over by hand it stays a text too, as behind an apostrophe.
            guarded = self.book.add_format({"quote_prefix": True, "text_wrap": True})
            self.sheet.write_string(row, column, text[:LONGEST_CELL], guarded)
        else:
            self.sheet.write_string(row, column, text[:LONGEST_CELL], look)

    def _widths(self) -> list[int]:
        found = []
        for index, column in enumerate(self.table.columns):
            words = phrase_text(column.title, self.locale).split(" ")
            widest = max(map(_width, words))
            for row in self.table.rows:
                if row.kind is not RowKind.HEADING:
                    widest = max(widest, self._value_width(row.values[index]))
            found.append(min(max(widest + 2, NARROW), WIDE))
        return found

    def _value_width(self, value: Value) -> int:
        if isinstance(value, int):
            return len(f"{value:,}")
        return _width(value_text(value, self.locale))


def _width(text: str) -> int:
    return sum(not unicodedata.combining(letter) for letter in text)
