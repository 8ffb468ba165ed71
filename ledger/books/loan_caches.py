"""How loans stand, kept beside what happened to them so that nobody has to work it out anew."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.loans import StoredLoan, loan_files
from ledger.books.tables.loan_events import (
    InstalmentRow,
    LoanShareRow,
    LoanSpanRow,
    LoanStandingRow,
)
from ledger.books.tables.loans import LoanRow
from ledger.core.loans.events import LoanEvent
from ledger.core.loans.keeping import state_as_kept
from ledger.core.loans.parts import Parts
from ledger.core.loans.spans import spans_of
from ledger.core.loans.standing import Standing
from ledger.core.loans.state import LoanState

BATCH = 500
"""How many loans' rows are taken away by one statement."""

HELD = "held"
NO_TIMING = "none"


@dataclass(frozen=True, slots=True)
class Kept:
    """A loan whose standing is to be kept: its number, who first borrowed, and its state."""

    loan_no: int
    member_no: int
    state: LoanState
    last_event_no: int


def kept_of(loan: StoredLoan, events: Sequence[LoanEvent]) -> Kept:
    """Return a loan as it is to be kept after all of its events."""
    state = state_as_kept(loan.agreed, events, loan.agreed_on)
    return Kept(loan.loan_no, loan.member_no, state, len(events))


def rebuild_loan_caches(connection: Connection, club_id: int) -> int:
    """Write anew how all loans of a club stand, and return how many there are."""
    query = sa.select(LoanRow.loan_no).where(LoanRow.club_id == club_id).order_by(LoanRow.loan_no)
    loan_nos = list(connection.execute(query).scalars())
    for start in range(0, len(loan_nos), BATCH):
        files = loan_files(connection, club_id, loan_nos[start : start + BATCH])
        keep_caches(connection, club_id, [kept_of(one.loan, one.events) for one in files])
    return len(loan_nos)


def keep_caches(
    connection: Connection, club_id: int, kept: Sequence[Kept], *, are_new: bool = False
) -> None:
    """Write how loans stand in place of what stood there, if anything did."""
    if not kept:
        return
    if not are_new:
        _take_away(connection, club_id, [one.loan_no for one in kept])
    connection.execute(sa.insert(LoanStandingRow), [standing_row(club_id, one) for one in kept])
    for table, rows in (
        (InstalmentRow, [row for one in kept for row in instalment_rows(club_id, one)]),
        (LoanShareRow, [row for one in kept for row in share_rows(club_id, one)]),
        (LoanSpanRow, [row for one in kept for row in span_rows(club_id, one)]),
    ):
        if rows:
            connection.execute(sa.insert(table), rows)


def _take_away(connection: Connection, club_id: int, loan_nos: Sequence[int]) -> None:
    for start in range(0, len(loan_nos), BATCH):
        some = loan_nos[start : start + BATCH]
        for table in (LoanStandingRow, InstalmentRow, LoanShareRow, LoanSpanRow):
            connection.execute(
                sa.delete(table).where(table.club_id == club_id, table.loan_no.in_(some))
            )


def standing_row(club_id: int, kept: Kept) -> dict[str, object]:
    """Return the row that says how a loan stands."""
    state, left = kept.state, kept.state.left
    events = [one.event for one in state.outcomes]
    return {
        "club_id": club_id, "loan_no": kept.loan_no, "stage": state.stage.value,
        "borrower_no": state.heir_no or kept.member_no, "lent": state.lent,
        "principal_left": left.principal, "interest_left": left.interest,
        "fine_left": left.fine, "fee_left": left.fee, "held": state.held,
        "overdue": state.overdue, "receivable": state.receivable, "off_books": state.off_books,
        "is_rescheduled": int(state.was_rescheduled),
        "by_replay": int(state.contract.follows_lateness),
        "last_event_no": kept.last_event_no,
        "last_event_on": max((one.occurred_on for one in events), default=None),
        "disbursed_on": state.tranches[0].paid_out_on if state.tranches else None,
        "repaid_on": state.repaid_on, "closed_on": state.closed_on,
    }  # fmt: skip


