"""Fines, heirs, overdue principal, write-offs and what still comes in after them."""

from dataclasses import replace
from fractions import Fraction

import pytest

from ledger.core.loans.booking import LoanNumbers, interest_to_accrue, lines_of
from ledger.core.loans.contract import FineBase
from ledger.core.loans.events import (
    Accrual,
    Charging,
    Closing,
    Inheritance,
    LoanEvent,
    OverdueMove,
    Waiver,
    WriteOff,
)
from ledger.core.loans.fines import FineRule
from ledger.core.loans.fining import fines_charged, fines_due
from ledger.core.loans.life import after
from ledger.core.loans.parts import Component, Parts
from ledger.core.loans.refusals import (
    AccruedBelowZero,
    MovedAboveOwed,
    WaivedAboveOwed,
    WrittenOffAboveOwed,
    WrittenOffTwice,
)
from ledger.core.loans.state import LoanState
from ledger.core.loans.steps import LoanStage, StepNotLawful
from tests.core.loan_examples import (
    BULLET,
    EQUAL_PARTS,
    WHOSE,
    day,
    entry,
    fined,
    loan,
    paid,
)

FEBRUARY = paid(2, day(2), 1_120_000)


# --- fines -------------------------------------------------------------------------


def charged(state: LoanState, number: int) -> LoanState:
    """Return the loan after all fines that are due on its day are charged."""
    for one, charge in enumerate(fines_due(state, state.as_of), number):
        state = after(state, Charging(number=one, occurred_on=state.as_of, charge=charge))
    return state


def test_a_lateness_is_fined_once() -> None:
    contract = replace(EQUAL_PARTS, fine=FineRule(share=Fraction(2, 100), tolerance=5))
    assert fines_due(loan(contract, on=day(2, 15)), day(2, 15)) == ()
    state = charged(loan(contract, on=day(2, 16)), 2)
    assert (state.left.fine, fines_charged(state)) == (20_000, {1: 20_000})
    assert fines_due(state, day(2, 16)) == fines_due(state, day(3)) == ()
    # March's instalment is late by itself: one fine more, and none for February's again.
    later = loan(contract, *(one.event for one in state.outcomes[1:]), on=day(3, 16))
    assert [(one.for_instalment, one.amount) for one in fines_due(later, day(3, 16))] == [
        (2, 20_000)
    ]


def test_a_daily_fine_grows_by_the_days_since_the_last_one_up_to_its_limit() -> None:
    fine = FineRule(share=Fraction(1, 100), most=Fraction(3, 100))
    daily = replace(fine, daily=EQUAL_PARTS.terms.rate, share=Fraction(0))
    contract = replace(EQUAL_PARTS, fine=daily, fine_on=FineBase.PRINCIPAL_AND_INTEREST)
    # 1,120,000 × 12 % / 365 a day: 3,682 after ten days, 7,364 after twenty.
    state = charged(loan(contract, on=day(2, 20)), 2)
    assert state.left.fine == 3_682
    state = loan(contract, *(one.event for one in state.outcomes[1:]), on=day(3, 2))
    assert sum(one.amount for one in fines_due(state, day(3, 2))) == 7_364 - 3_682
    late = sum(one.amount for one in fines_due(state, day(3, 2, 2027)) if one.for_instalment == 1)
    assert late + 3_682 == 33_600


# --- heirs -------------------------------------------------------------------------


def test_heirs_take_the_debt_over_as_it_stands() -> None:
    moved = OverdueMove(number=3, occurred_on=day(3, 20), amount=1_000_000)
    heir = Inheritance(number=4, occurred_on=day(3, 21), member_no=20)
    state = loan(EQUAL_PARTS, FEBRUARY, moved, heir, paid(5, day(3, 22), 110_000), on=day(4))
    assert (state.heir_no, state.balance) == (20, 11_000_000)
    lines = lines_of(state, 4, WHOSE)
    assert entry(lines) == [
        ("1321", 10_000_000, 0), ("1321", 0, 10_000_000),
        ("1322", 1_000_000, 0), ("1322", 0, 1_000_000),
    ]  # fmt: skip
    assert [line.member_no for line in lines] == [20, 12, 20, 12]
    # Lines of cash name nobody.
    assert {line.member_no for line in lines_of(state, 2, WHOSE)} == {12, None}
    assert {line.member_no for line in lines_of(state, 5, WHOSE)} == {20, None}


