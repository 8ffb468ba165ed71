"""Hostile and broken files are refused by name, quickly, and in little memory."""

import datetime as dt
import json
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.core.errors import RuleBroken
from ledger.core.workbook.check import check_workbook
from ledger.files import workbook as files
from ledger.files.workbook import (
    LIMITS,
    NotAWorkbook,
    ReaderNotThere,
    WorkbookDamaged,
    WorkbookTooLarge,
    WorkbookTooSlow,
    read_workbook,
)
from ledger.files.workbook_limits import Limits
from tests.hostile import COSTLY, HOSTILE, far_cell, packed, parts, texts
from tests.workbooks import year

TODAY = dt.date(2026, 3, 10)
MIB = 1 << 20


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_by_name(tmp_path: Path, what: str) -> None:
    name, fact, make = HOSTILE[what]
    path = tmp_path / "a.xlsx"
    path.write_bytes(make())
    with pytest.raises(RuleBroken) as refused:
        read_workbook(path)
    assert type(refused.value).__name__ == name
    assert fact in {"", *map(str, refused.value.facts().values())}


def workbook(path: Path, data: bytes) -> Path:
    """Write bytes as a file and return its path."""
    path = path / "a.xlsx"
    path.write_bytes(data)
    return path


def test_a_file_that_is_too_large_is_not_even_opened(tmp_path: Path) -> None:
    path = workbook(tmp_path, bytes(2 * MIB))
    with pytest.raises(WorkbookTooLarge) as refused:
        read_workbook(path, replace(LIMITS, file=MIB))
    assert refused.value.facts() == {"what": "file", "limit": 1}


@pytest.mark.parametrize(
    ("limits", "what", "limit"),
    [
        (replace(LIMITS, rows=999), "rows", 999),
        (replace(LIMITS, unpacked=MIB), "unpacked", 1),
        (replace(LIMITS, text=MIB), "text", 1),
        (replace(LIMITS, parts=4), "parts", 4),
    ],
)
def test_what_is_beyond_a_limit_is_named_with_it(
    tmp_path: Path, limits: Limits, what: str, limit: int
) -> None:
    path = workbook(tmp_path, texts(5_000, 400))
    assert len(read_workbook(path)[0].rows) == 5_000
    with pytest.raises(WorkbookTooLarge) as refused:
        read_workbook(path, limits)
    assert refused.value.facts() == {"what": what, "limit": limit}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process's memory")
def test_a_reader_that_asks_for_too_much_memory_is_stopped(tmp_path: Path) -> None:
    path = workbook(tmp_path, far_cell("ZZ99999"))
    with pytest.raises(WorkbookTooLarge) as refused:
        read_workbook(path, replace(LIMITS, memory=128 * MIB))
    assert refused.value.facts() == {"what": "memory", "limit": 128}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not count a process's seconds")
def test_a_reader_that_works_too_long_is_stopped(tmp_path: Path) -> None:
    cells = "".join(f'<c t="x"><v>{number}</v></c>' for number in range(1_500_000))
    path = workbook(tmp_path, packed(parts(f'<row><c t="e"/>{cells}</row>')))
    with pytest.raises(WorkbookTooSlow) as refused:
        read_workbook(path, replace(LIMITS, seconds=1))
    assert refused.value.facts() == {"seconds": 1}


def test_a_reader_is_not_waited_for_without_end(tmp_path: Path) -> None:
    path = workbook(tmp_path, packed(parts()))
    with pytest.raises(WorkbookTooSlow):
        read_workbook(path, replace(LIMITS, patience=0))


def test_a_signal_says_whether_time_or_memory_ran_out() -> None:
    assert isinstance(files._stopped(-signal.SIGKILL, LIMITS), WorkbookTooSlow)
    assert isinstance(files._stopped(-signal.SIGXCPU, LIMITS), WorkbookTooSlow)
    assert isinstance(files._stopped(-signal.SIGABRT, LIMITS), WorkbookTooLarge)


