"""Vouchers as files: one entry's or a day's, on half a sheet or on a roll."""

import io

import pytest
from pypdf import PdfReader

from tests.web.addresses import LENDING
from tests.web.conftest import Asker
from tests.web.lending_club import month


def read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


@pytest.mark.parametrize(
    ("query", "width", "words"),
    [("", 595, "PHIẾU THU"), ("size=A5&lang=en", 595, "RECEIPT VOUCHER"),
     ("size=80mm", 227, "PHIẾU THU")],
)  # fmt: skip
def test_a_voucher_is_a_file_named_by_its_number(
    asker: Asker, query: str, width: int, words: str
) -> None:
    answer = asker.get(f"{LENDING}entries/12/voucher.pdf?{query}")
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'inline; filename="VAY-PT-2-2025.pdf"'
    (page,) = read(answer.data).pages
    assert round(page.mediabox.width) == width
    assert words in page.extract_text()


def test_a_day_s_vouchers_are_one_file(asker: Asker) -> None:
    answer = asker.get(f"{LENDING}vouchers/{month(1)}.pdf?size=80mm")
    assert answer.headers["Content-Disposition"] == (
        'inline; filename="VAY-vouchers-2025-11-10.pdf"'
    )
    pages = read(answer.data).pages
    assert len(pages) == 9
    assert all("Ngày 10/11/2025" in page.extract_text() for page in pages)


def test_what_there_is_not_is_refused(asker: Asker) -> None:
    for address, status in (
        ("entries/999/voucher.pdf", 404),
        ("entries/1/voucher.pdf?size=A3", 400),
        (f"vouchers/{month(1)}.pdf?end=2026-03-10", 400),
        ("vouchers/2025-10-02.pdf", 404),
    ):
        assert asker.get(LENDING + address).status_code == status, address
    assert asker.get("/clubs/KHONG/entries/1/voucher.pdf").status_code == 404
