"""The classes of a club's households as stored: their history, reviews and corrections."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.membership import JOINED
from ledger.books.restrictions import is_restricted
from ledger.books.tables.members import (
    HouseholdClassRow,
    HouseholdRow,
    MemberRow,
    MembershipEventRow,
)
from ledger.books.tables.outcomes import HouseholdClassChangeRow
from ledger.core.journal import PostingRequest
from ledger.core.outcomes.classes import ClassCorrected, ClassFrom, CorrectedClass, HomeHistory
from ledger.core.outcomes.review import HouseholdsReviewed, KnownHome, ReviewedHousehold
from ledger.core.statements.class_flows_table import ListedHousehold
from ledger.core.workbook.values import HouseholdClass

_FIELDS = (
    HouseholdClassRow.valid_from, HouseholdClassRow.class_, HouseholdClassRow.certificate_no,
    HouseholdClassRow.certificate_on, HouseholdClassRow.review_year,
)  # fmt: skip

_Fields = tuple[dt.date, str, str | None, dt.date | None, int | None]


def _class_from(row: _Fields) -> ClassFrom:
    valid_from, kind, certificate_no, certificate_on, review_year = row
    return ClassFrom(
        valid_from=valid_from, household_class=HouseholdClass(kind),
        certificate_no=certificate_no, certificate_on=certificate_on, review_year=review_year,
    )  # fmt: skip


def classes_of(
    connection: Connection, club_ids: Iterable[int]
) -> dict[tuple[int, int], list[ClassFrom]]:
    """Return the classes of the households of some clubs in order of their days, in one query.

    By the club's id and the household's number; a household that has none is left out.
    """
    kept = HouseholdClassRow
    query = (
        sa.select(kept.club_id, kept.household_no, *_FIELDS)
        .where(kept.club_id.in_(sorted(set(club_ids))))
        .order_by(kept.club_id, kept.household_no, kept.valid_from)
    )
    found: dict[tuple[int, int], list[ClassFrom]] = defaultdict(list)
    for row in connection.execute(query):
        kept_from = _class_from((row[2], row[3], row[4], row[5], row[6]))
        found[row[0], row[1]].append(kept_from)
    return dict(found)


def classes_of_household(
    connection: Connection, club_id: int, household_no: int
) -> list[ClassFrom]:
    """Return the classes of one household in order of their days."""
    kept = HouseholdClassRow
    query = (
        sa.select(*_FIELDS)
        .where(kept.club_id == club_id, kept.household_no == household_no)
        .order_by(kept.valid_from)
    )
    return [
        _class_from((row[0], row[1], row[2], row[3], row[4])) for row in connection.execute(query)
    ]


def household_of(connection: Connection, club_id: int, member_no: int) -> int | None:
    """Return the number of the household that a member belongs to, None for nobody."""
    query = sa.select(MemberRow.household_no).where(
        MemberRow.club_id == club_id, MemberRow.member_no == member_no
    )
    return connection.execute(query).scalar()


def known_homes(connection: Connection, club_id: int, day: dt.date) -> list[KnownHome]:
    """Return the club's households that have a member on a day, by code, in two queries.

    The name of a member whose data are restricted is left empty.
    """
    home, member, event = HouseholdRow, MemberRow, MembershipEventRow
    query = (
        sa.select(
            event.member_no, event.kind, member.paper_code, member.name, home.household_no,
            home.paper_code, is_restricted(club_id, member.member_no),
        )
        .join(member, sa.and_(member.club_id == club_id, member.member_no == event.member_no))
        .join(home, sa.and_(home.club_id == club_id, home.household_no == member.household_no))
        .where(event.club_id == club_id, event.occurred_on <= day)
        .order_by(
            home.paper_code, home.household_no, event.member_no, event.occurred_on,
            event.event_no,
        )
    )  # fmt: skip
    latest = {row[0]: row for row in connection.execute(query)}
    people: dict[tuple[int, str], list[tuple[str, str]]] = defaultdict(list)
    for _, kind, member_code, name, household_no, code, hidden in latest.values():
        if kind == JOINED:
            people[household_no, code].append((member_code, "" if hidden else name))
    classes = classes_of(connection, [club_id])
    return [
        KnownHome(
            household_no=number, code=code, members=tuple(members),
            classes=tuple(classes.get((club_id, number), ())),
        )
        for (number, code), members in people.items()
    ]  # fmt: skip


def named_households(connection: Connection, club_id: int) -> list[ListedHousehold]:
    """Return all households of a club by code, with the names of all who are or were members.

    Whose data are restricted is not named.
    """
    home, member = HouseholdRow, MemberRow
    query = (
        sa.select(
            home.household_no, home.paper_code, member.member_no, member.name,
            is_restricted(club_id, member.member_no),
        )
        .join(
            member,
            sa.and_(member.club_id == club_id, member.household_no == home.household_no),
        )
        .where(home.club_id == club_id)
        .order_by(home.paper_code, home.household_no, member.name_sort)
    )  # fmt: skip
    names: dict[tuple[int, str], list[str]] = defaultdict(list)
    unnamed: dict[int, list[int]] = defaultdict(list)
    for household_no, code, member_no, name, hidden in connection.execute(query):
        names[household_no, code] += [] if hidden else [name]
        unnamed[household_no] += [member_no] if hidden else []
    return [
        ListedHousehold(number, code, ", ".join(found), tuple(unnamed[number]))
        for (number, code), found in names.items()
    ]


def certificate_holders(connection: Connection, club_id: int) -> dict[str, str]:
    """Return whose each certificate is: by its number, the code of the household."""
    kept, home = HouseholdClassRow, HouseholdRow
    query = (
        sa.select(kept.certificate_no, home.paper_code)
        .join(home, sa.and_(home.club_id == club_id, home.household_no == kept.household_no))
        .where(kept.club_id == club_id, kept.certificate_no.is_not(None))
        .order_by(kept.valid_from)
    )
    return {number: code for number, code in connection.execute(query) if number is not None}


def add_class(
    connection: Connection, club_id: int, household_no: int, given: ClassFrom, at: PostingRequest
) -> None:
    """Store a household's class from a day."""
    connection.execute(sa.insert(HouseholdClassRow), [_row(club_id, household_no, given, at)])


