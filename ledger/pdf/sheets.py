"""The pages of a report as they fill from above: what heads each, and where the next line goes."""

from collections.abc import Callable

from ledger.pdf.fonts import BOLD, REGULAR, Style
from ledger.pdf.foot import foot_height
from ledger.pdf.paper import Page, Paper, wrap

SMALL = Style(REGULAR, 8.5)
THIN = 0.6
_TITLE, _CLUB, _SCOPE = Style(BOLD, 16), Style(BOLD, 10), Style(REGULAR, 10)
_TIGHT = 1.35


class Sheets:
    """A report's pages: on the first all that names it, on the others one line.

    `title`, `club` and `scope` are drawable words.
    """

    def __init__(self, paper: Paper, *, title: str, club: str, scope: list[str]) -> None:
        """Begin with the first page and what names the report."""
        self.paper = paper
        self.title, self.club = title, club
        self.pages = [Page()]
        self.y = paper.top
        self._head: Callable[[], None] | None = None
        self._name(scope)
        self._first_y = self.y

    @property
    def page(self) -> Page:
        """Return the page that is being filled."""
        return self.pages[-1]

    @property
    def room(self) -> float:
        """Return the height that is left on this page, in points."""
        return self.y - self.paper.margin - foot_height(SMALL)

    def skip(self, height: float) -> None:
        """Leave some white."""
        self.y -= height

    def rule(self, weight: float) -> None:
        """Draw a line across the page here."""
        self.page.rule(self.paper.margin, self.paper.right, self.y, weight)

    def make_room(self, height: float) -> None:
        """Go on to the next page unless this one has so much left, or nothing on it yet."""
        if height > self.room and self.y < self._first_y:
            self.turn()

    def turn(self) -> None:
        """Begin the next page."""
        self.pages.append(Page())
        self.y = self.paper.top - SMALL.size
        half = self.paper.measure / 2 - 10
        self.page.write(self.paper.margin, self.y, wrap(self.title, SMALL, half)[0], SMALL)
        self.page.write_right(self.paper.right, self.y, wrap(self.club, SMALL, half)[0], SMALL)
        self.y -= 7
        if self._head is not None:
            self._head()
        self._first_y = self.y

    def part(self, head: Callable[[], None] | None = None) -> None:
        """Begin a part with what heads it, here and at the top of every page that it runs on to.

        A head at the top of a page is no part of what fills it.
        """
        is_fresh = self.y == self._first_y
        self._head = head
        if head is not None:
            head()
        if is_fresh:
            self._first_y = self.y

    def words(self, words: str, style: Style, leading: float) -> None:
        """Run words down the page, broken into lines where they must be."""
        for line in wrap(words, style, self.paper.measure):
            self.make_room(leading)
            self.y -= leading
            self.page.write(self.paper.margin, self.y, line, style)

    def _name(self, scope: list[str]) -> None:
        named = [(self.club, _CLUB), (self.title, _TITLE), *((one, _SCOPE) for one in scope)]
        for words, style in named:
            for line in wrap(words, style, self.paper.measure):
                self.y -= style.size * _TIGHT
                self.page.write(self.paper.margin, self.y, line, style)
        self.y -= 12
