"""Fixtures of the pages: the posted club on both databases, and a reader who asks for pages."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.engine import Engine
from werkzeug.test import TestResponse

from ledger.books.engine import open_engine
from ledger.web.application import Settings, create_application
from tests.databases import PostgreSQLDatabases, application_url
from tests.web.club import NOW, empty_club, post_club
from tests.web.lending_club import lending_club
from tests.web.signing import READER, as_, begin_reader


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def shelf(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """Give the books of a posted club (HP), an empty one (MOI) and one that lends (VAY)."""
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("shelf") / "shelf.db"
        shutil.copy(request.getfixturevalue("_sqlite_template"), path)
        url = f"sqlite:///{path}"
    else:
        databases: PostgreSQLDatabases = request.getfixturevalue("postgresql_databases")
        url = application_url(databases.fresh())
    engine = open_engine(url)
    post_club(engine)
    empty_club(engine)
    lending_club(engine)
    begin_reader(engine, NOW)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def application(shelf: Engine) -> Flask:
    """Give the application over the posted club."""
    return create_application(Settings(shelf, now=lambda: NOW))


@dataclass
class Page(HTMLParser):
    """A page as a reader of its text finds it: its words, links, headings and tags."""

    status: int
    html: str
    headers: dict[str, str]
    words: str = ""
    links: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Read the page."""
        super().__init__()
        self.feed(self.html)
        self.words = re.sub(r"\s+", " ", self.words.replace("\u00a0", " ")).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag, and where a link leads."""
        self.tags.append(tag)
        address = dict(attrs).get("href")
        if tag == "a" and address is not None:
            self.links.append(address)
        if tag in {"p", "li", "dt", "dd", "td", "th", "h1", "h2", "h3", "div", "caption", "tr"}:
            self.words += " "

    def handle_data(self, data: str) -> None:
        """Note words."""
        self.words += data


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks for pages as a browser on this machine does."""

    client: FlaskClient

    def get(self, address: str, language: str = "vi", **headers: str) -> TestResponse:
        """Return the raw answer."""
        wished = {"Accept-Language": language}
        wished |= {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.get(address, headers=wished)

    def page(self, address: str, language: str = "vi") -> Page:
        """Return the answer as a page."""
        answer = self.get(address, language)
        return Page(answer.status_code, answer.get_data(as_text=True), dict(answer.headers))


@pytest.fixture
def asker(application: Flask) -> Asker:
    """Give a reader of every club's books, at a browser that was never here before."""
    return Asker(as_(application.test_client(), READER))


@pytest.fixture(scope="session")
def sqlite_shelf(_sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the file of a posted club, for a server in a process of its own."""
    path = tmp_path_factory.mktemp("served") / "served.db"
    shutil.copy(_sqlite_template, path)
    engine = open_engine(f"sqlite:///{path}")
    post_club(engine)
    empty_club(engine)
    lending_club(engine)
    begin_reader(engine, NOW)
    engine.dispose()
    return path
