"""Where the bars and lines of a chart stand, in thousandths of the room that they are given."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from ledger.core.statements.chart import Bars, BeforeAfter, Chart, Flow, Label, Line, Lines, Unit
from ledger.core.statements.table import Phrase, phrase

FULL = 1_000
"""The whole length or height; who draws makes it as long as the place is."""

UNITS = {
    Unit.DONG: phrase("In đồng"),
    Unit.PEOPLE: phrase("Number of people"),
    Unit.HOUSEHOLDS: phrase("Number of households"),
    Unit.LOANS: phrase("Number of loans"),
    Unit.PER_MILLE: phrase("In per cent"),
}

BEFORE, AFTER = phrase("Before"), phrase("After")
EXPECTED = phrase("The dashed part has not happened yet: it is reckoned.")
BROKEN = phrase("Where a line is broken, the figure is not known.")

LETTERS = 26
"""The most letters that stand below a line of points side by side on a phone."""

_STEPS = 6
_APART = 85
"""How far apart the words of two lines stand at least, so that both can be read."""


@dataclass(frozen=True, slots=True)
class PlacedBar:
    """A bar: where it begins and how long it is; a value of None is not known.

    `look` counts from the darkest on; `between` is the interval's beginning and length.
    """

    words: Label
    value: int | None
    look: int
    start: int
    length: int
    between: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """Bars that belong together; `words` is None where the one bar's own words say all."""

    words: Label | None
    bars: tuple[PlacedBar, ...]
    beside: Phrase | None
    interval: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class PlacedGroup:
    """Rows under a heading with their sum, or all rows under none."""

    words: Label | None
    total: int
    rows: tuple[PlacedRow, ...]


@dataclass(frozen=True, slots=True)
class PlacedBars:
    """The groups; `has_whole` where a bar's place means the whole of what it is a part of.

    `zero` is where nothing stands: at the beginning, unless some figures are below it.
    """

    groups: tuple[PlacedGroup, ...]
    zero: int
    has_whole: bool


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a line: from the left, from below, and what it stands for."""

    x: int
    y: int
    value: int


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line as pieces from point to point (whether it is expected), and where its words stand."""

    words: Phrase
    points: tuple[Point, ...]
    pieces: tuple[tuple[Point, Point, bool], ...]
    words_y: int


@dataclass(frozen=True, slots=True)
class PlacedLines:
    """The lines, the heights that are named (and their values), the points that are named."""

    lines: tuple[PlacedLine, ...]
    heights: tuple[tuple[int, int], ...]
    marks: tuple[tuple[int, Label], ...]
    notes: tuple[Phrase, ...]


