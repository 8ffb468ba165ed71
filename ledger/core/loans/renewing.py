"""How a loan gets a new schedule: extended, rescheduled, or put off by a moratorium."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ledger.core.errors import RuleBroken
from ledger.core.loans.amortisation import amortise_parts
from ledger.core.loans.calendar import LONGEST, MONTHLY, check_order, intervals_between, later
from ledger.core.loans.events import NewSchedule, NewScheduleReason
from ledger.core.loans.interest import period_factors
from ledger.core.loans.making import (
    AgreedPart,
    PartsDoNotAddUp,
    PartsNotAgreed,
    PrincipalNotAboveZero,
    shares_between,
)
from ledger.core.loans.moving import charges_left, settled
from ledger.core.loans.parts import NOTHING, Parts, sum_parts
from ledger.core.loans.reshaping import cut, reshaped
from ledger.core.loans.standing import Standing, with_charge
from ledger.core.loans.state import LoanState, Version
from ledger.core.loans.terms import TermOutOfRange


@dataclass(eq=False)
class ExtendedTwice(RuleBroken):
    """A loan is extended once."""


@dataclass(eq=False)
class ExtensionTooLong(RuleBroken):
    """An extension ends by a day at the latest: a share of the loan's first term is its limit."""

    until: dt.date
    latest: dt.date


@dataclass(eq=False)
class NothingToReschedule(RuleBroken):
    """No principal is owed that could come back by other dates."""


def renewed(state: LoanState, event: NewSchedule) -> LoanState:
    """Return the loan with a new schedule from the day of the event on; the old one is kept.

    Due instalments keep their interest and charges; their unpaid principal comes back by the new
    dates, with that of the instalments to come. Each new date pays the interest since the one
    before, on the principal owed then; of a flat loan, on all that is owed now. Where less or
    more is owed than was agreed on, because something was told of an earlier day later on, the
    last part gives way. Refuses `DatesOutOfOrder`.
    """
    on, owed = event.occurred_on, state.balance
    if not owed:
        return state
    kept, gone = _divided(state, on)
    start = gone[0].begins_on if gone else _last_end(kept)
    dates = [part.due_on for part in event.parts]
    check_order(max(start, on), dates)
    principals = cut([part.principal for part in event.parts], owed)
    factors = _factors(state, start, dates, event.free_until)
    principals, interests = amortise_parts(
        replace(state.contract.terms, interest_deferred=0), owed, principals, factors
    )
    rows = list(kept)
    begins_on, number = start, kept[-1].number if kept else 0
    for day, principal, interest, factor in zip(dates, principals, interests, factors, strict=True):
        number += 1
        due = Parts(principal=principal, interest=interest)
        due_on = state.contract.pay_days.pay_on(day)
        rows.append(
            Standing(number, begins_on, day, due_on, due, factor, free_until=event.free_until)
        )
        begins_on = day
    found = (*kept, *_with_paid(rows[len(kept) :], gone, on))
    for charge in [charge for row in gone for charge in charges_left(row)]:
        found = with_charge(found, charge)
    version = Version(on, event.reason, state.rows)
    state = replace(state, rows=found, is_agreed=True, versions=(*state.versions, version))
    return reshaped(state, on) if state.contract.recalculates else state


def check_new_schedule(state: LoanState, event: NewSchedule) -> None:
    """Refuse a new schedule that the loan does not allow when it is agreed on.

    Raises `NothingToReschedule`, `PartsNotAgreed`, `TermOutOfRange`, `PrincipalNotAboveZero`,
    `PartsDoNotAddUp`, `ExtendedTwice` or `ExtensionTooLong`.
    """
    if not state.balance:
        raise NothingToReschedule
    if not event.parts:
        raise PartsNotAgreed
    if len(event.parts) > LONGEST:
        raise TermOutOfRange(instalments=len(event.parts), longest=LONGEST)
    least = min(part.principal for part in event.parts)
    if least < 0:
        raise PrincipalNotAboveZero(principal=least)
    sums = sum(part.principal for part in event.parts)
    if sums != state.balance:
        raise PartsDoNotAddUp(principal=state.balance, parts=sums)
    _check_extension(state, event)


