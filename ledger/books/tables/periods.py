"""The tables of periods: months, and the balances kept by month, by year and running."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped

from ledger.books.tables.base import CLUB, Base, to_club
from ledger.books.types import AtInstant, ClubKey, TextKey, Whole


class FiscalPeriodRow(Base):
    """A month (2026-03) of a club, open until it is closed; closed months never reopen."""

    __tablename__ = "fiscal_period"
    __table_args__ = (
        to_club(),
        sa.CheckConstraint("length(period) = 7", name="period"),
        sa.CheckConstraint("(closed_at IS NULL) = (closed_by IS NULL)", name="closed"),
        CLUB,
    )
    club_id: Mapped[ClubKey]
    period: Mapped[TextKey]
    opened_at: Mapped[AtInstant]
    closed_at: Mapped[AtInstant | None]
    closed_by: Mapped[Whole | None]


class BalanceRow(Base):
    """The running sums of an account in a fund; a cache that `verify` compares."""

    __tablename__ = "balance"
    __table_args__ = (to_club(), CLUB)
    club_id: Mapped[ClubKey]
    account: Mapped[TextKey]
    fund: Mapped[TextKey]
    debit: Mapped[Whole]
    credit: Mapped[Whole]


class PeriodBalanceRow(Base):
    """The movements of an account in a fund in a month (2026-03) or a year (2026); a cache."""

    __tablename__ = "period_balance"
    __table_args__ = (to_club(), CLUB)
    club_id: Mapped[ClubKey]
    period: Mapped[TextKey]
    account: Mapped[TextKey]
    fund: Mapped[TextKey]
    debit: Mapped[Whole]
    credit: Mapped[Whole]
