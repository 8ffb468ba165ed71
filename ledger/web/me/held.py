"""What the club holds about a member, for herself: to read, to take home, and who looked."""

import datetime as dt

from flask import Response

from ledger.books.access_log import access_of_member
from ledger.core.periods import day_before
from ledger.core.privacy.own_data import OwnData
from ledger.core.statements.look_words import look_words
from ledger.core.statements.own_data import own_data_table
from ledger.files.own_data import own_data_json
from ledger.services.own_data import own_data
from ledger.web.files import file, table_file
from ledger.web.me.addresses import OwnAddresses
from ledger.web.me.own import own_number
from ledger.web.queries import Nothing, OfList, query_of
from ledger.web.tables import draw
from ledger.web.visit import Visit

NOTHING, UNTIL = Nothing(), OfList()
MOST = 50
"""About so many looks stand on a page."""


def held(visit: Visit) -> Response:
    """Show all that the club holds about her."""
    query_of(NOTHING, visit.arguments)
    addresses = OwnAddresses(visit.code)
    table = draw(own_data_table(_data(visit)), visit.reader, addresses)
    return visit.page(
        "me/held.html", club=visit.club.club, addresses=addresses, table_of_data=table,
        files_offered=[(one.upper(), addresses.own(f"data.{one}")) for one in ("pdf", "json")],
    )  # fmt: skip


def held_file(visit: Visit, kind: str) -> Response:
    """Return the same as a file: to print, or for programs."""
    query_of(NOTHING, visit.arguments)
    data = _data(visit)
    name = (visit.code, "own-data", data.taken_at.date().isoformat())
    if kind == "json":
        return file(own_data_json(data).encode(), kind, *name)
    return table_file(visit, own_data_table(data), kind, *name)


def who_looked(visit: Visit) -> Response:
    """Show who looked at her record, the latest first."""
    query = query_of(UNTIL, visit.arguments)
    before = None if query.end is None else query.end + dt.timedelta(days=1)
    with visit.reading() as connection:
        looks = access_of_member(
            connection, visit.club.club_id, own_number(visit), limit=MOST, before=before
        )
    addresses = OwnAddresses(visit.code)
    is_more = len(looks) >= MOST
    return visit.page(
        "me/looked.html", club=visit.club.club, addresses=addresses,
        looks=[(one, visit.reader.value(look_words(one.what))) for one in looks],
        earlier=addresses.own("looked", end=day_before(looks[-1].day)) if is_more else "",
    )  # fmt: skip


def _data(visit: Visit) -> OwnData:
    with visit.reading() as connection:
        return own_data(connection, visit.club, own_number(visit), taken_at=visit.desk.now())
