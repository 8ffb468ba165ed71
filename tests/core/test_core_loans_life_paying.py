"""What a payment does to a loan: on its day, ahead of it, too much, told late."""

from dataclasses import replace

import pytest

from ledger.core.loans.allocation import (
    Ahead,
    AllocationOrder,
    OrderIncomplete,
    PaymentNotAboveZero,
)
from ledger.core.loans.booking import correction, lines_of
from ledger.core.loans.calendar import Move, PayDays
from ledger.core.loans.choices import PrincipalMethod
from ledger.core.loans.contract import Recalculation
from ledger.core.loans.events import PaidBy, Refund, Repayment, Undoing
from ledger.core.loans.life import after, replay, told
from ledger.core.loans.parts import Component, Parts
from ledger.core.loans.quotes import choices, if_paid
from ledger.core.loans.refusals import RefundAboveHeld
from ledger.core.loans.rounding import Rounding
from ledger.core.loans.steps import LoanStage
from ledger.core.money import LARGEST_MINOR, AmountTooLarge
from tests.core.loan_examples import (
    BULLET,
    EQUAL_PARTS,
    FLAT,
    LENT,
    PAID_OUT,
    WHOSE,
    day,
    entry,
    fined,
    loan,
    paid,
    rows_of,
)

FEBRUARY = paid(2, day(2), 1_120_000)


def test_interest_is_paid_before_principal_and_a_fine_last() -> None:
    fine, late = fined(2, day(2, 20), 50_000), paid(3, day(2, 21), 1_130_000)
    state = loan(EQUAL_PARTS, fine, late, on=day(2, 21))
    assert state.outcome(3).allocation.parts == Parts(1_000_000, 120_000, fine=10_000)
    assert (state.left.fine, state.arrears_now(day(2, 21)).amount) == (40_000, 0)


def test_the_oldest_instalment_is_paid_wholly_before_the_next() -> None:
    state = loan(EQUAL_PARTS, paid(2, day(3, 20), 1_200_000), on=day(3, 20))
    allocation = state.outcome(2).allocation
    assert allocation.to(1) == Parts(1_000_000, 120_000)
    assert allocation.to(2) == Parts(0, 80_000)
    assert state.arrears_now(day(3, 20)).days_late == 10


def test_an_order_of_a_clubs_own_names_each_part_once() -> None:
    fine_first = (Component.FINE, Component.FEE, Component.INTEREST, Component.PRINCIPAL)
    contract = replace(EQUAL_PARTS, order=AllocationOrder.always(*fine_first))
    state = loan(contract, fined(2, day(2, 5), 50_000), paid(3, day(2), 130_000), on=day(2))
    parts = state.outcome(3).allocation.parts
    assert parts == Parts(0, 80_000, fine=50_000)
    for wrong in (fine_first[:3], (*fine_first[:3], Component.FINE)):
        with pytest.raises(OrderIncomplete):
            AllocationOrder.always(*wrong)


@pytest.mark.parametrize("amount", [0, -1])
def test_a_payment_is_of_some_money(amount: int) -> None:
    with pytest.raises(PaymentNotAboveZero):
        loan(EQUAL_PARTS, paid(2, day(2), amount), on=day(2))
    with pytest.raises(AmountTooLarge):
        loan(EQUAL_PARTS, paid(2, day(2), LARGEST_MINOR + 1), on=day(2))


# --- more than is due: the payer chooses -------------------------------------------


def test_what_is_paid_ahead_makes_the_term_shorter() -> None:
    more = paid(3, day(3), 3_110_000, Ahead.SHORTER)
    rows = rows_of(loan(EQUAL_PARTS, FEBRUARY, more, on=day(3)))
    assert rows[1:4] == [
        (day(3), 3_000_000, 110_000),
        (day(4), 1_000_000, 80_000),
        (day(5), 1_000_000, 70_000),
    ]
    assert rows[-1] == (day(11), 1_000_000, 10_000)


