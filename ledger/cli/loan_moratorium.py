"""The command that puts off the payments of a commune's clubs after a disaster."""

import datetime as dt
from collections.abc import Sequence

import click
from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub
from ledger.books.engine import reading, transaction
from ledger.books.members import names_of
from ledger.cli.command import Command, Option, paragraphs
from ledger.cli.loan_desk import answered, desk_of
from ledger.cli.loan_options import Acting, acting, commit_option, meeting_option, reason_option
from ledger.cli.loan_results import answer_json, answer_lines
from ledger.cli.opening import chosen_club, opened_books, today
from ledger.cli.refusals import NotAmong
from ledger.cli.run import WELL
from ledger.cli.tables import Json, show_json, show_list
from ledger.cli.terminal import Terminal, _
from ledger.cli.values import Day, OneOf, Text
from ledger.core.loans.moratorium import Moratorium, MoratoriumInterest
from ledger.core.statements.table import Column, ColumnKind, Row, RowKind, phrase
from ledger.services.clubs import clubs
from ledger.services.moratorium import MoratoriumPreview, SuspendedLoan, clubs_of, preview, suspend

COLUMNS = (
    Column("club", phrase("Club")),
    Column("loan", phrase("Loan")),
    Column("name", phrase("Full name")),
    Column("principal", phrase("Principal put off"), ColumnKind.AMOUNT),
    Column("before", phrase("Interest to come before"), ColumnKind.AMOUNT),
    Column("after", phrase("Interest to come then"), ColumnKind.AMOUNT),
    Column("next", phrase("Next payment"), ColumnKind.DATE),
)
MOST_NAMED = 20


@click.command(
    "moratorium",
    cls=Command,
    help=paragraphs(
        _("Put off the payments of a commune's clubs after a disaster."),
        _(
            "Every loan of which something falls due until the end gets a new schedule, and"
            " principal that is late comes back with it. Without --commit it is only shown; with"
            " it all clubs are written, or none. Asked for again it changes nothing."
        ),
    ),
)
@click.option(
    "--commune", cls=Option, type=Text(), metavar=_("NAME"),
    help=_("The commune, as the clubs' papers write it; without it only the club that is named."),
)  # fmt: skip
@click.option(
    "--province", cls=Option, type=Text(), metavar=_("NAME"),
    help=_("The commune's province; without it that of the club that is named."),
)  # fmt: skip
@click.option(
    "--from", "begin", cls=Option, type=Day(), metavar=_("DAY"),
    help=_("The day on which it begins; without it today."),
)  # fmt: skip
@click.option(
    "--until", cls=Option, type=Day(), metavar=_("DAY"), required=True,
    help=_("The day until which nothing falls due."),
)  # fmt: skip
@click.option(
    "--interest", cls=Option, type=OneOf(*MoratoriumInterest), required=True,
    help=_("Whether interest runs on, or none is charged until the end."),
)  # fmt: skip
@reason_option
@meeting_option
@commit_option
@acting
@click.pass_obj
def moratorium(
    terminal: Terminal,
    by: Acting,
    *,
    commune: str | None,
    province: str | None,
    begin: dt.date | None,
    until: dt.date,
    interest: str,
    reason: str,
    meeting: dt.date | None,
    commit: bool,
) -> int:
    """Show what a moratorium would do, or carry it out."""
    planned = Moratorium(
        begins_on=begin or today(), until=until, interest=MoratoriumInterest(interest)
    )
    if not commit:
        return _shown(terminal, by, planned, (commune, province))
    answers = []
    with opened_books(terminal) as engine, transaction(engine) as connection:
        for club in _chosen(connection, by, commune, province):
            desk = desk_of(connection, club, by)
            because = desk.decision(reason, meeting)
            receipt = suspend(
                connection, club, planned, desk.request, today=desk.today, because=because
            )
            answers.append(answered(desk, receipt))
    if by.form == "json":
        show_json({"clubs": [answer_json(one, terminal) for one in answers]}, terminal)
        return WELL
    for answer in answers:
        terminal.show(terminal.say(_("Club: %(name)s."), name=answer.club))
        for line in answer_lines(answer, terminal):
            terminal.show(line)
    return WELL


def _chosen(
    connection: Connection, by: Acting, commune: str | None, province: str | None
) -> Sequence[StoredClub]:
    """Return the clubs of a commune, or the one that was named (`NotAmong`)."""
    if commune is None:
        return [chosen_club(connection, by.code)]
    where = province or chosen_club(connection, by.code).club.province or ""
    found = clubs_of(connection, commune, where)
    if not found:
        places = {
            f"{one.club.commune}, {one.club.province}"
            for one in clubs(connection, limit=MOST_NAMED)
            if one.club.commune
        }
        raise NotAmong("commune", f"{commune}, {where}", "; ".join(sorted(places)) or "-")
    return found


def _shown(
    terminal: Terminal, by: Acting, planned: Moratorium, where: tuple[str | None, str | None]
) -> int:
    with opened_books(terminal) as engine, reading(engine) as connection:
        found = preview(connection, _chosen(connection, by, *where), planned)
        names = _names(connection, found)
    tell = terminal.show
    if by.form == "json":
        tell = terminal.tell
        loans = [_json(one, names[one.club.club_id, one.member_no]) for one in found.loans]
        show_json({"written": False, "loans": loans}, terminal)
    elif found.loans:
        lines = [
            Row((
                one.club.club.code, one.paper_code, names[one.club.club_id, one.member_no],
                one.principal, one.interest_before, one.interest_after, _next(one, planned),
            ))
            for one in found.loans
        ]  # fmt: skip
        sums = (found.principal, found.interest_before, found.interest_after)
        total = Row(("", "", phrase("Total"), *sums, None), RowKind.TOTAL)
        show_list(COLUMNS, [*lines, total], terminal)
    else:
        terminal.show(terminal.say(_("No loan of these clubs is touched by it.")))
    if found.loans:
        tell(terminal.say(_("Nothing was written. To write what is shown, add: --commit")))
    return WELL


def _names(connection: Connection, found: MoratoriumPreview) -> dict[tuple[int, int], str]:
    """Return the borrowers' names by club and number."""
    by_club: dict[int, set[int]] = {}
    for one in found.loans:
        by_club.setdefault(one.club.club_id, set()).add(one.member_no)
    return {
        (club_id, number): name
        for club_id, numbers in by_club.items()
        for number, name in names_of(connection, club_id, numbers).items()
    }


def _next(one: SuspendedLoan, planned: Moratorium) -> dt.date | None:
    """Return the first day after the beginning on which something is to be paid then."""
    days = (coming.due_on for coming in one.after)
    return next((day for day in days if day > planned.begins_on), None)


def _json(one: SuspendedLoan, name: str) -> Json:
    return {
        "club": one.club.club.code,
        "loan": one.paper_code,
        "name": name,
        "principal": one.principal,
        "interest_before": one.interest_before,
        "interest_after": one.interest_after,
        "due_on": [coming.due_on.isoformat() for coming in one.after],
    }
