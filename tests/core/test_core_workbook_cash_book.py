"""The cash book of a workbook: funds, interest, loans and dates, row after row."""

import datetime as dt

import pytest

from ledger.core.accounts import FundKind
from ledger.core.journal import Series
from ledger.core.workbook.check import check_workbook
from ledger.core.workbook.values import (
    Cell,
    CheckedWorkbook,
    InterestSplit,
    Workbook,
)
from tests.workbooks import (
    BALANCE,
    DATE,
    IN,
    LOAN,
    NARRATION,
    OUT,
    PAYMENT,
    RECEIPT,
    Book,
    club_settings,
    member,
)

TODAY = dt.date(2026, 3, 10)
START = dt.date(2025, 1, 5)
INCOME, ACTIVITY, MUTUAL = FundKind.INCOME_GENERATION, FundKind.ACTIVITY, FundKind.MUTUAL_HELP


def day(text: str) -> dt.date:
    """Return a day of 2025: "10/02" is the tenth of February."""
    return dt.date(2025, int(text[3:]), int(text[:2]))


def book(*rows: tuple[str, str, int, *tuple[str, ...]]) -> Book:
    """Return a workbook of three members, and of rows: day, kind, amount, member, loan.

    A row "Cho vay" also stands in the list of loans.
    """
    found = Book(club_settings(), [member(one, START) for one in (1, 2, 3)])
    for when, kind, amount, *named in rows:
        if kind == "Cho vay":
            found.lend(named[1], named[0], day(when), amount)
        else:
            found.row(day(when), kind, amount, *named)
    return found


def check(one: Book) -> CheckedWorkbook:
    return check_workbook(one.raw(), today=TODAY)


def read(one: Book) -> Workbook:
    """Return what a right workbook says."""
    checked = check(one)
    assert checked.workbook is not None, checked.errors
    return checked.workbook


def errors(one: Book) -> list[tuple[int, str, str]]:
    """Return the index of the row, the column and the code of every error."""
    return [(x.row - 4, x.column, x.code) for x in check(one).errors]


def warnings(one: Book) -> list[tuple[int, str]]:
    """Return the index of the row and the code of every warning."""
    return [(x.row - 4, x.code) for x in check(one).findings if not x.is_error]


def splits(one: Book) -> list[tuple[str, int, dict[FundKind, int]]]:
    """Return each split: its day, the interest, and what each fund gets."""
    return [
        (f"{x.occurred_on:%d/%m}", x.total, dict(x.parts))
        for x in read(one).events
        if isinstance(x, InterestSplit)
    ]


LENT = (("05/01", "Vốn dự án", 10_000_000), ("10/01", "Cho vay", 5_000_000, "TV01", "V01"))


def test_interest_is_divided_after_the_day_s_last_row() -> None:
    one = book(
        *LENT, ("10/02", "Thu lãi", 50_000, "TV01", "V01"), ("10/02", "Thu lãi", 7, "TV01", "V01"),
        ("10/02", "Hội phí", 5_000, "TV01"), ("11/02", "Ủng hộ", 1_000),
    )  # fmt: skip
    assert splits(one) == [("10/02", 50_007, {INCOME: 10_001, ACTIVITY: 35_005, MUTUAL: 5_001})]
    kinds = [type(event).__name__ for event in read(one).events]
    assert kinds.index("InterestSplit") == 5
    (split,) = (event for event in read(one).events if isinstance(event, InterestSplit))
    assert split.after_row == 8


def test_a_tie_of_remainders_goes_to_the_fund_named_first() -> None:
    one = book(*LENT, ("10/02", "Thu lãi", 1, "TV01", "V01"))
    one.settings[9:12] = [
        (one.settings[at][0], share) for at, share in ((9, 50), (10, 50), (11, 0))
    ]
    assert splits(one) == []
    one.cash[2][IN] = 3
    one.cash[2][BALANCE] = 5_000_003
    assert splits(one) == [("10/02", 3, {INCOME: 2, ACTIVITY: 1, MUTUAL: 0})]


def test_interest_that_stays_in_one_fund_is_not_moved() -> None:
    one = book(*LENT, ("10/02", "Thu lãi", 50_000, "TV01", "V01"))
    one.settings[9:12] = [
        (one.settings[at][0], share) for at, share in ((9, 100), (10, 0), (11, 0))
    ]
    assert splits(one) == []


