"""A small club's books in which every column of the journal is used, and a way behind the rules."""

import datetime as dt
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from ledger.books.clubs import StoredClub, add_user
from ledger.books.engine import transaction
from ledger.books.members import (
    NewMember,
    StoredLoan,
    add_households,
    add_loans,
    add_members,
)
from ledger.books.tables import Base
from ledger.books.tables.meetings import MeetingRow
from ledger.core.clubs import Club, ClubRules
from ledger.core.journal import (
    Document,
    EntryKind,
    JournalEntry,
    PostingRequest,
    Series,
    VoucherNumber,
)
from ledger.core.posting_rules import disbursed, paid, principal_received, received
from ledger.services.clubs import make_club
from ledger.services.journal import close, post, reverse

JANUARY, MARCH = dt.date(2026, 1, 12), dt.date(2026, 3, 9)
OPENED = dt.datetime(2026, 1, 12, 3, 0, tzinfo=dt.UTC)
NOW = dt.datetime(2026, 3, 10, 2, 0, 0, 250_000, tzinfo=dt.UTC)
TODAY = dt.date(2026, 3, 10)
ENTRIES = 8
REVERSED, REVERSAL, ERASED = 4, 5, 6
"""Numbers of entries: one that is reversed, the reversal, one whose payer was erased."""


def varied_club(engine: Engine, code: str = "HP") -> StoredClub:
    """Return a new club with eight entries: void vouchers, papers, a reversal, an erasure."""
    with transaction(engine) as connection:
        treasurer = add_user(connection, "thu-quy", "Bùi Thị Lụa", OPENED)
        chair = add_user(connection, "chu-nhiem", "Đặng Văn Thọ", OPENED)
        club = make_club(
            connection, Club(code, "Hạnh Phúc"), ClubRules(dt.date(2025, 1, 1)),
            club_uuid=uuid.uuid5(uuid.NAMESPACE_OID, code), made_at=OPENED, made_by=treasurer,
        )  # fmt: skip
        _add_people(connection, club.club_id)
    with transaction(engine) as connection:
        in_january = _in_january(chair)
        post(connection, club, in_january, _request(1, treasurer, OPENED), today=JANUARY)
    with transaction(engine) as connection:
        close(connection, club, "2026-01", closed_at=NOW - dt.timedelta(days=9), closed_by=chair)
        repaid, wrong, right, *more = _in_march()
        post(connection, club, [repaid, wrong], _request(2, treasurer), today=TODAY)
        reverse(
            connection, club, REVERSED, "Ghi nhầm số tiền", _request(3, treasurer), today=TODAY,
            replacement=right,
        )  # fmt: skip
        post(connection, club, more, _request(4, treasurer), today=TODAY)
        _erase_payer(connection, club.club_id, chair)
    return club


def _in_january(chair: int) -> list[JournalEntry]:
    return [
        JournalEntry(
            EntryKind.CAPITAL, JANUARY, received("4111", "income", 20_000_000),
            "Vốn dự án theo Quyết định 1336", Series.RECEIPT, payer_name="Hội Người cao tuổi xã",
            payer_address="Xã Hạnh Phúc", approved_by=chair, meeting_no=1,
            voucher=VoucherNumber(4, voids=(3, 1, 2), void_reason="Viết hỏng"),
            documents=(Document("decision", "Số 1336/QĐ", "Theo dự án"), Document("photo", "Ảnh")),
        ),
        JournalEntry(
            EntryKind.DISBURSEMENT, JANUARY, disbursed(3_000_000, member_no=1, loan_no=1),
            "Cho vay nuôi gà", Series.PAYMENT, payer_name="Nguyễn Thị Hoa", approved_by=chair,
        ),
    ]  # fmt: skip


def _in_march() -> list[JournalEntry]:
    """Return what is posted, the second of it wrongly, the third in its place."""
    return [
        JournalEntry(
            EntryKind.REPAYMENT, MARCH, principal_received(500_000, member_no=1, loan_no=1),
            "Thu gốc kỳ 1", Series.RECEIPT, true_on=dt.date(2026, 1, 30),
        ),
        JournalEntry(
            EntryKind.CONTRIBUTION, MARCH, received("5112", "activity", 50_000, member_no=2),
            "Hội phí", Series.RECEIPT,
        ),
        JournalEntry(
            EntryKind.CONTRIBUTION, MARCH, received("5112", "activity", 5_000, member_no=2),
            "Hội phí, số đúng", Series.RECEIPT, payer_name="Trần Văn Bình",
            payer_address="Xóm 3",
        ),
        JournalEntry(
            EntryKind.CONTRIBUTION, TODAY, received("5113", "mutual", 100_000), "Ủng hộ",
            Series.RECEIPT,
        ),
        JournalEntry(EntryKind.EXPENSE, TODAY, paid("6424", "mutual", 40_000), "Thăm người ốm"),
    ]  # fmt: skip


def _add_people(connection: Connection, club_id: int) -> None:
    names = ("Nguyễn Thị Hoa", "Trần Văn Bình")
    add_households(
        connection, club_id, [(1, "H1", "poor", None), (2, "H2", "average", None)],
        valid_from=dt.date(2025, 1, 1), recorded_at=OPENED,
    )  # fmt: skip
    joined_on = dt.date(2025, 1, 1)
    members = [NewMember(no, f"TV{no}", no, name, joined_on) for no, name in enumerate(names, 1)]
    add_members(connection, club_id, members, OPENED)
    loan = StoredLoan(1, "V1", 1, JANUARY, 3_000_000, 12, 8_000, "bullet", "Nuôi gà")
    add_loans(connection, club_id, [loan], OPENED)
    connection.execute(sa.insert(MeetingRow).values(club_id=club_id, meeting_no=1, held_on=JANUARY))


def _request(number: int, user: int, at: dt.datetime = NOW) -> PostingRequest:
    return PostingRequest(uuid.uuid5(uuid.NAMESPACE_OID, f"request {number}"), user, at)


def _erase_payer(connection: Connection, club_id: int, user: int) -> None:
    erasure, text = Base.metadata.tables["erasure"], Base.metadata.tables["entry_text"]
    connection.execute(
        sa.insert(erasure).values(
            club_id=club_id, entry_no=ERASED, field="payer_name", reason="Theo yêu cầu",
            erased_at=NOW, erased_by=user,
        )
    )  # fmt: skip
    connection.execute(
        sa.update(text)
        .where(text.c.club_id == club_id, text.c.entry_no == ERASED)
        .values(payer_name=None, payer_name_salt=None)
    )


@contextmanager
def behind_the_rules(owner: Engine) -> Iterator[Connection]:
    """Give a connection on which no rule holds; whatever is done is undone afterwards."""
    with owner.connect() as connection:
        change = connection.begin()
        try:
            switch_rules_off(connection)
            yield connection
        finally:
            change.rollback()
            connection.invalidate()


def switch_rules_off(connection: Connection) -> None:
    """Let the rest of a transaction pass by every trigger and reference."""
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        checks = connection.exec_driver_sql(
            "SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname)"
            " FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace"
        )
        for statement in list(checks.scalars()):
            connection.exec_driver_sql(statement)
        return
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    connection.exec_driver_sql("PRAGMA ignore_check_constraints=ON")
    names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    for name in list(names.scalars()):
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
