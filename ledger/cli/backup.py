"""The commands that copy the books into one file, and put the books of a copy back."""

import datetime as dt
from pathlib import Path

import click

from ledger.books.backup import sqlite_file
from ledger.cli.command import Argument, Command, Option, paragraphs
from ledger.cli.installation import grant, owner_url
from ledger.cli.opening import (
    beside,
    engine_at,
    make_own_folder,
    opened_books,
    place_of,
)
from ledger.cli.options import shared_options
from ledger.cli.progress import bar
from ledger.cli.run import WELL
from ledger.cli.terminal import Terminal, _
from ledger.cli.values import FilePath
from ledger.i18n import formats
from ledger.services.backup import Contents, back_up
from ledger.services.backup import restore as put_back

STAGES = {
    "copy": _("Copying"),
    "seal": _("Sealing"),
    "check": _("Checking the copy"),
    "restore": _("Posting anew"),
    "compare": _("Comparing with the copy"),
    "verify": _("Checking the books"),
}


@click.command(
    "backup",
    cls=Command,
    help=paragraphs(
        _("Copy the books into one file, while others work."),
        _(
            "The file is put in place only when it was read again and found whole. It holds all"
            " clubs, also those of a PostgreSQL database, and can be put back into either kind."
        ),
    ),
)
@click.argument(
    "file", cls=Argument, type=FilePath(), metavar=_("FILE"), help=_("The copy to make.")
)
@click.option("--replace", cls=Option, is_flag=True, help=_("Write over a file of that name."))
@shared_options()
@click.pass_obj
def backup(terminal: Terminal, *, file: Path, replace: bool) -> int:
    """Make a copy of all books."""
    with opened_books(terminal) as engine, bar(terminal, STAGES) as stages:
        made_at = dt.datetime.now(dt.UTC)
        held = back_up(engine, file, made_at=made_at, stages=stages.stage, replace=replace)
    sentence = _("The copy was made and found whole: %(place)s")
    terminal.show(terminal.say(sentence, place=str(file)))
    _show_contents(held, terminal)
    return WELL


@click.command(
    "restore",
    cls=Command,
    help=paragraphs(
        _("Put the books of a copy back."),
        _(
            "The copy is checked first, and every entry is posted anew under the rules of the"
            " books. Into books that hold a club already nothing is written unless --aside says"
            " that they may be put aside."
        ),
    ),
)
@click.argument(
    "file", cls=Argument, type=FilePath(), metavar=_("FILE"), help=_("The copy to put back.")
)
@click.option(
    "--aside", "--replace", "may_replace", cls=Option, is_flag=True,
    help=_("Put the present books aside, beside themselves, and put the copy in their place."),
)  # fmt: skip
@shared_options()
@click.pass_obj
def restore(terminal: Terminal, *, file: Path, may_replace: bool) -> int:
    """Put a copy's books into a database."""
    make_own_folder(terminal)
    with engine_at(owner_url(terminal)) as engine:
        place = sqlite_file(engine)
        aside = beside(place, "before") if place is not None and may_replace else None
        with bar(terminal, STAGES) as stages:
            held = put_back(file, engine, aside=aside, stages=stages.stage)
        grant(engine, terminal)
        named = place_of(engine)
    terminal.show(terminal.say(_("The books were put back: %(place)s"), place=named))
    _show_contents(held, terminal)
    if held.aside is not None:
        sentence = _("The books that were there before are kept: %(place)s")
        terminal.show(terminal.say(sentence, place=str(held.aside)))
    return WELL


def _show_contents(held: Contents, terminal: Terminal) -> None:
    counted = {
        name: formats.count(number, terminal.locale.language)
        for name, number in (
            ("clubs", held.clubs), ("members", held.members), ("entries", held.entries),
        )
    }  # fmt: skip
    sentence = _("Clubs: %(clubs)s. Members: %(members)s. Entries: %(entries)s.")
    terminal.show(terminal.say(sentence, **counted))
