"""Contracts and events are kept as text that stays the same, and come back as they were."""

import datetime as dt
import json
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core.loans.allocation import Ahead, AllocationOrder, Direction
from ledger.core.loans.arrears import FirstLateDay, Lateness
from ledger.core.loans.calendar import Interval, MonthEnd, Move, PayDays, Unit
from ledger.core.loans.choices import (
    FeeTime,
    InterestMethod,
    LastInstalment,
    LevelBasis,
    PrincipalMethod,
)
from ledger.core.loans.contract import Contract, FineBase, Recalculation
from ledger.core.loans.day_count import DayCount
from ledger.core.loans.early import EarlyRule
from ledger.core.loans.events import (
    Accrual,
    Charging,
    Closing,
    Disbursement,
    Inheritance,
    LoanEvent,
    NewSchedule,
    NewScheduleReason,
    OverdueMove,
    PaidBy,
    Refund,
    Repayment,
    Undoing,
    Waiver,
    WriteOff,
)
from ledger.core.loans.fines import FineRule
from ledger.core.loans.lending_rules import Basis, LendingRules
from ledger.core.loans.making import AgreedPart
from ledger.core.loans.parts import Component
from ledger.core.loans.rate import Rate, RateBelowZero, RatePeriod
from ledger.core.loans.rounding import Rounding, RoundingMode
from ledger.core.loans.standing import Charge
from ledger.core.loans.terms import Fee, LoanTerms, club_terms
from ledger.core.loans.written import (
    kind_of,
    read,
    read_contract,
    read_event,
    write,
    write_contract,
    write_event,
)
from tests.core.loan_lives import contracts, lives

days = st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31))
shares = st.fractions(0, Fraction(1, 3), max_denominator=10_000)
sums = st.integers(0, 2**53 - 1)
roundings = st.builds(Rounding, st.integers(1, 10_000), st.sampled_from(RoundingMode))
rates = st.builds(Rate, shares, st.sampled_from(RatePeriod))


@st.composite
def odd_contracts(draw: st.DrawFn) -> Contract:
    """Draw a contract with values in the fields that clubs leave as they are."""
    contract = draw(contracts())
    terms = replace(
        contract.terms,
        rate=Rate(contract.terms.rate.share, draw(st.sampled_from(RatePeriod))),
        interval=draw(
            st.builds(Interval, st.integers(1, 3), st.sampled_from(Unit), st.sampled_from(MonthEnd))
        ),
        day_count=draw(st.sampled_from([None, *DayCount])),
        amount_rounding=draw(roundings),
        fees=tuple(draw(st.lists(st.builds(Fee, st.sampled_from(FeeTime), sums, shares)))),
        level_basis=draw(st.sampled_from(LevelBasis)),
        last_instalment=draw(st.sampled_from(LastInstalment)),
        digits=draw(st.sampled_from([None, 2, 19])),
        evened=draw(st.booleans()),
    )
    fine = st.builds(
        FineRule, sums, shares, st.none() | rates, st.integers(0, 30), st.none() | shares, roundings
    )
    pay_days = st.builds(
        PayDays,
        st.sampled_from(Move),
        st.integers(1, 28),
        st.frozensets(st.integers(0, 6)),
        st.frozensets(days),
    )
    lateness = st.builds(Lateness, st.sampled_from(FirstLateDay), st.integers(0, 30))
    return replace(
        contract,
        terms=terms,
        fine=draw(fine),
        fine_on=draw(st.sampled_from(FineBase)),
        lateness=draw(lateness),
        pay_days=draw(pay_days),
        in_parts=draw(st.booleans()),
        parts=tuple(draw(st.lists(st.builds(AgreedPart, days, sums)))),
        first_due_on=draw(st.none() | days),
        instalment=draw(st.none() | sums),
        longest_extension=draw(shares),
    )


@given(odd_contracts())
def test_a_contract_comes_back_as_it_was(contract: Contract) -> None:
    text = write_contract(contract)
    found = read_contract(text)
    assert found == contract
    assert found.terms.plain == contract.terms.plain
    assert write_contract(found) == text


@given(lives())
def test_an_event_comes_back_as_it_was(life: tuple[Contract, tuple[LoanEvent, ...]]) -> None:
    for event in life[1]:
        text = write_event(event)
        found = read_event(kind_of(event), text)
        assert found == event
        assert write_event(found) == text


ON = dt.date(2026, 3, 10)

