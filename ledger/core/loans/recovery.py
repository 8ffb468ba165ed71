"""How much of what fell due in some time was paid: on its day, or by the end of that time."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ledger.core.loans.arrears import Due
from ledger.core.periods import months_later


@dataclass(frozen=True, slots=True)
class Repaid:
    """Principal that came back on a day, in minor units."""

    on: dt.date
    amount: int


@dataclass(frozen=True, slots=True)
class Covered:
    """Principal that fell due in some time, and what of it was paid; loans add up."""

    paid: int = 0
    due: int = 0

    def __add__(self, other: "Covered") -> "Covered":
        """Return the sum over two loans."""
        return Covered(self.paid + other.paid, self.due + other.due)


def paid_on_time(
    dues: Sequence[Due], repaid: Sequence[Repaid], since: dt.date, until: dt.date
) -> Covered:
    """Return what of a loan's principal due from one day to another was paid by its due date.

    Money counts for the oldest due date first, so that late money is on time for nothing; what
    was paid ahead is on time when it falls due.
    """
    return _covered(dues, repaid, (since, until), lambda due_on: due_on)


def paid_in_time(
    dues: Sequence[Due], repaid: Sequence[Repaid], since: dt.date, until: dt.date
) -> Covered:
    """Return what of a loan's principal first due from one day to another was paid by the end.

    Payments of what fell due before are left out, as the current recovery rate asks.
    """
    return _covered(dues, repaid, (since, until), lambda _: until)


def paid_within(
    dues: Sequence[Due], repaid: Sequence[Repaid], since: dt.date, until: dt.date, months: int
) -> Covered:
    """Return what of a loan's principal due in some time was paid within months of its due date.

    None of them: by the due date itself.
    """
    return _covered(dues, repaid, (since, until), lambda due_on: months_later(due_on, months))


def _covered(
    dues: Sequence[Due],
    repaid: Sequence[Repaid],
    time: tuple[dt.date, dt.date],
    paid_by: Callable[[dt.date], dt.date],
) -> Covered:
    since, until = time
    covered, before = Covered(), 0
    for due in sorted(dues, key=lambda one: one.due_on):
        if since <= due.due_on <= until:
            day = paid_by(due.due_on)
            money = sum(one.amount for one in repaid if one.on <= day)
            covered += Covered(min(max(money - before, 0), due.principal), due.principal)
        before += due.principal
    return covered
