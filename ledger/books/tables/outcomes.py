"""The tables of outcomes: standards of poverty, activities, incomes, use of loans, prices."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped

from ledger.books.tables.base import CLUB, REFERENCE, Base, one_of, to, to_club
from ledger.books.types import (
    AtInstant,
    ClubKey,
    DayKey,
    NumberKey,
    OnDay,
    TextKey,
    Whole,
    Words,
)

KINDS = (
    "large_livestock", "poultry", "aquaculture", "crops", "trade", "craft", "processing",
    "services", "other",
)  # fmt: skip


class PovertyStandardRow(Base):
    """A standard by which communes say who is poor, from a day to a day, both in it.

    Income lines are đồng a person a month: at or below `rural_poor` or `urban_poor` a household
    is poor if it lacks `deprivations` indicators or more, near-poor if fewer. A province's own
    standard names it. `source` is the decree.
    """

    __tablename__ = "poverty_standard"
    __table_args__ = (
        sa.CheckConstraint("rural_poor > 0 AND urban_poor > 0", name="lines"),
        sa.CheckConstraint("deprivations > 0", name="deprivations"),
        REFERENCE,
    )
    code: Mapped[TextKey]
    name_vi: Mapped[Words]
    name_en: Mapped[Words]
    source: Mapped[Words]
    province: Mapped[Words | None]
    valid_from: Mapped[OnDay]
    valid_to: Mapped[OnDay | None]
    rural_poor: Mapped[Whole]
    urban_poor: Mapped[Whole]
    rural_average: Mapped[Whole | None]
    urban_average: Mapped[Whole | None]
    deprivations: Mapped[Whole]


class HouseholdClassChangeRow(Base):
    """What stood in a household's class before it was corrected, why, and by whom."""

    __tablename__ = "household_class_change"
    __table_args__ = (to("household_class", "household_no", "valid_from"), CLUB)
    club_id: Mapped[ClubKey]
    household_no: Mapped[NumberKey]
    valid_from: Mapped[DayKey]
    change_no: Mapped[NumberKey]
    before: Mapped[Words]
    certificate_before: Mapped[Words | None]
    after: Mapped[Words]
    certificate_after: Mapped[Words | None]
    reason: Mapped[Words]
    recorded_at: Mapped[AtInstant]
    recorded_by: Mapped[Whole]


class ActivityPlanRow(Base):
    """What a loan is to be used for, with its application or its loan; amounts in đồng.

    `cost`: of all that has to be bought; `expected_income`: net, in the whole time from
    `begins_on` to `ends_on`. Of several plans of a loan the last counts.
    """

    __tablename__ = "activity_plan"
    __table_args__ = (
        to("member", "member_no"),
        to("loan_application", "application_no"),
        to("loan", "loan_no"),
        sa.CheckConstraint(
            "application_no IS NOT NULL OR loan_no IS NOT NULL", name="of_something"
        ),
        sa.CheckConstraint("cost >= 0", name="cost"),
        sa.CheckConstraint("begins_on <= ends_on", name="days"),
        one_of("kind", *KINDS),
        sa.Index(None, "club_id", "loan_no"),
        sa.Index(None, "club_id", "application_no"),
        CLUB,
    )
    club_id: Mapped[ClubKey]
    plan_no: Mapped[NumberKey]
    member_no: Mapped[Whole]
    application_no: Mapped[Whole | None]
    loan_no: Mapped[Whole | None]
    kind: Mapped[Words]
    what: Mapped[Words]
    cost: Mapped[Whole]
    expected_income: Mapped[Whole]
    begins_on: Mapped[OnDay]
    ends_on: Mapped[OnDay]
    recorded_at: Mapped[AtInstant]
    recorded_by: Mapped[Whole]


