"""The general ledger: an account's opening, its lines with the running balance, its closing."""

from dataclasses import dataclass

from ledger.core.accounts import Account, Side, signed_balance
from ledger.core.periods import day_before
from ledger.core.statements.entries import LedgerLine
from ledger.core.statements.scope import Scope, account_name
from ledger.core.statements.table import (
    Column,
    ColumnKind,
    Drill,
    Row,
    RowKind,
    Table,
    Value,
    phrase,
)
from ledger.core.statements.trial_balance import Sums


@dataclass(frozen=True, slots=True)
class GeneralLedger:
    """One account's ledger; `opening` are the sums before the first day.

    With `before_closing` the entries that close a year are left out.
    """

    scope: Scope
    account: Account
    opening: Sums
    lines: tuple[LedgerLine, ...]
    before_closing: bool = False

    @property
    def movements(self) -> Sums:
        """Return the sums of the period's lines."""
        return Sums(sum(x.debit for x in self.lines), sum(x.credit for x in self.lines))

    @property
    def closing(self) -> Sums:
        """Return the sums up to the last day."""
        return self.opening + self.movements


COLUMNS = (
    Column("date", phrase("Date"), ColumnKind.DATE),
    Column("voucher", phrase("Voucher")),
    Column("narration", phrase("Narration")),
    Column("against", phrase("Against")),
    Column("debit", phrase("Debit"), ColumnKind.AMOUNT),
    Column("credit", phrase("Credit"), ColumnKind.AMOUNT),
    Column("balance", phrase("Balance"), ColumnKind.AMOUNT),
)


def general_ledger_table(report: GeneralLedger) -> Table:
    """Return the ledger ready to be drawn; each line leads to its entry."""
    side = report.account.normal_side
    running = signed_balance(report.opening.debit, report.opening.credit, side)
    scope = report.scope
    before = scope.ledger(report.account.number, None, day_before(scope.begin))
    opening = ("", "", phrase("Opening balance"), "", None, None, running)
    rows = [Row(opening, RowKind.OPENING, ((6, before),))]
    for line in report.lines:
        running += signed_balance(line.debit, line.credit, side)
        rows.append(Row(_values(line, running), drills=entry_drills(line.entry_no, 1, 4, 5)))
    movements = report.movements
    rows.append(
        Row(("", "", phrase("Movements"), "", movements.debit, movements.credit, None),
            RowKind.SUBTOTAL)
    )  # fmt: skip
    rows.append(Row(("", "", phrase("Closing balance"), "", None, None, running), RowKind.CLOSING))
    account = phrase(
        "Account %(number)s: %(name)s", number=report.account.number,
        name=account_name(report.account),
    )  # fmt: skip
    notes = [
        phrase("A balance is debits less credits.")
        if side is Side.DEBIT
        else phrase("A balance is credits less debits.")
    ]
    if report.before_closing:
        notes.append(phrase("The entries that close the year are left out."))
    return Table(
        "ledger", phrase("General ledger"), scope.club_name, (account, *scope.lines), COLUMNS,
        tuple(rows), tuple(notes),
    )  # fmt: skip


def entry_drills(entry_no: int, *columns: int) -> tuple[tuple[int, Drill], ...]:
    """Return the links from columns (by index) to an entry."""
    drill = Drill("entry", (("entry_no", entry_no),))
    return tuple((column, drill) for column in columns)


def _values(line: LedgerLine, running: int) -> tuple[Value, ...]:
    return (
        line.occurred_on, line.voucher, line.told, line.against,
        line.debit or None, line.credit or None, running,
    )  # fmt: skip
