"""A browser of a session in the tests: it opens pages, fills their forms and sends them."""

import html
import re
from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.engine import Engine
from werkzeug.test import TestResponse

from ledger.web.application import Settings, create_application
from tests.services.user_desk import CHEAP
from tests.web.club import NOW
from tests.web.signing import as_

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


def application_over(engine: Engine) -> Flask:
    """Return the pages over some books, on the day of the tests, with hashes that cost little."""
    return create_application(Settings(engine, now=lambda: NOW, hasher=CHEAP))


def words(answer: TestResponse) -> str:
    """Return what the main part of a page says."""
    main = answer.get_data(as_text=True).partition("<main")[2].partition("</main>")[0]
    text = html.unescape(re.sub(r"<[^>]+>", " ", main)).replace("\u00a0", " ")
    return re.sub(r"\s+", " ", text)


@dataclass(frozen=True, slots=True)
class Browser:
    """A browser, signed in by a token or by hand."""

    client: FlaskClient

    def open(self, address: str) -> TestResponse:
        """Open a page, in Vietnamese."""
        return self.client.get(address, headers={"Accept-Language": "vi"})

    def send(self, address: str, page: TestResponse, **typed: object) -> TestResponse:
        """Send the form of a page with what was typed."""
        data: dict[str, object] = {
            name: html.unescape(value) for name, value in HIDDEN.findall(page.text)
        }
        headers = {"Accept-Language": "vi"}
        return self.client.post(address, data=data | typed, headers=headers)

    def record(self, address: str, **typed: object) -> TestResponse:
        """Open an act's page, fill it in, confirm it, and return what came of it."""
        path = address.partition("?")[0]
        confirmed = self.send(path, self.open(address), **typed)
        assert confirmed.status_code == 200, words(confirmed)
        recorded = self.send(path, confirmed, step="record", **typed)
        assert recorded.status_code == 303, words(recorded)
        return self.open(recorded.headers["Location"])


def browser(application: Flask, token: str | None = None) -> Browser:
    """Return a browser; with a token it is signed in."""
    client = application.test_client()
    return Browser(client if token is None else as_(client, token))
