"""On the accrual basis interest is booked by the month, received from 1323, and never twice."""

import datetime as dt

import pytest

from ledger.core.clubs import ClubRules
from ledger.core.loans.lending_rules import Basis, LendingRules
from ledger.core.periods import DateAfterTomorrow, PeriodNotOpen
from ledger.core.posting_rules import ACTIVITY
from ledger.services.accrual import EarnedInterest, NotOnAccrual, accrue, interest_to_book
from ledger.services.loan_disbursing import disburse
from ledger.services.loan_life import repay
from tests.conftest import Books
from tests.core.loan_examples import BEGUN_ON, day
from tests.services.loan_desk import Desk, events_of, lending_club, set_rules

JANUARY = 120_000 * 21 // 31
"""Loan 2 bears 120,000 from 10 January to 10 February: 21 of the 31 days lie in January."""
FEBRUARY = 120_000 * 18 // 28


def rules(since: dt.date, basis: Basis, shares: tuple[int, int, int] = (100, 0, 0)) -> ClubRules:
    return ClubRules(since, shares=shares, lending=LendingRules(basis=basis))


@pytest.fixture
def desk(shared_books: Books) -> Desk:
    """Give a club on the accrual basis since January, of which loan 2 was paid out."""
    desk = lending_club(shared_books)
    set_rules(desk, rules(day(1, 2), Basis.ACCRUAL))
    desk.does(disburse, 2, on=BEGUN_ON)
    return desk


def interest(desk: Desk) -> tuple[int, int]:
    """Return what stands in interest to be received, and as income."""
    money = desk.money()
    return money.get("1323", 0), -money.get("5111", 0)


def test_a_month_s_interest_is_booked_once_by_its_days(desk: Desk) -> None:
    assert desk.asks(interest_to_book, "2026-01") == [EarnedInterest(2, 2, JANUARY)]
    assert events_of(desk.does(accrue, "2026-01")) == [(2, 2)]
    assert interest(desk) == (JANUARY, JANUARY)
    rows = desk.rows()
    again = desk.does(accrue, "2026-01")
    assert (again.events, again.again) == ((), True)
    assert desk.asks(interest_to_book, "2026-01") == []
    assert desk.rows() == rows


def test_interest_received_comes_out_of_what_was_accrued(desk: Desk) -> None:
    desk.does(accrue, "2026-01")
    desk.does(repay, 2, on=day(2), amount=120_000)
    assert interest(desk) == (0, 120_000)
    desk.does(accrue, "2026-02")
    assert interest(desk) == (FEBRUARY, 120_000 + FEBRUARY)


def test_months_may_be_run_after_what_was_paid_since(desk: Desk) -> None:
    desk.does(repay, 2, on=day(2), amount=120_000)
    for month in ("2026-02", "2026-01", "2026-02"):
        desk.does(accrue, month)
    assert interest(desk) == (FEBRUARY, 120_000 + FEBRUARY)
    assert desk.money(until=day(1, 31))["1323"] == JANUARY


def test_a_run_after_a_payment_told_late_takes_back_what_was_too_much(desk: Desk) -> None:
    """6 million on 20 February leave the second period 10 days on 12 million and 18 on 6."""
    desk.does(accrue, "2026-01")
    desk.does(repay, 2, on=day(2), amount=120_000)
    desk.does(accrue, "2026-02")
    desk.does(repay, 2, on=day(2, 20), amount=6_000_000)
    period = 42_857 + 38_571  # 120,000 × 10/28 and 60,000 × 18/28
    (changed,) = desk.asks(interest_to_book, "2026-02")
    assert changed.amount == period * 18 // 28 - FEBRUARY
    first, second = desk.does(accrue, "2026-02"), desk.does(accrue, "2026-02")
    assert (len(first.events), len(second.events), second.again) == (1, 0, True)
    assert interest(desk) == (period * 18 // 28, 120_000 + period * 18 // 28)
    desk.does(repay, 2, on=day(3), amount=period)
    assert interest(desk) == (0, 120_000 + period)


def test_the_day_by_day_interest_of_a_closed_month_comes_with_the_next(desk: Desk) -> None:
    desk.closes("2026-01")
    assert desk.refuses(PeriodNotOpen, accrue, "2026-01") == {"period": "2026-01"}
    desk.does(accrue, "2026-02")
    assert interest(desk) == (120_000 + FEBRUARY, 120_000 + FEBRUARY)


def test_a_month_is_run_when_it_is_over(desk: Desk) -> None:
    desk.refuses(DateAfterTomorrow, accrue, "2026-03")
    desk.on(day(3, 30)).does(accrue, "2026-03")


def test_on_the_cash_basis_nothing_is_accrued(shared_books: Books) -> None:
    desk = lending_club(shared_books)
    desk.does(disburse, 2, on=BEGUN_ON)
    assert desk.refuses(NotOnAccrual, accrue, "2026-01") == {"period": "2026-01"}
    with pytest.raises(NotOnAccrual):
        desk.asks(interest_to_book, "2026-01")


def test_the_basis_changes_with_a_version_of_the_rules(desk: Desk) -> None:
    set_rules(desk, rules(day(3, 1), Basis.CASH))
    desk.does(accrue, "2026-02")
    desk.refuses(NotOnAccrual, accrue, "2026-03")
    later = desk.on(day(4))
    later.does(repay, 2, on=day(3), amount=120_000 + 120_000)
    assert interest(later) == (0, 240_000)


def test_only_interest_that_was_received_is_divided_between_the_funds(desk: Desk) -> None:
    set_rules(desk, rules(day(1, 3), Basis.ACCRUAL, shares=(0, 100, 0)))
    desk.does(accrue, "2026-01")
    desk.closes("2026-01")
    assert desk.money(ACTIVITY) == {}
    desk.does(repay, 2, on=day(2), amount=120_000)
    desk.closes("2026-02")
    assert desk.money(ACTIVITY) == {"111": 120_000, "5111": -120_000}
    assert interest(desk) == (0, 0)
