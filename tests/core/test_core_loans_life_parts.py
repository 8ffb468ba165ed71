"""Loans that are paid out in several parts: how a further part joins what was owed before."""

from dataclasses import replace

import pytest

from ledger.core.loans.allocation import Ahead
from ledger.core.loans.booking import lines_of
from ledger.core.loans.calendar import DatesOutOfOrder
from ledger.core.loans.choices import FeeTime, PrincipalMethod
from ledger.core.loans.contract import Contract
from ledger.core.loans.events import (
    Disbursement,
    LoanEvent,
    NewSchedule,
    NewScheduleReason,
    WriteOff,
)
from ledger.core.loans.life import after, replay
from ledger.core.loans.making import AgreedPart, make_schedule
from ledger.core.loans.parts import Parts
from ledger.core.loans.rate import Rate
from ledger.core.loans.state import LoanState
from ledger.core.loans.steps import LoanStage, StepNotLawful
from ledger.core.loans.terms import Fee, LoanTerms
from tests.core.loan_examples import (
    BULLET,
    EQUAL_PARTS,
    FLAT,
    WHOSE,
    day,
    entry,
    loan,
    paid,
    rows_of,
)


def in_parts(contract: Contract, *events: LoanEvent) -> LoanState:
    """Return the loan of 12 million on 10 July, when 6 million more are paid out on 10 April."""
    part = Disbursement(number=9, occurred_on=day(4), amount=6_000_000)
    return loan(replace(contract, in_parts=True), *events, part, on=day(7))


def test_a_part_paid_out_on_a_due_date_belongs_to_the_periods_after_it() -> None:
    rows = rows_of(in_parts(EQUAL_PARTS))
    assert rows[2] == (day(4), 1_000_000, 100_000)
    # Nine million of the first part and six of the second, in nine equal parts.
    assert rows[3] == (day(5), 1_666_667, 150_000)
    assert rows[4] == (day(6), 1_666_667, 133_333)
    assert sum(principal for _, principal, _ in rows) == 18_000_000


def test_a_part_paid_out_in_a_period_bears_interest_from_its_day_on() -> None:
    part = Disbursement(number=2, occurred_on=day(2, 24), amount=6_000_000)
    rows = rows_of(loan(replace(BULLET, in_parts=True), part, on=day(3)))
    # 12 million for 14 days of February's 28, 18 million for the others: 60,000 + 90,000.
    assert rows[1:3] == [(day(3), 0, 150_000), (day(4), 0, 180_000)]


def test_a_part_changes_the_level_instalments_not_yet_due() -> None:
    terms = LoanTerms(
        rate=Rate.percent(1), instalments=4, repayment=PrincipalMethod.EQUAL_INSTALMENTS
    )
    contract = Contract(terms=terms, in_parts=True)
    first = Disbursement(number=1, occurred_on=day(1), amount=2_000_000)
    second = Disbursement(number=2, occurred_on=day(2), amount=1_000_000)
    alone, both = (replay(contract, told, day(2)).original for told in ([first], [first, second]))
    assert alone == make_schedule(terms, 2_000_000, day(1))
    assert alone is not None
    assert both is not None
    assert both.totals[0] == alone.totals[0]
    # What is paid out on a due date bears interest from then on: 1 % of 1,507,438 and a million.
    assert both.interests[1] == 25_074
    assert sum(both.principals) == 3_000_000
    assert max(both.totals[1:]) - min(both.totals[1:]) <= 3


def test_a_part_after_a_prepayment_leaves_what_was_paid_as_it_was() -> None:
    # Two million more than due in February: the last two instalments fell away.
    ahead = paid(2, day(2), 3_120_000, Ahead.SHORTER)
    before = loan(EQUAL_PARTS, ahead, on=day(4))
    assert len(before.rows) == 10
    state = in_parts(EQUAL_PARTS, ahead)
    rows = rows_of(state)
    assert rows[:3] == [
        (day(2), 3_000_000, 120_000),
        (day(3), 1_000_000, 90_000),
        (day(4), 1_000_000, 80_000),
    ]
    # Seven million and six, in the nine periods that the loan was agreed for.
    assert (len(rows), rows[3]) == (12, (day(5), 1_444_444, 130_000))
    assert (state.paid, state.balance) == (Parts(3_000_000, 120_000), 15_000_000)


