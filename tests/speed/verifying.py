"""How fast books are verified, beside the raw driver reading the same rows and hashing them."""

import datetime as dt
import hashlib
import sqlite3
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from statistics import median

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from ledger.books.clubs import StoredClub
from ledger.books.engine import reading, transaction
from ledger.books.tables import Base
from ledger.books.verify_rows import as_text
from ledger.core.audit.canonical import Field
from ledger.core.journal import Document, EntryKind, JournalEntry, PostingRequest, Series
from ledger.core.posting_rules import interest_split, paid, received
from ledger.services.journal import post
from ledger.services.verify import verify
from tests.speed.databases import Databases
from tests.speed.floor import connect_postgresql
from tests.speed.posting import NOW, TODAY, a_club, seconds
from tests.speed.ratio import Ratio

ENTRIES = 20_000
MEETING = 40
"""So many entries are posted together."""
FIRST = dt.date(2020, 1, 1)
ROUNDS = 7

ORDERS = {
    "journal_entry": "entry_no", "journal_line": "entry_no, line_no", "entry_text": "entry_no",
    "voucher": "entry_no", "document": "entry_no, document_no", "erasure": "entry_no",
    "request": "request_id", "balance": "account", "period_balance": "period",
    "voucher_counter": "year", "fiscal_period": "period", "club_counter": "club_id",
}  # fmt: skip
"""Every table that verifying reads, in the order of its keys."""

Row = tuple[Field, ...]
Read = Callable[[str], list[Row]]


def measure(databases: Databases) -> Iterator[Ratio]:
    """Give the entries a second of all checks together, and of bare reading and hashing.

    The floor reads the same rows of the same tables with the driver, and makes SHA-256 over the
    same canonical bytes and texts in a plain loop; it compares and adds up nothing.
    """
    url = databases.fresh()
    engine, club, user = a_club(url)
    _twenty_thousand(engine, club, user)
    queries = _queries(engine)

    def ours() -> None:
        with reading(engine) as connection:
            found = verify(connection)
        assert (found.found, found.trees[0].size) == (0, ENTRIES)

    with _driver(url) as read:

        def bare() -> None:
            assert _hashed({table: read(query) for table, query in queries.items()}) == ENTRIES

        pairs = [(seconds(ours, 1), seconds(bare, 1)) for _ in range(ROUNDS + 1)][1:]
    engine.dispose()
    yield Ratio(
        f"{databases.kind}: verify all checks of {ENTRIES:,} entries, entries a second",
        ours=ENTRIES / median(mine for mine, _ in pairs),
        floor=ENTRIES / median(floor for _, floor in pairs),
        required=0.4,
    )


def _twenty_thousand(engine: Engine, club: StoredClub, user: int) -> None:
    for first in range(0, ENTRIES, MEETING):
        day = FIRST + dt.timedelta(days=first // MEETING)
        batch = [_entry(first + number, day) for number in range(MEETING)]
        at = NOW + dt.timedelta(seconds=first)
        with transaction(engine) as connection:
            post(connection, club, batch, PostingRequest(uuid.uuid4(), user, at), today=TODAY)


def _entry(number: int, day: dt.date) -> JournalEntry:
    if number % MEETING == MEETING - 1:
        lines = interest_split({"activity": 3_000, "mutual": 2_000})
        return JournalEntry(EntryKind.INTEREST_SPLIT, day, lines, "Chia lãi")
    if number % 10 == 4:
        bill = Document("invoice", f"HĐ {number}", "Mua thuốc")
        return JournalEntry(
            EntryKind.EXPENSE, day, paid("6422", "activity", 1_000), "Khám sức khỏe",
            Series.PAYMENT, documents=(bill,),
        )  # fmt: skip
    account, fund = ("5111", "income") if number % 5 == 0 else ("5112", "activity")
    return JournalEntry(
        EntryKind.CONTRIBUTION, day, received(account, fund, 5_000 + number % 900 * 100),
        f"Tiền tháng này của thành viên {number}", Series.RECEIPT, payer_name=f"Bùi Thị {number}",
    )  # fmt: skip


def _queries(engine: Engine) -> dict[str, str]:
    """Return a plain query a table; dates and instants as text, as verifying reads them."""
    with engine.connect() as connection:
        return {
            table: f"SELECT {', '.join(_columns(connection, table))} FROM {table} ORDER BY {order}"  # noqa: S608 - ours
            for table, order in ORDERS.items()
        }


def _columns(connection: sa.Connection, table: str) -> list[str]:
    names = [column.name for column in Base.metadata.tables[table].columns]
    names.remove("club_id")
    names.sort(key=lambda name: name != "entry_no")
    return [as_text(connection, table, name) for name in names]


@contextmanager
def _driver(url: str) -> Iterator[Read]:
    parsed = sa.make_url(url)
    if parsed.get_backend_name() == "sqlite":
        with closing(sqlite3.connect(parsed.database or "")) as file:
            yield lambda query: file.execute(query).fetchall()
        return
    with connect_postgresql(url) as server:
        yield lambda query: server.execute(query.encode()).fetchall()


def _hashed(rows: dict[str, list[Row]]) -> int:
    """Hash every entry and every text in a plain loop, and return how many entries there are."""
    lines, vouchers, documents = (
        _by_entry(rows[x]) for x in ("journal_line", "voucher", "document")
    )
    digests = []
    for head in rows["journal_entry"]:
        own_lines, own_vouchers = lines[head[0]], vouchers[head[0]]
        own_documents = documents[head[0]]
        fields = [head[15], 1, "018f3a1e-0000-7000-8000-000000000001", *head[:15]]
        fields.append(len(own_vouchers))
        for _, year, series, number, _, _ in own_vouchers:
            fields += (year, series, number, None)
        fields.append(len(own_documents))
        for _, number, kind, reference, reason, salt in own_documents:
            fields += (number, kind, _digest([salt, reference, reason]))
        fields.append(len(own_lines))
        for line in own_lines:
            fields += line[1:]
        digests.append(_digest(fields))
    for _, narration, narration_salt, name, name_salt, address, address_salt in rows["entry_text"]:
        _digest([narration_salt, narration])
        for text, salt in ((name, name_salt), (address, address_salt)):
            if text is not None:
                _digest([salt, text])
    return len(digests)


def _by_entry(rows: list[Row]) -> dict[Field, list[Row]]:
    found: dict[Field, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row)
    return found


def _digest(fields: list[Field]) -> bytes:
    return hashlib.sha256(b"".join([_field(value) for value in fields])).digest()


def _field(value: Field) -> bytes:
    if value is None:
        return b"n0:"
    if isinstance(value, bytes):
        return b"b%d:%b" % (len(value), value)
    if isinstance(value, str):
        raw = value.encode()
        return b"t%d:%b" % (len(raw), raw)
    raw = b"%d" % value
    return b"i%d:%b" % (len(raw), raw)
