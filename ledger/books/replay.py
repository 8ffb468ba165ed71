"""Copying all rows of one ledger into another, in the order that the rules of the books ask for."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from ledger.books.refusals import named
from ledger.books.tables import Base
from ledger.core.errors import Conflict

BATCH = 2_000
JOURNAL = ("journal_line", "journal_entry", "entry_text", "document", "voucher")
"""Lines come before headers, and all of a club's entries before its counter advances."""
DERIVED = {"balance", "period_balance", "voucher_counter"}
"""What the rules themselves write from the rows."""
FILLED = {"poverty_standard"}
"""What the migrations fill: of it only what is new, or has ended since, is written."""
HELD_BACK = {
    "club_counter": ("last_entry_no", "last_hash", "last_recorded_at"),
    "fiscal_period": ("closed_at", "closed_by"),
}
"""Columns that are written last: a counter follows its rows, a month closes after its entries."""
POSTGRESQL_ARRAYS = {
    "bigint": sa.BigInteger, "bytea": sa.LargeBinary, "date": sa.Date, "text": sa.String,
    "timestamptz": sa.DateTime, "uuid": sa.Uuid,
}  # fmt: skip

Progress = Callable[[int, int], None]
"""Told how many of how many steps are done."""


@dataclass(eq=False)
class TargetHoldsBooks(Conflict):
    """The database to restore into holds books already: `clubs` of them."""

    clubs: int


@dataclass(frozen=True, slots=True)
class TableDigest:
    """What a table holds: how many rows, and SHA-256 over them in the order of their keys."""

    table: str
    rows: int
    sha256: bytes


def row_counts(connection: Connection) -> dict[str, int]:
    """Return the number of rows of every table."""
    return {
        table.name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
        for table in Base.metadata.sorted_tables
    }


def digests(connection: Connection, progress: Progress | None = None) -> list[TableDigest]:
    """Return what every table holds, the same for the same books on every database."""
    counts = row_counts(connection)
    whole, done, found = sum(counts.values()), 0, []
    for table in Base.metadata.sorted_tables:
        digest = hashlib.sha256()
        for batch in _batches(connection, table):
            digest.update("".join(f"{tuple(row)!a}\n" for row in batch).encode())
            done += len(batch)
            _tell(progress, done, whole)
        found.append(TableDigest(table.name, counts[table.name], digest.digest()))
    return found


def replay(source: Connection, target: Connection, progress: Progress | None = None) -> None:
    """Write all rows of `source` into `target`, which holds the tables and no books.

    The rules of the target check each entry anew, as if it were posted; balances and voucher
    counters are made by them. Refuses a target with books (`TargetHoldsBooks`), and what any
    rule refuses (`RuleOfTheBooks`).
    """
    held = row_counts(target)
    if any(rows for name, rows in held.items() if name not in FILLED):
        raise TargetHoldsBooks(clubs=held["club"])
    counts = row_counts(source)
    whole = sum(rows for name, rows in counts.items() if name not in DERIVED)
    try:
        done = 0
        for many in _replayed(source, target):
            done += many
            _tell(progress, done, whole)
    except sa.exc.DBAPIError as error:
        raise named(error) or error from error


def _replayed(source: Connection, target: Connection) -> Iterator[int]:
    after = _after_the_journal()
    special = {*JOURNAL, *DERIVED}
    for table in Base.metadata.sorted_tables:
        if table.name in FILLED:
            yield from _complete(source, target, table)
        elif table.name not in special | after:
            yield from _copy(source, target, table)
    clubs = source.execute(
        sa.select(_table("club").c.club_id).order_by(_table("club").c.club_id)
    ).scalars()
    for club_id in list(clubs):
        for name in JOURNAL:
            yield from _copy(source, target, _table(name), club_id)
        _advance(source, target, club_id)
        _close_months(source, target, club_id)
    for table in Base.metadata.sorted_tables:
        if table.name in after - special:
            yield from _copy(source, target, table)


def _table(name: str) -> sa.Table:
    return Base.metadata.tables[name]


def _after_the_journal() -> set[str]:
    """Return the tables whose rows point at entries, directly or through each other."""
    found = {"journal_entry"}
    for table in Base.metadata.sorted_tables:
        if found & {key.column.table.name for key in table.foreign_keys}:
            found.add(table.name)
    return found


