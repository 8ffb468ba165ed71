"""A moratorium after a disaster: which instalments of a loan are put off, and at what interest."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from ledger.core.errors import RuleBroken
from ledger.core.loans.calendar import LONGEST, Interval, later
from ledger.core.loans.events import NewSchedule, NewScheduleReason
from ledger.core.loans.renewing import suspended
from ledger.core.loans.state import LoanState
from ledger.core.loans.steps import LoanStage


@dataclass(eq=False)
class MoratoriumTooShort(RuleBroken):
    """A moratorium ends after the day on which it begins."""

    begins_on: dt.date
    until: dt.date


@dataclass(eq=False)
class MoratoriumTooLong(RuleBroken):
    """A moratorium puts a loan off by so many of its periods at most."""

    until: dt.date
    longest: int


class MoratoriumInterest(StrEnum):
    """What becomes of interest in a moratorium; whoever decides on one says which."""

    RUNS_ON = "runs_on"
    """It runs on, and is paid with the first instalment after the end."""
    FREE = "free"
    """None is charged until the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moratorium:
    """From a day until another no principal falls due."""

    begins_on: dt.date
    until: dt.date
    interest: MoratoriumInterest

    def __post_init__(self) -> None:
        """Refuse one that never lasts (`MoratoriumTooShort`)."""
        if self.until <= self.begins_on:
            raise MoratoriumTooShort(begins_on=self.begins_on, until=self.until)


def new_schedule(state: LoanState, moratorium: Moratorium, number: int = 0) -> NewSchedule | None:
    """Return the schedule that a moratorium gives a loan, None where it does not touch it.

    All instalments to come are put off by as many of the loan's periods as it takes for the first
    one to lie after the end; principal that is late comes back with it. A loan that runs no more,
    or of which nothing is due until the end, is left as it is: so a moratorium that was carried
    out changes nothing when it is asked for again. `state` is that of the first day. Refuses
    `MoratoriumTooLong`.
    """
    on = moratorium.begins_on
    if state.stage is not LoanStage.ACTIVE or not state.balance:
        return None
    coming = [row for row in state.rows if row.payable_on > on and not row.is_extra]
    first = coming[0].ends_on if coming else on
    periods = _periods(state.contract.terms.interval, first, moratorium.until)
    if not periods and sum(row.left.principal for row in coming) == state.balance:
        return None
    is_free = moratorium.interest is MoratoriumInterest.FREE
    return NewSchedule(
        number=number,
        occurred_on=on,
        reason=NewScheduleReason.MORATORIUM,
        parts=suspended(state, on, periods),
        free_until=moratorium.until if is_free else None,
    )


def _periods(interval: Interval, first: dt.date, until: dt.date) -> int:
    """Return by how many periods a day is to be put off to lie after another."""
    for periods in range(LONGEST + 1):
        if later(interval, first, periods) > until:
            return periods
    raise MoratoriumTooLong(until=until, longest=LONGEST)