def instalment_rows(club_id: int, kept: Kept) -> Iterator[dict[str, object]]:
    """Yield the rows of all versions of a loan's schedule, the one as agreed first."""
    state = kept.state
    yield from _as_agreed(club_id, kept)
    for number, version in enumerate([*(one.rows for one in state.versions), state.rows], 1):
        for row in version:
            yield _row(club_id, kept.loan_no, number, row)


def _as_agreed(club_id: int, kept: Kept) -> Iterator[dict[str, object]]:
    schedule = kept.state.original
    if schedule is None:
        return
    repaid = sorted((one.on, one.amount) for one in kept.state.principal_paid)
    begins_on, before = schedule.disbursed_on, 0
    for row, ends_on in zip(schedule.instalments, schedule.period_ends, strict=True):
        paid = sum(amount for on, amount in repaid if on <= row.due_on)
        due = Parts(principal=row.principal, interest=row.interest, fee=row.fee)
        standing = Standing(row.number, begins_on, ends_on, row.due_on, due)
        on_time = min(max(paid - before, 0), row.principal)
        yield _row(club_id, kept.loan_no, 0, standing) | {"on_time": on_time}
        begins_on, before = ends_on, before + row.principal


def share_rows(club_id: int, kept: Kept) -> Iterator[dict[str, object]]:
    """Yield the rows that say what part of each event's money went where."""
    for outcome in kept.state.outcomes:
        event, split = outcome.event, outcome.allocation
        shares = [
            (one.instalment, one.component.value, one.timing.value, one.amount)
            for one in split.shares
        ]
        if split.held:
            shares.append((0, HELD, NO_TIMING, split.held))
        for number, (instalment_no, component, timing, amount) in enumerate(shares, 1):
            yield {
                "club_id": club_id, "loan_no": kept.loan_no, "event_no": event.number,
                "share_no": number, "occurred_on": event.occurred_on,
                "instalment_no": instalment_no, "component": component, "timing": timing,
                "amount": amount,
            }  # fmt: skip


def span_rows(club_id: int, kept: Kept) -> Iterator[dict[str, object]]:
    """Yield the rows that say how a loan stood on each day, and will if nothing more happens."""
    for span in spans_of(kept.state):
        day, overdue = span.day, span.day.overdue
        yield {
            "club_id": club_id, "loan_no": kept.loan_no, "since": span.since,
            "until": span.until or dt.date.max, "stage": day.stage.value,
            "borrower_no": day.heir_no or kept.member_no, "lent": day.lent,
            "outstanding": day.outstanding, "overdue_principal": overdue.principal,
            "overdue_interest": overdue.interest, "overdue_fine": overdue.fine,
            "overdue_fee": overdue.fee, "oldest_due_on": day.oldest_due_on,
            "oldest_due_now": day.oldest_due_now, "days_allowed": day.days_allowed,
            "is_rescheduled": int(day.is_rescheduled), "fell_due": day.fell_due,
            "on_time": day.on_time, "repaid": day.repaid, "earned": day.earned,
            "given_up": day.given_up,
        }  # fmt: skip


def _row(club_id: int, loan_no: int, version: int, row: Standing) -> dict[str, object]:
    due, paid = row.due, row.paid
    return {
        "club_id": club_id, "loan_no": loan_no, "version_no": version,
        "instalment_no": row.number, "begins_on": row.begins_on, "ends_on": row.ends_on,
        "due_on": row.due_on, "principal": due.principal, "interest": due.interest,
        "fine": due.fine, "fee": due.fee, "principal_paid": paid.principal,
        "interest_paid": paid.interest, "fine_paid": paid.fine, "fee_paid": paid.fee,
        "on_time": 0,
    }  # fmt: skip
