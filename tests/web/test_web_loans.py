"""The pages of loans: what is owed, what happened and why, and what a payment would do."""

import re
from urllib.parse import urlencode

import pytest

from ledger.core.statements.chart_places import FULL
from tests.web.addresses import EMPTY, FRONT, LENDING
from tests.web.club import LONG_NAME, MARKUP_NAME
from tests.web.conftest import Asker, Page
from tests.web.lending_club import (
    BULLET,
    CLOSED,
    CORRECTED,
    EXTENDED,
    FLAT,
    GRANTED,
    HELD,
    INHERITED,
    LATE,
    ON_TIME,
    PLANNED,
    WRITTEN_OFF,
)

LOAN = f"{LENDING}loans/"


def loan(asker: Asker, number: int, language: str = "vi") -> Page:
    return asker.page(f"{LOAN}{number}", language)


def tried(asker: Asker, number: int, language: str = "en", **asked: str) -> Page:
    return asker.page(f"{LOAN}{number}/if-paid?{urlencode(asked)}", language)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (ON_TIME, "Đang vay"), (LATE, "Quá hạn 90"), (EXTENDED, "Quá hạn 59"),
        (WRITTEN_OFF, "Đã xóa nợ, vẫn theo dõi"), (PLANNED, "Chưa giải ngân"),
        (CLOSED, "Đã tất toán"), (HELD, "Đã trả hết"),
    ],
)  # fmt: skip
def test_the_list_says_how_each_loan_stands_and_leads_to_it(
    asker: Asker, number: int, words: str
) -> None:
    page = asker.page(f"{LENDING}loans")
    rows = re.findall(r"<tr>.*?</tr>", page.html, re.DOTALL)
    row = next(row for row in rows if f"V-{number:03d}" in row)
    assert words in " ".join(Page(200, row, {}).words.split())
    assert f"{LOAN}{number}?end=2026-03-10" in Page(200, row, {}).links


def test_the_list_of_an_earlier_day_says_how_loans_stood_then(asker: Asker) -> None:
    page = asker.page(f"{LENDING}loans?end=01/01/2026")
    rows = re.findall(r"<tr>.*?</tr>", page.html, re.DOTALL)
    late, on_time = (next(row for row in rows if code in row) for code in ("V-002", "V-001"))
    assert "Quá hạn 22" in Page(200, late, {}).words
    assert "Đang vay" in Page(200, on_time, {}).words


def test_a_loan_says_what_is_owed_and_what_comes_next(asker: Asker) -> None:
    words = loan(asker, ON_TIME).words
    assert "Bùi Thị Lụa · Nuôi lợn nái" in words
    assert "Còn nợ gốc 3.500.000 ₫ Ba triệu năm trăm nghìn đồng" in words
    assert "Đang vay · không có gì quá hạn" in words
    assert "Đã trả 2.500.000 ₫ trong 6.000.000 ₫" in words
    assert "Kỳ tới, 10/04/2026 535.000 ₫ Tiền gốc 500.000 ₫ Tiền lãi 35.000 ₫" in words
    assert "Chi phí vay thực tế, gồm cả phí 12% một năm" in words


def test_a_late_loan_says_so_in_days_and_money(asker: Asker) -> None:
    words = loan(asker, LATE).words
    # Of December 255.000, of January 550.000 and of February 545.000.
    assert "Quá hạn 90 ngày" in words
    assert "Đang quá hạn 1.350.000 ₫" in words
    # With March's 540.000 and the fine.
    assert "Cần trả đến ngày 10/03/2026, cả phần quá hạn 1.910.000 ₫" in words
    assert "Phạt 20.000 ₫" in words
    assert "Lý do: Chậm hai kỳ liền" in words


def test_each_amount_says_how_it_came_about_and_leads_to_its_entry(asker: Asker) -> None:
    page = loan(asker, ON_TIME)
    how = "Lãi kỳ 2, đến hạn: 55.000 ₫ (5.500.000 ₫ × 1% = 55.000 ₫)"
    assert how in page.words
    entry = re.search(re.escape(how) + r".*?bút toán (\d+)", page.words)
    assert entry is not None
    assert f"{LENDING}entries/{entry[1]}" in page.links
    assert "55.000" in asker.page(f"{LENDING}entries/{entry[1]}").words


