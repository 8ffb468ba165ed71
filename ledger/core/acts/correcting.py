"""Taking back what was recorded wrongly, and closing what is done with."""

from collections.abc import Iterator
from dataclasses import dataclass

from ledger.core.acts.shared import missing_words, wrong_sums
from ledger.core.errors import LedgerError, RuleBroken


@dataclass(eq=False)
class NotInItsPlace(RuleBroken):
    """An entry is put right by a sum, or by one act of money that has one entry, of no loan."""

    entry_no: int
    act: str


@dataclass(eq=False)
class SumNotOfOneMove(RuleBroken):
    """An entry of several sums cannot be put right by one sum: it is reversed and made anew."""

    entry_no: int


@dataclass(eq=False)
class UsedSince(RuleBroken):
    """What an entry brought was given back or settled since: an account would lack it, in đồng."""

    entry_no: int
    account: str
    short: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Instead:
    """What should have been recorded: the name of a kind of act, and the act as it is written."""

    act: str
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryCorrected:
    """An entry is reversed, and what it should have been is recorded in the same step.

    `amount` is the right sum in đồng, where only that was wrong; `instead` is another act, where
    it was another. With neither it should not have been at all.
    """

    entry_no: int
    reason: str
    amount: int | None = None
    instead: Instead | None = None

    def faults(self) -> Iterator[LedgerError]:
        """Yield what is wrong with it by itself."""
        yield from missing_words("correction", self.reason)
        if self.amount is not None:
            yield from wrong_sums(self.amount)
        if self.amount is not None and self.instead is not None:
            yield NotInItsPlace(entry_no=self.entry_no, act=self.instead.act)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthClosed:
    """A month (2026-03) is closed for good."""

    period: str


@dataclass(frozen=True, slots=True, kw_only=True)
class YearClosed:
    """A year's income and expense are closed into its result."""

    year: int
