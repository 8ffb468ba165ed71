"""What of few people stays hidden in sums by place, and cannot be worked out from the rest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ledger.core.statements.area_sums import FEWEST

Cells = tuple[int, ...]
"""Numbers of people that stand, or could be worked out, beside each other."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Whether each place, each area of places and the whole may be shown."""

    places: tuple[tuple[bool, ...], ...]
    areas: tuple[bool, ...]
    whole: bool


def is_open(cells: Iterable[int]) -> bool:
    """Tell whether each number is of nobody, or of five people at least."""
    return all(not 0 < cell < FEWEST for cell in cells)


def shown(areas: Sequence[Sequence[Cells]]) -> Shown:
    """Return what may be shown of the places of some areas, of the areas and of the whole.

    A place shows nothing of fewer than five people. A sum is hidden as well where what it has
    more than the places shown below it is of fewer than five: so of the whole, too. What can be
    worked out is then only what the hidden places of an area come to, or those of all hidden
    areas, and each of these is of nobody or of five at least.
    """
    places = tuple(tuple(is_open(cells) for cells in area) for area in areas)
    hidden = [
        [cells for cells, is_told in zip(area, told, strict=True) if not is_told]
        for area, told in zip(areas, places, strict=True)
    ]
    told = tuple(is_open(_added(rest)) for rest in hidden)
    untold = [one for one, is_told in zip(hidden, told, strict=True) if not is_told]
    return Shown(places, told, is_open(_added(cells for one in untold for cells in one)))


def _added(places: Iterable[Cells]) -> Cells:
    return tuple(map(sum, zip(*places, strict=True)))
