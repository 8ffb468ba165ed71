"""A member's personal data as the club keeps it: consents, requests, restriction, a copy."""

from flask import Response

from ledger.books.members import StoredMember, member_of
from ledger.core.privacy.consents import ConsentGiven, Way, text_to_read
from ledger.core.privacy.data_requests import LONGEST, Asking, RequestKind
from ledger.core.privacy.restrictions import LONGEST_REASON
from ledger.core.statements.own_data import own_data_table
from ledger.core.statements.table import phrase
from ledger.core.users.grants import NothingThere
from ledger.files.own_data import own_data_json
from ledger.services.consents import consents, give_consent, withdraw_consent
from ledger.services.data_requests import data_requests_of, take_data_request
from ledger.services.own_data import own_data
from ledger.services.restrictions import lift_restriction, restrict, restrictions
from ledger.web.addresses import Addresses
from ledger.web.files import file, table_file
from ledger.web.form.fields import Choice, Field, FieldKind, Given
from ledger.web.form.page import FormPage, Words, answer
from ledger.web.privacy.words import KINDS, WAYS, day, privacy_way
from ledger.web.queries import Nothing, query_of
from ledger.web.visit import Visit, redirect

NOTHING = Nothing()


def member(visit: Visit, member_no: int) -> Response:
    """Show what a member agreed to, asked and had restricted."""
    query_of(NOTHING, visit.arguments)
    club_id = visit.club.club_id
    with visit.reading() as connection:
        found = member_of(connection, club_id, member_no)
        agreed = consents(connection, club_id, member_no)
        asked = data_requests_of(connection, club_id, member_no)
        limits = restrictions(connection, club_id, member_no)
    visit.looked(member_no, "privacy")
    addresses, reader = Addresses(visit.code), visit.reader
    return visit.page(
        "privacy/member.html", club=visit.club.club, addresses=addresses, member=found,
        here=_here(visit, member_no),
        agreed=[(one, reader.phrase(WAYS[one.given.way])) for one in reversed(agreed)],
        asked=[(one, reader.phrase(KINDS[one.kind])) for one in asked],
        limits=list(reversed(limits)), is_restricted=any(one.is_in_force for one in limits),
        requests=f"{addresses.front}privacy/requests",
        erase=f"{addresses.front}do/erase-person?member={member_no}",
    )  # fmt: skip


def copy(visit: Visit, member_no: int, kind: str) -> Response:
    """Return all that the club holds about a member, to hand it over."""
    query_of(NOTHING, visit.arguments)
    with visit.reading() as connection:
        data = own_data(connection, visit.club, member_no, taken_at=visit.desk.now())
    visit.looked(member_no, "own-data")
    name = (visit.code, "own-data", str(member_no), visit.today.isoformat())
    if kind == "json":
        return file(own_data_json(data).encode(), kind, *name)
    return table_file(visit, own_data_table(data), kind, *name)


def ask(visit: Visit, member_no: int) -> Response:
    """Write what a member asks into the register."""
    found = _member(visit, member_no)
    fields = (
        Field(
            name="kind", label=phrase("What is asked"), kind=FieldKind.CHOICE,
            choices=tuple(Choice(one.value, words) for one, words in KINDS.items()),
        ),
        Field(
            name="said", label=phrase("In the member's words"), kind=FieldKind.WORDS,
            longest=LONGEST,
        ),
        day(visit),
    )  # fmt: skip

    def carry_out(given: Given) -> Response:
        asking = Asking(RequestKind(given.text("kind")), given.text("said"), given.day("on"))
        with visit.writing() as connection:
            number = take_data_request(
                connection, visit.club, member_no, asking, visit.request(), today=visit.today,
                address=visit.guest.address,
            )  # fmt: skip
        return redirect(f"{Addresses(visit.code).front}privacy/requests/{number}")

    title = phrase("A request about the own data")
    page = _page(visit, found, title, phrase("Write it into the register"), fields)
    return answer(visit, page, carry_out)


