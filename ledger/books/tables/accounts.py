"""The tables of the chart: a club's accounts and its funds."""

from sqlalchemy.orm import Mapped

from ledger.books.tables.base import CLUB, Base, one_of, to_club
from ledger.books.types import ClubKey, TextKey, Words


class AccountRow(Base):
    """A place in a club's chart."""

    __tablename__ = "account"
    __table_args__ = (
        to_club(),
        one_of("type", "asset", "liability", "equity", "income", "expense"),
        one_of("normal_side", "debit", "credit"),
        CLUB,
    )
    club_id: Mapped[ClubKey]
    account: Mapped[TextKey]
    type: Mapped[Words]
    normal_side: Mapped[Words]
    name_vi: Mapped[Words]
    name_en: Mapped[Words]


class FundRow(Base):
    """A purse with its own balance sheet inside a club."""

    __tablename__ = "fund"
    __table_args__ = (to_club(), one_of("kind", "income", "activity", "mutual"), CLUB)
    club_id: Mapped[ClubKey]
    fund: Mapped[TextKey]
    kind: Mapped[Words]
    equity_account: Mapped[Words]
    name_vi: Mapped[Words]
    name_en: Mapped[Words]
