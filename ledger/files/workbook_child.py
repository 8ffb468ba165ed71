"""Reading a workbook's cells in a process of its own, which may use little memory and time.

The workbook comes on standard input. What it holds goes to standard output as lines of JSON: of
each sheet its name, its rows in blocks and its formulas, at last the end; or why it is refused.
Little else is loaded, so that the process starts at once.
"""

import datetime as dt
import json
import math
import sys
from collections.abc import Iterator, Sequence
from typing import BinaryIO, TypeAlias

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum

from ledger.files.workbook_formulas import Special, special_cells
from ledger.files.workbook_limits import Limits, Refused
from ledger.files.workbook_package import unpacked

if sys.platform != "win32":
    import resource

BLOCK = 1_000
"""So many rows are written as one line."""

LONGEST_CELL = 1_000
"""Of a longer text only so much is given, which the check refuses as too long."""

Read: TypeAlias = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta
"""A cell as the reader gives it; an empty one is empty text."""

Plain: TypeAlias = str | int | float | list[str] | None
"""A cell as it is written: a day is a list of its one text, so that it is no text."""

Row: TypeAlias = tuple[int, list[Plain]]

MIDNIGHT = dt.time()


def main(arguments: Sequence[str]) -> None:
    """Read the workbook on standard input within the limits named."""
    limits = Limits(*map(int, arguments))
    _limit_itself(limits)
    output = _Output(sys.stdout.buffer, limits.text)
    output.end("ready")
    try:
        _read(sys.stdin.buffer, limits, output)
    except Refused as refused:
        output.end("refused", refused.reason, refused.fact)
    except MemoryError:
        output.end("refused", "too_large", "memory")
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001 - whatever a hostile file makes a reader raise
        output.end("refused", "damaged", "content")
    else:
        output.end("end")


def _limit_itself(limits: Limits) -> None:
    """Let the system stop this process where it asks for more than it may."""
    if sys.platform == "win32":
        return
    for kind, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(kind, (most, most))
        except (OSError, ValueError):  # not every system knows every limit
            continue


class _Output:
    """Writes lines, up to a number of bytes."""

    def __init__(self, file: BinaryIO, most: int) -> None:
        """Remember where to write, and how much at most."""
        self._file, self._left = file, most

    def write(self, kind: str, value: str | list[Row] | list[tuple[int, int]]) -> None:
        """Write one line (`Refused` when there is too much)."""
        data = json.dumps((kind, value), ensure_ascii=False, separators=(",", ":")).encode()
        self._left -= len(data)
        if self._left < 0:
            raise Refused("too_large", "text")
        self._file.write(data + b"\n")

    def end(self, *line: str) -> None:
        """Write a line that always has room."""
        self._file.write(json.dumps(line).encode() + b"\n")
        self._file.flush()


def _read(source: BinaryIO, limits: Limits, output: _Output) -> None:
    package = unpacked(source, limits)
    special = special_cells(package)
    package.seek(0)
    workbook = CalamineWorkbook.from_filelike(package)
    package.close()
    for at, about in enumerate(workbook.sheets_metadata):
        if about.typ is not SheetTypeEnum.WorkSheet:
            continue
        own = special.get(about.name, Special())
        output.write("sheet", about.name[:LONGEST_CELL])
        for block in _blocks(workbook.get_sheet_by_index(at), own, limits):
            output.write("rows", block)
        output.write("formulas", own.formulas)


def _blocks(sheet: CalamineSheet, special: Special, limits: Limits) -> Iterator[list[Row]]:
    """Yield the rows of a sheet that hold something, in blocks, each with its number."""
    if sheet.start is None or sheet.end is None:
        return
    if sheet.end[0] >= limits.rows:
        raise Refused("too_large", "rows")
    before: list[Plain] = [None] * min(sheet.start[1], limits.columns)
    width = limits.columns - len(before)
    block: list[Row] = []
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = before + [_plain(cell) for cell in row[:width]]
        for column, text in special.errors.get(number, {}).items():
            if column <= limits.columns:
                cells += [None] * (column - len(cells))
                cells[column - 1] = text[:LONGEST_CELL]
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            block.append((number, cells))
        if len(block) == BLOCK:
            yield block
            block = []
    if block:
        yield block


def _plain(cell: Read) -> Plain:
    """Return a cell as text, number or day; what is none of them becomes text."""
    plain: Plain
    if isinstance(cell, str):
        plain = cell[:LONGEST_CELL] or None
    elif isinstance(cell, float):
        plain = _number(cell)
    elif isinstance(cell, dt.datetime):
        plain = [cell.date().isoformat()] if cell.time() == MIDNIGHT else str(cell)
    elif isinstance(cell, dt.date):
        plain = [cell.isoformat()]
    elif isinstance(cell, int) and not isinstance(cell, bool):
        plain = cell
    else:
        plain = str(cell).upper()
    return plain


def _number(number: float) -> Plain:
    if number.is_integer():
        return int(number)
    return number if math.isfinite(number) else str(number)