def test_a_slip_told_late_stands_with_the_entry_that_corrects_what_came_after(
    asker: Asker,
) -> None:
    page = loan(asker, CORRECTED)
    assert "Ghi sổ lúc 10/03/2026 09:00, sau khi đã ghi những lần về sau." in page.words
    correction = re.search(r"được tính lại và điều chỉnh bằng bút toán (\d+)", page.words)
    assert correction is not None
    assert f"{LENDING}entries/{correction[1]}" in page.links
    # January's 1.200.000 paid December too, before the slip of December was found.
    assert "Gốc trả ngày 10/01/2026: trước ghi 1.095.000 ₫, nay là 1.150.000 ₫" in page.words
    assert "Lãi trả ngày 10/01/2026: trước ghi 105.000 ₫, nay là 50.000 ₫" in page.words


def test_what_was_reversed_stays_on_the_page_and_counts_no_more(asker: Asker) -> None:
    page = loan(asker, CORRECTED)
    assert "<s>Đã hủy, không tính nữa: 600.000\u00a0₫</s>" in page.html
    assert "Đã hủy khoản ghi ngày 10/02/2026" in page.words
    assert "Lý do: Ghi nhầm người trả" in page.words
    assert "Còn nợ gốc 3.850.000 ₫" in page.words


def test_an_extended_loan_keeps_the_schedules_before_with_their_reasons(asker: Asker) -> None:
    page = loan(asker, EXTENDED)
    assert "Lịch trả nợ cũ, đến ngày 20/12/2025: gia hạn nợ" in page.words
    assert "Lý do: Lũ cuốn mất ruộng ngô, họp ngày 20/12 đồng ý" in page.words
    assert "Lịch trả nợ như lúc thỏa thuận" in page.words
    now, old, agreed = re.findall(r"<table class=\"book loan-.*?</table>", page.html, re.DOTALL)
    assert "10/01/2027" in now
    assert "10/01/2027" not in old + agreed


def test_a_loan_is_seen_as_it_stood_on_another_day(asker: Asker) -> None:
    words = asker.page(f"{LOAN}{ON_TIME}?end=15/12/2025").words
    assert "Ngày 15/12/2025" in words
    assert "Còn nợ gốc 5.000.000 ₫" in words
    assert "Kỳ tới, 10/01/2026 550.000 ₫" in words


def test_a_true_cost_above_the_law_s_rate_is_warned_of(asker: Asker) -> None:
    warning = "Chi phí vay thực tế là 21,46% một năm, cao hơn mức lãi suất 20%"
    assert warning in loan(asker, FLAT).words
    assert "cao hơn mức lãi suất" not in loan(asker, BULLET).words


def test_every_kind_of_end_is_told_in_words(asker: Asker) -> None:
    written_off = loan(asker, WRITTEN_OFF).words
    assert "Đã xóa nợ, vẫn theo dõi" in written_off
    assert "không có gì quá hạn" not in written_off
    assert "Người vay mất, không còn tài sản" in written_off
    assert "Nay người trả nợ là Bùi Thị Lụa" in loan(asker, INHERITED).words
    assert "Lịch trả nợ bắt đầu từ ngày giải ngân." in loan(asker, PLANNED).words
    assert "Tiền nộp thừa câu lạc bộ giữ hộ 90.000 ₫" in loan(asker, HELD).words
    assert "Đã tất toán" in loan(asker, CLOSED).words


def test_a_loan_that_was_asked_for_leads_to_its_application_and_minutes(asker: Asker) -> None:
    page = loan(asker, GRANTED)
    papers = [link for link in page.links if ".pdf" in link]
    assert f"{LENDING}applications/1/application.pdf" in papers
    assert f"{LENDING}meetings/2026-03-10/minutes.pdf" in papers
    assert all(asker.get(one).mimetype == "application/pdf" for one in papers)
    assert not any("application" in link for link in loan(asker, ON_TIME).links)


