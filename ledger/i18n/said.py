"""A message of the catalogue, and what is said with it: a sentence and what to do."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from ledger.core.accounts import FUNDS
from ledger.i18n import formats
from ledger.i18n.locale import Language, Locale


@dataclass(frozen=True, slots=True)
class Said:
    """What a reader is told: what happened, and what to do about it."""

    sentence: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence and its remedy as msgids, whose named parts are facts.

    The other fields name the facts that are written in a way of their own: amounts in đồng,
    codes of funds, and months, days and moments that come as text (2026-03, 2026-03-10). Dates,
    moments, shares of one and lists of numbers are known by their type; all else stands as it is.
    """

    sentence: str
    remedy: str
    amounts: tuple[str, ...] = ()
    funds: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    instants: tuple[str, ...] = ()

    def said(self, facts: Mapping[str, object], locale: Locale) -> Said:
        """Return the message in the reader's language, its facts written in the reader's way."""
        parts = {name: self._written(name, fact, locale.language) for name, fact in facts.items()}
        return Said(locale.gettext(self.sentence, **parts), locale.gettext(self.remedy, **parts))

    def _written(self, name: str, fact: object, language: Language) -> str:
        try:
            return self._by_name(name, fact, language)
        except ValueError:  # a text that is no month or day: the rest is said nevertheless
            return str(fact)

    def _by_name(self, name: str, fact: object, language: Language) -> str:
        match fact:
            case int() if name in self.amounts:
                return formats.amount(fact, language)
            case str() if name in self.funds:
                return _fund(fact, language)
            case str() if name in self.months:
                return formats.month(fact, language)
            case str() if name in self.days:
                return formats.date(dt.date.fromisoformat(fact), language)
            case str() if name in self.instants:
                return formats.instant(dt.datetime.fromisoformat(fact), language)
            case _:
                return _by_type(fact, language)


@dataclass(frozen=True, slots=True)
class ByFact:
    """A message for each known value of one fact, such as a reason, and one for all others."""

    fact: str
    known: Mapping[str, Message]
    other: Message

    def said(self, facts: Mapping[str, object], locale: Locale) -> Said:
        """Return the message of the fact's value in the reader's language."""
        return self.known.get(str(facts[self.fact]), self.other).said(facts, locale)


def _fund(code: str, language: Language) -> str:
    """Return the name of a fund that clubs begin with; of another, its code."""
    for fund in FUNDS:
        if fund.code == code:
            return fund.name_vi if language is Language.VI else fund.name_en
    return code


def _by_type(fact: object, language: Language) -> str:
    match fact:
        case dt.datetime():
            return formats.instant(fact, language)
        case dt.date():
            return formats.date(fact, language)
        case Fraction():
            return formats.percent(fact, language, places=4)
        case tuple():
            return ", ".join(_runs(fact))
        case _:
            return str(fact)


def _runs(numbers: tuple[int, ...]) -> Iterator[str]:
    """Yield rising numbers, those that follow one another as 12–15."""
    for _, run in groupby(enumerate(numbers), lambda place: place[1] - place[0]):
        found = [number for _, number in run]
        yield str(found[0]) if len(found) == 1 else f"{found[0]}–{found[-1]}"
