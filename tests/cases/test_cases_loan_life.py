"""The lives of loans as others worked them out: schedules, allocations, sums and journals."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate

import pytest

from ledger.core.loans.events import Disbursement
from ledger.core.loans.standing import Standing
from ledger.core.loans.state import LoanState
from tests.cases.loan_journals import journal_differences
from tests.cases.loan_story import Story, Told, cents, contract_of, refused, steps_of
from tests.cases.read import Case, Json, cases


@pytest.mark.parametrize("case", cases("loan_life"))
def test_cases_of_the_life_of_a_loan(case: Case) -> None:
    reason = refused(case)
    if reason is not None:
        pytest.skip(reason)
    story = Story(case, contract_of(case))
    snapshots = dict(snapshots_of(case))
    wrong = []
    for number, step in enumerate(steps_of(case), 1):
        story.tell(step)
        if number in snapshots:
            found = differences(snapshots.pop(number), story)
            wrong += [f"after {number}: {one}" for one in found]
    assert wrong == []
    assert not snapshots


def snapshots_of(case: Case) -> Iterator[tuple[int, dict[str, Json]]]:
    given = case.at("expected")
    assert isinstance(given, list)
    for one in given:
        assert isinstance(one, dict)
        yield int(str(one["after_event"])), one


def differences(expected: dict[str, Json], story: Story) -> Iterator[str]:
    """Yield where our loan is not the one of a snapshot."""
    state = story.state
    yield from schedule_differences(rows_of(expected.get("schedule")), state)
    totals = expected.get("schedule_totals")
    if isinstance(totals, dict):
        sums = [columns_of(row) for row in state.rows]
        for key in totals.keys() & columns_of(state.rows[0]).keys():
            yield from differs(f"total {key}", sum(one[key] for one in sums), totals[key])
    yield from transaction_differences(rows_of(expected.get("transactions")), story.told)
    yield from journal_differences(rows_of(expected.get("journal")), story.told)
    figures = {
        "outstanding": state.left.total,
        "overpaid": state.held,
        "overdue": state.arrears_now(story.today).amount,
    }
    for key, ours in figures.items():
        if key in expected:
            yield from differs(key, ours, expected[key])
    if "status" in expected and expected["status"] != status_of(state):
        yield f"status {status_of(state)}, not {expected['status']}"
    undone = [{"type": one.kind, "date": one.on.isoformat()} for one in story.undone]
    missing = [one for one in rows_of(expected.get("reverted")) if one not in undone]
    if missing:
        yield f"not reversed: {missing}"


def schedule_differences(rows: list[dict[str, Json]], state: LoanState) -> Iterator[str]:
    if not rows:
        return
    paid_out = [row for row in rows if row.get("row") == "disbursement"]
    ours = [(one.paid_out_on.isoformat(), one.amount) for one in state.tranches]
    if [(row["date"], cents(row["balance"])) for row in paid_out] != ours:
        yield f"paid out {ours}"
    rows = [row for row in rows if "nr" in row]
    if len(rows) != len(state.rows):
        yield f"{len(state.rows)} instalments, not {len(rows)}"
    balances = accumulate((-row.due.principal for row in state.rows), initial=state.lent)
    next(balances)
    for row, ours_row, balance in zip(rows, state.rows, balances, strict=False):
        place = f"instalment {row['nr']}"
        if row["nr"] != ours_row.number or row["date"] != ours_row.due_on.isoformat():
            yield f"{place}: {ours_row.number} on {ours_row.due_on}"
        if "days" in row and row["days"] != (ours_row.due_on - ours_row.begins_on).days:
            yield f"{place}: of {(ours_row.due_on - ours_row.begins_on).days} days"
        settled = ours_row.settled_on.isoformat() if ours_row.settled_on else None
        if "paid" in row and row.get("paid_date") != settled:
            yield f"{place}: paid on {settled}, not {row.get('paid_date')}"
        columns = columns_of(ours_row) | {"balance": balance}
        for key in row.keys() & columns.keys():
            yield from differs(f"{place}: {key}", columns[key], row[key])


def columns_of(row: Standing) -> dict[str, int]:
    """Return what the source shows of an instalment."""
    return {
        "principal": row.due.principal, "interest": row.due.interest, "fees": row.due.fee,
        "penalties": row.due.fine, "due": row.due.total, "paid": row.paid.total,
        "in_advance": row.in_advance, "late": row.late, "outstanding": row.left.total,
    }  # fmt: skip


def transaction_differences(rows: list[dict[str, Json]], told: list[Told]) -> Iterator[str]:
    rows = [row for row in rows if row["type"] != "Accrual"]
    if not rows:
        return
    if len(rows) != len(told):
        yield f"{len(told)} transactions, not {len(rows)}"
    for row, ours in zip(rows, told, strict=False):
        place = f"{row['type']} of {row['date']}"
        kind, on = row["type"], dt.date.fromisoformat(str(row["date"]))
        if (kind, on, bool(row.get("reverted"))) != (ours.kind, ours.on, ours.is_undone):
            yield f"{place}: {ours.kind} of {ours.on}"
        for key, amount in amounts_of(ours).items():
            yield from differs(f"{place}: {key}", amount, row[key])


def amounts_of(told: Told) -> dict[str, int]:
    """Return what the source shows of a transaction."""
    outcome, event = told.outcome, told.outcome.event
    parts = outcome.allocation.parts + outcome.given_up
    amount = outcome.allocation.amount + outcome.given_up.total
    if isinstance(event, Disbursement):
        amount = event.amount
    return {
        "amount": amount, "principal": parts.principal, "interest": parts.interest,
        "fees": parts.fee, "penalties": parts.fine, "balance": told.balance,
    }  # fmt: skip


def status_of(state: LoanState) -> str:
    if state.left.total:
        return "ACTIVE"
    return "OVERPAID" if state.held else "CLOSED_OBLIGATIONS_MET"


def differs(place: str, ours: int, printed: Json) -> Iterator[str]:
    if Decimal(ours).scaleb(-2) != Decimal(str(printed)):
        yield f"{place} {Decimal(ours).scaleb(-2)}, not {printed}"


def rows_of(given: Json) -> list[dict[str, Json]]:
    return [one for one in given if isinstance(one, dict)] if isinstance(given, list) else []
