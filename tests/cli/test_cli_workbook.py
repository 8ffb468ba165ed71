"""A club's workbook from the command line: checked, then written once and whole."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import ClubLedger, files_in
from tests.conftest import Database
from tests.workbooks import CLUBS, IN, KIND, MEMBER, RECEIPT, year

KEYS = ["sheet", "row", "column", "code", "severity", "message", "remedy"]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Give a valid workbook of two months."""
    return year(months=2, members=4).save(tmp_path / "hòa bình.xlsx")


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """Give a workbook with three mistakes and two warnings: a gap, and one behind it."""
    made = year(months=2, members=4)
    made.cash[4][KIND] = "Góp vui"
    made.cash[5][MEMBER] = "TV99"
    made.cash[6][IN] = "12,5"
    made.cash[7][RECEIPT] = "PT900"
    return made.save(tmp_path / "wrong.xlsx")


def entries(club_ledger: ClubLedger, **there: str) -> int:
    found = json.loads(club_ledger("verify", "--format", "json", **there).out)
    return int(sum(club["size"] for club in found["clubs"]))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["Club: Hòa Bình.", "Nothing was written. To write it, add: --commit"]),
        ("vi", ["Câu lạc bộ: Hòa Bình.", "Chưa ghi gì vào sổ. Để nhập vào, thêm: --commit"]),
    ],
)
def test_a_check_writes_nothing(
    club_ledger: ClubLedger, book: Path, language: str, said: list[str]
) -> None:
    before = files_in(club_ledger.home)
    answer = club_ledger("import", "workbook", book, language=language)
    assert (answer.code, answer.err) == (0, "")
    assert [line for line in said if line not in answer.out.splitlines()] == []
    assert files_in(club_ledger.home) == before


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["Errors: 3. Warnings: 2.", "The workbook was refused; nothing was written."]),
        ("vi", ["Lỗi: 3. Lưu ý: 2.", "Tệp bị từ chối; chưa ghi gì vào sổ."]),
    ],
)
@pytest.mark.parametrize("words", [[], ["--commit"]])
def test_all_mistakes_are_shown_at_once_and_nothing_is_written(
    club_ledger: ClubLedger, wrong: Path, words: list[str], language: str, said: list[str]
) -> None:
    before = files_in(club_ledger.home)
    answer = club_ledger("import", "workbook", wrong, *words, language=language)
    assert (answer.code, answer.err) == (1, "")
    assert answer.out.splitlines()[-2:] == said
    assert set(re.findall(r"(?:error|lỗi) +Sổ quỹ +(\d+)", answer.out)) == {"8", "9", "10"}
    assert files_in(club_ledger.home) == before


def test_findings_are_pure_json_of_known_keys(club_ledger: ClubLedger, wrong: Path) -> None:
    answer = club_ledger("import", "workbook", wrong, "--commit", "--format", "json")
    assert answer.code == 1
    found = json.loads(answer.out)
    assert list(found) == ["findings"]
    assert [list(one) for one in found["findings"]] == [KEYS] * 5
    assert [one["severity"] for one in found["findings"]].count("error") == 3
    assert all(one["message"] and one["remedy"] for one in found["findings"])
    assert "nothing was written" in answer.err


def test_findings_are_csv_too(club_ledger: ClubLedger, wrong: Path) -> None:
    answer = club_ledger("import", "workbook", wrong, "--format", "csv")
    rows = list(csv.reader(io.StringIO(answer.out.lstrip("\ufeff"))))
    assert rows[0] == KEYS
    assert len(rows) == 6


def test_a_workbook_without_findings_is_still_json(club_ledger: ClubLedger, book: Path) -> None:
    answer = club_ledger("import", "workbook", book, "--commit", "--format", "json")
    assert answer.code == 0
    assert json.loads(answer.out) == {"findings": []}
    assert "Written as club HOABINH" in answer.err


def test_a_workbook_makes_the_reader_s_own_books(club_ledger: ClubLedger, book: Path) -> None:
    answer = club_ledger("import", "workbook", book, "--commit")
    assert (answer.code, answer.err) == (0, "")
    assert f"New books were made: {club_ledger.own_file}" in answer.out
    assert "Written as club HOABINH: " in answer.out
    assert club_ledger("verify").code == 0
    assert "Hòa Bình" in club_ledger("report", "journal").out


def test_the_same_content_again_writes_nothing(club_ledger: ClubLedger, book: Path) -> None:
    club_ledger("import", "workbook", book, "--commit")
    written = entries(club_ledger)
    again = club_ledger("import", "workbook", book, "--commit", "--code", "KHAC")
    assert again.code == 0
    expected = f"This is in the books already, as club HOABINH: {written} entries."
    assert f"{expected} Nothing was written." in again.out.splitlines()
    assert entries(club_ledger) == written


