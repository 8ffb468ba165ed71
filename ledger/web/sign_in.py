"""Signing in: by name and password, by member's number or slip and PIN, and signing out."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace

from flask import Response, request

from ledger.core.errors import RuleBroken
from ledger.core.statements.table import phrase
from ledger.core.users.grants import NothingThere, Role
from ledger.core.users.pins import PinRefused
from ledger.core.users.signing_in import How
from ledger.services.demonstration_people import PIN as DEMONSTRATION_PIN
from ledger.services.first_administrator import has_users
from ledger.services.passwords import SALT_BYTES
from ledger.services.sessions import end_session, find_session, start_session
from ledger.services.sign_in import Candidate, Trying, begin_try, finish_try, is_right
from ledger.services.slips import choose_first_pin, user_of_slip
from ledger.web.carrying import carried_in, going_on, kept
from ledger.web.door import (
    MEMBER_PAGES,
    SECOND_STEP,
    SIGN_IN,
    Guest,
    let_in,
    new_token,
    show_out,
)
from ledger.web.form.fields import Field, FieldKind, FormRefused, Given
from ledger.web.form.page import FormPage, answer, show
from ledger.web.form.proof import DOOR
from ledger.web.known_browser import marks_of, remember
from ledger.web.people_words import ROLES
from ledger.web.random import random_bytes
from ledger.web.sending import NEXT, is_ours
from ledger.web.visit import Visit, redirect

MEMBER_SIGN_IN = f"{SIGN_IN}/member"
FIRST = "/first"
LONGEST_SECRET = 128

NAME = Field(name="name", label=phrase("Sign-in name"), autocomplete="username", longest=64)
PASSWORD = Field(
    name="password", label=phrase("Password"), kind=FieldKind.SECRET, longest=LONGEST_SECRET,
    autocomplete="current-password",
)  # fmt: skip
NUMBER = Field(
    name="name", label=phrase("Club and your number"), longest=64,
    hint=phrase("As on your slip, such as HP/12"), autocomplete="username",
)  # fmt: skip
PIN = Field(
    name="pin", label=phrase("Your PIN"), kind=FieldKind.PIN, longest=6,
    hint=phrase("Six digits that only you know"), autocomplete="current-password",
)  # fmt: skip
NEW_PIN = Field(
    name="pin", label=phrase("A PIN that you choose"), kind=FieldKind.PIN, longest=6,
    hint=phrase("Six digits that nobody guesses: no birthday, no 123456"),
    autocomplete="new-password",
)  # fmt: skip
PIN_AGAIN = Field(
    name="again", label=phrase("The same PIN again"), kind=FieldKind.PIN, longest=6,
    autocomplete="new-password",
)  # fmt: skip
CODE = Field(
    name="code", label=phrase("The six digits in your app"), longest=20,
    hint=phrase("Or one of the codes that you wrote down, such as ACDE-FGHJ"),
    autocomplete="one-time-code",
)  # fmt: skip


@dataclass(eq=False)
class PinsDiffer(RuleBroken):
    """A PIN or password that is typed twice is not the same both times."""


def sign_in(visit: Visit) -> Response:
    """Let in whoever knows a name and its password."""
    if not visit.is_sent:
        with visit.reading() as connection:
            is_new = not has_users(connection)
        if is_new and not visit.desk.is_demonstration:
            return redirect(FIRST)

    def carry_out(given: Given) -> Response:
        return _try(visit, How.PASSWORD, given.text("name"), given.text("password"))

    page = FormPage(
        title=phrase("Sign in"), button=phrase("Sign in"),
        fields=(NAME, PASSWORD, *kept(visit)),
        links=((MEMBER_SIGN_IN, phrase("Members: sign in with your PIN")),),
        template="account/sign_in.html",
    )  # fmt: skip
    return at_the_door(visit, page, carry_out)


def member_sign_in(visit: Visit) -> Response:
    """Let in a member by the club's code, her number and her PIN."""

    def carry_out(given: Given) -> Response:
        return _try(visit, How.MEMBER_PIN, given.text("name"), given.text("pin"))

    page = FormPage(
        title=phrase("Members: sign in"), button=phrase("Sign in"),
        fields=(NUMBER, PIN, *kept(visit)),
        intro=(phrase("If you have forgotten your PIN, ask the club for a new slip."),),
        links=((SIGN_IN, phrase("For the club's officers: sign in with a password")),),
    )  # fmt: skip
    return at_the_door(visit, page, carry_out)


def slip(visit: Visit, token: str) -> Response:
    """Let in the holder of a slip by her PIN, which she chooses at the first time."""
    with visit.reading() as connection:
        holder = user_of_slip(connection, token)
    if holder is not None and not holder.has_pin:
        return _first_pin(visit, token)

    def carry_out(given: Given) -> Response:
        return _try(visit, How.SLIP_PIN, token, given.text("pin"))

    page = FormPage(
        title=phrase("Type your PIN"), button=phrase("Sign in"), fields=(PIN,),
        intro=(phrase("Nobody from the club asks you for your PIN."),),
    )  # fmt: skip
    return at_the_door(visit, page, carry_out)


