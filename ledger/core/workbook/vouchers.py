"""The numbers of the paper's vouchers: which is used twice, which are missing."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence

from ledger.core.journal import Series
from ledger.core.workbook.cash_rows import CashRowReader
from ledger.core.workbook.draft import DraftRow
from ledger.core.workbook.words import Column

MOST_MISSING = 5_000
"""How many numbers a workbook may leave out before a number itself is taken for a mistake."""

_COLUMN = {Series.RECEIPT: Column.RECEIPT, Series.PAYMENT: Column.PAYMENT}


def check_vouchers(
    rows: Sequence[DraftRow], reader: CashRowReader
) -> Mapping[tuple[int, Series], tuple[int, ...]]:
    """Return the missing numbers by year and series; refuse the later of two equal numbers.

    A refused row's number counts as used. A row without a readable date belongs to the year of
    the rows around it, and to none where they differ.
    """
    used: dict[tuple[int, Series], dict[int, DraftRow]] = defaultdict(dict)
    for row, year in zip(rows, _years(rows), strict=True):
        if row.series is None or row.number is None or year is None:
            continue
        numbers = used[year, row.series]
        earlier = numbers.get(row.number)
        if earlier is None:
            numbers[row.number] = row
            continue
        reader.error(
            row.row, _COLUMN[row.series], "voucher_number_used_twice",
            voucher=_written(row.series, row.number), earlier_row=earlier.row,
        )  # fmt: skip
        row.refused = True
    found: dict[tuple[int, Series], tuple[int, ...]] = {}
    left = MOST_MISSING
    for key, numbers in sorted(used.items()):
        missing = _missing(key, numbers, reader, left)
        left -= len(missing)
        if missing:
            found[key] = missing
    return found


def _missing(
    key: tuple[int, Series], numbers: Mapping[int, DraftRow], reader: CashRowReader, left: int
) -> tuple[int, ...]:
    """Return the numbers left out, at most `left`, and tell of each gap in the row after it."""
    missing: list[int] = []
    last = 0
    for number in sorted(numbers):
        gap = range(last + 1, number)
        last = number
        if not gap:
            continue
        row, column = numbers[number], _COLUMN[key[1]]
        if len(gap) > left - len(missing):
            row.refused = True
            reader.error(
                row.row, column, "voucher_gap_too_large",
                voucher=_written(key[1], number), missing=len(gap),
            )  # fmt: skip
            continue
        missing += gap
        reader.warn(
            row.row, column, "voucher_gap",
            series=key[1].value, year=key[0], numbers=tuple(gap),
        )  # fmt: skip
    return tuple(missing)


def _written(series: Series, number: int) -> str:
    return f"{series.value}{number:03d}"


def _years(rows: Sequence[DraftRow]) -> list[int | None]:
    """Return each row's year; where its date is refused, the year of both neighbours."""
    before = _known_years([row.occurred_on for row in rows])
    after = _known_years([row.occurred_on for row in reversed(rows)])
    return [
        one if one == other or other is None else (other if one is None else None)
        for one, other in zip(before, reversed(after), strict=True)
    ]


def _known_years(dates: Sequence[dt.date | None]) -> list[int | None]:
    years: list[int | None] = []
    year: int | None = None
    for date in dates:
        year = date.year if date is not None else year
        years.append(year)
    return years
