"""Keeping what is told of activities: plans, records, results, incomes and use of the money."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy.engine import Connection

from ledger.books.activities import Asker, activities_of, askers_of
from ledger.books.activity_writer import (
    ToldBy,
    add_checks,
    add_incomes,
    add_plans,
    add_records,
    add_results,
)
from ledger.books.clubs import StoredClub
from ledger.books.members import members_of
from ledger.books.types import LARGEST_NUMBER
from ledger.core.acts.activities import (
    ActivityPlanned,
    ActivityRecorded,
    ActivitySummedUp,
    ActivityTold,
    ApplicationHandedIn,
    IncomeAsked,
    RecordTakenBack,
    UseChecked,
)
from ledger.core.acts.shared import refuse
from ledger.core.journal import PostingRequest
from ledger.core.outcomes.activity import RecordKind, living
from ledger.core.outcomes.activity_file import LentLoan
from ledger.core.outcomes.incomes import QUESTION, Moment
from ledger.services.activity_rules import There, faults_of
from ledger.services.applications import ApplicationReceipt, apply, step_once
from ledger.services.once import once

Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class ActivityReceipt:
    """The numbers of what was kept, each kind in the order in which it was told."""

    plans: tuple[int, ...] = ()
    records: tuple[int, ...] = ()
    incomes: tuple[int, ...] = ()
    checks: tuple[int, ...] = ()


def tell_activities(
    connection: Connection,
    club: StoredClub,
    told: Sequence[ActivityTold],
    request: PostingRequest,
    *,
    today: dt.date,
) -> ActivityReceipt:
    """Keep what is told of activities, all of it or nothing, once per request id.

    In as many queries however much it is. Refuses all that is wrong at once, by its one name or as
    `SeveralRefused`: what each value's `faults` and `activity_rules.faults_of` yield, `UnknownLoan`
    and `UnknownApplication`.
    """

    def act(at: PostingRequest) -> ActivityReceipt:
        there = _there(connection, club.club_id, told)
        refuse(fault for one in told for fault in faults_of(one, there, today))
        return _kept(connection, ToldBy(club.club_id, at.recorded_at, at.recorded_by), told, there)

    content = ("tell activities", *((type(one).__name__, one) for one in told))
    return once(connection, club, request, act, content=content, answer=ActivityReceipt)[0]


def apply_with_plan(
    connection: Connection,
    club: StoredClub,
    handed_in: ApplicationHandedIn,
    request: PostingRequest,
    *,
    today: dt.date,
) -> ApplicationReceipt:
    """Keep an application with its plan and the income before the loan, once per request id.

    Raises what `apply` does, and what is wrong with the plan or the income.
    """
    refuse(handed_in.faults())
    if handed_in.cost is None and not handed_in.asks_income:
        return apply(connection, club, handed_in.asked, request, today=today)

    def act(at: PostingRequest) -> ApplicationReceipt:
        own = at.named("application")
        receipt = apply(connection, club, handed_in.asked, own, today=today)
        told = handed_in.told_of(receipt.application_no)
        tell_activities(connection, club, told, at.named("activity"), today=today)
        return receipt

    return step_once(connection, club, request, act, ("apply with plan", handed_in))


def _there(connection: Connection, club_id: int, told: Sequence[ActivityTold]) -> There:
    """Return what is there of the loans and applications that are told of."""
    loan_nos = {one.loan_no for one in told if one.loan_no is not None}
    application_nos = {
        one.application_no
        for one in told
        if isinstance(one, ActivityPlanned | IncomeAsked) and one.application_no is not None
    }
    officers: Mapping[int, bool] = {}
    if any(isinstance(one, UseChecked) for one in told):
        officers = {one.member_no: bool(one.position) for one in members_of(connection, club_id)}
    return There(
        activities_of(connection, club_id, _numbers(loan_nos)) if loan_nos else {},
        askers_of(connection, club_id, _numbers(application_nos)) if application_nos else {},
        officers,
        _seen(told),
    )


def _seen(told: Sequence[ActivityTold]) -> Mapping[tuple[int, dt.date], int]:
    found: Counter[tuple[int, dt.date]] = Counter()
    for one in _only(told, UseChecked):
        found[one.loan_no, one.on] += one.amount
    return found


def _numbers(given: Iterable[int]) -> list[int]:
    return [one for one in given if 0 < one <= LARGEST_NUMBER]


def _kept(
    connection: Connection, by: ToldBy, told: Sequence[ActivityTold], there: There
) -> ActivityReceipt:
    plans, results = _only(told, ActivityPlanned), _only(told, ActivitySummedUp)
    records: list[ActivityRecorded | RecordTakenBack] = [
        one for one in told if isinstance(one, ActivityRecorded | RecordTakenBack)
    ]
    records += [one for result in results for one in _stock_taken(result, there)]
    incomes = [
        (one, who.household_no, who.member_no)
        for one, who in (
            (one, _whose(one, there)) for one in (*_only(told, IncomeAsked), *_incomes_of(results))
        )
    ]
    add_results(connection, by, results, {no: len(one.results) for no, one in there.files.items()})
    planned = [(one, _whose(one, there).member_no) for one in plans]
    return ActivityReceipt(
        plans=tuple(add_plans(connection, by, planned)),
        records=tuple(add_records(connection, by, records)),
        incomes=tuple(add_incomes(connection, by, incomes, QUESTION)),
        checks=tuple(add_checks(connection, by, _only(told, UseChecked))),
    )


def _only(told: Sequence[ActivityTold], kind: type[Told]) -> list[Told]:
    return [one for one in told if isinstance(one, kind)]


def _incomes_of(results: Sequence[ActivitySummedUp]) -> Iterator[IncomeAsked]:
    """Yield what was said of the income after the loan, where it was summed up and asked."""
    for one in results:
        if one.asks_income:
            yield IncomeAsked(
                moment=Moment.AFTER, on=one.on, monthly=one.monthly, loan_no=one.loan_no
            )


def _stock_taken(
    result: ActivitySummedUp, there: There
) -> Iterator[ActivityRecorded | RecordTakenBack]:
    """Yield the stocktake of a summing-up, in place of others of the same day that differ.

    It is of everything: what was counted of one thing the same morning is in it.
    """
    if result.on_hand is None:
        return
    counted = [
        one
        for one in living(there.files[result.loan_no].records)
        if one.kind is RecordKind.ON_HAND and one.occurred_on == result.on
    ]
    if counted and sum(one.amount or 0 for one in counted) == result.on_hand:
        return
    for one in counted:
        yield RecordTakenBack(record_no=one.record_no, loan_no=result.loan_no, on=result.on)
    yield ActivityRecorded(
        loan_no=result.loan_no, on=result.on, kind=RecordKind.ON_HAND, amount=result.on_hand
    )


def _whose(told: ActivityPlanned | IncomeAsked, there: There) -> LentLoan | Asker:
    """Return whose plan or income it is: the borrower's, or the asker's."""
    if told.loan_no is not None:
        return there.files[told.loan_no].loan
    return there.askers[told.application_no or 0]
