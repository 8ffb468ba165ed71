"""A member's statement as a table, for a page, a sheet and a terminal."""

from ledger.core import accounts
from ledger.core.journal import EntryKind
from ledger.core.periods import day_before
from ledger.core.statements.general_ledger import entry_drills
from ledger.core.statements.member import MemberMovement, MemberStatement
from ledger.core.statements.table import (
    Column,
    ColumnKind,
    Drill,
    Phrase,
    Row,
    RowKind,
    Table,
    Value,
    phrase,
)

MONEY = ColumnKind.AMOUNT
COLUMNS = (
    Column("date", phrase("Date"), ColumnKind.DATE),
    Column("voucher", phrase("Voucher")),
    Column("what", phrase("For")),
    Column("received", phrase("The club gave"), MONEY),
    Column("paid", phrase("You paid"), MONEY),
    Column("owed", phrase("Still owed"), MONEY),
)
EVERYDAY = {
    accounts.LOAN_INTEREST: phrase("Interest"),
    accounts.DUES: phrase("Dues"),
    accounts.DONATIONS: phrase("Donation"),
    accounts.MEMBER_CAPITAL: phrase("Capital"),
}


def member_statement_table(statement: MemberStatement) -> Table:
    """Return the statement ready to be drawn; each line leads to its entry."""
    opening: tuple[Value, ...] = (
        None, "", phrase("Owed before %(day)s", day=statement.begin), None, None, statement.opening,
    )  # fmt: skip
    before = Drill(
        "member-statement",
        (("member_no", statement.member_no), ("end", day_before(statement.begin))),
    )
    rows = [Row(opening, RowKind.OPENING, ((5, before),))]
    for line in statement.movements:
        values = (
            line.occurred_on, line.voucher, what_for(line), line.received or None,
            line.paid or None, line.balance,
        )  # fmt: skip
        rows.append(Row(values, drills=entry_drills(line.entry_no, 1, 3, 4)))
    received = sum(line.received for line in statement.movements)
    paid = sum(line.paid for line in statement.movements)
    closing: tuple[Value, ...] = (
        None, "", phrase("Owed on %(day)s", day=statement.end), received, paid, statement.closing,
    )  # fmt: skip
    rows.append(Row(closing, RowKind.CLOSING))
    scope = (
        phrase("%(name)s, member no. %(number)s", name=statement.name, number=statement.paper_code),
        phrase("From %(begin)s to %(end)s", begin=statement.begin, end=statement.end),
    )
    return Table(
        "member-statement", phrase("Member's statement"), statement.club, scope, COLUMNS,
        tuple(rows),
    )  # fmt: skip


def what_for(line: MemberMovement) -> Phrase | str:
    """Return the everyday word for what a line is; its narration if there is none.

    A reversal, and what moves in the books alone (to overdue, written off), has its narration.
    """
    is_plain = line.kind != EntryKind.REVERSAL and (line.paid or line.received)
    if not is_plain:
        return line.narration or line.account
    if line.account in accounts.LOAN_ACCOUNTS:
        return phrase("Loan paid out") if line.loan_change > 0 else phrase("Principal")
    return EVERYDAY.get(line.account, line.narration or line.account)
