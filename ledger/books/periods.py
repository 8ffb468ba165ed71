"""Months as stored: opening, closing, and which are open."""

import datetime as dt
from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.tables.periods import FiscalPeriodRow
from ledger.core.periods import EarlierPeriodOpen, PeriodAlreadyClosed, next_month


def open_months(
    connection: Connection, club_id: int, periods: Iterable[str], opened_at: dt.datetime
) -> None:
    """Open the months named that are not there yet, and those between them and the last one.

    Raises `PeriodAlreadyClosed` when a month lies before one that is closed.
    """
    row = connection.execute(
        sa.select(
            sa.func.max(FiscalPeriodRow.period),
            sa.func.max(sa.case((FiscalPeriodRow.closed_at.is_not(None), FiscalPeriodRow.period))),
        ).where(FiscalPeriodRow.club_id == club_id)
    ).one()
    last, last_closed = row[0], row[1]
    wanted = sorted(set(periods))
    there = set(
        connection.execute(
            sa.select(FiscalPeriodRow.period).where(
                FiscalPeriodRow.club_id == club_id, FiscalPeriodRow.period.in_(wanted)
            )
        ).scalars()
    )
    missing = [period for period in wanted if period not in there]
    if missing and last_closed is not None and missing[0] <= last_closed:
        raise PeriodAlreadyClosed(period=missing[0])
    if missing and last is not None and last < missing[-1]:
        step = next_month(last)
        while step < missing[-1]:
            missing.append(step)
            step = next_month(step)
    if missing:
        connection.execute(
            sa.insert(FiscalPeriodRow),
            [
                {"club_id": club_id, "period": period, "opened_at": opened_at}
                for period in sorted(set(missing))
            ],
        )


def close_month(
    connection: Connection, club_id: int, period: str, *, closed_at: dt.datetime, closed_by: int
) -> None:
    """Close a month for good (`EarlierPeriodOpen`, `PeriodAlreadyClosed`)."""
    rows = dict(
        connection.execute(
            sa.select(FiscalPeriodRow.period, FiscalPeriodRow.closed_at).where(
                FiscalPeriodRow.club_id == club_id, FiscalPeriodRow.period <= period
            )
        )
        .tuples()
        .all()
    )
    if rows.get(period) is not None or period not in rows:
        raise PeriodAlreadyClosed(period=period)
    for earlier in sorted(rows):
        if earlier < period and rows[earlier] is None:
            raise EarlierPeriodOpen(period=earlier)
    connection.execute(
        sa.update(FiscalPeriodRow)
        .where(FiscalPeriodRow.club_id == club_id, FiscalPeriodRow.period == period)
        .values(closed_at=closed_at, closed_by=closed_by)
    )
