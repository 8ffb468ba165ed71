"""Sessions as stored: beginning, finding, renewing and ending them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub, club_from
from ledger.books.grants import GRANT_COLUMNS, grant_from
from ledger.books.tables.clubs import ClubRow
from ledger.books.tables.users import CredentialRow, DeviceRow, GrantRow, SessionRow, UserRow
from ledger.core.users.grants import Actor, NothingThere
from ledger.core.users.session import ABSOLUTE, IDLE, Session, is_over
from ledger.core.users.tokens import token_digest

LONGEST_AGENT = 120
"""How many characters are kept of what a browser says of itself."""

MOST_SESSIONS = 200


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session that goes on, as its user sees it in a list; `device` is an enrolled one's name."""

    token_digest: bytes
    how: str
    second_factor: bool
    agent: str
    device: str | None
    started_at: dt.datetime
    seen_at: dt.datetime


_IN_FORCE = sa.and_(
    GrantRow.user_id == SessionRow.user_id,
    GrantRow.ended_at.is_(None),
    GrantRow.valid_from <= sa.bindparam("today"),
    sa.or_(GrantRow.valid_until.is_(None), GrantRow.valid_until >= sa.bindparam("today")),
)
_ASKED = sa.orm.aliased(ClubRow)
"""The club that an address names: read along, so that a page need not ask for it again."""
_FIND = (
    sa.select(
        SessionRow.user_id, UserRow.sign_in_name, UserRow.display_name, SessionRow.device_no,
        SessionRow.how, SessionRow.second_factor, CredentialRow.must_change,
        CredentialRow.totp_secret.is_not(None).label("has_second_factor"),
        CredentialRow.pin_hash.is_not(None).label("has_pin"),
        SessionRow.started_at, SessionRow.seen_at, *GRANT_COLUMNS,
        *(column.label(f"asked_{column.key}") for column in sa.inspect(_ASKED).selectable.c),
    )
    .select_from(SessionRow)
    .join(UserRow, UserRow.user_id == SessionRow.user_id)
    .join(CredentialRow, CredentialRow.user_id == SessionRow.user_id)
    .outerjoin(GrantRow, _IN_FORCE)
    .outerjoin(ClubRow, ClubRow.club_id == GrantRow.of_club)
    .outerjoin(_ASKED, _ASKED.code == sa.bindparam("code"))
    .where(
        SessionRow.token_digest == sa.bindparam("digest"),
        SessionRow.ended_at.is_(None),
        CredentialRow.disabled_at.is_(None),
    )
    .order_by(GrantRow.grant_no)
)  # fmt: skip


def find_session(
    connection: Connection, token: str, *, now: dt.datetime, today: dt.date
) -> Session | None:
    """Return the session of a token with its user's grants of today, in one query.

    None when there is none, when it has ended or is over, or when its user is disabled.
    """
    return find_session_and_club(connection, token, None, now=now, today=today)[0]


def find_session_and_club(
    connection: Connection, token: str, code: str | None, *, now: dt.datetime, today: dt.date
) -> tuple[Session | None, StoredClub | None]:
    """Return the session of a token, and the club of a code if there is one, in one query.

    Without a session there is no club either.
    """
    digest = token_digest(token)
    is_one = code is not None and code.isprintable()
    asked = {"digest": digest, "today": today, "code": code if is_one else None}
    rows = connection.execute(_FIND, asked).all()
    if not rows or is_over(rows[0].started_at, rows[0].seen_at, now):
        return None, None
    first = rows[0]
    club = None if first.asked_club_id is None else club_from(first, "asked_")
    return _session(digest, rows), club


def whose_session(connection: Connection, digest: bytes) -> tuple[int, str] | None:
    """Return whose a session is or was, and by what it was begun; None where there was none."""
    query = sa.select(SessionRow.user_id, SessionRow.how).where(SessionRow.token_digest == digest)
    row = connection.execute(query).first()
    return None if row is None else (row[0], row[1])


def _session(digest: bytes, rows: Sequence[sa.Row[*tuple[object, ...]]]) -> Session:
    first = rows[0]
    grants = tuple(grant_from(row) for row in rows if row.grant_no is not None)
    return Session(
        actor=Actor(first.user_id, first.sign_in_name, first.display_name, grants),
        token_digest=digest, device_no=first.device_no, how=first.how,
        second_factor=bool(first.second_factor), must_change=bool(first.must_change),
        has_second_factor=bool(first.has_second_factor), has_pin=bool(first.has_pin),
        started_at=first.started_at, seen_at=first.seen_at,
    )  # fmt: skip


