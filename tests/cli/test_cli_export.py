"""A club's books for another program, from the command line."""

import shutil
import subprocess
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from tests.cli.conftest import ClubLedger
from tests.conftest import Database
from tests.web.club import post_club

BOOKS = pytest.mark.usefixtures("own_books")


def without_hashes(text: str) -> list[str]:
    return [line for line in text.splitlines() if not line.startswith("  hash: ")]


@BOOKS
@pytest.mark.parametrize(
    ("form", "begins"), [("beancount", "option "), ("hledger", "; "), ("csv", "\ufeffentry,date,")]
)
def test_every_format_goes_to_standard_output_and_into_a_file(
    club_ledger: ClubLedger, tmp_path: Path, form: str, begins: str
) -> None:
    shown = club_ledger("export", form)
    assert (shown.code, shown.err) == (0, "")
    assert shown.raw.decode().startswith(begins)
    path = tmp_path / "sổ"
    written = club_ledger("export", form, "--club", "HP", "-o", path, language="vi")
    assert (written.code, written.out, written.err) == (0, "", f"Đã ghi: {path}\n")
    assert path.read_bytes() == shown.raw


@BOOKS
@pytest.mark.skipif(shutil.which("hledger") is None, reason="hledger is not installed")
def test_hledger_takes_what_is_exported(club_ledger: ClubLedger, tmp_path: Path) -> None:
    path = tmp_path / "club.journal"
    club_ledger("export", "hledger", "-o", path)
    done = subprocess.run(
        ["hledger", "-f", path, "check", "-s", "ordereddates"], check=False, capture_output=True,
        text=True, env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


def test_books_are_exported_alike_from_either_database(
    club_ledger: ClubLedger, database: Database, engine: Engine, own_books: Path
) -> None:
    post_club(engine)
    there = club_ledger("export", "beancount", LEDGER_DATABASE_URL=database.url)
    assert there.code == 0
    # Salts are drawn, so fingerprints differ where all else is the same.
    assert without_hashes(there.out) == without_hashes(club_ledger("export", "beancount").out)
    assert own_books.exists()


@BOOKS
@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["export", "pdf"], 2, "FORMAT: “pdf” is none of: beancount, hledger, csv"),
        (["export", "csv", "--club", "XX"], 1, "There is no club XX."),
        (["export", "csv", "-o", "none/x"], 1, "There is no file or folder none."),
    ],
)
def test_what_cannot_be_exported_is_refused(
    club_ledger: ClubLedger, words: list[str], code: int, sentence: str
) -> None:
    answer = club_ledger(*words)
    assert (answer.code, answer.out) == (code, "")
    assert sentence in answer.err
