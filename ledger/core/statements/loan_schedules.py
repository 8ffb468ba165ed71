"""The schedules of one loan ready to be drawn: as it stands, as first agreed, and those between."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ledger.core.loans.arrears import Lateness
from ledger.core.loans.events import NewScheduleReason
from ledger.core.loans.parts import sum_parts
from ledger.core.loans.schedule import Schedule
from ledger.core.loans.standing import Standing
from ledger.core.loans.state import LoanState
from ledger.core.statements.table import (
    Column,
    ColumnKind,
    Phrase,
    Row,
    RowKind,
    Table,
    Value,
    phrase,
)

MONEY = ColumnKind.AMOUNT
NOW = phrase("Repayment schedule now")
AGREED = phrase("Repayment schedule as first agreed")

REASONS: Mapping[NewScheduleReason, Phrase] = {
    NewScheduleReason.EXTENSION: phrase("the loan was extended"),
    NewScheduleReason.RESCHEDULING: phrase("the loan got a new schedule"),
    NewScheduleReason.MORATORIUM: phrase("payments were put off after a disaster"),
}
"""Why a schedule was replaced."""


@dataclass(frozen=True, slots=True)
class OldSchedule:
    """A schedule that held until a day, why it was replaced, and how it stood then."""

    until: dt.date
    why: Phrase
    table: Table


def schedule_now(state: LoanState, club: str) -> Table:
    """Return the schedule as the loan stands on the day from which it is seen."""
    return _standings(NOW, state.rows, state.as_of, state.contract.lateness, club)


def old_schedules(state: LoanState, club: str) -> tuple[OldSchedule, ...]:
    """Return the schedules that were replaced, the first first, each as it stood then."""
    return tuple(
        OldSchedule(
            one.until, REASONS[one.reason],
            _standings(
                phrase("Repayment schedule until %(day)s", day=one.until), one.rows, one.until,
                state.contract.lateness, club,
            ),
        )
        for one in state.versions
    )  # fmt: skip


def schedule_as_agreed(schedule: Schedule, club: str) -> Table:
    """Return the schedule with which a loan began."""
    has_fees = bool(schedule.fees)
    fee = (Column("fee", phrase("Fee"), MONEY),) if has_fees else ()
    columns = (
        Column("instalment", phrase("Instalment"), ColumnKind.NUMBER),
        Column("due", phrase("Due on"), ColumnKind.DATE),
        Column("principal", phrase("Principal"), MONEY),
        Column("interest", phrase("Interest"), MONEY),
        *fee,
        Column("total", phrase("To be paid"), MONEY),
        Column("balance", phrase("Principal left"), MONEY),
    )
    rows = [
        Row((
            one.number, one.due_on, one.principal, one.interest,
            *((one.fee,) if has_fees else ()), one.total, one.balance,
        ))
        for one in schedule.instalments
    ]  # fmt: skip
    fees = (sum(schedule.fees),) if has_fees else ()
    total: tuple[Value, ...] = (
        None, phrase("Total"), sum(schedule.principals), sum(schedule.interests), *fees,
        sum(schedule.totals), None,
    )  # fmt: skip
    rows.append(Row(total, RowKind.TOTAL))
    scope = (phrase("On %(day)s", day=schedule.disbursed_on),)
    return Table("loan-schedule", AGREED, club, scope, columns, tuple(rows))


def _standings(
    title: Phrase, rows: Sequence[Standing], on: dt.date, lateness: Lateness, club: str
) -> Table:
    """Return instalments with what is paid and left of each; charges where there are any."""
    has_charges = any(row.due.fine or row.due.fee for row in rows)
    charges = (Column("charges", phrase("Fine, fee"), MONEY),) if has_charges else ()
    columns = (
        Column("instalment", phrase("Instalment"), ColumnKind.NUMBER),
        Column("due", phrase("Due on"), ColumnKind.DATE),
        Column("principal", phrase("Principal"), MONEY),
        Column("interest", phrase("Interest"), MONEY),
        *charges,
        Column("total", phrase("To be paid"), MONEY),
        Column("paid", phrase("Paid"), MONEY),
        Column("left", phrase("Left to pay"), MONEY),
        Column("standing", phrase("How it stands")),
    )
    found = []
    for row in rows:
        fine = (row.due.fine + row.due.fee or None,) if has_charges else ()
        found.append(
            Row((
                row.number, row.due_on, row.due.principal, row.due.interest, *fine,
                row.due.total, row.paid.total or None, row.left.total or None,
                _standing(row, on, lateness),
            ))
        )  # fmt: skip
    due, paid = sum_parts(row.due for row in rows), sum_parts(row.paid for row in rows)
    fines = (due.fine + due.fee,) if has_charges else ()
    total: tuple[Value, ...] = (
        None, phrase("Total"), due.principal, due.interest, *fines, due.total, paid.total,
        (due - paid).total, "",
    )  # fmt: skip
    found.append(Row(total, RowKind.TOTAL))
    scope = (phrase("On %(day)s", day=on),)
    return Table("loan-instalments", title, club, scope, columns, tuple(found))


def _standing(row: Standing, on: dt.date, lateness: Lateness) -> Phrase | str:
    """Return in words whether an instalment is paid, late or to come."""
    if not row.left.total:
        if row.settled_on is None or not row.due.total:
            return phrase("Nothing to pay")
        if row.settled_on > row.due_on:
            return phrase("Paid late, on %(day)s", day=row.settled_on)
        return phrase("Paid on %(day)s", day=row.settled_on)
    days = lateness.days(row.due_on, on) if row.due_on <= on else 0
    if days:
        return phrase("%(days)s day(s) late", days=days)
    return phrase("Partly paid") if row.paid.total else ""
