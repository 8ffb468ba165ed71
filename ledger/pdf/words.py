"""A reader's words and figures, made ready to draw: the one place where paper meets `i18n`."""

import datetime as dt
from fractions import Fraction

from ledger.core.money import Money
from ledger.core.statements.table import Name, Part, Phrase, Value
from ledger.i18n import amount_words, formats
from ledger.i18n.locale import Language, Locale
from ledger.pdf.fonts import drawable


class Speaker:
    """Says everything a document says in one language, as drawable words."""

    def __init__(self, locale: Locale) -> None:
        """Speak as this locale does."""
        self._locale = locale
        self._language = locale.language

    @property
    def tag(self) -> str:
        """Return the language as a PDF names it."""
        return "vi-VN" if self._language == Language.VI else "en"

    def say(self, msgid: str, **parts: str | int) -> str:
        """Return a sentence of the catalogue with its parts filled in."""
        return drawable(self._locale.gettext(msgid, **parts))

    def money(self, minor: int) -> str:
        """Return an amount with its ₫, which stays on the amount's line."""
        return formats.amount(minor, self._language)

    def figure(self, minor: int) -> str:
        """Return an amount without its ₫, for a column of them."""
        return formats.amount(minor, self._language, symbol=False)

    def date(self, day: dt.date) -> str:
        """Return a day as 31/12/2026."""
        return formats.date(day, self._language)

    def in_words(self, minor: int) -> str:
        """Return an amount in words, beginning with a capital letter."""
        words = amount_words.amount_words(minor, self._language)
        return drawable(words[:1].upper() + words[1:])

    def phrase(self, phrase: Phrase) -> str:
        """Return a report's phrase, its parts written as this language writes them."""
        return self.say(phrase.msgid, **{key: self.part(part) for key, part in phrase.parts})

    def part(self, part: Part) -> str:
        """Return a value inside a sentence: there an amount is written with its ₫."""
        match part:
            case Money():
                return self.money(part.minor)
            case Fraction():
                return formats.percent(part, self._language, places=4)
            case _:
                return self.value(part)

    def value(self, value: Value) -> str:
        """Return a value that is not an amount."""
        match value:
            case None:
                return ""
            case Phrase():
                return self.phrase(value)
            case Name():
                return drawable(value.vi if self._language == Language.VI else value.en)
            case dt.datetime():
                return formats.instant(value, self._language)
            case dt.date():
                return self.date(value)
            case _:
                return drawable(str(value))
