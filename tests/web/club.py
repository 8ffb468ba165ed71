"""A small club posted through the services, as pages are tried on: fifteen months, six loans."""

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from sqlalchemy.engine import Connection, Engine

from ledger.books.clubs import StoredClub, add_user
from ledger.books.engine import transaction
from ledger.books.loan_caches import keep_caches, kept_of
from ledger.books.loans import EventRecord, StoredLoan, add_loan_events, add_loans
from ledger.books.members import NewMember, add_households, add_members, set_counters
from ledger.core import posting_rules
from ledger.core.accounts import LOAN_INTEREST
from ledger.core.clubs import Club, ClubRules
from ledger.core.journal import (
    Document,
    EntryKind,
    JournalEntry,
    JournalLine,
    PostingRequest,
    Series,
)
from ledger.core.loans.events import Disbursement, LoanEvent, Repayment
from ledger.core.loans.parts import Component
from ledger.core.loans.written import kind_of
from ledger.core.money import LARGEST_MINOR
from ledger.services.clubs import make_club
from ledger.services.journal import post, reverse

NOW = dt.datetime(2026, 3, 10, 2, 0, tzinfo=dt.UTC)
TODAY = dt.date(2026, 3, 10)
BEGAN = dt.date(2025, 1, 10)
MONTHS = 15

LONG_NAME = "Nguyễn Phước Bảo Quỳnh Như Công Tằng Tôn Nữ Thị Hường " + "Ngân " * 20 + "Hà"
MARKUP_NAME = "<b>Đinh</b> & “Văn” <script>alert(1)</script>"
RIGHT_TO_LEFT_NAME = "فاطمة بنت محمد"
NAMES = (
    "Bùi Thị Lụa", "Quách Văn Đạt", "Bạch Thị Mận", "Lường Văn Sự", "Hà Thị Thêu", "Đinh Văn Ứng",
    "Lò Thị Ngần", "Xa Thị Ánh", LONG_NAME, MARKUP_NAME, RIGHT_TO_LEFT_NAME, "Nguyễn Văn An",
)  # fmt: skip
CLASSES = ("poor", "near_poor", "average", "other")

LOANS = (
    (1, 1, 5_000_000, "Chăn nuôi lợn nái sinh sản"),
    (2, 2, 6_000_000, "Nuôi gà thả vườn"),
    (3, 3, 4_000_000, "Buôn bán rau ở chợ phiên"),
    (4, 4, 8_000_000, "Mua trâu sinh sản"),
    (5, 9, 3_000_000, "Dệt thổ cẩm " + "và bán ở chợ huyện " * 8),
    (6, 10, 2_000_000, "<i>Trồng</i> & bán nấm"),
)
"""Number, member, principal in đồng and purpose of each loan; one is lent a month."""

Told: TypeAlias = tuple[int, LoanEvent, EventRecord]
"""A loan's number, what happened to it, and where that is recorded."""

RATE_PPM = 8_000
REPAID = 500_000


def post_club(engine: Engine, code: str = "HP", name: str = "Hạnh Phúc") -> StoredClub:
    """Make the club and post its fifteen months."""
    with transaction(engine) as connection:
        user_id = add_user(connection, "thu-quy", "Bùi Thị Lụa", NOW)
        club = _club(connection, user_id, code, name)
        _members(connection, club.club_id)
        told: list[Told] = []
        for number in range(MONTHS):
            request = PostingRequest(uuid.UUID(int=club.club_id * 1000 + number), user_id, NOW)
            entries = list(_month(number))
            receipt = post(connection, club, entries, request, today=TODAY)
            told += _told(entries, [entry_no for entry_no, _ in receipt.entries], user_id)
        _lives(connection, club.club_id, told)
        request = PostingRequest(uuid.UUID(int=club.club_id * 1000 + 900), user_id, NOW)
        reverse(connection, club, 2, "Ghi nhầm người góp", request, today=TODAY)
    return club


def empty_club(engine: Engine, code: str = "MOI") -> StoredClub:
    """Make a club that has no member and no entry yet."""
    with transaction(engine) as connection:
        user_id = add_user(connection, "thu-quy", "Bùi Thị Lụa", NOW)
        return _club(connection, user_id, code, "Mới Thành Lập")


def rich_club(engine: Engine, code: str = "GIAU") -> StoredClub:
    """Make a club of a very long name that has all the money that a row can hold."""
    with transaction(engine) as connection:
        user_id = add_user(connection, "thu-quy", "Bùi Thị Lụa", NOW)
        club = _club(connection, user_id, code, "Giàu Có " * 20 + "Nhất")
        lines = posting_rules.received("4111", "income", LARGEST_MINOR)
        entry = _receipt(EntryKind.CAPITAL, TODAY, "Được tặng " + "rất nhiều tiền " * 25, lines)
        request = PostingRequest(uuid.UUID(int=club.club_id * 1000), user_id, NOW)
        post(connection, club, [entry], request, today=TODAY)
    return club


def _club(connection: Connection, user_id: int, code: str, name: str) -> StoredClub:
    return make_club(
        connection,
        Club(code, f"Câu lạc bộ liên thế hệ tự giúp nhau {name}", village="Xóm Nà Ngần",
             commune="xã Mai Hạ", province="Phú Thọ"),
        ClubRules(dt.date(2025, 1, 1), dues=10_000, shares=(20, 70, 10)),
        club_uuid=uuid.uuid5(uuid.NAMESPACE_URL, code), made_at=NOW, made_by=user_id,
    )  # fmt: skip


