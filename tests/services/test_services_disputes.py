"""Disputes: a member says what is not right, and somebody else than its cause answers."""

import uuid
from dataclasses import replace

import pytest

from ledger.books.disputes import MOST_DISPUTES
from ledger.books.engine import reading, transaction
from ledger.books.refusals import (
    RequestDiffers,
    RequestOfAnother,
    UnknownEntry,
    UnknownLoan,
    UnknownMember,
)
from ledger.core.disputes import (
    LONGEST,
    AnswerOfOwnComplaint,
    AnswerOfOwnRecord,
    Complaint,
    Dispute,
    DisputeAnswered,
    TwoThingsDisputed,
    UnknownDispute,
)
from ledger.core.errors import LedgerError
from ledger.core.journal import JournalEntry, PostingRequest
from ledger.core.posting_rules import INCOME, received
from ledger.core.text import ControlCharacter, TextTooLong, WordsMissing
from ledger.core.users.grants import Role
from ledger.core.users.grants_rules import NewGrant
from ledger.services.disputes import (
    answer_dispute,
    dispute,
    disputes,
    disputes_of,
    open_dispute,
    open_disputes,
)
from ledger.services.loan_disbursing import disburse
from tests.books.postings import add_people, money_in, posted
from tests.conftest import NOW, TODAY, Books, new_club
from tests.core.loan_examples import BEGUN_ON
from tests.services.loan_desk import lending_club
from tests.services.user_desk import ADDRESS, a_user, acts_in_club, given, role_here

LUA, DAT = 1, 2
SAID = "Tôi đã trả 200.000, sổ ghi 20.000"


@pytest.fixture
def club(shared_books: Books) -> Books:
    """Give a club with members 1 to 3, each with a loan of the number, and an entry of each.

    Entry 1 is capital; 2 and 3 are what members 1 and 2 paid.
    """
    with transaction(shared_books.engine) as connection:
        add_people(connection, shared_books.club.club_id)
    posted(shared_books, money_in(9_000_000), capital_of(LUA), capital_of(DAT))
    return shared_books


def capital_of(member_no: int) -> JournalEntry:
    return replace(money_in(20_000), lines=received("4114", INCOME, 20_000, member_no=member_no))


def by(books: Books, user_id: int | None = None) -> PostingRequest:
    return PostingRequest(uuid.uuid4(), user_id or books.user_id, NOW)


def opened(
    books: Books,
    complaint: Complaint,
    member_no: int = LUA,
    request: PostingRequest | None = None,
) -> int:
    with transaction(books.engine) as connection:
        return open_dispute(
            connection, books.club, member_no, complaint, request or by(books), address=ADDRESS
        )


def answered(
    books: Books, number: int, said: str = "Đã sửa", request: PostingRequest | None = None
) -> int:
    with transaction(books.engine) as connection:
        return answer_dispute(
            connection, books.club, number, said, request or by(books), address=ADDRESS
        )


def kept(books: Books, *, open_only: bool = False) -> list[Dispute]:
    with reading(books.engine) as connection:
        return disputes(connection, books.club.club_id, open_only=open_only)


def test_a_dispute_is_opened_once_and_tells_what_it_is_about(club: Books) -> None:
    member = a_user(club)
    request = by(club, member)
    assert opened(club, Complaint(f" {SAID} ", entry_no=2), request=request) == 1
    assert opened(club, Complaint(SAID, entry_no=2), request=request) == 1
    assert opened(club, Complaint("Khoản vay này không phải của tôi", loan_no=DAT), DAT) == 2
    assert opened(club, Complaint("Họp không báo trước")) == 3

    of_entry, of_loan, of_nothing = kept(club)
    assert (of_entry.complaint, of_entry.voucher, of_entry.loan) == (
        Complaint(SAID, entry_no=2), "PT 2", None,
    )  # fmt: skip
    assert (of_entry.member_no, of_entry.name) == (LUA, "Bùi Thị Lụa")
    assert (of_entry.opened_by, of_entry.opener) == (member, "Quách Văn Đạt")
    assert (of_entry.opened_at, of_entry.answer) == (NOW, None)
    assert (of_loan.loan, of_loan.voucher) == ("KV02", None)
    assert (of_nothing.voucher, of_nothing.loan, of_nothing.is_open) == (None, None, True)
    assert acts_in_club(club)[-3:] == ["open dispute"] * 3
    with pytest.raises(RequestDiffers):
        opened(club, Complaint("Khác", entry_no=2), request=request)
    with pytest.raises(RequestOfAnother):
        opened(club, Complaint(SAID, entry_no=2), request=replace(request, recorded_by=1))


@pytest.mark.parametrize(
    ("complaint", "member_no", "error"),
    [
        (Complaint(SAID, entry_no=1), LUA, UnknownEntry),
        (Complaint(SAID, entry_no=3), LUA, UnknownEntry),
        (Complaint(SAID, entry_no=99), LUA, UnknownEntry),
        (Complaint(SAID, entry_no=-1), LUA, UnknownEntry),
        (Complaint(SAID, entry_no=1 << 70), LUA, UnknownEntry),
        (Complaint(SAID, loan_no=DAT), LUA, UnknownLoan),
        (Complaint(SAID, loan_no=1 << 70), LUA, UnknownLoan),
        (Complaint(SAID, entry_no=2, loan_no=1), LUA, TwoThingsDisputed),
        (Complaint(SAID), 4, UnknownMember),
        (Complaint(SAID), 1 << 70, UnknownMember),
        (Complaint("  \t "), LUA, WordsMissing),
        (Complaint("a\u202eb"), LUA, ControlCharacter),
        (Complaint("hai\ndòng"), LUA, ControlCharacter),
        (Complaint("\ud800"), LUA, ControlCharacter),
        (Complaint("ế" * (LONGEST + 1)), LUA, TextTooLong),
    ],
    ids=lambda one: one.__name__ if isinstance(one, type) else "",
)
def test_a_dispute_is_about_what_is_the_member_s_own(
    club: Books, complaint: Complaint, member_no: int, error: type[LedgerError]
) -> None:
    with pytest.raises(error):
        opened(club, complaint, member_no)
    assert kept(club) == []


