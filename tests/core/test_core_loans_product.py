"""Products and the club's own rules of lending: what may be adopted, and what one loan gets."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core.errors import RuleBroken
from ledger.core.loans.calendar import DatesOutOfOrder, PartsBeyondTerm
from ledger.core.loans.choices import FeeTime, InterestMethod, PrincipalMethod
from ledger.core.loans.contract import Contract, Recalculation
from ledger.core.loans.effective import NoRate
from ledger.core.loans.fines import FineRule
from ledger.core.loans.granting import LoanAboveLimit
from ledger.core.loans.lending_rules import (
    LendingRules,
)
from ledger.core.loans.making import (
    AgreedPart,
    PartsDoNotAddUp,
    PartsNotAgreed,
    PrincipalNotAboveZero,
    make_schedule,
)
from ledger.core.loans.product import (
    AgreedDatesDoNotFit,
    LoanProduct,
    ProductAboveCeiling,
    ProductExtendsTooLong,
    ProductHoldsOneLoan,
    ProductNotOffered,
    adopted,
    contract_for,
    product_on,
)
from ledger.core.loans.rate import (
    LEGAL_CAP,
    OverdueRateAboveCap,
    Rate,
    RateAboveCap,
    RatePeriod,
)
from ledger.core.loans.terms import Fee, GraceOutOfRange, LoanTerms, TermOutOfRange
from ledger.core.loans.written import read, write
from ledger.core.money import LARGEST_MINOR, AmountTooLarge

BEGUN_ON = dt.date(2026, 1, 1)
RULES = LendingRules()


def terms(
    percent: str = "1",
    per: RatePeriod = RatePeriod.MONTH,
    repayment: PrincipalMethod = PrincipalMethod.EQUAL_PRINCIPAL,
    instalments: int = 12,
) -> LoanTerms:
    rate = Rate.percent(percent, per)
    return LoanTerms(rate=rate, instalments=instalments, repayment=repayment)


def product(of: LoanTerms | Contract | None = None) -> LoanProduct:
    """Return a product of the usual size, with these terms or this contract."""
    return LoanProduct(
        product_no=1,
        valid_from=BEGUN_ON,
        name="Chăn nuôi",
        contract=of if isinstance(of, Contract) else Contract(terms=of or terms()),
        most=20_000_000,
        longest=24,
    )


HOUSE = Contract(terms=terms())
HARVEST = product(terms(repayment=PrincipalMethod.FREE))
PARTS = (AgreedPart(dt.date(2026, 6, 1), 2_000_000), AgreedPart(dt.date(2026, 12, 1), 3_000_000))


# --- adopting a product -------------------------------------------------------------


def test_a_usual_product_is_adopted_without_a_warning() -> None:
    found = adopted(product(), RULES)
    assert found.product == product()
    assert found.warning is None
    # 1 % on the declining balance costs 1 % a month, 12 % a year; đồng are rounded.
    assert round(found.cost.by_interval, 7) == Fraction(1, 100)
    assert round(found.cost.nominal, 6) == Fraction(12, 100)


def test_two_per_cent_a_month_is_refused() -> None:
    with pytest.raises(RateAboveCap) as refused:
        adopted(product(terms("2")), RULES)
    assert refused.value.facts() == {"rate": Fraction(24, 100), "cap": Fraction(20, 100)}


@pytest.mark.parametrize(
    ("percent", "per", "is_lawful"),
    [
        ("20", RatePeriod.YEAR, True),
        ("20.0001", RatePeriod.YEAR, False),
        ("1.6666", RatePeriod.MONTH, True),
        ("1.6667", RatePeriod.MONTH, False),
        # 10 % of the sum for a term of 6 months is 20 % a year.
        ("10", RatePeriod.TERM, True),
        ("10.01", RatePeriod.TERM, False),
    ],
)
def test_the_stated_rate_is_held_against_the_law(
    percent: str, per: RatePeriod, *, is_lawful: bool
) -> None:
    asked = product(terms(percent, per, instalments=6))
    if is_lawful:
        assert adopted(asked, RULES).product == asked
    else:
        with pytest.raises(RateAboveCap):
            adopted(asked, RULES)


def test_the_club_s_own_cap_counts_where_it_is_lower() -> None:
    own = replace(RULES, yearly_cap=Rate.percent("0.8"))
    adopted(product(terms("0.8")), own)
    with pytest.raises(RateAboveCap) as refused:
        adopted(product(terms("0.81")), own)
    assert refused.value.cap == Fraction(96, 1000)


def test_a_cap_of_the_club_above_the_law_s_opens_nothing() -> None:
    with pytest.raises(RateAboveCap):
        adopted(product(terms("2")), replace(RULES, yearly_cap=Rate.percent(3)))


def test_fifty_million_is_the_ceiling_and_one_dong_more_is_refused() -> None:
    adopted(replace(product(), most=50_000_000), RULES)
    with pytest.raises(ProductAboveCeiling) as refused:
        adopted(replace(product(), most=50_000_001), RULES)
    assert refused.value.facts() == {"most": 50_000_001, "ceiling": 50_000_000}


def test_interest_on_what_is_late_is_at_most_one_and_a_half_times_the_rate() -> None:
    adopted(product(replace(HOUSE, fine=FineRule(daily=Rate.percent(18, RatePeriod.YEAR)))), RULES)
    with pytest.raises(OverdueRateAboveCap) as refused:
        adopted(
            product(replace(HOUSE, fine=FineRule(daily=Rate.percent("18.1", RatePeriod.YEAR)))),
            RULES,
        )
    assert refused.value.cap == Fraction(18, 100)
    adopted(product(replace(HOUSE, fine=FineRule(fixed=20_000, share=Fraction(1, 10)))), RULES)


def test_where_late_principal_bears_interest_on_a_fine_comes_on_top_of_it() -> None:
    half = FineRule(daily=Rate.percent(6, RatePeriod.YEAR))
    more = FineRule(daily=Rate.percent("6.1", RatePeriod.YEAR))
    follows = Recalculation.ACTUAL
    adopted(product(replace(HOUSE, fine=half, recalculation=follows)), RULES)
    with pytest.raises(OverdueRateAboveCap) as refused:
        adopted(product(replace(HOUSE, fine=more, recalculation=follows)), RULES)
    assert refused.value.rate == Fraction(181, 1000)


def test_a_product_extends_no_longer_than_the_rules_allow() -> None:
    adopted(product(replace(HOUSE, longest_extension=Fraction(1, 2))), RULES)
    with pytest.raises(ProductExtendsTooLong) as refused:
        adopted(product(replace(HOUSE, longest_extension=Fraction(51, 100))), RULES)
    assert refused.value.facts() == {"share": Fraction(51, 100), "most": Fraction(1, 2)}


@pytest.mark.parametrize(
    "agreed",
    [
        replace(HOUSE, parts=PARTS),
        replace(HOUSE, first_due_on=dt.date(2026, 2, 10)),
        replace(HOUSE, instalment=450_000),
    ],
)
def test_a_product_does_not_hold_what_is_agreed_for_one_loan(agreed: Contract) -> None:
    with pytest.raises(ProductHoldsOneLoan):
        adopted(product(agreed), RULES)


def test_flat_interest_warns_of_its_true_cost_and_is_not_refused() -> None:
    flat = replace(terms(repayment=PrincipalMethod.EQUAL_INSTALMENTS), interest=InterestMethod.FLAT)
    found = adopted(product(flat), RULES)
    assert found.warning is not None
    assert round(found.cost.by_interval, 5) == Fraction(1788, 100_000)
    assert round(found.warning.cost.nominal, 3) == Fraction(215, 1000)
    assert found.warning.cap == LEGAL_CAP


def test_a_fee_counts_in_the_true_cost_of_a_usual_loan() -> None:
    # 300,000 of 5 million over 6 months at 1 %: about 3.4 months' money bears it.
    fee = replace(terms(instalments=6), fees=(Fee(FeeTime.AT_DISBURSEMENT, 300_000),))
    assert adopted(product(fee), RULES).warning is not None
    assert adopted(product(replace(fee, fees=())), RULES).warning is None


def test_a_warning_holds_the_true_cost_against_the_club_s_own_cap_where_that_is_lower() -> None:
    fee = replace(terms(), fees=(Fee(FeeTime.AT_DISBURSEMENT, 50_000),))
    assert adopted(product(fee), RULES).warning is None
    warning = adopted(product(fee), replace(RULES, yearly_cap=Rate.percent(1))).warning
    assert warning is not None
    assert warning.cap == Rate.percent(1)
    assert warning.cost.nominal > Fraction(12, 100)


def test_a_fee_that_eats_the_whole_loan_is_refused() -> None:
    fee = replace(terms(), fees=(Fee(FeeTime.AT_DISBURSEMENT, share=Fraction(3)),))
    with pytest.raises(NoRate):
        adopted(product(fee), RULES)


def test_the_usual_term_lies_within_the_longest() -> None:
    adopted(product(terms(instalments=24)), RULES)
    with pytest.raises(TermOutOfRange) as refused:
        adopted(product(terms(instalments=25)), RULES)
    assert refused.value.facts() == {"instalments": 25, "longest": 24}


def test_a_product_with_a_free_schedule_is_costed_as_one_harvest() -> None:
    found = adopted(HARVEST, RULES)
    # 12 × 1 % in one sum at the end costs less than 1 % a month.
    assert Fraction(113, 1000) < found.cost.nominal < Fraction(114, 1000)


@pytest.mark.parametrize("most", [0, -1])
def test_a_product_that_lends_nothing_is_none(most: int) -> None:
    with pytest.raises(PrincipalNotAboveZero):
        replace(product(), most=most)


@pytest.mark.parametrize("longest", [0, 601])
def test_a_product_without_a_possible_term_is_none(longest: int) -> None:
    assert replace(product(), longest=600).longest == 600
    with pytest.raises(TermOutOfRange):
        replace(product(), longest=longest)


# --- versions -----------------------------------------------------------------------


def test_the_version_in_force_on_a_day_is_the_latest_that_has_begun() -> None:
    first, second = product(), replace(product(), valid_from=dt.date(2026, 7, 1), most=30_000_000)
    versions = [second, first]
    assert product_on(versions, BEGUN_ON) is first
    assert product_on(versions, dt.date(2026, 6, 30)) is first
    assert product_on(versions, dt.date(2026, 7, 1)) is second


def test_a_product_is_not_offered_before_it_begins_nor_after_it_ends() -> None:
    ended = replace(product(), valid_from=dt.date(2026, 7, 1), is_offered=False)
    for versions, day in [
        ([product()], dt.date(2025, 12, 31)),
        ([product(), ended], dt.date(2026, 7, 1)),
        ([], BEGUN_ON),
    ]:
        with pytest.raises(ProductNotOffered) as refused:
            product_on(versions, day)
        assert refused.value.day == day


# --- the contract of one loan -------------------------------------------------------


def test_a_loan_has_its_product_s_terms_and_its_own_term() -> None:
    contract = contract_for(product(), 5_000_000, 10)
    assert contract == Contract(terms=terms(instalments=10))
    schedule = make_schedule(contract.terms, 5_000_000, dt.date(2026, 2, 10))
    assert schedule.principals == (500_000,) * 10


@pytest.mark.parametrize(
    ("amount", "instalments", "refusal"),
    [
        (0, 12, PrincipalNotAboveZero),
        (-1, 12, PrincipalNotAboveZero),
        (20_000_001, 12, LoanAboveLimit),
        (LARGEST_MINOR + 1, 12, AmountTooLarge),
        (5_000_000, 0, TermOutOfRange),
        (5_000_000, -1, TermOutOfRange),
        (5_000_000, 25, TermOutOfRange),
        (5_000_000, 600, TermOutOfRange),
    ],
)
def test_a_loan_that_the_product_does_not_make_is_refused_by_name(
    amount: int, instalments: int, refusal: type[RuleBroken]
) -> None:
    with pytest.raises(refusal):
        contract_for(product(), amount, instalments)


@pytest.mark.parametrize(("amount", "instalments"), [(1, 1), (20_000_000, 24)])
def test_the_least_and_the_most_are_made(amount: int, instalments: int) -> None:
    assert contract_for(product(), amount, instalments).terms.instalments == instalments


def test_a_term_too_short_for_the_product_s_grace_is_refused() -> None:
    grace = product(replace(terms(), grace_on_principal=3))
    contract_for(grace, 5_000_000, 4)
    with pytest.raises(GraceOutOfRange):
        contract_for(grace, 5_000_000, 3)


def test_a_rate_of_the_whole_term_is_held_against_the_cap_of_each_loan() -> None:
    by_term = product(terms("10", RatePeriod.TERM))
    contract_for(by_term, 5_000_000, 6)
    with pytest.raises(RateAboveCap) as refused:
        contract_for(by_term, 5_000_000, 5)
    assert refused.value.rate == Fraction(24, 100)
    with pytest.raises(RateAboveCap):
        contract_for(by_term, 5_000_000, 6, cap=Rate.percent(1))


def test_a_first_due_date_is_kept() -> None:
    first = dt.date(2026, 3, 10)
    assert contract_for(product(), 5_000_000, 12, first_due_on=first).first_due_on == first


def test_agreed_parts_are_for_a_free_schedule_and_a_first_date_for_the_others() -> None:
    assert contract_for(HARVEST, 5_000_000, 12, parts=PARTS).parts == PARTS
    with pytest.raises(AgreedDatesDoNotFit):
        contract_for(product(), 5_000_000, 12, parts=PARTS)
    with pytest.raises(AgreedDatesDoNotFit):
        contract_for(HARVEST, 5_000_000, 12, parts=PARTS, first_due_on=PARTS[0].due_on)


def test_a_free_schedule_needs_parts_that_make_up_the_loan() -> None:
    with pytest.raises(PartsNotAgreed):
        contract_for(HARVEST, 5_000_000, 12)
    for amount in (4_999_999, 5_000_001):
        with pytest.raises(PartsDoNotAddUp):
            contract_for(HARVEST, amount, 12, parts=PARTS)
    below = (AgreedPart(dt.date(2026, 6, 1), 6_000_000), AgreedPart(dt.date(2026, 7, 1), -1))
    with pytest.raises(PrincipalNotAboveZero):
        contract_for(HARVEST, 5_999_999, 12, parts=below)


def test_the_dates_of_a_free_schedule_rise_and_lie_within_its_term() -> None:
    with pytest.raises(DatesOutOfOrder):
        contract_for(HARVEST, 5_000_000, 12, parts=PARTS[::-1])
    contract_for(HARVEST, 5_000_000, 6, parts=PARTS)
    with pytest.raises(PartsBeyondTerm) as refused:
        contract_for(HARVEST, 5_000_000, 5, parts=PARTS)
    assert refused.value.facts() == {
        "last_on": dt.date(2026, 12, 1),
        "latest": dt.date(2026, 11, 1),
    }


def test_a_product_can_be_kept_as_text() -> None:
    assert read(LoanProduct, write(HARVEST)) == HARVEST


@given(st.integers(-10, 30_000_000), st.integers(-3, 30))
def test_a_contract_is_made_exactly_within_the_product_s_limits(amount: int, count: int) -> None:
    try:
        contract = contract_for(product(), amount, count)
    except (PrincipalNotAboveZero, LoanAboveLimit, TermOutOfRange):
        assert not (1 <= amount <= 20_000_000 and 1 <= count <= 24)
    else:
        assert 1 <= amount <= 20_000_000
        assert sum(make_schedule(contract.terms, amount, BEGUN_ON).principals) == amount
        assert len(make_schedule(contract.terms, amount, BEGUN_ON).principals) == count
