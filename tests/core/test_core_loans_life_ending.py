"""What ends a loan before its time, to the đồng, by each rule for interest not yet due."""

import datetime as dt
from dataclasses import replace

import pytest

from ledger.core.loans.allocation import Ahead, AllocationOrder
from ledger.core.loans.choices import FeeTime, PrincipalMethod
from ledger.core.loans.contract import Contract
from ledger.core.loans.early import EarlyRule
from ledger.core.loans.events import LoanEvent, NewSchedule, NewScheduleReason, Waiver
from ledger.core.loans.making import AgreedPart
from ledger.core.loans.parts import Component, Parts
from ledger.core.loans.quotes import EndingQuote, to_end
from ledger.core.loans.rate import Rate
from ledger.core.loans.steps import LoanStage
from ledger.core.loans.terms import Fee
from tests.core.loan_examples import (
    EQUAL_PARTS,
    FLAT,
    LENT,
    PAID_OUT,
    day,
    fined,
    loan,
    paid,
)

BULLET = PrincipalMethod.BULLET
INTEREST, PRINCIPAL = Component.INTEREST, Component.PRINCIPAL
FINE, FEE = Component.FINE, Component.FEE
FLAT_TO_THE_DAY = replace(FLAT, early=EarlyRule.TO_THE_DAY)


def quote(contract: Contract, *events: LoanEvent, on: dt.date) -> EndingQuote:
    return to_end(contract, [PAID_OUT, *events], on)


def test_interest_to_the_day_is_owed_on_a_declining_balance() -> None:
    # After February's payment 11 million is owed: 110,000 for March's period, of which half.
    found = quote(EQUAL_PARTS, paid(2, day(2), 1_120_000), on=day(2, 24))
    assert found.owed == Parts(11_000_000, 55_000)
    assert found.interest_saved == 55_000 + 550_000


@pytest.mark.parametrize(
    ("rule", "interest"),
    [
        (EarlyRule.TO_THE_DAY, 120_000 + 60_000),
        (EarlyRule.PERIODS_BEGUN, 240_000),
        (EarlyRule.WHOLE, 1_440_000),
    ],
)
def test_flat_interest_is_owed_early_by_the_products_rule(rule: EarlyRule, interest: int) -> None:
    contract = replace(FLAT, early=rule)
    assert quote(contract, on=day(2, 24)).owed == Parts(LENT, interest)


def test_a_dong_less_than_the_quote_leaves_something_and_the_quote_leaves_nothing() -> None:
    amount = quote(EQUAL_PARTS, on=day(1, 25)).amount
    assert amount == LENT + 58_065  # 120,000 × 15 / 31
    one_less = loan(EQUAL_PARTS, paid(2, day(1, 25), amount - 1), on=day(1, 25))
    assert one_less.left == Parts(interest=1)
    ended = loan(EQUAL_PARTS, paid(2, day(1, 25), amount), on=day(1, 25))
    assert (ended.left.total, ended.held, ended.stage) == (0, 0, LoanStage.REPAID)
    assert ended.repaid_on == day(1, 25)
    assert loan(EQUAL_PARTS, paid(2, day(1, 25), amount + 1), on=day(1, 25)).held == 1


def test_interest_that_an_early_end_did_not_owe_is_not_owed_when_a_fine_is_charged_later() -> None:
    # One day of flat interest, 120,000 / 31, ended the loan; the fine alone would end it again.
    terms = replace(FLAT.terms, instalments=1)
    contract = replace(FLAT_TO_THE_DAY, terms=terms)
    ended = paid(2, day(1, 11), LENT + 3_871)
    assert loan(contract, ended, on=day(1, 11)).stage is LoanStage.REPAID
    fine = fined(3, day(1, 17), 5_000)
    assert quote(contract, ended, fine, on=day(1, 17)).owed == Parts(fine=5_000)
    part = paid(4, day(1, 17), 4_999)
    assert loan(contract, ended, fine, part, on=day(1, 17)).left == Parts(fine=1)
    whole = paid(4, day(1, 17), 5_000)
    assert loan(contract, ended, fine, whole, on=day(1, 17)).left.total == 0


