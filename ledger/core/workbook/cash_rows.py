"""Reading the rows of the cash book, each by itself."""

import datetime as dt
import re
from collections.abc import Mapping

from ledger.core.journal import Series
from ledger.core.periods import FIRST_YEAR
from ledger.core.workbook.cells import (
    LONGEST_CODE,
    LONGEST_TEXT,
    CellReader,
    CellRefused,
    code_key,
    is_blank,
    plain_text,
    read_amount,
    read_text,
    shown,
)
from ledger.core.workbook.draft import (
    LOAN_KINDS,
    MEMBER_KINDS,
    PAYMENT_KINDS,
    DraftRow,
    Side,
    Written,
)
from ledger.core.workbook.loans_sheet import KnownLoan
from ledger.core.workbook.values import CashKind, Cell
from ledger.core.workbook.words import Column, kind_of

LARGEST_NUMBER = 999_999
"""The largest voucher number of a year that is taken for one."""

_VOUCHER = re.compile(r"([A-Z]*)[ .:_/-]*0*([1-9]\d{0,8})")
_LETTERS = {"": None, "PT": Series.RECEIPT, "PC": Series.PAYMENT}


class CashRowReader(CellReader):
    """Reads rows of the cash book against the members and loans that are known."""

    def __init__(
        self,
        reader: CellReader,
        members: Mapping[str, str],
        loans: Mapping[str, KnownLoan],
        latest: dt.date,
    ) -> None:
        """Remember what rows may name, and the last day that may stand in a row."""
        super().__init__(reader.sheet, reader.titles, reader.found)
        self._members = members
        self._loans = loans
        self._latest = latest
        self._kinds: dict[str, tuple[CashKind, int | None] | None] = {}
        self._narrations: dict[str, str] = {}
        self._refused = False

    def refuse(self, row: int, column: str, code: str, cell: Cell = None) -> None:
        """Tell of an error in a cell and remember that the row is refused."""
        self._refused = True
        super().refuse(row, column, code, cell)

    def read(self, number: int, cells: list[Cell], *, has_formula: bool) -> DraftRow:
        """Return what a row says; all that is wrong with its cells is told at once."""
        date, receipt, payment, narration, kind, member, loan, money_in, money_out, balance = cells
        self._refused = has_formula
        row = DraftRow(number)
        row.occurred_on = self.date(number, Column.DATE, date, self._latest)
        row.series, row.number = self._voucher(number, receipt, payment)
        self._read_kind(row, kind)
        self._read_narration(row, narration, kind)
        self._read_member(row, member)
        self._read_loan(row, loan)
        self._read_amount(row, money_in, money_out)
        self._read_balance(row, balance)
        self._check_sides(row, receipt, payment)
        row.refused = self._refused
        return row

    def date(self, row: int, column: str, cell: Cell, latest: dt.date) -> dt.date | None:
        """Return a date from `FIRST_YEAR` to `latest`, or None when empty or refused (told)."""
        day = cell if isinstance(cell, dt.date) else None
        if day is None or day > latest:
            day = super().date(row, column, cell, latest)
        if day is not None and day.year < FIRST_YEAR:
            self.refuse(row, column, "date_too_early", day)
            return None
        return day

    def _voucher(self, row: int, receipt: Cell, payment: Cell) -> tuple[Series | None, int | None]:
        """Return the series by the column that is filled, and the number on the paper."""
        paid, received = not is_blank(payment), not is_blank(receipt)
        if paid and received:
            self.refuse(row, Column.PAYMENT, "two_vouchers", payment)
            return None, None
        if not paid and not received:
            return None, None
        series = Series.PAYMENT if paid else Series.RECEIPT
        column = Column.PAYMENT if paid else Column.RECEIPT
        cell = payment if paid else receipt
        match = _VOUCHER.fullmatch(plain_text(cell).upper())
        if match is None or match[1] not in _LETTERS or int(match[2]) > LARGEST_NUMBER:
            self.refuse(row, column, "voucher_not_readable", cell)
            return None, None
        if _LETTERS[match[1]] not in {None, series}:
            self.refuse(row, column, "voucher_wrong_series", cell)
            return None, None
        return series, int(match[2])

    def _read_kind(self, row: DraftRow, cell: Cell) -> None:
        if is_blank(cell):
            self.refuse(row.row, Column.KIND, "missing_value")
            return
        text = plain_text(cell)
        if text not in self._kinds:
            self._kinds[text] = kind_of(text) if text.isprintable() else None
        known = self._kinds[text]
        if known is None:
            self.refuse(row.row, Column.KIND, "unknown_kind", cell)
        else:
            row.kind, row.area = known

    def _read_narration(self, row: DraftRow, cell: Cell, kind: Cell) -> None:
        """Keep the narration; a row without one is told by its kind."""
        if isinstance(cell, str) and cell in self._narrations:
            row.narration = self._narrations[cell]
            return
        try:
            text = read_text(cell, LONGEST_TEXT)
        except CellRefused as refused:
            self.refuse(row.row, Column.NARRATION, refused.code, cell)
            return
        row.narration = text or plain_text(kind)
        if isinstance(cell, str) and text:
            self._narrations[cell] = text

    def _read_member(self, row: DraftRow, cell: Cell) -> None:
        if is_blank(cell):
            if row.kind in MEMBER_KINDS:
                self.refuse(row.row, Column.MEMBER, "missing_value")
            elif row.kind is CashKind.DUES:
                self.warn(row.row, Column.MEMBER, "missing_member")
            return
        text = cell if isinstance(cell, str) else plain_text(cell)
        row.member = self._members.get(text) or self._members.get(code_key(text))
        if row.member is None:
            code = "text_too_long" if len(text) > LONGEST_CODE else "unknown_member"
            self.refuse(row.row, Column.MEMBER, code, cell)

    def _read_loan(self, row: DraftRow, cell: Cell) -> None:
        """Find the loan; of kinds that concern no loan, what is written there is only told."""
        row.names_a_loan = not is_blank(cell)
        concerns = row.kind in LOAN_KINDS
        if not row.names_a_loan:
            if concerns:
                self.refuse(row.row, Column.LOAN, "missing_value")
            return
        row.loan = self._loans.get(code_key(plain_text(cell)))
        if row.loan is None and concerns:
            self.refuse(row.row, Column.LOAN, "unknown_loan", cell)
        elif row.kind is not None and not concerns:
            self.warn(row.row, Column.LOAN, "loan_not_concerned", value=shown(cell))
        if row.loan is None or row.loan.member is None or not concerns or self._refused:
            return
        if row.member is None:
            row.member = row.loan.member
            self.warn(row.row, Column.MEMBER, "missing_member")
        elif row.member != row.loan.member:
            self.error(
                row.row, Column.MEMBER, "loan_of_another_member",
                loan=row.loan.code, member=row.member, borrower=row.loan.member,
            )  # fmt: skip
            self._refused = True

    def _read_amount(self, row: DraftRow, money_in: Cell, money_out: Cell) -> None:
        filled_in, filled_out = _is_filled(money_in), _is_filled(money_out)
        if filled_in and filled_out:
            wrong = Column.IN if row.kind in PAYMENT_KINDS else Column.OUT
            self.refuse(
                row.row, wrong, "both_in_and_out", money_in if wrong is Column.IN else money_out
            )
            return
        if not filled_in and not filled_out:
            column = Column.OUT if row.kind in PAYMENT_KINDS else Column.IN
            self.refuse(row.row, column, "neither_in_nor_out")
            return
        row.side = Side.IN if filled_in else Side.OUT
        if filled_in:
            row.amount = self.positive_amount(row.row, Column.IN, money_in)
        else:
            row.amount = self.positive_amount(row.row, Column.OUT, money_out)

    def _read_balance(self, row: DraftRow, cell: Cell) -> None:
        if is_blank(cell):
            return
        try:
            row.balance = read_amount(cell)
            row.written = Written.READ
        except CellRefused as refused:
            row.written = Written.UNREAD
            self.refuse(row.row, Column.BALANCE, refused.code, cell)

    def _check_sides(self, row: DraftRow, receipt: Cell, payment: Cell) -> None:
        """Compare kind, column of money and series of the voucher; one reason is enough."""
        pays = row.side is Side.OUT if row.side else row.kind in PAYMENT_KINDS
        if row.kind is not None and row.amount is not None and (row.kind in PAYMENT_KINDS) != pays:
            self.refuse(row.row, Column.OUT if pays else Column.IN, "wrong_side", row.amount)
            return
        column = Column.PAYMENT if pays else Column.RECEIPT
        if is_blank(receipt) and is_blank(payment):
            self.refuse(row.row, column, "missing_value")
        elif (
            row.series is not None
            and row.amount is not None
            and (row.series is Series.PAYMENT) != pays
        ):
            wrong, cell = (Column.RECEIPT, receipt) if pays else (Column.PAYMENT, payment)
            self.refuse(row.row, wrong, "voucher_wrong_series", cell)


def _is_filled(cell: Cell) -> bool:
    """Tell whether a cell of money says something; a zero beside the other side does not."""
    if isinstance(cell, int):
        return cell != 0
    if is_blank(cell):
        return False
    try:
        return read_amount(cell) != 0
    except CellRefused:
        return True
