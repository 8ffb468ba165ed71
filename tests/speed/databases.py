"""Fresh databases of one kind for measurements."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from tests.databases import (
    NoPostgreSQL,
    PostgreSQLDatabases,
    application_url,
    postgresql_server,
    sqlite_template,
)


class Databases(Protocol):
    """Gives migrated databases of one kind."""

    kind: str

    def fresh(self) -> str:
        """Return the URL under which the program uses a new database."""

    def owner_of(self, url: str) -> str:
        """Return the owner's URL of such a database."""


class _Sqlite:
    kind = "SQLite"

    def __init__(self, folder: Path) -> None:
        self._folder, self._count = folder, 0
        self._template = sqlite_template(folder)

    def fresh(self) -> str:
        """Return the URL of a new file."""
        self._count += 1
        path = self._folder / f"{self._count}.db"
        shutil.copy(self._template, path)
        return f"sqlite:///{path}"

    def owner_of(self, url: str) -> str:
        """Return the same URL: a file has no roles."""
        return url


class _Postgresql:
    kind = "PostgreSQL"

    def __init__(self, server_url: str) -> None:
        self._databases = PostgreSQLDatabases(server_url)
        self._owners: dict[str, str] = {}

    def fresh(self) -> str:
        """Return the application role's URL of a new database."""
        owner = self._databases.fresh()
        url = application_url(owner)
        self._owners[url] = owner
        return url

    def owner_of(self, url: str) -> str:
        """Return the owner's URL of a database."""
        return self._owners[url]


@contextmanager
def sqlite_databases() -> Iterator[Databases]:
    """Give SQLite files in a folder that is removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="ledger-speed-") as folder:
        yield _Sqlite(Path(folder))


@contextmanager
def postgresql_databases() -> Iterator[Databases | None]:
    """Give databases on a PostgreSQL server, None (said) where there is no server."""
    try:
        with postgresql_server() as url:
            yield _Postgresql(url)
    except NoPostgreSQL as error:
        print(f"PostgreSQL is left out: {error}")
        yield None
