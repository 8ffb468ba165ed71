"""The outcome statement on a page and on paper, and charts as a browser gets them."""

import io
import re
from collections.abc import Iterator

import pytest
from flask import Flask
from pypdf import PdfReader

from ledger.books.engine import open_engine, transaction
from ledger.core.statements.chart import BarRow, Bars, Line, Lines, Move, Unit
from ledger.core.statements.chart import Flow as Flowing
from ledger.core.statements.table import phrase
from ledger.i18n.locale import Language, Locale
from ledger.web.charts import drawn_charts
from ledger.web.words import Reader
from tests.books.counted import Counted
from tests.books.outcome_rows import fill
from tests.conftest import Database, new_club
from tests.web.browsing import application_over
from tests.web.club import NOW
from tests.web.conftest import Asker
from tests.web.signing import READER, as_, begin_reader

HERE = "/clubs/HP/outcomes"
ALL = f"{HERE}?begin=01/06/2023&end=31/10/2026"
READER_VI = Reader(Locale(Language.VI))
TITLE = phrase("Loans")


@pytest.fixture(scope="module")
def pages(shared_database: Database) -> Iterator[tuple[Flask, Counted]]:
    """Give the pages over a club with sixty loans, and what counts their queries."""
    engine = open_engine(shared_database.url)
    club = new_club(engine, "HP").club
    with transaction(engine) as connection:
        fill(connection, club.club_id, 3, people=40, loans=60)
    begin_reader(engine, NOW)
    yield application_over(engine), Counted(engine)
    engine.dispose()


@pytest.fixture
def reader(pages: tuple[Flask, Counted]) -> Asker:
    return Asker(as_(pages[0].test_client(), READER))


def test_the_page_begins_with_how_many_of_whom_what_and_how_sure(
    reader: Asker, pages: tuple[Flask, Counted]
) -> None:
    with pages[1] as counted:
        page = reader.page(ALL)
    assert page.status == 200
    assert len(counted.statements) <= 12, counted.statements
    told = re.findall(r"<li>([^<]+)</li>", page.html.partition('class="told"')[2])[:3]
    assert re.match(r"Trong \d+ người vay có \d+ người thuộc hộ nghèo", told[0])
    assert all(re.search(r"\d+ (người|hộ)( nữa)? chưa", one) for one in told)
    assert re.search(r"từ [\d,]+% đến [\d,]+%", told[1])
    for words in ("Điều chưa rõ", "Điều báo cáo này không cho thấy", "Số liệu từ đâu"):
        assert words in page.words
    assert "tác động" not in page.words


def test_every_figure_leads_to_the_loans_behind_it(reader: Asker) -> None:
    links = [one for one in reader.page(ALL).links if "measure=" in one]
    assert {re.findall(r"measure=([a-z-]+)", one)[0] for one in links} >= {
        "loans", "up", "down", "told", "not-asked", "result", "loss", "due", "still-poor",
    }  # fmt: skip
    assert all("begin=2023-06-01" in one and "group=" in one for one in links)


def test_without_days_all_loans_of_the_books_are_told_and_of_none_nothing(reader: Asker) -> None:
    assert "chưa ai vay" in reader.page(f"{HERE}?begin=01/01/2001&end=31/12/2001").words
    assert reader.page(f"{HERE}?begin=31/02/2026").status == 400
    assert reader.page(HERE).status == 200


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_paper_to_hand_out_leaves_small_groups_out_and_the_clubs_own_does_not(
    reader: Asker, language: str
) -> None:
    asked = ALL.partition("?")[2]
    given, own = (
        PdfReader(io.BytesIO(reader.get(f"{HERE}{name}.pdf?{asked}", language).data))
        for name in ("", "-for-the-club")
    )
    texts = [" ".join(page.extract_text() for page in one.pages) for one in (given, own)]
    groups = "Số nhóm không cho xem" if language == "vi" else "Not shown outside the club"
    assert groups in " ".join(texts[0].split())
    assert groups not in " ".join(texts[1].split())
    men = "Nam 4" if language == "vi" else "Men 4"
    assert men in texts[1]
    assert men not in texts[0]


def test_bars_say_in_words_what_they_draw() -> None:
    rows = (BarRow("A", (250,), between=(100, 400)), BarRow("B", (None,)))
    (chart,) = drawn_charts([Bars("some", TITLE, Unit.PER_MILLE, rows)], READER_VI)
    (group,) = chart.groups
    (one,), (unknown,) = (row.bars for row in group.rows)
    assert (one.figure, one.start, one.length, one.between) == ("25%", 0, 250, (100, 300))
    assert group.rows[0].beside == "trong khoảng từ 10% đến 40%"
    assert (unknown.figure, unknown.is_drawn) == ("chưa rõ", False)


def test_moves_stand_below_where_they_began() -> None:
    moves = (Move("A", "A", 3), Move("A", "B", 5))
    (chart,) = drawn_charts([Flowing("some", TITLE, Unit.HOUSEHOLDS, moves)], READER_VI)
    assert [(one.words, one.figure) for one in chart.groups] == [("A", "8")]
    assert [row.bars[0].words for row in chart.groups[0].rows] == ["→ A", "→ B"]


def test_lines_are_told_as_sentences_to_whoever_cannot_see_them() -> None:
    lines = (Line(TITLE, (1_000, None, 3_000), expected_from=2),)
    found = Lines("some", TITLE, Unit.DONG, ("2024", "2025", "2026"), lines)
    (chart,) = drawn_charts([found], READER_VI)
    assert chart.lines is not None
    assert chart.lines.told == "Khoản vay: 2024 là 1.000, 2026 là 3.000."
    assert [one.words for one in chart.lines.texts][-1] == "Khoản vay 3.000"
    assert not chart.lines.pieces
    assert len(chart.notes) == 2


def test_a_chart_of_nothing_is_left_out() -> None:
    assert drawn_charts([Bars("some", TITLE, Unit.PEOPLE, (BarRow("A", (0,)),))], READER_VI) == ()
