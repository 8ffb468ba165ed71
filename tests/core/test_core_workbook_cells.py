"""Cells of a workbook: which texts are dates, amounts and codes, and why others are refused."""

import datetime as dt
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core.money import LARGEST_MINOR
from ledger.core.workbook.cells import (
    CellRefused,
    code_key,
    is_blank,
    plain_text,
    read_amount,
    read_date,
    read_decimal,
    read_text,
    read_whole,
    shown,
)
from ledger.core.workbook.values import Cell, RawSheet
from ledger.core.workbook.words import bare, kind_of, names_a_part_total, names_a_total


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        (1_250_000, 1_250_000), ("1.250.000", 1_250_000), (" 1.250.000  ", 1_250_000),
        ("1250000", 1_250_000), ("1.250.000,00", 1_250_000), ("1.250.000 đ", 1_250_000),
        ("5.000 ₫", 5_000), ("5.000 đồng", 5_000), ("-5.000", -5_000), ("(5.000)", -5_000),
        ("1 250 000", 1_250_000), (0, 0), (str(LARGEST_MINOR), LARGEST_MINOR),
    ],
)  # fmt: skip
def test_an_amount_is_read_as_vietnamese_paper_writes_it(cell: Cell, amount: int) -> None:
    assert read_amount(cell) == amount


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("12.500,50", "amount_is_not_a_whole_number_of_dong"),
        (Decimal("12500.5"), "amount_is_not_a_whole_number_of_dong"),
        ("1.25", "amount_is_not_a_whole_number_of_dong"),
        ("1,250,000", "amount_is_not_a_whole_number_of_dong"),
        ("năm nghìn", "amount_is_not_a_whole_number_of_dong"),
        ("TRUE", "amount_is_not_a_whole_number_of_dong"),
        ("#DIV/0!", "amount_is_not_a_whole_number_of_dong"),
        (dt.date(2025, 1, 5), "amount_is_not_a_whole_number_of_dong"),
        (LARGEST_MINOR + 1, "amount_too_large"),
        (-LARGEST_MINOR - 1, "amount_too_large"),
        ("9" * 40, "amount_too_large"),
        (10**300, "amount_too_large"),
    ],
)
def test_what_is_no_whole_number_of_dong_is_refused(cell: Cell, code: str) -> None:
    with pytest.raises(CellRefused) as refused:
        read_amount(cell)
    assert refused.value.code == code


@given(st.integers(0, LARGEST_MINOR))
def test_an_amount_with_dots_is_read_back(amount: int) -> None:
    assert read_amount(f"{amount:,}".replace(",", ".")) == amount


@pytest.mark.parametrize(
    "cell",
    [
        dt.date(2025, 3, 5), "05/03/2025", "5/3/2025", "05-03-2025", "05.03.2025",
        " 05/03/2025 ", "05 / 03 / 2025", "2025-03-05", "05/03/2025 00:00",
    ],
)  # fmt: skip
def test_the_day_stands_before_the_month(cell: Cell) -> None:
    assert read_date(cell) == dt.date(2025, 3, 5)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("31/02/2025", "date_does_not_exist"), ("00/01/2025", "date_does_not_exist"),
        ("29/02/2025", "date_does_not_exist"), ("05/13/2025", "date_does_not_exist"),
        ("05/03/25", "date_not_readable"), ("05/03-2025", "date_not_readable"),
        ("2025-01-05 08:30:00", "date_not_readable"), ("tháng ba", "date_not_readable"),
        (45_000, "date_not_readable"), (Decimal("45000.5"), "date_not_readable"),
        ("05/03/1825", "date_not_readable"),
    ],
)  # fmt: skip
def test_what_is_no_day_is_refused(cell: Cell, code: str) -> None:
    with pytest.raises(CellRefused) as refused:
        read_date(cell)
    assert refused.value.code == code


def test_text_is_composed_and_has_single_spaces() -> None:
    typed = unicodedata.normalize("NFD", "  Bùi   Thị Lụa\u200b ")
    assert read_text(typed, 200) == unicodedata.normalize("NFC", "Bùi Thị Lụa")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a\x07b", "control_character"), ("a\u202eb", "control_character"),
        ("a\ud800", "control_character"), ("a_x0007_b", "control_character"),
        ("a" * 201, "text_too_long"),
    ],
)  # fmt: skip
def test_text_that_cannot_be_stored_is_refused(text: str, code: str) -> None:
    with pytest.raises(CellRefused) as refused:
        read_text(text, 200)
    assert refused.value.code == code
    assert shown(text).isprintable()


def test_a_dash_and_spaces_say_nothing() -> None:
    nothing: tuple[Cell, ...] = (None, "", "  ", "-", " – ", "—")
    assert all(is_blank(cell) for cell in nothing)
    assert not any(is_blank(cell) for cell in (0, "0", "a"))


def test_two_spellings_of_a_code_are_one() -> None:
    assert code_key(" tv 01 ") == code_key("TV01")


def test_a_rate_has_a_comma_or_a_point() -> None:
    assert read_decimal("0,8") == read_decimal("0.8 %") == read_decimal(Decimal("0.8"))
    assert read_decimal(1) == 1
    with pytest.raises(CellRefused):
        read_decimal("0,8,1")


def test_a_whole_number_is_not_a_fraction() -> None:
    assert read_whole(" 12 ") == 12
    with pytest.raises(CellRefused):
        read_whole(Decimal("1.5"))


def test_a_cell_is_shown_as_a_reader_knows_it() -> None:
    assert plain_text(dt.date(2025, 3, 5)) == "05/03/2025"
    assert plain_text(None) == ""
    assert len(shown("a" * 500)) == 60


@pytest.mark.parametrize("text", ["Sổ quỹ", "SO QUY", "  sổ  quỹ:", "Sổ Quỹ"])
def test_words_are_compared_by_their_bare_letters(text: str) -> None:
    assert bare(unicodedata.normalize("NFD", text)) == bare("Sổ quỹ")


def test_words_longer_than_any_are_not_compared() -> None:
    assert bare("a" * 201) == ""


def test_only_a_label_names_a_total() -> None:
    assert all(map(names_a_total, ("Cộng", "CỘNG:", "Tổng cộng", "Cộng phát sinh")))
    assert not names_a_total("Cộng tác viên")
    assert names_a_part_total("Cộng tháng 3")


def test_an_area_of_work_has_a_number_from_one_to_eight() -> None:
    assert kind_of("chi hoat dong 08") == kind_of("Chi hoạt động 8")
    assert kind_of("Chi hoạt động 9") is None
    assert kind_of("Chi hoạt động") is None


def test_a_sheet_is_a_value() -> None:
    assert RawSheet("a", ()) == RawSheet("a", ())
