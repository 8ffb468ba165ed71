"""The command that checks a yearly review's list of households, and writes it into the books."""

import datetime as dt
from pathlib import Path

import click

from ledger.books.engine import reading, transaction
from ledger.cli.command import Argument, Command, Option, paragraphs
from ledger.cli.loan_desk import desk_of
from ledger.cli.loan_options import Acting, acting, commit_option
from ledger.cli.opening import chosen_club, opened_books, today
from ledger.cli.run import REFUSED, WELL
from ledger.cli.tables import Json, show_json, show_list
from ledger.cli.terminal import Terminal, _
from ledger.cli.values import Day, FilePath
from ledger.core.outcomes.review_sheet import CheckedReview
from ledger.core.statements.table import Column, ColumnKind, Row, phrase
from ledger.files.workbook import read_workbook
from ledger.i18n.messages import said
from ledger.services.reviewing import ReviewReceipt, checked_review, review_households

COLUMNS = (
    Column("severity", phrase("Kind")),
    Column("row", phrase("Row"), ColumnKind.NUMBER),
    Column("column", phrase("Column")),
    Column("message", phrase("What is wrong")),
    Column("remedy", phrase("How to mend it")),
)


@click.command(
    "review",
    cls=Command,
    help=paragraphs(
        _("Check a yearly review's list of households, and with --commit write it."),
        _(
            "The list has a row for each household: its code or a member's, the year, the class,"
            " the certificate's number and day. All that is wrong is shown at once. It is written"
            " whole or not at all; the same list again writes nothing."
        ),
    ),
)
@click.argument(
    "file", cls=Argument, type=FilePath(), metavar=_("FILE"), help=_("The list, as .xlsx.")
)
@click.option(
    "--on", "decided_on", cls=Option, type=Day(), metavar=_("DAY"),
    help=_("Day of the commune's decision; without it the year's last, or today."),
)  # fmt: skip
@commit_option
@acting
@click.pass_obj
def review(
    terminal: Terminal, by: Acting, *, file: Path, decided_on: dt.date | None, commit: bool
) -> int:
    """Check a review's list, and write it if that is asked."""
    sheets = read_workbook(file)
    with opened_books(terminal) as engine:
        with reading(engine) as connection:
            club = chosen_club(connection, by.code)
            checked = checked_review(connection, club, sheets, today=today(), decided_on=decided_on)
        receipt: ReviewReceipt | None = None
        if checked.review is not None and commit:
            with transaction(engine) as connection:
                desk = desk_of(connection, chosen_club(connection, by.code), by)
                receipt = review_households(
                    connection, desk.club, checked.review, desk.request, today=desk.today
                )
    if by.form == "json":
        written = 0 if receipt is None or receipt.again else receipt.written
        show_json({"written": written, "findings": _findings(checked, terminal)}, terminal)
    else:
        _show(checked, receipt, terminal, commit=commit)
    return REFUSED if checked.review is None else WELL


def _show(
    checked: CheckedReview, receipt: ReviewReceipt | None, terminal: Terminal, *, commit: bool
) -> None:
    say = terminal.say
    if checked.faults:
        rows = []
        for one in checked.faults:
            told = said(one.error, terminal.locale)
            kind = say(_("warning") if one.is_warning else _("error"))
            rows.append(Row((kind, one.row or None, one.column, told.sentence, told.remedy)))
        show_list(COLUMNS, rows, terminal)
    if checked.review is None:
        terminal.show(say(_("The list was refused; nothing was written.")))
    elif receipt is not None:
        sentence = _("Review of %(year)s: classes of %(count)s households written.")
        written = 0 if receipt.again else receipt.written
        terminal.show(say(sentence, year=str(receipt.year), count=written))
    else:
        sentence = _("Review of %(year)s: %(count)s households.")
        count = len(checked.review.households)
        terminal.show(say(sentence, year=str(checked.review.year), count=count))
    if checked.review is not None and not commit:
        terminal.show(say(_("Nothing was written. To write it, add: --commit")))


def _findings(checked: CheckedReview, terminal: Terminal) -> list[Json]:
    found: list[Json] = []
    for one in checked.faults:
        told = said(one.error, terminal.locale)
        found.append(
            {
                "row": one.row, "column": one.column, "code": type(one.error).__name__,
                "severity": "warning" if one.is_warning else "error", "message": told.sentence,
                "remedy": told.remedy,
            }
        )  # fmt: skip
    return found
