"""Officers at their browsers, who ask for the pages of acts, fill them in and send them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.engine import Engine
from werkzeug.test import TestResponse

from ledger.books.clubs import StoredClub
from ledger.core.users.grants import Role
from ledger.web.application import Settings, create_application
from tests.web.addresses import LENDING
from tests.web.club import NOW, TODAY
from tests.web.signing import as_, begin, in_club

ENGLISH = {"Accept-Language": "en"}
TODAY_TYPED = f"{TODAY:%d/%m/%Y}"


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody of the club who has signed in, and reads English; `home` is the first page."""

    client: FlaskClient
    home: str = LENDING

    def get(self, address: str) -> TestResponse:
        """Return a page below the first one."""
        return self.client.get(self.home + address, headers=ENGLISH)

    def words(self, address: str) -> str:
        """Return the words of a page."""
        return words_of(self.get(address))

    def form(self, address: str) -> dict[str, str]:
        """Return what a page's form sends along by itself."""
        html = self.get(address).get_data(as_text=True)
        found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', html)
        return {name: unescape(value) for name, value in found}

    def send(self, address: str, typed: Mapping[str, str | list[str]]) -> TestResponse:
        """Send a form."""
        return self.client.post(self.home + address, data=typed, headers=ENGLISH)

    def confirm(self, act: str, about: str, **typed: str | list[str]) -> TestResponse:
        """Fill an act's form in and send it; what it comes to is answered."""
        return self.send(f"do/{act}", self.form(f"do/{act}?{about}") | typed)

    def record(self, act: str, about: str, **typed: str | list[str]) -> str:
        """Fill an act's form in and record it; return where the browser is sent on to."""
        sent = self.form(f"do/{act}?{about}") | typed | {"step": "record"}
        answer = self.send(f"do/{act}", sent)
        assert answer.status_code == 303, words_of(answer)
        assert self.send(f"do/{act}", sent).location == answer.location  # sent twice, done once
        return answer.location.removeprefix(LENDING)

    def approve(self, approval_no: int) -> TestResponse:
        """Say yes to what waits."""
        address = f"waiting/{approval_no}"
        return self.send(address, self.form(address) | {"verdict": "approved"})


def words_of(answer: TestResponse) -> str:
    """Return the words of a page, each apart from the next by one space."""
    main = answer.get_data(as_text=True).partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", "<main" + main)).replace("\xa0", " ").split())


def office(engine: Engine) -> Flask:
    """Return the application as the officers' browsers find it."""
    return create_application(Settings(engine, now=lambda: NOW))


def officer(
    engine: Engine, application: Flask, role: Role, club: StoredClub, member_no: int | None = None
) -> Officer:
    """Let somebody sign in with a role, and as a member if a number is given."""
    grants = [in_club(role, club)]
    if member_no is not None:
        grants.append(in_club(Role.MEMBER, club, member_no))
    return Officer(as_(application.test_client(), begin(engine, role.value, NOW, *grants)))