def consent(visit: Visit, member_no: int) -> Response:
    """Keep that a member agreed to the text that was read."""
    found, text, language = _member(visit, member_no), text_to_read(), visit.reader.language.value
    ways = [(Way.SIGNED, WAYS[Way.SIGNED]), (Way.SPOKEN, WAYS[Way.SPOKEN])]
    fields = (
        Field(
            name="way", label=phrase("How it was given"), kind=FieldKind.CHOICE,
            choices=tuple(Choice(one.value, words) for one, words in ways),
        ),
        Field(
            name="witness", label=phrase("The witness"), is_required=False,
            hint=phrase("Needed when it was only said"),
        ),
        day(visit),
    )  # fmt: skip

    def carry_out(given: Given) -> Response:
        agreed = ConsentGiven(
            text.version, language, Way(given.text("way")), given.day("on"),
            given.text_or_none("witness"),
        )  # fmt: skip
        with visit.writing() as connection:
            give_consent(
                connection, visit.club, member_no, agreed, visit.request(), today=visit.today,
                address=visit.guest.address,
            )  # fmt: skip
        return redirect(_here(visit, member_no))

    intro = (phrase("Read this to the member, or let the member read it:"), text.told(language))
    page = _page(visit, found, phrase("A consent"), phrase("Keep the consent"), fields, *intro)
    return answer(visit, page, carry_out)


def take_back(visit: Visit, member_no: int, consent_no: int) -> Response:
    """Keep that a member took a consent back."""
    found = _member(visit, member_no)
    with visit.reading() as connection:
        kept = consents(connection, visit.club.club_id, member_no)
    if all(one.consent_no != consent_no for one in kept):
        raise NothingThere

    def carry_out(given: Given) -> Response:
        with visit.writing() as connection:
            withdraw_consent(
                connection, visit.club, member_no, consent_no, visit.request(),
                on=given.day("on"), today=visit.today, address=visit.guest.address,
            )  # fmt: skip
        return redirect(_here(visit, member_no))

    title = phrase("A consent is taken back")
    page = _page(visit, found, title, phrase("Keep that it is taken back"), (day(visit),))
    return answer(visit, page, carry_out)


def restriction(visit: Visit, member_no: int) -> Response:
    """Restrict a member's data to the books, or lift that again."""
    found = _member(visit, member_no)
    with visit.reading() as connection:
        kept = restrictions(connection, visit.club.club_id, member_no)
    in_force = any(one.is_in_force for one in kept)
    lifts = bool(visit.one_typed("lift")) if visit.is_sent else in_force
    reason = Field(
        name="reason", label=phrase("Why"), kind=FieldKind.WORDS, longest=LONGEST_REASON
    )  # fmt: skip

    def carry_out(given: Given) -> Response:
        request, today, address = visit.request(), visit.today, visit.guest.address
        with visit.writing() as connection:
            if lifts:
                lift_restriction(
                    connection, visit.club, member_no, request, today=today, address=address
                )
            else:
                restrict(
                    connection, visit.club, member_no, given.text("reason"), request,
                    today=today, address=address,
                )  # fmt: skip
        return redirect(_here(visit, member_no))

    lift = Field(name="lift", label="", kind=FieldKind.HIDDEN, usual="yes")
    if lifts:
        title, button, fields = phrase("Lift the restriction"), phrase("Lift it"), (lift,)
    else:
        title, button = phrase("Restrict the use of the data"), phrase("Restrict it")
        fields = (reason,)
    intro = phrase("Restricted, the data stand in no list and no export but the books themselves.")
    return answer(visit, _page(visit, found, title, button, fields, intro), carry_out)


def _member(visit: Visit, member_no: int) -> StoredMember:
    with visit.reading() as connection:
        return member_of(connection, visit.club.club_id, member_no)


def _here(visit: Visit, member_no: int) -> str:
    return f"{Addresses(visit.code).front}privacy/members/{member_no}"


def _page(
    visit: Visit, found: StoredMember, title: Words, button: Words, fields: tuple[Field, ...],
    *intro: Words,
) -> FormPage:  # fmt: skip
    return FormPage(
        title=title, button=button, fields=fields, intro=(found.name, *intro),
        way=(*privacy_way(visit), (_here(visit, found.member_no), found.name)),
    )  # fmt: skip
