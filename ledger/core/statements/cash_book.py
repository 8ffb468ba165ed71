"""The cash book (sổ quỹ tiền mặt, form S07): receipts, payments and what is in the box."""

from dataclasses import dataclass

from ledger.core.accounts import CASH
from ledger.core.periods import day_before
from ledger.core.statements.entries import LedgerLine
from ledger.core.statements.general_ledger import entry_drills
from ledger.core.statements.scope import Scope
from ledger.core.statements.table import Column, ColumnKind, Row, RowKind, Table, phrase


@dataclass(frozen=True, slots=True)
class CashBook:
    """A cash book of a fund or of the whole box; amounts in đồng.

    In the whole book the two sides of a move between funds cancel: the box did not change.
    """

    scope: Scope
    opening: int
    lines: tuple[LedgerLine, ...]

    @property
    def received(self) -> int:
        """Return all that came in."""
        return sum(line.debit for line in self.lines)

    @property
    def paid(self) -> int:
        """Return all that went out."""
        return sum(line.credit for line in self.lines)

    @property
    def closing(self) -> int:
        """Return what is in the box at the end."""
        return self.opening + self.received - self.paid


COLUMNS = (
    Column("date", phrase("Date"), ColumnKind.DATE),
    Column("receipt", phrase("Receipt no.")),
    Column("payment", phrase("Payment no.")),
    Column("narration", phrase("Narration")),
    Column("against", phrase("Against")),
    Column("received", phrase("Received"), ColumnKind.AMOUNT),
    Column("paid", phrase("Paid out"), ColumnKind.AMOUNT),
    Column("balance", phrase("In the box"), ColumnKind.AMOUNT),
)


def cash_book(scope: Scope, opening: int, lines: tuple[LedgerLine, ...]) -> CashBook:
    """Return the cash book; in the whole book an entry's cash lines become one line, net."""
    if scope.fund is not None:
        return CashBook(scope, opening, lines)
    merged: dict[int, LedgerLine] = {}
    for line in lines:
        before = merged.get(line.entry_no)
        net = line.debit - line.credit + (before.debit - before.credit if before else 0)
        merged[line.entry_no] = LedgerLine(
            line.entry_no, line.occurred_on, line.series, line.voucher_no, line.narration,
            CASH, "", max(net, 0), max(-net, 0), line.member_no,
            _united(before.against, line.against) if before else line.against,
            line.payer_name,
        )  # fmt: skip
    kept = tuple(line for line in merged.values() if line.debit or line.credit)
    return CashBook(scope, opening, kept)


def _united(one: str, other: str) -> str:
    """Return two lists of accounts as one, in order."""
    return ", ".join(sorted({*one.split(", "), *other.split(", ")} - {""}))


def cash_book_table(report: CashBook) -> Table:
    """Return the cash book ready to be drawn; each line leads to its entry."""
    running = report.opening
    scope = report.scope
    before = scope.drill("cash-book", begin=None, end=day_before(scope.begin))
    opening = ("", "", "", phrase("Opening balance"), "", None, None, running)
    rows = [Row(opening, RowKind.OPENING, ((7, before),))]
    for line in report.lines:
        running += line.debit - line.credit
        is_receipt = line.debit > 0
        values = (
            line.occurred_on, line.voucher if is_receipt else "",
            "" if is_receipt else line.voucher, line.told, line.against,
            line.debit or None, line.credit or None, running,
        )  # fmt: skip
        column = 1 if is_receipt else 2
        rows.append(Row(values, drills=entry_drills(line.entry_no, column, 5 if is_receipt else 6)))
    total = ("", "", "", phrase("Movements"), "", report.received, report.paid, None)
    rows.append(Row(total, RowKind.SUBTOTAL))
    closing = ("", "", "", phrase("Closing balance"), "", None, None, report.closing)
    rows.append(Row(closing, RowKind.CLOSING))
    return Table(
        "cash-book", phrase("Cash book"), scope.club_name, scope.lines, COLUMNS, tuple(rows)
    )
