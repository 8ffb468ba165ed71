"""Killed at any moment of reading a workbook in, the books hold all of it or nothing."""

import datetime as dt
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ledger.books.clubs import list_clubs
from ledger.books.engine import open_engine, reading
from ledger.core.workbook.check import check_workbook
from ledger.services.verify import verify
from tests.conftest import Database
from tests.workbooks import year

TODAY = dt.date(2026, 3, 10)
KILLS = 20

CHILD = """
import datetime as dt, os, signal, sys
from pathlib import Path
import sqlalchemy as sa
from ledger.books.clubs import add_user
from ledger.books.engine import open_engine, transaction
from ledger.core.workbook.check import check_workbook
from ledger.files.workbook import read_workbook
from ledger.services.workbook import import_workbook
url, path, last = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
now = dt.datetime(2026, 3, 10, 2, 0, tzinfo=dt.UTC)
workbook = check_workbook(read_workbook(path), today=now.date()).workbook
engine = open_engine(url)
engine.connect().close()
sent = 0
def count(*_):
    global sent
    sent += 1
    if sent == last:
        os.kill(os.getpid(), signal.SIGKILL)
sa.event.listen(engine, "before_cursor_execute", count)
sa.event.listen(engine, "commit", count)
print("ready", flush=True)
with transaction(engine) as connection:
    user = add_user(connection, "thu-quy", "thu-quy", now)
    import_workbook(connection, workbook, code=None, actor=user, now=now, today=now.date())
print(sent, flush=True)
"""


def started(database: Database, path: Path, last: int = 0) -> "subprocess.Popen[str]":
    """Start a process that reads a workbook in, and kills itself before its `last` statement."""
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, database.url, str(path), str(last)],
        stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    return child


def sizes(database: Database) -> dict[str, int]:
    """Return the number of entries of each club by its name; all the books must be right."""
    engine = open_engine(database.url)
    with reading(engine) as connection:
        found = verify(connection)
        clubs = list_clubs(connection)
    engine.dispose()
    assert found.faults == ()
    return {club.club.name: tree.size for club, tree in zip(clubs, found.trees, strict=True)}


def written(path: Path, number: int) -> tuple[Path, str, int]:
    """Write the workbook of a club of its own; return path, name and how many entries it brings."""
    name = f"Hòa Bình {number}"
    book = year(number, months=12, members=30, name=name)
    checked = check_workbook(book.raw(), today=TODAY)
    assert checked.workbook is not None
    return book.save(path / f"{number}.xlsx"), name, len(checked.workbook.events)


@pytest.mark.drill
def test_killed_before_any_statement_nothing_is_written(database: Database, tmp_path: Path) -> None:
    path, name, entries = written(tmp_path, 1)
    for last in range(1, 200):
        child = started(database, path, last)
        output, _ = child.communicate()
        if child.returncode == 0:
            assert int(output) == last - 1
            break
        assert child.returncode == -signal.SIGKILL
        assert sizes(database) == {}
    assert last > 20
    assert sizes(database) == {name: entries}


@pytest.mark.drill
def test_killed_at_random_moments_all_is_written_or_nothing(
    database: Database, tmp_path: Path
) -> None:
    rng = random.Random(7)  # noqa: S311 - a seed makes the same moments again
    whole: dict[str, int] = {}
    path, name, entries = written(tmp_path, 0)
    child, began = started(database, path), time.monotonic()
    child.communicate()
    longest = time.monotonic() - began
    assert child.returncode == 0
    whole[name] = entries
    kills = number = 0
    while kills < KILLS:
        number += 1
        path, name, entries = written(tmp_path, number)
        child = started(database, path)
        try:
            child.wait(timeout=rng.uniform(0, longest))
        except subprocess.TimeoutExpired:
            child.kill()
            kills += 1
        child.communicate()
        there = sizes(database)
        if name in there:
            whole[name] = entries
        assert there == whole
        assert number < KILLS * 5
