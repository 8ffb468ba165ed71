"""What stands behind figures of the fund and of who was lent to, from where they lead."""

from collections.abc import Callable

from ledger.core.statements.table import Row, RowKind, Table


def _amount(table: Table, row: Row, key: str) -> int:
    value = row.values[[one.key for one in table.columns].index(key)]
    return value if isinstance(value, int) else 0


def _of_kind(table: Table, kind: RowKind) -> list[Row]:
    return [row for row in table.rows if row.kind is kind]


def behind_inspection(table: Table, row: Row, key: str, target: Table) -> int:
    """Return what the list of loans comes to; of one loan the sum, if it stands on its card."""
    if target.name == "outcome-loans":
        return _amount(target, target.rows[-1], "lent")
    figure = _amount(table, row, key)
    return figure if any(figure in one.values for one in target.rows) else -1


def behind_sources(_: Table, _row: Row, key: str, target: Table) -> int:
    """Return what a ledger says of a source: its balance before and after, and what moved."""
    (opening,) = _of_kind(target, RowKind.OPENING)
    (closing,) = _of_kind(target, RowKind.CLOSING)
    lines = _of_kind(target, RowKind.LINE)
    sums: dict[str, Callable[[], int]] = {
        "opening": lambda: _amount(target, opening, "balance"),
        "closing": lambda: _amount(target, closing, "balance"),
        "came": lambda: sum(_amount(target, one, "credit") for one in lines),
        "went": lambda: sum(_amount(target, one, "debit") for one in lines),
    }
    return sums[key]()


def behind_health(table: Table, row: Row, key: str, target: Table) -> int:
    """Return what the last year of the sources says of a year of the fund."""
    own = _of_kind(target, RowKind.SUBTOTAL)[-1]
    if key in {"opening", "closing"}:
        return _amount(target, own, key)
    change = _amount(target, own, "closing") - _amount(target, own, "opening")
    other = "earned" if key == "new" else "new"
    return change - _amount(table, row, other)
