"""The command that examines the installation."""

import datetime as dt
import platform
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

import click
from sqlalchemy.engine import Engine

from ledger import __version__
from ledger.books.backup import sqlite_file
from ledger.books.engine import journal_mode, reading
from ledger.books.examine import examine, refuse_other_tables, without_password
from ledger.books.failures import database_refusal
from ledger.books.schema import SchemaMissing
from ledger.cli.command import Command, paragraphs
from ledger.cli.opening import database_url, engine_at, is_missing
from ledger.cli.options import format_option, shared_options
from ledger.cli.run import REFUSED, WELL
from ledger.cli.tables import Json, show_csv, show_json, show_list
from ledger.cli.terminal import Terminal, _
from ledger.core.errors import LedgerError
from ledger.core.statements.table import Column, Row, phrase
from ledger.i18n.examined import examined_said, examined_title
from ledger.i18n.messages import said
from ledger.i18n.said import Said

LIBRARIES = (
    "SQLAlchemy", "psycopg", "alembic", "click", "Flask", "waitress", "babel", "reportlab",
    "XlsxWriter", "python-calamine",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """What the doctor says of one check: passed or not, what was found, what to do."""

    name: str
    title: str
    passed: bool
    found: str
    remedy: str = ""


@click.command(
    "doctor",
    cls=Command,
    help=paragraphs(
        _("Examine the installation."),
        _(
            "Shows the settings and versions in use, then each check of the database with what to"
            " do where it failed. Nothing is changed."
        ),
    ),
)
@format_option
@shared_options()
@click.pass_obj
def doctor(terminal: Terminal, *, form: str) -> int:
    """Say what is used, and whether it is sound."""
    with engine_at(database_url(terminal)) as engine:
        settings = dict(_settings(engine, terminal))
        lines = list(_examined(engine, terminal))
    if form == "json":
        checks: list[Json] = [
            {"name": one.name, "title": one.title, "passed": one.passed, "found": one.found,
             "remedy": one.remedy}
            for one in lines
        ]  # fmt: skip
        show_json({"settings": settings, "checks": checks}, terminal)
    elif form == "csv":
        rows = [(one.name, str(one.passed).lower(), one.found, one.remedy) for one in lines]
        show_csv(("name", "passed", "found", "remedy"), rows, terminal)
    else:
        _show_settings(settings, terminal)
        terminal.show()
        _show_checks(lines, terminal)
    return WELL if all(one.passed for one in lines) else REFUSED


def _settings(engine: Engine, terminal: Terminal) -> Iterator[tuple[str, str]]:
    """Give each setting in use: its name (a msgid) and its value."""
    yield _("Database"), without_password(engine)
    yield _("Role"), engine.url.username or "-"
    yield _("Language"), terminal.locale.language.value
    if engine.dialect.name == "sqlite":
        yield _("Safe journal mode"), journal_mode()
        place = sqlite_file(engine)
        folder = (
            next((one for one in place.resolve().parents if one.exists()), None) if place else None
        )
        if folder is not None:
            free = shutil.disk_usage(folder).free // 2**20
            yield _("Free space"), f"{free} MiB"
    yield "club-ledger", __version__
    yield "Python", platform.python_version()
    yield "SQLite", sqlite3.sqlite_version
    for name in LIBRARIES:
        try:
            yield name, version(name)
        except PackageNotFoundError:
            yield name, "-"
    yield _("System"), platform.platform()


def _examined(engine: Engine, terminal: Terminal) -> Iterator[Line]:
    """Give each check; what keeps the database from being opened is a failed check itself."""
    title = terminal.say(_("The books can be opened"))
    try:
        if is_missing(engine):
            raise SchemaMissing  # noqa: TRY301 - said like any other refusal
        with reading(engine) as connection:
            refuse_other_tables(connection)
            yield Line("open", title, passed=True, found="")
            for one in examine(engine, connection, dt.datetime.now(dt.UTC)):
                name = examined_title(one.name, terminal.locale)
                if one.passed:
                    yield Line(one.name, name, passed=True, found=one.found)
                else:
                    told = examined_said(one.name, one.found, terminal.locale)
                    yield Line(
                        one.name, name, passed=False, found=told.sentence, remedy=told.remedy
                    )
    except Exception as error:
        refusal = error if isinstance(error, LedgerError) else database_refusal(error)
        if refusal is None:
            raise
        told = said(refusal, terminal.locale)
        yield _failed("open", title, told)


def _failed(name: str, title: str, told: Said) -> Line:
    return Line(name, title, passed=False, found=told.sentence, remedy=told.remedy)


def _show_settings(settings: dict[str, str], terminal: Terminal) -> None:
    columns = (Column("setting", phrase("Setting")), Column("value", phrase("In use")))
    rows = [Row((terminal.say(name), value)) for name, value in settings.items()]
    show_list(columns, rows, terminal)


def _show_checks(lines: list[Line], terminal: Terminal) -> None:
    say = terminal.say
    marks = {True: say(_("well")), False: say(_("FAILED"))}
    width = max(map(len, marks.values()))
    for one in lines:
        found = f": {one.found}" if one.found else ""
        terminal.show(f"{marks[one.passed]:{width}}  {one.title}{found}")
        if one.remedy:
            terminal.show(" " * (width + 2) + say(_("What to do: %(remedy)s"), remedy=one.remedy))
    failed = sum(not one.passed for one in lines)
    terminal.show()
    if failed:
        terminal.show(
            say(_("%(failed)s of %(count)s checks failed."), failed=failed, count=len(lines))
        )
    else:
        terminal.show(say(_("All %(count)s checks passed."), count=len(lines)))
