"""Vouchers on half a sheet and on a roll: all that the forms ask for, and nothing run together."""

from dataclasses import replace

import pytest

from ledger.core.statements.voucher_paper import VoucherPaper
from ledger.i18n.locale import Locale
from ledger.pdf.paper import MILLIMETRE, Document
from ledger.pdf.voucher import VoucherSize, draw_vouchers
from ledger.pdf.voucher_roll import roll_document
from ledger.pdf.voucher_sheet import sheet_document
from tests.core.paper_vouchers import (
    BANKED,
    ENDLESS,
    ERASED,
    LONG,
    OF_TWO_FUNDS,
    OVERPAID,
    PAYMENT,
    RECEIPT,
    REFUND,
    REVERSAL,
    REVERSED,
)
from tests.pdf.places import collisions, outside
from tests.pdf.samples import EN, LONG_NAME, PRINTED, VI, Printed, is_embedded, read

EVERY = (
    RECEIPT, REVERSED, REVERSAL, ERASED, PAYMENT, OVERPAID, REFUND, BANKED, OF_TWO_FUNDS, LONG,
    ENDLESS,
)  # fmt: skip


def laid(paper: VoucherPaper, locale: Locale, size: VoucherSize) -> Document:
    lay = sheet_document if size is VoucherSize.A5 else roll_document
    return lay(paper, locale, PRINTED)


def printed(
    *papers: VoucherPaper, locale: Locale = VI, size: VoucherSize = VoucherSize.A5
) -> Printed:
    return read(draw_vouchers(papers, locale, size=size, printed_on=PRINTED))


@pytest.mark.parametrize("size", VoucherSize)
@pytest.mark.parametrize("locale", [VI, EN])
@pytest.mark.parametrize("paper", EVERY)
def test_nothing_runs_into_anything_or_off_the_paper(
    paper: VoucherPaper, locale: Locale, size: VoucherSize
) -> None:
    document = laid(paper, locale, size)
    assert collisions(document) == []
    assert outside(document) == []


@pytest.mark.parametrize("size", VoucherSize)
def test_a_receipt_holds_what_form_01_tt_asks_for(size: VoucherSize) -> None:
    text = printed(RECEIPT, size=size).text.replace("\u00a0", " ")
    for words in (
        "Câu lạc bộ liên thế hệ tự giúp nhau Hạnh Phúc", "Xóm Nà Ngần, xã Mai Hạ, tỉnh Phú Thọ",
        "Mẫu số 01-TT", "PHIẾU THU", "Ngày 10/02/2026", "Số PT 214", "Quyển số 2026",
        "Họ và tên người nộp tiền: Bùi Thị Lụa (thành viên số HP-012)",
        "Địa chỉ: Xóm Nà Ngần, xã Mai Hạ", "Lý do nộp: Thu nợ khoản vay HP-V-001",
        "Bốn trăm bốn mươi lăm nghìn đồng", "Quỹ: Quỹ tăng thu nhập",
        "Kèm theo chứng từ gốc: 1 (Biên bản họp BB-02/2026)",
        "Đã nhận đủ số tiền (viết bằng chữ): Bốn trăm bốn mươi lăm nghìn đồng",
        "Bút toán số 12, mã kiểm tra 3f2a9c1be0d4a6f1", "In ngày 31/03/2026",
    ):  # fmt: skip
        assert words in text
    for role in ("Chủ nhiệm CLB", "Kế toán", "Người lập phiếu", "Người nộp tiền", "Thủ quỹ"):
        assert role in text
    for amount in ("445.000 ₫", "395.000", "50.000", "4.605.000 ₫"):
        assert amount in text


def test_a_receipt_of_a_loan_says_how_it_was_split_and_what_is_owed() -> None:
    text = printed(RECEIPT).text.replace("\u00a0", " ")
    assert "Khoản vay HP-V-001: gốc 395.000 ₫, lãi 50.000 ₫" in text
    assert "Gốc còn nợ: 4.605.000 ₫; kỳ tới 10/03/2026: 445.000 ₫" in text
    assert "Nợ 111 445.000 Có 1321 395.000 Có 5111 50.000" in text
    roll = printed(RECEIPT, locale=EN, size=VoucherSize.ROLL).text.replace("\u00a0", " ")
    assert "Loan HP-V-001 Principal 395,000 ₫ Interest 50,000 ₫" in roll
    assert "Principal left 4,605,000 ₫ To pay by 10/03/2026 445,000 ₫" in roll


def test_a_loan_is_paid_out_less_its_fee_and_so_signed_for() -> None:
    text = printed(PAYMENT).text.replace("\u00a0", " ")
    for words in (
        "Mẫu số 02-TT", "PHIẾU CHI", "Họ và tên người nhận tiền: Bùi Thị Lụa", "Lý do chi: ",
        "Số tiền: 4.980.000 ₫", "Nợ 1321 5.000.000 Có 111 4.980.000 Có 5118 20.000",
        "cho vay 5.000.000 ₫, trừ phí 20.000 ₫", "Gốc còn nợ: 5.000.000 ₫",
        "(viết bằng chữ): Bốn triệu chín trăm tám mươi nghìn đồng", "Người nhận tiền",
    ):  # fmt: skip
        assert words in text


