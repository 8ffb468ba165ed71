"""The rows of the journal: chained, proven by their hashes, the same on both databases."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, pairwise

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from ledger.books.engine import reading, transaction
from ledger.books.journal import append, lock_club
from ledger.books.journal_rows import Head, VoucherOf, build_rows
from ledger.books.journal_writer import TABLES
from ledger.books.refusals import RuleOfTheBooks, UnknownClub
from ledger.books.tables import Base
from ledger.core.audit.canonical import GENESIS
from ledger.core.journal import (
    Document,
    EntryKind,
    JournalEntry,
    PostingRequest,
    Series,
    Source,
    VoucherNumber,
)
from ledger.core.posting_rules import ACTIVITY, interest_received, received
from ledger.services.journal import post
from tests.books.counted import Counted
from tests.books.plain_sql import HEADER, LINES, run
from tests.books.postings import add_people, count, money_in, money_out, other, posted
from tests.conftest import NOW, TODAY, Books, new_club

ROWS = ("journal_line", "journal_entry", "entry_text", "voucher", "document")
SALTS = ("narration_salt", "payer_name_salt", "payer_address_salt")
REQUEST = PostingRequest(uuid.UUID(int=7), 1, NOW.replace(microsecond=250), Source.IMPORT)
EVERY_COLUMN = [
    replace(money_in(900), voucher=VoucherNumber(3, (1, 2), "viết hỏng")),
    JournalEntry(
        EntryKind.INTEREST, dt.date(2026, 2, 10), interest_received(60, member_no=1, loan_no=1),
        "Thu lãi tháng 2 – bà Lụa", Series.RECEIPT, true_on=dt.date(2026, 1, 10),
        payer_name="Bùi Thị Lụa", payer_address="Xóm Cuối", approved_by=1,
        documents=(Document("biên bản", "01/BB", "họp"), Document("phiếu thu", "14")),
    ),
    other(received("5112", ACTIVITY, 5, member_no=2)),
    replace(other(money_out(900).lines), reverses=1, kind=EntryKind.REVERSAL),
]  # fmt: skip
"""Entries that use every column of the journal."""

Rows = dict[str, list[tuple[object, ...]]]


def rows_of(connection: Connection, club_id: int) -> Rows:
    """Return the club's rows of the journal in the order of their columns and keys."""
    found = {}
    for name in ROWS:
        table = Base.metadata.tables[name]
        columns = [table.c[column] for column, _ in TABLES[name]]
        query = sa.select(*columns).where(table.c.club_id == club_id)
        rows = connection.execute(query.order_by(*table.primary_key.columns))
        found[name] = [tuple(row) for row in rows]
    return found


def of_entry(rows: Rows, table: str, number: int) -> list[dict[str, object]]:
    """Return a table's rows of one entry, by column."""
    names = [column for column, _ in TABLES[table]]
    found = [dict(zip(names, row, strict=True)) for row in rows[table]]
    return [row for row in found if row["entry_no"] == number]


def salts_of(rows: Rows, numbers: Sequence[int]) -> list[bytes]:
    """Return the salts of entries in the order in which they were drawn."""
    found: list[object] = []
    for number in numbers:
        (text,) = of_entry(rows, "entry_text", number)
        found += [text[name] for name in SALTS]
        found += [row["void_salt"] for row in of_entry(rows, "voucher", number)]
        found += [row["salt"] for row in of_entry(rows, "document", number)]
    return [bytes(salt) for salt in found if isinstance(salt, bytes)]


def voucher_of(rows: Rows, number: int) -> VoucherOf:
    """Return an entry's voucher: year, series, number, the void numbers before it, the reason."""
    own = next(row for row in of_entry(rows, "voucher", number) if row["void_salt"] is None)
    voids = [row for row in of_entry(rows, "voucher", number) if row["void_salt"] is not None]
    return (
        int(str(own["year"])), str(own["series"]), int(str(own["no"])),
        tuple(int(str(row["no"])) for row in voids),
        str(voids[0]["void_reason"]) if voids else None,
    )  # fmt: skip


def made(books: Books) -> Rows:
    """Post the entries of every column and return the club's rows."""
    with transaction(books.engine) as connection:
        add_people(connection, books.club.club_id)
        append_months(connection, books)
        append(connection, books.club.club_id, EVERY_COLUMN, REQUEST)
        return rows_of(connection, books.club.club_id)


def append_months(connection: Connection, books: Books) -> None:
    """Open the months of the entries, by posting one into each in another club's place."""
    for period in ("2026-02", "2026-03"):
        connection.execute(
            sa.insert(Base.metadata.tables["fiscal_period"]).values(
                club_id=books.club.club_id, period=period, opened_at=NOW
            )
        )


def test_the_rows_are_a_function_of_the_entries_and_their_salts(shared_books: Books) -> None:
    rows = made(shared_books)
    numbers = range(1, len(EVERY_COLUMN) + 1)
    head = Head(shared_books.club.club_id, str(shared_books.club.uuid), 0, GENESIS)
    again = build_rows(
        head, EVERY_COLUMN, [voucher_of(rows, number) for number in numbers], REQUEST,
        iter(salts_of(rows, numbers)),
    )  # fmt: skip
    built = dict(
        zip(ROWS, (again.lines, again.entries, again.texts, again.vouchers, again.documents),
            strict=True)
    )  # fmt: skip
    for name in ROWS:
        assert [normal(row) for row in rows[name]] == [normal(row) for row in built[name]]
    assert again.last_hash == rows["journal_entry"][-1][-1]


