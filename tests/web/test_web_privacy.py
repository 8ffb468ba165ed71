"""Complaints, consents and requests about personal data, from both sides of the table."""

from dataclasses import dataclass

import pytest
from sqlalchemy.engine import Engine

from ledger.books.approvals import State, approval_of
from ledger.books.audit_records import Doer
from ledger.books.clubs import StoredClub, add_user
from ledger.books.engine import reading, transaction
from ledger.books.shared_entries import is_own_entry, shared_entries
from ledger.books.users import set_credential
from ledger.core.journal import EntryKind, JournalEntry, Series
from ledger.core.posting_rules import received
from ledger.core.users.grants import Role
from ledger.services.restrictions import restricted_members
from ledger.services.slips import issue_slip, member_user, user_of_slip
from ledger.web.me.addresses import OwnAddresses
from tests.books.postings import add_people, money_in, posted
from tests.conftest import Books
from tests.web.addresses import LENDING
from tests.web.club import NOW, TODAY
from tests.web.lending_club import LATE, lending_club
from tests.web.office import TODAY_TYPED, Officer, office, officer, words_of
from tests.web.signing import as_, begin, in_club

SAID = "Tôi trả 560.000 mà sổ ghi 300.000 <b>"


@dataclass(frozen=True)
class Room:
    """A club whose people sit in one room: a late member, the treasurer, the chair."""

    engine: Engine
    club: StoredClub
    member: Officer
    treasurer: Officer
    chair: Officer


@pytest.fixture(scope="module")
def room(shared_engine: Engine) -> Room:
    """Give a club that lends, in books of its own, and its people signed in."""
    club, application = lending_club(shared_engine), office(shared_engine)
    token = begin(shared_engine, "nguoi-cham", NOW, in_club(Role.MEMBER, club, LATE))
    return Room(
        shared_engine, club, Officer(as_(application.test_client(), token), "/me/VAY/"),
        officer(shared_engine, application, Role.TREASURER, club),
        officer(shared_engine, application, Role.CHAIR, club),
    )  # fmt: skip


def send(who: Officer, address: str, **typed: str) -> str:
    """Fill a form in and send it, twice as a hurried thumb does; return where it leads."""
    sent = who.form(address) | typed
    answer = who.send(address, sent)
    assert answer.status_code == 303, words_of(answer)
    assert who.send(address, sent).location == answer.location
    return answer.location


def test_a_complaint_is_answered_by_somebody_else(room: Room) -> None:
    member, treasurer, chair = room.member, room.treasurer, room.chair
    send(member, "not-right", said=SAID, about=f"loan-{LATE}")
    refused = member.send("not-right", member.form("not-right") | {"said": " "})
    assert refused.status_code == 422
    other = member.form("not-right") | {"said": "x", "about": "entry-1"}
    assert member.send("not-right", other).status_code == 422
    assert "The club has not answered yet." in member.words("said")
    assert f"{SAID[:-4]}" in treasurer.words("disputes/1")
    assert "It waits for the answer" in treasurer.words("disputes/1")
    assert treasurer.send("disputes/1", treasurer.form("record")).status_code in {403, 404}
    assert "Loan V-002" in chair.words("disputes")
    send(chair, "disputes/1", answer="Đã xem lại: lãi tính đúng")
    assert "chair answered, 10/03/2026 09:00 Đã xem lại" in member.words("said")
    assert chair.get("disputes/2").status_code == 404


