"""How households moved between classes from one year's end to the next, so that sums hold."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ledger.core.outcomes.classes import ClassFrom, class_on, year_end
from ledger.core.outcomes.standards import PovertyStandard, is_break
from ledger.core.workbook.values import HouseholdClass

NOT_POOR = frozenset({HouseholdClass.AVERAGE, HouseholdClass.OTHER})
WRITTEN: tuple[HouseholdClass | None, ...] = (*HouseholdClass, None)
"""The classes in their order; last the households whose class is not written down."""


class Move(StrEnum):
    """What became of a household in a class between two year's ends."""

    STAYED = "stayed"
    LEFT = "left"
    """It has another class at the end (thoát)."""
    FELL_BACK = "fell_back"
    """It has the class again, that it had had before and left (tái)."""
    NEW = "new"
    """It has the class at the end, and never had before (phát sinh)."""
    JOINED = "joined"
    """It had nobody in the club at the start."""
    GONE = "gone"
    """It has nobody in the club at the end."""
    RECLASSIFIED_FROM = "reclassified_from"
    RECLASSIFIED_TO = "reclassified_to"
    """The classes are by different standards: whether the household moved is not known."""
    WRITTEN_FROM = "written_from"
    WRITTEN_TO = "written_to"
    """Its class, not written down at the start, was written down in between."""


ADDS = frozenset({Move.FELL_BACK, Move.NEW, Move.JOINED, Move.RECLASSIFIED_TO, Move.WRITTEN_TO})
TAKES = frozenset({Move.LEFT, Move.GONE, Move.RECLASSIFIED_FROM, Move.WRITTEN_FROM})


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """Somebody of a household belonged to the club from a day on, to before a day or still."""

    begins_on: dt.date
    ends_on: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedHousehold:
    """What of a household is counted: its classes in order, and when it had a member.

    `is_minority`: one of its members is of an ethnic minority; None where no ethnic group of a
    member is written down.
    """

    club_id: int
    household_no: int
    classes: tuple[ClassFrom, ...]
    stays: tuple[Stay, ...]
    is_minority: bool | None = None
    province: str | None = None

    def is_here(self, day: dt.date) -> bool:
        """Tell whether it has a member in the club on a day."""
        return any(
            one.begins_on <= day and (one.ends_on is None or day < one.ends_on)
            for one in self.stays
        )


@dataclass(frozen=True, slots=True)
class HouseholdMove:
    """A household's move in the count of one class."""

    household: CountedHousehold
    household_class: HouseholdClass | None
    move: Move
    to: HouseholdClass | None = None
    """For one that left: which class it has at the end."""


@dataclass(frozen=True, slots=True)
class ClassFlow:
    """The households of a class from one year's end to the next."""

    household_class: HouseholdClass | None
    moves: tuple[HouseholdMove, ...]

    def count(self, *moves: Move) -> int:
        """Return how many households moved so."""
        return sum(one.move in moves for one in self.moves)

    @property
    def start(self) -> int:
        """Return how many had the class at the start."""
        return self.count(Move.STAYED, *TAKES)

    @property
    def end(self) -> int:
        """Return how many have the class at the end."""
        return self.count(Move.STAYED, *ADDS)

    @property
    def left_to_near_poor(self) -> int:
        """Return how many left the class and are near-poor now."""
        return sum(
            one.move is Move.LEFT and one.to is HouseholdClass.NEAR_POOR for one in self.moves
        )

    @property
    def left_to_above(self) -> int:
        """Return how many left the class and are neither poor nor near-poor now."""
        return sum(one.move is Move.LEFT and one.to in NOT_POOR for one in self.moves)

    def of_minority(self) -> "ClassFlow":
        """Return the part of the households known to be of an ethnic minority."""
        own = tuple(one for one in self.moves if one.household.is_minority)
        return ClassFlow(self.household_class, own)


