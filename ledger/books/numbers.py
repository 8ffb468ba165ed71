"""The running numbers of a club's own things, each taken once and in order."""

from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.tables.clubs import ClubCounterRow


class Numbered(StrEnum):
    """What a club numbers, by the column that keeps the last number."""

    LOAN = "last_loan_no"
    PRODUCT = "last_product_no"
    APPLICATION = "last_application_no"
    MEETING = "last_meeting_no"


def take_number(connection: Connection, club_id: int, what: Numbered) -> int:
    """Return the next number of a club's things; the club is locked by whoever takes one."""
    counter = ClubCounterRow.__table__
    column = counter.c[what.value]
    query = (
        sa.update(ClubCounterRow)
        .where(ClubCounterRow.club_id == club_id)
        .values({what.value: column + 1})
        .returning(column)
    )
    return int(connection.execute(query).scalar_one())
