"""The floor of posting: the raw driver writing the same rows, balances and hashes, unchecked."""

import hashlib
import json
import os
import sqlite3
import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Protocol

import psycopg
import sqlalchemy as sa

from ledger.books.engine import journal_mode, open_engine, transaction
from ledger.books.journal_writer import POSTGRESQL, POSTGRESQL_SINGLE, SQLITE
from ledger.core.journal import JournalEntry

AT = "2026-03-10T02:00:00.000000Z"
Values = tuple[str | int | bytes | None, ...]
Batch = dict[str, list[Values]]
Sums = dict[tuple[str, ...], list[int]]
TABLES = ("journal_line", "journal_entry", "entry_text", "document", "voucher")

UPSERTS = {
    "balance": "INSERT INTO balance VALUES ({m}, {m}, {m}, {m}, {m})"
    " ON CONFLICT (club_id, account, fund) DO UPDATE SET"
    " debit = balance.debit + excluded.debit, credit = balance.credit + excluded.credit",
    "period_balance": "INSERT INTO period_balance VALUES ({m}, {m}, {m}, {m}, {m}, {m})"
    " ON CONFLICT (club_id, period, account, fund) DO UPDATE SET"
    " debit = period_balance.debit + excluded.debit,"
    " credit = period_balance.credit + excluded.credit",
    "voucher_counter": "INSERT INTO voucher_counter VALUES ({m}, {m}, {m}, {m})"
    " ON CONFLICT (club_id, year, series) DO UPDATE SET last_no = excluded.last_no",
    "request": "INSERT INTO request VALUES ({m}, {m}, {m}, {m}, {m}, {m})",
}
COUNTER = (
    "UPDATE club_counter SET last_entry_no = {m}, last_hash = {m}, last_recorded_at = {m}"
    " WHERE club_id = 1"
)


class Floor(Protocol):
    """A raw writer of batches, durable after each."""

    def post(self, entries: Sequence[JournalEntry]) -> None:
        """Write a batch in one transaction."""


class _Numbers:
    """The numbers and the last hash that the floor keeps in memory."""

    def __init__(self) -> None:
        self.entry = 0
        self.vouchers: dict[tuple[int, str], int] = defaultdict(int)
        self.hash = bytes(32)

    def rows(self, entries: Sequence[JournalEntry]) -> Batch:
        """Return a batch's rows: numbered, salted, hashed one after another, and summed."""
        batch: Batch = defaultdict(list)
        whole: Sums = defaultdict(lambda: [0, 0])
        periods: Sums = defaultdict(lambda: [0, 0])
        request = str(uuid.uuid4())
        answer = []
        for part, entry in enumerate(entries):
            self.entry += 1
            day = entry.occurred_on.isoformat()
            series = entry.occurred_on.year, entry.series.value
            self.vouchers[series] += 1
            self._entry(batch, entry, request, part)
            batch["voucher"].append((1, *series, self.vouchers[series], self.entry, None, None))
            answer.append((self.entry, f"{series[1]} {self.vouchers[series]}"))
            for line in entry.lines:
                key = line.account, line.fund
                for sides in (whole[key], periods[day[:7], *key], periods[day[:4], *key]):
                    sides[0] += line.debit
                    sides[1] += line.credit
        batch["balance"] = [(1, *key, *sides) for key, sides in whole.items()]
        batch["period_balance"] = [(1, *key, *sides) for key, sides in periods.items()]
        batch["voucher_counter"] = [(1, *key, last) for key, last in self.vouchers.items()]
        batch["request"] = [(1, request, 1, self.hash, json.dumps(answer), AT)]
        return batch

    def _entry(self, batch: Batch, entry: JournalEntry, request: str, part: int) -> None:
        no, day = self.entry, entry.occurred_on.isoformat()
        salt, name_salt = os.urandom(16), os.urandom(16)
        narration = hashlib.sha256(salt + entry.narration.encode()).digest()
        name = hashlib.sha256(name_salt + (entry.payer_name or "").encode()).digest()
        lines: list[Values] = [
            (1, no, i, x.account, x.fund, x.debit, x.credit, x.member_no, x.loan_no)
            for i, x in enumerate(entry.lines, 1)
        ]
        papers = []
        for i, paper in enumerate(entry.documents, 1):
            drawn = os.urandom(16)
            papers.append(hashlib.sha256(drawn + paper.reference.encode()).digest())
            batch["document"].append((1, no, i, paper.kind, paper.reference, paper.reason, drawn))
        head = (1, no, entry.kind.value, day, None, AT, 1, None, "manual", request, part,
                None, None, narration, name, None, self.hash)  # fmt: skip
        self.hash = hashlib.sha256(repr((head, papers, lines)).encode()).digest()
        batch["journal_line"] += lines
        batch["journal_entry"].append((*head, self.hash))
        batch["entry_text"].append(
            (1, no, entry.narration, salt, entry.payer_name, name_salt, None, None)
        )


