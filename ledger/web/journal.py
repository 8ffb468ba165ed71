"""The page of an entry, and the same entry as a file."""

from flask import Response

from ledger.core.statements.table import RowKind, Table
from ledger.services.report_kinds import Asked
from ledger.services.reports import make_report
from ledger.web.acts.next_steps import step_of_entry
from ledger.web.addresses import Addresses
from ledger.web.files import KINDS, table_file
from ledger.web.queries import Nothing, query_of
from ledger.web.tables import draw
from ledger.web.visit import Visit

NOTHING = Nothing()


def entry(visit: Visit, entry_no: int) -> Response:
    """Show an entry with all that stands under it."""
    query_of(NOTHING, visit.arguments)
    with visit.reading() as connection:
        club = visit.club
        table = make_report(connection, club, "entry", Asked(entry_no=entry_no), today=visit.today)
        wrong = step_of_entry(visit, connection, entry_no)
    addresses = Addresses(visit.code)
    address = addresses.entry(entry_no)
    return visit.page(
        "journal/entry.html",
        addresses=addresses,
        club=club.club,
        table=draw(table, visit.reader, addresses),
        total=_total(table),
        wrong=wrong,
        files_offered=[(kind.upper(), f"{address}.{kind}") for kind in KINDS],
    )


def entry_file(visit: Visit, entry_no: int, kind: str) -> Response:
    """Return an entry as a file."""
    query_of(NOTHING, visit.arguments)
    with visit.reading() as connection:
        club = visit.club
        table = make_report(connection, club, "entry", Asked(entry_no=entry_no), today=visit.today)
    return table_file(visit, table, kind, visit.code, "entry", str(entry_no))


def _total(table: Table) -> int:
    """Return what each side of the entry comes to, in đồng."""
    return next(
        value
        for row in table.rows
        if row.kind is RowKind.TOTAL
        for value in row.values
        if isinstance(value, int)
    )
