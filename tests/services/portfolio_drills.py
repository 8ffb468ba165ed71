"""What stands behind each figure of a portfolio report, worked out from the report it leads to."""

from collections.abc import Iterable

from ledger.core.accounts import BANK, CASH, DONATIONS, FUNDS, LOAN_ACCOUNTS
from ledger.core.loans.ratio import Figure
from ledger.core.posting_rules import INCOME
from ledger.core.statements.portfolio_table import NAMES
from ledger.core.statements.scope import fund_name
from ledger.core.statements.table import Phrase, Row, RowKind, Table, phrase

NAMED = {name: figure for figure, name in NAMES.items()}
RECOVERY = "Current recovery rate"


def column(table: Table, key: str, *kinds: RowKind) -> int:
    """Return the sum of a column over the rows of some kinds, by default the lines."""
    place = [one.key for one in table.columns].index(key)
    amounts = [row.values[place] for row in table.rows if row.kind in (kinds or (RowKind.LINE,))]
    return sum(amount for amount in amounts if isinstance(amount, int))


def behind_portfolio(_: Table, row: Row, key: str, target: Table) -> int:
    """Return what the report to which a figure leads says of it."""
    name = row.values[0]
    assert isinstance(name, Phrase)
    match target.name:
        case "loan-list":
            return _of_loans(name, key, target)
        case "loan-arrears":
            return column(target, "principal")
        case "income-statement":
            return _of_results(key, target)
        case "fund-changes":
            return _of_fund(key, target)
        case _:
            is_whole = NAMED.get(name) is Figure.FUND_UTILISATION and key == "of"
            money = (CASH, BANK) if is_whole else ()
            return _balances(target, {*LOAN_ACCOUNTS, *money})


def _of_loans(name: Phrase, key: str, target: Table) -> int:
    figure = NAMED.get(name)
    if figure is Figure.ANNUAL_LOAN_LOSS_RATE:
        return 2 * (column(target, "due") - column(target, "recovered"))
    keys = {
        Figure.ON_TIME_RATE: {"amount": "on-time", "of": "due"},
        Figure.YIELD: {"amount": "earned"},
        Figure.WRITE_OFF_RATIO: {"amount": "lost"},
    }
    if name.msgid.startswith(RECOVERY):
        return column(target, {"amount": "recovered", "of": "due"}[key])
    found = keys[figure][key] if figure in keys else "outstanding"
    return column(target, found)


def _of_results(key: str, target: Table) -> int:
    title = phrase("Total income" if key == "amount" else "Total expenses")
    total = sum(_amounts(row for row in target.rows if row.values[1] == title))
    donated = sum(_amounts(row for row in target.rows if row.values[0] == DONATIONS))
    return total - donated if key == "amount" else total


def _of_fund(key: str, target: Table) -> int:
    lends = next(fund_name(fund) for fund in FUNDS if fund.code == INCOME)
    keys = [one.key for one in target.columns]
    values = next(row.values for row in target.rows if row.values[0] == lends)
    by_key = {one: int(str(value)) for one, value in zip(keys[1:], values[1:], strict=True)}
    return by_key["opening"] if key == "of" else by_key["income"] - by_key["expenses"]


def _amounts(rows: Iterable[Row]) -> list[int]:
    return [int(str(row.values[2])) for row in rows]


def _balances(target: Table, accounts: set[str]) -> int:
    keys = [one.key for one in target.columns]
    debit, credit = keys.index("closing_debit"), keys.index("closing_credit")
    rows = [row.values for row in target.rows if row.values[0] in accounts]
    return sum(int(str(values[debit] or 0)) - int(str(values[credit] or 0)) for values in rows)
