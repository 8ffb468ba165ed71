"""A club's stored rows as `core.audit.checking` asks for them, and what a database says itself."""

import json
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub
from ledger.books.engine import DatabaseUnusable
from ledger.books.row_security import unguarded_tables
from ledger.books.schema import missing_rules
from ledger.books.tables.clubs import ClubCounterRow
from ledger.books.verify_books import stored_books
from ledger.books.verify_loans import loans_to_check
from ledger.books.verify_rows import Below, Make, Numbered, as_text, driver_rows, readable, rows_of
from ledger.core.audit.checking import ClubRows
from ledger.core.audit.findings import Check, CheckResult, Finding, Findings
from ledger.core.audit.stored import (
    PostedRequest,
    StoredDocument,
    StoredEntry,
    StoredErasure,
    StoredHead,
    StoredLine,
    StoredRequest,
    StoredReversal,
    StoredText,
    StoredVoucher,
    Stray,
)
from ledger.core.statements.table import phrase

HEAD = (
    "entry_no", "kind", "occurred_on", "true_on", "recorded_at", "recorded_by", "approved_by",
    "source", "request_id", "request_part", "reverses", "meeting_no", "narration_commitment",
    "payer_name_commitment", "payer_address_commitment", "previous_hash", "hash",
)  # fmt: skip
VOIDS_FIRST = "entry_no, void_salt IS NULL, year, series, no"

Row = TypeVar("Row", bound=Numbered)


class _ReversalLine(NamedTuple):
    """A line of a reversal or of the entry it names, beside the reversal's own number."""

    reversal: int
    reverses: int
    reverses_a_reversal: bool
    entry_no: int
    line_no: int
    account: str
    fund: str
    debit: int
    credit: int
    member_no: int | None
    loan_no: int | None


class _Answer(NamedTuple):
    """A request's kept answer."""

    request_id: str
    actor: int
    answer: str


def check_database(connection: Connection) -> list[CheckResult]:
    """Return what the database says of itself: whether the file is whole, its rules there."""
    findings, results = Findings(), []
    if connection.dialect.name == "sqlite":
        findings.add(Check.FILE_IS_WHOLE, _damage(connection))
        results.append(findings.result(Check.FILE_IS_WHOLE, 1))
    missing = [
        phrase("The rule %(rule)s is missing.", rule=rule)
        for rule in sorted(missing_rules(connection))
    ]
    unguarded = [
        phrase("The table %(table)s does not keep clubs apart.", table=table)
        for table in sorted(unguarded_tables(connection))
    ]
    findings.add(Check.RULES_ARE_THERE, [(None, words) for words in (*unguarded, *missing)])
    return [*results, findings.result(Check.RULES_ARE_THERE, 1)]


def _damage(connection: Connection) -> Iterator[Finding]:
    try:
        with readable(connection):
            said = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA quick_check")]
    except DatabaseUnusable as error:
        said = [error.reason]
    for words in said:
        if words != "ok":
            yield None, phrase("SQLite says: %(words)s", words=words)


def entries_of(connection: Connection, club: StoredClub | None) -> int:
    """Return how many entries a club has, or all clubs together, as their counters say."""
    query = sa.select(sa.func.sum(ClubCounterRow.last_entry_no))
    if club is not None:
        query = query.where(ClubCounterRow.club_id == club.club_id)
    return int(connection.execute(query).scalar() or 0)


def club_rows(connection: Connection, club: StoredClub) -> ClubRows:
    """Return a club's rows to be checked, each table in one ordered pass."""
    strays: list[Stray] = []
    loan_strays: list[str] = []
    return ClubRows(
        books=stored_books(connection, club),
        entries=_entries(connection, club.club_id, strays),
        strays=strays,
        reversals=_reversals(connection, club.club_id),
        requests=_requests(connection, club.club_id),
        loans=loans_to_check(connection, club.club_id, loan_strays),
        loan_strays=loan_strays,
    )


