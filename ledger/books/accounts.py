"""A club's chart and funds as stored."""

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.tables.accounts import AccountRow, FundRow
from ledger.core.accounts import Account, AccountType, Fund, FundKind, Side

_ACCOUNTS = (
    sa.select(
        AccountRow.account, AccountRow.type, AccountRow.normal_side, AccountRow.name_vi,
        AccountRow.name_en,
    )
    .where(AccountRow.club_id == sa.bindparam("club"))
    .order_by(AccountRow.account)
)  # fmt: skip
_TYPES = {kind.value: kind for kind in AccountType}
_SIDES = {side.value: side for side in Side}


def accounts_of(connection: Connection, club_id: int) -> list[Account]:
    """Return the club's accounts in order of number."""
    return [
        Account(number, _TYPES[kind], _SIDES[side], name_vi, name_en)
        for number, kind, side, name_vi, name_en in connection.execute(_ACCOUNTS, {"club": club_id})
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
