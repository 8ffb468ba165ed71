"""Making people who sign in, and what is done to the ways by which they do."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Response
from sqlalchemy.engine import Connection

from ledger.books.users import SignInNameTaken, StoredUser
from ledger.core.statements.table import Phrase, filled, phrase
from ledger.core.users.grants import NothingThere
from ledger.core.users.signing_in import SignInNameNotUsable
from ledger.services.passwords import SALT_BYTES
from ledger.services.second_factor import take_away
from ledger.services.users import (
    NameMissing,
    NewUser,
    disable,
    enable,
    make_user,
    set_password,
    user,
)
from ledger.web.first_run import OWN_NAME, SIGN_IN_NAME
from ledger.web.form.confirming import ReadBack, answer_twice
from ledger.web.form.fields import Given
from ledger.web.form.page import FormPage, answer
from ledger.web.new_clubs import WAY
from ledger.web.people import person_address
from ledger.web.random import one_time_password, random_bytes, random_id
from ledger.web.visit import Visit, redirect


@dataclass(frozen=True, slots=True)
class Change:
    """What may be done to somebody: how it is asked, what it means, and how it is done."""

    title: Phrase
    button: Phrase
    means: tuple[Phrase, ...]
    carry_out: Callable[[Visit, Connection, int], None]


def new_person(visit: Visit) -> Response:
    """Make somebody with a password for once, which is shown here and nowhere else."""

    def carry_out(given: Given) -> Response:
        new = NewUser(given.text("name"), given.text("own_name"))
        with visit.writing() as connection:
            user_id = make_user(connection, new, by=visit.doer, record_id=random_id())
            password = _set_password(visit, connection, user_id)
        return _shown_once(visit, user_id, password)

    page = FormPage(
        title=phrase("Make a person"), button=phrase("Go on"), fields=(OWN_NAME, SIGN_IN_NAME),
        way=WAY,
        places={
            NameMissing: "own_name", SignInNameNotUsable: "name", SignInNameTaken: "name",
        },
        intro=(phrase("Somebody without a role sees nothing; the roles are given afterwards."),),
    )  # fmt: skip
    return answer_twice(
        visit, page,
        lambda given: ReadBack(
            lines=(
                (OWN_NAME.label, given.text("own_name")), (SIGN_IN_NAME.label, given.text("name")),
            ),
            button=phrase("Make %(name)s", name=given.text("own_name")),
        ),
        carry_out,
    )  # fmt: skip


def new_password(visit: Visit, user_id: int) -> Response:
    """Give somebody else a new password for once, as when the old one is forgotten."""
    found = _another(visit, user_id)

    def carry_out(_: Given) -> Response:
        with visit.writing() as connection:
            password = _set_password(visit, connection, user_id)
        return _shown_once(visit, user_id, password)

    page = FormPage(
        title=phrase("A new password for %(name)s?", name=found.name),
        button=phrase("Yes, set a new password"), fields=(), way=_way(user_id, found.name),
        intro=(
            phrase("It is shown to you once. Who gets it has to choose an own one at once."),
            phrase("The old password is good no more, and the person is signed out."),
        ),
    )  # fmt: skip
    return answer(visit, page, carry_out)


def _take_away(visit: Visit, connection: Connection, user_id: int) -> None:
    take_away(connection, user_id, by=visit.doer, record_id=random_id())


def _disable(visit: Visit, connection: Connection, user_id: int) -> None:
    disable(connection, user_id, today=visit.today, by=visit.doer, record_id=random_id())


def _enable(visit: Visit, connection: Connection, user_id: int) -> None:
    enable(connection, user_id, by=visit.doer, record_id=random_id())


CHANGES = {
    "disable": Change(
        phrase("Shut %(name)s out?"), phrase("Yes, shut out"),
        (
            phrase("The person is signed out at once and cannot sign in."),
            phrase("What the person recorded stays, under the person's name."),
        ), _disable,
    ),
    "enable": Change(
        phrase("Let %(name)s in again?"), phrase("Yes, let in again"),
        (phrase("The password and the roles of before are good again."),), _enable,
    ),
    "second-factor": Change(
        phrase("Take the second step of %(name)s away?"), phrase("Yes, take it away"),
        (
            phrase("Do it when the phone is lost, once you are sure who asks you."),
            phrase("At the next sign-in the person sets up a new one."),
        ), _take_away,
    ),
}  # fmt: skip
"""By the last part of the address."""


def change(visit: Visit, user_id: int, kind: str) -> Response:
    """Do one of the changes to somebody else, once it was confirmed."""
    wanted, found = CHANGES[kind], _another(visit, user_id)

    def carry_out(_: Given) -> Response:
        with visit.writing() as connection:
            wanted.carry_out(visit, connection, user_id)
        return redirect(person_address(user_id))

    page = FormPage(
        title=filled(wanted.title, name=found.name), button=wanted.button, fields=(),
        way=_way(user_id, found.name), intro=wanted.means,
    )  # fmt: skip
    return answer(visit, page, carry_out)


def _another(visit: Visit, user_id: int) -> StoredUser:
    """Return somebody else than the visitor: nobody shuts the own account by a slip."""
    if user_id == visit.actor.user_id:
        raise NothingThere
    with visit.reading() as connection:
        return user(connection, user_id)


def _set_password(visit: Visit, connection: Connection, user_id: int) -> str:
    password = one_time_password()
    set_password(
        connection, user_id, password, hasher=visit.desk.hasher, salt=random_bytes(SALT_BYTES),
        must_change=True, by=visit.doer, record_id=random_id(),
    )  # fmt: skip
    return password


def _shown_once(visit: Visit, user_id: int, password: str) -> Response:
    with visit.reading() as connection:
        found = user(connection, user_id)
    return visit.page(
        "people/password.html", person=found, password=password, here=person_address(user_id)
    )


def _way(user_id: int, name: str) -> tuple[tuple[str, Phrase | str], ...]:
    return (*WAY, (person_address(user_id), name))
