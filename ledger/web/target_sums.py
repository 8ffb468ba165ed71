"""The page on which officers see how many clubs of their area meet each target of the scheme."""

from flask import Response

from ledger.core.statements.table import Table
from ledger.services.targets import targets_of_clubs
from ledger.web.addresses import Addresses
from ledger.web.files import KINDS, table_file
from ledger.web.queries import Nothing, query_of
from ledger.web.sums import SUMS, admitted_clubs
from ledger.web.tables import draw
from ledger.web.visit import Visit

NOTHING = Nothing()
TARGETS = f"{SUMS}/targets"


def targets(visit: Visit) -> Response:
    """Show by target how many clubs meet it; no club is named."""
    table = _table(visit)
    return visit.page(
        "sums/targets.html",
        table=draw(table, visit.reader, Addresses("-")),
        sums=SUMS,
        files_offered=[(kind.upper(), f"{TARGETS}.{kind}") for kind in KINDS],
    )


def in_file(visit: Visit, kind: str) -> Response:
    """Return the same as a file."""
    return table_file(visit, _table(visit), kind, "targets", visit.today.isoformat())


def _table(visit: Visit) -> Table:
    query_of(NOTHING, visit.arguments)
    with visit.reading() as connection:
        return targets_of_clubs(connection, admitted_clubs(visit, connection), visit.today)
