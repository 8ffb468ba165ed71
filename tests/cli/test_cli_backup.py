"""A copy of the books, and the books from it."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from tests.cli.conftest import ClubLedger, files_in
from tests.conftest import Database
from tests.databases import PostgreSQLDatabases, application_url
from tests.web.club import post_club

BOOKS = pytest.mark.usefixtures("own_books")
HELD = "Clubs: 1. Members: 12. Entries: 93.\n"


@BOOKS
def test_a_copy_is_made_and_put_back_elsewhere(club_ledger: ClubLedger, tmp_path: Path) -> None:
    copy, place = tmp_path / "bản sao.db", tmp_path / "other.db"
    made = club_ledger("backup", copy)
    assert (made.code, made.err) == (0, "")
    assert made.out == f"The copy was made and found whole: {copy}\n{HELD}"
    if os.name == "posix":
        assert copy.stat().st_mode & 0o777 == 0o600
    back = club_ledger("restore", copy, "--database", f"sqlite:///{place}")
    assert (back.code, back.err) == (0, "")
    assert back.out == f"The books were put back: {place}\n{HELD}"
    for words in (["report", "journal"], ["verify"]):
        there = club_ledger(*words, "--database", f"sqlite:///{place}")
        assert there == club_ledger(*words)


@BOOKS
def test_a_copy_is_put_back_where_books_were_lost(club_ledger: ClubLedger, tmp_path: Path) -> None:
    journal = club_ledger("report", "journal")
    copy = tmp_path / "copy.db"
    club_ledger("backup", copy)
    shutil.rmtree(club_ledger.own_file.parent)
    back = club_ledger("restore", copy, language="vi")
    assert back.code == 0
    assert back.out.startswith(f"Đã khôi phục sổ sách: {club_ledger.own_file}\n")
    assert club_ledger("report", "journal") == journal


@BOOKS
def test_a_copy_is_not_written_over_unless_told(club_ledger: ClubLedger, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_text("a letter")
    refused = club_ledger("backup", copy)
    assert refused.code == 1
    assert f"There is a file {copy} already" in refused.err
    assert copy.read_text() == "a letter"
    assert club_ledger("backup", copy, "--replace").code == 0
    assert copy.read_bytes().startswith(b"SQLite format 3")


@BOOKS
def test_books_in_use_are_put_aside_only_when_told(club_ledger: ClubLedger, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    club_ledger("backup", copy)
    before = files_in(club_ledger.own_file.parent)
    refused = club_ledger("restore", copy)
    assert refused.code == 1
    assert "holds books already, of 1 clubs" in refused.err
    assert files_in(club_ledger.own_file.parent) == before
    back = club_ledger("restore", copy, "--aside")
    assert back.code == 0
    (aside,) = club_ledger.own_file.parent.glob("ledger-before-*.db")
    assert f"The books that were there before are kept: {aside}\n" in back.out
    assert club_ledger("verify", "--database", f"sqlite:///{aside}").code == 0
    assert club_ledger("verify").code == 0


@BOOKS
@pytest.mark.parametrize(
    ("change", "english"),
    [
        (lambda path: path.unlink(), "There is no file"),
        (lambda path: path.write_bytes(b""), "is empty"),
        (lambda path: path.write_text("a letter " * 100), "is no copy of books"),
        (lambda path: os.truncate(path, path.stat().st_size // 2), "The end of the file"),
    ],
)
def test_a_copy_that_is_not_whole_is_refused(
    club_ledger: ClubLedger, tmp_path: Path, change: object, english: str
) -> None:
    copy = tmp_path / "copy.db"
    club_ledger("backup", copy)
    assert callable(change)
    change(copy)
    before = files_in(tmp_path)
    answer = club_ledger("restore", copy, "--aside")
    assert answer.code == 1
    assert english in answer.err
    assert files_in(tmp_path) == before


@BOOKS
def test_a_copy_that_was_changed_is_refused(club_ledger: ClubLedger, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    club_ledger("backup", copy)
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("UPDATE member SET name = 'Ai Đó' WHERE member_no = 1")
        connection.commit()
    answer = club_ledger("restore", copy, "--database", f"sqlite:///{tmp_path}/new.db")
    assert answer.code == 1
    assert "was changed after the copy was made" in answer.err
    assert not (tmp_path / "new.db").exists()


@BOOKS
def test_a_missing_folder_is_named(club_ledger: ClubLedger, tmp_path: Path) -> None:
    answer = club_ledger("backup", tmp_path / "none" / "copy.db")
    assert answer.code == 1
    assert "There is no file or folder" in answer.err


def test_books_go_from_either_database_into_a_file_and_back(
    club_ledger: ClubLedger, database: Database, engine: Engine, tmp_path: Path
) -> None:
    copy, place = tmp_path / "copy.db", f"sqlite:///{tmp_path}/other.db"
    club_ledger("init", "--database", place)
    there = {"LEDGER_DATABASE_URL": database.url}
    assert club_ledger("backup", copy, **there).out.endswith("Clubs: 0. Members: 0. Entries: 0.\n")
    post_club(engine)
    made = club_ledger("backup", copy, "--replace", **there)
    assert (made.code, made.out.endswith(HELD)) == (0, True)
    assert club_ledger("restore", copy, "--database", place).code == 0
    assert club_ledger("report", "journal", "--database", place) == club_ledger(
        "report", "journal", **there
    )
    refused = club_ledger("restore", copy, **there)
    assert refused.code == 1
    assert "holds books already" in refused.err


def test_a_copy_is_put_back_into_a_new_postgresql_database(
    club_ledger: ClubLedger,
    own_books: Path,
    postgresql_databases: PostgreSQLDatabases,
    tmp_path: Path,
) -> None:
    owner = postgresql_databases.empty()
    there = {"LEDGER_OWNER_URL": owner, "LEDGER_DATABASE_URL": application_url(owner)}
    copy = tmp_path / "copy.db"
    club_ledger("backup", copy)
    journal = club_ledger("report", "journal")
    back = club_ledger("restore", copy, **there)
    assert (back.code, back.err) == (0, "")
    assert back.out.endswith(HELD)
    assert club_ledger("report", "journal", **there) == journal
    assert own_books.exists()
    postgresql_databases.drop(owner)
