"""Payments of which the paper says what they pay: interest alone, principal alone, a fine."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core.loans.allocation import Ahead, Timing
from ledger.core.loans.booking import lines_of
from ledger.core.loans.choices import FeeTime
from ledger.core.loans.contract import Contract, Recalculation
from ledger.core.loans.events import LoanEvent, Repayment
from ledger.core.loans.life import after, looked_at, replay
from ledger.core.loans.parts import Component, Parts
from ledger.core.loans.steps import LoanStage
from ledger.core.loans.terms import Fee
from tests.core.loan_examples import (
    BULLET,
    EQUAL_PARTS,
    FLAT,
    LENT,
    WHOSE,
    day,
    entry,
    fined,
    loan,
    rows_of,
)
from tests.core.loan_lives import lives

INTEREST, PRINCIPAL = Component.INTEREST, Component.PRINCIPAL
Life = tuple[Contract, tuple[LoanEvent, ...]]


def only(
    component: Component, number: int, on: dt.date, amount: int, ahead: Ahead | None = None
) -> Repayment:
    return Repayment(number=number, occurred_on=on, amount=amount, ahead=ahead, only=component)


def test_interest_alone_pays_the_oldest_interest_and_no_principal() -> None:
    state = loan(EQUAL_PARTS, only(INTEREST, 2, day(3, 20), 150_000), on=day(3, 20))
    allocation = state.outcome(2).allocation
    assert (allocation.to(1), allocation.to(2)) == (Parts(0, 120_000), Parts(0, 30_000))
    assert state.balance == LENT


def test_principal_alone_leaves_the_interest_that_is_due() -> None:
    state = loan(EQUAL_PARTS, only(PRINCIPAL, 2, day(2), 1_000_000), on=day(2))
    assert state.outcome(2).allocation.parts == Parts(1_000_000, 0)
    assert state.rows[0].left == Parts(0, 120_000)


def test_principal_ahead_lowers_the_interest_from_then_on() -> None:
    state = loan(BULLET, only(PRINCIPAL, 2, day(2), 2_000_000), on=day(2))
    assert [row.due.interest for row in state.rows][:3] == [120_000, 100_000, 100_000]
    assert state.rows[0].left == Parts(0, 120_000)


@pytest.mark.parametrize("ahead", Ahead)
def test_principal_alone_takes_the_payers_choice(ahead: Ahead) -> None:
    state = loan(EQUAL_PARTS, only(PRINCIPAL, 2, day(2), 6_500_000, ahead), on=day(2))
    asked = [principal for _, principal, _ in rows_of(state)[1:]]
    assert state.balance == 5_500_000
    match ahead:
        case Ahead.SHORTER:
            assert asked == [1_000_000] * 5 + [500_000]
        case Ahead.SMALLER:
            assert asked == [500_000] * 11
        case Ahead.NEXT:
            assert [row.left.principal for row in state.rows] == [0] * 6 + [500_000] + [
                1_000_000
            ] * 5


def test_interest_ahead_pays_that_of_the_next_instalments() -> None:
    state = loan(EQUAL_PARTS, only(INTEREST, 2, day(2), 300_000), on=day(2))
    shares = state.outcome(2).allocation.shares
    assert [(one.instalment, one.amount, one.timing) for one in shares] == [
        (1, 120_000, Timing.DUE), (2, 110_000, Timing.AHEAD), (3, 70_000, Timing.AHEAD),
    ]  # fmt: skip


def test_interest_beyond_all_that_is_asked_stays_interest() -> None:
    events = [only(PRINCIPAL, 2, day(2), LENT), only(INTEREST, 3, day(2), 150_000)]
    state = loan(EQUAL_PARTS, *events, on=day(2))
    assert (state.stage, state.held, state.paid) == (LoanStage.REPAID, 0, Parts(LENT, 150_000))
    assert state.rows[0].due.interest == 150_000
    assert entry(lines_of(state, 3, WHOSE)) == [("111", 150_000, 0), ("5111", 0, 150_000)]


def test_interest_after_the_term_counts_for_the_last_instalment() -> None:
    payments = [only(INTEREST, n, day((n - 1) % 12 + 1, year=2026 + n // 13), 120_000)
                for n in range(2, 14)]  # fmt: skip
    late = only(INTEREST, 14, day(2, year=2027), 120_000)
    state = loan(BULLET, *payments, late, on=day(2, year=2027))
    assert state.outcome(14).allocation.to(12) == Parts(0, 120_000)
    assert state.rows[-1].left == Parts(LENT, 0)
    assert state.arrears_now(day(2, year=2027)).days_late == 31


def test_principal_beyond_the_debt_is_held() -> None:
    events = [only(INTEREST, 2, day(2), 120_000), only(PRINCIPAL, 3, day(2), LENT + 70_000)]
    state = loan(EQUAL_PARTS, *events, on=day(2))
    assert (state.held, state.left.total) == (70_000, 0)
    assert entry(lines_of(state, 3, WHOSE)) == [
        ("111", LENT, 0), ("1321", 0, LENT), ("111", 70_000, 0), ("3388", 0, 70_000),
    ]  # fmt: skip


def test_principal_beyond_the_principal_pays_what_else_is_owed_before_any_is_held() -> None:
    state = loan(EQUAL_PARTS, only(PRINCIPAL, 2, day(2), LENT + 130_000), on=day(2))
    assert state.outcome(2).allocation.parts == Parts(LENT, 120_000)
    assert (state.held, state.left.total) == (10_000, 0)


def test_a_fine_alone_is_paid_before_what_is_older() -> None:
    fine, payment = fined(2, day(2, 20), 50_000), only(Component.FINE, 3, day(2, 21), 50_000)
    state = loan(EQUAL_PARTS, fine, payment, on=day(2, 21))
    assert state.outcome(3).allocation.parts == Parts(fine=50_000)


def test_flat_interest_is_waived_by_the_products_rule_once_it_is_paid_apart() -> None:
    interest, principal = only(INTEREST, 2, day(2), 120_000), only(PRINCIPAL, 3, day(2), LENT)
    assert loan(FLAT, interest, principal, on=day(2)).stage is LoanStage.REPAID
    state = loan(FLAT, principal, on=day(2))
    assert state.stage is LoanStage.ACTIVE
    paid = after(state, only(INTEREST, 4, day(2), 120_000))
    assert (paid.stage, paid.held) == (LoanStage.REPAID, 0)


# --- late principal, by whole periods ------------------------------------------


@pytest.mark.parametrize(
    ("recalculation", "paid_on", "interest"),
    [
        (Recalculation.PERIODS, day(2, 11), 110_000),
        (Recalculation.PERIODS, day(3, 9), 110_000),
        (Recalculation.PERIODS, day(3, 10), 120_000),
        (Recalculation.ACTUAL, day(2, 11), 110_357),
        (Recalculation.EARLY, day(3, 10), 110_000),
    ],
)
def test_late_principal_bears_interest_for_periods_days_or_not_at_all(
    recalculation: Recalculation, paid_on: dt.date, interest: int
) -> None:
    contract = replace(EQUAL_PARTS, recalculation=recalculation)
    payment = only(PRINCIPAL, 2, paid_on, 1_000_000)
    assert loan(contract, payment, on=day(3)).rows[1].due.interest == interest


def test_a_fee_that_would_suffice_to_end_the_loan_is_still_a_fee() -> None:
    terms = replace(FLAT.terms, fees=(Fee(FeeTime.PER_INSTALMENT, LENT),))
    state = loan(replace(FLAT, terms=terms), only(Component.FEE, 2, day(2), 3 * LENT), on=day(2))
    assert state.outcome(2).allocation.parts == Parts.only(Component.FEE, 3 * LENT)
    assert state.balance == LENT


# --- what holds for every loan -------------------------------------------------


@given(lives(), st.data())
def test_a_payment_for_one_component_pays_no_other_while_any_of_it_is_owed(
    life: Life, data: st.DataObject
) -> None:
    contract, events = life
    on = events[-1].occurred_on + dt.timedelta(days=data.draw(st.integers(0, 90)))
    component = data.draw(st.sampled_from(Component))
    before = looked_at(replay(contract, events, on), on)
    amount = data.draw(st.integers(1, max(before.left.of(component), 1)))
    state = after(before, only(component, 99, on, amount))
    allocation = state.outcomes[-1].allocation
    if component is INTEREST or before.left.of(component):
        assert allocation.parts == Parts.only(component, amount)
        assert allocation.held == 0
    else:
        assert allocation.amount == amount
