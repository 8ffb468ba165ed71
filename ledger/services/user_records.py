"""Keeping what was done to a user: in the club's own trail where it is of a club."""

import uuid

from sqlalchemy.engine import Connection

from ledger.books.audit_records import Doer, NotedAct, note_act, note_service


def note_user(
    connection: Connection,
    user_id: int,
    act: str,
    *,
    by: Doer,
    record_id: uuid.UUID,
    detail: str = "",
    club_id: int | None = None,
) -> None:
    """Keep what was done to a user; where a club is named, it is locked already.

    The record's id is for what belongs to no club; a club numbers its own records.
    """
    noted = NotedAct(act, f"user {user_id}", detail)
    if club_id is None:
        note_service(connection, noted, by, record_id)
    else:
        note_act(connection, club_id, noted, by)
