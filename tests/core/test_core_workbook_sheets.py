"""Sheets, headers, totals and formulas of a workbook, however a club lays them out."""

import dataclasses
import datetime as dt
import unicodedata

import pytest

from ledger.core.workbook.check import check_workbook
from ledger.core.workbook.digest import digest_of
from ledger.core.workbook.sheets import column_letter
from ledger.core.workbook.values import Cell, CheckedWorkbook, RawSheet
from tests.workbooks import BALANCE, FIRST_ROW, IN, KIND, NARRATION, OUT, Book, raw, untidy, year

TODAY = dt.date(2026, 3, 10)
Sheets = dict[str, list[list[Cell]]]


def check(sheets: Sheets) -> CheckedWorkbook:
    return check_workbook(raw(sheets), today=TODAY)


def codes(checked: CheckedWorkbook) -> list[tuple[str, int, str]]:
    """Return sheet, row and code of every error."""
    return [(one.sheet, one.row, one.code) for one in checked.errors]


def warned(checked: CheckedWorkbook) -> list[tuple[str, int, str]]:
    """Return sheet, row and code of every warning."""
    return [(one.sheet, one.row, one.code) for one in checked.findings if not one.is_error]


def content(sheets: Sheets) -> bytes:
    """Return the digest of a workbook that must be right."""
    checked = check(sheets)
    assert checked.workbook is not None, checked.errors
    return digest_of(checked.workbook)


def test_a_tidy_workbook_has_no_findings() -> None:
    assert check(year().sheets()).findings == ()


@pytest.mark.parametrize("seed", range(5))
def test_hurried_typing_means_the_same(seed: int) -> None:
    book = year(seed)
    assert content(untidy(book, seed).sheets()) == content(book.sheets())


def test_the_order_of_sheets_does_not_count_nor_do_other_sheets() -> None:
    sheets = year().sheets()
    mixed: Sheets = {"Ghi chú": [["=1+1", "không đọc"]], **dict(reversed(sheets.items()))}
    assert content(mixed) == content(sheets)


def test_sheets_are_known_by_bare_letters() -> None:
    sheets = year().sheets()
    typed = {
        unicodedata.normalize("NFD", name.upper()) + " ": rows for name, rows in sheets.items()
    }
    assert content(typed) == content(sheets)


def test_columns_may_stand_in_any_order_under_other_titles() -> None:
    sheets = year().sheets()
    mixed: Sheets = {"Câu lạc bộ": sheets["Câu lạc bộ"]}
    for name in ("Thành viên", "Khoản vay", "Sổ quỹ"):
        rows = [[None, *reversed(row)] for row in sheets[name][2:]]
        mixed[name] = [["UBND XÃ LƯƠNG SƠN"], [name.upper()], [], [], *rows]
    moved = check(mixed)
    assert moved.errors == ()
    assert content(mixed) == content(sheets)


@pytest.mark.parametrize("name", ["Câu lạc bộ", "Thành viên", "Khoản vay", "Sổ quỹ"])
def test_a_missing_sheet_is_the_only_thing_told(name: str) -> None:
    sheets = year().sheets()
    del sheets[name]
    assert codes(check(sheets)) == [(name, 0, "missing_sheet")]


def test_an_empty_workbook_lacks_four_sheets() -> None:
    assert len(codes(check({}))) == 4


def test_two_sheets_of_one_name_are_refused() -> None:
    sheets = year().sheets()
    sheets["so quy"] = sheets["Sổ quỹ"]
    assert codes(check(sheets)) == [("so quy", 0, "sheet_twice")]


@pytest.mark.parametrize(
    ("sheet", "column"),
    [("Thành viên", "Mã TV"), ("Khoản vay", "Số tiền"), ("Sổ quỹ", "Nội dung"), ("Sổ quỹ", "Tồn")],
)
def test_a_missing_column_is_the_only_thing_told(sheet: str, column: str) -> None:
    sheets = year().sheets()
    at = sheets[sheet][2].index(column)
    for row in sheets[sheet][2:]:
        del row[at : at + 1]
    found = check(sheets).errors
    assert [(one.sheet, one.row, one.column, one.code) for one in found] == [
        (sheet, 3, column, "missing_column")
    ]


def test_a_column_that_is_not_needed_is_only_missed() -> None:
    sheets = year().sheets()
    for row in sheets["Thành viên"][2:]:
        del row[10]
    assert warned(check(sheets)) == [("Thành viên", 3, "missing_column")]
    assert check(sheets).workbook is not None


def test_a_header_that_stands_twice_is_refused() -> None:
    sheets = year().sheets()
    sheets["Sổ quỹ"][2].append("Tồn quỹ")
    assert codes(check(sheets)) == [("Sổ quỹ", 3, "column_twice")]


def test_a_finding_names_the_header_as_it_was_typed() -> None:
    book = year()
    book.cash[30][IN] = "?"
    sheets = book.sheets()
    sheets["Sổ quỹ"][2][IN] = "SỐ TIỀN  THU "
    assert [one.column for one in check(sheets).errors] == ["SỐ TIỀN THU"]


def with_formulas(book: Book, sheet: str, *cells: tuple[int, int]) -> CheckedWorkbook:
    """Check a workbook some of whose cells are formulas; row and column count from 1."""
    sheets = [
        dataclasses.replace(one, formulas=cells) if one.name == sheet else one for one in book.raw()
    ]
    return check_workbook(sheets, today=TODAY)


def test_a_formula_is_refused_by_its_cell() -> None:
    found = with_formulas(year(), "Sổ quỹ", (20, 10), (21, 10)).errors
    assert [(one.row, one.column, one.code, dict(one.facts)["cell"]) for one in found] == [
        (20, "Tồn", "formula_in_cell", "J20"), (21, "Tồn", "formula_in_cell", "J21"),
    ]  # fmt: skip


