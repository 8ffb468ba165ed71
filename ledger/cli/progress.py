"""How far long work is, on standard error: a bar where someone sits before it."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ledger.cli.terminal import Terminal

WIDTH = 24
PAUSE = 0.1
"""Seconds between two drawings of a bar."""

Progress = Callable[[int, int], None]
"""Told how many of how many steps are done."""


class Bar:
    """A bar for one stage after the other; it draws nothing where nobody looks."""

    def __init__(self, terminal: Terminal, names: dict[str, str]) -> None:
        """Name the stages (msgids by the stage's own name)."""
        self._terminal = terminal
        self._names = names
        self._name = ""
        self._drawn = ""
        self._next = 0.0
        self._looks = sys.stderr.isatty()

    def stage(self, name: str) -> Progress:
        """Begin a stage, and return whom to tell of its steps."""
        self._finish()
        self._name = self._terminal.say(self._names.get(name, name))
        self._next = 0.0
        self.step(0, 1)
        return self.step

    def step(self, done: int, whole: int) -> None:
        """Draw how far the stage is, not too often."""
        now = time.monotonic()
        if not self._looks or (now < self._next and done < whole):
            return
        self._next = now + PAUSE
        share = min(done, whole) / whole if whole else 1.0
        filled = round(share * WIDTH)
        bar = "#" * filled + "." * (WIDTH - filled)
        self._draw(f"{self._name} [{bar}] {round(share * 100):3d} %")

    def _draw(self, line: str) -> None:
        if line != self._drawn:
            sys.stderr.write(f"\r{line}\033[K")
            sys.stderr.flush()
            self._drawn = line

    def _finish(self) -> None:
        if self._drawn:
            self.step(1, 1)
            sys.stderr.write("\n")
            sys.stderr.flush()
            self._drawn = ""

    def end(self) -> None:
        """Leave the last bar as it stands and begin a line."""
        if self._drawn:
            sys.stderr.write("\n")
            sys.stderr.flush()
            self._drawn = ""


@contextmanager
def bar(terminal: Terminal, names: dict[str, str]) -> Iterator[Bar]:
    """Give a bar for the stages of long work, and end its line whatever happens."""
    drawn = Bar(terminal, names)
    try:
        yield drawn
    finally:
        drawn.end()
