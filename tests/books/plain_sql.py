"""Plain SQL against the books, as somebody writes it who goes around the program."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.engine import Connection

ZERO = bytes(32)
SALT = bytes(range(16))
DIGEST = b"\1" * 32
CLUB, OTHER_CLUB = 1, 2
LAST = 4
"""The number of the last entry in the first club's journal."""
NEXT = LAST + 1
LATER = "2026-03-11T02:00:00.000000Z"
A_REQUEST = "018f3a1e-0000-7000-8000-00000000000a"


class Expression(str):
    """A piece of SQL that stands in the place of a value."""

    __slots__ = ()


Value = Expression | str | int | bytes | None


@dataclass(frozen=True, slots=True)
class Insert:
    """An INSERT of one row, in the words of the database at hand."""

    table: str
    values: dict[str, Value]
    verb: str = "INSERT"

    def but(self, **changes: Value) -> "Insert":
        """Return the same row with some other values."""
        return replace(self, values=self.values | changes)

    @property
    def instead(self) -> "Insert":
        """Return the row as INSERT OR REPLACE, which takes the place of what is in its way."""
        return replace(self, verb="INSERT OR REPLACE")

    def text(self, dialect: str) -> str:
        """Return the statement."""
        values = ", ".join(literal(value, dialect) for value in self.values.values())
        return f"{self.verb} INTO {self.table} ({', '.join(self.values)}) VALUES ({values})"


Step = Insert | str
"""A row, or a statement in which bytes stand as `blob` writes them."""


def blob(value: bytes) -> str:
    """Return bytes as a statement holds them until it is known for which database it is."""
    return f"@{value.hex()}@"


def literal(value: Value, dialect: str) -> str:
    """Return a value as it is written in SQL."""
    if value is None:
        return "NULL"
    if isinstance(value, bytes):
        return f"x'{value.hex()}'" if dialect == "sqlite" else f"'\\x{value.hex()}'::bytea"
    return str(value) if isinstance(value, int | Expression) else f"'{value}'"


def statement(step: Step, dialect: str) -> str:
    """Return a step as the database at hand reads it."""
    if isinstance(step, Insert):
        return step.text(dialect)
    return re.sub("@([0-9a-f]*)@", lambda m: literal(bytes.fromhex(m[1]), dialect), step)


def run(connection: Connection, steps: Sequence[Step]) -> None:
    """Carry out the steps one after another."""
    for step in steps:
        connection.exec_driver_sql(statement(step, connection.dialect.name))


def line(line_no: int, account: str, debit: int, credit: int, fund: str = "income") -> Insert:
    """Return a line of the next entry."""
    return Insert(
        "journal_line",
        {
            "club_id": CLUB, "entry_no": NEXT, "line_no": line_no, "account": account,
            "fund": fund, "debit": debit, "credit": credit,
        },
    )  # fmt: skip


LINES = (line(1, "111", 100, 0), line(2, "4111", 0, 100))
HEADER = Insert(
    "journal_entry",
    {
        "club_id": CLUB, "entry_no": NEXT, "kind": "capital", "occurred_on": "2026-03-11",
        "recorded_at": LATER, "recorded_by": 1, "source": "manual", "request_id": A_REQUEST,
        "request_part": 0, "narration_commitment": ZERO,
        "previous_hash": Expression(f"(SELECT last_hash FROM club_counter WHERE club_id = {CLUB})"),
        "hash": DIGEST,
    },
)  # fmt: skip
TEXT = Insert(
    "entry_text",
    {"club_id": CLUB, "entry_no": NEXT, "narration": "Vốn", "narration_salt": SALT},
)
VOUCHER = Insert(
    "voucher", {"club_id": CLUB, "year": 2026, "series": "PT", "no": 5, "entry_no": NEXT}
)
DOCUMENT = Insert(
    "document",
    {
        "club_id": CLUB, "entry_no": NEXT, "document_no": 1, "kind": "biên bản",
        "reference": "01/BB", "salt": SALT,
    },
)  # fmt: skip
ERASURE = Insert(
    "erasure",
    {
        "club_id": CLUB, "entry_no": 2, "field": "narration", "reason": "theo đơn",
        "erased_at": LATER, "erased_by": 1,
    },
)  # fmt: skip
REQUEST = Insert(
    "request",
    {
        "club_id": CLUB, "request_id": A_REQUEST, "actor": 1, "payload_sha256": ZERO,
        "answer": "[]", "recorded_at": LATER,
    },
)  # fmt: skip
VOUCHER_COUNTER = Insert(
    "voucher_counter", {"club_id": CLUB, "year": 2026, "series": "PC", "last_no": 1}
)
BALANCE = Insert(
    "balance", {"club_id": CLUB, "account": "112", "fund": "income", "debit": 5, "credit": 0}
)
PERIOD_BALANCE = Insert(
    "period_balance",
    {
        "club_id": CLUB, "period": "2026-03", "account": "112", "fund": "income", "debit": 5,
        "credit": 0,
    },
)  # fmt: skip
NEW_CLUB = Insert(
    "club",
    {
        "club_id": 3, "uuid": "018f3a1e-0000-7000-8000-000000000003", "code": "MOI", "name": "Mới",
        "currency": "VND", "currency_digits": 0, "created_at": LATER,
    },
)  # fmt: skip
COUNTER = Insert(
    "club_counter",
    {
        "club_id": 3, "last_entry_no": 0, "last_hash": ZERO, "last_member_no": 0,
        "last_household_no": 0, "last_loan_no": 0, "last_meeting_no": 0,
        "last_product_no": 0, "last_application_no": 0, "rebuilds": 0,
        "folding": 0,
    },
)  # fmt: skip


def advance(to: int = NEXT, digest: bytes = DIGEST, at: str = LATER) -> str:
    """Return the statement that tells the club's counter of new entries."""
    return (
        f"UPDATE club_counter SET last_entry_no = {to}, last_hash = {blob(digest)},"
        f" last_recorded_at = '{at}' WHERE club_id = {CLUB}"
    )


def month(period: str, closed_at: str | None = None) -> Insert:
    """Return a month of the first club."""
    return Insert(
        "fiscal_period",
        {
            "club_id": CLUB, "period": period, "opened_at": LATER, "closed_at": closed_at,
            "closed_by": closed_at and 1,
        },
    )  # fmt: skip


POSTED = (*LINES, HEADER, TEXT, VOUCHER, advance())
"""The whole of a lawful entry."""
