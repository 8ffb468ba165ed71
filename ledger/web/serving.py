"""Serving the pages to browsers on this machine."""

import logging
from collections.abc import Callable

from flask import Flask

HOST = "127.0.0.1"
THREADS = 4
LONGEST_HEADER = 16 * 1024


def serve(application: Flask, *, port: int, when_listening: Callable[[str], None]) -> None:
    """Serve until the process is stopped; port 0 takes a free one.

    `when_listening` is told the address of the first page as soon as a browser may open it.
    Raises `OSError` when the port is taken.
    """
    from waitress.server import create_server

    # A reader who opens many pages at once waits a moment; the terminal need not say so.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    server = create_server(
        application,
        host=HOST,
        port=port,
        threads=THREADS,
        ident=None,
        max_request_header_size=LONGEST_HEADER,
        max_request_body_size=0,
        clear_untrusted_proxy_headers=True,
    )
    try:
        when_listening(f"http://{HOST}:{server.effective_port}/")
        server.run()
    finally:
        server.close()
