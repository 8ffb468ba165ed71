"""What members owe on loans, and the club to those whose capital it returns, row after row."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from ledger.core.workbook.cash_rows import CashRowReader
from ledger.core.workbook.draft import DraftRow, Side
from ledger.core.workbook.loans_sheet import KnownLoan
from ledger.core.workbook.purses import Purse
from ledger.core.workbook.values import CashKind, CashRow
from ledger.core.workbook.words import Column


@dataclass(slots=True)
class _Debt:
    """A loan so far; `most` is what it can have been at most, None when nobody can tell.

    `in_doubt`: a row of this loan was refused, so what is missing may have stood there.
    """

    loan: KnownLoan
    most: int | None
    disbursed: int = 0
    disbursed_on: dt.date | None = None
    disbursed_row: int = 0
    repaid: int = 0
    in_doubt: bool = False


class Debts:
    """Checks the rows that lend, repay or return capital, and counts those that stand."""

    def __init__(self, reader: CashRowReader, loans: Mapping[str, KnownLoan]) -> None:
        """Start with nothing lent and nothing to be returned."""
        self._reader = reader
        self._debts = {loan.code: _Debt(loan, loan.amount) for loan in loans.values()}
        self._disbursement_refused = False
        self._lent = Purse()
        self._contributed: dict[str | None, Purse] = defaultdict(Purse)
        self._contribution_refused = False

    def refuses(self, row: CashRow) -> bool:
        """Tell whether the row lends twice, or pays back what is not owed; why is told."""
        debt = self._debts.get(row.loan or "")
        match row.kind:
            case CashKind.DISBURSEMENT if debt:
                return self._refuses_disbursement(row, debt)
            case CashKind.PRINCIPAL if debt:
                return self._refuses_early(row, debt) or self._refuses_excess(row, debt)
            case CashKind.INTEREST if debt:
                self._warn_early(row, debt)
            case CashKind.CAPITAL_LENT_RETURNED:
                return self._refuses_return(row, self._lent, "returns_more_than_was_lent")
            case CashKind.MEMBER_CAPITAL_RETURNED if not self._contribution_refused:
                purse = self._contributed[row.member]
                return self._refuses_return(row, purse, "returns_more_than_was_contributed")
        return False

    def count(self, row: CashRow) -> None:
        """Count a row that stands."""
        match row.kind:
            case CashKind.DISBURSEMENT if row.loan:
                debt = self._debts[row.loan]
                debt.disbursed, debt.disbursed_on = row.amount, row.occurred_on
                debt.disbursed_row = row.row
            case CashKind.PRINCIPAL if row.loan:
                self._debts[row.loan].repaid += row.amount
            case CashKind.CAPITAL_LENT:
                self._lent.balance += row.amount
            case CashKind.CAPITAL_LENT_RETURNED:
                self._lent.balance -= row.amount
            case CashKind.MEMBER_CAPITAL:
                self._contributed[row.member].balance += row.amount
            case CashKind.MEMBER_CAPITAL_RETURNED:
                self._contributed[row.member].balance -= row.amount

    def doubt(self, row: DraftRow) -> None:
        """Count with what a refused row may have meant, so that it is told only once."""
        if row.loan is not None:
            debt = self._debts[row.loan.code]
            debt.in_doubt = True
            if row.kind is CashKind.DISBURSEMENT and debt.most is not None:
                debt.most = max(debt.most, row.amount or 0)
        if row.kind is CashKind.DISBURSEMENT or (row.kind is None and row.side is not Side.IN):
            self._disbursement_refused = True
        if row.kind in {None, CashKind.CAPITAL_LENT}:
            self._lent.doubt(row.amount)
        if row.kind in {None, CashKind.MEMBER_CAPITAL}:
            self._contribution_refused = True

    def never_disbursed(self) -> frozenset[str]:
        """Return the codes of loans that surely were not paid out."""
        if self._disbursement_refused:
            return frozenset()
        return frozenset(
            code for code, debt in self._debts.items() if not debt.disbursed and not debt.in_doubt
        )

    def _refuses_disbursement(self, row: CashRow, debt: _Debt) -> bool:
        if debt.disbursed:
            self._reader.error(
                row.row, Column.LOAN, "disbursed_twice",
                loan=debt.loan.code, earlier_row=debt.disbursed_row,
            )  # fmt: skip
            return True
        if debt.loan.amount is not None and row.amount != debt.loan.amount:
            self._reader.error(
                row.row, Column.OUT, "disbursement_differs",
                loan=debt.loan.code, agreed=debt.loan.amount, amount=row.amount,
            )  # fmt: skip
            return True
        if debt.loan.agreed_on is not None and row.occurred_on < debt.loan.agreed_on:
            self._reader.warn(
                row.row, Column.DATE, "disbursed_before_agreed",
                loan=debt.loan.code, agreed_on=debt.loan.agreed_on,
            )  # fmt: skip
        return False

    def _refuses_early(self, row: CashRow, debt: _Debt) -> bool:
        if debt.disbursed_on is None:
            if debt.in_doubt or self._disbursement_refused:
                return False
            self._reader.error(row.row, Column.LOAN, "repaid_before_disbursed", loan=debt.loan.code)
            return True
        if debt.disbursed_on <= row.occurred_on:
            return False
        self._reader.error(
            row.row, Column.DATE, "dated_before_disbursed",
            loan=debt.loan.code, disbursed_on=debt.disbursed_on,
        )  # fmt: skip
        return True

    def _refuses_excess(self, row: CashRow, debt: _Debt) -> bool:
        most = debt.disbursed or debt.most
        if most is None or row.amount <= most - debt.repaid:
            return False
        self._reader.error(
            row.row, Column.IN, "repays_more_than_is_owed",
            loan=debt.loan.code, owed=most - debt.repaid, amount=row.amount,
        )  # fmt: skip
        return True

    def _warn_early(self, row: CashRow, debt: _Debt) -> None:
        """Tell of interest that came before the loan; it may have been paid in advance."""
        is_late = debt.disbursed_on is not None and debt.disbursed_on <= row.occurred_on
        if not (is_late or debt.in_doubt or self._disbursement_refused):
            self._reader.warn(
                row.row, Column.LOAN, "interest_before_disbursed", loan=debt.loan.code
            )

    def _refuses_return(self, row: CashRow, purse: Purse, code: str) -> bool:
        if not purse.is_short_of(row.amount):
            return False
        self._reader.error(row.row, Column.OUT, code, there=purse.balance, amount=row.amount)
        return True
