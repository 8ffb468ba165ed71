"""Disputes: a member's complaint is kept until somebody else than its cause has answered it."""

from sqlalchemy.engine import Connection

from ledger.books.audit_records import NotedAct
from ledger.books.clubs import StoredClub
from ledger.books.disputes import (
    add_dispute,
    dispute_of,
    disputes_by,
    disputes_in,
    entry_names_member,
    recorders_of,
    set_answer,
)
from ledger.books.disputes import open_disputes as count_open
from ledger.books.grants import user_of_member
from ledger.books.loans import loans_of
from ledger.books.members import member_of
from ledger.books.refusals import UnknownEntry, UnknownLoan
from ledger.books.types import LARGEST_NUMBER
from ledger.core.disputes import (
    LONGEST,
    AnswerOfOwnComplaint,
    AnswerOfOwnRecord,
    Complaint,
    Dispute,
    DisputeAnswered,
    TwoThingsDisputed,
)
from ledger.core.journal import PostingRequest
from ledger.core.text import check_words, normal
from ledger.services.noting import note_done
from ledger.services.once import once


def open_dispute(
    connection: Connection,
    club: StoredClub,
    member_no: int,
    complaint: Complaint,
    request: PostingRequest,
    *,
    address: str,
) -> int:
    """Keep a member's complaint, once per request id, and return the dispute's number.

    The entry or loan is the member's own: another's is answered as if it were not there
    (`UnknownEntry`, `UnknownLoan`). Raises `UnknownMember`, `TwoThingsDisputed`, `WordsMissing`,
    `TextTooLong`, ….
    """
    if complaint.entry_no is not None and complaint.loan_no is not None:
        raise TwoThingsDisputed
    said = normal(complaint.said)
    check_words("complaint", said, LONGEST)
    tidy = Complaint(said, complaint.entry_no, complaint.loan_no)

    def act(at: PostingRequest) -> int:
        member_of(connection, club.club_id, member_no)
        _check_own(connection, club.club_id, member_no, tidy)
        number = add_dispute(
            connection, club.club_id, member_no, tidy, opened_by=at.recorded_by,
            opened_at=at.recorded_at,
        )  # fmt: skip
        noted = NotedAct("open dispute", f"dispute {number}", f"member {member_no}")
        note_done(connection, club, noted, at, address)
        return number

    content = ("open dispute", member_no, tidy)
    return once(connection, club, request, act, content=content, answer=int)[0]


def answer_dispute(
    connection: Connection,
    club: StoredClub,
    dispute_no: int,
    said: str,
    request: PostingRequest,
    *,
    address: str,
) -> int:
    """Answer a dispute, once per request id, and return its number.

    Money is answered for by somebody who did not record it (`AnswerOfOwnRecord`), and nobody
    answers the own complaint (`AnswerOfOwnComplaint`). Raises `UnknownDispute`,
    `DisputeAnswered`, `WordsMissing`, `TextTooLong`, ….
    """
    words = normal(said)
    check_words("answer", words, LONGEST)

    def act(at: PostingRequest) -> int:
        dispute = dispute_of(connection, club.club_id, dispute_no)
        _check_answerer(connection, club.club_id, dispute, at.recorded_by)
        set_answer(
            connection, club.club_id, dispute_no, words, answered_by=at.recorded_by,
            answered_at=at.recorded_at,
        )  # fmt: skip
        noted = NotedAct("answer dispute", f"dispute {dispute_no}", f"member {dispute.member_no}")
        note_done(connection, club, noted, at, address)
        return dispute_no

    content = ("answer dispute", dispute_no, words)
    return once(connection, club, request, act, content=content, answer=int)[0]


def dispute(connection: Connection, club_id: int, dispute_no: int) -> Dispute:
    """Return a dispute (`UnknownDispute`)."""
    return dispute_of(connection, club_id, dispute_no)


def disputes(connection: Connection, club_id: int, *, open_only: bool) -> list[Dispute]:
    """Return a club's disputes: the open ones, the oldest first, then the answered, last first."""
    return disputes_in(connection, club_id, open_only=open_only)


def disputes_of(connection: Connection, club_id: int, member_no: int) -> list[Dispute]:
    """Return a member's disputes in the same order."""
    return disputes_by(connection, club_id, member_no)


def open_disputes(connection: Connection, club_id: int) -> int:
    """Return how many disputes wait for an answer, in one query."""
    return count_open(connection, club_id)


def _check_own(connection: Connection, club_id: int, member_no: int, complaint: Complaint) -> None:
    """Refuse an entry or a loan that is not the member's own."""
    entry_no, loan_no = complaint.entry_no, complaint.loan_no
    if entry_no is not None:
        known = 0 < entry_no <= LARGEST_NUMBER
        if not known or not entry_names_member(connection, club_id, entry_no, member_no):
            raise UnknownEntry(entry_no=entry_no)
    if loan_no is not None:
        own = {one.loan_no for one in loans_of(connection, club_id, member_no=member_no)}
        if loan_no not in own:
            raise UnknownLoan(loan_no=loan_no)


def _check_answerer(connection: Connection, club_id: int, dispute: Dispute, user_id: int) -> None:
    """Refuse an answer to what is answered, by who recorded it, or by who complained."""
    number = dispute.dispute_no
    if not dispute.is_open:
        raise DisputeAnswered(dispute_no=number)
    complaint = dispute.complaint
    if complaint.is_about_money and user_id in recorders_of(connection, club_id, complaint):
        raise AnswerOfOwnRecord(dispute_no=number)
    if user_id == user_of_member(connection, club_id, dispute.member_no):
        raise AnswerOfOwnComplaint(dispute_no=number)
