"""The fields that ask a household for its income: whether it was asked, and what it said."""

from dataclasses import dataclass

from ledger.core.errors import RuleBroken
from ledger.core.outcomes.incomes import QUESTION, QUESTIONS
from ledger.core.statements.table import Phrase, phrase
from ledger.web.acts.act import Line, Look, Words
from ledger.web.form.fields import AnswerMissing, Choice, Field, FieldKind, FormRefused, Given

SAID, SILENT, UNASKED = "said", "silent", "unasked"
WAYS: dict[str, Phrase] = {
    SAID: phrase("Asked, and said the sum below"),
    SILENT: phrase("Asked, and did not want to say or did not know"),
    UNASKED: phrase("Not asked"),
}
ASKED = phrase("Was the household asked for its income?")
INCOME = phrase("Income of the household a month (đồng)")


@dataclass(eq=False)
class SumWithoutAnswer(RuleBroken):
    """A sum was typed of a household of which it is said that it told none."""


def income_fields(*, asks: Phrase = ASKED, can_be_unasked: bool = True) -> tuple[Field, ...]:
    """Return the fields of the question; it is not asked at first, where that can be."""
    ways = tuple(Choice(way, words) for way, words in WAYS.items())
    return (
        Field(
            name="answer", label=asks,
            kind=FieldKind.CHOICE, choices=ways if can_be_unasked else ways[:2],
            is_required=not can_be_unasked, says_optional=False,
            usual=UNASKED if can_be_unasked else SAID, hint=QUESTIONS[QUESTION],
        ),
        Field(
            name="monthly", label=INCOME, kind=FieldKind.AMOUNT, longest=30, is_required=False,
            hint=phrase("As told, even if it is 0; never below zero"),
        ),
    )  # fmt: skip


def was_asked(given: Given) -> bool:
    """Tell whether the household was asked; a sum that is typed says so by itself."""
    return _way(given) != UNASKED or given.number("monthly") is not None


def monthly_of(given: Given) -> int | None:
    """Return what the household said, in đồng a month, None where it did not say."""
    monthly, way = given.number("monthly"), _way(given)
    if way == SAID and monthly is None:
        raise FormRefused({"monthly": AnswerMissing()})
    if way == SILENT and monthly is not None:
        raise FormRefused({"monthly": SumWithoutAnswer()})
    return monthly


def _way(given: Given) -> str:
    return given.text_or_none("answer") or UNASKED


def income_lines(look: Look, *, was_asked: bool, monthly: int | None) -> tuple[Line, ...]:
    """Return the line of a confirmation that says what the household told."""
    words: Words = WAYS[UNASKED]
    if was_asked:
        words = WAYS[SILENT] if monthly is None else look.visit.reader.money(monthly)
    return (Line(phrase("Income of the household a month"), words),)
