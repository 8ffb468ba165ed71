"""A QR code placed on a page, as level strokes as thick as a module."""

import segno

from ledger.pdf.paper import Page

_QUIET = 4
"""The white on every side, in modules, that a reader needs (ISO/IEC 18004)."""


def put_qr(page: Page, text: str, *, left: float, top: float, wide: float) -> None:
    """Place the code of a text, its white border included, in a square of so many points.

    A sixth of it may be dirty or torn (level M or better, as much as the size holds).
    """
    rows = segno.make_qr(text, error="m").matrix
    module = wide / (len(rows) + 2 * _QUIET)
    begin = left + _QUIET * module
    for down, row in enumerate(rows):
        middle = top - (_QUIET + down + 0.5) * module
        start = 0
        while start < len(row):
            end = start + 1
            while end < len(row) and row[end] == row[start]:
                end += 1
            if row[start]:
                page.rule(begin + start * module, begin + end * module, middle, module)
            start = end
