"""Backups are made while others work, and come back whole or not at all."""

import datetime as dt
import random
import shutil
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from ledger.books.backup import BackupUnusable, FileExists
from ledger.books.clubs import StoredClub
from ledger.books.engine import DatabaseUnusable, open_engine, reading, transaction
from ledger.books.examine import NotALedger
from ledger.books.replay import Progress, TableDigest, TargetHoldsBooks, digests
from ledger.books.schema import SchemaMissing, SchemaOutOfDate
from ledger.books.tables import Base
from ledger.core.audit.checking import ClubTree
from ledger.core.audit.merkle import root
from ledger.core.journal import EntryKind, JournalEntry, PostingRequest, Series
from ledger.core.posting_rules import received
from ledger.services.backup import Contents, back_up, restore
from ledger.services.journal import post
from ledger.services.verify import verify
from tests.books.varied import ENTRIES, TODAY, varied_club
from tests.conftest import NOW, Database
from tests.databases import PostgreSQLDatabases

REFUSED = (BackupUnusable, SchemaMissing, SchemaOutOfDate, DatabaseUnusable, NotALedger)


def silent(_stage: str) -> None:
    """Tell nobody of a stage."""


def held(engine: Engine) -> list[TableDigest]:
    with reading(engine) as connection:
        return digests(connection)


def trees(engine: Engine) -> tuple[ClubTree, ...]:
    """Return the trees of all clubs, whose books must be right."""
    with reading(engine) as connection:
        found = verify(connection)
    assert found.faults == ()
    return found.trees


def copied(engine: Engine, path: Path) -> Contents:
    return back_up(engine, path, made_at=NOW, stages=silent)


def dues(count: int) -> list[JournalEntry]:
    return [
        JournalEntry(
            EntryKind.CONTRIBUTION, TODAY, received("5112", "activity", 1_000 + number),
            f"Hội phí tháng 3 của thành viên số {number}", Series.RECEIPT,
        )
        for number in range(count)
    ]  # fmt: skip


def post_dues(engine: Engine, club: StoredClub, count: int, number: int = 0) -> None:
    with transaction(engine) as connection:
        request = PostingRequest(uuid.uuid5(club.uuid, f"dues {number}"), 1, NOW)
        post(connection, club, dues(count), request, today=TODAY)


@pytest.fixture
def new_sqlite(tmp_path: Path) -> Iterator[Engine]:
    """Give an engine on a SQLite file that is not there yet."""
    engine = open_engine(f"sqlite:///{tmp_path / 'new' / 'books.db'}")
    (tmp_path / "new").mkdir()
    yield engine
    engine.dispose()


@pytest.fixture
def new_postgresql(postgresql_databases: PostgreSQLDatabases) -> Iterator[Engine]:
    """Give the owner's engine on a PostgreSQL database without any table."""
    url = postgresql_databases.empty()
    engine = open_engine(url)
    yield engine
    engine.dispose()
    postgresql_databases.drop(url)


@pytest.fixture(scope="module")
def whole(
    tmp_path_factory: pytest.TempPathFactory, _sqlite_template: Path
) -> Iterator[tuple[Path, list[TableDigest]]]:
    """Give a backup of varied books, and what it holds."""
    folder = tmp_path_factory.mktemp("whole")
    shutil.copy(_sqlite_template, folder / "live.db")
    engine = open_engine(f"sqlite:///{folder / 'live.db'}")
    varied_club(engine)
    copied(engine, folder / "backup")
    yield folder / "backup", held(engine)
    engine.dispose()


def test_books_come_back_on_sqlite_as_they_were(
    engine: Engine, new_sqlite: Engine, tmp_path: Path
) -> None:
    club = varied_club(engine)
    assert copied(engine, tmp_path / "backup") == Contents(1, 2, ENTRIES)
    assert restore(tmp_path / "backup", new_sqlite, aside=None, stages=silent) == Contents(
        1, 2, ENTRIES
    )
    assert held(new_sqlite) == held(engine)
    assert trees(new_sqlite) == trees(engine)
    post_dues(new_sqlite, club, 2)
    assert trees(new_sqlite)[0].size == ENTRIES + 2


