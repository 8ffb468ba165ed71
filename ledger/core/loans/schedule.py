"""A loan's schedule as a value: what falls due when, of principal, interest and fees."""

import datetime as dt
from dataclasses import dataclass
from itertools import accumulate
from operator import add
from typing import NamedTuple

from ledger.core.loans.calendar import PayDays


@dataclass(frozen=True, slots=True)
class Instalment:
    """A row of a schedule, in minor units; `balance` is the principal left after it."""

    number: int
    due_on: dt.date
    principal: int
    interest: int
    fee: int
    balance: int

    @property
    def total(self) -> int:
        """Return the whole sum to be paid."""
        return self.principal + self.interest + self.fee


class Schedule(NamedTuple):
    """What falls due on a loan, in columns of one length, in minor units.

    A named tuple and no dataclass, because it is made in a third of the time. `period_ends` are
    the agreed days to which interest is counted; `due_dates` are the days on which one pays,
    which may have moved to a meeting. `fees` is empty where no instalment bears one.
    """

    principal: int
    disbursed_on: dt.date
    due_dates: tuple[dt.date, ...]
    period_ends: tuple[dt.date, ...]
    principals: tuple[int, ...]
    interests: tuple[int, ...]
    fees: tuple[int, ...] = ()
    fee_at_disbursement: int = 0

    @property
    def balances(self) -> tuple[int, ...]:
        """Return the principal left after each instalment."""
        return tuple(self.principal - paid for paid in accumulate(self.principals))

    @property
    def instalments(self) -> tuple[Instalment, ...]:
        """Return the rows, numbered from 1."""
        fees = self.fees or (0,) * len(self.due_dates)
        columns = (self.due_dates, self.principals, self.interests, fees, self.balances)
        rows = enumerate(zip(*columns, strict=True), 1)
        return tuple(Instalment(number, *row) for number, row in rows)

    @property
    def totals(self) -> tuple[int, ...]:
        """Return the whole sum of each instalment."""
        sums = map(add, self.principals, self.interests)
        return tuple(map(add, sums, self.fees)) if self.fees else tuple(sums)

    def payable(self, days: PayDays) -> "Schedule":
        """Return the schedule with due dates moved to days on which the club takes money.

        Interest stays as agreed: who pays at the meeting after a due date owes no more.
        """
        return self._replace(due_dates=tuple(days.pay_on(day) for day in self.due_dates))
