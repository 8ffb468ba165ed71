"""What a fund can lend at its next meetings, by its loans' schedules and by its own history."""

import datetime as dt
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, chain, pairwise
from math import floor
from typing import TypeAlias

from ledger.core.loans.arrears import Due, dues_of
from ledger.core.loans.calendar import meeting_from
from ledger.core.loans.recovery import Repaid, paid_within
from ledger.core.loans.state import LoanState
from ledger.core.loans.steps import LoanStage
from ledger.core.periods import day_before, months_later

MEETINGS_AHEAD = 6
"""For so many meetings a forecast is made unless one asks for more."""

MONTHS_LATE = (0, 1, 2, 3)
"""On time, and within so many months of the due date; what comes later still is not counted on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FundMoney:
    """A fund's money now, in minor units: what is kept back, and approved but not paid out.

    `undivided`: of interest received what other funds are still to be given.
    """

    cash: int
    bank: int = 0
    reserve: int = 0
    approved: int = 0
    undivided: int = 0

    @property
    def free(self) -> int:
        """Return what can be lent now; below zero where more is promised than there is."""
        return self.cash + self.bank - self.undivided - self.reserve - self.approved


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """What of an instalment is unpaid, in minor units, and when it is or was due."""

    loan_no: int
    paper_code: str
    due_on: dt.date
    principal: int
    interest: int = 0


@dataclass(frozen=True, slots=True)
class LatenessHistory:
    """What became of principal that fell due in some time, in minor units; loans add up.

    `paid`: on time, then within one, two and three months of the due date, each without the ones
    before. What is not paid by then counts as later or never, also if its time is not over yet:
    so a forecast errs on the side of care.
    """

    since: dt.date
    until: dt.date
    due: int = 0
    paid: tuple[int, int, int, int] = (0, 0, 0, 0)

    @property
    def later(self) -> int:
        """Return what came later than three months, or did not come at all."""
        return self.due - sum(self.paid)

    def unpaid_after(self, steps: int) -> int:
        """Return what was unpaid when so many of the times of `paid` had gone by."""
        return self.due - sum(self.paid[:steps])

    def __add__(self, other: "LatenessHistory") -> "LatenessHistory":
        """Return the history of two loans in the same time."""
        on_time, one, two, three = map(sum, zip(self.paid, other.paid, strict=True))
        paid = (on_time, one, two, three)
        return LatenessHistory(self.since, self.until, self.due + other.due, paid)


@dataclass(frozen=True, slots=True)
class Inflow:
    """What is counted on of an awaited sum at a meeting; `amount` is exact, in minor units.

    Of principal like it `numerator` came, of `denominator` that was unpaid until then, on time
    (`months_late` 0) or within so many months of its due date. The schedule itself takes 1 of 1.
    """

    awaited: Awaited
    months_late: int
    numerator: int
    denominator: int
    amount: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingForecast:
    """What a fund can lend at a meeting if it lends nothing before, in whole minor units.

    `comes_scheduled` and `comes_expected` are what comes since the meeting before, so that each
    figure is the one before it and what has come; their makings are exact.
    """

    held_on: dt.date
    comes_scheduled: int
    comes_expected: int
    by_schedule: int
    as_expected: int
    scheduled: tuple[Inflow, ...]
    expected: tuple[Inflow, ...]


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a fund can lend at its next meetings; `capital_share` of interest stays in it."""

    as_of: dt.date
    fund: FundMoney
    history: LatenessHistory
    capital_share: Fraction
    meetings: tuple[MeetingForecast, ...]

    @property
    def knows_lateness(self) -> bool:
        """Tell whether there is a history; without one the schedule is taken as it stands."""
        return self.history.due > 0


def next_meetings(
    day: dt.date, meeting_day: int, count: int = MEETINGS_AHEAD
) -> tuple[dt.date, ...]:
    """Return a club's next monthly meetings, the first on the day itself if it is one."""
    found: list[dt.date] = []
    for _ in range(count):
        found.append(meeting_from(day, meeting_day))
        day = found[-1] + dt.timedelta(days=1)
    return tuple(found)


def history_time(as_of: dt.date, months: int = 12) -> tuple[dt.date, dt.date]:
    """Return the first and last day of so many months of history.

    They end on the day before: what falls due on the day itself can still be paid on time.
    """
    return months_later(as_of, -months), day_before(as_of)


def lateness(
    dues: Sequence[Due], repaid: Sequence[Repaid], since: dt.date, until: dt.date
) -> LatenessHistory:
    """Return when principal of one loan came that was due from one day to another.

    Money counts for the oldest due date first. `dues` are those of the original schedule, on the
    days on which one can pay; `repaid` is all that came, also before that time.
    """
    covered = [paid_within(dues, repaid, since, until, months) for months in MONTHS_LATE]
    on_time, one, two, three = (each.paid for each in covered)
    paid = (on_time, one - on_time, two - one, three - two)
    return LatenessHistory(since, until, covered[0].due, paid)


