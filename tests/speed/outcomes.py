"""How fast the outcome statement of one club is made, and that of many clubs together."""

import datetime as dt
import time
from collections.abc import Iterator
from statistics import median

from sqlalchemy.engine import Engine

from ledger.books.clubs import StoredClub
from ledger.books.engine import open_engine, reading, transaction
from ledger.services.outcome_statement import outcome_of
from tests.books.outcome_rows import LAST, fill
from tests.conftest import new_club
from tests.speed.databases import Databases
from tests.speed.portfolios import CLUBS, all_clubs, copied
from tests.speed.ratio import Limit

PEOPLE, LOANS, SEED = 50, 40, 7
ROUNDS, OF_MANY = 60, 5
BEGIN = dt.date(2023, 1, 1)
READ = (
    "household", "household_class", "member", "loan", "loan_standing", "loan_span",
    "activity_plan", "activity_record", "activity_result", "household_income",
)  # fmt: skip
"""The tables that a statement is read from, and those that they point to."""


def measure(databases: Databases) -> Iterator[Limit]:
    """Give the milliseconds of one club's statement, and the seconds of that of 500 clubs.

    Each club has fifty members, and forty loans with all that may be told of them.
    """
    url = databases.fresh()
    engine = open_engine(url)
    club = new_club(engine, "HP").club
    with transaction(engine) as connection:
        fill(connection, club.club_id, SEED, PEOPLE, LOANS)
    copied(databases.owner_of(url), READ)
    clubs = all_clubs(engine)
    one = _seconds(engine, clubs[:1], ROUNDS)
    many = _seconds(engine, clubs, OF_MANY)
    yield Limit(f"{databases.kind}: outcome statement of a club", one * 1_000, 100.0, "ms")
    yield Limit(f"{databases.kind}: outcome statement of {CLUBS} clubs", many, 2.0, "s")
    engine.dispose()


def _seconds(engine: Engine, clubs: list[StoredClub], rounds: int) -> float:
    """Return the median of seconds that a statement takes; the first time only fills caches."""
    times = []
    with reading(engine) as connection:
        for _ in range(rounds + 1):
            began = time.perf_counter()
            found = outcome_of(connection, clubs, BEGIN, LAST).together
            times.append(time.perf_counter() - began)
            assert found.whole.loans == LOANS * len(clubs)
    return median(times[1:])
