"""Who the members of clubs are on a day: sex, age, ethnic group, class and difficulty."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ledger.core.outcomes.classes import POOR_OR_NEAR
from ledger.core.outcomes.share import Share
from ledger.core.text import without_accents
from ledger.core.workbook.values import HouseholdClass, Sex

OLDER, OLDEST = 55, 60
"""Older members are counted from 55 and from 60 on: provinces publish either."""

KINH = "kinh"
HOA = "hoa"


class MemberGroup(StrEnum):
    """A group of members; groups overlap, a woman of 60 is in several."""

    WOMEN = "women"
    MEN = "men"
    FROM_55 = "from_55"
    FROM_60 = "from_60"
    UNDER_55 = "under_55"
    MINORITY = "minority"
    KINH = "kinh"
    POOR = "poor"
    NEAR_POOR = "near_poor"
    POOR_OR_NEAR = "poor_or_near"
    OTHERS = "others"
    """Households of average living standard and all others."""
    IN_DIFFICULTY = "in_difficulty"
    POOR_OR_IN_DIFFICULTY = "poor_or_in_difficulty"
    """Poor, near-poor or in difficulty: whom the clubs' rules name together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedMember:
    """What of a member is counted; None where the club has not written it down."""

    club_id: int
    member_no: int
    sex: Sex | None
    birth_year: int | None
    ethnic_group: str | None
    household_class: HouseholdClass | None
    in_difficulty: bool | None


@dataclass(frozen=True, slots=True)
class Composition:
    """The members of some clubs on a day, by group, and by ethnic group as it is written."""

    day: dt.date
    members: int
    groups: tuple[tuple[MemberGroup, Share], ...]
    ethnic_groups: tuple[tuple[str, int], ...]

    def share(self, group: MemberGroup) -> Share:
        """Return how many of the members are in a group."""
        return dict(self.groups)[group]


def age_in(birth_year: int | None, year: int) -> int | None:
    """Return the age that somebody reaches in a year; None where the year of birth is unknown."""
    return None if birth_year is None else year - birth_year


def is_older(birth_year: int | None, year: int, age: int) -> bool | None:
    """Tell whether somebody reaches an age by a year; None where that is not known."""
    reached = age_in(birth_year, year)
    return None if reached is None else reached >= age


def is_minority(ethnic_group: str | None, *, with_hoa: bool = True) -> bool | None:
    """Tell whether an ethnic group is a minority in Viet Nam: not Kinh; None where unknown.

    The Hoa are counted unless `with_hoa` is off, as in programmes that leave them out.
    """
    if ethnic_group is None or not ethnic_group.strip():
        return None
    bare = without_accents(ethnic_group).strip()
    return bare != KINH and (with_hoa or bare != HOA)


def composition(members: Sequence[CountedMember], day: dt.date) -> Composition:
    """Return who some members are on a day; ages are those of the day's year."""
    found = Counter(one.ethnic_group for one in members if one.ethnic_group)
    return Composition(
        day,
        len(members),
        tuple(
            (group, _share(tells(one, day.year) for one in members))
            for group, tells in _TELLS.items()
        ),
        tuple(sorted(found.items(), key=lambda one: (-one[1], one[0]))),
    )


def _share(told: Iterable[bool | None]) -> Share:
    counted = Counter(told)
    return Share(counted[True], counted[True] + counted[False], counted[None])


_Tells = Callable[[CountedMember, int], bool | None]


def _of_sex(sex: Sex) -> _Tells:
    return lambda one, _: None if one.sex is None else one.sex is sex


def _of_age(age: int) -> _Tells:
    return lambda one, year: is_older(one.birth_year, year, age)


def _of_class(*classes: HouseholdClass) -> _Tells:
    def tells(one: CountedMember, _: int) -> bool | None:
        return None if one.household_class is None else one.household_class in classes

    return tells


def _not(tells: _Tells) -> _Tells:
    def told(one: CountedMember, year: int) -> bool | None:
        found = tells(one, year)
        return None if found is None else not found

    return told


def _in_need(one: CountedMember, _: int) -> bool | None:
    """Tell whether somebody is poor, near-poor or in difficulty: known as soon as one is so."""
    if one.in_difficulty or one.household_class in POOR_OR_NEAR:
        return True
    return None if one.in_difficulty is None or one.household_class is None else False


def _minority(one: CountedMember, _: int) -> bool | None:
    return is_minority(one.ethnic_group)


_TELLS: dict[MemberGroup, _Tells] = {
    MemberGroup.WOMEN: _of_sex(Sex.FEMALE),
    MemberGroup.MEN: _of_sex(Sex.MALE),
    MemberGroup.FROM_55: _of_age(OLDER),
    MemberGroup.FROM_60: _of_age(OLDEST),
    MemberGroup.UNDER_55: _not(_of_age(OLDER)),
    MemberGroup.MINORITY: _minority,
    MemberGroup.KINH: _not(_minority),
    MemberGroup.POOR: _of_class(HouseholdClass.POOR),
    MemberGroup.NEAR_POOR: _of_class(HouseholdClass.NEAR_POOR),
    MemberGroup.POOR_OR_NEAR: _of_class(*POOR_OR_NEAR),
    MemberGroup.OTHERS: _of_class(HouseholdClass.AVERAGE, HouseholdClass.OTHER),
    MemberGroup.IN_DIFFICULTY: lambda one, _: one.in_difficulty,
    MemberGroup.POOR_OR_IN_DIFFICULTY: _in_need,
}