def test_books_come_back_on_postgresql_as_they_were(
    engine: Engine, new_postgresql: Engine, tmp_path: Path
) -> None:
    club = varied_club(engine)
    copied(engine, tmp_path / "backup")
    restore(tmp_path / "backup", new_postgresql, aside=None, stages=silent)
    assert held(new_postgresql) == held(engine)
    assert trees(new_postgresql) == trees(engine)
    post_dues(new_postgresql, club, 2)
    assert trees(new_postgresql)[0].size == ENTRIES + 2


@pytest.mark.parametrize("times", [1, 1_000])
def test_a_backup_is_made_while_others_write(
    database: Database, engine: Engine, new_sqlite: Engine, tmp_path: Path, times: int
) -> None:
    club = varied_club(engine)
    post_dues(engine, club, 3_000)
    other = open_engine(database.url)
    written = 0

    def stages(stage: str) -> Progress | None:
        def write(_done: int, _whole: int) -> None:
            nonlocal written
            if written < times:
                written += 1
                post_dues(other, club, 1, written)

        return write if stage == "copy" else None

    back_up(engine, tmp_path / "backup", made_at=NOW, stages=stages)
    other.dispose()
    restore(tmp_path / "backup", new_sqlite, aside=None, stages=silent)
    (copy,), (live,) = trees(new_sqlite), trees(engine)
    assert written > 0
    assert ENTRIES + 3_000 <= copy.size <= live.size == ENTRIES + 3_000 + written
    entry = Base.metadata.tables["journal_entry"].c
    with reading(engine) as connection:
        leaves = connection.execute(sa.select(entry.hash).order_by(entry.entry_no)).scalars().all()
    assert copy.root == root([bytes(leaf) for leaf in leaves[: copy.size]])


def test_every_stage_is_told_to_its_end(engine: Engine, new_sqlite: Engine, tmp_path: Path) -> None:
    varied_club(engine)
    told: dict[str, tuple[int, int]] = {}

    def stages(stage: str) -> Progress:
        def tell(done: int, whole: int) -> None:
            told[stage] = (done, whole)

        return tell

    back_up(engine, tmp_path / "backup", made_at=NOW, stages=stages)
    assert set(told) == {"copy", "seal", "check", "verify"}
    told.clear()
    restore(tmp_path / "backup", new_sqlite, aside=None, stages=stages)
    assert set(told) == {"check", "restore", "compare", "verify"}
    assert all(done == whole > 0 for done, whole in told.values())


def test_books_altered_behind_the_rules_are_not_backed_up(
    database: Database, engine: Engine, tmp_path: Path
) -> None:
    varied_club(engine)
    owner = open_engine(database.owner_url)
    alter_words(owner)
    owner.dispose()
    with pytest.raises(BackupUnusable) as refused:
        copied(engine, tmp_path / "backup")
    assert (refused.value.reason, refused.value.detail) == ("verify", "words-unaltered HP 4")
    assert [path.name for path in tmp_path.iterdir() if "backup" in path.name] == []


def alter_words(owner: Engine) -> None:
    """Alter an entry's words, and leave every rule as it was."""
    text, rule = Base.metadata.tables["entry_text"], "rule_text_only_erased"
    with transaction(owner) as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        if is_sqlite:
            written = connection.exec_driver_sql(
                f"SELECT sql FROM sqlite_master WHERE name = '{rule}'"  # noqa: S608 - ours
            ).scalar_one()
            connection.exec_driver_sql(f"DROP TRIGGER {rule}")
        else:
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        connection.execute(sa.update(text).where(text.c.entry_no == 4).values(narration="Khác"))
        if is_sqlite:
            connection.exec_driver_sql(written)


