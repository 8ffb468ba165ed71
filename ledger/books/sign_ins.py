"""Tries to sign in as stored: whom a name means, how often it was tried, and how it ended."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.engine import admit
from ledger.books.tables.clubs import ClubRow
from ledger.books.tables.members import MemberRow
from ledger.books.tables.users import (
    CredentialRow,
    DeviceRow,
    GrantRow,
    SessionRow,
    SignInRow,
    SlipRow,
    UserRow,
)
from ledger.books.types import LARGEST_NUMBER
from ledger.core.text import normal
from ledger.core.users.grants import Role
from ledger.core.users.signing_in import How, sign_in_name
from ledger.core.users.tokens import token_digest

MOST_LISTED = 200
PIN = How.STAFF_PIN.secret
LONGEST_DIGITS = 18
"""A number of more digits is nobody's."""


@dataclass(frozen=True, slots=True)
class Account:
    """Whom a name means, and the hash of what must be typed; None where there is none."""

    user_id: int
    stored_hash: str | None
    is_disabled: bool


@dataclass(frozen=True, slots=True)
class Try:
    """A try: by what, from which address, when, and whether it was right."""

    try_id: uuid.UUID
    how: str
    address: str
    succeeded: bool
    tried_at: dt.datetime


def find_account(connection: Connection, how: How, name: str, today: dt.date) -> Account | None:
    """Return whom a name means, by the way of signing in; None for nobody.

    By PIN without an enrolled device only plain members sign in: whoever has another role,
    as of today or later, shows more.
    """
    typed = name if name.isprintable() else ""  # what no name holds, no database takes either
    credential = CredentialRow
    secret = credential.password_hash if how is How.PASSWORD else credential.pin_hash
    query = sa.select(credential.user_id, secret.label("secret"), credential.disabled_at)
    match how:
        case How.PASSWORD:
            query = query.join(UserRow, UserRow.user_id == credential.user_id).where(
                UserRow.sign_in_name == sign_in_name(typed)
            )
        case How.MEMBER_PIN:
            code, member = _club_and_member(typed)
            admit(connection, list(connection.execute(_clubs_of(code)).scalars()))
            query = _by_member(query, code, member).where(_is_plain(today))
        case How.SLIP_PIN:
            query = query.join(SlipRow, SlipRow.user_id == credential.user_id).where(
                SlipRow.token_digest == token_digest(name), SlipRow.revoked_at.is_(None),
                _is_plain(today),
            )  # fmt: skip
        case How.STAFF_PIN | How.SECOND_FACTOR:
            query = query.where(credential.user_id == _number(typed))
    row = connection.execute(query.limit(1)).first()
    return None if row is None else Account(row[0], row[1], row[2] is not None)


def known_mark(
    connection: Connection, user_id: int, how: How, marks: Sequence[bytes]
) -> bytes | None:
    """Return the mark by which a browser is known to be a user's, None for a stranger's.

    A mark is the digest of the token of an enrolled device, or of a session of before: one that
    was confirmed by the second factor, or, where a PIN is tried, was begun by it. Whoever has
    shown less is a stranger still, and so is everybody once what the user signs in by is changed.
    """
    session, device, credential = SessionRow, DeviceRow, CredentialRow
    shown = session.second_factor == 1
    pins = [one.value for one in How if one.secret == how.secret == PIN]
    if pins:
        shown = sa.or_(shown, session.how.in_(pins))
    sessions = (
        sa.select(session.token_digest)
        .join(credential, credential.user_id == session.user_id)
        .where(
            session.user_id == user_id, session.token_digest.in_(marks), shown,
            session.seen_at >= credential.changed_at,
        )
    )  # fmt: skip
    devices = sa.select(device.token_digest).where(
        device.user_id == user_id, device.token_digest.in_(marks), device.revoked_at.is_(None)
    )
    found = {bytes(one) for one in connection.execute(sessions.union_all(devices)).scalars()}
    return next((mark for mark in marks if mark in found), None)


def lock_tries(connection: Connection, account_digest: bytes, address: str) -> None:
    """Let nobody else count tries of an account or from an address until the transaction ends.

    SQLite has one writer at a time in any case.
    """
    if connection.dialect.name == "sqlite":
        return
    for digest in (account_digest, token_digest(f"address\n{address}")):
        key = int.from_bytes(digest[:8], signed=True)
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(key)))


