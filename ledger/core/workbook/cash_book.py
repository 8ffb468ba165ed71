"""Running through the cash book: what each row does to balances, funds, loans and interest."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from ledger.core.accounts import FundKind
from ledger.core.journal import Series
from ledger.core.workbook.cash_days import check_days
from ledger.core.workbook.cash_rows import CashRowReader
from ledger.core.workbook.cash_sheet import check_totals, read_cash_sheet
from ledger.core.workbook.debts import Debts
from ledger.core.workbook.draft import DraftRow, Side
from ledger.core.workbook.interest_days import SHARED_BY, DayShare, InterestDays
from ledger.core.workbook.loans_sheet import KnownLoan
from ledger.core.workbook.purses import Purses
from ledger.core.workbook.sheets import Table
from ledger.core.workbook.values import CashEvent, CashKind, CashRow, InterestSplit
from ledger.core.workbook.vouchers import check_vouchers
from ledger.core.workbook.words import Column
from ledger.core.workbook.written_balance import WrittenBalance

NO_SHARES = (1, 0, 0)
"""How interest is held while the club's shares cannot be read."""


@dataclass(frozen=True, slots=True)
class CashBook:
    """Rows and interest splits in posting order, numbers left out, loans never paid out."""

    events: tuple[CashEvent, ...]
    missing_numbers: Mapping[tuple[int, Series], tuple[int, ...]]
    never_disbursed: frozenset[str]


def read_cash_book(
    table: Table,
    reader: CashRowReader,
    loans: Mapping[str, KnownLoan],
    shares: tuple[int, int, int] | None,
) -> CashBook:
    """Return what the cash book says; all that is wrong is told.

    `shares` are the club's for interest, None when they could not be read. A row that is refused
    counts for nothing, and what depends on it is not told again (clubs/README.md).
    """
    sheet = read_cash_sheet(table, reader)
    missing = check_vouchers(sheet.rows, reader)
    run = _Run(reader, Debts(reader, loans), shares, sheet.opening)
    for row in sheet.rows:
        run.take(row)
    run.close()
    if not any(reader.found.refuses(reader.sheet, row.row) for row in sheet.rows):
        check_totals(sheet, run.balance, reader)
    return CashBook(tuple(run.events), missing, run.debts.never_disbursed())


class _Run:
    """Goes through the rows in the order of the sheet, which is the order of posting."""

    def __init__(
        self,
        reader: CashRowReader,
        debts: Debts,
        shares: tuple[int, int, int] | None,
        opening: int | None,
    ) -> None:
        """Start with nothing but what stood in the box, which belongs to no fund."""
        self.events: list[CashEvent] = []
        self.debts = debts
        self._reader = reader
        self._purses = Purses()
        self._shares_known = shares is not None
        self._interest = InterestDays(shares or NO_SHARES)
        self._written = WrittenBalance(opening)
        self._above: DraftRow | None = None
        self._day = dt.date.min
        self._goes_back = False
        if opening != 0:
            self._purses.doubt_all()

    @property
    def balance(self) -> int | None:
        """Return what the last row leaves in the box by its Tồn, None when nobody can tell."""
        return self._written.above

    def take(self, draft: DraftRow) -> None:
        """Check a row against all before it, and count it if it may stand."""
        self._warn_of_date(draft)
        row = self._whole(draft)
        balance = self._written.wrong_in(draft)
        if row is None or self.debts.refuses(row):
            self._doubt(draft)
        elif balance is not None:
            self._reader.error(
                row.row, Column.BALANCE, "balance_differs",
                expected=balance, written=draft.balance,
            )  # fmt: skip
            draft.amount = None
            self._doubt(draft)
        elif self._is_short(row):
            draft.amount = None
            self._doubt(draft)
        else:
            self._count(row)

    def close(self) -> None:
        """Divide the interest not divided yet, and look at the end of each day by date."""
        self._divide(self._interest.close_all())
        if self._goes_back:
            check_days(self.events, self._purses, self._reader)

    def _whole(self, draft: DraftRow) -> CashRow | None:
        """Return the row with the funds it touches, None when it is refused."""
        day, kind, amount = draft.occurred_on, draft.kind, draft.amount
        series, number = draft.series, draft.number
        if day is None or kind is None or amount is None or series is None or number is None:
            return None
        if draft.refused:
            return None
        if day != self._day:
            self._day = day
            self._divide(self._interest.closed_by(day))
        return CashRow(
            draft.row, day, series, number, draft.narration, kind, draft.area, draft.member,
            draft.loan.code if draft.loan else None, amount, draft.side is Side.IN,
            self._purses.parts_of(kind, amount),
        )  # fmt: skip

    def _count(self, row: CashRow) -> None:
        self.debts.count(row)
        self._purses.count(row)
        if row.kind is CashKind.INTEREST:
            self._interest.receive(row.occurred_on, row.amount)
            if not self._shares_known:
                self._purses.doubt_all()
        self.events.append(row)

    def _doubt(self, draft: DraftRow) -> None:
        draft.refused = True
        self.debts.doubt(draft)
        self._purses.doubt(draft)

    def _is_short(self, row: CashRow) -> bool:
        """Refuse what takes more out of a fund or the bank than it has (told)."""
        if (fund := self._purses.fund_short_for(row)) is not None:
            there = self._purses.cash[fund].balance
            self._reader.error(
                row.row, Column.OUT, "fund_below_zero",
                fund=fund.value, there=there, amount=dict(row.parts)[fund],
            )  # fmt: skip
            return True
        if self._purses.bank_is_short_for(row):
            self._reader.error(
                row.row, Column.IN, "bank_below_zero",
                there=self._purses.bank.balance, amount=row.amount,
            )  # fmt: skip
            return True
        return False

    def _warn_of_date(self, draft: DraftRow) -> None:
        """Tell of a date before that of the row above: a slip written late, or a slip."""
        above = self._above
        if draft.occurred_on is None:
            return
        if above is not None and above.occurred_on and draft.occurred_on < above.occurred_on:
            self._goes_back = True
            self._reader.warn(
                draft.row, Column.DATE, "date_before_row_above",
                day=draft.occurred_on, above=above.occurred_on,
            )  # fmt: skip
        self._above = draft

    def _divide(self, days: list[DayShare]) -> None:
        """Divide the interest of days that are over; nothing moves when all stays in one fund."""
        for day, total, parts in days:
            by_fund = dict(zip(SHARED_BY, parts, strict=True))
            moved = {fund: part for fund, part in by_fund.items() if part}
            moved.pop(FundKind.INCOME_GENERATION, None)
            if moved:
                self._purses.move(moved)
                after = self.events[-1]
                row = after.row if isinstance(after, CashRow) else after.after_row
                self.events.append(InterestSplit(day, row, total, tuple(by_fund.items())))
