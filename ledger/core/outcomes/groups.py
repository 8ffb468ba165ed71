"""The groups by which outcomes are told: each by its name, as a set of loans."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from ledger.core.errors import NotFound
from ledger.core.loans.purposes import PurposeKind
from ledger.core.outcomes.classes import POOR_OR_NEAR
from ledger.core.outcomes.composition import OLDER, OLDEST, is_minority, is_older
from ledger.core.outcomes.facts import LoanOutcome
from ledger.core.workbook.values import HouseholdClass

Tells = Callable[[LoanOutcome], bool]

OTHERS = frozenset({HouseholdClass.AVERAGE, HouseholdClass.OTHER})
"""Households of average living standard and all others."""


@dataclass(eq=False)
class UnknownGroup(NotFound):
    """There is no group of loans of this name; `known` lists those there are."""

    group: str
    known: str


@dataclass(frozen=True, slots=True)
class Group:
    """A group by its name in addresses and files; `holds` tells of a loan whether it is in it.

    `is_gap`: of these loans what the other groups go by is not written down. A person who
    borrowed twice may be in two groups, being poor with the first loan and not with the second,
    and is counted once in each.
    """

    name: str
    holds: Tells
    is_gap: bool = False

    def of(self, loans: Iterable[LoanOutcome]) -> list[LoanOutcome]:
        """Return the loans that are in it, in their order."""
        return [one for one in loans if self.holds(one)]


def _of_class(classes: frozenset[HouseholdClass | None]) -> Tells:
    return lambda one: one.class_then in classes


def _of_age(age: int) -> Tells:
    return lambda one: is_older(one.birth_year, one.disbursed_on.year, age) is True


_is_minority = lru_cache(1_000)(is_minority)
"""Ethnic groups are few, and each is asked of every loan."""


def _of_minority(wanted: bool | None, *, with_hoa: bool = True) -> Tells:  # noqa: FBT001 - a value
    return lambda one: _is_minority(one.ethnic_group, with_hoa=with_hoa) is wanted


ALL = Group("all", lambda _: True)
POOR = Group("poor", _of_class(frozenset({HouseholdClass.POOR})))
NEAR_POOR = Group("near-poor", _of_class(frozenset({HouseholdClass.NEAR_POOR})))
POOR_OR_NEAR_POOR = Group("poor-or-near-poor", _of_class(POOR_OR_NEAR))
NOT_POOR = Group("other", _of_class(OTHERS))
NO_CLASS = Group("no-class", _of_class(frozenset({None})), is_gap=True)
WOMEN = Group("women", lambda one: one.is_woman is True)
MEN = Group("men", lambda one: one.is_woman is False)
NO_SEX = Group("no-sex", lambda one: one.is_woman is None, is_gap=True)
FROM_55 = Group("from-55", _of_age(OLDER))
FROM_60 = Group("from-60", _of_age(OLDEST))
NO_AGE = Group("no-age", lambda one: one.birth_year is None, is_gap=True)
MINORITY = Group("minority", _of_minority(wanted=True))
MINORITY_WITHOUT_HOA = Group("minority-without-hoa", _of_minority(wanted=True, with_hoa=False))
KINH = Group("kinh", _of_minority(wanted=False))
NO_ETHNIC_GROUP = Group("no-ethnic-group", _of_minority(wanted=None), is_gap=True)
IN_DIFFICULTY = Group("in-difficulty", lambda one: one.in_difficulty is True)

BY_PEOPLE = (
    POOR, NEAR_POOR, POOR_OR_NEAR_POOR, NOT_POOR, NO_CLASS, WOMEN, MEN, NO_SEX, FROM_55, FROM_60,
    NO_AGE, MINORITY, KINH, NO_ETHNIC_GROUP, IN_DIFFICULTY,
)  # fmt: skip
"""The groups of people; they overlap, and a statement says so."""


def _of_kind(kind: PurposeKind | None) -> Group:
    name = f"kind-{kind.value.replace('_', '-')}" if kind else "no-kind"
    return Group(name, lambda one: one.kind is kind, is_gap=kind is None)


BY_KIND = (*(_of_kind(kind) for kind in PurposeKind), _of_kind(None))
"""A group for each kind of activity, and one for the loans of which none is written down."""

KINDS = dict(zip(BY_KIND, (*PurposeKind, None), strict=True))
"""The kind of activity of each of these groups."""

_NAMED = {one.name: one for one in (ALL, *BY_PEOPLE, MINORITY_WITHOUT_HOA, *BY_KIND)}
YEAR = "year-"
"""How the name of a year's group begins."""


def of_year(year: int) -> Group:
    """Return the group of the loans that were paid out in a year."""
    return Group(f"{YEAR}{year}", lambda one: one.disbursed_on.year == year)


def group_named(name: str) -> Group:
    """Return the group of a name (`UnknownGroup`)."""
    if name.startswith(YEAR) and name.removeprefix(YEAR).isdecimal():
        return of_year(int(name.removeprefix(YEAR)))
    if name not in _NAMED:
        raise UnknownGroup(group=name, known=", ".join((*_NAMED, f"{YEAR}2026")))
    return _NAMED[name]
