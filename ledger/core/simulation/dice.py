"""Dice that fall alike on every machine and in every version of the language."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

_WORD = 8
"""Bytes of one throw."""

WHOLE_PPM = 1_000_000
"""Certainty, in parts per million."""


class Dice:
    """Throws drawn from a seed: SHA-256 over the seed and a running count.

    The language's own generator promises the same sequence only of some functions and between
    some versions; the same seed must give the same club for ever.
    """

    def __init__(self, seed: str) -> None:
        """Begin the sequence that belongs to a seed."""
        self._seed = seed
        self._blocks = 0
        self._words: list[int] = []

    def fork(self, name: str) -> "Dice":
        """Return other dice of the same seed: a throw more here changes nothing there."""
        return Dice(f"{self._seed}/{name}")

    def below(self, bound: int) -> int:
        """Return a whole number from 0 up to but without `bound`, each alike likely."""
        if not 0 < bound <= 1 << 8 * _WORD:
            message = f"no throw below {bound}"
            raise ValueError(message)
        fair = (1 << 8 * _WORD) // bound * bound
        while (word := self._word()) >= fair:
            pass
        return word % bound

    def between(self, least: int, most: int) -> int:
        """Return a whole number from `least` to `most`, both possible."""
        return least + self.below(most - least + 1)

    def chance(self, ppm: int) -> bool:
        """Tell whether something happens that happens so many times in a million."""
        return self.below(WHOLE_PPM) < ppm

    def choose(self, items: Sequence[T]) -> T:
        """Return one of some things, each alike likely."""
        return items[self.below(len(items))]

    def weighted(self, items: Sequence[tuple[T, int]]) -> T:
        """Return one of some things, each as likely as its weight among all weights."""
        throw = self.below(sum(weight for _, weight in items))
        for item, weight in items:
            throw -= weight
            if throw < 0:
                return item
        raise AssertionError

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """Return the same things in an order of chance."""
        mixed = list(items)
        for last in range(len(mixed) - 1, 0, -1):
            other = self.below(last + 1)
            mixed[last], mixed[other] = mixed[other], mixed[last]
        return mixed

    def _word(self) -> int:
        if not self._words:
            block = hashlib.sha256(f"{self._seed}\0{self._blocks}".encode()).digest()
            self._blocks += 1
            self._words = [
                int.from_bytes(block[at : at + _WORD], "big")
                for at in range(len(block) - _WORD, -1, -_WORD)
            ]
        return self._words.pop()
