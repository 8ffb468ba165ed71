"""The page of officers and auditors: the clubs within their reach, summed, without names."""

from flask import Response
from sqlalchemy.engine import Connection

from ledger.books.clubs import MOST_CLUBS, StoredClub
from ledger.books.engine import admit
from ledger.core.statements.table import Table
from ledger.core.users.policy import Permission
from ledger.core.users.reach import reach_of
from ledger.services.clubs import clubs
from ledger.services.oversight import sums_of
from ledger.web.addresses import CLUBS, Addresses
from ledger.web.files import KINDS, table_file
from ledger.web.queries import Nothing, query_of
from ledger.web.tables import draw
from ledger.web.visit import Visit

NOTHING = Nothing()
SUMS = "/sums"


def sums(visit: Visit) -> Response:
    """Show the sums by province and commune; they begin with how complete they are."""
    table = _table(visit)
    return visit.page(
        "sums/sums.html",
        table=draw(table, visit.reader, Addresses("-")),
        has_clubs=len(table.rows) > 1,
        clubs_address=CLUBS if reach_of(visit.actor, Permission.READ_BOOKS).club_ids else "",
        files_offered=[(kind.upper(), f"{SUMS}.{kind}") for kind in KINDS],
    )


def in_file(visit: Visit, kind: str) -> Response:
    """Return the same as a file."""
    return table_file(visit, _table(visit), kind, "sums", visit.today.isoformat())


def _table(visit: Visit) -> Table:
    query_of(NOTHING, visit.arguments)
    with visit.reading() as connection:
        return sums_of(connection, admitted_clubs(visit, connection), visit.today)


def admitted_clubs(visit: Visit, connection: Connection) -> list[StoredClub]:
    """Return the clubs within a reader's reach; the transaction may read them from now on."""
    reach = reach_of(visit.actor, Permission.READ_SUMS)
    found = clubs(connection, limit=MOST_CLUBS, reach=reach)
    admit(connection, [one.club_id for one in found])
    return found
