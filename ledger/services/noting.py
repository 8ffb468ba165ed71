"""Keeping what a request did in a club's trail."""

from sqlalchemy.engine import Connection

from ledger.books.audit_records import Doer, NotedAct, note_act
from ledger.books.clubs import StoredClub
from ledger.core.journal import PostingRequest


def note_done(
    connection: Connection, club: StoredClub, done: NotedAct, at: PostingRequest, address: str
) -> None:
    """Keep what a request has done, by whom and from where; the club is locked."""
    note_act(connection, club.club_id, done, Doer(at.recorded_by, at.recorded_at, address))
