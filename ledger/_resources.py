"""Where the templates and migrations are, from any install."""

from pathlib import Path
from typing import Literal


def resource_folder(name: Literal["templates", "migrations"]) -> Path:
    """Return the folder of that name in this checkout or bundled with the package."""
    here = Path(__file__).parent
    bundled = here / "_bundled" / name
    return bundled if bundled.is_dir() else here.parent / name
