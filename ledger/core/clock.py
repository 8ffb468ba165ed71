"""The clock of Viet Nam, by which a moment falls on a day."""

import datetime as dt

VIET_NAM = dt.timezone(dt.timedelta(hours=7))
"""Viet Nam has no summer time, so that no table of zones is needed."""


def day_there(at: dt.datetime) -> dt.date:
    """Return the day that it was in Viet Nam at a moment, which knows its zone."""
    return at.astimezone(VIET_NAM).date()


def begin_of(day: dt.date) -> dt.datetime:
    """Return the first moment of a day in Viet Nam."""
    return dt.datetime.combine(day, dt.time(), VIET_NAM)


def hour_of(at: dt.datetime) -> str:
    """Return the hour and minute that it was in Viet Nam at a moment: 09:05."""
    return at.astimezone(VIET_NAM).strftime("%H:%M")
