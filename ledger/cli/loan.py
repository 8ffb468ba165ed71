"""The commands of lending by name, each loaded when it is called."""

from functools import partial

import click

from ledger.cli.command import Listed, ListedGroup
from ledger.cli.options import shared_options
from ledger.cli.run import WELL
from ledger.cli.terminal import _


def _looking(name: str) -> click.Command:
    from ledger.cli.loan_looking import COMMANDS

    return COMMANDS[name]


def _applying(name: str) -> click.Command:
    from ledger.cli.loan_applying import COMMANDS

    return COMMANDS[name]


def _deciding(name: str) -> click.Command:
    from ledger.cli.loan_deciding import COMMANDS

    return COMMANDS[name]


def _money(name: str) -> click.Command:
    from ledger.cli.loan_money import COMMANDS

    return COMMANDS[name]


def _changes(name: str) -> click.Command:
    from ledger.cli.loan_changes import COMMANDS

    return COMMANDS[name]


def _runs(name: str) -> click.Command:
    from ledger.cli.loan_runs import COMMANDS

    return COMMANDS[name]


def _moratorium() -> click.Command:
    from ledger.cli.loan_moratorium import moratorium

    return moratorium


def _paper() -> click.Command:
    from ledger.cli.loan_paper import paper

    return paper


def _terms(name: str) -> click.Command:
    from ledger.cli.loan_terms import COMMANDS

    return COMMANDS[name]


def _rules() -> click.Command:
    from ledger.cli.loan_rules import rules

    return rules


LOAN_COMMANDS: Listed = {
    "show": (partial(_looking, "show"), _("Show a loan: how it stands, and what happened to it.")),
    "quote": (partial(_looking, "quote"), _("Tell what a payment would do, by each choice.")),
    "end": (partial(_looking, "end"), _("Tell what would end a loan on a day.")),
    "apply": (partial(_applying, "apply"), _("Hand in a member's application for a loan.")),
    "applications": (
        partial(_applying, "applications"), _("List the applications and how far each came."),
    ),
    "appraise": (partial(_deciding, "appraise"), _("Write down an officer's opinion.")),
    "vote": (partial(_deciding, "vote"), _("Write down how the meeting voted.")),
    "approve": (partial(_deciding, "approve"), _("Approve an application, which makes the loan.")),
    "turn-down": (
        partial(_deciding, "turn-down"), _("Turn an application down, or take it back."),
    ),
    "disburse": (partial(_money, "disburse"), _("Pay a loan out.")),
    "pay": (partial(_money, "pay"), _("Take a payment of a loan.")),
    "recover": (partial(_money, "recover"), _("Take money for a loan that was written off.")),
    "refund": (partial(_money, "refund"), _("Give back money that is held for the borrower.")),
    "charge": (partial(_money, "charge"), _("Charge a fine or a fee by hand.")),
    "waive": (partial(_money, "waive"), _("Forgive interest, a fine or a fee.")),
    "fines": (partial(_runs, "fines"), _("Show the fines that are due, and charge them.")),
    "extend": (partial(_changes, "extend"), _("Put off the end of a loan.")),
    "reschedule": (
        partial(_changes, "reschedule"), _("Let a loan come back by other dates and sums."),
    ),
    "hand-over": (
        partial(_changes, "hand-over"), _("Let another member take a debt over, such as an heir."),
    ),
    "moratorium": (
        _moratorium, _("Put off the payments of a commune's clubs after a disaster."),
    ),
    "overdue": (
        partial(_runs, "overdue"), _("Show which principal is late, and move it to overdue."),
    ),
    "write-off": (partial(_changes, "write-off"), _("Give a loan up; the debt is followed on.")),
    "close": (partial(_changes, "close"), _("Close a loan on which nothing is owed.")),
    "undo": (partial(_changes, "undo"), _("Undo something that was written down of a loan.")),
    "accrue": (
        partial(_runs, "accrue"), _("Show the interest that a month earned, and book it."),
    ),
    "paper": (_paper, _("Write a paper of a loan as PDF.")),
    "products": (partial(_terms, "products"), _("List the loan products that the club offers.")),
    "adopt": (partial(_terms, "adopt"), _("Adopt loan products, the usual ones or one by name.")),
    "rules": (_rules, _("Show the club's rules of lending, or set them from a day.")),
}  # fmt: skip


class LoanGroup(ListedGroup):
    """The group itself; a command is loaded when it is called."""

    listed = LOAN_COMMANDS


@click.group(
    "loan", cls=LoanGroup,
    help=_("Lend: from the application to the last payment, and all between."),
)  # fmt: skip
@shared_options()
def loan() -> int:
    """Leave everything to the command that follows."""
    return WELL
