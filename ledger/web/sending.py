"""Sending a guest elsewhere first: to the sign-in page, and back to where she wanted to go."""

from flask import Request, Response

from ledger.web.addresses import with_query
from ledger.web.door import SignedOut
from ledger.web.visit import redirect

NEXT = "next"
LONGEST = 300


def sent_away(request: Request, address: str) -> Response:
    """Return the way to the sign-in; a form that was sent is not carried out (`SignedOut`)."""
    if request.method == "POST":
        raise SignedOut
    wanted = request.full_path.rstrip("?")
    return redirect(with_query(address, {NEXT: wanted if is_ours(wanted) else None}))


def is_ours(address: str) -> bool:
    """Tell whether an address is a page of ours and nobody else's."""
    return (
        address.startswith("/")
        and not address.startswith(("//", "/\\", "/sign-in"))
        and len(address) <= LONGEST
        and all(" " < letter < "\x7f" and letter != "\\" for letter in address)
    )
