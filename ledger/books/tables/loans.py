"""The tables of loans as agreed: products, applications with their votes, and the debt."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped

from ledger.books.tables.base import CLUB, Base, one_of, to, to_club
from ledger.books.types import AtInstant, ClubKey, DayKey, NumberKey, OnDay, Whole, Words


class LoanProductRow(Base):
    """A version of a loan product, in force from a day.

    `contract` is the template of its loans, as `core.loans.written` writes it; `most` is đồng to
    one loan, `longest` the most instalments.
    """

    __tablename__ = "loan_product"
    __table_args__ = (
        to_club(),
        sa.CheckConstraint("most > 0", name="most"),
        sa.CheckConstraint("longest > 0", name="longest"),
        sa.CheckConstraint("is_offered IN (0, 1)", name="is_offered"),
        CLUB,
    )
    club_id: Mapped[ClubKey]
    product_no: Mapped[NumberKey]
    valid_from: Mapped[DayKey]
    name: Mapped[Words]
    contract: Mapped[Words]
    most: Mapped[Whole]
    longest: Mapped[Whole]
    is_offered: Mapped[Whole]
    recorded_at: Mapped[AtInstant]
    recorded_by: Mapped[Whole]


class LoanApplicationRow(Base):
    """A member's application and how far it came; amounts in đồng, officers by member number.

    `contract` is what it asks for, as `core.loans.written` writes it; what was approved stands in
    the loan's own.
    """

    __tablename__ = "loan_application"
    __table_args__ = (
        to("member", "member_no"),
        to("loan_product", "product_no", "product_from:valid_from"),
        to("meeting", "meeting_no"),
        sa.ForeignKeyConstraint(
            ["club_id", "appraised_by"], ["member.club_id", "member.member_no"],
            name="fk_loan_application_appraised_by",
        ),
        sa.ForeignKeyConstraint(
            ["club_id", "approved_by"], ["member.club_id", "member.member_no"],
            name="fk_loan_application_approved_by",
        ),
        sa.CheckConstraint("amount > 0", name="amount"),
        sa.CheckConstraint("instalments > 0", name="instalments"),
        sa.CheckConstraint("in_difficulty IN (0, 1)", name="in_difficulty"),
        one_of("stage", "asked", "appraised", "voted", "approved", "turned_down"),
        sa.Index(None, "club_id", "stage", "application_no"),
        CLUB,
    )  # fmt: skip
    club_id: Mapped[ClubKey]
    application_no: Mapped[NumberKey]
    member_no: Mapped[Whole]
    product_no: Mapped[Whole]
    product_from: Mapped[OnDay]
    applied_on: Mapped[OnDay]
    amount: Mapped[Whole]
    instalments: Mapped[Whole]
    contract: Mapped[Words]
    purpose_kind: Mapped[Words]
    purpose: Mapped[Words]
    plan: Mapped[Words | None]
    expected_income: Mapped[Whole | None]
    co_signer: Mapped[Words | None]
    in_difficulty: Mapped[Whole]
    stage: Mapped[Words]
    appraised_on: Mapped[OnDay | None]
    appraised_by: Mapped[Whole | None]
    opinion: Mapped[Words | None]
    meeting_no: Mapped[Whole | None]
    voted_on: Mapped[OnDay | None]
    members: Mapped[Whole | None]
    approved_on: Mapped[OnDay | None]
    approved_by: Mapped[Whole | None]
    approved_amount: Mapped[Whole | None]
    turned_down_on: Mapped[OnDay | None]
    turned_down_reason: Mapped[Words | None]
    recorded_at: Mapped[AtInstant]
    recorded_by: Mapped[Whole]


class LoanVoteRow(Base):
    """How a member who was present voted on an application; who has no row was absent."""

    __tablename__ = "loan_vote"
    __table_args__ = (
        to("loan_application", "application_no"),
        to("member", "member_no"),
        one_of("vote", "for", "against", "abstained"),
        CLUB,
    )
    club_id: Mapped[ClubKey]
    application_no: Mapped[NumberKey]
    member_no: Mapped[NumberKey]
    vote: Mapped[Words]


class LoanRow(Base):
    """A loan as agreed: principal in đồng, term in months, rate in parts per million a month.

    `contract` holds all of its terms, as `core.loans.written` writes them. It never changes.
    """

    __tablename__ = "loan"
    __table_args__ = (
        to("member", "member_no"),
        to("loan_application", "application_no"),
        sa.UniqueConstraint("club_id", "paper_code"),
        sa.Index(None, "club_id", "member_no", "loan_no"),
        sa.Index(
            "uq_loan_application", "club_id", "application_no", unique=True,
            sqlite_where=sa.text("application_no IS NOT NULL"),
            postgresql_where=sa.text("application_no IS NOT NULL"),
        ),
        sa.CheckConstraint("principal > 0", name="principal"),
        sa.CheckConstraint("term_months > 0", name="term_months"),
        sa.CheckConstraint("monthly_rate_ppm >= 0", name="monthly_rate_ppm"),
        one_of("principal_method", "bullet", "equal_principal", "equal_instalments", "free"),
        CLUB,
    )  # fmt: skip
    club_id: Mapped[ClubKey]
    loan_no: Mapped[NumberKey]
    paper_code: Mapped[Words]
    member_no: Mapped[Whole]
    agreed_on: Mapped[OnDay]
    principal: Mapped[Whole]
    term_months: Mapped[Whole]
    monthly_rate_ppm: Mapped[Whole]
    principal_method: Mapped[Words]
    purpose: Mapped[Words | None]
    contract: Mapped[Words]
    application_no: Mapped[Whole | None]
    recorded_at: Mapped[AtInstant]
