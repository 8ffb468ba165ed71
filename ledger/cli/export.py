"""The command that writes a club's books for another program."""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from ledger.books.backup import fresh_file
from ledger.books.engine import reading
from ledger.cli.command import Argument, Command, Option, paragraphs
from ledger.cli.files import check_place
from ledger.cli.opening import chosen_club, opened_books
from ledger.cli.options import club_option, shared_options
from ledger.cli.run import WELL
from ledger.cli.terminal import Terminal, _
from ledger.cli.values import FilePath, OneOf
from ledger.core.statements.whole_journal import WholeJournal
from ledger.services.export import books_of

FORMATS = ("beancount", "hledger", "csv")


@click.command(
    "export",
    cls=Command,
    help=paragraphs(
        _("Write a club's books for another program."),
        _(
            "beancount and hledger are plain text that those programs check and add up; csv is the"
            " whole journal, a row a line. The last part of an account's name begins with its"
            " number."
        ),
    ),
)
@click.argument(
    "form", cls=Argument, type=OneOf(*FORMATS), metavar=_("FORMAT"),
    help=_("beancount, hledger or csv."),
)  # fmt: skip
@club_option
@click.option(
    "-o", "--output", "file", cls=Option, type=FilePath(), metavar=_("FILE"),
    help=_("Write it to this file; without it, to standard output."),
)  # fmt: skip
@shared_options()
@click.pass_obj
def export(terminal: Terminal, *, form: str, code: str | None, file: Path | None) -> int:
    """Write the whole journal of a club, entry by entry."""
    if file is not None:
        check_place(file)
    with tempfile.TemporaryFile() as written:
        # A reader that dawdles must not hold the books: first all is written, then it is shown.
        with opened_books(terminal) as engine, reading(engine) as connection:
            club = chosen_club(connection, code)
            for line in _lines(books_of(connection, club), form):
                written.write(line.encode())
        written.seek(0)
        if file is None:
            sys.stdout.flush()
            shutil.copyfileobj(written, sys.stdout.buffer)
            return WELL
        with fresh_file(file, replace=True) as draft, draft.open("wb") as opened:
            shutil.copyfileobj(written, opened)
    terminal.tell(terminal.say(_("Written: %(path)s"), path=str(file)))
    return WELL


def _lines(journal: WholeJournal, form: str) -> Iterator[str]:
    if form == "beancount":
        from ledger.files.beancount import beancount_lines

        return beancount_lines(journal)
    if form == "hledger":
        from ledger.files.hledger import hledger_lines

        return hledger_lines(journal)
    from ledger.files.journal_csv import journal_csv_lines

    return journal_csv_lines(journal)
