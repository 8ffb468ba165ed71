"""A visit: who reads, in which language, what is asked, and how it is answered."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from flask import Request, Response
from sqlalchemy.engine import Connection, Engine

from ledger.books.audit_records import Doer, Look, note_access
from ledger.books.clubs import StoredClub
from ledger.books.engine import reading, transaction
from ledger.core.clock import day_there
from ledger.core.journal import PostingRequest
from ledger.core.users.grants import Actor, NothingThere, Place
from ledger.i18n.locale import Language
from ledger.services.clubs import place_of
from ledger.services.demonstration_people import ReadyAccount
from ledger.services.passwords import Hasher
from ledger.web.addresses import with_query
from ledger.web.assets import Assets
from ledger.web.door import Guest
from ledger.web.form.proof import REQUEST_ID, new_request_id, proof_of, request_id_of
from ledger.web.random import random_id
from ledger.web.rendering import Renderer
from ledger.web.words import Reader

LANGUAGE = "lang"

COOKIE = "club_ledger_language"
"""Where a browser remembers the language: so an address means the same to every reader."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What all visits share: the books, the clock, the templates and the files beside them.

    `hasher` makes and proves the hashes of passwords; `ready` are a demonstration's accounts.
    """

    engine: Engine
    now: Callable[[], dt.datetime]
    language: Language
    renderer: Renderer
    assets: Assets
    hasher: Hasher
    ready: tuple[ReadyAccount, ...] = ()
    is_demonstration: bool = False


NOBODY = Guest(None, None, "", is_secure=False)
"""A guest of whom nothing is known yet."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One request: its reader, who that is, what is asked behind the question mark and typed.

    `found` is the club that the address names, once the door has let the guest in to it.
    """

    desk: Desk
    reader: Reader
    arguments: Mapping[str, Sequence[str]]
    guest: Guest = NOBODY
    found: StoredClub | None = None
    typed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    path: str = ""
    is_sent: bool = False

    @property
    def today(self) -> dt.date:
        """Return the day that it is in Viet Nam."""
        return day_there(self.desk.now())

    def reading(self) -> AbstractContextManager[Connection]:
        """Return one consistent view of the books of the club that the address names, if any."""
        return reading(self.desk.engine, self._clubs)

    def writing(self) -> AbstractContextManager[Connection]:
        """Return one transaction, in that club alone: committed as a whole, or not at all."""
        return transaction(self.desk.engine, self._clubs)

    @property
    def _clubs(self) -> tuple[int, ...]:
        return () if self.found is None else (self.found.club_id,)

    @property
    def actor(self) -> Actor:
        """Return who has signed in (`NothingThere`, which a route that is guarded never raises)."""
        if self.guest.session is None:
            raise NothingThere
        return self.guest.session.actor

    @property
    def club(self) -> StoredClub:
        """Return the club that the address names, where it names one."""
        if self.found is None:
            raise NothingThere
        return self.found

    @property
    def code(self) -> str:
        """Return that club's code, as it stands in addresses."""
        return self.club.club.code

    @property
    def place(self) -> Place:
        """Return that club as grants see it."""
        return place_of(self.club)

    @property
    def doer(self) -> Doer:
        """Return who acts now, for the records."""
        return Doer(self.actor.user_id, self.desk.now(), self.guest.address)

    def request(self) -> PostingRequest:
        """Return the request that the form sent carries (`FormWithoutId`)."""
        return PostingRequest(
            request_id_of(self.one_typed(REQUEST_ID)), self.actor.user_id, self.desk.now()
        )

    def looked(self, member_no: int | None, what: str) -> None:
        """Keep that somebody looked at what the club holds of a member, or of all of them."""
        club_id, doer = self.club.club_id, self.doer
        with self.writing() as connection:
            note_access(connection, Look(club_id, member_no, what), doer, random_id())

    def one_typed(self, name: str) -> str:
        """Return what was sent in a field, nothing where the form has no such field."""
        return next(iter(self.typed.get(name, ())), "")

    def new_id(self) -> str:
        """Return a request id for a form that is shown now."""
        return str(new_request_id(self.desk.now()))

    @property
    def proof(self) -> str:
        """Return the proof that stands in the forms of this browser."""
        return "" if self.guest.secret is None else proof_of(self.guest.secret)

    def page(self, template: str, *, status: int = 200, **values: object) -> Response:
        """Return a page made of a template."""
        language = self.reader.language
        session = self.guest.session
        html = self.desk.renderer.page(
            language, template, other_language=self._in(_other(language)), proof=self.proof,
            signed_in=None if session is None else session.actor.name,
            is_full=self.guest.is_full, **values,
        )  # fmt: skip
        return Response(html, status, {"Content-Language": language.value}, mimetype="text/html")

    def _in(self, language: Language) -> str:
        """Return this page's address in a language, as seen from the page itself."""
        asked = {name: texts[0] for name, texts in self.arguments.items()}
        return with_query("", asked | {LANGUAGE: language.value})


def _other(language: Language) -> Language:
    return Language.EN if language is Language.VI else Language.VI


def arrive(desk: Desk, request: Request, guest: Guest = NOBODY) -> Visit:
    """Return the visit behind a request."""
    return Visit(
        desk,
        desk.renderer.readers[_language(desk, request)],
        request.args.to_dict(flat=False),
        guest,
        path=request.path,
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