def test_warnings_alone_do_not_refuse(club_ledger: ClubLedger, tmp_path: Path) -> None:
    made = year(months=2, members=4)
    made.members[1][6] = made.members[0][6]
    path = made.save(tmp_path / "warned.xlsx")
    found = json.loads(club_ledger("import", "workbook", path, "--format", "json").out)
    assert [one["severity"] for one in found["findings"]] == ["warning"]
    assert club_ledger("import", "workbook", path, "--commit").code == 0


def test_a_code_and_a_user_may_be_given(club_ledger: ClubLedger, book: Path) -> None:
    words = ["import", "workbook", str(book), "--commit", "--code", "MO-1", "--as", "Bùi Thị Lụa"]
    answer = club_ledger(*words)
    assert answer.code == 0
    assert "Written as club MO-1: " in answer.out
    entry = club_ledger("report", "entry", "--entry", "1")
    assert "Recorded by Bùi Thị Lụa" in entry.out


def test_a_second_club_stands_beside_the_first(
    club_ledger: ClubLedger, book: Path, tmp_path: Path
) -> None:
    club_ledger("import", "workbook", book, "--commit")
    other = year(2, months=2, members=4, name="An Lạc").save(tmp_path / "other.xlsx")
    taken = club_ledger("import", "workbook", other, "--commit", "--code", "HOABINH")
    assert taken.code == 1
    assert "HOABINH" in taken.err
    assert club_ledger("import", "workbook", other, "--commit").code == 0
    clubs = json.loads(club_ledger("verify", "--format", "json").out)["clubs"]
    assert [one["club"] for one in clubs] == ["ANLAC", "HOABINH"]


def test_a_code_that_cannot_be_used_leaves_no_file(club_ledger: ClubLedger, book: Path) -> None:
    answer = club_ledger("import", "workbook", book, "--commit", "--code", "không được")
    assert answer.code == 1
    assert answer.err.startswith("Refused: ")
    assert not club_ledger.own_file.exists()


def test_a_file_of_something_else_is_never_made_into_books(
    club_ledger: ClubLedger, book: Path, tmp_path: Path
) -> None:
    for name, content in (("letter.db", b"Dear all, " * 400), ("empty.db", b"")):
        path = tmp_path / name
        path.write_bytes(content)
        answer = club_ledger(
            "import", "workbook", book, "--commit", "--database", f"sqlite:///{path}"
        )
        assert answer.code == 1
        assert path.read_bytes() == content


@pytest.mark.parametrize("content", [b"", b"Dear all", b"PK\x03\x04" + b"\0" * 200])
def test_what_is_no_workbook_is_refused_by_name(
    club_ledger: ClubLedger, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(content)
    before = files_in(tmp_path)
    for language in ("en", "vi"):
        answer = club_ledger("import", "workbook", path, "--commit", language=language)
        assert (answer.code, answer.out) == (1, "")
        assert "mistake in the program" not in answer.err
        assert len(answer.err.splitlines()) == 2
    assert files_in(tmp_path) == before


def test_a_missing_workbook_and_a_folder_are_named(club_ledger: ClubLedger, tmp_path: Path) -> None:
    missing = club_ledger("import", "workbook", tmp_path / "none.xlsx")
    assert f"There is no file or folder {tmp_path}/none.xlsx." in missing.err
    folder = club_ledger("import", "workbook", tmp_path)
    assert f"{tmp_path} is a folder, not a file." in folder.err
    assert missing.code == folder.code == 1


def test_a_workbook_goes_into_either_database(
    club_ledger: ClubLedger, database: Database, book: Path
) -> None:
    there = {"LEDGER_DATABASE_URL": database.url}
    assert club_ledger("import", "workbook", book, "--commit", **there).code == 0
    written = entries(club_ledger, **there)
    assert club_ledger("import", "workbook", book, "--commit", **there).code == 0
    assert entries(club_ledger, **there) == written > 20
    assert club_ledger("verify", **there).code == 0


def test_a_hostile_name_cannot_repaint_the_terminal(
    club_ledger: ClubLedger, tmp_path: Path
) -> None:
    answer = club_ledger("import", "workbook", tmp_path / "a\x1b[2J\u202eb.xlsx")
    assert answer.code == 1
    assert "a\\x1b[2J\\u202eb.xlsx" in answer.err
    assert not {"\x1b", "\u202e"} & set(answer.err)


@pytest.mark.parametrize("said", sorted(CLUBS.glob("*-with-errors.json")), ids=lambda p: p.stem)
def test_the_clubs_workbooks_with_errors_are_refused_by_exactly_their_rows(
    club_ledger: ClubLedger, said: Path
) -> None:
    answer = club_ledger("import", "workbook", said.with_suffix(".xlsx"), "--format", "json")
    assert answer.code == 1
    found = json.loads(answer.out)["findings"]
    wanted = json.loads(said.read_text(encoding="utf-8"))["errors"]
    assert {(one["sheet"], one["row"]) for one in found if one["severity"] == "error"} == {
        (one["sheet"], one["row"]) for one in wanted
    }
