"""Keeping who did what, and who looked at whom."""

import datetime as dt
import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.numbers import Listed, take_listed
from ledger.books.tables.audit import AccessRecordRow, AuditRecordRow, ServiceRecordRow


@dataclass(frozen=True, slots=True)
class Doer:
    """Who acts or looks, when, and from which address (a machine's, or "cli")."""

    user_id: int
    at: dt.datetime
    address: str


@dataclass(frozen=True, slots=True)
class NotedAct:
    """What was done, to what ("member 12"), and what is worth telling of it; no personal data."""

    act: str
    subject: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """What was looked at: a member's record, or, without a number, a list of all."""

    club_id: int
    member_no: int | None
    what: str


def note_act(connection: Connection, club_id: int, act: NotedAct, by: Doer) -> int:
    """Keep what was done in a club, in the transaction that does it; the club is locked.

    Returns the number of the record.
    """
    record_no = take_listed(connection, club_id, Listed.AUDIT_RECORD)
    connection.execute(
        sa.insert(AuditRecordRow).values(
            club_id=club_id, record_no=record_no, acted_at=by.at, actor=by.user_id, act=act.act,
            subject=act.subject, detail=act.detail, address=by.address,
        )
    )  # fmt: skip
    return record_no


def note_service(connection: Connection, act: NotedAct, by: Doer, record_id: uuid.UUID) -> None:
    """Keep what was done that belongs to no club, in the transaction that does it."""
    connection.execute(
        sa.insert(ServiceRecordRow).values(
            record_id=record_id, acted_at=by.at, actor=by.user_id, act=act.act,
            subject=act.subject, detail=act.detail, address=by.address,
        )
    )  # fmt: skip


def note_access(connection: Connection, look: Look, by: Doer, record_id: uuid.UUID) -> None:
    """Keep who looked at a member's record."""
    connection.execute(
        sa.insert(AccessRecordRow).values(
            record_id=record_id, user_id=by.user_id, club_id=look.club_id,
            member_no=look.member_no, what=look.what, address=by.address, seen_at=by.at,
        )
    )  # fmt: skip
