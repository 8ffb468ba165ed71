"""The commands that make the books and bring them up to date."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy.engine import Engine

from ledger.books.backup import draw_copy, fresh_file, siblings, sqlite_file
from ledger.books.engine import reading, transaction
from ledger.books.examine import refuse_other_tables
from ledger.books.roles import grant_application_role
from ledger.books.schema import REVISION, SchemaMissing, SchemaOutOfDate, revision
from ledger.books.schema import migrate as bring_up
from ledger.cli.command import Command, paragraphs
from ledger.cli.opening import beside, database_url, engine_at, make_private_file, place_of
from ledger.cli.options import shared_options
from ledger.cli.progress import bar
from ledger.cli.run import WELL
from ledger.cli.terminal import Terminal, _

STAGES = {"copy": _("Copying the books first")}


@click.command(
    "init",
    cls=Command,
    help=paragraphs(
        _("Make new books."),
        _(
            "The books are one file on this machine, which only you may read; or, with"
            " --database, a database of PostgreSQL. There LEDGER_OWNER_URL names the role that"
            " owns the tables, and LEDGER_DATABASE_URL the role that the program uses. Where there"
            " are books already, nothing is changed."
        ),
    ),
)
@shared_options()
@click.pass_obj
def init(terminal: Terminal) -> int:
    """Make books where there are none."""
    with engine_at(owner_url(terminal)) as engine:
        if make_books(engine, terminal):
            terminal.show(terminal.say(_("New books were made: %(place)s"), place=place_of(engine)))
        else:
            sentence = _("There are books already, nothing was changed: %(place)s")
            terminal.show(terminal.say(sentence, place=place_of(engine)))
        _warn_of_owner(engine, terminal)
        grant(engine, terminal)
    return WELL


@click.command(
    "migrate",
    cls=Command,
    help=paragraphs(
        _("Bring books of an older version up to date."),
        _(
            "A file of SQLite is copied first, beside itself; all is changed or nothing. On"
            " PostgreSQL this is done by the role of LEDGER_OWNER_URL."
        ),
    ),
)
@shared_options()
@click.pass_obj
def migrate(terminal: Terminal) -> int:
    """Bring books up to date, with a copy of the file before."""
    with engine_at(owner_url(terminal)) as engine:
        found = _revision(engine)
        if found is None:
            raise SchemaMissing
        if found == REVISION:
            terminal.show(terminal.say(_("The books are up to date, nothing was changed.")))
        else:
            _bring_up(engine, found, terminal)
        grant(engine, terminal)
    return WELL


def make_books(engine: Engine, terminal: Terminal) -> bool:
    """Make books in a database that holds nothing; tell whether there were none before.

    Raises `NotALedger`, `SchemaOutOfDate`. A file that could not be made whole is taken away.
    """
    is_new_file = not _is_there(engine)
    make_private_file(engine, terminal)
    try:
        found = _revision(engine)
        if found is None:
            bring_up(engine)
    except BaseException:
        if is_new_file:
            _take_away(engine)
        raise
    if found is not None and found != REVISION:
        raise SchemaOutOfDate(found=found, wanted=REVISION)
    return found is None


@contextmanager
def made_if_missing(engine: Engine, terminal: Terminal) -> Iterator[bool]:
    """Make books where they would be in a file that is not there, and tell whether it was so.

    The file is taken away again when what follows is refused. A file that is there is never
    touched, whatever it holds.
    """
    place = sqlite_file(engine)
    is_missing = place is not None and not place.exists()
    try:
        if is_missing:
            make_books(engine, terminal)
        yield is_missing
    except BaseException:
        if is_missing:
            _take_away(engine)
        raise


def _take_away(engine: Engine) -> None:
    engine.dispose()
    place = sqlite_file(engine)
    for one in siblings(place) if place is not None else []:
        one.unlink(missing_ok=True)


def _is_there(engine: Engine) -> bool:
    place = sqlite_file(engine)
    return place is None or place.exists()


def _revision(engine: Engine) -> str | None:
    if not _is_there(engine):
        return None
    with reading(engine) as connection:
        refuse_other_tables(connection)
        return revision(connection)


def _bring_up(engine: Engine, found: str, terminal: Terminal) -> None:
    if found > REVISION:
        raise SchemaOutOfDate(found=found, wanted=REVISION)
    place = sqlite_file(engine)
    if place is not None:
        copy = beside(place, found)
        with bar(terminal, STAGES) as stages, fresh_file(copy) as draft:
            draw_copy(engine, draft, stages.stage("copy"))
        sentence = _("A copy of the books as they were: %(place)s")
        terminal.tell(terminal.say(sentence, place=str(copy)))
    from alembic.util import CommandError

    try:
        bring_up(engine)
    except CommandError as error:
        raise SchemaOutOfDate(found=found, wanted=REVISION) from error
    sentence = _("The books were brought from version %(found)s to version %(wanted)s.")
    terminal.show(terminal.say(sentence, found=found, wanted=REVISION))


def owner_url(terminal: Terminal) -> str:
    """Return the URL of the role that owns the tables; SQLite knows no roles."""
    url = database_url(terminal)
    return terminal.owner if terminal.owner and not url.startswith("sqlite") else url


def grant(engine: Engine, terminal: Terminal) -> None:
    """Let the program's own role use the books, where another role owns them."""
    role = _own_role(terminal)
    if engine.dialect.name == "sqlite" or not role or role == engine.url.username:
        return
    with transaction(engine) as connection:
        grant_application_role(connection, role)
    terminal.show(terminal.say(_("The role %(role)s may use the books."), role=role))


def _warn_of_owner(engine: Engine, terminal: Terminal) -> None:
    if engine.dialect.name == "sqlite" or _own_role(terminal) != engine.url.username:
        return
    sentence = _("The program's role owns the tables, and so could switch their rules off.")
    remedy = _(
        "Name another role for the program in LEDGER_DATABASE_URL, and the owner's in"
        " LEDGER_OWNER_URL."
    )
    terminal.tell(terminal.say(sentence))
    terminal.tell(terminal.say(remedy))


def _own_role(terminal: Terminal) -> str | None:
    with engine_at(database_url(terminal)) as own:
        return own.url.username
