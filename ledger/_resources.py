"""Where the templates and migrations are, from any install."""

from pathlib import Path
from typing import Literal

MARK = ".club-ledger"
"""A file in each folder of ours: beside an installed package, `templates/` may be another's."""


class FolderMissing(FileNotFoundError):
    """The package was built or unpacked without one of its folders."""


def resource_folder(name: Literal["templates", "migrations"]) -> Path:
    """Return the folder of that name, bundled with the package or beside it in a checkout.

    Raises `FolderMissing` where neither place holds ours.
    """
    package = Path(__file__).resolve().parent
    for place in (package / "_bundled" / name, package.parent / name):
        if (place / MARK).is_file():
            return place
    raise FolderMissing(name)
