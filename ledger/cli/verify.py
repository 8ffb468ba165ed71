"""The command that checks everything that must be true of the books."""

from collections.abc import Iterator

import click

from ledger.books.engine import reading
from ledger.cli.command import Command, Option, paragraphs
from ledger.cli.opening import chosen_club, opened_books
from ledger.cli.options import format_option, shared_options
from ledger.cli.progress import bar
from ledger.cli.run import REFUSED, WELL
from ledger.cli.tables import Json, show_csv, show_json, show_list
from ledger.cli.terminal import Terminal, _
from ledger.cli.values import Text
from ledger.core.audit.findings import CheckResult, Fault
from ledger.core.statements.table import Column, ColumnKind, Row, Value, phrase
from ledger.files.words import phrase_text
from ledger.i18n import formats
from ledger.services.verify import Verification
from ledger.services.verify import verify as verify_books

STAGES = {"verify": _("Checking")}


@click.command(
    "verify",
    cls=Command,
    help=paragraphs(
        _("Check everything that must be true of the books."),
        _(
            "Each check is a line with its name and what it found; what is wrong is named with"
            " its entry. Last comes the root over all entries of each club, to be compared with"
            " what is written on paper. Nothing is changed."
        ),
    ),
)
@click.option(
    "--club", "code", cls=Option, type=Text(), metavar=_("CODE"),
    help=_("Only this club, by its code; without it all of them."),
)  # fmt: skip
@format_option
@shared_options()
@click.pass_obj
def verify(terminal: Terminal, *, code: str | None, form: str) -> int:
    """Make every check, and say what each found."""
    with (
        opened_books(terminal) as engine,
        reading(engine) as connection,
        bar(terminal, STAGES) as stages,
    ):
        club = chosen_club(connection, code) if code else None
        found = verify_books(connection, club=club, progress=stages.stage("verify"))
    if form == "json":
        show_json(
            {
                "checks": [_check_json(result, terminal) for result in found.results],
                "clubs": [
                    {"club": tree.club, "size": tree.size, "root": tree.root.hex()}
                    for tree in found.trees
                ],
            },
            terminal,
        )
    elif form == "csv":
        keys = ("check", "club", "looked_at", "found", "entry", "what")
        show_csv(keys, [row for result in found.results for row in _rows(result)], terminal)
    else:
        _show(found, terminal)
    return REFUSED if found.found else WELL


def _check_json(result: CheckResult, terminal: Terminal) -> Json:
    return {
        "check": result.check.value,
        "title": phrase_text(result.title, terminal.locale),
        "club": result.club,
        "looked_at": result.looked_at,
        "found": result.found,
        "faults": [
            {"entry": fault.entry_no, "what": phrase_text(fault.what, terminal.locale)}
            for fault in result.faults
        ],
    }


def _rows(result: CheckResult) -> Iterator[tuple[Value, ...]]:
    """Give a row for each fault of a check, or one row without any."""
    head = (result.check.value, result.club, result.looked_at, result.found)
    for fault in result.faults:
        yield (*head, fault.entry_no, fault.what)
    if not result.faults:
        yield (*head, None, None)


def _show(found: Verification, terminal: Terminal) -> None:
    say, language = terminal.say, terminal.locale.language
    _show_summary(found, terminal)
    for result in found.results:
        _show_faults(result, terminal)
    terminal.show()
    for tree in found.trees:
        sentence = _("Club %(club)s: %(size)s entries, root %(root)s")
        size = formats.count(tree.size, language)
        terminal.show(say(sentence, club=tree.club, size=size, root=tree.root.hex()))
    if found.found:
        sentence = _("Something is wrong: %(count)s. Change nothing, and show this to the auditor.")
        terminal.show(say(sentence, count=formats.count(found.found, language)))
    else:
        terminal.show(say(_("Nothing wrong was found.")))


def _show_summary(found: Verification, terminal: Terminal) -> None:
    """Write a line for each check, all clubs together."""
    columns = (
        Column("result", phrase("Result")),
        Column("check", phrase("Check")),
        Column("looked_at", phrase("Looked at"), ColumnKind.COUNT),
        Column("found", phrase("Wrong"), ColumnKind.COUNT),
        Column("title", phrase("What must be true")),
    )
    rows = []
    for check in dict.fromkeys(result.check for result in found.results):
        alike = [result for result in found.results if result.check is check]
        wrong = sum(one.found for one in alike)
        looked_at = sum(one.looked_at for one in alike)
        mark = terminal.say(_("WRONG") if wrong else _("well"))
        rows.append(Row((mark, check.value, looked_at, wrong, alike[0].title)))
    show_list(columns, rows, terminal)


def _show_faults(result: CheckResult, terminal: Terminal) -> None:
    if result.found:
        terminal.show()
        terminal.show(f"{result.check.value}:")
    for fault in result.faults:
        terminal.show("  " + _fault(fault, terminal))
    more = result.found - len(result.faults)
    if more > 0:
        terminal.show("  " + terminal.say(_("… and %(count)s more."), count=more))


def _fault(fault: Fault, terminal: Terminal) -> str:
    what = phrase_text(fault.what, terminal.locale)
    if fault.entry_no is not None:
        sentence = _("Club %(club)s, entry %(entry)s: %(what)s")
        return terminal.say(sentence, club=fault.club or "-", entry=fault.entry_no, what=what)
    if fault.club is not None:
        return terminal.say(_("Club %(club)s: %(what)s"), club=fault.club, what=what)
    return what
