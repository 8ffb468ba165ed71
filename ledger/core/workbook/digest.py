"""The content of a workbook as one number, by which the same content is known again."""

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from dataclasses import fields
from functools import partial

from ledger.core.workbook.values import CashRow, ClubFacts, LoanFacts, MemberFacts, Workbook

FORMAT = b"club workbook 1\n"

_PLACES = {"row", "parts"}
"""Where a row stands in the sheet, and what is worked out from it, is no content."""


def digest_of(workbook: Workbook) -> bytes:
    """Return SHA-256 of the normalised rows (32 bytes).

    Titles, empty lines, the order of sheets and columns, and how a date, an amount or a letter
    was typed do not count; the order of rows does.
    """
    digest = hashlib.sha256(FORMAT)
    parts: tuple[Sequence[ClubFacts | MemberFacts | LoanFacts | CashRow], ...] = (
        (workbook.club,), workbook.members, workbook.loans, workbook.rows,
    )  # fmt: skip
    write = partial(json.dumps, ensure_ascii=False, separators=(",", ":"), default=_text)
    for values in parts:
        digest.update(b"%d\n" % len(values))
        if not values:
            continue
        names = [field.name for field in fields(values[0]) if field.name not in _PLACES]
        for value in values:
            digest.update(write([getattr(value, name) for name in names]).encode())
    return digest.digest()


def _text(value: dt.date) -> str:
    return value.isoformat()
