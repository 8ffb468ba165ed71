"""What a meeting changes of a loan's agreement: its dates, its sums, and who owes it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub
from ledger.books.membership import members_on
from ledger.core.errors import RuleBroken
from ledger.core.journal import PostingRequest
from ledger.core.loans.applying import member_on
from ledger.core.loans.calendar import LONGEST
from ledger.core.loans.events import Inheritance, NewSchedule, NewScheduleReason
from ledger.core.loans.making import AgreedPart
from ledger.core.loans.renewing import check_new_schedule, extended
from ledger.core.loans.state import LoanState
from ledger.core.loans.steps import Step, check_step
from ledger.services.loan_decision import Decision
from ledger.services.loan_finding import find
from ledger.services.loan_products import lending_rules_on
from ledger.services.loan_work import Told
from ledger.services.loans import LoanReceipt, carry_out, record


@dataclass(eq=False)
class PeriodsOutOfRange(RuleBroken):
    """A loan is put off by one of its periods or more, and by so many at most."""

    periods: int
    longest: int


@dataclass(eq=False)
class HeirOwesAlready(RuleBroken):
    """A debt passes to another member than the one who owes it."""

    member_no: int


def extend(
    connection: Connection,
    club: StoredClub,
    loan_no: int,
    request: PostingRequest,
    *,
    today: dt.date,
    on: dt.date,
    periods: int,
    because: Decision,
) -> LoanReceipt:
    """Put off the end of a loan by so many of its periods, once per request id.

    The last instalment's principal, and what is overdue, come back at the new end. Of the longest
    extension that its contract and the club's rules of the day allow the shorter one holds
    (`ExtensionTooLong`); a loan is extended once (`ExtendedTwice`). Raises `PeriodsOutOfRange`,
    `NothingToReschedule` and what `services.loans.record` does.
    """

    def plan() -> Sequence[Told]:
        state = find(connection, club.club_id, loan_no, on, today).state
        check_step(state.stage, Step.EXTEND)
        if not 0 < periods <= LONGEST:
            raise PeriodsOutOfRange(periods=periods, longest=LONGEST)
        parts, reason = extended(state, on, periods), NewScheduleReason.EXTENSION
        event = NewSchedule(number=0, occurred_on=on, reason=reason, parts=parts)
        check_new_schedule(_by_the_clubs_rules(connection, club, state, on), event)
        return [because.told(loan_no, event)]

    content = ("extend", loan_no, on, periods, because)
    return carry_out(connection, club, plan, request, content=content, today=today)


def _by_the_clubs_rules(
    connection: Connection, club: StoredClub, state: LoanState, on: dt.date
) -> LoanState:
    """Return a loan as if its contract allowed no more than the club's rules of a day."""
    most = lending_rules_on(connection, club.club_id, on).longest_extension
    contract = state.contract
    longest = min(contract.longest_extension, most)
    return replace(state, contract=replace(contract, longest_extension=longest))


def reschedule(
    connection: Connection,
    club: StoredClub,
    loan_no: int,
    request: PostingRequest,
    *,
    today: dt.date,
    on: dt.date,
    parts: Sequence[AgreedPart],
    because: Decision,
    free_until: dt.date | None = None,
) -> LoanReceipt:
    """Let the principal owed come back by other dates and sums, once per request id.

    The old schedule is kept, and arrears are still measured on the original one. Without interest
    up to `free_until`, where that was agreed. Raises `PartsNotAgreed`, `PartsDoNotAddUp`,
    `PrincipalNotAboveZero`, `DatesOutOfOrder`, `NothingToReschedule` and what
    `services.loans.record` does.
    """
    event = NewSchedule(
        number=0, occurred_on=on, reason=NewScheduleReason.RESCHEDULING, parts=tuple(parts),
        free_until=free_until,
    )  # fmt: skip
    return record(connection, club, [because.told(loan_no, event)], request, today=today)


def hand_over(
    connection: Connection,
    club: StoredClub,
    loan_no: int,
    request: PostingRequest,
    *,
    today: dt.date,
    on: dt.date,
    heir_no: int,
    because: Decision,
) -> LoanReceipt:
    """Let another member take a debt over, with money that is held, once per request id.

    Raises `NotAMember` for an heir who does not belong to the club on that day,
    `HeirOwesAlready`, and what `services.loans.record` does.
    """

    def plan() -> Sequence[Told]:
        found = find(connection, club.club_id, loan_no, on, today)
        heir = member_on(members_on(connection, club.club_id, on), heir_no, on)
        if heir.member_no == found.borrower_no:
            raise HeirOwesAlready(member_no=heir_no)
        event = Inheritance(number=0, occurred_on=on, member_no=heir_no)
        return [because.told(loan_no, event)]

    content = ("hand over", loan_no, on, heir_no, because)
    return carry_out(connection, club, plan, request, content=content, today=today)
