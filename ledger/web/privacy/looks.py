"""Who saw whom: the list from which a notice of a breach is made within 72 hours."""

import datetime as dt

from flask import Response

from ledger.core.statements.table import Table
from ledger.services.trail_reports import who_saw_whom
from ledger.web.addresses import Addresses
from ledger.web.files import table_file
from ledger.web.queries import OfDays, query_of
from ledger.web.tables import draw
from ledger.web.visit import Visit

DAYS = OfDays()
MONTH = dt.timedelta(days=30)
KINDS = ("xlsx", "csv", "pdf")


def looks(visit: Visit) -> Response:
    """Show who looked at whom in some days, the last thirty unless others are asked for."""
    begin, end, table = _table(visit)
    addresses, reader = Addresses(visit.code), visit.reader
    name = "privacy/looks"
    return visit.page(
        "privacy/looks.html", club=visit.club.club, addresses=addresses,
        table=draw(table, reader, addresses), begin=reader.date(begin), end=reader.date(end),
        here=addresses.report(name), is_empty=len(table.rows) == 1,
        files_offered=[
            (kind.upper(), addresses.report(f"{name}.{kind}", begin=begin, end=end))
            for kind in KINDS
        ],
    )  # fmt: skip


def looks_file(visit: Visit, kind: str) -> Response:
    """Return the same as a file."""
    begin, end, table = _table(visit)
    return table_file(
        visit, table, kind, visit.code, "who-saw-whom", begin.isoformat(), end.isoformat()
    )


def _table(visit: Visit) -> tuple[dt.date, dt.date, Table]:
    query = query_of(DAYS, visit.arguments)
    end = query.end or visit.today
    begin = query.begin or end - MONTH
    with visit.reading() as connection:
        return begin, end, who_saw_whom(connection, visit.club, begin, end)
