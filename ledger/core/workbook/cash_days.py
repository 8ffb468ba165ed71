"""The end of each day by date, for books whose rows do not stand in the order of their dates."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ledger.core.accounts import FundKind
from ledger.core.workbook.cash_rows import CashRowReader
from ledger.core.workbook.purses import BANK_KINDS, Purses
from ledger.core.workbook.values import CashEvent, CashRow
from ledger.core.workbook.words import Column

_BANK = "bank"


@dataclass(slots=True)
class _Days:
    """What a purse gains by day, and the last row of each day that takes something out."""

    net: dict[dt.date, int] = field(default_factory=lambda: defaultdict(int))
    paid_in: dict[dt.date, CashRow] = field(default_factory=dict)


def check_days(events: Sequence[CashEvent], purses: Purses, reader: CashRowReader) -> None:
    """Refuse the row by which a fund's cash, or the bank, ends a day below zero by date.

    The books are posted in the order of the sheet but must hold by date as well (TRUST.md,
    invariant 8). The last payment of the first such day is named; purses that refused rows may
    have filled are left out.
    """
    days: dict[FundKind | str, _Days] = defaultdict(_Days)
    for event in events:
        for purse, change in _changes(event):
            one = days[purse]
            one.net[event.occurred_on] += change
            if change < 0 and isinstance(event, CashRow):
                one.paid_in[event.occurred_on] = event
    for purse, one in days.items():
        place = purses.cash[purse] if isinstance(purse, FundKind) else purses.bank
        if place.slack == 0:
            _refuse_first(purse, one, reader)


def _refuse_first(purse: FundKind | str, days: _Days, reader: CashRowReader) -> None:
    balance = 0
    for day, change in sorted(days.net.items()):
        balance += change
        if balance < 0 and day in days.paid_in:
            row = days.paid_in[day].row
            if isinstance(purse, FundKind):
                reader.error(
                    row, Column.DATE, "fund_below_zero_on_day",
                    fund=purse.value, day=day, balance=balance,
                )  # fmt: skip
            else:
                reader.error(row, Column.DATE, "bank_below_zero_on_day", day=day, balance=balance)
            return


def _changes(event: CashEvent) -> Iterator[tuple[FundKind | str, int]]:
    """Yield what an event brings to each purse."""
    if isinstance(event, CashRow):
        sign = 1 if event.is_receipt else -1
        for fund, part in event.parts:
            yield fund, sign * part
        if event.kind in BANK_KINDS:
            yield _BANK, -sign * event.amount
        return
    for fund, part in event.parts:
        if fund is not FundKind.INCOME_GENERATION:
            yield fund, part
            yield FundKind.INCOME_GENERATION, -part
