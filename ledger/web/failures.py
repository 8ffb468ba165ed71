"""What is answered when a page cannot be shown: what happened, and what to do."""

import logging

from flask import Response
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from ledger.books.engine import DatabaseUnusable
from ledger.books.failures import database_refusal
from ledger.books.schema import SchemaMissing, SchemaOutOfDate
from ledger.core.errors import Conflict, Forbidden, LedgerError, NotFound
from ledger.i18n.messages import said
from ledger.i18n.said import Said
from ledger.web.refusals import QueryRefused
from ledger.web.visit import LANGUAGE, Visit

LOG = logging.getLogger("ledger.web")

STATUSES: tuple[tuple[type[LedgerError] | tuple[type[LedgerError], ...], int], ...] = (
    ((DatabaseUnusable, SchemaMissing, SchemaOutOfDate), 503),
    (NotFound, 404),
    (Forbidden, 403),
    (Conflict, 409),
    (LedgerError, 422),
)
"""The first kind that fits a refusal gives the answer's status."""


def refused(visit: Visit, error: LedgerError) -> Response:
    """Answer a named refusal with its sentence and remedy."""
    status = next(status for kind, status in STATUSES if isinstance(error, kind))
    return _page(visit, status, [said(error, visit.reader.locale)])


def query_refused(visit: Visit, error: QueryRefused) -> Response:
    """Answer an address that asks what is not understood, with all that is wrong with it."""
    return _page(visit, 400, [said(problem, visit.reader.locale) for problem in error.problems])


def http_refused(visit: Visit, error: HTTPException) -> Response:
    """Answer what the server itself refuses: no such page, no such method."""
    say = visit.reader.say
    if error.code == 404:
        told = Said(
            say("There is no page at this address."),
            say("Check the address, or begin at the first page."),
        )
    elif error.code == 405:
        told = Said(
            say("Pages are only read here; nothing can be sent or changed."),
            say("Open the page again from the first page."),
        )
    else:
        told = Said(
            say("The browser asked in a way that is not understood."),
            say("Open the page again from the first page."),
        )
    response = _page(visit, error.code or 400, [told])
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return response


def failed(visit: Visit, error: Exception) -> Response:
    """Answer a mistake of the program or of the database; its stack goes to the log only."""
    refusal = database_refusal(error)
    if refusal is not None:
        return refused(visit, refusal)
    LOG.error("a page failed", exc_info=error)
    say = visit.reader.say
    told = Said(
        say("The program made a mistake; the books were not touched."),
        say("Try again; if it happens again, tell whoever looks after the program when it did."),
    )
    return _page(visit, 500, [told])


def _page(visit: Visit, status: int, told: list[Said]) -> Response:
    can_ask_less = bool(visit.arguments.keys() - {LANGUAGE})
    return visit.page("refused.html", status=status, told=told, can_ask_less=can_ask_less)
