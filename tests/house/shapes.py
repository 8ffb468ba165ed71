"""Rules on the shape of a module: its size, its opening, its names."""

import ast
import re
from collections.abc import Iterator

from tests.house.tree import Text

LONGEST_MODULE = {
    "core": 300, "books": 400, "i18n": 250, "services": 250, "pdf": 250, "files": 250,
    "web": 400, "cli": 400, "tests": 400, "migrations": 400,
}  # fmt: skip
LONGEST_PAGE = 400
LONGEST_FUNCTION = 50

NO_ROOM = {"util", "utils", "helper", "helpers", "misc", "manager"}
OTHER_WORDS = {
    "bucket": "account", "leg": "line", "ticket": "voucher", "customer": "member",
    "payout": "disbursement", "installment": "instalment", "waterfall": "allocation",
}  # fmt: skip
"""HOUSE.md's table of words: one word a thing. Only those that mean nothing else in a program."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


def module_is_short(module: Text) -> Iterator[str]:
    """Find a module that is longer than its storey allows."""
    cap = LONGEST_MODULE.get(module.storey, LONGEST_FUNCTION * 2)
    if len(module.lines) > cap:
        yield module.at(
            cap + 1, f"{len(module.lines)} lines, at most {cap}: which room is missing?"
        )


def page_is_short(page: Text) -> Iterator[str]:
    """Find a template, script or style sheet that is too long."""
    if len(page.lines) > LONGEST_PAGE:
        yield page.at(LONGEST_PAGE + 1, f"{len(page.lines)} lines, at most {LONGEST_PAGE}")


def function_is_short(module: Text) -> Iterator[str]:
    """Find a function that is too long to be read at once."""
    for node in ast.walk(module.tree):
        if isinstance(node, Function):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield module.at(node, f"{node.name} has {length} lines")


def module_opens_with_one_sentence(module: Text) -> Iterator[str]:
    """Find a module whose first paragraph is not one sentence that says what lives there."""
    opening = (ast.get_docstring(module.tree) or "").partition("\n\n")[0].strip()
    if not opening:
        yield module.at(1, "no docstring: what lives here?")
    elif not opening.endswith(".") or re.search(r"[.!?] +[A-Z]", opening):
        yield module.at(1, "the docstring does not open with exactly one sentence")


def package_is_a_contents_page(module: Text) -> Iterator[str]:
    """Find an `__init__` that holds logic."""
    if module.path.name != "__init__.py":
        return
    plain = (ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign)
    for node in module.tree.body:
        is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if not is_text and not isinstance(node, plain):
            yield module.at(node, "a package's __init__ holds no logic")


def names_are_the_field_s_own(module: Text) -> Iterator[str]:
    """Find a file, class or function named by a word that says nothing, or by a second word."""
    for part in {*module.path.parts[:-1], module.path.stem}:
        yield from (module.at(1, complaint) for complaint in _complaints(part))
    for node in ast.walk(module.tree):
        if isinstance(node, Function | ast.ClassDef):
            yield from (module.at(node, complaint) for complaint in _complaints(node.name))


def _complaints(name: str) -> Iterator[str]:
    for word in re.findall(r"[a-z]+|[A-Z][a-z]*", name):
        if word.lower() in NO_ROOM:
            yield f"'{name}': '{word}' names no room"
        if word.lower() in OTHER_WORDS:
            yield f"'{name}': the house says '{OTHER_WORDS[word.lower()]}'"
