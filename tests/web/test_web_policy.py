"""Who comes in where: every route, by every role, in the own club, another and one not assigned."""

import datetime as dt
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from flask import Flask, Response
from sqlalchemy.engine import Engine

from ledger.books.clubs import StoredClub, add_user, find_club
from ledger.books.engine import reading, transaction
from ledger.books.grants import add_grant
from ledger.books.users import set_credential
from ledger.core.users.grants import Role
from ledger.core.users.grants_rules import NewGrant
from ledger.core.users.policy import Permission
from ledger.services.sessions import start_session
from ledger.web import application as made
from ledger.web.application import Settings, create_application
from ledger.web.routes import CODE, ROUTES, Route, View
from tests.web.club import NOW
from tests.web.signing import BEGAN, as_, in_club

OWN, NEAR, OTHER, ABSENT = "HP", "MOI", "VAY", "KHONG-CO"
"""The club of the roles, one of its province, one of another, and one that there is not."""
FAR = dt.date(2100, 1, 1)
DOOR, OUT, IN, HALF = "door", "out", "in", "half"

BOOKS = {"treasurer", "accountant", "chair", "controller", "auditor", "officer-of-club"}
KEEPERS, OVERSEERS = {"treasurer", "accountant"}, {"chair", "controller"}
ALL = {*BOOKS, "member", "admin", "officer-of-province", "auditor-of-province"}
ALLOWED: dict[Permission, set[str]] = {
    Permission.READ_BOOKS: BOOKS,
    Permission.READ_TRAIL: OVERSEERS | {"auditor"},
    Permission.RECORD_MONEY: KEEPERS,
    Permission.KEEP_MEMBERS: KEEPERS,
    Permission.APPROVE: OVERSEERS,
    Permission.ANSWER_DISPUTES: OVERSEERS,
    Permission.KEEP_PRIVACY: OVERSEERS,
    Permission.OWN_RECORD: {"member"},
    Permission.READ_SUMS: {
        "officer-of-club",
        "officer-of-province",
        "auditor",
        "auditor-of-province",
    },
    Permission.KEEP_USERS: {"admin"},
    Permission.MAKE_CLUBS: {"admin"},
    Permission.SIGNED_IN: ALL,
}
"""By the issue, written down again: who may do what in the own club."""
OF_THE_PROVINCE = {
    Permission.READ_BOOKS: {"auditor-of-province"},
    Permission.READ_TRAIL: {"auditor-of-province"},
}
"""Who may in clubs that nobody named, because they lie in the own province."""
EVERYWHERE = {Permission.MAKE_CLUBS: {"admin"}}


@dataclass(frozen=True)
class House:
    """The doors alone: behind each route stands a view that lets one know that one is in."""

    application: Flask
    tokens: dict[str, str]


def _begin(
    engine: Engine, name: str, *grants: NewGrant, second: bool = True, disabled: bool = False
) -> str:
    token = uuid.uuid5(uuid.NAMESPACE_OID, name).hex
    with transaction(engine) as connection:
        user_id = add_user(connection, f"matrix-{name}", name, NOW)
        set_credential(connection, user_id, NOW, pin_hash=None)
        for new in grants:
            add_grant(connection, user_id, new, by=user_id, at=NOW)
        start_session(
            connection, user_id=user_id, token=token, how="password", second_factor=second,
            agent="test", device_no=None, now=NOW,
        )  # fmt: skip
        if disabled:
            set_credential(connection, user_id, NOW, disabled_at=NOW)
    return token


def _tokens(engine: Engine, club: StoredClub) -> dict[str, str]:
    roles = {
        role.value: in_club(role, club)
        for role in (Role.TREASURER, Role.ACCOUNTANT, Role.CHAIR, Role.CONTROLLER, Role.AUDITOR)
    }
    roles["member"] = in_club(Role.MEMBER, club, member_no=1)
    roles["admin"] = NewGrant(role=Role.ADMIN, valid_from=BEGAN)
    roles["officer-of-club"] = in_club(Role.OFFICER, club)
    province = club.club.province
    roles["officer-of-province"] = NewGrant(role=Role.OFFICER, valid_from=BEGAN, province=province)
    roles["auditor-of-province"] = NewGrant(
        role=Role.AUDITOR, valid_from=BEGAN, valid_until=FAR, province=province
    )
    tokens = {name: _begin(engine, name, new) for name, new in roles.items()}
    treasurer = roles["treasurer"]
    tokens["half"] = _begin(engine, "half", treasurer, second=False)
    tokens["disabled"] = _begin(engine, "disabled", treasurer, disabled=True)
    tokens["nobody"] = "0" * 32
    lapsed = replace(treasurer, valid_until=NOW.date() - dt.timedelta(days=1))
    tokens["lapsed"] = _begin(engine, "lapsed", lapsed)
    return tokens


def _view(number: int) -> View:
    """Return a view that lets one know that one is in."""

    def view(_visit: object, **_: object) -> Response:
        return Response("in")

    view.__name__ = f"view{number}"
    return view


