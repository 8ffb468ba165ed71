"""Entries that name several members: none of these is one member's own paper."""

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.orm import aliased

from ledger.books.tables.journal import JournalLineRow


def shared_entries(connection: Connection, club_id: int, member_no: int) -> set[int]:
    """Return the entries that name a member and others as well."""
    own, other = JournalLineRow, aliased(JournalLineRow)
    query = (
        sa.select(own.entry_no)
        .join(other, sa.and_(other.club_id == own.club_id, other.entry_no == own.entry_no))
        .where(
            own.club_id == club_id, own.member_no == member_no,
            other.member_no.is_not(None), other.member_no != member_no,
        )
        .distinct()
    )  # fmt: skip
    return set(connection.execute(query).scalars())


def is_own_entry(connection: Connection, club_id: int, entry_no: int, member_no: int) -> bool:
    """Tell whether an entry names a member and nobody else."""
    line = JournalLineRow
    query = (
        sa.select(line.member_no)
        .where(line.club_id == club_id, line.entry_no == entry_no, line.member_no.is_not(None))
        .distinct()
        .limit(2)
    )
    return list(connection.execute(query).scalars()) == [member_no]
