"""A backup file: one SQLite ledger, sealed with what each of its tables holds."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from ledger.books.engine import DatabaseUnusable, open_engine, reading, transaction
from ledger.books.replay import Progress, TableDigest, digests, replay
from ledger.books.schema import check_schema, migrate
from ledger.core.errors import Conflict, RuleBroken

HEADER, HEADER_BYTES = b"SQLite format 3\0", 100
PAGES = 500
"""Pages copied at a step; between steps others may write."""
PATIENCE = 5
"""So often a copy may be begun anew because others wrote; then they wait until it is done."""
SEAL = "backup_seal"


@dataclass(eq=False)
class BackupUnusable(RuleBroken):
    """A file is no backup that can be restored: `reason` says why, `detail` names the place."""

    path: str
    reason: str
    detail: str = ""


@dataclass(eq=False)
class FileExists(Conflict):
    """A file of that name is there already, and is not written over."""

    path: str


class _TooManyRestarts(Exception):
    """Others write so often that a copy by steps does not come to an end."""


@contextmanager
def fresh_file(path: Path, *, replace: bool = False) -> Iterator[Path]:
    """Give a private path beside `path`, and put it there whole when the block has succeeded.

    Raises `FileExists` unless `replace`; an empty file of that name is no obstacle.
    """
    if path.exists() and path.stat().st_size and not replace:
        raise FileExists(path=str(path))
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        yield draft
        _sync(draft)
        draft.replace(path)
        _sync(path.parent)
    finally:
        for left in siblings(draft):
            left.unlink(missing_ok=True)


def siblings(path: Path) -> list[Path]:
    """Return a SQLite file and the journals that may stand beside it."""
    return [path, *(path.with_name(path.name + end) for end in ("-journal", "-wal", "-shm"))]


def _sync(path: Path) -> None:
    if path.is_dir() and os.name == "nt":
        return  # Windows keeps a folder by itself
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def file_url(path: Path) -> str:
    """Return the URL of a SQLite file."""
    return sa.URL.create("sqlite", database=str(path)).render_as_string()


def sqlite_file(engine: Engine) -> Path | None:
    """Return the file behind an engine, None when it is no file of SQLite."""
    name = engine.url.database
    if engine.dialect.name != "sqlite" or not name or name == ":memory:":
        return None
    return Path(name)


def draw_copy(engine: Engine, draft: Path, progress: Progress | None = None) -> None:
    """Write the books of `engine` into the empty file `draft`, while others read and write."""
    source = sqlite_file(engine)
    if source is None:
        _copy_rows(engine, draft, progress)
    else:
        _copy_pages(engine, draft, progress)


def _copy_pages(engine: Engine, draft: Path, progress: Progress | None) -> None:
    with closing(sqlite3.connect(draft)) as target, engine.connect() as connection:
        source = _sqlite_connection(connection)
        try:
            source.backup(target, pages=PAGES, progress=_Patience(progress))
        except _TooManyRestarts:
            source.backup(target, progress=lambda _, left, whole: _tell(progress, left, whole))


@dataclass(slots=True)
class _Patience:
    """Tells of each step of a copy, and gives up when others make it begin anew too often."""

    progress: Progress | None
    last_left: int | None = None
    restarts: int = 0

    def __call__(self, _status: int, left: int, whole: int) -> None:
        """Take note of a step (`_TooManyRestarts`)."""
        if self.last_left is not None and left >= self.last_left:
            self.restarts += 1
            if self.restarts > PATIENCE:
                raise _TooManyRestarts
        self.last_left = left
        _tell(self.progress, left, whole)


def _tell(progress: Progress | None, left: int, whole: int) -> None:
    if progress is not None:
        progress(whole - left, whole)


def _copy_rows(engine: Engine, draft: Path, progress: Progress | None) -> None:
    copy = open_engine(file_url(draft))
    try:
        migrate(copy)
        with reading(engine) as source, transaction(copy) as target:
            replay(source, target, progress)
    finally:
        copy.dispose()


def seal(draft: Path, made_at: str, progress: Progress | None = None) -> None:
    """Write into a copy what each of its tables holds, and make it one plain file."""
    copy = open_engine(file_url(draft))
    try:
        with transaction(copy) as connection:
            connection.exec_driver_sql(f"DROP TABLE IF EXISTS {SEAL}")
            found = digests(connection, progress)
            connection.exec_driver_sql(
                f"CREATE TABLE {SEAL} (table_name TEXT PRIMARY KEY, row_count INTEGER NOT NULL,"
                " sha256 BLOB NOT NULL, made_at TEXT NOT NULL) STRICT"
            )
            connection.exec_driver_sql(
                f"INSERT INTO {SEAL} VALUES (?, ?, ?, ?)",  # noqa: S608 - the name is ours
                [(one.table, one.rows, one.sha256, made_at) for one in found],
            )
    finally:
        copy.dispose()
    with closing(sqlite3.connect(draft, isolation_level=None)) as plain:
        plain.execute("PRAGMA journal_mode=DELETE")


@contextmanager
def opened_backup(
    path: Path, draft: Path, progress: Progress | None = None
) -> Iterator[tuple[Engine, list[TableDigest]]]:
    """Give an engine on a private copy of a backup that is found whole, and what it holds.

    Raises `BackupUnusable`, `SchemaMissing` or `SchemaOutOfDate`; the backup is only read.
    """
    check_header(path)
    for one, private in zip(siblings(path), siblings(draft), strict=True):
        if one.exists() and not one.name.endswith("-shm"):
            shutil.copyfile(one, private)
    engine = open_engine(file_url(draft))
    try:
        try:
            with reading(engine) as connection:
                check_schema(connection)
                held = check_whole(connection, path, progress)
        except (sa.exc.DatabaseError, DatabaseUnusable, ValueError) as error:
            raise BackupUnusable(str(path), "damaged", str(error)) from error
        yield engine, held
    finally:
        engine.dispose()


def check_header(path: Path) -> None:
    """Refuse what is plainly no ledger file, or has lost its end (`BackupUnusable`)."""
    if not path.is_file():
        raise BackupUnusable(str(path), "missing")
    with path.open("rb") as file:
        head = file.read(HEADER_BYTES)
    if not head:
        raise BackupUnusable(str(path), "empty")
    if not head.startswith(HEADER) or len(head) < HEADER_BYTES:
        raise BackupUnusable(str(path), "not_a_ledger")
    page = int.from_bytes(head[16:18], "big")
    whole = int.from_bytes(head[28:32], "big") * (65_536 if page == 1 else page)
    if path.stat().st_size < whole and not path.with_name(path.name + "-wal").exists():
        raise BackupUnusable(str(path), "cut_off")


def check_whole(
    connection: Connection, path: Path, progress: Progress | None = None
) -> list[TableDigest]:
    """Return what the tables hold, after every check a file of SQLite allows (`BackupUnusable`)."""
    said = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
    if said != "ok":
        raise BackupUnusable(str(path), "damaged", str(said))
    orphan = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if orphan is not None:
        raise BackupUnusable(str(path), "damaged", str(orphan[0]))
    found = digests(connection, progress)
    sealed = _sealed(connection)
    for one in found if sealed else ():
        if sealed.get(one.table) != (one.rows, one.sha256):
            raise BackupUnusable(str(path), "seal", one.table)
    return found


def _sealed(connection: Connection) -> dict[str, tuple[int, bytes]]:
    if not sa.inspect(connection).has_table(SEAL):
        return {}
    rows = connection.exec_driver_sql(f"SELECT table_name, row_count, sha256 FROM {SEAL}")  # noqa: S608
    return {name: (count, bytes(digest)) for name, count, digest in rows}


def overwrite(source: Engine, target: Engine) -> None:
    """Put the books of a SQLite file into another that is open, in one transaction of SQLite.

    Others that have the target open see the new books at once, or after a crash the old.
    """
    with source.connect() as copied, target.connect() as live:
        _sqlite_connection(copied).backup(_sqlite_connection(live))


def _sqlite_connection(connection: Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        raise DatabaseUnusable(reason="kind")
    return driver
