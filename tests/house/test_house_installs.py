"""However the package is installed, it finds its templates and migrations from any folder."""

import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from ledger._resources import MARK, resource_folder
from tests.house.tree import ROOT, committed

FIND = (
    "import ledger; from ledger._resources import resource_folder as found;"
    "print(found('templates'), found('migrations'), ledger.__version__, sep='\\n')"
)


def run(*command: str | Path, at: Path) -> str:
    """Return what a command prints, started in a folder and without this checkout on its path."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [str(part) for part in command], cwd=at, env=environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Give a copy of what is committed, so that a build leaves no trace here."""
    copy = tmp_path / "source"
    for path in committed():
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, copy / path)
    return copy


def build(source: Path, kind: str) -> Path:
    """Return the path of a built wheel or sdist."""
    built = source.parent / f"built-{source.name}"
    run(sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", built, at=source)
    (found,) = built.glob("*.whl" if kind == "wheel" else "*.tar.gz")
    return found


def found_after_install(tmp_path: Path, *what: str | Path) -> list[Path]:
    """Return both folders as found by an install into an environment of its own."""
    place, elsewhere = tmp_path / "environment", tmp_path / "elsewhere"
    venv.create(place, with_pip=True)
    (elsewhere / "templates").mkdir(parents=True)
    python = place / "bin" / "python"
    # The build's tools are this environment's, so that nothing is fetched.
    packages = Path(pytest.__file__).resolve().parents[1]
    (library,) = place.glob("lib/python3.*/site-packages")
    (library / "borrowed.pth").write_text(f"{packages}\n", encoding="utf-8")
    options = ("--quiet", "--no-deps", "--no-build-isolation", "--force-reinstall")
    run(python, "-m", "pip", "install", *options, *what, at=elsewhere)
    templates, migrations, version = run(python, "-c", FIND, at=elsewhere).splitlines()
    assert version == "0.1.0"
    return [Path(templates), Path(migrations)]


def assert_complete(found: list[Path]) -> None:
    """Refuse folders that lack a committed file."""
    for folder in found:
        wanted = {path for path in committed() if path.parts[0] == folder.name}
        assert wanted
        assert [path for path in wanted if not (folder.parent / path).is_file()] == []


def test_a_checkout_finds_its_own_folders() -> None:
    assert resource_folder("templates") == ROOT / "templates"
    assert resource_folder("migrations") == ROOT / "migrations"


@pytest.mark.drill
def test_a_wheel_carries_both_folders_and_the_words(source: Path, tmp_path: Path) -> None:
    wheel = build(source, "wheel")
    names = set(zipfile.ZipFile(wheel).namelist())
    words = {str(path) for path in committed() if path.suffix == ".po"}
    assert words <= names
    assert not {name for name in names if not name.startswith(("ledger/", "club_ledger-"))}
    found = found_after_install(tmp_path, wheel)
    assert all("_bundled" in folder.parts and (folder / MARK).is_file() for folder in found)
    assert_complete(found)


@pytest.mark.drill
def test_an_sdist_builds_the_same_wheel(source: Path, tmp_path: Path) -> None:
    with tarfile.open(build(source, "sdist")) as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    (unpacked,) = (tmp_path / "unpacked").iterdir()
    here, there = build(source, "wheel"), build(unpacked, "wheel")
    assert zipfile.ZipFile(there).namelist() == zipfile.ZipFile(here).namelist()
    assert_complete(found_after_install(tmp_path, there))


@pytest.mark.drill
def test_an_editable_install_reads_the_repository(source: Path, tmp_path: Path) -> None:
    found = found_after_install(tmp_path, "-e", source)
    assert found == [source / "templates", source / "migrations"]
    assert_complete(found)
