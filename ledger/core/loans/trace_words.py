"""The sentence that says how a period's interest was worked out."""

from collections.abc import Sequence
from fractions import Fraction

from ledger.core.loans.choices import InterestMethod
from ledger.core.loans.day_count import year_parts
from ledger.core.loans.interest import Span, term_in_years
from ledger.core.loans.terms import LoanTerms
from ledger.core.money import Money
from ledger.core.statements.table import Phrase, phrase


def interest_words(
    terms: LoanTerms,
    span: Span,
    base: Money,
    amount: Money,
    *,
    share: Fraction,
    first_year: int,
) -> Phrase:
    """Return how interest on a base came about, by whole periods or by days.

    `share` says how many periods the time counts as where whole ones are charged; `first_year` is
    the year in which the loan was paid out.
    """
    is_flat = terms.interest is InterestMethod.FLAT
    if terms.day_count is not None:
        parts = year_parts(terms.day_count, *span, first_year=first_year)
        return phrase(
            "Sum lent %(base)s × yearly rate %(rate)s × %(days)s of a year = %(amount)s"
            if is_flat
            else "Balance %(base)s × yearly rate %(rate)s × %(days)s of a year = %(amount)s",
            base=base, rate=terms.rate.yearly(term_in_years(terms)), days=_sum(parts),
            amount=amount,
        )  # fmt: skip
    times = _times(terms, share)
    if times == 1:
        return phrase(
            "Sum lent %(base)s × rate %(rate)s = %(amount)s"
            if is_flat
            else "Balance %(base)s × rate %(rate)s = %(amount)s",
            base=base, rate=terms.rate.share, amount=amount,
        )  # fmt: skip
    return phrase(
        "Sum lent %(base)s × rate %(rate)s × %(times)s = %(amount)s"
        if is_flat
        else "Balance %(base)s × rate %(rate)s × %(times)s = %(amount)s",
        base=base, rate=terms.rate.share, times=str(times), amount=amount,
    )  # fmt: skip


def _times(terms: LoanTerms, share: Fraction) -> Fraction:
    """Return how many periods of the stated rate a period of the loan counts as."""
    one = terms.rate.by_interval(terms.interval, terms.instalments)
    return share * one / terms.rate.share if terms.rate.share else Fraction(1)


def _sum(parts: Sequence[tuple[int, int]]) -> str:
    """Return counted days over the lengths of their years: 31/365, or (21/365 + 10/366)."""
    words = " + ".join(f"{days}/{length}" for days, length in parts)
    return f"({words})" if len(parts) > 1 else words
