"""The table of loans: the debt as agreed."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped

from ledger.books.tables.base import CLUB, Base, one_of, to
from ledger.books.types import AtInstant, ClubKey, NumberKey, OnDay, Whole, Words


class LoanRow(Base):
    """A loan as agreed: principal in đồng, term in months, rate in parts per million a month."""

    __tablename__ = "loan"
    __table_args__ = (
        to("member", "member_no"),
        sa.UniqueConstraint("club_id", "paper_code"),
        sa.Index(None, "club_id", "member_no", "loan_no"),
        sa.CheckConstraint("principal > 0", name="principal"),
        sa.CheckConstraint("term_months > 0", name="term_months"),
        sa.CheckConstraint("monthly_rate_ppm >= 0", name="monthly_rate_ppm"),
        one_of("principal_method", "bullet", "equal_principal", "equal_instalments", "free"),
        CLUB,
    )
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
    recorded_at: Mapped[AtInstant]
