"""Charts: bars beside the figures that they show, all from zero and on one scale."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ledger.core.statements.table import Phrase, RowKind, Table, phrase
from ledger.services.clubs import MonthMoney
from ledger.web.words import Reader

FULL = 1_000
"""The length of the longest bar; a template draws it as wide as its place is."""


@dataclass(frozen=True, slots=True)
class MoneyBar:
    """A month's bar in two parts, and its figures in words."""

    month: str
    lent: str
    at_hand: str
    lent_length: int
    at_hand_length: int


def money_bars(months: Sequence[MonthMoney], reader: Reader) -> tuple[MoneyBar, ...]:
    """Return the bars, the latest month first; what is below zero has no length."""
    longest = max((max(one.lent, 0) + max(one.at_hand, 0) for one in months), default=0) or 1
    return tuple(
        MoneyBar(
            _short(one.month), reader.figure(one.lent), reader.figure(one.at_hand),
            share(one.lent, longest), share(one.at_hand, longest),
        )
        for one in reversed(months)
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with the words before it and the figure behind it."""

    words: str
    figure: str
    length: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars on one scale from zero, and what they show."""

    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Charted:
    """What of a report is charted: a column's key, its title, and under which heading it stands.

    `beside`: only rows that have a figure in this column too.
    """

    key: str
    title: Phrase
    heading: Phrase | None = None
    beside: str | None = None


CHARTED: Mapping[str, Charted] = {
    "loan-portfolio": Charted(
        "amount", phrase("Principal outstanding by days late, in đồng"),
        phrase("Loans by days late"),
    ),
    "loan-forecast": Charted(
        "as-expected", phrase("What can be lent as expected, in đồng"), beside="comes-expected"
    ),
}  # fmt: skip
"""The reports that a person would rather look at than read."""


def chart_of(table: Table, reader: Reader) -> Chart | None:
    """Return the bars of a report's own figures; None where it has none, or all are nothing."""
    charted = CHARTED.get(table.name)
    if charted is None:
        return None
    found = list(_charted(table, charted))
    longest = max((amount for _, amount in found), default=0)
    if longest <= 0:
        return None
    return Chart(
        reader.phrase(charted.title),
        tuple(
            Bar(words if isinstance(words, str) else reader.phrase(words), reader.figure(amount),
                share(amount, longest))
            for words, amount in found
        ),
    )  # fmt: skip


def _charted(table: Table, charted: Charted) -> Iterator[tuple[Phrase | str, int]]:
    """Yield the rows that are charted with their amounts: those of a heading, or all lines."""
    keys = [one.key for one in table.columns]
    column, beside = keys.index(charted.key), keys.index(charted.beside or charted.key)
    is_here = charted.heading is None
    for row in table.rows:
        if row.kind is RowKind.HEADING:
            is_here = row.values[0] == charted.heading
        words, amount = row.values[0], row.values[column]
        is_line = is_here and row.kind is RowKind.LINE and row.values[beside] is not None
        if is_line and isinstance(words, Phrase | str) and isinstance(amount, int):
            yield words, amount


def _short(month: str) -> str:
    """Return a month that is kept as 2026-03 as 03/2026, in every language."""
    return f"{month[5:]}/{month[:4]}"


def share(part: int, whole: int) -> int:
    """Return the length of a part of a whole, from nothing to the longest bar."""
    return min(max(part, 0) * FULL // whole, FULL) if whole > 0 else 0
