"""The cash count sheet: notes, book and difference as form 08a-TT has them."""

import datetime as dt
from dataclasses import replace

import pytest

from ledger.core.statements.cash_count import CashCountSheet, CountedNotes
from ledger.i18n.locale import Locale
from ledger.pdf.cash_count import cash_count_document, draw_cash_count
from tests.core.paper_loans import CLUB
from tests.pdf.places import collisions, outside
from tests.pdf.samples import EN, LONG_NAME, PRINTED, VI, read

AGREES = CashCountSheet(
    club=CLUB,
    count_no=3,
    counted_on=dt.date(2026, 3, 10),
    book=7_565_500,
    notes=(
        CountedNotes(1_000, 15), CountedNotes(500_000, 12), CountedNotes(200_000, 7),
        CountedNotes(50_000, 3), CountedNotes(500, 1),
    ),
    counted_by="Quách Văn Mùi",
    witness=LONG_NAME,
    last_voucher="PT 214",
)  # fmt: skip
SHORT = replace(AGREES, book=7_600_500, reason="Trả lại tiền thừa mà chưa ghi", voucher="KT 12")
OVER = replace(AGREES, book=7_500_500)


def text_of(paper: CashCountSheet, locale: Locale = VI) -> str:
    text = read(draw_cash_count(paper, locale, printed_on=PRINTED)).text
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize("locale", [VI, EN])
@pytest.mark.parametrize("paper", [AGREES, SHORT, OVER])
def test_nothing_runs_into_anything_or_off_the_sheet(paper: CashCountSheet, locale: Locale) -> None:
    document = cash_count_document(paper, locale, PRINTED)
    assert collisions(document) == []
    assert outside(document) == []
    assert len(document.pages) == 1


def test_every_note_in_use_has_its_row_and_so_has_any_other_that_was_found() -> None:
    text = text_of(AGREES)
    for words in (
        "Mẫu số 08a-TT", "BẢNG KIỂM KÊ QUỸ Số 3 – Kiểm kê ngày 10/03/2026",
        "I. Số dư theo sổ quỹ Tồn quỹ theo sổ 7.565.500 ₫ Phiếu cuối cùng đã vào sổ PT 214",
        "500.000 12 6.000.000 200.000 7 1.400.000 100.000 0 0 50.000 3 150.000 20.000 0 0 10.000",
        "5.000 0 0 2.000 0 0 1.000 15 15.000 500 1 500 Cộng 38 7.565.500",
        "Bằng chữ Bảy triệu năm trăm sáu mươi lăm nghìn năm trăm đồng",
        "Tiền trong hòm khớp với sổ quỹ.", "Kết luận sau khi kiểm kê", "Quách Văn Mùi",
    ):  # fmt: skip
        assert words in text
    for role in ("Kế toán", "Thủ quỹ", "Người kiểm kê", "Người chứng kiến"):
        assert role in text


def test_what_is_missing_is_said_with_its_reason_and_its_voucher() -> None:
    text = text_of(SHORT)
    assert "Thiếu quỹ: tiền trong hòm ít hơn sổ 35.000 ₫." in text
    assert "Lý do Trả lại tiền thừa mà chưa ghi Đã ghi sổ bằng phiếu KT 12" in text


def test_what_nobody_has_explained_leaves_lines_to_write_on() -> None:
    text = text_of(OVER, EN)
    assert "The box holds 65,000 ₫ more than the book says. Why What was concluded" in text
    assert "Entered by voucher" not in text


def test_the_same_count_is_the_same_bytes() -> None:
    first, again = (draw_cash_count(SHORT, VI, printed_on=PRINTED) for _ in range(2))
    assert first == again
