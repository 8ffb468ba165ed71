"""The own account: who one is here, where one is signed in, which devices are one's own."""

from flask import Response, request
from sqlalchemy.engine import Connection

from ledger.books.devices import Device
from ledger.core.statements.table import phrase
from ledger.core.users.grants import NothingThere
from ledger.core.users.session import Session
from ledger.services.devices import device_of, devices_of, enrol_device, revoke_device
from ledger.services.second_factor import codes_left
from ledger.services.sessions import (
    OpenSession,
    end_listed_session,
    end_other_sessions,
    sessions_of,
)
from ledger.services.users import LONGEST_NAME, NameMissing
from ledger.web.door import new_token
from ledger.web.form.fields import Field, Given
from ledger.web.form.page import FormPage, answer
from ledger.web.grants_shown import shown_grant
from ledger.web.people_words import WAYS
from ledger.web.queries import Nothing, query_of
from ledger.web.random import random_id
from ledger.web.visit import Visit, redirect

NOTHING = Nothing()
ACCOUNT = "/account"
DEVICE = "club_ledger_device"
SECURE_DEVICE = "__Host-club_ledger_device"
"""The cookie of an enrolled device; it stays when the session ends."""
LONGEST_TOKEN = 100
KEPT_DAYS = 400
"""The longest that browsers keep a cookie."""

WAY = ((ACCOUNT, phrase("Your account")),)
DEVICE_NAME = Field(
    name="name", label=phrase("A name for this device"), longest=LONGEST_NAME,
    hint=phrase("Such as: the club's tablet"),
)  # fmt: skip

PROGRAMS = (
    ("Edg", "Edge"), ("SamsungBrowser", "Samsung Internet"), ("coc_coc_browser", "Cốc Cốc"),
    ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
    ("Mac OS", "macOS"), ("Linux", "Linux"),
)  # fmt: skip
"""By what a browser says of itself, the first that fits: many claim to be several."""


def account(visit: Visit) -> Response:
    """Show the own account."""
    query_of(NOTHING, visit.arguments)
    session, actor, reader = _session(visit), visit.actor, visit.reader
    with visit.reading() as connection:
        devices = devices_of(connection, actor.user_id)
        sessions = sessions_of(connection, actor.user_id, visit.desk.now())
        left = codes_left(connection, actor.user_id)
        here = known_device(visit, connection)
    return visit.page(
        "account/account.html",
        actor=actor,
        session=session,
        grants=[shown_grant(one, reader, visit.today) for one in actor.grants],
        devices=[(one, reader.instant(one.enrolled_at), one == here) for one in devices],
        is_known=here in devices,
        sessions=[
            (
                one.token_digest.hex(), browser_of(one.agent), reader.phrase(WAYS[one.how]),
                reader.instant(one.seen_at), _is_here(one, session),
            )
            for one in sessions
        ],
        codes_left=left,
        request_id=visit.new_id(),
    )  # fmt: skip


def enrol(visit: Visit) -> Response:
    """Make this browser a known device, under a token of its own."""

    def carry_out(given: Given) -> Response:
        token = new_token()
        with visit.writing() as connection:
            enrol_device(
                connection, _session(visit), given.text("name"), token, by=visit.doer,
                record_id=random_id(),
            )  # fmt: skip
        response = redirect(ACCOUNT)
        response.set_cookie(
            _cookie(visit), token, max_age=KEPT_DAYS * 24 * 3600, httponly=True, samesite="Lax",
            secure=visit.guest.is_secure, path="/",
        )  # fmt: skip
        return response

    page = FormPage(
        title=phrase("Make this a known device"), button=phrase("Know this device from now on"),
        fields=(DEVICE_NAME,), way=WAY, places={NameMissing: "name"},
        intro=(
            phrase("On a known device an approver says yes by PIN, without signing in anew."),
            phrase("Do it only on a phone or computer that stays with the club."),
        ),
    )  # fmt: skip
    return answer(visit, page, carry_out)


def revoke(visit: Visit, device_no: int) -> Response:
    """Know one of the own devices no more."""
    with visit.writing() as connection:
        revoke_device(
            connection, visit.actor.user_id, device_no, by=visit.doer, record_id=random_id()
        )
    return redirect(ACCOUNT)


def end_session(visit: Visit) -> Response:
    """End one of the own sessions, at whatever browser it goes on."""
    try:
        digest = bytes.fromhex(visit.one_typed("session"))
    except ValueError:
        raise NothingThere from None
    with visit.writing() as connection:
        end_listed_session(
            connection, _session(visit), digest, by=visit.doer, record_id=random_id()
        )
    return redirect(ACCOUNT)


def end_others(visit: Visit) -> Response:
    """End all of the own sessions but this one."""
    with visit.writing() as connection:
        end_other_sessions(connection, _session(visit), by=visit.doer, record_id=random_id())
    return redirect(ACCOUNT)


def known_device(visit: Visit, connection: Connection) -> Device | None:
    """Return the device that this browser was enrolled as, by whomever, while it is trusted."""
    token = request.cookies.get(_cookie(visit))
    return None if token is None or len(token) > LONGEST_TOKEN else device_of(connection, token)


def browser_of(agent: str) -> str:
    """Return what a browser says of itself in two words, or all of it where it is unknown."""
    found = [
        next((name for mark, name in known if mark in agent), "") for known in (PROGRAMS, SYSTEMS)
    ]
    return " · ".join(filter(None, found)) or agent or "?"


def _cookie(visit: Visit) -> str:
    return SECURE_DEVICE if visit.guest.is_secure else DEVICE


def _is_here(one: OpenSession, session: Session) -> bool:
    return one.token_digest == session.token_digest


def _session(visit: Visit) -> Session:
    if visit.guest.session is None:
        raise NothingThere
    return visit.guest.session
