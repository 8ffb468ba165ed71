"""Charts in a reader's words: bars and lines in their places, each beside its figure."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from ledger.core.statements.chart import Bars, BeforeAfter, Chart, Flow, Label, Lines, Unit
from ledger.core.statements.chart_places import (
    FULL,
    UNITS,
    PlacedBar,
    PlacedLine,
    PlacedRow,
    Point,
    is_worth_drawing,
    placed_bars,
    placed_lines,
)
from ledger.web.words import Reader

LOOKS = ("first", "second", "third", "fourth")
"""How the series of a chart are told apart, by lightness and by weight, never by colour alone."""

_FOOT, _HEAD = 110, 90
"""The room below lines for the names of points, and above for their words, in thousandths."""


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """A bar with the words before it and the figure behind it; `between` begins and is so long."""

    words: str
    figure: str
    look: str
    start: int
    length: int
    between: tuple[int, int] | None
    is_drawn: bool


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """Bars that belong together, whose they are (or nothing), and what else is said of them."""

    words: str
    bars: tuple[DrawnBar, ...]
    beside: str


@dataclass(frozen=True, slots=True)
class DrawnGroup:
    """Rows under a heading with its figure, or under none."""

    words: str
    figure: str
    rows: tuple[DrawnRow, ...]


@dataclass(frozen=True, slots=True)
class DrawnText:
    """Words at a place in per cent of the drawing."""

    x: str
    y: str
    words: str
    look: str


@dataclass(frozen=True, slots=True)
class DrawnPiece:
    """A straight line between two places in per cent of the drawing."""

    x1: str
    y1: str
    x2: str
    y2: str
    look: str


@dataclass(frozen=True, slots=True)
class DrawnLines:
    """The lines of a chart, its level lines and its words; `told` is all of it as sentences."""

    told: str
    levels: tuple[DrawnPiece, ...]
    pieces: tuple[DrawnPiece, ...]
    dots: tuple[DrawnText, ...]
    texts: tuple[DrawnText, ...]


@dataclass(frozen=True, slots=True)
class DrawnChart:
    """A chart ready for its template: groups of bars, or lines; `zero` is None at the beginning."""

    key: str
    title: str
    unit: str
    groups: tuple[DrawnGroup, ...]
    lines: DrawnLines | None
    zero: int | None
    has_whole: bool
    notes: tuple[str, ...]


def drawn_charts(charts: Iterable[Chart], reader: Reader) -> tuple[DrawnChart, ...]:
    """Return the charts in the reader's words; one with nothing to see is left out."""
    return tuple(_drawn(chart, reader) for chart in charts if is_worth_drawing(chart))


