"""Restrictions as stored: whose data are used for the books alone, and since when."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.orm import InstrumentedAttribute, aliased

from ledger.books.tables.journal import EntryTextRow, JournalLineRow
from ledger.books.tables.members import MemberRow
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


def is_restricted(
    club_id: int | sa.ColumnElement[int] | InstrumentedAttribute[int],
    member_no: InstrumentedAttribute[int] | InstrumentedAttribute[int | None],
) -> sa.ColumnElement[bool]:
    """Return whether the data of a query's member are used for the books alone, as its column."""
    row = RestrictionRow
    holds = sa.exists().where(
        row.club_id == club_id, row.member_no == member_no, row.lifted_on.is_(None)
    )
    return holds.label("is_restricted")


def tells_of_restricted(club_id: int) -> sa.ColumnElement[bool]:
    """Return whether a query's entry tells of a member whose data are restricted, as its column.

    It does where a line of it names the member, or where who paid or received is called so.
    """
    row, line, text = RestrictionRow, aliased(JournalLineRow), EntryTextRow
    named = (
        sa.select(line.entry_no)
        .join(row, sa.and_(row.club_id == club_id, row.member_no == line.member_no))
        .where(line.club_id == club_id, row.lifted_on.is_(None))
    )
    return sa.or_(text.entry_no.in_(named), is_payer_restricted(club_id)).label("is_restricted")


def is_payer_restricted(club_id: int) -> sa.ColumnElement[bool]:
    """Return whether who paid or received is called as such a member, as a query's column."""
    row, member, text = RestrictionRow, aliased(MemberRow), EntryTextRow
    names = (
        sa.select(member.name)
        .join(row, sa.and_(row.club_id == club_id, row.member_no == member.member_no))
        .where(member.club_id == club_id, row.lifted_on.is_(None))
    )
    is_called = sa.and_(text.payer_name.is_not(None), text.payer_name.in_(names))
    return is_called.label("is_payer_restricted")


def restricted_in(connection: Connection, club_id: int) -> set[int]:
    """Return the members whose data are used for the books alone."""
    row = RestrictionRow
    query = sa.select(row.member_no).where(row.club_id == club_id, row.lifted_on.is_(None))
    return set(connection.execute(query).scalars())
