"""Sums by account and fund up to a day, from the kept balances or from the lines."""

import datetime as dt
from collections import defaultdict

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.tables.journal import JournalEntryRow, JournalLineRow
from ledger.core.periods import month_bounds, month_of
from ledger.core.statements.trial_balance import Sums

ByAccountAndFund = dict[tuple[str, str], Sums]

NOTHING = Sums()

_RUNNING = "account, fund, debit, credit FROM balance WHERE club_id"
_LATER = (
    "account, fund, CAST(sum(debit) AS bigint), CAST(sum(credit) AS bigint) FROM period_balance"
    " WHERE club_id = {mark} AND period > {mark} AND (period < {mark} OR length(period) = 4)"
    " GROUP BY account, fund"
)
"""Later months of the day's own year, and later years: 2026-03 < 2026-04 < 2026-13 < 2027."""
_LATER_LINES = (
    "l.account, l.fund, CAST(sum(l.debit) AS bigint), CAST(sum(l.credit) AS bigint)"
    " FROM journal_entry e JOIN journal_line l ON l.club_id = e.club_id AND l.entry_no = e.entry_no"
    " WHERE e.club_id = {mark} AND e.occurred_on > {mark} AND e.occurred_on <= {mark}"
    " GROUP BY l.account, l.fund"
)
_LINE, _ENTRY = JournalLineRow.__table__.c, JournalEntryRow.__table__.c
_JOINED = JournalLineRow.__table__.join(
    JournalEntryRow.__table__,
    sa.and_(_ENTRY.club_id == _LINE.club_id, _ENTRY.entry_no == _LINE.entry_no),
)


def sums_until(
    connection: Connection, club_id: int, *days: dt.date, known_at: dt.datetime | None = None
) -> list[ByAccountAndFund]:
    """Return, for each day, debits and credits by account and fund of all that occurred up to it.

    As known now: the running sums less what came after the day, in whole years, whole months and
    the lines of its own month; so the time does not grow with the book. As known at an instant:
    from the lines.
    """
    if known_at is not None:
        return [_known_then(connection, club_id, day, known_at) for day in days]
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    selects = [f"SELECT -1, {_RUNNING} = {mark}"]
    values: list[str | int] = [club_id]
    for position, day in enumerate(days):
        month, ends = month_of(day), month_bounds(month_of(day))[1]
        selects.append(f"SELECT {position}, {_LATER.format(mark=mark)}")
        values += [club_id, month, f"{day.year:04d}-13"]
        if day < ends:
            selects.append(f"SELECT {position}, {_LATER_LINES.format(mark=mark)}")
            values += [club_id, day.isoformat(), ends.isoformat()]
    running: ByAccountAndFund = {}
    later: list[ByAccountAndFund] = [{} for _ in days]
    rows = connection.exec_driver_sql(" UNION ALL ".join(selects), tuple(values))
    for position, account, fund, debit, credit in rows:
        sums = running if position < 0 else later[position]
        key = account, fund
        sums[key] = sums.get(key, NOTHING) + Sums(debit, credit)
    return [_less(running, sums) for sums in later]


def running_sums(connection: Connection, club_id: int) -> ByAccountAndFund:
    """Return debits and credits by account and fund of all that is posted."""
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    rows = connection.exec_driver_sql(f"SELECT {_RUNNING} = {mark}", (club_id,))
    return {(account, fund): Sums(debit, credit) for account, fund, debit, credit in rows}


def _less(running: ByAccountAndFund, later: ByAccountAndFund) -> ByAccountAndFund:
    """Return what remains of the running sums, without accounts not touched yet."""
    found = {key: sums - later[key] if key in later else sums for key, sums in running.items()}
    return {key: sums for key, sums in found.items() if sums != NOTHING}


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
    connection: Connection,
    club_id: int,
    begin: dt.date,
    end: dt.date,
    kinds: tuple[str, ...],
    *,
    known_at: dt.datetime | None = None,
) -> dict[str, ByAccountAndFund]:
    """Return, by kind of entry, the debits and credits of the days from `begin` to `end`.

    A reversal counts with the kind of the entry that it undoes.
    """
    undone = JournalEntryRow.__table__.alias("undone")
    kind = sa.func.coalesce(undone.c.kind, _ENTRY.kind)
    query = (
        sa.select(
            kind, _LINE.account, _LINE.fund, sa.func.sum(_LINE.debit), sa.func.sum(_LINE.credit)
        )
        .select_from(
            _JOINED.outerjoin(
                undone,
                sa.and_(undone.c.club_id == club_id, undone.c.entry_no == _ENTRY.reverses),
            )
        )
        .where(
            _ENTRY.club_id == club_id, _LINE.club_id == club_id, kind.in_(kinds),
            _ENTRY.occurred_on.between(begin, end),
        )
        .group_by(kind, _LINE.account, _LINE.fund)
    )  # fmt: skip
    if known_at is not None:
        query = query.where(_ENTRY.recorded_at <= known_at)
    found: dict[str, ByAccountAndFund] = defaultdict(dict)
    for kind, account, fund, debit, credit in connection.execute(query):
        found[kind][account, fund] = Sums(int(debit), int(credit))
    return found


def _known_then(
    connection: Connection, club_id: int, day: dt.date, known_at: dt.datetime
) -> ByAccountAndFund:
    query = (
        sa.select(_LINE.account, _LINE.fund, sa.func.sum(_LINE.debit), sa.func.sum(_LINE.credit))
        .select_from(_JOINED)
        .where(
            _ENTRY.club_id == club_id, _LINE.club_id == club_id, _ENTRY.occurred_on <= day,
            _ENTRY.recorded_at <= known_at,
        )
        .group_by(_LINE.account, _LINE.fund)
    )  # fmt: skip
    return {(row[0], row[1]): Sums(int(row[2]), int(row[3])) for row in connection.execute(query)}