def test_what_is_paid_ahead_makes_the_instalments_smaller() -> None:
    more = paid(3, day(3), 3_110_000, Ahead.SMALLER)
    rows = rows_of(loan(EQUAL_PARTS, FEBRUARY, more, on=day(3)))
    assert rows[1:4] == [
        (day(3), 3_000_000, 110_000),
        (day(4), 800_000, 80_000),
        (day(5), 800_000, 72_000),
    ]
    assert rows[-1] == (day(1, year=2027), 800_000, 8_000)


def test_what_is_paid_ahead_pays_the_next_instalments_as_they_stand() -> None:
    more = paid(3, day(3), 3_110_000, Ahead.NEXT)
    state = loan(EQUAL_PARTS, FEBRUARY, more, on=day(3))
    assert rows_of(state) == rows_of(loan(EQUAL_PARTS, on=day(1)))
    assert state.outcome(3).allocation.to(3) == Parts(1_000_000, 100_000)
    assert state.outcome(3).allocation.to(4) == Parts(810_000, 90_000)
    assert state.arrears_now(day(5)).days_late == 0


def test_principal_that_is_brought_early_bears_no_interest_from_its_day_on() -> None:
    # 11 million for 14 of February's 28 days, 9 million for the others: 55,000 + 45,000.
    early = paid(3, day(2, 24), 2_000_000, Ahead.SHORTER)
    rows = rows_of(loan(EQUAL_PARTS, FEBRUARY, early, on=day(2, 24)))
    assert rows[1] == (day(3), 2_000_000, 100_000)


def test_flat_interest_is_owed_whatever_is_paid_early() -> None:
    # The last two instalments are paid, of a million and 120,000 each.
    early = paid(2, day(2), 3_360_000, Ahead.SHORTER)
    state = loan(FLAT, early, on=day(2))
    assert rows_of(state) == rows_of(loan(FLAT, on=day(1)))
    assert [row.number for row in state.rows if not row.left.total] == [1, 11, 12]


def test_the_choices_are_shown_before_anything_is_written() -> None:
    shown = dict(choices(EQUAL_PARTS, [PAID_OUT, FEBRUARY], 3_110_000, day(3)))
    saved = {ahead: quote.interest_saved for ahead, quote in shown.items()}
    # Without them the ten coming instalments ask for 550,000; then for 360,000 or 440,000.
    assert saved == {Ahead.SHORTER: 190_000, Ahead.SMALLER: 110_000, Ahead.NEXT: 0}
    quote = if_paid(EQUAL_PARTS, [PAID_OUT], FEBRUARY, day(2))
    assert quote.after == loan(EQUAL_PARTS, FEBRUARY, on=day(2))


# --- more than the whole debt ------------------------------------------------------


def test_what_is_beyond_the_whole_debt_is_held_and_given_back() -> None:
    over = paid(2, day(2), LENT + 120_000 + 30_000)
    state = loan(BULLET, over, on=day(2))
    assert (state.held, state.stage) == (30_000, LoanStage.REPAID)
    assert entry(lines_of(state, 2, WHOSE))[-2:] == [("111", 30_000, 0), ("3388", 0, 30_000)]
    with pytest.raises(RefundAboveHeld) as refused:
        after(state, Refund(number=3, occurred_on=day(2), amount=30_001))
    assert (refused.value.amount, refused.value.held) == (30_001, 30_000)
    state = after(state, Refund(number=3, occurred_on=day(2), amount=30_000))
    assert state.held == 0
    assert entry(lines_of(state, 3, WHOSE)) == [("3388", 30_000, 0), ("111", 0, 30_000)]


def test_money_that_is_held_pays_what_is_charged_later() -> None:
    over = paid(2, day(2), LENT + 120_000 + 30_000)
    state = loan(BULLET, over, fined(3, day(2, 11), 20_000), on=day(2, 11))
    assert (state.held, state.left.total) == (10_000, 0)
    assert entry(lines_of(state, 3, WHOSE)) == [("3388", 20_000, 0), ("5118", 0, 20_000)]


