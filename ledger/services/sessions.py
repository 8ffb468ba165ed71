"""Sessions: what a door needs of them, and ending one's own from a list."""

import uuid

from sqlalchemy.engine import Connection

from ledger.books.audit_records import Doer
from ledger.books.sessions import (
    OpenSession,
    confirm_second_factor,
    end_session,
    end_sessions_of,
    find_session,
    find_session_and_club,
    sessions_of,
    start_session,
    touch,
    whose_session,
)
from ledger.core.users.grants import NothingThere
from ledger.core.users.session import ABSOLUTE, IDLE, Session
from ledger.services.user_records import note_user

__all__ = [
    "ABSOLUTE",
    "IDLE",
    "OpenSession",
    "Session",
    "confirm_second_factor",
    "end_listed_session",
    "end_other_sessions",
    "end_session",
    "end_sessions_of",
    "find_session",
    "find_session_and_club",
    "sessions_of",
    "start_session",
    "touch",
    "whose_session",
]


def end_listed_session(
    connection: Connection, session: Session, digest: bytes, *, by: Doer, record_id: uuid.UUID
) -> None:
    """End one of the own sessions by its digest (`NothingThere`)."""
    user_id = session.actor.user_id
    if not end_session(connection, digest, by.at, user_id=user_id):
        raise NothingThere
    note_user(connection, user_id, "end session", by=by, record_id=record_id)


def end_other_sessions(
    connection: Connection, session: Session, *, by: Doer, record_id: uuid.UUID
) -> int:
    """End all of the own sessions but this one, and return how many there were."""
    user_id = session.actor.user_id
    ended = end_sessions_of(connection, user_id, by.at, but=session.token_digest)
    note_user(connection, user_id, "end other sessions", by=by, record_id=record_id)
    return ended
