"""The first page of an installation: making the administrator, while nobody can sign in."""

from dataclasses import replace

from flask import Response

from ledger.core.statements.table import phrase
from ledger.core.users.grants import NothingThere
from ledger.core.users.passwords import PasswordRefused
from ledger.core.users.signing_in import LONGEST_NAME as LONGEST_SIGN_IN_NAME
from ledger.core.users.signing_in import How, SignInNameNotUsable
from ledger.services.first_administrator import has_users, make_first_administrator
from ledger.services.passwords import SALT_BYTES
from ledger.services.users import LONGEST_NAME, NameMissing, NewUser
from ledger.web.form.fields import Field, FieldKind, FormRefused, Given
from ledger.web.form.page import FormPage
from ledger.web.new_clubs import NEW_CLUB
from ledger.web.random import random_bytes, random_id
from ledger.web.second_step import NEW_PASSWORD
from ledger.web.sending import NEXT
from ledger.web.sign_in import LONGEST_SECRET, PinsDiffer, at_the_door, begin
from ledger.web.visit import Visit

OWN_NAME = Field(
    name="own_name", label=phrase("Your full name"), longest=LONGEST_NAME, autocomplete="name",
    hint=phrase("As others will see it, such as Quách Thị Hoa"),
)  # fmt: skip
SIGN_IN_NAME = Field(
    name="name", label=phrase("A name to sign in by"), longest=LONGEST_SIGN_IN_NAME,
    hint=phrase("Small letters without spaces, such as hoa.quach"), autocomplete="username",
)  # fmt: skip
AGAIN = Field(
    name="again", label=phrase("The same password again"), kind=FieldKind.SECRET,
    longest=LONGEST_SECRET, autocomplete="new-password",
)  # fmt: skip


def first(visit: Visit) -> Response:
    """Make the first administrator, who goes on to the second step and the first club."""
    with visit.reading() as connection:
        if has_users(connection):
            raise NothingThere

    def carry_out(given: Given) -> Response:
        if given.text("new") != given.text("again"):
            raise FormRefused({"again": PinsDiffer()})
        with visit.writing() as connection:
            user_id = make_first_administrator(
                connection, NewUser(given.text("name"), given.text("own_name")),
                given.text("new"), hasher=visit.desk.hasher, salt=random_bytes(SALT_BYTES),
                today=visit.today, now=visit.desk.now(), address=visit.guest.address,
                record_id=random_id(),
            )  # fmt: skip
        return begin(replace(visit, arguments={NEXT: [NEW_CLUB]}), user_id, How.PASSWORD)

    page = FormPage(
        title=phrase("Welcome to the club's books"), button=phrase("Begin"),
        fields=(
            OWN_NAME, SIGN_IN_NAME, replace(NEW_PASSWORD, label=phrase("A password")), AGAIN,
        ),
        places={
            NameMissing: "own_name", SignInNameNotUsable: "name", PasswordRefused: "new",
        },
        intro=(
            phrase("Nobody can sign in yet. You are the first, and so you administer the books:"
                   " you make clubs, and people to keep them."),
            phrase("Next come the second step on your phone, the first club, and its people."),
        ),
    )  # fmt: skip
    return at_the_door(visit, page, carry_out)
