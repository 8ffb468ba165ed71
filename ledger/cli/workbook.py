"""The command that checks a club's workbook, and writes it into the books."""

import datetime as dt
from pathlib import Path

import click
from sqlalchemy.engine import Engine

from ledger.books.clubs import add_user
from ledger.books.engine import transaction
from ledger.books.examine import refuse_other_tables
from ledger.books.schema import check_schema
from ledger.cli.command import Argument, Command, Group, Option, paragraphs
from ledger.cli.installation import made_if_missing
from ledger.cli.opening import database_url, engine_at, place_of, signed_in, today
from ledger.cli.options import format_option, shared_options
from ledger.cli.progress import bar
from ledger.cli.run import REFUSED, WELL
from ledger.cli.tables import Json, show_csv, show_json, show_list
from ledger.cli.terminal import Terminal, _
from ledger.cli.values import FilePath, Text
from ledger.core.statements.table import Column, ColumnKind, Row, phrase
from ledger.core.workbook.check import check_workbook
from ledger.core.workbook.values import CheckedWorkbook, Finding, Workbook
from ledger.files.workbook import read_workbook
from ledger.i18n import formats
from ledger.i18n.findings import finding_said
from ledger.services.workbook import Imported, import_workbook

KEYS = ("sheet", "row", "column", "code", "severity", "message", "remedy")
"""What another program is told of a finding."""
STAGES = {"import": _("Posting")}


@click.group("import", cls=Group, help=_("Bring a club's papers into the books."))
@shared_options()
def import_group() -> int:
    """Leave everything to the command that follows."""
    return WELL


@import_group.command(
    "workbook",
    cls=Command,
    help=paragraphs(
        _("Check a club's workbook, and with --commit write it into the books."),
        _(
            "All that is wrong is shown at once: the sheet, the row, the column, what is wrong"
            " and how to mend it. Without --commit nothing is written. With it the workbook is"
            " written whole, or not at all; the same content again writes nothing."
        ),
    ),
)
@click.argument(
    "file", cls=Argument, type=FilePath(), metavar=_("FILE"), help=_("The workbook, as .xlsx.")
)
@click.option("--commit", cls=Option, is_flag=True, help=_("Write it, if nothing in it is wrong."))
@click.option(
    "--code", cls=Option, type=Text(), metavar=_("CODE"),
    help=_("The code the club is to have; without it one is made from its name."),
)  # fmt: skip
@click.option(
    "--as", "user", cls=Option, type=Text(), metavar=_("USER"),
    help=_("Who brings it in; without it whoever is signed in to this machine."),
)  # fmt: skip
@format_option
@shared_options()
@click.pass_obj
def workbook(
    terminal: Terminal, *, file: Path, commit: bool, code: str | None, user: str | None, form: str
) -> int:
    """Check a workbook, and write it if that is asked."""
    checked = check_workbook(read_workbook(file), today=today())
    tell = terminal.show if form == "text" else terminal.tell
    _show_findings(checked, form, terminal)
    if checked.workbook is None:
        tell(terminal.say(_("The workbook was refused; nothing was written.")))
        return REFUSED
    for line in _contents(checked.workbook, terminal):
        tell(line)
    if not commit:
        tell(terminal.say(_("Nothing was written. To write it, add: --commit")))
        return WELL
    for line in _written(checked.workbook, code, user, terminal):
        tell(line)
    return WELL


def _show_findings(checked: CheckedWorkbook, form: str, terminal: Terminal) -> None:
    if form == "json":
        show_json({"findings": _findings_json(checked, terminal)}, terminal)
    elif form == "csv":
        show_csv(KEYS, [_fields(one, terminal) for one in checked.findings], terminal)
    elif checked.findings:
        _show_table(checked, terminal)
        terminal.show()
        warnings = len(checked.findings) - len(checked.errors)
        sentence = _("Errors: %(errors)s. Warnings: %(warnings)s.")
        terminal.show(terminal.say(sentence, errors=len(checked.errors), warnings=warnings))


def _fields(finding: Finding, terminal: Terminal) -> tuple[str | int, ...]:
    """Return what is said of a finding, in the order of `KEYS`."""
    told = finding_said(finding, terminal.locale)
    place = (finding.sheet, finding.row, finding.column)
    return (*place, finding.code, finding.severity.value, told.sentence, told.remedy)


def _findings_json(checked: CheckedWorkbook, terminal: Terminal) -> list[Json]:
    return [dict(zip(KEYS, _fields(one, terminal), strict=True)) for one in checked.findings]


def _show_table(checked: CheckedWorkbook, terminal: Terminal) -> None:
    """Write the findings as a person reads them: without codes, a whole sheet without a row."""
    columns = (
        Column("severity", phrase("Kind")),
        Column("sheet", phrase("Sheet")),
        Column("row", phrase("Row"), ColumnKind.NUMBER),
        Column("column", phrase("Column")),
        Column("message", phrase("What is wrong")),
        Column("remedy", phrase("How to mend it")),
    )
    rows = []
    for one in checked.findings:
        told = finding_said(one, terminal.locale)
        kind = terminal.say(_("error") if one.is_error else _("warning"))
        words = (told.sentence, told.remedy)
        rows.append(Row((kind, one.sheet, one.row or None, one.column, *words)))
    show_list(columns, rows, terminal)


def _contents(book: Workbook, terminal: Terminal) -> list[str]:
    def count(number: int) -> str:
        return formats.count(number, terminal.locale.language)

    club = terminal.say(_("Club: %(name)s."), name=book.club.name)
    sentence = _("Members: %(members)s. Loans: %(loans)s. Rows of the cash book: %(rows)s.")
    parts = {"members": count(len(book.members)), "loans": count(len(book.loans))}
    return [club, terminal.say(sentence, **parts, rows=count(len(book.rows)))]


def _written(book: Workbook, code: str | None, user: str | None, terminal: Terminal) -> list[str]:
    """Write a workbook into the books, which are made if they would be in a file not there yet."""
    with engine_at(database_url(terminal)) as engine, made_if_missing(engine, terminal) as made:
        imported = _import(engine, book, code, user, terminal)
        place = place_of(engine)
    say, language = terminal.say, terminal.locale.language
    entries = formats.count(imported.entries, language)
    if imported.again:
        sentence = _("This is in the books already, as club %(code)s: %(entries)s entries.")
        again = say(_("Nothing was written."))
        return [f"{say(sentence, code=imported.code, entries=entries)} {again}"]
    lines = [say(_("New books were made: %(place)s"), place=place)] if made else []
    sentence = _("Written as club %(code)s: %(entries)s entries.")
    return [*lines, say(sentence, code=imported.code, entries=entries)]


def _import(
    engine: Engine, book: Workbook, code: str | None, user: str | None, terminal: Terminal
) -> Imported:
    name, now = user or signed_in(), dt.datetime.now(dt.UTC)
    with bar(terminal, STAGES) as stages, transaction(engine) as connection:
        refuse_other_tables(connection)
        check_schema(connection)
        actor = add_user(connection, name, name, now)
        return import_workbook(
            connection, book, code=code, actor=actor, now=now, today=today(),
            progress=stages.stage("import"),
        )  # fmt: skip
