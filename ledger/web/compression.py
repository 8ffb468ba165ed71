"""Making an answer smaller on its way, where the browser says that it can read it so."""

import gzip

from flask import Request, Response

LEAST = 1_000
"""Shorter answers are sent as they are, in bytes."""

QUICK = 1
"""Repeated rows of a table are found at the quickest level already."""

KINDS = frozenset({"text/html", "text/css", "text/csv", "text/javascript", "image/svg+xml"})


def compress(request: Request, response: Response) -> Response:
    """Return the answer, compressed if that is of use."""
    if (
        response.mimetype in KINDS
        and "gzip" in request.headers.get("Accept-Encoding", "")
        and "Content-Encoding" not in response.headers
        and len(response.data) >= LEAST
    ):
        response.set_data(gzip.compress(response.data, QUICK, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
        response.headers.add("Vary", "Accept-Encoding")
    return response
