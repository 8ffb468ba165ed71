"""The first run, the own account, people and their roles, new clubs: made and seen by hand."""

import io
import re

import pyotp
import pytest
from sqlalchemy.engine import Engine
from werkzeug.test import TestResponse

from ledger.books.clubs import find_club, rules_on
from ledger.books.engine import reading, transaction
from ledger.books.trail import service_trail, trail
from ledger.books.users import set_credential, user_named
from ledger.core.users.grants import Role
from ledger.core.users.grants_rules import NewGrant
from ledger.services.sign_in import latest_tries
from ledger.services.verify import verify
from ledger.web.account import DEVICE
from tests.services.user_desk import CHEAP, PASSWORD, SALT
from tests.web.browsing import Browser, application_over, browser, words
from tests.web.club import NOW, TODAY, post_club
from tests.web.signing import BEGAN, begin, in_club
from tests.workbooks import MEMBER, year

CLUB = {
    "name": "Câu lạc bộ Bình Minh", "code": "bm", "village": "Xóm Chiềng", "commune": "Tân Lạc",
    "province": "Phú Thọ", "meeting_day": "5", "dues": "10.000", "capital": "70",
    "activity": "20", "mutual": "10", "rules_from": "01/01/2026",
}  # fmt: skip
ROLE = {"role": "auditor", "club": "hp", "from": "10/03/2026", "until": "31/12/2026"}

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
"""The services are tried on both databases by their own tests."""


@pytest.fixture
def administrator(engine: Engine) -> Browser:
    """Give the browser of an administrator beside a posted club."""
    post_club(engine)
    admin = NewGrant(role=Role.ADMIN, valid_from=BEGAN)
    return browser(application_over(engine), begin(engine, "quan-tri", NOW, admin))


def twice(visitor: Browser, address: str, **typed: str) -> TestResponse:
    """Fill a form in, confirm what is read back, and return the answer."""
    read_back = visitor.send(address, visitor.open(address), **typed)
    assert read_back.status_code == 200, words(read_back)
    return visitor.send(address, read_back, step="record", **typed)


def made(administrator: Browser) -> tuple[str, str]:
    """Make somebody, and return the person's page and the password for once."""
    shown = twice(administrator, "/people/new", own_name="Hà Văn Sơn", name="son.ha")
    here = re.search(r'href="(/people/\d+)/roles/new', shown.text)
    password = re.search(r"\b\w{4}-\w{4}-\w{4}\b", words(shown))
    assert here
    assert password
    return here[1], password[0]


def test_whoever_comes_first_makes_the_administrator_and_the_first_club(engine: Engine) -> None:
    visitor = browser(application_over(engine))
    assert visitor.open("/sign-in").headers["Location"] == "/first"
    typed = {"own_name": "Quách Thị Hoa", "name": "hoa.quach", "new": PASSWORD}
    refused = visitor.send("/first", visitor.open("/first"), **typed, again="x")
    assert refused.status_code == 422
    answer = visitor.send("/first", refused, **typed, again=PASSWORD)
    assert answer.headers["Location"] == "/clubs/new"
    second = visitor.open("/clubs/new").headers["Location"]
    enrolling = visitor.open(second)
    secret = re.search(r'name="secret" value="(\w+)"', enrolling.text)
    assert secret
    code = pyotp.TOTP(secret[1]).at(NOW)
    assert visitor.send(second, enrolling, code=code).status_code == 200
    answer = twice(visitor, "/clubs/new", **CLUB)
    assert answer.headers["Location"] == "/clubs/BM/made"
    assert "BM" in words(visitor.open("/clubs/BM/made"))
    assert visitor.open("/first").status_code == 404
    assert visitor.open("/clubs/BM/").status_code == 404, "no money is seen by making clubs"
    with reading(engine) as connection:
        club = find_club(connection, "BM")
        rules = rules_on(connection, club.club_id, TODAY)
        assert rules
        assert (rules.meeting_day, rules.dues, rules.shares) == (5, 10_000, (70, 20, 10))
        assert [one.act for one in trail(connection, club.club_id)] == ["make club"]


def test_a_club_that_cannot_be_is_refused_beside_its_field(administrator: Browser) -> None:
    page = administrator.open("/clubs/new")
    for wrong in ({"code": "HP"}, {"capital": "80"}, {"meeting_day": "40"}, {"name": ""}):
        asked = administrator.send("/clubs/new", page, **CLUB | wrong, step="record")
        assert asked.status_code == 422, wrong