USUAL = Contract(terms=club_terms(PrincipalMethod.EQUAL_PRINCIPAL, 12, 10_000, 1_000))
HARVEST = Contract(
    terms=LoanTerms(
        rate=Rate.percent(12, RatePeriod.YEAR), instalments=2, repayment=PrincipalMethod.FREE,
        day_count=DayCount.ACTUAL_365,
    ),
    parts=(AgreedPart(dt.date(2026, 6, 30), 2_000_000), AgreedPart(dt.date(2026, 11, 30), 0)),
)  # fmt: skip
STRICT = Contract(
    terms=LoanTerms(
        rate=Rate(Fraction(1, 300)), instalments=24,
        interval=Interval(2, Unit.WEEK, MonthEnd.LAST_DAY),
        fees=(Fee(FeeTime.AT_DISBURSEMENT, 10_000), Fee(FeeTime.PER_INSTALMENT, 0, Fraction(1, 8))),
        instalment_rounding=Rounding(500, RoundingMode.UP), digits=2, evened=True,
    ),
    order=AllocationOrder(
        overdue=(Component.FINE, Component.FEE, Component.INTEREST, Component.PRINCIPAL),
        direction=Direction.BY_COMPONENT, charges_due_first=False,
    ),
    ahead=Ahead.NEXT, recalculation=Recalculation.ACTUAL, early=EarlyRule.WHOLE,
    fine=FineRule(5_000, Fraction(1, 100), Rate(Fraction(1, 2_000), RatePeriod.DAY), 3),
    fine_on=FineBase.PRINCIPAL_AND_INTEREST, lateness=Lateness(FirstLateDay.DUE_DATE, 2),
    pay_days=PayDays(
        Move.NEXT_OPEN_DAY, 5, frozenset({6, 5}), frozenset({ON, dt.date(2026, 2, 16)})
    ),
    in_parts=True, first_due_on=ON, instalment=450_000, longest_extension=Fraction(1, 3),
)  # fmt: skip

GOLDEN_CONTRACTS = (
    (
        USUAL,
        (
            '{"terms":{"instalment_rounding":{"mode":"up","multiple":1000},"instalments":12,'
            '"rate":{"share":"1/100"},"repayment":"equal_principal"}}'
        ),
    ),
    (
        HARVEST,
        (
            '{"parts":[{"due_on":"2026-06-30","principal":2000000},{"due_on":"2026-11-30",'
            '"principal":0}],"terms":{"day_count":"actual/365","instalments":2,"rate":{"per":"year",'
            '"share":"3/25"},"repayment":"free"}}'
        ),
    ),
    (
        STRICT,
        (
            '{"ahead":"next","early":"whole","fine":{"daily":{"per":"day","share":"1/2000"},'
            '"fixed":5000,"share":"1/100","tolerance":3},"fine_on":"principal_and_interest",'
            '"first_due_on":"2026-03-10","in_parts":true,"instalment":450000,'
            '"lateness":{"first_day":"due_date","tolerance":2},"longest_extension":"1/3",'
            '"order":{"charges_due_first":false,"direction":"by_component","overdue":["fine","fee",'
            '"interest","principal"]},"pay_days":{"closed_weekdays":[5,6],"holidays":["2026-02-16",'
            '"2026-03-10"],"meeting_day":5,"move":"next_open_day"},"recalculation":"actual",'
            '"terms":{"digits":2,"evened":true,"fees":[{"amount":10000,"time":"at_disbursement"},'
            '{"share":"1/8","time":"per_instalment"}],"instalment_rounding":{"mode":"up",'
            '"multiple":500},"instalments":24,"interval":{"every":2,"month_end":"last_day",'
            '"unit":"week"},"rate":{"share":"1/300"}}}'
        ),
    ),
)
"""Texts as they are kept for good: a change that alters one of them alters clubs' books."""

