"""Who recorded an entry, and when: what decides who may correct it."""

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.orm import aliased

from ledger.books.refusals import UnknownEntry
from ledger.books.tables.journal import JournalEntryRow
from ledger.books.tables.periods import FiscalPeriodRow
from ledger.books.types import LARGEST_NUMBER
from ledger.core.acts.slips import RecordedEntry
from ledger.core.clock import day_there
from ledger.core.journal import EntryKind, Source
from ledger.core.periods import month_of


def recorded_entry(connection: Connection, club_id: int, entry_no: int) -> RecordedEntry:
    """Return who recorded an entry, and on which day of Viet Nam (`UnknownEntry`)."""
    entry, undoing, month = JournalEntryRow, aliased(JournalEntryRow), FiscalPeriodRow
    query = (
        sa.select(
            entry.kind, entry.source, entry.occurred_on, entry.recorded_at, entry.recorded_by,
            entry.approved_by, undoing.entry_no,
        )
        .outerjoin(
            undoing, sa.and_(undoing.club_id == club_id, undoing.reverses == entry.entry_no)
        )
        .where(entry.club_id == club_id, entry.entry_no == entry_no)
    )  # fmt: skip
    row = connection.execute(query).first() if 0 < entry_no <= LARGEST_NUMBER else None
    if row is None:
        raise UnknownEntry(entry_no=entry_no)
    kind, source, occurred_on, recorded_at, recorded_by, approved_by, undone_by = row
    closed = sa.select(month.closed_at).where(
        month.club_id == club_id, month.period == month_of(occurred_on)
    )
    return RecordedEntry(
        entry_no=entry_no, kind=EntryKind(kind), source=Source(source), occurred_on=occurred_on,
        recorded_on=day_there(recorded_at), recorded_by=recorded_by,
        approved_by=approved_by, is_closed=connection.execute(closed).scalar() is not None,
        is_reversed=undone_by is not None,
    )  # fmt: skip