def test_help_is_paid_from_mutual_help_as_far_as_it_has_money_before_the_day_s_interest() -> None:
    one = book(
        *LENT, ("10/02", "Thu lãi", 50_000, "TV01", "V01"), ("10/02", "Ủng hộ", 60_000),
        ("10/02", "Chi tương trợ", 20_000, "TV02"), ("10/03", "Thu lãi", 50_000, "TV01", "V01"),
        ("10/03", "Chi tương trợ", 2_000), ("10/03", "Chi tương trợ", 9_000),
    )  # fmt: skip
    helped = [row.parts for row in read(one).rows if row.kind.value == "hardship_help"]
    assert helped == [
        ((ACTIVITY, 20_000),), ((MUTUAL, 2_000),), ((MUTUAL, 3_000), (ACTIVITY, 6_000)),
    ]  # fmt: skip


def test_a_fund_below_zero_is_an_error_of_its_row() -> None:
    one = book(
        *LENT, ("10/01", "Hội phí", 5_000, "TV01"), ("10/01", "Chi quản lý", 5_001),
        ("10/01", "Chi quản lý", 1),
    )  # fmt: skip
    assert errors(one) == [(3, "Chi", "fund_below_zero")]
    facts = dict(check(one).errors[0].facts)
    assert facts == {"fund": "activity", "there": 5_000, "amount": 5_001}


def test_a_loan_beyond_the_fund_is_an_error_though_the_box_has_the_money() -> None:
    one = book(
        ("05/01", "Vốn dự án", 1_000_000), ("05/01", "Ủng hộ", 9_000_000),
        ("10/01", "Cho vay", 1_000_001, "TV01", "V01"),
    )  # fmt: skip
    assert errors(one) == [(2, "Chi", "fund_below_zero")]


def test_the_bank_cannot_give_more_than_it_has() -> None:
    one = book(
        *LENT, ("10/01", "Gửi ngân hàng", 100), ("11/01", "Rút ngân hàng", 60),
        ("12/01", "Rút ngân hàng", 50),
    )  # fmt: skip
    assert errors(one) == [(4, "Thu", "bank_below_zero")]


def test_what_a_refused_row_may_have_brought_is_not_missed_later() -> None:
    one = book(
        ("05/01", "Vốn dự án", 5_000_000), ("10/01", "Cho vay", 5_000_000, "TV01", "V01"),
        ("10/01", "Hội phí", 5_000, "TV01"), ("10/01", "Chi quản lý", 4_000),
    )  # fmt: skip
    one.cash[0][IN] = "năm triệu"
    one.cash[2][LOAN - 1] = "TV99"
    assert [row for row, _, _ in errors(one)] == [0, 2]


def test_what_even_a_refused_row_cannot_have_brought_is_missed() -> None:
    one = book(
        *LENT, ("10/01", "Hội phí", 5_000, "TV99"), ("10/01", "Chi quản lý", 900_000),
    )  # fmt: skip
    assert [row for row, _, _ in errors(one)] == [2, 3]


def test_one_payment_too_much_is_not_followed_by_others() -> None:
    one = book(
        ("05/01", "Vốn dự án", 5_000_000), ("10/01", "Cho vay", 6_000_000, "TV01", "V01"),
        ("10/01", "Cho vay", 5_500_000, "TV02", "V02"),
        ("10/02", "Thu gốc", 500_000, "TV01", "V01"),
    )  # fmt: skip
    assert [row for row, _, _ in errors(one)] == [1]


def test_a_loan_is_paid_out_once_and_whole() -> None:
    one = book(*LENT, ("11/01", "Hội phí", 1, "TV01"))
    one.row(day("12/01"), "Cho vay", 5_000_000, "TV01", "V01")
    assert errors(one) == [(3, "Mã khoản", "disbursed_twice")]
    two = book(*LENT)
    two.loans[0][3] = 6_000_000
    assert errors(two) == [(1, "Chi", "disbursement_differs")]


def test_nothing_is_paid_back_before_it_is_lent() -> None:
    one = book(LENT[0], ("09/01", "Thu gốc", 1_000, "TV01", "V01"), LENT[1])
    assert errors(one) == [(1, "Mã khoản", "repaid_before_disbursed")]
    two = book(*LENT, ("09/01", "Thu gốc", 1_000, "TV01", "V01"))
    assert errors(two) == [(2, "Ngày", "dated_before_disbursed")]


def test_a_loan_never_lent_is_told_by_its_first_repayment() -> None:
    one = book(*LENT, *((f"10/0{month}", "Thu gốc", 1_000, "TV01", "V01") for month in (2, 3, 4)))
    del one.cash[1]
    assert errors(one)[0] == (1, "Mã khoản", "repaid_before_disbursed")
    assert [code for _, _, code in errors(one)].count("repaid_before_disbursed") == 1


