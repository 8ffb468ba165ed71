"""The fields that pages of lending ask besides money: members, reasons, agreed days and sums."""

from collections.abc import Iterable, Sequence

from ledger.books.loans import LoanFile
from ledger.core.errors import LedgerError
from ledger.core.loans.application import Application, ClubMember
from ledger.core.loans.making import AgreedPart
from ledger.core.statements.lending import PURPOSES
from ledger.core.statements.table import Phrase, phrase
from ledger.core.text import name_sort_key
from ledger.core.users.grants import NothingThere
from ledger.web.acts.act import Line, Look
from ledger.web.form.fields import (
    LONGEST_WORDS,
    AnswerMissing,
    Choice,
    Field,
    FieldKind,
    FormRefused,
    Given,
)


def application_of_look(look: Look) -> Application:
    """Return the application that an act is about."""
    if look.application is None:
        raise NothingThere
    return look.application


def file_of(look: Look) -> LoanFile:
    """Return the loan that an act is about, with all that happened to it."""
    if look.file is None:
        raise NothingThere
    return look.file


def asked_lines(look: Look) -> tuple[Line, ...]:
    """Return what an application asks for, as every step on its way shows it."""
    asked, reader = application_of_look(look).asked, look.visit.reader
    return (
        Line(phrase("Asks for"), reader.money(asked.amount)),
        Line(phrase("Instalments"), str(asked.instalments)),
        Line(phrase("Work"), PURPOSES[asked.purpose_kind]),
        Line(phrase("For"), asked.purpose),
    )


def why(label: Phrase, name: str = "reason", hint: Phrase | None = None) -> Field:
    """Return the field of a reason, which must be given."""
    return Field(name=name, label=label, kind=FieldKind.WORDS, hint=hint, longest=LONGEST_WORDS)


def by_given_name(members: Iterable[ClubMember]) -> list[ClubMember]:
    """Return members in the order of their given names."""
    return sorted(members, key=lambda one: (name_sort_key(one.name), one.member_no))


def member_choices(members: Sequence[ClubMember]) -> tuple[Choice, ...]:
    """Return members to choose from, each with the office that is held."""
    return tuple(Choice(str(one.member_no), one.name, one.position or "") for one in members)


def part_fields(count: int, first_hint: Phrase) -> tuple[Field, ...]:
    """Return fields for so many agreed days and sums, all of them optional."""
    found: list[Field] = []
    for number in range(1, count + 1):
        found += [
            Field(
                name=f"day-{number}", label=phrase("Payment %(number)s: the day", number=number),
                kind=FieldKind.DAY, longest=10, is_required=False,
                hint=first_hint if number == 1 else None,
            ),
            Field(
                name=f"sum-{number}",
                label=phrase("Payment %(number)s: principal (đồng)", number=number),
                kind=FieldKind.AMOUNT, longest=30, is_required=False,
            ),
        ]  # fmt: skip
    return tuple(found)


def parts_given(given: Given, count: int) -> tuple[AgreedPart, ...]:
    """Return the days and sums that were typed; a day without a sum is refused, and so is a sum."""
    parts: list[AgreedPart] = []
    problems: dict[str, LedgerError] = {}
    for number in range(1, count + 1):
        day, amount = given.day_or_none(f"day-{number}"), given.number(f"sum-{number}")
        if day is not None and amount is not None:
            parts.append(AgreedPart(day, amount))
        elif day is not None:
            problems[f"sum-{number}"] = AnswerMissing()
        elif amount is not None:
            problems[f"day-{number}"] = AnswerMissing()
    if problems:
        raise FormRefused(problems)
    return tuple(sorted(parts, key=lambda part: part.due_on))
