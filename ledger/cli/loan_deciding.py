"""The commands by which an application is appraised, voted on, approved or turned down."""

import datetime as dt
from collections.abc import Callable
from typing import TypeAlias

import click

from ledger.cli.command import Command, Option, paragraphs
from ledger.cli.loan_desk import Desk, writing
from ledger.cli.loan_options import Acting, acting, application_argument, on_option, reason_option
from ledger.cli.loan_results import show_step
from ledger.cli.loan_values import Amount, Codes, Part, Words
from ledger.cli.options import Called
from ledger.cli.run import WELL
from ledger.cli.terminal import Terminal, _
from ledger.cli.values import Day, Text
from ledger.core.loans.application import Appraisal, Approval, MeetingVote, TurningDown
from ledger.core.loans.making import AgreedPart
from ledger.services import applications, granting
from ledger.services.applications import ApplicationReceipt

Lists: TypeAlias = tuple[tuple[str, ...], ...]
"""Members as they were typed, a list for each time an option was given."""


def officer_option(called: Called) -> Called:
    """Give a command the officer who takes the step."""
    return click.option(
        "--by", "officer", cls=Option, type=Text(), metavar=_("MEMBER"), required=True,
        help=_("Which officer: the code on paper, or the number in the books."),
    )(called)  # fmt: skip


def vote_options(called: Called) -> Called:
    """Give a command the members who were at the meeting and how they voted."""
    for name, parameter, text in (
        ("--present", "present", _("Who else was there, as TV01,TV02; whoever voted was.")),
        ("--against", "against", _("Who voted against it, as TV01,TV02.")),
        ("--for", "in_favour", _("Who voted for it, as TV01,TV02.")),
    ):
        called = click.option(
            name, parameter, cls=Option, type=Codes(), metavar=_("MEMBERS"), multiple=True,
            help=text,
        )(called)  # fmt: skip
    return called


@click.command(
    "appraise",
    cls=Command,
    help=paragraphs(
        _("Write down an officer's opinion."),
        _("Nobody appraises the own loan, and whoever appraised one does not approve it."),
    ),
)
@application_argument
@officer_option
@click.option(
    "--opinion", cls=Option, type=Words(), metavar=_("TEXT"), required=True,
    help=_("What the officer found."),
)  # fmt: skip
@on_option
@acting
@click.pass_obj
def appraise(
    terminal: Terminal, by: Acting, *, number: int, officer: str, opinion: str, on: dt.date
) -> int:
    """Keep an appraisal."""

    def act(desk: Desk) -> ApplicationReceipt:
        appraisal = Appraisal(on, desk.member(officer), opinion)
        return applications.appraise(
            desk.connection, desk.club, number, appraisal, desk.request, today=desk.today
        )

    return _taken(terminal, by, act)


@click.command(
    "vote",
    cls=Command,
    help=paragraphs(
        _("Write down how the meeting voted."),
        _(
            "The vote counts when enough members were there, and carries the loan with more votes"
            " for it than against. Whose loan it is does not vote. One that was voted down is"
            " turned down, with its votes."
        ),
    ),
)
@application_argument
@vote_options
@on_option
@acting
@click.pass_obj
def vote(
    terminal: Terminal,
    by: Acting,
    *,
    number: int,
    present: Lists,
    in_favour: Lists,
    against: Lists,
    on: dt.date,
) -> int:
    """Keep a vote that was for a loan."""

    def act(desk: Desk) -> ApplicationReceipt:
        taken = _vote(desk, on, present, in_favour, against)
        return applications.vote(
            desk.connection, desk.club, number, taken, desk.request, today=desk.today
        )

    return _taken(terminal, by, act)


@click.command(
    "approve",
    cls=Command,
    help=paragraphs(
        _("Approve an application, which makes the loan."),
        _(
            "What is not said is approved as it was asked for. The loan is paid out by a command"
            " of its own."
        ),
    ),
)
@application_argument
@officer_option
@click.option(
    "--amount", cls=Option, type=Amount(), metavar=_("AMOUNT"),
    help=_("How much, in đồng, if less than was asked for."),
)  # fmt: skip
@click.option(
    "--part", "parts", cls=Option, type=Part(), metavar=_("DAY:AMOUNT"), multiple=True,
    help=_("Of a loan by agreed dates: a day and a sum, as 15/09/2026:2.000.000; once for each."),
)  # fmt: skip
@click.option(
    "--first-due", cls=Option, type=Day(), metavar=_("DAY"),
    help=_("Another first due date than that of the product."),
)  # fmt: skip
@on_option
@acting
@click.pass_obj
def approve(
    terminal: Terminal,
    by: Acting,
    *,
    number: int,
    officer: str,
    amount: int | None,
    parts: tuple[AgreedPart, ...],
    first_due: dt.date | None,
    on: dt.date,
) -> int:
    """Keep an approval."""

    def act(desk: Desk) -> ApplicationReceipt:
        approval = Approval(
            on=on, by=desk.member(officer), amount=amount, parts=parts or None,
            first_due_on=first_due,
        )  # fmt: skip
        return granting.approve(
            desk.connection, desk.club, number, approval, desk.request, today=desk.today
        )

    return _taken(terminal, by, act)


@click.command(
    "turn-down",
    cls=Command,
    help=paragraphs(
        _("Turn an application down, or take it back."),
        _("Where a meeting voted it down, say who voted how: the votes are kept with it."),
    ),
)
@application_argument
@reason_option
@vote_options
@on_option
@acting
@click.pass_obj
def turn_down(
    terminal: Terminal,
    by: Acting,
    *,
    number: int,
    reason: str,
    present: Lists,
    in_favour: Lists,
    against: Lists,
    on: dt.date,
) -> int:
    """Turn an application down."""

    def act(desk: Desk) -> ApplicationReceipt:
        taken = None
        if present or in_favour or against:
            taken = _vote(desk, on, present, in_favour, against)
        turning = TurningDown(on, reason, taken)
        return applications.turn_down(
            desk.connection, desk.club, number, turning, desk.request, today=desk.today
        )

    return _taken(terminal, by, act)


def _vote(desk: Desk, on: dt.date, present: Lists, in_favour: Lists, against: Lists) -> MeetingVote:
    """Return a vote by members' numbers; whoever voted was there (`NotAmong`)."""
    there, yes, no = (
        desk.members([code for one in typed for code in one])
        for typed in (present, in_favour, against)
    )
    return MeetingVote(on, there | yes | no, yes, no)


def _taken(terminal: Terminal, by: Acting, act: Callable[[Desk], ApplicationReceipt]) -> int:
    """Take a step, and once it is written say so."""
    with writing(terminal, by) as desk:
        receipt = act(desk)
    show_step(receipt, desk.club, terminal, by.form)
    return WELL


COMMANDS = {one.name or "": one for one in (appraise, vote, approve, turn_down)}