def test_what_depends_on_a_refused_loan_is_not_told_again() -> None:
    one = book(*LENT, *((f"10/0{month}", "Thu gốc", 1_000, "TV01", "V01") for month in (2, 3, 4)))
    one.cash[1][OUT] = "?"
    assert [row for row, _, _ in errors(one)] == [1]
    one.cash[1][LOAN] = "V09"
    assert {row for row, _, _ in errors(one)} == {1}


def test_a_loan_is_repaid_to_the_last_dong_and_no_further() -> None:
    one = book(*LENT, ("10/02", "Thu gốc", 5_000_000, "TV01", "V01"))
    assert errors(one) == []
    one.row(day("11/02"), "Thu gốc", 1, "TV01", "V01")
    assert errors(one) == [(3, "Thu", "repays_more_than_is_owed")]
    assert dict(check(one).errors[0].facts) == {"loan": "V01", "owed": 0, "amount": 1}


def test_interest_before_a_loan_is_told_and_taken() -> None:
    one = book(LENT[0], ("09/01", "Thu lãi", 1_000, "TV01", "V01"), LENT[1])
    assert errors(one) == []
    assert warnings(one) == [(1, "interest_before_disbursed")]


def test_a_loan_paid_out_before_it_was_agreed_is_told() -> None:
    one = book(*LENT)
    one.loans[0][2] = day("12/01")
    assert warnings(one) == [(1, "disbursed_before_agreed")]


def test_capital_is_returned_only_as_far_as_it_was_brought() -> None:
    one = book(
        LENT[0], ("05/01", "Vốn mượn", 1_000), ("05/01", "Góp vốn", 500, "TV01"),
        ("05/01", "Góp vốn", 700, "TV02"), ("06/01", "Rút vốn góp", 500, "TV01"),
        ("06/01", "Trả vốn mượn", 1_000), ("07/01", "Rút vốn góp", 1, "TV01"),
        ("07/01", "Trả vốn mượn", 1),
    )  # fmt: skip
    assert errors(one) == [
        (6, "Chi", "returns_more_than_was_contributed"), (7, "Chi", "returns_more_than_was_lent"),
    ]  # fmt: skip


def test_capital_that_may_stand_in_a_refused_row_is_not_missed() -> None:
    one = book(
        LENT[0], ("05/01", "Vốn mượn", 1_000), ("05/01", "Góp vốn", 500, "TV99"),
        ("06/01", "Rút vốn góp", 500, "TV01"), ("06/01", "Trả vốn mượn", 1_000),
    )  # fmt: skip
    one.cash[1][DATE] = "?"
    assert [row for row, _, _ in errors(one)] == [1, 2]


def test_capital_must_name_its_member_and_a_loan_names_its_borrower() -> None:
    one = book(*LENT, ("11/01", "Hội phí", 1, "TV01"))
    one.cash[1][LOAN - 1] = "TV02"
    assert errors(one) == [(1, "Mã TV", "loan_of_another_member")]
    one.cash[1][LOAN - 1] = None
    assert warnings(one) == [(1, "missing_member")]
    assert read(one).rows[1].member == "TV01"
    assert errors(book(LENT[0], ("05/01", "Góp vốn", 500))) == [(1, "Mã TV", "missing_value")]


def test_a_loan_named_beside_dues_is_told() -> None:
    one = book(*LENT, ("11/01", "Hội phí", 5_000, "TV01", "V01"))
    assert warnings(one) == [(2, "loan_not_concerned")]


def test_a_forgotten_slip_may_be_written_later() -> None:
    one = book(
        *LENT, ("10/02", "Thu lãi", 100, "TV01", "V01"), ("12/02", "Ủng hộ", 500),
        ("10/02", "Thu lãi", 55, "TV01", "V01"), ("12/02", "Hội phí", 1, "TV01"),
    )  # fmt: skip
    assert warnings(one) == [(4, "date_before_row_above")]
    assert splits(one) == [
        ("10/02", 100, {INCOME: 20, ACTIVITY: 70, MUTUAL: 10}),
        ("10/02", 55, {INCOME: 11, ACTIVITY: 39, MUTUAL: 5}),
    ]


def test_a_slip_of_an_earlier_day_does_not_close_the_day() -> None:
    one = book(
        *LENT, ("10/02", "Thu lãi", 100, "TV01", "V01"), ("09/02", "Hội phí", 1, "TV01"),
        ("10/02", "Thu lãi", 100, "TV01", "V01"),
    )  # fmt: skip
    assert splits(one) == [("10/02", 200, {INCOME: 40, ACTIVITY: 140, MUTUAL: 20})]


