"""Loan products: on what terms a club lends, from which day, and what it may not offer."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ledger.core.errors import RuleBroken
from ledger.core.loans.beginning import begin
from ledger.core.loans.calendar import LONGEST, PartsBeyondTerm, check_order, later
from ledger.core.loans.choices import PrincipalMethod
from ledger.core.loans.contract import Contract
from ledger.core.loans.cost import TrueCost, true_cost
from ledger.core.loans.granting import LoanAboveLimit
from ledger.core.loans.interest import term_in_years
from ledger.core.loans.lending_rules import LendingRules
from ledger.core.loans.making import (
    AgreedPart,
    PartsDoNotAddUp,
    PartsNotAgreed,
    PrincipalNotAboveZero,
    check_principal,
)
from ledger.core.loans.rate import LEGAL_CAP, Rate, RatePeriod, check_overdue_rate, check_rate
from ledger.core.loans.terms import TermOutOfRange
from ledger.core.loans.tranches import Tranche

TYPICAL = 5_000_000
"""What clubs lend most often, in đồng (DOMAIN.md, section 2.3)."""


@dataclass(eq=False)
class ProductNotOffered(RuleBroken):
    """A product is not in force on a day, or not any more."""

    day: dt.date


@dataclass(eq=False)
class ProductAboveCeiling(RuleBroken):
    """A product would lend more to one loan than the club's rules allow."""

    most: int
    ceiling: int


@dataclass(eq=False)
class ProductHoldsOneLoan(RuleBroken):
    """A product holds dates or sums, which are agreed for each loan by itself."""


@dataclass(eq=False)
class ProductExtendsTooLong(RuleBroken):
    """A product allows longer extensions than the club's rules, both as shares of the term."""

    share: Fraction
    most: Fraction


@dataclass(eq=False)
class AgreedDatesDoNotFit(RuleBroken):
    """Dates and sums are agreed for a free schedule only, a first due date for the others only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanProduct:
    """A version of a product, in force from a day.

    `contract` is the template of its loans, with the usual number of instalments; `most` is đồng
    to one loan, `longest` the most instalments (of a free schedule: intervals of its term). A
    version that is not offered ends the product.
    """

    product_no: int
    valid_from: dt.date
    name: str
    contract: Contract
    most: int
    longest: int
    is_offered: bool = True

    def __post_init__(self) -> None:
        """Refuse a product that could make no loan (`TermOutOfRange`, `PrincipalNotAboveZero`)."""
        check_principal(self.most)
        if not 1 <= self.longest <= LONGEST:
            raise TermOutOfRange(instalments=self.longest, longest=LONGEST)


@dataclass(frozen=True, slots=True)
class CostAboveCap:
    """A warning: a product's true cost a year is above the cap, though its stated rate is not."""

    cost: TrueCost
    cap: Rate


@dataclass(frozen=True, slots=True)
class Adoption:
    """A product that a club may adopt, the true cost of a usual loan, and a warning of it if due.

    That loan is of 5 million đồng, or of the most the product lends if that is less.
    """

    product: LoanProduct
    cost: TrueCost
    warning: CostAboveCap | None


def adopted(product: LoanProduct, rules: LendingRules) -> Adoption:
    """Return a product as a club may adopt it by its rules and the law's (RULES.md, section 2).

    The rules are those in force on the product's first day. Refuses, in this order,
    `ProductHoldsOneLoan`, `ProductAboveCeiling`, `RateAboveCap`, `OverdueRateAboveCap`,
    `ProductExtendsTooLong`, and what the schedule of a usual loan would be refused for.
    """
    contract = product.contract
    if contract.parts or contract.first_due_on is not None or contract.instalment is not None:
        raise ProductHoldsOneLoan
    if product.most > rules.ceiling:
        raise ProductAboveCeiling(most=product.most, ceiling=rules.ceiling)
    _check_rates(contract, rules.cap)
    if contract.longest_extension > rules.longest_extension:
        raise ProductExtendsTooLong(share=contract.longest_extension, most=rules.longest_extension)
    return with_cost(product, rules.cap)


