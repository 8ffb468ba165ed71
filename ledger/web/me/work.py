"""What she did with what she borrowed, in plain words: bought, sold, eaten, left, earned."""

from flask import Response

from ledger.core.outcomes.activity import living
from ledger.core.statements.activity_words import CHANGES
from ledger.services.activity_pages import own_activities
from ledger.web.me.addresses import OwnAddresses
from ledger.web.me.own import own_number
from ledger.web.queries import Nothing, query_of
from ledger.web.visit import Visit

NOTHING = Nothing()


def work(visit: Visit) -> Response:
    """Show the work of each of her loans; she reads it, and the club writes it down."""
    query_of(NOTHING, visit.arguments)
    with visit.reading() as connection:
        found = own_activities(connection, visit.club, own_number(visit))
    return visit.page(
        "me/work.html", club=visit.club.club, addresses=OwnAddresses(visit.code),
        works=[
            (one, one.sums, abs(one.sums.net), CHANGES[one.change], bool(living(one.records)))
            for one in found
        ],
    )  # fmt: skip
