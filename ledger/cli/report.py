"""The command that shows any statement, or writes it as PDF, workbook or CSV."""

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

import click

from ledger.books.accounts import accounts_of, funds_of
from ledger.books.clubs import MOST_CLUBS
from ledger.books.engine import reading
from ledger.books.refusals import UnknownAccount, UnknownFund
from ledger.cli.codes import loan_no_of, member_no_of
from ledger.cli.command import Argument, Command, Option, paragraphs
from ledger.cli.files import ending, write_file
from ledger.cli.opening import chosen_club, opened_books, today
from ledger.cli.options import club_option, format_option, shared_options
from ledger.cli.refusals import NotAmong
from ledger.cli.run import WELL
from ledger.cli.tables import show_table
from ledger.cli.terminal import Terminal, _, terminal_of
from ledger.cli.values import Day, FilePath, Moment, OneOf, Text, WholeNumber
from ledger.core.statements.member import MemberStatement
from ledger.core.statements.table import Table
from ledger.files.words import phrase_text
from ledger.services.clubs import clubs
from ledger.services.control_lists import CONTROL_LISTS
from ledger.services.fund_reports import FUND_REPORTS
from ledger.services.members import member_statement_of
from ledger.services.outcome_reports import OUTCOME_REPORTS, OUTCOMES
from ledger.services.outcome_statement import outcome_sums_of
from ledger.services.report_kinds import Asked
from ledger.services.reports import REPORTS, make_report, settled
from ledger.services.statements import scope_of

ENDINGS = (".pdf", ".xlsx", ".csv")
SIZES = ("A4", "A5")
LARGEST = 2**53 - 1
FOR_MEMBERS = "member-statement"
ANY = {"fund", "known-at"}
TAKES = {
    "ledger": {*ANY, "account"},
    "members": set[str](),
    "loans": set[str](),
    "loan-card": {"loan"},
    "loan-arrears": set[str](),
    "loan-arrears-unnamed": set[str](),
    "loan-portfolio": set[str](),
    "loan-list": set[str](),
    "loan-queue": set[str](),
    "loan-forecast": set[str](),
    **{name: set[str]() for name in FUND_REPORTS},
    **{name: set[str]() for name in CONTROL_LISTS},
    **{name: set[str]() for name in OUTCOME_REPORTS},
    FOR_MEMBERS: {"member", "size"},
    "entry": {"entry"},
}
"""What may be asked of a report beside its days, of the others `ANY`."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A report that was asked for: its name, whose, about what, for whose eyes."""

    name: str
    code: str | None
    asked: Asked
    member: str | None
    loan: str | None
    is_large_print: bool


class ReportCommand(Command):
    """A command whose help ends with the reports there are."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each report's name and title."""
        terminal = terminal_of(ctx)
        rows = [
            (name, phrase_text(report.title, terminal.locale)) for name, report in REPORTS.items()
        ]
        with formatter.section(terminal.say(_("Reports"))):
            formatter.write_dl(rows)


