"""What people type for an amount, a day or a moment, read into values and written again."""

import datetime as dt
import re
from fractions import Fraction

from ledger.core.clock import VIET_NAM
from ledger.i18n import formats
from ledger.i18n.locale import Language

_DAY = re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})")
_ISO_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_AMOUNT = re.compile(
    r"(?P<figure>\d+|\d{1,3}(?:(?P<mark>[ .,])\d{3})(?:(?P=mark)\d{3})*)"
    r"\s*(?:₫|đ|đồng|vnd|vnđ)?",
    re.ASCII | re.IGNORECASE,
)
_PERCENT = re.compile(r"(?P<sign>[-−]?)(?P<whole>\d{1,3})(?:[.,](?P<rest>\d{1,6}))?\s*%?", re.ASCII)
_MONTH = re.compile(r"(?P<month>\d{1,2})[/.-](?P<year>\d{4})")
_ISO_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})")
_END_OF_DAY = dt.time(23, 59, 59, 999_999)


def read_amount(text: str) -> int | None:
    """Return the whole đồng written as 200.000, 200000 or 200 000, None for anything else.

    Groups are of three digits with one mark between them: so 200,50 and 1.5 are no amounts.
    """
    found = _AMOUNT.fullmatch(" ".join(text.split()))
    return None if found is None else int(re.sub(r"\D", "", found["figure"]))


def read_percent(text: str) -> Fraction | None:
    """Return the share of one written in per cent as 0,8, 3.5% or -1, None for anything else."""
    found = _PERCENT.fullmatch(text.strip())
    if found is None:
        return None
    share = Fraction(f"{found['whole']}.{found['rest'] or 0}") / 100
    return -share if found["sign"] else share


def write_percent(share: Fraction, language: Language) -> str:
    """Return a share of one as `read_percent` reads it back, with four decimals at most."""
    return formats.percent(share, language, places=4)


def read_day(text: str) -> dt.date | None:
    """Return the day that is written as 31/12/2025 or 2025-12-31, None if there is no such day."""
    found = _DAY.fullmatch(text) or _ISO_DAY.fullmatch(text)
    if found is None:
        return None
    try:
        return dt.date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def read_month(text: str) -> str | None:
    """Return the month that is written as 12/2025 or 2025-12 in the form 2025-12."""
    found = _MONTH.fullmatch(text) or _ISO_MONTH.fullmatch(text)
    if found is None:
        return None
    try:
        first = dt.date(int(found["year"]), int(found["month"]), 1)
    except ValueError:
        return None
    return first.isoformat()[:7]


def read_moment(text: str) -> dt.datetime | None:
    """Return the moment that is written in UTC, None if it cannot be read.

    It is written as 31/12/2025 14:30 by the clock of Viet Nam, or in ISO 8601 with its zone. A
    day alone means its end, a minute alone its beginning.
    """
    written, _, clock = text.partition(" ")
    day = read_day(written)
    try:
        if day is None:
            found = dt.datetime.fromisoformat(text)
        else:
            hour = dt.time.fromisoformat(clock) if clock else _END_OF_DAY
            found = dt.datetime.combine(day, hour)
        placed = found if found.tzinfo else found.replace(tzinfo=VIET_NAM)
        return placed.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return None


def write_moment(at: dt.datetime, language: Language) -> str:
    """Return a moment as `read_moment` reads it back: a day's end is written as the day alone."""
    there = at.astimezone(VIET_NAM)
    if there.time() == _END_OF_DAY:
        return formats.date(there.date(), language)
    if there.second or there.microsecond:
        return there.isoformat()
    return formats.instant(at, language)
