"""By what a club's entries are proven: how many, the hash of the last, when all was checked."""

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.audit_records import Doer, NotedAct, note_act
from ledger.books.journal import lock_club
from ledger.books.tables.audit import AuditRecordRow
from ledger.books.tables.clubs import ClubCounterRow

CHECKED = "check the books"
"""The act of whoever had everything checked, in the trail of the club."""


@dataclass(frozen=True, slots=True)
class Proof:
    """The head of a club's chain of entries: whoever keeps it sees any later change.

    `recorded_at` is when the last entry was recorded, None where there is none yet; `checked_at`
    when all was checked last, `checked` what was checked then ("entry 93"), `outcome` how many
    things were wrong ("wrong 0").
    """

    entries: int
    last_hash: bytes
    recorded_at: dt.datetime | None
    checked_at: dt.datetime | None = None
    checked: str = ""
    outcome: str = ""


def proof_of(connection: Connection, club_id: int) -> Proof:
    """Return the head of a club's chain of entries, and its last check, in one query."""
    counter, done = ClubCounterRow, AuditRecordRow
    last = (
        sa.select(sa.func.max(done.record_no))
        .where(done.club_id == club_id, done.act == CHECKED)
        .scalar_subquery()
    )
    is_last = sa.and_(done.club_id == club_id, done.record_no == last)
    query = (
        sa.select(
            counter.last_entry_no, counter.last_hash, counter.last_recorded_at, done.acted_at,
            done.subject, done.detail,
        )
        .outerjoin(done, is_last)
        .where(counter.club_id == club_id)
    )  # fmt: skip
    row = connection.execute(query).one()
    return Proof(row[0], bytes(row[1]), row[2], row[3], row[4] or "", row[5] or "")


def note_check(connection: Connection, club_id: int, *, entries: int, wrong: int, by: Doer) -> None:
    """Keep that all was checked up to an entry, and how many things were wrong."""
    lock_club(connection, club_id)
    note_act(connection, club_id, NotedAct(CHECKED, f"entry {entries}", f"wrong {wrong}"), by)
