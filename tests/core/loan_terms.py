"""Loan terms of every kind, for tests that hold for all of them."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction

from hypothesis import strategies as st

from ledger.core.loans.calendar import Interval, MonthEnd, Unit
from ledger.core.loans.choices import (
    FeeTime,
    InterestMethod,
    LastInstalment,
    LevelBasis,
    PrincipalMethod,
)
from ledger.core.loans.day_count import DayCount
from ledger.core.loans.rate import Rate, RatePeriod
from ledger.core.loans.rounding import Rounding, RoundingMode
from ledger.core.loans.terms import Fee, LoanTerms

METHODS = [one for one in PrincipalMethod if one is not PrincipalMethod.FREE]

principals = st.integers(1, 200_000_000)
days = st.dates(dt.date(2000, 1, 1), dt.date(2090, 12, 31))
rates = st.builds(
    Rate,
    st.fractions(0, Fraction(1, 4), max_denominator=10_000),
    st.sampled_from(RatePeriod),
)
multiples = st.sampled_from([1, 10, 500, 1_000, 100_000, 3_000_000])
roundings = st.builds(Rounding, multiples, st.sampled_from(RoundingMode))
intervals = st.builds(Interval, st.integers(1, 4), st.sampled_from(Unit), st.sampled_from(MonthEnd))
fees = st.builds(
    Fee, st.sampled_from(FeeTime), st.integers(0, 50_000), st.fractions(0, Fraction(1, 50))
)


@st.composite
def terms(draw: st.DrawFn) -> LoanTerms:
    """Draw the terms of a product, of plain ones and of others."""
    count = draw(st.integers(1, 24))
    grace = st.integers(0, count - 1)
    plain = LoanTerms(
        rate=draw(rates),
        instalments=count,
        repayment=draw(st.sampled_from(METHODS)),
        interval=draw(intervals),
        instalment_rounding=draw(roundings),
    )
    if draw(st.booleans()):
        return plain
    return replace(
        plain,
        interest=draw(st.sampled_from(InterestMethod)),
        day_count=draw(st.none() | st.sampled_from(DayCount)),
        grace_on_principal=draw(grace),
        interest_deferred=draw(grace),
        interest_free=draw(grace),
        amount_rounding=draw(roundings),
        fees=tuple(draw(st.lists(fees, max_size=2))),
        down_payment=draw(st.fractions(0, Fraction(1, 2), max_denominator=20)),
        level_basis=draw(st.sampled_from(LevelBasis)),
        last_instalment=draw(st.sampled_from(LastInstalment)),
        digits=draw(st.sampled_from([None, 12])),
        evened=draw(st.booleans()),
    )
