"""A form that comes after its session has ended: nothing is recorded, and nothing is lost."""

import datetime as dt
import importlib
import pkgutil
import re
from dataclasses import dataclass, field

import pytest
from sqlalchemy.engine import Engine
from werkzeug.test import TestResponse

from ledger import web
from ledger.books.clubs import StoredClub
from ledger.books.engine import reading, transaction
from ledger.books.users import replace_recovery_codes, set_credential, user_named
from ledger.core.users.grants import Role
from ledger.core.users.tokens import recovery_digest
from ledger.services.clubs import front_page
from ledger.web.application import Settings, create_application
from ledger.web.carrying import SECRETS
from ledger.web.form.fields import Field, FieldKind
from ledger.web.known_browser import HERE as MARKS
from tests.services.user_desk import CHEAP, PASSWORD, SALT
from tests.web.browsing import Browser, browser, words
from tests.web.club import NOW, post_club
from tests.web.signing import begin, in_club

ON_ONE_DATABASE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

HERE = "/clubs/HP"
DUES = f"{HERE}/do/dues"
TYPED = {
    "member": "4", "amount": "20.000", "months": "2026-03", "on": "10/03/2026", "place": "cash",
}  # fmt: skip
LATER = dt.timedelta(hours=1)
CODES = ("ACDE-FGHJ", "KLMN-PQRT")


@dataclass
class Room:
    """A club whose treasurer and accountant know a password, and a clock that goes on."""

    engine: Engine
    club: StoredClub
    now: dt.datetime = NOW
    names: tuple[str, ...] = ("thu-quy-2", "ke-toan-2")
    treasurer: Browser = field(init=False)

    def __post_init__(self) -> None:
        """Let both sign in."""
        settings = Settings(self.engine, now=lambda: self.now, hasher=CHEAP)
        tokens = [
            begin(self.engine, name, NOW, in_club(role, self.club))
            for name, role in zip(self.names, (Role.TREASURER, Role.ACCOUNTANT), strict=True)
        ]
        for name in self.names:
            with transaction(self.engine) as connection:
                user_id = user_named(connection, name)
                assert user_id is not None
                set_credential(
                    connection, user_id, NOW, password_hash=CHEAP.hash(PASSWORD, SALT),
                    totp_secret="A" * 32,
                )  # fmt: skip
                digests = [recovery_digest(code) for code in CODES]
                replace_recovery_codes(connection, user_id, digests, NOW)
        self.treasurer = browser(create_application(settings), tokens[0])

    def cash(self) -> int:
        """Return what the books say is in the box."""
        with reading(self.engine) as connection:
            return front_page(connection, self.club).cash

    def sent_too_late(self, **more: str) -> TestResponse:
        """Send a form that was opened before the session ended."""
        page = self.treasurer.open(f"{DUES}?member=4")
        self.now += LATER
        return self.treasurer.send(DUES, page, **TYPED, **more)

    def signed_in(self, page: TestResponse, name: str, code: str = CODES[0]) -> TestResponse:
        """Sign in on a page that carries a form, with the second step."""
        asked = self.treasurer.send("/sign-in", page, name=name, password=PASSWORD[1:])
        assert asked.status_code == 422
        second = self.treasurer.send("/sign-in", asked, name=name, password=PASSWORD)
        if second.status_code == 303:
            return second
        assert 'action="/sign-in/second"' in second.text
        return self.treasurer.send("/sign-in/second", second, code=code)


@pytest.fixture
def room(engine: Engine) -> Room:
    return Room(engine, post_club(engine))


def request_id(page: TestResponse) -> str:
    found = re.findall(r'name="request_id" value="([^"]+)"', page.text)
    assert len(found) == 1
    return str(found[0])


