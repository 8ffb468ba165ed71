"""The treasurer's pages: books that begin, dues of many, slips, looks that are kept, a copy."""

import io
import re
import uuid
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa
from pypdf import PdfReader
from sqlalchemy.engine import Engine

from ledger.books.clubs import StoredClub
from ledger.books.engine import open_engine, reading, transaction
from ledger.books.members import NewMember, add_households, add_members, set_counters
from ledger.books.users import set_credential
from ledger.core.users.grants import Role
from ledger.services.clubs import club_of, front_page
from ledger.services.slips import member_user, user_of_slip
from ledger.services.verify import verify
from tests.services.user_desk import CHEAP, SALT
from tests.web.browsing import Browser, application_over, browser, words
from tests.web.club import BEGAN, NAMES, NOW, empty_club
from tests.web.conftest import Asker
from tests.web.signing import begin, in_club

CODE = "CU"
HERE = f"/clubs/{CODE}"


@dataclass(frozen=True, slots=True)
class Room:
    """A club with twelve members and nothing in its books yet, and two who have signed in."""

    engine: Engine
    club: StoredClub
    treasurer: Browser
    chair: Browser

    def cash(self) -> int:
        """Return what the books say is in the box."""
        with reading(self.engine) as connection:
            return front_page(connection, self.club).cash


@pytest.fixture
def room(engine: Engine) -> Room:
    """Give the club, its treasurer and its chair, who is the first member."""
    club = empty_club(engine, CODE)
    numbers = range(1, len(NAMES) + 1)
    with transaction(engine) as connection:
        homes = [(no, f"H{no}", "other", None) for no in numbers]
        add_households(connection, club.club_id, homes, valid_from=BEGAN, recorded_at=NOW)
        people = [
            NewMember(no, f"HP-{no:03d}", no, name, BEGAN)
            for no, name in zip(numbers, NAMES, strict=True)
        ]
        add_members(connection, club.club_id, people, NOW)
        set_counters(connection, club.club_id, members=len(NAMES), households=len(NAMES), loans=0)
    application = application_over(engine)
    treasurer = begin(engine, "thu-quy-2", NOW, in_club(Role.TREASURER, club))
    chair = begin(
        engine, "chu-nhiem", NOW, in_club(Role.CHAIR, club), in_club(Role.MEMBER, club, 1)
    )
    return Room(engine, club, browser(application, treasurer), browser(application, chair))


BALANCES = {
    "on": "28/02/2026", "cash-income": "2.000.000", "bank-income": "5.000.000",
    "cash-activity": "300000", "capital-4111": "9.500.000", "kept-activity": "300.000",
    "lender-1": "Hội LHPN xã", "lent-1": "500.000", "method": "bullet",
    "members": "HP-001 500.000\r\n\r\nhp-002\t500 000",
    "loans": "HP-001 4.000.000 10/03/2026 6 0,8% Nuôi gà <i>",
}  # fmt: skip


def test_books_begin_once_every_fund_is_explained(room: Room) -> None:
    address = f"{HERE}/do/opening"
    page = room.treasurer.open(address)
    short = BALANCES | {"capital-4111": "9.000.000"}
    differs = room.treasurer.send(address, page, **short)
    assert "Quỹ tăng thu nhập: chênh lệch 500.000 ₫" in words(differs)
    assert "Quỹ hoạt động: chênh lệch 0 ₫" in words(differs)
    refused = room.treasurer.send(address, differs, step="record", **short)
    assert refused.status_code == 422
    assert "hp-002" in refused.text
    asked = words(room.treasurer.record(address, **BALANCES))
    assert "Chưa ghi gì vào sổ" in asked
    assert room.cash() == 0
    waits = room.chair.open(f"{HERE}/waiting/1")
    for told in ("Quách Văn Đạt (HP-002) 500.000 ₫", "kỳ tới ngày 10/03/2026", "0,8%"):
        assert told in words(waits), words(waits)
    room.chair.send(f"{HERE}/waiting/1", waits, verdict="approved", reason="")
    assert room.cash() == 2_300_000
    assert "4.000.000 ₫" in words(room.treasurer.open(f"{HERE}/members/1"))
    again = room.treasurer.open(address)
    assert again.status_code == 409
    with reading(room.engine) as connection:
        assert not verify(connection, club=room.club).faults


