"""What verify says of books that are true, and of books that were tampered with."""

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from ledger.core.audit.findings import Check
from tests.cli.conftest import ClubLedger, files_in
from tests.conftest import Database
from tests.web.club import post_club

CHANGES = (
    ("UPDATE entry_text SET narration = 'Mua trâu' WHERE entry_no = 5", "words-unaltered"),
    ("UPDATE journal_entry SET occurred_on = '2025-01-11' WHERE entry_no = 5", "entries-unaltered"),
    ("UPDATE journal_line SET debit = debit + (debit > 0) WHERE entry_no = 5", "entries-balance"),
)


def club_root(club_ledger: ClubLedger) -> str:
    (club,) = json.loads(club_ledger("verify", "--format", "json").out)["clubs"]
    return str(club["root"])


def tamper(path: Path, change: str) -> None:
    """Change an entry as only somebody can who switches the rules off."""
    with closing(sqlite3.connect(path)) as connection:
        kept = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in kept:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(change)
        for _, sql in kept:
            connection.execute(sql)
        connection.commit()


@pytest.mark.usefixtures("own_books")
@pytest.mark.parametrize("language", ["en", "vi"])
def test_true_books_pass_every_check_by_name(club_ledger: ClubLedger, language: str) -> None:
    before = files_in(club_ledger.home)
    answer = club_ledger("verify", language=language)
    assert (answer.code, answer.err) == (0, "")
    lines = answer.out.splitlines()
    first = 1 + next(n for n, line in enumerate(lines) if line.startswith("---"))
    named = [line.split()[1] for line in lines[first : lines.index("")]]
    assert set(named) == {check.value for check in Check}
    assert lines[-2].split()[-1] == club_root(club_ledger)
    assert files_in(club_ledger.home) == before


@pytest.mark.parametrize(("change", "check"), CHANGES)
def test_a_changed_entry_is_named(
    club_ledger: ClubLedger, own_books: Path, change: str, check: str
) -> None:
    tamper(own_books, change)
    answer = club_ledger("verify")
    assert answer.code == 1
    assert f"\n{check}:\n  Club HP, entry 5: " in answer.out
    assert "Something is wrong" in answer.out.splitlines()[-1]
    found = json.loads(club_ledger("verify", "--format", "json", "--club", "HP").out)
    (result,) = [one for one in found["checks"] if one["check"] == check]
    assert result["found"] >= 1
    assert 5 in {fault["entry"] for fault in result["faults"]}
    rows = list(
        csv.DictReader(io.StringIO(club_ledger("verify", "--format", "csv").out.lstrip("\ufeff")))
    )
    assert (check, "5") in {(row["check"], row["entry"]) for row in rows}


def test_verify_tells_the_root_of_each_club(
    club_ledger: ClubLedger, database: Database, engine: Engine
) -> None:
    post_club(engine, "A")
    post_club(engine, "B", "An Bình")
    there = {"LEDGER_DATABASE_URL": database.url}
    every = json.loads(club_ledger("verify", "--format", "json", **there).out)
    assert [(one["club"], one["size"]) for one in every["clubs"]] == [("A", 93), ("B", 93)]
    assert len({one["root"] for one in every["clubs"]}) == 2
    one = json.loads(club_ledger("verify", "--club", "B", "--format", "json", **there).out)
    assert one["clubs"] == every["clubs"][1:]
    assert club_ledger("verify", **there).code == 0


@pytest.mark.usefixtures("own_books")
def test_an_unknown_club_is_refused(club_ledger: ClubLedger) -> None:
    answer = club_ledger("verify", "--club", "XX")
    assert (answer.code, answer.out) == (1, "")
    assert "There is no club XX.\nWhat to do: These are there: HP\n" in answer.err