def test_a_file_is_written_over_only_when_asked(engine: Engine, tmp_path: Path) -> None:
    varied_club(engine)
    path = tmp_path / "backup"
    path.touch()
    copied(engine, path)
    first = path.read_bytes()
    with pytest.raises(FileExists):
        copied(engine, path)
    assert path.read_bytes() == first
    back_up(engine, path, made_at=NOW + dt.timedelta(days=1), stages=silent, replace=True)
    assert path.read_bytes() != first


def test_a_database_that_holds_books_is_left_alone(
    whole: tuple[Path, list[TableDigest]], engine: Engine
) -> None:
    varied_club(engine, "OTHER")
    before = held(engine)
    with pytest.raises(TargetHoldsBooks):
        restore(whole[0], engine, aside=None, stages=silent)
    assert held(engine) == before


def test_a_database_migrated_and_empty_is_filled(
    whole: tuple[Path, list[TableDigest]], database: Database
) -> None:
    owner = open_engine(database.owner_url)
    restore(whole[0], owner, aside=None, stages=silent)
    assert held(owner) == whole[1]
    owner.dispose()


def test_books_put_aside_are_kept_whole(
    whole: tuple[Path, list[TableDigest]], new_sqlite: Engine, tmp_path: Path
) -> None:
    restore(whole[0], new_sqlite, aside=None, stages=silent)
    (club,) = trees(new_sqlite)
    with reading(new_sqlite) as connection:
        before = digests(connection)
    add = Base.metadata.tables["club"]
    with transaction(new_sqlite) as connection:
        connection.execute(sa.update(add).values(name="Tên khác"))
    changed = held(new_sqlite)
    kept = restore(whole[0], new_sqlite, aside=tmp_path / "aside.db", stages=silent)
    assert kept.aside == tmp_path / "aside.db"
    assert held(new_sqlite) == before == whole[1]
    old = open_engine(f"sqlite:///{tmp_path / 'aside.db'}")
    assert held(old) == changed
    assert trees(old) == (club,)
    old.dispose()


def test_a_damaged_database_is_put_aside_too(
    whole: tuple[Path, list[TableDigest]], tmp_path: Path
) -> None:
    place, aside = tmp_path / "books.db", tmp_path / "aside.db"
    place.write_bytes(b"no ledger at all")
    broken = open_engine(f"sqlite:///{place}")
    with pytest.raises(DatabaseUnusable):
        restore(whole[0], broken, aside=None, stages=silent)
    assert restore(whole[0], broken, aside=aside, stages=silent).aside == aside
    broken.dispose()
    assert aside.read_bytes() == b"no ledger at all"
    engine = open_engine(f"sqlite:///{place}")
    assert held(engine) == whole[1]
    engine.dispose()


def execute(path: Path, statement: str) -> None:
    """Change a SQLite file by plain SQL."""
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute(statement)


SONGS = "CREATE TABLE song (name TEXT)"
NEWER = "UPDATE alembic_version SET version_num = '9999'"
UNSEALED = "DROP TABLE backup_seal"
RENAMED = "UPDATE member SET name = 'Người khác'"


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda path: path.unlink(), "missing"),
        (lambda path: path.write_bytes(b""), "empty"),
        (lambda path: path.write_bytes(b"a text\n" * 50), "not_a_ledger"),
        (lambda path: path.write_bytes(path.read_bytes()[:90]), "not_a_ledger"),
        (lambda path: path.write_bytes(path.read_bytes()[:-5_000]), "cut_off"),
        (lambda path: execute(path, RENAMED), "seal"),
    ],
)
def test_a_spoilt_backup_is_refused_with_its_reason(
    whole: tuple[Path, list[TableDigest]],
    new_sqlite: Engine,
    tmp_path: Path,
    spoil: Callable[[Path], None],
    reason: str,
) -> None:
    path = tmp_path / "spoilt"
    shutil.copy(whole[0], path)
    spoil(path)
    with pytest.raises(BackupUnusable) as refused:
        restore(path, new_sqlite, aside=None, stages=silent)
    assert refused.value.reason == reason
    if reason == "seal":
        assert refused.value.detail == "member"
    assert not Path(str(new_sqlite.url.database)).exists()


