"""The tables of personal data: consent, requests about one's own data, restriction, corrections."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped

from ledger.books.tables.base import CLUB, Base, one_of, to
from ledger.books.types import AtInstant, ClubKey, Day, DayKey, NumberKey, OnDay, Whole, Words


class ConsentRow(Base):
    """A member agreed that data are used beyond the bookkeeping, which needs no consent.

    `text_version` names the text that was read, in `language`; `way` is how (signed, spoken,
    on the screen), `witness` who was there.
    """

    __tablename__ = "consent"
    __table_args__ = (
        to("member", "member_no"),
        one_of("way", "signed", "spoken", "screen"),
        CLUB,
    )
    club_id: Mapped[ClubKey]
    member_no: Mapped[NumberKey]
    consent_no: Mapped[NumberKey]
    text_version: Mapped[Words]
    language: Mapped[Words]
    way: Mapped[Words]
    witness: Mapped[Words | None]
    given_on: Mapped[OnDay]
    withdrawn_on: Mapped[dt.date | None] = sa.orm.mapped_column(Day)
    recorded_by: Mapped[Whole]
    recorded_at: Mapped[AtInstant]


class DataRequestRow(Base):
    """A member asks something about the own data; with the days by which it must be answered."""

    __tablename__ = "data_request"
    __table_args__ = (
        to("member", "member_no"),
        one_of("kind", "look", "export", "correct", "restrict", "erase", "withdraw", "object"),
        sa.Index(None, "club_id", "done_on"),
        CLUB,
    )
    club_id: Mapped[ClubKey]
    request_no: Mapped[NumberKey]
    member_no: Mapped[Whole]
    kind: Mapped[Words]
    said: Mapped[Words]
    received_on: Mapped[OnDay]
    answer_by: Mapped[OnDay]
    act_by: Mapped[OnDay]
    answered_on: Mapped[dt.date | None] = sa.orm.mapped_column(Day)
    done_on: Mapped[dt.date | None] = sa.orm.mapped_column(Day)
    outcome: Mapped[Words | None]
    recorded_by: Mapped[Whole]
    recorded_at: Mapped[AtInstant]


class RestrictionRow(Base):
    """From a day a member's data are used for the books alone, until it is lifted."""

    __tablename__ = "restriction"
    __table_args__ = (to("member", "member_no"), CLUB)
    club_id: Mapped[ClubKey]
    member_no: Mapped[NumberKey]
    valid_from: Mapped[DayKey]
    reason: Mapped[Words]
    lifted_on: Mapped[dt.date | None] = sa.orm.mapped_column(Day)
    recorded_by: Mapped[Whole]
    recorded_at: Mapped[AtInstant]


class MemberChangeRow(Base):
    """What of a member's data was changed: the field, what stood there and what stands now.

    Both texts become null when the person is erased.
    """

    __tablename__ = "member_change"
    __table_args__ = (to("member", "member_no"), CLUB)
    club_id: Mapped[ClubKey]
    member_no: Mapped[NumberKey]
    change_no: Mapped[NumberKey]
    field: Mapped[Words]
    before: Mapped[Words | None]
    after: Mapped[Words | None]
    reason: Mapped[Words]
    recorded_by: Mapped[Whole]
    recorded_at: Mapped[AtInstant]
