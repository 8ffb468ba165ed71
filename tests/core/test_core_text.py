"""Text: what may be stored, and the keys by which names are sorted and found."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core.text import (
    ControlCharacter,
    TextNotNormal,
    TextTooLong,
    check_text,
    name_sort_key,
    normal,
    without_accents,
)

# As a Vietnamese dictionary has them: letters first (a ă â, d đ, e ê, o ô ơ, u ư), then the tones
# (none, huyền, hỏi, ngã, sắc, nặng).
DICTIONARY = (
    "A Ái An Ảnh Ánh Ăn Ân Ấn Ba Bà Bả Bã Bá Bạ Bách Bạch Bích Bình Chi Chí Cúc Dân Dung Dũng Đào"
    " Đạt Đinh Đức Em Én Êm Giang Giàng Hà Hạ Hạnh Hoa Hoà Hòa Hoàng Hồng Hợi Huế Huệ Hương Kha"
    " Lan Lân Lường Mai Mận Mơ Na Nga Ngân Nở Oanh Ong Ông Ơn Phúc Quách Quý Sự Tâm Thơm Thu Thủy"
    " Thư Tơ Ty Tý Uyên Ưng Vân Vi Vy Xuân Yến"
)
IN_ORDER = DICTIONARY.split()

texts = st.text(st.characters(codec="utf-8"), max_size=40)
syllables = st.text(st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxy"), min_size=1, max_size=6)
tones = st.sampled_from(["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"])


def test_given_names_sort_as_in_a_vietnamese_dictionary() -> None:
    keys = [name_sort_key(name) for name in IN_ORDER]
    different = [(a, b) for a, b in pairwise(IN_ORDER) if name_sort_key(a) > name_sort_key(b)]
    assert different == []
    assert len(set(keys)) == len(IN_ORDER) - 1  # Hoà and Hòa are one name, written two ways


def test_people_sort_by_given_name_then_by_family_name_and_middle_name() -> None:
    people = [
        "Lò Văn An", "Nguyễn Thị An", "Nguyễn Văn An", "Bùi Văn Ánh", "Quách Thị Bích",
        "Bùi Thị Lụa", "Đinh Thị Lụa",
    ]  # fmt: skip
    other_way_round = people[::-1]
    assert sorted(other_way_round, key=name_sort_key) == people


def test_a_short_syllable_comes_before_the_longer_one_that_begins_with_it() -> None:
    assert name_sort_key("Hà") < name_sort_key("Hai") < name_sort_key("Hải") < name_sort_key("Hân")


def test_names_of_other_peoples_have_a_place_too() -> None:
    assert name_sort_key("H'Hen Niê") == name_sort_key("HHen Niê")
    assert name_sort_key("Giàng A Páo") < name_sort_key("Y Phôn")
    assert name_sort_key("Jack") < name_sort_key("Kim") < name_sort_key("Walter")


@given(texts)
def test_a_sort_key_is_plain_ascii(name: str) -> None:
    assert name_sort_key(name).isascii()
    assert name_sort_key(name).isprintable()


@given(texts)
def test_a_sort_key_does_not_ask_how_a_name_is_composed(name: str) -> None:
    key = name_sort_key(name)
    for form in ("NFC", "NFD"):
        assert name_sort_key(unicodedata.normalize(form, name)) == key


@given(st.lists(st.tuples(syllables, tones), min_size=2, max_size=2))
def test_letters_count_before_tones(pair: list[tuple[str, str]]) -> None:
    alphabet = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
    marks = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
    ranks = [([alphabet.index(x) for x in word], marks.index(tone)) for word, tone in pair]
    keys = [name_sort_key(word + tone) for word, tone in pair]
    assert (keys[0] < keys[1]) == (ranks[0] < ranks[1])


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Bùi Thị Lụa", "bui thi lua"),
        ("ĐẶNG THỊ ĐƯỢC", "dang thi duoc"),
        ("Quỹ tương trợ", "quy tuong tro"),
        ("  Lò   Văn\tỬng ", "lo van ung"),
        (unicodedata.normalize("NFD", "Nguyễn Thị Mận"), "nguyen thi man"),
        ("", ""),
    ],
)
def test_a_search_compares_letters_without_marks(name: str, plain: str) -> None:
    assert without_accents(name) == plain


@given(texts)
def test_what_has_lost_its_accents_has_no_more_to_lose(text: str) -> None:
    plain = without_accents(text)
    assert without_accents(plain) == plain
    assert plain == plain.strip()


def test_normal_text_is_composed_and_has_no_spaces_at_its_ends() -> None:
    assert normal(unicodedata.normalize("NFD", " Quỹ hoạt động ")) == "Quỹ hoạt động"


def test_vietnamese_is_text() -> None:
    check_text("Thu hội phí tháng 3 – bà Lụa (“hộ nghèo”), 50.000 ₫ 🌾", 500)
    check_text("", 0)


def test_a_text_may_be_as_long_as_allowed_and_no_longer() -> None:
    check_text("ữ" * 500, 500)
    with pytest.raises(TextTooLong) as refused:
        check_text("ữ" * 501, 500)
    assert refused.value.facts() == {"length": 501, "longest": 500}


@pytest.mark.parametrize(
    "letter",
    ["\0", "\n", "\r", "\t", "\x1b", "\x7f", "\x85", "\ud800", "\u2028", "\u2029", "\u061c",
     "\u200e", "\u202e", "\u2066"],
    ids=ascii,
)  # fmt: skip
def test_a_character_that_nobody_sees_is_refused(letter: str) -> None:
    with pytest.raises(ControlCharacter) as refused:
        check_text(f"Thu{letter}phí", 500)
    assert refused.value.facts() == {"position": 4, "code": f"U+{ord(letter):04X}"}


def test_text_that_is_not_composed_is_refused() -> None:
    with pytest.raises(TextNotNormal):
        check_text(unicodedata.normalize("NFD", "hội phí"), 500)


@given(texts.map(normal))
def test_what_is_accepted_can_be_stored_and_printed_on_one_line(text: str) -> None:
    try:
        check_text(text, 40)
    except ControlCharacter:
        return
    assert text.encode().decode() == text
    assert len(text.splitlines()) <= 1