def failed_of_account(
    connection: Connection, account_digest: bytes, since: dt.datetime, most: int
) -> list[dt.datetime]:
    """Return when an account was tried in vain since it last went right, the latest first."""
    query = (
        sa.select(SignInRow.tried_at, SignInRow.succeeded)
        .where(SignInRow.account_digest == account_digest, SignInRow.tried_at > since)
        .order_by(SignInRow.tried_at.desc(), SignInRow.succeeded.desc())
        .limit(most)
    )
    failed: list[dt.datetime] = []
    for tried_at, succeeded in connection.execute(query):
        if succeeded:
            break
        failed.append(tried_at)
    return failed


def tries_from_address(
    connection: Connection, address: str, since: dt.datetime, most: int
) -> list[dt.datetime]:
    """Return when something was tried from an address, right or not, the latest first."""
    query = (
        sa.select(SignInRow.tried_at)
        .where(
            SignInRow.address == address, SignInRow.tried_at > since, SignInRow.succeeded == 0
        )
        .order_by(SignInRow.tried_at.desc())
        .limit(most)
    )  # fmt: skip
    return list(connection.execute(query).scalars())


def keep_try(connection: Connection, one: Try, account_digest: bytes, user_id: int | None) -> None:
    """Keep a try, or, in a row of its own, that it was right."""
    connection.execute(
        sa.insert(SignInRow).values(
            try_id=one.try_id, account_digest=account_digest, user_id=user_id,
            address=one.address, how=one.how, succeeded=int(one.succeeded), tried_at=one.tried_at,
        )
    )  # fmt: skip


def tries_of(connection: Connection, user_id: int, *, limit: int = MOST_LISTED) -> list[Try]:
    """Return the latest rows of a user, the latest first."""
    query = (
        sa.select(
            SignInRow.try_id, SignInRow.how, SignInRow.address, SignInRow.succeeded,
            SignInRow.tried_at,
        )
        .where(SignInRow.user_id == user_id)
        .order_by(SignInRow.tried_at.desc(), SignInRow.succeeded.desc(), SignInRow.try_id)
        .limit(limit)
    )  # fmt: skip
    return [Try(row[0], row[1], row[2], bool(row[3]), row[4]) for row in connection.execute(query)]


def _club_and_member(typed: str) -> tuple[str, str]:
    """Return the two parts of "HP/12"."""
    code, _, member = (part.strip() for part in normal(typed).rpartition("/"))
    return code, member


def _clubs_of(code: str) -> sa.Select[int]:
    return sa.select(ClubRow.club_id).where(ClubRow.code.in_([code, code.upper()]))


def _by_member(
    query: sa.Select[int, str | None, dt.datetime | None], code: str, member: str
) -> sa.Select[int, str | None, dt.datetime | None]:
    """Return the query for "HP/12" or "HP/TV12": a number counts before a code on paper."""
    number = _number(member)
    return (
        query.join(GrantRow, GrantRow.user_id == CredentialRow.user_id)
        .join(ClubRow, ClubRow.club_id == GrantRow.of_club)
        .join(
            MemberRow,
            sa.and_(
                MemberRow.club_id == GrantRow.of_club, MemberRow.member_no == GrantRow.member_no
            ),
        )
        .where(
            ClubRow.code.in_([code, code.upper()]),
            GrantRow.role == Role.MEMBER.value,
            GrantRow.ended_at.is_(None),
            sa.or_(
                MemberRow.member_no == number,
                MemberRow.paper_code.in_([member, member.upper()]),
            ),
        )
        .order_by(sa.case((MemberRow.member_no == number, 0), else_=1), GrantRow.user_id)
    )


def _is_plain(today: dt.date) -> sa.ColumnElement[bool]:
    other = sa.orm.aliased(GrantRow)
    held = sa.select(sa.literal(1)).where(
        other.user_id == CredentialRow.user_id,
        other.role != Role.MEMBER.value,
        other.ended_at.is_(None),
        sa.or_(other.valid_until.is_(None), other.valid_until >= today),
    )
    return ~sa.exists(held)


def _number(typed: str) -> int:
    """Return the number that is typed, 0 for none: nobody has it."""
    text = typed.strip()
    is_number = text.isascii() and text.isdecimal() and len(text) <= LONGEST_DIGITS
    return min(int(text), LARGEST_NUMBER) if is_number else 0