def test_a_line_that_is_not_understood_is_named_with_what_to_do(room: Room) -> None:
    address = f"{HERE}/do/opening"
    typed = BALANCES | {
        "members": "HP-001 500.000\n\nTV999 1.000\nHP-002 1.5\nHP-001 7\n<b>",
        "loans": "HP-001 4.000.000 10/05/2026 6 1%\nHP-002 9 31/02/2026 6 1%\n"
        "HP-003 5 1/3/2026 0 1%\nHP-004 5 1/3/2026 3 101%\nHP-005 1000",
        "lent-1": "",
    }
    answer = room.treasurer.send(address, room.treasurer.open(address), **typed)
    assert answer.status_code == 422
    told = words(answer)
    for line in (
        "Dòng 3: câu lạc bộ không có thành viên mã “TV999”", "Dòng 4: “1.5”",
        "Dòng 5: “HP-001” đã có ở dòng trên", "Dòng 6 không phải là mã thành viên",
        "Dòng 1: ngày đến hạn", "Dòng 2: không có ngày “31/02/2026”", "Dòng 3: số kỳ còn lại",
        "Dòng 4: lãi suất trên 100%", "Dòng 5 không phải là một khoản đang vay",
        "ví dụ: TV012 500.000", "Chỗ này phải điền",
    ):  # fmt: skip
        assert line in told, line
    assert "<b>" not in answer.text


def test_dues_of_many_are_a_voucher_each(room: Room) -> None:
    address = f"{HERE}/do/dues-of-many"
    page = room.treasurer.open(address)
    assert page.text.count('name="members"') == 12
    assert 'value="10.000"' in page.text
    typed = {
        "members": ["2", "3", "12"], "month": "2026-03", "amount": "10.000", "on": "10/03/2026",
        "place": "cash",
    }  # fmt: skip
    asked = words(room.treasurer.send(address, page, **typed))
    for told in ("30.000 ₫", "Ba mươi nghìn đồng", "3 thành viên", "Bạch Thị Mận"):
        assert told in asked
    recorded = room.treasurer.record(address, **typed)
    done = words(recorded)
    assert all(f"PT {number} " in done for number in (1, 2, 3))
    assert done.count("In ") == 2, "all are printed at once"
    assert room.cash() == 30_000
    papers = re.findall(r'href="([^"]+/vouchers.pdf[^"]+)"', recorded.text)
    assert [paper.partition("?")[2] for paper in papers] == ["size=A5", "size=80mm"]
    for paper in papers:
        file = room.treasurer.open(paper)
        assert file.mimetype == "application/pdf"
        assert len(re.findall(rb"/Type /Page\b", file.data)) == 3, "one each"
    assert room.treasurer.open(f"{HERE}/done/{uuid.uuid4()}/vouchers.pdf").status_code == 404
    wrongly: tuple[dict[str, str | list[str]], ...] = (
        {"members": []}, {"members": ["99"]}, {"month": "2020-01"},
    )  # fmt: skip
    for wrong in wrongly:
        assert room.treasurer.send(address, page, **typed | wrong).status_code == 422


def test_a_slip_opens_her_page_and_the_one_before_does_not(room: Room) -> None:
    address = f"{HERE}/members/2/slip"
    first, second = (
        token_in(room.treasurer.send(address, room.treasurer.open(address)).data) for _ in range(2)
    )
    with reading(room.engine) as connection:
        user = member_user(connection, room.club.club_id, 2)
        holder = user_of_slip(connection, second)
        assert user is not None
        assert holder is not None
        assert holder.user_id == user.user_id
        assert user_of_slip(connection, first) is None
    assert "Chọn mã PIN" in words(room.treasurer.open(f"/s/{second}"))
    officer = room.treasurer.send(f"{HERE}/members/1/slip", room.treasurer.open(address))
    assert officer.status_code == 422
    assert room.treasurer.open(f"{HERE}/members/99/slip").status_code == 404


