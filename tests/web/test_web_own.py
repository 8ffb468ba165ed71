"""A member's own pages: all that is hers, and nothing that is another's."""

import json
import re

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.engine import Engine

from ledger.books.clubs import find_club
from ledger.books.engine import reading
from ledger.core.users.grants import Role
from tests.web.club import NOW
from tests.web.lending_club import INHERITED, LATE, ON_TIME, PLANNED
from tests.web.office import words_of
from tests.web.signing import as_, begin, in_club

ENGLISH = {"Accept-Language": "en"}
MOST_QUERIES = 8


@pytest.fixture(scope="module")
def late(shelf: Engine, application: Flask) -> FlaskClient:
    """Give the member who is late with a loan, at her own telephone."""
    with reading(shelf) as connection:
        club = find_club(connection, "VAY")
    token = begin(shelf, "nguoi-cham", NOW, in_club(Role.MEMBER, club, LATE))
    return as_(application.test_client(), token)


@pytest.fixture(scope="module")
def of_two(shelf: Engine, application: Flask) -> FlaskClient:
    """Give somebody who is a member of two clubs, and took a loan over in one."""
    with reading(shelf) as connection:
        grants = [
            in_club(Role.MEMBER, find_club(connection, code), number)
            for code, number in (("VAY", ON_TIME), ("HP", 4))
        ]
    return as_(application.test_client(), begin(shelf, "hai-noi", NOW, *grants))


def words(client: FlaskClient, address: str) -> str:
    answer = client.get(address, headers=ENGLISH)
    assert answer.status_code == 200, address
    return words_of(answer)


def test_the_first_page_says_what_is_owed_and_what_comes_next(late: FlaskClient) -> None:
    assert late.get("/").location == "/me/"
    assert late.get("/me/").location == "/me/VAY/"
    shown = words(late, "/me/VAY/")
    assert "Still owed 5,255,000 ₫" in shown
    assert "To bring by 10/03/2026, with what is late 1,910,000 ₫" in shown
    assert "of it principal 1,755,000 ₫ of it interest 135,000 ₫ of it fines 20,000 ₫" in shown
    assert "Paid back 745,000 ₫ Still owed 5,255,000 ₫" in shown
    assert shown.index("20/01/2026 PT 4") < shown.index("10/11/2025 PT 4")


def test_a_member_of_several_clubs_chooses_one(of_two: FlaskClient) -> None:
    page = of_two.get("/me/").get_data(as_text=True)
    assert re.findall(r'href="(/me/\w+/)"', page) == ["/me/VAY/", "/me/HP/"]
    assert "Still owed 3,000,000 ₫" in words(of_two, "/me/HP/")
    assert 'href="/me/"' in of_two.get("/me/HP/").get_data(as_text=True)
    taken_over = words(of_two, "/me/VAY/")
    assert "Loan V-007" in taken_over  # what she took over is hers as well
    tried = f"/me/VAY/loans/{INHERITED}/if-paid?amount=100000&on=10/03/2026"
    assert "Principal still owed then" in words(of_two, tried)


def test_what_is_not_hers_answers_like_what_is_not_there(late: FlaskClient) -> None:
    absent = late.get("/me/VAY/loans/999/if-paid").data
    for address in (
        f"loans/{ON_TIME}/if-paid", f"loans/{ON_TIME}/statement.pdf",
        f"loans/{PLANNED}/contract.pdf", "loans/999/statement.pdf", "receipts/1.pdf",
        "receipts/999.pdf", f"not-right/loan/{ON_TIME}", "not-right/entry/1", "agreed/1",
    ):  # fmt: skip
        answer = late.get(f"/me/VAY/{address}")
        assert answer.status_code == 404, address
        assert re.sub(rb"\?[^\"]*", b"", answer.data) == re.sub(rb"\?[^\"]*", b"", absent), address
    for address in ("/me/HP/", "/me/KHONG/", "/clubs/VAY/", f"/clubs/VAY/members/{LATE}"):
        assert late.get(address).status_code == 404, address


def test_all_that_a_page_leads_to_is_there(late: FlaskClient) -> None:
    seen: set[str] = set()
    waiting = ["/me/VAY/"]
    while waiting:
        address = waiting.pop()
        answer = late.get(address)
        assert answer.status_code in {200, 303}, address
        seen.add(address)
        if answer.mimetype != "text/html":
            assert answer.data.startswith((b"%PDF", b"{"))
            continue
        page = answer.get_data(as_text=True).replace("&amp;", "&")
        for link in re.findall(r'href="(/me/[^"#]*)', page):
            if link not in seen and link not in waiting:
                waiting.append(link)
    assert {"/me/VAY/data.json", "/me/VAY/receipts/23.pdf", "/me/VAY/said"} <= seen


@pytest.mark.parametrize(
    "page", ["", "statement", f"loans/{LATE}/if-paid?amount=500000&on=10/03/2026", "said",
             "not-right", "looked", "agreed"],
)  # fmt: skip
def test_a_page_asks_the_database_eight_times_at_most(
    late: FlaskClient, shelf: Engine, page: str
) -> None:
    asked: list[str] = []

    def note(_c: object, _cursor: object, sql: str, *_: object) -> None:
        if sql.lstrip().upper().startswith("SELECT"):
            asked.append(sql)

    sa.event.listen(shelf, "before_cursor_execute", note)
    try:
        assert late.get(f"/me/VAY/{page}").status_code == 200
    finally:
        sa.event.remove(shelf, "before_cursor_execute", note)
    assert 1 <= len(asked) <= MOST_QUERIES


def test_what_the_club_holds_is_read_and_taken_home(late: FlaskClient) -> None:
    assert "Phone" not in words(late, "/me/VAY/data")
    held = json.loads(late.get("/me/VAY/data.json").data)
    assert held["person"]["member_no"] == LATE
    assert [one["loan_no"] for one in held["loans"]] == [LATE]