@dataclass(frozen=True, slots=True)
class YearFlows:
    """The flows of a year, class by class, from `begins_on` to `ends_on`, both days counted.

    `is_broken`: the standard changed in between, or a class from before a change stood until
    now: who has another class by that did not leave, fall back or become poor. Of
    `minority_unknown` households no member's ethnic group is written down.
    """

    year: int
    begins_on: dt.date
    ends_on: dt.date
    is_broken: bool
    classes: tuple[ClassFlow, ...]
    minority_unknown: int

    def of(self, household_class: HouseholdClass | None) -> ClassFlow:
        """Return the flow of one class."""
        return next(one for one in self.classes if one.household_class is household_class)


def year_flows(
    households: Sequence[CountedHousehold],
    standards: Sequence[PovertyStandard],
    year: int,
    today: dt.date,
) -> YearFlows:
    """Return the flows of a year; the year that runs is counted up to today.

    For each class the end is the start, less those who left and are gone, and those who fell
    back, are new and joined; with those reclassified and written down, out of it and into it.
    """
    begins_on, ends_on = dt.date(year - 1, 12, 31), year_end(year, today)
    moves = [move for one in households for move in _moves(one, standards, (begins_on, ends_on))]
    here = [one for one in households if one.is_here(begins_on) or one.is_here(ends_on)]
    provinces = sorted({one.province for one in households}, key=str)
    return YearFlows(
        year,
        begins_on,
        ends_on,
        any(is_break(standards, begins_on, ends_on, one) for one in provinces or [None])
        or any(one.move is Move.RECLASSIFIED_TO for one in moves),
        tuple(
            ClassFlow(kind, tuple(one for one in moves if one.household_class is kind))
            for kind in WRITTEN
        ),
        sum(one.is_minority is None for one in here),
    )


def _moves(
    one: CountedHousehold, standards: Sequence[PovertyStandard], days: tuple[dt.date, dt.date]
) -> Iterator[HouseholdMove]:
    """Yield what a household counts for: in one class, or in the one it left and the other."""
    begins_on, ends_on = days
    was_here, is_here = one.is_here(begins_on), one.is_here(ends_on)
    before, after = class_on(one.classes, begins_on), class_on(one.classes, ends_on)
    if not was_here:
        if is_here:
            yield HouseholdMove(one, after, Move.JOINED)
    elif not is_here:
        yield HouseholdMove(one, before, Move.GONE)
    elif before is after:
        yield HouseholdMove(one, before, Move.STAYED)
    else:
        moved = _moved(one, standards, days, (before, after))
        yield HouseholdMove(one, before, moved[0], after)
        yield HouseholdMove(one, after, moved[1])


def _moved(
    one: CountedHousehold,
    standards: Sequence[PovertyStandard],
    days: tuple[dt.date, dt.date],
    classes: tuple[HouseholdClass | None, HouseholdClass | None],
) -> tuple[Move, Move]:
    """Return how a household went out of the class before, and how it came into the one after."""
    before, after = classes
    if before is None or after is None:  # a class once written down is never empty again
        return Move.WRITTEN_FROM, Move.WRITTEN_TO
    first, last = (_given_on(one.classes, day) for day in days)
    if is_break(standards, first, last, one.province):
        return Move.RECLASSIFIED_FROM, Move.RECLASSIFIED_TO
    had = _had_before(one, standards, first, after)
    return Move.LEFT, Move.FELL_BACK if had else Move.NEW


def _given_on(classes: Sequence[ClassFrom], day: dt.date) -> dt.date:
    """Return from which day a household has had the class that it has on a day."""
    return max((one.valid_from for one in classes if one.valid_from <= day), default=day)


def _had_before(
    one: CountedHousehold,
    standards: Sequence[PovertyStandard],
    day: dt.date,
    household_class: HouseholdClass,
) -> bool:
    """Tell whether a household was given a class before a day, by the standard of that day.

    What it was given by another standard says nothing: its series was broken.
    """
    return any(
        kept.household_class is household_class
        and kept.valid_from <= day
        and not is_break(standards, kept.valid_from, day, one.province)
        for kept in one.classes
    )
