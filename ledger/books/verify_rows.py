"""Streams of stored rows, in the order of their entries, as plain as the drivers give them."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Generic, Protocol, TypeVar
from zlib import crc32

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.engine import DatabaseUnusable
from ledger.books.tables import Base
from ledger.books.types import Day, Instant, Uid
from ledger.core.audit.stored import Stray
from ledger.core.errors import RuleBroken

BATCH = 2_000
"""Rows that are held of a table at a time."""
MOST_STRAYS = 1_000


class Numbered(Protocol):
    """A row that names an entry."""

    @property
    def entry_no(self) -> int:
        """Return the entry's number."""


Made = TypeVar("Made")
Row = TypeVar("Row", bound=Numbered)
Make = Callable[[Iterable[object]], Made]
"""Turns a row, as the driver gives it, into a value: a named tuple's `_make`."""


@dataclass(eq=False)
class TextUnreadable(RuleBroken):
    """A stored text is no UTF-8: something other than this program wrote it."""


def rows_of(
    connection: Connection,
    club_id: int,
    table: str,
    columns: Sequence[str],
    make: Make[Made],
    *,
    order: str,
) -> Iterator[Made]:
    """Give a club's rows of a table in order; dates, instants and UUIDs as text.

    Raises `TextUnreadable`, and `DatabaseUnusable` where the file is damaged.
    """
    listed = ", ".join(as_text(connection, table, column) for column in columns)
    query = f"SELECT {listed} FROM {table} WHERE club_id = :club ORDER BY {order}"  # noqa: S608
    return driver_rows(connection, query, club_id, make)


def driver_rows(
    connection: Connection, query: str, club_id: int, make: Make[Made]
) -> Iterator[Made]:
    """Give the rows of a query on a club (`:club`), straight from the driver."""
    return map(make, chain.from_iterable(_batches(connection, query, club_id)))


def _batches(
    connection: Connection, query: str, club_id: int
) -> Iterator[Sequence[Iterable[object]]]:
    """Give rows a batch at a time; PostgreSQL keeps the rest on its side (a named cursor)."""
    is_sqlite = connection.dialect.name == "sqlite"
    mark, names = ("?", ()) if is_sqlite else ("%s", (f"rows_{crc32(query.encode())}",))
    cursor = connection.connection.cursor(*names)
    # SQLite's cursor goes with its statement, and does not bear to be closed after a failure.
    with readable(connection), nullcontext() if is_sqlite else closing(cursor):
        cursor.execute(query.replace(":club", mark), (club_id,))
        while batch := cursor.fetchmany(BATCH):
            yield batch


@contextmanager
def readable(connection: Connection) -> Iterator[None]:
    """Name what reading a damaged or foreign file ends in: `TextUnreadable`, `DatabaseUnusable`.

    A page that is damaged may also hold a number where there was text, or a date that is none.
    """
    try:
        yield
    except (sa.exc.DatabaseError, sqlite3.DatabaseError, TypeError, ValueError) as error:
        if "decode to UTF-8" in str(error):
            raise TextUnreadable from error
        if connection.dialect.name == "sqlite":
            raise DatabaseUnusable(reason="damaged") from error
        raise


@contextmanager
def any_text_read(connection: Connection) -> Iterator[None]:
    """Read text that is no UTF-8 as well, with a mark (U+FFFD) for what cannot be read."""
    driver = connection.connection.driver_connection
    if driver is None or connection.dialect.name != "sqlite":
        yield
        return
    driver.text_factory = partial(str, encoding="utf-8", errors="replace")
    try:
        yield
    finally:
        driver.text_factory = str


def as_text(connection: Connection, table: str, column: str, of: str = "") -> str:
    """Return how a column is read so that both databases give the same text and numbers.

    `of` is written before its name: the table's name in the query, with a dot.
    """
    kind = Base.metadata.tables[table].columns[column].type
    column = f"{of}{column}"
    if connection.dialect.name == "sqlite":
        return column
    if isinstance(kind, Day):
        return f"coalesce(to_char({column}, 'YYYY-MM-DD'), {column}::text)"
    if isinstance(kind, Instant):
        moment = f"to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
        return f"coalesce({moment}, {column}::text)"
    return f"{column}::text" if isinstance(kind, Uid) else column


class Below(Generic[Row]):
    """The rows of a table that stand under entries, taken entry by entry."""

    def __init__(self, table: str, rows: Iterator[Row], strays: list[Stray]) -> None:
        """Begin before the first row; rows whose entry is not there are added to `strays`."""
        self._table, self._rows, self._strays = table, rows, strays
        self._next = next(rows, None)

    def of(self, entry_no: int) -> Sequence[Row]:
        """Return the rows of an entry; rows of entries passed over are strays."""
        row = self._next
        if row is None or row.entry_no > entry_no:
            return ()
        while row is not None and row.entry_no < entry_no:
            row = self._astray(row)
        found = []
        while row is not None and row.entry_no == entry_no:
            found.append(row)
            row = next(self._rows, None)
        self._next = row
        return found

    def finish(self) -> None:
        """Take what is left as strays."""
        while self._next is not None:
            self._next = self._astray(self._next)

    def _astray(self, row: Row) -> Row | None:
        if len(self._strays) < MOST_STRAYS:
            self._strays.append(Stray(self._table, row.entry_no))
        return next(self._rows, None)
