"""The repository as the house rules see it: files that are, or would be, committed."""

import ast
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[2]

PRODUCT = "ledger"
PAGES = {".html", ".js", ".css"}


@dataclass(frozen=True, slots=True)
class Text:
    """A file of the repository: its place and what it says."""

    path: PurePosixPath
    text: str

    @property
    def lines(self) -> list[str]:
        """Return its lines."""
        return self.text.splitlines()

    @property
    def storey(self) -> str:
        """Return the folder of `ledger/` that holds it, or the top folder that does."""
        parts = self.path.parts
        inside = parts[0] == PRODUCT and len(parts) > len(("ledger", "module.py"))
        return parts[1] if inside else parts[0]

    @property
    def tree(self) -> ast.Module:
        """Return its syntax tree, if it is Python."""
        return ast.parse(self.text, str(self.path))

    def at(self, line: int | ast.AST, complaint: str) -> str:
        """Return a complaint about one of its lines, or about what stands there."""
        number = line if isinstance(line, int) else getattr(line, "lineno", 1)
        return f"{self.path}:{number}: {complaint}"


@cache
def committed() -> tuple[PurePosixPath, ...]:
    """Return the path of every file that git holds or would add; of every file, without git."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    if (ROOT / ".git").exists():
        listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
        names = [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
    else:
        names = [
            path.relative_to(ROOT).as_posix()
            for path in ROOT.rglob("*")
            if path.is_file() and not {"__pycache__", ".venv"} & set(path.parts)
        ]
    return tuple(sorted(PurePosixPath(name) for name in names))


@cache
def texts() -> tuple[Text, ...]:
    """Return every committed file that can be read as text."""
    found = []
    for path in committed():
        data = (ROOT / path).read_bytes()
        if b"\0" not in data:
            found.append(Text(path, data.decode("utf-8")))
    return tuple(found)


def modules() -> tuple[Text, ...]:
    """Return every Python module."""
    return tuple(text for text in texts() if text.path.suffix == ".py")


def pages() -> tuple[Text, ...]:
    """Return every template, script and style sheet."""
    return tuple(text for text in texts() if text.path.suffix in PAGES)


def folders() -> set[PurePosixPath]:
    """Return every folder that holds a committed file, at any depth."""
    return {parent for path in committed() for parent in path.parents if parent.parts}
