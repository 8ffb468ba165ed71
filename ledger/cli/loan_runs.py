"""The commands that look through all of a club's loans, show what is due, and write it if asked."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import click
from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub
from ledger.books.loans import loan_files
from ledger.books.members import names_of
from ledger.cli.command import Command, Option, paragraphs
from ledger.cli.loan_desk import Desk, done, looking
from ledger.cli.loan_options import Acting, acting, commit_option, on_option
from ledger.cli.loan_values import Month
from ledger.cli.opening import today
from ledger.cli.run import WELL
from ledger.cli.tables import Json, show_json, show_list
from ledger.cli.terminal import Terminal, _
from ledger.core.loans.life import replay
from ledger.core.periods import month_bounds, month_of
from ledger.core.statements.table import Column, ColumnKind, Row, RowKind, phrase
from ledger.i18n import formats
from ledger.services.accrual import accrue as accrue_month
from ledger.services.accrual import interest_to_book
from ledger.services.loan_charges import charge_fines, fines_of
from ledger.services.loan_losses import move_overdue, overdue_changes
from ledger.services.loans import LoanReceipt

COLUMNS = (
    Column("loan", phrase("Loan")),
    Column("name", phrase("Full name")),
    Column("amount", phrase("Amount"), ColumnKind.AMOUNT),
)


@dataclass(frozen=True, slots=True)
class Due:
    """What is due of a loan: the code on paper, who owes it, how much in đồng."""

    code: str
    name: str
    amount: int


Found = Callable[[Connection, StoredClub], Sequence[tuple[int, int]]]
"""Finds what is due: of which loan, by its number, and how much in đồng."""


@click.command(
    "fines",
    cls=Command,
    help=paragraphs(
        _("Show the fines that are due, and charge them."),
        _(
            "Each is what the loan's contract asks for, less what was charged before. Without"
            " --commit nothing is written; run again it charges nothing twice."
        ),
    ),
)
@on_option
@commit_option
@acting
@click.pass_obj
def fines(terminal: Terminal, by: Acting, *, on: dt.date, commit: bool) -> int:
    """Charge the fines of a day."""

    def found(connection: Connection, club: StoredClub) -> list[tuple[int, int]]:
        return [(one.loan_no, one.charge.amount) for one in fines_of(connection, club, on)]

    def act(desk: Desk) -> LoanReceipt:
        return charge_fines(desk.connection, desk.club, desk.request, today=desk.today, on=on)

    if commit:
        return done(terminal, by, act)
    title = terminal.say(_("Fines due on %(day)s"), day=formats.date(on, terminal.locale.language))
    return _shown(terminal, by, found, title)


@click.command(
    "overdue",
    cls=Command,
    help=paragraphs(
        _("Show which principal is late, and move it to overdue."),
        _(
            "What is late stands in account 1322, and goes back when it is late no more: such sums"
            " are below zero. Without --commit nothing is written."
        ),
    ),
)
@on_option
@commit_option
@acting
@click.pass_obj
def overdue(terminal: Terminal, by: Acting, *, on: dt.date, commit: bool) -> int:
    """Move late principal to overdue, and back."""

    def found(connection: Connection, club: StoredClub) -> list[tuple[int, int]]:
        changes = overdue_changes(connection, club, on)
        return [(one.loan_no, one.amount) for one in changes]

    def act(desk: Desk) -> LoanReceipt:
        return move_overdue(desk.connection, desk.club, desk.request, today=desk.today, on=on)

    if commit:
        return done(terminal, by, act)
    day = formats.date(on, terminal.locale.language)
    return _shown(
        terminal, by, found, terminal.say(_("To be moved to overdue on %(day)s"), day=day)
    )


@click.command(
    "accrue",
    cls=Command,
    help=paragraphs(
        _("Show the interest that a month earned, and book it."),
        _(
            "For clubs whose rules say that interest is income when it is earned. Without --commit"
            " nothing is written; run again it books nothing twice."
        ),
    ),
)
@click.option(
    "--month", cls=Option, type=Month(), metavar=_("MONTH"),
    help=_("The month, as 12/2025 or 2025-12; without it the last one that is over."),
)  # fmt: skip
@commit_option
@acting
@click.pass_obj
def accrue(terminal: Terminal, by: Acting, *, month: str | None, commit: bool) -> int:
    """Book a month's interest."""
    period = month or _last_month(today())

    def found(connection: Connection, club: StoredClub) -> list[tuple[int, int]]:
        earned = interest_to_book(connection, club, period)
        return [(one.loan_no, one.amount) for one in earned]

    def act(desk: Desk) -> LoanReceipt:
        return accrue_month(desk.connection, desk.club, period, desk.request, today=desk.today)

    if commit:
        return done(terminal, by, act)
    named = formats.month(period, terminal.locale.language)
    title = terminal.say(_("Interest to be booked of %(month)s"), month=named)
    return _shown(terminal, by, found, title)


def _last_month(day: dt.date) -> str:
    return month_of(month_bounds(month_of(day))[0] - dt.timedelta(days=1))


def _shown(terminal: Terminal, by: Acting, find: Found, title: str) -> int:
    """Show what is due without writing it, and how it is written."""
    with looking(terminal, by.code) as (connection, club):
        rows = _named(connection, club, find(connection, club))
    tell = terminal.show
    if by.form == "json":
        tell = terminal.tell
        due: list[Json] = [
            {"loan": one.code, "name": one.name, "amount": one.amount} for one in rows
        ]
        show_json({"club": club.club.code, "written": False, "due": due}, terminal)
    elif rows:
        terminal.show(title)
        lines = [Row((one.code, one.name, one.amount)) for one in rows]
        total = Row(("", phrase("Total"), sum(one.amount for one in rows)), RowKind.TOTAL)
        show_list(COLUMNS, [*lines, total], terminal)
    else:
        terminal.show(terminal.say(_("%(title)s: nothing."), title=title))
    if rows:
        tell(terminal.say(_("Nothing was written. To write what is shown, add: --commit")))
    return WELL


def _named(connection: Connection, club: StoredClub, found: Sequence[tuple[int, int]]) -> list[Due]:
    """Return what is due with the codes of the loans and the names of those who owe them now."""
    numbers = {loan_no for loan_no, _ in found}
    files = loan_files(connection, club.club_id, numbers) if numbers else []
    codes = {file.loan.loan_no: file.loan.paper_code for file in files}
    owners = {
        file.loan.loan_no: replay(file.contract, file.events, today()).heir_no
        or file.loan.member_no
        for file in files
    }
    names = names_of(connection, club.club_id, owners.values()) if owners else {}
    return [Due(codes[number], names[owners[number]], amount) for number, amount in found]


COMMANDS = {one.name or "": one for one in (fines, overdue, accrue)}
