"""Adds the templates and migrations to a wheel."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDERS = ("templates", "migrations")
LEFT_OUT = {".mo", ".pyc"}


class BundleFolders(BuildHookInterface):  # type: ignore[type-arg]  # generic only when checked
    """Puts the folders beside the package into it, as `ledger/_bundled/`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name each file to be bundled; an editable install reads the repository itself."""
        if version == "editable":
            return
        root = Path(self.root)
        for folder in FOLDERS:
            for path in sorted((root / folder).rglob("*")):
                if path.is_file() and path.suffix not in LEFT_OUT:
                    place = Path("ledger", "_bundled", path.relative_to(root))
                    build_data["force_include"][str(path)] = place.as_posix()
