"""A QR code as the outline of its dark squares, for a picture inside a page."""

from dataclasses import dataclass

QUIET = 4
"""How many squares of white a reader needs around the code."""


@dataclass(frozen=True, slots=True)
class DrawnQr:
    """How many squares a code is wide, and the outline of the dark ones."""

    width: int
    outline: str


def qr_path(text: str) -> DrawnQr:
    """Return the code of a text."""
    import segno

    rows = segno.make(text, error="m", micro=False).matrix
    squares = [
        f"M{column + QUIET} {row + QUIET}h1v1h-1z"
        for row, line in enumerate(rows)
        for column, dark in enumerate(line)
        if dark
    ]
    return DrawnQr(len(rows) + 2 * QUIET, "".join(squares))
