"""Which lines of the sheet Sổ quỹ are rows of the cash book, which its totals, which neither."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ledger.core.workbook.cash_rows import CashRowReader
from ledger.core.workbook.cells import CellRefused, is_blank, read_amount, shown
from ledger.core.workbook.draft import DraftRow, Side
from ledger.core.workbook.sheets import Table
from ledger.core.workbook.values import Cell
from ledger.core.workbook.words import (
    Column,
    kind_of,
    names_a_part_total,
    names_a_total,
    names_an_opening,
)

_COLUMNS = (
    Column.DATE, Column.RECEIPT, Column.PAYMENT, Column.NARRATION, Column.KIND,
    Column.MEMBER, Column.LOAN, Column.IN, Column.OUT, Column.BALANCE,
)  # fmt: skip
_TEXTS = slice(0, 5)
_RECEIPT, _PAYMENT, _KIND, _IN, _OUT, _BALANCE = 1, 2, 4, 7, 8, 9


MOST_APART = 2_000
"""How many lines may be no rows; of a sheet with more of them every line is taken for a row."""


@dataclass(slots=True)
class CashSheet:
    """The rows of a cash book and its totals, and what was in the box before the first row.

    `apart` is how many lines were neither.
    """

    apart: int = 0
    rows: list[DraftRow] = field(default_factory=list)
    totals: list[tuple[int, list[Cell]]] = field(default_factory=list)
    opening: int | None = 0


def read_cash_sheet(table: Table, reader: CashRowReader) -> CashSheet:
    """Return the rows as far as they can be read; what is wrong with each is told."""
    sheet = CashSheet()
    for number, cells in table.cells(*_COLUMNS):
        has_voucher = not (is_blank(cells[_RECEIPT]) and is_blank(cells[_PAYMENT]))
        is_plain = has_voucher and not is_blank(cells[_KIND])
        if not is_plain and sheet.apart < MOST_APART and _is_apart(sheet, number, cells, reader):
            sheet.apart += 1
            continue
        row = reader.read(number, cells, has_formula=number in table.formula_rows)
        sheet.rows.append(row)
        if sheet.totals:
            row.refused = True
            reader.error(number, "", "row_after_total", total_row=sheet.totals[-1][0])
    if not sheet.rows:
        reader.warn(0, "", "empty_sheet")
    elif not sheet.totals:
        reader.warn(sheet.rows[-1].row, "", "missing_total")
    return sheet


def check_totals(sheet: CashSheet, last_balance: int | None, reader: CashRowReader) -> None:
    """Compare the row Cộng with the sums of the rows, and its Tồn with the last one."""
    sums = dict.fromkeys(Side, 0)
    for row in sheet.rows:
        if row.side is not None and row.amount is not None:
            sums[row.side] += row.amount
    expected = (
        (Column.IN, _IN, sums[Side.IN]),
        (Column.OUT, _OUT, sums[Side.OUT]),
        (Column.BALANCE, _BALANCE, last_balance),
    )
    for number, cells in sheet.totals:
        for column, at, amount in expected:
            _check_total(reader, number, column, cells[at], amount)


def _check_total(
    reader: CashRowReader, number: int, column: Column, cell: Cell, expected: int | None
) -> None:
    if is_blank(cell) or expected is None:
        return
    try:
        written = read_amount(cell)
    except CellRefused as refused:
        reader.refuse(number, column, refused.code, cell)
        return
    if written != expected:
        reader.error(number, column, "total_differs", expected=expected, written=written)


def _is_apart(sheet: CashSheet, number: int, cells: Sequence[Cell], reader: CashRowReader) -> bool:
    """Tell whether a line is no row: a total, an opening balance, a heading, a signature."""
    labels = [cell for cell in cells[_TEXTS] if isinstance(cell, str)]
    if any(map(names_a_total, labels)):
        sheet.totals.append((number, list(cells)))
        return True
    if any(map(names_an_opening, labels)):
        if not sheet.rows:
            _read_opening(sheet, number, cells, reader)
        return True
    if any(map(names_a_part_total, labels)):
        return True
    if _looks_like_a_row(cells):
        return False
    filled = next((cell for cell in cells if not is_blank(cell)), None)
    if filled is not None:
        reader.warn(number, "", "row_left_out", value=shown(filled))
    return True


def _looks_like_a_row(cells: Sequence[Cell]) -> bool:
    """Tell a row with gaps from a remark: it holds money, a known kind, or two of its marks."""
    money = (cells[_IN], cells[_OUT])
    if any(not is_blank(cell) and any(map(str.isdigit, str(cell))) for cell in money):
        return True
    kind = cells[_KIND]
    if isinstance(kind, str) and kind_of(kind) is not None:
        return True
    marks = (cells[0], cells[_RECEIPT], cells[_PAYMENT], kind)
    return sum(not is_blank(cell) for cell in marks) > 1


def _read_opening(
    sheet: CashSheet, number: int, cells: Sequence[Cell], reader: CashRowReader
) -> None:
    """Refuse money from before the first row: it is in no fund (a book begins at nothing)."""
    try:
        sheet.opening = 0 if is_blank(cells[_BALANCE]) else read_amount(cells[_BALANCE])
    except CellRefused as refused:
        sheet.opening = None
        reader.refuse(number, Column.BALANCE, refused.code, cells[_BALANCE])
        return
    if sheet.opening:
        reader.error(number, Column.BALANCE, "opening_balance", amount=sheet.opening)
