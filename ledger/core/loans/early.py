"""What ends a loan before its time: the interest that is owed then, by the product's rule."""

import datetime as dt
from enum import StrEnum
from fractions import Fraction

from ledger.core.loans.interest import Span, interest_on, part_factor
from ledger.core.loans.schedule import Schedule
from ledger.core.loans.terms import LoanTerms


class EarlyRule(StrEnum):
    """What interest not yet due is owed by one who pays the whole loan back early."""

    TO_THE_DAY = "to_the_day"
    """That of the days gone: where interest is on the declining balance."""
    WHOLE = "whole"
    """All of it, as if the loan ran on: where interest is flat."""
    PERIODS_BEGUN = "periods_begun"
    """That of the periods that have begun, the others being waived: where interest is flat."""


def interest_to(
    terms: LoanTerms,
    balance: int,
    factor: Fraction,
    period: Span,
    on: dt.date,
    *,
    first_year: int | None = None,
) -> int:
    """Return the interest of a period up to a day, in minor units; none before it, all after it.

    A whole month's is split by its true days: half of February's for 14 of 28 (RULES.md, section
    3). `first_year` is the year in which the loan was paid out.
    """
    start, end = period
    if on <= start:
        return 0
    if on < end:
        factor = part_factor(terms, factor, period, (start, on), first_year=first_year)
    return interest_on(balance, factor, terms.amount_rounding, terms.digits)


def interest_owed_early(
    rule: EarlyRule, schedule: Schedule, on: dt.date, *, to_the_day: int
) -> int:
    """Return the interest not yet due that is owed on a day on which the whole loan is paid.

    `to_the_day` is what has run up since the last due date (`interest_to`). A period has begun on
    the day after the due date before it.
    """
    if rule is EarlyRule.TO_THE_DAY:
        return to_the_day
    starts = (schedule.disbursed_on, *schedule.period_ends[:-1])
    periods = zip(starts, schedule.period_ends, schedule.interests, strict=True)
    return sum(
        interest
        for start, end, interest in periods
        if end > on and (start < on or rule is EarlyRule.WHOLE)
    )


def rebate_by_digits(interest: int, periods: int, left: int) -> Fraction:
    """Return what is given back of flat interest when so many of the periods are left.

    The rule of 78: the sum of the digits of the periods left over that of all. It is dearer than
    interest to the day, so no club's product has it; papers of other lenders are checked by it.
    """
    return Fraction(interest * left * (left + 1), periods * (periods + 1))