def normal(row: Sequence[object]) -> list[object]:
    """Return a row with days, instants and ids as the text that the hash covers."""
    found: list[object] = []
    for value in row:
        if isinstance(value, dt.datetime):
            found.append(value.strftime("%Y-%m-%dT%H:%M:%S.%fZ"))
        else:
            found.append(str(value) if isinstance(value, dt.date | uuid.UUID) else value)
    return found


def test_the_same_entries_and_salts_have_the_same_hashes_on_both_databases(
    both_engines: dict[str, Engine],
) -> None:
    numbers = range(1, len(EVERY_COLUMN) + 1)
    hashes = []
    for engine in both_engines.values():
        books = new_club(engine, "HP")
        rows = made(books)
        head = Head(books.club.club_id, str(books.club.uuid), 0, GENESIS)
        vouchers = [voucher_of(rows, number) for number in numbers]
        fixed = (bytes([number]) * 16 for number in range(1, 100))
        hashes.append(build_rows(head, EVERY_COLUMN, vouchers, REQUEST, fixed).entries)
    assert hashes[0] == hashes[1]


def test_each_entry_holds_the_hash_of_the_one_before(shared_books: Books) -> None:
    posted(shared_books, money_in(900), money_in(5))
    posted(shared_books, money_in(7))
    with transaction(shared_books.engine) as connection:
        rows = rows_of(connection, shared_books.club.club_id)["journal_entry"]
        lock = lock_club(connection, shared_books.club.club_id)
    previous, hashes = [row[-2] for row in rows], [row[-1] for row in rows]
    assert previous == [GENESIS, *hashes[:-1]]
    assert (lock.head.last_entry_no, lock.head.last_hash) == (3, hashes[-1])
    assert len(set(hashes)) == 3


def test_no_salt_is_used_twice(shared_books: Books) -> None:
    posted(shared_books, *[replace(money_in(900), payer_name="Bùi Thị Lụa")] * 100)
    with reading(shared_books.engine) as connection:
        rows = rows_of(connection, shared_books.club.club_id)
    salts = salts_of(rows, range(1, 101))
    assert len(set(salts)) == len(salts) == 200
    commitments = {row[14] for row in rows["journal_entry"]}
    assert len(commitments) == 100


def test_the_clubs_chains_do_not_touch(shared_books: Books) -> None:
    neighbour = new_club(shared_books.engine, f"{shared_books.club.club.code}-2")
    for books in (shared_books, neighbour, shared_books):
        posted(books, money_in(900))
    with reading(shared_books.engine) as connection:
        found = [
            rows_of(connection, books.club.club_id)["journal_entry"]
            for books in (shared_books, neighbour)
        ]
    assert [[row[1] for row in rows] for rows in found] == [[1, 2], [1]]
    first, second = ([row[-1] for row in rows] for rows in found)
    assert set(first) & set(second) == set()


def test_a_batch_of_many_entries_is_posted_whole(shared_books: Books) -> None:
    days = [dt.date(2024, 1, 1) + dt.timedelta(days=number) for number in range(700)]
    batch = list(chain.from_iterable((money_in(900, day), money_out(30, day)) for day in days))
    receipt = posted(shared_books, *batch)
    assert [number for number, _ in receipt.entries] == list(range(1, 1_401))
    numbers = [int(voucher[3:]) for _, voucher in receipt.entries if voucher.startswith("PT")]
    restarts = [second for first, second in pairwise(numbers) if second != first + 1]
    assert restarts == [1]  # once, at the new year
    assert count(shared_books, "journal_line") == 2_800


def test_posting_takes_as_many_statements_for_a_meeting_as_for_one_entry(
    shared_books: Books,
) -> None:
    posted(shared_books, money_in(900))
    counts = []
    for batch in ([money_in(1)] * 2, [money_in(1)] * 100):
        with Counted(shared_books.engine) as counted:
            posted(shared_books, *batch)
        counts.append(len(counted.statements))
    assert counts[0] == counts[1] <= 9


def test_a_club_that_is_not_there_has_no_journal(shared_books: Books) -> None:
    nobody = replace(shared_books.club, club_id=999_999)
    with pytest.raises(UnknownClub), transaction(shared_books.engine) as connection:
        post(connection, nobody, [money_in(1)], shared_books.request(), today=TODAY)


def test_an_entry_that_the_counter_does_not_know_stops_posting_by_name(books: Books) -> None:
    # Plain SQL may leave a header without telling the counter; nothing goes on from there.
    posted(books, money_in(900))
    lines = [line.but(entry_no=2) for line in LINES]
    with transaction(books.engine) as connection:
        run(connection, [*lines, HEADER.but(entry_no=2)])
    with pytest.raises(RuleOfTheBooks) as refused:
        posted(books, money_in(5))
    assert refused.value.rule == "entry_is_posted"