class _Sqlite:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection, self._numbers = connection, _Numbers()

    def post(self, entries: Sequence[JournalEntry]) -> None:
        """Write a batch in one transaction."""
        batch, write = self._numbers.rows(entries), self._connection
        write.execute("BEGIN IMMEDIATE")
        for table in TABLES:
            write.executemany(SQLITE[table], batch[table])
        for table, upsert in UPSERTS.items():
            write.executemany(upsert.format(m="?"), batch[table])
        write.execute(COUNTER.format(m="?"), (self._numbers.entry, self._numbers.hash, AT))
        write.execute("COMMIT")


class _Postgresql:
    def __init__(self, connection: psycopg.Connection) -> None:
        self._connection, self._numbers = connection, _Numbers()

    def post(self, entries: Sequence[JournalEntry]) -> None:
        """Write a batch in one transaction."""
        batch, write = self._numbers.rows(entries), self._connection.cursor()
        for table in TABLES:
            rows = batch[table]
            if not rows:
                continue
            if len(rows) == 1:
                write.execute(POSTGRESQL_SINGLE[table].encode(), rows[0])
            else:
                columns = [list(column) for column in zip(*rows, strict=True)]
                write.execute(POSTGRESQL[table].encode(), columns)
        for table, upsert in UPSERTS.items():
            for row in batch[table]:
                write.execute(upsert.format(m="%s").encode(), row)
        counter = (self._numbers.entry, self._numbers.hash, AT)
        write.execute(COUNTER.format(m="%s").encode(), counter)
        self._connection.commit()


def strip(owner_url: str) -> None:
    """Take every rule, reference and month away from a database that holds a club."""
    engine = open_engine(owner_url)
    with transaction(engine) as connection:
        if connection.dialect.name == "sqlite":
            found = connection.exec_driver_sql(
                "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            ).scalars()
            for name in list(found):
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
        else:
            found = connection.exec_driver_sql(
                "SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname)"
                " FROM pg_constraint WHERE contype IN ('f', 'c') AND conrelid <> 0"
                " AND connamespace = 'public'::regnamespace"
            ).scalars()
            for statement in list(found):
                connection.exec_driver_sql(statement)
            triggers = connection.exec_driver_sql(
                "SELECT format('DROP TRIGGER %%I ON %%s', tgname, tgrelid::regclass)"
                " FROM pg_trigger WHERE NOT tgisinternal"
            ).scalars()
            for statement in list(triggers):
                connection.exec_driver_sql(statement)
    engine.dispose()


@contextmanager
def floor(owner_url: str) -> Iterator[Floor]:
    """Give a raw writer on a database that holds club 1 and user 1, its rules taken away."""
    strip(owner_url)
    url = sa.make_url(owner_url)
    if url.get_backend_name() == "sqlite":
        path = Path(url.database or "")
        with closing(sqlite3.connect(path, isolation_level=None)) as raw:
            raw.execute(f"PRAGMA journal_mode={journal_mode()}")
            raw.execute("PRAGMA synchronous=FULL")
            raw.execute("PRAGMA cache_size=-16000")
            yield _Sqlite(raw)
        return
    with connect_postgresql(owner_url) as server:
        yield _Postgresql(server)


@contextmanager
def connect_postgresql(url: str) -> Iterator[psycopg.Connection]:
    """Give a plain connection of psycopg to the database of one of our URLs."""
    named = sa.make_url(url)
    host = dict(named.query).get("host", named.host)
    with psycopg.connect(
        dbname=named.database,
        user=named.username,
        password=named.password,
        port=named.port,
        host=str(host) if host else None,
    ) as server:
        yield server
