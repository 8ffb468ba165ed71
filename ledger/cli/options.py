"""The options that commands share."""

from collections.abc import Callable
from typing import TypeVar

import click

from ledger.cli.command import Option
from ledger.cli.terminal import DATABASE, LANGUAGE, _, terminal_of
from ledger.cli.values import OneOf, Text
from ledger.i18n.locale import Language, Locale

FORMATS = ("text", "json", "csv")

Called = TypeVar("Called", bound=Callable[..., int])


def shared_options(*, reads_environment: bool = False) -> Callable[[Called], Called]:
    """Give a command the options that every command takes, also before the command's name.

    Only there the environment is read, so that it never outweighs what was typed.
    """
    database = click.option(
        "--database", cls=Option, metavar="URL", expose_value=False, callback=_take_database,
        envvar=DATABASE if reads_environment else None,
        help=_(
            "The books: a file as sqlite:///books.db, or postgresql://…; without it (and without"
            " LEDGER_DATABASE_URL) a file in your own data folder."
        ),
    )  # fmt: skip
    language = click.option(
        "--language", cls=Option, type=OneOf(*Language), expose_value=False, is_eager=True,
        callback=_take_language, envvar=LANGUAGE if reads_environment else None,
        help=_("The language of what is shown; without it LEDGER_LANGUAGE, else Vietnamese."),
    )  # fmt: skip
    debug = click.option(
        "--debug", cls=Option, is_flag=True, expose_value=False, callback=_take_debug,
        help=_("When the program itself is at fault, show where (or set LEDGER_DEBUG=1)."),
    )  # fmt: skip
    return lambda called: database(language(debug(called)))


def format_option(called: Called) -> Called:
    """Give a command that prints a list the choice of how."""
    sentence = _("How it is shown: as text, or for another program as JSON or CSV.")
    option = click.option(
        "--format", "form", cls=Option, type=OneOf(*FORMATS), default="text", help=sentence
    )
    return option(called)


def club_option(called: Called) -> Called:
    """Give a command the choice of a club."""
    sentence = _("The club, by its code; it may be left out where there is only one.")
    return click.option(
        "--club", "code", cls=Option, type=Text(), metavar=_("CODE"), help=sentence
    )(called)


def _take_database(context: click.Context, _option: click.Parameter, url: str | None) -> None:
    if url:
        terminal_of(context).database = url


def _take_language(context: click.Context, _option: click.Parameter, word: str | None) -> None:
    if word:
        terminal_of(context).locale = Locale(Language(word))


def _take_debug(context: click.Context, _option: click.Parameter, asked: object) -> None:
    if asked:
        terminal_of(context).is_debugging = True
