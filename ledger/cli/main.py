"""The command `club-ledger`: its commands by name, each loaded when it is called."""

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from ledger import __version__
from ledger.cli.command import Listed, ListedGroup
from ledger.cli.options import shared_options
from ledger.cli.run import PROGRAM, WELL, run
from ledger.cli.streams import open_streams
from ledger.cli.terminal import DEBUG, OWNER, Terminal, _, asked_language, terminal_of
from ledger.i18n.locale import Locale


def _demo() -> click.Command:
    from ledger.cli.demonstration import demo

    return demo


def _init() -> click.Command:
    from ledger.cli.installation import init

    return init


def _migrate() -> click.Command:
    from ledger.cli.installation import migrate

    return migrate


def _serve() -> click.Command:
    from ledger.cli.serving import serve

    return serve


def _doctor() -> click.Command:
    from ledger.cli.doctor import doctor

    return doctor


def _import() -> click.Command:
    from ledger.cli.review import review
    from ledger.cli.workbook import import_group

    import_group.add_command(review)
    return import_group


def _export() -> click.Command:
    from ledger.cli.export import export

    return export


def _report() -> click.Command:
    from ledger.cli.report import report

    return report


def _loan() -> click.Command:
    from ledger.cli.loan import loan

    return loan


def _standard() -> click.Command:
    from ledger.cli.standard import standard

    return standard


def _verify() -> click.Command:
    from ledger.cli.verify import verify

    return verify


def _backup() -> click.Command:
    from ledger.cli.backup import backup

    return backup


def _restore() -> click.Command:
    from ledger.cli.backup import restore

    return restore


def _reinstate() -> click.Command:
    from ledger.cli.reinstating import reinstate

    return reinstate


COMMANDS: Listed = {
    "demo": (_demo, _("Show a demonstration club, in books that are thrown away afterwards.")),
    "init": (_init, _("Make new books.")),
    "migrate": (_migrate, _("Bring books of an older version up to date.")),
    "serve": (_serve, _("Serve the pages to a browser on this machine.")),
    "doctor": (_doctor, _("Examine the installation.")),
    "import": (_import, _("Bring a club's papers into the books.")),
    "export": (_export, _("Write a club's books for another program.")),
    "report": (_report, _("Show any statement, or write it as PDF, workbook or CSV.")),
    "loan": (_loan, _("Lend: from the application to the last payment, and all between.")),
    "standard": (_standard, _("Add a province's own standard of poverty.")),
    "verify": (_verify, _("Check everything that must be true of the books.")),
    "backup": (_backup, _("Copy the books into one file, while others work.")),
    "restore": (_restore, _("Put the books of a copy back.")),
    "reinstate": (_reinstate, _("Give a lost role back, where two people vouch for it.")),
}


class Root(ListedGroup):
    """The command itself; what is large is loaded with the command that needs it."""

    listed = COMMANDS

    def main(  # type: ignore[override]  # click's is overloaded for results that we never give
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: object
    ) -> NoReturn:
        """Run a command and leave with its exit code."""
        del prog_name, extra
        arguments = list(sys.argv[1:] if args is None else args)
        open_streams()
        environment = os.environ
        terminal = Terminal(
            Locale(asked_language(arguments, environment)),
            owner=environment.get(OWNER) or None,
            is_debugging=environment.get(DEBUG, "0") not in {"", "0"},
        )
        sys.exit(run(self, arguments, terminal))


def _show_version(context: click.Context, _option: click.Parameter, asked: object) -> None:
    if asked and not context.resilient_parsing:
        terminal_of(context).show(f"{PROGRAM} {__version__}")
        context.exit()


@click.group(PROGRAM, cls=Root, help=_("The books of clubs with a revolving loan fund."))
@shared_options(reads_environment=True)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version,
    help=_("Show the version and exit."),
)  # fmt: skip
def root() -> int:
    """Leave everything to the command that follows."""
    return WELL


def main() -> NoReturn:
    """Run the command line."""
    root.main()
