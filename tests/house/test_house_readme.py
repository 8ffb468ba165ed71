"""README.md says what is true: its commands, its map of the house, its sections."""

import os
import re
import subprocess
import sys
from pathlib import PurePosixPath

import pytest

from tests.house.tree import ROOT, committed, folders

README = (ROOT / "README.md").read_text(encoding="utf-8")
ENVIRONMENT = "python3 -m venv .venv && .venv/bin/pip install -c constraints.txt"
RUN = f"{ENVIRONMENT} . && .venv/bin/club-ledger demo"
TESTS = f"{ENVIRONMENT} -e '.[test]' && .venv/bin/python -m pytest"

COMMANDS = sorted(set(re.findall(r"`club-ledger ([a-z]+(?: [a-z]+)*)", README)))
MAIN = "import sys; from ledger.cli.main import main; sys.exit(main())"


def mapped(text: str) -> dict[PurePosixPath, str]:
    """Return the folders of README's map, and what is said of each."""
    drawing = text.partition("## The map of the house")[2].partition("```")[2].partition("```")[0]
    found: dict[PurePosixPath, str] = {}
    above: list[str] = []
    for line in drawing.splitlines():
        drawn = re.fullmatch(r"( *)(\S+)/ +(.+)", line)
        if drawn:
            above = [*above[: len(drawn[1]) // 2], drawn[2]]
            found[PurePosixPath(*above)] = drawn[3]
    return found


def test_each_command_stands_on_one_line_once() -> None:
    lines = [line.strip() for line in README.splitlines()]
    assert lines.count(RUN) == 1
    assert lines.count(TESTS) == 1


def test_the_map_shows_every_folder_and_no_other() -> None:
    assert set(mapped(README)) == folders()


def test_every_folder_of_the_map_has_a_sentence() -> None:
    assert [str(path) for path, said in mapped(README).items() if not said.endswith(".")] == []


def test_the_map_is_read_by_its_indents() -> None:
    drawing = "## The map of the house\n```\na/     One.\n  b/   Two.\nc/     Three.\n```\n"
    assert [str(path) for path in mapped(drawing)] == ["a", "a/b", "c"]


def test_every_file_that_is_linked_is_there() -> None:
    linked = re.findall(r"\]\(([^)#:]+)\)", README)
    assert [name for name in linked if PurePosixPath(name) not in {*committed(), *folders()}] == []


def test_the_reader_finds_what_changed() -> None:
    assert re.search(r"^## What changed$", README, re.MULTILINE)


@pytest.mark.skipif(
    not (ROOT / "ledger" / "cli" / "main.py").exists(), reason="there is no command line yet"
)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_that_is_named_is_there(command: str) -> None:
    asked = [sys.executable, "-c", MAIN, *command.split(), "--help"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(asked, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
