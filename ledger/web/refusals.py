"""What a page refuses of an address, each by a name of its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from ledger.core.errors import LedgerError, RuleBroken


@dataclass(eq=False)
class UnknownParameter(RuleBroken):
    """A page is asked something that it does not know."""

    name: str


@dataclass(eq=False)
class ParameterRepeated(RuleBroken):
    """Something is asked twice in one address."""

    name: str


@dataclass(eq=False)
class ParameterTooLong(RuleBroken):
    """What is asked has more than `longest` characters."""

    name: str
    longest: int


@dataclass(eq=False)
class DayNotUnderstood(RuleBroken):
    """A text is no day of the calendar."""

    name: str
    text: str


@dataclass(eq=False)
class AmountNotUnderstood(RuleBroken):
    """A text is no whole number of đồng."""

    text: str


@dataclass(eq=False)
class AmountMissing(RuleBroken):
    """A page that works with a sum is given none."""


@dataclass(eq=False)
class NoSuchDay(RuleBroken):
    """What stands in a field for a day is none of the calendar."""

    text: str


@dataclass(eq=False)
class MonthNotUnderstood(RuleBroken):
    """A text is no month."""

    name: str
    text: str


@dataclass(eq=False)
class YearNotUnderstood(RuleBroken):
    """A text is no year."""

    name: str
    text: str


@dataclass(eq=False)
class InstantNotUnderstood(RuleBroken):
    """A text is no moment."""

    name: str
    text: str


@dataclass(eq=False)
class ChoiceUnknown(RuleBroken):
    """A text is none of those that can be chosen."""

    name: str
    text: str
    choices: str


@dataclass(eq=False)
class DaysGivenTwice(RuleBroken):
    """A month, a year and days of one's own exclude each other."""


class QueryRefused(Exception):
    """What an address asks is not understood; `problems` is all that is wrong with it."""

    def __init__(self, problems: Sequence[LedgerError]) -> None:
        """Take every problem, in the order of the address."""
        super().__init__("; ".join(map(str, problems)))
        self.problems = tuple(problems)