def test_names_and_purposes_are_shown_and_not_obeyed(asker: Asker) -> None:
    page = loan(asker, HELD)
    assert MARKUP_NAME in page.words
    assert "<script>" not in page.html
    assert "<i>Trồng" not in page.html
    assert LONG_NAME in loan(asker, FLAT).words


def test_a_payment_is_tried_by_each_choice(asker: Asker) -> None:
    words = tried(asker, ON_TIME, amount="2.000.000", on="20/03/2026").words
    titles = "To be done sooner|To pay less each time|To pay the next instalments ahead"
    _, sooner, less, ahead = re.split(titles, words)
    assert "Last payment 10/07/2026 Interest saved 88,549 ₫" in sooner
    assert "Last payment 10/10/2026 Interest saved 66,049 ₫" in less
    assert "It pays principal 1,890,000 ₫ It pays interest 110,000 ₫" in ahead
    assert "Interest saved None" in ahead
    # Of 31 days of March ten have gone: 35.000 × 10 / 31.
    assert "To end the loan on 20/03/2026 3,511,290 ₫" in words


@pytest.mark.parametrize(
    "amount", ["200.000", "200000", "200 000", "200,000", "200.000 ₫", " 200000đ"]
)
def test_an_amount_is_read_with_or_without_marks(asker: Asker, amount: str) -> None:
    page = tried(asker, ON_TIME, amount=amount, on="20/03/2026")
    assert page.status == 200
    assert "200,000 ₫ paid on 20/03/2026 Two hundred thousand đồng" in page.words


@pytest.mark.parametrize(
    ("asked", "sentence", "field"),
    [
        ({"amount": "200,50"}, "“200,50” is no amount in whole đồng.", "amount"),
        ({"amount": "1.5"}, "“1.5” is no amount in whole đồng.", "amount"),
        ({"amount": "20.00.000"}, "“20.00.000” is no amount in whole đồng.", "amount"),
        ({"amount": "1.000,000"}, "“1.000,000” is no amount in whole đồng.", "amount"),
        ({"amount": "-5"}, "“-5” is no amount in whole đồng.", "amount"),
        ({"amount": "<b>"}, "“<b>” is no amount in whole đồng.", "amount"),
        ({"amount": "0"}, "0 ₫ cannot be paid", "amount"),
        ({"amount": "9" * 25}, "is more than the books can hold", "amount"),
        ({"on": "20/03/2026"}, "No amount is given.", "amount"),
        ({"amount": "5000", "on": "31/02/2026"}, "“31/02/2026” is no day of the calendar.", "on"),
        ({"amount": "5000", "on": "01/10/2025"}, "not been paid out on that day", "on"),
    ],
)  # fmt: skip
def test_what_cannot_be_tried_is_said_above_its_field_and_stays_typed(
    asker: Asker, asked: dict[str, str], sentence: str, field: str
) -> None:
    page = tried(asker, ON_TIME, **asked)
    assert page.status == 422
    assert page.words.count(sentence) == 2
    assert f"#{field}" in page.links
    typed = re.search(rf'<input id="{field}" name="{field}" value="([^"]*)".*?>', page.html)
    assert typed is not None
    assert typed[1] == asked.get(field, "").replace("<", "&lt;").replace(">", "&gt;")
    assert f'aria-describedby="{field}-hint {field}-problem" aria-invalid="true"' in typed[0]
    assert "<b>" not in page.html


def test_all_that_is_wrong_with_a_payment_is_said_at_once(asker: Asker) -> None:
    page = tried(asker, ON_TIME, amount="x", on="y")
    assert "“x” is no amount" in page.words
    assert "“y” is no day" in page.words


def test_a_sum_that_does_the_same_by_every_choice_is_shown_once(asker: Asker) -> None:
    page = tried(asker, LATE, amount="6000000", on="10/03/2026")
    assert "Whatever is chosen for it, this sum does the same." in page.words
    assert "Too much, to be given back 590,000 ₫" in page.words
    assert "The loan is ended Yes" in page.words
    assert page.words.count("It pays principal") == 1


