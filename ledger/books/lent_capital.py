"""What a club owes to those who lent it capital, by the lender's name."""

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.tables.journal import EntryTextRow, JournalEntryRow, JournalLineRow
from ledger.core.accounts import LENT_CAPITAL


def lent_capital(connection: Connection, club_id: int, fund: str) -> dict[str | None, int]:
    """Return what is owed to each lender in a fund, in đồng, in one query.

    Under None stands what was lent by whom no entry names. A reversal counts for the lender of
    the entry that it undoes.
    """
    line, entry, text = JournalLineRow, JournalEntryRow, EntryTextRow
    query = (
        sa.select(text.payer_name, sa.func.sum(line.credit - line.debit))
        .join(entry, sa.and_(entry.club_id == club_id, entry.entry_no == line.entry_no))
        .join(
            text,
            sa.and_(
                text.club_id == club_id,
                text.entry_no == sa.func.coalesce(entry.reverses, entry.entry_no),
            ),
        )
        .where(line.club_id == club_id, line.account == LENT_CAPITAL, line.fund == fund)
        .group_by(text.payer_name)
    )
    return {name: int(owed) for name, owed in connection.execute(query) if owed}
