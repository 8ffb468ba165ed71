"""The last amounts that were posted to an account, to know what is usual there."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.orm import aliased

from ledger.books.tables.journal import JournalEntryRow, JournalLineRow
from ledger.core.accounts import Side


@dataclass(frozen=True, slots=True)
class PostedTo:
    """A side of an account, of one member where a number is given."""

    account: str
    side: Side
    member_no: int | None = None


def last_amounts(connection: Connection, club_id: int, of: PostedTo, limit: int) -> list[int]:
    """Return the last amounts that stand there, in đồng, the latest first.

    What was reversed, and what reverses it, is left out.
    """
    line, entry, undoing = JournalLineRow, JournalEntryRow, aliased(JournalEntryRow)
    amount = line.debit if of.side is Side.DEBIT else line.credit
    query = (
        sa.select(amount)
        .join(entry, sa.and_(entry.club_id == club_id, entry.entry_no == line.entry_no))
        .where(
            line.club_id == club_id, line.account == of.account, amount > 0,
            entry.reverses.is_(None),
            ~sa.exists().where(undoing.club_id == club_id, undoing.reverses == entry.entry_no),
        )
        .order_by(line.entry_no.desc(), line.line_no)
        .limit(limit)
    )  # fmt: skip
    if of.member_no is not None:
        query = query.where(line.member_no == of.member_no)
    return list(connection.execute(query).scalars())
