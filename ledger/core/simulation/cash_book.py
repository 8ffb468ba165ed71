"""A cash book as a treasurer keeps it: rows, vouchers by number, and what each fund has."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from ledger.core.accounts import FundKind
from ledger.core.journal import Series
from ledger.core.money import largest_remainder
from ledger.core.workbook.draft import PAYMENT_KINDS
from ledger.core.workbook.purses import fund_of
from ledger.core.workbook.values import CashKind


@dataclass(frozen=True, slots=True)
class Item:
    """What is written down once: kind, words, amount in đồng, whom and which loan it concerns.

    `area` (1 to 8) is that of an activity's expense.
    """

    kind: CashKind
    narration: str
    amount: int
    area: int | None = None
    member: str | None = None
    loan: str | None = None


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A row of the cash book: its voucher, and the cash there is after it."""

    occurred_on: dt.date
    series: Series
    number: int
    item: Item
    balance: int

    @property
    def is_receipt(self) -> bool:
        """Tell whether money came in."""
        return self.series is Series.RECEIPT


class PaperCashBook:
    """Rows in the order written; each fund's cash and the bank's money follow, never below zero.

    The rules are those of the club's workbook: hardship help is paid from the mutual-help fund as
    far as it has money, and a day's interest is divided after its last row.
    """

    def __init__(self, shares: tuple[int, int, int]) -> None:
        """Begin an empty book; `shares` divide interest between capital, activity, mutual help."""
        self.rows: list[PaperRow] = []
        self.capital = self.activity = self.mutual = self.bank = 0
        self._shares = shares
        self._interest = 0
        self._last: dict[tuple[int, Series], int] = defaultdict(int)

    @property
    def cash(self) -> int:
        """Return the money in the box, all funds together."""
        return self.capital + self.activity + self.mutual

    def write(self, day: dt.date, item: Item) -> PaperRow:
        """Write a row with the next voucher of its series, and return it.

        A day before the last one and a fund without the money are the simulation's own mistakes.
        """
        if self.rows and day > self.rows[-1].occurred_on:
            self.divide_interest()
        series = Series.PAYMENT if item.kind in PAYMENT_KINDS else Series.RECEIPT
        self._move(item, item.amount if series is Series.RECEIPT else -item.amount)
        row = PaperRow(day, series, self._next(day, series), item, self.cash)
        misdated = self.rows and day < self.rows[-1].occurred_on
        if misdated or min(self.capital, self.activity, self.mutual, self.bank) < 0:
            message = f"this row cannot be written: {row}"
            raise AssertionError(message)
        self.rows.append(row)
        return row

    def spoil(self, day: dt.date, series: Series) -> None:
        """Spoil the next paper of a series: its number is never written into the book."""
        self._next(day, series)

    def divide_interest(self) -> None:
        """Divide the interest received since it was last divided, at the end of a day."""
        _, activity, mutual = largest_remainder(self._interest, self._shares)
        self.capital -= activity + mutual
        self.activity += activity
        self.mutual += mutual
        self._interest = 0

    def _next(self, day: dt.date, series: Series) -> int:
        self._last[day.year, series] += 1
        return self._last[day.year, series]

    def _move(self, item: Item, change: int) -> None:
        if item.kind is CashKind.HARDSHIP_HELP:
            from_mutual = min(self.mutual, item.amount)
            self.mutual -= from_mutual
            self.activity -= item.amount - from_mutual
        elif fund_of(item.kind) is FundKind.ACTIVITY:
            self.activity += change
        else:
            self.capital += change
        if item.kind is CashKind.INTEREST:
            self._interest += change
        if item.kind in {CashKind.BANK_DEPOSIT, CashKind.BANK_WITHDRAWAL}:
            self.bank -= change
