"""How fast a page is made, beside the same page in bare Flask with SQLAlchemy Core."""

import re
import time
from collections.abc import Callable, Iterator
from statistics import median

from flask import Flask
from sqlalchemy.engine import Engine
from werkzeug.test import EnvironBuilder, run_wsgi_app

from ledger.books.clubs import add_user
from ledger.books.engine import open_engine, transaction
from ledger.services.simulation import make_demo
from ledger.web.application import Settings, create_application
from tests.speed.bare_pages import bare_application
from tests.speed.databases import Databases
from tests.speed.posting import NOW, TODAY
from tests.speed.ratio import Ratio

SEED = 2
MONTH = "2026-01"
REQUIRED = 0.5
ROUNDS = 15
PAGES = {
    "front page": ("", 40),
    "trial balance": ("trial-balance", 30),
    "journal of a month": (f"journal?month={MONTH}", 6),
}
"""Each page's address below the club's, and how often it is asked for in a round."""

ROOM = 0.05
"""By how much of itself a page may differ in length from its floor."""


def measure(databases: Databases) -> Iterator[Ratio]:
    """Give requests per CPU second of this process for each page, in Vietnamese.

    The floor runs the same SELECTs and makes the same page; both are called as a server would.
    """
    engine = open_engine(databases.fresh())
    code = _club(engine)
    ours, bare = create_application(Settings(engine, now=lambda: NOW)), bare_application(engine)
    for name, (address, times) in PAGES.items():
        path = f"/clubs/{code}/{address}"
        mine, floor = _asking(ours, path), _asking(bare, path)
        _check_alike(name, mine(), floor())
        rounds = [(_seconds(mine, times), _seconds(floor, times)) for _ in range(ROUNDS)]
        yield Ratio(
            f"{databases.kind}: {name}, requests per CPU second",
            ours=1 / median(one for one, _ in rounds),
            floor=1 / median(other for _, other in rounds),
            required=REQUIRED,
        )
    engine.dispose()


def _club(engine: Engine) -> str:
    with transaction(engine) as connection:
        actor = add_user(connection, "thu-quy", "Bùi Thị Lụa", NOW)
        return make_demo(connection, seed=SEED, until=TODAY, actor=actor, now=NOW).club.code


def _asking(application: Flask, path: str) -> Callable[[], bytes]:
    place, _, query = path.partition("?")
    environ = EnvironBuilder(place, "http://localhost/", query_string=query).get_environ()

    def ask() -> bytes:
        body, status, _ = run_wsgi_app(application, dict(environ))
        page = b"".join(body)
        assert status == "200 OK", status
        return page

    return ask


def _check_alike(name: str, mine: bytes, floor: bytes) -> None:
    """Refuse to compare two pages that differ in their figures or, by much, in their length."""
    figures = re.compile(rb">(-?[0-9][0-9.]*)<")
    assert figures.findall(mine) == figures.findall(floor), f"{name}: other figures"
    assert abs(len(mine) - len(floor)) < ROOM * len(mine), f"{name}: {len(mine)}, {len(floor)}"


def _seconds(ask: Callable[[], bytes], times: int) -> float:
    began = time.process_time()
    for _ in range(times):
        ask()
    return (time.process_time() - began) / times
