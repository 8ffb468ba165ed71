"""A small year of a club, worked by hand: its entries here, its figures in the tests."""

import datetime as dt
import uuid
from dataclasses import dataclass, field, replace

from sqlalchemy.engine import Connection

from ledger.books.engine import transaction
from ledger.core.accounts import FUNDS
from ledger.core.journal import (
    Document,
    EntryKind,
    JournalEntry,
    JournalLine,
    PostingRequest,
    Series,
)
from ledger.core.posting_rules import (
    ACTIVITY,
    INCOME,
    MUTUAL,
    bank_interest_received,
    banked,
    became_overdue,
    disbursed,
    funds_transferred,
    interest_split,
    paid,
    principal_received,
    received,
    surplus_distributed,
    year_closed,
)
from ledger.services.journal import post, reverse
from tests.books.postings import add_people
from tests.conftest import Books

CLOSED_AT = dt.datetime(2026, 1, 5, 8, 30, tzinfo=dt.UTC)
"""When the closing of 2025 was recorded."""
BEFORE_CLOSING = CLOSED_AT - dt.timedelta(microseconds=1)
YEAR = dt.date(2025, 1, 1), dt.date(2025, 12, 31)
LAST_DAY = dt.date(2026, 1, 10)
INCOME_FUND, ACTIVITY_FUND, MUTUAL_FUND = FUNDS

INTEREST = (
    JournalLine("111", INCOME, debit=100),
    JournalLine("5111", INCOME, credit=60, member_no=1, loan_no=1),
    JournalLine("5111", INCOME, credit=40, member_no=2, loan_no=2),
)
RESULTS = {
    ("5111", INCOME): -20, ("515", INCOME): -15, ("5111", ACTIVITY): -70,
    ("5112", ACTIVITY): -300, ("6429", ACTIVITY): 120, ("5111", MUTUAL): -10,
}  # fmt: skip


def _entry(
    day: dt.date, kind: EntryKind, lines: tuple[JournalLine, ...], narration: str
) -> JournalEntry:
    """Return an entry in the series that its cash asks for."""
    change = sum(line.debit - line.credit for line in lines if line.account == "111")
    series = Series.RECEIPT if change > 0 else Series.PAYMENT if change < 0 else Series.OTHER
    return JournalEntry(kind, day, lines, narration, series)


def _first() -> list[JournalEntry]:
    """Return entries 1 to 11."""
    kind, day = EntryKind, dt.date
    return [
        _entry(day(2024, 12, 20), kind.CAPITAL, received("4111", INCOME, 20_000), "Vốn dự án"),
        _entry(day(2025, 1, 10), kind.DISBURSEMENT, disbursed(6_000, member_no=1, loan_no=1),
               "Cho bà Lụa vay"),
        _entry(day(2025, 1, 10), kind.DISBURSEMENT, disbursed(4_000, member_no=2, loan_no=2),
               "Cho ông Đạt vay"),
        _entry(day(2025, 2, 10), kind.CONTRIBUTION,
               received("5112", ACTIVITY, 300, member_no=1), "Hội phí"),
        _entry(day(2025, 2, 10), kind.INTEREST, INTEREST, "Thu lãi tháng 2"),
        _entry(day(2025, 2, 10), kind.INTEREST_SPLIT, interest_split({ACTIVITY: 70, MUTUAL: 10}),
               "Chia lãi"),
        _entry(day(2025, 3, 10), kind.REPAYMENT,
               principal_received(1_000, member_no=1, loan_no=1), "Bà Lụa trả gốc"),
        replace(
            _entry(day(2025, 3, 15), kind.EXPENSE, paid("6429", ACTIVITY, 120), "Mua sổ"),
            documents=(Document("hoá đơn", "0012"),), payer_name="Bạch Thị Ánh",
        ),
        _entry(day(2025, 4, 10), kind.BANK, banked(5_000), "Gửi ngân hàng"),
        _entry(day(2025, 5, 10), kind.TRANSFER,
               funds_transferred(ACTIVITY_FUND, MUTUAL_FUND, 100), "Chuyển quỹ"),
        _entry(day(2025, 6, 10), kind.TRANSFER,
               funds_transferred(ACTIVITY_FUND, MUTUAL_FUND, 50), "Chuyển nhầm"),
    ]  # fmt: skip


def _second() -> list[JournalEntry]:
    """Return entries 13 to 15; entry 12 reverses the eleventh."""
    kind, day = EntryKind, dt.date
    return [
        _entry(day(2025, 9, 10), kind.BANK, bank_interest_received(15), "Lãi tiền gửi"),
        _entry(day(2025, 10, 10), kind.CONTRIBUTION,
               received("4114", INCOME, 500, member_no=3), "Góp vốn"),
        _entry(day(2025, 11, 10), kind.OTHER, became_overdue(1_000, member_no=2, loan_no=2),
               "Chuyển quá hạn"),
    ]  # fmt: skip


def _closing() -> list[JournalEntry]:
    """Return entries 16 and 17: the year's closing, and whose the surplus is."""
    distributed = (
        *surplus_distributed(INCOME_FUND, 35), *surplus_distributed(ACTIVITY_FUND, 250),
        *surplus_distributed(MUTUAL_FUND, 10),
    )  # fmt: skip
    return [
        _entry(YEAR[1], EntryKind.CLOSING, year_closed(RESULTS), "Kết chuyển năm 2025"),
        _entry(YEAR[1], EntryKind.CLOSING, distributed, "Phân phối thặng dư"),
    ]


@dataclass(slots=True)
class _Requests:
    """Requests one after another, with fixed ids."""

    user_id: int
    count: int = 0
    at: dt.datetime = field(default=dt.datetime(2025, 12, 20, 2, 0, tzinfo=dt.UTC))

    def next(self, at: dt.datetime | None = None) -> PostingRequest:
        """Return the next request, recorded a minute after the last one unless told when."""
        self.count += 1
        self.at = at or self.at + dt.timedelta(minutes=1)
        return PostingRequest(uuid.UUID(int=self.count), self.user_id, self.at)


def worked_year(books: Books) -> Books:
    """Post the year's eighteen entries and return the books."""
    requests = _Requests(books.user_id)
    with transaction(books.engine) as connection:
        add_people(connection, books.club.club_id)
        for entry in _first():
            _post(connection, books, [entry], requests.next())
        reverse(
            connection, books.club, 11, "Chuyển nhầm quỹ", requests.next(),
            today=dt.date(2025, 6, 20),
        )  # fmt: skip
        _post(connection, books, _second(), requests.next())
        _post(connection, books, _closing(), requests.next(CLOSED_AT))
        dues = received("5112", ACTIVITY, 200, member_no=1)
        last = _entry(LAST_DAY, EntryKind.CONTRIBUTION, dues, "Hội phí")
        _post(connection, books, [last], requests.next())
    return books


def _post(
    connection: Connection, books: Books, entries: list[JournalEntry], request: PostingRequest
) -> None:
    post(connection, books.club, entries, request, today=LAST_DAY)
