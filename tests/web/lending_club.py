"""A club whose loans went every way that a loan can go, told through the services one by one."""

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy.engine import Connection, Engine

from ledger.books.clubs import StoredClub, add_user
from ledger.books.engine import transaction
from ledger.books.loans import StoredLoan, add_loans, loan_file
from ledger.books.members import NewMember, add_households, add_members, set_counters
from ledger.core.clubs import Club, ClubRules
from ledger.core.journal import EntryKind, JournalEntry, PostingRequest, Series
from ledger.core.loans.allocation import Ahead
from ledger.core.loans.application import Appraisal, Approval, Asked, MeetingVote
from ledger.core.loans.choices import InterestMethod, PrincipalMethod
from ledger.core.loans.contract import Contract
from ledger.core.loans.events import (
    Charging,
    Closing,
    Disbursement,
    Inheritance,
    LoanEvent,
    NewSchedule,
    NewScheduleReason,
    Refund,
    Repayment,
    Undoing,
    WriteOff,
)
from ledger.core.loans.life import replay
from ledger.core.loans.parts import Component
from ledger.core.loans.purposes import PurposeKind
from ledger.core.loans.renewing import extended
from ledger.core.loans.standing import Charge
from ledger.core.loans.terms import club_terms
from ledger.core.posting_rules import received
from ledger.services.applications import apply, appraise, vote
from ledger.services.clubs import make_club
from ledger.services.granting import approve
from ledger.services.journal import post
from ledger.services.loan_products import adopt_usual
from ledger.services.loan_work import Told
from ledger.services.loans import record
from tests.web.club import LONG_NAME, MARKUP_NAME, NOW, TODAY

CODE = "VAY"
CHAIR, TREASURER, ASKED = 1, 2, 9
"""Two officers, and the member whose loan is approved."""
GRANTED = 12
"""The number of the loan that an application led to."""
METHOD = PrincipalMethod.EQUAL_PRINCIPAL
ON_TIME, LATE, EXTENDED, FLAT, CORRECTED, WRITTEN_OFF, INHERITED, PLANNED, CLOSED, HELD, BULLET = (
    range(1, 12)
)  # fmt: skip
"""The numbers of the loans, by what became of them."""

LOANS = (
    (ON_TIME, "Bùi Thị Lụa", 6_000_000, "Nuôi lợn nái"),
    (LATE, "Bạch Thị Mận", 6_000_000, "Nuôi gà thả vườn"),
    (EXTENDED, "Lường Văn Sự", 12_000_000, "Mua trâu sinh sản"),
    (FLAT, LONG_NAME, 900_000_000_000, "Dệt thổ cẩm " + "và bán ở chợ huyện " * 8),
    (CORRECTED, "Hà Thị Thêu", 6_000_000, "Buôn bán rau ở chợ phiên"),
    (WRITTEN_OFF, "Đinh Văn Ứng", 3_000_000, "Nuôi cá"),
    (INHERITED, "Lò Thị Ngần", 6_000_000, "Trồng nấm"),
    (PLANNED, "Xa Thị Ánh", 5_000_000, ""),
    (CLOSED, "Quách Văn Đạt", 1_000_000, "Làm bún"),
    (HELD, MARKUP_NAME, 1_000_000, "<i>Trồng</i> & bán nấm"),
    (BULLET, "Nguyễn Văn An", 10_000_000, "Mua bò"),
)
"""Number (of the loan and of its borrower), name, principal in đồng, purpose."""

POSITIONS = {CHAIR: "Chủ nhiệm", TREASURER: "Thủ quỹ"}

BEGAN = dt.date(2025, 10, 10)
LONGEST_AGO = dt.date(2025, 10, 1)


def lending_club(engine: Engine, code: str = CODE) -> StoredClub:
    """Make the club, give it money and tell what became of its loans."""
    with transaction(engine) as connection:
        user_id = add_user(connection, "thu-quy", "Bùi Thị Lụa", NOW)
        club = make_club(
            connection, Club(code, "Câu lạc bộ Cho Vay", village="Xóm Nà Ngần"),
            ClubRules(dt.date(2025, 1, 1), dues=10_000, shares=(20, 70, 10)),
            club_uuid=uuid.uuid5(uuid.NAMESPACE_URL, code), made_at=NOW, made_by=user_id,
        )  # fmt: skip
        _people(connection, club.club_id)
        capital = JournalEntry(
            EntryKind.CAPITAL, LONGEST_AGO, received("4111", "income", 1_000_000_000_000),
            "Dự án hỗ trợ vốn", Series.RECEIPT,
        )  # fmt: skip
        post(connection, club, [capital], _request(user_id), today=TODAY)
        for loan_no, event, reason in _events(connection, club.club_id):
            told = Told(loan_no=loan_no, event=event, reason=reason)
            record(connection, club, [told], _request(user_id), today=TODAY)
        _apply(connection, club, user_id)
    return club


