"""The bars of money month by month: what was lent and what was at hand, on one scale from zero."""

from collections.abc import Sequence
from dataclasses import dataclass

from ledger.core.statements.chart_places import share
from ledger.services.clubs import MonthMoney
from ledger.web.words import Reader


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


def _short(month: str) -> str:
    """Return a month that is kept as 2026-03 as 03/2026, in every language."""
    return f"{month[5:]}/{month[:4]}"
