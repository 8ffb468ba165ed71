"""The balance sheet, the income and expense statement, and the change of each fund."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ledger.core.accounts import Account, AccountType, Fund, Side
from ledger.core.periods import day_before
from ledger.core.statements.scope import Scope, account_name, fund_name
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
from ledger.core.statements.trial_balance import Sums


@dataclass(frozen=True, slots=True)
class Figure:
    """An account's amount in a statement, in đồng, positive on the statement's side."""

    account: Account
    amount: int


@dataclass(frozen=True, slots=True)
class BalanceSheet:
    """What the club has and owes on a day; assets = liabilities + equity + surplus."""

    scope: Scope
    assets: tuple[Figure, ...]
    liabilities: tuple[Figure, ...]
    equity: tuple[Figure, ...]
    surplus: int

    @property
    def total_assets(self) -> int:
        """Return all assets, contra accounts deducted."""
        return sum(figure.amount for figure in self.assets)

    @property
    def total_sources(self) -> int:
        """Return liabilities, equity and the surplus not yet distributed."""
        return sum(x.amount for x in (*self.liabilities, *self.equity)) + self.surplus


@dataclass(frozen=True, slots=True)
class IncomeStatement:
    """What came in and what was spent in a period."""

    scope: Scope
    income: tuple[Figure, ...]
    expenses: tuple[Figure, ...]

    @property
    def total_income(self) -> int:
        """Return all income."""
        return sum(figure.amount for figure in self.income)

    @property
    def total_expenses(self) -> int:
        """Return all expenses."""
        return sum(figure.amount for figure in self.expenses)

    @property
    def surplus(self) -> int:
        """Return income less expenses."""
        return self.total_income - self.total_expenses


@dataclass(frozen=True, slots=True)
class FundChange:
    """How a fund's net assets changed; opening + all changes = closing, in đồng."""

    fund: Fund
    opening: int
    capital: int
    income: int
    expenses: int
    transfers: int

    @property
    def closing(self) -> int:
        """Return the net assets at the end."""
        return self.opening + self.capital + self.income - self.expenses + self.transfers


@dataclass(frozen=True, slots=True)
class FundChanges:
    """The change of every fund in a period."""

    scope: Scope
    funds: tuple[FundChange, ...]


def _figures(
    accounts: Sequence[Account], kind: AccountType, sums: Mapping[str, Sums], side: Side
) -> tuple[Figure, ...]:
    sign = 1 if side is Side.DEBIT else -1
    return tuple(
        Figure(account, sign * sums[account.number].balance)
        for account in accounts
        if account.type is kind and account.number in sums and sums[account.number].balance
    )


def balance_sheet(
    scope: Scope, accounts: Sequence[Account], closing: Mapping[str, Sums]
) -> BalanceSheet:
    """Return the balance sheet from the sums by account up to the last day."""
    temporary = {a.number for a in accounts if not a.type.is_permanent}
    surplus = -sum(sums.balance for number, sums in closing.items() if number in temporary)
    return BalanceSheet(
        scope,
        _figures(accounts, AccountType.ASSET, closing, Side.DEBIT),
        _figures(accounts, AccountType.LIABILITY, closing, Side.CREDIT),
        _figures(accounts, AccountType.EQUITY, closing, Side.CREDIT),
        surplus,
    )


def income_statement(
    scope: Scope, accounts: Sequence[Account], movements: Mapping[str, Sums]
) -> IncomeStatement:
    """Return the statement of income and expense from a period's movements by account.

    The entries that close a year are left out by the caller: they are not income.
    """
    return IncomeStatement(
        scope,
        _figures(accounts, AccountType.INCOME, movements, Side.CREDIT),
        _figures(accounts, AccountType.EXPENSE, movements, Side.DEBIT),
    )


MONEY = ColumnKind.AMOUNT
STATEMENT_COLUMNS = (
    Column("account", phrase("Account")),
    Column("name", phrase("Name")),
    Column("amount", phrase("Amount"), MONEY),
)


