"""The journal (sổ nhật ký chung): every entry in order of its number, with its lines."""

from dataclasses import dataclass

from ledger.core.statements.entries import EntryRecord
from ledger.core.statements.general_ledger import entry_drills
from ledger.core.statements.scope import Scope
from ledger.core.statements.table import Column, ColumnKind, Name, Row, RowKind, Table, phrase


@dataclass(frozen=True, slots=True)
class JournalListing:
    """The entries of a scope, in order of their numbers."""

    scope: Scope
    entries: tuple[EntryRecord, ...]

    @property
    def total(self) -> int:
        """Return the sum of all debits, which is that of all credits, in đồng."""
        return sum(line.debit for entry in self.entries for line in entry.lines)


COLUMNS = (
    Column("entry", phrase("Entry"), ColumnKind.NUMBER),
    Column("date", phrase("Date"), ColumnKind.DATE),
    Column("voucher", phrase("Voucher")),
    Column("narration", phrase("Narration")),
    Column("account", phrase("Account")),
    Column("name", phrase("Name")),
    Column("fund", phrase("Fund")),
    Column("debit", phrase("Debit"), ColumnKind.AMOUNT),
    Column("credit", phrase("Credit"), ColumnKind.AMOUNT),
)


def journal_table(report: JournalListing) -> Table:
    """Return the journal ready to be drawn; each entry's first line leads to it."""
    rows = []
    for entry in report.entries:
        for position, line in enumerate(entry.lines):
            first = position == 0
            head = (
                (entry.entry_no, entry.occurred_on, entry.voucher, entry.told)
                if first
                else (None, None, "", "")
            )
            name = Name(line.account_vi, line.account_en)
            fund = Name(line.fund_vi, line.fund_en)
            values = (*head, line.account, name, fund, line.debit or None, line.credit or None)
            rows.append(Row(values, drills=entry_drills(entry.entry_no, 0, 2) if first else ()))
    total = (None, None, "", phrase("Total"), "", "", "", report.total, report.total)
    rows.append(Row(total, RowKind.TOTAL))
    scope = report.scope
    return Table("journal", phrase("Journal"), scope.club_name, scope.lines, COLUMNS, tuple(rows))
