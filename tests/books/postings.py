"""Entries to post in tests, and people to name in them."""

import datetime as dt
from dataclasses import replace

from sqlalchemy.engine import Connection

from ledger.books.engine import reading, transaction
from ledger.books.loans import StoredLoan, add_loans
from ledger.books.members import NewMember, add_households, add_members, set_counters
from ledger.core.journal import EntryKind, JournalEntry, JournalLine, PostingRequest, Series
from ledger.core.posting_rules import INCOME, paid, received
from ledger.services.journal import Receipt, post
from tests.conftest import NOW, TODAY, Books

PEOPLE = ("Bùi Thị Lụa", "Quách Văn Đạt", "Bạch Thị Ánh")
PRINCIPALS = (6_000, 4_000, 1_000)
AGREED_ON = dt.date(2025, 1, 10)


def money_in(
    amount: int, day: dt.date = TODAY, account: str = "4111", fund: str = INCOME
) -> JournalEntry:
    """Return a receipt of cash."""
    lines = received(account, fund, amount)
    return JournalEntry(EntryKind.CAPITAL, day, lines, "Thu tiền", Series.RECEIPT)


def money_out(
    amount: int, day: dt.date = TODAY, account: str = "6429", fund: str = INCOME
) -> JournalEntry:
    """Return a payment of cash."""
    lines = paid(account, fund, amount)
    return JournalEntry(EntryKind.EXPENSE, day, lines, "Chi tiền", Series.PAYMENT)


def other(lines: tuple[JournalLine, ...], day: dt.date = TODAY) -> JournalEntry:
    """Return an entry of the third series."""
    return JournalEntry(EntryKind.OTHER, day, lines, "Bút toán khác")


def of_kind(entry: JournalEntry, kind: EntryKind) -> JournalEntry:
    """Return an entry as another kind."""
    return replace(entry, kind=kind)


def posted(
    books: Books,
    *entries: JournalEntry,
    request: PostingRequest | None = None,
    today: dt.date = TODAY,
) -> Receipt:
    """Post entries in a transaction of their own."""
    with transaction(books.engine) as connection:
        return post(connection, books.club, entries, request or books.request(), today=today)


def count(books: Books, table: str) -> int:
    """Return how many rows of a table are the club's."""
    query = f"SELECT count(*) FROM {table} WHERE club_id = {books.club.club_id}"
    with reading(books.engine) as connection:
        return int(connection.exec_driver_sql(query).scalar_one())


def add_people(connection: Connection, club_id: int) -> None:
    """Add members 1 to 3, each in a household of the number, and a loan of the number to each."""
    numbers = range(1, len(PEOPLE) + 1)
    add_households(
        connection, club_id, [(no, f"H{no:02d}", "poor", None) for no in numbers],
        valid_from=AGREED_ON, recorded_at=NOW,
    )  # fmt: skip
    members = [
        NewMember(no, f"TV{no:02d}", no, name, AGREED_ON) for no, name in enumerate(PEOPLE, 1)
    ]
    add_members(connection, club_id, members, NOW)
    loans = [
        StoredLoan(no, f"KV{no:02d}", no, AGREED_ON, amount, 12, 10_000, "bullet", "Nuôi gà")
        for no, amount in enumerate(PRINCIPALS, 1)
    ]
    add_loans(connection, club_id, loans, NOW)
    set_counters(connection, club_id, members=3, households=3, loans=3)
