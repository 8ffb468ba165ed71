"""How a schedule changes where interest follows the balance that is truly owed."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from ledger.core.loans.amortisation import Columns, amortise, amortise_parts, even_level, level_rows
from ledger.core.loans.choices import PrincipalMethod
from ledger.core.loans.contract import Recalculation
from ledger.core.loans.interest import Span, interest_on, part_factor
from ledger.core.loans.level import level_instalment
from ledger.core.loans.moving import moved_up, put_together
from ledger.core.loans.standing import Standing
from ledger.core.loans.state import LoanState, PrincipalPaid
from ledger.core.loans.terms import LoanTerms
from ledger.core.money import largest_remainder


@dataclass(frozen=True, slots=True)
class Change:
    """Principal that was paid on a day in the course of a period; below zero, lent."""

    on: dt.date
    amount: int


def reshaped(state: LoanState, on: dt.date, *, smaller: bool = False) -> LoanState:
    """Return a loan whose current period and later ones follow the balance of a day.

    The current instalment asks for the interest of its period in parts of time, each on its own
    balance and rounded by itself. It keeps its level, or at least the principal paid of it. The
    later ones keep theirs too, and the term gets shorter; or they are made `smaller`, where more
    was paid than the current one asked for.
    """
    place = current(state.rows, on)
    if place is None:
        return state
    rows = moved_up(state.rows, place)
    row, later = rows[place], [one for one in rows[place + 1 :] if not one.is_extra]
    owed = state.lent - sum(one.due.principal for one in rows[:place])
    interest = _interest(state, place, on)
    planned = _planned(state, place, interest)
    principal = min(max(planned, row.paid.principal), owed) if later else owed
    level = state.level
    if smaller and row.paid.principal > planned and level is not None and principal < owed:
        level = level_from(state, place + 1, owed - principal)
    columns = _later(state, place, owed - principal, level, even=smaller)
    carried = _carried(state, place, interest)
    if carried is not None:
        interest = 0 if columns[1] else carried
        if columns[1]:
            columns[1][min(carry_place(state) - place, len(columns[1])) - 1] += carried
    elif place == carry_place(state):
        interest += _before(state, place)
    # Interest that was paid ahead, as it was agreed then, is not given back.
    interest = max(interest, row.paid.interest)
    due = replace(row.due, principal=principal, interest=interest)
    new_rows = put_together(rows, place, replace(row, due=due), columns, on)
    return replace(state, rows=new_rows, level=level)


def current(rows: Sequence[Standing], on: dt.date) -> int | None:
    """Return the place of the period in which a day lies; None after the last of them."""
    for place, row in enumerate(rows):
        if row.ends_on >= on and not row.is_extra:
            return place
    return None


def interest_in(state: LoanState, row: Standing, balance: int, changes: Sequence[Change]) -> int:
    """Return the interest of a period in which the balance changed on some days.

    What is paid on the first day lowers the balance of the whole period, what is paid on the last
    day does not.
    """
    terms, period = state.contract.terms, (row.begins_on, row.ends_on)
    balance -= sum(one.amount for one in changes if one.on <= row.begins_on)
    within = [one for one in changes if row.begins_on < one.on < row.ends_on]
    days = sorted({one.on for one in within})
    interest = 0
    for span in pairwise([row.begins_on, *days, row.ends_on]):
        factor = row.factor if span == period else _part(state, row, span)
        interest += interest_on(balance, factor, terms.amount_rounding, terms.digits)
        balance -= sum(one.amount for one in within if one.on == span[1])
    return interest


def interest_to_day(state: LoanState, on: dt.date) -> int:
    """Return the interest of the current period if all principal were paid on a day."""
    place = current(state.rows, on)
    if place is None:
        return 0
    balance, changes = _course(state, place, on)
    rest = balance - sum(one.amount for one in changes)
    interest = interest_in(state, state.rows[place], balance, [*changes, Change(on, rest)])
    return interest + (_before(state, place) if place <= carry_place(state) else 0)


def _part(state: LoanState, row: Standing, span: Span) -> Fraction:
    """Return the interest on one unit in a part of a period; none while it is free."""
    start, end = max(span[0], row.bears_from), span[1]
    if not row.factor or end <= start:
        return Fraction(0)
    year, period = state.tranches[0].paid_out_on.year, (row.bears_from, row.ends_on)
    return part_factor(state.contract.terms, row.factor, period, (start, end), first_year=year)


def _interest(state: LoanState, place: int, on: dt.date) -> int:
    balance, changes = _course(state, place, on)
    return interest_in(state, state.rows[place], balance, changes)


def _course(state: LoanState, place: int, on: dt.date) -> tuple[int, list[Change]]:
    """Return the balance with which a period begins, and how it changes in its course.

    Where interest follows the actual balance, what is overdue counts as paid on the day that is
    looked from; else as paid when it was due.
    """
    row, rows = state.rows[place], state.rows
    lent = state.lent
    changes = [
        Change(one.paid_out_on, -one.amount)
        for one in state.tranches
        if one.paid_out_on > row.begins_on
    ]
    lent += sum(one.amount for one in changes)
    if not state.contract.follows_lateness:
        before = sum(one.due.principal for one in rows[:place])
        paid = [one for one in state.principal_paid if one.instalment == row.number]
        return lent - before, changes + [Change(one.on, one.amount) for one in paid]
    # Who pays at the meeting after an agreed day paid on that day.
    agreed = {one.number: one.ends_on for one in rows}
    meetings = {one.number: one.due_on for one in rows}
    paid_on = [
        Change(_counted(state, row, one, agreed, meetings), one.amount)
        for one in state.principal_paid
        if one.on <= on
    ]
    waits = sum(one.left.principal for one in rows[:place] if one.due_on >= on)
    overdue = sum(one.left.principal for one in rows[:place] if one.due_on < on)
    if overdue:
        changes.append(Change(_late(state, row, max(on, row.begins_on)), overdue))
    changes += [one for one in paid_on if one.on > row.begins_on]
    return lent - waits - sum(one.amount for one in paid_on if one.on <= row.begins_on), changes


def _counted(
    state: LoanState,
    row: Standing,
    paid: PrincipalPaid,
    agreed: Mapping[int, dt.date],
    meetings: Mapping[int, dt.date],
) -> dt.date:
    """Return the day from which principal counts as paid, for the interest of a period."""
    ends_on, due_on = agreed.get(paid.instalment), meetings.get(paid.instalment)
    if ends_on is None or due_on is None or paid.on <= ends_on:
        return paid.on
    return ends_on if paid.on <= due_on else _late(state, row, paid.on)


def _late(state: LoanState, row: Standing, day: dt.date) -> dt.date:
    """Return the day of a period from which principal that comes late, on a day, counts.

    Where it bears interest by whole periods it bears none in the one in which it comes.
    """
    is_whole = state.contract.recalculation is Recalculation.PERIODS
    return row.begins_on if is_whole and row.begins_on < day < row.ends_on else day


def _planned(state: LoanState, place: int, interest: int) -> int:
    """Return the principal that the current instalment asks for by its schedule."""
    terms, row = state.contract.terms, state.rows[place]
    if state.is_agreed or any(one.paid_out_on == row.ends_on for one in state.tranches):
        return row.due.principal
    if place - at_once(state) < terms.grace_on_principal or state.level is None:
        return 0
    if terms.repayment is PrincipalMethod.EQUAL_INSTALMENTS:
        return max(state.level - interest, 0)
    return state.level


def _later(state: LoanState, place: int, owed: int, level: int | None, *, even: bool) -> Columns:
    """Return principal and interest of the periods after the current one, as long as money is owed.

    Of sums agreed one by one the last are cut, or all of them evenly.
    """
    rows = [row for row in state.rows[place + 1 :] if not row.is_extra]
    if not owed or not rows:
        return [], []
    factors = [row.factor for row in rows]
    terms = terms_from(state, place + 1, len(rows))
    if state.is_agreed:
        parts = [row.due.principal for row in rows]
        parts = list(largest_remainder(owed, parts)) if even and any(parts) else cut(parts, owed)
    elif level is None or terms.repayment is PrincipalMethod.BULLET:
        return amortise(terms, owed, owed, factors)
    elif terms.repayment is PrincipalMethod.EQUAL_PRINCIPAL:
        parts = [0] * terms.grace_on_principal
        parts += cut([level] * (len(rows) - terms.grace_on_principal), owed)
    else:
        parts, _ = level_rows(terms, owed, factors, level)
    while len(parts) > 1 and parts[-1] == 0:
        parts.pop()
    return amortise_parts(terms, owed, parts, factors[: len(parts)])


def cut(parts: Sequence[int], owed: int) -> list[int]:
    """Return parts that sum to what is owed: the last are cut, or the very last takes more."""
    found = []
    for part in parts[:-1]:
        found.append(min(part, owed))
        owed -= found[-1]
    return [*found, owed]


def level_from(state: LoanState, place: int, owed: int, *, even: bool = True) -> int | None:
    """Return the level instalment, or equal part, of what is owed from a place on, if any is.

    Its last one is evened out where the terms say so, unless the caller does that (`even`).
    """
    rows = [row for row in state.rows[place:] if not row.is_extra]
    terms = terms_from(state, place, len(rows))
    match terms.repayment:
        case PrincipalMethod.EQUAL_PRINCIPAL:
            return terms.instalment_rounding.divided(owed, len(rows) - terms.grace_on_principal)
        case PrincipalMethod.EQUAL_INSTALMENTS:
            wanted = even_level if even else level_instalment
            return wanted(terms, owed, [row.factor for row in rows])
        case _:
            return None


def terms_from(state: LoanState, place: int, count: int) -> LoanTerms:
    """Return the terms for so many periods that are left from a place on."""
    terms, gone = state.contract.terms, place - at_once(state)
    deferred = max(terms.interest_deferred - gone, 0)
    return replace(
        terms,
        instalments=count,
        grace_on_principal=min(max(terms.grace_on_principal - gone, 0), count - 1),
        interest_deferred=0 if state.versions else min(deferred, count),
        interest_free=0,
        down_payment=Fraction(0),
    )


def at_once(state: LoanState) -> int:
    """Return 1 where the first row is a down payment, else 0."""
    return int(state.rows[0].ends_on == state.tranches[0].paid_out_on)


# --- interest of the first periods, carried to a later one -----------------------


def carry_place(state: LoanState) -> int:
    """Return the place of the instalment that pays the interest of those before it too.

    It is -1 where each pays its own, as each does of a schedule that was agreed on later.
    """
    deferred = state.contract.terms.interest_deferred
    if not deferred or state.versions:
        return -1
    count = sum(not row.is_extra for row in state.rows)
    return min(deferred + at_once(state), count - 1)


def _carried(state: LoanState, place: int, interest: int) -> int | None:
    """Return the interest that the current period and those before carry on; None: it is paid."""
    if place >= carry_place(state):
        return None
    return _before(state, place) + interest


def _before(state: LoanState, place: int) -> int:
    """Return the interest of the periods before a place, none of which pays its own."""
    return sum(
        _interest(state, one, state.rows[one].ends_on) for one in range(at_once(state), place)
    )
