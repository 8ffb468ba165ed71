"""A reader's words and figures on a page: the one place where pages meet `i18n`."""

import datetime as dt
from collections.abc import Callable, Iterable
from fractions import Fraction

from ledger.core.money import Money
from ledger.core.statements.table import Name, Part, Phrase, Value
from ledger.i18n import amount_words, formats
from ledger.i18n.amount_words import AmountForm
from ledger.i18n.locale import Language, Locale
from ledger.i18n.typed import write_moment


class Reader:
    """Says everything that a page says in one language, as plain text."""

    def __init__(self, locale: Locale) -> None:
        """Speak as this locale does."""
        self.locale = locale
        self.language = locale.language
        self.say = locale.gettext
        self._writers: dict[type, Callable[..., str]] = {
            str: _as_it_is,
            int: self.figure,
            type(None): _nothing,
            dt.date: self.date,
            dt.datetime: self.instant,
            Phrase: self.phrase,
            Name: self.name,
        }

    def value(self, value: Value) -> str:
        """Return a report's value: numbers in groups of three digits, without their ₫."""
        return self._writers[type(value)](value)

    def values(self, values: Iterable[Value]) -> list[str]:
        """Return a row's values, as `value` writes each."""
        writers = self._writers
        return [writers[type(value)](value) for value in values]

    def part(self, part: Part) -> str:
        """Return a value inside a sentence: a number there is a number of something, not money."""
        match part:
            case int():
                return str(part)
            case Money():
                return self.money(part.minor)
            case Fraction():
                return formats.percent(part, self.language, places=4)
            case _:
                return self.value(part)

    def phrase(self, phrase: Phrase) -> str:
        """Return a report's phrase with its parts filled in."""
        if not phrase.parts:
            return self.say(phrase.msgid)
        return self.say(phrase.msgid, **{key: self.part(part) for key, part in phrase.parts})

    def name(self, name: Name) -> str:
        """Return a name that is stored in both languages."""
        return name.vi if self.language is Language.VI else name.en

    def figure(self, minor: int) -> str:
        """Return an amount in đồng without its ₫, for a column of them."""
        return formats.count(minor, self.language)

    def money(self, minor: int) -> str:
        """Return an amount with its ₫, which stays on the amount's line."""
        return formats.amount(minor, self.language)

    def percent(self, share: Fraction) -> str:
        """Return a share of one as per cent, with two decimals at most."""
        return formats.percent(share, self.language)

    def in_words(self, minor: int) -> str:
        """Return an amount in words that stand alone: Hai trăm nghìn đồng."""
        return amount_words.amount_words(minor, self.language, AmountForm.ALONE)

    def date(self, day: dt.date) -> str:
        """Return a day as 10/03/2026."""
        return formats.date(day, self.language)

    def weekday_date(self, day: dt.date) -> str:
        """Return a day with its weekday."""
        return formats.weekday_date(day, self.language)

    def month(self, period: str) -> str:
        """Return a month that is kept as 2026-03."""
        return formats.month(period, self.language)

    def instant(self, at: dt.datetime) -> str:
        """Return a moment by the clock of Viet Nam."""
        return formats.instant(at, self.language)

    def typed(self, at: dt.datetime) -> str:
        """Return a moment as a reader may type it, without losing a part of it."""
        return write_moment(at, self.language)


def _as_it_is(text: str) -> str:
    return text


def _nothing(_: None) -> str:
    return ""
