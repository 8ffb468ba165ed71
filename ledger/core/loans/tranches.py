"""Loans of level instalments that are paid out in several parts."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ledger.core.loans.calendar import DatesOutOfOrder, check_order
from ledger.core.loans.interest import interest_on, part_factor, period_factors
from ledger.core.loans.level import evened, level_instalment
from ledger.core.loans.making import check_principal
from ledger.core.loans.schedule import Schedule
from ledger.core.loans.terms import LoanTerms


@dataclass(frozen=True, slots=True)
class Tranche:
    """A part of a loan, in minor units, and the day on which it was paid out."""

    paid_out_on: dt.date
    amount: int


@dataclass(slots=True)
class _Course:
    """A loan's periods, their factors, and the parts paid out within them, so far."""

    terms: LoanTerms
    ends: Sequence[dt.date]
    starts: Sequence[dt.date]
    factors: Sequence[Fraction]
    tranches: list[Tranche]

    def interest_in(self, number: int, balance: int) -> int:
        """Return a period's interest; what is paid out in its course bears it from then on."""
        start, end = self.starts[number], self.ends[number]
        interest, turn = 0, start
        for tranche in [one for one in self.tranches if start < one.paid_out_on < end]:
            interest += self._on(balance, self._part(number, turn, tranche.paid_out_on))
            balance, turn = balance + tranche.amount, tranche.paid_out_on
        rest = self._part(number, turn, end) if turn != start else self.factors[number]
        return interest + self._on(balance, rest)

    def paid_out_in(self, number: int) -> int:
        """Return what is paid out in the course of a period."""
        start, end = self.starts[number], self.ends[number]
        return sum(one.amount for one in self.tranches if start < one.paid_out_on < end)

    def paid_out_by(self, number: int) -> int:
        """Return what is paid out by the first day of a period."""
        return sum(one.amount for one in self.tranches if one.paid_out_on <= self.starts[number])

    def rows(self, number: int, balance: int, level: int) -> tuple[list[int], list[int]]:
        """Return principal and interest from a period on; the last one pays what is left."""
        principals: list[int] = []
        interests: list[int] = []
        for at in range(number, len(self.ends)):
            interests.append(self.interest_in(at, balance))
            balance += self.paid_out_in(at)
            principals.append(min(max(level - interests[-1], 0), balance))
            balance -= principals[-1]
        principals[-1] += balance
        return principals, interests

    def level_from(self, number: int, balance: int) -> int:
        """Return the level instalment from a period on, on all that is paid out by its end."""
        owed = balance + self.paid_out_in(number)
        level = level_instalment(self.terms, owed, self.factors[number:])
        if not self.terms.evened:
            return level

        def last_of(one: int) -> int:
            principals, interests = self.rows(number, balance, one)
            return principals[-1] + interests[-1]

        return evened(level, len(self.ends) - number, last_of)

    def _part(self, number: int, start: dt.date, end: dt.date) -> Fraction:
        period = self.starts[number], self.ends[number]
        return part_factor(
            self.terms, self.factors[number], period, (start, end), first_year=self.starts[0].year
        )

    def _on(self, balance: int, factor: Fraction) -> int:
        return interest_on(balance, factor, self.terms.amount_rounding, self.terms.digits)


def schedule_of_tranches(
    terms: LoanTerms, tranches: Sequence[Tranche], dates: Sequence[dt.date]
) -> Schedule:
    """Return the schedule of a loan paid out in parts, in level instalments on what is owed.

    With each part the instalment of the periods not yet due is worked out anew; inside a period
    interest is split by days. What is paid out on a due date belongs to the period after it.
    Refuses `PrincipalNotAboveZero`, and `DatesOutOfOrder`, also for a part that is paid out on
    the last due date or later.
    """
    parts = sorted(tranches, key=lambda one: one.paid_out_on)
    begun_on = parts[0].paid_out_on
    check_order(begun_on, dates)
    starts = [begun_on, *dates[:-1]]
    course = _Course(terms, dates, starts, period_factors(terms, begun_on, dates), [])
    principals: list[int] = []
    interests: list[int] = []
    for part in parts:
        check_principal(part.amount)
        if part.paid_out_on >= dates[-1]:
            raise DatesOutOfOrder(due_on=dates[-1], earlier=part.paid_out_on)
        course.tranches.append(part)
        number = sum(end <= part.paid_out_on for end in dates)
        balance = course.paid_out_by(number) - sum(principals[:number])
        level = course.level_from(number, balance)
        later = course.rows(number, balance, level)
        principals, interests = principals[:number] + later[0], interests[:number] + later[1]
    lent = sum(part.amount for part in parts)
    days = tuple(dates)
    return Schedule(lent, begun_on, days, days, tuple(principals), tuple(interests))
