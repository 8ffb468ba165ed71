"""Charts: every bar from zero and on one scale, every line in its place, nothing made up."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core.statements.chart import (
    BarRow,
    Bars,
    BeforeAfter,
    Flow,
    Line,
    Lines,
    Move,
    Pair,
    Unit,
)
from ledger.core.statements.chart_places import (
    BROKEN,
    EXPECTED,
    FULL,
    is_worth_drawing,
    placed_bars,
    placed_lines,
)
from ledger.core.statements.lending_charts import forecast_charts
from ledger.core.statements.table import Column, ColumnKind, Row, RowKind, Table, phrase

TITLE = phrase("Loans")
VALUES = st.lists(st.none() | st.integers(-(10**12), 10**12), min_size=1, max_size=8)


def bars(*values: int | None, unit: Unit = Unit.DONG) -> Bars:
    rows = tuple(BarRow(str(index), (value,)) for index, value in enumerate(values))
    return Bars("some", TITLE, unit, rows)


def drawn(chart: Bars | BeforeAfter | Flow) -> list[tuple[int, int]]:
    return [
        (bar.start, bar.length)
        for group in placed_bars(chart).groups
        for row in group.rows
        for bar in row.bars
    ]


@given(values=VALUES)
def test_bars_are_as_long_as_their_figures_and_begin_or_end_at_zero(
    values: list[int | None],
) -> None:
    chart = bars(*values)
    zero = placed_bars(chart).zero
    known = [value or 0 for value in values]
    span = max(0, *known, 0) - min(0, *known, 0)
    for value, (start, length) in zip(known, drawn(chart), strict=True):
        assert 0 <= start <= start + length <= FULL
        assert abs(length * span - abs(value) * FULL) <= 2 * span
        assert start == zero if value > 0 else start + length == zero or value == 0


def test_a_share_is_drawn_within_its_whole_and_an_amount_within_the_largest() -> None:
    assert drawn(bars(250, 500, unit=Unit.PER_MILLE)) == [(0, 250), (0, 500)]
    assert drawn(bars(250, 500)) == [(0, 500), (0, 1_000)]
    assert placed_bars(bars(250, unit=Unit.PER_MILLE)).has_whole
    assert not placed_bars(bars(-250, unit=Unit.PER_MILLE)).has_whole


def test_what_is_not_known_has_no_bar_and_nothing_known_is_no_chart() -> None:
    assert drawn(bars(None, 7)) == [(0, 0), (0, 1_000)]
    assert not is_worth_drawing(bars(None, 0))
    assert is_worth_drawing(bars(None, -1))


def test_an_interval_stands_on_the_scale_of_its_bar() -> None:
    row = BarRow("women", (600,), between=(400, 800))
    (group,) = placed_bars(Bars("some", TITLE, Unit.PER_MILLE, (row,))).groups
    assert group.rows[0].bars[0].between == (400, 400)
    assert group.rows[0].interval == (400, 800)


def test_after_is_darker_than_before() -> None:
    chart = BeforeAfter("some", TITLE, Unit.DONG, (Pair("poor", 1, 2), Pair("other", 4, None)))
    (group,) = placed_bars(chart).groups
    assert [[bar.look for bar in row.bars] for row in group.rows] == [[1, 0], [1, 0]]
    assert drawn(chart) == [(0, 250), (0, 500), (0, 1_000), (0, 0)]


def test_a_flow_is_grouped_by_where_it_began_with_the_sum_of_each() -> None:
    moves = (Move("poor", "poor", 3), Move("poor", "above", 5), Move("near", "above", 2))
    groups = placed_bars(Flow("some", TITLE, Unit.HOUSEHOLDS, moves)).groups
    assert [(group.words, group.total) for group in groups] == [("poor", 8), ("near", 2)]


def lines(*series: tuple[int | None, ...], expected_from: int | None = None) -> Lines:
    points = tuple(str(2020 + index) for index in range(len(series[0])))
    found = tuple(Line(TITLE, values, expected_from) for values in series)
    return Lines("some", TITLE, Unit.DONG, points, found)


def test_a_line_is_broken_where_the_figure_is_not_known_and_says_so() -> None:
    placed = placed_lines(lines((1, None, 3, 4), expected_from=3))
    (line,) = placed.lines
    assert [(one.value, other.value, expected) for one, other, expected in line.pieces] == [
        (3, 4, True)
    ]
    assert placed.notes == (EXPECTED, BROKEN)
    assert placed_lines(lines((1, 2))).notes == ()


@given(values=st.lists(st.integers(-(10**12), 10**12), min_size=1, max_size=12))
def test_lines_stay_within_named_heights_from_zero(values: list[int]) -> None:
    placed = placed_lines(lines(tuple(values)))
    heights = [value for _, value in placed.heights]
    assert 0 in heights
    assert heights[0] <= min(values) <= max(values) <= heights[-1]
    assert 2 <= len(heights) <= 9
    assert all(0 <= point.y <= FULL for point in placed.lines[0].points)


@pytest.mark.parametrize("ends", [(0, 0, 0), (100, 99, 98), (100, 0, 1), (5, 100, 100)])
def test_the_words_of_lines_never_stand_on_each_other(ends: tuple[int, int, int]) -> None:
    placed = placed_lines(lines(*((100, end) for end in ends)))
    heights = sorted(line.words_y for line in placed.lines)
    assert all(above - below >= 85 for below, above in pairwise(heights))
    assert heights[-1] <= FULL


def test_no_more_points_are_named_than_fit_side_by_side() -> None:
    named = placed_lines(lines(tuple(range(20)))).marks
    assert sum(len(str(label)) + 1 for _, label in named) <= 26
    assert named[-1] == (FULL, "2039")


def test_of_what_can_be_lent_only_the_meetings_are_drawn() -> None:
    columns = (
        Column("what", phrase("Meeting")),
        Column("comes-expected", phrase("Comes as expected"), ColumnKind.AMOUNT),
        Column("as-expected", phrase("Can be lent as expected"), ColumnKind.AMOUNT),
    )
    rows = (
        Row(("Now", None, 400)), Row(("May", 5, -100)), Row(("June", 5, 50)),
        Row(("Sum", 5, 900), RowKind.TOTAL),
    )  # fmt: skip
    table = Table("loan-forecast", phrase("What the fund can lend"), "", (), columns, rows)
    (chart,) = forecast_charts(table)
    assert isinstance(chart, Bars)
    assert [(row.words, row.values) for row in chart.rows] == [("May", (-100,)), ("June", (50,))]