def _first_pin(visit: Visit, token: str) -> Response:
    def carry_out(given: Given) -> Response:
        pin = given.text("pin")
        if pin != given.text("again"):
            raise FormRefused({"again": PinsDiffer()})
        with visit.writing() as connection:
            user_id = choose_first_pin(
                connection, token, pin, hasher=visit.desk.hasher, salt=random_bytes(SALT_BYTES),
                today=visit.today, now=visit.desk.now(), address=visit.guest.address,
            )  # fmt: skip
        return begin(visit, user_id, How.SLIP_PIN)

    page = FormPage(
        title=phrase("Choose your PIN"), button=phrase("Keep this PIN"),
        fields=(NEW_PIN, PIN_AGAIN),
        intro=(
            phrase("You will type it each time you look at your loan."),
            phrase("Tell it to nobody, not even to the treasurer."),
        ),
        places={PinRefused: "pin"},
    )  # fmt: skip
    return at_the_door(visit, page, carry_out)


def demonstration(visit: Visit) -> Response:
    """Let in as one of the ready accounts; there are such in a demonstration only."""
    if not visit.desk.is_demonstration:
        raise NothingThere
    number = visit.one_typed("account")
    for one in visit.desk.ready:
        if str(one.user_id) == number:
            how = How.MEMBER_PIN if one.role is Role.MEMBER else How.PASSWORD
            return begin(visit, one.user_id, how, second_factor=True)
    raise NothingThere


def sign_out(visit: Visit) -> Response:
    """End the session on the server and in the browser."""
    if visit.guest.session is not None:
        with visit.writing() as connection:
            end_session(connection, visit.guest.session.token_digest, visit.desk.now())
    return show_out(redirect(SIGN_IN), is_secure=visit.guest.is_secure)


def at_the_door(visit: Visit, page: FormPage, carry_out: Callable[[Given], Response]) -> Response:
    """Answer a form of somebody who has not signed in, whose browser is given a secret first."""
    proven = with_secret(visit)
    response = answer(
        proven.visit, page, carry_out,
        ready=[(one.user_id, one.name, visit.reader.phrase(ROLES[one.role]))
               for one in visit.desk.ready], demonstration_pin=DEMONSTRATION_PIN,
    )  # fmt: skip
    return response if visit.is_sent else proven.keep(response)


@dataclass(frozen=True, slots=True)
class Proven:
    """A visit whose browser has a secret to prove its forms by, which may be new to it."""

    visit: Visit
    is_new: bool

    def keep(self, response: Response) -> Response:
        """Let the browser keep the secret that proves the form it is shown."""
        if self.is_new and self.visit.guest.secret is not None:
            response.set_cookie(
                DOOR, self.visit.guest.secret, httponly=True, samesite="Lax",
                secure=self.visit.guest.is_secure,
            )  # fmt: skip
        return response


def with_secret(visit: Visit) -> Proven:
    """Return the visit of somebody who has not signed in, with a secret if there was none."""
    if visit.guest.secret is not None:
        return Proven(visit, is_new=False)
    guest = replace(visit.guest, secret=new_token())
    return Proven(replace(visit, guest=guest), is_new=True)


def _try(visit: Visit, how: How, name: str, secret: str) -> Response:
    """Let in whoever gives the right secret; the try is kept before the secret is compared."""
    candidate, right, try_id = tried(visit, how, name, secret)
    with visit.writing() as connection:
        user_id = finish_try(connection, candidate, right, try_id=try_id, now=visit.desk.now())
    return begin(visit, user_id, how)


def tried(visit: Visit, how: How, name: str, secret: str) -> tuple[Candidate, bool, uuid.UUID]:
    """Return whom a try is for, and whether the secret is right; the try is kept already."""
    try_id = uuid.uuid4()
    with visit.writing() as connection:
        trying = Trying(name, how, visit.guest.address, try_id, marks_of(request))
        candidate = begin_try(connection, trying, now=visit.desk.now())
    return candidate, is_right(candidate, secret[:LONGEST_SECRET], visit.desk.hasher), try_id


def begin(visit: Visit, user_id: int, how: How, *, second_factor: bool = False) -> Response:
    """Begin a session, and go where the user wanted to."""
    token = new_token()
    with visit.writing() as connection:
        if visit.guest.session is not None:  # another was signed in at this browser
            end_session(connection, visit.guest.session.token_digest, visit.desk.now())
        start_session(
            connection, user_id=user_id, token=token, how=how.value,
            second_factor=second_factor, agent=request.headers.get("User-Agent", ""),
            device_no=None, now=visit.desk.now(),
        )  # fmt: skip
    response = _with_form(visit, token)
    if response is None:
        wanted = next(iter(visit.arguments.get(NEXT, ())), "")
        home = "/" if how is How.PASSWORD else MEMBER_PAGES
        response = redirect(wanted if is_ours(wanted) else home)
    if how in {How.MEMBER_PIN, How.SLIP_PIN}:  # a password alone has not shown everything yet
        remember(response, request, token)
    return let_in(response, token, is_secure=visit.guest.is_secure)


def _with_form(visit: Visit, token: str) -> Response | None:
    """Return the next page for somebody who was signed out with a form under way, or None."""
    if carried_in(visit) is None:
        return None
    with visit.reading() as connection:
        session = find_session(connection, token, now=visit.desk.now(), today=visit.today)
    guest = Guest(session, token, visit.guest.address, visit.guest.is_secure)
    visit = replace(visit, guest=guest)
    on = going_on(visit, token)
    if on is None or guest.is_full:
        return on
    return show(visit, replace(code_page(visit), action=SECOND_STEP))


def code_page(visit: Visit) -> FormPage:
    """Return the page that asks for the second factor."""
    return FormPage(
        title=phrase("The second step"), button=phrase("Go on"), fields=(CODE, *kept(visit)),
        intro=(phrase("Open the app on your phone that shows codes for this account."),),
    )  # fmt: skip