def test_a_person_is_made_with_a_password_for_once_and_a_role(
    administrator: Browser, engine: Engine
) -> None:
    here, password = made(administrator)
    again = administrator.send(
        "/people/new", administrator.open("/people/new"), step="record",
        own_name="Hà Văn Sơn", name="son.ha",
    )  # fmt: skip
    assert again.status_code == 422
    endless = administrator.send(
        f"{here}/roles/new", administrator.open(f"{here}/roles/new"), **ROLE | {"until": ""}
    )
    assert endless.status_code == 422, "an auditor's role ends"
    assert twice(administrator, f"{here}/roles/new", **ROLE).headers["Location"] == here
    assert "Kiểm toán" in words(administrator.open(here))
    person = browser(administrator.client.application)
    person.send("/sign-in", person.open("/sign-in"), name="son.ha", password=password)
    second = person.open("/clubs/HP/").headers["Location"]
    assert "mật khẩu" in words(person.open(second)), "an own password comes first"
    ending = f"{here}/roles/1/end"
    assert administrator.send(ending, administrator.open(ending)).headers["Location"] == here
    assert person.open("/account").headers["Location"].startswith("/sign-in?")
    with reading(engine) as connection:
        assert {one.act for one in service_trail(connection)} == {"make user", "set password"}
        club = find_club(connection, "HP")
        done = [one.act for one in trail(connection, club.club_id)]
        assert done == ["end role auditor", "give role auditor"]


def test_whoever_is_shut_out_is_out_at_once_and_nobody_shuts_the_own_account(
    administrator: Browser, engine: Engine
) -> None:
    with reading(engine) as connection:
        club = find_club(connection, "HP")
        own = user_named(connection, "quan-tri")
    token = begin(engine, "kiem-soat", NOW, in_club(Role.CONTROLLER, club))
    controller = browser(administrator.client.application, token)
    assert controller.open("/clubs/HP/").status_code == 200
    with reading(engine) as connection:
        number = user_named(connection, "kiem-soat")
    address = f"/people/{number}/disable"
    assert administrator.send(address, administrator.open(address)).status_code == 303
    assert controller.open("/clubs/HP/").status_code == 303
    assert administrator.open(f"/people/{own}/disable").status_code == 404
    assert controller.open("/people").status_code != 200


def test_ways_in_are_taken_away_and_given_back(administrator: Browser) -> None:
    here, password = made(administrator)
    for change in ("password", "disable", "enable"):
        answer = administrator.send(f"{here}/{change}", administrator.open(f"{here}/{change}"))
        assert answer.status_code == (200 if change == "password" else 303)
    for area in (
        {"province": "Phú Thọ", "commune": "Tân Lạc"}, {"province": "Phú Thọ"}, {},
    ):  # fmt: skip
        asked = {"role": "officer", "from": "10/03/2026"} | area
        assert twice(administrator, f"{here}/roles/new", **asked).status_code == 303
    told = words(administrator.open("/people"))
    for words_told in ("còn phải tự chọn mật khẩu", "Tân Lạc, Phú Thọ", "cả nước"):
        assert words_told in told
    person = browser(administrator.client.application)
    entry = person.open("/sign-in")
    refused = person.send("/sign-in", entry, name="son.ha", password=password)
    assert refused.status_code == 422, "the password before is good no more"


