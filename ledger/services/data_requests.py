"""The register of what members ask about their own data, and what is late of it."""

import datetime as dt
from dataclasses import replace

from sqlalchemy.engine import Connection

from ledger.books.audit_records import NotedAct
from ledger.books.clubs import StoredClub
from ledger.books.data_requests import (
    add_data_request,
    data_request_of,
    data_requests_by,
    data_requests_in,
    set_data_request,
)
from ledger.books.members import member_of
from ledger.core.journal import PostingRequest
from ledger.core.periods import check_not_after_tomorrow
from ledger.core.privacy.data_requests import LONGEST, Asking, DataRequest, DataRequestDone
from ledger.core.text import check_words, normal
from ledger.services.noting import note_done
from ledger.services.once import once


def take_data_request(
    connection: Connection,
    club: StoredClub,
    member_no: int,
    asking: Asking,
    request: PostingRequest,
    *,
    today: dt.date,
    address: str,
) -> int:
    """Write a member's request into the register with its deadlines, and return its number.

    Raises `UnknownMember`, `WordsMissing`, `TextTooLong`, `DateAfterTomorrow`, ….
    """
    tidy = replace(asking, said=normal(asking.said))
    check_words("request", tidy.said, LONGEST)
    check_not_after_tomorrow(tidy.received_on, today)

    def act(at: PostingRequest) -> int:
        member_of(connection, club.club_id, member_no)
        number = add_data_request(
            connection, club.club_id, member_no, tidy, recorded_by=at.recorded_by,
            recorded_at=at.recorded_at,
        )  # fmt: skip
        detail = f"member {member_no}, {tidy.kind.value}"
        note_done(
            connection,
            club,
            NotedAct("take data request", f"request {number}", detail),
            at,
            address,
        )
        return number

    content = ("take data request", member_no, tidy)
    return once(connection, club, request, act, content=content, answer=int)[0]


def answer_data_request(
    connection: Connection,
    club: StoredClub,
    request_no: int,
    request: PostingRequest,
    *,
    on: dt.date,
    today: dt.date,
    address: str,
) -> int:
    """Keep that the member was told how the request goes on, on a day.

    The first day stays, if it is told twice. Raises `UnknownDataRequest`, `DataRequestDone`,
    `DayBeforeRequest`, `DateAfterTomorrow`.
    """
    check_not_after_tomorrow(on, today)

    def act(at: PostingRequest) -> int:
        found = _open_request(connection, club.club_id, request_no)
        found.check_day(on)
        if found.answered_on is None:
            set_data_request(connection, club.club_id, request_no, answered_on=on)
        noted = NotedAct(
            "answer data request", f"request {request_no}", f"member {found.member_no}"
        )
        note_done(connection, club, noted, at, address)
        return request_no

    content = ("answer data request", request_no, on)
    return once(connection, club, request, act, content=content, answer=int)[0]


def finish_data_request(
    connection: Connection,
    club: StoredClub,
    request_no: int,
    outcome: str,
    request: PostingRequest,
    *,
    on: dt.date,
    today: dt.date,
    address: str,
) -> int:
    """Keep what came of a request: it was done on a day, or refused and why.

    Raises `UnknownDataRequest`, `DataRequestDone`, `DayBeforeRequest`, `WordsMissing`, ….
    """
    words = normal(outcome)
    check_words("outcome", words, LONGEST)
    check_not_after_tomorrow(on, today)

    def act(at: PostingRequest) -> int:
        found = _open_request(connection, club.club_id, request_no)
        found.check_day(on)
        set_data_request(
            connection, club.club_id, request_no, outcome=words, done_on=on,
            answered_on=found.answered_on or on,
        )  # fmt: skip
        noted = NotedAct(
            "finish data request", f"request {request_no}", f"member {found.member_no}"
        )
        note_done(connection, club, noted, at, address)
        return request_no

    content = ("finish data request", request_no, words, on)
    return once(connection, club, request, act, content=content, answer=int)[0]


def data_requests(connection: Connection, club_id: int, *, open_only: bool) -> list[DataRequest]:
    """Return a club's register: what is not done first, by the day it is to be done."""
    return data_requests_in(connection, club_id, open_only=open_only)


def data_requests_of(connection: Connection, club_id: int, member_no: int) -> list[DataRequest]:
    """Return what a member has asked, in the same order."""
    return data_requests_by(connection, club_id, member_no)


def late_data_requests(connection: Connection, club_id: int, today: dt.date) -> list[DataRequest]:
    """Return the requests to which an answer or an act is overdue."""
    register = data_requests_in(connection, club_id, open_only=True)
    return [one for one in register if one.is_waiting_late(today)]


def _open_request(connection: Connection, club_id: int, request_no: int) -> DataRequest:
    found = data_request_of(connection, club_id, request_no)
    if found.done_on is not None:
        raise DataRequestDone(request_no=request_no)
    return found
