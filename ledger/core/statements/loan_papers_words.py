"""The sentences that say a loan's terms: its rate, its term, how interest and fees are counted."""

from collections.abc import Mapping

from ledger.core.loans.calendar import Interval, Unit
from ledger.core.loans.choices import FeeTime, InterestMethod, PrincipalMethod
from ledger.core.loans.contract import Contract
from ledger.core.loans.day_count import DayCount
from ledger.core.loans.fees import fee_at
from ledger.core.loans.interest import term_in_years
from ledger.core.loans.rate import RatePeriod
from ledger.core.loans.terms import LoanTerms
from ledger.core.money import Money
from ledger.core.statements.table import Phrase, filled, phrase

_STATED: Mapping[RatePeriod, Phrase] = {
    RatePeriod.DAY: phrase("%(rate)s a day, that is %(yearly)s a year"),
    RatePeriod.WEEK: phrase("%(rate)s a week, that is %(yearly)s a year"),
    RatePeriod.MONTH: phrase("%(rate)s a month, that is %(yearly)s a year"),
    RatePeriod.YEAR: phrase("%(rate)s a year"),
    RatePeriod.TERM: phrase("%(rate)s for the whole term, that is %(yearly)s a year"),
}
_ONCE: Mapping[Unit, Phrase] = {
    Unit.DAY: phrase("one instalment, %(every)s day(s) after the loan is paid out"),
    Unit.WEEK: phrase("one instalment, %(every)s week(s) after the loan is paid out"),
    Unit.MONTH: phrase("one instalment, %(every)s month(s) after the loan is paid out"),
    Unit.YEAR: phrase("one instalment, %(every)s year(s) after the loan is paid out"),
}
_EACH: Mapping[Unit, Phrase] = {
    Unit.DAY: phrase("%(count)s instalments, one a day"),
    Unit.WEEK: phrase("%(count)s instalments, one a week"),
    Unit.MONTH: phrase("%(count)s instalments, one a month"),
    Unit.YEAR: phrase("%(count)s instalments, one a year"),
}
_EVERY: Mapping[Unit, Phrase] = {
    Unit.DAY: phrase("%(count)s instalments, one every %(every)s days"),
    Unit.WEEK: phrase("%(count)s instalments, one every %(every)s weeks"),
    Unit.MONTH: phrase("%(count)s instalments, one every %(every)s months"),
    Unit.YEAR: phrase("%(count)s instalments, one every %(every)s years"),
}
_LENGTH: Mapping[Unit, Phrase] = {
    Unit.DAY: phrase("%(length)s day(s)"),
    Unit.WEEK: phrase("%(length)s week(s)"),
    Unit.MONTH: phrase("%(length)s month(s)"),
    Unit.YEAR: phrase("%(length)s year(s)"),
}
_THIRTY = phrase("Every month counts as 30 days and every year as 360.")
_TRUE = phrase("Days are counted as they are, in a year of its own true length.")
_COUNTED: Mapping[DayCount, Phrase] = {
    DayCount.ACTUAL_365: phrase("Days are counted as they are, in a year of 365 days."),
    DayCount.ACTUAL_360: phrase("Days are counted as they are, in a year of 360 days."),
    DayCount.ACTUAL_364: phrase("Days are counted as they are, in a year of 364 days."),
    DayCount.ACTUAL_ACTUAL: _TRUE,
    DayCount.ACTUAL_ACTUAL_DAYS: _TRUE,
    DayCount.ACTUAL_FIRST_YEAR: phrase(
        "Days are counted as they are, in years as long as the one in which the loan was paid out."
    ),
    DayCount.NO_LEAP_365: phrase(
        "Days are counted as they are, but 29 February is not, in a year of 365 days."
    ),
    DayCount.THIRTY_360: _THIRTY,
    DayCount.THIRTY_E_360: _THIRTY,
    DayCount.THIRTY_E_PLUS_360: _THIRTY,
    DayCount.THIRTY_E_360_ISDA: _THIRTY,
    DayCount.THIRTY_U_360: _THIRTY,
}


