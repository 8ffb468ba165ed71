"""People who sign in: the list of them, and one of them with the roles."""

from flask import Response

from ledger.books.users import StoredUser
from ledger.core.statements.table import Phrase, phrase
from ledger.services.granting_roles import grants_of
from ledger.services.sign_in import latest_tries
from ledger.services.users import user, users
from ledger.web.addresses import with_query
from ledger.web.grants_shown import shown_grant
from ledger.web.people_words import WAYS
from ledger.web.queries import Nothing, OfClubs, query_of
from ledger.web.visit import Visit

NOTHING = Nothing()
FROM_A_NUMBER = OfClubs()
PEOPLE = "/people"
MOST = 200
"""The most people on a page."""

MOST_TRIES = 10
"""So many of the latest tries to sign in stand on a person's page."""

RIGHT, WRONG = phrase("signed in"), phrase("was refused")


def people(visit: Visit) -> Response:
    """Show all who sign in, plain members apart: those stand in their clubs' lists."""
    query = query_of(FROM_A_NUMBER, visit.arguments)
    text = query.after or ""
    after = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    with visit.reading() as connection:
        found = users(connection, after=after, limit=MOST + 1)
    reader = visit.reader
    rows = [
        (
            person_address(one.user.user_id), one.user,
            [shown_grant(kept.grant, reader, visit.today) for kept in one.grants],
            reader.phrase(state_of(one.user)),
        )
        for one in found[:MOST]
    ]  # fmt: skip
    more = with_query(PEOPLE, {"after": rows[-1][1].user_id}) if len(found) > MOST else ""
    return visit.page("people/list.html", rows=rows, more=more)


def person(visit: Visit, user_id: int) -> Response:
    """Show one of them: how and when the person signs in, which roles there are and were."""
    query_of(NOTHING, visit.arguments)
    with visit.reading() as connection:
        found = user(connection, user_id)
        grants = grants_of(connection, user_id)
        tries = latest_tries(connection, user_id)
    reader = visit.reader
    return visit.page(
        "people/person.html",
        person=found,
        here=person_address(user_id),
        is_own=user_id == visit.actor.user_id,
        state=reader.phrase(state_of(found)),
        roles=[
            shown_grant(kept.grant, reader, visit.today)
            for kept in grants if kept.ended_at is None
        ],
        tries=[
            (
                reader.phrase(RIGHT if one.succeeded else WRONG), reader.phrase(WAYS[one.how]),
                reader.instant(one.tried_at), one.address,
            )
            for one in tries[:MOST_TRIES]
        ],
        ended=[
            (shown_grant(kept.grant, reader, visit.today), reader.instant(kept.ended_at))
            for kept in grants if kept.ended_at is not None
        ],
    )  # fmt: skip


def person_address(user_id: int) -> str:
    """Return the page of somebody who signs in."""
    return f"{PEOPLE}/{user_id}"


def state_of(found: StoredUser) -> Phrase:
    """Return whether somebody can sign in, and with what is still to be done first."""
    if found.disabled_at is not None:
        return phrase("shut out")
    if not found.has_password:
        return phrase("has no password")
    if found.must_change:
        return phrase("has still to choose a password")
    if not found.has_second_factor:
        return phrase("has still to set up the second step")
    return phrase("can sign in")
