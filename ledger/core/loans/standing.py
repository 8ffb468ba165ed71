"""How each instalment of a loan stands: what it asks for, what of that is paid, and when."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ledger.core.loans.parts import NOTHING, Component, Parts, sum_parts
from ledger.core.loans.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Charge:
    """A fine or a fee by itself, in minor units, and the day on which it falls due.

    `for_instalment`: the number of the instalment whose lateness it fines.
    """

    component: Component
    amount: int
    due_on: dt.date
    for_instalment: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """An instalment as it stands, in minor units.

    Its period runs from `begins_on` (not counted, but in the first one) to `ends_on`; `due_on`
    may have moved to a meeting. `factor` is the interest on one unit in it. `charges` are in `due`
    already. `paid` holds what was paid, given or waived of it; `in_advance` and `late` are what was
    paid before and after the due date. `is_extra`: it was made for charges that fall due after the
    last instalment, and asks for those only. `free_until`: no interest is charged up to that day.
    """

    number: int
    begins_on: dt.date
    ends_on: dt.date
    due_on: dt.date
    due: Parts
    factor: Fraction = Fraction(0)
    paid: Parts = NOTHING
    charges: tuple[Charge, ...] = ()
    in_advance: int = 0
    late: int = 0
    settled_on: dt.date | None = None
    is_extra: bool = False
    free_until: dt.date | None = None

    @property
    def payable_on(self) -> dt.date:
        """Return the day from which it is no payment in advance: the agreed one or the moved one.

        Who pays between the agreed day and the meeting pays what is due.
        """
        return min(self.ends_on, self.due_on)

    @property
    def bears_from(self) -> dt.date:
        """Return the day from which its period bears interest."""
        return max(self.begins_on, self.free_until or self.begins_on)

    @property
    def left(self) -> Parts:
        """Return what is still owed of it."""
        return self.due - self.paid

    def left_due_by(self, component: Component, on: dt.date) -> int:
        """Return what is unpaid of the charges of a kind that are due by a day.

        The instalment's own fee is due with the instalment. What was paid of a kind counts for
        the charge that was due first.
        """
        charged = sum(one.amount for one in self.charges if one.component is component)
        own = self.due.of(component) - charged if self.payable_on <= on else 0
        due = own + sum(
            one.amount for one in self.charges if one.component is component and one.due_on <= on
        )
        return min(max(due - self.paid.of(component), 0), self.left.of(component))

    def holds(self, day: dt.date, *, is_first: bool) -> bool:
        """Tell whether a day lies in the period; the first one has its first day too."""
        return day <= self.due_on and (self.begins_on < day or is_first)

    def charged(self, charge: Charge) -> "Standing":
        """Return the instalment with a charge more."""
        return replace(
            self,
            due=self.due.plus(charge.component, charge.amount),
            charges=(*self.charges, charge),
            settled_on=None if charge.amount else self.settled_on,
        )

    def took(self, parts: Parts, on: dt.date) -> "Standing":
        """Return the instalment after a payment on a day."""
        paid, amount = self.paid + parts, parts.total
        return replace(
            self,
            paid=paid,
            in_advance=self.in_advance + (amount if on < self.payable_on else 0),
            late=self.late + (amount if on > self.due_on else 0),
            settled_on=self.settled_on or (on if paid == self.due else None),
        )


def standings(schedule: Schedule, factors: Sequence[Fraction]) -> tuple[Standing, ...]:
    """Return the instalments of a schedule with their factors; nothing is paid of them yet."""
    begin, found = schedule.disbursed_on, []
    columns = zip(schedule.instalments, schedule.period_ends, factors, strict=True)
    for row, ends_on, factor in columns:
        due = Parts(principal=row.principal, interest=row.interest, fee=row.fee)
        found.append(Standing(row.number, begin, ends_on, row.due_on, due, factor))
        begin = ends_on
    return tuple(found)


def with_charge(rows: Sequence[Standing], charge: Charge) -> tuple[Standing, ...]:
    """Return the instalments with a charge in the one whose period has its due date.

    A charge due after the last of them makes an instalment more, which a later one puts off.
    """
    for place, row in enumerate(rows):
        if row.holds(charge.due_on, is_first=place == 0):
            return (*rows[:place], row.charged(charge), *rows[place + 1 :])
    last = rows[-1]
    if last.is_extra:
        until = max(charge.due_on, last.due_on)
        moved = replace(last, ends_on=until, due_on=until)
        return (*rows[:-1], moved.charged(charge))
    extra = Standing(
        last.number + 1, last.ends_on, charge.due_on, charge.due_on, NOTHING, is_extra=True
    )
    return (*rows, extra.charged(charge))


def total_left(rows: Sequence[Standing]) -> Parts:
    """Return what is owed of all instalments together."""
    return sum_parts(row.due for row in rows) - total_paid(rows)


def total_paid(rows: Sequence[Standing]) -> Parts:
    """Return what was paid of all instalments together."""
    return sum_parts(row.paid for row in rows)