def _apply(connection: Connection, club: StoredClub, user_id: int) -> None:
    """Take an application to its approval, and leave another waiting."""
    adopt_usual(connection, club, LONGEST_AGO, _request(user_id))
    for member_no, amount in ((ASKED, 5_000_000), (HELD, 7_000_000)):
        asked = Asked(
            member_no=member_no, product_no=1, applied_on=month(4), amount=amount, instalments=10,
            purpose_kind=PurposeKind.POULTRY, purpose="Nuôi vịt đẻ", co_signer="Hà Văn Toàn",
        )  # fmt: skip
        apply(connection, club, asked, _request(user_id), today=TODAY)
    appraisal = Appraisal(month(4, 20), CHAIR, "Nên cho vay")
    appraise(connection, club, 1, appraisal, _request(user_id), today=TODAY)
    everybody = frozenset(number for number, *_ in LOANS)
    taken = MeetingVote(TODAY, everybody, everybody - {ASKED})
    vote(connection, club, 1, taken, _request(user_id), today=TODAY)
    approve(connection, club, 1, Approval(on=TODAY, by=TREASURER), _request(user_id), today=TODAY)


def _request(user_id: int) -> PostingRequest:
    return PostingRequest(uuid.uuid4(), user_id, NOW)


def _people(connection: Connection, club_id: int) -> None:
    numbers = [number for number, *_ in LOANS]
    add_households(
        connection, club_id, [(no, f"H{no:03d}", "poor", None) for no in numbers],
        valid_from=BEGAN, recorded_at=NOW,
    )  # fmt: skip
    add_members(
        connection, club_id,
        [
            NewMember(no, f"TV{no:03d}", no, name, BEGAN, position=POSITIONS.get(no))
            for no, name, *_ in LOANS
        ],
        NOW,
    )  # fmt: skip
    add_loans(
        connection, club_id,
        [
            StoredLoan(
                no, f"V-{no:03d}", no, BEGAN, principal, 12, 10_000, METHOD.value,
                purpose or None, contract(no),
            )
            for no, _, principal, purpose in LOANS
        ],
        NOW,
    )  # fmt: skip
    set_counters(connection, club_id, members=len(LOANS), households=len(LOANS), loans=len(LOANS))


def contract(loan_no: int) -> Contract:
    """Return what is agreed on a loan: 1 % a month on what is owed, in twelve equal parts."""
    terms = club_terms(METHOD, 12, 10_000, 1_000)
    if loan_no == FLAT:
        terms = replace(terms, interest=InterestMethod.FLAT)
    if loan_no == BULLET:
        terms = club_terms(PrincipalMethod.BULLET, 12, 10_000, 1_000)
    return Contract(terms=terms)


def month(number: int, day: int = 10) -> dt.date:
    """Return a day of the month so many months after October 2025."""
    year, at = divmod(9 + number, 12)
    return dt.date(2025 + year, at + 1, day)


def _paid(on: dt.date, amount: int, ahead: Ahead | None = None) -> Repayment:
    return Repayment(number=0, occurred_on=on, amount=amount, ahead=ahead)


def _events(connection: Connection, club_id: int) -> Iterator[tuple[int, LoanEvent, str | None]]:
    """Yield what happens, in the order in which it is told."""
    for number, _, principal, _ in LOANS:
        if number != PLANNED:
            event = Disbursement(number=0, occurred_on=BEGAN, amount=principal)
            yield number, event, None
    for at in range(1, 6):
        yield ON_TIME, _paid(month(at), 500_000 + 60_000 - 5_000 * (at - 1)), None
    yield LATE, _paid(month(1), 560_000), None
    yield LATE, _paid(month(3, 20), 300_000), None
    fine = Charge(Component.FINE, 20_000, month(5))
    yield LATE, Charging(number=0, occurred_on=month(4, 12), charge=fine), "Chậm hai kỳ liền"
    for at in (1, 2):
        yield EXTENDED, _paid(month(at), 1_000_000 + 120_000 - 10_000 * (at - 1)), None
    yield from _extension(connection, club_id)
    yield FLAT, _paid(month(1), 84_000_000_000), None
    yield from _correction()
    yield WRITTEN_OFF, WriteOff(number=0, occurred_on=month(4)), "Người vay mất, không còn tài sản"
    yield WRITTEN_OFF, _paid(month(5), 200_000), None
    heir = Inheritance(number=0, occurred_on=month(2), member_no=ON_TIME)
    yield INHERITED, heir, "Con gái nhận nợ"
    yield CLOSED, _paid(month(1), 1_100_000), None
    yield CLOSED, Refund(number=0, occurred_on=month(1), amount=90_000), None
    yield CLOSED, Closing(number=0, occurred_on=month(1)), None
    yield HELD, _paid(month(1), 1_100_000), None
    for at in range(1, 6):
        yield BULLET, _paid(month(at), 100_000), None


def _extension(connection: Connection, club_id: int) -> Iterator[tuple[int, LoanEvent, str | None]]:
    on = month(2, 20)
    file = loan_file(connection, club_id, EXTENDED)
    parts = extended(replay(file.contract, file.events, on), on, 3)
    event = NewSchedule(number=0, occurred_on=on, reason=NewScheduleReason.EXTENSION, parts=parts)
    yield EXTENDED, event, "Lũ cuốn mất ruộng ngô, họp ngày 20/12 đồng ý"


def _correction() -> Iterator[tuple[int, LoanEvent, str | None]]:
    """Yield a slip that was forgotten and told after a later one, and one that was reversed."""
    yield CORRECTED, _paid(month(1), 560_000), None
    yield CORRECTED, _paid(month(3), 1_200_000), None
    yield CORRECTED, _paid(month(2), 555_000), None
    yield CORRECTED, _paid(month(4), 600_000), None
    yield CORRECTED, Undoing(number=0, occurred_on=month(5), of=5), "Ghi nhầm người trả"
