"""Disputes as stored: what members complained of, and what was answered."""

import datetime as dt
from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.orm import aliased

from ledger.books.numbers import Listed, take_listed
from ledger.books.tables.audit import DisputeRow
from ledger.books.tables.journal import JournalEntryRow, JournalLineRow, VoucherRow
from ledger.books.tables.loan_events import LoanEventRow
from ledger.books.tables.loans import LoanRow
from ledger.books.tables.members import MemberRow
from ledger.books.tables.users import UserRow
from ledger.books.types import LARGEST_NUMBER
from ledger.core.disputes import Answer, Complaint, Dispute, UnknownDispute

MOST_DISPUTES = 500


def add_dispute(
    connection: Connection,
    club_id: int,
    member_no: int,
    complaint: Complaint,
    *,
    opened_by: int,
    opened_at: dt.datetime,
) -> int:
    """Keep a complaint and return its number; the club is locked."""
    number = take_listed(connection, club_id, Listed.DISPUTE)
    connection.execute(
        sa.insert(DisputeRow).values(
            club_id=club_id, dispute_no=number, member_no=member_no,
            entry_no=complaint.entry_no, loan_no=complaint.loan_no, said=complaint.said,
            opened_by=opened_by, opened_at=opened_at,
        )
    )  # fmt: skip
    return number


def set_answer(
    connection: Connection,
    club_id: int,
    dispute_no: int,
    said: str,
    *,
    answered_by: int,
    answered_at: dt.datetime,
) -> None:
    """Keep what is answered to a dispute."""
    connection.execute(
        sa.update(DisputeRow)
        .where(DisputeRow.club_id == club_id, DisputeRow.dispute_no == dispute_no)
        .values(answer=said, answered_by=answered_by, answered_at=answered_at)
    )


def dispute_of(connection: Connection, club_id: int, dispute_no: int) -> Dispute:
    """Return a dispute (`UnknownDispute`)."""
    is_number = 0 < dispute_no <= LARGEST_NUMBER
    found = is_number and _disputes(connection, club_id, DisputeRow.dispute_no == dispute_no)
    if not found:
        raise UnknownDispute(dispute_no=dispute_no)
    return found[0]


def disputes_in(
    connection: Connection, club_id: int, *, open_only: bool, limit: int = MOST_DISPUTES
) -> list[Dispute]:
    """Return a club's disputes: the open ones, the oldest first, then the answered, the last first.

    At most `limit` of them.
    """
    condition = DisputeRow.answered_at.is_(None) if open_only else sa.true()
    return _disputes(connection, club_id, condition, limit=limit)


def disputes_by(connection: Connection, club_id: int, member_no: int) -> list[Dispute]:
    """Return a member's disputes in the same order, at most `MOST_DISPUTES`."""
    return _disputes(connection, club_id, DisputeRow.member_no == member_no)


def open_disputes(connection: Connection, club_id: int) -> int:
    """Return how many disputes wait for an answer."""
    query = sa.select(sa.func.count()).where(
        DisputeRow.club_id == club_id, DisputeRow.answered_at.is_(None)
    )
    return connection.execute(query).scalar_one()


def entry_names_member(connection: Connection, club_id: int, entry_no: int, member_no: int) -> bool:
    """Tell whether an entry has a line of a member."""
    line = JournalLineRow
    query = sa.select(sa.literal(1)).where(
        line.club_id == club_id, line.entry_no == entry_no, line.member_no == member_no
    )
    return connection.execute(query.limit(1)).first() is not None


def recorders_of(connection: Connection, club_id: int, complaint: Complaint) -> Collection[int]:
    """Return the users who recorded what a complaint is about: an entry, or a loan's life."""
    entry, event = JournalEntryRow, LoanEventRow
    if complaint.entry_no is not None:
        query = sa.select(entry.recorded_by).where(
            entry.club_id == club_id, entry.entry_no == complaint.entry_no
        )
    else:
        query = (
            sa.select(event.recorded_by)
            .where(event.club_id == club_id, event.loan_no == complaint.loan_no)
            .distinct()
        )
    return set(connection.execute(query).scalars())


def _disputes(
    connection: Connection,
    club_id: int,
    condition: sa.ColumnElement[bool],
    *,
    limit: int = MOST_DISPUTES,
) -> list[Dispute]:
    row, opener, answerer = DisputeRow, aliased(UserRow), aliased(UserRow)
    voucher, loan, member = VoucherRow, LoanRow, MemberRow
    last_first = sa.case((row.answered_at.is_(None), row.dispute_no), else_=-row.dispute_no)
    query = (
        sa.select(
            row.dispute_no, row.member_no, member.name, row.said, row.entry_no, row.loan_no,
            voucher.series, voucher.no, loan.paper_code, row.opened_by,
            opener.display_name.label("opener"), row.opened_at, row.answer, row.answered_by,
            answerer.display_name.label("answerer"), row.answered_at,
        )
        .join(
            member, sa.and_(member.club_id == row.club_id, member.member_no == row.member_no)
        )
        .join(opener, opener.user_id == row.opened_by)
        .outerjoin(
            voucher,
            sa.and_(
                voucher.club_id == row.club_id, voucher.entry_no == row.entry_no,
                voucher.void_salt.is_(None),
            ),
        )
        .outerjoin(loan, sa.and_(loan.club_id == row.club_id, loan.loan_no == row.loan_no))
        .outerjoin(answerer, answerer.user_id == row.answered_by)
        .where(row.club_id == club_id, condition)
        .order_by(row.answered_at.is_not(None), last_first)
        .limit(limit)
    )  # fmt: skip
    return [_dispute(found) for found in connection.execute(query)]


def _dispute(row: sa.Row[*tuple[object, ...]]) -> Dispute:
    answer = None
    if row.answered_at is not None:
        answer = Answer(row.answer, row.answered_by, row.answerer, row.answered_at)
    return Dispute(
        dispute_no=row.dispute_no, member_no=row.member_no, name=row.name,
        complaint=Complaint(row.said, row.entry_no, row.loan_no),
        voucher=None if row.series is None else f"{row.series} {row.no}", loan=row.paper_code,
        opened_by=row.opened_by, opener=row.opener, opened_at=row.opened_at, answer=answer,
    )  # fmt: skip
