"""A borrower's statement in large print: the next payment first, then what is owed and was paid."""

from dataclasses import replace
from itertools import product

import pytest

from ledger.core.loans.events import LoanEvent, Repayment
from ledger.core.statements.loan_papers_statement import LoanStatement, loan_statement
from ledger.i18n.locale import Locale
from ledger.pdf.loan_statement import LEAST, draw_loan_statement, loan_statement_document
from ledger.pdf.paper import PageSize
from tests.core.paper_loans import (
    BEGUN_ON,
    BORROWER,
    LONG_PURPOSE,
    PARTIES,
    eventful,
    month,
    regular,
    seen,
    vouchers,
)
from tests.pdf.places import collisions, outside
from tests.pdf.samples import EN, LONG_NAME, PRINTED, VI, Printed, read

EVERY_WAY = list(product([VI, EN], PageSize))
LONG = replace(PARTIES, borrower=replace(BORROWER, name=LONG_NAME), purpose=LONG_PURPOSE)
ENDED: list[LoanEvent] = [
    *regular(0), Repayment(number=2, occurred_on=BEGUN_ON, amount=5_100_000),
]  # fmt: skip
ON_TIME = loan_statement(PARTIES, seen(regular(3), month(5, 1)), vouchers(regular(3)))
LATE = loan_statement(LONG, seen(eventful(), month(7, 20)), vouchers(eventful()))
REPAID = loan_statement(PARTIES, seen(ENDED, month(2)), vouchers(ENDED))
NOT_PAID_OUT = loan_statement(
    replace(PARTIES, borrower=replace(BORROWER, member_code="")), seen([], BEGUN_ON), {}
)
STATEMENTS = (ON_TIME, LATE, REPAID, NOT_PAID_OUT)


def printed(
    value: LoanStatement, locale: Locale = VI, page_size: PageSize = PageSize.A4
) -> Printed:
    pdf = draw_loan_statement(value, locale, page_size=page_size, printed_on=PRINTED)
    return read(pdf)


@pytest.mark.parametrize(("locale", "page_size"), EVERY_WAY)
@pytest.mark.parametrize("value", STATEMENTS)
def test_no_letter_is_small_and_nothing_runs_into_anything(
    value: LoanStatement, locale: Locale, page_size: PageSize
) -> None:
    document = loan_statement_document(value, locale, page_size, PRINTED)
    assert min(item[3] for page in document.pages for item in page.words) >= LEAST == 16
    assert collisions(document) == []
    assert outside(document) == []


@pytest.mark.parametrize(("locale", "page_size"), EVERY_WAY)
def test_the_next_payment_is_the_largest_thing_on_the_paper(
    locale: Locale, page_size: PageSize
) -> None:
    document = loan_statement_document(ON_TIME, locale, page_size, PRINTED)
    largest = max((item for page in document.pages for item in page.words), key=lambda one: one[3])
    assert largest[4].replace(",", ".") == "445.000\u00a0₫"


def test_it_says_what_to_bring_what_is_owed_and_what_was_paid() -> None:
    text = printed(ON_TIME).text
    for words in (
        "Bùi Thị Lụa Thành viên số HP-012 – Khoản vay HP-V-001", "Lần tới: 10/05/2026 445.000 ₫",
        "Bốn trăm bốn mươi lăm nghìn đồng", "Gốc 406.969 ₫, lãi 38.031 ₫",
        "Lãi kỳ này: 3.803.111 × 1% = 38.031", "Còn nợ 3.803.111 ₫",
        "Vay ngày 10/01/2026 5.000.000 ₫", "Đang trả đúng hẹn. Xin cảm ơn!",
        "Tiền gốc 1.196.889 ₫ Tiền lãi 138.111 ₫", "10/04/2026 PT 104 445.000 ₫",
        "Thủ quỹ (ký, ghi rõ họ tên) Người vay (ký, ghi rõ họ tên)",
    ):  # fmt: skip
        assert words in text


def test_who_is_late_reads_by_how_much_and_whom_to_talk_to() -> None:
    text = printed(LATE, EN, PageSize.A5).text
    assert LONG_NAME in text
    assert "Of it overdue: 442,880 ₫" in text
    assert "is 10 day(s) late" in text
    assert "talk to the board" in text
    assert "Principal 463,531 ₫, interest 26,469 ₫, fine 10,000 ₫" in text


def test_a_loan_that_is_paid_back_says_thank_you() -> None:
    text = printed(REPAID).text
    assert "Đã trả hết nợ. Xin cảm ơn!" in text
    assert "Không còn nợ" in text
    assert "Đang giữ hộ 100.000 ₫" in text


def test_a_loan_that_is_not_paid_out_says_so() -> None:
    text = printed(NOT_PAID_OUT, EN).text
    assert "The money has not been paid out yet." in text
    assert "Member no." not in text


def test_what_is_paid_back_is_a_heavy_bar() -> None:
    document = loan_statement_document(ON_TIME, VI, PageSize.A4, PRINTED)
    (bar,) = [rule for rule in document.pages[0].rules if rule[4] > 5]
    paper = document.paper
    assert (bar[2] - bar[0]) / paper.measure == pytest.approx(1_196_889 / 5_000_000)


def test_the_same_statement_gives_the_same_bytes() -> None:
    once, again = (
        draw_loan_statement(LATE, VI, page_size=PageSize.A5, printed_on=PRINTED) for _ in range(2)
    )
    assert once == again
