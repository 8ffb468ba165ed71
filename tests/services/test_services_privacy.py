"""Personal data: consent given and taken back, the register of requests, restriction."""

import datetime as dt
import uuid
from collections.abc import Callable

import pytest

from ledger.books.engine import reading, transaction
from ledger.books.refusals import RequestDiffers, UnknownMember
from ledger.core.errors import LedgerError
from ledger.core.journal import PostingRequest
from ledger.core.periods import DateAfterTomorrow
from ledger.core.privacy.consents import (
    Consent,
    ConsentGiven,
    ConsentThere,
    NoConsentThere,
    Way,
    WithdrawnBeforeGiven,
    WitnessMissing,
    text_to_read,
)
from ledger.core.privacy.data_requests import (
    Asking,
    DataRequest,
    DataRequestDone,
    DayBeforeRequest,
    RequestKind,
    UnknownDataRequest,
)
from ledger.core.privacy.restrictions import AlreadyRestricted, NotRestricted, Restriction
from ledger.core.text import ControlCharacter, TextTooLong, WordsMissing
from ledger.services.consents import agreed_members, consents, give_consent, withdraw_consent
from ledger.services.data_requests import (
    answer_data_request,
    data_requests,
    data_requests_of,
    finish_data_request,
    late_data_requests,
    take_data_request,
)
from ledger.services.restrictions import (
    lift_restriction,
    restrict,
    restricted_members,
    restrictions,
)
from tests.books.postings import add_people
from tests.conftest import NOW, TODAY, Books, new_club
from tests.services.user_desk import ADDRESS, acts_in_club

LUA, DAT, ANH, NOBODY = 1, 2, 3, 4
DAY = dt.timedelta(days=1)
VERSION = text_to_read().version
SIGNED = ConsentGiven(VERSION, "vi", Way.SIGNED, TODAY)


@pytest.fixture
def club(shared_books: Books) -> Books:
    """Give a club with members 1 to 3."""
    with transaction(shared_books.engine) as connection:
        add_people(connection, shared_books.club.club_id)
    return shared_books


def does(
    books: Books,
    act: Callable[..., int],
    *said: object,
    request: PostingRequest | None = None,
    today: dt.date = TODAY,
    **more: object,
) -> int:
    """Let a service do what is asked for, in a transaction of its own."""
    with transaction(books.engine) as connection:
        at = request or PostingRequest(uuid.uuid4(), books.user_id, NOW)
        return act(connection, books.club, *said, at, today=today, address=ADDRESS, **more)


def own(books: Books, member_no: int = LUA) -> list[Consent]:
    with reading(books.engine) as connection:
        return consents(connection, books.club.club_id, member_no)


def agreed(books: Books) -> set[int]:
    with reading(books.engine) as connection:
        return agreed_members(connection, books.club.club_id)


def register(books: Books, *, open_only: bool = False) -> list[DataRequest]:
    with reading(books.engine) as connection:
        return data_requests(connection, books.club.club_id, open_only=open_only)


def restricted(books: Books) -> set[int]:
    with reading(books.engine) as connection:
        return restricted_members(connection, books.club.club_id)


def test_consent_is_given_once_taken_back_and_given_anew(club: Books) -> None:
    request = PostingRequest(uuid.uuid4(), club.user_id, NOW)
    spoken = ConsentGiven(VERSION, "en", Way.SPOKEN, TODAY, " Qua\u0301ch Văn Đạt ")
    assert does(club, give_consent, LUA, spoken, request=request) == 1
    assert does(club, give_consent, LUA, spoken, request=request) == 1
    with pytest.raises(RequestDiffers):
        does(club, give_consent, DAT, spoken, request=request)
    (first,) = own(club)
    assert first.given == ConsentGiven(VERSION, "en", Way.SPOKEN, TODAY, "Quách Văn Đạt")
    assert (first.is_in_force, agreed(club)) == (True, {LUA})
    with pytest.raises(ConsentThere):
        does(club, give_consent, LUA, SIGNED)

    with pytest.raises(WithdrawnBeforeGiven):
        does(club, withdraw_consent, LUA, 1, on=TODAY - DAY)
    assert does(club, withdraw_consent, LUA, 1, on=TODAY + DAY) == 1
    assert ([one.withdrawn_on for one in own(club)], agreed(club)) == ([TODAY + DAY], set())
    with pytest.raises(NoConsentThere):
        does(club, withdraw_consent, LUA, 1, on=TODAY + DAY)

    assert does(club, give_consent, LUA, SIGNED) == 2
    assert [one.is_in_force for one in own(club)] == [False, True]
    assert own(club, DAT) == []
    assert acts_in_club(club)[-3:] == ["give consent", "withdraw consent", "give consent"]


