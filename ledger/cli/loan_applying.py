"""The commands that hand an application for a loan in, and list those there are."""

import datetime as dt

import click

from ledger.books.applications import applications_of
from ledger.books.loans import loans_of
from ledger.books.members import names_of
from ledger.cli.command import Command, Option, paragraphs
from ledger.cli.loan_desk import looking, writing
from ledger.cli.loan_options import MOST_NUMBER, Acting, acting, amount_option, on_option
from ledger.cli.loan_results import show_step
from ledger.cli.loan_values import Amount, Part, Words
from ledger.cli.options import club_option, format_option, shared_options
from ledger.cli.run import WELL
from ledger.cli.tables import show_table
from ledger.cli.terminal import Terminal, _
from ledger.cli.values import Day, OneOf, Text, WholeNumber
from ledger.core.acts.activities import ApplicationHandedIn
from ledger.core.loans.application import Asked
from ledger.core.loans.calendar import LONGEST
from ledger.core.loans.making import AgreedPart
from ledger.core.loans.purposes import PurposeKind
from ledger.core.statements.loan_stages import APPLIED
from ledger.core.statements.restricted import SOMEBODY, unnamed_notes
from ledger.core.statements.table import Column, ColumnKind, Row, Table, phrase
from ledger.services.activities import apply_with_plan
from ledger.services.restrictions import restricted_members

APPLICATIONS = phrase("Applications for loans")
COLUMNS = (
    Column("application", phrase("Application"), ColumnKind.NUMBER),
    Column("applied", phrase("Applied on"), ColumnKind.DATE),
    Column("name", phrase("Full name")),
    Column("amount", phrase("Asks for"), ColumnKind.AMOUNT),
    Column("purpose", phrase("For")),
    Column("stage", phrase("How far it came")),
    Column("voted", phrase("Voted on"), ColumnKind.DATE),
    Column("loan", phrase("Loan")),
)


@click.command(
    "apply",
    cls=Command,
    help=paragraphs(
        _("Hand in a member's application for a loan."),
        _(
            "It is held against the product that is asked for and the club's rules of the day. Then"
            " it is appraised, voted on and approved, each by a command of its own."
        ),
    ),
)
@click.option(
    "--member", cls=Option, type=Text(), metavar=_("MEMBER"), required=True,
    help=_("Who asks: the code on paper, or the number in the books."),
)  # fmt: skip
@click.option(
    "--product", cls=Option, type=WholeNumber(1, MOST_NUMBER), metavar="N", required=True,
    help=_("The product's number, as the list of products has it."),
)  # fmt: skip
@amount_option
@click.option(
    "--instalments", cls=Option, type=WholeNumber(1, LONGEST), metavar="N", required=True,
    help=_("In how many instalments it is to come back."),
)  # fmt: skip
@click.option(
    "--work", cls=Option, type=OneOf(*PurposeKind), required=True,
    help=_("The kind of work that the money is for."),
)  # fmt: skip
@click.option(
    "--purpose", cls=Option, type=Words(), metavar=_("TEXT"), required=True,
    help=_("What the money is for, in words."),
)  # fmt: skip
@click.option(
    "--plan", cls=Option, type=Words(), metavar=_("TEXT"), help=_("How it is to be used."),
)  # fmt: skip
@click.option(
    "--income", cls=Option, type=Amount(), metavar=_("AMOUNT"),
    help=_("What is expected to be earned in a month."),
)  # fmt: skip
@click.option(
    "--cost", cls=Option, type=Amount(), metavar=_("AMOUNT"),
    help=_("What the work will cost in all; with it the plan is kept."),
)  # fmt: skip
@click.option(
    "--from", "begins_on", cls=Option, type=Day(), metavar=_("DAY"),
    help=_("When the work begins; the day of the application unless told."),
)  # fmt: skip
@click.option(
    "--until", "ends_on", cls=Option, type=Day(), metavar=_("DAY"),
    help=_("When the work ends; as long as the loan unless told."),
)  # fmt: skip
@click.option(
    "--income-before", cls=Option, type=Amount(), metavar=_("AMOUNT"),
    help=_("What the household says it earned in a month, over the last three months."),
)  # fmt: skip
@click.option(
    "--co-signer", cls=Option, type=Words(), metavar=_("NAME"),
    help=_("Who signs with the member."),
)  # fmt: skip
@click.option(
    "--in-difficulty", cls=Option, is_flag=True,
    help=_("The board knows that the household is in difficulty."),
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
def apply(
    terminal: Terminal,
    by: Acting,
    *,
    member: str,
    product: int,
    amount: int,
    instalments: int,
    work: str,
    purpose: str,
    plan: str | None,
    income: int | None,
    cost: int | None,
    begins_on: dt.date | None,
    ends_on: dt.date | None,
    income_before: int | None,
    co_signer: str | None,
    in_difficulty: bool,
    parts: tuple[AgreedPart, ...],
    first_due: dt.date | None,
    on: dt.date,
) -> int:
    """Keep an application."""
    with writing(terminal, by) as desk:
        asked = Asked(
            member_no=desk.member(member), product_no=product, applied_on=on, amount=amount,
            instalments=instalments, purpose_kind=PurposeKind(work), purpose=purpose, plan=plan,
            expected_income=income, co_signer=co_signer, in_difficulty=in_difficulty, parts=parts,
            first_due_on=first_due,
        )  # fmt: skip
        handed_in = ApplicationHandedIn(
            asked=asked, cost=cost, begins_on=begins_on, ends_on=ends_on,
            asks_income=income_before is not None, monthly=income_before,
        )  # fmt: skip
        receipt = apply_with_plan(
            desk.connection, desk.club, handed_in, desk.request, today=desk.today
        )
    show_step(receipt, desk.club, terminal, by.form)
    return WELL


@click.command("applications", cls=Command, help=_("List the applications and how far each came."))
@club_option
@format_option
@shared_options()
@click.pass_obj
def applications(terminal: Terminal, *, code: str | None, form: str) -> int:
    """List the club's applications, the latest last."""
    with looking(terminal, code) as (connection, club):
        found = applications_of(connection, club.club_id)
        names = names_of(connection, club.club_id, {one.asked.member_no for one in found})
        unnamed = restricted_members(connection, club.club_id)
        codes = {one.loan_no: one.paper_code for one in loans_of(connection, club.club_id)}
    rows = tuple(
        Row((
            one.application_no, one.asked.applied_on,
            SOMEBODY if one.asked.member_no in unnamed else names[one.asked.member_no],
            one.asked.amount, one.asked.purpose, APPLIED[one.stage],
            one.voted.on if one.voted else None, codes.get(one.loan_no or 0, ""),
        ))
        for one in found
    )  # fmt: skip
    notes = unnamed_notes(one.asked.member_no for one in found if one.asked.member_no in unnamed)
    table = Table("loan-applications", APPLICATIONS, club.club.name, (), COLUMNS, rows, notes)
    show_table(table, terminal, form)
    return WELL


COMMANDS = {one.name or "": one for one in (apply, applications)}
