"""How fast a workbook of 100,000 entries is checked and imported, beside the raw driver."""

import datetime as dt
import time
from collections.abc import Iterator

from ledger.books.clubs import add_user
from ledger.books.engine import open_engine, transaction
from ledger.core.workbook.check import check_workbook
from ledger.core.workbook.entries import Numbers, entries_of
from ledger.services.workbook import import_workbook
from tests.speed.databases import Databases
from tests.speed.floor import floor
from tests.speed.posting import NOW, TODAY, a_club
from tests.speed.ratio import Ratio
from tests.workbooks import year

MEMBERS, MONTHS, FIRST = 1_760, 60, 2020


def measure(databases: Databases) -> Iterator[Ratio]:
    """Give the ratio of one import, every check of the workbook and of the books included.

    The floor writes the same entries, with their rows, balances and hashes, in one transaction.
    """
    sheets = year(members=MEMBERS, months=MONTHS, first=FIRST).raw()
    engine = open_engine(databases.fresh())
    with transaction(engine) as connection:
        user = add_user(connection, "thu-quy", "Bùi Thị Lụa", NOW)
    began = time.perf_counter()
    workbook = check_workbook(sheets, today=TODAY + dt.timedelta(days=1)).workbook
    assert workbook is not None
    with transaction(engine) as connection:
        imported = import_workbook(
            connection, workbook, code=None, actor=user, now=NOW, today=TODAY
        )
    ours = time.perf_counter() - began
    engine.dispose()
    url = databases.fresh()
    a_club(url)[0].dispose()
    numbers = Numbers(
        {one.code: number for number, one in enumerate(workbook.members, 1)},
        {one.code: number for number, one in enumerate(workbook.loans, 1)},
        {one.code: one.name for one in workbook.members},
    )
    batch = list(entries_of(workbook, numbers))
    with floor(databases.owner_of(url)) as raw:
        began = time.perf_counter()
        raw.post(batch)
        bare = time.perf_counter() - began
    count = imported.entries
    yield Ratio(
        f"{databases.kind}: import {count:,} entries with every check, entries a second",
        ours=count / ours, floor=count / bare, required=0.25,
    )  # fmt: skip
