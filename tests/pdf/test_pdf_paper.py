"""Words broken into lines, and a document as a file."""

from hypothesis import given
from hypothesis import strategies as st

from ledger.pdf.fonts import REGULAR, Style, drawable
from ledger.pdf.paper import A5, Credits, Document, Page, fitted, to_pdf, wrap
from tests.pdf.samples import read

STYLE = Style(REGULAR, 16)
TEXT = st.text(st.sampled_from("Lụa nợ 123.456\u00a0₫ "), max_size=80)


@given(TEXT, st.integers(20, 400))
def test_wrapping_loses_no_letter_and_keeps_within_the_measure(text: str, measure: int) -> None:
    words = drawable(text)
    lines = wrap(words, STYLE, measure)
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")
    assert all(STYLE.width(line) <= measure + 0.02 for line in lines)


def test_an_amount_is_not_parted_from_its_currency() -> None:
    assert wrap("lãi 35.000\u00a0₫", STYLE, 85) == ["lãi", "35.000\u00a0₫"]


def test_a_word_longer_than_the_line_is_cut_by_letters() -> None:
    lines = wrap("m" * 50, STYLE, 100)
    assert "".join(lines) == "m" * 50
    assert len(lines) > 5


def test_large_words_are_made_smaller_until_they_fit_but_not_less_than_the_least() -> None:
    small = fitted("987.654.321.098", STYLE.at(60), 200, 16)
    assert 16 <= small.size < 60
    assert small.width("987.654.321.098") <= 200
    assert fitted("m" * 200, STYLE.at(60), 200, 16).size == 16


def test_a_document_carries_its_credits_and_nothing_of_the_moment() -> None:
    page = Page()
    page.write(50, 50, "Còn nợ", STYLE)
    document = Document(A5, (page,), Credits("Bảng kê", "CLB Hạnh Phúc", "vi-VN"))
    once, again = to_pdf(document), to_pdf(document)
    assert once == again
    printed = read(once)
    assert (printed.language, printed.title, printed.text) == ("vi-VN", "Bảng kê", "Còn nợ")
