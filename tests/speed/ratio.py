"""A figure of speed: ours beside the floor measured in the same run, or beside a limit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many a second we do, how many the floor does, and the share that is required."""

    name: str
    ours: float
    floor: float
    required: float

    @property
    def share(self) -> float:
        """Return ours as a share of the floor."""
        return self.ours / self.floor

    @property
    def is_met(self) -> bool:
        """Tell whether the required share is reached."""
        return self.share >= self.required

    def __str__(self) -> str:
        """Return one line for a terminal."""
        return (
            f"{self.name}: {self.ours:,.0f}/s, floor {self.floor:,.0f}/s, "
            f"ratio {self.share:.2f} (at least {self.required}) {verdict(is_met=self.is_met)}"
        )


@dataclass(frozen=True, slots=True)
class Limit:
    """A measured figure that must not lie above a limit, in a unit."""

    name: str
    found: float
    most: float
    unit: str

    @property
    def is_met(self) -> bool:
        """Tell whether the figure is within the limit."""
        return self.found <= self.most

    def __str__(self) -> str:
        """Return one line for a terminal."""
        return (
            f"{self.name}: {self.found:.2f} {self.unit} (at most {self.most} {self.unit})"
            f" {verdict(is_met=self.is_met)}"
        )


def verdict(*, is_met: bool) -> str:
    """Return the word that ends a line."""
    return "ok" if is_met else "TOO SLOW"