@pytest.mark.parametrize(
    ("member_no", "given", "error"),
    [
        (NOBODY, SIGNED, UnknownMember),
        (1 << 70, SIGNED, UnknownMember),
        (LUA, ConsentGiven(VERSION, "vi", Way.SPOKEN, TODAY), WitnessMissing),
        (LUA, ConsentGiven(VERSION, "vi", Way.SIGNED, TODAY + 2 * DAY), DateAfterTomorrow),
        (LUA, ConsentGiven(VERSION, "vi", Way.SPOKEN, TODAY, "ế" * 256), TextTooLong),
        (LUA, ConsentGiven(VERSION, "vi", Way.SPOKEN, TODAY, "a\u202eb"), ControlCharacter),
    ],
)
def test_a_consent_that_proves_nothing_is_not_kept(
    club: Books, member_no: int, given: ConsentGiven, error: type[LedgerError]
) -> None:
    with pytest.raises(error):
        does(club, give_consent, member_no, given)
    assert own(club) == []
    with pytest.raises(NoConsentThere):
        does(club, withdraw_consent, LUA, 1, on=TODAY)


def test_a_request_goes_into_the_register_with_its_deadlines(club: Books) -> None:
    asking = Asking(RequestKind.EXPORT, " Cho tôi ba\u0309n sao <b>sổ</b> ", TODAY)
    request = PostingRequest(uuid.uuid4(), club.user_id, NOW)
    assert does(club, take_data_request, LUA, asking, request=request) == 1
    assert does(club, take_data_request, LUA, asking, request=request) == 1
    (one,) = register(club)
    assert one == DataRequest(
        request_no=1, member_no=LUA, name="Bùi Thị Lụa", kind=RequestKind.EXPORT,
        said="Cho tôi bản sao <b>sổ</b>", received_on=TODAY, answer_by=dt.date(2026, 3, 12),
        act_by=dt.date(2026, 3, 20),
    )  # fmt: skip

    assert does(club, answer_data_request, 1, on=TODAY + DAY) == 1
    assert does(club, answer_data_request, 1, on=TODAY + 2 * DAY, today=TODAY + DAY) == 1
    assert does(club, finish_data_request, 1, "Đã đưa bản in", on=TODAY + DAY) == 1
    (one,) = register(club)
    assert (one.answered_on, one.done_on, one.outcome) == (
        TODAY + DAY,
        TODAY + DAY,
        "Đã đưa bản in",
    )
    assert register(club, open_only=True) == []
    with pytest.raises(DataRequestDone):
        does(club, finish_data_request, 1, "Nữa", on=TODAY)
    with pytest.raises(DataRequestDone):
        does(club, answer_data_request, 1, on=TODAY)
    assert acts_in_club(club)[-4:] == [
        "take data request", "answer data request", "answer data request", "finish data request",
    ]  # fmt: skip


def test_what_is_done_at_once_is_answered_on_that_day(club: Books) -> None:
    does(club, take_data_request, LUA, Asking(RequestKind.LOOK, "Cho tôi xem", TODAY))
    does(club, finish_data_request, 1, "Đã cho xem", on=TODAY)
    assert register(club)[0].answered_on == TODAY


