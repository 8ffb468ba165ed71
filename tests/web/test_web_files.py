"""Reports as files: of the right kind, named, and exactly what the page shows."""

import csv
import io
import re

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.web.addresses import FILES, FRONT
from tests.web.conftest import Asker

KINDS = {
    "pdf": ("application/pdf", b"%PDF-", "inline"),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK", "attachment"
    ),
    "csv": ("text/csv", b"\xef\xbb\xbf", "attachment"),
}  # fmt: skip


@pytest.mark.parametrize("address", FILES)
def test_every_file_is_of_its_kind_and_named(asker: Asker, address: str) -> None:
    answer = asker.get(address)
    kind = re.search(r"\.(pdf|xlsx|csv)", address)
    assert kind is not None
    mimetype, begins, place = KINDS[kind[1]]
    assert (answer.status_code, answer.mimetype) == (200, mimetype)
    assert answer.data.startswith(begins)
    name = re.fullmatch(rf'{place}; filename="((?:HP|VAY)-[A-Za-z0-9-]+\.{kind[1]})"',
                        answer.headers["Content-Disposition"])  # fmt: skip
    assert name is not None, answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "address",
    [f"{FRONT}journal?month=2025-05", f"{FRONT}cash-book", f"{FRONT}trial-balance?year=2025",
     f"{FRONT}ledger?account=5111&fund=activity&year=2025", f"{FRONT}loans", f"{FRONT}entries/24",
     f"{FRONT}balance-sheet?end=30/06/2025", f"{FRONT}members?name=van"],
)  # fmt: skip
def test_a_file_holds_exactly_the_rows_of_the_page(asker: Asker, address: str) -> None:
    page = asker.page(address)
    links = {kind: find(page.links, f".{kind}") for kind in KINDS}
    rows = list(csv.reader(io.StringIO(asker.get(links["csv"]).data.decode("utf-8-sig"))))[1:]
    body = page.html.partition("<tbody>")[2].partition("</tbody>")[0]
    shown = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in body.split("</tr>")[:-1]]
    assert len(rows) == len(shown) > 0
    figures = [[digits(cell) for cell in row if digits(cell)] for row in shown]
    assert figures == [[digits(cell) for cell in row if digits(cell)] for row in rows]
    sheet = load_workbook(io.BytesIO(asker.get(links["xlsx"]).data)).active
    assert sheet is not None
    assert sheet.max_row >= len(rows)
    assert len(PdfReader(io.BytesIO(asker.get(links["pdf"]).data)).pages) > 0


def find(links: list[str], kind: str) -> str:
    return next(link for link in links if kind in link)


def digits(cell: str) -> str:
    """Return a cell's amount, as the file and the page both have it."""
    words = re.sub(r"<[^>]+>", "", cell)
    plain = words.replace(".", "") if re.fullmatch(r"-?\d{1,3}(\.\d{3})*", words) else words
    return plain if re.fullmatch(r"-?\d+", plain) else ""


def test_a_member_s_paper_comes_in_two_sizes(asker: Asker) -> None:
    page = asker.page(f"{FRONT}members/4/statement")
    sizes = []
    for link in page.links:
        if ".pdf" in link:
            first = PdfReader(io.BytesIO(asker.get(link).data)).pages[0]
            sizes.append((round(first.mediabox.width), round(first.mediabox.height)))
            assert "Lường Văn Sự" in first.extract_text()
    assert sorted(set(sizes)) == [(420, 595), (595, 842)]


def test_a_file_speaks_the_reader_s_language(asker: Asker) -> None:
    for language, word in (("vi", "Sổ quỹ tiền mặt"), ("en", "Cash book")):
        paper = asker.get(f"{FRONT}cash-book.pdf", language)
        assert word in PdfReader(io.BytesIO(paper.data)).pages[0].extract_text()


@pytest.mark.parametrize(
    ("address", "status"),
    [(f"{FRONT}journal.pdf?foo=1", 400), (f"{FRONT}journal.exe", 404), (f"{FRONT}none.pdf", 404),
     (f"{FRONT}entries/999.pdf", 404), (f"{FRONT}members/99/statement.pdf", 404),
     (f"{FRONT}members/4/statement.pdf?size=A3", 400), (f"{FRONT}ledger.csv?account=9", 404)],
)  # fmt: skip
def test_a_file_that_cannot_be_made_is_a_page_that_says_why(
    asker: Asker, address: str, status: int
) -> None:
    answer = asker.get(address)
    assert (answer.status_code, answer.mimetype) == (status, "text/html")
