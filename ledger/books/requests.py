"""Requests already carried out, so that the same one again writes nothing."""

import datetime as dt
import uuid

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.refusals import RequestDiffers, RequestOfAnother
from ledger.books.tables.doors import RequestRow, ServiceRequestRow


def answered(
    connection: Connection,
    club_id: int | None,
    request_id: uuid.UUID,
    *,
    actor: int,
    payload_sha256: bytes,
) -> str | None:
    """Return the first answer to a request, None when it is new (DESIGN.md, decision 5).

    Raises `RequestDiffers` when the id was used with other content, `RequestOfAnother` when
    another actor used it.
    """
    table = ServiceRequestRow if club_id is None else RequestRow
    query = sa.select(table.actor, table.payload_sha256, table.answer).where(
        table.request_id == request_id
    )
    if club_id is not None:
        query = query.where(RequestRow.club_id == club_id)
    row = connection.execute(query).first()
    if row is None:
        return None
    if row[0] != actor:
        raise RequestOfAnother
    if bytes(row[1]) != payload_sha256:
        raise RequestDiffers(request_id=str(request_id))
    return row[2]


def is_known(connection: Connection, club_id: int, request_id: uuid.UUID) -> bool:
    """Tell whether a request of a club was carried out already."""
    query = sa.select(sa.literal(1)).where(
        RequestRow.club_id == club_id, RequestRow.request_id == request_id
    )
    return connection.execute(query).first() is not None


def remember(
    connection: Connection,
    club_id: int | None,
    request_id: uuid.UUID,
    *,
    actor: int,
    payload_sha256: bytes,
    answer: str,
    recorded_at: dt.datetime,
) -> None:
    """Keep a request and its answer, in the transaction that carried it out."""
    values = {
        "request_id": request_id, "actor": actor, "payload_sha256": payload_sha256,
        "answer": answer, "recorded_at": recorded_at,
    }  # fmt: skip
    if club_id is None:
        connection.execute(sa.insert(ServiceRequestRow).values(**values))
    else:
        connection.execute(sa.insert(RequestRow).values(club_id=club_id, **values))
