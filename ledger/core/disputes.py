"""A member says that something is not right, and the club answers."""

import datetime as dt
from dataclasses import dataclass

from ledger.core.errors import Conflict, Forbidden, NotFound, RuleBroken

LONGEST = 1_000
"""The most characters of a complaint, and of its answer."""


@dataclass(eq=False)
class TwoThingsDisputed(RuleBroken):
    """A dispute is about an entry or about a loan, not about both."""


@dataclass(eq=False)
class UnknownDispute(NotFound):
    """The club has no dispute of that number."""

    dispute_no: int


@dataclass(eq=False)
class DisputeAnswered(Conflict):
    """A dispute was answered already; who is not content opens another one."""

    dispute_no: int


@dataclass(eq=False)
class AnswerOfOwnRecord(Forbidden):
    """A dispute about money is answered by somebody who did not record that money."""

    dispute_no: int


@dataclass(eq=False)
class AnswerOfOwnComplaint(Forbidden):
    """Nobody answers the own complaint."""

    dispute_no: int


@dataclass(frozen=True, slots=True)
class Complaint:
    """What a member says is not right: in general, of an entry, or of a loan."""

    said: str
    entry_no: int | None = None
    loan_no: int | None = None

    @property
    def is_about_money(self) -> bool:
        """Tell whether an entry or a loan is named."""
        return self.entry_no is not None or self.loan_no is not None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the club answered, who did it, and when."""

    said: str
    answered_by: int
    answerer: str
    answered_at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A dispute as kept; `voucher` is the disputed entry's (PT 214), `loan` the loan's paper code.

    `name` is the member's, `opener` the name of the user who wrote it down.
    """

    dispute_no: int
    member_no: int
    name: str
    complaint: Complaint
    voucher: str | None
    loan: str | None
    opened_by: int
    opener: str
    opened_at: dt.datetime
    answer: Answer | None

    @property
    def is_open(self) -> bool:
        """Tell whether it waits for an answer."""
        return self.answer is None
