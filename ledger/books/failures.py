"""What a database driver's error means, as a named refusal."""

import sqlalchemy as sa

from ledger.books.engine import DatabaseUnusable
from ledger.books.refusals import named
from ledger.core.errors import LedgerError

_SQLSTATES = {
    "28P01": "password", "28000": "password", "3D000": "no_database", "42501": "not_allowed",
    "42704": "no_role", "53100": "full", "53300": "busy", "57P03": "no_server", "55P03": "locked",
    "25006": "read_only", "40001": "locked", "40P01": "locked", "57P01": "no_server",
    "57P02": "no_server", "08001": "no_server", "08003": "no_server", "08006": "no_server",
}  # fmt: skip
_WORDS = {
    "password authentication failed": "password", "no password supplied": "password",
    'role "': "no_role", "does not exist": "no_database", "connection refused": "no_server",
    "could not translate host": "no_server", "failed to resolve host": "no_server",
    "is the server running": "no_server", "connection failed": "no_server",
    "timeout expired": "no_server", "connection is lost": "no_server",
    "terminating connection": "no_server", "closed the connection": "no_server",
    "file is not a database": "not_a_database", "unable to open": "cannot_open",
    "malformed": "damaged", "readonly": "read_only", "is locked": "locked", "is full": "full",
    "disk i/o error": "disk",
}  # fmt: skip
"""Words of the drivers, for errors that come without a state; the first that is found counts."""


def database_refusal(error: BaseException) -> LedgerError | None:
    """Return the refusal behind a driver's error, None when the program itself is at fault."""
    if isinstance(error, sa.exc.NoSuchModuleError):
        return DatabaseUnusable(reason="kind")
    if not isinstance(error, sa.exc.DBAPIError):
        return None
    known = named(error)
    if known is not None:
        return known
    state = getattr(error.orig, "sqlstate", None)
    if state in _SQLSTATES:
        return DatabaseUnusable(reason=_SQLSTATES[state])
    text = str(error.orig).lower()
    reason = next((reason for words, reason in _WORDS.items() if words in text), None)
    return DatabaseUnusable(reason=reason) if reason and state is None else None
