"""Numbers and amounts in words, and back again by a reader that shares nothing with the writer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.i18n.amount_words import AmountForm, amount_words, number_words
from ledger.i18n.locale import Language
from ledger.i18n.vietnamese_numbers import Filler, Four, Padding, WordStyle, vietnamese

VI, EN = Language.VI, Language.EN
NUMBERS = st.one_of(
    st.integers(-(2**63), 2**63),
    st.integers(0, 2_000),
    # Round sums with few digits, which paper is full of.
    st.builds(lambda digits, zeros: digits * 10**zeros, st.integers(1, 999), st.integers(0, 15)),
    # Groups of three that are often empty or small.
    st.lists(st.sampled_from([0, 0, 1, 4, 5, 10, 14, 15, 21, 24, 100, 104, 115, 999]), max_size=6)
    .map(lambda groups: sum(group * 1_000**place for place, group in enumerate(groups))),
)  # fmt: skip
STYLES = st.builds(
    WordStyle, st.sampled_from(Filler), st.sampled_from(Four), st.sampled_from(Padding)
)

VIETNAMESE_DIGITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5,
    "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
ENGLISH_SMALL = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
ENGLISH_UNITS = {
    "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "quadrillion": 10**15, "quintillion": 10**18,
}  # fmt: skip


def read_vietnamese(text: str) -> int:
    """Read words aloud into a number: what stands before a unit is counted in it."""
    sign, _, rest = text.partition(" ")
    if sign == "âm":
        return -read_vietnamese(rest)
    whole = part = digit = 0
    for word in text.split():
        match word:
            case "tỷ":
                whole, part, digit = (whole + part + digit) * 10**9, 0, 0
            case "triệu" | "nghìn":
                unit = 10**6 if word == "triệu" else 1_000
                whole, part, digit = whole + (part + digit) * unit, 0, 0
            case "trăm" | "mươi":
                part, digit = part + digit * (100 if word == "trăm" else 10), 0
            case "mười":
                part += 10
            case "linh" | "lẻ":
                assert digit == 0
            case _:
                digit = VIETNAMESE_DIGITS[word]
    return whole + part + digit


def read_english(text: str) -> int:
    if text.startswith("minus "):
        return -read_english(text.removeprefix("minus "))
    whole = group = 0
    for word in text.replace("-", " ").split():
        if word == "hundred":
            group *= 100
        elif word in ENGLISH_UNITS:
            whole, group = whole + group * ENGLISH_UNITS[word], 0
        elif word != "and":
            group += ENGLISH_SMALL[word]
    return whole + group


@given(NUMBERS, STYLES)
def test_vietnamese_words_read_back_in_every_style(number: int, style: WordStyle) -> None:
    assert read_vietnamese(vietnamese(number, style)) == number


@given(NUMBERS)
def test_english_words_read_back(number: int) -> None:
    assert read_english(number_words(number, EN)) == number


@given(NUMBERS, st.sampled_from(Language), st.sampled_from(AmountForm))
def test_an_amount_in_words_reads_back(minor: int, language: Language, form: AmountForm) -> None:
    words = amount_words(minor, language, form)
    number, _, ending = words.rpartition(" đồng")
    assert ending in {"", " chẵn", " only"}
    read = read_vietnamese if language is VI else read_english
    assert read(number.lower()) == minor


@given(NUMBERS, NUMBERS, st.sampled_from(Language))
def test_two_numbers_never_have_the_same_words(one: int, other: int, language: Language) -> None:
    same = number_words(one, language) == number_words(other, language)
    assert same is (one == other)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (11, "mười một"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (105, "một trăm linh năm"),
        (1_010, "một nghìn không trăm mười"),
        (2_024, "hai nghìn không trăm hai mươi tư"),
        (1_005_000, "một triệu không trăm linh năm nghìn"),
        (5_000_000_909, "năm tỷ chín trăm linh chín"),
        (10**12, "một nghìn tỷ"),
        (9 * 10**18, "chín tỷ tỷ"),
        (-7, "âm bảy"),
    ],
)
def test_the_house_reads_as_most_paper_does(number: int, words: str) -> None:
    assert number_words(number, VI) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "zero"),
        (21, "twenty-one"),
        (105, "one hundred and five"),
        (1_005, "one thousand and five"),
        (1_500, "one thousand five hundred"),
        (1_005_000, "one million five thousand"),
        (-7, "minus seven"),
        (10**18, "one quintillion"),
    ],
)
def test_english_is_read_as_the_british_do(number: int, words: str) -> None:
    assert number_words(number, EN) == words


def test_a_style_is_chosen_word_by_word() -> None:
    assert vietnamese(104, WordStyle(filler=Filler.LE)) == "một trăm lẻ bốn"
    assert vietnamese(104, WordStyle(four=Four.TU_ALSO_AFTER_FILLER)) == "một trăm linh tư"
    assert vietnamese(24, WordStyle(four=Four.BON)) == "hai mươi bốn"
    assert vietnamese(1_001_005, WordStyle(padding=Padding.LAST)) == (
        "một triệu một nghìn không trăm linh năm"
    )
    assert vietnamese(1_000_005, WordStyle(padding=Padding.CLDR)) == "một triệu linh năm"
    assert vietnamese(1_017, WordStyle(padding=Padding.NONE)) == "một nghìn linh mười bảy"


def test_an_amount_is_said_inside_a_sentence_alone_and_as_a_round_sum() -> None:
    assert amount_words(3_500_000, VI) == "ba triệu năm trăm nghìn đồng"
    assert amount_words(3_500_000, EN) == "three million five hundred thousand đồng"
    assert amount_words(0, VI, AmountForm.ALONE) == "Không đồng"
    assert amount_words(-1_000, VI, AmountForm.ALONE) == "Âm một nghìn đồng"
    assert amount_words(200_000, VI, AmountForm.ROUND) == "Hai trăm nghìn đồng chẵn"
    assert amount_words(200_000, EN, AmountForm.ROUND) == "Two hundred thousand đồng only"


def test_english_has_no_words_far_beyond_the_books() -> None:
    assert number_words(10**21 - 1, EN).startswith("nine hundred and ninety-nine quintillion")
    with pytest.raises(ValueError, match="no words"):
        number_words(10**21, EN)
