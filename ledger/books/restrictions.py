"""Restrictions as stored: whose data are used for the books alone, and since when."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.tables.privacy import RestrictionRow
from ledger.core.privacy.restrictions import Restriction


def restrictions_of(connection: Connection, club_id: int, member_no: int) -> list[Restriction]:
    """Return a member's restrictions in order of their days, lifted ones as well."""
    row = RestrictionRow
    query = (
        sa.select(row.member_no, row.valid_from, row.reason, row.lifted_on)
        .where(row.club_id == club_id, row.member_no == member_no)
        .order_by(row.valid_from)
    )
    return [Restriction(*found) for found in connection.execute(query)]


def add_restriction(
    connection: Connection,
    club_id: int,
    restriction: Restriction,
    *,
    recorded_by: int,
    recorded_at: dt.datetime,
) -> None:
    """Keep that a member's data are restricted; the club is locked."""
    connection.execute(
        sa.insert(RestrictionRow).values(
            club_id=club_id, member_no=restriction.member_no, valid_from=restriction.valid_from,
            reason=restriction.reason, recorded_by=recorded_by, recorded_at=recorded_at,
        )
    )  # fmt: skip


def set_lifted(
    connection: Connection, club_id: int, restriction: Restriction, on: dt.date | None
) -> None:
    """Keep when a restriction was lifted, or, with None, that it holds again."""
    row = RestrictionRow
    connection.execute(
        sa.update(row)
        .where(
            row.club_id == club_id, row.member_no == restriction.member_no,
            row.valid_from == restriction.valid_from,
        )
        .values(lifted_on=on)
    )  # fmt: skip


def restricted_in(connection: Connection, club_id: int) -> set[int]:
    """Return the members whose data are used for the books alone."""
    row = RestrictionRow
    query = sa.select(row.member_no).where(row.club_id == club_id, row.lifted_on.is_(None))
    return set(connection.execute(query).scalars())
