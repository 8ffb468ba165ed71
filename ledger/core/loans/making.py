"""How a loan's schedule is made from its terms, by dates that recur or were agreed one by one."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ledger.core.errors import RuleBroken
from ledger.core.loans.amortisation import amortise, amortise_parts
from ledger.core.loans.calendar import LONGEST, check_order, due_dates, intervals_between
from ledger.core.loans.choices import FeeTime, PrincipalMethod
from ledger.core.loans.fees import fee_at
from ledger.core.loans.interest import period_factors
from ledger.core.loans.schedule import Schedule
from ledger.core.loans.terms import LoanTerms, TermOutOfRange
from ledger.core.money import LARGEST_MINOR, AmountTooLarge


@dataclass(eq=False)
class PrincipalNotAboveZero(RuleBroken):
    """A loan is of some money, and so is each part of it that is agreed to come back."""

    principal: int


@dataclass(eq=False)
class PartsNotAgreed(RuleBroken):
    """A loan that comes back freely needs the dates and sums that were agreed."""


@dataclass(eq=False)
class PartsDoNotAddUp(RuleBroken):
    """The sums agreed to come back are not together what was lent."""

    principal: int
    parts: int


@dataclass(frozen=True, slots=True)
class AgreedPart:
    """A part of the principal, or none, and the day on which something is agreed to be paid."""

    due_on: dt.date
    principal: int


def make_schedule(
    terms: LoanTerms,
    principal: int,
    disbursed_on: dt.date,
    *,
    first_due_on: dt.date | None = None,
    instalment: int | None = None,
) -> Schedule:
    """Return the schedule of a loan by its product's terms, in minor units.

    `first_due_on` makes the first period longer or shorter: its interest is that of its months
    and odd days, or of its days. `instalment` is the sum agreed beforehand for level instalments
    on the declining balance: it is paid until the debt is, at most as often as the terms say.
    Refuses `PrincipalNotAboveZero`, `DatesOutOfOrder`, `InstalmentTooSmall`, `PartsNotAgreed`.
    """
    if terms.plain is not None and first_due_on is None and instalment is None:
        schedule = terms.plain.schedule(principal, disbursed_on)
        if schedule is not None:
            return schedule
    dates = due_dates(terms.interval, disbursed_on, terms.instalments, first_due_on)
    shares = None
    if first_due_on is not None:
        shares = first_share(terms, disbursed_on, first_due_on)
    factors = period_factors(terms, disbursed_on, dates, shares)
    return _spread(terms, (principal, disbursed_on), dates, factors, instalment)


def schedule_on(
    terms: LoanTerms,
    principal: int,
    disbursed_on: dt.date,
    dates: Sequence[dt.date],
    *,
    instalment: int | None = None,
) -> Schedule:
    """Return the schedule of a loan on due dates that were agreed one by one.

    Where whole periods are charged each counts as one, whatever its days: a due date that was put
    off costs nothing. Refuses as `make_schedule` does, and `TermOutOfRange`.
    """
    check_order(disbursed_on, dates)
    if not terms.grace_on_principal < len(dates) <= LONGEST:
        raise TermOutOfRange(instalments=len(dates), longest=LONGEST)
    factors = period_factors(terms, disbursed_on, dates)
    return _spread(terms, (principal, disbursed_on), tuple(dates), factors, instalment)


def free_schedule(
    terms: LoanTerms, principal: int, disbursed_on: dt.date, parts: Sequence[AgreedPart]
) -> Schedule:
    """Return the schedule of a loan that comes back by dates and sums agreed at approval.

    Each date pays the interest since the one before, on the balance: of months and odd days where
    whole periods are charged, else of days. Refuses `PrincipalNotAboveZero`, `PartsDoNotAddUp`,
    `DatesOutOfOrder`.
    """
    check_principal(principal)
    sums = [part.principal for part in parts]
    if not parts or sum(sums) != principal:
        raise PartsDoNotAddUp(principal=principal, parts=sum(sums))
    if min(sums) < 0:
        raise PrincipalNotAboveZero(principal=min(sums))
    dates = tuple(part.due_on for part in parts)
    check_order(disbursed_on, dates)
    factors = period_factors(terms, disbursed_on, dates, shares_between(terms, disbursed_on, dates))
    principals, interests = amortise_parts(terms, principal, sums, factors)
    return _with_fees(terms, (principal, disbursed_on), dates, (principals, interests))


def first_share(terms: LoanTerms, start: dt.date, first_due_on: dt.date) -> list[Fraction]:
    """Return how many periods each period counts as where the first is longer or shorter."""
    first = intervals_between(terms.interval, start, first_due_on)
    return [first, *[Fraction(1)] * (terms.instalments - 1)]


def shares_between(terms: LoanTerms, start: dt.date, dates: Sequence[dt.date]) -> list[Fraction]:
    """Return how many periods lie between each due date and the one before it."""
    spans = zip([start, *dates[:-1]], dates, strict=True)
    return [intervals_between(terms.interval, one, other) for one, other in spans]


def check_principal(principal: int) -> None:
    """Refuse a sum that cannot be lent (`PrincipalNotAboveZero`, `AmountTooLarge`)."""
    if principal <= 0:
        raise PrincipalNotAboveZero(principal=principal)
    if principal > LARGEST_MINOR:
        raise AmountTooLarge(amount=principal)


def _spread(
    terms: LoanTerms,
    paid_out: tuple[int, dt.date],
    dates: tuple[dt.date, ...],
    factors: Sequence[Fraction],
    instalment: int | None,
) -> Schedule:
    """Return the schedule of a sum paid out on a day; a down payment is its first row."""
    principal, disbursed_on = paid_out
    check_principal(principal)
    if terms.repayment is PrincipalMethod.FREE:
        raise PartsNotAgreed
    down = min(terms.instalment_rounding.of(principal * terms.down_payment), principal)
    principals, interests = amortise(terms, principal, principal - down, factors, instalment)
    dates = dates[: len(principals)]
    if down:
        dates = (disbursed_on, *dates)
        principals, interests = [down, *principals], [0, *interests]
    return _with_fees(terms, paid_out, dates, (principals, interests))


def _with_fees(
    terms: LoanTerms,
    paid_out: tuple[int, dt.date],
    dates: tuple[dt.date, ...],
    columns: tuple[list[int], list[int]],
) -> Schedule:
    principal, disbursed_on = paid_out
    at_once = fee_at(terms, FeeTime.AT_DISBURSEMENT, principal)
    each = fee_at(terms, FeeTime.PER_INSTALMENT, principal)
    fees = tuple(each if day > disbursed_on else 0 for day in dates) if each else ()
    principals, interests = columns
    return Schedule(
        principal, disbursed_on, dates, dates, tuple(principals), tuple(interests), fees, at_once
    )
