"""Counting the statements that a database is asked."""

from typing import Self

import sqlalchemy as sa
from sqlalchemy.engine import Engine


class Counted:
    """Counts the statements that an engine sends."""

    def __init__(self, engine: Engine) -> None:
        """Listen to the engine."""
        self.statements: list[str] = []
        self._engine = engine

    def __enter__(self) -> Self:
        """Begin to count."""
        sa.event.listen(self._engine, "before_cursor_execute", self._count)
        return self

    def __exit__(self, *_: object) -> None:
        """Count no more."""
        sa.event.remove(self._engine, "before_cursor_execute", self._count)

    def _count(self, *arguments: object) -> None:
        if not str(arguments[2]).startswith(("BEGIN", "SET")):
            self.statements.append(str(arguments[2]))
