"""Finding the four sheets of a workbook and, under their titles, the headers of the lists."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ledger.core.workbook.cells import tidy
from ledger.core.workbook.findings import Findings
from ledger.core.workbook.values import Cell, RawSheet
from ledger.core.workbook.words import (
    OPTIONAL_COLUMNS,
    REQUIRED_COLUMNS,
    Column,
    SheetName,
    bare,
    column_names,
)

_TITLE_ROWS = 60
"""How many rows that are not empty may stand above the headers."""

MOST_ROWS: Mapping[SheetName, int] = {SheetName.MEMBERS: 5_000, SheetName.LOANS: 20_000}
"""How many rows of a list are read; no club has as many members or loans."""


@dataclass(frozen=True, slots=True)
class Table:
    """A list under its headers: `place` is a column's index in a row, `title` its header."""

    sheet: str
    place: dict[Column, int]
    title: dict[str, str]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    formula_rows: frozenset[int]

    def columns(self, *wanted: Column) -> list[int]:
        """Return the indexes of columns in a row; of one that is not there, far to the right."""
        return [self.place.get(column, _NOWHERE) for column in wanted]

    def cells(self, *wanted: Column) -> Iterator[tuple[int, list[Cell]]]:
        """Yield each row's number and the cells of the wanted columns, in their order."""
        places = self.columns(*wanted)
        for number, row in self.rows:
            width = len(row)
            yield number, [row[at] if at < width else None for at in places]


_NOWHERE = 1 << 30


def column_letter(column: int) -> str:
    """Return the letters of a column that counts from 1: 1 is A, 28 is AB."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def find_sheets(sheets: Sequence[RawSheet], found: Findings) -> dict[SheetName, RawSheet]:
    """Return the four sheets by name, whatever their order; tell which are missing or twice."""
    wanted = {bare(name): name for name in SheetName}
    by_name: dict[SheetName, RawSheet] = {}
    for sheet in sheets:
        name = wanted.get(bare(sheet.name))
        if name is None:
            continue
        if name in by_name:
            found.error(sheet.name, 0, "", "sheet_twice", name=name.value)
            continue
        by_name[name] = sheet
    for name in SheetName:
        if name not in by_name:
            found.error(name.value, 0, "", "missing_sheet", name=name.value)
    return by_name


def report_formulas(sheet: RawSheet, titles: dict[int, str], found: Findings) -> None:
    """Tell of every formula: its result may be old, or different on another machine."""
    for row, column in sheet.formulas:
        letter = column_letter(column)
        found.error(
            sheet.name, row, titles.get(column, letter), "formula_in_cell", cell=f"{letter}{row}"
        )


def find_table(sheet: RawSheet, name: SheetName, found: Findings) -> Table | None:
    """Return the list under its headers, or None (told) when a needed column is missing.

    The header row is the first that holds every needed header, else the one that holds most.
    """
    names = column_names(name)
    best: dict[Column, int] = {}
    best_at = -1
    for index, (_, row) in enumerate(sheet.rows[:_TITLE_ROWS]):
        places = _headers(row, names)
        if len(places) > len(best):
            best, best_at = places, index
        if all(column in places for column in REQUIRED_COLUMNS[name]):
            best, best_at = places, index
            break
    row_number, header = sheet.rows[best_at] if best_at >= 0 else (0, ())
    for column in REQUIRED_COLUMNS[name]:
        if column not in best:
            found.error(sheet.name, row_number, column.value, "missing_column", name=column.value)
    for column in OPTIONAL_COLUMNS[name]:
        if column not in best:
            found.warn(sheet.name, row_number, column.value, "missing_column", name=column.value)
    _report_doubles(sheet.name, row_number, header, names, found)
    titles = {str(column): tidy(str(header[at])) for column, at in best.items()}
    report_formulas(sheet, {at + 1: titles[column] for column, at in best.items()}, found)
    if found.refuses(sheet.name, row_number) or best_at < 0:
        return None
    rows = tuple(one for one in sheet.rows[best_at + 1 :] if not _is_blank(one[1]))
    most = MOST_ROWS.get(name, len(rows))
    if len(rows) > most:
        found.error(sheet.name, rows[most][0], "", "too_many_rows", most=most)
        rows = rows[:most]
    return Table(sheet.name, best, titles, rows, frozenset(row for row, _ in sheet.formulas))


def _headers(row: tuple[Cell, ...], names: dict[str, Column]) -> dict[Column, int]:
    places: dict[Column, int] = {}
    for index, cell in enumerate(row):
        column = names.get(bare(cell)) if isinstance(cell, str) else None
        if column is not None:
            places.setdefault(column, index)
    return places


def _report_doubles(
    sheet: str, number: int, header: tuple[Cell, ...], names: dict[str, Column], found: Findings
) -> None:
    """Tell of a header that stands twice: which of the two counts is not for us to guess."""
    seen: set[Column] = set()
    for cell in header:
        column = names.get(bare(cell)) if isinstance(cell, str) else None
        if column in seen and column is not None:
            found.error(sheet, number, column.value, "column_twice", name=column.value)
        elif column is not None:
            seen.add(column)


def _is_blank(row: tuple[Cell, ...]) -> bool:
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in row)
