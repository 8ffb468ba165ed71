"""Rules on what a storey may know, of floats, the clock, chance, SQL and other modules."""

import ast
import re
import sys
from collections.abc import Iterator

from tests.house.tree import PRODUCT, Text

DOORS = {"web", "cli"}
MONEY = {"core", "books", "services", "i18n"}
SQL = {"books"}

CHANCE = {"random", "secrets", "time"}
MOMENTS = {"now", "utcnow", "today", "urandom", "uuid1", "uuid4", "uuid6", "uuid7", "getrandom"}
GIVERS = {"date", "datetime", "func", "os", "uuid"}
MAY_DRAW = {
    ("ledger/books/journal_rows.py", "urandom"): "salts only hide a text; no rule depends on them",
}
"""Where the clock or chance is read below a door, and why that is right."""

DATABASE_TYPES = {"Connection", "Engine", "Session"}
SQL_TEXT = re.compile(
    r"^\s*(SELECT\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|PRAGMA\s"
    r"|WITH\s+\w+\s+AS\s|(CREATE|DROP|ALTER)\s+(TABLE|INDEX|TRIGGER|VIEW|ROLE|DATABASE)\s)"
)
ENDS_A_TRANSACTION = {"begin", "begin_nested", "commit", "rollback"}
HOLDS_THE_TRANSACTION = "ledger/books/engine.py"

OPENS_THE_BOOKS = {"open_engine", "reading", "transaction"}
MAY_OPEN = {
    "ledger/web/visit.py": "a visit names the club that its address names",
    "ledger/web/door.py": "the door asks who comes, and no table of clubs",
}
"""Where pages open the books, and which clubs are named there."""

MAY_ADMIT = {
    "ledger/books/clubs.py": "a club that is made",
    "ledger/books/sign_ins.py": "the club by whose code a member signs in",
    "ledger/books/users.py": "the clubs of a user, whose words are no PIN",
    "ledger/services/granting_roles.py": "the club of a role that is given or ended",
    "ledger/services/slips.py": "the club of a slip's holder",
    "ledger/web/sums.py": "the clubs within an officer's reach",
}
"""Where a transaction learns only on the way which clubs it is about."""


def money_is_never_a_float(module: Text) -> Iterator[str]:
    """Find a float, or the word, in a storey that knows money."""
    if not _inside(module, MONEY):
        return
    for node in ast.walk(module.tree):
        is_literal = isinstance(node, ast.Constant) and isinstance(node.value, float | complex)
        if is_literal or (isinstance(node, ast.Name) and node.id == "float"):
            yield module.at(node, "a float near money")


def time_and_chance_come_from_a_door(module: Text) -> Iterator[str]:
    """Find a reading of the clock, or a random value, below a door."""
    if module.path.parts[0] != PRODUCT or module.storey in DOORS:
        return
    for node in ast.walk(module.tree):
        for name in _imported(node):
            if name.partition(".")[0] in CHANCE:
                yield module.at(node, f"{name} is for doors: take the value as an argument")
        for name in _moments(node):
            if (str(module.path), name) not in MAY_DRAW:
                yield module.at(node, f"{name} is for doors: take the value as an argument")


def sql_stays_in_the_books(module: Text) -> Iterator[str]:
    """Find SQL, or SQLAlchemy beyond the types of a connection, outside the books."""
    if module.path.parts[0] != PRODUCT or module.storey in SQL:
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and SQL_TEXT.match(str(node.value)):
            yield module.at(node, "SQL outside the books")
        if isinstance(node, ast.Attribute) and node.attr == "exec_driver_sql":
            yield module.at(node, "SQL outside the books")
        if isinstance(node, ast.Import) and any("sqlalchemy" in name for name in _imported(node)):
            yield module.at(node, "SQLAlchemy outside the books")
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy"):
            for alias in node.names:
                if alias.name not in DATABASE_TYPES:
                    yield module.at(node, f"{alias.name} of SQLAlchemy outside the books")


def only_the_engine_commits(module: Text) -> Iterator[str]:
    """Find a transaction that begins or ends anywhere but in the one place for it."""
    if module.path.parts[0] != PRODUCT or str(module.path) == HOLDS_THE_TRANSACTION:
        return
    for node in ast.walk(module.tree):
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Attribute) and called.attr in ENDS_A_TRANSACTION:
            yield module.at(node, f".{called.attr}() belongs to {HOLDS_THE_TRANSACTION}")


def transactions_name_their_clubs(module: Text) -> Iterator[str]:
    """Find a page that opens the books past its visit, or a club that is admitted elsewhere."""
    path = str(module.path)
    if module.path.parts[0] != PRODUCT or path == HOLDS_THE_TRANSACTION:
        return
    for node in ast.walk(module.tree):
        named = {node.id} if isinstance(node, ast.Name) else set()
        named |= {node.attr} if isinstance(node, ast.Attribute) else set()
        if isinstance(node, ast.ImportFrom) and node.module == "ledger.books.engine":
            named |= {alias.name for alias in node.names}
            if module.storey == "web" and path not in MAY_OPEN and named & OPENS_THE_BOOKS:
                yield module.at(node, "a page opens the books by its visit, which names the club")
        if "admit" in named and path not in MAY_ADMIT:
            yield module.at(node, "which clubs a transaction meets is said where it is opened")


def core_imports_the_standard_library_only(module: Text) -> Iterator[str]:
    """Find an import in the core, on any line, of anything but the core and the language's own."""
    if not _inside(module, {"core"}):
        return
    for node in ast.walk(module.tree):
        for name in _imported(node):
            top = name.partition(".")[0]
            if top not in sys.stdlib_module_names and not f"{name}.".startswith("ledger.core."):
                yield module.at(node, f"the core imports {name}")


def no_import_is_hidden(module: Text) -> Iterator[str]:
    """Find an import that import-linter cannot see: by a name in a string, or by dots."""
    if module.path.parts[0] != PRODUCT:
        return
    for node in ast.walk(module.tree):
        named = node.attr if isinstance(node, ast.Attribute) else None
        named = node.id if isinstance(node, ast.Name) else named
        if named in {"import_module", "__import__"}:
            yield module.at(node, f"{named} hides an import from the contract")
        if isinstance(node, ast.ImportFrom) and node.level:
            yield module.at(node, "an import by dots: name the storey and the room")


def _moments(node: ast.AST) -> set[str]:
    """Return what is read of the clock or of chance: `dt.date.today`, but not `sheet.today`."""
    if isinstance(node, ast.ImportFrom) and node.module in GIVERS:
        return {alias.name for alias in node.names} & MOMENTS
    if not isinstance(node, ast.Attribute) or node.attr not in MOMENTS:
        return set()
    giver = node.value.attr if isinstance(node.value, ast.Attribute) else None
    giver = node.value.id if isinstance(node.value, ast.Name) else giver
    return {node.attr} if giver in GIVERS else set()


def _inside(module: Text, storeys: set[str]) -> bool:
    return module.path.parts[0] == PRODUCT and module.storey in storeys


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
