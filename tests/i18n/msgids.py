"""Every msgid that the program may ask the catalogue for, read from its sources and templates."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.extract import extract

from tests.i18n.sources import ROOT, called, modules

TEMPLATE_OPTIONS = {"extensions": "jinja2.ext.i18n", "newstyle_gettext": "true", "silent": "false"}
TEMPLATE_KEYWORDS = {"_": None, "gettext": None}

MSGID = "msgid"
"""A parameter or a field of this name is a door through which msgids come in."""
HANDED_ON = {MSGID, "sentence", "remedy", "title"}
"""What is handed on under one of these names came in through a door already."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A msgid and where it stands; None where a door is given what cannot be read here."""

    msgid: str | None
    place: str


@dataclass(frozen=True, slots=True)
class Door:
    """A function, method or class that takes msgids: at which places, under which names."""

    takes: tuple[tuple[int, str], ...]
    is_method: bool = False


DOORS = {
    "_": Door(((0, MSGID),), is_method=True),
    "say": Door(((0, MSGID),), is_method=True),
    "Message": Door(((0, "sentence"), (1, "remedy"))),
    "Check": Door(((0, "title"),)),
}
"""Doors whose parameters have other names; all others are found."""


@cache
def asked() -> tuple[Asked, ...]:
    """Return all that the program asks for, in order of place."""
    doors: dict[str, dict[str, Door]] = {}
    for path, tree in modules().items():
        doors.setdefault(path.parts[0], {}).update(doors_in(tree))
    found: list[Asked] = []
    for path, tree in modules().items():
        # A method's name means one thing in one storey only; core and words are known to all.
        known = DOORS | doors["core"] | doors["i18n"] | doors[path.parts[0]]
        found += in_module(tree, f"ledger/{path}", known)
    for path in sorted((ROOT / "templates").rglob("*.html")):
        found += in_template(path, ROOT)
    return tuple(found)


def doors_in(tree: ast.Module) -> Iterator[tuple[str, Door]]:
    """Yield what a module defines that takes a msgid, by name."""
    methods = {
        id(one) for node in ast.walk(tree) if isinstance(node, ast.ClassDef) for one in node.body
    }
    for node in ast.walk(tree):
        is_method = id(node) in methods
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            every = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            names = [one.arg for one in every[1:] if is_method] or [one.arg for one in every]
        elif isinstance(node, ast.ClassDef):
            fields = [one.target for one in node.body if isinstance(one, ast.AnnAssign)]
            names = [one.id for one in fields if isinstance(one, ast.Name)]
        else:
            continue
        if MSGID in names:
            yield node.name, Door(((names.index(MSGID), MSGID),), is_method=is_method)


def in_module(tree: ast.Module, place: str, doors: Mapping[str, Door]) -> Iterator[Asked]:
    """Yield what a module hands to the doors."""
    constants = _constants(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        door = doors.get(called(node))
        for index, name in door.takes if door else ():
            given = _given(node, index, name)
            if isinstance(given, ast.Call) and called(given) in doors:
                continue  # it was marked on its way: say(_("..."))
            for msgid in _texts(given, constants):
                # A method of a function's name may be another thing: `speaker.phrase(value)`.
                if msgid or isinstance(node.func, ast.Name) or (door and door.is_method):
                    yield Asked(msgid, f"{place}:{node.lineno}")


def in_template(path: Path, root: Path) -> Iterator[Asked]:
    """Yield the msgids of a template: `_("...")` and the words between trans and endtrans."""
    with path.open("rb") as file:
        for line, found, _, _ in extract(
            "jinja2", file, keywords=TEMPLATE_KEYWORDS, options=TEMPLATE_OPTIONS
        ):
            for msgid in [found] if isinstance(found, str) else found:
                yield Asked(msgid, f"{path.relative_to(root)}:{line}")


def _given(call: ast.Call, index: int, name: str) -> ast.expr | None:
    by_name = next((one.value for one in call.keywords if one.arg == name), None)
    return call.args[index] if index < len(call.args) else by_name


def _texts(given: ast.expr | None, constants: Mapping[str, str]) -> list[str | None]:
    """Return the texts that an argument may be; None for what cannot be read."""
    match given:
        case None | ast.Constant(value=""):
            return []
        case ast.Constant(value=str(text)):
            return [text]
        case ast.IfExp():
            return [*_texts(given.body, constants), *_texts(given.orelse, constants)]
        case ast.Name(id=name) if name in constants:
            return [constants[name]]
        case ast.Name(id=name) | ast.Attribute(attr=name) if name in HANDED_ON:
            return []
        case _:
            return [None]


def _constants(tree: ast.Module) -> dict[str, str]:
    """Return a module's own names for texts."""
    return {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name) and isinstance(node.value.value, str)
    }