def _drawn(chart: Chart, reader: Reader) -> DrawnChart:
    words = _Words(reader, chart.unit)
    title, unit = reader.phrase(chart.title), reader.phrase(UNITS[chart.unit])
    notes = () if chart.note is None else (reader.phrase(chart.note),)
    if isinstance(chart, Lines):
        lines, said = words.lines(chart)
        return DrawnChart(
            chart.key, title, unit, (), lines, zero=None, has_whole=False, notes=(*said, *notes)
        )  # fmt: skip
    placed = placed_bars(chart)
    return DrawnChart(
        chart.key, title, unit, words.groups(chart), None, placed.zero or None, placed.has_whole,
        notes,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Words:
    """Says what a chart of a unit says."""

    reader: Reader
    unit: Unit

    def figure(self, value: int | None) -> str:
        """Return a figure in the chart's unit."""
        if value is None:
            return self.reader.say("not known")
        if self.unit is Unit.PER_MILLE:
            return self.reader.percent(Fraction(value, FULL))
        return self.reader.figure(value)

    def groups(self, chart: Bars | BeforeAfter | Flow) -> tuple[DrawnGroup, ...]:
        """Return the groups of bars; where something moved, an arrow says so."""
        is_flow = isinstance(chart, Flow)
        return tuple(
            DrawnGroup(
                "" if group.words is None else self.label(group.words),
                "" if group.words is None else self.figure(group.total),
                tuple(self._row(row, "→ " if is_flow else "") for row in group.rows),
            )
            for group in placed_bars(chart).groups
        )

    def _row(self, row: PlacedRow, mark: str) -> DrawnRow:
        beside = [] if row.beside is None else [self.reader.phrase(row.beside)]
        if row.interval is not None:
            low, high = map(self.figure, row.interval)
            beside.append(self.reader.say("between %(low)s and %(high)s", low=low, high=high))
        return DrawnRow(
            "" if row.words is None else self.label(row.words),
            tuple(self._bar(bar, mark) for bar in row.bars),
            "; ".join(beside),
        )

    def _bar(self, bar: PlacedBar, mark: str) -> DrawnBar:
        is_share = self.unit is Unit.PER_MILLE and bar.value is not None
        return DrawnBar(
            mark + self.label(bar.words), self.figure(bar.value), LOOKS[bar.look], bar.start,
            bar.length, bar.between, is_share or bar.length > 0,
        )  # fmt: skip

    def lines(self, chart: Lines) -> tuple[DrawnLines, list[str]]:
        """Return the lines, and what is said below them."""
        placed = placed_lines(chart)
        levels = [
            DrawnPiece("0%", _down(y), "100%", _down(y), "zero" if value == 0 else "level")
            for y, value in placed.heights
        ]
        texts = [
            DrawnText("0%", _down(y), self.figure(value), "height") for y, value in placed.heights
        ]
        texts += [
            DrawnText(_across(x), "100%", self.label(label), _side(x)) for x, label in placed.marks
        ]
        pieces, dots, told = [], [], []
        for look, line in zip(LOOKS, placed.lines, strict=False):
            pieces += [_piece(one, other, look, is_expected=is_expected)
                       for one, other, is_expected in line.pieces]  # fmt: skip
            dots += [DrawnText(_across(p.x), _down(p.y), "", look) for p in line.points]
            if line.points:
                words = f"{self.reader.phrase(line.words)} {self.figure(line.points[-1].value)}"
                texts.append(DrawnText("100%", _down(line.words_y), words, f"name {look}"))
                told.append(self._told(line, chart))
        drawn = DrawnLines(" ".join(told), tuple(levels), tuple(pieces), tuple(dots), tuple(texts))
        return drawn, [self.reader.phrase(note) for note in placed.notes]

    def _told(self, line: PlacedLine, chart: Lines) -> str:
        last = max(len(chart.points) - 1, 1)
        first, end = line.points[0], line.points[-1]
        begin, until = (chart.points[-(-point.x * last // FULL)] for point in (first, end))
        return self.reader.say(
            "%(line)s: %(first)s in %(begin)s, %(last)s in %(end)s.",
            line=self.reader.phrase(line.words), first=self.figure(first.value),
            begin=self.label(begin), last=self.figure(end.value), end=self.label(until),
        )  # fmt: skip

    def label(self, label: Label) -> str:
        """Return the words of a bar, a line or a point."""
        return self.reader.value(label)


def _piece(one: Point, other: Point, look: str, *, is_expected: bool) -> DrawnPiece:
    return DrawnPiece(
        _across(one.x), _down(one.y), _across(other.x), _down(other.y),
        f"{look} expected" if is_expected else look,
    )  # fmt: skip


def _side(x: int) -> str:
    return "begin" if x == 0 else "end" if x == FULL else "middle"


def _across(x: int) -> str:
    """Return a place from the left; a little is left free at both ends for the dots."""
    return _per_cent(15 + x * (FULL - 30) // FULL)


def _down(y: int) -> str:
    """Return a place from the top, of a height from below; the ends are left free for words."""
    return _per_cent(_HEAD + (FULL - y) * (FULL - _HEAD - _FOOT) // FULL)


def _per_cent(thousandths: int) -> str:
    return f"{thousandths // 10}.{thousandths % 10}%"
