"""The pages in a real browser: for every reader, at every width, from this machine alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledger.web.door import SESSION
from tests.web.addresses import EMPTY, FRONT, LEDGER, LENDING
from tests.web.signing import READER

RICH = "/clubs/GIAU/"

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page, Request

ADDRESSES = (
    "/clubs/", FRONT, EMPTY, f"{FRONT}trial-balance", f"{FRONT}balance-sheet",
    f"{FRONT}income-statement", f"{FRONT}fund-changes", f"{FRONT}cash-book",
    f"{FRONT}journal?month=2025-05", f"{FRONT}ledger", LEDGER, f"{FRONT}loans",
    f"{FRONT}entries/2", f"{FRONT}members", f"{FRONT}members/4", f"{FRONT}members/9",
    f"{FRONT}members/10/statement", f"{FRONT}members/11/statement?year=2025", f"{EMPTY}journal",
    f"{FRONT}journal?begin=31/02/2025&foo=1", f"{FRONT}nothing", RICH, f"{RICH}trial-balance",
    f"{RICH}cash-book", f"{RICH}entries/1", LENDING, f"{LENDING}loans", f"{LENDING}loans/4",
    f"{LENDING}loans/5", f"{LENDING}members/2",
    f"{LENDING}loans/4/if-paid?amount=90.000.000.000&on=20/03/2026",
    f"{LENDING}loans/1/if-paid?amount=1.5&on=x", f"{LENDING}loan-arrears",
    f"{LENDING}loan-portfolio", f"{LENDING}loan-forecast", f"{LENDING}loan-queue",
)  # fmt: skip
LANGUAGES = ("vi", "en")
LEAST_TARGET = 48
"""The least height of what is pressed, in pixels (PAGES.md)."""

TARGETS = """() => [...document.querySelectorAll("a, button, input, select, summary")]
  .filter(one => one.checkVisibility({visibilityProperty: true}) && !one.matches(".skip"))
  .map(one => [one.outerHTML.slice(0, 120), one.getBoundingClientRect().height])"""
REACHED = """() => [...document.querySelectorAll("a, button, input, select, summary")]
  .filter(one => one.checkVisibility({visibilityProperty: true}) && one.type != "hidden").length"""


def sign_in(context: BrowserContext) -> None:
    """Let a window be that of the auditor who reads every club's books."""
    context.add_cookies([{"name": SESSION, "value": READER, "domain": "127.0.0.1", "path": "/"}])


def asked_in(address: str, language: str) -> str:
    mark = "&" if "?" in address else "?"
    return f"{address}{mark}lang={language}"


