"""The commands by which a loan's agreement is changed, given up, ended or set right."""

import datetime as dt
from dataclasses import dataclass, replace

import click

from ledger.books.loans import LoanFile, loan_file
from ledger.cli.command import Argument, Command, Option, paragraphs
from ledger.cli.loan_desk import Desk, done
from ledger.cli.loan_options import (
    MOST_NUMBER,
    Acting,
    acting,
    loan_argument,
    meeting_option,
    on_option,
    reason_option,
)
from ledger.cli.loan_values import Amount, Part
from ledger.cli.terminal import Terminal, _
from ledger.cli.values import Day, Text, WholeNumber
from ledger.core.errors import RuleBroken
from ledger.core.loans.calendar import LONGEST
from ledger.core.loans.events import Disbursement, LoanEvent, Repayment
from ledger.core.loans.making import AgreedPart
from ledger.services import loan_changes, loan_life, loan_losses
from ledger.services.loans import LoanReceipt


@dataclass(eq=False)
class OnlyMoneyToldAgain(RuleBroken):
    """With its undoing only a payment or a disbursement is told again, by its sum and its day."""

    event: int


@click.command(
    "extend",
    cls=Command,
    help=paragraphs(
        _("Put off the end of a loan."),
        _(
            "The last instalment's principal, and what is overdue, come back at the new end. A loan"
            " is extended once, and no longer than its contract and the club's rules allow."
        ),
    ),
)
@loan_argument
@click.option(
    "--periods", cls=Option, type=WholeNumber(1, LONGEST), metavar="N", required=True,
    help=_("By how many of its periods: months, weeks or quarters."),
)  # fmt: skip
@on_option
@reason_option
@meeting_option
@acting
@click.pass_obj
def extend(
    terminal: Terminal,
    by: Acting,
    *,
    loan: str,
    periods: int,
    on: dt.date,
    reason: str,
    meeting: dt.date | None,
) -> int:
    """Put off a loan's end."""

    def act(desk: Desk) -> LoanReceipt:
        return loan_changes.extend(
            desk.connection, desk.club, desk.loan(loan), desk.request, today=desk.today, on=on,
            periods=periods, because=desk.decision(reason, meeting),
        )  # fmt: skip

    return done(terminal, by, act)


@click.command(
    "reschedule",
    cls=Command,
    help=paragraphs(
        _("Let a loan come back by other dates and sums."),
        _(
            "Each --part is a day and what of the principal is to come back on it; together they"
            " are what is owed. The old schedule is kept, and arrears are still measured on it."
        ),
    ),
)
@loan_argument
@click.option(
    "--part", "parts", cls=Option, type=Part(), metavar=_("DAY:AMOUNT"), multiple=True,
    required=True, help=_("A day and a sum, as 15/09/2026:2.000.000; once for each."),
)  # fmt: skip
@click.option(
    "--free-until", cls=Option, type=Day(), metavar=_("DAY"),
    help=_("No interest is charged up to this day."),
)  # fmt: skip
@on_option
@reason_option
@meeting_option
@acting
@click.pass_obj
def reschedule(
    terminal: Terminal,
    by: Acting,
    *,
    loan: str,
    parts: tuple[AgreedPart, ...],
    free_until: dt.date | None,
    on: dt.date,
    reason: str,
    meeting: dt.date | None,
) -> int:
    """Give a loan a new schedule."""

    def act(desk: Desk) -> LoanReceipt:
        return loan_changes.reschedule(
            desk.connection, desk.club, desk.loan(loan), desk.request, today=desk.today, on=on,
            parts=parts, because=desk.decision(reason, meeting), free_until=free_until,
        )  # fmt: skip

    return done(terminal, by, act)


@click.command(
    "hand-over", cls=Command, help=_("Let another member take a debt over, such as an heir.")
)
@loan_argument
@click.option(
    "--to", "heir", cls=Option, type=Text(), metavar=_("MEMBER"), required=True,
    help=_("Who takes it over: the code on paper, or the number in the books."),
)  # fmt: skip
@on_option
@reason_option
@meeting_option
@acting
@click.pass_obj
def hand_over(
    terminal: Terminal,
    by: Acting,
    *,
    loan: str,
    heir: str,
    on: dt.date,
    reason: str,
    meeting: dt.date | None,
) -> int:
    """Hand a debt over."""

    def act(desk: Desk) -> LoanReceipt:
        return loan_changes.hand_over(
            desk.connection, desk.club, desk.loan(loan), desk.request, today=desk.today, on=on,
            heir_no=desk.member(heir), because=desk.decision(reason, meeting),
        )  # fmt: skip

    return done(terminal, by, act)


