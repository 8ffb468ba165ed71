"""The own secrets: changing the password, choosing a PIN, making new recovery codes."""

from flask import Response

from ledger.core.statements.table import Phrase, phrase
from ledger.core.users.grants import NothingThere, Role
from ledger.core.users.passwords import PasswordRefused
from ledger.core.users.pins import PinRefused
from ledger.core.users.signing_in import How, SignInRefused
from ledger.core.users.tokens import RANDOM_FOR_CODES
from ledger.services.passwords import SALT_BYTES
from ledger.services.second_factor import make_recovery_codes, shows_second_factor
from ledger.services.sign_in import finish_try
from ledger.services.users import set_pin
from ledger.web.account import ACCOUNT, WAY
from ledger.web.form.fields import Field, FieldKind, FormRefused, Given
from ledger.web.form.page import FormPage, answer
from ledger.web.random import random_bytes, random_id
from ledger.web.second_step import OLD_PASSWORD, PASSWORD_FIELDS, new_password
from ledger.web.sign_in import CODE, NEW_PIN, PIN_AGAIN, PinsDiffer, tried
from ledger.web.visit import Visit, redirect

OLD_PIN = Field(
    name="old", label=phrase("The PIN that you have now"), kind=FieldKind.PIN, longest=6,
    autocomplete="current-password",
)  # fmt: skip


def password(visit: Visit) -> Response:
    """Change the own password; whoever signs in by PIN has none."""
    if not _by_password(visit):
        raise NothingThere
    page = FormPage(
        title=phrase("Change your password"), button=phrase("Keep this password"),
        fields=PASSWORD_FIELDS, way=WAY,
        places={PasswordRefused: "new", SignInRefused: "password"},
        intro=(phrase("You are signed out everywhere else."),),
    )  # fmt: skip
    return answer(visit, page, lambda given: new_password(visit, given, ACCOUNT))


def pin(visit: Visit) -> Response:
    """Choose the own PIN, once the password, or the PIN of now, was shown."""
    shown = OLD_PASSWORD if _by_password(visit) else OLD_PIN

    def carry_out(given: Given) -> Response:
        chosen = given.text("pin")
        if chosen != given.text("again"):
            raise FormRefused({"again": PinsDiffer()})
        how = How.PASSWORD if _by_password(visit) else How.MEMBER_PIN
        candidate, right, try_id = tried(visit, how, _name(visit), given.text(shown.name))
        session, doer = visit.guest.session, visit.doer
        with visit.writing() as connection:
            user_id = finish_try(connection, candidate, right, try_id=try_id, now=doer.at)
            set_pin(
                connection, user_id, chosen, hasher=visit.desk.hasher,
                salt=random_bytes(SALT_BYTES),
                session=None if session is None else session.token_digest, by=doer,
                record_id=random_id(),
            )  # fmt: skip
        return redirect(ACCOUNT)

    page = FormPage(
        title=phrase("Choose your PIN"), button=phrase("Keep this PIN"),
        fields=(shown, NEW_PIN, PIN_AGAIN), way=WAY,
        places={PinRefused: "pin", SignInRefused: shown.name},
        intro=(_use(visit), phrase("Tell it to nobody, not even to the treasurer.")),
    )  # fmt: skip
    return answer(visit, page, carry_out)


def codes(visit: Visit) -> Response:
    """Make new recovery codes, once the second factor was shown again."""
    session = visit.guest.session
    if session is None or not session.has_second_factor:
        raise NothingThere

    def carry_out(given: Given) -> Response:
        user_id, doer = visit.actor.user_id, visit.doer
        candidate, _, try_id = tried(visit, How.SECOND_FACTOR, str(user_id), "")
        with visit.writing() as connection:
            right = shows_second_factor(connection, user_id, given.text("code"), now=doer.at)
            finish_try(connection, candidate, right, try_id=try_id, now=doer.at)
            made = make_recovery_codes(
                connection, user_id, random_bytes(RANDOM_FOR_CODES), by=doer, record_id=random_id()
            )
        return visit.page("account/codes.html", codes=made, then=ACCOUNT)

    page = FormPage(
        title=phrase("New recovery codes"), button=phrase("Make new codes"), fields=(CODE,),
        way=WAY, places={SignInRefused: "code"},
        intro=(phrase("The codes that you wrote down before are good for nothing afterwards."),),
    )  # fmt: skip
    return answer(visit, page, carry_out)


def _by_password(visit: Visit) -> bool:
    return visit.guest.session is not None and visit.guest.session.how == How.PASSWORD


def _name(visit: Visit) -> str:
    """Return the name under which the own secret is tried: a member's is HP/12."""
    if _by_password(visit):
        return visit.actor.sign_in_name
    for grant in visit.actor.grants:
        if grant.role is Role.MEMBER:
            return f"{grant.club_code}/{grant.member_no}"
    raise NothingThere


def _use(visit: Visit) -> Phrase:
    if visit.actor.is_staff:
        return phrase("You approve by it on a known device of the club.")
    return phrase("You will type it each time you look at your loan.")
