"""Restriction: a member's data are used for the books alone, from a day until it is lifted."""

import datetime as dt
from dataclasses import dataclass

from ledger.core.errors import Conflict

LONGEST_REASON = 1_000


@dataclass(eq=False)
class AlreadyRestricted(Conflict):
    """The member's data are restricted already."""

    member_no: int
    since: dt.date


@dataclass(eq=False)
class NotRestricted(Conflict):
    """The member's data are not restricted."""

    member_no: int


@dataclass(frozen=True, slots=True)
class Restriction:
    """From a day a member's data are used for the books alone, until it is lifted."""

    member_no: int
    valid_from: dt.date
    reason: str
    lifted_on: dt.date | None = None

    @property
    def is_in_force(self) -> bool:
        """Tell whether it was not lifted."""
        return self.lifted_on is None
