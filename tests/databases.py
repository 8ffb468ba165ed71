"""The two databases of the tests: a SQLite file, and a PostgreSQL server of our own."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from ledger.books.engine import open_engine, transaction
from ledger.books.roles import grant_application_role
from ledger.books.schema import migrate

APPLICATION_ROLE = "ledger_app"


class NoPostgreSQL(Exception):
    """No server is named and none can be started; the text says why."""


def _programs() -> Path:
    found = shutil.which("initdb")
    places = [Path(found).resolve().parent] if found else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for place in places:
        if (place / "initdb").exists():
            return place
    raise NoPostgreSQL("PostgreSQL's server is not installed (initdb not found)")


@contextmanager
def postgresql_server() -> Iterator[str]:
    """Give the URL of a server's maintenance database: the one named, or a fresh one."""
    named = os.environ.get("LEDGER_TEST_POSTGRES_URL")
    if named:
        yield named
        return
    try:
        import psycopg  # noqa: F401 - only to know whether the driver is there
    except ImportError:
        raise NoPostgreSQL("the driver is missing: install the extra 'postgres'") from None
    programs = _programs()
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    folder = Path(tempfile.mkdtemp(prefix="ledger-pg-"))
    if as_user:
        shutil.chown(folder, "postgres")
    data, log = folder / "data", folder / "log"
    run = [*as_user, str(programs / "pg_ctl"), "-D", str(data), "-s", "-w"]
    subprocess.run(
        [*as_user, str(programs / "initdb"), "-D", str(data), "-A", "trust", "-U", "owner",
         "-E", "UTF8", "--locale=C.UTF-8", "-N"],
        check=True, capture_output=True, cwd=folder,
    )  # fmt: skip
    options = f"-c listen_addresses= -c unix_socket_directories={folder} -c max_connections=60"
    subprocess.run([*run, "-o", options, "-l", str(log), "start"], check=True, cwd=folder)
    try:
        yield f"postgresql+psycopg://owner@/postgres?host={folder}"
    finally:
        subprocess.run([*run, "-m", "immediate", "stop"], check=False, cwd=folder)
        shutil.rmtree(folder, ignore_errors=True)


class PostgreSQLDatabases:
    """Fresh databases on one server, each a copy of a migrated template."""

    def __init__(self, server_url: str) -> None:
        """Make the template on the server."""
        self._server = sa.make_url(server_url)
        self._count = 0
        self._prefix = f"ledger_test_{os.getpid()}_{int(time.time())}"
        self._execute(f"CREATE DATABASE {self._template} TEMPLATE template0")
        engine = open_engine(self._url(self._template))
        migrate(engine)
        with transaction(engine) as connection:
            connection.exec_driver_sql(
                f"DO $$ BEGIN CREATE ROLE {APPLICATION_ROLE} LOGIN;"
                " EXCEPTION WHEN duplicate_object THEN NULL; END $$"
            )
            grant_application_role(connection, APPLICATION_ROLE)
        engine.dispose()

    @property
    def _template(self) -> str:
        return f"{self._prefix}_template"

    def _url(self, name: str) -> str:
        return self._server.set(database=name).render_as_string(hide_password=False)

    def _execute(self, statement: str) -> None:
        engine = sa.create_engine(self._server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(statement)
        engine.dispose()

    def fresh(self) -> str:
        """Return the owner's URL of a new migrated database."""
        self._count += 1
        name = f"{self._prefix}_{self._count}"
        self._execute(f"CREATE DATABASE {name} TEMPLATE {self._template}")
        return self._url(name)

    def empty(self) -> str:
        """Return the owner's URL of a new database without any table."""
        self._count += 1
        name = f"{self._prefix}_{self._count}"
        self._execute(f"CREATE DATABASE {name} TEMPLATE template0")
        return self._url(name)

    def drop(self, url: str) -> None:
        """Remove a database, whoever is still connected."""
        self._execute(f"DROP DATABASE IF EXISTS {sa.make_url(url).database} WITH (FORCE)")


def application_url(owner_url: str) -> str:
    """Return the URL of the same PostgreSQL database under the application's role."""
    return (
        sa.make_url(owner_url).set(username=APPLICATION_ROLE).render_as_string(hide_password=False)
    )


def sqlite_template(folder: Path) -> Path:
    """Return a migrated SQLite file, to be copied for each test."""
    path = folder / "template.db"
    engine = open_engine(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    return path