GOLDEN_EVENTS: tuple[tuple[LoanEvent, str, str], ...] = (
    (Disbursement(number=1, occurred_on=ON, amount=5_000_000), "disbursement",
     '{"amount":5000000,"number":1,"occurred_on":"2026-03-10"}'),
    (Repayment(number=2, occurred_on=ON, amount=1), "repayment",
     '{"amount":1,"number":2,"occurred_on":"2026-03-10"}'),
    (
        Repayment(
            number=3, occurred_on=ON, amount=9, paid_by=PaidBy.CLUB, ahead=Ahead.SMALLER,
            only=Component.PRINCIPAL,
        ),
        "repayment",
        ('{"ahead":"smaller","amount":9,"number":3,"occurred_on":"2026-03-10","only":"principal",'
        '"paid_by":"club"}'),
    ),
    (Charging(number=4, occurred_on=ON, charge=Charge(Component.FINE, 9, ON, 2)), "charging",
     ('{"charge":{"amount":9,"component":"fine","due_on":"2026-03-10","for_instalment":2},'
        '"number":4,"occurred_on":"2026-03-10"}')),
    (
        Waiver(number=5, occurred_on=ON, component=Component.INTEREST, amount=7), "waiver",
        '{"amount":7,"component":"interest","number":5,"occurred_on":"2026-03-10"}',
    ),
    (Refund(number=6, occurred_on=ON, amount=8), "refund",
     '{"amount":8,"number":6,"occurred_on":"2026-03-10"}'),
    (WriteOff(number=7, occurred_on=ON), "write_off",
     '{"number":7,"occurred_on":"2026-03-10"}'),
    (WriteOff(number=8, occurred_on=ON, amount=9, from_allowance=4), "write_off",
     '{"amount":9,"from_allowance":4,"number":8,"occurred_on":"2026-03-10"}'),
    (OverdueMove(number=9, occurred_on=ON, amount=-6), "overdue_move",
     '{"amount":-6,"number":9,"occurred_on":"2026-03-10"}'),
    (Accrual(number=10, occurred_on=ON, amount=5), "accrual",
     '{"amount":5,"number":10,"occurred_on":"2026-03-10"}'),
    (
        NewSchedule(
            number=11, occurred_on=ON, reason=NewScheduleReason.MORATORIUM,
            parts=(AgreedPart(dt.date(2026, 9, 10), 12),), free_until=dt.date(2026, 6, 1),
        ),
        "new_schedule",
        ('{"free_until":"2026-06-01","number":11,"occurred_on":"2026-03-10",'
        '"parts":[{"due_on":"2026-09-10","principal":12}],"reason":"moratorium"}'),
    ),
    (Inheritance(number=12, occurred_on=ON, member_no=4), "inheritance",
     '{"member_no":4,"number":12,"occurred_on":"2026-03-10"}'),
    (Closing(number=13, occurred_on=ON), "closing",
     '{"number":13,"occurred_on":"2026-03-10"}'),
    (Undoing(number=14, occurred_on=ON, of=3), "undoing",
     '{"number":14,"occurred_on":"2026-03-10","of":3}'),
)  # fmt: skip


@pytest.mark.parametrize(("contract", "text"), GOLDEN_CONTRACTS)
def test_a_contract_is_written_as_it_always_was(contract: Contract, text: str) -> None:
    assert write_contract(contract) == text
    assert read_contract(text) == contract


@pytest.mark.parametrize(("event", "kind", "text"), GOLDEN_EVENTS)
def test_an_event_is_written_as_it_always_was(event: LoanEvent, kind: str, text: str) -> None:
    assert (kind_of(event), write_event(event)) == (kind, text)
    assert read_event(kind, text) == event


def test_every_kind_of_event_has_a_text_that_stays() -> None:
    assert {type(event) for event, _, _ in GOLDEN_EVENTS} == set(LoanEvent.__args__)


def test_what_is_not_told_is_as_it_was_by_default_when_texts_began() -> None:
    # A default that changes would change what old texts say: they would have to be told then.
    text = '{"terms":{"instalments":12,"rate":{"share":"1/100"}}}'
    order = (Component.INTEREST, Component.PRINCIPAL, Component.FINE, Component.FEE)
    assert read_contract(text) == Contract(
        terms=LoanTerms(
            rate=Rate(Fraction(1, 100), RatePeriod.MONTH), instalments=12,
            interest=InterestMethod.DECLINING, repayment=PrincipalMethod.BULLET,
            interval=Interval(1, Unit.MONTH, MonthEnd.CLIP), day_count=None, grace_on_principal=0,
            interest_deferred=0, interest_free=0,
            instalment_rounding=Rounding(1, RoundingMode.HALF_AWAY),
            amount_rounding=Rounding(1, RoundingMode.HALF_AWAY), fees=(), down_payment=Fraction(0),
            level_basis=LevelBasis.TRUE_PERIODS, last_instalment=LastInstalment.TOTAL,
            digits=None, evened=False,
        ),
        order=AllocationOrder(
            overdue=order, due=order, ahead=order, direction=Direction.BY_INSTALMENT,
            charges_due_first=True,
        ),
        ahead=Ahead.SHORTER, recalculation=Recalculation.EARLY, early=EarlyRule.TO_THE_DAY,
        fine=FineRule(0, Fraction(0), None, 0, None, Rounding(1, RoundingMode.HALF_AWAY)),
        fine_on=FineBase.PRINCIPAL, lateness=Lateness(FirstLateDay.AFTER_DUE, 0),
        pay_days=PayDays(Move.STAY, 10, frozenset(), frozenset()), in_parts=False, parts=(),
        first_due_on=None, instalment=None, longest_extension=Fraction(1, 2),
    )  # fmt: skip
    told = '{"amount":1,"number":2,"occurred_on":"2026-03-10"}'
    assert read_event("repayment", told) == Repayment(
        number=2, occurred_on=ON, amount=1, paid_by=PaidBy.BORROWER, ahead=None, only=None
    )
    told = '{"number":2,"occurred_on":"2026-03-10"}'
    assert read_event("write_off", told) == WriteOff(
        number=2, occurred_on=ON, amount=None, from_allowance=0
    )


