"""The streams that a command writes to: UTF-8 under any locale, and gone without a fuss."""

import io
import os
import sys


def open_streams() -> None:
    """Make both streams write UTF-8 and never fail at a letter, whatever the locale says.

    What UTF-8 cannot hold (half of a pair, from a damaged file name) is written as its code.
    A stream that the caller closed takes what it is given and keeps nothing.
    """
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - for good
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - for good
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def flush_streams() -> None:
    """Write out what is held back, so that a full disk or a closed pipe is noticed now."""
    sys.stdout.flush()
    sys.stderr.flush()


def drop_output() -> None:
    """Let the rest of the output go nowhere: Python would complain again at its end."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - for good
