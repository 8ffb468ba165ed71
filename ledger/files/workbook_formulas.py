"""Where a workbook's sheets hold formulas, and cells whose value is an error."""

import contextlib
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

MOST_FORMULAS = 5_000
"""How many formulas of a sheet are told; nobody mends more one by one."""

SPECIAL = tuple(map(re.compile, (rb"<f[\s/>]", rb":f[\s/>]", rb'"e"', rb"'e'")))
"""What is found fast where a sheet may hold a formula or an error, to be looked at closely.

One after the other: together they take ten times as long.
"""

RELATIONS = "xl/_rels/workbook.xml.rels"
REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")


class _Enough(Exception):
    """More formulas than are told."""


@dataclass(slots=True)
class Special:
    """A sheet's formulas by row and column from 1, and by row and column what is an error."""

    formulas: list[tuple[int, int]] = field(default_factory=list)
    errors: dict[int, dict[int, str]] = field(default_factory=dict)


def special_cells(package: io.BytesIO) -> dict[str, Special]:
    """Return formulas and errors by the name of the sheet, only of sheets that hold any."""
    found: dict[str, Special] = {}
    with zipfile.ZipFile(package) as parts:
        paths = {path.lower(): path for path in parts.namelist()}
        for name, path in paths.items():
            if name.startswith("xl/worksheets/"):
                data = parts.read(path)
                if any(one.search(data) for one in SPECIAL):
                    found[name] = _look(data)
        named = list(_sheet_parts(parts, paths)) if found else []
    return {sheet: found[part] for sheet, part in named if part in found}


def _sheet_parts(parts: zipfile.ZipFile, paths: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each sheet's name and, in small letters, the path of the part that holds it."""
    targets: dict[str, str] = {}
    if RELATIONS in paths:
        for name, values in _elements(parts.read(paths[RELATIONS])):
            if name == "Relationship":
                targets[values.get("Id", "")] = values.get("Target", "")
    for name, values in _elements(parts.read(paths["xl/workbook.xml"])):
        if name == "sheet":
            key = next((value for one, value in values.items() if one.endswith(" id")), "")
            target = targets.get(key, "").lower().replace("\\", "/")
            part = target[1:] if target.startswith("/") else f"xl/{target}"
            yield values.get("name", ""), part


def _elements(data: bytes) -> list[tuple[str, dict[str, str]]]:
    found: list[tuple[str, dict[str, str]]] = []

    def start(name: str, values: dict[str, str]) -> None:
        found.append((name.rpartition(" ")[2], values))

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.Parse(data, True)  # noqa: FBT003 - expat's own way of saying that this is all
    return found


def _look(data: bytes) -> Special:
    """Return the formulas and errors of a sheet."""
    looker = _Looker()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = looker.start
    parser.EndElementHandler = looker.end
    parser.CharacterDataHandler = looker.text
    with contextlib.suppress(_Enough):
        parser.Parse(data, True)  # noqa: FBT003 - expat's own way of saying that this is all
    return looker.found


class _Looker:
    """Follows a sheet's XML from element to element."""

    def __init__(self) -> None:
        """Start above the first row."""
        self.found = Special()
        self._row = self._column = 0
        self._in_cell = self._is_error = self._in_value = False

    def start(self, name: str, values: dict[str, str]) -> None:
        """Note where a row, a cell, a formula or an error begins."""
        match name.rpartition(" ")[2]:
            case "row":
                self._row = int(values["r"]) if "r" in values else self._row + 1
                self._column = 0
            case "c":
                self._place(values.get("r"))
                self._in_cell, self._is_error = True, values.get("t") == "e"
            case "f" if self._in_cell:
                if len(self.found.formulas) >= MOST_FORMULAS:
                    raise _Enough
                self.found.formulas.append((self._row, self._column))
            case "v":
                self._in_value = self._in_cell and self._is_error

    def end(self, name: str) -> None:
        """Note where a cell or a value ends."""
        match name.rpartition(" ")[2]:
            case "c":
                self._in_cell = False
            case "v":
                self._in_value = False

    def text(self, text: str) -> None:
        """Keep the text of an error."""
        if self._in_value:
            self.found.errors.setdefault(self._row, {})[self._column] = text

    def _place(self, reference: str | None) -> None:
        match = REFERENCE.fullmatch(reference or "")
        if match is None:
            self._column += 1
            return
        self._row, self._column = int(match[2]), 0
        for letter in match[1]:
            self._column = self._column * 26 + ord(letter) - ord("A") + 1