# --- overdue -----------------------------------------------------------------------


@pytest.mark.parametrize(("amount", "there"), [(11_000_001, 11_000_000), (-1_000_001, 1_000_000)])
def test_no_more_principal_is_moved_to_overdue_or_back_than_is_there(
    amount: int, there: int
) -> None:
    first = OverdueMove(number=3, occurred_on=day(3, 20), amount=1_000_000)
    moves = [first] if amount < 0 else []
    state = loan(EQUAL_PARTS, FEBRUARY, *moves, on=day(3, 20))
    move = OverdueMove(number=4, occurred_on=day(3, 20), amount=amount)
    with pytest.raises(MovedAboveOwed) as refused:
        after(state, move)
    assert refused.value.there == there
    all_of_it = after(state, replace(move, amount=there if amount > 0 else -there))
    assert all_of_it.overdue == (there if amount > 0 else 0)


def test_overdue_principal_is_received_from_where_it_stands() -> None:
    moved = OverdueMove(number=3, occurred_on=day(3, 20), amount=1_000_000)
    state = loan(EQUAL_PARTS, FEBRUARY, moved, paid(4, day(4), 2_210_000), on=day(4))
    received = [one for one in entry(lines_of(state, 4, WHOSE)) if one[2]]
    assert received == [("1321", 0, 1_000_000), ("1322", 0, 1_000_000), ("5111", 0, 210_000)]
    assert state.overdue == 0


# --- write-off and recovery --------------------------------------------------------


def given_up(*more: LoanEvent, from_allowance: int = 0, amount: int | None = None) -> LoanState:
    """Return the loan of which eleven million is written off in June, and what comes later."""
    write_off = WriteOff(number=3, occurred_on=day(6), from_allowance=from_allowance, amount=amount)
    return loan(EQUAL_PARTS, FEBRUARY, write_off, *more, on=day(9))


def test_principal_that_is_written_off_is_a_loss_and_is_followed_on() -> None:
    state = given_up()
    assert (state.stage, state.balance, state.in_books) == (LoanStage.WRITTEN_OFF, 11_000_000, 0)
    assert state.off_books == 11_000_000
    assert entry(lines_of(state, 3, WHOSE)) == [
        ("1322", 11_000_000, 0), ("1321", 0, 11_000_000),
        ("635", 11_000_000, 0), ("1322", 0, 11_000_000),
    ]  # fmt: skip


def test_the_allowance_bears_what_it_covers_of_a_write_off() -> None:
    lines = entry(lines_of(given_up(from_allowance=4_000_000), 3, WHOSE))
    sums = {account: debit for account, debit, _ in lines if debit and account != "1322"}
    assert sums == {"229": 4_000_000, "635": 7_000_000}
    whole = entry(lines_of(given_up(from_allowance=11_000_000), 3, WHOSE))
    assert [one for one in whole if one[0] == "635"] == []


def test_what_comes_in_after_a_write_off_is_recovered() -> None:
    state = given_up(paid(4, day(7), 600_000))
    assert entry(lines_of(state, 4, WHOSE)) == [("111", 600_000, 0), ("5118", 0, 600_000)]
    whole = state.left.total
    ended = after(state, paid(5, day(9), whole))
    assert (ended.left.total, ended.off_books, ended.stage) == (0, 0, LoanStage.REPAID)


def test_a_part_that_is_written_off_is_recovered_after_the_rest_is_paid() -> None:
    state = given_up(amount=2_000_000)
    assert (state.stage, state.in_books, state.off_books) == (
        LoanStage.ACTIVE, 9_000_000, 2_000_000,
    )  # fmt: skip
    ended = after(state, paid(4, day(9), state.left.total))
    received = {account: credit for account, _, credit in entry(lines_of(ended, 4, WHOSE))}
    assert (received["1321"], received["5118"]) == (9_000_000, 2_000_000)


@pytest.mark.parametrize(
    ("amount", "from_allowance"),
    [(11_000_001, 0), (None, 11_000_001), (2_000_000, 2_000_001), (2_000_000, -1)],
)
def test_no_more_is_written_off_than_is_owed(amount: int | None, from_allowance: int) -> None:
    state = loan(EQUAL_PARTS, FEBRUARY, on=day(6))
    with pytest.raises(WrittenOffAboveOwed):
        after(
            state,
            WriteOff(number=3, occurred_on=day(6), amount=amount, from_allowance=from_allowance),
        )
    edge = WriteOff(number=3, occurred_on=day(6), amount=11_000_000, from_allowance=11_000_000)
    assert after(state, edge).is_off_books


