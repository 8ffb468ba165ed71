"""The program's own sources as syntax trees, each parsed once in a run."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def modules() -> dict[Path, ast.Module]:
    """Return every module of the program by its path inside `ledger/`."""
    folder = ROOT / "ledger"
    return {
        path.relative_to(folder): ast.parse(path.read_text(encoding="utf-8"), str(path))
        for path in sorted(folder.rglob("*.py"))
    }


def called(call: ast.Call) -> str:
    """Return the name of what is called, without what it belongs to."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""
