"""The commands that write a paper of a loan as PDF."""

import datetime as dt
from pathlib import Path

import click

from ledger.cli.codes import loan_no_of
from ledger.cli.command import Argument, Command, Group, Option, paragraphs
from ledger.cli.files import ending, write_file
from ledger.cli.loan_desk import looking
from ledger.cli.loan_options import MOST_NUMBER, loan_argument, on_option
from ledger.cli.opening import today
from ledger.cli.options import Called, club_option, shared_options
from ledger.cli.run import WELL
from ledger.cli.terminal import Terminal, _
from ledger.cli.values import Day, FilePath, OneOf, WholeNumber
from ledger.services import granting_papers, loan_papers

PDF = (".pdf",)
SIZES = ("A4", "A5")


def output_option(called: Called) -> Called:
    """Give a command the file that it writes, a PDF."""
    return click.option(
        "-o", "--output", "file", cls=Option, type=FilePath(), metavar=_("FILE"), required=True,
        callback=_as_pdf, help=_("The file to write, a .pdf."),
    )(called)  # fmt: skip


def _as_pdf(context: click.Context, _option: click.Parameter, file: Path) -> Path:
    ending(file, PDF, context)
    return file


@click.group("paper", cls=Group, help=_("Write a paper of a loan as PDF."))
@shared_options()
def paper() -> int:
    """Leave everything to the command that follows."""
    return WELL


@paper.command(
    "contract", cls=Command, help=_("The contract with its schedule and its true yearly cost.")
)
@loan_argument
@output_option
@club_option
@shared_options()
@click.pass_obj
def contract(terminal: Terminal, *, loan: str, file: Path, code: str | None) -> int:
    """Write a loan's contract."""
    from ledger.pdf.loan_contract import draw_loan_contract

    with looking(terminal, code) as (connection, club):
        drawn = loan_papers.contract_paper(connection, club, loan_no_of(connection, club, loan))
    write_file(file, draw_loan_contract(drawn, terminal.locale, printed_on=today()), terminal)
    return WELL


@paper.command("card", cls=Command, help=_("The card: all that happened to the loan up to a day."))
@loan_argument
@output_option
@on_option
@club_option
@shared_options()
@click.pass_obj
def card(terminal: Terminal, *, loan: str, file: Path, on: dt.date, code: str | None) -> int:
    """Write a loan's card."""
    from ledger.pdf.loan_card import draw_loan_card

    with looking(terminal, code) as (connection, club):
        drawn = loan_papers.card_paper(connection, club, loan_no_of(connection, club, loan), on)
    write_file(file, draw_loan_card(drawn, terminal.locale, printed_on=today()), terminal)
    return WELL


@paper.command("statement", cls=Command, help=_("The borrower's own statement in large print."))
@loan_argument
@output_option
@click.option(
    "--size", cls=Option, type=OneOf(*SIZES), default=SIZES[0], help=_("The paper, A4 or A5."),
)  # fmt: skip
@on_option
@club_option
@shared_options()
@click.pass_obj
def statement(
    terminal: Terminal, *, loan: str, file: Path, size: str, on: dt.date, code: str | None
) -> int:
    """Write a borrower's statement."""
    from ledger.pdf.loan_statement import draw_loan_statement
    from ledger.pdf.paper import PageSize

    with looking(terminal, code) as (connection, club):
        loan_no = loan_no_of(connection, club, loan)
        drawn = loan_papers.statement_paper(connection, club, loan_no, on)
    content = draw_loan_statement(
        drawn, terminal.locale, page_size=PageSize(size), printed_on=today()
    )
    write_file(file, content, terminal)
    return WELL


@paper.command(
    "application",
    cls=Command,
    help=paragraphs(
        _("The application, with the board's opinion."),
        _("Without a number it is the blank form, to be filled in by hand."),
    ),
)
@click.argument(
    "number", cls=Argument, type=WholeNumber(1, MOST_NUMBER), metavar=_("APPLICATION"),
    required=False, help=_("The number of the application, as the list of applications has it."),
)  # fmt: skip
@output_option
@club_option
@shared_options()
@click.pass_obj
def application(terminal: Terminal, *, number: int | None, file: Path, code: str | None) -> int:
    """Write an application, or the form for one."""
    from ledger.pdf.loan_application import draw_loan_application

    with looking(terminal, code) as (connection, club):
        if number is None:
            drawn = granting_papers.blank_application(connection, club)
        else:
            drawn = granting_papers.application_paper(connection, club, number)
    write_file(file, draw_loan_application(drawn, terminal.locale, printed_on=today()), terminal)
    return WELL


@paper.command("minutes", cls=Command, help=_("The minutes of the meeting that decided on loans."))
@click.argument(
    "held_on", cls=Argument, type=Day(), metavar=_("DAY"), help=_("The day of the meeting."),
)  # fmt: skip
@output_option
@club_option
@shared_options()
@click.pass_obj
def minutes(terminal: Terminal, *, held_on: dt.date, file: Path, code: str | None) -> int:
    """Write a meeting's minutes about loans."""
    from ledger.pdf.loan_minutes import draw_loan_minutes

    with looking(terminal, code) as (connection, club):
        drawn = granting_papers.minutes_paper(connection, club, held_on)
    write_file(file, draw_loan_minutes(drawn, terminal.locale, printed_on=today()), terminal)
    return WELL