def test_a_formula_without_a_result_is_told_once() -> None:
    book = year()
    book.cash[16][IN] = None
    found = with_formulas(book, "Sổ quỹ", (20, 8)).errors
    assert [(one.row, one.code) for one in found] == [(20, "formula_in_cell")]


def test_a_formula_in_any_sheet_is_refused() -> None:
    assert codes(with_formulas(year(), "Câu lạc bộ", (9, 2)))[0][2] == "formula_in_cell"
    assert codes(with_formulas(year(), "Thành viên", (5, 3)))[0][2] == "formula_in_cell"
    assert codes(with_formulas(year(), "Khoản vay", (4, 30)))[0][2] == "formula_in_cell"


def test_columns_have_letters() -> None:
    assert [column_letter(one) for one in (1, 26, 27, 702, 703)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_a_book_without_a_total_is_taken_and_told() -> None:
    book = year()
    book.total = False
    checked = check(book.sheets())
    assert checked.workbook is not None
    assert warned(checked) == [("Sổ quỹ", len(book.cash) + FIRST_ROW - 1, "missing_total")]


@pytest.mark.parametrize(("at", "column"), [(IN, "Thu"), (OUT, "Chi"), (BALANCE, "Tồn")])
def test_a_wrong_total_is_named_in_its_column(at: int, column: str) -> None:
    sheets = year().sheets()
    total = sheets["Sổ quỹ"][-1]
    right = total[at] or year().cash[-1][BALANCE]
    assert isinstance(right, int)
    total[at] = right + 1
    (found,) = check(sheets).errors
    assert (found.row, found.column, found.code) == (len(sheets["Sổ quỹ"]), column, "total_differs")
    assert dict(found.facts) == {"expected": right, "written": right + 1}


def test_the_total_is_not_checked_when_a_row_is_refused() -> None:
    book = year()
    sheets = book.sheets()
    sheets["Sổ quỹ"][-1][IN] = 1
    sheets["Sổ quỹ"][20][KIND] = "?"
    assert codes(check(sheets)) == [("Sổ quỹ", 21, "unknown_kind")]


def test_a_total_that_is_no_amount_is_refused() -> None:
    sheets = year().sheets()
    sheets["Sổ quỹ"][-1][IN] = "nhiều"
    assert codes(check(sheets))[0][2] == "amount_is_not_a_whole_number_of_dong"


def test_headings_totals_of_months_and_signatures_are_no_rows() -> None:
    sheets = year().sheets()
    cash = sheets["Sổ quỹ"]
    cash.insert(10, [None, None, None, "Cộng tháng 1", None, None, None, 1, 2, None])
    cash.insert(3, ["Tháng 1"])
    cash += [[], [None, None, None, "Người lập sổ", None, None, None, "Thủ quỹ"]]
    checked = check(sheets)
    assert checked.workbook is not None
    assert [code for _, _, code in warned(checked)] == ["row_left_out", "row_left_out"]
    assert content(sheets) == content(year().sheets())


def test_a_sheet_full_of_remarks_is_taken_for_rows() -> None:
    sheets = year().sheets()
    sheets["Sổ quỹ"] += [[None, None, None, "Ghi chú"] for _ in range(2_100)]
    assert {code for _, _, code in codes(check(sheets))} >= {"row_after_total", "missing_value"}


def test_money_below_the_total_is_refused() -> None:
    book = year()
    sheets = book.sheets()
    sheets["Sổ quỹ"].append([*book.cash[-1]])
    sheets["Sổ quỹ"][-1][2] = "PC900"
    assert (len(sheets["Sổ quỹ"]), "row_after_total") in [
        (row, code) for _, row, code in codes(check(sheets))
    ]


def test_a_book_begins_with_nothing() -> None:
    sheets = year().sheets()
    opening: list[Cell] = [None] * 10
    opening[NARRATION], opening[BALANCE] = "Số dư đầu kỳ", 0
    sheets["Sổ quỹ"].insert(3, opening)
    assert check(sheets).findings == ()
    opening[BALANCE] = "1.000.000"
    for row in sheets["Sổ quỹ"][4:-1]:
        row[BALANCE] = int(str(row[BALANCE])) + 1_000_000
    assert codes(check(sheets)) == [("Sổ quỹ", 4, "opening_balance")]
    opening[BALANCE] = "?"
    assert codes(check(sheets))[0] == ("Sổ quỹ", 4, "amount_is_not_a_whole_number_of_dong")


def test_empty_lines_do_not_count() -> None:
    sheets = year().sheets()
    blank: list[Cell] = [None, "  "]
    wide: Sheets = {
        name: [one for row in rows for one in (row, [], blank)] for name, rows in sheets.items()
    }
    assert content(wide) == content(sheets)


def test_a_list_of_members_that_is_empty_is_refused() -> None:
    book = year()
    sheets = book.sheets()
    sheets["Thành viên"] = sheets["Thành viên"][:3]
    assert ("Thành viên", 0, "empty_sheet") in codes(check(sheets))


def test_a_club_may_come_without_loans_and_without_rows() -> None:
    book = Book(year().settings, year().members)
    checked = check(book.sheets())
    assert checked.workbook is not None
    assert checked.workbook.events == ()
    assert warned(checked) == [("Sổ quỹ", 0, "empty_sheet")]


def test_a_sheet_without_any_header_is_refused() -> None:
    sheets = [*year().raw()]
    sheets[1] = RawSheet("Thành viên", ())
    found = check_workbook(sheets, today=TODAY).errors
    assert {(one.sheet, one.row, one.code) for one in found} == {
        ("Thành viên", 0, "missing_column")
    }
