"""The member's statement: large print, the right figures, in both languages and sizes."""

import datetime as dt
import os
import subprocess
import sys
import unicodedata
from dataclasses import replace
from itertools import product

import pytest

from ledger.core.statements.member import MemberStatement
from ledger.i18n.locale import Locale
from ledger.pdf.member_statement import LEAST, draw_member_statement
from ledger.pdf.paper import PageSize
from tests.pdf.samples import (
    EN,
    LONG_NAME,
    PRINTED,
    TWELVE_DIGITS,
    VI,
    Printed,
    empty_statement,
    is_embedded,
    movement,
    movements,
    read,
    statement,
)  # fmt: skip

EVERY_WAY = list(product([VI, EN], PageSize))


def printed(
    value: MemberStatement, locale: Locale = VI, page_size: PageSize = PageSize.A4
) -> Printed:
    """Return what a reader finds on the printed statement."""
    pdf = draw_member_statement(value, locale, page_size=page_size, printed_on=PRINTED)
    return read(pdf)


@pytest.mark.parametrize(("locale", "page_size"), EVERY_WAY)
@pytest.mark.parametrize("value", [statement(), statement(200), empty_statement()])
def test_no_letter_is_smaller_than_sixteen_points(
    value: MemberStatement, locale: Locale, page_size: PageSize
) -> None:
    sizes = printed(value, locale, page_size).sizes
    assert min(sizes) >= LEAST == 16
    assert sizes.count(max(sizes)) == 1


@pytest.mark.parametrize(("locale", "page_size"), EVERY_WAY)
def test_every_face_is_embedded_and_our_own(locale: Locale, page_size: PageSize) -> None:
    for font in printed(statement(), locale, page_size).fonts:
        assert "ClubLedgerSans" in str(font["/BaseFont"])
        assert is_embedded(font)


@pytest.mark.parametrize("page_size", PageSize)
def test_it_says_what_is_owed_in_figures_and_words(page_size: PageSize) -> None:
    text = printed(replace(statement(), closing=3_500_000), VI, page_size).text
    assert "Bảng kê của thành viên" in text
    assert "Còn nợ 3.500.000 ₫ Ba triệu năm trăm nghìn đồng" in text


def test_it_says_so_in_english() -> None:
    page = printed(replace(statement(), closing=3_500_000), EN)
    assert "3,500,000" in page.text
    assert "Three million five hundred thousand" in page.text
    assert "What you paid, latest first" in page.text
    assert page.language == "en"


def test_the_loan_stands_below_with_its_figures() -> None:
    text = printed(statement(12)).text
    for words in ("Khoản vay HP-V-001: Chăn nuôi lợn nái sinh sản", "Vay ngày 10/01/2025 5.000.000",
                  "Đã trả gốc 240.000", "Đã trả lãi 60.000", "Còn nợ 4.760.000",
                  "Hạn trả hết: 10/01/2026"):  # fmt: skip
        assert words in text


def test_a_loan_that_is_owed_stands_before_those_that_are_repaid() -> None:
    (owed,) = statement(12).loans
    repaid = replace(owed, loan_no=3, paper_code="HP-V-003", outstanding=0)
    latest = replace(owed, loan_no=2, paper_code="HP-V-002")
    text = printed(replace(statement(12), loans=(owed, latest, repaid))).text
    places = [text.index(f"Khoản vay HP-V-00{number}") for number in (2, 1, 3)]
    assert places == sorted(places)


def test_each_payment_has_its_voucher_and_the_latest_comes_first() -> None:
    text = printed(statement(12)).text
    places = [text.index(f"PT {number} 25.000") for number in range(112, 100, -1)]
    assert places == sorted(places)
    assert "PT 112 25.000 ₫ Gốc 20.000 ₫, lãi 5.000 ₫; sau đó còn nợ 4.760.000 ₫" in text


