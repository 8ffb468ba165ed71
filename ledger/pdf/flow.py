"""Words that run down a sheet and on to the next: paragraphs, and lines that end in an amount."""

from ledger.pdf.fonts import Style
from ledger.pdf.paper import Page, Paper, wrap

LEADING = 1.32
"""From one line to the next, as a multiple of the size of type."""


class Flow:
    """The pages of one document as they fill, and where its next line goes.

    `head` (drawable words) stands at the top of every page but the first; `foot` is the room
    kept free below the text.
    """

    def __init__(self, paper: Paper, *, head: str, head_style: Style, foot: float) -> None:
        """Begin with one empty page."""
        self.paper = paper
        self.pages = [Page()]
        self.y = self._first_y = paper.top
        self._head = head
        self._head_style = head_style
        self._bottom = paper.margin + foot

    @property
    def page(self) -> Page:
        """Return the page that is being filled."""
        return self.pages[-1]

    @property
    def is_fresh(self) -> bool:
        """Tell whether nothing of the text stands on this page yet."""
        return self.y == self._first_y

    def make_room(self, height: float) -> None:
        """Go on to the next page unless this one has `height` points left."""
        if self.y - height >= self._bottom:
            return
        self.pages.append(Page())
        self.y = self.paper.top
        for line in wrap(self._head, self._head_style, self.paper.measure):
            self._write(line, self._head_style, 0)
        self.skip(6)
        self.rule(0.6)
        self.skip(4)
        self._first_y = self.y

    def skip(self, height: float) -> None:
        """Leave some white."""
        self.y -= height

    def rule(self, weight: float) -> None:
        """Draw a line across the sheet here."""
        self.page.rule(self.paper.margin, self.paper.right, self.y, weight)

    def words(self, words: str, style: Style, indent: float = 0) -> None:
        """Run words down the page, broken into lines where they must be."""
        for line in wrap(words, style, self.paper.measure - indent):
            self.make_room(style.size * LEADING)
            self._write(line, style, indent)

    def pair(self, words: str, amount: str, style: Style, indent: float = 0) -> None:
        """Write words on the left and their amount, whole, at the right end of the last line."""
        left = self.paper.measure - indent - style.width(amount) - style.size
        lines = wrap(words, style, left)
        self.make_room(len(lines) * style.size * LEADING)
        for line in lines:
            self._write(line, style, indent)
        self.page.write_right(self.paper.right, self.y, amount, style)

    def _write(self, line: str, style: Style, indent: float) -> None:
        self.y -= style.size * LEADING
        self.page.write(self.paper.margin + indent, self.y, line, style)
