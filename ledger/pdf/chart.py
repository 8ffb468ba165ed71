"""Charts on paper: the bars and lines of `core/statements/chart.py`, in black, grey and white."""

from fractions import Fraction
from typing import Protocol

from ledger.core.statements.chart import Bars, BeforeAfter, Chart, Flow, Label, Lines, Unit
from ledger.core.statements.chart_places import (
    FULL,
    UNITS,
    PlacedBar,
    PlacedLine,
    PlacedRow,
    is_worth_drawing,
    placed_bars,
    placed_lines,
)
from ledger.pdf.fonts import BOLD, REGULAR, Style
from ledger.pdf.paper import Page, Paper, fitted, wrap
from ledger.pdf.words import Speaker

_TITLE, _WORDS, _STRONG, _SMALL = (
    Style(BOLD, 11), Style(REGULAR, 9.5), Style(BOLD, 9.5), Style(REGULAR, 8.5),
)  # fmt: skip
_LINE = 13.0
_BAR = 8.0
_BAR_BEGINS, _BAR_ENDS, _FIGURE_ENDS, _SAID_BEGINS = 0.31, 0.6, 0.74, 0.76
"""Where bars, their figures and what is said beside them stand, of the width of the sheet."""

_LINES_END = 0.74
"""Where lines end, and their words begin."""

_GAP = 8.0
_HIGH = 150.0
_GREYS = (0.2, 0.65, 1.0)
"""How dark the bars of a row are; the last is only a frame."""

_WEIGHTS = (2.4, 1.6, 1.0, 0.5)
_DASH = 3.0
_HAIRLINE, _THIN = 0.2, 0.6


class Running(Protocol):
    """A document as it fills from above."""

    paper: Paper
    y: float

    @property
    def page(self) -> Page:
        """Return the page that is being filled."""

    def make_room(self, height: float) -> None:
        """Go on to the next page unless this one has so much left."""

    def skip(self, height: float) -> None:
        """Leave some white."""


def put_chart(running: Running, chart: Chart, speaker: Speaker) -> None:
    """Place a chart with its title and notes below what is there; one with nothing to see is not.

    A title stands on the page on which its first bars stand, and lines are whole on one.
    """
    if is_worth_drawing(chart):
        drawing = _Drawing(running, speaker, chart.unit)
        drawing.head(chart)
        if isinstance(chart, Lines):
            drawing.lines(chart)
        else:
            drawing.bars(chart)
        if chart.note is not None:
            drawing.note(speaker.phrase(chart.note))
        running.skip(_LINE)


