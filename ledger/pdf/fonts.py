"""The two faces of every printed page: text made fit to draw, and how wide it will be.

Only these are ever embedded. A character that the cut fonts do not have (Khmer, Chăm, Chinese,
an emoji) is drawn as □, and the page it stands on says so (`ledger.pdf.paper`): Noto Sans has no
other script to fall back on, and a script that needs shaping would be drawn wrongly even if it had.
"""

import io
import threading
import unicodedata
from collections.abc import Callable, Container
from dataclasses import dataclass
from functools import cache

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from ledger.pdf.cut import BOX, cut_font

REGULAR = "ClubLedgerSans"
BOLD = "ClubLedgerSans-Bold"

_SOURCES = {REGULAR: "notos", BOLD: "notosbo"}
_registering = threading.Lock()


@dataclass(frozen=True, slots=True)
class Style:
    """A face and its size in points."""

    face: str
    size: float

    def width(self, words: str) -> float:
        """Return how wide drawable words are in this style, in points."""
        widths = _widths(self.face)
        return sum([widths[letter] for letter in words]) * self.size

    def at(self, size: float) -> "Style":
        """Return the same face in another size."""
        return Style(self.face, size)


def drawable(words: str) -> str:
    """Return the words as they can be drawn: NFC, on one line, □ for what has no glyph."""
    return unicodedata.normalize("NFC", words).translate(_letters())


@cache
def _registered() -> dict[str, TTFont]:
    """Register both faces with ReportLab, once, and return them by name."""
    with _registering:
        known = pdfmetrics.getRegisteredFontNames()
        for name, source in _SOURCES.items():
            if name not in known:
                content = io.BytesIO(cut_font(source, name))
                pdfmetrics.registerFont(TTFont(name, content, asciiReadable=False))
        # Every process-wide setting of ReportLab: embedded faces only, equal bytes, no ASCII85.
        rl_config.canvas_basefontname = REGULAR
        rl_config.invariant = 1
        rl_config.useA85 = 0
        return {name: pdfmetrics.getFont(name) for name in _SOURCES}


def prepare_fonts() -> None:
    """Make the faces known to ReportLab; a canvas may be opened afterwards."""
    _registered()


class _Widths(dict[str, float]):
    """Width of a letter at one point, found in the font when it is first asked for."""

    def __init__(self, font: TTFont) -> None:
        self._width_of: Callable[[int], float] = font.face.getCharWidth

    def __missing__(self, letter: str) -> float:
        self[letter] = width = self._width_of(ord(letter)) / 1000
        return width


class _Letters(dict[int, str]):
    """What is drawn for a character: itself, a space, nothing, or the box."""

    def __init__(self, font: TTFont) -> None:
        self._glyphs: Container[int] = font.face.charToGlyph

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        kind = unicodedata.category(letter)
        if kind in {"Cc", "Zl", "Zp"}:
            return " "
        if kind == "Cf":
            return ""
        if code not in self._glyphs:
            return BOX
        self[code] = letter
        return letter


@cache
def _widths(face: str) -> _Widths:
    return _Widths(_registered()[face])


@cache
def _letters() -> _Letters:
    return _Letters(_registered()[REGULAR])
