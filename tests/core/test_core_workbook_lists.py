"""The club's own sheet and the lists of members and loans, row by row."""

import datetime as dt
from decimal import Decimal

import pytest

from ledger.core.loans.choices import PrincipalMethod
from ledger.core.workbook.check import check_workbook
from ledger.core.workbook.values import (
    Cell,
    CheckedWorkbook,
    HouseholdClass,
    Sex,
    Workbook,
)
from tests.workbooks import Book, member, year

TODAY = dt.date(2026, 3, 10)
CODE, NAME, BORN, SEX, PEOPLE, PHONE, HOME, CLASS, PAPER, JOINED, POSITION = range(11)
LOAN, BORROWER, AGREED, AMOUNT, TERM, RATE, METHOD, PURPOSE = range(8)


def check(book: Book) -> CheckedWorkbook:
    return check_workbook(book.raw(), today=TODAY)


def read(book: Book) -> Workbook:
    """Return what a right workbook says."""
    checked = check(book)
    assert checked.workbook is not None, checked.errors
    return checked.workbook


def found(book: Book) -> list[tuple[str, int, str, str]]:
    """Return sheet, row, column and code of all that is told."""
    return [(one.sheet, one.row, one.column, one.code) for one in check(book).findings]


def setting(name: str, value: Cell) -> Book:
    """Return a workbook with another value of a setting."""
    book = year()
    book.settings = [(one, value if one == name else old) for one, old in book.settings]
    return book


def test_the_club_s_rules_are_read() -> None:
    club = read(year()).club
    assert (club.name, club.village, club.commune, club.province) == (
        "Hòa Bình", "xóm Mỏ", "Lương Sơn", "Phú Thọ",
    )  # fmt: skip
    assert (club.meeting_day, club.dues, club.shares) == (10, 5_000, (20, 70, 10))
    assert (club.decision_no, club.decided_on) == ("12/QĐ-UBND", dt.date(2025, 1, 2))
    assert club.principal_multiple == 1_000


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("Tên câu lạc bộ", None, "missing_value"),
        ("Ngày họp hằng tháng", 32, "value_out_of_bounds"),
        ("Ngày họp hằng tháng", "mười", "value_not_readable"),
        ("Ngày họp hằng tháng", None, "missing_value"),
        ("Hội phí một tháng", "-5.000", "negative_amount"),
        ("Hội phí một tháng", None, "missing_value"),
        ("Hội phí một tháng", "năm nghìn", "amount_is_not_a_whole_number_of_dong"),
        ("Chia lãi: vốn (%)", 30, "shares_not_100"),
        ("Chia lãi: vốn (%)", "?", "value_not_readable"),
        ("Chia lãi: vốn (%)", None, "missing_value"),
        ("Trả gốc làm tròn lên", 0, "value_out_of_bounds"),
        ("Ngày quyết định", "30/02/2025", "date_does_not_exist"),
        ("Ngày quyết định", dt.date(2027, 1, 1), "date_after_tomorrow"),
    ],
)  # fmt: skip
def test_a_wrong_setting_is_named_alone(name: str, value: Cell, code: str) -> None:
    book = setting(name, value)
    rows = [at for at, (one, _) in enumerate(book.settings, 1) if one == name]
    if code == "shares_not_100":
        rows = [12]
    errors = check(book).errors
    assert [(one.sheet, one.row, one.code) for one in errors] == [("Câu lạc bộ", *rows, code)]


def test_a_setting_that_does_not_stand_there_is_named() -> None:
    book = year()
    del book.settings[0]
    (error,) = check(book).errors
    assert (error.row, error.column, error.code) == (0, "Tên câu lạc bộ", "missing_value")


def test_shares_may_be_parts_of_one() -> None:
    book = setting("Chia lãi: vốn (%)", Decimal("0.2"))
    book.settings[10] = (book.settings[10][0], Decimal("0.7"))
    book.settings[11] = (book.settings[11][0], "0,1")
    assert read(book).club.shares == (20, 70, 10)


def test_a_setting_that_stands_twice_or_is_unknown_is_told() -> None:
    book = year()
    book.settings += [("Ngày họp", 12), ("Số điện thoại của thôn", "0912")]
    assert found(book) == [
        ("Câu lạc bộ", 14, "Ngày họp hằng tháng", "setting_twice"),
        ("Câu lạc bộ", 15, "", "unknown_setting"),
    ]


def test_the_rounding_of_instalments_has_a_default() -> None:
    book = year()
    book.settings = book.settings[:-1]
    assert read(book).club.principal_multiple == 1_000


def test_a_member_is_read_whole() -> None:
    one = read(year()).members[0]
    assert (one.code, one.name, one.birth_year, one.sex) == (
        "TV01",
        "Bùi Thị Hậu",
        1951,
        Sex.FEMALE,
    )
    assert (one.household, one.household_class) == ("H01", HouseholdClass.NEAR_POOR)
    assert (one.certificate_no, one.joined_on) == ("1/GCN", dt.date(2025, 1, 5))


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        (NAME, None, "missing_value"), (NAME, "a" * 201, "text_too_long"),
        (NAME, "Bùi\x00", "control_character"), (JOINED, None, "missing_value"),
        (JOINED, "31/04/2025", "date_does_not_exist"), (CODE, "TV02", "member_code_used_twice"),
    ],
)  # fmt: skip
def test_a_wrong_member_is_named_alone(column: int, value: Cell, code: str) -> None:
    book = year()
    book.members[3][column] = value
    errors = check(book).errors
    assert [(one.sheet, one.row, one.code) for one in errors] == [("Thành viên", 7, code)]


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        (BORN, 1850, "value_not_readable"), (BORN, "?", "value_not_readable"),
        (SEX, "?", "value_not_readable"), (CLASS, "Giàu", "unknown_class"),
    ],
)  # fmt: skip
def test_what_is_not_needed_of_a_member_is_only_told(column: int, value: Cell, code: str) -> None:
    book = year()
    book.members[3][column] = value
    assert [(row, one) for _, row, _, one in found(book)] == [(7, code)]
    assert check(book).workbook is not None


