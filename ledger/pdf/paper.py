"""A document's pages before they are ink: sizes, words and rules placed on them, then a PDF."""

import io
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from reportlab.pdfgen.canvas import Canvas

from ledger.pdf.cut import BOX
from ledger.pdf.fonts import Style, drawable, prepare_fonts

MILLIMETRE = 72 / 25.4

_CRUMB = 0.01
"""Less than this, in points, is not too wide: widths are sums of rounded parts."""

_saving = threading.Lock()
"""ReportLab reads a font with one shared cursor when it embeds it: one document at a time."""


class PageSize(StrEnum):
    """The sheets that a document can be asked for on."""

    A4 = "A4"
    A5 = "A5"


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet in points: its size and the margin on every side."""

    width: float
    height: float
    margin: float

    @property
    def right(self) -> float:
        """Return the right edge of what may be printed."""
        return self.width - self.margin

    @property
    def top(self) -> float:
        """Return the upper edge of what may be printed."""
        return self.height - self.margin

    @property
    def measure(self) -> float:
        """Return the width of what may be printed."""
        return self.width - 2 * self.margin

    @property
    def lying(self) -> "Paper":
        """Return the same sheet turned on its side."""
        return Paper(self.height, self.width, self.margin)


A4 = Paper(210 * MILLIMETRE, 297 * MILLIMETRE, 15 * MILLIMETRE)
A5 = Paper(148 * MILLIMETRE, 210 * MILLIMETRE, 10 * MILLIMETRE)
SIZES = {PageSize.A4: A4, PageSize.A5: A5}


@dataclass(frozen=True, slots=True)
class Credits:
    """What the file says of itself; `language` is a tag such as vi-VN."""

    title: str
    author: str
    language: str


Place = tuple[float, float]
"""A place on a sheet: x and y from its lower left corner."""

Words = tuple[float, float, str, float, str]
"""Words to draw: x and baseline, face, size, the drawable words themselves."""

Rule = tuple[float, float, float, float, float]
"""A line to draw: x, y to x, y, and its weight."""

Box = tuple[float, float, float, float, float]
"""A bar to draw: x, y of its lower left corner, width, height, and its grey: 0 black, 1 white."""

_FRAME = 0.5


class Page:
    """What stands on one sheet, in points from its lower left corner."""

    __slots__ = ("boxes", "rules", "words")

    def __init__(self) -> None:
        """Begin with an empty sheet."""
        self.words: list[Words] = []
        self.rules: list[Rule] = []
        self.boxes: list[Box] = []

    def write(self, x: float, y: float, words: str, style: Style) -> None:
        """Place words with their left edge at x."""
        self.words.append((x, y, style.face, style.size, words))

    def write_right(self, x: float, y: float, words: str, style: Style) -> None:
        """Place words with their right edge at x: the way of every amount."""
        self.words.append((x - style.width(words), y, style.face, style.size, words))

    def write_centred(self, x: float, y: float, words: str, style: Style) -> None:
        """Place words with their middle at x."""
        self.words.append((x - style.width(words) / 2, y, style.face, style.size, words))

    def rule(self, left: float, right: float, y: float, weight: float = 0.5) -> None:
        """Draw a level line."""
        self.rules.append((left, y, right, y, weight))

    def line(self, begin: Place, end: Place, weight: float) -> None:
        """Draw a line from one place to another."""
        self.rules.append((*begin, *end, weight))

    def dashes(self, begin: Place, end: Place, weight: float, *, dash: float) -> None:
        """Draw a line from one place to another in dashes of a length, as long as the gaps."""
        (left, low), (right, high) = begin, end
        count = max(1, round(((right - left) ** 2 + (high - low) ** 2) ** 0.5 / dash))
        across, up = (right - left) / count, (high - low) / count
        for number in range(0, count, 2):
            start = left + across * number, low + up * number
            self.line(start, (start[0] + across, start[1] + up), weight)

    def box(self, place: Place, width: float, height: float, grey: float) -> None:
        """Place a filled bar by its lower left corner, with a thin black frame."""
        self.boxes.append((*place, width, height, grey))

    @property
    def has_unknown_letter(self) -> bool:
        """Tell whether a letter on this sheet had to be drawn as a box."""
        return any(BOX in item[4] for item in self.words)


@dataclass(frozen=True, slots=True)
class Document:
    """A document laid out: every word and rule in its place, not yet drawn."""

    paper: Paper
    pages: tuple[Page, ...]
    credits: Credits


def fitted(words: str, style: Style, measure: float, least: float) -> Style:
    """Return the style, made smaller (no less than `least` points) so that the words fit."""
    wide = style.width(words)
    if wide <= measure:
        return style
    return style.at(max(least, int(style.size * measure / wide * 2) / 2))


def wrap(words: str, style: Style, measure: float) -> list[str]:
    """Break drawable words into lines no wider than `measure`; a longer word is cut by letters.

    A no-break space (as between an amount and its ₫) never breaks.
    """
    if _fits(words, style, measure):
        return [words]
    lines: list[str] = []
    line = ""
    for piece in _pieces(words, style, measure):
        longer = f"{line} {piece}" if line else piece
        if line and not _fits(longer, style, measure):
            lines.append(line)
            line = piece
        else:
            line = longer
    return [*lines, line]


def _pieces(words: str, style: Style, measure: float) -> Iterator[str]:
    for word in words.split(" "):
        rest = word
        while not _fits(rest, style, measure):
            lengths = range(2, len(rest) + 1)
            too_long = next(n for n in lengths if not _fits(rest[:n], style, measure))
            yield rest[: too_long - 1]
            rest = rest[too_long - 1 :]
        if rest:
            yield rest


def _fits(words: str, style: Style, measure: float) -> bool:
    return len(words) <= 1 or style.width(words) <= measure + _CRUMB


def to_pdf(document: Document, *more: Document) -> bytes:
    """Return the document, with more behind it each on its own paper, as one PDF.

    The same documents give the same bytes, for a PDF holds no time; the first names the file.
    """
    prepare_fonts()
    out = io.BytesIO()
    canvas = Canvas(out, lang=document.credits.language)
    canvas.setTitle(drawable(document.credits.title))
    canvas.setAuthor(drawable(document.credits.author))
    canvas.setCreator("club-ledger")
    for one in (document, *more):
        canvas.setPageSize((one.paper.width, one.paper.height))
        for page in one.pages:
            _ink(canvas, page)
            canvas.showPage()
    with _saving:
        canvas.save()
    return out.getvalue()


def _ink(canvas: Canvas, page: Page) -> None:
    _fill(canvas, page)
    text = canvas.beginText()
    now: tuple[str, float] | None = None
    for x, y, face, size, words in page.words:
        if now != (face, size):
            now = face, size
            text.setFont(face, size)
        text.setTextOrigin(x, y)
        text.textOut(words)
    canvas.drawText(text)
    weight = 0.0
    for left, bottom, right, top, wanted in page.rules:
        if wanted != weight:
            weight = wanted
            canvas.setLineWidth(weight)
        canvas.line(left, bottom, right, top)


def _fill(canvas: Canvas, page: Page) -> None:
    """Draw the bars, before anything that stands on them; the pen is left as it was."""
    if page.boxes:
        canvas.saveState()
        canvas.setLineWidth(_FRAME)
        for left, bottom, width, height, grey in page.boxes:
            canvas.setFillGray(grey)
            canvas.rect(left, bottom, width, height, stroke=1, fill=1)
        canvas.restoreState()