@click.command("write-off", cls=Command, help=_("Give a loan up; the debt is followed on."))
@loan_argument
@click.option(
    "--amount", cls=Option, type=Amount(), metavar=_("AMOUNT"),
    help=_("How much of the principal, in đồng; without it all of it."),
)  # fmt: skip
@click.option(
    "--from-allowance", cls=Option, type=Amount(), metavar=_("AMOUNT"), default=0,
    help=_("How much of it the allowance for losses bears."),
)  # fmt: skip
@on_option
@reason_option
@meeting_option
@acting
@click.pass_obj
def write_off(
    terminal: Terminal,
    by: Acting,
    *,
    loan: str,
    amount: int | None,
    from_allowance: int,
    on: dt.date,
    reason: str,
    meeting: dt.date | None,
) -> int:
    """Give principal up."""

    def act(desk: Desk) -> LoanReceipt:
        return loan_losses.write_off(
            desk.connection, desk.club, desk.loan(loan), desk.request, today=desk.today, on=on,
            because=desk.decision(reason, meeting), amount=amount, from_allowance=from_allowance,
        )  # fmt: skip

    return done(terminal, by, act)


@click.command("close", cls=Command, help=_("Close a loan on which nothing is owed."))
@loan_argument
@on_option
@acting
@click.pass_obj
def close(terminal: Terminal, by: Acting, *, loan: str, on: dt.date) -> int:
    """Close a loan."""

    def act(desk: Desk) -> LoanReceipt:
        return loan_life.close_loan(
            desk.connection, desk.club, desk.loan(loan), desk.request, today=desk.today, on=on
        )

    return done(terminal, by, act)


@click.command(
    "undo",
    cls=Command,
    help=paragraphs(
        _("Undo something that was written down of a loan."),
        _(
            "What was posted is reversed today. A payment or a disbursement that was written down"
            " wrongly can be told again in the same step, with its right sum or its right day."
        ),
    ),
)
@loan_argument
@click.argument(
    "event", cls=Argument, type=WholeNumber(1, MOST_NUMBER), metavar=_("EVENT"),
    help=_("The number of what is undone, as the loan shows it."),
)  # fmt: skip
@click.option(
    "--amount", cls=Option, type=Amount(), metavar=_("AMOUNT"),
    help=_("The sum that it truly was."),
)  # fmt: skip
@click.option(
    "--on", cls=Option, type=Day(), metavar=_("DAY"), help=_("The day on which it truly was."),
)  # fmt: skip
@reason_option
@meeting_option
@acting
@click.pass_obj
def undo(
    terminal: Terminal,
    by: Acting,
    *,
    loan: str,
    event: int,
    amount: int | None,
    on: dt.date | None,
    reason: str,
    meeting: dt.date | None,
) -> int:
    """Undo an event, and tell what it should have been."""

    def act(desk: Desk) -> LoanReceipt:
        loan_no = desk.loan(loan)
        file = loan_file(desk.connection, desk.club.club_id, loan_no)
        return loan_life.undo(
            desk.connection, desk.club, loan_no, event, desk.request, today=desk.today,
            because=desk.decision(reason, meeting), instead=_instead(file, event, amount, on),
        )  # fmt: skip

    return done(terminal, by, act)


def _instead(
    file: LoanFile, number: int, amount: int | None, on: dt.date | None
) -> LoanEvent | None:
    """Return what an event should have been, None where that is not said (`OnlyMoneyToldAgain`)."""
    told = next((one for one in file.events if one.number == number), None)
    if told is None or (amount is None and on is None):
        return None
    if not isinstance(told, Disbursement | Repayment):
        raise OnlyMoneyToldAgain(event=number)
    return replace(
        told, number=0, amount=told.amount if amount is None else amount,
        occurred_on=on or told.occurred_on,
    )  # fmt: skip


COMMANDS = {one.name or "": one for one in (extend, reschedule, hand_over, write_off, close, undo)}
