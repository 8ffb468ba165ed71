"""How a loan stood on each day of its life, told in spans of days that are alike."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ledger.core.loans.arrears import Arrears, FirstLateDay, Lateness, dues_of
from ledger.core.loans.events import PaidBy, Repayment, WriteOff
from ledger.core.loans.life import by_day, looked_at
from ledger.core.loans.parts import NOTHING, Parts
from ledger.core.loans.recovery import Repaid, paid_on_time
from ledger.core.loans.state import LoanState, Outcome
from ledger.core.loans.steps import LoanStage

_FOLLOWED = {LoanStage.ACTIVE, LoanStage.REPAID}
_A_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanDay:
    """How a loan stands on a day, in minor units, as lists of arrears and portfolios ask.

    `outstanding`: principal in the books, without what was written off. `overdue`: its principal
    by the original schedule, never more than is outstanding, the rest by the dates on which it is
    due now; nothing of a loan that was written off. `oldest_due_on` by the original schedule,
    `oldest_due_now` by the current one; `days_allowed` are taken off the days since then.
    `fell_due`: principal first due so far by the original schedule; `on_time`, what of it was
    paid by its day; `repaid`, all that came back. `earned`: interest, fines and fees received so
    far; `given_up`: principal that the club lost so far.
    """

    stage: LoanStage
    heir_no: int | None
    lent: int
    outstanding: int
    overdue: Parts
    oldest_due_on: dt.date | None
    oldest_due_now: dt.date | None
    days_allowed: int
    is_rescheduled: bool
    fell_due: int
    on_time: int
    repaid: int
    earned: int
    given_up: int

    def days_late(self, on: dt.date) -> int:
        """Return the days late on a day of the span by the original schedule."""
        return self._days_since(self.oldest_due_on, on)

    def days_late_now(self, on: dt.date) -> int:
        """Return the days late on a day of the span by the current schedule."""
        return self._days_since(self.oldest_due_now, on)

    def _days_since(self, due_on: dt.date | None, on: dt.date) -> int:
        return max((on - due_on).days - self.days_allowed, 0) if due_on else 0


@dataclass(frozen=True, slots=True)
class LoanSpan:
    """From one day to another, both in it, how a loan stands; without a last day it is for good."""

    since: dt.date
    until: dt.date | None
    day: LoanDay


def spans_of(state: LoanState) -> tuple[LoanSpan, ...]:
    """Return the spans of a loan's life, from what first happened to it to all days to come.

    Those to come tell how the loan will stand if nothing more happens to it.
    """
    turns: list[tuple[dt.date, LoanDay]] = []
    for since, day in _turns(state):
        if not turns or turns[-1][1] != day:
            turns.append((since, day))
    if not turns:
        return ()
    ends = [since - _A_DAY for since, _ in turns[1:]]
    return tuple(
        LoanSpan(since, until, day)
        for (since, day), until in zip(turns, [*ends, None], strict=True)
    )


def _turns(state: LoanState) -> Iterator[tuple[dt.date, LoanDay]]:
    """Yield how the loan stands on every day on which that may change."""
    days = list(by_day(state.contract, [one.event for one in state.outcomes]))
    for one, later in pairwise([*days, None]):
        if one is not None:
            yield from _turns_before(later.as_of if later else None, one)


def _turns_before(end: dt.date | None, state: LoanState) -> Iterator[tuple[dt.date, LoanDay]]:
    """Yield the days from that of a state on, before another day, on which only time passes."""
    money, on = _money_of(state), state.as_of
    while end is None or on < end:
        seen = looked_at(state, on)
        yield on, _day(seen, money)
        if any(row.ends_on == on for row in seen.rows):
            state = seen  # a period that has ended need not be worked out again
        later = [day for day in _watched(seen) if day > on]
        if not later:
            return
        on = min(later)


def _watched(state: LoanState) -> Iterator[dt.date]:
    """Yield the days on which time alone may change how a loan stands.

    That is where principal first falls due, and where what is unpaid becomes late. Where interest
    follows the actual balance, late principal changes it where a period ends, and so does
    principal paid ahead; what is due before its period ends may change on each day until then.
    """
    paid = state.paid.principal
    for due in () if state.original is None else dues_of(state.original):
        paid -= due.principal
        if due.principal:
            yield from _turning(due.due_on) if paid < 0 else (due.due_on,)
    for row in state.rows:
        if row.left.total:
            yield from _turning(row.due_on)
    if state.contract.follows_lateness and state.balance:
        late_from = min(row.due_on for row in state.rows if row.left.principal)
        is_ahead = any(row.paid.principal and row.ends_on > state.as_of for row in state.rows)
        for row in state.rows:
            if is_ahead or row.ends_on > late_from:
                early = (row.ends_on - row.due_on).days
                yield from (row.due_on + _A_DAY * days for days in range(2, early))
                yield from _turning(row.ends_on)


def _turning(day: dt.date) -> Iterator[dt.date]:
    """Yield a day and the one after it."""
    yield day
    if day < dt.date.max:
        yield day + _A_DAY


@dataclass(frozen=True, slots=True)
class _Money:
    """What a loan's events brought and cost so far."""

    back: tuple[Repaid, ...]
    earned: int
    given_up: int


