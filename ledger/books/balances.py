"""Sums by account and fund up to a day, from the kept balances or from the lines."""

import datetime as dt
from collections import defaultdict

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.tables.journal import JournalEntryRow, JournalLineRow
from ledger.books.tables.periods import BalanceRow, PeriodBalanceRow
from ledger.core.periods import month_bounds, month_of
from ledger.core.statements.trial_balance import Sums

FIRST_YEAR = 1990
"""No entry is dated before this year; `services.journal` refuses it."""

ByAccountAndFund = dict[tuple[str, str], Sums]

_LINE, _ENTRY, _KEPT = JournalLineRow.__table__.c, JournalEntryRow.__table__.c, PeriodBalanceRow
_JOINED = JournalLineRow.__table__.join(
    JournalEntryRow.__table__,
    sa.and_(_ENTRY.club_id == _LINE.club_id, _ENTRY.entry_no == _LINE.entry_no),
)


def sums_until(
    connection: Connection, club_id: int, day: dt.date, *, known_at: dt.datetime | None = None
) -> ByAccountAndFund:
    """Return debits and credits by account and fund of all that occurred up to a day.

    As known now: whole years, whole months and only the lines of a month begun; so the time
    does not grow with the book. As known at an instant: from the lines.
    """
    if known_at is not None:
        return _from_lines(connection, club_id, until=day, known_at=known_at)
    periods = [f"{year:04d}" for year in range(FIRST_YEAR, day.year)]
    month = month_of(day)
    periods += [f"{day.year:04d}-{number:02d}" for number in range(1, day.month)]
    begins, ends = month_bounds(month)
    if day == ends:
        periods.append(month)
    query = (
        sa.select(_KEPT.account, _KEPT.fund, sa.func.sum(_KEPT.debit), sa.func.sum(_KEPT.credit))
        .where(_KEPT.club_id == club_id, _KEPT.period.in_(periods))
        .group_by(_KEPT.account, _KEPT.fund)
    )
    found = {(row[0], row[1]): Sums(int(row[2]), int(row[3])) for row in connection.execute(query)}
    if day != ends:
        for key, sums in _from_lines(connection, club_id, since=begins, until=day).items():
            found[key] = found.get(key, Sums()) + sums
    return found


def running_sums(connection: Connection, club_id: int) -> ByAccountAndFund:
    """Return debits and credits by account and fund of all that is posted."""
    query = sa.select(
        BalanceRow.account, BalanceRow.fund, BalanceRow.debit, BalanceRow.credit
    ).where(BalanceRow.club_id == club_id)
    return {(row[0], row[1]): Sums(row[2], row[3]) for row in connection.execute(query)}


def latest_day(connection: Connection, club_id: int) -> dt.date | None:
    """Return the latest day of any entry, None for a journal that is empty."""
    query = (
        sa.select(_ENTRY.occurred_on)
        .where(_ENTRY.club_id == club_id)
        .order_by(_ENTRY.occurred_on.desc())
        .limit(1)
    )
    return connection.execute(query).scalar()


def sums_of_kinds(
    connection: Connection, club_id: int, begin: dt.date, end: dt.date, kinds: tuple[str, ...]
) -> dict[str, ByAccountAndFund]:
    """Return, by kind of entry, the debits and credits of the days from `begin` to `end`."""
    query = (
        sa.select(
            _ENTRY.kind, _LINE.account, _LINE.fund, sa.func.sum(_LINE.debit),
            sa.func.sum(_LINE.credit),
        )
        .select_from(_JOINED)
        .where(
            _ENTRY.club_id == club_id, _LINE.club_id == club_id, _ENTRY.kind.in_(kinds),
            _ENTRY.occurred_on.between(begin, end),
        )
        .group_by(_ENTRY.kind, _LINE.account, _LINE.fund)
    )  # fmt: skip
    found: dict[str, ByAccountAndFund] = defaultdict(dict)
    for kind, account, fund, debit, credit in connection.execute(query):
        found[kind][account, fund] = Sums(int(debit), int(credit))
    return found


def _from_lines(
    connection: Connection,
    club_id: int,
    *,
    until: dt.date,
    since: dt.date | None = None,
    known_at: dt.datetime | None = None,
) -> ByAccountAndFund:
    query = (
        sa.select(_LINE.account, _LINE.fund, sa.func.sum(_LINE.debit), sa.func.sum(_LINE.credit))
        .select_from(_JOINED)
        .where(_ENTRY.club_id == club_id, _LINE.club_id == club_id, _ENTRY.occurred_on <= until)
        .group_by(_LINE.account, _LINE.fund)
    )
    if since is not None:
        query = query.where(_ENTRY.occurred_on >= since)
    if known_at is not None:
        query = query.where(_ENTRY.recorded_at <= known_at)
    return {(row[0], row[1]): Sums(int(row[2]), int(row[3])) for row in connection.execute(query)}
