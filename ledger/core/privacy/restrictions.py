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
    """From a day a member's data are used for the books alone, until it is lifted.

    While it holds, the books name the member and nothing else does (Law 91/2025/QH15, the right
    to have processing restricted). The books are the journal, its vouchers and ledgers, the
    member's own statement and loan papers, a minute of what was voted, and the forms by which
    they are written; so are the papers handed to the member, and what guards the member: the
    register of requests, and who looked at whom. Everything else that tells of several members
    at once, on a page or in a file, is a list: there the member has no name, no number and no way
    from it to the books. What the member owes or paid stands in the list in one line for all who
    are restricted, or in the sums, so that sums and ratios stay those of the books. A list each
    line of which is looked into or worked on (who waits for a loan, applications, what a
    controller looks at twice) keeps the line without the person, and leads to the work alone. No
    search by words finds the member: neither says a search that it has passed over somebody who
    was asked for, only how many are restricted in all. Whoever holds a number, of the member or
    of a voucher, finds what the books say.
    """

    member_no: int
    valid_from: dt.date
    reason: str
    lifted_on: dt.date | None = None

    @property
    def is_in_force(self) -> bool:
        """Tell whether it was not lifted."""
        return self.lifted_on is None