def share(part: int, whole: int) -> int:
    """Return the length of a part of a whole, from nothing to the longest bar."""
    return min(max(part, 0) * FULL // whole, FULL) if whole > 0 else 0


def is_worth_drawing(chart: Chart) -> bool:
    """Tell whether a chart has anything to see: one figure that is known and is not nothing."""
    return any(_values(chart))


def placed_bars(chart: Bars | BeforeAfter | Flow) -> PlacedBars:
    """Return the bars in their places, all from zero and on one scale."""
    values = list(_values(chart))
    low = min([0, *values])
    has_whole = chart.unit is Unit.PER_MILLE and low == 0
    span = (max([FULL if has_whole else 0, *values]) - low) or 1
    groups = tuple(
        PlacedGroup(
            words,
            sum(value for _, row in rows for value in row if value is not None),
            tuple(_placed_row(source, row, low, span) for source, row in rows),
        )
        for words, rows in _groups(chart)
    )
    return PlacedBars(groups, share(-low, span), has_whole)


def placed_lines(chart: Lines) -> PlacedLines:
    """Return the lines in their places; the axis holds zero, and ends at a round number."""
    values = list(_values(chart))
    step = _step(max([1, *values]) - min([0, *values]))
    low, top = (min([0, *values]) // step) * step, -(-max([1, *values]) // step) * step
    last = max(len(chart.points) - 1, 1)
    found = [
        [
            Point(index * FULL // last, share(value - low, top - low), value)
            for index, value in enumerate(line.values)
            if value is not None
        ]
        for line in chart.lines
    ]
    heights = _apart([points[-1].y if points else 0 for points in found])
    lines = tuple(
        PlacedLine(line.words, tuple(points), _pieces(line, points, last), height)
        for line, points, height in zip(chart.lines, found, heights, strict=True)
    )
    named = tuple((share(value - low, top - low), value) for value in range(low, top + 1, step))
    is_expected = any(line.expected_from is not None for line in chart.lines)
    is_broken = any(value is None for line in chart.lines for value in line.values)
    notes = (*[EXPECTED] * is_expected, *[BROKEN] * is_broken)
    return PlacedLines(lines, named, _marks(chart.points, last), notes)


_Source = tuple[Label | None, tuple[Label, ...], Phrase | None, tuple[int, int] | None]
"""Of a row: its words, the words of its bars, what stands beside, the interval."""

_Row = tuple[_Source, tuple[int | None, ...]]


def _groups(chart: Bars | BeforeAfter | Flow) -> Iterable[tuple[Label | None, list[_Row]]]:
    """Yield the rows of a chart under their headings."""
    if isinstance(chart, Flow):
        for words, moves in groupby(chart.moves, key=lambda move: move.before):
            yield words, [((None, (one.after,), None, None), (one.count,)) for one in moves]
        return
    if isinstance(chart, BeforeAfter):
        both = (BEFORE, AFTER)
        yield (
            None,
            [((one.words, both, one.beside, None), (one.before, one.after)) for one in chart.pairs],
        )
        return
    is_one = len(chart.series) < 2
    yield None, [
        (
            (None, (row.words,), row.beside, row.between) if is_one
            else (row.words, chart.series, row.beside, row.between),
            row.values,
        )
        for row in chart.rows
    ]  # fmt: skip


def _placed_row(source: _Source, values: Sequence[int | None], low: int, span: int) -> PlacedRow:
    words, names, beside, interval = source
    looks = (1, 0) if names == (BEFORE, AFTER) else tuple(range(len(names)))
    bars: list[PlacedBar] = []
    for look, name, value in zip(looks, names, values, strict=True):
        reach = _reach(min(0, value or 0), max(0, value or 0), low, span)
        between = None
        if interval is not None and value is not None and not bars:
            between = _reach(*interval, low, span)
        bars.append(PlacedBar(name, value, look, *reach, between))
    return PlacedRow(words, tuple(bars), beside, interval)


def _reach(begin: int, end: int, low: int, span: int) -> tuple[int, int]:
    """Return where a stretch of values begins, and its length."""
    start = share(begin - low, span)
    return start, share(end - low, span) - start


def _pieces(
    line: Line, points: Sequence[Point], last: int
) -> tuple[tuple[Point, Point, bool], ...]:
    """Return the pieces between points that follow each other; an unknown one leaves a gap."""
    at = {index * FULL // last: index for index in range(len(line.values))}
    expected = len(line.values) if line.expected_from is None else line.expected_from
    return tuple(
        (one, other, at[other.x] >= expected)
        for one, other in pairwise(points)
        if at[other.x] - at[one.x] == 1
    )


def _marks(points: Sequence[Label], last: int) -> tuple[tuple[int, Label], ...]:
    """Return the points that are named: as many as fit side by side on a phone, the last too."""
    longest = max((len(one) if isinstance(one, str) else LETTERS // 3 for one in points), default=1)
    apart = max(1, -(-len(points) * (longest + 1) // LETTERS))
    return tuple(
        (index * FULL // last, words)
        for index, words in enumerate(points)
        if (len(points) - 1 - index) % apart == 0
    )


def _apart(heights: Sequence[int]) -> list[int]:
    """Return the heights moved up, then down again from the top, until none is near another."""
    order = sorted(range(len(heights)), key=lambda index: heights[index])
    moved = list(heights)
    for below, above in pairwise(order):
        moved[above] = max(moved[above], moved[below] + _APART)
    limit = FULL
    for index in reversed(order):
        moved[index] = min(moved[index], limit)
        limit = moved[index] - _APART
    return moved


def _step(span: int) -> int:
    """Return the least of 1, 2, 5, 10, 20, 50 … of which `_STEPS` are as much as the span."""
    step = 1
    while True:
        for factor in (1, 2, 5):
            if step * factor * _STEPS >= span:
                return step * factor
        step *= 10


def _values(chart: Chart) -> Iterable[int]:
    """Yield every figure that is known, an interval's ends with them."""
    if isinstance(chart, Bars):
        for row in chart.rows:
            yield from (value for value in row.values if value is not None)
            yield from row.between or ()
    elif isinstance(chart, BeforeAfter):
        for one in chart.pairs:
            yield from (value for value in (one.before, one.after) if value is not None)
    elif isinstance(chart, Flow):
        yield from (move.count for move in chart.moves)
    else:
        for line in chart.lines:
            yield from (value for value in line.values if value is not None)
