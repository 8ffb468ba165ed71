"""A form that is confirmed before it is carried out: asked, read back, done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import Response

from ledger.core.errors import LedgerError
from ledger.web.form.fields import FormRefused, Given, read_form
from ledger.web.form.page import EDIT, STEP, FormPage, Words, show, words
from ledger.web.form.proof import REQUEST_ID, TOKEN
from ledger.web.visit import Visit

DO = "record"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBack:
    """What was typed, read back: a line for each part, and the button that does it."""

    lines: Sequence[tuple[Words, Words]]
    button: Words
    warnings: Sequence[Words] = ()


def answer_twice(
    visit: Visit,
    page: FormPage,
    read_back: Callable[[Given], ReadBack],
    carry_out: Callable[[Given], Response],
) -> Response:
    """Show a form, read back what was sent, and carry it out once that was confirmed."""
    if not visit.is_sent or visit.one_typed(STEP) == EDIT:
        return show(visit, page)
    try:
        given = read_form(page.fields, visit.typed)
        if visit.one_typed(STEP) == DO:
            return carry_out(given)
        return _confirm(visit, page, read_back(given))
    except FormRefused as refused:
        return show(visit, page, refused.problems)
    except LedgerError as error:
        place = next((name for kind, name in page.places.items() if isinstance(error, kind)), "")
        return show(visit, page, {place: error})


def _confirm(visit: Visit, page: FormPage, told: ReadBack) -> Response:
    reader = visit.reader
    return visit.page(
        "acts/confirm.html",
        title=words(page.title, reader),
        way_back=[(address, words(text, reader)) for address, text in page.way],
        who="",
        amount=None,
        lines=[(words(label, reader), words(text, reader)) for label, text in told.lines],
        warnings=[words(one, reader) for one in told.warnings],
        button=words(told.button, reader),
        typed=[
            (name, text)
            for name, texts in visit.typed.items()
            if name not in {STEP, TOKEN, REQUEST_ID}
            for text in texts
        ],
        request_id=visit.one_typed(REQUEST_ID) or visit.new_id(),
    )
