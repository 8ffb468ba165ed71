"""A club's loans with all that is stored of each, as the checks of loans ask for them."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from sqlalchemy.engine import Connection

from ledger.books.loan_caches import (
    Kept,
    instalment_rows,
    share_rows,
    span_rows,
    standing_row,
)
from ledger.books.tables import Base
from ledger.books.verify_rows import as_text, driver_rows, rows_of
from ledger.core.audit.loan_lives import CheckedLoan, Lived, lived
from ledger.core.audit.stored_loans import LoanLine, StoredEvent, StoredLife, StoredSeal
from ledger.core.loans.seal import SEALED, Agreed

CACHES = ("loan_standing", "instalment", "loan_share", "loan_span")
"""The tables that keep how loans stand, in the order in which they are compared."""

Cached: TypeAlias = tuple[object, ...]
Row = TypeVar("Row", bound=tuple[object, ...])


class _Loan(NamedTuple):
    """A loan's own row."""

    loan_no: int
    paper_code: str
    member_no: int
    agreed_on: str
    principal: int
    term_months: int
    monthly_rate_ppm: int
    principal_method: str
    application_no: int | None
    contract: str


class _Under(Generic[Row]):
    """The rows of a table that stand under loans, taken loan by loan."""

    def __init__(self, table: str, rows: Iterator[Row], strays: list[str]) -> None:
        """Begin before the first row; tables with rows of no loan are added to `strays`."""
        self._table, self._groups, self._strays = table, groupby(rows, itemgetter(0)), strays
        self._number, self._rows = self._following()

    def of(self, loan_no: int) -> Sequence[Row]:
        """Return the rows of a loan."""
        while self._number is not None and self._number < loan_no:
            self._pass_over()
        if self._number != loan_no:
            return ()
        found = self._rows
        self._number, self._rows = self._following()
        return found

    def finish(self) -> None:
        """Take what is left as strays."""
        while self._number is not None:
            self._pass_over()

    def _pass_over(self) -> None:
        if self._table not in self._strays:
            self._strays.append(self._table)
        self._number, self._rows = self._following()

    def _following(self) -> tuple[int | None, Sequence[Row]]:
        number, group = next(self._groups, (None, iter(())))
        return number, list(group)


def loans_to_check(
    connection: Connection, club_id: int, strays: list[str]
) -> Iterator[CheckedLoan]:
    """Give a club's loans in order of number, each worked out anew, in eight ordered passes.

    Tables with rows of loans that are not there are added to `strays`.
    """
    events = _Under("loan_event", _events(connection, club_id), strays)
    lines = _Under("journal_line", _lines(connection, club_id), strays)
    seals = _Under("document", _seals(connection, club_id), strays)
    caches = [_Under(name, _cached(connection, club_id, name), strays) for name in CACHES]
    for loan in rows_of(
        connection, club_id, "loan", _Loan._fields, _Loan._make, order="loan_no"
    ):  # fmt: skip
        number = loan.loan_no
        life = StoredLife(
            number, Agreed(*loan[1:]), events.of(number), lines.of(number),
            _by_entry(seals.of(number)),
        )  # fmt: skip
        found = lived(life)
        there = [one.of(number) for one in caches]
        yield CheckedLoan(life, found, list(_kept_otherwise(life, found, there)))
    events.finish()
    for one in caches:
        one.finish()


def _events(connection: Connection, club_id: int) -> Iterator[StoredEvent]:
    own = ", ".join(as_text(connection, "loan_event", x, "v.") for x in StoredEvent._fields[:11])
    entry = ", ".join(
        as_text(connection, "journal_entry", name.removeprefix("entry_"), "e.")
        for name in StoredEvent._fields[11:]
    )
    query = (
        f"SELECT {own}, {entry} FROM loan_event v"  # noqa: S608 - names
        " LEFT JOIN journal_entry e ON e.club_id = v.club_id AND e.entry_no = v.entry_no"
        " WHERE v.club_id = :club ORDER BY v.loan_no, v.event_no"
    )
    return driver_rows(connection, query, club_id, StoredEvent._make)


def _lines(connection: Connection, club_id: int) -> Iterator[LoanLine]:
    query = (
        "SELECT loan_no, entry_no, account, fund, member_no, debit - credit FROM journal_line"
        " WHERE club_id = :club AND loan_no IS NOT NULL ORDER BY loan_no, entry_no, line_no"
    )
    return driver_rows(connection, query, club_id, LoanLine._make)


def _seals(connection: Connection, club_id: int) -> Iterator[StoredSeal]:
    query = (
        "SELECT v.loan_no, v.entry_no, d.reference FROM loan_event v JOIN document d"  # noqa: S608
        f" ON d.club_id = v.club_id AND d.entry_no = v.entry_no AND d.kind = '{SEALED}'"
        " WHERE v.club_id = :club ORDER BY v.loan_no, v.event_no, d.document_no"
    )
    return driver_rows(connection, query, club_id, StoredSeal._make)


def _by_entry(seals: Iterable[StoredSeal]) -> dict[int, frozenset[str]]:
    found: dict[int, frozenset[str]] = {}
    for _, entry_no, seal in seals:
        found[entry_no] = found.get(entry_no, frozenset()) | {seal}
    return found


def _columns(table: str) -> list[str]:
    names = [column.name for column in Base.metadata.tables[table].columns]
    return [name for name in names if name != "club_id"]


def _cached(connection: Connection, club_id: int, table: str) -> Iterator[Cached]:
    keys = [column.name for column in Base.metadata.tables[table].primary_key.columns]
    return rows_of(
        connection, club_id, table, _columns(table), tuple, order=", ".join(keys[1:])
    )  # fmt: skip


def _kept_otherwise(
    life: StoredLife, found: Lived | None, there: Sequence[Sequence[Cached]]
) -> Iterator[str]:
    """Yield the tables that keep a loan otherwise than its events give it."""
    if found is None:
        return
    kept = Kept(life.loan_no, life.agreed.member_no, found.state, len(life.events))
    right = (
        [standing_row(0, kept)], instalment_rows(0, kept), share_rows(0, kept), span_rows(0, kept),
    )  # fmt: skip
    for table, rows, stored in zip(CACHES, right, there, strict=True):
        columns = _columns(table)
        made = [tuple(_plain(row[column]) for column in columns) for row in rows]
        if sorted(made, key=_key) != list(stored):
            yield table


def _key(row: Cached) -> tuple[int, ...]:
    """Return a row's numbers: those of its key come first in every table."""
    return tuple(one for one in row[:3] if isinstance(one, int))


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value