def test_new_recovery_codes_need_the_second_factor_again(engine: Engine) -> None:
    club = post_club(engine)
    token = begin(engine, "chu-nhiem", NOW, in_club(Role.CHAIR, club))
    secret = "JBSWY3DPEHPK3PXP" * 2
    with transaction(engine) as connection:
        user_id = user_named(connection, "chu-nhiem")
        assert user_id
        set_credential(connection, user_id, NOW, totp_secret=secret)
    chair = browser(application_over(engine), token)
    page = chair.open("/account/codes")
    assert chair.send("/account/codes", page, code="000000").status_code == 422
    shown = chair.send("/account/codes", page, code=pyotp.TOTP(secret).at(NOW))
    assert len(re.findall(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", words(shown))) == 10
    assert "Còn 10 mã" in words(chair.open("/account"))
    address = f"/people/{user_id}/second-factor"
    admin = NewGrant(role=Role.ADMIN, valid_from=BEGAN)
    other = browser(application_over(engine), begin(engine, "quan-tri", NOW, admin))
    assert other.send(address, other.open(address)).status_code == 303
    assert chair.open("/account").status_code == 303, "signed out"


def test_the_own_secrets_are_changed_once_the_old_one_is_shown(engine: Engine) -> None:
    club = post_club(engine)
    token = begin(engine, "chu-nhiem", NOW, in_club(Role.CHAIR, club))
    with transaction(engine) as connection:
        user_id = user_named(connection, "chu-nhiem")
        assert user_id
        set_credential(connection, user_id, NOW, password_hash=CHEAP.hash(PASSWORD, SALT))
    chair = browser(application_over(engine), token)
    pins = {"pin": "482913", "again": "482913"}
    for typed in ({"password": "wrong"} | pins, {"password": PASSWORD, "pin": "1", "again": "1"}):
        refused = chair.send("/account/pin", chair.open("/account/pin"), **typed)
        assert refused.status_code == 422
    answer = chair.send("/account/pin", chair.open("/account/pin"), password=PASSWORD, **pins)
    assert answer.headers["Location"] == "/account"
    new = "Bò vàng uống nước suối"
    typed = {"password": PASSWORD, "new": new, "again": new}
    answer = chair.send("/account/password", chair.open("/account/password"), **typed)
    assert answer.headers["Location"] == "/account"
    assert chair.open("/account/codes").status_code == 404, "no second factor, no codes"
    with reading(engine) as connection:
        assert sum(one.succeeded for one in latest_tries(connection, user_id)) >= 1


def test_a_member_changes_the_pin_by_the_one_before(engine: Engine) -> None:
    club = post_club(engine)
    begin(engine, "lua", NOW, in_club(Role.MEMBER, club, 1))
    with transaction(engine) as connection:
        user_id = user_named(connection, "lua")
        assert user_id
        set_credential(connection, user_id, NOW, pin_hash=CHEAP.hash("482913", SALT))
    member = browser(application_over(engine))
    entry = "/sign-in/member"
    member.send(entry, member.open(entry), name="HP/1", pin="482913")
    assert member.open("/account/password").status_code == 404
    new = {"pin": "739164", "again": "739164"}
    for old, status in (("111111", 422), ("482913", 303)):
        page = member.open("/account/pin")
        assert member.send("/account/pin", page, old=old, **new).status_code == status
    other = browser(application_over(engine))
    for pin, status in (("482913", 422), ("739164", 303)):
        answer = other.send(entry, other.open(entry), name="HP/1", pin=pin)
        assert answer.status_code == status


def test_a_device_is_known_until_it_is_revoked_and_sessions_are_ended(engine: Engine) -> None:
    club = post_club(engine)
    application = application_over(engine)
    grant = in_club(Role.CHAIR, club)
    here = browser(application, begin(engine, "chu-nhiem", NOW, grant))
    answer = here.send("/account/device", here.open("/account/device"), name="Máy của CLB")
    assert f"{DEVICE}=" in answer.headers["Set-Cookie"]
    account = here.open("/account")
    assert "Máy của CLB (máy này)" in words(account)
    assert '/account/device"' not in account.text, "it is known already"
    here.send("/account/devices/1/revoke", account)
    assert here.open("/account").status_code == 303, "the session was at that device"
    there = browser(application, begin(engine, "chu-nhiem", NOW, token="a" * 40))
    here = browser(application, begin(engine, "chu-nhiem", NOW, token="b" * 40))
    strangers = here.send("/account/sessions/end", here.open("/account"), session="00" * 32)
    assert strangers.status_code == 404
    here.send("/account/sessions/end-others", here.open("/account"))
    assert there.open("/account").status_code == 303
    assert here.open("/account").status_code == 200


def test_a_workbook_is_checked_and_written_at_the_second_press(
    administrator: Browser, engine: Engine, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = year(months=2, members=6).save(tmp_path_factory.mktemp("sent") / "book.xlsx")
    address = "/clubs/workbook"
    first = administrator.open(address)
    for content in (b"", b"no workbook"):
        file = (io.BytesIO(content), "a.xlsx")
        assert administrator.send(address, first, file=file).status_code == 422
    broken = year(months=2, members=6)
    broken.cash[5][MEMBER] = "TV99"
    sent = (io.BytesIO(broken.save(path.with_name("broken.xlsx")).read_bytes()), "broken.xlsx")
    refused = administrator.send(address, first, file=sent, step="record")
    assert refused.status_code == 422
    assert "TV99" in words(refused), "what is wrong is named"
    sent = (io.BytesIO(path.read_bytes()), "book.xlsx")
    checked = administrator.send(address, first, file=sent)
    assert checked.status_code == 200, words(checked)
    assert administrator.send(address, checked, step="record", code="?").status_code == 422
    written = administrator.send(address, checked, step="record", code="moi2")
    assert written.headers["Location"] == "/clubs/MOI2/made"
    again = administrator.send(address, checked, step="record", code="moi3")
    assert again.headers["Location"] == "/clubs/MOI2/made"
    with reading(engine) as connection:
        club = find_club(connection, "MOI2")
        assert verify(connection, club=club).found == 0
        assert [one.act for one in trail(connection, club.club_id)] == ["read workbook in"]
