"""What the repository may hold: its top level, its kinds of file, its words about machines."""

import re
import tomllib
from itertools import chain
from pathlib import PurePosixPath

import pytest

from tests.house.tree import ROOT, Text, committed, texts

TOP = {
    ".ci", ".gitignore", "README.md", "constraints.txt", "ledger", "migrations", "pyproject.toml",
    "templates", "tests",
}  # fmt: skip

FOREIGN = re.compile(
    r"(^|/)(uv\.lock|poetry\.lock|pylock\.toml|package-lock\.json|yarn\.lock|node_modules/|\.venv/)"
    r"|\.(ttf|otf|woff2?|pyc|sqlite3?|db|mo)$"
)
"""Lock files with addresses, others' fonts, built or local data."""

MACHINE = re.compile(r"(^|[^A-Za-z0-9_.])/(?:work|farm|root|home)/|/tmp/v[e]nv")
REGISTRY = re.compile(
    r"(py[p]i|pythonhos[t]ed|np[m]js|yarn[p]kg|de[b]ian|gola[n]g)\.(org|com)"
    r"|--(extra-)?index[-]url|--find[-]links|--trusted[-]host",
    re.IGNORECASE,
)
"""Addresses of package registries, and the options that would name one."""


def findings(pattern: re.Pattern[str], text: Text) -> list[str]:
    """Return where a pattern is found in a text."""
    return [
        text.at(number, line.strip()[:100])
        for number, line in enumerate(text.lines, start=1)
        if pattern.search(line)
    ]


def test_the_top_level_is_exactly_what_the_charter_names() -> None:
    assert {path.parts[0] for path in committed()} == TOP


def test_nothing_foreign_built_or_local_is_committed() -> None:
    assert [str(path) for path in committed() if FOREIGN.search(str(path))] == []


@pytest.mark.parametrize("name", ["uv.lock", "ledger/pdf/NotoSans.ttf", "a/messages.mo", "x.db"])
def test_a_foreign_file_would_be_found(name: str) -> None:
    assert FOREIGN.search(name)


def test_no_path_of_a_machine_and_no_registry_is_named() -> None:
    found = [
        line for text in texts() for rule in (MACHINE, REGISTRY) for line in findings(rule, text)
    ]
    assert found == []


@pytest.mark.parametrize(
    "words",
    ["see /{}/main/x".format("work"), "pip --index{}url=x".format("-"), "py{}i.org".format("p")],
)
def test_a_path_or_registry_would_be_found(words: str) -> None:
    text = Text(PurePosixPath("README.md"), f"first\n{words}\n")
    assert [*findings(MACHINE, text), *findings(REGISTRY, text)]


def test_the_pins_are_names_and_versions_only() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][\w.]*", line)] == []
    assert lines == sorted(lines, key=str.lower)


def test_every_library_that_is_asked_for_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    names = {re.split(r"[\[<>=~;! ]", line)[0] for line in asked} - {project["name"]}
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = {_normal(line.partition("==")[0]) for line in pins}
    assert {name for name in names if _normal(name) not in pinned} == set()


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
