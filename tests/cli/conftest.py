"""Fixtures of the command line: calling it in this process, and books to call it on."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from ledger.books.engine import open_engine
from ledger.cli.main import root
from tests.web.club import post_club

SETTINGS = ("LEDGER_DATABASE_URL", "LEDGER_OWNER_URL", "LEDGER_LANGUAGE", "LEDGER_DEBUG", "COLUMNS")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command left with and what it wrote."""

    code: int
    out: str
    err: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class ClubLedger:
    """The command, in a home of its own; English unless a test asks otherwise."""

    home: Path

    @property
    def own_file(self) -> Path:
        """Return where the reader's own books would be."""
        return self.home / "data" / "club-ledger" / "ledger.db"

    def __call__(
        self, *words: str | Path, language: str = "en", typed: str | None = None, **settings: str
    ) -> Answer:
        """Call the command; its settings are those given and no others.

        `typed` is what is typed at its prompts, line by line.
        """
        environment: dict[str, str | None] = dict.fromkeys(SETTINGS)
        environment |= {"XDG_DATA_HOME": str(self.home / "data"), "HOME": str(self.home)}
        environment |= {"LEDGER_LANGUAGE": language, **settings}
        found = CliRunner().invoke(root, list(map(str, words)), input=typed, env=environment)
        assert found.exception is None or isinstance(found.exception, SystemExit)
        return Answer(found.exit_code, found.stdout, found.stderr, found.stdout_bytes)


@pytest.fixture
def club_ledger(tmp_path: Path) -> ClubLedger:
    """Give the command in an empty home."""
    return ClubLedger(tmp_path)


@pytest.fixture(scope="session")
def _club_template(_sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("club") / "club.db"
    shutil.copy(_sqlite_template, path)
    engine = open_engine(f"sqlite:///{path}")
    post_club(engine)
    engine.dispose()
    return path


@pytest.fixture
def own_books(club_ledger: ClubLedger, _club_template: Path) -> Path:
    """Give the reader's own file, with the books of one club: HP."""
    club_ledger.own_file.parent.mkdir(parents=True)
    shutil.copy(_club_template, club_ledger.own_file)
    return club_ledger.own_file


def files_in(folder: Path) -> dict[str, bytes]:
    """Return every file under a folder and what it holds, as nothing may change on a refusal."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith("-journal")
    }


__all__ = ["Answer", "ClubLedger", "files_in"]
