"""What is looked for: numbers of vouchers as people write them, words whatever their accents."""

import unicodedata

import pytest

from ledger.core.searching import (
    LONGEST_TEXT,
    VoucherNotReadable,
    WantedVoucher,
    read_voucher,
    says_all,
    wanted_words,
)
from ledger.core.text import TextTooLong, without_accents


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("PT 214", WantedVoucher(214, "PT")),
        (" pt214 ", WantedVoucher(214, "PT")),
        ("PC-0007", WantedVoucher(7, "PC")),
        ("KT 3/2026", WantedVoucher(3, "KT", 2026)),
        ("214", WantedVoucher(214)),
        ("214-2025", WantedVoucher(214, None, 2025)),
    ],
)
def test_a_voucher_is_read_as_people_write_it(text: str, wanted: WantedVoucher) -> None:
    assert read_voucher(text) == wanted


@pytest.mark.parametrize(
    "text", ["", "PT", "PX 1", "PT 0", "1.5", "PT 12345678901", "²", "٣", "<b>1</b>", "PT 1\x00"]
)
def test_what_is_no_voucher_is_refused(text: str) -> None:
    with pytest.raises(VoucherNotReadable) as refused:
        read_voucher(text)
    assert refused.value.facts() == {"text": text}


def test_words_are_compared_without_accents_and_without_what_cannot_be_seen() -> None:
    composed, taken_apart = "Đặng  THỊ Hoà", unicodedata.normalize("NFD", "đặng thị hoà")
    assert wanted_words(composed) == wanted_words(taken_apart) == ("dang", "thi", "hoa")
    assert wanted_words("\u202eHoa\u200f\x00 hoa") == ("hoa",)
    assert wanted_words("\u0301") == ()
    assert wanted_words(" ") == ()


def test_a_text_that_is_too_long_is_not_looked_for() -> None:
    assert wanted_words("a" * LONGEST_TEXT) == ("a" * LONGEST_TEXT,)
    with pytest.raises(TextTooLong):
        wanted_words("a" * (LONGEST_TEXT + 1))


def test_all_words_stand_in_the_texts_together() -> None:
    told = ("Thu gốc kỳ 1", None, "Nguyễn Thị Hoà")
    assert says_all(wanted_words("hoa goc"), *told)
    assert not says_all(wanted_words("hoa lai"), *told)
    assert not says_all(("hoa",), None, None)


@pytest.mark.parametrize(
    "text",
    ["Đặng Thị Ước, 12 Ñ", unicodedata.normalize("NFD", "Ễ ộ Ý"), "İstanbul ẞ", "ក្រុម <i>", "m̆ x"],
)
def test_letters_are_made_plain_as_everywhere_else(text: str) -> None:
    words = tuple(without_accents(text).split())
    assert says_all(words, text)
    assert not says_all((*words, "zzz"), text)
