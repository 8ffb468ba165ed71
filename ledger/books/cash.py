"""Refusing money below zero: in any fund, now and at the end of every day by date."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.refusals import CashBelowZero
from ledger.books.tables.journal import JournalEntryRow, JournalLineRow
from ledger.core.accounts import MONEY_ACCOUNTS
from ledger.core.journal import JournalEntry


def check_cash(
    connection: Connection, club_id: int, entries: Sequence[JournalEntry], last_day: dt.date | None
) -> None:
    """Refuse a batch after which a fund's cash or bank money is below zero (`CashBelowZero`).

    The end of the transaction is read from the running balances. The end of each day is worked
    out from the lines only when the batch is dated before what was posted already, or holds
    several days (TRUST.md, invariant 8).
    """
    first = min(entry.occurred_on for entry in entries)
    if not any(
        line.credit and line.account in MONEY_ACCOUNTS for entry in entries for line in entry.lines
    ):
        return
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    marks = ", ".join([mark] * len(MONEY_ACCOUNTS))
    row = connection.exec_driver_sql(
        "SELECT account, fund, debit - credit FROM balance"  # noqa: S608 - only marks
        f" WHERE club_id = {mark} AND account IN ({marks}) AND debit < credit"
        " ORDER BY account, fund",
        (club_id, *MONEY_ACCOUNTS),
    ).first()
    if row is not None:
        on = max(entry.occurred_on for entry in entries).isoformat()
        raise CashBelowZero(account=row[0], fund=row[1], balance=row[2], on=on)
    last_in_batch = max(entry.occurred_on for entry in entries)
    if (last_day is not None and first < last_day) or first < last_in_batch:
        for account, fund, day, balance in days_below_zero(connection, club_id):
            if day >= first:
                raise CashBelowZero(account=account, fund=fund, balance=balance, on=day.isoformat())


def days_below_zero(connection: Connection, club_id: int) -> list[tuple[str, str, dt.date, int]]:
    """Return account, fund, day and balance of every day that ends below zero, in order."""
    line, entry = JournalLineRow, JournalEntryRow
    query = (
        sa.select(line.account, line.fund, entry.occurred_on, sa.func.sum(line.debit - line.credit))
        .join(entry, sa.and_(entry.club_id == line.club_id, entry.entry_no == line.entry_no))
        .where(line.club_id == club_id, line.account.in_(MONEY_ACCOUNTS))
        .group_by(line.account, line.fund, entry.occurred_on)
        .order_by(entry.occurred_on, line.account, line.fund)
    )
    running: dict[tuple[str, str], int] = defaultdict(int)
    found = []
    for account, fund, day, change in connection.execute(query):
        running[account, fund] += int(change)
        if running[account, fund] < 0:
            found.append((account, fund, day, running[account, fund]))
    return found