class ActivityRecordRow(Base):
    """What happened to an activity on a day: bought, sold, used at home, born, died, on hand.

    `amount` is đồng: paid, got, or what the things are worth; none for what is born. A record is
    never changed: one that `takes_back` another makes it count no more.
    """

    __tablename__ = "activity_record"
    __table_args__ = (
        to("loan", "loan_no"),
        to("activity_record", "takes_back:record_no", name="fk_activity_record_taken_back"),
        one_of("kind", "spent", "sold", "used_at_home", "born", "lost", "on_hand", "taken_back"),
        sa.CheckConstraint("amount >= 0", name="amount"),
        sa.CheckConstraint("quantity > 0", name="quantity"),
        sa.Index(None, "club_id", "loan_no", "record_no"),
        CLUB,
    )
    club_id: Mapped[ClubKey]
    record_no: Mapped[NumberKey]
    loan_no: Mapped[Whole]
    occurred_on: Mapped[OnDay]
    kind: Mapped[Words]
    quantity: Mapped[Whole | None]
    unit: Mapped[Words | None]
    amount: Mapped[Whole | None]
    note: Mapped[Words | None]
    takes_back: Mapped[Whole | None]
    recorded_at: Mapped[AtInstant]
    recorded_by: Mapped[Whole]


class ActivityResultRow(Base):
    """An activity is over, or is summed up for its loan; of several the last counts."""

    __tablename__ = "activity_result"
    __table_args__ = (
        to("loan", "loan_no"),
        sa.CheckConstraint("goes_on IN (0, 1)", name="goes_on"),
        CLUB,
    )
    club_id: Mapped[ClubKey]
    loan_no: Mapped[NumberKey]
    result_no: Mapped[NumberKey]
    ended_on: Mapped[OnDay]
    goes_on: Mapped[Whole]
    remark: Mapped[Words | None]
    recorded_at: Mapped[AtInstant]
    recorded_by: Mapped[Whole]


class HouseholdIncomeRow(Base):
    """What a household said of its income, in đồng a month; none: it was asked, and did not say.

    The same `question` (a version of its wording) before a loan and after it; of several answers
    to one moment of a loan the last counts.
    """

    __tablename__ = "household_income"
    __table_args__ = (
        to("household", "household_no"),
        to("member", "member_no"),
        to("loan_application", "application_no"),
        to("loan", "loan_no"),
        one_of("moment", "before", "after"),
        sa.CheckConstraint("monthly >= 0", name="monthly"),
        sa.CheckConstraint(
            "application_no IS NOT NULL OR loan_no IS NOT NULL", name="of_something"
        ),
        sa.Index(None, "club_id", "loan_no"),
        sa.Index(None, "club_id", "application_no"),
        CLUB,
    )
    club_id: Mapped[ClubKey]
    income_no: Mapped[NumberKey]
    household_no: Mapped[Whole]
    member_no: Mapped[Whole]
    application_no: Mapped[Whole | None]
    loan_no: Mapped[Whole | None]
    moment: Mapped[Words]
    asked_on: Mapped[OnDay]
    question: Mapped[Words]
    monthly: Mapped[Whole | None]
    recorded_at: Mapped[AtInstant]
    recorded_by: Mapped[Whole]


class LoanUseCheckRow(Base):
    """What somebody of the board saw of a loan's use: so much of it, in đồng, for that kind."""

    __tablename__ = "loan_use_check"
    __table_args__ = (
        to("loan", "loan_no"),
        sa.ForeignKeyConstraint(
            ["club_id", "checked_by"], ["member.club_id", "member.member_no"],
            name="fk_loan_use_check_checked_by",
        ),
        one_of("used_for", *KINDS, "household_needs", "other_debt", "lent_on", "not_used"),
        sa.CheckConstraint("amount > 0", name="amount"),
        sa.Index(None, "club_id", "loan_no"),
        CLUB,
    )  # fmt: skip
    club_id: Mapped[ClubKey]
    check_no: Mapped[NumberKey]
    loan_no: Mapped[Whole]
    checked_on: Mapped[OnDay]
    used_for: Mapped[Words]
    amount: Mapped[Whole]
    checked_by: Mapped[Whole]
    remark: Mapped[Words | None]
    recorded_at: Mapped[AtInstant]
    recorded_by: Mapped[Whole]


class PriceChangeRow(Base):
    """By how much prices rose in a year, in parts per million, as the club keeps it.

    Of several versions of a year the last counts; `source` says who published it.
    """

    __tablename__ = "price_change"
    __table_args__ = (to_club(), sa.CheckConstraint("ppm > -1000000", name="ppm"), CLUB)
    club_id: Mapped[ClubKey]
    year: Mapped[NumberKey]
    version_no: Mapped[NumberKey]
    ppm: Mapped[Whole]
    source: Mapped[Words]
    recorded_at: Mapped[AtInstant]
    recorded_by: Mapped[Whole]
