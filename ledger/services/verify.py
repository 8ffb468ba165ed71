"""Verifying: every named check of the books, of one club or of all."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub, list_clubs
from ledger.books.engine import DatabaseUnusable
from ledger.books.verify import check_database, club_rows, entries_of
from ledger.books.verify_rows import TextUnreadable, any_text_read, readable
from ledger.core.audit.checking import ClubTree, check_club
from ledger.core.audit.findings import CheckResult, Fault

Progress = Callable[[int, int], None]
"""Told how many of how many entries are done."""
STEP = 1_000
"""So many entries lie between two tellings."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What every check found, and for each club the size and root of its tree of entries."""

    results: tuple[CheckResult, ...]
    trees: tuple[ClubTree, ...]

    @property
    def found(self) -> int:
        """Return how many things are wrong, told or not."""
        return sum(result.found for result in self.results)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Return what is wrong: the first faults of every check."""
        return tuple(fault for result in self.results for fault in result.faults)


def verify(
    connection: Connection, *, club: StoredClub | None = None, progress: Progress | None = None
) -> Verification:
    """Make every check of a club's books, or of all clubs', on the caller's view of them.

    Text that is no UTF-8 is read at a second try, which is slower. Raises `DatabaseUnusable`
    when the file is too damaged to be read and no check says so.
    """
    try:
        return _verified(connection, club, progress)
    except TextUnreadable:
        with any_text_read(connection):
            return _verified(connection, club, progress)


def _verified(
    connection: Connection, club: StoredClub | None, progress: Progress | None
) -> Verification:
    results: list[CheckResult] = []
    trees: list[ClubTree] = []
    try:
        with readable(connection):
            results += check_database(connection)
            whole, done = entries_of(connection, club), 0
            for one in [club] if club else _all_clubs(connection):
                rows = club_rows(connection, one)
                found, tree = check_club(rows, _teller(progress, done, whole))
                results += found
                trees.append(tree)
                done += tree.size
                if progress is not None:
                    progress(min(done, whole), whole)
    except DatabaseUnusable:
        if not any(result.found for result in results):
            raise
    return Verification(tuple(results), tuple(trees))


def _all_clubs(connection: Connection) -> Iterator[StoredClub]:
    after = ""
    while page := list_clubs(connection, after=after):
        yield from page
        after = page[-1].club.code


def _teller(progress: Progress | None, done: int, whole: int) -> Callable[[int], None]:
    """Return who is told of each entry of a club, when so many were done before."""

    def tell(entry_no: int) -> None:
        if entry_no % STEP == 0 and progress is not None:
            progress(min(done + entry_no, whole), whole)

    return tell
