"""The tables of users: who acts in the books, what each may do, and how each signs in."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped

from ledger.books.tables.base import REFERENCE, SERVICE, Base, one_of
from ledger.books.types import (
    AtInstant,
    Day,
    Digest,
    DigestKey,
    NumberKey,
    OnDay,
    UidKey,
    Whole,
    Words,
)


def to_user() -> sa.ForeignKeyConstraint:
    """Return the reference of a row to its user."""
    return sa.ForeignKeyConstraint(["user_id"], ["app_user.user_id"])


class UserRow(Base):
    """A person or a program that records; the number stands in every entry."""

    __tablename__ = "app_user"
    __table_args__ = (sa.UniqueConstraint("sign_in_name"), REFERENCE)
    user_id: Mapped[NumberKey]
    sign_in_name: Mapped[Words]
    display_name: Mapped[Words]
    created_at: Mapped[AtInstant]


class CredentialRow(Base):
    """By what a user signs in: argon2id hashes, the secret of the second factor, its last step.

    A user without such a row cannot sign in at all. `must_change`: the password was set by
    another, and is good for choosing an own one only.
    """

    __tablename__ = "user_credential"
    __table_args__ = (to_user(), REFERENCE)
    user_id: Mapped[NumberKey]
    password_hash: Mapped[Words | None]
    pin_hash: Mapped[Words | None]
    totp_secret: Mapped[Words | None]
    totp_last_step: Mapped[Whole]
    must_change: Mapped[Whole]
    disabled_at: Mapped[AtInstant | None]
    changed_at: Mapped[AtInstant]


class RecoveryCodeRow(Base):
    """A code that stands in for the second factor once; SHA-256 of it is kept."""

    __tablename__ = "recovery_code"
    __table_args__ = (to_user(), REFERENCE)
    user_id: Mapped[NumberKey]
    code_no: Mapped[NumberKey]
    code_digest: Mapped[Digest]
    used_at: Mapped[AtInstant | None]


class DeviceRow(Base):
    """A browser that a user enrolled with the second factor; SHA-256 of its token is kept."""

    __tablename__ = "device"
    __table_args__ = (to_user(), sa.UniqueConstraint("token_digest"), REFERENCE)
    user_id: Mapped[NumberKey]
    device_no: Mapped[NumberKey]
    name: Mapped[Words]
    token_digest: Mapped[Digest]
    enrolled_at: Mapped[AtInstant]
    revoked_at: Mapped[AtInstant | None]


class SlipRow(Base):
    """A printed slip whose code names a member's user, so that a PIN is all she types."""

    __tablename__ = "user_slip"
    __table_args__ = (to_user(), sa.UniqueConstraint("token_digest"), REFERENCE)
    user_id: Mapped[NumberKey]
    slip_no: Mapped[NumberKey]
    token_digest: Mapped[Digest]
    issued_at: Mapped[AtInstant]
    revoked_at: Mapped[AtInstant | None]


class GrantRow(Base):
    """What a user may do and where: in a club, in an area, or everywhere; from and until a day.

    Without a club it is for the area: a commune of a province, a province, or, when both are
    null, the whole country (an administrator: the whole installation).
    """

    __tablename__ = "role_grant"
    __table_args__ = (
        to_user(),
        sa.ForeignKeyConstraint(["of_club"], ["club.club_id"]),
        one_of(
            "role", "admin", "treasurer", "accountant", "chair", "controller", "member",
            "auditor", "officer",
        ),
        sa.CheckConstraint(
            "(role = 'member' AND of_club IS NOT NULL AND member_no IS NOT NULL)"
            " OR (role <> 'member' AND member_no IS NULL)",
            name="member",
        ),
        sa.Index(None, "of_club", "member_no"),
        REFERENCE,
    )  # fmt: skip
    user_id: Mapped[NumberKey]
    grant_no: Mapped[NumberKey]
    role: Mapped[Words]
    of_club: Mapped[Whole | None]
    province: Mapped[Words | None]
    commune: Mapped[Words | None]
    member_no: Mapped[Whole | None]
    valid_from: Mapped[OnDay]
    valid_until: Mapped[dt.date | None] = sa.orm.mapped_column(Day)
    granted_by: Mapped[Whole]
    granted_at: Mapped[AtInstant]
    ended_at: Mapped[AtInstant | None]
    ended_by: Mapped[Whole | None]


class SessionRow(Base):
    """A sign-in that goes on; SHA-256 of the token in the browser's cookie is the key.

    `second_factor` is 1 once it was shown (or is not asked of a plain member); `how` is by what
    the user signed in, `agent` which browser it was, in a few words.
    """

    __tablename__ = "user_session"
    __table_args__ = (sa.Index(None, "user_id"), SERVICE)
    token_digest: Mapped[DigestKey]
    user_id: Mapped[Whole]
    device_no: Mapped[Whole | None]
    how: Mapped[Words]
    second_factor: Mapped[Whole]
    agent: Mapped[Words]
    started_at: Mapped[AtInstant]
    seen_at: Mapped[AtInstant]
    ended_at: Mapped[AtInstant | None]


class SignInRow(Base):
    """A try to sign in, or to approve by PIN.

    `account_digest` is of the user and the kind of secret, or of the typed name where nobody is
    found.
    """

    __tablename__ = "sign_in"
    __table_args__ = (
        sa.Index(None, "account_digest", "tried_at"),
        sa.Index(None, "address", "tried_at"),
        SERVICE,
    )
    try_id: Mapped[UidKey]
    account_digest: Mapped[Digest]
    user_id: Mapped[Whole | None]
    address: Mapped[Words]
    how: Mapped[Words]
    succeeded: Mapped[Whole]
    tried_at: Mapped[AtInstant]
