"""Cases with numbers written by others, read from every file of a folder as test parameters."""

import json
import os
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TypeAlias

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(os.environ.get("LEDGER_CASES") or ROOT.parent / "shared" / "cases")

Json: TypeAlias = "str | int | Decimal | bool | list[Json] | dict[str, Json] | None"


@dataclass(frozen=True, slots=True)
class Case:
    """A case as its file gives it: amounts and rates are texts, other numbers are exact."""

    id: str
    fields: dict[str, Json]

    def at(self, *path: str) -> Json:
        """Return what stands at a path of keys, None where the source gives nothing."""
        found: Json = self.fields
        for key in path:
            found = found.get(key) if isinstance(found, dict) else None
        return found

    def text(self, *path: str) -> str:
        """Return the text at a path of keys, which must be there."""
        found = self.at(*path)
        assert isinstance(found, str), f"{self.id}: no text at {'.'.join(path)}"
        return found


@cache
def _all() -> dict[str, list[Case]]:
    """Return every case by its kind, which is the case's own or else its file's."""
    found: dict[str, list[Case]] = {}
    for path in sorted(FOLDER.glob("*.json")):
        file = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        for fields in file["cases"]:
            kind = fields.get("kind", file.get("kind"))
            found.setdefault(kind, []).append(Case(fields["id"], fields))
    return found


def cases(kind: str) -> list[object]:
    """Return every case of a kind for `pytest.mark.parametrize`, named by its id.

    Where there is none, one parameter is skipped with the reason.
    """
    found = _all().get(kind, [])
    if not found:
        reason = f"no case of kind {kind} in {FOLDER}" if FOLDER.is_dir() else f"no folder {FOLDER}"
        return [pytest.param(None, marks=pytest.mark.skip(reason=reason), id="none")]
    return [pytest.param(case, id=case.id) for case in found]
