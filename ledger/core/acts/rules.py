"""New rules of a club, as somebody asks for them."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

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


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesChanged:
    """New rules from a day on; what is None stays as it was. Shares as in `ClubRules`."""

    valid_from: dt.date
    meeting_day: int | None = None
    dues: int | None = None
    shares: tuple[int, int, int] | None = None
    principal_multiple: int | None = None
    payment_limit: int | None = None

    def faults(self) -> Iterator[LedgerError]:
        """Yield what is wrong with it by itself."""
        if self.meeting_day is not None and not 1 <= self.meeting_day <= 31:
            yield MeetingDayOutOfRange(meeting_day=self.meeting_day)
        if self.shares is not None and (sum(self.shares) != 100 or min(self.shares) < 0):
            yield SharesNotWhole(total=sum(self.shares))
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
        return replace(latest, **{name: new for name, new in changed.items() if new is not None})
