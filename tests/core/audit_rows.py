"""Rows of a small journal, made by hand for the checks."""

from ledger.core.audit.canonical import GENESIS, CanonicalEntry, commitment, entry_hash
from ledger.core.audit.movements import Movements
from ledger.core.audit.stored import (
    StoredBooks,
    StoredEntry,
    StoredHead,
    StoredLine,
    StoredMonth,
    StoredText,
    StoredVoucher,
)

SALT = bytes(16)
UUID = "018f3a1e-0000-7000-8000-000000000001"
AT = "2026-03-10T02:00:00.000000Z"
LATER = "2026-03-11T02:00:00.000000Z"
HEAD = StoredHead(
    1, "contribution", "2026-03-10", None, AT, 1, None, "manual", UUID, 0, None, None,
    commitment(SALT, ("Hội phí",)), None, None, GENESIS, bytes(32),
)  # fmt: skip
LINES = (
    StoredLine(1, 1, "111", "activity", 5, 0, None, None),
    StoredLine(1, 2, "5112", "activity", 0, 5, 1, None),
)
TEXT = StoredText(1, "Hội phí", SALT, None, None, None, None)
VOUCHER = StoredVoucher(1, 2026, "PT", 1, None, None)
MARCH = StoredMonth("2026-03", AT, None, None)
BOOKS = StoredBooks(
    code="HP", uuid=UUID, counter=None,
    accounts={"111": "asset", "1321": "asset", "4111": "equity", "5112": "income"},
    funds=frozenset({"activity", "income"}), users=frozenset({1, 2}), members=frozenset({1, 2}),
    loans={1: 1}, meetings=frozenset({7}), months={"2026-03": MARCH}, vouchers={}, balances={},
    period_balances={},
)  # fmt: skip


def hashed(entry: StoredEntry) -> StoredEntry:
    """Return an entry whose hash is right."""
    head = entry.head
    canonical = CanonicalEntry(
        head.previous_hash, UUID, *head[:15],
        [(one.year, one.series, one.no,
          None if one.void_salt is None else commitment(one.void_salt, (one.void_reason,)))
         for one in entry.vouchers],
        [(one.document_no, one.kind, commitment(one.salt, (one.reference, one.reason)))
         for one in entry.documents],
        [line[1:] for line in entry.lines],
    )  # fmt: skip
    return entry._replace(head=head._replace(hash=entry_hash(canonical)))


ENTRY = hashed(StoredEntry(HEAD, LINES, (TEXT,), (VOUCHER,), (), ()))


def moved(*entries: StoredEntry) -> Movements:
    """Return what entries add up to."""
    movements = Movements()
    for entry in entries:
        movements.add(entry)
    movements.end_of_act()
    return movements


def line(
    account: str, amount: int, *, fund: str = "activity", loan: int | None = None
) -> StoredLine:
    """Return a line: above zero a debit, below a credit."""
    member = None if loan is None else 1
    return StoredLine(1, 1, account, fund, max(amount, 0), max(-amount, 0), member, loan)


def head(**columns: object) -> StoredEntry:
    values = ENTRY.head._asdict() | columns
    return ENTRY._replace(head=StoredHead._make(values[name] for name in StoredHead._fields))


def lines(*found: StoredLine) -> StoredEntry:
    return ENTRY._replace(lines=found)


def with_months(*months: StoredMonth) -> StoredBooks:
    return books_with(months={month.period: month for month in months})


def books_with(**columns: object) -> StoredBooks:
    values = {name: getattr(BOOKS, name) for name in StoredBooks.__slots__} | columns
    return StoredBooks(**values)
