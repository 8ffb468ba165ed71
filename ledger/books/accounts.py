"""A club's chart and funds as stored."""

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.tables.accounts import FundRow
from ledger.core.accounts import Account, AccountType, Fund, FundKind, Side

_ACCOUNTS = {
    dialect: "SELECT account, type, normal_side, name_vi, name_en FROM account"  # noqa: S608 - mark
    f" WHERE club_id = {mark} ORDER BY account"
    for dialect, mark in (("sqlite", "?"), ("postgresql", "%s"))
}
_TYPES = {kind.value: kind for kind in AccountType}
_SIDES = {side.value: side for side in Side}


def accounts_of(connection: Connection, club_id: int) -> list[Account]:
    """Return the club's accounts in order of number."""
    rows = connection.exec_driver_sql(_ACCOUNTS[connection.dialect.name], (club_id,))
    return [
        Account(number, _TYPES[kind], _SIDES[side], name_vi, name_en)
        for number, kind, side, name_vi, name_en in rows
    ]


def funds_of(connection: Connection, club_id: int) -> list[Fund]:
    """Return the club's funds: income generation, activity, mutual help, then others by code."""
    query = sa.select(
        FundRow.fund, FundRow.kind, FundRow.equity_account, FundRow.name_vi, FundRow.name_en
    ).where(FundRow.club_id == club_id)
    order = list(FundKind)
    return sorted(
        (
            Fund(code, FundKind(kind), equity, name_vi, name_en)
            for code, kind, equity, name_vi, name_en in connection.execute(query)
        ),
        key=lambda fund: (order.index(fund.kind), fund.code),
    )
