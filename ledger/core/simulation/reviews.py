"""The commune's yearly reviews of who is poor, in the years of a simulated club."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ledger.core.simulation.dice import Dice
from ledger.core.simulation.people import Person
from ledger.core.simulation.plan import ClubPlan
from ledger.core.workbook.values import HouseholdClass

_POOR, _NEAR, _AVERAGE, _OTHER = HouseholdClass
_MOVES = {
    _POOR: ((_POOR, 70), (_NEAR, 20), (_AVERAGE, 10)),
    _NEAR: ((_NEAR, 76), (_AVERAGE, 20), (_POOR, 4)),
    _AVERAGE: ((_AVERAGE, 90), (_OTHER, 7), (_NEAR, 3)),
    _OTHER: ((_OTHER, 98), (_NEAR, 2)),
}
"""From one review to the next, so many of a hundred households."""


@dataclass(frozen=True, slots=True)
class ReviewedHome:
    """What a review found of a household, by its code; the poor and near-poor are certified."""

    household: str
    household_class: HouseholdClass
    certificate_no: str | None


@dataclass(frozen=True, slots=True)
class Review:
    """A yearly review: the year, the day of the commune's decision, and every household."""

    year: int
    on: dt.date
    homes: tuple[ReviewedHome, ...]


def draw_reviews(plan: ClubPlan, people: Sequence[Person], dice: Dice) -> tuple[Review, ...]:
    """Return the reviews decided between the launch and the last day, the first one first.

    One household leaves poverty and is poor again a year later, as happens everywhere.
    """
    classes = {one.household: one.household_class for one in people}
    poor = [home for home, kind in classes.items() if kind is _POOR]
    unlucky = dice.choose(poor) if poor else None
    found: list[Review] = []
    for year in range(plan.began_on.year, plan.until.year + 1):
        on = dt.date(year, 12, 12)
        if not plan.began_on < on <= plan.until:
            continue
        known = {one.household for one in people if one.joined_on <= on}
        for home in sorted(known):
            if home == unlucky:
                classes[home] = _POOR if found else _NEAR
            elif found:
                classes[home] = dice.weighted(_MOVES[classes[home]])
        numbers = dice.shuffled(range(1_000, 2_000))
        homes = [
            ReviewedHome(home, classes[home], _certificate(classes[home], year, numbers.pop()))
            for home in sorted(known)
        ]
        found.append(Review(year, on, tuple(homes)))
    return tuple(found)


def _certificate(kind: HouseholdClass, year: int, number: int) -> str | None:
    return f"{number}/{year}/GCN-HN.HCN" if kind in {_POOR, _NEAR} else None
