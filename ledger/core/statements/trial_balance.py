"""The trial balance: opening, movements and closing of every account, on both sides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from ledger.core.accounts import Account
from ledger.core.periods import day_before
from ledger.core.statements.scope import Scope, account_name
from ledger.core.statements.table import Column, ColumnKind, Row, RowKind, Table, phrase


@dataclass(frozen=True, slots=True)
class Sums:
    """Debits and credits, in đồng."""

    debit: int = 0
    credit: int = 0

    def __add__(self, other: "Sums") -> "Sums":
        """Return the sums side by side."""
        return Sums(self.debit + other.debit, self.credit + other.credit)

    def __sub__(self, other: "Sums") -> "Sums":
        """Return the difference side by side."""
        return Sums(self.debit - other.debit, self.credit - other.credit)

    @property
    def balance(self) -> int:
        """Return debits less credits."""
        return self.debit - self.credit

    @property
    def netted(self) -> "Sums":
        """Return the balance on the one side where it stands."""
        return Sums(max(self.balance, 0), max(-self.balance, 0))


@dataclass(frozen=True, slots=True)
class TrialBalanceRow:
    """An account's opening and closing balance (each on one side) and its movements."""

    account: Account
    opening: Sums
    movements: Sums
    closing: Sums


@dataclass(frozen=True, slots=True)
class TrialBalance:
    """The trial balance of a scope; the two columns of each pair have equal totals."""

    scope: Scope
    rows: tuple[TrialBalanceRow, ...]

    @property
    def totals(self) -> tuple[Sums, Sums, Sums]:
        """Return the totals of opening, movements and closing."""
        return (
            sum((row.opening for row in self.rows), Sums()),
            sum((row.movements for row in self.rows), Sums()),
            sum((row.closing for row in self.rows), Sums()),
        )


def trial_balance(
    scope: Scope,
    accounts: Sequence[Account],
    opening: Mapping[str, Sums],
    closing: Mapping[str, Sums],
) -> TrialBalance:
    """Return the trial balance from sums by account up to the day before, and up to the end.

    An account that is at zero and was not touched is left out.
    """
    rows = []
    for account in sorted(accounts, key=attrgetter("number")):
        before = opening.get(account.number, Sums())
        after = closing.get(account.number, Sums())
        row = TrialBalanceRow(account, before.netted, after - before, after.netted)
        if any(sums != Sums() for sums in (row.opening, row.movements, row.closing)):
            rows.append(row)
    return TrialBalance(scope, tuple(rows))


def with_children(balances: Mapping[str, int]) -> dict[str, int]:
    """Return balances where each account includes all below it, levels without lines as well.

    Below 132 is 1321, whose number begins with it; below Assets is Assets:Cash, but no AssetsOld.
    """
    names = set(balances)
    for name in balances:
        levels = name.split(":")
        names |= {":".join(levels[:depth]) for depth in range(1, len(levels))}
    return {
        name: sum(amount for other, amount in balances.items() if _is_in(other, name))
        for name in sorted(names)
    }


def _is_in(account: str, above: str) -> bool:
    """Tell whether an account is another or stands below it."""
    if above.isdigit() and account.isdigit():
        return account.startswith(above)
    return account == above or account.startswith(f"{above}:")


COLUMNS = (
    Column("account", phrase("Account")),
    Column("name", phrase("Name")),
    Column("opening_debit", phrase("Opening debit"), ColumnKind.AMOUNT),
    Column("opening_credit", phrase("Opening credit"), ColumnKind.AMOUNT),
    Column("debit", phrase("Debit movements"), ColumnKind.AMOUNT),
    Column("credit", phrase("Credit movements"), ColumnKind.AMOUNT),
    Column("closing_debit", phrase("Closing debit"), ColumnKind.AMOUNT),
    Column("closing_credit", phrase("Closing credit"), ColumnKind.AMOUNT),
)


def trial_balance_table(report: TrialBalance) -> Table:
    """Return the trial balance ready to be drawn; each figure leads to its ledger."""
    scope = report.scope
    rows = []
    for row in report.rows:
        number = row.account.number
        before = scope.ledger(number, None, day_before(scope.begin))
        within = scope.ledger(number, scope.begin, scope.end)
        until = scope.ledger(number, None, scope.end)
        values = (
            number, account_name(row.account), *_figures(row.opening, row.movements, row.closing)
        )  # fmt: skip
        drills = ((0, within), (1, within), (2, before), (3, before), (4, within), (5, within),
                  (6, until), (7, until))  # fmt: skip
        rows.append(Row(values, drills=drills))
    total = ("", phrase("Total"), *_figures(*report.totals, zero=0))
    rows.append(Row(total, RowKind.TOTAL))
    return Table(
        "trial-balance", phrase("Trial balance"), scope.club_name, scope.lines, COLUMNS, tuple(rows)
    )


def _figures(*pairs: Sums, zero: int | None = None) -> tuple[int | None, ...]:
    return tuple(amount or zero for pair in pairs for amount in (pair.debit, pair.credit))
