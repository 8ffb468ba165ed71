"""Versions of what a club has agreed on: each holds from a day on, until another does."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from ledger.core.errors import Conflict


@dataclass(eq=False)
class VersionNotLater(Conflict):
    """A version would hold from the day of another or from before it; the past is not rewritten."""

    valid_from: dt.date
    latest: dt.date


def check_version(valid_from: dt.date, others: Iterable[dt.date]) -> None:
    """Refuse a version that does not begin after all others (`VersionNotLater`)."""
    latest = max(others, default=None)
    if latest is not None and valid_from <= latest:
        raise VersionNotLater(valid_from=valid_from, latest=latest)