@pytest.mark.parametrize(
    ("typed", "is_kept"),
    [
        ("Tra\u0309 thiếu", "Trả thiếu"),
        ("<script>alert(1)</script> {{ 7*7 }} %(name)s", None),
        ("=HYPERLINK(1)'; DROP TABLE dispute; --", None),
        ("חשבון שגוי", None),
        ("ế" * LONGEST, None),
    ],
)
def test_what_is_said_is_kept_as_it_was_said(club: Books, typed: str, is_kept: str | None) -> None:
    opened(club, Complaint(typed))
    answered(club, 1, typed)
    (found,) = kept(club)
    assert found.complaint.said == (is_kept or typed)
    assert found.answer is not None
    assert found.answer.said == (is_kept or typed)


@pytest.mark.parametrize("complaint", [Complaint(SAID, entry_no=2), Complaint(SAID)])
def test_who_recorded_an_entry_does_not_answer_for_it(club: Books, complaint: Complaint) -> None:
    chair = a_user(club)
    opened(club, complaint)
    if complaint.is_about_money:
        with pytest.raises(AnswerOfOwnRecord):
            answered(club, 1)
    assert open_count(club) == 1
    request = by(club, chair)
    assert answered(club, 1, " Đã ghi thêm 180.000 ở PT 9 ", request) == 1
    assert answered(club, 1, "Đã ghi thêm 180.000 ở PT 9", request) == 1
    (found,) = kept(club)
    assert found.answer is not None
    assert (found.answer.said, found.answer.answered_by, found.answer.answered_at) == (
        "Đã ghi thêm 180.000 ở PT 9", chair, NOW,
    )  # fmt: skip
    assert found.answer.answerer == "Quách Văn Đạt"
    assert open_count(club) == 0
    assert acts_in_club(club)[-2:] == ["open dispute", "answer dispute"]
    with pytest.raises(DisputeAnswered):
        answered(club, 1, "Nữa", by(club, chair))


def test_nobody_answers_the_own_complaint(club: Books) -> None:
    member = a_user(club)
    new = NewGrant(
        role=Role.MEMBER, club_id=club.club.club_id, member_no=LUA, valid_from=TODAY
    )  # fmt: skip
    given(club, member, new)
    given(club, member, role_here(club, Role.CHAIR))
    opened(club, Complaint(SAID))
    with pytest.raises(AnswerOfOwnComplaint):
        answered(club, 1, request=by(club, member))
    assert answered(club, 1) == 1


def test_an_answer_that_says_nothing_or_is_of_no_dispute_is_refused(club: Books) -> None:
    opened(club, Complaint(SAID))
    for said, error in (("", WordsMissing), ("x" * (LONGEST + 1), TextTooLong)):
        with pytest.raises(error):
            answered(club, 1, said)
    for number in (0, 2, 1 << 70):
        with pytest.raises(UnknownDispute):
            answered(club, number)
    assert open_count(club) == 1


def test_open_disputes_come_first_and_the_last_answered_next(club: Books) -> None:
    for member_no in (LUA, DAT, LUA, LUA):
        opened(club, Complaint(SAID), member_no)
    answered(club, 1)
    answered(club, 3)
    assert [one.dispute_no for one in kept(club)] == [2, 4, 3, 1]
    assert [one.dispute_no for one in kept(club, open_only=True)] == [2, 4]
    with reading(club.engine) as connection:
        own = disputes_of(connection, club.club.club_id, LUA)
        assert dispute(connection, club.club.club_id, 4) == own[0]
    assert [one.dispute_no for one in own] == [4, 3, 1]
    assert open_count(club) == 2 < MOST_DISPUTES


def test_a_dispute_is_its_club_s_alone(club: Books) -> None:
    other = new_club(club.engine, f"{club.club.club.code}-O")
    opened(club, Complaint(SAID))
    assert (kept(other), open_count(other)) == ([], 0)
    with pytest.raises(UnknownDispute):
        answered(other, 1)


def open_count(books: Books) -> int:
    with reading(books.engine) as connection:
        return open_disputes(connection, books.club.club_id)


def test_who_recorded_a_loan_s_life_does_not_answer_for_it(
    shared_books: Books,
) -> None:
    desk = lending_club(shared_books)
    desk.on(BEGUN_ON).does(disburse, LUA, on=BEGUN_ON, approved_by=shared_books.user_id)
    chair = a_user(shared_books)
    opened(shared_books, Complaint(SAID, loan_no=LUA))
    with pytest.raises(AnswerOfOwnRecord):
        answered(shared_books, 1)
    assert answered(shared_books, 1, request=by(shared_books, chair)) == 1
