"""What auditors and officers see: search, the trail, the proof, files, sums without names."""

import datetime as dt
import html
import re
import uuid

import pytest
from sqlalchemy.engine import Engine

from ledger.books.access_log import looks_between
from ledger.books.audit_records import Doer, NotedAct, note_service
from ledger.books.clubs import StoredClub
from ledger.books.engine import reading, transaction
from ledger.books.sign_ins import Try, keep_try
from ledger.books.users import user_named
from ledger.core.acts.counting import CashCountTaken
from ledger.core.journal import PostingRequest
from ledger.core.users.grants import Role
from ledger.core.users.grants_rules import NewGrant
from ledger.services.cash_counts import count_cash
from tests.web.browsing import Browser, application_over, browser, words
from tests.web.club import NOW, TODAY, post_club
from tests.web.conftest import Asker
from tests.web.signing import BEGAN, begin, in_club

HERE = "/clubs/HP"
ON_ONE_DATABASE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.mark.parametrize(
    ("asked", "told", "others"),
    [
        ("text=lua", "Bùi Thị Lụa", "Quách Văn Đạt"),
        ("amount=5.000.000", "Giải ngân cho Bùi Thị Lụa", "Quách Văn Đạt"),
        ("voucher=PC+1&begin=01/01/2025&end=31/12/2025", "Gửi tiền vào ngân hàng", "Lụa"),
        ("account=112", "Gửi tiền vào ngân hàng", "Trả gốc"),
    ],
)
def test_entries_are_found_by_what_is_remembered(
    asker: Asker, asked: str, told: str, others: str
) -> None:
    page = asker.page(f"{HERE}/search?{asked}")
    assert page.status == 200
    assert told in page.words
    assert others not in page.words
    assert any(link.startswith(f"{HERE}/entries/") for link in page.links)
    csv = asker.get(f"{HERE}/search.csv?{asked}").get_data(as_text=True)
    assert told in csv
    assert others not in csv


def test_what_is_asked_wrongly_is_said_beside_its_field(asker: Asker) -> None:
    for asked in ("amount=1.5", "voucher=abc", "begin=31/02/2025", "member=x"):
        assert asker.page(f"{HERE}/search?{asked}").status == 422, asked
    assert asker.page(f"{HERE}/search?amount=1.5").words.count("“1.5”") == 1
    assert asker.page(f"{HERE}/search?colour=red").status == 400
    assert asker.page(f"{HERE}/search.csv?amount=1.5").status == 400
    assert "không có gì" in asker.page(f"{HERE}/search?text=zzz").words


def test_more_than_a_page_goes_on_where_it_ended(asker: Asker) -> None:
    first = asker.page(f"{HERE}/search?account=111")
    (more,) = (link for link in first.links if "after=" in link)
    second = asker.page(more)
    entries = [
        {link for link in page.links if "/entries/" in link} for page in (first, second)
    ]  # fmt: skip
    assert len(entries[0]) == 50
    assert entries[1]
    assert not entries[0] & entries[1]


@ON_ONE_DATABASE
def test_whoever_searches_for_a_member_by_number_has_looked(engine: Engine) -> None:
    club = post_club(engine)
    auditor = browser(
        application_over(engine), begin(engine, "kt", NOW, in_club(Role.AUDITOR, club))
    )
    auditor.open(f"{HERE}/search?member=1")
    auditor.open(f"{HERE}/books.hledger")
    with reading(engine) as connection:
        looks = looks_between(connection, club.club_id, TODAY, TODAY)
    assert {(one.member_no, one.what) for one in looks} == {(1, "search"), (None, "export")}


@ON_ONE_DATABASE
def test_the_proof_is_checked_on_demand(engine: Engine) -> None:
    club = post_club(engine)
    application = application_over(engine)
    auditor = browser(application, begin(engine, "kt", NOW, in_club(Role.AUDITOR, club)))
    assert "Chưa kiểm tra toàn bộ lần nào" in words(auditor.open(f"{HERE}/trail"))
    checked = auditor.send(f"{HERE}/proof", auditor.open(f"{HERE}/proof"))
    assert "✓" in checked.text
    assert "Không thấy chỗ nào sai" in words(checked)
    for page in ("trail", "search"):
        assert "đến bút toán số 93; số chỗ sai: 0" in words(auditor.open(f"{HERE}/{page}"))
    treasurer = browser(application, begin(engine, "tq", NOW, in_club(Role.TREASURER, club)))
    assert treasurer.open(f"{HERE}/trail").status_code == 404
    assert "93" not in words(treasurer.open(f"{HERE}/search"))


def test_the_whole_journal_is_taken_along_for_other_programs(asker: Asker) -> None:
    for form in ("beancount", "csv"):
        assert "Lụa" in asker.get(f"{HERE}/books.{form}").get_data(as_text=True)
    assert asker.get(f"{HERE}/trail.csv").status_code == 200


