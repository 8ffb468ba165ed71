"""What a page and a paper draw of a report: bars, pairs, flows and lines, in whole numbers."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from ledger.core.statements.table import Name, Phrase, Table


class Unit(StrEnum):
    """What the numbers of a chart count; a share is in thousandths and written as per cent."""

    DONG = "dong"
    PEOPLE = "people"
    HOUSEHOLDS = "households"
    LOANS = "loans"
    PER_MILLE = "per-mille"


Label: TypeAlias = Phrase | Name | str
"""The words before a bar; a string is a name or a year and is the same in every language."""


@dataclass(frozen=True, slots=True)
class BarRow:
    """A label with one value a series; None is not known, has no bar and is said so.

    `beside` stands behind the figures: what the share is of, how many are not known.
    `between` is the interval of the first value (lowest, highest), drawn as a line over its bar.
    """

    words: Label
    values: tuple[int | None, ...]
    beside: Phrase | None = None
    between: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """Rows of one to three bars, all from zero and on one scale; `series` names the bars of a row.

    With one series its name may be left out: the title says it.
    """

    key: str
    title: Phrase
    unit: Unit
    rows: tuple[BarRow, ...]
    series: tuple[Phrase, ...] = ()
    note: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """A label with its figure before and after; None is not known."""

    words: Label
    before: int | None
    after: int | None
    beside: Phrase | None = None


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """Pairs of bars on one scale from zero, e.g. income a month before the loan and after it."""

    key: str
    title: Phrase
    unit: Unit
    pairs: tuple[Pair, ...]
    note: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """How many went from one class to another; `before` and `after` may be the same."""

    before: Label
    after: Label
    count: int


@dataclass(frozen=True, slots=True)
class Flow:
    """Moves from classes to classes, grouped by where they began, in the order they are given."""

    key: str
    title: Phrase
    unit: Unit
    moves: tuple[Move, ...]
    note: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A series with one value a point; None is not known and breaks the line.

    The words stand at the end of the line, so they are short. From `expected_from` on (an index
    of the points) the values have not happened yet: drawn dashed, and said.
    """

    words: Phrase
    values: tuple[int | None, ...]
    expected_from: int | None = None


@dataclass(frozen=True, slots=True)
class Lines:
    """One to four series over the same points, years as a rule; the axis begins at zero."""

    key: str
    title: Phrase
    unit: Unit
    points: tuple[Label, ...]
    lines: tuple[Line, ...]
    note: Phrase | None = None


Chart: TypeAlias = Bars | BeforeAfter | Flow | Lines

ChartMaker: TypeAlias = Callable[[Table], tuple[Chart, ...]]
"""What a report draws of its own table; nothing where there is nothing to see."""
