"""How wide each column of a printed report is, and whether the sheet lies on its side."""

from collections.abc import Sequence
from dataclasses import dataclass

from ledger.core.statements.table import ColumnKind
from ledger.pdf.fonts import BOLD, REGULAR, Style
from ledger.pdf.paper import Page, Paper

SIZE = 9.5
"""The size of type of a report, in points, when there is room for it."""

GAP = 1.1
"""Between two columns, as a multiple of the size of type (as all widths here)."""

RIGHT = frozenset({ColumnKind.AMOUNT, ColumnKind.COUNT, ColumnKind.NUMBER})
"""The kinds of columns whose values end at the column's right edge."""

_CRUMB = 0.01
_LEAST_TEXT = 8.0
_GOOD_TEXT = 16.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a column asks for: the widths of its values, its title and the title's longest word.

    All but text is firm: an amount, a date or a count is never broken.
    """

    kind: ColumnKind
    title_word: float
    title: float
    values: float

    @property
    def is_firm(self) -> bool:
        """Tell whether the column is never narrower than its widest value."""
        return self.kind is not ColumnKind.TEXT

    @property
    def least(self) -> float:
        """Return the least width that serves."""
        values = self.values if self.is_firm else min(self.values, _LEAST_TEXT)
        return max(self.title_word, values)

    @property
    def good(self) -> float:
        """Return the width at which a reader is content."""
        return max(self.least, min(self.values, _GOOD_TEXT))

    @property
    def most(self) -> float:
        """Return the width beyond which more is of no use."""
        return max(self.least, self.title, self.values)


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a column stands: its edges, and on which of them its words are lined up."""

    left: float
    right: float
    is_right: bool

    def put(self, page: Page, y: float, words: str, style: Style) -> None:
        """Place one line of a cell."""
        if self.is_right:
            page.write_right(self.right, y, words, style)
        else:
            page.write(self.left, y, words, style)


@dataclass(frozen=True, slots=True)
class Grid:
    """The sheet as it will be used: its size of type and where each column stands."""

    paper: Paper
    size: float
    slots: tuple[Slot, ...]

    @property
    def plain(self) -> Style:
        """Return the style of a line."""
        return Style(REGULAR, self.size)

    @property
    def strong(self) -> Style:
        """Return the style of a title, a heading and a sum."""
        return Style(BOLD, self.size)

    @property
    def leading(self) -> float:
        """Return the distance between two lines of one cell."""
        return self.size * 1.32


def grid(wanted: Sequence[Wanted], paper: Paper) -> Grid:
    """Return the widths on the sheet upright if that serves every column well, else lying.

    Where even the least widths are too much, the type is made as small as it takes: an amount
    is never cut.
    """
    gaps = GAP * (len(wanted) - 1)
    if sum(column.good for column in wanted) + gaps <= paper.measure / SIZE:
        return _laid(wanted, paper, SIZE)
    return grid_on(wanted, paper.lying)


def grid_on(wanted: Sequence[Wanted], paper: Paper) -> Grid:
    """Return the widths on the sheet as it lies, the type as small as it takes."""
    gaps = GAP * (len(wanted) - 1)
    size = paper.measure / (sum(column.least for column in wanted) + gaps)
    return _laid(wanted, paper, min(SIZE, size))


def _laid(wanted: Sequence[Wanted], paper: Paper, size: float) -> Grid:
    """Share what is left over the least: to text first, then to long titles, then to all alike."""
    measure = paper.measure / size - GAP * (len(wanted) - 1)
    least = [column.least for column in wanted]
    text = [column.least if column.is_firm else column.most for column in wanted]
    widths = _grown(least, text, measure)
    widths = _grown(widths, [column.most for column in wanted], measure)
    even = max(0.0, measure - sum(widths)) / len(wanted)
    slots = []
    left = paper.margin
    for width, column in zip(widths, wanted, strict=True):
        right = left + (width + even) * size
        is_right = column.kind in RIGHT
        slots.append(Slot(left, right, is_right))
        left = right + GAP * size
    return Grid(paper, size, tuple(slots))


def _grown(widths: list[float], goals: list[float], measure: float) -> list[float]:
    """Return the widths grown towards their goals, evenly, while their sum is within measure."""
    grown = widths
    spare = measure - sum(grown)
    hungry = [i for i, goal in enumerate(goals) if goal > grown[i]]
    while hungry and spare > _CRUMB:
        share = spare / len(hungry)
        wide = [min(goal, width + share) for width, goal in zip(grown, goals, strict=True)]
        grown = [wide[i] if i in hungry else width for i, width in enumerate(grown)]
        spare = measure - sum(grown)
        hungry = [i for i in hungry if goals[i] - grown[i] > _CRUMB]
    return grown