def test_a_reader_that_does_not_start_is_no_fault_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path, packed(parts()))
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    with pytest.raises(ReaderNotThere):
        read_workbook(path)


def test_a_reader_that_speaks_nonsense_is_not_believed() -> None:
    with pytest.raises(WorkbookDamaged):
        files._row("a", {})
    with pytest.raises(WorkbookDamaged):
        files._place([1, "a"])


def test_a_file_that_is_not_there_is_the_caller_s_to_tell(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_workbook(tmp_path / "a.xlsx")


def test_a_text_with_the_name_of_a_workbook_is_none(tmp_path: Path) -> None:
    with pytest.raises(NotAWorkbook):
        read_workbook(workbook(tmp_path, "Tên câu lạc bộ".encode()))


def whole(path: Path) -> bytes:
    """Return the bytes of a valid workbook."""
    return year(months=2).save(path / "valid.xlsx").read_bytes()


def cut(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randrange(len(data))]


def flipped(data: bytes, rng: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.randrange(1, 8)):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def flipped_inside(data: bytes, rng: random.Random) -> bytes:
    """Change letters of a part and pack it again, so that all sums are right."""
    named = unpack(data)
    name = rng.choice(sorted(named))
    changed = bytearray(named[name])
    for _ in range(rng.randrange(1, 20)):
        changed[rng.randrange(len(changed))] = rng.choice(b'<>&"/ =09aZ\0\xff')
    return packed(named | {name: bytes(changed)})


def shuffled(data: bytes, rng: random.Random) -> bytes:
    """Put the bytes of one part in the place of another."""
    named = unpack(data)
    one, other = rng.sample(sorted(named), 2)
    return packed(named | {one: named[other]})


def unpack(data: bytes) -> dict[str, bytes]:
    """Return the parts of a package."""
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("damage", [cut, flipped, flipped_inside, shuffled])
@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 1 << 30))
def test_a_damaged_workbook_is_read_or_refused_and_never_fails(
    tmp_path: Path, damage: Callable[[bytes, random.Random], bytes], seed: int
) -> None:
    rng = random.Random(seed)  # noqa: S311 - a seed makes the same damage again
    path = workbook(tmp_path, damage(whole(tmp_path), rng))
    try:
        sheets = read_workbook(path)
    except RuleBroken:
        return
    check_workbook(sheets, today=TODAY)


MEASURE = """
import datetime as dt, json, resource, sys, time
from pathlib import Path
from ledger.core.errors import RuleBroken
from ledger.core.workbook.check import check_workbook
from ledger.files.workbook import read_workbook
began = time.perf_counter()
try:
    check_workbook(read_workbook(Path(sys.argv[1])), today=dt.date(2026, 3, 10))
except RuleBroken:
    pass
# What the system says of us by rusage is at least what whoever started us once took.
status = Path("/proc/self/status").read_text(encoding="ascii")
own = int(status.partition("VmHWM:")[2].split()[0])
read = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps([time.perf_counter() - began, max(own, read) / 1024]))
"""
MAKE = """
import sys
from pathlib import Path
from tests.hostile import COSTLY, HOSTILE
what = sys.argv[1]
Path(sys.argv[2]).write_bytes(COSTLY[what]() if what in COSTLY else HOSTILE[what][2]())
"""


@pytest.mark.drill
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process's memory")
@pytest.mark.parametrize("what", [*COSTLY, *HOSTILE])
def test_a_costly_file_takes_five_seconds_and_256_mib_at_most(tmp_path: Path, what: str) -> None:
    path = tmp_path / "a.xlsx"
    run = [sys.executable, "-c"]
    root = Path(__file__).parents[2]
    subprocess.run([*run, MAKE, what, str(path)], check=True, cwd=root)
    done = subprocess.run([*run, MEASURE, str(path)], check=True, capture_output=True, cwd=root)
    seconds, mebibytes = json.loads(done.stdout)
    assert seconds <= 5
    assert mebibytes <= 256
