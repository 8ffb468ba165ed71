"""The fields of forms: what each asks, and how what is typed there is read."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from ledger.core.errors import LedgerError, RuleBroken
from ledger.core.money import LARGEST_MINOR, AmountTooLarge
from ledger.core.statements.table import Name, Phrase
from ledger.core.text import check_text, normal
from ledger.i18n.typed import read_amount, read_percent
from ledger.web.queries import day_typed
from ledger.web.refusals import AmountNotUnderstood, NoSuchDay

LONGEST_NAME = 255
"""The most characters of a name or of one line."""
LONGEST_WORDS = 500
"""The most characters of a text of several lines."""
LARGEST_NUMBER = 999_999_999


class FieldKind(StrEnum):
    """What a field is for; the template draws each kind in its own way."""

    AMOUNT = "amount"
    DAY = "day"
    NUMBER = "number"
    PERCENT = "percent"
    """A share, typed in per cent."""
    TEXT = "text"
    WORDS = "words"
    LINES = "lines"
    """Several lines, each of which says something by itself."""
    CHOICE = "choice"
    YES = "yes"
    MANY = "many"
    """Several of the choices."""
    SECRET = "secret"  # noqa: S105 - a kind of field
    PIN = "pin"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers of a field: what is sent, and what is read."""

    value: str
    words: Phrase | Name | str
    hint: Phrase | str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a form; `usual` is what stands in it at first, as it is typed."""

    name: str
    label: Phrase | Name | str
    kind: FieldKind = FieldKind.TEXT
    hint: Phrase | None = None
    is_required: bool = True
    says_optional: bool = True
    """Whether a field that may be left empty says so by itself."""
    choices: tuple[Choice, ...] = ()
    usual: str = ""
    longest: int = LONGEST_NAME
    autocomplete: str = "off"
    buttons: tuple[tuple[int, Phrase], ...] = ()
    """For an amount: sums that can be taken with one press, and what each is."""


@dataclass(eq=False)
class AnswerMissing(RuleBroken):
    """A field that must be filled in is empty."""


@dataclass(eq=False)
class NotOneOfThese(RuleBroken):
    """What was chosen is none of the choices."""


@dataclass(eq=False)
class NumberNotUnderstood(RuleBroken):
    """A text is no whole number."""

    text: str


@dataclass(eq=False)
class PercentNotUnderstood(RuleBroken):
    """A text is no share in per cent."""

    text: str


class FormRefused(Exception):
    """What was typed is not understood; `problems` says for each field what is wrong."""

    def __init__(self, problems: Mapping[str, LedgerError]) -> None:
        """Take the problems by field; "" is the form as a whole."""
        super().__init__("; ".join(map(str, problems.values())))
        self.problems = dict(problems)


Answer = int | str | bool | dt.date | Fraction | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Given:
    """What was typed in a form, read into values."""

    answers: Mapping[str, Answer] = field(default_factory=dict)

    def amount(self, name: str) -> int:
        """Return an amount in đồng, or another number, that must be there."""
        found = self.answers.get(name)
        if not isinstance(found, int) or isinstance(found, bool):
            raise FormRefused({name: AnswerMissing()})
        return found

    def number(self, name: str) -> int | None:
        """Return a number, or an amount in đồng, None where none was typed."""
        found = self.answers.get(name)
        return found if isinstance(found, int) and not isinstance(found, bool) else None

    def share(self, name: str) -> Fraction:
        """Return a share of one that must be there."""
        found = self.share_or_none(name)
        if found is None:
            raise FormRefused({name: AnswerMissing()})
        return found

    def share_or_none(self, name: str) -> Fraction | None:
        """Return a share of one, None where none was typed."""
        found = self.answers.get(name)
        return found if isinstance(found, Fraction) else None

    def day(self, name: str) -> dt.date:
        """Return a day that must be there."""
        found = self.answers.get(name)
        if not isinstance(found, dt.date):
            raise FormRefused({name: AnswerMissing()})
        return found

    def day_or_none(self, name: str) -> dt.date | None:
        """Return a day, None where none was typed."""
        found = self.answers.get(name)
        return found if isinstance(found, dt.date) else None

    def text(self, name: str) -> str:
        """Return a text, or a choice, that must be there."""
        found = self.answers.get(name)
        if not isinstance(found, str) or not found:
            raise FormRefused({name: AnswerMissing()})
        return found

    def text_or_none(self, name: str) -> str | None:
        """Return a text, None where none was typed."""
        found = self.answers.get(name)
        return found if isinstance(found, str) and found else None

    def yes(self, name: str) -> bool:
        """Tell whether a box is ticked."""
        return self.answers.get(name) is True

    def many(self, name: str) -> tuple[str, ...]:
        """Return those of the choices that were taken."""
        found = self.answers.get(name)
        return found if isinstance(found, tuple) else ()


def read_form(fields: Sequence[Field], typed: Mapping[str, Sequence[str]]) -> Given:
    """Return what was typed as values; raises `FormRefused` with all that is wrong."""
    answers: dict[str, Answer] = {}
    problems: dict[str, LedgerError] = {}
    for one in fields:
        try:
            answers[one.name] = _read(one, typed.get(one.name, ()))
        except LedgerError as error:
            problems[one.name] = error
    if problems:
        raise FormRefused(problems)
    return Given(answers)


def _read(one: Field, texts: Sequence[str]) -> Answer:
    if one.kind is FieldKind.YES:
        return bool(texts and texts[0])
    if one.kind is FieldKind.MANY:
        return _many(one, texts)
    text = texts[0] if texts else ""
    if one.kind is FieldKind.SECRET:  # a password is taken as it is typed
        if not text and one.is_required:
            raise AnswerMissing
        return text or None
    if one.kind is FieldKind.LINES:
        return _lines(one, text)
    text = normal(text)
    if not text:
        if one.is_required:
            raise AnswerMissing
        return None
    if one.kind is FieldKind.WORDS:
        text = " ".join(text.split())
    check_text(text, one.longest)
    return _value(one, text)


def _value(one: Field, text: str) -> Answer:
    match one.kind:
        case FieldKind.AMOUNT:
            return _amount(text)
        case FieldKind.DAY:
            day = day_typed(text)
            if day is None:
                raise NoSuchDay(text)
            return day
        case FieldKind.NUMBER:
            if not (text.isascii() and text.isdigit()) or int(text) > LARGEST_NUMBER:
                raise NumberNotUnderstood(text)
            return int(text)
        case FieldKind.PERCENT:
            share = read_percent(text)
            if share is None:
                raise PercentNotUnderstood(text)
            return share
        case FieldKind.CHOICE:
            if text not in {choice.value for choice in one.choices}:
                raise NotOneOfThese
            return text
        case _:
            return text


def _amount(text: str) -> int:
    found = read_amount(text)
    if found is None:
        raise AmountNotUnderstood(text)
    if found > LARGEST_MINOR:
        raise AmountTooLarge(found)
    return found


def _lines(one: Field, text: str) -> str | None:
    """Return lines with single spaces between their words; an empty line keeps its place."""
    lines = [" ".join(normal(line).split()) for line in text.splitlines()]
    check_text(" ".join(lines), one.longest)
    if any(lines):
        return "\n".join(lines)
    if one.is_required:
        raise AnswerMissing
    return None


def _many(one: Field, texts: Sequence[str]) -> tuple[str, ...]:
    known = {choice.value for choice in one.choices}
    if any(text not in known for text in texts):
        raise NotOneOfThese
    if one.is_required and not texts:
        raise AnswerMissing
    return tuple(dict.fromkeys(texts))
