"""The running numbers of a club's own things, each taken once and in order."""

from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.tables.clubs import ClubCounterRow


class Numbered(StrEnum):
    """What a club numbers, by the column that keeps the last number."""

    MEMBER = "last_member_no"
    HOUSEHOLD = "last_household_no"
    LOAN = "last_loan_no"
    PRODUCT = "last_product_no"
    APPLICATION = "last_application_no"
    MEETING = "last_meeting_no"


class Listed(StrEnum):
    """What a club numbers in a row of its own, by its name there."""

    APPROVAL = "approval"
    AUDIT_RECORD = "audit_record"
    CASH_COUNT = "cash_count"
    DISPUTE = "dispute"
    DATA_REQUEST = "data_request"
    ACTIVITY_PLAN = "activity_plan"
    ACTIVITY_RECORD = "activity_record"
    HOUSEHOLD_INCOME = "household_income"
    LOAN_USE_CHECK = "loan_use_check"


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


def take_listed(connection: Connection, club_id: int, what: Listed) -> int:
    """Return the next number of a club's things; the club is locked by whoever takes one."""
    return take_many(connection, club_id, what, 1)[0]


def take_many(connection: Connection, club_id: int, what: Listed, how_many: int) -> range:
    """Return the next numbers of a club's things, one or more of them, in one statement."""
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    taken = connection.exec_driver_sql(
        "INSERT INTO club_number (club_id, what, last_no)"  # noqa: S608 - marks
        f" VALUES ({mark}, {mark}, {mark}) ON CONFLICT (club_id, what)"
        " DO UPDATE SET last_no = club_number.last_no + excluded.last_no RETURNING last_no",
        (club_id, what.value, how_many),
    )
    last = int(taken.scalar_one())
    return range(last - how_many + 1, last + 1)
