"""The files beside the pages, each under an address that changes with its content."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

KINDS = {
    ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}  # fmt: skip
STATIC = "/static/"


@dataclass(frozen=True, slots=True)
class Asset:
    """A file's content and what kind it is."""

    content: bytes
    kind: str


class Assets:
    """The files of a folder, read once; a browser may keep each for good."""

    def __init__(self, folder: Path) -> None:
        """Read the folder."""
        self._addresses: dict[str, str] = {}
        self._found: dict[str, Asset] = {}
        for path in sorted(folder.iterdir()):
            if path.suffix in KINDS:
                content = path.read_bytes()
                mark = hashlib.sha256(content).hexdigest()[:16]
                self._addresses[path.name] = f"{STATIC}{mark}/{path.name}"
                self._found[f"{mark}/{path.name}"] = Asset(content, KINDS[path.suffix])

    def address(self, name: str) -> str:
        """Return the address of a file."""
        return self._addresses[name]

    def find(self, place: str) -> Asset | None:
        """Return what is at a place below `/static/`."""
        return self._found.get(place)
