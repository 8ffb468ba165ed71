"""The page on which officers see what came of the loans of the clubs in their area, summed."""

from flask import Response

from ledger.core.statements.table import Table
from ledger.services.outcome_statement import outcome_sums_of
from ledger.web.addresses import Addresses, with_query
from ledger.web.files import KINDS, table_file
from ledger.web.queries import OfDays, Query, query_of
from ledger.web.sums import SUMS, admitted_clubs
from ledger.web.tables import draw
from ledger.web.visit import Visit

DAYS = OfDays()
OUTCOMES = f"{SUMS}/outcomes"


def outcomes(visit: Visit) -> Response:
    """Show the outcomes by province and commune; they begin with how complete they are."""
    query = query_of(DAYS, visit.arguments)
    table, reader = _table(visit, query), visit.reader
    days = {"begin": query.begin, "end": query.end}
    return visit.page(
        "sums/outcomes.html",
        table=draw(table, reader, Addresses("-")),
        has_clubs=len(table.rows) > 1,
        action=OUTCOMES,
        begin=reader.date(query.begin) if query.begin else "",
        end=reader.date(query.end) if query.end else "",
        sums=SUMS,
        files_offered=[(kind.upper(), with_query(f"{OUTCOMES}.{kind}", days)) for kind in KINDS],
    )


def in_file(visit: Visit, kind: str) -> Response:
    """Return the same as a file."""
    table = _table(visit, query_of(DAYS, visit.arguments))
    return table_file(visit, table, kind, "outcomes", visit.today.isoformat())


def _table(visit: Visit, query: Query) -> Table:
    with visit.reading() as connection:
        found = admitted_clubs(visit, connection)
        return outcome_sums_of(connection, found, visit.today, query.begin, query.end)
