"""Where the words of a document stand, to see whether any of them run into others."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from ledger.pdf.fonts import Style
from ledger.pdf.paper import Document, Page


@dataclass(frozen=True, slots=True)
class Box:
    """The room that drawn words take, without the thin strokes above and below them."""

    words: str
    left: float
    right: float
    low: float
    high: float

    def meets(self, other: "Box") -> bool:
        """Tell whether two pieces of text run into each other."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.low < other.high
            and other.low < self.high
        )


def boxes(page: Page) -> Iterator[Box]:
    """Yield the boxes of a page's words, empty ones left out."""
    for x, y, face, size, words in page.words:
        if words.strip():
            wide = Style(face, size).width(words)
            yield Box(words, x, x + wide - 0.01, y - 0.2 * size, y + 0.75 * size)


def collisions(document: Document) -> list[tuple[str, str]]:
    """Return pairs of texts of one page that run into each other."""
    return [
        (one.words, other.words)
        for page in document.pages
        for one, other in combinations(boxes(page), 2)
        if one.meets(other)
    ]


def outside(document: Document) -> list[str]:
    """Return texts that leave the part of the sheet that may be printed."""
    paper = document.paper
    return [
        one.words
        for page in document.pages
        for one in boxes(page)
        if one.left < paper.margin - 1
        or one.right > paper.right + 1
        or one.low < paper.margin - one.high + one.low
        or one.high > paper.top + 1
    ]
