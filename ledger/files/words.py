"""A report's values in a reader's words, as a file or a terminal shows them."""

import datetime as dt
from fractions import Fraction

from ledger.core.money import Money
from ledger.core.statements.table import Name, Part, Phrase, Value
from ledger.i18n import formats
from ledger.i18n.locale import Language, Locale

FORMULA = frozenset("=+-@\t\r\n＝＋－＠")  # noqa: RUF001 - wide signs begin a formula too
"""The signs by which a spreadsheet knows a formula, in plain and in full width."""


def begins_formula(text: str) -> bool:
    """Tell whether a spreadsheet might compute this text instead of showing it."""
    return text[:1] in FORMULA


def value_text(value: Value, locale: Locale) -> str:
    """Return a value in the reader's language: dates as 31/12/2026, numbers plain."""
    match value:
        case None:
            return ""
        case Phrase():
            return phrase_text(value, locale)
        case Name():
            return value.vi if locale.language is Language.VI else value.en
        case dt.datetime():
            return formats.instant(value, locale.language)
        case dt.date():
            return formats.date(value, locale.language)
        case _:
            return str(value)


def phrase_text(phrase: Phrase, locale: Locale) -> str:
    """Return a phrase from the catalogue with its parts filled in."""
    parts = {name: part_text(part, locale) for name, part in phrase.parts}
    return locale.gettext(phrase.msgid, **parts)


def part_text(part: Part, locale: Locale) -> str:
    """Return a value inside a sentence: there an amount is written with its ₫."""
    match part:
        case Money():
            return formats.amount(part.minor, locale.language)
        case Fraction():
            return formats.percent(part, locale.language, places=4)
        case _:
            return value_text(part, locale)
