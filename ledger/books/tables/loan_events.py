"""The tables of what happens to loans, and of how they stand, which is worked out from that."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped

from ledger.books.tables.base import CLUB, Base, one_of, to
from ledger.books.types import AtInstant, ClubKey, DayKey, NumberKey, OnDay, Whole, Words


class LoanEventRow(Base):
    """Something that happened to a loan; it never changes, and is undone by another event.

    `told` is the event as `core.loans.written` writes it. `entry_no` is the entry that posted it,
    `correction_no` the one that posted what it changed of later events.
    """

    __tablename__ = "loan_event"
    __table_args__ = (
        to("loan", "loan_no"),
        to("journal_entry", "entry_no", name="fk_loan_event_entry"),
        to("journal_entry", "correction_no:entry_no", name="fk_loan_event_correction"),
        to("meeting", "meeting_no"),
        sa.CheckConstraint("event_no > 0", name="event_no"),
        sa.Index("ix_loan_event_entry", "club_id", "entry_no"),
        CLUB,
    )
    club_id: Mapped[ClubKey]
    loan_no: Mapped[NumberKey]
    event_no: Mapped[NumberKey]
    kind: Mapped[Words]
    occurred_on: Mapped[OnDay]
    told: Mapped[Words]
    entry_no: Mapped[Whole | None]
    correction_no: Mapped[Whole | None]
    meeting_no: Mapped[Whole | None]
    reason: Mapped[Words | None]
    recorded_at: Mapped[AtInstant]
    recorded_by: Mapped[Whole]
    approved_by: Mapped[Whole | None]


class InstalmentRow(Base):
    """An instalment of a version of a loan's schedule, in đồng; a cache.

    Version 0 is the schedule as agreed (`on_time`: principal paid by its due date), the last one
    how the loan stands, those between how it stood when a new schedule replaced them.
    """

    __tablename__ = "instalment"
    __table_args__ = (to("loan", "loan_no"), CLUB)
    club_id: Mapped[ClubKey]
    loan_no: Mapped[NumberKey]
    version_no: Mapped[NumberKey]
    instalment_no: Mapped[NumberKey]
    begins_on: Mapped[OnDay]
    ends_on: Mapped[OnDay]
    due_on: Mapped[OnDay]
    principal: Mapped[Whole]
    interest: Mapped[Whole]
    fine: Mapped[Whole]
    fee: Mapped[Whole]
    principal_paid: Mapped[Whole]
    interest_paid: Mapped[Whole]
    fine_paid: Mapped[Whole]
    fee_paid: Mapped[Whole]
    on_time: Mapped[Whole]


class LoanShareRow(Base):
    """What part of an event's money went where, in đồng; instalment 0 is money held; a cache."""

    __tablename__ = "loan_share"
    __table_args__ = (
        to("loan", "loan_no"),
        one_of("component", "principal", "interest", "fine", "fee", "held"),
        one_of("timing", "overdue", "due", "ahead", "none"),
        CLUB,
    )
    club_id: Mapped[ClubKey]
    loan_no: Mapped[NumberKey]
    event_no: Mapped[NumberKey]
    share_no: Mapped[NumberKey]
    occurred_on: Mapped[OnDay]
    instalment_no: Mapped[Whole]
    component: Mapped[Words]
    timing: Mapped[Words]
    amount: Mapped[Whole]


class LoanStandingRow(Base):
    """How a loan stands after its last event, in đồng; a cache.

    `by_replay`: what it asks for changes with time itself while something is late.
    """

    __tablename__ = "loan_standing"
    __table_args__ = (
        to("loan", "loan_no"),
        one_of("stage", "approved", "active", "repaid", "written_off", "closed"),
        sa.Index(None, "club_id", "stage", "loan_no"),
        CLUB,
    )
    club_id: Mapped[ClubKey]
    loan_no: Mapped[NumberKey]
    stage: Mapped[Words]
    borrower_no: Mapped[Whole]
    lent: Mapped[Whole]
    principal_left: Mapped[Whole]
    interest_left: Mapped[Whole]
    fine_left: Mapped[Whole]
    fee_left: Mapped[Whole]
    held: Mapped[Whole]
    overdue: Mapped[Whole]
    receivable: Mapped[Whole]
    off_books: Mapped[Whole]
    is_rescheduled: Mapped[Whole]
    by_replay: Mapped[Whole]
    last_event_no: Mapped[Whole]
    last_event_on: Mapped[OnDay | None]
    disbursed_on: Mapped[OnDay | None]
    repaid_on: Mapped[OnDay | None]
    closed_on: Mapped[OnDay | None]


class LoanSpanRow(Base):
    """How a loan stood from one day to another, both in it, in đồng; a cache.

    The columns are those of `core.loans.spans.LoanDay`. Spans follow on each other without a gap,
    from what first happened to the loan to the last day that there is.
    """

    __tablename__ = "loan_span"
    __table_args__ = (
        to("loan", "loan_no"),
        one_of("stage", "approved", "active", "repaid", "written_off", "closed"),
        sa.Index("ix_loan_span_until", "club_id", "until"),
        CLUB,
    )
    club_id: Mapped[ClubKey]
    loan_no: Mapped[NumberKey]
    since: Mapped[DayKey]
    until: Mapped[OnDay]
    stage: Mapped[Words]
    borrower_no: Mapped[Whole]
    lent: Mapped[Whole]
    outstanding: Mapped[Whole]
    overdue_principal: Mapped[Whole]
    overdue_interest: Mapped[Whole]
    overdue_fine: Mapped[Whole]
    overdue_fee: Mapped[Whole]
    oldest_due_on: Mapped[OnDay | None]
    oldest_due_now: Mapped[OnDay | None]
    days_allowed: Mapped[Whole]
    is_rescheduled: Mapped[Whole]
    fell_due: Mapped[Whole]
    on_time: Mapped[Whole]
    repaid: Mapped[Whole]
    earned: Mapped[Whole]
    given_up: Mapped[Whole]