def test_what_she_received_and_the_two_balances_close_the_statement() -> None:
    text = printed(statement(2)).text
    assert "PC 3 5.000.000 ₫ Tiền vay; sau đó còn nợ 5.000.000 ₫" in text
    assert "Nợ trước ngày 01/01/2025 0 ₫" in text
    assert "Còn nợ ngày 31/12/2025 4.960.000 ₫" in text
    assert "Vốn góp tại câu lạc bộ 200.000 ₫" in text
    assert "Thủ quỹ (ký, ghi rõ họ tên) Thành viên (ký, ghi rõ họ tên)" in text


def test_a_payment_of_one_kind_is_named_by_it() -> None:
    lines = (
        movement(1, "PT 1", "5112", paid=10_000),
        movement(2, "PT 2", "4114", paid=50_000),
        movement(3, "PT 3", "5113", paid=20_000),
        movement(4, "KT 4", "1322", loan_change=-70_000),
    )
    text = printed(replace(empty_statement(), movements=lines)).text
    for words in ("PT 1 10.000 ₫ Hội phí", "PT 2 50.000 ₫ Vốn góp",
                  "PT 3 20.000 ₫ Thu tài trợ, ủng hộ", "KT 4 -70.000 ₫ Gốc"):  # fmt: skip
        assert words in text


@pytest.mark.parametrize("page_size", PageSize)
def test_a_member_without_any_money_gets_a_calm_page(page_size: PageSize) -> None:
    text = printed(empty_statement(), VI, page_size).text
    assert "Không còn nợ" in text
    assert "Không đồng" not in text
    assert "Không có khoản vay nào" in text
    assert "Chưa nộp khoản nào" in text


@pytest.mark.parametrize(("locale", "page_size"), EVERY_WAY)
def test_two_hundred_payments_run_over_numbered_pages(locale: Locale, page_size: PageSize) -> None:
    pages = printed(statement(200), locale, page_size).pages
    text = " ".join(pages)
    assert all(f"PT {number} " in text for number in range(101, 301))
    assert all("Bùi Thị Lụa" in page for page in pages)
    assert len(pages) > 10


@pytest.mark.parametrize(("locale", "page_size"), EVERY_WAY)
def test_long_names_and_sums_of_twelve_digits_stay_whole(
    locale: Locale, page_size: PageSize
) -> None:
    name = unicodedata.normalize("NFD", LONG_NAME)
    page = printed(replace(statement(), name=name, closing=TWELVE_DIGITS), locale, page_size)
    assert LONG_NAME in page.text
    assert page.text.replace(",", ".").count("987.654.321.098") == 2


def test_a_name_in_another_script_is_boxed_and_explained() -> None:
    text = printed(replace(statement(), name="Lụa សុខ")).text
    assert "Lụa □□□" in text
    assert "□: chữ không in được" in text


@pytest.mark.parametrize(("page_size", "width"), [(PageSize.A4, 595), (PageSize.A5, 420)])
def test_the_sheet_is_the_one_asked_for(page_size: PageSize, width: int) -> None:
    assert round(printed(statement(), VI, page_size).width) == width


def test_the_file_names_the_member_and_the_language() -> None:
    page = printed(statement())
    assert page.title == "Bảng kê của thành viên: Bùi Thị Lụa"
    assert page.language == "vi-VN"


def test_the_same_statement_gives_the_same_bytes_in_another_process() -> None:
    program = (
        "import hashlib; from tests.pdf.samples import *;"
        "from ledger.pdf.member_statement import draw_member_statement as draw;"
        "from ledger.pdf.paper import PageSize;"
        "pdf = draw(statement(), VI, page_size=PageSize.A5, printed_on=PRINTED);"
        "print(hashlib.sha256(pdf).hexdigest())"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1


def test_movements_of_one_entry_are_one_voucher() -> None:
    lines = movements(1)
    text = printed(replace(statement(), movements=lines, end=dt.date(2025, 2, 1))).text
    assert text.count("PT 101") == 1
