"""Every page, in both languages: whole, in the reader's words, and leading on."""

import re
from collections import Counter

import pytest

from tests.web.addresses import EMPTY_PAGES, FRONT, PAGES, REFUSED
from tests.web.conftest import Asker, Page

LANGUAGES = ("vi", "en")
OF_A_SHAPE = 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", [*PAGES, *EMPTY_PAGES])
def test_every_page_is_shown_whole_in_each_language(
    asker: Asker, address: str, language: str
) -> None:
    page = asker.page(address, language)
    assert page.status == 200
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert page.headers["Content-Language"] == language
    assert page.html.startswith(f'<!doctype html>\n<html lang="{language}">')
    assert page.html.rstrip().endswith("</html>")
    assert_has_landmarks(page)


def assert_has_landmarks(page: Page) -> None:
    for tag in ("title", "header", "main", "footer", "h1"):
        assert page.tags.count(tag) == 1, tag
    assert 'class="skip" href="#main"' in page.html
    for table in re.findall(r"<table.*?</table>", page.html, re.DOTALL):
        assert "<caption" in table
        assert '<th scope="col"' in table


@pytest.mark.parametrize("address", [*PAGES, *EMPTY_PAGES])
def test_no_page_is_half_translated(asker: Asker, address: str) -> None:
    vietnamese, english = asker.page(address, "vi"), asker.page(address, "en")
    assert vietnamese.tags == english.tags
    for sentence in ("Amounts in", "Download or print", "can be changed", "Last entries"):
        assert sentence not in vietnamese.words
    for sentence in ("Đơn vị tính", "Tải về hoặc in", "không sửa", "gần đây"):
        assert sentence not in english.words


def test_every_link_of_every_page_leads_to_a_page(asker: Asker) -> None:
    """Walk through both clubs; of addresses that differ in their numbers only, a few are enough."""
    waiting, seen, shapes = ["/"], {"/"}, Counter[str]()
    while waiting:
        address = waiting.pop()
        for link in links_of(asker, address):
            assert link.startswith(("/", "#", "?")), link
            shape = re.sub(r"\d+", "0", link)
            if link.startswith("/") and link not in seen and shapes[shape] < OF_A_SHAPE:
                shapes[shape] += 1
                seen.add(link)
                waiting.append(link)
    assert {f"{FRONT}entries/0", f"{FRONT}members/0", f"{FRONT}members/0/statement"} <= set(shapes)
    assert any("before_closing=yes" in shape for shape in shapes)
    assert any("/statement?end=" in shape for shape in shapes)
    assert len(shapes) > 80


def links_of(asker: Asker, address: str) -> list[str]:
    """Return where a page leads; files lead nowhere, and are asked for elsewhere."""
    if re.search(r"\.(pdf|xlsx|csv)", address):
        return []
    answer = asker.get(address)
    if answer.status_code == 303:
        return [answer.headers["Location"]]
    assert answer.status_code == 200, (address, answer.status_code)
    return Page(200, answer.get_data(as_text=True), {}).links


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("address", "status"), REFUSED.items())
def test_what_cannot_be_shown_is_a_page_too(
    asker: Asker, address: str, status: int, language: str
) -> None:
    page = asker.page(address, language)
    assert page.status == status
    assert page.headers["Content-Language"] == language
    assert_has_landmarks(page)
    assert "/" in page.links
    assert "Traceback" not in page.html


def test_one_club_is_opened_at_once_and_several_are_listed(asker: Asker) -> None:
    assert asker.get("/").headers["Location"] == "/clubs/"
    page = asker.page("/clubs/")
    assert FRONT in page.links
    assert "Câu lạc bộ liên thế hệ tự giúp nhau Hạnh Phúc" in page.words
    assert "Xóm Nà Ngần" in page.words


def test_a_club_s_address_without_its_last_stroke_leads_on(asker: Asker) -> None:
    answer = asker.get("/clubs/HP")
    assert answer.status_code == 308
    assert answer.headers["Location"].endswith("/clubs/HP/")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("what", ["entries/1", "members/1", "members/1/statement"])
def test_what_is_another_club_s_is_not_found(asker: Asker, what: str) -> None:
    assert asker.get(f"/clubs/HP/{what}").status_code == 200
    assert asker.get(f"/clubs/MOI/{what}").status_code == 404
