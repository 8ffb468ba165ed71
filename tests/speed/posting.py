"""How fast entries are posted through the service, beside the raw driver writing the same rows."""

import datetime as dt
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from statistics import median

from sqlalchemy.engine import Engine

from ledger.books.clubs import StoredClub, add_user
from ledger.books.engine import open_engine, transaction
from ledger.core.clubs import Club, ClubRules
from ledger.core.journal import EntryKind, JournalEntry, PostingRequest, Series
from ledger.core.posting_rules import received
from ledger.services.clubs import make_club
from ledger.services.journal import post
from tests.speed.databases import Databases
from tests.speed.floor import floor
from tests.speed.ratio import Ratio

TODAY = dt.date(2026, 3, 10)
NOW = dt.datetime(2026, 3, 10, 2, 0, tzinfo=dt.UTC)
ROUNDS = 5


def a_club(url: str) -> tuple[Engine, StoredClub, int]:
    """Return an engine, a club and a user, all new."""
    engine = open_engine(url)
    with transaction(engine) as connection:
        user = add_user(connection, "thu-quy", "Bùi Thị Lụa", NOW)
        club = make_club(
            connection, Club("HP", "Hạnh Phúc"), ClubRules(dt.date(2025, 1, 1)),
            club_uuid=uuid.uuid4(), made_at=NOW, made_by=user,
        )  # fmt: skip
    return engine, club, user


def entries(count: int) -> list[JournalEntry]:
    """Return receipts of dues, all on one day."""
    return [
        JournalEntry(
            EntryKind.CONTRIBUTION, TODAY, received("5112", "activity", 5_000 + number),
            f"Hội phí tháng 3, thành viên {number}", Series.RECEIPT, payer_name="Bùi Thị Lụa",
        )
        for number in range(count)
    ]  # fmt: skip


def measure(databases: Databases) -> Iterator[Ratio]:
    """Give the ratios of one entry, of a meeting of 100, and of a bulk of 100,000 entries."""
    cases = (
        ("post one entry durably", 1, 200, 0.5),
        ("post a meeting of 100", 100, 10, 0.35),
        ("post 100,000 entries at once", 100_000, 1, 0.25),
    )
    for name, size, times, required in cases:
        ours_url, floor_url = databases.fresh(), databases.fresh()
        engine, club, user = a_club(ours_url)
        a_club(floor_url)[0].dispose()
        batch = entries(size)

        def ours(
            batch: Sequence[JournalEntry] = batch,
            engine: Engine = engine,
            club: StoredClub = club,
            user: int = user,
        ) -> None:
            with transaction(engine) as connection:
                request = PostingRequest(uuid.uuid4(), user, NOW)
                post(connection, club, batch, request, today=TODAY)

        with floor(databases.owner_of(floor_url)) as raw:

            def bare(batch: Sequence[JournalEntry] = batch) -> None:
                raw.post(batch)

            rounds = 1 if size > 1_000 else ROUNDS
            pairs = [(seconds(ours, times), seconds(bare, times)) for _ in range(rounds + 1)]
        engine.dispose()
        measured = pairs[1:]
        yield Ratio(
            f"{databases.kind}: {name}, entries a second",
            ours=size / median(one for one, _ in measured),
            floor=size / median(other for _, other in measured),
            required=required,
        )


def seconds(work: Callable[[], None], times: int) -> float:
    """Return the seconds of doing something once, over some times."""
    began = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - began) / times
