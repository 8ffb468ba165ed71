"""Who did what beyond the clubs, with users, roles and sessions: the administrator's page."""

import datetime as dt
import uuid

from flask import Response

from ledger.books.trail import ServiceTrailRecord, service_trail
from ledger.core.clock import day_there, hour_of
from ledger.core.statements.table import Row, Table, Value, phrase
from ledger.web.addresses import with_query
from ledger.web.files import KINDS, table_file
from ledger.web.people import PEOPLE, person_address
from ledger.web.queries import Nothing, OfClubs, Query, query_of
from ledger.web.trail import COLUMNS, MOST, MOST_IN_FILE
from ledger.web.trail_words import act_words, subject_words
from ledger.web.visit import Visit

NOTHING = Nothing()
FROM_A_PLACE = OfClubs()
TRAIL = f"{PEOPLE}/trail"
BETWEEN = "_"
"""Stands between the moment and the number of a record, where an address says how far it came."""


def service_trail_page(visit: Visit) -> Response:
    """Show who did what beyond the clubs, the last first."""
    before = _before(query_of(FROM_A_PLACE, visit.arguments))
    with visit.reading() as connection:
        found = service_trail(connection, limit=MOST + 1, before=before)
    reader = visit.reader
    rows = [
        (
            reader.instant(one.acted_at), one.user or "", act_words(one.act, reader),
            reader.value(subject_words(one.subject)), _address(one.subject), one.detail,
            one.address,
        )
        for one in found[:MOST]
    ]  # fmt: skip
    more = with_query(TRAIL, {"after": _place(found[MOST - 1])}) if len(found) > MOST else ""
    return visit.page(
        "people/trail.html", rows=rows, more=more,
        files_offered=[(kind.upper(), f"{TRAIL}.{kind}") for kind in KINDS],
    )  # fmt: skip


def in_file(visit: Visit, kind: str) -> Response:
    """Return the last of it as a file."""
    query_of(NOTHING, visit.arguments)
    with visit.reading() as connection:
        found = service_trail(connection, limit=MOST_IN_FILE)
    rows = []
    for one in found:
        values: tuple[Value, ...] = (
            day_there(one.acted_at), hour_of(one.acted_at), one.user or "",
            act_words(one.act, visit.reader), subject_words(one.subject), one.detail, one.address,
        )  # fmt: skip
        rows.append(Row(values))
    title = phrase("Who did what beyond the clubs")
    table = Table("trail", title, "", (), COLUMNS, tuple(rows))
    return table_file(visit, table, kind, "service", "trail")


def _address(subject: str) -> str:
    """Return the page of the user to whom something was done, nothing where it is no user."""
    kind, _, number = subject.partition(" ")
    return person_address(int(number)) if kind == "user" and number.isdecimal() else ""


def _place(one: ServiceTrailRecord) -> str:
    return f"{one.acted_at.isoformat()}{BETWEEN}{one.record_id}"


def _before(query: Query) -> tuple[dt.datetime, uuid.UUID] | None:
    """Return the place that an address tells, None for what is none: then it is the first page."""
    moment, _, record_id = (query.after or "").partition(BETWEEN)
    try:
        at = dt.datetime.fromisoformat(moment)
        return None if at.tzinfo is None else (at, uuid.UUID(record_id))
    except ValueError:
        return None
