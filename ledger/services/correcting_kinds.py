"""The kinds of acts that take back what was recorded, and that close months and years."""

from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from ledger.books.entries import entry_of
from ledger.books.loans import events_of_entry, loan_file
from ledger.books.recorded import recorded_entry
from ledger.core.acts.correcting import (
    EntryCorrected,
    Instead,
    MonthClosed,
    NotInItsPlace,
    SumNotOfOneMove,
    YearClosed,
)
from ledger.core.acts.income import DuesOfMany
from ledger.core.acts.shared import Act, refuse
from ledger.core.acts.slips import own_slip_of_today
from ledger.core.clubs import LARGEST_PAYMENT
from ledger.core.loans.events import Disbursement, LoanEvent, Refund, Repayment
from ledger.core.periods import FIRST_YEAR, PeriodNotOpen, is_month
from ledger.services.correcting import correct_entry, pays_out
from ledger.services.doing import ActKind, Asked, Doing, Done, Second, one_other
from ledger.services.journal import close
from ledger.services.lending_kinds import loan_done
from ledger.services.loan_decision import Decision
from ledger.services.loan_life import undo
from ledger.services.money_kinds import MONEY, rules_today
from ledger.services.periods import NothingToClose, close_year

ONE_ENTRY: Mapping[str, ActKind[Act]] = {
    one.name: cast("ActKind[Act]", one) for one in MONEY if one.told is not DuesOfMany
}
"""What can be recorded in an entry's place: the acts of money that are one entry each."""


def _correct(doing: Doing, value: EntryCorrected) -> Done:
    refuse(value.faults())
    connection, club = doing.connection, doing.club
    told = events_of_entry(connection, club.club_id, value.entry_no)
    if told:
        return _correct_loan(doing, value, *told[0])
    act = None if value.instead is None else _in_its_place(value.entry_no, value.instead)[1]
    found = correct_entry(
        connection, club, value, doing.request, today=doing.today, approved_by=doing.approved_by,
        act=act,
    )  # fmt: skip
    return Done(f"entry {value.entry_no}", found.entries)


def _correct_loan(doing: Doing, value: EntryCorrected, loan_no: int, event_no: int) -> Done:
    if value.instead is not None:
        raise NotInItsPlace(entry_no=value.entry_no, act=value.instead.act)
    instead = None
    if value.amount is not None:
        events = loan_file(doing.connection, doing.club.club_id, loan_no).events
        instead = _with_sum(events[event_no - 1], value)
    receipt = undo(
        doing.connection, doing.club, loan_no, event_no, doing.request, today=doing.today,
        because=Decision(reason=value.reason, approved_by=doing.approved_by), instead=instead,
    )  # fmt: skip
    return loan_done(loan_no, receipt)


def _with_sum(event: LoanEvent, value: EntryCorrected) -> LoanEvent:
    if isinstance(event, Repayment | Disbursement | Refund) and value.amount is not None:
        return replace(event, number=0, amount=value.amount)
    raise SumNotOfOneMove(entry_no=value.entry_no)


def _in_its_place(entry_no: int, instead: Instead) -> tuple[ActKind[Act], Act]:
    """Return the act that takes an entry's place, and its kind (`NotInItsPlace`)."""
    kind = ONE_ENTRY.get(instead.act)
    if kind is None:
        raise NotInItsPlace(entry_no=entry_no, act=instead.act)
    try:
        return kind, kind.read(instead.content)
    except ValueError:
        raise NotInItsPlace(entry_no=entry_no, act=instead.act) from None


def own_slip_needs_nobody(asked: Asked[EntryCorrected]) -> Second:
    """Return that an own slip of the same day is put right alone, and shown to the approver.

    Anything later, of another, or a loan given up waits for a second person; so does what would
    have waited if it had been recorded rightly at once.
    """
    value, club_id = asked.value, asked.club.club_id
    refuse(value.faults())
    entry = recorded_entry(asked.connection, club_id, value.entry_no)
    if not own_slip_of_today(entry, asked.actor.user_id, asked.today):
        return Second.ONE
    if value.instead is not None:
        kind, act = _in_its_place(value.entry_no, value.instead)
        needed = kind.second(Asked(asked.connection, asked.club, asked.actor, act, asked.today))
        return needed if needed.waits else Second.LISTED
    if value.amount is not None:
        rules = rules_today(asked)
        limit = LARGEST_PAYMENT if rules is None else rules.paid_alone
        lines = entry_of(asked.connection, club_id, value.entry_no).lines
        if value.amount > limit and pays_out(lines):
            return Second.ONE
    return Second.LISTED


def _close_month(doing: Doing, value: MonthClosed) -> Done:
    if not is_month(value.period):
        raise PeriodNotOpen(period=value.period)
    close(
        doing.connection, doing.club, value.period, closed_at=doing.request.recorded_at,
        closed_by=doing.request.recorded_by,
    )  # fmt: skip
    return Done(f"month {value.period}")


def _close_year(doing: Doing, value: YearClosed) -> Done:
    if not FIRST_YEAR <= value.year <= doing.today.year:
        raise NothingToClose(year=value.year)
    found = close_year(doing.connection, doing.club, value.year, doing.request, today=doing.today)
    return Done(f"year {value.year}", found.entries)


KINDS = (
    ActKind("correct", EntryCorrected, _correct, own_slip_needs_nobody),
    ActKind("close-month", MonthClosed, _close_month, one_other),
    ActKind("close-year", YearClosed, _close_year, one_other),
)
