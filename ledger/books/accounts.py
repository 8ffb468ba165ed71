"""A club's chart and funds as stored."""

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.tables.accounts import AccountRow, FundRow
from ledger.core.accounts import Account, AccountType, Fund, FundKind, Side


def accounts_of(connection: Connection, club_id: int) -> list[Account]:
    """Return the club's accounts in order of number."""
    query = (
        sa.select(
            AccountRow.account, AccountRow.type, AccountRow.normal_side, AccountRow.name_vi,
            AccountRow.name_en,
        )
        .where(AccountRow.club_id == club_id)
        .order_by(AccountRow.account)
    )  # fmt: skip
    return [
        Account(number, AccountType(kind), Side(side), name_vi, name_en)
        for number, kind, side, name_vi, name_en in connection.execute(query).tuples()
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
            for code, kind, equity, name_vi, name_en in connection.execute(query).tuples()
        ),
        key=lambda fund: (order.index(fund.kind), fund.code),
    )