def test_what_the_club_pays_is_a_loss_of_principal_and_no_money() -> None:
    given = Repayment(number=2, occurred_on=day(2), amount=1_120_000, paid_by=PaidBy.CLUB)
    state = loan(EQUAL_PARTS, given, on=day(2))
    assert state.paid == Parts(1_000_000, 120_000)
    assert entry(lines_of(state, 2, WHOSE)) == [("635", 1_000_000, 0), ("1321", 0, 1_000_000)]


# --- a forgotten slip --------------------------------------------------------------


def test_a_forgotten_payment_is_counted_by_its_day_and_one_entry_corrects_the_rest() -> None:
    march = paid(2, day(3), 1_230_000)
    before = loan(EQUAL_PARTS, march, on=day(3))
    assert before.outcome(2).allocation.parts == Parts(1_000_000, 230_000)
    forgotten = paid(3, day(2), 1_120_000)
    now = told(EQUAL_PARTS, [PAID_OUT, march], forgotten, day(3))
    assert [one.event.number for one in now.outcomes] == [1, 3, 2]
    assert now.outcome(3).allocation.parts == Parts(1_000_000, 120_000)
    assert now.outcome(2).allocation.parts == Parts(1_120_000, 110_000)
    # March's money paid February's interest then; now that part of it is principal.
    assert entry(correction(before, now, WHOSE)) == [("1321", 0, 120_000), ("5111", 120_000, 0)]


def test_a_payment_that_is_undone_is_corrected_in_what_came_after_it() -> None:
    march = paid(3, day(3), 1_110_000)
    before = loan(EQUAL_PARTS, FEBRUARY, march, on=day(3))
    undoing = Undoing(number=4, occurred_on=day(3), of=2)
    now = told(EQUAL_PARTS, [PAID_OUT, FEBRUARY, march], undoing, day(3))
    assert now.outcome(3).allocation.parts == Parts(990_000, 120_000)
    assert entry(correction(before, now, WHOSE)) == [("1321", 10_000, 0), ("5111", 0, 10_000)]


def test_nothing_is_corrected_where_nothing_changes() -> None:
    state = loan(EQUAL_PARTS, FEBRUARY, on=day(3))
    assert correction(state, state, WHOSE) == ()


def test_late_principal_bears_interest_on_only_where_the_contract_says_so() -> None:
    # A million that waits from 10 February to the 24th, half of the period: 5,000 more.
    late = paid(2, day(2, 24), 1_120_000)
    assert loan(EQUAL_PARTS, late, on=day(2, 24)).rows[1].due.interest == 110_000
    actual = replace(EQUAL_PARTS, recalculation=Recalculation.ACTUAL)
    assert loan(actual, late, on=day(2, 24)).rows[1].due.interest == 115_000


def test_a_schedule_stays_where_all_comes_as_agreed_though_no_level_pays_the_interest() -> None:
    # The level of 257 is rounded to 0 thousands: all principal comes with the last instalment.
    terms = replace(
        EQUAL_PARTS.terms,
        instalments=4,
        repayment=PrincipalMethod.EQUAL_INSTALMENTS,
        instalment_rounding=Rounding(1_000),
    )
    contract = replace(EQUAL_PARTS, terms=terms, recalculation=Recalculation.ACTUAL)
    small = replace(PAID_OUT, amount=981)
    state = replay(contract, [small, paid(2, day(2), 10), paid(3, day(3), 10)], day(3))
    assert rows_of(state) == rows_of(replay(contract, [small], day(1)))
    assert [row.due.principal for row in state.rows] == [0, 0, 0, 981]


def test_a_due_date_that_moved_to_the_meeting_is_late_after_the_meeting_by_either_schedule() -> (
    None
):
    contract = replace(EQUAL_PARTS, pay_days=PayDays(Move.NEXT_MEETING, meeting_day=15))
    state = loan(contract, on=day(2))
    for arrears in (state.arrears_now, state.arrears_as_agreed):
        assert [arrears(day(2, of)).days_late for of in (11, 15, 16)] == [0, 0, 1]
