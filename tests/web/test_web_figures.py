"""What the pages say of the posted club, figures that an accountant can check by hand."""

import pytest
from sqlalchemy.engine import Engine

from ledger.books.clubs import find_club
from ledger.books.engine import reading
from ledger.core.statements.table import Column, ColumnKind, Row, Table, phrase
from ledger.core.text import without_accents
from ledger.i18n.locale import Language, Locale
from ledger.services.clubs import front_page
from ledger.services.report_kinds import Asked
from ledger.services.reports import make_report
from ledger.web.addresses import Addresses
from ledger.web.tables import draw
from ledger.web.words import Reader
from tests.web.addresses import EMPTY, FRONT, REPORTS
from tests.web.club import LONG_NAME, MARKUP_NAME, NAMES, RIGHT_TO_LEFT_NAME, TODAY
from tests.web.conftest import Asker


def test_the_first_page_says_what_is_in_the_box_in_the_bank_and_lent(asker: Asker) -> None:
    words = asker.page(FRONT).words
    assert "Sổ ghi đến thứ Ba, 10/03/2026" in words
    assert "Tiền mặt trong hòm 24.760.000 ₫" in words
    assert "Quỹ tăng thu nhập 22.252.000 5.000.000 3.000.000" in words
    assert "Cộng 24.760.000 5.000.000 3.000.000" in words
    assert "Thành viên: 12" in words
    assert "Khoản còn nợ: 1" in words


def test_the_months_are_what_the_balance_sheets_of_their_last_days_say(shelf: Engine) -> None:
    with reading(shelf) as connection:
        page = front_page(connection, find_club(connection, "HP"))
        assert [one.month for one in page.months][::11] == ["2025-04", "2026-03"]
        for month in page.months:
            end = f"{month.month}-28"
            asked = Asked(end=TODAY.fromisoformat(end))
            sheet = make_report(connection, page.club, "balance-sheet", asked, today=TODAY)
            amounts = {
                account: amount
                for account, _, amount in (row.values for row in sheet.rows)
                if isinstance(amount, int)
            }
            assert month.at_hand == amounts["111"] + amounts["112"]
            assert month.lent == amounts.get("1321", 0)


def test_the_last_entries_say_what_came_in_went_out_or_only_moved(asker: Asker) -> None:
    html = asker.page(FRONT).html
    last = html[html.index('class="book last"') :]
    rows = [row for row in last.split("<tr>") if "/entries/" in row][:4]
    titles = [row.rpartition("data-title=")[2].split('"')[1] for row in rows]
    assert titles == ["Chi", "Chi", "Khác", "Thu"]
    assert ">25.600<" in rows[2]


@pytest.mark.parametrize(
    ("language", "figure", "words"),
    [("vi", "3.000.000 ₫", "Ba triệu đồng"), ("en", "3,000,000 ₫", "Three million đồng")],
)
def test_a_member_reads_what_she_owes_in_figures_and_in_words(
    asker: Asker, language: str, figure: str, words: str
) -> None:
    for address in (f"{FRONT}members/4", f"{FRONT}members/4/statement"):
        page = asker.page(address, language)
        assert f"{figure} {words}" in page.words
        assert "Lường Văn Sự" in page.words


def test_a_member_without_debt_is_told_so_without_a_nought(asker: Asker) -> None:
    page = asker.page(f"{FRONT}members/1")
    assert "Không còn nợ" in page.words
    assert "Không đồng" not in page.words


def test_the_statement_ties_its_opening_to_its_closing(asker: Asker) -> None:
    words = asker.page(f"{FRONT}members/4/statement?year=2025").words
    assert "Nợ trước ngày 01/01/2025 0 ₫" in words
    assert "Cộng gốc đã trả 3.500.000 ₫" in words
    assert "Còn nợ ngày 31/12/2025 4.500.000 ₫" in words
    assert "PC 6 Nhận tiền vay 8.000.000 8.000.000" in words


def test_an_entry_says_its_sum_in_words_and_leads_to_its_reversal(asker: Asker) -> None:
    page = asker.page(f"{FRONT}entries/2")
    assert "200.000 ₫ Hai trăm nghìn đồng" in page.words
    assert "Bút toán này đã được đảo bằng bút toán số 93." in page.words
    assert f"{FRONT}entries/93" in page.links
    assert "Quỹ tăng thu nhập" in page.words
    assert "ghi lúc 10/03/2026 09:00" in page.words


def test_a_long_report_shows_the_month_of_the_last_entry_and_leads_back(asker: Asker) -> None:
    page = asker.page(f"{FRONT}journal")
    assert "Từ 01/03/2026 đến 31/03/2026" in page.words
    assert f"{FRONT}journal?month=2026-02" in page.links
    assert f"{FRONT}journal?month=2026-04" not in page.links
    assert f"{FRONT}journal?year=2025" in page.links
    first = asker.page(f"{FRONT}journal?month=2025-01")
    assert f"{FRONT}journal?month=2024-12" not in first.links
    assert f"{FRONT}journal?month=2025-02" in first.links


