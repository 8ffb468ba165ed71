"""A server of the posted club in a process of its own: `python -m tests.web.server FILE`."""

import sys

from ledger.books.engine import open_engine
from ledger.web.application import Settings, create_application
from ledger.web.serving import serve
from tests.web.club import NOW


def main(path: str) -> None:
    """Serve a file of books at a free port; print the address once it is open."""
    application = create_application(Settings(open_engine(f"sqlite:///{path}"), now=lambda: NOW))
    serve(application, port=0, when_listening=tell)


def tell(address: str) -> None:
    """Print the address for the process that waits for it."""
    sys.stdout.write(f"{address}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
