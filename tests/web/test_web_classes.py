"""A year's review typed on one page and brought in as a sheet; corrected classes; the reports."""

import io
import re
from dataclasses import dataclass
from itertools import count

import openpyxl
import pytest
from sqlalchemy.engine import Engine

from ledger.core.users.grants import Role
from ledger.web.application import Settings, create_application
from tests.books.counted import Counted
from tests.web.club import NOW, post_club
from tests.web.conftest import Asker
from tests.web.office import Officer, words_of
from tests.web.signing import as_, begin, in_club

_CODES = count(1)


@dataclass(frozen=True, slots=True)
class Room:
    """The treasurer of a posted club at a browser, and the books behind it."""

    treasurer: Officer
    engine: Engine


@pytest.fixture
def room(shared_engine: Engine) -> Room:
    """Give the treasurer of a posted club of its own."""
    code = f"HP{next(_CODES)}"
    club = post_club(shared_engine, code)
    application = create_application(Settings(shared_engine, now=lambda: NOW))
    session = begin(shared_engine, f"thu-quy-{code}", NOW, in_club(Role.TREASURER, club))
    return Room(Officer(as_(application.test_client(), session), f"/clubs/{code}/"), shared_engine)


def as_shown(treasurer: Officer) -> dict[str, str]:
    """Return what the review's page sends if nobody changes anything: each class as it is now."""
    html = treasurer.get("do/review-classes").get_data(as_text=True)
    shown = treasurer.form("do/review-classes") | {"year": "2026", "on": "05/03/2026"}
    for select in re.findall(r'<select id="(class-\d+)"(.*?)</select>', html, re.DOTALL):
        chosen = re.search(r'value="(\w+)" selected', select[1])
        shown[select[0]] = chosen[1] if chosen else ""
    return shown


def test_a_review_is_typed_on_one_page_and_kept_once(room: Room) -> None:
    treasurer = room.treasurer
    shown = as_shown(treasurer)
    assert len([name for name in shown if name.startswith("class-")]) == 12
    typed = shown | {"class-4": "near_poor", "certificate-4": "12/GCN", "day-4": "01/03/2026"}
    wrong = typed | {"year": "2027", "certificate-5": "12/gcn", "day-5": "1/1/2030"}
    answer = treasurer.send("do/review-classes", wrong)
    said = words_of(answer)
    assert answer.status_code == 422
    assert "A review of 2027 cannot be kept in 2026." in said
    assert "The certificate 12/gcn is that of household H004." in said
    assert 'value="12/gcn"' in answer.get_data(as_text=True)  # nothing typed is lost
    with Counted(room.engine) as asked:
        confirmed = words_of(treasurer.send("do/review-classes", typed))
    assert len(asked.statements) <= 8
    assert "H004 · Lường Văn Sự Poor → Near-poor" in confirmed
    assert "no certificate is named: H001, H005, H008, H009, H012." in confirmed
    sent = typed | {"step": "record"}
    first = treasurer.send("do/review-classes", sent)
    assert first.status_code == 303
    assert treasurer.send("do/review-classes", sent).location == first.location
    page = treasurer.words("members/4")
    assert "Near-poor 01/03/2026 12/GCN 01/03/2026 Review of 2026" in page
    again = sent | {"request_id": treasurer.form("do/review-classes")["request_id"]}
    assert "stands in the books already; nothing was written" in words_of(
        treasurer.send("do/review-classes", again)
    )


def test_a_review_is_brought_in_by_the_sheet_that_the_page_gives(room: Room) -> None:
    treasurer = room.treasurer
    given = treasurer.get("review-list.xlsx").get_data()
    book = openpyxl.load_workbook(io.BytesIO(given))
    sheet = book.worksheets[0]
    header = next(row for row in sheet.iter_rows() if row[0].value == "Household code")
    begins = header[0].row + 1
    place = {str(cell.value): cell.column for cell in header}
    for row in range(begins, begins + 12):
        sheet.cell(row, place["Class of this year"], "poor")
    sheet.cell(begins, place["Certificate no."], "7/GCN")
    sheet.cell(begins + 1, place["Certificate no."], "7/GCN")
    bad = upload(treasurer, book)
    assert f"row {begins + 1}, column Certificate no. error" in bad
    assert "The certificate 7/GCN is that of household H001." in bad
    broken = treasurer.form("review-list") | {"file": (io.BytesIO(b"PK"), "x.xlsx")}
    answer = treasurer.client.post(f"{treasurer.home}review-list", data=broken)
    assert answer.status_code == 422
    sheet.cell(begins + 1, place["Certificate no."], "8/GCN")
    filled = upload(treasurer, book)
    assert "The yearly review of households" in filled
    assert "H003" in filled
    # The sheet only fills the page's list in: nothing is written before that is confirmed.
    assert "Review of 2026" not in treasurer.words("members/2")


def upload(treasurer: Officer, book: openpyxl.Workbook) -> str:
    """Send a workbook to be checked; return the words of the answer."""
    content = io.BytesIO()
    book.save(content)
    content.seek(0)
    form = treasurer.form("review-list") | {"file": (content, "danh-sach.xlsx")}
    answer = treasurer.client.post(
        f"{treasurer.home}review-list", data=form, headers={"Accept-Language": "en"},
        content_type="multipart/form-data",
    )  # fmt: skip
    return words_of(answer)


def test_correcting_a_class_asks_for_a_second_person(room: Room) -> None:
    treasurer = room.treasurer
    typed = {
        "member": "2", "from": "2025-01-10", "class": "poor", "certificate": "5/GCN",
        "certificate_on": "05/01/2025", "reason": "Chép nhầm dòng",
    }  # fmt: skip
    page = words_of(treasurer.confirm("correct-class", "member=2", **typed))
    assert "Average → Poor" in page
    assert "A second person has to approve it" in page
    form = treasurer.form("do/correct-class?member=2")
    answer = treasurer.send("do/correct-class", form | typed | {"step": "record"})
    waiting = treasurer.words(answer.location.removeprefix(treasurer.home))
    assert "It waits for a second person" in waiting


@pytest.mark.parametrize(
    ("report", "words"),
    [
        ("composition", "Women 8 12 66.7% 0"),
        ("composition-list", "Bùi Thị Lụa"),
        ("class-flows?begin=2025-01-01&end=2025-12-31", "All households 0"),
        ("class-list", "H001 Bùi Thị Lụa"),
        ("poverty-standards", "1,500,000 3 2,250,000 Nghị định 07/2021/NĐ-CP"),
    ],
)
def test_reports_of_classes_open_and_say_their_figures(
    asker: Asker, shelf: Engine, report: str, words: str
) -> None:
    with Counted(shelf) as asked:
        assert words in asker.page(f"/clubs/HP/{report}", "en").words
    assert len(asked.statements) <= 8