@pytest.mark.parametrize(
    ("member_no", "said", "received_on", "error"),
    [
        (NOBODY, "Xem", TODAY, UnknownMember),
        (LUA, " ", TODAY, WordsMissing),
        (LUA, "\x00", TODAY, ControlCharacter),
        (LUA, "ế" * 1_001, TODAY, TextTooLong),
        (LUA, "Xem", TODAY + 2 * DAY, DateAfterTomorrow),
    ],
)
def test_a_request_that_cannot_be_is_not_kept(
    club: Books, member_no: int, said: str, received_on: dt.date, error: type[LedgerError]
) -> None:
    with pytest.raises(error):
        does(club, take_data_request, member_no, Asking(RequestKind.LOOK, said, received_on))
    assert register(club) == []


def test_a_request_is_neither_answered_before_it_came_nor_without_words(club: Books) -> None:
    does(club, take_data_request, LUA, Asking(RequestKind.LOOK, "Xem", TODAY))
    for act, said, on, error in (
        (answer_data_request, (1,), TODAY - DAY, DayBeforeRequest),
        (finish_data_request, (1, "Xong"), TODAY - DAY, DayBeforeRequest),
        (finish_data_request, (1, ""), TODAY, WordsMissing),
        (finish_data_request, (1, "Xong"), TODAY + 2 * DAY, DateAfterTomorrow),
        (answer_data_request, (2,), TODAY, UnknownDataRequest),
        (answer_data_request, (1 << 70,), TODAY, UnknownDataRequest),
    ):
        with pytest.raises(error):
            does(club, act, *said, on=on)
    assert register(club)[0].answered_on is None


def test_the_register_shows_what_is_due_first_and_what_is_late(club: Books) -> None:
    for kind, days in ((RequestKind.ERASE, 0), (RequestKind.LOOK, 0), (RequestKind.LOOK, 9)):
        does(club, take_data_request, LUA, Asking(kind, "Tôi muốn", TODAY - days * DAY))
    does(club, take_data_request, DAT, Asking(RequestKind.LOOK, "Xem", TODAY - 30 * DAY))
    does(club, take_data_request, DAT, Asking(RequestKind.LOOK, "Xem", TODAY - 30 * DAY))
    does(club, finish_data_request, 4, "Đã xem", on=TODAY)
    does(club, finish_data_request, 5, "Đã xem", on=TODAY)
    assert [one.request_no for one in register(club)] == [3, 2, 1, 5, 4]
    with reading(club.engine) as connection:
        late = late_data_requests(connection, club.club.club_id, TODAY)
        of_dat = data_requests_of(connection, club.club.club_id, DAT)
    assert [one.request_no for one in late] == [3]
    assert [one.request_no for one in of_dat] == [5, 4]
    other = new_club(club.engine, f"{club.club.club.code}-P")
    assert register(other) == []


def test_a_member_s_data_are_restricted_until_it_is_lifted(club: Books) -> None:
    request = PostingRequest(uuid.uuid4(), club.user_id, NOW)
    assert does(club, restrict, LUA, "Bà yêu cầu ở buổi họp", request=request) == LUA
    assert does(club, restrict, LUA, "Bà yêu cầu ở buổi họp", request=request) == LUA
    does(club, restrict, ANH, "Đang khiếu nại")
    assert restricted(club) == {LUA, ANH}
    with pytest.raises(AlreadyRestricted):
        does(club, restrict, LUA, "Nữa")

    does(club, lift_restriction, LUA)
    assert restricted(club) == {ANH}
    with pytest.raises(NotRestricted):
        does(club, lift_restriction, LUA)
    does(club, restrict, LUA, "Lại yêu cầu")
    assert restricted(club) == {LUA, ANH}
    does(club, lift_restriction, LUA, today=TODAY + DAY)
    does(club, restrict, LUA, "Lần nữa", today=TODAY + 5 * DAY)
    with reading(club.engine) as connection:
        kept = restrictions(connection, club.club.club_id, LUA)
    assert kept == [
        Restriction(LUA, TODAY, "Bà yêu cầu ở buổi họp", TODAY + DAY),
        Restriction(LUA, TODAY + 5 * DAY, "Lần nữa"),
    ]
    for member_no, reason, error in (
        (NOBODY, "Vì", UnknownMember), (DAT, "", WordsMissing), (DAT, "a\nb", ControlCharacter),
    ):  # fmt: skip
        with pytest.raises(error):
            does(club, restrict, member_no, reason)
    assert restricted(club) == {LUA, ANH}