def _members(connection: Connection, club_id: int) -> None:
    numbers = range(1, len(NAMES) + 1)
    add_households(
        connection, club_id,
        [(no, f"H{no:03d}", CLASSES[no % 4], None) for no in numbers],
        valid_from=BEGAN, recorded_at=NOW,
    )  # fmt: skip
    add_members(
        connection,
        club_id,
        [
            NewMember(
                no, f"HP-{no:03d}", no, name, BEGAN, birth_year=1950 + no,
                sex="female" if no % 3 else "male", ethnic_group="Mường",
                position="Chủ nhiệm" if no == 1 else None,
            )
            for no, name in zip(numbers, NAMES, strict=True)
        ],
        NOW,
    )  # fmt: skip
    add_loans(connection, club_id, [_loan(*loan) for loan in LOANS], NOW)
    set_counters(connection, club_id, members=len(NAMES), households=len(NAMES), loans=len(LOANS))


def _told(entries: Sequence[JournalEntry], numbers: Sequence[int], user_id: int) -> Iterator[Told]:
    """Yield what entries tell of loans; a repayment tells of principal and of interest."""
    for entry, entry_no in zip(entries, numbers, strict=True):
        day, kind = entry.occurred_on, entry.kind
        if kind not in {EntryKind.DISBURSEMENT, EntryKind.REPAYMENT}:
            continue
        for line in entry.lines:
            if line.loan_no is None:
                continue
            event: LoanEvent = Disbursement(number=0, occurred_on=day, amount=line.debit)
            if kind is EntryKind.REPAYMENT:
                is_interest = line.account == LOAN_INTEREST
                only = Component.INTEREST if is_interest else Component.PRINCIPAL
                event = Repayment(number=0, occurred_on=day, amount=line.credit, only=only)
            record = EventRecord(0, kind_of(event), day, entry_no, NOW, user_id)
            yield line.loan_no, event, record


def _lives(connection: Connection, club_id: int, told: Sequence[Told]) -> None:
    """Keep what happened to each loan, numbered in its order, and how the loan stands."""
    kept = []
    for loan in (_loan(*one) for one in LOANS):
        own = [
            (loan_no, replace(event, number=number), replace(record, event_no=number))
            for number, (loan_no, event, record) in enumerate(
                (one for one in told if one[0] == loan.loan_no), 1
            )
        ]
        add_loan_events(connection, club_id, own)
        kept.append(kept_of(loan, [event for _, event, _ in own]))
    keep_caches(connection, club_id, kept)


def _day(number: int) -> dt.date:
    return dt.date(2025 + number // 12, number % 12 + 1, 10)


def _loan(number: int, member_no: int, principal: int, purpose: str) -> StoredLoan:
    return StoredLoan(
        number, f"HP-V-{number:03d}", member_no, _day(number), principal, principal // REPAID,
        RATE_PPM, "equal_principal", purpose,
    )  # fmt: skip


def _month(number: int) -> Iterator[JournalEntry]:
    """Yield a meeting's entries: capital at first, dues, a loan, instalments, their split."""
    day = _day(number)
    if number == 0:
        yield from _capital(day)
    yield _receipt(
        EntryKind.CONTRIBUTION, day, "Thu hội phí cả câu lạc bộ",
        posting_rules.received("5112", "activity", 10_000 * len(NAMES)),
    )  # fmt: skip
    interest = 0
    for loan_no, member_no, principal, _ in LOANS:
        if loan_no == number:
            lines = posting_rules.disbursed(principal, member_no=member_no, loan_no=loan_no)
            yield JournalEntry(
                EntryKind.DISBURSEMENT, day, lines, f"Giải ngân cho {NAMES[member_no - 1]}"[:400],
                Series.PAYMENT, payer_name=NAMES[member_no - 1],
                documents=(Document("request", f"ĐN {loan_no}/2025", "Đề nghị vay vốn"),),
            )  # fmt: skip
        owed = principal - REPAID * (number - loan_no - 1)
        if loan_no < number and owed > 0:
            due = owed * RATE_PPM // 1_000_000
            interest += due
            yield _repayment(day, loan_no, member_no, due)
    if interest:
        shares = {"activity": interest * 7 // 10, "mutual": interest // 10}
        lines = posting_rules.interest_split(shares)
        yield JournalEntry(EntryKind.INTEREST_SPLIT, day, lines, "Chia lãi cho các quỹ")
    if number % 3 == 2:
        yield JournalEntry(
            EntryKind.EXPENSE, day, posting_rules.paid("6429", "activity", 60_000),
            "Mua sổ, bút và nước uống buổi họp", Series.PAYMENT,
        )  # fmt: skip


def _capital(day: dt.date) -> Sequence[JournalEntry]:
    return (
        _receipt(
            EntryKind.CAPITAL, day, "Dự án hỗ trợ vốn ban đầu",
            posting_rules.received("4111", "income", 30_000_000),
        ),
        _receipt(
            EntryKind.CONTRIBUTION, day, "Góp vốn",
            posting_rules.received("4114", "income", 200_000, member_no=1),
        ),
        JournalEntry(
            EntryKind.BANK, day, posting_rules.banked(5_000_000), "Gửi tiền vào ngân hàng",
            Series.PAYMENT,
        ),
    )  # fmt: skip


def _receipt(
    kind: EntryKind, day: dt.date, narration: str, lines: tuple[JournalLine, ...]
) -> JournalEntry:
    return JournalEntry(kind, day, lines, narration, Series.RECEIPT)


def _repayment(day: dt.date, loan_no: int, member_no: int, interest: int) -> JournalEntry:
    named = {"member_no": member_no, "loan_no": loan_no}
    lines = (
        *posting_rules.principal_received(REPAID, **named),
        *posting_rules.interest_received(interest, **named),
    )
    return _receipt(EntryKind.REPAYMENT, day, f"Trả gốc và lãi kỳ {day.month}/{day.year}", lines)
