"""Months as stored: opening, closing, and which are open."""

import datetime as dt
from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.tables.periods import FiscalPeriodRow
from ledger.core.periods import (
    EarlierPeriodOpen,
    PeriodAlreadyClosed,
    PeriodNotOpen,
    next_month,
)


def open_months(
    connection: Connection, club_id: int, periods: Iterable[str], opened_at: dt.datetime
) -> None:
    """Open the months named that are not there yet, and every month between those there are.

    So the months of a club have no gap, and none can be jumped over when they are closed. Raises
    `PeriodAlreadyClosed` when a month lies before one that is closed.
    """
    month = FiscalPeriodRow
    first, last, last_closed = connection.execute(
        sa.select(
            sa.func.min(month.period),
            sa.func.max(month.period),
            sa.func.max(sa.case((month.closed_at.is_not(None), month.period))),
        ).where(month.club_id == club_id)
    ).one()
    wanted = sorted(set(periods))
    step, end = min([*wanted, first or wanted[0]]), max([*wanted, last or wanted[-1]])
    there = set(_between(connection, club_id, step, end))
    missing = []
    while step <= end:
        if step not in there:
            missing.append(step)
        step = next_month(step)
    if missing and last_closed is not None and missing[0] <= last_closed:
        raise PeriodAlreadyClosed(period=missing[0])
    if missing:
        connection.execute(
            sa.insert(FiscalPeriodRow),
            [{"club_id": club_id, "period": period, "opened_at": opened_at} for period in missing],
        )


def _between(connection: Connection, club_id: int, first: str, last: str) -> list[str]:
    query = sa.select(FiscalPeriodRow.period).where(
        FiscalPeriodRow.club_id == club_id, FiscalPeriodRow.period.between(first, last)
    )
    return list(connection.execute(query).scalars())


def close_month(
    connection: Connection, club_id: int, period: str, *, closed_at: dt.datetime, closed_by: int
) -> None:
    """Close a month for good.

    Raises `PeriodNotOpen` for a month that never began, `PeriodAlreadyClosed`,
    `EarlierPeriodOpen`.
    """
    query = sa.select(FiscalPeriodRow.period, FiscalPeriodRow.closed_at).where(
        FiscalPeriodRow.club_id == club_id, FiscalPeriodRow.period <= period
    )
    closed = dict(iter(connection.execute(query)))
    if period not in closed:
        raise PeriodNotOpen(period=period)
    if closed[period] is not None:
        raise PeriodAlreadyClosed(period=period)
    for earlier in sorted(closed):
        if earlier < period and closed[earlier] is None:
            raise EarlierPeriodOpen(period=earlier)
    connection.execute(
        sa.update(FiscalPeriodRow)
        .where(FiscalPeriodRow.club_id == club_id, FiscalPeriodRow.period == period)
        .values(closed_at=closed_at, closed_by=closed_by)
    )


def months_open(connection: Connection, club_id: int) -> list[str]:
    """Return the months that are open, in order."""
    month = FiscalPeriodRow
    query = (
        sa.select(month.period)
        .where(month.club_id == club_id, month.closed_at.is_(None))
        .order_by(month.period)
    )
    return list(connection.execute(query).scalars())


def last_closed(connection: Connection, club_id: int) -> str | None:
    """Return the latest month that is closed, None when none is."""
    month = FiscalPeriodRow
    query = sa.select(sa.func.max(month.period)).where(
        month.club_id == club_id, month.closed_at.is_not(None)
    )
    return connection.execute(query).scalar()