def test_a_flat_part_brings_its_own_principal_and_interest_to_the_coming_instalments() -> None:
    rows = rows_of(in_parts(FLAT))
    assert rows[2] == (day(4), 1_000_000, 120_000)
    assert rows[3] == (day(5), 1_666_667, 180_000)
    assert sum(interest for _, _, interest in rows) == 12 * 120_000 + 9 * 60_000


def test_arrears_as_agreed_count_a_part_from_the_day_it_was_paid_out() -> None:
    state = in_parts(EQUAL_PARTS, paid(2, day(4), 3_330_000))
    assert (state.arrears_as_agreed(day(5)).days_late, state.balance) == (0, 15_000_000)
    late = state.arrears_as_agreed(day(5, 11))
    assert (late.days_late, late.principal) == (1, 1_666_667)


def test_the_last_of_new_dates_takes_a_part_that_is_paid_out_after_they_were_agreed() -> None:
    parts = (AgreedPart(day(8), 5_000_000), AgreedPart(day(12), 7_000_000))
    agreed = NewSchedule(
        number=2, occurred_on=day(2, 20), reason=NewScheduleReason.RESCHEDULING, parts=parts
    )
    rows = rows_of(in_parts(EQUAL_PARTS, agreed))
    assert [(due_on, principal) for due_on, principal, _ in rows[-2:]] == [
        (day(8), 5_000_000),
        (day(12), 13_000_000),
    ]


def test_a_fee_at_disbursement_is_taken_of_each_part() -> None:
    fee = Fee(FeeTime.AT_DISBURSEMENT, share=EQUAL_PARTS.terms.rate.share)
    for repayment in (PrincipalMethod.EQUAL_PRINCIPAL, PrincipalMethod.EQUAL_INSTALMENTS):
        terms = replace(EQUAL_PARTS.terms, fees=(fee,), repayment=repayment)
        state = in_parts(replace(EQUAL_PARTS, terms=terms))
        assert [one.fee for one in state.outcomes] == [120_000, 60_000]
        assert entry(lines_of(state, 9, WHOSE))[-2:] == [("111", 60_000, 0), ("5118", 0, 60_000)]


def test_no_part_is_paid_out_on_the_last_due_date_or_later() -> None:
    contract = replace(EQUAL_PARTS, in_parts=True)
    last = day(1, year=2027)
    for on in (last, day(1, 11, 2027)):
        part = Disbursement(number=2, occurred_on=on, amount=1_000_000)
        with pytest.raises(DatesOutOfOrder):
            after(loan(contract, on=day(1)), part)
    part = Disbursement(number=2, occurred_on=day(1, 9, 2027), amount=1_000_000)
    assert after(loan(contract, on=day(1)), part).lent == 13_000_000


def test_no_part_is_paid_out_after_a_write_off_though_all_was_recovered() -> None:
    contract = replace(BULLET, in_parts=True)
    whole = paid(3, day(3), 12_240_000)
    state = loan(contract, WriteOff(number=2, occurred_on=day(2)), whole, on=day(3))
    assert state.stage is LoanStage.REPAID
    with pytest.raises(StepNotLawful) as refused:
        after(state, Disbursement(number=4, occurred_on=day(4), amount=1_000_000))
    assert refused.value.stage is LoanStage.WRITTEN_OFF


def test_a_forgotten_payment_is_not_refused_for_a_part_that_was_paid_out_after_the_end() -> None:
    # The loan was put off to March 2027, and a part paid out in February; then a slip is found by
    # which all was paid back before that: there was nothing to put off.
    contract = replace(EQUAL_PARTS, in_parts=True)
    agreed = NewSchedule(
        number=2,
        occurred_on=day(2, 20),
        reason=NewScheduleReason.RESCHEDULING,
        parts=(AgreedPart(day(3, year=2027), 12_000_000),),
    )
    part = Disbursement(number=3, occurred_on=day(2, year=2027), amount=1_000_000)
    assert loan(contract, agreed, part, on=day(2, year=2027)).rows[-1].due.principal == 13_000_000
    state = loan(contract, agreed, part, paid(4, day(2), 12_120_000), on=day(2, year=2027))
    assert (state.left, state.rows[-1].due_on) == (Parts(1_000_000), day(1, year=2027))
