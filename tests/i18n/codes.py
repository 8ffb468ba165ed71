"""Every code of a finding in a workbook, read from where the sources tell of it."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tests.i18n.sources import called, modules

WHERE = ("core/workbook/", "files/", "services/workbook")

TELLS = {"error": True, "warn": False, "refuse": True, "CellRefused": True}
"""What tells of a finding, and whether that is an error."""
TELLS_A_VALUE = {"refuse", "CellRefused"}
"""What tells of a cell, whose value is the only fact."""
CODE = re.compile(r"[a-z]+(_[a-z]+)+")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Coded:
    """A code that is told; `facts` are the names of what is told with it, None if unknown."""

    code: str
    is_error: bool
    facts: frozenset[str] | None
    place: str


@cache
def coded() -> tuple[Coded, ...]:
    """Return all codes of the sources, as often as they are told."""
    return tuple(
        one
        for path, tree in modules().items()
        if path.as_posix().startswith(WHERE)
        for one in codes_in(tree, path.name)
    )


def codes_in(tree: ast.Module, place: str) -> Iterator[Coded]:
    """Yield the codes of a module; "" for one that cannot be read."""
    for function in ast.walk(tree):
        if not isinstance(function, Function):
            continue
        if function.name in TELLS:
            for node in ast.walk(function):
                if isinstance(node, ast.Constant) and CODE.fullmatch(str(node.value)):
                    yield Coded(str(node.value), TELLS[function.name], None, place)
            continue
        for call in ast.walk(function):
            name = called(call) if isinstance(call, ast.Call) else ""
            if not isinstance(call, ast.Call) or name not in TELLS:
                continue
            facts = frozenset(one.arg for one in call.keywords if one.arg)
            facts = frozenset({"value"}) if name in TELLS_A_VALUE else facts
            given = call.args[2] if name == "refuse" else call.args[-1]
            for code in _texts(given, function, tree):
                yield Coded(code, TELLS[name], facts, f"{place}:{call.lineno}")


def _texts(given: ast.expr, function: Function, tree: ast.Module) -> list[str]:
    """Return what an expression may be: a text, either of two, a name given one of them."""
    match given:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.IfExp():
            return [*_texts(given.body, function, tree), *_texts(given.orelse, function, tree)]
        case ast.Attribute(attr="code"):
            return []  # the code of a CellRefused, read where it is raised
        case ast.Name(id=name):
            return _named(name, function, tree) or [""]
        case _:
            return [""]


def _named(name: str, function: Function, tree: ast.Module) -> list[str]:
    """Return the texts a local name is given, by its function or by the callers of that."""
    found = [
        text
        for node in ast.walk(function)
        if isinstance(node, ast.Assign)
        and [name] == [one.id for one in node.targets if isinstance(one, ast.Name)]
        for text in _texts(node.value, function, tree)
    ]
    parameters = [one.arg for one in function.args.args if one.arg != "self"]
    if name in parameters:
        place = parameters.index(name)
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and called(call) == function.name:
                found += _texts(call.args[place], function, tree)
    return found