def stated_rate(terms: LoanTerms) -> Phrase:
    """Return the rate as it was agreed, with its period and what it is for a year."""
    rate = terms.rate
    if rate.per is RatePeriod.YEAR:
        return filled(_STATED[rate.per], rate=rate.share)
    yearly = rate.yearly(term_in_years(terms))
    return filled(_STATED[rate.per], rate=rate.share, yearly=yearly)


def term_words(contract: Contract) -> Phrase:
    """Return how many instalments there are and how far apart."""
    terms = contract.terms
    every, unit, count = terms.interval.every, terms.interval.unit, terms.instalments
    if terms.repayment is PrincipalMethod.FREE:
        return phrase("on %(count)s agreed date(s)", count=len(contract.parts) or count)
    if count == 1:
        return filled(_ONCE[unit], every=every)
    if every == 1:
        return filled(_EACH[unit], count=count)
    return filled(_EVERY[unit], count=count, every=every)


def length_words(interval: Interval, instalments: int) -> Phrase:
    """Return how long so many intervals are together: 12 months."""
    return filled(_LENGTH[interval.unit], length=interval.every * instalments)


def interest_sentences(contract: Contract) -> tuple[Phrase, ...]:
    """Return how interest is counted: one plain sentence, and what is out of the way after it."""
    terms = contract.terms
    found = [_interest(terms)]
    if terms.day_count is not None:
        found.append(_COUNTED[terms.day_count])
    elif terms.repayment is not PrincipalMethod.FREE and contract.first_due_on is not None:
        found.append(phrase("The first period is counted by its months and odd days."))
    if terms.interest_free:
        found.append(
            phrase("The first %(count)s period(s) bear no interest.", count=terms.interest_free)
        )
    if terms.interest_deferred:
        found.append(
            phrase(
                "The interest of the first %(count)s period(s) is paid with the instalment after.",
                count=terms.interest_deferred,
            )
        )
    return tuple(found)


def fee_sentences(terms: LoanTerms, lent: int) -> tuple[Phrase, ...]:
    """Return what is taken as fees of a sum lent, in minor units."""
    at_once = fee_at(terms, FeeTime.AT_DISBURSEMENT, lent)
    each = fee_at(terms, FeeTime.PER_INSTALMENT, lent)
    found = []
    if at_once:
        found.append(
            phrase("A fee of %(amount)s is taken when the loan is paid out.", amount=Money(at_once))
        )
    if each:
        found.append(
            phrase("A fee of %(amount)s is paid with each instalment.", amount=Money(each))
        )
    return tuple(found)


def _interest(terms: LoanTerms) -> Phrase:
    is_flat = terms.interest is InterestMethod.FLAT
    if not terms.rate.share:
        return phrase("The loan bears no interest.")
    if terms.day_count is not None:
        return phrase(
            "Interest is counted by the day: the sum lent × %(yearly)s a year × days."
            if is_flat
            else "Interest is counted by the day: the principal still owed × %(yearly)s a year × "
            "days.",
            yearly=terms.rate.yearly(term_in_years(terms)),
        )
    if terms.repayment is PrincipalMethod.FREE:
        return _interest_between(terms, is_flat=is_flat)
    return phrase(
        "The interest of each period is %(rate)s of the sum lent, to the end."
        if is_flat
        else "The interest of each period is %(rate)s of the principal still owed at its start.",
        rate=terms.rate.by_interval(terms.interval, terms.instalments),
    )


def _interest_between(terms: LoanTerms, *, is_flat: bool) -> Phrase:
    """Return how interest is counted from one agreed date to the next."""
    interval = terms.interval
    rate = terms.rate.by_interval(interval, terms.instalments)
    if interval.days:
        return phrase(
            "Interest is %(rate)s of the sum lent for every day since the payment before."
            if is_flat
            else "Interest is %(rate)s of the principal still owed for every day since the "
            "payment before.",
            rate=rate / interval.days,
        )
    return phrase(
        "Interest is %(rate)s of the sum lent for every month since the payment before; odd days "
        "count in proportion."
        if is_flat
        else "Interest is %(rate)s of the principal still owed for every month since the payment "
        "before; odd days count in proportion.",
        rate=rate / interval.months,
    )
