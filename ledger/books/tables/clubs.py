"""The tables of clubs: the club, its last numbers, its rules in dated versions."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped

from ledger.books.tables.base import CLUB, REFERENCE, Base, to_club
from ledger.books.types import (
    AtInstant,
    ClubKey,
    DayKey,
    Digest,
    OnDay,
    SortKey,
    TextKey,
    Unique,
    Whole,
    Words,
)


class ClubRow(Base):
    """A club; a reference table, so that its code is unique in the whole system."""

    __tablename__ = "club"
    __table_args__ = (
        sa.UniqueConstraint("code"),
        sa.UniqueConstraint("uuid"),
        sa.CheckConstraint("currency_digits BETWEEN 0 AND 6", name="currency_digits"),
        REFERENCE,
    )
    club_id: Mapped[ClubKey]
    uuid: Mapped[Unique]
    code: Mapped[SortKey]
    name: Mapped[Words]
    currency: Mapped[Words]
    currency_digits: Mapped[Whole]
    village: Mapped[Words | None]
    commune: Mapped[Words | None]
    province: Mapped[Words | None]
    decision_no: Mapped[Words | None]
    decided_on: Mapped[OnDay | None]
    decision_issuer: Mapped[Words | None]
    created_at: Mapped[AtInstant]


class ClubCounterRow(Base):
    """A club's last numbers, and its write lock: one row a club.

    Advancing `last_entry_no` folds the new entries into the balances (a rule of the database);
    raising `rebuilds` makes all balances anew. `folding` is the rule's own mark: the entries and
    rebuilds that the balances hold.
    """

    __tablename__ = "club_counter"
    __table_args__ = (to_club(), CLUB)
    club_id: Mapped[ClubKey]
    last_entry_no: Mapped[Whole]
    last_hash: Mapped[Digest]
    last_recorded_at: Mapped[AtInstant | None]
    last_member_no: Mapped[Whole]
    last_household_no: Mapped[Whole]
    last_loan_no: Mapped[Whole]
    last_product_no: Mapped[Whole]
    last_application_no: Mapped[Whole]
    last_meeting_no: Mapped[Whole]
    rebuilds: Mapped[Whole]
    folding: Mapped[Whole]


class ClubNumberRow(Base):
    """The last number of one of the club's things that came after its counter was made."""

    __tablename__ = "club_number"
    __table_args__ = (to_club(), CLUB)
    club_id: Mapped[ClubKey]
    what: Mapped[TextKey]
    last_no: Mapped[Whole]


class ClubRulesRow(Base):
    """A version of a club's own rules, in force from a day; amounts in đồng, shares in per cent.

    `lending` holds its rules of lending, as `core.loans.written` writes them; none: the default.
    """

    __tablename__ = "club_rules"
    __table_args__ = (
        to_club(),
        sa.CheckConstraint(
            "capital_share >= 0 AND activity_share >= 0 AND mutual_share >= 0"
            " AND capital_share + activity_share + mutual_share = 100",
            name="shares",
        ),
        sa.CheckConstraint("meeting_day BETWEEN 1 AND 31", name="meeting_day"),
        sa.CheckConstraint("dues >= 0", name="dues"),
        sa.CheckConstraint("principal_multiple >= 1", name="principal_multiple"),
        CLUB,
    )
    club_id: Mapped[ClubKey]
    valid_from: Mapped[DayKey]
    meeting_day: Mapped[Whole]
    dues: Mapped[Whole]
    capital_share: Mapped[Whole]
    activity_share: Mapped[Whole]
    mutual_share: Mapped[Whole]
    principal_multiple: Mapped[Whole]
    lending: Mapped[Words | None]
    payment_limit: Mapped[Whole | None]
    recorded_at: Mapped[AtInstant]
    recorded_by: Mapped[Whole]


class SystemCounterRow(Base):
    """The last number given to a club or a user, in the whole system."""

    __tablename__ = "system_counter"
    __table_args__ = (REFERENCE,)
    name: Mapped[TextKey]
    last_no: Mapped[Whole]
