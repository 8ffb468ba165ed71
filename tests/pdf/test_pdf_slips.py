"""Members' slips: the code holds the address, whoever reads the slip knows what to do with it."""

from dataclasses import replace

import pytest
import segno

from ledger.core.statements.member_slip import MemberSlip
from ledger.i18n.locale import Locale
from ledger.pdf.paper import Page
from ledger.pdf.qr import put_qr
from ledger.pdf.slip import SHEET, draw_slip, draw_slips, slip_document, slips_document
from tests.pdf.places import boxes, collisions, outside
from tests.pdf.samples import EN, LONG_NAME, PRINTED, VI, read

SLIP = MemberSlip(
    club="Câu lạc bộ liên thế hệ tự giúp nhau Hạnh Phúc",
    name="Bùi Thị Lụa",
    member_code="HP-012",
    address="https://soquy.example/the/7Q4M-9XKD-2H3P-ZT6A",
)
LONG = replace(SLIP, name=LONG_NAME * 2, club=SLIP.club * 3, member_code="m" * 30)
EIGHT = [replace(SLIP, name=f"Bùi Thị {letter}") for letter in "ABCDEFGH"]


def matrix_on(page: Page, left: float, top: float, wide: float, across: int) -> list[list[bool]]:
    """Return which modules of a code are dark, each looked at in its middle."""
    module = wide / (across + 8)
    dark = []
    for down in range(across):
        y = top - (4.5 + down) * module
        row = [rule for rule in page.rules if abs(rule[1] - y) < rule[4] / 2]
        middles = [left + (4.5 + at) * module for at in range(across)]
        dark.append([any(rule[0] < x < rule[2] for rule in row) for x in middles])
    return dark


@pytest.mark.parametrize("address", [SLIP.address, "0" * 40, "địa chỉ dài " * 20])
def test_a_code_on_a_page_is_the_code_of_its_text(address: str) -> None:
    page = Page()
    put_qr(page, address, left=20, top=300, wide=200)
    wanted = [[bool(one) for one in row] for row in segno.make_qr(address, error="m").matrix]
    assert matrix_on(page, 20, 300, 200, len(wanted)) == wanted
    quiet = 4 * 200 / (len(wanted) + 8)
    assert min(rule[0] for rule in page.rules) >= 20 + quiet - 0.01
    assert max(rule[1] + rule[4] / 2 for rule in page.rules) <= 300 - quiet + 0.01


@pytest.mark.parametrize("locale", [VI, EN])
def test_a_slip_says_whose_it_is_and_how_to_use_it(locale: Locale) -> None:
    one = read(draw_slip(SLIP, locale, printed_on=PRINTED)).text
    of_many = read(draw_slips([SLIP], locale, printed_on=PRINTED)).text
    how = (
        ("Quét mã, rồi gõ mã PIN của bạn.", "Không ai trong câu lạc bộ được hỏi mã PIN của bạn.")
        if locale is VI
        else ("Scan the code, then type your PIN.", "Nobody from the club ever asks for your PIN.")
    )
    for words in ("Bùi Thị Lụa", "HP-012", SLIP.address, *how):
        assert words in one
        assert words in of_many


@pytest.mark.parametrize("locale", [VI, EN])
def test_nothing_runs_into_anything_or_off_the_slip(locale: Locale) -> None:
    for document in (
        slip_document(SLIP, locale, PRINTED),
        slip_document(LONG, locale, PRINTED),
        slips_document([*EIGHT, LONG], locale, PRINTED),
    ):
        assert collisions(document) == []
        assert outside(document) == []


def test_words_of_a_slip_keep_to_its_card_and_off_its_code() -> None:
    document = slips_document([LONG] * 8, VI, PRINTED)
    (page,) = document.pages
    wide, high = SHEET.width / 2, SHEET.height / 4
    codes = [rule for rule in page.rules if rule[4] > 0.5]
    assert len({(int(rule[0] // wide), int(rule[1] // high)) for rule in codes}) == 8
    for box in boxes(page):
        assert box.left // wide == (box.right - 0.1) // wide
        assert box.low // high == box.high // high
        assert not any(
            rule[0] < box.right and box.left < rule[2] and box.low < rule[1] < box.high
            for rule in codes
        )


def test_the_instructions_are_in_large_print() -> None:
    (page,) = slip_document(SLIP, VI, PRINTED).pages
    assert min(size for *_, size, words in page.words if "PIN" in words) >= 14
    (page,) = slips_document(EIGHT, VI, PRINTED).pages
    assert min(size for *_, size, words in page.words if "PIN" in words) >= 10


def test_eight_slips_are_one_sheet_and_the_ninth_begins_another() -> None:
    found = read(draw_slips([*EIGHT, SLIP], VI, printed_on=PRINTED))
    assert len(found.pages) == 2
    assert "Bùi Thị H" in found.pages[0]
    assert "Bùi Thị Lụa" in found.pages[1]
    assert (round(found.width), round(found.height)) == (595, 842)


def test_the_same_slips_are_the_same_bytes() -> None:
    first, again = (draw_slips(EIGHT, VI, printed_on=PRINTED) for _ in range(2))
    assert first == again
