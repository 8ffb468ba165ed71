"""Reading who did what: in a club, and in the service beyond the clubs."""

import datetime as dt
import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.tables.audit import AuditRecordRow, ServiceRecordRow
from ledger.books.tables.users import UserRow
from ledger.books.types import LARGEST_NUMBER

MOST_RECORDS = 1_000
"""The most records that one page tells."""


@dataclass(frozen=True, slots=True)
class TrailRecord:
    """Something that was done in a club, by whom, when and from where."""

    record_no: int
    acted_at: dt.datetime
    user_id: int
    user: str
    act: str
    subject: str
    detail: str
    address: str


@dataclass(frozen=True, slots=True)
class ServiceTrailRecord:
    """Something that was done beyond the clubs; by nobody before there were users."""

    record_id: uuid.UUID
    acted_at: dt.datetime
    user_id: int | None
    user: str | None
    act: str
    subject: str
    detail: str
    address: str

    @property
    def place(self) -> tuple[dt.datetime, uuid.UUID]:
        """Return where it stands, for what came before it."""
        return (self.acted_at, self.record_id)


def trail(
    connection: Connection,
    club_id: int,
    *,
    limit: int = 100,
    before: int | None = None,
    subject: str | None = None,
) -> list[TrailRecord]:
    """Return what was done in a club, the last first: `limit` of those before a number.

    `subject` is what it was done to: "member 12".
    """
    done = AuditRecordRow
    query = (
        sa.select(
            done.record_no, done.acted_at, done.actor, UserRow.display_name, done.act,
            done.subject, done.detail, done.address,
        )
        .join(UserRow, UserRow.user_id == done.actor)
        .where(done.club_id == club_id)
        .order_by(done.record_no.desc())
        .limit(max(0, min(limit, MOST_RECORDS)))
    )  # fmt: skip
    if before is not None:
        query = query.where(done.record_no < max(0, min(before, LARGEST_NUMBER)))
    if subject is not None:
        query = query.where(done.subject == subject)
    return [TrailRecord(*row) for row in connection.execute(query)]


def service_trail(
    connection: Connection,
    *,
    limit: int = 100,
    before: tuple[dt.datetime, uuid.UUID] | None = None,
) -> list[ServiceTrailRecord]:
    """Return what was done beyond the clubs, the last first: `limit` of those before a place."""
    done = ServiceRecordRow
    query = (
        sa.select(
            done.record_id, done.acted_at, done.actor, UserRow.display_name, done.act,
            done.subject, done.detail, done.address,
        )
        .outerjoin(UserRow, UserRow.user_id == done.actor)
        .order_by(done.acted_at.desc(), done.record_id.desc())
        .limit(max(0, min(limit, MOST_RECORDS)))
    )  # fmt: skip
    if before is not None:
        at, record_id = before
        same_moment = sa.and_(done.acted_at == at, done.record_id < record_id)
        query = query.where(sa.or_(done.acted_at < at, same_moment))
    return [ServiceTrailRecord(*row) for row in connection.execute(query)]
