"""The door: who comes in, by which cookie, and whether this page is for them."""

import datetime as dt
import secrets
from dataclasses import dataclass

from flask import Request, Response
from sqlalchemy.engine import Engine

from ledger.books.clubs import StoredClub
from ledger.books.engine import reading, transaction
from ledger.core.clock import day_there
from ledger.core.errors import Forbidden
from ledger.core.users.grants import NothingThere
from ledger.core.users.policy import Permission, may
from ledger.services.clubs import place_of
from ledger.services.sessions import Session, find_session_and_club, touch
from ledger.web.form.proof import DOOR

SESSION = "club_ledger_session"
SECURE_SESSION = "__Host-club_ledger_session"
TOKEN_BYTES = 32
LONGEST_TOKEN = 100
TOUCHED_EVERY = dt.timedelta(minutes=1)

MEMBER_PAGES = "/me/"
SIGN_IN = "/sign-in"
SECOND_STEP = "/sign-in/second"


@dataclass(eq=False)
class SignedOut(Forbidden):
    """A form was sent by somebody who is not signed in any more; nothing was written."""


@dataclass(frozen=True, slots=True)
class Guest:
    """Who comes: the session, if any, the secret that proves the own forms, the address.

    `club` is the club that the address asks for, where there is one; the door has not said yet
    whether the guest may see it.
    """

    session: Session | None
    secret: str | None
    address: str
    is_secure: bool
    club: StoredClub | None = None

    @property
    def is_full(self) -> bool:
        """Tell whether somebody has signed in, with all that was to be shown."""
        return self.session is not None and self.session.is_full


def new_token() -> str:
    """Return a token that nobody can guess."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def session_token(request: Request) -> str | None:
    """Return the token of a session that the browser shows, whether or not it goes on."""
    token = request.cookies.get(SECURE_SESSION if request.is_secure else SESSION)
    return None if token is None or len(token) > LONGEST_TOKEN else token


def guest_of(engine: Engine, request: Request, now: dt.datetime, code: str | None) -> Guest:
    """Return who comes; session and club are read in one query, and noted as seen once a minute."""
    is_secure = request.is_secure
    token = session_token(request)
    address = request.remote_addr or ""
    if token is None:
        return Guest(None, request.cookies.get(DOOR), address, is_secure)
    with reading(engine) as connection:
        today = day_there(now)
        session, club = find_session_and_club(connection, token, code, now=now, today=today)
    if session is None:
        return Guest(None, request.cookies.get(DOOR), address, is_secure)
    if now - session.seen_at >= TOUCHED_EVERY:
        with transaction(engine) as connection:
            touch(connection, session.token_digest, now)
    return Guest(session, token, address, is_secure, club)


def let_in(response: Response, token: str, *, is_secure: bool) -> Response:
    """Hand the browser the token of a session; it is gone when the browser is closed."""
    response.set_cookie(
        SECURE_SESSION if is_secure else SESSION, token, httponly=True, samesite="Lax",
        secure=is_secure, path="/",
    )  # fmt: skip
    response.delete_cookie(DOOR)
    return response


def show_out(response: Response, *, is_secure: bool) -> Response:
    """Take the token back."""
    response.delete_cookie(
        SECURE_SESSION if is_secure else SESSION, path="/", secure=is_secure, httponly=True,
        samesite="Lax",
    )  # fmt: skip
    return response


@dataclass(frozen=True, slots=True)
class SentTo:
    """A guest has to go elsewhere first."""

    address: str


def check(guest: Guest, permission: Permission, code: str | None) -> SentTo | None:
    """Say whether a guest may come in by a route, by the policy alone; None lets her in.

    What is not the guest's is answered as what is not there (`NothingThere`).
    """
    if permission is Permission.ANYBODY:
        return None
    if guest.session is None:
        return SentTo(SIGN_IN)
    if permission is Permission.HALF_SIGNED_IN:
        return None
    if not guest.session.is_full:
        return SentTo(SECOND_STEP)
    place = None if guest.club is None else place_of(guest.club)
    if code is not None and place is None:
        raise NothingThere
    if not may(guest.session.actor, permission, place):
        raise NothingThere
    return None
