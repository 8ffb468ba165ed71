"""A row of the cash book as far as it could be read, and what kinds of rows ask for."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from ledger.core.journal import Series
from ledger.core.workbook.loans_sheet import KnownLoan
from ledger.core.workbook.values import CashKind

LOAN_KINDS = frozenset({CashKind.DISBURSEMENT, CashKind.PRINCIPAL, CashKind.INTEREST})
"""Kinds that name the loan they belong to."""

MEMBER_KINDS = frozenset({CashKind.MEMBER_CAPITAL, CashKind.MEMBER_CAPITAL_RETURNED})
"""Kinds that must name a member: the club owes the money to a person."""

PAYMENT_KINDS = frozenset(
    {
        CashKind.CAPITAL_LENT_RETURNED,
        CashKind.MEMBER_CAPITAL_RETURNED,
        CashKind.DISBURSEMENT,
        CashKind.ACTIVITY_EXPENSE,
        CashKind.ADMINISTRATION,
        CashKind.HARDSHIP_HELP,
        CashKind.BANK_DEPOSIT,
    }
)
"""Kinds that stand under Chi; all others stand under Thu."""


class Side(StrEnum):
    """The column of money that a row fills."""

    IN = "in"
    OUT = "out"


class Written(StrEnum):
    """What is known of a row's Tồn."""

    BLANK = "blank"
    READ = "read"
    UNREAD = "unread"


@dataclass(slots=True)
class DraftRow:
    """A row as far as it could be read; None is what is missing or refused.

    `amount` is known only when exactly one side holds whole đồng above zero. `loan` is known,
    `names_a_loan` tells that the cell holds something, known or not.
    """

    row: int
    occurred_on: dt.date | None = None
    series: Series | None = None
    number: int | None = None
    narration: str = ""
    kind: CashKind | None = None
    area: int | None = None
    member: str | None = None
    loan: KnownLoan | None = None
    names_a_loan: bool = False
    side: Side | None = None
    amount: int | None = None
    written: Written = Written.BLANK
    balance: int = 0
    refused: bool = False
