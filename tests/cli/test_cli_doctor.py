"""What the doctor says of an installation, sound or sick."""

import csv
import io
import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import ClubLedger, files_in
from tests.conftest import Database


def checks(answer: str) -> dict[str, bool]:
    return {one["name"]: one["passed"] for one in json.loads(answer)["checks"]}


@pytest.mark.usefixtures("own_books")
@pytest.mark.parametrize(
    ("language", "well", "end"),
    [("en", "well  ", "All 13 checks passed."), ("vi", "đạt   ", "Cả 13 điều kiểm tra đều đạt.")],
)
def test_sound_books_pass_every_check(
    club_ledger: ClubLedger, language: str, well: str, end: str
) -> None:
    before = files_in(club_ledger.home)
    answer = club_ledger("doctor", language=language)
    assert (answer.code, answer.err) == (0, "")
    lines = answer.out.splitlines()
    assert sum(line.startswith(well) for line in lines) == len(lines) - lines.index("", 0) - 3
    assert lines[-1].split()[0] == end.split(maxsplit=1)[0]
    assert files_in(club_ledger.home) == before


@pytest.mark.usefixtures("own_books")
def test_settings_and_versions_are_told(club_ledger: ClubLedger) -> None:
    told = json.loads(club_ledger("doctor", "--format", "json", language="vi").out)["settings"]
    assert told["Database"] == f"sqlite:///{club_ledger.own_file}"
    assert told["Language"] == "vi"
    assert told["SQLite"] == sqlite3.sqlite_version
    assert told["Safe journal mode"] in {"wal", "truncate"}
    assert {"Python", "SQLAlchemy", "Flask", "psycopg", "Free space", "club-ledger"} <= set(told)


def test_books_that_are_not_there_are_said_to_be_missing(club_ledger: ClubLedger) -> None:
    answer = club_ledger("doctor", language="vi")
    assert answer.code == 1
    assert "HỎNG  Mở được sổ sách: Cơ sở dữ liệu này chưa có sổ sách." in answer.out
    assert "Việc cần làm: Hãy lập sổ bằng lệnh: club-ledger init" in answer.out
    assert answer.err == ""
    assert files_in(club_ledger.home) == {}


def test_a_rule_that_was_dropped_is_missed(club_ledger: ClubLedger, own_books: Path) -> None:
    with closing(sqlite3.connect(own_books)) as connection:
        (name,) = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name LIMIT 1"
        ).fetchone()
        connection.execute(f"DROP TRIGGER {name}")
    answer = club_ledger("doctor")
    assert answer.code == 1
    assert f"The database lacks rules of the books: {name}" in answer.out
    assert "1 of " in answer.out.splitlines()[-1]
    assert checks(club_ledger("doctor", "--format", "json").out)["rules"] is False


@pytest.mark.parametrize("kept", [0.2, 0.6, 0.95])
def test_a_damaged_file_is_named_whatever_is_lost(
    club_ledger: ClubLedger, own_books: Path, kept: float
) -> None:
    os.truncate(own_books, int(own_books.stat().st_size * kept) // 4096 * 4096)
    answer = club_ledger("doctor")
    assert answer.code == 1
    assert "FAILED" in answer.out
    assert "club-ledger restore" in answer.out
    assert answer.err == ""


def test_what_is_no_database_is_named(club_ledger: ClubLedger, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Kính gửi " * 500, encoding="utf-8")
    answer = club_ledger("doctor", "--database", f"sqlite:///{path}")
    assert answer.code == 1
    assert "FAILED  The books can be opened: The file is not a database." in answer.out


def test_the_doctor_examines_either_database(club_ledger: ClubLedger, database: Database) -> None:
    answer = club_ledger("doctor", "--format", "json", LEDGER_DATABASE_URL=database.url)
    assert [name for name, passed in checks(answer.out).items() if not passed] == []
    assert answer.code == 0


def test_an_owner_s_role_is_told_of(
    club_ledger: ClubLedger, request: pytest.FixtureRequest
) -> None:
    databases = request.getfixturevalue("postgresql_databases")
    owner = databases.fresh()
    found = checks(club_ledger("doctor", "--format", "json", LEDGER_DATABASE_URL=owner).out)
    assert (found["owner"], found["superuser"], found["rules"]) == (False, False, True)
    assert found["row_security"] is True
    databases.drop(owner)


@pytest.mark.usefixtures("own_books")
def test_checks_are_csv_too(club_ledger: ClubLedger) -> None:
    answer = club_ledger("doctor", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(answer.out.lstrip("\ufeff"))))
    assert list(rows[0]) == ["name", "passed", "found", "remedy"]
    assert {row["passed"] for row in rows} == {"true"}


def test_a_password_is_never_shown(club_ledger: ClubLedger, tmp_path: Path) -> None:
    url = f"postgresql://ledger:geheim@/books?host={tmp_path}"
    for form in ("text", "json", "csv"):
        answer = club_ledger("doctor", "--format", form, "--database", url)
        assert answer.code == 1
        assert "geheim" not in answer.out + answer.err