def test_a_file_of_other_tables_or_of_a_newer_program_is_refused(
    whole: tuple[Path, list[TableDigest]], new_sqlite: Engine, tmp_path: Path
) -> None:
    execute(tmp_path / "songs", SONGS)
    with pytest.raises(SchemaMissing):
        restore(tmp_path / "songs", new_sqlite, aside=None, stages=silent)
    shutil.copy(whole[0], tmp_path / "newer")
    execute(tmp_path / "newer", NEWER)
    with pytest.raises(SchemaOutOfDate):
        restore(tmp_path / "newer", new_sqlite, aside=None, stages=silent)


def test_a_database_of_other_tables_is_not_filled(
    whole: tuple[Path, list[TableDigest]], tmp_path: Path
) -> None:
    execute(tmp_path / "songs.db", SONGS)
    before = (tmp_path / "songs.db").read_bytes()
    engine = open_engine(f"sqlite:///{tmp_path / 'songs.db'}")
    with pytest.raises(NotALedger):
        restore(whole[0], engine, aside=None, stages=silent)
    engine.dispose()
    assert (tmp_path / "songs.db").read_bytes() == before


def test_whatever_bit_is_turned_the_books_come_back_right_or_not_at_all(
    whole: tuple[Path, list[TableDigest]], tmp_path: Path
) -> None:
    backup, right = whole
    content = backup.read_bytes()
    chance = random.Random(7)  # noqa: S311 - a fixed series
    refusals = 0
    for number in range(24):
        turned = bytearray(content)
        turned[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        path = tmp_path / "turned"
        path.write_bytes(turned)
        engine = open_engine(f"sqlite:///{tmp_path / f'{number}.db'}")
        try:
            restore(path, engine, aside=None, stages=silent)
            assert held(engine) == right
        except REFUSED:
            refusals += 1
            assert not (tmp_path / f"{number}.db").exists()
        engine.dispose()
    assert 0 < refusals < 24


def test_a_plain_copy_without_a_seal_can_be_put_back(
    whole: tuple[Path, list[TableDigest]], new_sqlite: Engine, tmp_path: Path
) -> None:
    shutil.copy(whole[0], tmp_path / "plain")
    execute(tmp_path / "plain", UNSEALED)
    restore(tmp_path / "plain", new_sqlite, aside=None, stages=silent)
    assert held(new_sqlite) == whole[1]


def test_an_entry_altered_in_a_copy_without_a_seal_is_refused(
    whole: tuple[Path, list[TableDigest]], new_sqlite: Engine, tmp_path: Path
) -> None:
    path = tmp_path / "forged"
    shutil.copy(whole[0], path)
    execute(path, UNSEALED)
    engine = open_engine(f"sqlite:///{path}")
    line = Base.metadata.tables["journal_line"]
    with transaction(engine) as connection:
        rule = connection.exec_driver_sql(
            "SELECT sql FROM sqlite_master WHERE name = 'rule_line_not_updated'"
        ).scalar_one()
        connection.exec_driver_sql("DROP TRIGGER rule_line_not_updated")
        connection.execute(
            sa.update(line)
            .where(line.c.entry_no == 1)
            .values(debit=line.c.debit * 2, credit=line.c.credit * 2)
        )
        connection.exec_driver_sql(rule)
    engine.dispose()
    with pytest.raises(BackupUnusable) as refused:
        restore(path, new_sqlite, aside=None, stages=silent)
    assert refused.value.reason == "differs"
    assert not Path(str(new_sqlite.url.database)).exists()