def lateness_of(state: LoanState, since: dt.date, until: dt.date) -> LatenessHistory:
    """Return when a loan's principal came that was due from one day to another."""
    if state.original is None:
        return LatenessHistory(since, until)
    repaid = [Repaid(one.on, one.amount) for one in state.principal_paid]
    return lateness(dues_of(state.original), repaid, since, until)


def awaited_of(loan_no: int, paper_code: str, state: LoanState) -> tuple[Awaited, ...]:
    """Return what is awaited of a running loan, by its current schedule; of any other nothing."""
    if state.stage is not LoanStage.ACTIVE:
        return ()
    return tuple(
        Awaited(
            loan_no=loan_no, paper_code=paper_code, due_on=row.due_on,
            principal=row.left.principal, interest=row.left.interest,
        )
        for row in state.rows
        if row.left.principal or row.left.interest
    )  # fmt: skip


def forecast(
    as_of: dt.date,
    fund: FundMoney,
    meetings: Sequence[dt.date],
    awaited: Sequence[Awaited],
    history: LatenessHistory,
    *,
    capital_share: Fraction = Fraction(0),
) -> Forecast:
    """Return what a fund can lend at its next meetings, in order of their days.

    By the schedule every sum comes when it is due, and what is overdue at the next meeting. As
    expected it comes as such sums came to the club before, each share at the end of its time: of
    what is overdue, as those came that were as late. Fines and fees are not counted on, nor is what
    comes back of loans yet to be paid out.
    """
    dates = sorted(meetings)
    scheduled = _by_meeting(dates, [_as_due(one, capital_share) for one in awaited])
    expected = scheduled
    if history.due:
        came = [_as_came(one, capital_share, as_of, history) for one in awaited]
        expected = _by_meeting(dates, came)
    by_schedule, as_expected = _running(fund.free, scheduled), _running(fund.free, expected)
    found = [
        MeetingForecast(
            held_on=held_on,
            comes_scheduled=by_schedule[place + 1] - by_schedule[place],
            comes_expected=as_expected[place + 1] - as_expected[place],
            by_schedule=by_schedule[place + 1],
            as_expected=as_expected[place + 1],
            scheduled=scheduled[place],
            expected=expected[place],
        )
        for place, held_on in enumerate(dates)
    ]
    return Forecast(as_of, fund, history, capital_share, tuple(found))


def whole_amounts(before: Sequence[Inflow], inflows: Sequence[Inflow]) -> tuple[int, ...]:
    """Return inflows in whole minor units that sum to what the meeting is said to bring.

    Each is cut as the running sum of all from the first meeting on is; `before` are the inflows
    of the meetings before.
    """
    running = list(accumulate((one.amount for one in inflows), initial=_sum(before)))
    return tuple(floor(after) - floor(start) for start, after in pairwise(running))


_Dated: TypeAlias = tuple[dt.date, Inflow]
"""An inflow and the day by which it has come."""


def _as_due(awaited: Awaited, capital_share: Fraction) -> list[_Dated]:
    """Return what comes of a sum by the schedule: all of it when it is due."""
    whole = awaited.principal + awaited.interest * capital_share
    return [(awaited.due_on, Inflow(awaited, 0, 1, 1, whole))]


def _as_came(
    awaited: Awaited, capital_share: Fraction, as_of: dt.date, history: LatenessHistory
) -> list[_Dated]:
    """Return what comes of a sum as such sums came before, in the times that are not over yet."""
    whole = awaited.principal + awaited.interest * capital_share
    times = [(months_later(awaited.due_on, months), months) for months in MONTHS_LATE]
    over = sum(by < as_of for by, _ in times)
    unpaid = history.unpaid_after(over)
    return [
        (by, Inflow(awaited, months, paid, unpaid, whole * Fraction(paid, unpaid)))
        for (by, months), paid in list(zip(times, history.paid, strict=True))[over:]
        if paid
    ]


def _by_meeting(
    meetings: Sequence[dt.date], inflows: Sequence[list[_Dated]]
) -> tuple[tuple[Inflow, ...], ...]:
    """Return the inflows of each meeting: those that came by then, and not by the one before.

    What should have come already comes to the first.
    """
    found: list[list[Inflow]] = [[] for _ in meetings]
    for by, inflow in chain.from_iterable(inflows):
        place = bisect_left(meetings, by)
        if place < len(meetings):
            found[place].append(inflow)
    return tuple(tuple(sorted(rows, key=_order)) for rows in found)


def _order(inflow: Inflow) -> tuple[dt.date, int, int]:
    return inflow.awaited.due_on, inflow.awaited.loan_no, inflow.months_late


def _running(free: int, meetings: Sequence[Sequence[Inflow]]) -> list[int]:
    """Return what can be lent now and at each meeting; exact sums are cut to whole units."""
    sums = accumulate((_sum(rows) for rows in meetings), initial=Fraction(0))
    return [free + floor(came) for came in sums]


def _sum(inflows: Sequence[Inflow]) -> Fraction:
    return sum((one.amount for one in inflows), Fraction(0))
