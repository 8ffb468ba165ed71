"""The working pages in a real browser, as each role sees them: barriers, widths, targets."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from ledger.books.clubs import find_club
from ledger.books.engine import open_engine, reading
from ledger.core.users.grants import Role
from ledger.core.users.grants_rules import NewGrant
from ledger.web.acts.registry import ACTS
from ledger.web.door import SESSION
from tests.browser.test_browser_pages import LANGUAGES, LEAST_TARGET, TARGETS, asked_in
from tests.web.club import NOW, post_club
from tests.web.lending_club import lending_club
from tests.web.served import served
from tests.web.signing import BEGAN, begin, in_club

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

HERE = "/clubs/VAY"
WIDTHS = (320, 1280)
ABOUT = {
    "member": "member=1", "loan": "loan=1", "application": "application=1", "entry": "entry=12",
    "count": "count=1",
}  # fmt: skip
ACT_PAGES = tuple(
    f"{HERE}/do/{act.name}" + (f"?{ABOUT[act.about.value]}" if act.about.value else "")
    for act in ACTS.values()
)
WORK: dict[str, tuple[str, ...]] = {
    "nobody": ("/sign-in", "/sign-in/member", f"/s/{'t' * 32}", f"{HERE}/journal"),
    "treasurer": (
        f"{HERE}/", f"{HERE}/record", f"{HERE}/do/dues", f"{HERE}/do/repay", *ACT_PAGES,
        f"{HERE}/applications", f"{HERE}/applications/1", f"{HERE}/counts", f"{HERE}/waiting",
        f"{HERE}/members", f"{HERE}/members/1", f"{HERE}/members/1/slip", f"{HERE}/slips",
        f"{HERE}/backup", f"{HERE}/disputes", "/account", "/account/password", "/account/pin",
        "/account/codes", "/account/device",
    ),
    "chair": (
        f"{HERE}/", f"{HERE}/waiting", f"{HERE}/trail", f"{HERE}/proof", f"{HERE}/privacy/looks",
        f"{HERE}/privacy/requests",
    ),
    "auditor": (
        f"{HERE}/", f"{HERE}/outcomes", f"{HERE}/composition", f"{HERE}/class-flows",
        f"{HERE}/outcome-differences", f"{HERE}/search?text=lua", f"{HERE}/search?amount=1.5",
        f"{HERE}/trail",
    ),
    "officer": ("/sums",),
    "admin": ("/people", "/people/new", "/people/1", "/people/1/roles/new", "/clubs/new",
              "/clubs/workbook"),
    "member": ("/me/", "/me/VAY/", "/me/VAY/statement", "/me/VAY/data", "/me/VAY/looked",
               "/me/VAY/agreed", "/me/VAY/agree", "/me/VAY/said", "/me/VAY/not-right",
               "/me/VAY/loans/1/if-paid"),
}  # fmt: skip


@pytest.fixture(scope="module")
def office(_sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address at which a club is served, in whose books every role has a session."""
    path = tmp_path_factory.mktemp("office") / "office.db"
    shutil.copy(_sqlite_template, path)
    engine = open_engine(f"sqlite:///{path}")
    lending_club(engine)
    post_club(engine)
    with reading(engine) as connection:
        club = find_club(connection, "VAY")
    for role in (Role.TREASURER, Role.CHAIR, Role.AUDITOR):
        begin(engine, role.value, NOW, in_club(role, club))
    begin(engine, "member", NOW, in_club(Role.MEMBER, club, 1))
    begin(engine, "officer", NOW, NewGrant(role=Role.OFFICER, valid_from=BEGAN))
    begin(engine, "admin", NOW, NewGrant(role=Role.ADMIN, valid_from=BEGAN))
    engine.dispose()
    with served(path) as found:
        yield found.address.rstrip("/")


def window(browser: Browser, width: int, role: str, *, scripts: bool = True) -> BrowserContext:
    """Return a window as wide as asked for, in which a role has signed in."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, java_script_enabled=scripts
    )
    if role != "nobody":
        token = f"{role}-" + "t" * (40 - len(role))
        context.add_cookies([{"name": SESSION, "value": token, "domain": "127.0.0.1", "path": "/"}])
    return context


@pytest.mark.drill
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("role", WORK)
def test_no_working_page_has_a_barrier_and_none_is_wider_than_its_window(
    browser: Browser, office: str, role: str, width: int
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context, axe = window(browser, width, role), Axe()
    page, wrong = context.new_page(), []
    for language in LANGUAGES:
        for address in WORK[role]:
            answer = page.goto(office + asked_in(address, language))
            if answer is None or answer.status >= 500:
                wrong.append(f"{address}: {answer and answer.status}")
            found = axe.run(page, options={"resultTypes": ["violations"]})
            wrong += [
                f"{address} {language}: {one['id']} {one['nodes'][0]['html'][:150]}"
                for one in found.response["violations"]
            ]
            wide, there = page.evaluate(
                "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
            )
            if wide > there:
                wrong.append(f"{address} {language}: {wide} in {there}")
            if width == WIDTHS[0]:
                wrong += _too_low(page, address)
    context.close()
    assert wrong == []


def _too_low(page: Page, address: str) -> list[str]:
    """Return what is pressed and is not high enough; a tick stands in a line that is."""
    return [
        f"{address}: {height} {html}"
        for html, height in page.evaluate(TARGETS)
        if height < LEAST_TARGET and 'type="radio"' not in html and 'type="checkbox"' not in html
    ]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_donation_is_recorded_by_keyboard_alone(
    browser: Browser, office: str, *, scripts: bool
) -> None:
    context = window(browser, 320, "treasurer", scripts=scripts)
    page = context.new_page()
    page.goto(f"{office}{HERE}/do/donation?lang=en")
    page.get_by_label("How much").focus()
    page.keyboard.type("200000")
    if scripts:
        page.locator("#amount-words", has_text="Two hundred thousand").wait_for()
        assert page.get_by_label("How much").input_value() == "200.000"
    page.keyboard.press("Tab")
    page.keyboard.type("Bà Hoa")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Is this right?").wait_for()
    page.get_by_role("button", name="Record 200,000").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Recorded").wait_for()
    context.close()
