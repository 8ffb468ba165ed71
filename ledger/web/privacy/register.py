"""The register of what members ask about their own data, with its deadlines."""

from flask import Response

from ledger.books.members import members_of
from ledger.core.privacy.data_requests import (
    LONGEST,
    DataRequest,
    RequestKind,
    UnknownDataRequest,
)
from ledger.core.statements.table import Phrase, phrase
from ledger.core.text import without_accents
from ledger.core.users.policy import Permission, may
from ledger.services.data_requests import (
    answer_data_request,
    data_requests,
    finish_data_request,
)
from ledger.services.disputes import open_disputes
from ledger.web.addresses import Addresses
from ledger.web.form.fields import Choice, Field, FieldKind, Given
from ledger.web.form.page import FormPage, answer
from ledger.web.privacy.words import KINDS, day, privacy_way
from ledger.web.queries import OfPrivacy, query_of
from ledger.web.visit import Visit, redirect

FIND = OfPrivacy()
TOLD, DONE = "told", "done"
WHAT: dict[str, Phrase] = {
    TOLD: phrase("The member was told how it goes on"),
    DONE: phrase("It is done, or refused"),
}


def register(visit: Visit) -> Response:
    """Show what members asked, the next deadline first, and find a member."""
    letters = (query_of(FIND, visit.arguments).name or "").strip()
    asked = without_accents(letters)
    with visit.reading() as connection:
        found = data_requests(connection, visit.club.club_id, open_only=False)
        people = members_of(connection, visit.club.club_id) if letters else []
        waiting = open_disputes(connection, visit.club.club_id)
    addresses = Addresses(visit.code)
    here = f"{addresses.front}privacy"
    return visit.page(
        "privacy/register.html", club=visit.club.club, addresses=addresses, here=here,
        letters=letters, waiting=waiting,
        people=[
            (f"{here}/members/{one.member_no}", one.name, one.paper_code)
            for one in people
            if asked in without_accents(one.name) or asked == one.paper_code.casefold()
        ],
        open=[_drawn(visit, one) for one in found if one.done_on is None],
        done=[_drawn(visit, one) for one in found if one.done_on is not None],
        may_see_looks=may(visit.actor, Permission.READ_TRAIL, visit.place),
    )  # fmt: skip


def one(visit: Visit, request_no: int) -> Response:
    """Show a request with its deadlines, and keep what was told and done."""
    with visit.reading() as connection:
        register = data_requests(connection, visit.club.club_id, open_only=False)
    found = next((one for one in register if one.request_no == request_no), None)
    if found is None:
        raise UnknownDataRequest(request_no=request_no)
    here = f"{Addresses(visit.code).front}privacy"

    def carry_out(given: Given) -> Response:
        _keep(visit, found, given)
        return redirect(f"{here}/requests/{request_no}")

    page = FormPage(
        title=phrase("Request %(number)s", number=request_no), button=phrase("Keep this"),
        fields=_fields(visit, found), template="privacy/request.html", way=privacy_way(visit),
    )  # fmt: skip
    return answer(
        visit, page, carry_out, found=found, kind=visit.reader.phrase(KINDS[found.kind]),
        is_late=found.is_waiting_late(visit.today),
        member=f"{here}/members/{found.member_no}",
        act=_act(visit, found),
    )  # fmt: skip


def _fields(visit: Visit, found: DataRequest) -> tuple[Field, ...]:
    choices = tuple(Choice(value, words) for value, words in WHAT.items())
    return (
        Field(
            name="what", label=phrase("How far it is"), kind=FieldKind.CHOICE, choices=choices,
            usual=TOLD if found.answered_on is None else DONE,
        ),
        Field(
            name="outcome", label=phrase("What was done, or why it was refused"),
            kind=FieldKind.WORDS, longest=LONGEST, is_required=False,
            hint=phrase("Needed when it is done or refused"),
        ),
        day(visit),
    )  # fmt: skip


def _keep(visit: Visit, found: DataRequest, given: Given) -> None:
    number, on, club = found.request_no, given.day("on"), visit.club
    request, today, address = visit.request(), visit.today, visit.guest.address
    with visit.writing() as connection:
        if given.text("what") == TOLD:
            answer_data_request(
                connection, club, number, request, on=on, today=today, address=address
            )
        else:
            outcome = given.text_or_none("outcome") or ""
            finish_data_request(
                connection, club, number, outcome, request, on=on, today=today, address=address
            )


def _act(visit: Visit, found: DataRequest) -> tuple[str, str] | None:
    """Return where what is asked is done, and what that is called."""
    front, number = Addresses(visit.code).front, found.member_no
    here, say = f"{front}privacy/members/{number}", visit.reader.say
    match found.kind:
        case RequestKind.LOOK | RequestKind.EXPORT:
            return f"{here}/data.pdf", say("Print what the club holds about the member")
        case RequestKind.RESTRICT | RequestKind.OBJECT:
            return f"{here}/restriction", say("Restrict the use of the data")
        case RequestKind.ERASE:
            return f"{front}do/erase-person?member={number}", say("Erase a person")
        case RequestKind.WITHDRAW:
            return here, say("Consents of the member")
        case _:
            return None


def _drawn(visit: Visit, one: DataRequest) -> tuple[DataRequest, str, bool]:
    return one, visit.reader.phrase(KINDS[one.kind]), one.is_waiting_late(visit.today)
