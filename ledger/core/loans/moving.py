"""How what was paid and charged moves with the instalments when a schedule is worked out anew."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import TypeAlias

from ledger.core.loans.amortisation import Columns
from ledger.core.loans.parts import NOTHING, Parts
from ledger.core.loans.standing import Charge, Standing, with_charge

Rows: TypeAlias = tuple[Standing, ...]


def moved_up(rows: Rows, place: int) -> Rows:
    """Return instalments whose principal paid ahead, after a place, all counts at that place."""
    ahead = sum(row.paid.principal for row in rows[place + 1 :])
    if not ahead:
        return rows
    later = tuple(replace(row, paid=replace(row.paid, principal=0)) for row in rows[place + 1 :])
    row = rows[place]
    paid = row.paid + Parts(principal=ahead)
    due = replace(row.due, principal=max(row.due.principal, paid.principal))
    return (*rows[:place], replace(row, paid=paid, due=due), *later)


def put_together(rows: Rows, place: int, row: Standing, columns: Columns, on: dt.date) -> Rows:
    """Return instalments up to a place, the one at it, and as many later ones as have columns.

    Interest paid ahead that the later ones ask for no more counts for the one at the place; what is
    more than it asks for stays with it, as it was agreed, and so do fees. Charges of those that
    fall away move to the last one; instalments that were made for charges stay.
    """
    kept: list[Standing] = []
    dropped: list[Standing] = []
    over = NOTHING
    asked = zip(*columns, strict=True)
    for one in rows[place + 1 :]:
        column = None if one.is_extra else next(asked, None)
        if one.is_extra:
            kept.append(one)
        elif column is None:
            dropped.append(one)
            over += one.paid
        else:
            asks, beyond = _asking(one, *column)
            over += beyond
            kept.append(settled(asks, on))
    paid, due = row.paid + over, row.due + over
    due = replace(due, interest=max(row.due.interest, paid.interest))
    row = replace(row, due=due, paid=paid)
    found = (*rows[:place], settled(row, on), *kept)
    for charge in [charge for one in dropped for charge in charges_left(one)]:
        found = with_charge(found, charge)
    return found


def _asking(row: Standing, principal: int, interest: int) -> tuple[Standing, Parts]:
    """Return an instalment that asks for so much, and what was paid of it beyond that."""
    due = row.due
    if (due.principal, due.interest) != (principal, interest):
        row = replace(row, due=Parts(principal, interest, due.fine, due.fee))
    if row.paid == NOTHING:
        return row, NOTHING
    more = row.paid - row.due
    parts = (more.principal, more.interest, more.fine, more.fee)
    beyond = Parts(*(max(part, 0) for part in parts))
    return (replace(row, paid=row.paid - beyond), beyond) if beyond.total else (row, NOTHING)


def charges_left(row: Standing) -> Iterator[Charge]:
    """Yield what is unpaid of an instalment's charges; what was paid counts for the oldest."""
    paid = row.paid
    for charge in sorted(row.charges, key=lambda one: one.due_on):
        covered = min(paid.of(charge.component), charge.amount)
        paid = paid.plus(charge.component, -covered)
        if covered < charge.amount:
            yield replace(charge, amount=charge.amount - covered)


def settled(row: Standing, on: dt.date) -> Standing:
    """Return an instalment that is settled, on a day at the latest, if nothing is left of it."""
    is_settled = row.paid == row.due != NOTHING
    settled_on = (row.settled_on or on) if is_settled else None
    return row if settled_on == row.settled_on else replace(row, settled_on=settled_on)