def balance_sheet_table(report: BalanceSheet) -> Table:
    """Return the balance sheet ready to be drawn."""
    scope = report.scope
    rows = [
        *_section(scope, phrase("Assets"), report.assets, from_start=True),
        Row(("", phrase("Total assets"), report.total_assets), RowKind.TOTAL),
        *_section(scope, phrase("Liabilities"), report.liabilities, from_start=True),
        *_section(scope, phrase("Capital and funds"), report.equity, from_start=True),
        Row(
            ("", phrase("Surplus of income over expense"), report.surplus),
            drills=((2, scope.drill("trial-balance", begin=None, end=scope.end)),),
        ),
        Row(("", phrase("Total liabilities and funds"), report.total_sources), RowKind.TOTAL),
    ]
    lines = (phrase("On %(day)s", day=scope.end), *scope.which)
    return Table(
        "balance-sheet", phrase("Balance sheet"), scope.club_name, lines, STATEMENT_COLUMNS,
        tuple(rows),
    )  # fmt: skip


def income_statement_table(report: IncomeStatement) -> Table:
    """Return the statement of income and expense ready to be drawn."""
    scope = report.scope
    rows = [
        *_section(scope, phrase("Income"), report.income, from_start=False),
        Row(("", phrase("Total income"), report.total_income), RowKind.SUBTOTAL),
        *_section(scope, phrase("Expenses"), report.expenses, from_start=False),
        Row(("", phrase("Total expenses"), report.total_expenses), RowKind.SUBTOTAL),
        Row(("", phrase("Surplus of income over expense"), report.surplus), RowKind.TOTAL),
    ]
    return Table(
        "income-statement", phrase("Income and expense"), scope.club_name, scope.lines,
        STATEMENT_COLUMNS, tuple(rows),
    )  # fmt: skip


def _section(
    scope: Scope, title: Phrase, figures: tuple[Figure, ...], *, from_start: bool
) -> list[Row]:
    rows = [Row(("", title, None), RowKind.HEADING)]
    for figure in figures:
        drill = (
            scope.ledger(figure.account.number, None, scope.end)
            if from_start
            else scope.ledger_before_closing(figure.account.number)
        )
        values = (figure.account.number, account_name(figure.account), figure.amount)
        rows.append(Row(values, drills=((0, drill), (2, drill))))
    return rows


FUND_COLUMNS = (
    Column("fund", phrase("Fund")),
    Column("opening", phrase("Opening"), MONEY),
    Column("capital", phrase("Capital in, less out"), MONEY),
    Column("income", phrase("Income"), MONEY),
    Column("expenses", phrase("Expenses"), MONEY),
    Column("transfers", phrase("Between funds"), MONEY),
    Column("closing", phrase("Closing"), MONEY),
)


def fund_changes_table(report: FundChanges) -> Table:
    """Return the changes of the funds ready to be drawn."""
    scope = report.scope
    rows = []
    totals = [0] * 6
    for one in report.funds:
        figures = (
            one.opening, one.capital, one.income, one.expenses, one.transfers, one.closing
        )  # fmt: skip
        totals = [total + figure for total, figure in zip(totals, figures, strict=True)]
        values: tuple[Value, ...] = (fund_name(one.fund), *figures)
        rows.append(Row(values, drills=_fund_drills(scope, one.fund)))
    rows.append(Row((phrase("Total"), *totals), RowKind.TOTAL))
    return Table(
        "fund-changes", phrase("Changes of the funds"), scope.club_name, (scope.days,),
        FUND_COLUMNS, tuple(rows),
    )  # fmt: skip


def _fund_drills(scope: Scope, fund: Fund) -> tuple[tuple[int, Drill], ...]:
    """Return where a fund's figures come from: what it had, what it earned, what moved."""

    def drill(report: str, begin: dt.date | None, end: dt.date) -> Drill:
        return scope.drill(report, fund=fund.code, begin=begin, end=end)

    before = drill("balance-sheet", None, day_before(scope.begin))
    earned = drill("income-statement", scope.begin, scope.end)
    moved = drill("trial-balance", scope.begin, scope.end)
    after = drill("balance-sheet", None, scope.end)
    return (
        (0, moved), (1, before), (2, moved), (3, earned), (4, earned), (5, moved), (6, after)
    )  # fmt: skip