class _Drawing:
    """Places one chart, in its unit and a reader's words."""

    def __init__(self, running: Running, speaker: Speaker, unit: Unit) -> None:
        """Take where it goes; bars are from `left` to `right`, lines from `first` on."""
        self._on, self._speaker, self._unit = running, speaker, unit
        self._left, self._right = self._part(_BAR_BEGINS), self._part(_BAR_ENDS)
        self._first = running.paper.margin

    def head(self, chart: Chart) -> None:
        """Place the title, and the unit behind it."""
        on, title = self._on, self._speaker.phrase(chart.title)
        unit = self._speaker.phrase(UNITS[chart.unit])
        on.make_room(_HIGH + 4 * _LINE if isinstance(chart, Lines) else 6 * _LINE)
        for line in wrap(title, _TITLE, on.paper.measure):
            on.skip(_LINE + 2)
            on.page.write(on.paper.margin, on.y, line, _TITLE)
        on.skip(_LINE)
        on.page.write(on.paper.margin, on.y, unit, _SMALL)
        on.skip(4)

    def note(self, words: str) -> None:
        """Place what is said below."""
        for line in wrap(words, _SMALL, self._on.paper.measure):
            self._on.make_room(_LINE)
            self._on.skip(_LINE)
            self._on.page.write(self._on.paper.margin, self._on.y, line, _SMALL)

    def bars(self, chart: Bars | BeforeAfter | Flow) -> None:
        """Place bars row by row, each between its words and its figure."""
        placed, on = placed_bars(chart), self._on
        mark = "– " if isinstance(chart, Flow) else ""
        for group in placed.groups:
            if group.words is not None:
                on.make_room(3 * _LINE)
                on.skip(_LINE + 3)
                on.page.write(on.paper.margin, on.y, self._label(group.words), _STRONG)
                end = self._part(_FIGURE_ENDS)
                on.page.write_right(end, on.y, self._figure(group.total), _STRONG)
                on.page.rule(on.paper.margin, end, on.y - 3, _HAIRLINE)
                on.skip(3)
            for row in group.rows:
                self._row(row, mark, placed.zero, has_whole=placed.has_whole)

    def _row(self, row: PlacedRow, mark: str, zero: int, *, has_whole: bool) -> None:
        on = self._on
        words = [
            wrap(mark + self._label(bar.words), _WORDS, self._left - on.paper.margin - _GAP)
            for bar in row.bars
        ]
        on.make_room((max(sum(map(len, words)) + 1, len(self._said(row))) + 1) * _LINE)
        top = on.y
        if row.words is not None:
            on.skip(_LINE)
            on.page.write(on.paper.margin, on.y, self._label(row.words), _STRONG)
        for bar, lines in zip(row.bars, words, strict=True):
            self._bar(bar, zero, has_whole=has_whole)
            for number, line in enumerate(lines):
                on.page.write(on.paper.margin, on.y - number * _LINE, line, _WORDS)
            on.skip((len(lines) - 1) * _LINE)
        low = on.y
        on.y = top
        for line in self._said(row):
            on.skip(_LINE)
            on.page.write(self._part(_SAID_BEGINS), on.y, line, _SMALL)
        on.y = min(on.y, low) - 3

    def _said(self, row: PlacedRow) -> list[str]:
        """Return the lines of what is said beside a row."""
        said = [] if row.beside is None else [self._speaker.phrase(row.beside)]
        if row.interval is not None:
            low, high = map(self._figure, row.interval)
            said.append(self._speaker.say("between %(low)s and %(high)s", low=low, high=high))
        wide = self._on.paper.right - self._part(_SAID_BEGINS)
        return wrap("; ".join(said), _SMALL, wide) if said else []

    def _bar(self, bar: PlacedBar, zero: int, *, has_whole: bool) -> None:
        """Place a bar and its figure on a new line; what is not known has no bar."""
        on = self._on
        on.skip(_LINE)
        on.page.write_right(self._part(_FIGURE_ENDS), on.y, self._figure(bar.value), _WORDS)
        if bar.value is None:
            return
        page, low = on.page, on.y - 1
        if has_whole:
            page.box((self._left, low), self._right - self._left, _BAR, 1.0)
        length = self._at(bar.length) - self._left
        page.box((self._at(bar.start), low), length, _BAR, _GREYS[bar.look])
        if bar.between is not None:
            start, length = bar.between
            middle = low + _BAR / 2
            page.box((self._at(start), middle - 1.5), self._at(length) - self._left, 3, 1.0)
            page.rule(self._at(start), self._at(start + length), middle, 1.0)
        if zero:
            page.line((self._at(zero), low - 2), (self._at(zero), low + _BAR + 2), _THIN)

    def _part(self, part: float) -> float:
        """Return where a part of the width ends, from the left edge of the sheet."""
        return self._on.paper.margin + self._on.paper.measure * part

    def _at(self, place: int) -> float:
        """Return where a place in thousandths is, from the left edge of the sheet."""
        return self._left + (self._right - self._left) * place / FULL

    def lines(self, chart: Lines) -> None:
        """Place lines over their points, named heights behind them, words at their ends."""
        placed, on = placed_lines(chart), self._on
        longest = max(_SMALL.width(self._figure(value)) for _, value in placed.heights)
        self._first = on.paper.margin + longest + 4
        on.skip(_LINE)
        top = on.y
        on.skip(_HIGH)
        for y, value in placed.heights:
            up = self._up(top, y)
            weight = _THIN if value == 0 else _HAIRLINE
            on.page.rule(self._first, self._part(_LINES_END), up, weight)
            on.page.write_right(self._first - 4, up - 3, self._figure(value), _SMALL)
        for thick, line in zip(_WEIGHTS, placed.lines, strict=False):
            self._line(line, top, thick)
        on.skip(_LINE)
        for x, label in placed.marks:
            on.page.write_centred(self._across(x), on.y, self._label(label), _SMALL)
        on.skip(2)
        for note in placed.notes:
            self.note(self._speaker.phrase(note))

    def _line(self, line: PlacedLine, top: float, weight: float) -> None:
        page = self._on.page
        for one, other, is_expected in line.pieces:
            begin = self._across(one.x), self._up(top, one.y)
            end = self._across(other.x), self._up(top, other.y)
            if is_expected:
                page.dashes(begin, end, weight, dash=_DASH)
            else:
                page.line(begin, end, weight)
        for point in line.points:
            across, up = self._across(point.x), self._up(top, point.y)
            page.box((across - 1.8, up - 1.8), 3.6, 3.6, 0.0)
        if line.points:
            said = f"{self._speaker.phrase(line.words)} {self._figure(line.points[-1].value)}"
            left = self._part(_LINES_END) + 2
            style = fitted(said, _STRONG, self._on.paper.right - left, 6)
            page.write(left, self._up(top, line.words_y) - 3, said, style)

    def _across(self, x: int) -> float:
        wide = self._part(_LINES_END) - self._first - 2 * _GAP
        return self._first + _GAP + wide * x / FULL

    def _up(self, top: float, y: int) -> float:
        return top - _HIGH * (FULL - y) / FULL

    def _label(self, label: Label) -> str:
        return self._speaker.value(label)

    def _figure(self, value: int | None) -> str:
        if value is None:
            return self._speaker.say("not known")
        if self._unit is Unit.PER_MILLE:
            return self._speaker.part(Fraction(value, FULL))
        return self._speaker.figure(value)
