"""An amount in words, for the page on which it is being typed."""

from flask import Response

from ledger.core.money import LARGEST_MINOR
from ledger.i18n.typed import read_amount
from ledger.web.queries import OfPayment, query_of
from ledger.web.visit import Visit

ASKED = OfPayment()


def in_words(visit: Visit) -> Response:
    """Return the words of an amount, nothing for what is none."""
    found = read_amount(query_of(ASKED, visit.arguments).amount or "")
    words = "" if found is None or found > LARGEST_MINOR else visit.reader.in_words(found)
    return Response(words, mimetype="text/plain")