def test_values_that_are_equal_have_one_text() -> None:
    same = replace(
        USUAL,
        terms=replace(USUAL.terms, rate=Rate(Fraction(2, 200)), fees=()),
        pay_days=PayDays(holidays=frozenset([ON, dt.date(2026, 2, 16)])),
    )
    other = replace(same, pay_days=PayDays(holidays=frozenset([dt.date(2026, 2, 16), ON])))
    assert write_contract(same) == write_contract(other)
    assert '"1/100"' in write_contract(same)


def test_a_club_s_rules_of_lending_come_back_as_they_were() -> None:
    rules = LendingRules(ceiling=20_000_000, basis=Basis.ACCRUAL, by_household=False)
    assert read(LendingRules, write(rules)) == rules


WRONG = (
    ("repayment", "no text at all"),
    ("repayment", ""),
    ("repayment", "null"),
    ("repayment", "[]"),
    ("repayment", "7"),
    ("repayment", "{}"),
    ("repayment", '{"amount":1,"number":2,"occurred_on":"2026-03-10","colour":"red"}'),
    ("repayment", '{"amount":"1","number":2,"occurred_on":"2026-03-10"}'),
    ("repayment", '{"amount":1.5,"number":2,"occurred_on":"2026-03-10"}'),
    ("repayment", '{"amount":true,"number":2,"occurred_on":"2026-03-10"}'),
    ("repayment", '{"amount":1,"number":2,"occurred_on":"2026-02-30"}'),
    ("repayment", '{"amount":1,"number":2,"occurred_on":20260310}'),
    ("repayment", '{"amount":1,"number":2,"occurred_on":"2026-03-10","only":"colour"}'),
    ("repayment", '{"amount":1,"number":2,"occurred_on":"2026-03-10","only":["fine"]}'),
    ("charging", '{"charge":"fine","number":2,"occurred_on":"2026-03-10"}'),
    ("charging", '{"charge":["fine",1,"2026-03-10"],"number":2,"occurred_on":"2026-03-10"}'),
    ("new_schedule", '{"number":2,"occurred_on":"2026-03-10","parts":{},"reason":"extension"}'),
    ("disbursment", '{"amount":1,"number":2,"occurred_on":"2026-03-10"}'),
    ("", "{}"),
)


@pytest.mark.parametrize(("kind", "text"), WRONG)
def test_a_text_that_holds_no_such_event_is_refused(kind: str, text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read_event(kind, text)


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ('"share":"1/100"', '"share":1'),
        ('"share":"1/100"', '"share":"1/0"'),
        ('"share":"1/100"', '"share":null'),
        ('"instalments":12', '"instalments":"12"'),
        ('"instalments":12', '"instalments":12,"plain":null'),
        ('"instalments":12', '"instalments":12,"fees":[7]'),
        ('"repayment":"equal_principal"', '"repayment":"by_luck"'),
        ('"terms":', '"term":'),
    ],
)
def test_a_text_that_holds_no_contract_is_refused(told: str, wrong: str) -> None:
    text = write_contract(USUAL)
    assert told in text
    with pytest.raises(ValueError, match=r"\w"):
        read_contract(text.replace(told, wrong))


def test_what_no_contract_may_be_is_refused_by_its_own_name() -> None:
    with pytest.raises(RateBelowZero):
        read_contract(write_contract(USUAL).replace('"1/100"', '"-1/100"'))


def test_what_is_no_value_of_ours_has_no_text() -> None:
    with pytest.raises(ValueError, match="bytes has no text"):
        write(b"")


def test_the_texts_are_plain_json() -> None:
    for contract, text in GOLDEN_CONTRACTS:
        assert json.dumps(json.loads(text), separators=(",", ":"), sort_keys=True) == text
        assert contract.terms.instalments == json.loads(text)["terms"]["instalments"]
