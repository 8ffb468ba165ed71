"""Pages open the books for the club alone that their address names."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.engine import Connection, Engine

from ledger.books.clubs import find_club
from ledger.books.engine import EVERY_CLUB, NO_CLUB, reading
from ledger.books.row_security import tables_of_clubs
from ledger.core.users.grants import Role
from tests.web.club import NOW
from tests.web.conftest import Asker
from tests.web.signing import as_, begin, in_club

WORD = re.compile(r"\w+")


@contextmanager
def watched(engine: Engine) -> Iterator[list[tuple[str, set[str]]]]:
    """Give, for each statement of pages, the clubs named to the database and the tables asked."""
    found: list[tuple[str, set[str]]] = []

    def watch(connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith(("BEGIN", "SET")):
            return
        named = str(connection.get_execution_options().get("ledger_clubs", EVERY_CLUB))
        if connection.dialect.name == "postgresql":
            cursor = connection.connection.cursor()
            cursor.execute("SELECT current_setting('ledger.clubs', true)")
            (named,) = cursor.fetchone() or ("?",)
            cursor.close()
        found.append((named or NO_CLUB, set(WORD.findall(statement)) & tables_of_clubs()))

    sa.event.listen(engine, "before_cursor_execute", watch)
    try:
        yield found
    finally:
        sa.event.remove(engine, "before_cursor_execute", watch)


PAGES = ("", "members", "members/1", "members/1/statement", "loans/1", "cash-book", "search?text=a")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_a_club_meets_that_club_alone(shelf: Engine, asker: Asker, page: str) -> None:
    with reading(shelf) as connection:
        club_id = find_club(connection, "HP").club_id
    with watched(shelf) as found:
        assert asker.get(f"/clubs/HP/{page}").status_code == 200
    assert {named for named, tables in found if tables} == {f",{club_id},"}
    assert {named for named, _ in found} <= {f",{club_id},", NO_CLUB}


def test_a_page_of_no_club_meets_no_club(shelf: Engine, asker: Asker) -> None:
    with watched(shelf) as found:
        for page in ("/", "/clubs/", "/account", "/sign-in", "/sign-in/member"):
            assert asker.get(page).status_code in {200, 303}
    assert {named for named, _ in found} == {NO_CLUB}
    assert [tables for _, tables in found if tables] == []


def test_a_member_s_own_pages_meet_her_club_alone(shelf: Engine, application: Flask) -> None:
    with reading(shelf) as connection:
        club = find_club(connection, "HP")
    token = begin(shelf, "hp-1", NOW, in_club(Role.MEMBER, club, 1))
    member = as_(application.test_client(), token)
    with watched(shelf) as found:
        assert member.get("/me/HP/").status_code == 200
        assert member.get("/me/VAY/").status_code == 404
    assert {named for named, tables in found if tables} == {f",{club.club_id},"}
