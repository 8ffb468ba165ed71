"""A page with a form: shown empty, shown again with what is wrong, carried out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from flask import Response

from ledger.core.errors import LedgerError
from ledger.core.statements.table import Name, Phrase, phrase
from ledger.i18n.messages import said
from ledger.i18n.said import Said
from ledger.web.form.fields import Field, FieldKind, FormRefused, Given, read_form
from ledger.web.visit import Visit
from ledger.web.words import Reader

Words = Phrase | Name | str


@dataclass(frozen=True, slots=True)
class DrawnChoice:
    """An answer as it is drawn."""

    value: str
    words: str
    hint: str
    is_taken: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnField:
    """A field as it is drawn, with what was typed and what is wrong with it."""

    name: str
    kind: FieldKind
    label: str
    hint: str
    value: str
    problem: Said | None
    is_required: bool
    says_optional: bool
    longest: int
    autocomplete: str
    choices: tuple[DrawnChoice, ...]
    buttons: tuple[tuple[int, str], ...]

    @property
    def described_by(self) -> str:
        """Return the ids of what tells more about the field."""
        ids = [f"{self.name}-hint"] if self.hint else []
        if self.problem:
            ids.append(f"{self.name}-problem")
        if self.kind is FieldKind.AMOUNT:
            ids.append(f"{self.name}-words")
        return " ".join(ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    """What a form's page says: its title, a few sentences, the fields, the button.

    `way` are the pages it lies below; `places` says to which field a refusal belongs.
    """

    title: Words
    button: Words
    fields: tuple[Field, ...]
    intro: tuple[Words, ...] = ()
    way: tuple[tuple[str, Words], ...] = ()
    links: tuple[tuple[str, Words], ...] = ()
    warning: Words | None = None
    places: Mapping[type[LedgerError], str] = field(default_factory=dict)
    template: str = "forms/form.html"
    action: str = ""


STEP, EDIT = "step", "edit"
"""What a form is sent with that is to be shown again, and to do nothing."""

CANNOT_BE_DONE = phrase("This cannot be done yet")


def words(text: Words, reader: Reader) -> str:
    """Return words in the reader's language."""
    return text if isinstance(text, str) else reader.value(text)


def draw_fields(
    fields: Sequence[Field],
    reader: Reader,
    typed: Mapping[str, Sequence[str]],
    problems: Mapping[str, LedgerError],
) -> tuple[DrawnField, ...]:
    """Return the fields with what was typed in them; what was typed is never lost."""
    return tuple(_drawn(one, reader, typed, problems.get(one.name)) for one in fields)


def _drawn(
    one: Field,
    reader: Reader,
    typed: Mapping[str, Sequence[str]],
    problem: LedgerError | None,
) -> DrawnField:
    texts = list(typed.get(one.name, () if typed else (one.usual,)))
    is_secret = one.kind in {FieldKind.SECRET, FieldKind.PIN}
    return DrawnField(
        name=one.name, kind=one.kind, label=words(one.label, reader),
        hint=words(one.hint, reader) if one.hint else "",
        value="" if is_secret or not texts else texts[0],
        problem=said(problem, reader.locale) if problem else None,
        is_required=one.is_required,
        says_optional=one.says_optional and not one.is_required, longest=one.longest,
        autocomplete=one.autocomplete,
        choices=tuple(
            DrawnChoice(
                choice.value, words(choice.words, reader), words(choice.hint, reader),
                choice.value in texts,
            )
            for choice in one.choices
        ),
        buttons=tuple((amount, words(what, reader)) for amount, what in one.buttons),
    )  # fmt: skip


def show(
    visit: Visit,
    page: FormPage,
    problems: Mapping[str, LedgerError] | None = None,
    **values: object,
) -> Response:
    """Return the form's page, with what is wrong above each field and at the top."""
    found, reader = problems or {}, visit.reader
    names = {one.name for one in page.fields}
    wrong = [
        (name if name in names else "", said(problem, reader.locale))
        for name, problem in found.items()
    ]
    return visit.page(
        page.template,
        status=422 if found else 200,
        title=words(page.title, reader),
        intro=[words(one, reader) for one in page.intro],
        way_back=[(address, words(text, reader)) for address, text in page.way],
        links=[(address, words(text, reader)) for address, text in page.links],
        warning=words(page.warning, reader) if page.warning else "",
        button=words(page.button, reader),
        action=page.action,
        wrong=wrong,
        fields=draw_fields(page.fields, reader, visit.typed, found),
        request_id=visit.one_typed("request_id") or visit.new_id(),
        **values,
    )


def answer(
    visit: Visit, page: FormPage, carry_out: Callable[[Given], Response], **values: object
) -> Response:
    """Show a form, or carry out what was sent; what is refused is shown with what was typed."""
    if not visit.is_sent or visit.one_typed(STEP) == EDIT:
        return show(visit, page, None, **values)
    try:
        return carry_out(read_form(page.fields, visit.typed))
    except FormRefused as refused:
        return show(visit, page, refused.problems, **values)
    except LedgerError as error:
        place = next((name for kind, name in page.places.items() if isinstance(error, kind)), "")
        return show(visit, page, {place: error}, **values)
