"""Which language a page speaks, and that the switch keeps the page."""

import pytest
from sqlalchemy.engine import Engine

from ledger.i18n.locale import Language
from ledger.web.application import Settings, create_application
from tests.web.addresses import FRONT, PAGES
from tests.web.club import NOW
from tests.web.conftest import Asker


@pytest.mark.parametrize(
    ("wished", "spoken"),
    [("", "vi"), ("vi", "vi"), ("en", "en"), ("en-US,en;q=0.9", "en"), ("fr", "vi"),
     ("fr,en;q=0.3,vi;q=0.2", "en"), ("vi;q=0.9,en;q=0.1", "vi"), ("*", "vi"), (";;;", "vi")],
)  # fmt: skip
def test_a_first_visit_is_answered_as_the_browser_wishes(
    asker: Asker, wished: str, spoken: str
) -> None:
    assert asker.get(FRONT, wished).headers["Content-Language"] == spoken


def test_without_a_wish_the_language_of_the_start_is_spoken(shelf: Engine) -> None:
    settings = Settings(shelf, language=Language.EN, now=lambda: NOW)
    answer = create_application(settings).test_client().get("/sign-in")
    assert answer.headers["Content-Language"] == "en"


def test_what_was_chosen_is_remembered(asker: Asker) -> None:
    asker.get(f"{FRONT}journal?lang=en")
    assert asker.get(FRONT, "vi").headers["Content-Language"] == "en"
    asker.get(f"{FRONT}?lang=vi")
    assert asker.get(FRONT, "en").headers["Content-Language"] == "vi"


def test_the_memory_is_the_browser_s_alone(asker: Asker) -> None:
    cookie = asker.get(f"{FRONT}?lang=en").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Domain" not in cookie
    assert "Set-Cookie" not in asker.get(FRONT).headers


def test_a_language_that_nobody_here_speaks_is_refused(asker: Asker) -> None:
    page = asker.page(f"{FRONT}?lang=fr")
    assert page.status == 400
    assert "vi, en" in page.words
    assert "Set-Cookie" not in page.headers


@pytest.mark.parametrize("address", PAGES)
def test_the_switch_keeps_the_page(asker: Asker, address: str) -> None:
    page = asker.page(address)
    switch = next(link for link in page.links if "lang=en" in link)
    assert switch.startswith("?")
    path, _, query = address.partition("?")
    there = asker.page(path + switch)
    assert there.headers["Content-Language"] == "en"
    assert there.tags == page.tags
    for asked in query.split("&"):
        assert asked.replace("/", "%2F") in switch
