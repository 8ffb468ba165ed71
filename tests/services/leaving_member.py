"""A member of whom the books hold all that they can hold, and who then leaves with nothing owed."""

import uuid
from dataclasses import replace

from ledger.books.approvals import Asking as AskedFor
from ledger.books.approvals import State, add_approval, set_state
from ledger.books.audit_records import Look, note_access
from ledger.books.engine import transaction
from ledger.books.erasing import neutral_user
from ledger.books.journal import lock_club
from ledger.core.acts.people import FieldChange, MemberChanged, MemberField, MemberLeft
from ledger.core.disputes import Complaint
from ledger.core.journal import Document, EntryKind, JournalEntry, Series
from ledger.core.posting_rules import received
from ledger.core.privacy.consents import ConsentGiven, Way, text_to_read
from ledger.core.privacy.data_requests import Asking, RequestKind
from ledger.services.consents import give_consent
from ledger.services.data_requests import take_data_request
from ledger.services.disputes import answer_dispute, open_dispute
from ledger.services.journal import reverse
from ledger.services.loan_disbursing import disburse
from ledger.services.loan_life import close_loan, repay
from ledger.services.membership_changes import change_member, leave
from ledger.services.restrictions import restrict
from ledger.services.slips import issue_slip
from tests.books.postings import posted
from tests.conftest import TODAY, Books
from tests.core.loan_examples import BEGUN_ON, EQUAL_PARTS, LENT
from tests.services.loan_desk import Desk, lending_club
from tests.services.user_desk import ADDRESS, a_name, a_user, doer

LUA, DAT = 1, 2
NAME, OTHER = "Bùi Thị Lụa", "Quách Văn Đạt"
PHONE = "0912 345 678"
ALONE, WRONG, REVERSAL, TOGETHER, BY_NAME, OF_OTHERS = range(2, 8)
"""Entries: her dues, wrong ones and what undid them, those of two members, and those that name
nobody, or another, by number."""
LOAN_ENTRIES = (8, 9)


def slip_of(books: Books) -> str:
    """Return the code on the member's slip."""
    return f"slip-of-{books.club.club.code}"


def dues(narration: str, *members: int, payer: str = NAME) -> JournalEntry:
    """Return dues of some members in one entry, or of nobody by number."""
    lines = tuple(
        line
        for member in members or (None,)
        for line in received("5112", "activity", 10_000, member_no=member)
    )
    return JournalEntry(
        EntryKind.CONTRIBUTION, TODAY, lines, narration, Series.RECEIPT, payer_name=payer,
        payer_address="Xóm Cuối",
    )  # fmt: skip


def told_of(books: Books) -> Desk:
    """Give a club in which a member paid, borrowed, complained, agreed and was looked at.

    Its treasurer goes by the office, as the name would be the member's own.
    """
    with transaction(books.engine) as connection:
        neutral_user(connection, books.user_id, sign_in_name=a_name(), display_name="Thủ quỹ")
    desk = lending_club(books, contracts=(EQUAL_PARTS,))
    _posts(desk)
    desk.on(BEGUN_ON).does(disburse, LUA, on=BEGUN_ON)
    desk.on(BEGUN_ON).does(repay, LUA, on=BEGUN_ON, amount=LENT)
    desk.on(BEGUN_ON).does(close_loan, LUA, on=BEGUN_ON)
    changes = tuple(
        FieldChange(field=field, after=after)
        for field, after in ((MemberField.PHONE, PHONE), (MemberField.BIRTH_YEAR, "1958"))
    )
    desk.does(change_member, MemberChanged(member_no=LUA, changes=changes, reason=f"{NAME} báo"))
    _privacy(desk)
    _asked(desk)
    return desk


def left(desk: Desk) -> Desk:
    """Let the member leave."""
    desk.does(leave, MemberLeft(member_no=LUA, on=TODAY))
    return desk


def _posts(desk: Desk) -> None:
    posted(
        desk.books,
        replace(dues("Hội phí tháng 3", LUA), documents=(Document("Đơn", f"Đơn của {NAME}"),)),
        dues(f"Hội phí của {NAME}", LUA),
    )
    desk.does(reverse, WRONG, "Ghi hai lần")
    posted(
        desk.books,
        dues(f"Hội phí hai nhà: {NAME}, {OTHER}", LUA, DAT, payer=OTHER),
        dues("Ủng hộ quỹ hội", payer=NAME.upper()),
        dues(f"Bà bui thi lua nộp hộ {OTHER}", DAT, payer=OTHER),
    )


def _privacy(desk: Desk) -> None:
    books = desk.books
    given = ConsentGiven(text_to_read().version, "vi", Way.SPOKEN, TODAY, witness=OTHER)
    desk.does(give_consent, LUA, given, address=ADDRESS)
    asking = Asking(RequestKind.ERASE, f"{NAME} xin xóa", TODAY)
    desk.does(take_data_request, LUA, asking, address=ADDRESS)
    desk.does(restrict, LUA, f"Theo đơn của {NAME}", address=ADDRESS)
    chair = a_user(books)
    with transaction(books.engine) as connection:
        dispute = open_dispute(
            connection, books.club, LUA, Complaint(f"Tôi là {NAME}, tôi đã nộp đủ", ALONE),
            books.request(), address=ADDRESS,
        )  # fmt: skip
        answer = replace(books.request(), recorded_by=chair)
        answer_dispute(
            connection, books.club, dispute, f"Đã sửa cho {NAME}", answer, address=ADDRESS
        )
        open_dispute(
            connection,
            books.club,
            DAT,
            Complaint(f"{NAME} nợ tôi"),
            books.request(),
            address=ADDRESS,
        )
        issue_slip(connection, books.club, LUA, slip_of(books), today=TODAY, by=doer(books.user_id))
        for _ in range(2):
            look = Look(books.club.club_id, LUA, "member statement")
            note_access(connection, look, doer(chair), uuid.uuid4())


def _asked(desk: Desk) -> None:
    """Keep what a second person decided long ago, with the name in it."""
    books = desk.books
    with transaction(books.engine) as connection:
        lock_club(connection, books.club.club_id)
        asked = AskedFor(
            act="pay-out", content=f'{{"loan_no":1,"member_no":{LUA},"payer_name":"{NAME}"}}',
            summary=f"Chi vay 12.000.000 ₫ cho {NAME}", asked_by=books.user_id,
            asked_at=books.request().recorded_at, request_id=uuid.uuid4(),
        )  # fmt: skip
        number = add_approval(connection, books.club.club_id, asked, State.WAITING)
        set_state(connection, books.club.club_id, number, State.DONE, "{}")
