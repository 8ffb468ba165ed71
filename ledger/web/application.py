"""The application: what it is told at its start, and how it is put together."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, Response, request
from sqlalchemy.engine import Engine
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.routing import BaseConverter, ValidationError

from ledger._resources import resource_folder
from ledger.core.errors import LedgerError
from ledger.i18n.locale import Language
from ledger.web import failures
from ledger.web.assets import STATIC, Assets
from ledger.web.compression import compress
from ledger.web.headers import LASTING, protect
from ledger.web.loopback import check_host
from ledger.web.refusals import QueryRefused
from ledger.web.rendering import Renderer
from ledger.web.routes import ROUTES, View
from ledger.web.visit import COOKIE, Desk, arrive, chosen_language

A_YEAR = dt.timedelta(days=365)


def _clock() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True)
class Settings:
    """What an application is told at its start; `now` gives the moment, with its zone."""

    engine: Engine
    language: Language = Language.VI
    is_demonstration: bool = False
    now: Callable[[], dt.datetime] = _clock


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
    desk = Desk(settings.engine, settings.now, settings.language, renderer, assets)
    _set_up_gate(application)
    _set_up_routes(application, desk)
    _set_up_assets(application, assets)
    _set_up_failures(application, desk)
    _set_up_answers(application)
    return application


def _set_up_gate(application: Flask) -> None:
    @application.before_request
    def check() -> None:
        check_host(request)


def _set_up_routes(application: Flask, desk: Desk) -> None:
    converters = {
        "code": CodeConverter, "name": NameConverter, "number": NumberConverter,
        "day": DayConverter,
    }  # fmt: skip
    application.url_map.converters.update(converters)
    for route in ROUTES:
        name = f"{route.view.__module__}.{route.view.__name__}"
        application.add_url_rule(
            route.rule, name.replace(".", "_"), _answering(desk, route.view),
            methods=["GET"], provide_automatic_options=False,
        )  # fmt: skip


def _answering(desk: Desk, view: View) -> Callable[..., Response]:
    """Return a view as Flask calls it; a language that was asked for is remembered."""

    def answer(**path: str | int | dt.date) -> Response:
        response = view(arrive(desk, request), **path)
        chosen = chosen_language(request)
        if chosen is not None:
            response.set_cookie(COOKIE, chosen, A_YEAR, httponly=True, samesite="Lax")
        return response

    return answer


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
        return failures.refused(arrive(desk, request), error)

    @application.errorhandler(QueryRefused)
    def query_refused(error: QueryRefused) -> Response:
        return failures.query_refused(arrive(desk, request), error)

    @application.errorhandler(HTTPException)
    def http_refused(error: HTTPException) -> Response | HTTPException:
        if error.code is not None and error.code < 400:
            return error
        return failures.http_refused(arrive(desk, request), error)

    @application.errorhandler(Exception)
    def failed(error: Exception) -> Response:
        return failures.failed(arrive(desk, request), error)


def _set_up_answers(application: Flask) -> None:
    @application.after_request
    def finish(response: Response) -> Response:
        return protect(compress(request, response))
