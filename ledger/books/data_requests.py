"""The register of what members ask about their own data, as stored."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.numbers import Listed, take_listed
from ledger.books.tables.members import MemberRow
from ledger.books.tables.privacy import DataRequestRow
from ledger.books.types import LARGEST_NUMBER
from ledger.core.privacy.data_requests import (
    Asking,
    DataRequest,
    RequestKind,
    UnknownDataRequest,
)

MOST_REQUESTS = 500


def add_data_request(
    connection: Connection,
    club_id: int,
    member_no: int,
    asking: Asking,
    *,
    recorded_by: int,
    recorded_at: dt.datetime,
) -> int:
    """Keep a request with its deadlines and return its number; the club is locked."""
    number = take_listed(connection, club_id, Listed.DATA_REQUEST)
    connection.execute(
        sa.insert(DataRequestRow).values(
            club_id=club_id, request_no=number, member_no=member_no, kind=asking.kind.value,
            said=asking.said, received_on=asking.received_on, answer_by=asking.answer_by,
            act_by=asking.act_by, recorded_by=recorded_by, recorded_at=recorded_at,
        )
    )  # fmt: skip
    return number


def set_data_request(
    connection: Connection, club_id: int, request_no: int, **values: dt.date | str | None
) -> None:
    """Keep how far a request has come: `answered_on`, `done_on`, `outcome`."""
    row = DataRequestRow
    connection.execute(
        sa.update(row).where(row.club_id == club_id, row.request_no == request_no).values(values)
    )


def data_request_of(connection: Connection, club_id: int, request_no: int) -> DataRequest:
    """Return a request of the register (`UnknownDataRequest`)."""
    is_number = 0 < request_no <= LARGEST_NUMBER
    found = is_number and _requests(connection, club_id, DataRequestRow.request_no == request_no)
    if not found:
        raise UnknownDataRequest(request_no=request_no)
    return found[0]


def data_requests_in(
    connection: Connection, club_id: int, *, open_only: bool, limit: int = MOST_REQUESTS
) -> list[DataRequest]:
    """Return a club's register: what is not done, by the day of its deadline, then what is done.

    Of that the last comes first; at most `limit` of them all.
    """
    condition = DataRequestRow.done_on.is_(None) if open_only else sa.true()
    return _requests(connection, club_id, condition, limit=limit)


def data_requests_by(connection: Connection, club_id: int, member_no: int) -> list[DataRequest]:
    """Return what a member has asked, in the same order, at most `MOST_REQUESTS`."""
    return _requests(connection, club_id, DataRequestRow.member_no == member_no)


def _requests(
    connection: Connection,
    club_id: int,
    condition: sa.ColumnElement[bool],
    *,
    limit: int = MOST_REQUESTS,
) -> list[DataRequest]:
    row = DataRequestRow
    is_open = row.done_on.is_(None)
    deadline = sa.case((is_open, row.act_by))
    number = sa.case((is_open, row.request_no), else_=-row.request_no)
    query = (
        sa.select(
            row.request_no, row.member_no, MemberRow.name, row.kind, row.said, row.received_on,
            row.answer_by, row.act_by, row.answered_on, row.done_on, row.outcome,
        )
        .join(
            MemberRow,
            sa.and_(MemberRow.club_id == club_id, MemberRow.member_no == row.member_no),
        )
        .where(row.club_id == club_id, condition)
        .order_by(sa.not_(is_open), deadline, number)
        .limit(limit)
    )  # fmt: skip
    return [
        DataRequest(
            request_no=found.request_no, member_no=found.member_no, name=found.name,
            kind=RequestKind(found.kind), said=found.said, received_on=found.received_on,
            answer_by=found.answer_by, act_by=found.act_by, answered_on=found.answered_on,
            done_on=found.done_on, outcome=found.outcome,
        )
        for found in connection.execute(query)
    ]  # fmt: skip
