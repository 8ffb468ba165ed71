"""Who waits for a loan, in the order that the club's rules set, and when the fund can lend it."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ledger.core.loans.forecast import Forecast
from ledger.core.loans.lending_rules import POOREST_FIRST, QueueKey
from ledger.core.loans.purposes import PurposeKind
from ledger.core.workbook.values import HouseholdClass


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An application that nothing was paid out on, its sum in minor units.

    The household's class is that of the commune's certificate; `loans_before` are all that the
    member ever had. `is_restricted`: the member's data are used for the books alone.
    """

    application_no: int
    member_no: int
    name: str
    applied_on: dt.date
    amount: int
    household_class: HouseholdClass
    in_difficulty: bool = False
    loans_before: int = 0
    purpose: PurposeKind = PurposeKind.OTHER
    is_restricted: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the queue, from 1 on.

    `behind`: by what the one before goes first, None for the first place.
    """

    number: int
    waiting: Waiting
    behind: QueueKey | None


@dataclass(frozen=True, slots=True)
class Turn:
    """When the fund can serve a place: at the first, second, ... meeting of a forecast, or not.

    `left`: what could be lent when it was this one's turn, at that meeting or at the last, in
    minor units. `waits_for`: the application before it that the fund cannot serve and that the
    club's rules let nobody pass.
    """

    place: Place
    meeting: int | None
    held_on: dt.date | None
    left: int
    waits_for: int | None = None

    @property
    def missing(self) -> int:
        """Return what the fund lacks for it, 0 where it can be served or is not asked yet."""
        is_asked = self.meeting is None and self.waits_for is None
        return max(self.place.waiting.amount - self.left, 0) if is_asked else 0


_RANKS: Mapping[QueueKey, Callable[[Waiting], int]] = {
    QueueKey.POOR: lambda one: one.household_class is not HouseholdClass.POOR,
    QueueKey.NEAR_POOR: lambda one: (
        one.household_class not in {HouseholdClass.POOR, HouseholdClass.NEAR_POOR}
    ),
    QueueKey.DIFFICULTY: lambda one: not one.in_difficulty,
    QueueKey.FIRST_LOAN: lambda one: one.loans_before > 0,
    QueueKey.APPLIED_ON: lambda one: one.applied_on.toordinal(),
    QueueKey.AMOUNT: lambda one: one.amount,
    QueueKey.APPLICATION_NO: lambda one: one.application_no,
}
"""By each key the smaller rank goes first."""


def queue(
    waiting: Sequence[Waiting], order: Sequence[QueueKey] = POOREST_FIRST
) -> tuple[Place, ...]:
    """Return the places of all who wait, by the keys of the club's rules, one after the other.

    The number of the application decides at last, so that no two are alike.
    """
    keys = (*order, QueueKey.APPLICATION_NO)
    found = sorted(waiting, key=lambda one: [_RANKS[key](one) for key in keys])
    before = [None, *found[:-1]]
    return tuple(
        Place(number, one, _behind(keys, other, one))
        for number, (other, one) in enumerate(zip(before, found, strict=False), 1)
    )


def turns(
    places: Sequence[Place], forecast: Forecast, *, may_pass: bool = False
) -> tuple[Turn, ...]:
    """Return when the fund can serve each place, in order, by what is expected to come.

    At each meeting those who wait are asked in order: who does not fit waits, and unless
    `may_pass` all who come after wait too. What was lent is not counted on to come back.
    """
    served: dict[int, Turn] = {}
    lent = 0
    for meeting, one in enumerate(forecast.meetings, 1):
        for place in [place for place in places if place.number not in served]:
            amount, left = place.waiting.amount, one.as_expected - lent
            if amount <= left:
                served[place.number] = Turn(place, meeting, one.held_on, left)
                lent += amount
            elif not may_pass:
                break
    money = forecast.meetings[-1].as_expected if forecast.meetings else forecast.fund.free
    unserved = [place for place in places if place.number not in served]
    first = None if may_pass or not unserved else unserved[0].waiting.application_no
    for place in unserved:
        waits_for = None if place is unserved[0] else first
        served[place.number] = Turn(place, None, None, money - lent, waits_for)
    return tuple(served[place.number] for place in places)


def _behind(keys: Sequence[QueueKey], before: Waiting | None, one: Waiting) -> QueueKey | None:
    """Return the first key by which an application goes before another."""
    if before is None:
        return None
    return next((key for key in keys if _RANKS[key](before) != _RANKS[key](one)), None)