@ON_ONE_DATABASE
def test_what_was_typed_comes_back_after_the_sign_in_and_is_confirmed_anew(room: Room) -> None:
    first, before = request_id(room.treasurer.open(f"{DUES}?member=4")), room.cash()
    late = room.sent_too_late(step="record", pin="482913")
    assert late.status_code == 403
    assert "Đăng nhập lại" in words(late)
    assert "482913" not in late.text
    on = room.signed_in(late, room.names[0])
    assert "Làm tiếp phần đang gõ dở" in words(on)
    carried_id = request_id(on)
    assert carried_id != first
    assert room.cash() == before
    again = room.treasurer.send(DUES, on)
    assert again.status_code == 200, words(again)
    for value in ("20.000", "2026-03", "10/03/2026"):
        assert f'value="{value}"' in again.text
    assert request_id(again) == carried_id
    assert room.cash() == before, "it is shown again, and not recorded"
    confirmed = room.treasurer.send(DUES, again, **TYPED)
    recorded = room.treasurer.send(DUES, confirmed, step="record")
    assert recorded.headers["Location"] == f"{HERE}/done/{carried_id}"
    assert room.cash() == before + 20_000
    assert room.treasurer.send(DUES, confirmed, step="record").status_code == 303
    assert room.cash() == before + 20_000, "sent twice, written once"


@ON_ONE_DATABASE
def test_nobody_else_gets_it_and_no_other_page_makes_it(room: Room) -> None:
    late = room.sent_too_late()
    other = room.signed_in(late, room.names[1])
    assert other.status_code == 303
    assert "20.000" not in other.text
    forged = room.treasurer.client.post(DUES, data={**TYPED, "token": "x" * 40})
    assert forged.status_code == 403
    assert "carried" not in forged.text
    room.treasurer.client.delete_cookie("club_ledger_session")
    gone = room.treasurer.client.post(DUES, data=TYPED)
    assert (gone.status_code, "carried" in gone.text) == (403, False)


@ON_ONE_DATABASE
@pytest.mark.parametrize(
    "carried",
    ["", "[]", "{", "[" * 9_000, '["1","/x","",[]]', '[2,"//evil.example","",[]]', "x" * 70_000],
)
def test_what_we_did_not_write_is_not_carried(room: Room, carried: str) -> None:
    page = room.treasurer.open("/sign-in")
    answer = room.treasurer.send(
        "/sign-in", page, name=room.names[0], password=PASSWORD, carried=carried
    )
    assert answer.status_code in {303, 422}
    assert "evil" not in answer.text


@ON_ONE_DATABASE
def test_a_form_that_only_one_of_long_texts_fills_is_carried_too(room: Room) -> None:
    late = room.sent_too_late(note="Ấ&<\"'" * 1_000)
    assert late.status_code == 403
    on = room.signed_in(late, room.names[0])
    assert "Làm tiếp" in words(on)
    assert on.text.count("Ấ&amp;&lt;") == 1_000


def test_no_secret_field_is_ever_carried() -> None:
    found = set()
    for module in pkgutil.walk_packages(web.__path__, "ledger.web."):
        for one in vars(importlib.import_module(module.name)).values():
            if isinstance(one, Field):
                is_code = one.autocomplete == "one-time-code"
                if is_code or one.kind in {FieldKind.SECRET, FieldKind.PIN}:
                    found.add(one.name)
    assert {"password", "pin", "code"} <= found <= SECRETS


@ON_ONE_DATABASE
def test_a_browser_remembers_who_has_shown_everything_at_it(room: Room) -> None:
    hers, name = room.treasurer, room.names[0]
    hers.client.delete_cookie("club_ledger_session")
    page = hers.open("/sign-in")
    half = hers.send("/sign-in", page, name=name, password=PASSWORD)
    assert hers.client.get_cookie(MARKS) is None, "a password alone is not everything"
    second = hers.open(half.headers["Location"]).headers["Location"]
    hers.send(second, hers.open(second), code=CODES[0])
    assert hers.client.get_cookie(MARKS) is not None
    hers.client.delete_cookie("club_ledger_session")
    room.now += dt.timedelta(minutes=1)
    stranger = browser(hers.client.application)
    page = stranger.open("/sign-in")
    for _ in range(10):
        stranger.send("/sign-in", page, name=name, password=PASSWORD[1:])
    shut_out = stranger.send("/sign-in", page, name=name, password=PASSWORD)
    assert "15 phút" in words(shut_out)
    page = hers.open("/sign-in")
    assert hers.send("/sign-in", page, name=name, password=PASSWORD).status_code == 303