def test_money_beyond_the_debt_is_said_to_be_held_and_to_be_given_back() -> None:
    held = printed(OVERPAID, locale=EN).text.replace("\u00a0", " ")
    assert "held for the borrower 50,000 ₫ Principal left: 0 ₫ Fund" in held
    given = printed(REFUND, locale=EN).text.replace("\u00a0", " ")
    assert "Loan HP-V-001: given back 50,000 ₫ Principal left: 0 ₫" in given


def test_a_reversed_voucher_and_its_reversal_name_each_other() -> None:
    reversed_ = printed(REVERSED).text
    assert "Đã đảo bởi KT 7 ngày 12/02/2026: phiếu này không còn giá trị." in reversed_
    reversal = printed(REVERSAL).text.replace("\u00a0", " ")
    for words in (
        "PHIẾU KẾ TOÁN", "Phiếu này đảo phiếu PT 214 ngày 10/02/2026.", "Người liên quan: Bùi",
        "Nội dung: Ghi nhầm người trả", "Gốc còn nợ: 5.000.000 ₫", "Cộng 445.000 445.000",
    ):  # fmt: skip
        assert words in reversal
    assert "Mẫu số" not in reversal
    assert "Đã nhận đủ" not in reversal
    assert "Thủ quỹ" not in reversal


@pytest.mark.parametrize("size", VoucherSize)
def test_what_was_erased_is_said_to_be_erased(size: VoucherSize) -> None:
    text = printed(ERASED, size=size).text
    assert "Họ và tên người nộp tiền: (đã xóa theo yêu cầu)" in text
    assert "Địa chỉ: (đã xóa theo yêu cầu)" in text
    assert "Lụa" not in text


def test_what_is_not_known_is_a_line_to_write_on() -> None:
    document = laid(BANKED, EN, VoucherSize.A5)
    lines = [rule for page in document.pages for rule in page.rules if rule[4] < 0.5]
    assert len(lines) == 3
    text = printed(BANKED, locale=EN).text
    assert "Way of payment: bank transfer" in text
    assert "Amount in words: Seven million đồng Fund: Activity fund" in text


def test_the_parts_of_two_funds_are_told_apart() -> None:
    text = printed(OF_TWO_FUNDS).text.replace("\u00a0", " ")
    assert "Quỹ: Quỹ tăng thu nhập 300.000 ₫; Quỹ hoạt động 200.000 ₫" in text
    assert "Số tiền: 500.000 ₫" in text


def test_a_long_name_and_a_large_sum_stand_whole_on_one_sheet() -> None:
    found = printed(LONG)
    assert len(found.pages) == 1
    assert found.text.count(LONG_NAME) == 3  # who paid, and two who sign
    assert min(found.sizes) >= 8
    words = "chín trăm tám mươi bảy tỷ sáu trăm năm mươi tư triệu ba trăm hai mươi mốt nghìn"
    assert words in found.text.lower()
    assert "Ngày xảy ra thật: 10/01/2026" in found.text


def test_what_cannot_stand_on_one_sheet_goes_on_to_the_next() -> None:
    found = printed(ENDLESS)
    assert len(found.pages) > 1
    assert all("Phiếu thu PT 214" in page for page in found.pages[1:])
    assert "Trang 2/" in found.text


def test_a_roll_is_72_mm_of_ink_and_as_long_as_its_words() -> None:
    lengths = []
    for paper in (RECEIPT, REVERSAL):
        document = laid(paper, VI, VoucherSize.ROLL)
        (page,) = document.pages
        assert round(document.paper.width / MILLIMETRE) == 80
        assert round(document.paper.measure / MILLIMETRE) == 72
        lowest = min(y for _, y, *_ in page.words)
        highest = max(y for _, y, *_ in page.words)
        assert document.paper.margin < lowest < 12 * MILLIMETRE
        assert 0 < document.paper.height - highest < 12 * MILLIMETRE
        assert min(size for *_, size, _ in page.words) >= 9.5
        lengths.append(document.paper.height)
    assert lengths[0] != lengths[1]


@pytest.mark.parametrize("size", VoucherSize)
def test_a_meeting_s_vouchers_are_one_file_in_order(size: VoucherSize) -> None:
    numbers = range(1, 31)
    papers = [
        replace(RECEIPT, voucher=replace(RECEIPT.voucher, number=number)) for number in numbers
    ]
    found = printed(*papers, PAYMENT, size=size)
    assert len(found.pages) == 31
    for number, page in zip(numbers, found.pages, strict=False):
        assert f"Số PT {number} " in " ".join(page.split())
    assert "PHIẾU CHI" in found.pages[-1]
    assert all(is_embedded(font) for font in found.fonts)


def test_the_same_voucher_is_the_same_bytes() -> None:
    for size in VoucherSize:
        first, again = (
            draw_vouchers([RECEIPT, PAYMENT], VI, size=size, printed_on=PRINTED) for _ in range(2)
        )
        assert first == again