def test_slips_are_made_for_all_who_have_no_pin(room: Room) -> None:
    address = f"{HERE}/slips"
    room.treasurer.send(f"{HERE}/members/3/slip", room.treasurer.open(address))
    with transaction(room.engine) as connection:
        user = member_user(connection, room.club.club_id, 3)
        assert user is not None
        set_credential(connection, user.user_id, NOW, pin_hash=CHEAP.hash("482913", SALT))
    page = room.treasurer.open(address)
    names = words(page)
    assert "Quách Văn Đạt" in names
    assert "Bạch Thị Mận" not in names  # she has a PIN
    assert "Bùi Thị Lụa" not in names  # she holds an office
    sheets = PdfReader(io.BytesIO(room.treasurer.send(address, page).data)).pages
    assert len(sheets) == 2  # ten slips, eight on a sheet
    tokens = re.findall(r"/s/([\w-]{43})", "".join(one.extract_text() for one in sheets))
    assert len(set(tokens)) == 10


def token_in(content: bytes) -> str:
    """Return the code of the one slip in a PDF."""
    (page,) = PdfReader(io.BytesIO(content)).pages
    (token,) = re.findall(r"/s/([\w-]{43})", page.extract_text().replace("\n", ""))
    return str(token)


def test_a_members_page_offers_what_may_be_recorded_to_who_may(room: Room) -> None:
    page = room.treasurer.open(f"{HERE}/members/2").text
    for act in ("dues", "change-member", "classify", "leave"):
        assert f"{HERE}/do/{act}?member=2" in page
    assert f"{HERE}/members/2/slip" in page
    assert f"{HERE}/slips" in room.treasurer.open(f"{HERE}/members").text
    chair = room.chair.open(f"{HERE}/members/2").text
    assert f"{HERE}/do/" not in chair
    assert "/slip" not in chair


LOOKS = (
    ("members", None, "members"), ("members.csv", None, "members"), ("members/2", 2, "member"),
    ("members/2/statement", 2, "statement"), ("members/2/statement.pdf", 2, "statement"),
    ("members/2/statement.csv", 2, "statement"), ("loans/7", 7, "loan 7"),
    ("loans/2/if-paid", 2, "loan 2"), ("loans/2/contract.pdf", 2, "loan 2"),
    ("loans/2/card.pdf", 2, "loan 2"), ("loans/2/statement.pdf", 2, "loan 2"),
    ("applications/1/application.pdf", 9, "application 1"),
    ("meetings/2026-03-10/minutes.pdf", None, "minutes"),
)  # fmt: skip
"""Pages of the club that lends, whose record each shows, and what is kept of the look."""


def test_who_looked_at_whom_is_kept(asker: Asker, shelf: Engine) -> None:
    for address, member_no, what in LOOKS:
        before = looks(shelf)
        assert asker.get(f"/clubs/VAY/{address}").status_code == 200
        assert looks(shelf) - before == Counter([(member_no, what)]), address
    before = looks(shelf)
    assert asker.get("/clubs/VAY/members/99").status_code == 404  # there was nothing to see
    assert looks(shelf) == before


def looks(engine: Engine) -> Counter[tuple[int | None, str]]:
    """Return how often each member's record was looked at, by what of it."""
    with reading(engine) as connection:
        rows = connection.execute(sa.text("SELECT member_no, what FROM access_record"))
        return Counter((row.member_no, row.what) for row in rows)


def test_a_copy_of_the_books_is_given_where_they_are_this_clubs_alone(
    room: Room, tmp_path: Path
) -> None:
    room.treasurer.record(
        f"{HERE}/do/dues-of-many", members=["2"], month="2026-03", amount="10.000",
        on="10/03/2026", place="cash",
    )  # fmt: skip
    assert f"{HERE}/backup" in room.treasurer.open(f"{HERE}/record").text
    page = room.treasurer.open(f"{HERE}/backup")
    answer = room.treasurer.send(f"{HERE}/backup", page)
    if room.engine.dialect.name == "postgresql":
        assert answer.status_code == 409
        assert "club-ledger backup" in words(answer)
        return
    assert answer.status_code == 200, words(answer)
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="club-ledger-2026-03-10.db"'
    )
    path = tmp_path / "copy.db"
    path.write_bytes(answer.data)
    answer.close()
    copy = open_engine(f"sqlite:///{path}")
    with reading(copy) as connection:
        club = club_of(connection, CODE)
        assert front_page(connection, club).cash == 10_000
        assert not verify(connection).faults
    copy.dispose()
    empty_club(room.engine)
    refused = room.treasurer.send(f"{HERE}/backup", page)
    assert refused.status_code == 409
    assert "Chưa sao gì cả" in words(refused)
