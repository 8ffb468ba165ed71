"""The commands by which money of a loan changes hands, or is charged and forgiven."""

import datetime as dt

import click

from ledger.books.loans import loan_of
from ledger.cli.command import Command, Option, paragraphs
from ledger.cli.loan_desk import Desk, done
from ledger.cli.loan_options import (
    MOST_NUMBER,
    Acting,
    acting,
    amount_option,
    loan_argument,
    meeting_option,
    on_option,
    reason_option,
)
from ledger.cli.loan_values import Amount
from ledger.cli.terminal import Terminal, _
from ledger.cli.values import Day, OneOf, WholeNumber
from ledger.core.loans.allocation import Ahead
from ledger.core.loans.parts import CHARGED, Component
from ledger.core.loans.standing import Charge
from ledger.services import loan_charges, loan_disbursing, loan_life
from ledger.services.granting import disburse_application
from ledger.services.loans import LoanReceipt

FORGIVEN = tuple(one for one in Component if one is not Component.PRINCIPAL)


@click.command(
    "disburse",
    cls=Command,
    help=paragraphs(
        _("Pay a loan out."),
        _(
            "It is paid out as it was agreed, by the club's rules of the day, and never beyond what"
            " the fund has."
        ),
    ),
)
@loan_argument
@click.option(
    "--amount", cls=Option, type=Amount(), metavar=_("AMOUNT"),
    help=_("How much, where it was agreed to be paid out in parts; without it what is left."),
)  # fmt: skip
@on_option
@acting
@click.pass_obj
def disburse(terminal: Terminal, by: Acting, *, loan: str, amount: int | None, on: dt.date) -> int:
    """Pay a loan out; that of an application names the meeting that voted for it."""

    def act(desk: Desk) -> LoanReceipt:
        loan_no = desk.loan(loan)
        application_no = loan_of(desk.connection, desk.club.club_id, loan_no).application_no
        if application_no is not None and amount is None:
            return disburse_application(
                desk.connection, desk.club, application_no, desk.request, today=desk.today, on=on
            )
        return loan_disbursing.disburse(
            desk.connection, desk.club, loan_no, desk.request, today=desk.today, on=on,
            amount=amount,
        )  # fmt: skip

    return done(terminal, by, act)


@click.command(
    "pay",
    cls=Command,
    help=paragraphs(
        _("Take a payment of a loan."),
        _(
            "It is split by the club's order over what is overdue, due and to come. What is beyond"
            " the whole debt is held for the borrower."
        ),
    ),
)
@loan_argument
@amount_option
@on_option
@click.option(
    "--ahead", cls=Option, type=OneOf(*Ahead),
    help=_(
        "What is done with money beyond what is due: the term gets shorter, instalments get"
        " smaller, or the next ones are paid; without it as the contract says."
    ),
)  # fmt: skip
@acting
@click.pass_obj
def pay(
    terminal: Terminal, by: Acting, *, loan: str, amount: int, on: dt.date, ahead: str | None
) -> int:
    """Take a payment."""

    def act(desk: Desk) -> LoanReceipt:
        return loan_life.repay(
            desk.connection, desk.club, desk.loan(loan), desk.request, today=desk.today, on=on,
            amount=amount, ahead=None if ahead is None else Ahead(ahead),
        )  # fmt: skip

    return done(terminal, by, act)


@click.command("recover", cls=Command, help=_("Take money for a loan that was written off."))
@loan_argument
@amount_option
@on_option
@acting
@click.pass_obj
def recover(terminal: Terminal, by: Acting, *, loan: str, amount: int, on: dt.date) -> int:
    """Take what comes back after a write-off."""

    def act(desk: Desk) -> LoanReceipt:
        return loan_life.recover(
            desk.connection, desk.club, desk.loan(loan), desk.request, today=desk.today, on=on,
            amount=amount,
        )  # fmt: skip

    return done(terminal, by, act)


@click.command("refund", cls=Command, help=_("Give back money that is held for the borrower."))
@loan_argument
@amount_option
@on_option
@acting
@click.pass_obj
def refund(terminal: Terminal, by: Acting, *, loan: str, amount: int, on: dt.date) -> int:
    """Give money back."""

    def act(desk: Desk) -> LoanReceipt:
        return loan_life.refund(
            desk.connection, desk.club, desk.loan(loan), desk.request, today=desk.today, on=on,
            amount=amount,
        )  # fmt: skip

    return done(terminal, by, act)


@click.command("charge", cls=Command, help=_("Charge a fine or a fee by hand."))
@loan_argument
@click.option(
    "--kind", cls=Option, type=OneOf(*CHARGED), required=True, help=_("A fine or a fee."),
)  # fmt: skip
@amount_option
@on_option
@click.option(
    "--due", cls=Option, type=Day(), metavar=_("DAY"),
    help=_("The day by which it is to be paid; without it the day on which it is charged."),
)  # fmt: skip
@click.option(
    "--instalment", cls=Option, type=WholeNumber(1, MOST_NUMBER), metavar="N",
    help=_("The instalment whose lateness is fined."),
)  # fmt: skip
@reason_option
@meeting_option
@acting
@click.pass_obj
def charge(
    terminal: Terminal,
    by: Acting,
    *,
    loan: str,
    kind: str,
    amount: int,
    on: dt.date,
    due: dt.date | None,
    instalment: int | None,
    reason: str,
    meeting: dt.date | None,
) -> int:
    """Charge a fine or a fee."""
    charged = Charge(Component(kind), amount, due or on, instalment)

    def act(desk: Desk) -> LoanReceipt:
        return loan_charges.charge(
            desk.connection, desk.club, desk.loan(loan), charged, desk.request, today=desk.today,
            on=on, because=desk.decision(reason, meeting),
        )  # fmt: skip

    return done(terminal, by, act)


@click.command("waive", cls=Command, help=_("Forgive interest, a fine or a fee."))
@loan_argument
@click.option(
    "--kind", cls=Option, type=OneOf(*FORGIVEN), required=True, help=_("What is forgiven."),
)  # fmt: skip
@amount_option
@on_option
@reason_option
@meeting_option
@acting
@click.pass_obj
def waive(
    terminal: Terminal,
    by: Acting,
    *,
    loan: str,
    kind: str,
    amount: int,
    on: dt.date,
    reason: str,
    meeting: dt.date | None,
) -> int:
    """Forgive what is owed beside the principal."""

    def act(desk: Desk) -> LoanReceipt:
        return loan_charges.waive(
            desk.connection, desk.club, desk.loan(loan), desk.request, today=desk.today, on=on,
            component=Component(kind), amount=amount, because=desk.decision(reason, meeting),
        )  # fmt: skip

    return done(terminal, by, act)


COMMANDS = {one.name or "": one for one in (disburse, pay, recover, refund, charge, waive)}
