"""Amounts and numbers in words, as vouchers and statements write them below the figures."""

from enum import StrEnum

from ledger.i18n.english_numbers import english
from ledger.i18n.locale import Language
from ledger.i18n.vietnamese_numbers import HOUSE_STYLE, WordStyle, vietnamese


class AmountForm(StrEnum):
    """How an amount in words begins and ends."""

    INSIDE = "money_lower"
    ALONE = "money"
    ROUND = "money_chan"


def number_words(number: int, language: Language, style: WordStyle = HOUSE_STYLE) -> str:
    """Return a whole number in lower-case words; `style` is how Vietnamese reads it."""
    return vietnamese(number, style) if language is Language.VI else english(number)


def amount_words(
    minor: int,
    language: Language,
    form: AmountForm = AmountForm.INSIDE,
    style: WordStyle = HOUSE_STYLE,
) -> str:
    """Return an amount in words, by itself as inside a sentence: hai trăm nghìn đồng.

    Alone it begins with a large letter; a round one is closed by "đồng chẵn", so that nothing
    can be written behind it (English: "đồng only").
    """
    words = f"{number_words(minor, language, style)} đồng"
    if form is AmountForm.INSIDE:
        return words
    if form is AmountForm.ROUND:
        words += " chẵn" if language is Language.VI else " only"
    return words[0].upper() + words[1:]
