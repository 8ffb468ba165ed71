"""The interest that each period of a loan bears, as an exact share of the balance."""

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction
from typing import TypeAlias

from ledger.core.loans.day_count import DayCount, year_fraction
from ledger.core.loans.rate import RatePeriod
from ledger.core.loans.rounding import Rounding, significant
from ledger.core.loans.terms import LoanTerms


def period_factors(
    terms: LoanTerms,
    start: dt.date,
    ends: Sequence[dt.date],
    shares: Sequence[Fraction] | None = None,
) -> list[Fraction]:
    """Return the interest on one đồng in each period of a loan paid out at `start`.

    Where whole periods are charged each counts as one, however its days were moved, or as the
    share of a period that is given for it. Interest-free periods bear none.
    """
    if terms.day_count is None:
        one = terms.rate.by_interval(terms.interval, terms.instalments)
        factors = [one] * len(ends) if shares is None else [one * share for share in shares]
    else:
        spans = zip([start, *ends[:-1]], ends, strict=True)
        factors = [daily_factor(terms, one, other, first_year=start.year) for one, other in spans]
    free = min(terms.interest_free, len(factors))
    factors[:free] = [Fraction(0)] * free
    if terms.digits is None:
        return factors
    return [significant(factor, terms.digits) for factor in factors]


def daily_factor(
    terms: LoanTerms, start: dt.date, end: dt.date, *, first_year: int | None = None
) -> Fraction:
    """Return the interest on one đồng between two days, in order of time, by counted days.

    `first_year` is the year in which the loan was paid out. Terms that charge whole periods
    count true days of a year of 365 here.
    """
    count = terms.day_count or DayCount.ACTUAL_365
    years = year_fraction(count, start, end, first_year=first_year)
    return terms.rate.yearly(term_in_years(terms)) * years


Span: TypeAlias = tuple[dt.date, dt.date]
"""The first and the last day of a time, of which the first is not counted."""


def part_factor(
    terms: LoanTerms, factor: Fraction, period: Span, part: Span, *, first_year: int | None = None
) -> Fraction:
    """Return the share of a period's factor that falls on a part of its days.

    A whole period is split by its true days (RULES.md, section 3): 14 of the 29 days from 1
    February to 1 March 2024. The days of a period that is counted by days are counted anew;
    `first_year` is the year in which the loan was paid out.
    """
    if terms.day_count is not None:
        return significant(daily_factor(terms, *part, first_year=first_year), terms.digits)
    days, length = (part[1] - part[0]).days, (period[1] - period[0]).days
    return significant(factor * days / length, terms.digits)


def interest_on(balance: int, factor: Fraction, rounding: Rounding, digits: int | None) -> int:
    """Return the interest on a balance, in minor units."""
    if digits is None:
        return rounding.divided(balance * factor.numerator, factor.denominator)
    return rounding.of(significant(balance * factor, digits))


def term_in_years(terms: LoanTerms) -> Fraction | None:
    """Return the term in years where the rate is one of the whole term."""
    if terms.rate.per is not RatePeriod.TERM:
        return None
    return terms.instalments / terms.interval.in_a_year