def with_cost(product: LoanProduct, cap: Rate) -> Adoption:
    """Return a product with the true cost of a usual loan, and a warning where it is above a cap.

    Refuses what the schedule of that loan would be refused for.
    """
    cost = _usual_cost(product)
    return Adoption(product, cost, CostAboveCap(cost, cap) if cost.is_above(cap) else None)


def product_on(versions: Sequence[LoanProduct], day: dt.date) -> LoanProduct:
    """Return the version of a product that is in force on a day (`ProductNotOffered`)."""
    begun = [one for one in versions if one.valid_from <= day]
    latest = max(begun, key=lambda one: one.valid_from, default=None)
    if latest is None or not latest.is_offered:
        raise ProductNotOffered(day=day)
    return latest


def contract_for(
    product: LoanProduct,
    amount: int,
    instalments: int,
    *,
    parts: tuple[AgreedPart, ...] = (),
    first_due_on: dt.date | None = None,
    cap: Rate = LEGAL_CAP,
) -> Contract:
    """Return the contract of one loan of a product, of an amount in đồng.

    `parts` are those of a free schedule, `first_due_on` is another first due date of any other.
    A rate of the whole term is held against the cap here, since its year depends on the term.
    Refuses `PrincipalNotAboveZero`, `LoanAboveLimit`, `TermOutOfRange`, `GraceOutOfRange`,
    `RateAboveCap`, `AgreedDatesDoNotFit`, `PartsNotAgreed`, `PartsDoNotAddUp`, `PartsBeyondTerm`
    and `DatesOutOfOrder`.
    """
    check_principal(amount)
    if amount > product.most:
        raise LoanAboveLimit(amount=amount, most=product.most)
    if not 1 <= instalments <= product.longest:
        raise TermOutOfRange(instalments=instalments, longest=product.longest)
    terms = replace(product.contract.terms, instalments=instalments)
    contract = replace(product.contract, terms=terms, parts=parts, first_due_on=first_due_on)
    if terms.rate.per is RatePeriod.TERM:
        check_rate(terms.rate, cap, term_in_years=term_in_years(terms))
    is_free = terms.repayment is PrincipalMethod.FREE
    if (parts and not is_free) or (first_due_on is not None and is_free):
        raise AgreedDatesDoNotFit
    if is_free:
        _check_parts(contract, amount)
    return contract


def _check_rates(contract: Contract, cap: Rate) -> None:
    """Refuse a rate above the cap, and more than 150 % of it on what is late.

    Where late principal bears the loan's interest on, a fine by the day comes on top of that.
    """
    years = term_in_years(contract.terms)
    check_rate(contract.terms.rate, cap, term_in_years=years)
    if contract.fine.daily is not None:
        stated = contract.terms.rate.yearly(years)
        overdue = contract.fine.daily.yearly() + (stated if contract.follows_lateness else 0)
        check_overdue_rate(Rate(overdue, RatePeriod.YEAR), Rate(stated, RatePeriod.YEAR))


def _usual_cost(product: LoanProduct) -> TrueCost:
    """Return the true cost of a usual loan, paid out on the product's first day."""
    terms, begun_on = product.contract.terms, product.valid_from
    amount = min(product.most, TYPICAL)
    parts: tuple[AgreedPart, ...] = ()
    if terms.repayment is PrincipalMethod.FREE:
        parts = (AgreedPart(later(terms.interval, begun_on, terms.instalments), amount),)
    contract = contract_for(product, amount, terms.instalments, parts=parts)
    return true_cost(begin(contract, Tranche(begun_on, amount)).schedule, terms.interval)


def _check_parts(contract: Contract, amount: int) -> None:
    """Refuse dates and sums that do not make a free schedule of an amount within the term."""
    if not contract.parts:
        raise PartsNotAgreed
    sums = [part.principal for part in contract.parts]
    if min(sums) < 0:
        raise PrincipalNotAboveZero(principal=min(sums))
    if sum(sums) != amount:
        raise PartsDoNotAddUp(principal=amount, parts=sum(sums))
    first_on, *others = [part.due_on for part in contract.parts]
    check_order(first_on, others)
    latest = later(contract.terms.interval, first_on, contract.terms.instalments)
    if others and others[-1] > latest:
        raise PartsBeyondTerm(last_on=others[-1], latest=latest)
