"""The tables of members: people, the households they live in, the households' classes."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped

from ledger.books.tables.base import CLUB, Base, one_of, to, to_club
from ledger.books.types import AtInstant, ClubKey, DayKey, NumberKey, OnDay, SortKey, Whole, Words


class HouseholdRow(Base):
    """A home, by its number in the club; `paper_code` is what the club's papers call it."""

    __tablename__ = "household"
    __table_args__ = (to_club(), sa.UniqueConstraint("club_id", "paper_code"), CLUB)
    club_id: Mapped[ClubKey]
    household_no: Mapped[NumberKey]
    paper_code: Mapped[Words]


class HouseholdClassRow(Base):
    """A household's class from a day, by the commune's certificate (DOMAIN.md, section 5.2).

    `review_year`: the year of whose yearly review it is the result, of which there is one; none:
    a class from elsewhere, such as the review that goes on all year.
    """

    __tablename__ = "household_class"
    __table_args__ = (
        to("household", "household_no"),
        one_of("class", "poor", "near_poor", "average", "other"),
        sa.Index(
            "uq_household_class_review", "club_id", "household_no", "review_year", unique=True,
            sqlite_where=sa.text("review_year IS NOT NULL"),
            postgresql_where=sa.text("review_year IS NOT NULL"),
        ),
        CLUB,
    )  # fmt: skip
    club_id: Mapped[ClubKey]
    household_no: Mapped[NumberKey]
    valid_from: Mapped[DayKey]
    class_: Mapped[Words] = sa.orm.mapped_column("class", sa.Text)
    certificate_no: Mapped[Words | None]
    recorded_at: Mapped[AtInstant]
    certificate_on: Mapped[OnDay | None]
    review_year: Mapped[Whole | None]
    recorded_by: Mapped[Whole | None]


class MemberRow(Base):
    """A person in a club; `name_search` is without accents, `name_sort` orders by given name.

    `in_difficulty`: 1 where the club knows the person to be, whatever the household's class.
    """

    __tablename__ = "member"
    __table_args__ = (
        to("household", "household_no"),
        sa.UniqueConstraint("club_id", "paper_code"),
        one_of("sex", "female", "male"),
        sa.Index(None, "club_id", "name_sort", "member_no"),
        CLUB,
    )
    club_id: Mapped[ClubKey]
    member_no: Mapped[NumberKey]
    paper_code: Mapped[Words]
    household_no: Mapped[Whole]
    name: Mapped[Words]
    name_search: Mapped[Words]
    name_sort: Mapped[SortKey]
    birth_year: Mapped[Whole | None]
    sex: Mapped[Words | None]
    ethnic_group: Mapped[Words | None]
    phone: Mapped[Words | None]
    position: Mapped[Words | None]
    in_difficulty: Mapped[Whole | None]


class MembershipEventRow(Base):
    """A member joined or left, on a day."""

    __tablename__ = "membership_event"
    __table_args__ = (to("member", "member_no"), one_of("kind", "joined", "left"), CLUB)
    club_id: Mapped[ClubKey]
    member_no: Mapped[NumberKey]
    event_no: Mapped[NumberKey]
    kind: Mapped[Words]
    occurred_on: Mapped[OnDay]
    recorded_at: Mapped[AtInstant]
