"""Who waits for a loan and what the fund can lend next, from the books."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy.engine import Connection

from ledger.books.applications import applications_of
from ledger.books.balances import sums_until
from ledger.books.clubs import StoredClub, rules_on
from ledger.books.lending import (
    awaited,
    loans_before,
    loans_changed_by_time,
    open_loans,
    principal_history,
)
from ledger.books.loans import loan_files
from ledger.books.membership import classes_on, members_on
from ledger.core.accounts import BANK, CASH
from ledger.core.clubs import ClubRules
from ledger.core.loans.application import Application, ClubMember
from ledger.core.loans.forecast import (
    MEETINGS_AHEAD,
    Awaited,
    Forecast,
    FundMoney,
    LatenessHistory,
    awaited_of,
    forecast,
    history_time,
    lateness,
    next_meetings,
)
from ledger.core.loans.lending_rules import LendingRules
from ledger.core.loans.life import replay
from ledger.core.loans.queue import Turn, Waiting, queue, turns
from ledger.core.loans.steps import LoanStage
from ledger.core.posting_rules import INCOME
from ledger.core.statements.trial_balance import Sums
from ledger.core.workbook.values import HouseholdClass
from ledger.services.interest_split import undivided

WAITING = (LoanStage.ASKED, LoanStage.APPRAISED, LoanStage.VOTED)
"""What is approved waits no more: its money is set aside."""


@dataclass(frozen=True, slots=True)
class LendingOutlook:
    """What the fund can lend at its next meetings, and when each who waits has a turn.

    `may_pass`: by the club's rules a smaller loan may pass one that the fund cannot serve yet.
    """

    forecast: Forecast
    turns: tuple[Turn, ...]
    may_pass: bool


def lending_outlook(
    connection: Connection, club: StoredClub, today: dt.date, *, meetings: int = MEETINGS_AHEAD
) -> LendingOutlook:
    """Return who waits in the club's own order, with what the fund can lend at the next meetings.

    By what stands in the books today, in as many queries however many loans and applications there
    are. Applications of those who left do not wait.
    """
    club_id = club.club_id
    rules = rules_on(connection, club_id, today) or ClubRules(today)
    lending = rules.rules_of_lending
    found = forecast(
        today, _money(connection, club_id, today, lending),
        next_meetings(today, rules.meeting_day, meetings), _awaited(connection, club_id, today),
        _history(connection, club_id, today, lending.months_of_history),
        capital_share=Fraction(rules.shares[0], 100),
    )  # fmt: skip
    places = queue(_waiting(connection, club_id, today), lending.queue_order)
    return LendingOutlook(found, turns(places, found, may_pass=lending.may_pass), lending.may_pass)


def _money(
    connection: Connection, club_id: int, today: dt.date, lending: LendingRules
) -> FundMoney:
    """Return what the income-generation fund has, and what of it is not there to be lent."""
    (sums,) = sums_until(connection, club_id, today)
    cash, bank = (sums.get((account, INCOME), Sums()).balance for account in (CASH, BANK))
    others = undivided(connection, club_id, today + dt.timedelta(days=2))
    return FundMoney(
        cash=cash, bank=bank, reserve=lending.reserve,
        approved=sum(one.promised for one in open_loans(connection, club_id)),
        undivided=sum(one.total for one in others),
    )  # fmt: skip


def _waiting(connection: Connection, club_id: int, today: dt.date) -> list[Waiting]:
    """Return what waits of the members of today."""
    members = members_on(connection, club_id, today)
    classes = classes_on(connection, club_id, today)
    before = loans_before(connection, club_id)
    return [
        _waits(one, members[one.asked.member_no], classes, before.get(one.asked.member_no, 0))
        for one in applications_of(connection, club_id, stages=WAITING)
        if one.asked.member_no in members
    ]


def _waits(
    application: Application, member: ClubMember, classes: Mapping[int, str], before: int
) -> Waiting:
    asked = application.asked
    return Waiting(
        application_no=application.application_no, member_no=member.member_no, name=member.name,
        applied_on=asked.applied_on, amount=asked.amount,
        household_class=HouseholdClass(classes.get(member.household_no, HouseholdClass.OTHER)),
        in_difficulty=asked.in_difficulty, loans_before=before, purpose=asked.purpose_kind,
        is_restricted=member.is_restricted,
    )  # fmt: skip


def _awaited(connection: Connection, club_id: int, today: dt.date) -> list[Awaited]:
    """Return what is awaited of running loans, those that time has changed worked out anew."""
    found = awaited(connection, club_id, today)
    changed = loans_changed_by_time(connection, club_id, today)
    for file in loan_files(connection, club_id, changed):
        state = replay(file.contract, file.events, today)
        found += awaited_of(file.loan.loan_no, file.loan.paper_code, state)
    return found


def _history(connection: Connection, club_id: int, today: dt.date, months: int) -> LatenessHistory:
    """Return when principal came that fell due in so many months up to yesterday."""
    since, until = history_time(today, months)
    histories = (
        lateness(one.dues, one.repaid, since, until)
        for one in principal_history(connection, club_id, since, until)
    )
    return sum(histories, LatenessHistory(since, until))
