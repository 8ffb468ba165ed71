"""The members and households of many clubs as they are counted: who they are, of which class."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.household_classes import classes_of
from ledger.books.membership import JOINED
from ledger.books.tables.clubs import ClubRow
from ledger.books.tables.members import MemberRow, MembershipEventRow
from ledger.core.outcomes.classes import class_on
from ledger.core.outcomes.composition import CountedMember, is_minority
from ledger.core.outcomes.flows import CountedHousehold, Stay
from ledger.core.workbook.values import Sex


def counted_members(
    connection: Connection, club_ids: Sequence[int], day: dt.date
) -> list[CountedMember]:
    """Return those who belong to some clubs on a day as they are counted, in two queries.

    The class is the household's on that day.
    """
    member, event = MemberRow, MembershipEventRow
    query = (
        sa.select(
            event.club_id, event.member_no, event.kind, member.household_no, member.sex,
            member.birth_year, member.ethnic_group, member.in_difficulty,
        )
        .join(
            member,
            sa.and_(member.club_id == event.club_id, member.member_no == event.member_no),
        )
        .where(event.club_id.in_(club_ids), event.occurred_on <= day)
        .order_by(event.club_id, event.member_no, event.occurred_on, event.event_no)
    )  # fmt: skip
    latest = {(row.club_id, row.member_no): row for row in connection.execute(query)}
    classes = classes_of(connection, club_ids)
    return [
        CountedMember(
            club_id=one.club_id, member_no=one.member_no, sex=Sex(one.sex) if one.sex else None,
            birth_year=one.birth_year, ethnic_group=one.ethnic_group,
            household_class=class_on(classes.get((one.club_id, one.household_no), ()), day),
            in_difficulty=None if one.in_difficulty is None else bool(one.in_difficulty),
        )
        for one in latest.values()
        if one.kind == JOINED
    ]  # fmt: skip


@dataclass(slots=True)
class _Home:
    """A household while its members are read."""

    province: str | None
    stays: list[Stay] = field(default_factory=list)
    minorities: set[bool] = field(default_factory=set)


def counted_households(connection: Connection, club_ids: Sequence[int]) -> list[CountedHousehold]:
    """Return the households of some clubs as they are counted, in two queries.

    A household is where its members live now; who moved is counted with the household of today.
    """
    member, event, club = MemberRow, MembershipEventRow, ClubRow
    query = (
        sa.select(
            event.club_id, event.member_no, event.kind, event.occurred_on, member.household_no,
            member.ethnic_group, club.province,
        )
        .join(
            member,
            sa.and_(member.club_id == event.club_id, member.member_no == event.member_no),
        )
        .join(club, club.club_id == event.club_id)
        .where(event.club_id.in_(club_ids))
        .order_by(event.club_id, event.member_no, event.occurred_on, event.event_no)
    )  # fmt: skip
    homes: dict[tuple[int, int], _Home] = {}
    since: dict[tuple[int, int], dt.date] = {}
    of_member: dict[tuple[int, int], _Home] = {}
    for row in connection.execute(query):
        home = homes.setdefault((row.club_id, row.household_no), _Home(row.province))
        who = row.club_id, row.member_no
        of_member[who] = home
        found = is_minority(row.ethnic_group)
        if found is not None:
            home.minorities.add(found)
        if row.kind == JOINED:
            since.setdefault(who, row.occurred_on)
        elif who in since:
            home.stays.append(Stay(begins_on=since.pop(who), ends_on=row.occurred_on))
    for who, begins_on in since.items():
        of_member[who].stays.append(Stay(begins_on=begins_on))
    classes = classes_of(connection, club_ids)
    return [
        CountedHousehold(
            club_id=club_id, household_no=household_no, province=home.province,
            classes=tuple(classes.get((club_id, household_no), ())), stays=tuple(home.stays),
            is_minority=(True in home.minorities) if home.minorities else None,
        )
        for (club_id, household_no), home in homes.items()
    ]  # fmt: skip
