"""A workbook that a form sent: its content within limits, and its sheets."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from flask import request

from ledger.core.workbook.values import RawSheet
from ledger.files.workbook import WorkbookTooLarge, read_workbook
from ledger.files.workbook_limits import MIB
from ledger.web.form.fields import AnswerMissing

FILE = "file"
"""The field of a file that is chosen."""
LARGEST_FILE = 5
"""The most MiB of a workbook that is sent."""


def chosen_content() -> bytes:
    """Return the file that was chosen, no more of it than one byte too much."""
    chosen = request.files.get(FILE)
    return b"" if chosen is None else chosen.read(LARGEST_FILE * MIB + 1)


def check_content(content: bytes) -> None:
    """Refuse a file that is not there, or too large (`AnswerMissing`, `WorkbookTooLarge`)."""
    if not content:
        raise AnswerMissing
    if len(content) > LARGEST_FILE * MIB:
        raise WorkbookTooLarge(what="file", limit=LARGEST_FILE)


def sheets_of(content: bytes) -> Sequence[RawSheet]:
    """Return the sheets of a workbook; the process that reads it takes it from a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "workbook.xlsx"
        path.write_bytes(content)
        return read_workbook(path)
