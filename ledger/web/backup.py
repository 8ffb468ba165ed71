"""A copy of the books with one button, where the books are this club's alone."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Response

from ledger.books.audit_records import NotedAct, note_act
from ledger.books.backup import BackupUnusable, sqlite_file
from ledger.books.journal import lock_club
from ledger.core.errors import RuleBroken
from ledger.services.clubs import clubs
from ledger.web.addresses import Addresses
from ledger.web.queries import Nothing, query_of
from ledger.web.visit import Visit

if TYPE_CHECKING:
    from ledger.services.backup import Contents


@dataclass(eq=False)
class CopyNotWhole(RuleBroken):
    """A copy of the books was made and did not pass the checks; `found` says what was found."""

    found: str


NOTHING = Nothing()
KIND = "application/vnd.sqlite3"
PIECE = 1 << 16


def backup(visit: Visit) -> Response:
    """Say what a copy is, and give one as a file: verified, while others work.

    A database with other clubs in it, or of another kind, is copied by whoever looks after the
    program: a copy has the books of all clubs.
    """
    query_of(NOTHING, visit.arguments)
    with visit.reading() as connection:
        is_alone = len(clubs(connection, limit=2)) == 1
    is_here = is_alone and sqlite_file(visit.desk.engine) is not None
    if visit.is_sent and is_here:
        return _copy(visit)
    return visit.page(
        "clubs/backup.html", status=409 if visit.is_sent else 200, club=visit.club.club,
        addresses=Addresses(visit.code), is_here=is_here, request_id=visit.new_id(),
    )  # fmt: skip


def _copy(visit: Visit) -> Response:
    """Return the copy in pieces; the folder where it was made is gone once it was sent."""
    folder = tempfile.TemporaryDirectory(prefix="club-ledger-", ignore_cleanup_errors=True)
    try:
        path = Path(folder.name) / "copy.db"
        held = _made(visit, path)
        with visit.writing() as connection:
            lock_club(connection, visit.club.club_id)
            noted = NotedAct("take copy", "books", f"entries {held.entries}")
            note_act(connection, visit.club.club_id, noted, visit.doer)
        response = Response(_pieces(path), content_type=KIND)
    except BaseException:
        folder.cleanup()
        raise
    response.call_on_close(folder.cleanup)
    name = f"club-ledger-{visit.today.isoformat()}.db"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Content-Length"] = str(path.stat().st_size)
    return response


def _made(visit: Visit, path: Path) -> "Contents":
    """Make the copy and return what it holds (`CopyNotWhole`)."""
    try:
        from ledger.services.backup import back_up  # seldom asked for, and not small

        return back_up(
            visit.desk.engine, path, made_at=visit.desk.now(), stages=lambda _stage: None
        )
    except BackupUnusable as error:
        raise CopyNotWhole(found=f"{error.reason} {error.detail}".strip()) from error


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece
