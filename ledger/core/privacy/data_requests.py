"""What a member may ask about the own data, and by when the club has to answer and to act."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ledger.core.errors import Conflict, NotFound, RuleBroken
from ledger.core.privacy.working_days import working_days_after

LONGEST = 1_000
"""The most characters of what a member says, and of what is answered."""


class RequestKind(StrEnum):
    """What is asked (Law 91/2025/QH15, article 4)."""

    LOOK = "look"
    EXPORT = "export"
    CORRECT = "correct"
    RESTRICT = "restrict"
    ERASE = "erase"
    WITHDRAW = "withdraw"
    """To take a consent back."""
    OBJECT = "object"


ANSWER_WITHIN = 2
"""Working days by which a request is answered, with how it goes on (Decree 356/2025/NĐ-CP)."""

ACT_WITHIN: Mapping[RequestKind, int] = {
    RequestKind.LOOK: 10,
    RequestKind.EXPORT: 10,
    RequestKind.CORRECT: 10,
    RequestKind.RESTRICT: 15,
    RequestKind.WITHDRAW: 15,
    RequestKind.OBJECT: 15,
    RequestKind.ERASE: 20,
}
"""Days by which what is asked is done, where the club does all of it itself.

Decree 356/2025/NĐ-CP, as law firms tell it: seeing, correcting and giving 10, taking back,
restricting and objecting 15, erasing 20. The decree lets a hard case take longer once; nobody is
offered that here.
"""


@dataclass(eq=False)
class UnknownDataRequest(NotFound):
    """The club's register has no request of that number."""

    request_no: int


@dataclass(eq=False)
class DataRequestDone(Conflict):
    """What was asked is done already, or was refused with its reason."""

    request_no: int


@dataclass(eq=False)
class DayBeforeRequest(RuleBroken):
    """A request is answered and done on the day it came in, or after it."""

    received_on: dt.date
    on: dt.date


@dataclass(frozen=True, slots=True)
class Asking:
    """What a member asks, in the own words, on a day."""

    kind: RequestKind
    said: str
    received_on: dt.date

    @property
    def answer_by(self) -> dt.date:
        """Return the last day to answer."""
        return working_days_after(self.received_on, ANSWER_WITHIN)

    @property
    def act_by(self) -> dt.date:
        """Return the last day to do what is asked."""
        return self.received_on + dt.timedelta(days=ACT_WITHIN[self.kind])


@dataclass(frozen=True, slots=True, kw_only=True)
class DataRequest:
    """A request in the register, with the deadlines that it was given, and what came of it."""

    request_no: int
    member_no: int
    name: str
    kind: RequestKind
    said: str
    received_on: dt.date
    answer_by: dt.date
    act_by: dt.date
    answered_on: dt.date | None = None
    done_on: dt.date | None = None
    outcome: str | None = None

    def is_answered_late(self, today: dt.date) -> bool:
        """Tell whether it was answered after its day, or should have been by now."""
        return (self.answered_on or today) > self.answer_by

    def is_done_late(self, today: dt.date) -> bool:
        """Tell whether it was done after its day, or should have been by now."""
        return (self.done_on or today) > self.act_by

    def is_waiting_late(self, today: dt.date) -> bool:
        """Tell whether the club owes an answer or an act for which the day is over."""
        answer = self.answered_on is None and self.is_answered_late(today)
        return answer or (self.done_on is None and self.is_done_late(today))

    @property
    def next_deadline(self) -> dt.date | None:
        """Return by when the next thing has to be done, None when all is."""
        if self.done_on is not None:
            return None
        return self.act_by if self.answered_on is not None else min(self.answer_by, self.act_by)

    def check_day(self, on: dt.date) -> None:
        """Refuse a day before it came in (`DayBeforeRequest`)."""
        if on < self.received_on:
            raise DayBeforeRequest(received_on=self.received_on, on=on)