def add_reviewed(
    connection: Connection,
    club_id: int,
    review: HouseholdsReviewed,
    rows: Iterable[ReviewedHousehold],
    at: PostingRequest,
) -> None:
    """Store the classes of households by a year's review."""
    values = [_row(club_id, one.household_no, review.as_class(one), at) for one in rows]
    connection.execute(sa.insert(HouseholdClassRow), values)


def _row(
    club_id: int, household_no: int, given: ClassFrom, at: PostingRequest
) -> dict[str, object]:
    return {
        "club_id": club_id, "household_no": household_no, "valid_from": given.valid_from,
        "class": given.household_class.value, "certificate_no": given.certificate_no,
        "certificate_on": given.certificate_on, "review_year": given.review_year,
        "recorded_at": at.recorded_at, "recorded_by": at.recorded_by,
    }  # fmt: skip


def correct_class(
    connection: Connection,
    club_id: int,
    given: ClassCorrected,
    before: ClassFrom,
    at: PostingRequest,
) -> None:
    """Write a household's class from a day anew, and keep what stood there with the reason."""
    changes = HouseholdClassChangeRow
    here = sa.and_(
        changes.club_id == club_id, changes.household_no == given.household_no,
        changes.valid_from == given.valid_from,
    )  # fmt: skip
    last = connection.execute(sa.select(sa.func.max(changes.change_no)).where(here)).scalar()
    connection.execute(
        sa.insert(changes).values(
            club_id=club_id, household_no=given.household_no, valid_from=given.valid_from,
            change_no=(last or 0) + 1, before=before.household_class.value,
            certificate_before=before.certificate_no, after=given.household_class.value,
            certificate_after=given.certificate_no, reason=given.reason,
            recorded_at=at.recorded_at, recorded_by=at.recorded_by,
        )
    )  # fmt: skip
    kept = HouseholdClassRow
    values = {
        kept.class_: given.household_class.value, kept.certificate_no: given.certificate_no,
        kept.certificate_on: given.certificate_on,
    }  # fmt: skip
    connection.execute(
        sa.update(kept)
        .where(
            kept.club_id == club_id, kept.household_no == given.household_no,
            kept.valid_from == given.valid_from,
        )
        .values(values)
    )  # fmt: skip


def history_of_member(connection: Connection, club_id: int, member_no: int) -> HomeHistory | None:
    """Return the classes of a member's household with their corrections, in one query.

    None for nobody of the club.
    """
    kept, change, home, member = (
        HouseholdClassRow, HouseholdClassChangeRow, HouseholdRow, MemberRow,
    )  # fmt: skip
    query = (
        sa.select(
            home.paper_code, member.in_difficulty, *_FIELDS, change.before,
            change.certificate_before, change.after, change.certificate_after, change.reason,
            change.recorded_at,
        )
        .join(home, sa.and_(home.club_id == club_id, home.household_no == member.household_no))
        .outerjoin(
            kept, sa.and_(kept.club_id == club_id, kept.household_no == home.household_no)
        )
        .outerjoin(
            change,
            sa.and_(
                change.club_id == club_id, change.household_no == kept.household_no,
                change.valid_from == kept.valid_from,
            ),
        )
        .where(member.club_id == club_id, member.member_no == member_no)
        .order_by(kept.valid_from, change.change_no)
    )  # fmt: skip
    rows = list(connection.execute(query))
    if not rows:
        return None
    classes = {
        row[2]: _class_from((row[2], row[3], row[4], row[5], row[6]))
        for row in rows
        if _is_there(row[2])
    }
    corrected = tuple(
        CorrectedClass(
            row[2], HouseholdClass(row[7]), row[8], HouseholdClass(row[9]), row[10], row[11],
            row[12],
        )
        for row in rows
        if row[7]
    )  # fmt: skip
    difficult = None if rows[0][1] is None else bool(rows[0][1])
    return HomeHistory(rows[0][0], difficult, tuple(classes.values()), corrected)


def _is_there(value: object) -> bool:
    """Tell whether an outer join found a row."""
    return value is not None
