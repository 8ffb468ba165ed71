"""By what a browser shows that somebody has signed in at it before, so that others lock nobody out.

The mark is the digest of a session's token: it opens nothing, and the books know whose it was.
"""

from flask import Request, Response

from ledger.core.users.tokens import token_digest
from ledger.web.account import DEVICE, KEPT_DAYS, LONGEST_TOKEN, SECURE_DEVICE

HERE = "club_ledger_here"
SECURE_HERE = "__Host-club_ledger_here"
MOST_MARKS = 6
"""How many sign-ins a browser remembers: several people share a club's tablet."""


def marks_of(request: Request) -> tuple[bytes, ...]:
    """Return the marks of the browser: of the device that it was enrolled as, then of sessions."""
    device = request.cookies.get(SECURE_DEVICE if request.is_secure else DEVICE, "")
    enrolled = [token_digest(device)] if 0 < len(device) <= LONGEST_TOKEN else []
    return (*enrolled, *_remembered(request))


def remember(response: Response, request: Request, token: str) -> Response:
    """Let the browser keep, beside others' marks, that the session of a token was begun at it."""
    marks = [token_digest(token), *_remembered(request)][:MOST_MARKS]
    response.set_cookie(
        _cookie(request), ".".join(mark.hex() for mark in marks), max_age=KEPT_DAYS * 24 * 3600,
        httponly=True, samesite="Lax", secure=request.is_secure, path="/",
    )  # fmt: skip
    return response


def _remembered(request: Request) -> list[bytes]:
    found = []
    for text in request.cookies.get(_cookie(request), "").split(".")[:MOST_MARKS]:
        try:
            found.append(bytes.fromhex(text))
        except ValueError:
            return []
    return [mark for mark in found if mark]


def _cookie(request: Request) -> str:
    return SECURE_HERE if request.is_secure else HERE