@click.command(
    "report",
    cls=ReportCommand,
    help=paragraphs(
        _("Show any statement, or write it as PDF, workbook or CSV."),
        _(
            "Without days it is for the year up to the last entry. Days are written as 31/12/2025"
            " or 2025-12-31."
        ),
    ),
)
@click.argument(
    "name", cls=Argument, type=OneOf(*REPORTS), metavar=_("NAME"), help=_("Which report.")
)
@club_option
@click.option("--from", "begin", cls=Option, type=Day(), metavar=_("DAY"), help=_("The first day."))
@click.option("--to", "end", cls=Option, type=Day(), metavar=_("DAY"), help=_("The last day."))
@click.option("--fund", cls=Option, type=Text(), metavar=_("FUND"), help=_("Only this fund."))
@click.option(
    "--known-at", cls=Option, type=Moment(), metavar=_("MOMENT"),
    help=_("Only what was recorded by then, such as 31/12/2025 or “31/12/2025 14:30”."),
)  # fmt: skip
@click.option(
    "--account", cls=Option, type=Text(), metavar="N", help=_("The account of a ledger."),
)  # fmt: skip
@click.option(
    "--member", cls=Option, type=Text(), metavar=_("MEMBER"),
    help=_("The member of a statement: the code on paper, or the number in the books."),
)  # fmt: skip
@click.option(
    "--entry", cls=Option, type=WholeNumber(1, LARGEST), metavar="N",
    help=_("The number of an entry."),
)  # fmt: skip
@click.option(
    "--loan", cls=Option, type=Text(), metavar=_("LOAN"),
    help=_("The loan of a card: the code on paper, or the number in the books."),
)  # fmt: skip
@click.option(
    "--size", cls=Option, type=OneOf(*SIZES),
    help=_("The paper of a member's statement as PDF; without it A4."),
)  # fmt: skip
@click.option(
    "-o", "--output", "file", cls=Option, type=FilePath(), metavar=_("FILE"),
    help=_("Write it to a file, by its ending as .pdf, .xlsx or .csv."),
)  # fmt: skip
@format_option
@shared_options()
@click.pass_context
def report(  # noqa: D103 - its help is its sentence
    context: click.Context,
    *,
    name: str,
    code: str | None,
    begin: dt.date | None,
    end: dt.date | None,
    fund: str | None,
    known_at: dt.datetime | None,
    account: str | None,
    member: str | None,
    entry: int | None,
    loan: str | None,
    size: str | None,
    file: Path | None,
    form: str,
) -> int:
    terminal = terminal_of(context)
    given: dict[str, object] = {
        "fund": fund,
        "known-at": known_at,
        "account": account,
        "member": member,
    }
    given |= {"entry": entry, "loan": loan, "size": size}
    _check_options(name, {one for one, value in given.items() if value is not None}, context)
    suffix = ending(file, ENDINGS, context) if file else ""
    if size and suffix != ".pdf":
        raise click.UsageError(terminal.say(_("--size is for: -o FILE.pdf")), context)
    asked = Asked(begin, end, fund, known_at, account, entry_no=entry)
    is_large = suffix == ".pdf" and name == FOR_MEMBERS
    wanted = Wanted(name, code, asked, member, loan, is_large)
    table, statement = _made(wanted, terminal)
    if file is None:
        show_table(table, terminal, form)
    elif statement is not None:
        write_file(file, _large_print(statement, size or SIZES[0], terminal), terminal)
    else:
        write_file(file, _drawn(name, table, suffix, terminal), terminal)
    return WELL


def _check_options(name: str, given: set[str], context: click.Context) -> None:
    """Refuse an option that this report would pass over, and the lack of one that it needs."""
    say = terminal_of(context).say
    takes = TAKES.get(name, ANY)
    for option in sorted(given - takes):
        sentence = _("--%(option)s has no meaning for the report %(report)s.")
        raise click.UsageError(say(sentence, option=option, report=name), context)
    needs = REPORTS[name].needs
    if needs is not None and needs not in given:
        sentence = _("The report %(report)s needs --%(option)s.")
        raise click.UsageError(say(sentence, option=needs, report=name), context)


def _made(wanted: Wanted, terminal: Terminal) -> tuple[Table, MemberStatement | None]:
    """Return the report as a table, and for large print a member's statement as it is.

    The outcomes of no club in particular are those of all clubs, by place and without small groups.
    """
    with opened_books(terminal) as engine, reading(engine) as connection:
        asked = wanted.asked
        if wanted.name == OUTCOMES and wanted.code is None:
            every = clubs(connection, limit=MOST_CLUBS)
            if len(every) > 1:
                sums = outcome_sums_of(connection, every, today(), asked.begin, asked.end)
                return sums, None
        club = chosen_club(connection, wanted.code)
        if wanted.member is not None:
            asked = replace(asked, member_no=member_no_of(connection, club, wanted.member))
        if wanted.loan is not None:
            asked = replace(asked, loan_no=loan_no_of(connection, club, wanted.loan))
        try:
            question = settled(connection, club, asked, today=today())
            scope_of(connection, club, question)
            table = make_report(connection, club, wanted.name, asked, today=today())
        except UnknownFund as error:
            known = ", ".join(one.code for one in funds_of(connection, club.club_id))
            raise NotAmong("fund", error.fund, known) from None
        except UnknownAccount as error:
            known = ", ".join(one.number for one in accounts_of(connection, club.club_id))
            raise NotAmong("account", error.account, known) from None
        if not wanted.is_large_print:
            return table, None
        begin, end = question.begin, question.end
        return table, member_statement_of(connection, club, asked.member_no or 0, begin, end)


def _drawn(name: str, table: Table, suffix: str, terminal: Terminal) -> bytes:
    if suffix == ".pdf":
        from ledger.pdf.table import draw_table

        return draw_table(table, terminal.locale, today(), REPORTS[name].charts(table))
    if suffix == ".xlsx":
        from ledger.files.xlsx import table_xlsx

        return table_xlsx(table, terminal.locale)
    from ledger.files.csv import table_csv

    return table_csv(table, terminal.locale)


def _large_print(statement: MemberStatement, size: str, terminal: Terminal) -> bytes:
    from ledger.pdf.member_statement import draw_member_statement
    from ledger.pdf.paper import PageSize

    return draw_member_statement(
        statement, terminal.locale, page_size=PageSize(size), printed_on=today()
    )
