"""What is said of each amount of a schedule: its rule, its figures, in words."""

import datetime as dt
from fractions import Fraction

import pytest

from ledger.core.loans.choices import FeeTime, InterestMethod, LastInstalment, PrincipalMethod
from ledger.core.loans.day_count import DayCount
from ledger.core.loans.making import AgreedPart, free_schedule, make_schedule
from ledger.core.loans.rate import Rate, RatePeriod
from ledger.core.loans.rounding import Rounding
from ledger.core.loans.terms import Fee, LoanTerms
from ledger.core.loans.trace import Trace, Tracer
from ledger.core.statements.table import Phrase
from ledger.files.words import phrase_text
from ledger.i18n.locale import Language, Locale

BEGUN_ON = dt.date(2027, 12, 10)
VI, EN = Locale(Language.VI), Locale(Language.EN)
LEVEL = PrincipalMethod.EQUAL_INSTALMENTS
ONE_PERCENT = Rate.percent(1)
LEVEL_TERMS = LoanTerms(rate=ONE_PERCENT, instalments=12, repayment=LEVEL)


def said(trace: Trace | None, locale: Locale = EN) -> str:
    assert trace is not None
    assert isinstance(trace.words, Phrase)
    return phrase_text(trace.words, locale).replace("\u00a0", " ")


def tracer_of(terms: LoanTerms, principal: int) -> Tracer:
    return Tracer(terms, make_schedule(terms, principal, BEGUN_ON))


def test_interest_is_the_balance_times_the_rate() -> None:
    tracer = tracer_of(LEVEL_TERMS, 5_000_000)
    assert said(tracer.interest(2)) == "Balance 4,605,756 ₫ × rate 1% = 46,058 ₫"
    assert said(tracer.interest(2), VI) == "Dư nợ 4.605.756 ₫ × lãi suất 1% = 46.058 ₫"
    assert said(tracer.principal(2)) == "Instalment 444,244 ₫ − interest 46,058 ₫ = 398,186 ₫"
    assert said(tracer.principal(12)) == "All principal that is left: 439,845 ₫"


def test_a_level_instalment_is_said_with_its_number_and_multiple() -> None:
    thousand = LoanTerms(
        rate=ONE_PERCENT, instalments=12, repayment=LEVEL, instalment_rounding=Rounding(1_000)
    )
    words = said(tracer_of(thousand, 5_000_000).instalment())
    assert words == "5,000,000 ₫ in 12 equal instalments, to whole 1,000 ₫: 444,000 ₫"


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        (
            LoanTerms(rate=Rate.percent("0.8"), instalments=4, interest=InterestMethod.FLAT),
            "Sum lent 5,000,000 ₫ × rate 0.8% = 40,000 ₫",
        ),
        (
            LoanTerms(rate=Rate.percent(12, RatePeriod.YEAR), instalments=4),
            "Balance 5,000,000 ₫ × rate 12% × 1/12 = 50,000 ₫",
        ),
        (
            LoanTerms(rate=ONE_PERCENT, instalments=4, day_count=DayCount.ACTUAL_365),
            "Balance 5,000,000 ₫ × yearly rate 12% × 31/365 of a year = 50,959 ₫",
        ),
        (
            LoanTerms(rate=ONE_PERCENT, instalments=4, day_count=DayCount.ACTUAL_ACTUAL),
            "Balance 5,000,000 ₫ × yearly rate 12% × (22/365 + 9/366) of a year = 50,918 ₫",
        ),
        (
            LoanTerms(rate=ONE_PERCENT, instalments=4, interest_free=1),
            "No interest is charged in this period.",
        ),
        (
            LoanTerms(rate=ONE_PERCENT, instalments=4, interest_deferred=2),
            "The interest is paid with instalment 3.",
        ),
    ],
)
def test_the_first_interest_says_how_it_was_worked_out(terms: LoanTerms, words: str) -> None:
    assert said(tracer_of(terms, 5_000_000).interest(1)) == words


def test_deferred_interest_says_of_how_many_periods_it_is() -> None:
    terms = LoanTerms(rate=ONE_PERCENT, instalments=4, interest_deferred=2)
    words = said(tracer_of(terms, 5_000_000).interest(3))
    assert words == "Interest of the first 3 periods together: 150,000 ₫"


def test_the_last_flat_interest_says_what_was_charged_before() -> None:
    terms = LoanTerms(rate=Rate.percent("0.8"), instalments=12, interest=InterestMethod.FLAT)
    words = said(tracer_of(terms, 4_333_333).interest(12))
    assert words == "Interest of all periods 416,000 ₫ − of those before 381,337 ₫ = 34,663 ₫"


def test_a_last_instalment_that_keeps_its_sum_says_so() -> None:
    terms = LoanTerms(
        rate=ONE_PERCENT, instalments=12, repayment=LEVEL, last_instalment=LastInstalment.INTEREST
    )
    words = said(tracer_of(terms, 5_000_000).interest(12))
    assert words == "Instalment 444,244 ₫ − principal 439,845 ₫ = 4,399 ₫"


def test_equal_parts_down_payments_grace_and_fees_say_their_rule() -> None:
    terms = LoanTerms(
        rate=ONE_PERCENT, instalments=4, repayment=PrincipalMethod.EQUAL_PRINCIPAL,
        grace_on_principal=1, down_payment=Fraction(1, 4),
        fees=(Fee(FeeTime.AT_DISBURSEMENT, amount=5_000, share=Fraction(1, 100)),),
    )  # fmt: skip
    tracer = tracer_of(terms, 4_000_000)
    assert said(tracer.principal(1)) == "Sum lent 4,000,000 ₫ × 25% = 1,000,000 ₫"
    assert said(tracer.principal(2)) == "No principal falls due yet."
    assert said(tracer.principal(3)) == "Principal 3,000,000 ₫ / 3, to whole 1 ₫: 1,000,000 ₫"
    assert tracer.instalment() is None
    fee = said(tracer.fee(FeeTime.AT_DISBURSEMENT))
    assert fee == "Fixed fees 5,000 ₫ + shares of the sum lent 40,000 ₫ = 45,000 ₫"


def test_what_was_agreed_is_said_to_be() -> None:
    schedule = make_schedule(LEVEL_TERMS, 5_000_000, BEGUN_ON, instalment=1_000_000)
    tracer = Tracer(LEVEL_TERMS, schedule, instalment=1_000_000)
    assert said(tracer.instalment()) == "As agreed: 1,000,000 ₫"
    assert said(tracer.principal(1)) == "Instalment 1,000,000 ₫ − interest 50,000 ₫ = 950,000 ₫"
    free = LoanTerms(rate=ONE_PERCENT, instalments=6, repayment=PrincipalMethod.FREE)
    parts = [AgreedPart(dt.date(2028, month, 10), 500_000) for month in (2, 4)]
    harvest = free_schedule(free, 1_000_000, BEGUN_ON, parts)
    assert said(Tracer(free, harvest).principal(1), VI) == "Theo thỏa thuận: 500.000 ₫"