def test_a_consent_and_a_request_run_their_course(room: Room) -> None:
    member, chair, engine, club = room.member, room.chair, room.engine, room.club
    home = f"privacy/members/{LATE}"
    send(member, "agree")
    assert "Agreed on 10/03/2026" in member.words("agreed")
    assert "Given on the screen" in chair.words(home)
    send(member, "agreed/1")
    assert "taken back on 10/03/2026" in member.words("agreed")
    alone = chair.form(f"{home}/consent") | {"way": "spoken", "on": TODAY_TYPED}
    assert chair.send(f"{home}/consent", alone).status_code == 422
    send(chair, f"{home}/consent", way="spoken", witness="Bà Lụa", on=TODAY_TYPED)
    send(chair, f"{home}/consents/2", on=TODAY_TYPED)
    assert chair.get(f"{home}/consents/3").status_code == 404

    address = send(chair, f"{home}/ask", kind="erase", said="Xóa tôi", on=TODAY_TYPED)
    request = address.removeprefix(LENDING)
    assert "To be answered by 12/03/2026, done by 30/03/2026" in chair.words("privacy?name=man")
    send(chair, request, what="told", on=TODAY_TYPED)
    empty = chair.form(request) | {"what": "done", "on": TODAY_TYPED}
    assert chair.send(request, empty).status_code == 422
    send(chair, request, what="done", outcome="Còn nợ, chưa xóa được", on=TODAY_TYPED)
    assert "Còn nợ, chưa xóa được" in chair.words(request)
    assert chair.get("privacy/requests/9").status_code == 404

    send(chair, f"{home}/restriction", reason="Theo yêu cầu")
    with reading(engine) as connection:
        assert restricted_members(connection, club.club_id) == {LATE}
    send(chair, f"{home}/restriction")
    with reading(engine) as connection:
        assert not restricted_members(connection, club.club_id)
    assert chair.get(f"{home}/data.json").mimetype == "application/json"
    seen = member.words("looked")
    assert "chair All that the club holds about the member" in seen
    assert "Bạch Thị Mận" in chair.words("privacy/looks")
    assert "Nobody looked" in chair.words("privacy/looks?begin=2025-01-01&end=2025-01-02")
    refused = chair.confirm("erase-person", f"member={LATE}", reason="Yêu cầu 1")
    assert "still owes the club money" in words_of(refused)


def test_a_forgotten_pin_is_cleared_by_two_officers(room: Room) -> None:
    treasurer, chair, engine, club = room.treasurer, room.chair, room.engine, room.club
    token = "phieu-" + "p" * 30
    refused = treasurer.confirm("reset-pin", "member=5")
    assert refused.status_code == 422  # nobody clears what she never had
    with transaction(engine) as connection:
        by = Doer(add_user(connection, "thu-quy", "", NOW), NOW, "")
        issue_slip(connection, club, 5, token, today=TODAY, by=by)
        user = member_user(connection, club.club_id, 5)
        assert user is not None
        set_credential(connection, user.user_id, NOW, pin_hash="x")
    treasurer.record("reset-pin", "member=5")
    with reading(engine) as connection:
        waiting = approval_of(connection, club.club_id, 1)
        holder = user_of_slip(connection, token)
    assert waiting.state is State.WAITING
    assert holder is not None
    assert holder.has_pin
    assert "Hà Thị Thêu" in chair.words("waiting/1")
    assert chair.approve(1).status_code == 303
    with reading(engine) as connection:
        assert user_of_slip(connection, token) is None
        user = member_user(connection, club.club_id, 5)
    assert user is not None
    assert not user.has_pin


def test_an_entry_that_names_others_is_nobody_s_own_receipt(shared_books: Books) -> None:
    books, club_id = shared_books, shared_books.club.club_id
    with transaction(books.engine) as connection:
        add_people(connection, club_id)
    lines = tuple(
        line for number in (1, 2) for line in received("5112", "activity", 10_000, member_no=number)
    )
    both = JournalEntry(
        EntryKind.CONTRIBUTION, TODAY, lines, "Hội phí của hai người", Series.RECEIPT
    )
    alone = JournalEntry(
        EntryKind.CONTRIBUTION, TODAY, received("5112", "activity", 10_000, member_no=1),
        "Hội phí", Series.RECEIPT,
    )  # fmt: skip
    posted(books, money_in(9_000_000), both, alone)
    with reading(books.engine) as connection:
        assert shared_entries(connection, club_id, 1) == {2}
        assert [is_own_entry(connection, club_id, number, 1) for number in (1, 2, 3, 9)] == [
            False, False, True, False,
        ]  # fmt: skip
        assert not is_own_entry(connection, club_id, 3, 2)
    addresses = OwnAddresses("HP", shared={2})
    assert (addresses.entry(2), addresses.entry(3)) == ("", "/me/HP/receipts/3.pdf")
