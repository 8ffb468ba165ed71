"""Reading who looked at whom and who did what: the latest first, page after page."""

import datetime as dt
import uuid

import pytest

from ledger.books.access_log import access_of_member, all_looks_at, looks_between
from ledger.books.audit_records import (
    Doer,
    Look,
    NotedAct,
    note_access,
    note_act,
    note_service,
)
from ledger.books.clubs import add_user
from ledger.books.engine import reading, transaction
from ledger.books.journal import lock_club
from ledger.books.trail import ServiceTrailRecord, service_trail, trail
from ledger.core.clock import VIET_NAM
from tests.conftest import NOW, Books, new_club

DAY, MINUTE = dt.timedelta(days=1), dt.timedelta(minutes=1)
NOON = dt.datetime(2026, 3, 10, 12, 0, tzinfo=VIET_NAM)
TODAY = NOON.date()
LUA, DAT = 1, 2


def looked(
    books: Books, at: dt.datetime, member_no: int | None = LUA, what: str = "statement"
) -> None:
    with transaction(books.engine) as connection:
        look = Look(books.club.club_id, member_no, what)
        note_access(connection, look, Doer(books.user_id, at, "192.0.2.7"), uuid.uuid4())


def test_a_member_reads_who_looked_at_the_own_record_or_at_a_list_of_all(
    shared_books: Books,
) -> None:
    other = new_club(shared_books.engine, f"{shared_books.club.club.code}-A")
    for at in (NOON, NOON + MINUTE, NOON + DAY):
        looked(shared_books, at)
    looked(shared_books, NOON + 2 * MINUTE, None, "members")
    looked(shared_books, NOON, DAT)
    looked(other, NOON)
    with reading(shared_books.engine) as connection:
        club_id = shared_books.club.club_id
        told = access_of_member(connection, club_id, LUA)
        nobody = [access_of_member(connection, club_id, number) for number in (0, -1, 1 << 70)]
        one_by_one = all_looks_at(connection, club_id, LUA)
    assert [(one.day, one.what, one.member_no, one.times) for one in told] == [
        (TODAY + DAY, "statement", LUA, 1), (TODAY, "members", None, 1),
        (TODAY, "statement", LUA, 2),
    ]  # fmt: skip
    assert (told[2].first_at, told[2].last_at) == (NOON, NOON + MINUTE)
    assert {one.user for one in told} == {"Bùi Thị Lụa"}
    assert nobody == [[], [], []]
    assert [one.seen_at for one in one_by_one] == [
        NOON + DAY, NOON + 2 * MINUTE, NOON + MINUTE, NOON,
    ]  # fmt: skip


@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_the_days_of_looking_are_told_page_after_page_without_a_gap(
    shared_books: Books, limit: int
) -> None:
    for days in range(4):
        for what in ("statement", "loans"):
            looked(shared_books, NOON - days * DAY, what=what)
            looked(shared_books, NOON - days * DAY + MINUTE, what=what)
    told, before = [], None
    with reading(shared_books.engine) as connection:
        while page := access_of_member(
            connection, shared_books.club.club_id, LUA, limit=limit, before=before
        ):
            assert len(page) < limit + 2
            told += page
            before = page[-1].day
    assert [(one.day, one.times) for one in told] == [
        (TODAY - days * DAY, 2) for days in range(4) for _ in range(2)
    ]


def test_the_looks_of_some_days_are_those_of_viet_nam(shared_books: Books) -> None:
    midnight = NOON - 12 * 60 * MINUTE
    for at in (midnight - MINUTE, midnight, midnight + DAY - MINUTE, midnight + DAY):
        looked(shared_books, at)
    with reading(shared_books.engine) as connection:
        found = looks_between(connection, shared_books.club.club_id, TODAY, TODAY)
    assert [one.seen_at for one in found] == [midnight + DAY - MINUTE, midnight]
    assert [(one.address, one.member_no) for one in found] == [("192.0.2.7", LUA)] * 2


def test_a_club_s_trail_is_read_backwards_by_page_and_by_subject(shared_books: Books) -> None:
    other = new_club(shared_books.engine, f"{shared_books.club.club.code}-B")
    chair = second_user(shared_books)
    for books, count in ((shared_books, 5), (other, 1)):
        with transaction(books.engine) as connection:
            lock_club(connection, books.club.club_id)
            for number in range(count):
                by = Doer(chair if number % 2 else books.user_id, NOW, "cli")
                done = NotedAct("restrict member", f"member {number % 2}", f"<b>{number}</b>")
                note_act(connection, books.club.club_id, done, by)
    club_id = shared_books.club.club_id
    with reading(shared_books.engine) as connection:
        whole = trail(connection, club_id)
        first = trail(connection, club_id, limit=2)
        rest = trail(connection, club_id, limit=2, before=first[-1].record_no)
        of_one = trail(connection, club_id, subject="member 1")
    numbers = [one.record_no for one in whole]
    assert numbers == sorted(numbers, reverse=True)
    assert [one.detail for one in whole[:5]] == [f"<b>{number}</b>" for number in (4, 3, 2, 1, 0)]
    assert (first, rest) == (whole[:2], whole[2:4])
    assert [(one.detail, one.user_id, one.user) for one in of_one] == [
        ("<b>3</b>", chair, "Quách Văn Đạt"), ("<b>1</b>", chair, "Quách Văn Đạt"),
    ]  # fmt: skip
    assert (of_one[0].act, of_one[0].acted_at, of_one[0].address) == (
        "restrict member", NOW, "cli",
    )  # fmt: skip


def test_what_was_done_beyond_the_clubs_is_read_backwards_even_within_one_moment(
    books: Books,
) -> None:
    with transaction(books.engine) as connection:
        for number, at in enumerate((NOW, NOW, NOW, NOW + MINUTE)):
            by = Doer(books.user_id, at, "192.0.2.7")
            note_service(connection, NotedAct("disable", f"user {number}"), by, uuid.uuid4())
    told: list[ServiceTrailRecord] = []
    with reading(books.engine) as connection:
        whole = service_trail(connection)
        while page := service_trail(connection, limit=1, before=told[-1].place if told else None):
            told += page
    assert told == whole
    own = [one for one in told if one.act == "disable"]
    assert own[0].subject == "user 3"
    assert {one.subject for one in own[1:]} == {"user 0", "user 1", "user 2"}
    assert {(one.user_id, one.user) for one in own} == {(books.user_id, "Bùi Thị Lụa")}


def second_user(books: Books) -> int:
    name = f"chu-nhiem-{books.club.club.code}"
    with transaction(books.engine) as connection:
        return add_user(connection, name, "Quách Văn Đạt", NOW)


def test_days_at_the_ends_of_the_calendar_and_no_rows_at_all_are_no_trouble(
    shared_books: Books,
) -> None:
    looked(shared_books, NOON)
    club_id = shared_books.club.club_id
    with reading(shared_books.engine) as connection:
        assert len(looks_between(connection, club_id, dt.date.min, dt.date.max)) == 1
        assert access_of_member(connection, club_id, LUA, before=dt.date.min) == []
        assert len(access_of_member(connection, club_id, LUA, before=dt.date.max)) == 1
        assert access_of_member(connection, club_id, LUA, limit=0) == []
        assert access_of_member(connection, club_id, LUA, limit=-1) == []
