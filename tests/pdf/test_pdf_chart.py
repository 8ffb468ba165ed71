"""Charts on paper: every figure in words, bars within the sheet, black, grey and white alone."""

import io

import pytest
from pypdf import PdfReader

from ledger.core.statements.chart import (
    BarRow,
    Bars,
    BeforeAfter,
    Chart,
    Flow,
    Line,
    Lines,
    Move,
    Pair,
    Unit,
)
from ledger.core.statements.outcome_told import told, told_outside
from ledger.core.statements.table import Name, phrase
from ledger.i18n.locale import Locale
from ledger.pdf.chart import put_chart
from ledger.pdf.paper import A4
from ledger.pdf.sheets import Sheets
from ledger.pdf.statement import draw_statement
from ledger.pdf.table import draw_table
from ledger.pdf.words import Speaker
from tests.core.outcome_samples import END, sample_statement
from tests.pdf.samples import EN, LONG_NAME, PRINTED, VI, read, trial_balance

TITLE = phrase("Loans")
POOR, ABOVE = Name("Nghèo", "Poor"), Name("Khá hơn", "Above")
SHARES = Bars(
    "shares", TITLE, Unit.PER_MILLE,
    (BarRow(POOR, (933,), between=(812, 978)), BarRow(LONG_NAME, (None,), phrase("Members"))),
)  # fmt: skip
THREE = Bars(
    "three", TITLE, Unit.PEOPLE, (BarRow(POOR, (9, 3, 1)),), (TITLE, phrase("Members"), TITLE)
)
PAIRS = BeforeAfter("pairs", TITLE, Unit.DONG, (Pair(POOR, 1_450_000, -1_900_000),))
FLOW = Flow("flow", TITLE, Unit.HOUSEHOLDS, (Move(POOR, POOR, 9), Move(POOR, ABOVE, 8)))
LINES = Lines(
    "lines", TITLE, Unit.DONG, ("2024", "2025", "2026"),
    (Line(TITLE, (7_000_000, 8_000_000, 9_500_000), 1), Line(TITLE, (None, 1, 9_400_000))),
)  # fmt: skip
CHARTS: tuple[Chart, ...] = (SHARES, THREE, PAIRS, FLOW, LINES)


def sheets(*charts: Chart, locale: Locale = VI) -> Sheets:
    found = Sheets(A4, title="", club="", scope=[])
    for chart in charts:
        put_chart(found, chart, Speaker(locale))
    return found


def words(*charts: Chart) -> list[str]:
    return [one[4] for page in sheets(*charts).pages for one in page.words]


def test_every_figure_stands_beside_its_bar_in_words() -> None:
    assert {"93,3%", "chưa rõ"} <= set(words(SHARES))
    assert "trong khoảng từ 81,2% đến 97,8%" in " ".join(words(SHARES))
    assert {"9", "3", "1"} <= set(words(THREE))
    assert {"1.450.000", "-1.900.000"} <= set(words(PAIRS))
    assert {"– Nghèo", "9", "– Khá hơn", "8", "17"} <= set(words(FLOW))
    assert any(one.endswith("9.500.000") for one in words(LINES))


def test_all_is_drawn_within_the_sheet_in_black_grey_and_white() -> None:
    for page in sheets(*CHARTS).pages:
        for left, low, width, height, grey in page.boxes:
            assert A4.margin <= left <= left + width <= A4.right + 0.01
            assert A4.margin <= low <= low + height <= A4.top
            assert grey in {0.0, 0.2, 0.65, 1.0}
        for begin, low, end, high, _ in page.rules:
            assert A4.margin - 0.01 <= min(begin, end) <= max(begin, end) <= A4.right + 0.01
            assert A4.margin <= min(low, high) <= max(low, high) <= A4.top


def test_the_bars_of_a_row_differ_in_how_dark_they_are() -> None:
    assert [box[4] for box in sheets(THREE).page.boxes] == [0.2, 0.65, 1.0]
    assert [box[4] for box in sheets(PAIRS).page.boxes] == [0.65, 0.2]


def test_what_is_expected_is_dashed_and_the_words_of_lines_do_not_meet() -> None:
    page = sheets(LINES).page
    thick = [one for one in page.rules if one[4] > 2]
    assert len(thick) > 20
    ends = sorted(y for _, y, _, _, one in page.words if one.startswith("Khoản vay "))
    assert ends[1] - ends[0] > 9.5


def test_a_chart_of_nothing_is_not_drawn() -> None:
    nothing = Bars("nothing", TITLE, Unit.PEOPLE, (BarRow(POOR, (0,)), BarRow(ABOVE, (None,))))
    assert words(nothing) == words()


@pytest.mark.parametrize("locale", [VI, EN])
def test_a_report_has_its_charts_above_its_table(locale: Locale) -> None:
    content = draw_table(trial_balance(), locale, PRINTED, CHARTS)
    assert content == draw_table(trial_balance(), locale, PRINTED, CHARTS)
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    assert text.index("17") < text.index("1.234.567" if locale is VI else "1,234,567")


@pytest.mark.parametrize("locale", [VI, EN])
def test_a_statement_is_told_drawn_tabled_and_signed(locale: Locale) -> None:
    found = told(sample_statement(), "Hạnh Phúc", (phrase("Whole club, all funds"),))
    text = read(draw_statement(found, locale, END)).text
    speaker = Speaker(locale)
    for section in found.sections:
        assert speaker.phrase(section.heading) in text
        for sentence in section.sentences:
            assert " ".join(speaker.phrase(sentence).split()) in text
    assert all(speaker.phrase(one) in text for one in (*found.lead, *found.signers))
    assert "□" not in text


def test_the_paper_for_outside_is_shorter_and_says_that_groups_are_left_out() -> None:
    few = sample_statement(12)
    outside = read(draw_statement(told_outside(few, "", ()), EN, END)).text
    assert "Groups of fewer than five people are shown in the club alone" in outside
    assert len(outside) < len(read(draw_statement(told(few, "", ()), EN, END)).text)
