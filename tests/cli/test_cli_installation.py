"""Making the books and bringing them up to date."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from ledger.books.engine import open_engine
from tests.cli.conftest import ClubLedger, files_in
from tests.databases import APPLICATION_ROLE, PostgreSQLDatabases, application_url


def revision(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def of_another_program(path: Path) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")
        connection.commit()
    return path


@pytest.mark.parametrize(
    ("language", "made", "there"),
    [
        ("en", "New books were made: ", "There are books already, nothing was changed: "),
        ("vi", "Đã lập sổ sách mới: ", "Đã có sổ sách, không thay đổi gì: "),
    ],
)
def test_new_books_are_one_private_file_and_are_made_once(
    club_ledger: ClubLedger, language: str, made: str, there: str
) -> None:
    path = club_ledger.own_file
    assert club_ledger("init", language=language).out == f"{made}{path}\n"
    if os.name == "posix":
        assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    before = files_in(club_ledger.home)
    answer = club_ledger("init", language=language)
    assert (answer.code, answer.out) == (0, f"{there}{path}\n")
    assert files_in(club_ledger.home) == before
    assert club_ledger("verify").code == 0


def test_books_are_made_where_they_were_named(club_ledger: ClubLedger, tmp_path: Path) -> None:
    path = tmp_path / "sổ của câu lạc bộ.db"
    assert club_ledger("init", "--database", f"sqlite:///{path}").code == 0
    assert club_ledger("verify", LEDGER_DATABASE_URL=f"sqlite:///{path}").code == 0
    assert not club_ledger.own_file.exists()


def test_a_folder_that_was_named_is_not_made(club_ledger: ClubLedger, tmp_path: Path) -> None:
    answer = club_ledger("init", "--database", f"sqlite:///{tmp_path}/none/books.db")
    assert answer.code == 1
    assert "There is no file or folder" in answer.err
    assert files_in(tmp_path) == {}


@pytest.mark.parametrize("command", [["init"], ["migrate"], ["verify"], ["report", "journal"]])
def test_a_database_of_another_program_is_left_alone(
    club_ledger: ClubLedger, tmp_path: Path, command: list[str]
) -> None:
    path = of_another_program(tmp_path / "recipes.db")
    before = path.read_bytes()
    answer = club_ledger(*command, "--database", f"sqlite:///{path}")
    assert answer.code == 1
    assert "The database holds something else, such as the table recipe" in answer.err
    assert path.read_bytes() == before


@pytest.mark.parametrize("command", [["init"], ["verify"], ["serve", "--no-browser"]])
def test_a_file_that_is_no_database_is_left_alone(
    club_ledger: ClubLedger, tmp_path: Path, command: list[str]
) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Kính gửi câu lạc bộ " * 100, encoding="utf-8")
    before = path.read_bytes()
    answer = club_ledger(*command, "--database", f"sqlite:///{path}")
    assert answer.code == 1
    assert "The file is not a database." in answer.err
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "command",
    [
        ["migrate"], ["verify"], ["report", "journal"], ["export", "csv"], ["backup", "x.db"],
        ["serve", "--no-browser"],
    ],
)  # fmt: skip
def test_books_that_are_not_there_are_not_made_by_looking(
    club_ledger: ClubLedger, command: list[str]
) -> None:
    answer = club_ledger(*command)
    assert answer.code == 1
    assert "This database holds no books yet." in answer.err
    assert "club-ledger init" in answer.err
    assert files_in(club_ledger.home) == {}


@pytest.mark.usefixtures("own_books")
def test_books_that_are_up_to_date_stay_as_they_are(club_ledger: ClubLedger) -> None:
    before = files_in(club_ledger.home)
    answer = club_ledger("migrate")
    assert (answer.code, answer.out) == (0, "The books are up to date, nothing was changed.\n")
    assert files_in(club_ledger.home) == before


def test_older_books_are_copied_before_they_are_touched(
    club_ledger: ClubLedger, own_books: Path
) -> None:
    # There is no older version yet; one that nobody knows is refused after the copy.
    with closing(sqlite3.connect(own_books)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0000'")
        connection.commit()
    before = own_books.read_bytes()
    answer = club_ledger("migrate")
    assert answer.code == 1
    assert "The books are of version 0000" in answer.err
    (copy,) = own_books.parent.glob("ledger-0000-*.db")
    assert str(copy) in answer.err
    assert revision(copy) == "0000"
    assert own_books.read_bytes() == before


def test_newer_books_need_a_newer_program(club_ledger: ClubLedger, own_books: Path) -> None:
    with closing(sqlite3.connect(own_books)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    before = files_in(club_ledger.home)
    for command in (["init"], ["migrate"], ["verify"], ["report", "journal"]):
        answer = club_ledger(*command)
        assert answer.code == 1
        assert "The books are of version 9999" in answer.err
    assert files_in(club_ledger.home) == before


def test_an_owner_makes_books_for_the_program_s_role(
    club_ledger: ClubLedger, postgresql_databases: PostgreSQLDatabases
) -> None:
    owner = postgresql_databases.empty()
    urls = {"LEDGER_OWNER_URL": owner, "LEDGER_DATABASE_URL": application_url(owner)}
    before = club_ledger("verify", **urls)
    assert before.code == 1
    assert "This database holds no books yet." in before.err
    made = club_ledger("init", **urls)
    assert made.code == 0
    assert f"The role {APPLICATION_ROLE} may use the books." in made.out
    assert made.err == ""
    assert club_ledger("init", **urls).out.startswith("There are books already")
    assert club_ledger("migrate", **urls).code == 0
    assert club_ledger("verify", **urls).code == 0
    postgresql_databases.drop(owner)


def test_a_program_that_owns_its_tables_is_warned(
    club_ledger: ClubLedger, postgresql_databases: PostgreSQLDatabases
) -> None:
    owner = postgresql_databases.empty()
    answer = club_ledger("init", LEDGER_DATABASE_URL=owner)
    assert answer.code == 0
    assert "could switch their rules off" in answer.err
    postgresql_databases.drop(owner)


def test_a_role_without_rights_is_refused_by_name(
    club_ledger: ClubLedger, postgresql_databases: PostgreSQLDatabases
) -> None:
    owner = postgresql_databases.empty()
    answer = club_ledger("init", LEDGER_DATABASE_URL=application_url(owner))
    assert answer.code == 1
    assert answer.err.startswith("Refused: ")
    assert "mistake in the program" not in answer.err
    missing = sa.make_url(owner).set(database="nobody_made_this")
    answer = club_ledger("verify", LEDGER_DATABASE_URL=missing.render_as_string())
    assert answer.code == 1
    assert "mistake in the program" not in answer.err
    postgresql_databases.drop(owner)


def test_a_server_that_is_not_there_is_named(club_ledger: ClubLedger, tmp_path: Path) -> None:
    for command in ("verify", "init", "doctor"):
        url = f"postgresql://ledger:secret@/books?host={tmp_path}"
        answer = club_ledger(command, "--database", url)
        assert answer.code == 1
        assert "mistake in the program" not in answer.err
        assert "secret" not in answer.out + answer.err


def test_a_postgresql_database_of_another_program_is_left_alone(
    club_ledger: ClubLedger, postgresql_databases: PostgreSQLDatabases
) -> None:
    owner = postgresql_databases.empty()
    engine = open_engine(owner)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE recipe (name TEXT)")
    answer = club_ledger("init", LEDGER_DATABASE_URL=owner)
    assert answer.code == 1
    assert "such as the table recipe" in answer.err
    with engine.connect() as connection:
        assert sa.inspect(connection).get_table_names() == ["recipe"]
    engine.dispose()
    postgresql_databases.drop(owner)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_named(club_ledger: ClubLedger, tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    answer = club_ledger("init", "--database", f"sqlite:///{folder}/books.db")
    assert answer.code == 1
    assert "You may not read or write" in answer.err
    shutil.rmtree(folder)
