"""Serving the pages to browsers on this machine."""

import ctypes
import gc
import logging
from collections.abc import Callable

from flask import Flask

HOST = "127.0.0.1"
THREADS = 4
_ARENAS_MOST, _APART_FROM = -8, -3
"""Settings of GNU's malloc.h: how many arenas, and from which size on memory is given back."""
LONGEST_HEADER = 16 * 1024
LARGEST_BODY = 8 * 1024 * 1024
"""More than any form or workbook; what a page takes at most is for the page to say."""


def serve(
    application: Flask, *, port: int, when_listening: Callable[[str], None],
    is_behind_https: bool = False,
) -> None:  # fmt: skip
    """Serve until the process is stopped; port 0 takes a free one.

    `when_listening` is told the address of the first page as soon as a browser may open it.
    `is_behind_https`: another server on this machine speaks HTTPS to the browsers, and says for
    whom it asks. Raises `OSError` when the port is taken.
    """
    proxy = {"trusted_proxy": HOST, "trusted_proxy_headers": "x-forwarded-for"}
    from waitress.server import create_server

    _keep_few_arenas()
    gc.collect()  # what loading the program has left behind

    # A reader who opens many pages at once waits a moment; the terminal need not say so.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    server = create_server(
        application,
        host=HOST,
        port=port,
        threads=THREADS,
        ident=None,
        max_request_header_size=LONGEST_HEADER,
        max_request_body_size=LARGEST_BODY,
        clear_untrusted_proxy_headers=True,
        url_scheme="https" if is_behind_https else "http",
        **(proxy if is_behind_https else {}),
    )
    try:
        when_listening(f"http://{HOST}:{server.effective_port}/")
        server.run()
    finally:
        server.close()


def _keep_few_arenas() -> None:
    """Let all threads share memory that was given back, where the C library is GNU's.

    It keeps an arena for each thread else, and what a paper took once, for good.
    """
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):
        return
    mallopt(_ARENAS_MOST, 1)
    mallopt(_APART_FROM, 128 * 1024)
