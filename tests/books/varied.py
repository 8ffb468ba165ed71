"""A small club's books in which every column of the journal is used, and a way behind the rules."""

import datetime as dt
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from ledger.books.clubs import StoredClub, add_user
from ledger.books.engine import transaction
from ledger.books.loan_caches import keep_caches, kept_of
from ledger.books.loan_seals import sealed
from ledger.books.loans import EventRecord, StoredLoan, add_loan_events, add_loans
from ledger.books.members import NewMember, add_households, add_members
from ledger.books.tables import Base
from ledger.books.tables.loans import LoanApplicationRow, LoanProductRow, LoanVoteRow
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
from ledger.core.loans.contract import Contract
from ledger.core.loans.events import Charging, Disbursement, LoanEvent, Repayment
from ledger.core.loans.parts import Component
from ledger.core.loans.rate import Rate
from ledger.core.loans.standing import Charge
from ledger.core.loans.terms import LoanTerms
from ledger.core.loans.written import kind_of, write_contract
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
PAID_OUT, REPAID = 2, 3
"""Numbers of the entries of the loan."""

CONTRACT = Contract(terms=LoanTerms(rate=Rate.monthly_ppm(8_000), instalments=12))
LOAN = StoredLoan(
    1, "V1", 1, JANUARY, 3_000_000, 12, 8_000, "bullet", "Nuôi gà", CONTRACT, application_no=1
)
EVENTS: tuple[LoanEvent, ...] = (
    Disbursement(number=1, occurred_on=JANUARY, amount=3_000_000),
    Repayment(number=2, occurred_on=dt.date(2026, 1, 30), amount=500_000, only=Component.PRINCIPAL),
    Charging(number=3, occurred_on=TODAY, charge=Charge(Component.FINE, 20_000, TODAY)),
)


def varied_club(engine: Engine, code: str = "HP") -> StoredClub:
    """Return a new club with eight entries: void vouchers, papers, a reversal, an erasure.

    Its one loan was asked for, voted on, paid out and repaid in part, and a fine is charged.
    """
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
        _add_life(connection, club.club_id, treasurer, chair)
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
            documents=(sealed(LOAN, EVENTS[:2]),),
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
    connection.execute(sa.insert(MeetingRow).values(club_id=club_id, meeting_no=1, held_on=JANUARY))
    _add_application(connection, club_id)
    add_loans(connection, club_id, [LOAN], OPENED)


def _add_application(connection: Connection, club_id: int) -> None:
    connection.execute(
        sa.insert(LoanProductRow).values(
            club_id=club_id, product_no=1, valid_from=JANUARY, name="Chăn nuôi",
            contract=write_contract(CONTRACT), most=10_000_000, longest=24, is_offered=1,
            recorded_at=OPENED, recorded_by=1,
        )
    )  # fmt: skip
    connection.execute(
        sa.insert(LoanApplicationRow).values(
            club_id=club_id, application_no=1, member_no=1, product_no=1, product_from=JANUARY,
            applied_on=JANUARY, amount=4_000_000, instalments=12,
            contract=write_contract(CONTRACT), purpose_kind="livestock", purpose="Nuôi gà",
            plan="Mua 200 con gà giống", expected_income=600_000, in_difficulty=0,
            co_signer="Nguyễn Văn Nam", stage="approved", appraised_on=JANUARY, appraised_by=2,
            opinion="Nhà có chuồng sẵn", meeting_no=1, voted_on=JANUARY, members=2,
            approved_on=JANUARY, approved_by=2, approved_amount=3_000_000, recorded_at=OPENED,
            recorded_by=1,
        )
    )  # fmt: skip
    connection.execute(
        sa.insert(LoanVoteRow).values(club_id=club_id, application_no=1, member_no=2, vote="for")
    )


def _add_life(connection: Connection, club_id: int, treasurer: int, chair: int) -> None:
    facts = (
        (PAID_OUT, OPENED, chair, None, None),
        (REPAID, NOW, None, None, None),
        (None, NOW, None, 1, "Nộp muộn"),
    )
    told = [
        (1, event, EventRecord(
            event.number, kind_of(event), event.occurred_on, entry_no, at, treasurer,
            meeting_no=meeting_no, reason=reason, approved_by=approved_by,
        ))
        for event, (entry_no, at, approved_by, meeting_no, reason) in zip(
            EVENTS, facts, strict=True
        )
    ]  # fmt: skip
    add_loan_events(connection, club_id, told)
    keep_caches(connection, club_id, [kept_of(LOAN, EVENTS)])


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
