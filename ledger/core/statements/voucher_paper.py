"""A voucher on paper: phiếu thu (01-TT), phiếu chi (02-TT) or phiếu kế toán, with all it says."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from ledger.core.accounts import BANK, CASH
from ledger.core.journal import Series
from ledger.core.statements.entries import EntryDocument, EntryLine
from ledger.core.statements.entry_page import COLUMNS
from ledger.core.statements.loan_papers import PaperClub
from ledger.core.statements.table import Name, Row, RowKind, Table, phrase
from ledger.core.statements.voucher_loan import LoanOnVoucher

FORMS = {Series.RECEIPT: "01-TT", Series.PAYMENT: "02-TT"}
"""The state's numbers of the forms (DOMAIN.md, section 3.1)."""


@dataclass(frozen=True, slots=True)
class NamedVoucher:
    """A voucher by its number, its day and its entry."""

    entry_no: int
    series: Series
    number: int
    occurred_on: dt.date

    def __str__(self) -> str:
        """Return the number as printed: PT 214."""
        return f"{self.series} {self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherPaper:
    """A voucher with all that is printed on it; amounts in đồng.

    What is None of `name`, `address` and `reason` was erased; an empty one was never written.
    `name` is who paid or received, `papers` what stands behind the entry, `prepared_by` who
    recorded it, where that is known. `fingerprint` begins as the entry's hash does.
    """

    club: PaperClub
    voucher: NamedVoucher
    true_on: dt.date | None
    name: str | None
    member_code: str
    address: str | None
    reason: str | None
    lines: tuple[EntryLine, ...]
    papers: tuple[EntryDocument, ...]
    loans: tuple[LoanOnVoucher, ...]
    prepared_by: str
    reverses: NamedVoucher | None
    reversed_by: NamedVoucher | None
    fingerprint: str

    @property
    def form(self) -> str:
        """Return the state's number of the form, nothing for a voucher that has none."""
        return FORMS.get(self.voucher.series, "")

    @property
    def is_of_money(self) -> bool:
        """Tell whether money changed hands by it, so that somebody paid and somebody received."""
        return self.voucher.series is not Series.OTHER

    @property
    def money_account(self) -> str:
        """Return the account in which the money came or went: cash, the bank, or none."""
        nets = _nets(self.lines) if self.is_of_money else {}
        return next((account for account in (CASH, BANK) if nets.get(account)), "")

    @property
    def amount(self) -> int:
        """Return the money that changed hands, cash before bank money; else the entry's sum.

        A loan that is paid out with its fee taken off changes hands less the fee.
        """
        account = self.money_account
        if account:
            return abs(_nets(self.lines)[account])
        return sum(line.debit for line in self.lines)

    @property
    def debits(self) -> tuple[tuple[str, int], ...]:
        """Return the accounts that are debited, each with its sum."""
        return tuple((account, amount) for account, amount in self._sides() if amount > 0)

    @property
    def credits(self) -> tuple[tuple[str, int], ...]:
        """Return the accounts that are credited, each with its sum."""
        return tuple((account, -amount) for account, amount in self._sides() if amount < 0)

    @property
    def funds(self) -> tuple[tuple[Name, int], ...]:
        """Return the funds into or out of which the money went, each with its part."""
        account = self.money_account
        sums: dict[Name, int] = {}
        for line in self.lines:
            if line.account == account or not account:
                fund = Name(line.fund_vi, line.fund_en)
                sums[fund] = sums.get(fund, 0) + line.debit - (line.credit if account else 0)
        return tuple((fund, abs(amount)) for fund, amount in sums.items() if amount)

    def _sides(self) -> Iterable[tuple[str, int]]:
        """Yield each account with debits less credits; each line for itself where no money went."""
        if self.money_account:
            yield from _nets(self.lines).items()
            return
        for line in self.lines:
            yield line.account, line.debit - line.credit


def voucher_table(paper: VoucherPaper) -> Table:
    """Return a voucher's lines ready to be drawn, with what each side comes to.

    The columns of members and loans stand only where a line names one.
    """
    total = sum(line.debit for line in paper.lines)
    rows = [
        (
            line.account, Name(line.account_vi, line.account_en), Name(line.fund_vi, line.fund_en),
            line.member_paper or "", line.loan_paper or "", line.debit or None, line.credit or None,
        )
        for line in paper.lines
    ]  # fmt: skip
    kept = [at for at in range(len(COLUMNS)) if any(row[at] for row in rows)]
    sums = ("", phrase("Total"), "", "", "", total, total)
    return Table(
        "voucher", phrase("Voucher %(voucher)s", voucher=str(paper.voucher)), paper.club.name, (),
        tuple(COLUMNS[at] for at in kept),
        (
            *(Row(tuple(row[at] for at in kept)) for row in rows),
            Row(tuple(sums[at] for at in kept), RowKind.TOTAL),
        ),
    )  # fmt: skip


def _nets(lines: Iterable[EntryLine]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for line in lines:
        sums[line.account] = sums.get(line.account, 0) + line.debit - line.credit
    return sums