@pytest.fixture
def officer(engine: Engine) -> Browser:
    """Give an officer of the whole country, to whom a club's books are closed."""
    post_club(engine)
    new = NewGrant(role=Role.OFFICER, valid_from=BEGAN)
    return browser(application_over(engine), begin(engine, "can-bo", NOW, new))


def test_sums_begin_with_how_complete_they_are_and_hide_small_groups(asker: Asker) -> None:
    page = asker.page("/sums")
    assert page.words.index("Số câu lạc bộ: 3") < page.words.index("24.760.000")
    assert "dưới năm người" in page.words, "loans of a few borrowers are not told"
    assert "Lụa" not in page.words
    rows = asker.get("/sums.csv").get_data(as_text=True).splitlines()
    assert any(row.startswith("xã Mai Hạ,2,0,12,24760000,5000000,") for row in rows)


@ON_ONE_DATABASE
def test_an_officer_sees_sums_and_no_club_from_within(officer: Browser) -> None:
    assert officer.open("/").headers["Location"] == "/sums"
    page = words(officer.open("/sums"))
    assert "24.760.000" in page
    assert "Lụa" not in page
    assert officer.open(f"{HERE}/").status_code == 404
    assert officer.open(f"{HERE}/search").status_code == 404


@ON_ONE_DATABASE
def test_the_box_passes_to_another_treasurer_by_a_count_and_a_second_word(engine: Engine) -> None:
    club = post_club(engine)
    application = application_over(engine)
    old = browser(application, begin(engine, "thu-quy-2", NOW, in_club(Role.TREASURER, club)))
    chair = browser(application, begin(engine, "chu-nhiem", NOW, in_club(Role.CHAIR, club)))
    admin = NewGrant(role=Role.ADMIN, valid_from=BEGAN)
    people = browser(application, begin(engine, "quan-tri", NOW, admin))
    typed = {"own_name": "Hà Văn Sơn", "name": "son.ha", "step": "record"}
    people.send("/people/new", people.open("/people/new"), **typed)
    address = f"{HERE}/do/hand-over"
    page = old.open(address)
    wanted = {"from": "2", "to": "son.ha"}
    assert old.send(address, page, **wanted | {"to": "nobody"}).status_code == 422
    assert old.send(address, page, **wanted).status_code == 422, "the box is not counted yet"
    _count(engine, club)
    assert "24.760.000" in words(old.send(address, page, **wanted))
    old.record(address, **wanted)
    waiting = f"{HERE}/waiting/1"
    chair.send(waiting, chair.open(waiting), verdict="approved")
    assert old.open(f"{HERE}/").status_code == 303, "signed out"
    told = words(chair.open(f"{HERE}/trail"))
    assert "Giao vai trò: Thủ quỹ" in told
    assert "Xin duyệt: Bàn giao quỹ tiền mặt" in told


def _count(engine: Engine, club: StoredClub) -> None:
    """Count the box as the book has it: 24.760.000 ₫."""
    notes = ((500_000, 49), (200_000, 1), (50_000, 1), (10_000, 1))
    counted = CashCountTaken(counted_on=TODAY, notes=notes, witness="Lò Thị Ngần")
    with transaction(engine) as connection:
        request = PostingRequest(uuid.UUID(int=77, version=4), 2, NOW)
        count_cash(connection, club, counted, request, today=TODAY)


@ON_ONE_DATABASE
def test_an_administrator_reads_who_did_what_beyond_the_clubs(engine: Engine) -> None:
    club = post_club(engine)
    application = application_over(engine)
    token = begin(engine, "quan-tri", NOW, NewGrant(role=Role.ADMIN, valid_from=BEGAN))
    admin = browser(application, token)
    with transaction(engine) as connection:
        user_id = user_named(connection, "quan-tri")
        assert user_id
        for minute in range(101):
            by = Doer(user_id, NOW + dt.timedelta(minutes=minute), "192.0.2.7")
            noted = NotedAct("enable user" if minute else "make user", f"user {user_id}")
            note_service(connection, noted, by, uuid.uuid4())
        tried = Try(uuid.uuid4(), "second_factor", "192.0.2.9", succeeded=False, tried_at=NOW)
        keep_try(connection, tried, b"x" * 32, user_id)
    first = admin.open("/people/trail")
    assert "Mở khóa cho một người dùng" in words(first)
    assert f'href="/people/{user_id}"' in first.text
    assert "Tạo người dùng" not in words(first)
    (more,) = re.findall(r'href="(/people/trail\?after=[^"]+)"', first.text)
    assert "Tạo người dùng" in words(admin.open(html.unescape(more)))
    assert "Mở khóa" in words(admin.open("/people/trail?after=nowhere_1"))
    assert admin.open("/people/trail.csv").text.count("192.0.2.7") == 101
    assert "bị từ chối, bằng bước thứ hai" in words(admin.open(f"/people/{user_id}"))
    chair = browser(application, begin(engine, "ct", NOW, in_club(Role.CHAIR, club)))
    assert {chair.open(f"/people/trail{end}").status_code for end in ("", ".csv")} == {404}