def test_a_member_without_a_code_does_not_make_its_rows_unknown() -> None:
    book = year()
    book.members[3][CODE] = None
    assert found(book) == [("Thành viên", 7, "Mã TV", "missing_value")]


def test_a_slip_beside_a_member_without_a_code_is_still_told() -> None:
    book = year()
    book.members[3][CODE] = None
    book.cash[20][5] = "TV77"
    assert [row for sheet, row, _, _ in found(book) if sheet == "Sổ quỹ"] == [24]


def test_members_of_a_household_who_differ_live_in_two() -> None:
    book = year()
    book.members[1][HOME] = "H01"
    book.members[2][HOME] = None
    homes = [one.household for one in read(book).members[:3]]
    assert homes == ["H01", "H01-2", "(TV03)"]
    assert [code for _, _, _, code in found(book)] == ["household_differs"]


def test_members_of_a_household_who_agree_share_the_certificate() -> None:
    book = year()
    book.members[3][HOME] = "h 01"
    book.members[3][PAPER] = None
    first, _, _, fourth = read(book).members[:4]
    assert (fourth.household, fourth.certificate_no) == (first.household, first.certificate_no)


def test_a_certificate_found_later_is_the_home_s() -> None:
    book = year()
    for at, paper in ((0, None), (3, "9/GCN"), (6, None), (7, "8/GCN")):
        book.members[at][HOME] = "H01"
        book.members[at][CLASS], book.members[at][PAPER] = "Nghèo", paper
    homes = [(one.household, one.certificate_no) for one in read(book).members]
    assert [homes[at] for at in (0, 3, 6)] == [("H01", "9/GCN")] * 3
    assert homes[7] == ("H01-2", "8/GCN")


def test_a_second_home_takes_no_code_that_the_club_gave() -> None:
    book = year()
    book.members[3][HOME], book.members[3][CLASS] = "H01", "Khác"
    book.members[4][HOME] = "h01-2"
    assert [one.household for one in read(book).members[3:5]] == ["H01-3", "h01-2"]


def test_sex_and_year_of_birth_may_be_left_out() -> None:
    book = year()
    book.members[0][SEX] = book.members[0][BORN] = None
    assert found(book) == []
    assert (read(book).members[0].sex, read(book).members[0].birth_year) == (None, None)


def test_a_phone_keeps_the_zero_that_a_cell_of_numbers_drops() -> None:
    book = year()
    book.members[0][PHONE] = 912345678
    assert read(book).members[0].phone == "0912345678"


def test_a_year_of_birth_may_be_a_whole_date() -> None:
    book = year()
    book.members[0][BORN] = dt.date(1951, 2, 3)
    assert read(book).members[0].birth_year == 1951


def test_a_loan_is_read_whole() -> None:
    one = read(year()).loans[0]
    assert (one.code, one.term_months, one.monthly_rate_ppm) == ("V01", 12, 8_000)
    assert (one.principal_method, one.purpose) == (PrincipalMethod.EQUAL_PRINCIPAL, "Nuôi lợn")


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        (BORROWER, "TV99", "unknown_member"), (BORROWER, None, "missing_value"),
        (AGREED, "30/02/2025", "date_does_not_exist"), (AMOUNT, "12,5", None),
        (AMOUNT, 0, "amount_is_zero"), (AMOUNT, None, "missing_value"),
        (TERM, 0, "value_out_of_bounds"),
        (TERM, "?", "value_not_readable"), (TERM, None, "missing_value"),
        (RATE, "?", "value_not_readable"), (RATE, None, "missing_value"),
        (RATE, 101, "value_out_of_bounds"), (RATE, "0,00001", "value_not_readable"),
        (METHOD, "Tùy ý", "unknown_principal_method"), (METHOD, None, "missing_value"),
        (LOAN, "V01", "loan_code_used_twice"), (LOAN, None, "missing_value"),
    ],
)  # fmt: skip
def test_a_wrong_loan_is_named_alone(column: int, value: Cell, code: str | None) -> None:
    book = year()
    book.loans[2][column] = value
    errors = check(book).errors
    wanted = code or "amount_is_not_a_whole_number_of_dong"
    assert [(one.sheet, one.row, one.code) for one in errors] == [("Khoản vay", 6, wanted)]


def test_a_rate_a_hundred_times_too_low_is_told() -> None:
    book = year()
    book.loans[2][RATE] = Decimal("0.008")
    assert [code for _, _, _, code in found(book)] == ["rate_is_unusual"]


def test_a_total_and_remarks_are_no_loans_nor_members() -> None:
    book = year()
    book.loans += [["Cộng", None, None, 1], ["Ghi chú"]]
    book.members += [[None, "Cộng", 8], ["Người lập"]]
    assert [code for _, _, _, code in found(book)] == ["row_left_out", "row_left_out"]


def test_a_list_is_not_read_without_end() -> None:
    book = year()
    book.members += [member(number, dt.date(2025, 1, 5)) for number in range(9, 5_003)]
    book.members[-1][CODE] = "TV01"
    assert found(book) == [("Thành viên", 5_004, "", "too_many_rows")]


def test_a_loan_never_paid_out_is_told() -> None:
    book = year()
    book.loans.append(["V99", "TV01", dt.date(2025, 6, 10), 1_000_000, 12, 1, "Tự do", None])
    assert found(book) == [("Khoản vay", 4 + len(book.loans) - 1, "", "loan_not_disbursed")]
