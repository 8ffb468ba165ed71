"""New schedules: extensions, reschedulings and moratoriums, with the old ones kept."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest

from ledger.core.loans.allocation import Ahead
from ledger.core.loans.booking import interest_to_accrue
from ledger.core.loans.contract import Contract
from ledger.core.loans.day_count import DayCount
from ledger.core.loans.events import LoanEvent, NewSchedule, NewScheduleReason
from ledger.core.loans.life import after, replay
from ledger.core.loans.making import AgreedPart, PartsDoNotAddUp, PartsNotAgreed
from ledger.core.loans.parts import Parts
from ledger.core.loans.quotes import to_end
from ledger.core.loans.rate import Rate
from ledger.core.loans.renewing import (
    ExtendedTwice,
    ExtensionTooLong,
    NothingToReschedule,
    extended,
    suspended,
)
from ledger.core.loans.state import LoanState
from tests.core.loan_examples import (
    BEGUN_ON,
    BULLET,
    EQUAL_PARTS,
    LENT,
    PAID_OUT,
    day,
    fined,
    loan,
    paid,
    rows_of,
)

EXTENSION, RESCHEDULING = NewScheduleReason.EXTENSION, NewScheduleReason.RESCHEDULING
MORATORIUM = NewScheduleReason.MORATORIUM
FEBRUARY = paid(2, day(2), 1_120_000)
MARCH = day(3, 20)


def agreed(
    number: int,
    on: dt.date,
    reason: NewScheduleReason,
    *parts: AgreedPart,
    free_until: dt.date | None = None,
) -> NewSchedule:
    return NewSchedule(
        number=number, occurred_on=on, reason=reason, parts=parts, free_until=free_until
    )


def extension(state: LoanState, number: int, periods: int) -> NewSchedule:
    return agreed(number, state.as_of, EXTENSION, *extended(state, state.as_of, periods))


# --- extension ---------------------------------------------------------------------


def test_an_extension_moves_the_end_and_interest_is_paid_until_then() -> None:
    paid_up = [paid(number, day(number), 120_000) for number in range(2, 13)]
    state = loan(BULLET, *paid_up, on=day(12, 20))
    assert rows_of(state)[-1] == (day(1, year=2027), LENT, 120_000)
    renewed = after(state, extension(state, 20, 2))
    assert rows_of(renewed)[-3:] == [
        (day(1, year=2027), 0, 120_000),
        (day(2, year=2027), 0, 120_000),
        (day(3, year=2027), LENT, 120_000),
    ]
    assert (renewed.was_extended, renewed.was_rescheduled) == (True, True)


def test_a_loan_is_extended_once() -> None:
    state = loan(BULLET, on=day(2))
    renewed = after(state, extension(state, 2, 1))
    with pytest.raises(ExtendedTwice):
        after(renewed, extension(renewed, 3, 1))


@pytest.mark.parametrize(
    ("share", "periods", "latest"),
    [
        (Fraction(1, 4), 3, day(4, year=2027)),
        (Fraction(1, 2), 6, day(7, year=2027)),
        (Fraction(1), 12, day(1, year=2028)),
    ],
)
def test_an_extension_is_at_most_a_share_of_the_term(
    share: Fraction, periods: int, latest: dt.date
) -> None:
    state = loan(replace(BULLET, longest_extension=share), on=day(2))
    assert after(state, extension(state, 2, periods)).rows[-1].due_on == latest
    with pytest.raises(ExtensionTooLong) as refused:
        after(state, extension(state, 2, periods + 1))
    assert refused.value.latest == latest < refused.value.until
    one_day_more = (AgreedPart(latest + dt.timedelta(days=1), LENT),)
    with pytest.raises(ExtensionTooLong):
        after(state, agreed(2, day(2), EXTENSION, *one_day_more))
    # A rescheduling is the meeting's own decision, and has no such limit.
    assert after(state, agreed(2, day(2), RESCHEDULING, *one_day_more)).was_rescheduled


def test_a_loan_whose_end_has_passed_is_extended_though_a_fine_falls_due_later() -> None:
    fine = fined(2, day(4, 25, 2027), 30_000)
    late = loan(BULLET, replace(fine, occurred_on=day(1, 20, 2027)), on=day(2, 1, 2027))
    renewed = after(late, extension(late, 3, 1))
    assert (renewed.rows[-1].due_on, renewed.balance) == (day(3, 1, 2027), LENT)
    assert renewed.left.fine == 30_000


# --- rescheduling ------------------------------------------------------------------


def rescheduled(*before: LoanEvent, contract: Contract = EQUAL_PARTS) -> LoanState:
    """Return the loan of which eleven million is put off in March to June and July."""
    parts = (AgreedPart(day(6), 5_000_000), AgreedPart(day(7), 6_000_000))
    return loan(contract, FEBRUARY, *before, agreed(9, MARCH, RESCHEDULING, *parts), on=MARCH)


def test_a_rescheduled_loan_has_new_instalments_and_keeps_the_old_ones() -> None:
    state = rescheduled()
    assert rows_of(state) == [
        (day(2), 1_000_000, 120_000),
        (day(3), 0, 110_000),  # what was due stays due, but its principal comes back later
        (day(6), 5_000_000, 330_000),  # three months of 11 million
        (day(7), 6_000_000, 60_000),
    ]
    (old,) = state.versions
    assert (old.until, old.reason, len(old.rows)) == (MARCH, RESCHEDULING, 12)
    assert old.rows[1].due == Parts(1_000_000, 110_000)
    assert (state.was_rescheduled, state.was_extended) == (True, False)


def test_arrears_are_measured_on_the_original_schedule_and_shown_on_the_new_one() -> None:
    state = rescheduled()
    as_agreed, now = state.arrears_as_agreed(day(4, 20)), state.arrears_now(day(4, 20))
    # By the first schedule March's and April's million are late; by the new one interest only.
    assert (as_agreed.principal, as_agreed.days_late) == (2_000_000, 41)
    assert (now.principal, now.amount) == (0, 110_000)
    interest = after(state, paid(10, day(3, 21), 110_000))
    assert interest.arrears_now(day(6)).days_late == 0
    assert interest.arrears_as_agreed(day(6)).principal == 3_000_000


def test_a_new_schedule_is_of_what_is_owed() -> None:
    state = loan(EQUAL_PARTS, FEBRUARY, on=MARCH)
    for amount in (10_999_999, 11_000_001):
        with pytest.raises(PartsDoNotAddUp):
            after(state, agreed(9, MARCH, RESCHEDULING, AgreedPart(day(6), amount)))
    with pytest.raises(PartsNotAgreed):
        after(state, agreed(9, MARCH, RESCHEDULING))


def test_a_loan_of_which_interest_alone_is_owed_is_not_rescheduled() -> None:
    state = loan(EQUAL_PARTS, paid(2, day(1, 20), LENT), on=day(1, 20))
    assert state.left == Parts(interest=38_710)  # 120,000 × 10 / 31
    with pytest.raises(NothingToReschedule):
        after(state, agreed(9, day(1, 20), RESCHEDULING, AgreedPart(day(6), 1)))


def test_a_forgotten_payment_takes_from_the_last_part_that_was_agreed() -> None:
    state = rescheduled(paid(3, day(3), 1_110_000))
    assert rows_of(state)[2:] == [(day(6), 5_000_000, 300_000), (day(7), 5_000_000, 50_000)]
    assert (state.balance, state.versions[0].rows[1].left.total) == (10_000_000, 0)


def test_interest_that_was_paid_ahead_counts_for_the_new_instalments() -> None:
    ahead = paid(2, day(1, 20), 240_000, Ahead.NEXT)
    parts = (AgreedPart(day(2), 0), AgreedPart(day(3), 0), AgreedPart(day(4), LENT))
    state = loan(BULLET, ahead, agreed(3, day(1, 25), RESCHEDULING, *parts), on=day(1, 25))
    assert [row.left for row in state.rows] == [Parts(), Parts(), Parts(LENT, 120_000)]
    assert (state.paid.interest, state.rows[1].paid.interest) == (240_000, 120_000)


def test_a_charge_in_a_period_without_interest_is_not_lost_when_the_term_gets_shorter() -> None:
    terms = replace(BULLET.terms, rate=Rate.percent(0), instalments=3)
    fine = replace(fined(2, day(3, 1), 20_000), occurred_on=day(1, 20))
    state = loan(replace(BULLET, terms=terms), fine, paid(3, day(1, 25), LENT), on=day(1, 25))
    assert state.left == Parts(fine=20_000)


# --- moratorium --------------------------------------------------------------------


def moratorium(free_until: dt.date | None) -> LoanState:
    """Return the loan whose instalments are put off by two months from 20 March on."""
    state = loan(EQUAL_PARTS, FEBRUARY, on=MARCH)
    parts = suspended(state, MARCH, 2)
    return after(state, agreed(9, MARCH, MORATORIUM, *parts, free_until=free_until))


def test_interest_runs_on_through_a_moratorium_unless_it_says_otherwise() -> None:
    rows = rows_of(moratorium(None))
    # March's unpaid million comes back in June with April's, and with three months' interest.
    assert rows[2:4] == [(day(6), 2_000_000, 330_000), (day(7), 1_000_000, 90_000)]
    assert rows[-1] == (day(3, year=2027), 1_000_000, 10_000)


def test_no_interest_is_charged_while_a_moratorium_says_so() -> None:
    rows = rows_of(moratorium(day(5)))
    assert rows[2:4] == [(day(6), 2_000_000, 110_000), (day(7), 1_000_000, 90_000)]
    assert rows_of(moratorium(day(6)))[2] == (day(6), 2_000_000, 0)


@pytest.mark.parametrize("count", [None, DayCount.ACTUAL_365])
def test_who_pays_all_back_while_a_moratorium_is_free_owes_no_interest_of_it(
    count: DayCount | None,
) -> None:
    terms = replace(EQUAL_PARTS.terms, day_count=count)
    parts = (AgreedPart(day(6), LENT),)
    put_off = agreed(2, BEGUN_ON, MORATORIUM, *parts, free_until=day(5))
    events: list[LoanEvent] = [PAID_OUT, put_off]
    contract = replace(EQUAL_PARTS, terms=terms)
    assert to_end(contract, events, day(5)).owed == Parts(LENT)
    # The 10 days after it of 31, or of 365.
    interest = 38_710 if count is None else 39_452
    amount = LENT + interest
    assert to_end(contract, events, day(5, 20)).amount == amount
    assert replay(contract, [*events, paid(3, day(5, 20), amount)], day(5, 20)).left.total == 0
    assert interest_to_accrue(replay(contract, events, day(5)), day(5)) == 0


def test_nothing_is_accrued_in_a_period_that_is_free_to_its_end() -> None:
    state = loan(BULLET, paid(2, day(2), 120_000), on=day(2))
    put_off = agreed(3, day(2), MORATORIUM, AgreedPart(day(5), LENT), free_until=day(5))
    state = after(state, put_off)
    for on in (day(2), day(4), day(5), day(6)):
        assert interest_to_accrue(state, on) == 0


def test_a_moratorium_counts_as_rescheduled_but_not_as_the_one_extension() -> None:
    state = moratorium(None)
    assert (state.was_rescheduled, state.was_extended) == (True, False)
    after(state, replace(extension(state, 10, 1), occurred_on=MARCH))


def test_a_loan_whose_instalments_have_all_passed_is_put_off_from_the_day_on() -> None:
    late = loan(BULLET, on=day(2, 1, 2027))
    assert suspended(late, day(2, 1, 2027), 2) == (AgreedPart(day(4, 1, 2027), LENT),)
