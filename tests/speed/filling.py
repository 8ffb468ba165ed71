"""A journal of millions of lines, put into a database by the raw driver with its balances."""

import datetime as dt
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import islice

import sqlalchemy as sa

from tests.speed.floor import AT, connect_postgresql, strip

FIRST = dt.date(2016, 1, 1)
LAST = dt.date(2026, 3, 10)
AGAINST = ("5111", "5112", "5113", "4114", "4111")
FUNDS = ("income", "activity", "mutual")
ZEROS = bytes(32)
BATCH = 100_000
UUID = "00000000-0000-7000-8000-{:012d}"

Row = tuple[str | int | bytes | None, ...]


def fill(owner_url: str, lines: int) -> None:
    """Put `lines` lines of two-line entries over ten years into club 1; take its rules away."""
    strip(owner_url)
    write = _write_sqlite if sa.make_url(owner_url).get_backend_name() == "sqlite" else _copy
    count = lines // 2
    write(owner_url, "journal_line", _lines(count))
    write(owner_url, "journal_entry", _entries(count))
    balance, by_period = _sums(count)
    write(owner_url, "balance", balance)
    write(owner_url, "period_balance", by_period)


def _day(number: int, count: int) -> dt.date:
    return FIRST + dt.timedelta(days=number * (LAST - FIRST).days // count)


def _one(number: int) -> tuple[str, str, int]:
    return AGAINST[number % 5], FUNDS[number % 3], 1_000 + number % 97


def _lines(count: int) -> Iterator[Row]:
    for number in range(1, count + 1):
        account, fund, amount = _one(number)
        yield 1, number, 1, "111", fund, amount, 0, None, None
        yield 1, number, 2, account, fund, 0, amount, None, None


def _entries(count: int) -> Iterator[Row]:
    for number in range(1, count + 1):
        day = _day(number, count).isoformat()
        yield (1, number, "contribution", day, None, AT, 1, None, "manual", UUID.format(number), 0,
               None, None, ZEROS, None, None, ZEROS, ZEROS)  # fmt: skip


def _sums(count: int) -> tuple[list[Row], list[Row]]:
    whole: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    periods: dict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0, 0])
    for number in range(1, count + 1):
        account, fund, amount = _one(number)
        day = _day(number, count).isoformat()
        for key, side in ((("111", fund), 0), ((account, fund), 1)):
            whole[key][side] += amount
            periods[day[:4], *key][side] += amount
            periods[day[:7], *key][side] += amount
    return [(1, *k, *s) for k, s in whole.items()], [(1, *k, *s) for k, s in periods.items()]


def _write_sqlite(owner_url: str, table: str, rows: Iterable[Row]) -> None:
    path = sa.make_url(owner_url).database or ""
    waiting = iter(rows)
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA synchronous=OFF")
        raw.execute("BEGIN")
        while batch := list(islice(waiting, BATCH)):
            marks = ", ".join("?" * len(batch[0]))
            raw.executemany(f"INSERT INTO {table} VALUES ({marks})", batch)  # noqa: S608 - ours
        raw.execute("COMMIT")
        raw.execute("ANALYZE")


def _copy(owner_url: str, table: str, rows: Iterable[Row]) -> None:
    with connect_postgresql(owner_url) as server, server.cursor() as cursor:
        with cursor.copy(f"COPY {table} FROM STDIN".encode()) as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute(f"ANALYZE {table}".encode())