def test_a_payment_dated_before_the_money_came_is_named_by_its_day() -> None:
    one = book(
        ("10/01", "Ủng hộ", 9_000), ("12/01", "Ủng hộ", 5_000), ("05/01", "Chi quản lý", 2_000),
        ("13/01", "Chi quản lý", 1_000),
    )  # fmt: skip
    assert errors(one) == [(2, "Ngày", "fund_below_zero_on_day")]
    facts = dict(check(one).errors[0].facts)
    assert facts == {"fund": "activity", "day": day("05/01"), "balance": -2_000}


def test_the_bank_may_not_end_a_day_below_zero_either() -> None:
    one = book(
        LENT[0], ("10/01", "Gửi ngân hàng", 100), ("08/01", "Rút ngân hàng", 60),
    )  # fmt: skip
    assert errors(one) == [(2, "Ngày", "bank_below_zero_on_day")]


def test_a_late_slip_that_the_fund_could_pay_on_its_day_is_taken() -> None:
    one = book(
        ("05/01", "Ủng hộ", 9_000), ("12/01", "Ủng hộ", 5_000), ("06/01", "Chi quản lý", 2_000),
    )  # fmt: skip
    assert errors(one) == []


def test_an_empty_balance_is_worked_out() -> None:
    one = book(*LENT, ("11/01", "Hội phí", 5_000, "TV01"), ("11/01", "Hội phí", 5_000, "TV02"))
    one.cash[2][BALANCE] = None
    assert errors(one) == []
    one.cash[3][BALANCE] = 1
    assert errors(one) == [(3, "Tồn", "balance_differs")]
    assert dict(check(one).errors[0].facts) == {"expected": 5_010_000, "written": 1}


def test_a_wrong_balance_and_a_wrong_amount_are_each_told_once() -> None:
    one = book(*(("05/01", "Ủng hộ", 1_000) for _ in range(6)))
    one.cash[1][BALANCE] = 2_500
    one.cash[4][IN] = 1_700
    assert errors(one) == [(1, "Tồn", "balance_differs"), (4, "Tồn", "balance_differs")]


def test_a_zero_beside_an_amount_says_nothing() -> None:
    one = book(*LENT)
    one.cash[0][OUT], one.cash[1][IN] = 0, "0"
    assert check(one).findings == ()
    one.cash[1][IN] = "?"
    assert errors(one) == [(1, "Thu", "both_in_and_out")]


def test_a_row_without_words_is_told_by_its_kind() -> None:
    one = book(*LENT)
    one.cash[0][NARRATION] = None
    assert read(one).rows[0].narration == "Vốn dự án"


def test_numbers_left_out_are_told_and_kept_by_year_and_series() -> None:
    one = book(*(("05/01", "Ủng hộ", 1_000) for _ in range(4)))
    one.cash[1][RECEIPT], one.cash[2][RECEIPT], one.cash[3][RECEIPT] = "PT 004", 5, "pt0009"
    assert warnings(one) == [(1, "voucher_gap"), (3, "voucher_gap")]
    assert read(one).missing_numbers == {(2025, Series.RECEIPT): (2, 3, 6, 7, 8)}


def test_the_numbers_of_a_year_begin_anew() -> None:
    one = book(("05/01", "Ủng hộ", 1_000))
    one.row(dt.date(2026, 1, 5), "Ủng hộ", 1_000)
    assert check(one).findings == ()


def test_of_two_equal_numbers_the_later_row_is_named() -> None:
    one = book(*(("05/01", "Ủng hộ", 1_000) for _ in range(3)))
    one.cash[2][RECEIPT] = 1
    assert errors(one) == [(2, "Phiếu thu", "voucher_number_used_twice")]


def test_a_number_far_beyond_the_others_is_a_slip() -> None:
    one = book(*(("05/01", "Ủng hộ", 1_000) for _ in range(3)))
    one.cash[1][RECEIPT] = "PT90002"
    assert (1, "Phiếu thu", "voucher_gap_too_large") in errors(one)


@pytest.mark.parametrize("typed", ["PC001", "PC 1", "pc-001", "PC.01", 1, "001"])
def test_a_number_may_be_written_in_many_ways(typed: Cell) -> None:
    one = book(*LENT)
    one.cash[1][PAYMENT] = typed
    assert check(one).findings == ()


def test_the_whole_book_may_stand_while_the_club_s_shares_are_wrong() -> None:
    one = book(
        *LENT, ("10/02", "Thu lãi", 50_000, "TV01", "V01"), ("11/02", "Chi quản lý", 30_000),
    )  # fmt: skip
    one.settings[9] = (one.settings[9][0], 99)
    assert [finding.code for finding in check(one).errors] == ["shares_not_100"]
