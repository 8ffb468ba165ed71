"""Opening the books that were named, or the reader's own file."""

import datetime as dt
import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.engine import Connection, Engine

from ledger.books.backup import file_url, sqlite_file
from ledger.books.clubs import StoredClub
from ledger.books.engine import open_engine, reading
from ledger.books.examine import refuse_other_tables, without_password
from ledger.books.refusals import UnknownClub
from ledger.books.schema import SchemaMissing, check_schema
from ledger.cli.refusals import ClubNotNamed, NoClub, NotAmong
from ledger.cli.terminal import Terminal
from ledger.core.clock import VIET_NAM
from ledger.core.text import normal
from ledger.services.clubs import club_of, clubs

FOLDER, FILE = "club-ledger", "ledger.db"
PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600
MOST_NAMED = 20
"""The most clubs that a refusal names; a country has thousands."""


def own_file() -> Path:
    """Return where a reader's own books are: in the data folder of this kind of system."""
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Application Support"
    else:
        named = os.environ.get("XDG_DATA_HOME", "")
        base = Path(named) if Path(named).is_absolute() else home / ".local" / "share"
    return base / FOLDER / FILE


def database_url(terminal: Terminal) -> str:
    """Return the URL of the books that were named, or of the reader's own file."""
    return terminal.database or file_url(own_file())


@contextmanager
def engine_at(url: str) -> Iterator[Engine]:
    """Give an engine on a database, let go at the end (`DatabaseUnusable`)."""
    engine = open_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def opened_books(terminal: Terminal) -> Iterator[Engine]:
    """Give an engine on books that are there, are ours and are up to date.

    Nothing is made on the way: a missing file stays missing. Raises `DatabaseUnusable`,
    `NotALedger`, `SchemaMissing`, `SchemaOutOfDate`.
    """
    with engine_at(database_url(terminal)) as engine:
        if is_missing(engine):
            raise SchemaMissing
        with reading(engine) as connection:
            refuse_other_tables(connection)
            check_schema(connection)
        yield engine


def is_missing(engine: Engine) -> bool:
    """Tell whether the books would be in a file of SQLite that is not there or is empty."""
    place = sqlite_file(engine)
    return place is not None and (not place.exists() or not place.stat().st_size)


def make_own_folder(terminal: Terminal) -> None:
    """Make the reader's own data folder, if the books are to be there; only the reader sees it."""
    if terminal.database is None:
        own_file().parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)


def make_private_file(engine: Engine, terminal: Terminal) -> None:
    """Make the empty file of new books so that only the reader may read it.

    The reader's own data folder is made if need be; another folder has to be there.
    """
    place = sqlite_file(engine)
    if place is None or place.exists():
        return
    make_own_folder(terminal)
    os.close(os.open(place, os.O_CREAT | os.O_EXCL | os.O_RDWR, PRIVATE_FILE))


def place_of(engine: Engine) -> str:
    """Return where the books are, as it may be shown: a file's path, or a URL."""
    place = sqlite_file(engine)
    return str(place) if place is not None else without_password(engine)


def today() -> dt.date:
    """Return the day by the clock of Viet Nam."""
    return dt.datetime.now(VIET_NAM).date()


def signed_in() -> str:
    """Return the name of whoever is signed in to this machine."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "local"


def beside(place: Path, word: str) -> Path:
    """Return the path of a copy of books beside them, with this word and the time in its name."""
    now = dt.datetime.now(VIET_NAM)
    return place.with_name(f"{place.stem}-{word}-{now:%Y%m%d-%H%M%S}{place.suffix}")


def chosen_club(connection: Connection, code: str | None) -> StoredClub:
    """Return the club of a code, or without one the only club there is.

    Raises `NotAmong`, `ClubNotNamed`, `NoClub`.
    """
    if code is not None:
        try:
            return club_of(connection, normal(code))
        except UnknownClub:
            raise NotAmong("club", code, _known(connection)) from None
    found = clubs(connection, limit=2)
    if len(found) > 1:
        raise ClubNotNamed(_known(connection))
    if not found:
        raise NoClub
    return found[0]


def _known(connection: Connection) -> str:
    """Return the codes of the first clubs, and a mark where there are more."""
    codes = [one.club.code for one in clubs(connection, limit=MOST_NAMED + 1)]
    return ", ".join([*codes[:MOST_NAMED], *("…" for _ in codes[MOST_NAMED:])]) or "-"
