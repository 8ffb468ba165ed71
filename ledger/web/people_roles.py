"""Giving people roles and ending them, each confirmed before it is done."""

from flask import Response
from sqlalchemy.engine import Connection

from ledger.books.refusals import UnknownClub
from ledger.core.statements.table import Phrase, phrase
from ledger.core.users.grants import Grant, Role
from ledger.core.users.grants_rules import LONGEST_PLACE, NewGrant, check_grant
from ledger.services.clubs import club_of
from ledger.services.granting_roles import UnknownGrant, end_grant, grant, grants_of
from ledger.services.users import user
from ledger.web.form.confirming import ReadBack, answer_twice
from ledger.web.form.fields import Choice, Field, FieldKind, Given
from ledger.web.form.page import FormPage, answer
from ledger.web.grants_shown import shown_grant
from ledger.web.new_clubs import WAY
from ledger.web.people import person_address
from ledger.web.people_words import ROLES, WHAT_THEY_DO
from ledger.web.random import random_id
from ledger.web.visit import Visit, redirect

ROLE = Field(
    name="role", label=phrase("Role"), kind=FieldKind.CHOICE,
    choices=tuple(Choice(one.value, ROLES[one], WHAT_THEY_DO[one]) for one in Role),
)  # fmt: skip
CLUB = Field(
    name="club", label=phrase("Code of the club"), is_required=False, longest=64,
    hint=phrase("For a role in one club, such as HP"),
)  # fmt: skip
MEMBER_NO = Field(
    name="member", label=phrase("The person's number as a member"), kind=FieldKind.NUMBER,
    is_required=False, longest=9,
    hint=phrase("For the role of a member alone: officers who approve loans need it too"),
)  # fmt: skip
PROVINCE = Field(
    name="province", label=phrase("Province"), is_required=False, longest=LONGEST_PLACE,
    hint=phrase("For an auditor or an officer of an area, written as in the clubs"),
)  # fmt: skip
COMMUNE = Field(
    name="commune", label=phrase("Commune"), is_required=False, longest=LONGEST_PLACE,
    hint=phrase("Only with its province"),
)  # fmt: skip


def _fields(visit: Visit) -> tuple[Field, ...]:
    return (
        ROLE, CLUB, MEMBER_NO, PROVINCE, COMMUNE,
        Field(name="from", label=phrase("From which day"), kind=FieldKind.DAY, longest=10,
              usual=visit.reader.date(visit.today)),
        Field(name="until", label=phrase("Until which day"), kind=FieldKind.DAY, longest=10,
              is_required=False, hint=phrase("An auditor's role always has an end")),
    )  # fmt: skip


def new_role(visit: Visit, user_id: int) -> Response:
    """Give somebody a role, once it was read back."""
    with visit.reading() as connection:
        found = user(connection, user_id)

    def read_back(given: Given) -> ReadBack:
        with visit.reading() as connection:
            new, code = _new_grant(connection, given)
        check_grant(new, visit.today)
        as_given = Grant(
            1, new.role, new.valid_from, new.valid_until, new.club_id, code, new.province,
            new.commune, new.member_no,
        )  # fmt: skip
        shown = shown_grant(as_given, visit.reader, visit.today)
        return ReadBack(
            lines=(
                (phrase("For whom"), found.name), (phrase("Role"), shown.role),
                (phrase("What it allows"), shown.does), (phrase("Where"), shown.where),
                (phrase("When"), shown.days),
            ),
            button=phrase("Give this role to %(name)s", name=found.name),
            warnings=(phrase("The person is signed out, and signs in again with the new role."),),
        )  # fmt: skip

    def carry_out(given: Given) -> Response:
        with visit.writing() as connection:
            new, _ = _new_grant(connection, given)
            grant(connection, user_id, new, today=visit.today, by=visit.doer, record_id=random_id())
        return redirect(person_address(user_id))

    page = FormPage(
        title=phrase("A role for %(name)s", name=found.name), button=phrase("Go on"),
        fields=_fields(visit), way=(*WAY, (person_address(user_id), found.name)),
        places={UnknownClub: "club"},
    )  # fmt: skip
    return answer_twice(visit, page, read_back, carry_out)


def end_role(visit: Visit, user_id: int, grant_no: int) -> Response:
    """End somebody's role at once, once that was confirmed (`UnknownGrant`)."""
    with visit.reading() as connection:
        found = user(connection, user_id)
        kept = [one.grant for one in grants_of(connection, user_id) if one.ended_at is None]
    held = next((one for one in kept if one.grant_no == grant_no), None)
    if held is None:
        raise UnknownGrant(grant_no=grant_no)
    shown = shown_grant(held, visit.reader, visit.today)

    def carry_out(_: Given) -> Response:
        with visit.writing() as connection:
            end_grant(
                connection, user_id, grant_no, today=visit.today, by=visit.doer,
                record_id=random_id(),
            )  # fmt: skip
        return redirect(person_address(user_id))

    page = FormPage(
        title=phrase("End the role of %(name)s?", name=found.name),
        button=phrase("Yes, end it now"), fields=(),
        way=(*WAY, (person_address(user_id), found.name)),
        intro=(f"{shown.role}: {shown.where}", *_meaning(held)),
    )  # fmt: skip
    return answer(visit, page, carry_out)


def _meaning(held: Grant) -> tuple[Phrase, ...]:
    told = (phrase("The person is signed out. What was recorded stays."),)
    if held.role is Role.TREASURER:
        return (*told, phrase("A treasurer hands the box over in the club's own pages instead."))
    return told


def _new_grant(connection: Connection, given: Given) -> tuple[NewGrant, str | None]:
    """Return the role that was typed, and the code of its club (`UnknownClub`)."""
    code = given.text_or_none("club")
    club = club_of(connection, code.upper()) if code is not None else None
    new = NewGrant(
        role=Role(given.text("role")), valid_from=given.day("from"),
        valid_until=given.day_or_none("until"),
        club_id=club.club_id if club is not None else None, member_no=given.number("member"),
        province=given.text_or_none("province"), commune=given.text_or_none("commune"),
    )  # fmt: skip
    return new, club.club.code if club is not None else None