def _entries(connection: Connection, club_id: int, strays: list[Stray]) -> Iterator[StoredEntry]:
    def below(table: str, columns: tuple[str, ...], make: Make[Row], order: str) -> Below[Row]:
        rows = rows_of(connection, club_id, table, columns, make, order=order)
        return Below(table, rows, strays)

    lines = below("journal_line", StoredLine._fields, StoredLine._make, "entry_no, line_no")
    texts = below("entry_text", StoredText._fields, StoredText._make, "entry_no")
    vouchers = below("voucher", StoredVoucher._fields, StoredVoucher._make, VOIDS_FIRST)
    documents = below(
        "document", StoredDocument._fields, StoredDocument._make, "entry_no, document_no"
    )
    erasures = below("erasure", StoredErasure._fields, StoredErasure._make, "entry_no, field")
    for head in rows_of(
        connection, club_id, "journal_entry", HEAD, StoredHead._make, order="entry_no"
    ):
        number = head.entry_no
        yield StoredEntry(
            head, lines.of(number), texts.of(number), vouchers.of(number), documents.of(number),
            erasures.of(number),
        )  # fmt: skip
    for table in (lines, texts, vouchers, documents, erasures):
        table.finish()


def _reversals(connection: Connection, club_id: int) -> Iterator[StoredReversal]:
    """Give every reversal with its lines and those of the entry it names."""
    columns = ", ".join(f"l.{column}" for column in StoredLine._fields)
    rows = driver_rows(
        connection,
        f"SELECT e.entry_no, e.reverses, o.reverses IS NOT NULL, {columns}"  # noqa: S608 - names
        " FROM journal_entry e JOIN journal_line l"
        " ON l.club_id = e.club_id AND l.entry_no IN (e.entry_no, e.reverses)"
        " LEFT JOIN journal_entry o ON o.club_id = e.club_id AND o.entry_no = e.reverses"
        " WHERE e.club_id = :club AND e.reverses IS NOT NULL"
        " ORDER BY e.entry_no, l.entry_no, l.line_no",
        club_id,
        _ReversalLine._make,
    )
    for _, group in groupby(rows, key=attrgetter("reversal")):
        found = list(group)
        number, reverses = found[0].reversal, found[0].reverses
        yield StoredReversal(
            number, reverses, bool(found[0].reverses_a_reversal),
            tuple(StoredLine(*row[3:]) for row in found if row.entry_no == number),
            tuple(StoredLine(*row[3:]) for row in found if row.entry_no == reverses),
        )  # fmt: skip


def _requests(connection: Connection, club_id: int) -> Iterator[StoredRequest]:
    """Give every request that posted entries, or whose answer names some."""
    answers = rows_of(
        connection, club_id, "request", _Answer._fields, _Answer._make, order="request_id"
    )
    request_id = as_text(connection, "journal_entry", "request_id")
    requests = driver_rows(
        connection,
        f"SELECT {request_id}, count(*), min(entry_no), min(request_part), max(request_part),"  # noqa: S608 - names
        " min(entry_no - request_part), max(entry_no - request_part), min(recorded_by),"
        " max(recorded_by) FROM journal_entry WHERE club_id = :club GROUP BY request_id"
        " ORDER BY request_id",
        club_id,
        PostedRequest._make,
    )
    answer = next(answers, None)
    for posted in requests:
        while answer is not None and answer.request_id < posted.request_id:
            yield _answered(answer, None)
            answer = next(answers, None)
        if answer is not None and answer.request_id == posted.request_id:
            yield _answered(answer, posted)
            answer = next(answers, None)
        else:
            yield StoredRequest(posted.request_id, posted)
    while answer is not None:
        yield _answered(answer, None)
        answer = next(answers, None)


def _answered(answer: _Answer, posted: PostedRequest | None) -> StoredRequest:
    return StoredRequest(answer.request_id, posted, answer.actor, _numbers(answer.answer))


def _numbers(answer: str) -> tuple[int, ...] | None:
    """Return the entries that an answer names, None when it is no list of entries."""
    try:
        return tuple(int(number) for number, _ in json.loads(answer))
    except (TypeError, ValueError):
        return None