def _batches(
    connection: Connection, table: sa.Table, club_id: int | None = None
) -> Iterator[Sequence[Row[tuple[object, ...]]]]:
    query = sa.select(table).order_by(*(_byte_by_byte(connection, key) for key in _keys(table)))
    if club_id is not None:
        query = query.where(table.c.club_id == club_id)
    yield from connection.execute(query, execution_options={"yield_per": BATCH}).partitions()


def _keys(table: sa.Table) -> list[sa.Column[object]]:
    return list(table.primary_key.columns)


def _byte_by_byte(
    connection: Connection, column: sa.Column[object]
) -> sa.SQLColumnExpression[object]:
    """Return how a key is sorted so that its order is the same on every database."""
    if isinstance(column.type, sa.Text) and connection.dialect.name == "postgresql":
        return sa.collate(column, "C")
    return column


def _copy(
    source: Connection, target: Connection, table: sa.Table, club_id: int | None = None
) -> Iterator[int]:
    held = HELD_BACK.get(table.name, ())
    for batch in _batches(source, table, club_id):
        rows = [dict(row._mapping) for row in batch]  # noqa: SLF001 - SQLAlchemy's public name
        if held:
            rows = [row | dict.fromkeys(held) | _beginning(table, row) for row in rows]
        _insert(target, table, rows)
        yield len(batch)


def _complete(source: Connection, target: Connection, table: sa.Table) -> Iterator[int]:
    """Write what the migrations did not: further rows, and on which day one has ended."""
    (key,) = _keys(table)
    there = set(target.execute(sa.select(key)).scalars())
    for batch in _batches(source, table):
        rows = [dict(row._mapping) for row in batch]  # noqa: SLF001 - SQLAlchemy's public name
        new = [row for row in rows if row[key.name] not in there]
        if new:
            _insert(target, table, new)
        for row in rows:
            target.execute(
                sa.update(table)
                .where(key == row[key.name], table.c.valid_to.is_distinct_from(row["valid_to"]))
                .values(valid_to=row["valid_to"])
            )
        yield len(batch)


def _beginning(table: sa.Table, row: dict[str, object]) -> dict[str, object]:
    if table.name == "club_counter":
        return {"last_entry_no": 0, "last_hash": bytes(32), "folding": row["rebuilds"]}
    return {}


def _insert(target: Connection, table: sa.Table, rows: list[dict[str, object]]) -> None:
    if target.dialect.name != "postgresql":
        target.execute(sa.insert(table), rows)
        return
    # The rules check a statement's rows together, so a batch is one statement.
    names = [column.name for column in table.columns]
    arrays = ", ".join(f"%s::{_array_type(column, target.dialect)}[]" for column in table.columns)
    quote = target.dialect.identifier_preparer.quote
    listed = ", ".join(map(quote, names))
    target.exec_driver_sql(
        f"INSERT INTO {quote(table.name)} ({listed}) SELECT * FROM unnest({arrays})",  # noqa: S608
        tuple([row[name] for row in rows] for name in names),
    )


def _array_type(column: sa.Column[object], dialect: sa.Dialect) -> str:
    stored = column.type.dialect_impl(dialect)
    kind = getattr(stored, "impl_instance", stored)
    return next(name for name, base in POSTGRESQL_ARRAYS.items() if isinstance(kind, base))


def _advance(source: Connection, target: Connection, club_id: int) -> None:
    table = _table("club_counter")
    columns = [table.c[name] for name in HELD_BACK["club_counter"]]
    row = source.execute(sa.select(*columns).where(table.c.club_id == club_id)).one()
    if row.last_entry_no:
        target.execute(
            sa.update(table).where(table.c.club_id == club_id).values(**row._mapping)  # noqa: SLF001
        )


def _close_months(source: Connection, target: Connection, club_id: int) -> None:
    table = _table("fiscal_period")
    closed = source.execute(
        sa.select(table.c.period, table.c.closed_at, table.c.closed_by)
        .where(table.c.club_id == club_id, table.c.closed_at.is_not(None))
        .order_by(table.c.period)
    ).all()
    for period, closed_at, closed_by in closed:
        target.execute(
            sa.update(table)
            .where(table.c.club_id == club_id, table.c.period == period)
            .values(closed_at=closed_at, closed_by=closed_by)
        )


def _tell(progress: Progress | None, done: int, whole: int) -> None:
    if progress is not None:
        progress(done, whole)