def test_an_odd_sum_is_asked_about_and_not_refused(asker: Asker) -> None:
    asked = "This is no whole number of thousands. Is it right?"
    assert asked in tried(asker, ON_TIME, amount="200.500", on="20/03/2026").words
    assert asked not in tried(asker, ON_TIME, amount="200.000", on="20/03/2026").words


def test_a_payment_of_an_earlier_day_leaves_out_what_came_after(asker: Asker) -> None:
    left_out = "What happened to the loan after this day is left out here."
    assert left_out in tried(asker, ON_TIME, amount="200.000", on="01/02/2026").words
    assert left_out not in tried(asker, ON_TIME, amount="200.000", on="10/03/2026").words


@pytest.mark.parametrize("number", [CLOSED, HELD, PLANNED])
def test_where_nothing_is_owed_nothing_is_asked_for(asker: Asker, number: int) -> None:
    page = tried(asker, number)
    assert page.status == 200
    assert "Nothing is owed" in page.words
    assert page.tags.count("form") == 1  # signing out


def test_a_payment_is_tried_today_unless_another_day_is_named(asker: Asker) -> None:
    page = asker.page(f"{LOAN}{ON_TIME}/if-paid")
    assert 'name="on" value="10/03/2026"' in page.html
    assert "Số phải trả kỳ tới: 535.000 ₫" in page.words
    assert any("amount=535000" in link for link in page.links)


def test_a_member_s_page_says_what_to_bring_next(asker: Asker) -> None:
    page = asker.page(f"{LENDING}members/{LATE}")
    assert f"{LOAN}{LATE}" in page.links
    assert "Quá hạn 90 ngày" in page.words
    assert "Cần trả đến ngày 10/03/2026, cả phần quá hạn 1.910.000 ₫" in page.words
    assert "1.755.000 ₫ + 135.000 ₫" in page.words


def test_an_heir_s_page_has_the_loan_that_was_taken_over(asker: Asker) -> None:
    page = asker.page(f"{LENDING}members/{ON_TIME}")
    assert {f"{LOAN}{ON_TIME}", f"{LOAN}{INHERITED}"} <= set(page.links)
    assert "Còn nợ 9.500.000 ₫" in page.words


def test_the_first_page_names_who_is_late_the_longest_first(asker: Asker) -> None:
    page = asker.page(LENDING)
    late = re.search(r"Ai đang quá hạn(.*?)Đang chờ vay", page.words)
    assert late is not None
    assert re.findall(r"(\d+) ngày", late[1]) == ["120", "90", "90", "59", "28"]
    assert f"{LOAN}{LATE}" in page.links
    assert "Đang chờ vay: 1" in page.words
    assert "Ngày 10/03/2026 không ai quá hạn." in asker.page(FRONT).words
    assert "Ai đang quá hạn" not in asker.page(EMPTY).words


def test_an_empty_list_says_that_nobody_is_on_it(asker: Asker) -> None:
    assert "Không có ai chờ vay." in asker.page(f"{FRONT}loan-queue").words
    assert "Không có khoản vay nào quá hạn." in asker.page(f"{FRONT}loan-arrears").words


def test_what_comes_next_is_asked_of_no_other_day(asker: Asker) -> None:
    for name in ("loan-queue", "loan-forecast"):
        assert asker.get(f"{FRONT}{name}?end=01/01/2026").status_code == 400


def test_the_chart_has_the_figures_of_the_table_on_one_scale(asker: Asker) -> None:
    page = asker.page(f"{LENDING}loan-portfolio")
    chart = re.search(r'<section class="chart".*?</section>', page.html, re.DOTALL)
    assert chart is not None
    figures = re.findall(r'class="figure">([\d.]+)<', chart[0])
    lengths = [int(one) for one in re.findall(r'width="(\d+)"', chart[0])]
    assert figures[:2] == ["13.500.000", "3.850.000"]
    assert max(lengths) == FULL
    table = page.html[page.html.index("<tbody>") :]
    assert all(figure in table for figure in figures)


@pytest.mark.parametrize("name", ["loans", "loan-forecast", "loan-portfolio"])
def test_without_a_figure_above_zero_there_is_no_chart(asker: Asker, name: str) -> None:
    assert 'class="chart"' not in asker.page(f"{EMPTY}{name}").html
