"""What comes after the password: an own one, the second factor, the codes that stand in for it."""

from dataclasses import replace

from flask import Response, request

from ledger.core.statements.table import phrase
from ledger.core.users.passwords import PasswordRefused, check_password
from ledger.core.users.signing_in import How
from ledger.core.users.tokens import RANDOM_FOR_CODES
from ledger.services.passwords import SALT_BYTES
from ledger.services.second_factor import (
    SecondFactorCodeWrong,
    enrol,
    make_recovery_codes,
    new_secret,
    provisioning_uri,
    shows_second_factor,
)
from ledger.services.sessions import confirm_second_factor
from ledger.services.sign_in import finish_try
from ledger.services.users import change_password
from ledger.web.addresses import with_query
from ledger.web.carrying import going_on
from ledger.web.door import SECOND_STEP, let_in, new_token
from ledger.web.form.fields import Field, FieldKind, FormRefused, Given
from ledger.web.form.page import FormPage, answer
from ledger.web.known_browser import remember
from ledger.web.qr import qr_path
from ledger.web.random import random_bytes, random_id
from ledger.web.sending import NEXT, is_ours
from ledger.web.sign_in import LONGEST_SECRET, PinsDiffer, code_page, tried
from ledger.web.visit import Visit, redirect

ISSUER = "CLB"
SECRET_BYTES = 20
FIRST_CODE = Field(
    name="code", label=phrase("The six digits that the app shows"), longest=20,
    autocomplete="one-time-code",
)  # fmt: skip
SECRET = Field(name="secret", label="", kind=FieldKind.HIDDEN, longest=64)
NEW_PASSWORD = Field(
    name="new", label=phrase("A new password"), kind=FieldKind.SECRET, longest=LONGEST_SECRET,
    hint=phrase("At least 10 characters; a sentence that you remember is best"),
    autocomplete="new-password",
)  # fmt: skip
NEW_AGAIN = Field(
    name="again", label=phrase("The same new password again"), kind=FieldKind.SECRET,
    longest=LONGEST_SECRET, autocomplete="new-password",
)  # fmt: skip
OLD_PASSWORD = Field(
    name="password", label=phrase("The password that you signed in with"), kind=FieldKind.SECRET,
    longest=LONGEST_SECRET, autocomplete="current-password",
)  # fmt: skip
PASSWORD_FIELDS = (OLD_PASSWORD, NEW_PASSWORD, NEW_AGAIN)


def second_step(visit: Visit) -> Response:
    """Ask for what a session still lacks, or go on."""
    session = visit.guest.session
    if session is None or visit.guest.is_full:
        return redirect(_wanted(visit))
    if session.must_change:
        return _own_password(visit)
    if session.has_second_factor:
        return _code(visit)
    return _enrol(visit)


def _own_password(visit: Visit) -> Response:
    page = FormPage(
        title=phrase("Choose a password of your own"), button=phrase("Keep this password"),
        fields=PASSWORD_FIELDS, places={PasswordRefused: "new"},
        intro=(
            phrase("Somebody else set the one that you have; choose one that only you know."),
        ),
    )  # fmt: skip
    return answer(visit, page, lambda given: new_password(visit, given, _here(visit)))


def new_password(visit: Visit, given: Given, then: str) -> Response:
    """Change the own password, once the old one was shown."""
    if given.text("new") != given.text("again"):
        raise FormRefused({"again": PinsDiffer()})
    actor, session = visit.actor, visit.guest.session
    check_password(given.text("new"), actor.sign_in_name, actor.name)
    candidate, right, try_id = tried(
        visit, How.PASSWORD, actor.sign_in_name, given.text("password")
    )
    with visit.writing() as connection:
        change_password(
            connection, candidate, right, given.text("new"), try_id=try_id,
            hasher=visit.desk.hasher, salt=random_bytes(SALT_BYTES),
            session=b"" if session is None else session.token_digest, by=visit.doer,
            record_id=random_id(),
        )  # fmt: skip
    return redirect(then)


def _code(visit: Visit) -> Response:
    def carry_out(given: Given) -> Response:
        user_id = visit.actor.user_id
        candidate, _, try_id = tried(visit, How.SECOND_FACTOR, str(user_id), "")
        now = visit.desk.now()
        with visit.writing() as connection:
            right = shows_second_factor(connection, user_id, given.text("code"), now=now)
            finish_try(connection, candidate, right, try_id=try_id, now=now)
        return _confirmed(visit)

    return answer(visit, code_page(visit), carry_out)


def _enrol(visit: Visit) -> Response:
    """Show the secret as a picture and as letters, until a code made of it is typed."""
    secret = visit.one_typed("secret") or new_secret(random_bytes(SECRET_BYTES))
    uri = provisioning_uri(secret, sign_in_name=visit.actor.sign_in_name, issuer=ISSUER)
    codes: list[str] = []

    def carry_out(given: Given) -> Response:
        with visit.writing() as connection:
            enrol(
                connection, visit.actor.user_id, secret, given.text("code"), by=visit.doer,
                record_id=random_id(),
            )  # fmt: skip
            codes.extend(
                make_recovery_codes(
                    connection, visit.actor.user_id, random_bytes(RANDOM_FOR_CODES),
                    by=visit.doer, record_id=random_id(),
                )
            )  # fmt: skip
        confirmed = _confirmed(visit)
        page = visit.page("account/codes.html", codes=codes, then=_wanted(visit))
        page.headers.extend(
            ("Set-Cookie", cookie) for cookie in confirmed.headers.getlist("Set-Cookie")
        )
        return page

    page = FormPage(
        title=phrase("Set up the second step"), button=phrase("Go on"),
        fields=(FIRST_CODE, SECRET), places={SecondFactorCodeWrong: "code"},
        intro=(
            phrase("A password alone is not enough to keep other people's money."),
            phrase("Scan the picture with an app for codes on your phone, or type the letters in."),
        ),
        template="account/enrol.html",
    )  # fmt: skip
    shown = visit if visit.is_sent else replace(visit, typed={"secret": [secret]})
    return answer(shown, page, carry_out, qr=qr_path(uri), secret=secret)


def _confirmed(visit: Visit) -> Response:
    token, session = new_token(), visit.guest.session
    with visit.writing() as connection:
        if session is not None:
            confirm_second_factor(connection, session.token_digest, token, visit.desk.now())
    response = going_on(visit, token) or redirect(_wanted(visit))
    return let_in(remember(response, request, token), token, is_secure=visit.guest.is_secure)


def _here(visit: Visit) -> str:
    return with_query(SECOND_STEP, {NEXT: next(iter(visit.arguments.get(NEXT, ())), None)})


def _wanted(visit: Visit) -> str:
    wanted = next(iter(visit.arguments.get(NEXT, ())), "")
    return wanted if is_ours(wanted) else "/"