def extended(state: LoanState, on: dt.date, periods: int) -> tuple[AgreedPart, ...]:
    """Return the dates and sums of a loan whose end moves by so many periods.

    The last instalment's principal, and what is overdue, come back at the new end; until then
    interest is paid as before. A loan whose end has passed is extended from the day on.
    """
    interval = state.contract.terms.interval
    coming = [row for row in state.rows if row.payable_on > on and not row.is_extra]
    last = _last_end(state.rows)
    parts = [AgreedPart(row.ends_on, row.left.principal) for row in coming[:-1]]
    dates = [row.ends_on for row in coming[-1:]]
    dates += [later(interval, max(last, on), number) for number in range(1, periods + 1)]
    parts += [AgreedPart(day, 0) for day in dates[:-1]]
    rest = state.balance - sum(part.principal for part in parts)
    return (*parts, AgreedPart(dates[-1], rest))


def suspended(state: LoanState, on: dt.date, periods: int) -> tuple[AgreedPart, ...]:
    """Return the dates and sums of a loan whose instalments are all put off by so many periods.

    What is overdue comes back with the first of them. Interest runs on until then, unless the
    moratorium says otherwise (`NewSchedule.free_until`).
    """
    interval = state.contract.terms.interval
    coming = [row for row in state.rows if row.payable_on > on and not row.is_extra]
    if not coming:
        day = later(interval, on, periods)
        return (AgreedPart(day, state.balance),)
    parts = [
        AgreedPart(later(interval, row.ends_on, periods), row.left.principal) for row in coming
    ]
    overdue = state.balance - sum(part.principal for part in parts)
    return (replace(parts[0], principal=parts[0].principal + overdue), *parts[1:])


def _check_extension(state: LoanState, event: NewSchedule) -> None:
    """Refuse a second extension, and one beyond a share of the first term, in months."""
    if event.reason is not NewScheduleReason.EXTENSION or state.original is None:
        return
    if state.was_extended:
        raise ExtendedTwice
    original = state.original
    term = intervals_between(MONTHLY, original.disbursed_on, original.period_ends[-1])
    before = _last_end(state.rows)
    until = event.parts[-1].due_on
    latest = later(MONTHLY, before, int(term * state.contract.longest_extension))
    if until > latest:
        raise ExtensionTooLong(until=until, latest=latest)


def _divided(state: LoanState, on: dt.date) -> tuple[list[Standing], list[Standing]]:
    """Return the instalments that stay, without unpaid principal, and those that are replaced."""
    kept, gone = [], []
    for row in state.rows:
        if row.payable_on > on and not row.is_extra:
            gone.append(row)
        else:
            due = replace(row.due, principal=row.paid.principal)
            kept.append(settled(replace(row, due=due), on))
    return kept, gone


def _last_end(rows: Sequence[Standing]) -> dt.date:
    return max(row.ends_on for row in rows if not row.is_extra)


def _with_paid(
    rows: Sequence[Standing], gone: Sequence[Standing], on: dt.date
) -> Iterator[Standing]:
    """Yield the new instalments with what was paid ahead of those that are replaced.

    Interest counts for that of the new ones, the first first, and what is more for the last;
    principal, fines and fees are the first one's, beside what it asks for.
    """
    paid = sum_parts(one.paid for one in gone)
    interest, first = paid.interest, replace(paid, interest=0)
    ahead = sum(one.in_advance for one in gone)
    for row in rows:
        part = interest if row is rows[-1] else min(interest, row.due.interest)
        interest -= part
        due = replace(row.due, interest=max(row.due.interest, part)) + first
        paid = replace(first, interest=part)
        yield settled(replace(row, due=due, paid=paid, in_advance=ahead), on)
        first, ahead = NOTHING, 0


def _factors(
    state: LoanState, start: dt.date, dates: Sequence[dt.date], free_until: dt.date | None
) -> list[Fraction]:
    """Return the interest on one unit from each date to the next; none while it is free."""
    terms = replace(state.contract.terms, interest_free=0)
    factors: list[Fraction] = []
    for day in dates:
        begin = start if free_until is None else max(start, free_until)
        if day <= begin:
            factors.append(Fraction(0))
        else:
            shares = shares_between(terms, begin, [day])
            factors += period_factors(terms, begin, [day], shares)
        start = day
    return factors
