"""A loan's papers: the right facts in both languages, whole, with nothing run into anything."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from ledger.core.loans.allocation import AllocationOrder
from ledger.core.loans.choices import PrincipalMethod
from ledger.core.loans.parts import Component
from ledger.core.loans.terms import club_terms
from ledger.core.statements.loan_papers import LoanApplicationPaper
from ledger.core.statements.loan_papers_card import loan_card
from ledger.core.statements.loan_papers_contract import loan_contract
from ledger.core.statements.table import phrase
from ledger.i18n.locale import Locale
from ledger.pdf.loan_application import draw_loan_application, loan_application_document
from ledger.pdf.loan_card import draw_loan_card, loan_card_document
from ledger.pdf.loan_contract import draw_loan_contract, loan_contract_document
from ledger.pdf.loan_minutes import draw_loan_minutes, loan_minutes_document
from ledger.pdf.paper import Document, to_pdf
from tests.core.paper_loans import (
    BEGUN_ON,
    BORROWER,
    CLUB,
    FLAT,
    LEVEL,
    LONG_PURPOSE,
    PARTIES,
    eventful,
    minutes,
    month,
    paid_out,
    regular,
    seen,
    vouchers,
)
from tests.pdf.places import collisions, outside
from tests.pdf.samples import EN, LONG_NAME, PRINTED, VI, Printed, is_embedded, read

LONG_WORD = "m" * 90
LONG_CLUB = replace(CLUB, chair=LONG_NAME, treasurer=LONG_NAME, secretary=LONG_NAME)
LONG_PARTIES = replace(
    PARTIES,
    club=LONG_CLUB,
    borrower=replace(BORROWER, name=LONG_NAME, address=f"{LONG_NAME}, {LONG_WORD}"),
    purpose=LONG_PURPOSE,
    co_signer=LONG_NAME,
)
APPLICATION = LoanApplicationPaper(
    club=CLUB,
    borrower=BORROWER,
    code="15",
    applied_on=BEGUN_ON,
    amount=5_000_000,
    contract=LEVEL,
    kind_of_work=phrase("Cattle, pigs, goats"),
    purpose=PARTIES.purpose,
    plan="Mua hai con lợn nái, nuôi hai lứa một năm.",
    expected_income=1_200_000,
    co_signer="Hà Văn Đạt",
)
EVENTS = eventful()


def application(locale: Locale) -> Document:
    return loan_application_document(APPLICATION, locale, PRINTED)


def long_application(locale: Locale) -> Document:
    paper = replace(
        APPLICATION, club=LONG_CLUB, borrower=LONG_PARTIES.borrower, purpose=LONG_PURPOSE * 4,
        plan=f"{LONG_PURPOSE} " * 40, co_signer=LONG_NAME,
    )  # fmt: skip
    return loan_application_document(paper, locale, PRINTED)


def blank_application(locale: Locale) -> Document:
    return loan_application_document(LoanApplicationPaper(club=CLUB), locale, PRINTED)


def meeting(locale: Locale) -> Document:
    return loan_minutes_document(minutes(4), locale, PRINTED)


def long_meeting(locale: Locale) -> Document:
    given = minutes(12)
    loans = tuple(
        replace(
            one, name=LONG_NAME, purpose=LONG_PURPOSE, reason=LONG_WORD,
            left_vote=(LONG_NAME, LONG_NAME),
        )
        for one in given.loans
    )  # fmt: skip
    paper = replace(given, club=LONG_CLUB, loans=loans, absent=(LONG_NAME,) * 20)
    return loan_minutes_document(paper, locale, PRINTED)


def contract(locale: Locale) -> Document:
    paper = loan_contract(PARTIES, LEVEL, paid_out(), signed_on=BEGUN_ON)
    return loan_contract_document(paper, locale, PRINTED)


def flat_contract(locale: Locale) -> Document:
    paper = loan_contract(PARTIES, FLAT, paid_out(), signed_on=BEGUN_ON)
    return loan_contract_document(paper, locale, PRINTED)


def long_contract(locale: Locale) -> Document:
    terms = replace(LEVEL, terms=club_terms(PrincipalMethod.EQUAL_INSTALMENTS, 60, 10_000, 1_000))
    paper = loan_contract(LONG_PARTIES, terms, paid_out(50_000_000), signed_on=BEGUN_ON)
    return loan_contract_document(paper, locale, PRINTED)


def card(locale: Locale) -> Document:
    paper = loan_card(PARTIES, seen(EVENTS, month(7, 20)), vouchers(EVENTS), events=EVENTS)
    return loan_card_document(paper, locale, PRINTED)


def long_card(locale: Locale) -> Document:
    events = regular(60, amount=100_000)
    paper = loan_card(LONG_PARTIES, seen(events, month(62)), vouchers(events))
    return loan_card_document(paper, locale, PRINTED)


EVERY_PAPER = (
    application, long_application, blank_application, meeting, long_meeting, contract,
    flat_contract, long_contract, card, long_card,
)  # fmt: skip


def printed(document: Document) -> Printed:
    return read(to_pdf(document))


@pytest.mark.parametrize("locale", [VI, EN])
@pytest.mark.parametrize("paper", EVERY_PAPER)
def test_nothing_runs_into_anything_or_off_the_sheet(
    paper: Callable[[Locale], Document], locale: Locale
) -> None:
    document = paper(locale)
    assert collisions(document) == []
    assert outside(document) == []


@pytest.mark.parametrize("locale", [VI, EN])
@pytest.mark.parametrize("paper", EVERY_PAPER)
def test_every_face_is_our_own_and_every_sheet_is_numbered(
    paper: Callable[[Locale], Document], locale: Locale
) -> None:
    found = printed(paper(locale))
    assert all(is_embedded(font) for font in found.fonts)
    for number, page in enumerate(found.pages, 1):
        count = len(found.pages)
        assert (f"Trang {number}/{count}" in page) or (f"Page {number} of {count}" in page)


def test_words_that_run_into_each_other_or_off_the_sheet_would_be_found() -> None:
    document = application(VI)
    x, y, face, size, words = document.pages[0].words[0]
    document.pages[0].words.append((x + 5, y + 5, face, size, "planted"))
    assert collisions(document) == [(words, "planted")]
    document.pages[0].words.append((x - 40, y - 200, face, size, "outside"))
    assert outside(document) == ["outside"]


# --- the application ---------------------------------------------------------------------


def test_the_application_says_who_asks_for_what_in_figures_and_words() -> None:
    text = printed(application(VI)).text
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập – Tự do – Hạnh phúc",
        "ĐƠN ĐỀ NGHỊ VAY VỐN Số 15", "Họ và tên Bùi Thị Lụa", "Năm sinh 1958",
        "Địa chỉ (thôn, xóm) Xóm Nà Ngần, xã Mai Hạ", "Diện hộ gia đình Cận nghèo",
        "Số tiền đề nghị vay 5.000.000 ₫ Bằng chữ Năm triệu đồng",
        "Thời hạn 12 kỳ, mỗi tháng một kỳ", "Thu nhập dự kiến mỗi tháng 1.200.000 ₫",
        "Loại việc Chăn nuôi gia súc", "Mua hai con lợn nái", "Ý kiến của Ban chủ nhiệm",
        "Ý kiến của trưởng thôn",
        "Người cùng ký (ký, ghi rõ họ tên) Hà Văn Đạt Người làm đơn (ký, ghi rõ họ tên)",
    ):  # fmt: skip
        assert words in text


def test_the_board_s_opinion_stands_where_it_is_known() -> None:
    paper = replace(APPLICATION, opinion="Hộ chăm chỉ, đã có chuồng.", applied_on=None)
    text = read(draw_loan_application(paper, VI, printed_on=PRINTED)).text
    assert "Ý kiến của Ban chủ nhiệm câu lạc bộ Hộ chăm chỉ, đã có chuồng." in text


def test_a_form_without_a_borrower_is_lines_to_write_on() -> None:
    document = blank_application(VI)
    lines = [rule for page in document.pages for rule in page.rules if rule[4] < 0.5]
    assert len(lines) > 20
    assert "Ngày: ....." in printed(document).text


# --- the minutes --------------------------------------------------------------------------


def test_the_minutes_say_who_was_there_what_was_approved_and_how_the_meeting_voted() -> None:
    text = printed(meeting(VI)).text
    for words in (
        "BIÊN BẢN HỌP XÉT DUYỆT CHO VAY", "Ngày họp 10/01/2026",
        "Có mặt: 46/50 thành viên; cần ít nhất 25 người, đủ điều kiện biểu quyết.",
        "Vắng mặt (4): Bạch Thị Mận, Lường Văn Sự",
        "1 Bùi Thị Lụa 1 Cận nghèo Chăn nuôi lợn nái sinh sản 5.000.000 4.000.000 12 tháng",
        "2 Bùi Thị Lụa 2 Cận nghèo Chăn nuôi lợn nái sinh sản 5.000.000 Không duyệt",
        "Tổng số tiền được duyệt: 12.000.000 ₫ (Mười hai triệu đồng).",
        "1 Bùi Thị Lụa 1 44 1 0 Bùi Thị Lụa 1", "Thư ký (ký, ghi rõ họ tên)",
    ):  # fmt: skip
        assert words in text


def test_a_meeting_without_a_quorum_is_told_so() -> None:
    few = replace(minutes(1), present=24, absent=())
    text = read(draw_loan_minutes(few, EN, printed_on=PRINTED)).text
    assert "the meeting cannot vote" in text
    assert "Absent: 26." in text
    all_there = replace(minutes(1), present=50, absent=())
    assert "Absent: nobody." in read(draw_loan_minutes(all_there, EN, printed_on=PRINTED)).text


# --- the contract --------------------------------------------------------------------------


def test_the_contract_holds_parties_terms_schedule_and_cost() -> None:
    text = printed(contract(VI)).text
    for words in (
        "KHẾ ƯỚC VAY VỐN KIÊM GIẤY NHẬN NỢ Số HP-V-001 – Ký ngày 10/01/2026",
        "Bên cho vay Câu lạc bộ liên thế hệ tự giúp nhau Hạnh Phúc", "Người vay Bùi Thị Lụa",
        "Số tiền vay 5.000.000 ₫ Bằng chữ Năm triệu đồng", "Ngày giải ngân 10/01/2026",
        "Lãi suất 1% một tháng, tức 12% một năm", "Tiền lãi mỗi kỳ bằng 1% số gốc còn nợ đầu kỳ.",
        "2 10/03/2026 398.950 46.050 445.000 4.206.050 4.605.000 × 1% = 46.050",
        "12 10/01/2027 431.101 4.311 435.412 0", "Cộng 5.000.000 330.412 5.330.412",
        "trả đều 12 kỳ cả gốc và lãi", "Chi phí thật, kể cả phí: 12% một năm",
        "nếu tính lãi nhập gốc: 12,68% một năm", "Gốc trả trước hạn thì không tính lãi nữa",
        "Chậm trả không bị phạt tiền.", "(1) lãi, (2) gốc, (3) tiền phạt, (4) phí",
        "Chủ nhiệm (ký, ghi rõ họ tên) Hà Văn Thắng Thủ quỹ (ký, ghi rõ họ tên) Lường Thị Hoa",
    ):  # fmt: skip
        assert words in text
    assert "Lưu ý" not in text


def test_a_cost_above_the_law_s_is_warned_of() -> None:
    text = printed(flat_contract(EN)).text
    assert "True cost, fees included: 23.07% a year; 25.67% with interest on interest." in text
    assert "Warning: the true cost is above 20% a year" in text
    assert "Interest and fees in all: 644,000 ₫." in text
    assert "at 0.05% a day of what is late" in text


def test_sixty_instalments_flow_over_sheets_with_the_titles_on_each() -> None:
    found = printed(long_contract(EN))
    with_rows = [page for page in found.pages if "/20" in page and " × 1% = " in page]
    assert len(with_rows) == len(found.pages) == 3
    assert all("How the interest is counted" in page for page in with_rows)
    assert "60 10/01/2031" in found.text
    assert "Total 50,000,000" in found.text


def test_another_order_for_what_is_overdue_is_told() -> None:
    fine_first = (Component.FINE, Component.INTEREST, Component.PRINCIPAL, Component.FEE)
    terms = replace(LEVEL, order=AllocationOrder(overdue=fine_first))
    paper = loan_contract(PARTIES, terms, paid_out(), signed_on=BEGUN_ON)
    text = read(draw_loan_contract(paper, EN, printed_on=PRINTED)).text
    assert "Of what is overdue in this order: (1) fine, (2) interest" in text


# --- the card ------------------------------------------------------------------------------


def test_the_card_lists_all_that_happened_with_vouchers_and_formulas() -> None:
    found = printed(card(VI))
    assert found.width > found.height
    for words in (
        "SỔ THEO DÕI CHO VAY, THU NỢ, THU LÃI Số HP-V-001", "Số tiền vay: 5.000.000 ₫",
        "10/01/2026 PC 3 Nhận tiền vay 5.000.000 5.000.000",
        "10/03/2026 PT 103 Người vay trả 398.950 46.050 4.206.050 Kỳ 2: 4.605.000 × 1% = 46.050",
        "PT 106 Đã hủy, không tính nữa: 445.000", "Gia hạn đến 10/03/2027",
        "Tính tiền phạt 10.000", "15/30", "Đến ngày 20/07/2026 quá hạn", "Người trả ký",
    ):  # fmt: skip
        assert words in found.text


def test_a_short_card_has_lines_to_go_on_by_hand() -> None:
    events = regular(1)
    paper = loan_card(PARTIES, seen(events, month(2)), vouchers(events))
    (page,) = loan_card_document(paper, VI, PRINTED).pages
    assert len([rule for rule in page.rules if rule[4] < 0.5]) > 6


# --- all of them -----------------------------------------------------------------------------


def test_the_same_paper_gives_the_same_bytes() -> None:
    agreed = loan_contract(PARTIES, LEVEL, paid_out(), signed_on=BEGUN_ON)
    on_card = loan_card(PARTIES, seen(EVENTS, month(7)), vouchers(EVENTS))
    for once, again in (
        [draw_loan_application(APPLICATION, VI, printed_on=PRINTED) for _ in range(2)],
        [draw_loan_contract(agreed, VI, printed_on=PRINTED) for _ in range(2)],
        [draw_loan_card(on_card, VI, printed_on=PRINTED) for _ in range(2)],
    ):
        assert once == again
