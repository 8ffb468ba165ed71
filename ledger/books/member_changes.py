"""What is changed of members: their fields, their comings and goings."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.tables.members import (
    HouseholdRow,
    MemberRow,
    MembershipEventRow,
)
from ledger.books.tables.privacy import MemberChangeRow
from ledger.core.acts.people import MemberField
from ledger.core.text import name_sort_key, without_accents


@dataclass(frozen=True, slots=True)
class LastComing:
    """The last time that a member joined or left, and how many such events there are."""

    has_joined: bool
    on: dt.date
    event_no: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredChange:
    """A change of a field: what stood there and what stands now; None in both: erased."""

    change_no: int
    field: str
    before: str | None
    after: str | None
    reason: str
    recorded_by: int
    recorded_at: dt.datetime


def member_codes(connection: Connection, club_id: int) -> list[str]:
    """Return the codes of the club's members in the order of their numbers."""
    query = (
        sa.select(MemberRow.paper_code)
        .where(MemberRow.club_id == club_id)
        .order_by(MemberRow.member_no)
    )
    return list(connection.execute(query).scalars())


def household_codes(connection: Connection, club_id: int) -> dict[int, str]:
    """Return the codes of the club's households by number, in the order of the numbers."""
    query = (
        sa.select(HouseholdRow.household_no, HouseholdRow.paper_code)
        .where(HouseholdRow.club_id == club_id)
        .order_by(HouseholdRow.household_no)
    )
    return dict(iter(connection.execute(query)))


def fields_of(
    connection: Connection, club_id: int, member_no: int
) -> Mapping[MemberField, str | int | None] | None:
    """Return what stands in a member's fields, None where there is no such member."""
    columns = [MemberRow.__table__.c[one.value] for one in MemberField]
    query = sa.select(*columns).where(
        MemberRow.club_id == club_id, MemberRow.member_no == member_no
    )
    row = connection.execute(query).first()
    return None if row is None else dict(zip(MemberField, row, strict=True))


def change_fields(
    connection: Connection,
    club_id: int,
    member_no: int,
    changed: Mapping[MemberField, str | int | None],
) -> None:
    """Write a member's fields anew; with the name go the keys by which it is found and sorted."""
    values: dict[str, str | int | None] = {one.value: value for one, value in changed.items()}
    name = changed.get(MemberField.NAME)
    if isinstance(name, str):
        values |= {"name_search": without_accents(name), "name_sort": name_sort_key(name)}
    connection.execute(
        sa.update(MemberRow)
        .where(MemberRow.club_id == club_id, MemberRow.member_no == member_no)
        .values(values)
    )


def add_change(connection: Connection, club_id: int, member_no: int, change: StoredChange) -> None:
    """Keep what was changed of a member."""
    connection.execute(
        sa.insert(MemberChangeRow).values(
            club_id=club_id, member_no=member_no, change_no=change.change_no, field=change.field,
            before=change.before, after=change.after, reason=change.reason,
            recorded_by=change.recorded_by, recorded_at=change.recorded_at,
        )
    )  # fmt: skip


def changes_of(connection: Connection, club_id: int, member_no: int) -> list[StoredChange]:
    """Return what was changed of a member, the first change first."""
    change = MemberChangeRow
    query = (
        sa.select(
            change.change_no, change.field, change.before, change.after, change.reason,
            change.recorded_by, change.recorded_at,
        )
        .where(change.club_id == club_id, change.member_no == member_no)
        .order_by(change.change_no)
    )  # fmt: skip
    return [
        StoredChange(
            change_no=row[0], field=row[1], before=row[2], after=row[3], reason=row[4],
            recorded_by=row[5], recorded_at=row[6],
        )
        for row in connection.execute(query)
    ]  # fmt: skip


def last_coming(connection: Connection, club_id: int, member_no: int) -> LastComing | None:
    """Return when a member last joined or left, None for nobody of the club."""
    event = MembershipEventRow
    query = (
        sa.select(event.kind, event.occurred_on, event.event_no)
        .where(event.club_id == club_id, event.member_no == member_no)
        .order_by(event.event_no.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    return None if row is None else LastComing(row[0] == "joined", row[1], row[2])


def add_coming(
    connection: Connection,
    club_id: int,
    member_no: int,
    coming: LastComing,
    recorded_at: dt.datetime,
) -> None:
    """Keep that a member joined or left."""
    connection.execute(
        sa.insert(MembershipEventRow).values(
            club_id=club_id, member_no=member_no, event_no=coming.event_no,
            kind="joined" if coming.has_joined else "left", occurred_on=coming.on,
            recorded_at=recorded_at,
        )
    )  # fmt: skip
