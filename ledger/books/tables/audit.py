"""The tables of audit: who did what, who looked at whom, and what waits for a second person."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped

from ledger.books.tables.base import CLUB, SERVICE, Base, one_of, to, to_club
from ledger.books.types import AtInstant, ClubKey, NumberKey, UidKey, Unique, Whole, Words


class AuditRecordRow(Base):
    """A change in a club, in the transaction that made it (TRUST.md, invariant 28).

    `act` is what was done, `subject` what it was done to ("member 12", "approval 3"), `detail`
    what is worth telling of it without personal data; `address` is where it came from.
    """

    __tablename__ = "audit_record"
    __table_args__ = (to_club(), CLUB)
    club_id: Mapped[ClubKey]
    record_no: Mapped[NumberKey]
    acted_at: Mapped[AtInstant]
    actor: Mapped[Whole]
    act: Mapped[Words]
    subject: Mapped[Words]
    detail: Mapped[Words]
    address: Mapped[Words]


class ServiceRecordRow(Base):
    """A change that belongs to no club: of users, grants, sessions, the installation."""

    __tablename__ = "service_record"
    __table_args__ = (sa.Index(None, "acted_at"), SERVICE)
    record_id: Mapped[UidKey]
    acted_at: Mapped[AtInstant]
    actor: Mapped[Whole | None]
    act: Mapped[Words]
    subject: Mapped[Words]
    detail: Mapped[Words]
    address: Mapped[Words]


class AccessRecordRow(Base):
    """Somebody looked at what a club holds of a member (TRUST.md, section 5).

    `member_no` is null where a list of all members was looked at.
    """

    __tablename__ = "access_record"
    __table_args__ = (
        sa.Index(None, "club_id", "member_no", "seen_at"),
        sa.Index(None, "user_id", "seen_at"),
        SERVICE,
    )
    record_id: Mapped[UidKey]
    user_id: Mapped[Whole]
    club_id: Mapped[Whole]
    member_no: Mapped[Whole | None]
    what: Mapped[Words]
    address: Mapped[Words]
    seen_at: Mapped[AtInstant]


class ApprovalRow(Base):
    """What waits for a second person, or was decided; nothing of it is in the books before.

    `act` names the act and `content` holds it; `summary` says it in the asker's language, as it
    was confirmed. `listed`: it was done by one person, as the rules allow, and is shown to the
    approver afterwards. `answer` is the result's text once it is done.
    """

    __tablename__ = "approval"
    __table_args__ = (
        to_club(),
        one_of("state", "waiting", "done", "refused", "withdrawn", "listed", "seen"),
        sa.UniqueConstraint("club_id", "request_id"),
        sa.Index(None, "club_id", "state"),
        CLUB,
    )
    club_id: Mapped[ClubKey]
    approval_no: Mapped[NumberKey]
    act: Mapped[Words]
    content: Mapped[Words]
    summary: Mapped[Words]
    asked_by: Mapped[Whole]
    asked_at: Mapped[AtInstant]
    request_id: Mapped[Unique]
    state: Mapped[Words]
    answer: Mapped[Words | None]


class DecisionRow(Base):
    """What one person said of what waits: yes or no, when, why, and by what it was confirmed."""

    __tablename__ = "approval_decision"
    __table_args__ = (
        to("approval", "approval_no"),
        one_of("verdict", "approved", "refused", "withdrawn", "seen"),
        sa.UniqueConstraint("club_id", "approval_no", "decided_by"),
        CLUB,
    )
    club_id: Mapped[ClubKey]
    approval_no: Mapped[NumberKey]
    decision_no: Mapped[NumberKey]
    decided_by: Mapped[Whole]
    decided_at: Mapped[AtInstant]
    verdict: Mapped[Words]
    reason: Mapped[Words | None]
    how: Mapped[Words]


class DisputeRow(Base):
    """A member says that something is not right; the club must answer.

    At most one of entry and loan is named.
    """

    __tablename__ = "dispute"
    __table_args__ = (to("member", "member_no"), sa.Index(None, "club_id", "answered_at"), CLUB)
    club_id: Mapped[ClubKey]
    dispute_no: Mapped[NumberKey]
    member_no: Mapped[Whole]
    entry_no: Mapped[Whole | None]
    loan_no: Mapped[Whole | None]
    said: Mapped[Words]
    opened_by: Mapped[Whole]
    opened_at: Mapped[AtInstant]
    answer: Mapped[Words | None]
    answered_by: Mapped[Whole | None]
    answered_at: Mapped[AtInstant | None]
