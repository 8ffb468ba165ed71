"""Sums by place: whoever reads them cannot work out what is of fewer than five people."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from ledger.core.statements.area_sums import FEWEST
from ledger.core.statements.hiding import is_open, shown

Equation = list[Fraction]


def equations(areas: Sequence[Sequence[int]]) -> list[Equation]:
    """Return what a reader sees, each as the places whose sum it is."""
    told = shown([[(people,) for people in area] for area in areas])
    numbers = iter(range(sum(map(len, areas))))
    places = [[next(numbers) for _ in area] for area in areas]
    seen = [
        [place]
        for area, own in zip(told.places, places, strict=True)
        for is_told, place in zip(area, own, strict=True)
        if is_told
    ]
    seen += [own for is_told, own in zip(told.areas, places, strict=True) if is_told]
    seen += [[place for own in places for place in own]] * told.whole
    size = sum(map(len, areas))
    return [[Fraction(place in one) for place in range(size)] for one in seen]


def rank(rows: Sequence[Equation]) -> int:
    """Return how many of some equations say something of their own (Gauss)."""
    left, found = [list(row) for row in rows], 0
    for column in range(len(left[0]) if left else 0):
        pivot = next((row for row in left[found:] if row[column]), None)
        if pivot is None:
            continue
        left.remove(pivot)
        left.insert(found, pivot)
        for row in left[found + 1 :]:
            factor = row[column] / pivot[column]
            row[:] = [one - factor * other for one, other in zip(row, pivot, strict=True)]
        found += 1
    return found


@given(st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=3), min_size=1, max_size=3))
def test_no_sum_of_few_people_can_be_worked_out_from_what_is_shown(areas: list[list[int]]) -> None:
    people = [one for area in areas for one in area]
    seen = equations(areas)
    known = rank(seen)
    for count in range(1, len(people) + 1):
        for places in combinations(range(len(people)), count):
            asked = [Fraction(place in places) for place in range(len(people))]
            if 0 < sum(people[place] for place in places) < FEWEST:
                assert rank([*seen, asked]) > known, (areas, places)


def test_sums_stand_where_the_hidden_are_many_together() -> None:
    told = shown([[(3,), (4,), (20,)], [(4,), (9,)]])
    assert told.places == ((False, False, True), (False, True))
    assert told.areas == (True, False), "in the second area the rest is four people"
    assert not told.whole, "the same four"
    assert shown([[(3,), (4,)], [(4,)], [(3,)]]).whole, "seven of two areas"


def test_every_number_beside_another_counts() -> None:
    assert is_open((0, 5, 30))
    assert not is_open((26, 4)), "the four are what is left of thirty"
