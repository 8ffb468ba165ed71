"""What clubs' accounts say of their loan funds: on a day, in the year up to it, at month ends."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.orm import aliased

from ledger.books.tables.accounts import AccountRow
from ledger.books.tables.journal import JournalEntryRow, JournalLineRow
from ledger.books.tables.periods import BalanceRow, PeriodBalanceRow
from ledger.books.types import WHOLE, Day
from ledger.core.accounts import BANK, CASH, DONATIONS, LOAN_ACCOUNTS, AccountType
from ledger.core.loans.indicators import Time
from ledger.core.loans.ratio import average
from ledger.core.periods import day_before, month_bounds, month_of, months_between
from ledger.core.posting_rules import INCOME
from ledger.core.statements.portfolio import FundFigures, months_ended

Part: TypeAlias = sa.Select[int, str, str, int, int, int]
"""Sums by club, account and fund, in the columns `before`, `until` and `closed`."""
Source: TypeAlias = type[BalanceRow] | type[PeriodBalanceRow] | type[JournalLineRow]

_CLUBS = sa.bindparam("clubs", type_=WHOLE, expanding=True)
_RUNNING, _KEPT, _LINE, _ENTRY = BalanceRow, PeriodBalanceRow, JournalLineRow, JournalEntryRow
_CLOSING, _ACCOUNT = aliased(JournalEntryRow, name="closing"), AccountRow
_ITS_LINES = sa.and_(_LINE.club_id == _ENTRY.club_id, _LINE.entry_no == _ENTRY.entry_no)
_CLOSES_A_YEAR = _CLOSING.kind == sa.literal_column("'closing'")
"""Written out, so that the index of such entries serves (`ix_journal_entry_closing`)."""

BEFORE, UNTIL, CLOSED = "before", "until", "closed"
"""Sums up to the day before the year; up to its last day; of what closed a year in it."""


def _day(name: str) -> sa.BindParameter[dt.date]:
    return sa.bindparam(name, type_=Day())


def _part(source: Source, amount: sa.ColumnElement[int], *places: str) -> Part:
    """Return an amount by club, account and fund, in some of the three columns."""
    nothing = sa.literal_column("0", WHOLE)
    before, until, closed = (
        (amount if name in places else nothing).label(name) for name in (BEFORE, UNTIL, CLOSED)
    )
    return sa.select(source.club_id, source.account, source.fund, before, until, closed)


def _lines(place: str, sign: int) -> Part:
    return _part(JournalLineRow, sign * (_LINE.debit - _LINE.credit), place)


def _later(place: str) -> list[Part]:
    """Return what came after a day, to be taken off: later months and years, its own month."""
    month, next_year = (
        sa.bindparam(f"{name}_{place}", type_=sa.Text()) for name in ("month", "next_year")
    )
    kept = _part(PeriodBalanceRow, _KEPT.credit - _KEPT.debit, place)
    return [
        kept.where(
            _KEPT.club_id.in_(_CLUBS), _KEPT.period > month,
            sa.or_(_KEPT.period < next_year, sa.func.length(_KEPT.period) == 4),
        ),
        _lines(place, -1).join(_ENTRY, _ITS_LINES).where(
            _ENTRY.club_id.in_(_CLUBS), _ENTRY.occurred_on > _day(f"day_{place}"),
            _ENTRY.occurred_on <= _day(f"month_end_{place}"),
        ),
    ]  # fmt: skip


def _closed() -> list[Part]:
    """Return what the entries moved that close a year, and those that undo one."""
    before, until = _day(f"day_{BEFORE}"), _day(f"day_{UNTIL}")
    of_clubs = sa.and_(_CLOSING.club_id.in_(_CLUBS), _CLOSES_A_YEAR)
    its_lines = sa.and_(_LINE.club_id == _CLOSING.club_id, _LINE.entry_no == _CLOSING.entry_no)
    undoes_it = sa.and_(_ENTRY.club_id == _CLOSING.club_id, _ENTRY.reverses == _CLOSING.entry_no)
    return [
        _lines(CLOSED, 1)
        .join(_CLOSING, its_lines)
        .where(of_clubs, _CLOSING.occurred_on > before, _CLOSING.occurred_on <= until),
        _lines(CLOSED, 1)
        .join(_ENTRY, _ITS_LINES)
        .join(_CLOSING, undoes_it)
        .where(of_clubs, _ENTRY.occurred_on > before, _ENTRY.occurred_on <= until),
    ]


def _figures() -> sa.Select[int, int, int, int, int, int, int, int]:
    balance = _RUNNING.debit - _RUNNING.credit
    running = _part(BalanceRow, balance, BEFORE, UNTIL).where(_RUNNING.club_id.in_(_CLUBS))
    parts = [running, *_later(BEFORE), *_later(UNTIL), *_closed()]
    every = sa.union_all(*parts).subquery("part").c
    moved = every.until - every.before - every.closed
    in_fund, kind = every.fund == INCOME, _ACCOUNT.type
    own = kind.in_((AccountType.ASSET.value, AccountType.LIABILITY.value))
    income, expense = kind == AccountType.INCOME.value, kind == AccountType.EXPENSE.value

    def total(amount: sa.ColumnElement[int], *conditions: sa.ColumnElement[bool]) -> sa.Cast[int]:
        one = sa.case((sa.and_(*conditions), amount), else_=0)
        return sa.cast(sa.func.sum(one), WHOLE)

    return (
        sa.select(
            every.club_id,
            total(every.until, in_fund, every.account.in_(LOAN_ACCOUNTS)),
            total(every.until, in_fund, every.account == CASH),
            total(every.until, in_fund, every.account == BANK),
            total(-moved, income, every.account != DONATIONS),
            total(moved, expense),
            total(every.before, in_fund, own),
            total(-moved, in_fund, sa.or_(income, expense)),
        )
        .join(
            _ACCOUNT, sa.and_(_ACCOUNT.club_id == every.club_id, _ACCOUNT.account == every.account)
        )
        .group_by(every.club_id)
    )


_FIGURES = _figures()
_BY_MONTH = (
    sa.select(
        _KEPT.club_id, _KEPT.period, sa.cast(sa.func.sum(_KEPT.debit - _KEPT.credit), WHOLE)
    )
    .where(
        _KEPT.club_id.in_(_CLUBS), _KEPT.account.in_(LOAN_ACCOUNTS),
        _KEPT.period <= sa.bindparam("last", type_=sa.Text()),
        sa.func.length(_KEPT.period)
        == sa.case((_KEPT.period < sa.bindparam("year", type_=sa.Text()), 4), else_=7),
    )
    .group_by(_KEPT.club_id, _KEPT.period)
)  # fmt: skip
"""Built once: to put a query together takes as long as to run it."""


def fund_figures(
    connection: Connection, club_ids: Sequence[int], year: Time
) -> Mapping[int, FundFigures]:
    """Return by club what a portfolio on the last day of a year takes of its accounts.

    In two queries, from the kept balances: the time does not grow with the books. The loan fund
    is that for income-generation; income and costs are those of the whole club, without the
    entries that close a year. A club without entries is left out.
    """
    given: dict[str, object] = {"clubs": list(club_ids)}
    for place, day in ((BEFORE, day_before(year.since)), (UNTIL, year.until)):
        month = month_of(day)
        given |= {
            f"month_{place}": month, f"next_year_{place}": f"{day.year:04d}-13",
            f"day_{place}": day, f"month_end_{place}": month_bounds(month)[1],
        }  # fmt: skip
    found = {
        club_id: FundFigures(
            portfolio=portfolio, cash=cash, bank=bank, income=income, costs=costs,
            opening=opening, surplus=surplus,
        )
        for club_id, portfolio, cash, bank, income, costs, opening, surplus in connection.execute(
            _FIGURES, given
        )
    }  # fmt: skip
    for club_id, ends in _month_ends(connection, club_ids, year).items():
        mean = average([amount for _, amount in ends])
        found[club_id] = replace(found[club_id], month_ends=tuple(ends), average=mean)
    return found


def _month_ends(
    connection: Connection, club_ids: Sequence[int], year: Time
) -> Mapping[int, list[tuple[dt.date, int]]]:
    """Return by club the principal outstanding at the month ends of a year since its first loan."""
    first, last = months_ended(year)
    months = months_between(month_bounds(first)[0], month_bounds(last)[0])
    ends = {month: month_bounds(month)[1] for month in months}
    given = {"clubs": list(club_ids), "year": first[:4], "last": last}
    moved: dict[int, dict[str, int]] = defaultdict(dict)
    for club_id, period, amount in connection.execute(_BY_MONTH, given).all():
        moved[club_id][period] = amount
    return {club_id: _balances(periods, ends) for club_id, periods in moved.items()}


def _balances(moved: Mapping[str, int], ends: Mapping[str, dt.date]) -> list[tuple[dt.date, int]]:
    """Return the balance at each month's end, from the first on that anything had moved by."""
    earlier = [amount for period, amount in moved.items() if period < min(ends)]
    balance = sum(earlier)
    found: list[tuple[dt.date, int]] = []
    for month, end in ends.items():
        balance += moved.get(month, 0)
        if earlier or found or month in moved:
            found.append((end, balance))
    return found
