"""The command by which an administrator adds a province's own standard of poverty."""

import datetime as dt
import uuid

import click

from ledger.books.audit_records import Doer
from ledger.books.clubs import add_user
from ledger.books.engine import transaction
from ledger.cli.command import Argument, Command, Option, paragraphs
from ledger.cli.loan_values import Amount
from ledger.cli.opening import opened_books, signed_in
from ledger.cli.options import shared_options
from ledger.cli.run import WELL
from ledger.cli.terminal import Terminal, _
from ledger.cli.values import Day, Text, WholeNumber
from ledger.core.outcomes.standards import PovertyStandard
from ledger.core.statements.table import Name
from ledger.services.standards import keep_standard

HERE = "cli"
INDICATORS = 12
"""So many indicators the national standards have (DOMAIN.md, section 5.1)."""


@click.command(
    "standard",
    cls=Command,
    help=paragraphs(
        _("Add a province's own standard of poverty."),
        _(
            "The country's standards are there already. A province's own counts for its clubs"
            " instead, from a day and, where it is known, to a day; two of one province may not"
            " hold on the same day. Amounts are in đồng a person a month."
        ),
    ),
)
@click.argument(
    "code", cls=Argument, type=Text(), metavar=_("CODE"),
    help=_("A code of its own, such as hn-2022."),
)  # fmt: skip
@click.option(
    "--province", cls=Option, type=Text(), metavar=_("NAME"), required=True,
    help=_("The province, as the clubs' papers write it."),
)  # fmt: skip
@click.option(
    "--source", cls=Option, type=Text(), metavar=_("TEXT"), required=True,
    help=_("The decision, by its number."),
)  # fmt: skip
@click.option(
    "--from", "begin", cls=Option, type=Day(), metavar=_("DAY"), required=True,
    help=_("The first day on which it holds."),
)  # fmt: skip
@click.option(
    "--to", "end", cls=Option, type=Day(), metavar=_("DAY"),
    help=_("The last day on which it holds; without it, it holds on."),
)  # fmt: skip
@click.option(
    "--rural", cls=Option, type=Amount(), metavar=_("AMOUNT"), required=True,
    help=_("The line in villages: at or below it a household is poor or near-poor."),
)  # fmt: skip
@click.option(
    "--urban", cls=Option, type=Amount(), metavar=_("AMOUNT"), required=True,
    help=_("The line in towns."),
)  # fmt: skip
@click.option(
    "--lacking", cls=Option, type=WholeNumber(1, INDICATORS), metavar=_("NUMBER"), default=3,
    show_default=False, help=_("From so many indicators lacking on a household is poor: 3."),
)  # fmt: skip
@click.option(
    "--as", "user", cls=Option, type=Text(), metavar=_("USER"),
    help=_("Who writes this down; without it whoever is signed in to this machine."),
)  # fmt: skip
@shared_options()
@click.pass_obj
def standard(
    terminal: Terminal,
    *,
    code: str,
    province: str,
    source: str,
    begin: dt.date,
    end: dt.date | None,
    rural: int,
    urban: int,
    lacking: int,
    user: str | None,
) -> int:
    """Add a standard."""
    name, now = user or signed_in(), dt.datetime.now(dt.UTC)
    wanted = PovertyStandard(
        code=code, name=Name(f"Chuẩn của {province}", f"The standard of {province}"),
        source=source, province=province, valid_from=begin, valid_to=end, rural_poor=rural,
        urban_poor=urban, deprivations=lacking,
    )  # fmt: skip
    with opened_books(terminal) as engine, transaction(engine) as connection:
        by = Doer(add_user(connection, name, name, now), now, HERE)
        keep_standard(connection, wanted, by, uuid.uuid4())
    terminal.show(terminal.say(_("Written: the standard %(code)s."), code=code))
    return WELL
