"""The people of a club: names, ages, households and their classes, the board."""

import datetime as dt
from dataclasses import dataclass, replace

from ledger.core.simulation.dice import Dice
from ledger.core.simulation.names import draw_name
from ledger.core.simulation.plan import ClubPlan
from ledger.core.workbook.values import HouseholdClass

BOARD = ("Chủ nhiệm", "Phó chủ nhiệm", "Kế toán", "Thủ quỹ", "Thư ký")
"""Five as usual (DOMAIN.md, section 1.3)."""

_WOMEN_OF_THE_BOARD = 3
_OLDER = 55
_FIVE_OLDEST_OF_THE_BOARD = 70


@dataclass(frozen=True, slots=True)
class Person:
    """A member; `leaves_at` is the meeting, counted from 0, from which one is no longer there."""

    code: str
    name: str
    birth_year: int
    is_woman: bool
    ethnic_group: str
    phone: str | None
    household: str
    household_class: HouseholdClass
    certificate: str | None
    joined_on: dt.date
    position: str | None = None
    joins_at: int = 0
    leaves_at: int | None = None

    @property
    def is_poor(self) -> bool:
        """Tell whether the commune holds the household for poor or near-poor."""
        return self.household_class in {HouseholdClass.POOR, HouseholdClass.NEAR_POOR}

    def is_there(self, meeting: int) -> bool:
        """Tell whether the person is a member at a meeting."""
        return self.joins_at <= meeting and (self.leaves_at is None or meeting < self.leaves_at)

    @property
    def address(self) -> str:
        """Return the name as people of the village would say it: bà Bùi Thị Lụa."""
        return f"{'bà' if self.is_woman else 'ông'} {self.name}"


@dataclass(frozen=True, slots=True)
class _Draft:
    """A person without a place in the club yet."""

    birth_year: int
    is_woman: bool
    household_class: HouseholdClass


def draw_people(plan: ClubPlan, dice: Dice) -> tuple[Person, ...]:
    """Return the members: the board first, then the founders, last those who joined later."""
    drafts = _board_first(_drafts(plan, dice), plan.until.year, dice)
    people: list[Person] = []
    names: list[str] = []
    for number, draft in enumerate(drafts, 1):
        group = dice.weighted(plan.place.groups)
        name = draw_name(dice, group, is_woman=draft.is_woman, taken=names)
        names.append(name)
        position = BOARD[number - 1] if number <= len(BOARD) else None
        phone = _phone(dice, number) if position or dice.chance(680_000) else None
        people.append(
            Person(
                f"TV{number:02d}", name, draft.birth_year, draft.is_woman, group, phone,
                f"H{number:02d}", draft.household_class, None, plan.began_on, position,
            )
        )  # fmt: skip
    people = _later_joiners(people, plan, dice)
    people = _one_leaves(people, plan, dice)
    return _certified(_paired(people, plan.composition.pairs, dice), dice)


def _drafts(plan: ClubPlan, dice: Dice) -> list[_Draft]:
    """Return as many women, older people, poor and near-poor as the plan says, in any mix."""
    who, total = plan.composition, plan.composition.members
    women = dice.shuffled([number < who.women for number in range(total)])
    older = dice.shuffled([number < who.older for number in range(total)])
    others = total - who.poor - who.near_poor
    classes = [HouseholdClass.POOR] * who.poor + [HouseholdClass.NEAR_POOR] * who.near_poor
    classes += [HouseholdClass.AVERAGE] * (others * 2 // 5)
    classes += [HouseholdClass.OTHER] * (total - len(classes))
    return [
        _Draft(plan.until.year - _age(dice, is_older=old), woman, kind)
        for woman, old, kind in zip(women, older, dice.shuffled(classes), strict=True)
    ]


def _age(dice: Dice, *, is_older: bool) -> int:
    if not is_older:
        return dice.between(32, _OLDER - 1)
    return min(dice.between(_OLDER, 84), dice.between(_OLDER, 84))


def _board_first(drafts: list[_Draft], year: int, dice: Dice) -> list[_Draft]:
    """Put three women and two men who can keep books and run the club before the others."""
    able = [
        one
        for one in drafts
        if year - one.birth_year <= _FIVE_OLDEST_OF_THE_BOARD
        and one.household_class is not HouseholdClass.POOR
    ]
    women = [one for one in able if one.is_woman][:_WOMEN_OF_THE_BOARD]
    men = [one for one in able if not one.is_woman][: len(BOARD) - len(women)]
    board = dice.shuffled(women + men)
    rest = list(drafts)
    for one in board:
        rest.remove(one)
    return board + rest


def _phone(dice: Dice, number: int) -> str:
    """Return a number that nobody has: 0990 is not given out to subscribers."""
    return f"0990{dice.between(10, 99):02d}{dice.between(0, 99):02d}{number:02d}"


def _later_joiners(people: list[Person], plan: ClubPlan, dice: Dice) -> list[Person]:
    first = len(people) - plan.composition.late_joiners
    latest = len(plan.meetings) - 4
    joining = sorted(dice.between(3, latest) for _ in people[first:])
    return people[:first] + [
        replace(one, joined_on=plan.meetings[at].held_on, joins_at=at)
        for one, at in zip(people[first:], joining, strict=True)
    ]


def _one_leaves(people: list[Person], plan: ClubPlan, dice: Dice) -> list[Person]:
    """Let one founder who is not of the board move away in the second year."""
    founders = [one for one in people[len(BOARD) :] if one.joins_at == 0 and not one.is_poor]
    leaver = dice.choose(founders)
    at = len(plan.meetings) - dice.between(5, 9)
    return [replace(one, leaves_at=at) if one is leaver else one for one in people]


def _paired(people: list[Person], pairs: int, dice: Dice) -> list[Person]:
    """Put some women and men of an age and of one class into one household."""
    plain = [one for one in people[len(BOARD) :] if one.joins_at == 0 and one.leaves_at is None]
    husbands = dice.shuffled([one for one in plain if not one.is_woman])
    home: dict[str, Person] = {}
    for wife in dice.shuffled([one for one in plain if one.is_woman]):
        if len(home) == pairs:
            break
        fits = [
            one for one in husbands
            if one.code not in home
            and one.household_class is wife.household_class
            and -3 <= wife.birth_year - one.birth_year <= 9
        ]  # fmt: skip
        if fits:
            home[fits[0].code] = wife
    return [
        replace(one, household=home[one.code].household) if one.code in home else one
        for one in people
    ]


def _certified(people: list[Person], dice: Dice) -> tuple[Person, ...]:
    """Number the households in the order of the list, and give poor ones their certificates."""
    numbers = dice.shuffled(range(101, 999))
    homes: dict[str, tuple[str, str | None]] = {}
    for one in people:
        if one.household not in homes:
            paper = f"{numbers.pop()}/GCN-HN.HCN" if one.is_poor else None
            homes[one.household] = f"H{len(homes) + 1:02d}", paper
    return tuple(
        replace(one, household=homes[one.household][0], certificate=homes[one.household][1])
        for one in people
    )
