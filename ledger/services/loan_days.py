"""On which day of the books something counts that happened to a loan."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from ledger.core.loans.events import LoanEvent, Repayment
from ledger.core.periods import PeriodNotOpen, month_of

Day: TypeAlias = Callable[[LoanEvent], tuple[dt.date, dt.date | None]]
"""Says on which day an event counts in the books, and its true day if that is another."""


@dataclass(frozen=True, slots=True)
class Days:
    """When things are posted: today, and the latest month that is closed."""

    today: dt.date
    closed: str | None

    def of(self, event: LoanEvent) -> tuple[dt.date, dt.date | None]:
        """Return the day that an event counts in the books, and its true day if another.

        A payment of a closed month is posted today (RULES.md, section 5); nothing else is
        (`PeriodNotOpen`).
        """
        month = month_of(event.occurred_on)
        if self.closed is None or month > self.closed:
            return event.occurred_on, None
        if isinstance(event, Repayment):
            return self.today, event.occurred_on
        raise PeriodNotOpen(period=month)

    def instead(self, event: LoanEvent) -> tuple[dt.date, dt.date | None]:
        """Return the same of what takes the place of something that is reversed today."""
        if event.occurred_on >= self.today:
            return event.occurred_on, None
        return self.today, event.occurred_on