def start_session(
    connection: Connection,
    *,
    user_id: int,
    token: str,
    how: str,
    second_factor: bool,
    agent: str,
    device_no: int | None,
    now: dt.datetime,
) -> bytes:
    """Begin a session under a token that nobody has had, and return the token's digest."""
    digest = token_digest(token)
    seen = "".join(sign for sign in agent if sign.isprintable())[:LONGEST_AGENT]
    connection.execute(
        sa.insert(SessionRow).values(
            token_digest=digest, user_id=user_id, device_no=device_no, how=how,
            second_factor=int(second_factor), agent=seen, started_at=now, seen_at=now,
        )
    )  # fmt: skip
    return digest


def confirm_second_factor(
    connection: Connection, digest: bytes, new_token: str, now: dt.datetime
) -> bytes:
    """Go on, under a new token, with a session whose user has shown the second factor.

    It is over no later than the one before it. Returns the new token's digest; raises
    `NothingThere` when the session does not go on.
    """
    query = (
        sa.select(SessionRow.__table__)
        .where(SessionRow.token_digest == digest, SessionRow.ended_at.is_(None))
        .with_for_update(key_share=True)
    )
    old = connection.execute(query).first()
    if old is None or is_over(old.started_at, old.seen_at, now):
        raise NothingThere
    end_session(connection, digest, now)
    new = token_digest(new_token)
    connection.execute(
        sa.insert(SessionRow).values(
            token_digest=new, user_id=old.user_id, device_no=old.device_no, how=old.how,
            second_factor=1, agent=old.agent, started_at=old.started_at, seen_at=now,
        )
    )  # fmt: skip
    return new


def touch(connection: Connection, digest: bytes, now: dt.datetime) -> None:
    """Keep that a session was seen; what was seen later stays."""
    connection.execute(
        sa.update(SessionRow)
        .where(SessionRow.token_digest == digest, SessionRow.seen_at < now)
        .values(seen_at=now)
    )


def set_device(connection: Connection, digest: bytes, device_no: int) -> None:
    """Keep that a session goes on at a device that was enrolled in it."""
    connection.execute(
        sa.update(SessionRow).where(SessionRow.token_digest == digest).values(device_no=device_no)
    )


def end_session(
    connection: Connection, digest: bytes, now: dt.datetime, *, user_id: int | None = None
) -> bool:
    """End a session, of this user where one is named; tell whether it went on until now."""
    ended = sa.update(SessionRow).where(
        SessionRow.token_digest == digest, SessionRow.ended_at.is_(None)
    )
    if user_id is not None:
        ended = ended.where(SessionRow.user_id == user_id)
    return connection.execute(ended.values(ended_at=now)).rowcount == 1


def end_sessions_of(
    connection: Connection,
    user_id: int,
    now: dt.datetime,
    *,
    but: bytes | None = None,
    device_no: int | None = None,
) -> int:
    """End a user's sessions, but for one, or only those at a device; return how many."""
    ended = sa.update(SessionRow).where(
        SessionRow.user_id == user_id, SessionRow.ended_at.is_(None)
    )
    if but is not None:
        ended = ended.where(SessionRow.token_digest != but)
    if device_no is not None:
        ended = ended.where(SessionRow.device_no == device_no)
    return connection.execute(ended.values(ended_at=now)).rowcount


def sessions_of(connection: Connection, user_id: int, now: dt.datetime) -> list[OpenSession]:
    """Return a user's sessions that go on, the one seen last first."""
    session, device = SessionRow, DeviceRow
    at_device = sa.and_(device.user_id == session.user_id, device.device_no == session.device_no)
    query = (
        sa.select(
            session.token_digest, session.how, session.second_factor, session.agent, device.name,
            session.started_at, session.seen_at,
        )
        .outerjoin(device, at_device)
        .where(
            session.user_id == user_id, session.ended_at.is_(None),
            session.seen_at >= now - IDLE, session.started_at >= now - ABSOLUTE,
        )
        .order_by(session.seen_at.desc(), session.token_digest)
        .limit(MOST_SESSIONS)
    )  # fmt: skip
    return [
        OpenSession(
            bytes(row.token_digest), row.how, bool(row.second_factor), row.agent, row.name,
            row.started_at, row.seen_at,
        )
        for row in connection.execute(query)
    ]  # fmt: skip