def test_a_loan_is_written_off_once() -> None:
    again = WriteOff(number=4, occurred_on=day(9))
    with pytest.raises(WrittenOffTwice) as refused:
        after(given_up(amount=1), again)
    assert refused.value.first_on == day(6)
    with pytest.raises(StepNotLawful):
        after(given_up(), again)


def test_a_written_off_loan_may_be_closed_with_its_debt() -> None:
    state = after(given_up(), Closing(number=4, occurred_on=day(9)))
    assert (state.stage, state.balance) == (LoanStage.CLOSED, 11_000_000)


# --- waivers -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("component", "owed"), [(Component.INTEREST, 660_000), (Component.FINE, 0)]
)
def test_no_more_is_forgiven_than_is_owed_of_a_kind(component: Component, owed: int) -> None:
    state = loan(EQUAL_PARTS, FEBRUARY, on=day(3))
    waiver = Waiver(number=3, occurred_on=day(3), component=component, amount=owed + 1)
    with pytest.raises(WaivedAboveOwed) as refused:
        after(state, waiver)
    assert refused.value.owed == owed
    if owed:
        assert after(state, replace(waiver, amount=owed)).left.of(component) == 0


def test_principal_is_not_forgiven() -> None:
    waiver = Waiver(number=3, occurred_on=day(3), component=Component.PRINCIPAL, amount=1)
    with pytest.raises(WaivedAboveOwed) as refused:
        after(loan(EQUAL_PARTS, on=day(3)), waiver)
    assert refused.value.owed == 0


def test_the_oldest_is_forgiven_first_and_makes_no_entry() -> None:
    waiver = Waiver(number=3, occurred_on=day(3), component=Component.INTEREST, amount=150_000)
    state = loan(EQUAL_PARTS, waiver, on=day(3))
    assert [row.left.interest for row in state.rows[:3]] == [0, 80_000, 100_000]
    assert lines_of(state, 3, WHOSE) == ()


# --- accrual -----------------------------------------------------------------------


def test_accrued_interest_is_received_from_where_it_stands() -> None:
    state = loan(BULLET, on=day(2, 24))
    assert interest_to_accrue(state, day(2, 24)) == 180_000  # a month, and half of the next
    state = after(state, Accrual(number=2, occurred_on=day(2, 24), amount=180_000))
    assert interest_to_accrue(state, day(2, 24)) == 0
    assert entry(lines_of(state, 2, WHOSE)) == [("1323", 180_000, 0), ("5111", 0, 180_000)]
    state = after(state, paid(3, day(3), 240_000))
    received = [one for one in entry(lines_of(state, 3, WHOSE)) if one[2]]
    assert received == [("1323", 0, 180_000), ("5111", 0, 60_000)]
    with pytest.raises(AccruedBelowZero):
        after(state, Accrual(number=4, occurred_on=day(3), amount=-1))


def test_accrued_interest_is_given_up_with_a_written_off_loan() -> None:
    accrued = Accrual(number=2, occurred_on=day(2), amount=120_000)
    state = loan(BULLET, accrued, WriteOff(number=3, occurred_on=day(6)), on=day(6))
    assert state.receivable == 0
    assert entry(lines_of(state, 3, WHOSE))[-2:] == [("5111", 120_000, 0), ("1323", 0, 120_000)]
    assert interest_to_accrue(state, day(9)) == 0


def test_lines_are_on_the_loan_and_its_borrower() -> None:
    state = loan(BULLET, fined(2, day(1, 20), 5_000), paid(3, day(2), 125_000), on=day(2))
    assert state.outcome(3).allocation.parts == Parts(interest=120_000, fine=5_000)
    lines = lines_of(state, 3, LoanNumbers(member_no=5, loan_no=3))
    named = {(line.member_no, line.loan_no) for line in lines if line.account != "111"}
    assert named == {(5, 3)}
    with pytest.raises(KeyError):
        state.outcome(9)
    assert lines_of(state, 9, WHOSE) == ()
