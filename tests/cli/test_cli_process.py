"""The command as a process of its own: letters, pipes, signals, and what it loads."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ledger.cli.serving import PORT
from tests.cli.conftest import ClubLedger

MAIN = "import sys; from ledger.cli.main import main; sys.exit(main())"
HEAVY = (
    "alembic", "cryptography", "flask", "fontTools", "python_calamine", "reportlab", "waitress",
    "xlsxwriter",
)  # fmt: skip
LOADED = (
    "import atexit, sys;"
    f"atexit.register(lambda: print(*sorted(set({HEAVY!r}) & set(sys.modules)), file=sys.stderr));"
    + MAIN
)
POSIX = pytest.mark.skipif(os.name != "posix", reason="signals and /dev are of POSIX")


def environment(home: Path, **settings: str) -> dict[str, str]:
    named = {name: value for name, value in os.environ.items() if not name.startswith("LEDGER_")}
    own = {"HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "TMPDIR": str(home)}
    return {**named, **own, "PYTHONPATH": os.pathsep.join(sys.path), **settings}


def called(home: Path, *words: str, program: str = MAIN, **settings: str) -> tuple[int, str, str]:
    """Return the exit code of a process and what it wrote, read as UTF-8."""
    done = subprocess.run(
        [sys.executable, "-c", program, *words], env=environment(home, **settings),
        capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@contextmanager
def started(home: Path, *words: str, **settings: str) -> Iterator[subprocess.Popen[str]]:
    """Give a running process, and end it whatever happens."""
    process = subprocess.Popen(
        [sys.executable, "-c", MAIN, *words], env=environment(home, **settings),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def address_told(process: subprocess.Popen[str]) -> str:
    """Return the address that a serving process tells."""
    assert process.stdout is not None
    while line := process.stdout.readline():
        if found := re.search(r"http://127\.0\.0\.1:\d+/", line):
            assert "Ctrl-C" in process.stdout.readline()
            return found[0]
    raise AssertionError("no address was told")


def page(address: str) -> str:
    with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 - our own address
        assert answer.status == 200
        return str(answer.read().decode())


@pytest.mark.usefixtures("own_books")
@pytest.mark.parametrize(
    "locale",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "POSIX", "PYTHONIOENCODING": "ascii"},
    ],
)
def test_vietnamese_comes_out_whole_under_any_locale(
    club_ledger: ClubLedger, locale: dict[str, str]
) -> None:
    code, out, _ = called(club_ledger.home, "report", "members", **locale)
    assert code == 0
    assert "Bùi Thị Lụa" in out
    code, out, err = called(club_ledger.home, "report", "ledger", **locale)
    assert (code, out) == (2, "")
    assert "Báo cáo ledger cần có --account." in err


def test_each_kind_of_end_has_its_code(club_ledger: ClubLedger) -> None:
    home = club_ledger.home
    assert called(home, "init")[0] == 0
    assert called(home, "report", "journal")[0] == 1
    assert called(home, "reprot")[0] == 2


@POSIX
@pytest.mark.usefixtures("own_books")
@pytest.mark.parametrize("words", [["report", "journal"], ["export", "csv"], ["--help"]])
def test_a_reader_that_goes_away_is_no_failure_to_talk_of(
    club_ledger: ClubLedger, words: list[str]
) -> None:
    with started(club_ledger.home, *words) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait(30) == 1


@POSIX
@pytest.mark.usefixtures("own_books")
@pytest.mark.parametrize("words", [["report", "journal"], ["export", "csv"], ["--help"]])
def test_a_full_disk_is_named(club_ledger: ClubLedger, words: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", MAIN, "--language", "en", *words],
            env=environment(club_ledger.home), stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.decode().startswith("Refused: There is no room left on the disk")
    assert len(done.stderr.splitlines()) == 2


def test_help_loads_nothing_large(club_ledger: ClubLedger) -> None:
    light = LOADED.replace("'alembic'", "'alembic', 'sqlalchemy'")
    for words in (["--help"], ["--language", "en", "nothing"], ["--version"]):
        _, _, err = called(club_ledger.home, *words, program=light)
        assert err.splitlines()[-1] == ""


@pytest.mark.usefixtures("own_books")
@pytest.mark.parametrize(
    ("words", "loads"),
    [
        (["report", "trial-balance"], ""),
        (["report", "journal", "--format", "csv"], ""),
        (["report", "members", "-o", "x.xlsx"], "xlsxwriter"),
        (["verify"], ""),
        (["doctor"], ""),
        (["export", "hledger"], ""),
    ],
)
def test_a_command_loads_only_what_it_needs(
    club_ledger: ClubLedger, tmp_path: Path, words: list[str], loads: str
) -> None:
    placed = [str(tmp_path / word) if word == "x.xlsx" else word for word in words]
    code, _, err = called(club_ledger.home, *placed, program=LOADED)
    assert (code, err.splitlines()[-1]) == (0, loads)


@POSIX
@pytest.mark.usefixtures("own_books")
def test_a_bar_is_drawn_only_where_somebody_looks(club_ledger: ClubLedger) -> None:
    _, unseen, err = called(club_ledger.home, "verify")
    assert err == ""
    looker, terminal = os.openpty()
    done = subprocess.run(
        [sys.executable, "-c", MAIN, "verify"], env=environment(club_ledger.home),
        stdout=subprocess.PIPE, stderr=terminal, check=False,
    )  # fmt: skip
    os.close(terminal)
    drawn = os.read(looker, 100_000).decode()
    os.close(looker)
    assert done.stdout.decode() == unseen
    assert drawn.startswith("\rĐang kiểm tra [")
    assert "[########################] 100 %" in drawn
    assert drawn.endswith("\r\n")


@POSIX
def test_the_demonstration_is_served_and_thrown_away(club_ledger: ClubLedger) -> None:
    home = club_ledger.home
    with started(home, "demo", "--port", "0", "--no-browser") as process:
        address = address_told(process)
        shown = page(address)
        assert 'lang="vi"' in shown
        assert "Tài khoản có sẵn của bản dùng thử" in shown
        assert [one.name.startswith("club-ledger-demo-") for one in home.iterdir()] == [True]
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=30) == ("", "Đã dừng.\n")
    assert process.returncode == 0
    assert list(home.iterdir()) == []


@POSIX
@pytest.mark.usefixtures("own_books")
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_books_are_served_until_the_process_is_told_to_end(
    club_ledger: ClubLedger, end: signal.Signals
) -> None:
    words = ("--language", "en", "serve", "--port", "0", "--no-browser")
    with started(club_ledger.home, *words) as process:
        assert "Welcome to the club&#39;s books" in page(address_told(process))
        process.send_signal(end)
        assert process.communicate(timeout=30) == ("", "Stopped.\n")
    assert process.returncode == 0


@pytest.mark.usefixtures("own_books")
def test_a_port_that_is_taken_is_named(club_ledger: ClubLedger) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        words = ("--language", "en", "serve", "--port", port, "--no-browser")
        code, _, err = called(club_ledger.home, *words)
    assert code == 1
    assert f"Refused: The port {port} cannot be used" in err
    assert "Choose another number with --port" in err


@POSIX
def test_a_demonstration_takes_another_port_than_one_that_is_taken(
    club_ledger: ClubLedger,
) -> None:
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError):  # then somebody else has it, which is as good
            stack.enter_context(socket.create_server(("127.0.0.1", PORT)))
        process = stack.enter_context(started(club_ledger.home, "demo", "--no-browser"))
        address = address_told(process)
        assert not address.endswith(f":{PORT}/")
        assert "lang=" in page(address)