def fees(of_each: int) -> Contract:
    """Return a loan that comes back first of all, without interest, with a fee every month."""
    terms = replace(
        FLAT.terms,
        rate=Rate.percent(0),
        instalments=2,
        fees=(Fee(FeeTime.PER_INSTALMENT, of_each),),
    )
    order = AllocationOrder.always(PRINCIPAL, INTEREST, FINE, FEE, charges_due_first=False)
    return replace(FLAT_TO_THE_DAY, terms=replace(terms, repayment=BULLET), order=order)


def test_a_fee_of_a_later_instalment_is_not_left_when_all_else_is_paid() -> None:
    principal = paid(2, day(2, 3), LENT)
    assert loan(fees(500), principal, on=day(2, 3)).left == Parts(fee=1_000)
    # The month's fee falls due, and exactly that is brought: it would end the loan, and does.
    assert quote(fees(500), principal, on=day(2)).owed == Parts(fee=500)
    ended = loan(fees(500), principal, paid(3, day(2), 500), on=day(2))
    assert (ended.left.total, ended.held, ended.repaid_on) == (0, 0, day(2))
    assert loan(fees(500), principal, paid(3, day(2), 499), on=day(2)).left.fee == 501


def test_who_is_forgiven_the_last_that_is_owed_early_owes_nothing() -> None:
    principal = paid(2, day(2, 3), LENT)
    waiver = Waiver(number=3, occurred_on=day(2), component=FEE, amount=500)
    state = loan(fees(500), principal, waiver, on=day(2))
    assert (state.left.total, state.stage) == (0, LoanStage.REPAID)


def test_interest_that_was_paid_ahead_counts_for_what_is_owed_early() -> None:
    # February and March are paid in January: on 20 February no period has begun that is not.
    ahead = paid(2, day(1, 20), 2_240_000, Ahead.NEXT)
    assert quote(FLAT, ahead, on=day(2, 20)).owed == Parts(10_000_000)
    assert quote(FLAT, ahead, on=day(3, 20)).owed == Parts(10_000_000, 120_000)


@pytest.mark.parametrize(
    ("on", "to_the_day", "begun"),
    [
        (day(2), 120_000, 120_000),
        (day(2, 24), 180_000, 240_000),
        (day(3), 240_000, 240_000),
        (day(3, 20), 278_710, 360_000),
    ],
)
def test_interest_that_is_carried_to_a_later_instalment_is_owed_early(
    on: dt.date, to_the_day: int, begun: int
) -> None:
    terms = replace(FLAT.terms, interest_deferred=2)
    assert quote(replace(FLAT_TO_THE_DAY, terms=terms), on=on).owed == Parts(LENT, to_the_day)
    assert quote(replace(FLAT, terms=terms), on=on).owed == Parts(LENT, begun)


def test_flat_interest_after_a_new_schedule_is_on_what_was_owed_then() -> None:
    # Six million is owed on 10 July and comes back in October: 60,000 a month.
    half = paid(2, day(7), 6 * 1_120_000)
    later = NewSchedule(
        number=3,
        occurred_on=day(7),
        reason=NewScheduleReason.RESCHEDULING,
        parts=(AgreedPart(day(8), 0), AgreedPart(day(9), 0), AgreedPart(day(10), 6_000_000)),
    )
    found = quote(FLAT_TO_THE_DAY, half, later, on=day(8, 25))
    assert found.owed == Parts(6_000_000, 60_000 + 29_032)  # and 60,000 × 15 / 31


def test_money_that_is_held_is_taken_off_what_would_end_the_loan() -> None:
    found = EndingQuote(day(2), Parts(1_000, 50), held=1_049, interest_saved=0)
    assert found.amount == 1
    assert replace(found, held=1_051).amount == 0
