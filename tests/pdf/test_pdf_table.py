"""Any report on paper: whole figures, repeated titles, upright or lying."""

import unicodedata
from dataclasses import replace

import pytest

from ledger.core.statements.table import Column, ColumnKind, Row, RowKind, Table, phrase
from ledger.i18n.locale import Locale
from ledger.pdf.table import draw_table
from tests.pdf.samples import (
    EN,
    LONG_NAME,
    PRINTED,
    TWELVE_DIGITS,
    VI,
    cash_book,
    is_embedded,
    read,
)
from tests.pdf.samples import trial_balance as trial


def test_only_embedded_faces_of_our_own_are_used() -> None:
    fonts = read(draw_table(trial(), VI, PRINTED)).fonts
    assert len(fonts) >= 2
    for font in fonts:
        assert "ClubLedgerSans" in str(font["/BaseFont"])
        assert is_embedded(font)


@pytest.mark.parametrize(("locale", "mark"), [(VI, "."), (EN, ",")])
def test_a_sum_of_twelve_digits_is_never_cut(locale: Locale, mark: str) -> None:
    printed = read(draw_table(trial(TWELVE_DIGITS), locale, PRINTED))
    assert printed.text.count(f"{TWELVE_DIGITS:,}".replace(",", mark)) == 12
    assert printed.text.count(f"{2 * TWELVE_DIGITS:,}".replace(",", mark)) == 6


def test_many_columns_lie_and_few_stand() -> None:
    lying, upright = (
        read(draw_table(trial(), VI, PRINTED)),
        read(draw_table(cash_book(), VI, PRINTED)),
    )
    assert lying.width > lying.height
    assert upright.width < upright.height


def test_more_columns_than_fit_make_the_type_smaller_not_the_figures_shorter() -> None:
    columns = tuple(Column(f"c{n}", phrase("Debit"), ColumnKind.AMOUNT) for n in range(20))
    wide = replace(trial(), columns=columns, rows=(Row((TWELVE_DIGITS,) * 20),))
    printed = read(draw_table(wide, EN, PRINTED))
    assert printed.text.count("987,654,321,098") == 20


def test_each_page_repeats_the_column_titles_and_says_which_it_is() -> None:
    pages = read(draw_table(cash_book(400), EN, PRINTED)).pages
    assert len(pages) > 5
    for number, page in enumerate(pages, start=1):
        assert "Narration" in page
        assert "Cash book" in page
        assert "CLB Hạnh Phúc" in page
        assert f"Page {number} of {len(pages)}" in page


def test_the_unit_of_the_amounts_stands_under_the_title() -> None:
    text = read(draw_table(cash_book(3), VI, PRINTED)).text
    assert text.count("Đơn vị tính: đồng") == 1


def test_every_row_is_printed_once_and_in_order() -> None:
    text = read(draw_table(cash_book(400), VI, PRINTED)).text
    places = [text.index(f"PT {number} ") for number in range(1, 401)]
    assert places == sorted(places)


def test_long_and_decomposed_words_are_printed_whole() -> None:
    narration = unicodedata.normalize("NFD", f"{LONG_NAME} trả gốc, lãi và hội phí của cả nhà")
    text = read(draw_table(cash_book(3, narration), VI, PRINTED)).text
    assert unicodedata.normalize("NFC", narration) in text


def test_a_cell_taller_than_a_page_runs_on_to_the_next() -> None:
    printed = read(draw_table(cash_book(1, "chữ " * 3000), VI, PRINTED))
    assert printed.text.count("chữ") == 3000
    assert len(printed.pages) > 1


def test_an_empty_report_says_so() -> None:
    assert "There is nothing here yet." in read(draw_table(cash_book(0), EN, PRINTED)).text


def test_headings_run_on_over_empty_cells_and_notes_close_the_report() -> None:
    heading = Row(
        (phrase("Money that came in from the members"), "", "", None, None), RowKind.HEADING
    )
    book = cash_book(2)
    table = replace(book, rows=(heading, *book.rows), notes=(phrase("Nothing is owed"),))
    text = read(draw_table(table, EN, PRINTED)).text
    assert "Money that came in from the members" in text
    assert "Nothing is owed" in text


def test_a_letter_that_cannot_be_printed_is_explained_on_its_page() -> None:
    text = read(draw_table(cash_book(1, "សុខ"), EN, PRINTED)).text
    assert "□□□" in text
    assert "a letter that this paper cannot print" in text
    assert "□" not in read(draw_table(cash_book(1), EN, PRINTED)).text


@pytest.mark.parametrize("table", [trial(), cash_book(50)])
def test_the_same_report_gives_the_same_bytes(table: Table) -> None:
    assert draw_table(table, VI, PRINTED) == draw_table(table, VI, PRINTED)
