"""How a loan's principal and interest are spread over its periods, for every kind of terms."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from ledger.core.errors import RuleBroken
from ledger.core.loans.choices import InterestMethod, LastInstalment, PrincipalMethod
from ledger.core.loans.interest import interest_on
from ledger.core.loans.level import evened, level_instalment
from ledger.core.loans.terms import LoanTerms


@dataclass(eq=False)
class InstalmentTooSmall(RuleBroken):
    """An agreed instalment does not even pay the interest of its period."""

    instalment: int
    interest: int


Columns: TypeAlias = tuple[list[int], list[int]]
"""Principal and interest of each period, in minor units."""


def amortise(
    terms: LoanTerms, lent: int, owed: int, factors: Sequence[Fraction], level: int | None = None
) -> Columns:
    """Return principal and interest of each period; principal sums to what is `owed`.

    Flat interest is on the whole sum `lent`, also where a part of it was paid back at once.
    A given `level` is the instalment agreed; periods after the debt is paid are left out then.
    Otherwise there are as many rows as periods. Refuses `InstalmentTooSmall`.
    """
    if terms.interest is InterestMethod.FLAT:
        principals, interests = _flat(terms, lent, owed, factors)
    elif terms.repayment is PrincipalMethod.EQUAL_INSTALMENTS:
        principals, interests = _level(terms, owed, factors, level)
    else:
        principals = _parts(terms, owed, len(factors))
        interests = _interest_of_parts(terms, owed, principals, factors)
    return principals, _deferred(interests, terms.interest_deferred)


def amortise_parts(
    terms: LoanTerms, lent: int, principals: Sequence[int], factors: Sequence[Fraction]
) -> Columns:
    """Return principal and interest of each period where the principal was agreed part by part."""
    if terms.interest is InterestMethod.FLAT:
        interests = _flat_interest(terms, lent, factors)
    else:
        interests = _interest_of_parts(terms, lent, principals, factors)
    return list(principals), _deferred(interests, terms.interest_deferred)


def _interest_of_parts(
    terms: LoanTerms, owed: int, principals: Sequence[int], factors: Sequence[Fraction]
) -> list[int]:
    """Return the interest of each period on the balance at its start."""
    rounding, digits = terms.amount_rounding, terms.digits
    interests = []
    for principal, factor in zip(principals, factors, strict=True):
        interests.append(interest_on(owed, factor, rounding, digits))
        owed -= principal
    return interests


def _parts(terms: LoanTerms, owed: int, count: int) -> list[int]:
    """Return equal parts of principal after the grace, or all of it at the end."""
    grace = count - 1 if terms.repayment is PrincipalMethod.BULLET else terms.grace_on_principal
    part = terms.instalment_rounding.divided(owed, count - grace)
    principals = [0] * grace
    for _ in range(count - grace - 1):
        principals.append(min(part, owed))
        owed -= principals[-1]
    return [*principals, owed]


def _flat(terms: LoanTerms, lent: int, owed: int, factors: Sequence[Fraction]) -> Columns:
    """Return equal parts of principal and flat interest, whose last part takes the rest.

    Equal instalments are the two parts, each rounded, together: the interest stays exact and the
    principal gives way.
    """
    interests = _flat_interest(terms, lent, factors)
    principals = _parts(terms, owed, len(factors))
    if terms.repayment is not PrincipalMethod.EQUAL_INSTALMENTS:
        return principals, interests
    grace, left = terms.grace_on_principal, owed
    part = terms.instalment_rounding.divided(owed, len(factors) - grace)
    for number in range(grace, len(factors) - 1):
        share = terms.instalment_rounding.of(lent * factors[number])
        principals[number] = min(max(part + share - interests[number], 0), left)
        left -= principals[number]
    principals[-1] = left
    return principals, interests


def _flat_interest(terms: LoanTerms, lent: int, factors: Sequence[Fraction]) -> list[int]:
    left = terms.amount_rounding.of(lent * sum(factors))
    interests = []
    for factor in factors[:-1]:
        interests.append(min(interest_on(lent, factor, terms.amount_rounding, terms.digits), left))
        left -= interests[-1]
    return [*interests, left]


def _level(terms: LoanTerms, owed: int, factors: Sequence[Fraction], level: int | None) -> Columns:
    if level is None:
        level = even_level(terms, owed, factors)
        principals, interests = level_rows(terms, owed, factors, level)
        interests[-1] = last_interest(terms, level, principals, interests)
        return principals, interests
    interest = interest_on(owed, factors[0], terms.amount_rounding, terms.digits)
    if level <= interest and len(factors) > 1:
        raise InstalmentTooSmall(instalment=level, interest=interest)
    principals, interests = level_rows(terms, owed, factors, level)
    while len(principals) > 1 and principals[-1] == 0:
        principals.pop()
        interests.pop()
    return principals, interests


def even_level(terms: LoanTerms, owed: int, factors: Sequence[Fraction]) -> int:
    """Return the level instalment, its last one evened out where the terms say so."""
    level = level_instalment(terms, owed, factors)
    if not terms.evened:
        return level

    def last_of(one: int) -> int:
        principals, interests = level_rows(terms, owed, factors, one)
        return principals[-1] + interests[-1]

    return evened(level, len(factors) - terms.grace_on_principal, last_of)


def level_rows(terms: LoanTerms, owed: int, factors: Sequence[Fraction], level: int) -> Columns:
    """Return the columns of level instalments; the last one pays what is left.

    An instalment that does not reach its interest repays nothing.
    """
    rounding, digits, grace = terms.amount_rounding, terms.digits, terms.grace_on_principal
    principals: list[int] = []
    interests: list[int] = []
    for number, factor in enumerate(factors[:-1]):
        interest = interest_on(owed, factor, rounding, digits)
        principal = 0 if number < grace else min(max(level - interest, 0), owed)
        owed -= principal
        principals.append(principal)
        interests.append(interest)
    interest = interest_on(owed, factors[-1], rounding, digits)
    return [*principals, owed], [*interests, interest]


def last_interest(
    terms: LoanTerms, level: int, principals: Sequence[int], interests: Sequence[int]
) -> int:
    """Return the interest of the last instalment, which by some terms absorbs what rounding leaves.

    But no more than a unit a period: what a large multiple leaves must not turn into interest.
    """
    kept, interest = level - principals[-1], interests[-1]
    if terms.last_instalment is LastInstalment.TOTAL or len(principals) == 1:
        return interest
    is_rounding = abs(kept - interest) <= len(principals) * terms.amount_rounding.multiple
    return kept if kept >= 0 and is_rounding else interest


def _deferred(interests: list[int], periods: int) -> list[int]:
    """Return the interest of the first periods paid with that of the next one, or the last."""
    if not periods:
        return interests
    at = min(periods, len(interests) - 1)
    return [*([0] * at), sum(interests[: at + 1]), *interests[at + 1 :]]
