"""Two clubs with a few entries: something to attack, and something to read."""

import datetime as dt
import uuid

from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub, add_user
from ledger.books.engine import open_engine, transaction
from ledger.books.loans import StoredLoan, add_loans
from ledger.core.clubs import Club, ClubRules
from ledger.core.journal import (
    Document,
    EntryKind,
    JournalEntry,
    PostingRequest,
    Series,
    VoucherNumber,
)
from ledger.core.posting_rules import ACTIVITY, INCOME, received
from ledger.services.clubs import make_club
from ledger.services.journal import close, post, reverse

TODAY = dt.date(2026, 3, 10)
NOW = dt.datetime(2026, 3, 10, 2, 0, tzinfo=dt.UTC)


def request(number: int) -> PostingRequest:
    """Return a posting request with a fixed id."""
    return PostingRequest(uuid.UUID(f"018f3a1e-0000-7000-8000-{number:012d}"), 1, NOW)


def capital(day: dt.date, amount: int = 10_000_000) -> JournalEntry:
    """Return a grant to the loan capital, in cash."""
    lines = received("4111", INCOME, amount)
    return JournalEntry(EntryKind.CAPITAL, day, lines, "Vốn tài trợ dự án", Series.RECEIPT)


def dues(day: dt.date, amount: int = 50_000, voucher: VoucherNumber | None = None) -> JournalEntry:
    """Return a meeting's dues, with a payer's name and a paper."""
    return JournalEntry(
        EntryKind.CONTRIBUTION, day, received("5112", ACTIVITY, amount), "Thu hội phí",
        Series.RECEIPT, payer_name="Bùi Thị Lụa", voucher=voucher,
        documents=(Document("biên bản", "01/BB"),),
    )  # fmt: skip


def seed(owner_url: str) -> None:
    """Post four entries in club 1 (HP) and six in club 2 (XH), and close January in the first.

    The second entry is reversed by the third; number 3 of the receipts is void. The second club
    has an account, a fund, a member and a loan that the first has not.
    """
    engine = open_engine(owner_url)
    with transaction(engine) as connection:
        _post_in_the_first(connection)
        _post_in_the_second(connection)
    engine.dispose()


def _club(connection: Connection, number: int, code: str) -> StoredClub:
    return make_club(
        connection, Club(code, code), ClubRules(dt.date(2026, 1, 1)),
        club_uuid=uuid.UUID(int=number), made_at=NOW, made_by=1,
    )  # fmt: skip


def _post_in_the_first(connection: Connection) -> None:
    add_user(connection, "thu-quy", "Bùi Thị Lụa", NOW)
    club = _club(connection, 1, "HP")
    january, march = dt.date(2026, 1, 10), dt.date(2026, 3, 10)
    first = [capital(january), dues(january)]
    post(connection, club, first, request(1), today=TODAY)
    reverse(connection, club, 2, "Ghi nhầm", request(2), today=TODAY)
    paper = VoucherNumber(4, voids=(3,), void_reason="viết hỏng")
    post(connection, club, [dues(march, voucher=paper)], request(3), today=TODAY)
    close(connection, club, "2026-01", closed_at=NOW, closed_by=1)


def _post_in_the_second(connection: Connection) -> None:
    club = _club(connection, 2, "XH")
    post(connection, club, [capital(TODAY)] * 6, request(1), today=TODAY)
    for statement in (
        "INSERT INTO account VALUES (2, '199', 'asset', 'debit', 'Khác', 'Other')",
        "INSERT INTO fund VALUES (2, 'tet', 'activity', '4311', 'Quỹ Tết', 'New Year')",
        "INSERT INTO household VALUES (2, 9, 'H9')",
        (
            "INSERT INTO member (club_id, member_no, paper_code, household_no, name, name_search,"
            " name_sort) VALUES (2, 9, 'T9', 9, 'A', 'a', 'A0')"
        ),
    ):
        connection.exec_driver_sql(statement)
    loan = StoredLoan(9, "V9", 9, dt.date(2026, 1, 1), 5, 1, 0, "bullet", None)
    add_loans(connection, club.club_id, [loan], NOW)
