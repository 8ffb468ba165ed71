"""Carrying a request out once: the same again gives its first answer and writes nothing."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub
from ledger.books.journal import lock_club
from ledger.books.requests import FirstAnswer, first_answer, remember
from ledger.core.journal import PostingRequest
from ledger.core.loans.written import read, write

Answer = TypeVar("Answer")


def once(
    connection: Connection,
    club: StoredClub,
    request: PostingRequest,
    act: Callable[[PostingRequest], Answer],
    *,
    content: Sequence[object],
    answer: type[Answer],
) -> tuple[Answer, bool]:
    """Return what an act answers, and whether it was carried out before, with the club locked.

    `content` is all that is asked for, the act's own name first. The act is given the request
    with an instant that never goes back. Raises `RequestDiffers`, `RequestOfAnother`.
    """
    payload = _payload(content)
    lock = lock_club(connection, club.club_id)
    first = first_answer(connection, club.club_id, request.request_id)
    if first is not None:
        said = first.given_to(request.recorded_by, request.request_id, payload)
        return read(answer, said), True
    if lock.last_recorded_at and lock.last_recorded_at > request.recorded_at:
        request = replace(request, recorded_at=lock.last_recorded_at)
    given = act(request)
    kept = FirstAnswer(request.recorded_by, payload, write(given))
    remember(connection, club.club_id, request.request_id, kept, request.recorded_at)
    return given, False


def answered(
    connection: Connection,
    club: StoredClub,
    request: PostingRequest,
    *,
    content: Sequence[object],
    answer: type[Answer],
) -> Answer | None:
    """Return what the same request was answered before, None where it is new or another."""
    first = first_answer(connection, club.club_id, request.request_id)
    if first is None or (first.actor, first.payload_sha256) != (
        request.recorded_by, _payload(content),
    ):  # fmt: skip
        return None
    return read(answer, first.answer)


def _payload(content: Sequence[object]) -> bytes:
    # Half a pair of a letter's code is refused by name where the text is checked, not here.
    return hashlib.sha256(write(content).encode("utf-8", "surrogatepass")).digest()
