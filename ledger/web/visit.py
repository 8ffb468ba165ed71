"""A visit: who reads, in which language, what is asked, and how it is answered."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from flask import Request, Response
from sqlalchemy.engine import Connection, Engine

from ledger.books.engine import reading
from ledger.i18n.formats import VIET_NAM
from ledger.i18n.locale import Language
from ledger.web.addresses import with_query
from ledger.web.assets import Assets
from ledger.web.rendering import Renderer
from ledger.web.words import Reader

LANGUAGE = "lang"

COOKIE = "club_ledger_language"
"""Where a browser remembers the language: so an address means the same to every reader."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What all visits share: the books, the clock, the templates and the files beside them."""

    engine: Engine
    now: Callable[[], dt.datetime]
    language: Language
    renderer: Renderer
    assets: Assets


@dataclass(frozen=True, slots=True)
class Visit:
    """One request: its reader, and what is asked behind the question mark."""

    desk: Desk
    reader: Reader
    arguments: Mapping[str, Sequence[str]]

    @property
    def today(self) -> dt.date:
        """Return the day that it is in Viet Nam."""
        return self.desk.now().astimezone(VIET_NAM).date()

    def reading(self) -> AbstractContextManager[Connection]:
        """Return one consistent view of the books."""
        return reading(self.desk.engine)

    def page(self, template: str, *, status: int = 200, **values: object) -> Response:
        """Return a page made of a template."""
        language = self.reader.language
        html = self.desk.renderer.page(
            language, template, other_language=self._in(_other(language)), **values
        )
        return Response(html, status, {"Content-Language": language.value}, mimetype="text/html")

    def _in(self, language: Language) -> str:
        """Return this page's address in a language, as seen from the page itself."""
        asked = {name: texts[0] for name, texts in self.arguments.items()}
        return with_query("", asked | {LANGUAGE: language.value})


def _other(language: Language) -> Language:
    return Language.EN if language is Language.VI else Language.VI


def arrive(desk: Desk, request: Request) -> Visit:
    """Return the visit behind a request."""
    return Visit(
        desk,
        desk.renderer.readers[_language(desk, request)],
        request.args.to_dict(flat=False),
    )


def chosen_language(request: Request) -> Language | None:
    """Return the language that an address asks for, None when it asks for none that we speak."""
    return _known(request.args.get(LANGUAGE))


def _language(desk: Desk, request: Request) -> Language:
    """Return the language asked for now, else remembered, else wished by the browser."""
    found = chosen_language(request) or _known(request.cookies.get(COOKIE))
    if found is None:
        found = _known(request.accept_languages.best_match([one.value for one in Language]))
    return found or desk.language


def _known(text: str | None) -> Language | None:
    return next((one for one in Language if one.value == text), None)


def redirect(address: str) -> Response:
    """Return the answer that sends a browser on to another page."""
    return Response(status=303, headers={"Location": address})
