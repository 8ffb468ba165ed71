"""Reading who looked at whom."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.entries import all_rows
from ledger.books.tables.audit import AccessRecordRow
from ledger.books.tables.users import UserRow
from ledger.books.types import LARGEST_NUMBER
from ledger.core.clock import begin_of, day_there
from ledger.core.privacy.looks import Looked, LookSeen, folded

_DAY = dt.timedelta(days=1)
_FIRST, _LAST = dt.date(2000, 1, 1), dt.date(9999, 1, 1)
"""Nobody looked at anything outside of these days."""


def access_of_member(
    connection: Connection,
    club_id: int,
    member_no: int,
    *,
    limit: int = 50,
    before: dt.date | None = None,
) -> list[Looked]:
    """Return who looked at a member's record, or at a list of all members, the latest first.

    Looks of the same person at the same thing on the same day are one. Days are told whole, so
    that there may be a few more than `limit`; what follows is what was seen `before` the last day.
    """
    if limit <= 0 or not 0 < member_no <= LARGEST_NUMBER:
        return []
    looks: list[LookSeen] = []
    keys: set[tuple[dt.date, int, int | None, str]] = set()
    condition = _of_member(member_no)
    if before is not None:
        condition = sa.and_(condition, AccessRecordRow.seen_at < begin_of(_possible(before)))
    query = _looks(club_id).where(condition).order_by(*_LATEST_FIRST)
    with connection.execute(query, execution_options={"yield_per": 500}) as rows:
        for row in rows:
            look = LookSeen(*row)
            day = day_there(look.seen_at)
            if len(keys) >= limit and day < day_there(looks[-1].seen_at):
                break
            looks.append(look)
            keys.add((day, look.user_id, look.member_no, look.what))
    return folded(looks)


def all_looks_at(connection: Connection, club_id: int, member_no: int) -> list[LookSeen]:
    """Return every look at a member's record, or at a list of all, the latest first.

    Raises `ReportTooLong`.
    """
    query = _looks(club_id).where(_of_member(member_no)).order_by(*_LATEST_FIRST)
    return [LookSeen(*row) for row in all_rows(connection, query)]


def looks_between(
    connection: Connection, club_id: int, since: dt.date, until: dt.date
) -> list[LookSeen]:
    """Return every look at a club's members from one day to another, the latest first.

    Raises `ReportTooLong`.
    """
    seen_at = AccessRecordRow.seen_at
    query = (
        _looks(club_id)
        .where(seen_at >= begin_of(_possible(since)), seen_at < begin_of(_possible(until) + _DAY))
        .order_by(*_LATEST_FIRST)
    )
    return [LookSeen(*row) for row in all_rows(connection, query)]


_LATEST_FIRST = (AccessRecordRow.seen_at.desc(), AccessRecordRow.record_id)


def _possible(day: dt.date) -> dt.date:
    return min(max(day, _FIRST), _LAST)


def _of_member(member_no: int) -> sa.ColumnElement[bool]:
    return sa.or_(AccessRecordRow.member_no == member_no, AccessRecordRow.member_no.is_(None))


def _looks(club_id: int) -> sa.Select[dt.datetime, int, str, int | None, str, str]:
    seen = AccessRecordRow
    return (
        sa.select(
            seen.seen_at, seen.user_id, UserRow.display_name, seen.member_no, seen.what,
            seen.address,
        )
        .join(UserRow, UserRow.user_id == seen.user_id)
        .where(seen.club_id == club_id)
    )  # fmt: skip
