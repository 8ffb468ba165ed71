"""What a loan's papers say of its terms: each choice of a product has its own sentence."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest

from ledger.core.loans.allocation import Ahead, AllocationOrder, Direction
from ledger.core.loans.arrears import FirstLateDay, Lateness
from ledger.core.loans.calendar import MONTHLY, QUARTERLY, TWO_WEEKLY, WEEKLY, Interval, Unit
from ledger.core.loans.choices import InterestMethod, PrincipalMethod
from ledger.core.loans.contract import Contract, FineBase, Recalculation
from ledger.core.loans.day_count import DayCount
from ledger.core.loans.early import EarlyRule
from ledger.core.loans.fines import FineRule
from ledger.core.loans.making import AgreedPart
from ledger.core.loans.parts import Component
from ledger.core.loans.rate import Rate, RatePeriod
from ledger.core.statements.loan_papers_rules import (
    early_sentences,
    late_sentences,
    oldest_first,
    payment_order,
)
from ledger.core.statements.loan_papers_words import (
    fee_sentences,
    interest_sentences,
    length_words,
    stated_rate,
    term_words,
)
from ledger.core.statements.table import Phrase
from ledger.pdf.words import Speaker
from tests.core.paper_loans import FLAT, LEVEL
from tests.pdf.samples import EN, VI

TERMS = LEVEL.terms


def said(*sentences: Phrase) -> str:
    """Return sentences in English; they can be said in Vietnamese as well."""
    for sentence in sentences:
        assert "%(" not in Speaker(VI).phrase(sentence)
    return " ".join(map(Speaker(EN).phrase, sentences))


@pytest.mark.parametrize(
    ("rate", "words"),
    [
        (Rate.percent(1), "1% a month, that is 12% a year"),
        (Rate.percent("0.05", RatePeriod.DAY), "0.05% a day, that is 18.25% a year"),
        (Rate.percent("0.25", RatePeriod.WEEK), "0.25% a week, that is 13% a year"),
        (Rate.percent(12, RatePeriod.YEAR), "12% a year"),
        (Rate.percent(6, RatePeriod.TERM), "6% for the whole term, that is 6% a year"),
    ],
)
def test_a_rate_is_said_with_its_period(rate: Rate, words: str) -> None:
    assert said(stated_rate(replace(TERMS, rate=rate))) == words


@pytest.mark.parametrize(
    ("interval", "count", "words"),
    [
        (MONTHLY, 12, "12 instalments, one a month"),
        (QUARTERLY, 4, "4 instalments, one every 3 months"),
        (TWO_WEEKLY, 26, "26 instalments, one every 2 weeks"),
        (WEEKLY, 50, "50 instalments, one a week"),
        (Interval(6), 1, "one instalment, 6 month(s) after the loan is paid out"),
        (Interval(1, Unit.YEAR), 3, "3 instalments, one a year"),
        (Interval(90, Unit.DAY), 1, "one instalment, 90 day(s) after the loan is paid out"),
    ],
)
def test_a_term_says_how_many_instalments_and_how_far_apart(
    interval: Interval, count: int, words: str
) -> None:
    terms = replace(TERMS, interval=interval, instalments=count)
    assert said(term_words(Contract(terms=terms))) == words


def test_a_harvest_loan_has_agreed_dates() -> None:
    terms = replace(TERMS, repayment=PrincipalMethod.FREE)
    parts = (AgreedPart(dt.date(2026, 6, 10), 1), AgreedPart(dt.date(2026, 11, 10), 1))
    assert said(term_words(Contract(terms=terms, parts=parts))) == "on 2 agreed date(s)"


def test_a_length_is_all_intervals_together() -> None:
    assert said(length_words(QUARTERLY, 4)) == "12 month(s)"
    assert said(length_words(WEEKLY, 10)) == "10 week(s)"


# --- how interest is counted --------------------------------------------------------------


@pytest.mark.parametrize(
    ("interest", "repayment", "words"),
    [
        (InterestMethod.FLAT, PrincipalMethod.BULLET, "each period is 1% of the sum lent"),
        (InterestMethod.DECLINING, PrincipalMethod.BULLET, "1% of the principal still owed at"),
        (InterestMethod.FLAT, PrincipalMethod.FREE, "1% of the sum lent for every month"),
        (InterestMethod.DECLINING, PrincipalMethod.FREE, "1% of the principal still owed for"),
    ],
)
def test_interest_is_told_in_one_plain_sentence(
    interest: InterestMethod, repayment: PrincipalMethod, words: str
) -> None:
    terms = replace(TERMS, interest=interest, repayment=repayment)
    (sentence,) = interest_sentences(Contract(terms=terms))
    assert words in said(sentence)


@pytest.mark.parametrize("interest", InterestMethod)
def test_a_harvest_loan_by_weeks_counts_its_days(interest: InterestMethod) -> None:
    terms = replace(
        TERMS, interest=interest, repayment=PrincipalMethod.FREE, interval=WEEKLY,
        rate=Rate.percent("0.7", RatePeriod.WEEK),
    )  # fmt: skip
    assert "Interest is 0.1% of the" in said(*interest_sentences(Contract(terms=terms)))


def test_a_quarter_s_interest_is_that_of_three_months() -> None:
    terms = replace(TERMS, interval=QUARTERLY)
    assert "each period is 3% of" in said(*interest_sentences(Contract(terms=terms)))


@pytest.mark.parametrize("interest", InterestMethod)
@pytest.mark.parametrize("day_count", DayCount)
def test_interest_by_days_says_how_days_are_counted(
    interest: InterestMethod, day_count: DayCount
) -> None:
    terms = replace(TERMS, interest=interest, day_count=day_count)
    sentence, counted = interest_sentences(Contract(terms=terms))
    assert "12% a year × days" in said(sentence)
    is_thirty = day_count.value.startswith("30")
    assert ("30 days" in said(counted)) is is_thirty


def test_what_is_out_of_the_way_is_told_as_well() -> None:
    terms = replace(TERMS, interest_free=1, interest_deferred=2)
    contract = Contract(terms=terms, first_due_on=dt.date(2026, 2, 25))
    text = said(*interest_sentences(contract))
    for words in ("by its months and odd days", "The first 1 period(s) bear no interest",
                  "The interest of the first 2 period(s) is paid"):  # fmt: skip
        assert words in text
    free = replace(TERMS, rate=Rate.percent(0))
    assert said(*interest_sentences(Contract(terms=free))) == "The loan bears no interest."


def test_fees_are_told_in_sums() -> None:
    assert said(*fee_sentences(FLAT.terms, 5_000_000)) == (
        "A fee of 20,000\u00a0₫ is taken when the loan is paid out. "
        "A fee of 2,000\u00a0₫ is paid with each instalment."
    )
    assert fee_sentences(TERMS, 5_000_000) == ()


# --- early, late, in which order --------------------------------------------------------------


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (Ahead.SHORTER, "shortens the term"),
        (Ahead.SMALLER, "makes the later instalments smaller"),
        (Ahead.NEXT, "pays the next instalments ahead"),
    ],
)
def test_what_an_early_payment_does_is_the_contract_s_choice(ahead: Ahead, words: str) -> None:
    assert words in said(*early_sentences(replace(LEVEL, ahead=ahead)))
    free = Contract(terms=replace(TERMS, rate=Rate.percent(0)), ahead=ahead)
    assert words in said(*early_sentences(free))


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (EarlyRule.TO_THE_DAY, "pays interest up to that day only"),
        (EarlyRule.WHOLE, "still pays all interest"),
        (EarlyRule.PERIODS_BEGUN, "the periods that have begun"),
    ],
)
def test_who_ends_a_flat_loan_early_owes_what_its_rule_says(rule: EarlyRule, words: str) -> None:
    text = said(*early_sentences(replace(FLAT, early=rule)))
    assert words in text
    assert "does not change the interest" in text
    declining = said(*early_sentences(replace(LEVEL, early=rule)))
    assert "pays interest up to that day only" in declining


@pytest.mark.parametrize(
    ("lateness", "words"),
    [
        (Lateness(), "from the day after its due date"),
        (Lateness(FirstLateDay.DUE_DATE), "when its due date has ended"),
        (Lateness(tolerance=5), "when 5 day(s) have passed"),
    ],
)
def test_a_paper_says_from_when_a_payment_is_late(lateness: Lateness, words: str) -> None:
    assert words in said(*late_sentences(replace(LEVEL, lateness=lateness)))


def test_being_late_costs_interest_only_where_it_does() -> None:
    actual = replace(LEVEL, recalculation=Recalculation.ACTUAL)
    assert "bears interest on until" in said(*late_sentences(actual))
    assert "adds no interest" in said(*late_sentences(LEVEL))
    assert "interest" not in said(*late_sentences(replace(FLAT, fine=FineRule())))


def test_a_fine_is_told_part_by_part() -> None:
    rule = FineRule(
        fixed=10_000, share=Fraction(1, 100), daily=Rate.percent("0.05", RatePeriod.DAY),
        tolerance=5, most=Fraction(1, 10),
    )  # fmt: skip
    text = said(*late_sentences(replace(LEVEL, fine=rule)))
    for words in ("is fined 10,000\u00a0₫.", "Once, 1% of what is late", "at 0.05% a day of what",
                  "What is late is the principal of", "never more than 10%",
                  "The first 5 day(s) late are not fined."):  # fmt: skip
        assert words in text
    both = replace(LEVEL, fine=rule, fine_on=FineBase.PRINCIPAL_AND_INTEREST)
    assert "the principal and the interest of an instalment" in said(*late_sentences(both))
    assert "No fine is charged" in said(*late_sentences(LEVEL))


@pytest.mark.parametrize("per", [RatePeriod.WEEK, RatePeriod.MONTH, RatePeriod.YEAR])
def test_a_daily_fine_is_told_in_the_period_of_its_rate(per: RatePeriod) -> None:
    fine = FineRule(daily=Rate.percent(2, per))
    assert f"2% a {per.value} of" in said(*late_sentences(replace(LEVEL, fine=fine)))


def test_the_order_of_payment_is_named_component_by_component() -> None:
    first = (Component.FINE, Component.FEE, Component.INTEREST, Component.PRINCIPAL)
    overdue, due = payment_order(AllocationOrder(overdue=first))
    assert said(*overdue) == "fine fee interest principal"
    assert said(*due) == "interest principal fine fee"
    assert "oldest instalment" in said(oldest_first(AllocationOrder()))
    by_component = AllocationOrder(direction=Direction.BY_COMPONENT)
    assert "for all instalments" in said(oldest_first(by_component))