def _money_of(state: LoanState) -> _Money:
    return _Money(
        tuple(Repaid(one.event.occurred_on, _brought(one)) for one in state.outcomes),
        sum(_earned(one) for one in state.outcomes),
        sum(_given_up(one) for one in state.outcomes),
    )


def day_of(state: LoanState) -> LoanDay:
    """Return how a loan stands on the day of its state."""
    return _day(state, _money_of(state))


def _day(state: LoanState, money: _Money) -> LoanDay:
    agreed, now = state.arrears_as_agreed(state.as_of), state.arrears_now(state.as_of)
    is_followed = state.stage in _FOLLOWED
    dues = () if state.original is None else dues_of(state.original)
    covered = paid_on_time(dues, money.back, dt.date.min, state.as_of)
    return LoanDay(
        stage=state.stage,
        heir_no=state.heir_no,
        lent=state.lent,
        outstanding=state.in_books,
        overdue=_overdue(state, agreed) if is_followed else NOTHING,
        oldest_due_on=agreed.oldest_due_on if is_followed else None,
        oldest_due_now=now.oldest_due_on if is_followed else None,
        days_allowed=_allowed(state.contract.lateness),
        is_rescheduled=state.was_rescheduled,
        fell_due=covered.due,
        on_time=covered.paid,
        repaid=sum(one.amount for one in money.back),
        earned=money.earned,
        given_up=money.given_up,
    )


def _overdue(state: LoanState, agreed: Arrears) -> Parts:
    """Return what is overdue: interest and charges are those of the instalments that are."""
    strictly = Lateness(state.contract.lateness.first_day)
    late = [row.left for row in state.rows if strictly.days(row.due_on, agreed.on) > 0]
    return Parts(
        min(agreed.principal, state.in_books),
        sum(left.interest for left in late),
        sum(left.fine for left in late),
        sum(left.fee for left in late),
    )


def _allowed(lateness: Lateness) -> int:
    """Return the days that are taken off those since the oldest due date."""
    return lateness.tolerance - (lateness.first_day is FirstLateDay.DUE_DATE)


def _is_money(outcome: Outcome) -> bool:
    """Tell whether an event's shares were brought by the borrower."""
    event = outcome.event
    return not (isinstance(event, Repayment) and event.paid_by is PaidBy.CLUB)


def _brought(outcome: Outcome) -> int:
    """Return the principal that the borrower paid back."""
    return outcome.allocation.parts.principal if _is_money(outcome) else 0


def _earned(outcome: Outcome) -> int:
    """Return interest, fines and fees received; what comes of a written-off loan is recovered."""
    if outcome.is_recovery or not _is_money(outcome):
        return outcome.fee
    parts = outcome.allocation.parts
    return parts.interest + parts.fine + parts.fee + outcome.fee


def _given_up(outcome: Outcome) -> int:
    """Return the principal that the club gave up, by writing it off or by paying it itself."""
    if isinstance(outcome.event, WriteOff):
        return outcome.given_up.principal
    return 0 if _is_money(outcome) else outcome.allocation.parts.principal - outcome.recovered
