"""The interest of each day, divided between the funds when the day is closed."""

import datetime as dt
from dataclasses import dataclass, field
from typing import TypeAlias

from ledger.core.accounts import FundKind
from ledger.core.money import largest_remainder

SHARED_BY = (FundKind.INCOME_GENERATION, FundKind.ACTIVITY, FundKind.MUTUAL_HELP)
"""The funds in the order in which a club's rules name their shares (clubs/README.md)."""


DayShare: TypeAlias = tuple[dt.date, int, tuple[int, ...]]
"""A day, its interest in đồng not divided before, and the part of each fund of `SHARED_BY`."""


@dataclass(slots=True)
class _Day:
    received: int = 0
    divided: int = 0
    parts: tuple[int, ...] = (0, 0, 0)


@dataclass(slots=True)
class InterestDays:
    """Interest received by day.

    A day is closed by the first row of a later day. What a forgotten slip adds to a closed day is
    divided as a difference after the slip (RULES.md, section 5).
    """

    shares: tuple[int, int, int]
    _days: dict[dt.date, _Day] = field(default_factory=dict)
    _open: list[dt.date] = field(default_factory=list)
    _latest: dt.date = dt.date.min

    def closed_by(self, day: dt.date) -> list[DayShare]:
        """Return what each day that a row of `day` closes gives to the funds."""
        self._latest = max(self._latest, day)
        return [self._close(one) for one in self._open[:] if one != day and one < self._latest]

    def close_all(self) -> list[DayShare]:
        """Return what every day still open gives, in the order in which their interest came."""
        return [self._close(one) for one in self._open[:]]

    def receive(self, day: dt.date, amount: int) -> None:
        """Add interest to a day, which is open from then on."""
        if day not in self._open:
            self._open.append(day)
        self._days.setdefault(day, _Day()).received += amount

    def _close(self, day: dt.date) -> DayShare:
        self._open.remove(day)
        one = self._days[day]
        parts = largest_remainder(one.received, self.shares)
        added = tuple(new - old for new, old in zip(parts, one.parts, strict=True))
        total = one.received - one.divided
        one.parts, one.divided = parts, one.received
        return day, total, added