@pytest.mark.drill
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_has_a_barrier_that_axe_knows(
    context: BrowserContext, pages: str, language: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page, axe = context.new_page(), Axe()
    for address in ADDRESSES:
        page.goto(pages + asked_in(address, language))
        for summary in page.locator("summary").all():
            summary.click()
        found = axe.run(page, options={"resultTypes": ["violations"]})
        assert found.violations_count == 0, f"{address}: {found.generate_report()}"


@pytest.mark.drill
def test_no_page_is_wider_than_its_window(context: BrowserContext, pages: str) -> None:
    page = context.new_page()
    for language in LANGUAGES:
        for address in ADDRESSES:
            page.goto(pages + asked_in(address, language))
            wide, window = page.evaluate(
                "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
            )
            assert wide <= window, f"{address} in {language}: {wide} in {window}"


def test_no_request_leaves_this_machine(context: BrowserContext, pages: str) -> None:
    asked: list[str] = []
    page = context.new_page()

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    page.on("console", lambda message: asked.append(f"console: {message.text}"))
    for address in (FRONT, f"{FRONT}members/4/statement", f"{FRONT}journal", EMPTY):
        page.goto(pages + address)
    assert len(asked) > 4
    assert [url for url in asked if not url.startswith(f"{pages}/")] == []


def test_all_works_without_scripts(context: BrowserContext, pages: str) -> None:
    size = context.pages
    assert size == []
    browser = context.browser
    assert browser is not None
    plain = browser.new_context(java_script_enabled=False, locale="en-GB")
    sign_in(plain)
    page = plain.new_page()
    page.goto(f"{pages}{FRONT}")
    page.get_by_label("Find a member").fill("lua")
    page.get_by_role("button", name="Find the member").click()
    page.get_by_role("link", name="Bùi Thị Lụa").click()
    page.get_by_role("link", name="Open the statement to read or print").click()
    page.get_by_role("link", name="2025").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Bùi Thị Lụa"
    assert "From 01/01/2025 to 31/12/2025" in page.inner_text("main")
    page.get_by_role("link", name="Tiếng Việt").click()
    assert "Từ 01/01/2025 đến 31/12/2025" in page.inner_text("main")
    plain.close()


def test_every_link_and_field_is_reached_by_the_keyboard(
    context: BrowserContext, pages: str
) -> None:
    page = context.new_page()
    for address in (
        f"{FRONT}members/4", f"{FRONT}balance-sheet", "/clubs/", f"{LENDING}loans/5",
        f"{LENDING}loans/1/if-paid?amount=1.5&on=x",
    ):  # fmt: skip
        page.goto(pages + address)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        assert page.locator(".skip").bounding_box() is not None
        reached = {focused(page)}
        for _ in range(200):
            page.keyboard.press("Tab")
            where = focused(page)
            if where in reached or where is None:
                break
            reached.add(where)
        assert len(reached) == page.evaluate(REACHED), address


def focused(page: Page) -> int | None:
    """Return which of the page's elements has the focus, None if none has."""
    found = page.evaluate(
        "document.activeElement == document.body ? -1"
        " : [...document.querySelectorAll('*')].indexOf(document.activeElement)"
    )
    return None if found < 0 else int(found)


def test_the_skip_link_leads_past_the_head(context: BrowserContext, pages: str) -> None:
    page = context.new_page()
    page.goto(f"{pages}{FRONT}members")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_what_is_pressed_on_a_phone_is_high_enough(context: BrowserContext, pages: str) -> None:
    page = context.new_page()
    if page.viewport_size is None or page.viewport_size["width"] > 600:
        pytest.skip("a laptop has a mouse")
    for address in ADDRESSES:
        page.goto(pages + address)
        for element, height in page.evaluate(TARGETS):
            assert height >= LEAST_TARGET, f"{address}: {height} {element}"


def test_on_a_phone_a_row_is_a_card_with_its_name_first(
    context: BrowserContext, pages: str
) -> None:
    page = context.new_page()
    page.goto(f"{pages}{FRONT}trial-balance")
    row = page.locator("table.trial-balance tbody tr").first
    name, figure = row.locator(".lead"), row.locator(".key:not(:empty)").first
    account = row.locator("td").first
    tops = [one.bounding_box() for one in (name, figure, account)]
    first, second, third = (box["y"] if box else -1 for box in tops)
    if page.viewport_size and page.viewport_size["width"] < 600:
        assert first <= second < third
        assert row.locator(".key:empty").count() == 0
    else:
        assert abs(first - third) < 4


def test_a_printed_page_is_the_report_and_nothing_else(context: BrowserContext, pages: str) -> None:
    page = context.new_page()
    page.emulate_media(media="print")
    page.goto(f"{pages}{FRONT}members/4/statement")
    assert page.locator("h1").is_visible()
    assert page.locator("table.vouchers").is_visible()
    for hidden in (".language", ".files", ".ways", "footer", ".button"):
        assert not page.locator(hidden).first.is_visible(), hidden


def test_a_payment_is_tried_by_keyboard_alone_and_without_scripts(
    context: BrowserContext, pages: str
) -> None:
    browser = context.browser
    assert browser is not None
    plain = browser.new_context(java_script_enabled=False, locale="vi-VN")
    sign_in(plain)
    page = plain.new_page()
    page.goto(f"{pages}{LENDING}loans/1")
    page.get_by_role("link", name="Nếu trả … thì sao?").press("Enter")
    page.get_by_role("textbox", name="Số tiền").fill("200,50")
    page.get_by_role("textbox", name="Số tiền").press("Enter")
    problem = page.get_by_role("alert").get_by_role("link")
    assert "không phải là số tiền" in problem.inner_text()
    problem.press("Enter")
    page.get_by_role("textbox", name="Số tiền").fill("2 000 000")
    page.get_by_label("Trả ngày nào").fill("20/03/2026")
    page.get_by_role("button", name="Tính thử").press("Enter")
    assert page.get_by_role("heading", level=3).all_inner_texts() == [
        "Để hết nợ sớm hơn", "Để mỗi kỳ trả ít hơn", "Để trả trước các kỳ tới",
    ]  # fmt: skip
    assert page.get_by_role("textbox", name="Số tiền").input_value() == "2 000 000"
    plain.close()


def test_how_an_amount_came_about_opens_by_keyboard(context: BrowserContext, pages: str) -> None:
    page = context.new_page()
    page.goto(f"{pages}{LENDING}loans/5")
    how = page.get_by_text("Lãi kỳ 1, đến hạn: 60.000")
    assert not how.is_visible()
    summary = page.locator(".history summary").first
    summary.focus()
    page.keyboard.press("Enter")
    assert how.is_visible()


def test_a_printed_loan_shows_how_its_amounts_came_about(
    context: BrowserContext, pages: str
) -> None:
    page = context.new_page()
    page.emulate_media(media="print")
    page.goto(f"{pages}{LENDING}loans/5")
    assert page.get_by_text("Lãi kỳ 1, đến hạn: 60.000").is_visible()
    assert not page.get_by_role("link", name="Nếu trả … thì sao?").is_visible()


def test_letters_are_as_large_as_promised(context: BrowserContext, pages: str) -> None:
    page = context.new_page()
    size = "one => Math.min(...[...document.querySelectorAll('main *')].filter(one => one.innerText"
    size += " && one.checkVisibility()).map(one => parseFloat(getComputedStyle(one).fontSize)))"
    for address, least in ((FRONT, 18), (f"{FRONT}journal", 18), (f"{FRONT}members/4", 20)):
        page.goto(pages + address)
        assert page.evaluate(f"({size})()") >= least, address
