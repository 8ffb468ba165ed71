"""Proof that a form comes from a page of ours and from this browser, and that it is sent once."""

import datetime as dt
import hashlib
import hmac
import secrets
import uuid
from dataclasses import dataclass

from flask import Request

from ledger.core.errors import Conflict, Forbidden

TOKEN = "token"  # noqa: S105 - a field's name
REQUEST_ID = "request_id"
DOOR = "club_ledger_door"
"""The cookie of a browser that has not signed in: its forms are proven by it."""


@dataclass(eq=False)
class FormOfAnotherSite(Forbidden):
    """A form was sent from a page that is not ours, or from another browser."""


@dataclass(eq=False)
class FormWithoutId(Conflict):
    """A form without a lawful request id: it was not made by a page of ours."""


def proof_of(secret: str) -> str:
    """Return the proof that stands in every form of a browser with a secret cookie."""
    return hmac.new(secret.encode(), b"form", hashlib.sha256).hexdigest()[:40]


def check_form(request: Request, secret: str | None) -> None:
    """Refuse a form that another site made a browser send (`FormOfAnotherSite`).

    Browsers say where a form comes from; the proof in the form says it for those that do not.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site != "same-origin":
        raise FormOfAnotherSite
    origin = request.headers.get("Origin")
    if site is None and origin is not None and origin.partition("://")[2] != request.host:
        raise FormOfAnotherSite
    shown = request.form.get(TOKEN, "")
    if secret is None or not hmac.compare_digest(shown.encode(), proof_of(secret).encode()):
        raise FormOfAnotherSite


def new_request_id(now: dt.datetime) -> uuid.UUID:
    """Return an id that no request had before, in the order of time (UUIDv7, RFC 9562)."""
    milliseconds = int(now.timestamp() * 1000)
    bits = (milliseconds & (2**48 - 1)) << 80 | secrets.randbits(80)
    bits = bits & ~(0xF << 76) | 0x7 << 76
    bits = bits & ~(0x3 << 62) | 0x2 << 62
    return uuid.UUID(int=bits)


def request_id_of(text: str) -> uuid.UUID:
    """Return the id that a form carries (`FormWithoutId`)."""
    try:
        found = uuid.UUID(text)
    except ValueError:
        raise FormWithoutId from None
    if str(found) != text or found.version not in {4, 7}:
        raise FormWithoutId
    return found