@pytest.fixture(scope="module")
def house(shelf: Engine) -> House:
    """Give the doors over the shelf, and a session for everybody."""
    with reading(shelf) as connection:
        own = find_club(connection, OWN)
    with pytest.MonkeyPatch.context() as patch:
        routes = tuple(replace(one, view=_view(number)) for number, one in enumerate(ROUTES))
        patch.setattr(made, "ROUTES", routes)
        application = create_application(Settings(shelf, now=lambda: NOW))
    return House(application, _tokens(shelf, own))


PARTS = {
    "number": "1", "day": "2026-03-10", "name": "trial-balance", "token": "t" * 32,
    "uuid": str(uuid.UUID(int=1)), "any": "csv",
}  # fmt: skip


def address(route: Route, code: str) -> str:
    """Return an address of a route in a club."""

    def filled(match: re.Match[str]) -> str:
        if match[2] == CODE:
            return code
        if match[1].startswith("any("):
            return match[1][4:].partition(",")[0].strip("')")
        return PARTS[match[1]]

    return re.sub(r"<([^:>]+(?:\([^)]*\))?):([^>]+)>", filled, route.rule)


def expected(route: Route, who: str, code: str) -> str:
    """Return how somebody is answered at a route, by the table above."""
    permission = route.permission
    if permission is Permission.ANYBODY:
        return IN
    if who in {"nobody", "disabled"}:
        return DOOR
    if permission is Permission.HALF_SIGNED_IN:
        return IN
    return HALF if who == "half" else _inside(route, who, code)


def _inside(route: Route, who: str, code: str) -> str:
    permission, names_a_club = route.permission, f":{CODE}>" in route.rule
    near, all_over = OF_THE_PROVINCE.get(permission, set()), EVERYWHERE.get(permission, set())
    allowed = ALLOWED[permission] | ({"lapsed"} if permission is Permission.SIGNED_IN else set())
    in_clubs = {OWN: allowed | near, NEAR: near | all_over, OTHER: all_over, ABSENT: set()}
    return IN if who in (in_clubs[code] if names_a_club else allowed) else OUT


def found(house: House, route: Route, who: str, code: str) -> str:
    """Return how somebody is answered."""
    client = as_(house.application.test_client(), house.tokens[who])
    answer = client.get(address(route, code))
    where = answer.headers.get("Location", "")
    if answer.status_code == 303:
        return HALF if where.startswith("/sign-in/second") else DOOR
    return {200: IN, 404: OUT}.get(answer.status_code, str(answer.status_code))


WHO = (*sorted(ALL), "half", "disabled", "nobody", "lapsed")
READ = [route for route in ROUTES if "GET" in route.methods]
SENT = [route for route in ROUTES if "POST" in route.methods]


def asked() -> Iterator[tuple[Route, str, str]]:
    """Yield who asks for what: everybody for all in the own club, in others for some of it.

    There it is one route a permission; the own treasurer and an auditor ask for all of it.
    """
    tried: set[Permission] = set()
    for route in READ:
        everybody = [(who, OWN) for who in WHO]
        others = ("treasurer", "auditor-of-province") if route.permission in tried else WHO
        if f":{CODE}>" in route.rule:
            tried.add(route.permission)
            everybody += [(who, code) for who in others for code in (NEAR, OTHER, ABSENT)]
        yield from ((route, who, code) for who, code in everybody)


def test_every_route_is_decided_by_the_one_table(house: House) -> None:
    wrong = [
        (route.rule, route.name, who, code, is_found, is_expected)
        for route, who, code in asked()
        if (is_found := found(house, route, who, code))
        != (is_expected := expected(route, who, code))
    ]
    assert wrong == []


def test_what_is_foreign_is_answered_like_what_is_absent(house: House) -> None:
    client = as_(house.application.test_client(), house.tokens["treasurer"])
    foreign, absent = (client.get(f"/clubs/{code}/journal") for code in (OTHER, ABSENT))
    assert (foreign.status_code, foreign.data) == (absent.status_code, absent.data)


@pytest.mark.parametrize("forged", ["none", "wrong", "other-site", "other-origin"])
def test_no_form_is_taken_from_elsewhere(house: House, forged: str) -> None:
    client = as_(house.application.test_client(), house.tokens["treasurer"])
    headers = {
        "other-site": {"Sec-Fetch-Site": "cross-site"},
        "other-origin": {"Origin": "https://evil.example"},
    }.get(forged, {})
    data = {} if forged == "none" else {"token": "f" * 40}
    for route in SENT:
        if expected(route, "treasurer", OWN) == IN:
            answer = client.post(address(route, OWN), data=data, headers=headers)
            assert answer.status_code == 403, route.rule


def test_a_form_of_somebody_who_has_signed_out_writes_nothing_and_says_so(house: House) -> None:
    for who in ("nobody", "disabled", "half"):
        client = as_(house.application.test_client(), house.tokens[who])
        for route in SENT:
            if expected(route, who, OWN) in {DOOR, HALF}:
                answer = client.post(address(route, OWN), data={"token": "f" * 40})
                assert answer.status_code == 403, (who, route.rule)


def test_every_route_names_what_one_must_be_allowed() -> None:
    known = {*ALLOWED, Permission.ANYBODY, Permission.HALF_SIGNED_IN}
    assert {route.permission for route in ROUTES} <= known
    assert len({(route.rule, route.methods) for route in ROUTES}) == len(ROUTES)