def test_balances_show_the_year_up_to_the_last_entry(asker: Asker) -> None:
    assert "Từ 01/01/2026 đến 10/03/2026" in asker.page(f"{FRONT}trial-balance").words
    assert "Từ 01/01/2025 đến 31/12/2025" in asker.page(f"{FRONT}trial-balance?year=2025").words


def test_a_fund_that_is_chosen_stays_chosen_on_the_way(asker: Asker) -> None:
    page = asker.page(f"{FRONT}cash-book?fund=activity")
    assert "Quỹ: Quỹ hoạt động" in page.words
    assert f"{FRONT}cash-book?fund=activity&month=2026-02" in page.links
    assert '<option value="activity" selected>' in page.html


def test_the_ledger_asks_for_an_account_by_offering_them(asker: Asker) -> None:
    page = asker.page(f"{FRONT}ledger")
    assert "Chọn tài khoản" in page.words
    leads = [link for link in page.links if link.startswith(f"{FRONT}ledger?account=")]
    assert any("account=111&" in link for link in leads)
    assert asker.get(leads[0]).status_code == 200


def test_books_as_known_at_a_moment_leave_out_what_came_later(asker: Asker) -> None:
    before = asker.page(f"{FRONT}trial-balance?known_at=01/03/2026&lang=en")
    after = asker.page(f"{FRONT}trial-balance?known_at=2026-03-11T00:00:00Z&lang=en")
    assert "Cash on hand" not in before.words
    assert "As known at 01/03/2026 23:59" in before.words
    assert 'name="known_at" value="01/03/2026"' in before.html
    assert "Cash on hand" in after.words
    assert any("known_at=2026-03-11" in link for link in after.links)


@pytest.mark.parametrize("name", REPORTS)
def test_books_with_nothing_in_them_are_shown_and_say_so(asker: Asker, name: str) -> None:
    page = asker.page(EMPTY + name)
    assert page.status == 200
    assert "Sổ chưa ghi khoản nào." in page.words
    assert EMPTY in page.links


def test_an_empty_club_says_how_its_first_entries_come_about(asker: Asker) -> None:
    front = asker.page(EMPTY)
    assert "Sổ chưa ghi khoản nào." in front.words
    assert "club-ledger import workbook" in front.words
    assert "Qua từng tháng" not in front.words
    assert "Chưa có thành viên nào" in asker.page(f"{EMPTY}members").words


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("lua", "Bùi Thị Lụa"), ("LỤA", "Bùi Thị Lụa"), ("van dat", "Quách Văn Đạt"),
        ("Quách", "Quách Văn Đạt"), ("hp-003", "Bạch Thị Mận"), ("an", "Nguyễn Văn An"),
        ("fatima", ""), ("فاطمة", RIGHT_TO_LEFT_NAME), ("%", ""), ("_", ""), ("đ", "Quách Văn Đạt"),
    ],
)  # fmt: skip
def test_a_member_is_found_by_a_part_of_the_name_without_accents(
    asker: Asker, typed: str, found: str
) -> None:
    answer = asker.client.get(f"{FRONT}members", query_string={"name": typed})
    page = answer.get_data(as_text=True)
    shown = [name for name in NAMES if f">{name}</a>" in page]
    expected = [one for one in NAMES if without_accents(typed) in without_accents(one)]
    if found:
        assert found in shown
        assert set(shown) <= {*expected, found}
    else:
        assert "Tìm thấy: 0" in page


@pytest.mark.parametrize("address", ["members", "members/10", "members/10/statement", "entries/30"])
def test_markup_in_a_name_is_shown_and_not_obeyed(asker: Asker, address: str) -> None:
    page = asker.page(FRONT + address)
    assert page.status == 200
    assert "<script>alert" not in page.html
    assert "<b>" not in page.html
    assert "<i>Trồng" not in page.html


def test_names_of_every_kind_stand_whole_on_their_pages(asker: Asker) -> None:
    for number, name in ((9, LONG_NAME), (10, MARKUP_NAME), (11, RIGHT_TO_LEFT_NAME)):
        for address in (f"members/{number}", f"members/{number}/statement", "members"):
            assert " ".join(name.split()) in asker.page(FRONT + address).words


def test_a_code_of_any_letters_makes_an_address_that_cannot_break_out() -> None:
    addresses = Addresses('a/b?c#d"e')
    assert addresses.front == "/clubs/a%2Fb%3Fc%23d%22e/"


def test_a_number_that_names_an_entry_is_not_grouped() -> None:
    columns = (
        Column("entry", phrase("Entry"), ColumnKind.NUMBER),
        Column("debit", phrase("Debit"), ColumnKind.AMOUNT),
    )
    rows = (Row((2_419, 2_419)), Row((None, 2_419)))
    table = Table("journal", phrase("Journal"), "", (), columns, rows)
    drawn = draw(table, Reader(Locale(Language.VI)), Addresses("HP"))
    assert [[cell[3] for cell in row.cells] for row in drawn.rows] == [
        ["2419", "2.419"], ["", "2.419"],
    ]  # fmt: skip
