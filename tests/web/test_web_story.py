"""From an empty database to a member who sees her loan and an auditor who traces it."""

import datetime as dt
import re
from dataclasses import dataclass, field
from html import unescape

import pyotp
import pytest
from flask import Flask
from sqlalchemy.engine import Engine

from ledger.books.clubs import find_club
from ledger.books.engine import reading
from ledger.services.verify import verify
from ledger.web.application import Settings, create_application
from tests.services.user_desk import CHEAP
from tests.web.browsing import Browser, browser, words

PASSWORD = "Trâu trắng ăn cỏ non"  # noqa: S105 - nobody's
HERE = "/clubs/HP"
ON = "10/03/2026"


@dataclass
class Clock:
    """A clock that goes on by a minute each time somebody signs in."""

    now: dt.datetime = dt.datetime(2026, 3, 10, 2, 0, tzinfo=dt.UTC)


@dataclass
class Story:
    """The pages, a clock, and the secret of each person's second factor."""

    application: Flask
    clock: Clock
    secrets: dict[str, str] = field(default_factory=dict)

    def signed_in(self, name: str, password: str = PASSWORD) -> Browser:
        """Sign somebody in by hand, with whatever is asked for on the way."""
        self.clock.now += dt.timedelta(minutes=1)
        person = browser(self.application)
        answer = person.send("/sign-in", person.open("/sign-in"), name=name, password=password)
        assert answer.status_code == 303, words(answer)
        step = person.open("/sign-in/second")
        if "Mật khẩu đang dùng do người khác đặt" in words(step):
            changed = person.send(
                "/sign-in/second", step, password=password, new=PASSWORD, again=PASSWORD
            )
            assert changed.status_code == 303, words(changed)
            step = person.open("/sign-in/second")
        if name not in self.secrets:
            self.secrets[name] = re.findall(r"<strong>([A-Z2-7]{32})</strong>", step.text)[0]
            code = pyotp.TOTP(self.secrets[name]).at(self.clock.now)
            codes = person.send("/sign-in/second", step, code=code)
            assert len(re.findall(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", words(codes))) == 10
        else:
            code = pyotp.TOTP(self.secrets[name]).at(self.clock.now)
            assert person.send("/sign-in/second", step, code=code).status_code == 303
        assert person.open("/account").status_code == 200
        return person

    def made(self, admin: Browser, own_name: str, name: str, *roles: dict[str, str]) -> str:
        """Let an administrator make somebody with roles; return the password for once."""
        asked = admin.open("/people/new")
        person = {"own_name": own_name, "name": name}
        asked = admin.send("/people/new", asked, **person)
        shown = admin.send("/people/new", asked, step="record", **person)
        password = re.findall(r"<dd>([^<]+)</dd>", shown.text)[1]
        number = re.findall(r'href="/people/(\d+)', shown.text)[0]
        for role in roles:
            self.given(admin, number, role)
        return unescape(password)

    def given(self, admin: Browser, number: str, role: dict[str, str]) -> None:
        """Let an administrator give somebody a role, which is read back first."""
        address = f"/people/{number}/roles/new"
        typed = {"from": "01/03/2026"} | role
        asked = admin.send(address, admin.open(address), **typed)
        done = admin.send(address, asked, step="record", **typed)
        assert done.status_code == 303, words(done)


@pytest.fixture
def story(engine: Engine) -> Story:
    """Give the pages over an empty database."""
    clock = Clock()
    settings = Settings(engine, now=lambda: clock.now, hasher=CHEAP)
    return Story(create_application(settings), clock)


def begun(story: Story) -> Browser:
    """Make the first administrator and the club, as the pages lead one to."""
    first = browser(story.application)
    assert first.open("/sign-in").headers["Location"] == "/first"
    made = first.send(
        "/first", first.open("/first"), own_name="Nguyễn Thị Mở", name="quan-tri",
        password=PASSWORD, new=PASSWORD, again=PASSWORD,
    )  # fmt: skip
    assert made.status_code == 303, words(made)
    assert browser(story.application).open("/first").status_code == 404
    admin = story.signed_in("quan-tri")
    club = {
        "name": "Câu lạc bộ Hạnh Phúc", "code": "HP", "village": "Xóm Nà Ngần",
        "commune": "xã Mai Hạ", "province": "Phú Thọ", "meeting_day": "10", "dues": "10.000",
        "capital": "20", "activity": "70", "mutual": "10", "rules_from": "01/01/2026",
    }  # fmt: skip
    asked = admin.send("/clubs/new", admin.open("/clubs/new"), **club)
    done = admin.send("/clubs/new", asked, step="record", **club)
    assert done.headers["Location"] == f"{HERE}/made", words(done)
    return admin


MEMBERS = {
    "Bùi Thị Lụa": "Thủ quỹ", "Quách Văn Đạt": "Chủ nhiệm", "Bạch Thị Mận": "",
    "Lường Văn Sự": "", "Hà Thị Thêu": "",
}  # fmt: skip


def test_from_an_empty_database_to_a_loan_that_is_traced(story: Story, engine: Engine) -> None:
    admin = begun(story)
    password = story.made(admin, "Bùi Thị Lụa", "lua", {"role": "treasurer", "club": "HP"})
    treasurer = story.signed_in("lua", password)
    for name, position in MEMBERS.items():
        person = {"name": name, "position": position, "household": "new", "class": "poor"}
        treasurer.record(f"{HERE}/do/enrol", on="01/03/2026", **person)
    password = story.made(
        admin, "Quách Văn Đạt", "dat", {"role": "chair", "club": "HP"},
        {"role": "member", "club": "HP", "member": "2"},
    )  # fmt: skip
    chair = story.signed_in("dat", password)
    treasurer.record(
        f"{HERE}/do/grant-capital", amount="20.000.000", source="4111", payer="Dự án", on=ON,
        place="cash",
    )  # fmt: skip
    assert "Đang chờ" in words(treasurer.record(f"{HERE}/do/adopt-loans", on=ON))
    approve(chair, 1)
    lent(treasurer, chair)
    paid = treasurer.record(
        f"{HERE}/do/repay?loan=1", loan="1", amount="200.000", on=ON, place="cash"
    )
    entry = re.findall(rf"{HERE}/entries/(\d+)/voucher.pdf\?size=A5", paid.text)[0]
    receipt = treasurer.open(f"{HERE}/entries/{entry}/voucher.pdf?size=80mm")
    assert receipt.mimetype == "application/pdf"
    seen_by_the_member(story, treasurer)
    traced(story, admin, entry)
    with reading(engine) as connection:
        assert not verify(connection, club=find_club(connection, "HP")).faults


def approve(chair: Browser, number: int) -> None:
    """Say yes to what waits."""
    address = f"{HERE}/waiting/{number}"
    answer = chair.send(address, chair.open(address), verdict="approved", reason="")
    assert answer.status_code == 303, words(answer)


def lent(treasurer: Browser, chair: Browser) -> None:
    """Take an application from the wish to the money."""
    asked = treasurer.open(f"{HERE}/do/apply?member=3")
    product = re.findall(r'name="product" value="(\d+)"', asked.text)[0]
    treasurer.record(
        f"{HERE}/do/apply?member=3", member="3", product=product, amount="3.000.000",
        instalments="6", kind="poultry", purpose="Nuôi gà", on=ON,
    )  # fmt: skip
    treasurer.record(
        f"{HERE}/do/appraise?application=1", application="1", by="1", opinion="Chuồng đã sẵn", on=ON
    )
    treasurer.record(
        f"{HERE}/do/vote?application=1", application="1", everybody="yes", held_on=ON, on=ON
    )
    waits = treasurer.record(
        f"{HERE}/do/grant-loan?application=1", application="1", on=ON, amount="3.000.000"
    )
    assert "Chưa ghi gì vào sổ" in words(waits)
    approve(chair, 2)
    done = treasurer.record(f"{HERE}/do/pay-out?loan=1", loan="1", on=ON, amount="3.000.000")
    assert "PC 1" in words(done)


def seen_by_the_member(story: Story, treasurer: Browser) -> None:
    """Hand the member her slip; she chooses a PIN and sees what she owes."""
    address = f"{HERE}/members/3/slip"
    slip = treasurer.send(address, treasurer.open(address))
    assert slip.mimetype == "application/pdf"
    member = browser(story.application)
    token = slip_of(slip.data)
    page = member.open(f"/s/{token}")
    assert "Chọn mã PIN" in words(page)
    assert member.send(f"/s/{token}", page, pin="123456", again="123456").status_code == 422
    chosen = member.send(f"/s/{token}", page, pin="482913", again="482913")
    assert chosen.headers["Location"] == "/me/"
    home = member.open("/me/")
    while home.status_code == 303:
        home = member.open(home.headers["Location"])
    assert "2.800.000 ₫" in words(home)
    assert member.open(f"{HERE}/").status_code == 404


def slip_of(pdf: bytes) -> str:
    """Return the code that a slip's address holds."""
    import io

    from pypdf import PdfReader

    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return str(re.findall(r"/s/([A-Za-z0-9_-]{16,64})", text.replace("\n", ""))[0])


def traced(story: Story, admin: Browser, entry: str) -> None:
    """Let an auditor find the repayment by its sum, open it, and change nothing."""
    password = story.made(
        admin, "Kiểm toán tỉnh", "kiem-toan",
        {"role": "auditor", "province": "Phú Thọ", "until": "31/12/2026"},
    )  # fmt: skip
    auditor = story.signed_in("kiem-toan", password)
    found = auditor.open(f"{HERE}/search?amount=200.000")
    assert f"{HERE}/entries/{entry}" in found.text
    assert "Bạch Thị Mận" in words(auditor.open(f"{HERE}/entries/{entry}"))
    assert auditor.open(f"{HERE}/do/correct?entry={entry}").status_code == 404
    assert auditor.open(f"{HERE}/record").status_code == 404
