"""Under which names browsers may ask for the pages: this machine's, and those it was told."""

from dataclasses import dataclass

from flask import Request

from ledger.core.errors import Forbidden

NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})


@dataclass(eq=False)
class NotThisMachine(Forbidden):
    """A page was asked for under a name that is not this machine's own.

    Another site may give its own name this machine's address, and so let a browser here fetch
    our pages for it (DNS rebinding): the name in the request gives it away.
    """


def check_host(request: Request, hosts: frozenset[str] = frozenset()) -> None:
    """Refuse a request for any host but those told, and this machine at the port that we serve."""
    host = request.environ.get("HTTP_HOST", "")
    if host.lower() in hosts:
        return
    name, colon, port = host.rpartition(":") if not host.endswith("]") else (host, "", "")
    if not colon:
        name, port = host, "80"
    if name.lower() not in NAMES or port != request.environ.get("SERVER_PORT"):
        raise NotThisMachine
