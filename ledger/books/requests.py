"""Requests already carried out, so that the same one again writes nothing."""

import datetime as dt
import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.refusals import RequestDiffers, RequestOfAnother
from ledger.books.tables.doors import RequestRow, ServiceRequestRow
from ledger.core.audit.canonical import instant_text

_REMEMBER = {
    "sqlite": "INSERT INTO request (club_id, request_id, actor, payload_sha256, answer,"
    " recorded_at) VALUES (?, ?, ?, ?, ?, ?)",
    "postgresql": "INSERT INTO request (club_id, request_id, actor, payload_sha256, answer,"
    " recorded_at) VALUES (%s, %s::uuid, %s, %s, %s, %s::timestamptz)",
}


@dataclass(frozen=True, slots=True)
class FirstAnswer:
    """A request that was carried out before: by whom, with what content, and its answer."""

    actor: int
    payload_sha256: bytes
    answer: str

    def given_to(self, actor: int, request_id: uuid.UUID, payload_sha256: bytes) -> str:
        """Return the first answer to whoever asks the same again (DESIGN.md, decision 5).

        Raises `RequestDiffers` when the id was used with other content, `RequestOfAnother` when
        another actor used it.
        """
        if self.actor != actor:
            raise RequestOfAnother
        if self.payload_sha256 != payload_sha256:
            raise RequestDiffers(request_id=str(request_id))
        return self.answer


def service_request(connection: Connection, request_id: uuid.UUID) -> FirstAnswer | None:
    """Return a request without a club that was carried out, None when it is new."""
    table = ServiceRequestRow
    query = sa.select(table.actor, table.payload_sha256, table.answer).where(
        table.request_id == request_id
    )
    row = connection.execute(query).first()
    return None if row is None else FirstAnswer(row[0], bytes(row[1]), row[2])


def first_answer(connection: Connection, club_id: int, request_id: uuid.UUID) -> FirstAnswer | None:
    """Return a request of a club that was carried out, None when it is new."""
    table = RequestRow
    query = sa.select(table.actor, table.payload_sha256, table.answer).where(
        table.club_id == club_id, table.request_id == request_id
    )
    row = connection.execute(query).first()
    return None if row is None else FirstAnswer(row[0], bytes(row[1]), row[2])


def is_known(connection: Connection, club_id: int, request_id: uuid.UUID) -> bool:
    """Tell whether a request of a club was carried out already."""
    query = sa.select(sa.literal(1)).where(
        RequestRow.club_id == club_id, RequestRow.request_id == request_id
    )
    return connection.execute(query).first() is not None


def remember(
    connection: Connection,
    club_id: int,
    request_id: uuid.UUID,
    first: FirstAnswer,
    recorded_at: dt.datetime,
) -> None:
    """Keep a club's request and its answer, in the transaction that carried it out."""
    connection.exec_driver_sql(
        _REMEMBER[connection.dialect.name],
        (
            club_id, str(request_id), first.actor, first.payload_sha256, first.answer,
            instant_text(recorded_at),
        ),
    )  # fmt: skip


def remember_service_request(
    connection: Connection, request_id: uuid.UUID, first: FirstAnswer, recorded_at: dt.datetime
) -> None:
    """Keep a request without a club and its answer."""
    connection.execute(
        sa.insert(ServiceRequestRow).values(
            request_id=request_id, actor=first.actor, payload_sha256=first.payload_sha256,
            answer=first.answer, recorded_at=recorded_at,
        )
    )  # fmt: skip
