"""Loans of before the books: what they still ask for, from their next due date on."""

import datetime as dt

import pytest

from ledger.core.acts.opening import AdoptedLoan
from ledger.core.loans.choices import PrincipalMethod
from ledger.core.loans.events import Disbursement
from ledger.core.loans.life import replay
from ledger.core.loans.state import LoanState

OPENS_ON = dt.date(2026, 3, 5)


def adopted(method: PrincipalMethod, next_due_on: dt.date) -> LoanState:
    """Return a loan of which 6 million are owed, at 1 % a month, in three instalments."""
    loan = AdoptedLoan(
        member_no=1, owed=6_000_000, next_due_on=next_due_on, instalments_left=3,
        monthly_rate_ppm=10_000, method=method,
    )  # fmt: skip
    event = Disbursement(number=1, occurred_on=loan.begins_on, amount=loan.owed, adopted=True)
    return replay(loan.contract(1_000), [event], OPENS_ON)


@pytest.mark.parametrize(
    ("next_due_on", "days"),
    [
        (dt.date(2026, 3, 10), ["03-10", "04-10", "05-10"]),
        (dt.date(2026, 3, 29), ["03-29", "04-29", "05-29"]),
        (dt.date(2026, 3, 31), ["03-31", "04-30", "05-31"]),
        (dt.date(2026, 1, 31), ["01-31", "02-28", "03-31"]),
    ],
)
def test_an_adopted_loan_is_due_on_the_day_of_its_paper(
    next_due_on: dt.date, days: list[str]
) -> None:
    rows = adopted(PrincipalMethod.EQUAL_PRINCIPAL, next_due_on).rows
    assert [row.due_on.strftime("%m-%d") for row in rows] == days
    assert [row.due.principal for row in rows] == [2_000_000] * 3
    assert rows[0].due.interest == 60_000  # a whole month's, however long the month before was


@pytest.mark.parametrize("day", [10, 31])
def test_a_free_loan_asks_for_all_at_the_end_with_the_interest_of_whole_months(day: int) -> None:
    (row,) = adopted(PrincipalMethod.FREE, dt.date(2026, 3, day)).rows
    assert (row.due_on, row.due.principal) == (dt.date(2026, 5, day), 6_000_000)
    assert row.due.interest == 180_000
