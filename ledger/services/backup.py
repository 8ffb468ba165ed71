"""Backups: making one while others work, and putting one back, each only if it verifies."""

import datetime as dt
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import Connection, Engine

from ledger.books.backup import (
    BackupUnusable,
    draw_copy,
    file_url,
    fresh_file,
    opened_backup,
    overwrite,
    seal,
    siblings,
    sqlite_file,
)
from ledger.books.engine import DatabaseUnusable, open_engine, reading, transaction
from ledger.books.examine import refuse_other_tables
from ledger.books.refusals import RuleOfTheBooks
from ledger.books.replay import (
    Progress,
    TableDigest,
    TargetHoldsBooks,
    digests,
    replay,
    row_counts,
)
from ledger.books.schema import check_schema, migrate, revision
from ledger.books.verify_rows import readable
from ledger.core.audit.canonical import instant_text
from ledger.services.verify import verify

Stages = Callable[[str], Progress | None]
"""Given a stage's name (copy, seal, check, restore, compare, verify), gives whom to tell of it."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup holds; `aside` is where the books are kept that it took the place of."""

    clubs: int
    members: int
    entries: int
    aside: Path | None = None


def back_up(
    engine: Engine, path: Path, *, made_at: dt.datetime, stages: Stages, replace: bool = False
) -> Contents:
    """Write the books of a database, of either kind, into one file, while others work.

    The file is put in place only when it was opened again and found whole. Raises `FileExists`
    unless `replace`, `SchemaMissing`, `SchemaOutOfDate`, `BackupUnusable`.
    """
    with reading(engine) as connection:
        check_schema(connection)
    with fresh_file(path, replace=replace) as draft:
        draw_copy(engine, draft, stages("copy"))
        seal(draft, instant_text(made_at), stages("seal"))
        with _private() as folder, _opened(draft, folder, stages) as (copy, held):
            with reading(copy) as connection:
                _verify(connection, path, stages)
            return _contents(held)


def restore(path: Path, target: Engine, *, aside: Path | None, stages: Stages) -> Contents:
    """Put a backup's books into a database of either kind that holds none.

    With `aside` a SQLite file that holds books is copied there first, then takes the new ones.
    The rows are posted anew under the rules of the books, compared with the backup and verified
    before anything is touched. Raises `BackupUnusable`, `TargetHoldsBooks`, `FileExists`.
    """
    with _private() as folder, _opened(path, folder, stages) as (backup, held):
        if target.dialect.name == "postgresql":
            _restore_rows(path, backup, held, target, stages)
            return _contents(held)
        rebuilt = open_engine(file_url(folder / "rebuilt.db"))
        try:
            _restore_rows(path, backup, held, rebuilt, stages)
        finally:
            rebuilt.dispose()
        kept = _put_in_place(folder / "rebuilt.db", target, aside)
        return _contents(held, kept)


def _restore_rows(
    path: Path, backup: Engine, held: list[TableDigest], target: Engine, stages: Stages
) -> None:
    with reading(target) as connection:
        refuse_other_tables(connection)
        is_bare = revision(connection) is None
    if is_bare:
        migrate(target)
    with transaction(target) as writing, reading(backup) as connection:
        check_schema(writing)
        try:
            replay(connection, writing, stages("restore"))
        except RuleOfTheBooks as error:
            raise BackupUnusable(str(path), "rules", error.rule) from error
        for one, other in zip(held, digests(writing, stages("compare")), strict=True):
            if one != other:
                raise BackupUnusable(str(path), "differs", one.table)
        _verify(writing, path, stages)


def _put_in_place(rebuilt: Path, target: Engine, aside: Path | None) -> Path | None:
    """Return where the books are kept that were there before, None when there were none."""
    place = sqlite_file(target)
    if place is None:
        raise DatabaseUnusable(reason="kind")
    if not place.exists() or not place.stat().st_size:
        with fresh_file(place) as draft:
            shutil.copyfile(rebuilt, draft)
        return None
    try:
        clubs = _clubs(target)
    except DatabaseUnusable:
        if aside is None:
            raise
        target.dispose()
        for old, kept in zip(siblings(place), siblings(aside), strict=True):
            if old.exists():
                old.replace(kept)
        with fresh_file(place) as draft:
            shutil.copyfile(rebuilt, draft)
        return aside
    if clubs and aside is None:
        raise TargetHoldsBooks(clubs=clubs)
    if aside is not None:
        with fresh_file(aside) as draft:
            draw_copy(target, draft)
    source = open_engine(file_url(rebuilt))
    try:
        overwrite(source, target)
    finally:
        source.dispose()
    return aside


def _clubs(target: Engine) -> int:
    with reading(target) as connection, readable(connection):
        refuse_other_tables(connection)
        return 0 if revision(connection) is None else row_counts(connection)["club"]


def _verify(connection: Connection, path: Path, stages: Stages) -> None:
    """Refuse a copy in which `verify` finds anything (`BackupUnusable`)."""
    for fault in verify(connection, progress=stages("verify")).faults:
        where = (fault.check.value, fault.club, fault.entry_no)
        named = " ".join(str(part) for part in where if part is not None)
        raise BackupUnusable(str(path), "verify", named)


@contextmanager
def _private() -> Iterator[Path]:
    """Give a folder of our own, where nobody else reads."""
    with tempfile.TemporaryDirectory(prefix="club-ledger-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@contextmanager
def _opened(path: Path, folder: Path, stages: Stages) -> Iterator[tuple[Engine, list[TableDigest]]]:
    with opened_backup(path, folder / "backup.db", stages("check")) as found:
        yield found


def _contents(held: list[TableDigest], aside: Path | None = None) -> Contents:
    rows = {one.table: one.rows for one in held}
    return Contents(rows["club"], rows["member"], rows["journal_entry"], aside)
