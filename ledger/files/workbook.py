"""A workbook of a spreadsheet read into sheets of cells, by a process that may do little."""

import datetime as dt
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO, TypeAlias

from ledger.core.errors import RuleBroken
from ledger.core.workbook.values import Cell, RawSheet
from ledger.files.workbook_limits import MIB, Limits


@dataclass(eq=False)
class NotAWorkbook(RuleBroken):
    """The file is no workbook of the kind .xlsx or .xlsm.

    `found` says what it seems to be: empty, xls, xlsb, ods, docx, zip or unknown.
    """

    found: str


@dataclass(eq=False)
class WorkbookEncrypted(RuleBroken):
    """The workbook can be opened with a password only."""


@dataclass(eq=False)
class WorkbookTooLarge(RuleBroken):
    """The workbook holds more than is read.

    `what`: file, unpacked, text or memory, whose `limit` is in MiB; parts, or rows of a sheet.
    """

    what: str
    limit: int


@dataclass(eq=False)
class WorkbookDamaged(RuleBroken):
    """The workbook cannot be read.

    `part`: zip (the file is cut off or changed), content, reader, or the name of a part.
    """

    part: str


@dataclass(eq=False)
class WorkbookTooSlow(RuleBroken):
    """Reading the workbook was given up after so many seconds."""

    seconds: int


class ReaderNotThere(RuntimeError):
    """The process that reads workbooks does not start: the installation is not whole."""


LIMITS = Limits()

_START = (
    "import sys; sys.path[:] = sys.argv[1].split('\\n');"
    " from ledger.files.workbook_child import main; main(sys.argv[2:])"
)
"""The reader finds its modules where this process finds them, and nowhere else."""

KEPT_BACK = ("LEDGER_", "PG")
"""What a reader of hostile files is not told: where the books are, and by which password."""

_COUNTED = {"parts", "rows"}

_Json: TypeAlias = "str | int | Decimal | list[_Json] | None"


def read_workbook(path: Path, limits: Limits = LIMITS) -> tuple[RawSheet, ...]:
    """Return the sheets of a workbook (.xlsx, .xlsm) in their order, formulas told apart.

    Whole numbers are `int`, others the shortest exact `Decimal`, days `date`; truth values,
    errors, times, and days with a time of day are text. Raises `NotAWorkbook`,
    `WorkbookEncrypted`, `WorkbookTooLarge`, `WorkbookDamaged`, `WorkbookTooSlow`.
    """
    with path.open("rb") as source, tempfile.TemporaryFile() as answer:
        if os.fstat(source.fileno()).st_size > limits.file:
            raise WorkbookTooLarge(what="file", limit=limits.file // MIB)
        status = _run_reader(source, answer, limits)
        answer.seek(0)
        return tuple(_sheets(answer, limits, status))


def _run_reader(source: BinaryIO, answer: BinaryIO, limits: Limits) -> int:
    """Let a process read the workbook, and return how it ended (`WorkbookTooSlow`)."""
    places = "\n".join(place for place in sys.path if place)
    told = {name: text for name, text in os.environ.items() if not name.startswith(KEPT_BACK)}
    command = [sys.executable, "-I", "-c", _START, places, *limits.written()]
    try:
        done = subprocess.run(  # noqa: S603 - our own program, and no shell
            command, stdin=source, stdout=answer, stderr=subprocess.DEVNULL, env=told,
            timeout=limits.patience, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise WorkbookTooSlow(seconds=limits.patience) from None
    return done.returncode


def _sheets(answer: BinaryIO, limits: Limits, status: int) -> Iterator[RawSheet]:
    """Yield the sheets that the reader wrote, or raise why it stopped."""
    lines = _lines(answer)
    if next(lines, None) != ["ready"]:
        raise ReaderNotThere
    name, texts = "", dict[str, str]()
    rows: list[tuple[int, tuple[Cell, ...]]] = []
    for line in lines:
        match line:
            case ["sheet", str(name)]:
                rows.clear()
            case ["rows", list(block)]:
                rows += (_row(one, texts) for one in block)
            case ["formulas", list(cells)]:
                yield RawSheet(name, tuple(rows), tuple(map(_place, cells)))
            case ["refused", str(reason), str(fact)]:
                raise _refusal(reason, fact, limits)
            case ["end"]:
                return
    raise _stopped(status, limits)


def _lines(answer: BinaryIO) -> Iterator[_Json]:
    """Yield what was written line by line; the last line of a reader that was stopped is cut."""
    for line in answer:
        if line.endswith(b"\n"):
            yield json.loads(line, parse_float=Decimal)


def _row(one: _Json, texts: dict[str, str]) -> tuple[int, tuple[Cell, ...]]:
    """Return a row; equal texts are kept once, which halves a long sheet."""
    match one:
        case [int(number), list(cells)]:
            return number, tuple([_cell(cell, texts) for cell in cells])
    raise WorkbookDamaged(part="reader")


def _cell(cell: _Json, texts: dict[str, str]) -> Cell:
    if isinstance(cell, str):
        return texts.setdefault(cell, cell)
    if isinstance(cell, list):
        return dt.date.fromisoformat(str(cell[0]))
    return cell


def _place(cell: _Json) -> tuple[int, int]:
    match cell:
        case [int(row), int(column)]:
            return row, column
    raise WorkbookDamaged(part="reader")


def _refusal(reason: str, fact: str, limits: Limits) -> RuleBroken:
    match reason:
        case "other":
            return NotAWorkbook(found=fact)
        case "encrypted":
            return WorkbookEncrypted()
        case "too_large":
            limit: int = getattr(limits, fact)
            return WorkbookTooLarge(what=fact, limit=limit if fact in _COUNTED else limit // MIB)
    return WorkbookDamaged(part=fact)


def _stopped(status: int, limits: Limits) -> RuleBroken:
    """Return why the system stopped the reader: too long, else too much memory."""
    too_long = {-getattr(signal, name, 0) for name in ("SIGXCPU", "SIGKILL")} - {0}
    if status in too_long:
        return WorkbookTooSlow(seconds=limits.seconds)
    return WorkbookTooLarge(what="memory", limit=limits.memory // MIB)
