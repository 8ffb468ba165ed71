"""New rules of a club, as somebody asks for them."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from fractions import Fraction

from ledger.core.clubs import ClubRules
from ledger.core.errors import LedgerError, RuleBroken
from ledger.core.money import LARGEST_MINOR


@dataclass(eq=False)
class MeetingDayOutOfRange(RuleBroken):
    """A club meets on a day of the month, 1 to 31."""

    meeting_day: int


@dataclass(eq=False)
class SharesNotWhole(RuleBroken):
    """The shares of the interest are none below zero, and 100 per cent together."""

    total: int


@dataclass(eq=False)
class RuleSumOutOfRange(RuleBroken):
    """A sum in the rules is below what it can be, or larger than the books can hold, in đồng."""

    what: str
    amount: int


@dataclass(eq=False)
class PoorShareOutOfRange(RuleBroken):
    """The share of what is lent to the poor and near-poor is 0 to 100 per cent."""

    poor_share: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesChanged:
    """New rules from a day on; what is None stays as it was. Shares as in `ClubRules`.

    `poor_share`: the share of what is lent that goes to poor and near-poor households at least
    (`LendingRules.poor_share`); nothing: no such rule any more.
    """

    valid_from: dt.date
    meeting_day: int | None = None
    dues: int | None = None
    shares: tuple[int, int, int] | None = None
    principal_multiple: int | None = None
    payment_limit: int | None = None
    poor_share: Fraction | None = None

    def faults(self) -> Iterator[LedgerError]:
        """Yield what is wrong with it by itself."""
        if self.meeting_day is not None and not 1 <= self.meeting_day <= 31:
            yield MeetingDayOutOfRange(meeting_day=self.meeting_day)
        if self.shares is not None and (sum(self.shares) != 100 or min(self.shares) < 0):
            yield SharesNotWhole(total=sum(self.shares))
        if self.poor_share is not None and not 0 <= self.poor_share <= 1:
            yield PoorShareOutOfRange(poor_share=self.poor_share)
        sums = (
            ("dues", self.dues, 0), ("multiple", self.principal_multiple, 1),
            ("payment_limit", self.payment_limit, 0),
        )  # fmt: skip
        for what, amount, least in sums:
            if amount is not None and not least <= amount <= LARGEST_MINOR:
                yield RuleSumOutOfRange(what=what, amount=amount)

    def after(self, latest: ClubRules) -> ClubRules:
        """Return the latest rules with what is changed of them."""
        changed = {one.name: getattr(self, one.name) for one in fields(self)}
        share = changed.pop("poor_share")
        if share is not None:
            changed["lending"] = replace(latest.rules_of_lending, poor_share=share or None)
        return replace(latest, **{name: new for name, new in changed.items() if new is not None})
