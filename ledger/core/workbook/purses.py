"""The money of each fund and in the bank while the rows of a cash book pass by."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ledger.core.accounts import FundKind
from ledger.core.workbook.draft import PAYMENT_KINDS, DraftRow, Side
from ledger.core.workbook.values import CashKind, CashRow

BANK_KINDS = frozenset({CashKind.BANK_DEPOSIT, CashKind.BANK_WITHDRAWAL})
"""Kinds that move money between the cash box and the bank."""

_ACTIVITY_KINDS = frozenset(
    {
        CashKind.DUES,
        CashKind.DONATION,
        CashKind.OTHER_INCOME,
        CashKind.ACTIVITY_EXPENSE,
        CashKind.ADMINISTRATION,
    }
)


def fund_of(kind: CashKind) -> FundKind:
    """Return the fund of a kind by the table of clubs/README.md; help is paid from two."""
    return FundKind.ACTIVITY if kind in _ACTIVITY_KINDS else FundKind.INCOME_GENERATION


@dataclass(slots=True)
class Purse:
    """What is in one place, in đồng.

    `slack` is what refused rows may have added at most, None when nobody can tell: what they
    might have brought is never said to be missing.
    """

    balance: int = 0
    slack: int | None = 0

    def is_short_of(self, amount: int) -> bool:
        """Tell whether an amount surely is not there."""
        return self.slack is not None and amount > self.balance + self.slack

    def doubt(self, amount: int | None) -> None:
        """Count with an amount that a refused row may have added; None: with any."""
        self.slack = None if amount is None or self.slack is None else self.slack + amount


@dataclass(slots=True)
class Purses:
    """The cash of the three funds, and the bank, which is the income-generation fund's."""

    cash: Mapping[FundKind, Purse] = field(
        default_factory=lambda: {fund: Purse() for fund in FundKind}
    )
    bank: Purse = field(default_factory=Purse)

    def parts_of(self, kind: CashKind, amount: int) -> tuple[tuple[FundKind, int], ...]:
        """Return which fund receives or pays how much of a row's amount.

        Help comes from the mutual-help fund as far as it has money, the rest from the activity
        fund (clubs/README.md).
        """
        if kind is not CashKind.HARDSHIP_HELP:
            return ((fund_of(kind), amount),)
        mutual = min(max(self.cash[FundKind.MUTUAL_HELP].balance, 0), amount)
        parts = ((FundKind.MUTUAL_HELP, mutual), (FundKind.ACTIVITY, amount - mutual))
        return tuple((fund, part) for fund, part in parts if part)

    def fund_short_for(self, row: CashRow) -> FundKind | None:
        """Return the fund that surely has less than its part of a payment, None if none."""
        if row.is_receipt:
            return None
        short = (fund for fund, part in row.parts if self.cash[fund].is_short_of(part))
        return next(short, None)

    def bank_is_short_for(self, row: CashRow) -> bool:
        """Tell whether the bank surely has less than is withdrawn."""
        return row.kind is CashKind.BANK_WITHDRAWAL and self.bank.is_short_of(row.amount)

    def count(self, row: CashRow) -> None:
        """Count a row that stands."""
        for fund, part in row.parts:
            self.cash[fund].balance += part if row.is_receipt else -part
        if row.kind in BANK_KINDS:
            self.bank.balance += -row.amount if row.is_receipt else row.amount
        elif row.kind is CashKind.HARDSHIP_HELP and row.parts[-1][0] is FundKind.ACTIVITY:
            # Had refused rows filled the mutual-help fund, the activity fund would pay less.
            self.cash[FundKind.ACTIVITY].doubt(self.cash[FundKind.MUTUAL_HELP].slack)

    def move(self, parts: Mapping[FundKind, int]) -> None:
        """Move a day's interest out of the income-generation fund into the others."""
        for fund, part in parts.items():
            self.cash[fund].balance += part
            self.cash[FundKind.INCOME_GENERATION].balance -= part

    def doubt(self, row: DraftRow) -> None:
        """Count with the money that a refused row may have brought."""
        for purse in self._filled_by(row):
            purse.doubt(row.amount)

    def doubt_all(self) -> None:
        """Count with any amount in any fund."""
        for purse in self.cash.values():
            purse.doubt(None)

    def _filled_by(self, row: DraftRow) -> Iterator[Purse]:
        takes_out = row.amount is not None and row.side is Side.OUT and row.kind in PAYMENT_KINDS
        if row.kind in {None, CashKind.BANK_DEPOSIT}:
            yield self.bank
        if takes_out:
            return
        if row.kind is None or row.kind is CashKind.INTEREST:
            yield from self.cash.values()
        else:
            yield self.cash[fund_of(row.kind)]
            if row.kind is CashKind.HARDSHIP_HELP:
                yield self.cash[FundKind.MUTUAL_HELP]
