"""Running a command to its exit code: every failure is a sentence, and none a traceback."""

import errno
from dataclasses import dataclass

import click
import pytest
import sqlalchemy as sa

from ledger.cli.run import run
from ledger.cli.terminal import Terminal
from ledger.core.errors import RuleBroken
from ledger.i18n.locale import Language, Locale


@dataclass(eq=False)
class WeatherUnfit(RuleBroken):
    """A refusal that the catalogue does not know."""

    rain: int


def outcome(
    failure: BaseException,
    capsys: pytest.CaptureFixture[str],
    language: Language = Language.EN,
    *,
    is_debugging: bool = False,
) -> tuple[int, str]:
    """Return the exit code and what was told of a command that fails so."""

    def fail() -> int:
        raise failure

    terminal = Terminal(Locale(language), is_debugging=is_debugging)
    code = run(click.Command("fail", callback=fail), [], terminal)
    written = capsys.readouterr()
    assert written.out == ""
    return code, written.err


@pytest.mark.parametrize(
    ("number", "english", "vietnamese"),
    [
        (errno.ENOENT, "There is no file or folder a.pdf.", "Không có tệp hay thư mục a.pdf."),
        (errno.EACCES, "You may not read or write a.pdf.", "Bạn không có quyền đọc"),
        (errno.EISDIR, "a.pdf is a folder, not a file.", "a.pdf là thư mục"),
        (errno.ENOTDIR, "In a.pdf something is a file", "Trong a.pdf có một tệp"),
        (errno.ENOSPC, "There is no room left on the disk for a.pdf.", "Ổ đĩa đã hết chỗ"),
        (errno.EROFS, "a.pdf is on a disk that may only be read.", "a.pdf nằm trên ổ đĩa"),
        (errno.ENAMETOOLONG, "The name a.pdf is too long.", "Tên a.pdf quá dài."),
        (errno.EIO, "The system refused a.pdf: broken.", "Máy từ chối a.pdf: broken."),
    ],
)
def test_what_the_system_refuses_is_said_by_name(
    capsys: pytest.CaptureFixture[str], number: int, english: str, vietnamese: str
) -> None:
    failure = OSError(number, "broken", "a.pdf")
    for language, sentence in ((Language.EN, english), (Language.VI, vietnamese)):
        code, told = outcome(failure, capsys, language)
        assert code == 1
        assert sentence in told
        assert len(told.splitlines()) == 2


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("database is locked", "Another program has been using the books for too long."),
        ("attempt to write a readonly database", "The file of the books may only be read."),
        ("database disk image is malformed", "The file of the books is damaged."),
        ("file is not a database", "The file is not a database."),
    ],
)
def test_what_the_database_refuses_is_said_by_name(
    capsys: pytest.CaptureFixture[str], text: str, sentence: str
) -> None:
    failure = sa.exc.OperationalError("INSERT", None, Exception(text))
    code, told = outcome(failure, capsys)
    assert code == 1
    assert f"Refused: {sentence}\n" in told


def test_a_rule_of_the_database_is_said_by_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    failure = sa.exc.IntegrityError("INSERT", None, Exception("rule:period_is_closed"))
    code, told = outcome(failure, capsys)
    assert (code, told.splitlines()[0]) == (
        1,
        "Refused: The month is closed already, and stays closed.",
    )


@pytest.mark.parametrize(
    "failure",
    [
        ValueError("x"),
        sa.exc.IntegrityError("INSERT", None, Exception("UNIQUE constraint failed")),
        sa.exc.OperationalError("SELECT", None, Exception("no such table: x")),
    ],
)
def test_a_mistake_of_the_program_is_admitted_without_a_traceback(
    capsys: pytest.CaptureFixture[str], failure: Exception
) -> None:
    code, told = outcome(failure, capsys)
    assert code == 1
    assert told.startswith(f"This is a mistake in the program ({type(failure).__name__});")
    assert "--debug" in told
    assert "Traceback" not in told
    _, shown = outcome(failure, capsys, is_debugging=True)
    assert shown.startswith("Traceback")
    assert "Send what stands above" in shown
    _, vietnamese = outcome(failure, capsys, Language.VI)
    assert vietnamese.startswith("Đây là lỗi của chương trình")


def test_a_refusal_is_no_mistake_even_with_debug(capsys: pytest.CaptureFixture[str]) -> None:
    code, told = outcome(WeatherUnfit(rain=3), capsys, is_debugging=True)
    assert code == 1
    assert "WeatherUnfit(rain=3)" in told
    assert "Traceback" not in told


def test_an_interrupted_command_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    code, told = outcome(KeyboardInterrupt(), capsys, Language.VI)
    assert (code, told) == (1, "\nĐã dừng theo ý bạn. Việc đang làm dở đã được bỏ đi.\n")


def test_memory_that_runs_out_is_no_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    code, told = outcome(MemoryError(), capsys)
    assert (code, "MemoryError" in told) == (1, True)
