"""The command that shows a demonstration club."""

import datetime as dt
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from sqlalchemy.engine import Engine

from ledger.books.backup import file_url
from ledger.books.clubs import add_user
from ledger.books.engine import transaction
from ledger.books.schema import migrate
from ledger.cli.command import Command, Option, paragraphs
from ledger.cli.opening import engine_at, today
from ledger.cli.options import shared_options
from ledger.cli.progress import bar
from ledger.cli.refusals import FileRefused
from ledger.cli.run import WELL
from ledger.cli.serving import (
    ANY_FREE,
    PORT,
    browser_option,
    port_option,
    serve_pages,
    stopping_cleanly,
)
from ledger.cli.terminal import Terminal, _
from ledger.cli.values import WholeNumber
from ledger.services.demonstration_people import PIN, ReadyAccount, make_ready_accounts
from ledger.services.passwords import SALT_BYTES, Argon2
from ledger.services.simulation import make_demo

SEED = 2
TREASURER = ("thu-quy", "Thủ quỹ")
"""Who has kept the demonstration's books: the name to sign in with, and the name shown."""
LARGEST_SEED = 2**31 - 1
STAGES = {"demo": _("Making the demonstration club")}


@click.command(
    "demo",
    cls=Command,
    help=paragraphs(
        _("Show a demonstration club, in books that are thrown away afterwards."),
        _("The club never was: it is made from a number, two years of books at once."),
        _("Only browsers on this machine can see it. Ctrl-C ends it."),
    ),
)
@port_option
@browser_option
@click.option(
    "--seed", cls=Option, type=WholeNumber(0, LARGEST_SEED), default=SEED, metavar="N",
    help=_("The number that the club is made from; another number makes another club."),
)  # fmt: skip
@shared_options()
@click.pass_obj
def demo(terminal: Terminal, *, port: int | None, no_browser: bool, seed: int) -> int:
    """Make a club in a folder of its own, serve it, and take the folder away."""
    terminal.show(
        terminal.say(
            _("This is a demonstration: the club never was, and its books are thrown away.")
        )
    )
    with stopping_cleanly(), _thrown_away() as engine:
        ready = _fill(engine, seed, terminal)
        opens = not no_browser
        try:
            chosen = PORT if port is None else port
            serve_pages(engine, terminal, port=chosen, opens=opens, ready=ready)
        except FileRefused:
            if port is not None:
                raise
            serve_pages(engine, terminal, port=ANY_FREE, opens=opens, ready=ready)
    return WELL


def _fill(engine: Engine, seed: int, terminal: Terminal) -> tuple[ReadyAccount, ...]:
    """Make the club, and an account for each role in it."""
    now = dt.datetime.now(dt.UTC)
    pin_hash = Argon2().hash(PIN, secrets.token_bytes(SALT_BYTES))
    with bar(terminal, STAGES) as stages, transaction(engine) as connection:
        actor = add_user(connection, *TREASURER, now)
        progress = stages.stage("demo")
        club = make_demo(
            connection, seed=seed, until=today(), actor=actor, now=now, progress=progress
        )
        return make_ready_accounts(connection, club, pin_hash=pin_hash, today=today(), now=now)


@contextmanager
def _thrown_away() -> Iterator[Engine]:
    """Give an engine on empty books in a folder that is taken away at the end."""
    with (
        tempfile.TemporaryDirectory(
            prefix="club-ledger-demo-", ignore_cleanup_errors=True
        ) as folder,
        engine_at(file_url(Path(folder) / "demo.db")) as engine,
    ):
        migrate(engine)
        yield engine
