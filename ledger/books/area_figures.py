"""Figures of many clubs for those who oversee an area: members, money, how far books are kept."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.membership import JOINED
from ledger.books.tables.journal import JournalEntryRow
from ledger.books.tables.members import MembershipEventRow
from ledger.books.tables.periods import BalanceRow, FiscalPeriodRow
from ledger.core.accounts import BANK, CASH


@dataclass(frozen=True, slots=True, kw_only=True)
class ClubFigures:
    """What is known of a club from afar: members now, cash and bank now in đồng, all funds.

    `closed`: the last month (2026-02) that was closed; `last_on`: the day of the latest entry.
    """

    members: int = 0
    cash: int = 0
    bank: int = 0
    closed: str | None = None
    last_on: dt.date | None = None


def club_figures(
    connection: Connection, club_ids: Sequence[int], on: dt.date
) -> Mapping[int, ClubFigures]:
    """Return the figures of some clubs, in three queries however many they are."""
    members = _members(connection, club_ids, on)
    money = _money(connection, club_ids)
    kept = _kept(connection, club_ids)
    found = {}
    for number in club_ids:
        cash, bank = money.get(number, (0, 0))
        closed, last_on = kept.get(number, (None, None))
        found[number] = ClubFigures(
            members=members.get(number, 0), cash=cash, bank=bank, closed=closed, last_on=last_on
        )
    return found


def _members(connection: Connection, club_ids: Sequence[int], on: dt.date) -> Mapping[int, int]:
    """Return how many belong to each club on a day: those who joined less those who left."""
    event = MembershipEventRow
    change = sa.case((event.kind == JOINED, 1), else_=-1)
    query = (
        sa.select(event.club_id, sa.func.sum(change))
        .where(event.club_id.in_(club_ids), event.occurred_on <= on)
        .group_by(event.club_id)
    )
    return {club_id: int(count) for club_id, count in connection.execute(query)}


def _money(connection: Connection, club_ids: Sequence[int]) -> Mapping[int, tuple[int, int]]:
    """Return cash and bank money of each club, all funds together."""
    kept = BalanceRow

    def total(account: str) -> sa.ColumnElement[int]:
        return sa.func.sum(sa.case((kept.account == account, kept.debit - kept.credit), else_=0))

    query = (
        sa.select(kept.club_id, total(CASH), total(BANK))
        .where(kept.club_id.in_(club_ids), kept.account.in_((CASH, BANK)))
        .group_by(kept.club_id)
    )
    return {club_id: (int(cash), int(bank)) for club_id, cash, bank in connection.execute(query)}


def _kept(
    connection: Connection, club_ids: Sequence[int]
) -> Mapping[int, tuple[str | None, dt.date | None]]:
    """Return the last closed month and the day of the latest entry of each club with entries."""
    period, entry = FiscalPeriodRow, JournalEntryRow
    closed = (
        sa.select(sa.func.max(period.period))
        .where(period.club_id == entry.club_id, period.closed_at.is_not(None))
        .scalar_subquery()
    )
    query = (
        sa.select(entry.club_id, closed, sa.func.max(entry.occurred_on))
        .where(entry.club_id.in_(club_ids))
        .group_by(entry.club_id)
    )
    return {club_id: (month, day) for club_id, month, day in connection.execute(query)}
