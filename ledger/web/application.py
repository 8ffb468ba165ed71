"""The application: what it is told at its start, and how it is put together."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from flask import Flask, Response, g, request
from sqlalchemy.engine import Engine
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.routing import BaseConverter, ValidationError

from ledger._resources import resource_folder
from ledger.books.engine import narrowed
from ledger.core.errors import LedgerError
from ledger.i18n.locale import Language
from ledger.services.demonstration_people import ReadyAccount
from ledger.services.passwords import Argon2, Hasher
from ledger.web import failures
from ledger.web.assets import STATIC, Assets
from ledger.web.compression import compress
from ledger.web.door import check, guest_of
from ledger.web.form.proof import check_form
from ledger.web.headers import LASTING, protect
from ledger.web.loopback import check_host
from ledger.web.refusals import QueryRefused
from ledger.web.rendering import Renderer
from ledger.web.routes import CODE, ROUTES, Route
from ledger.web.sending import sent_away
from ledger.web.signed_out import signed_out
from ledger.web.visit import COOKIE, NOBODY, Desk, Visit, arrive, chosen_language

A_YEAR = dt.timedelta(days=365)
LARGEST_FORM = 64 * 1024
MOST_FIELDS = 500


def _clock() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True)
class Settings:
    """What an application is told at its start; `now` gives the moment, with its zone.

    `hosts` are the names, beside this machine's own, under which browsers reach the pages;
    `ready` are the accounts that a demonstration offers.
    """

    engine: Engine
    language: Language = Language.VI
    is_demonstration: bool = False
    now: Callable[[], dt.datetime] = _clock
    hasher: Hasher = field(default_factory=Argon2)
    hosts: frozenset[str] = frozenset()
    ready: tuple[ReadyAccount, ...] = ()


class CodeConverter(BaseConverter):
    """A club's code: letters that can be seen, none that divides an address."""

    regex = r"[^/\x00-\x1f\x7f]{1,64}"


class NameConverter(BaseConverter):
    """A report's name."""

    regex = r"[a-z][a-z-]{0,39}"


class NumberConverter(BaseConverter):
    """A number that any database can hold."""

    regex = r"[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        """Return the number."""
        return int(value)


class TokenConverter(BaseConverter):
    """A code that nobody can guess, such as a slip's."""

    regex = r"[A-Za-z0-9_-]{16,64}"


class DayConverter(BaseConverter):
    """A day of the calendar, as in 2026-03-10."""

    regex = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> dt.date:
        """Return the day; an address with one that there is not leads nowhere."""
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            raise ValidationError from None


def create_application(settings: Settings) -> Flask:
    """Return the pages over the books of `settings.engine`; nothing is read until it is asked."""
    application = Flask("ledger.web", static_folder=None, template_folder=None)
    assets = Assets(resource_folder("templates") / "static")
    renderer = Renderer(assets, is_demonstration=settings.is_demonstration)
    desk = Desk(
        narrowed(settings.engine), settings.now, settings.language, renderer, assets,
        settings.hasher, settings.ready, settings.is_demonstration,
    )  # fmt: skip
    application.config["MAX_CONTENT_LENGTH"] = LARGEST_FORM
    application.config["MAX_FORM_PARTS"] = MOST_FIELDS
    _set_up_gate(application, settings.hosts)
    _set_up_routes(application, desk)
    _set_up_assets(application, assets)
    _set_up_failures(application, desk)
    _set_up_answers(application)
    return application


def _set_up_gate(application: Flask, hosts: frozenset[str]) -> None:
    @application.before_request
    def check() -> None:
        check_host(request, hosts)


def _set_up_routes(application: Flask, desk: Desk) -> None:
    converters = {
        "code": CodeConverter, "name": NameConverter, "number": NumberConverter,
        "day": DayConverter, "token": TokenConverter,
    }  # fmt: skip
    application.url_map.converters.update(converters)
    for route in ROUTES:
        name = f"{route.view.__module__}.{route.view.__name__}.{route.permission}"
        application.add_url_rule(
            route.rule, f"{name}.{route.name}".replace(".", "_"), _answering(desk, route),
            methods=list(route.methods), provide_automatic_options=False,
        )  # fmt: skip


def _answering(desk: Desk, route: Route) -> Callable[..., Response]:
    """Return a view as Flask calls it, behind the door; a language asked for is remembered."""

    def answer(**path: str | int | dt.date) -> Response:
        guest = g.guest = guest_of(desk.engine, request, desk.now(), _code(path))
        visit = arrive(desk, request, guest)
        elsewhere = check(guest, route.permission, _code(path))
        if elsewhere is None:
            response = route.view(_within(visit, route), **route.given(path))
        elif route.is_kept and request.method == "POST" and guest.session is None:
            request.max_content_length = LARGEST_FORM
            response = signed_out(visit, request)
        else:
            response = sent_away(request, elsewhere.address)
        chosen = chosen_language(request)
        if chosen is not None:
            response.set_cookie(COOKIE, chosen, A_YEAR, httponly=True, samesite="Lax")
        return response

    return answer


def _code(path: Mapping[str, str | int | dt.date]) -> str | None:
    code = path.get(CODE)
    return code if isinstance(code, str) else None


def _within(visit: Visit, route: Route) -> Visit:
    """Return the visit of a guest whom the door let in, with what a form sent."""
    if request.method != "POST":
        return replace(visit, found=visit.guest.club)
    request.max_content_length = route.largest or LARGEST_FORM
    if route.largest is not None:
        request.max_form_memory_size = route.largest
    check_form(request, visit.guest.secret)
    return replace(
        visit, found=visit.guest.club, typed=request.form.to_dict(flat=False), is_sent=True
    )


def _set_up_assets(application: Flask, assets: Assets) -> None:
    def asset(place: str) -> Response:
        found = assets.find(place)
        if found is None:
            raise NotFound
        return Response(found.content, headers={"Cache-Control": LASTING}, content_type=found.kind)

    application.add_url_rule(
        f"{STATIC}<path:place>", "asset", asset, methods=["GET"], provide_automatic_options=False
    )


def _set_up_failures(application: Flask, desk: Desk) -> None:
    @application.errorhandler(LedgerError)
    def refused(error: LedgerError) -> Response:
        return failures.refused(_again(desk), error)

    @application.errorhandler(QueryRefused)
    def query_refused(error: QueryRefused) -> Response:
        return failures.query_refused(_again(desk), error)

    @application.errorhandler(HTTPException)
    def http_refused(error: HTTPException) -> Response | HTTPException:
        if error.code is not None and error.code < 400:
            return error
        return failures.http_refused(_again(desk), error)

    @application.errorhandler(Exception)
    def failed(error: Exception) -> Response:
        return failures.failed(_again(desk), error)


def _again(desk: Desk) -> Visit:
    """Return the visit behind a request that was refused somewhere."""
    return arrive(desk, request, g.get("guest", NOBODY))


def _set_up_answers(application: Flask) -> None:
    @application.after_request
    def finish(response: Response) -> Response:
        return protect(compress(request, response), is_secure=request.is_secure)
