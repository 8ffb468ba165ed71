"""The terms on which a club lends: what a product sets, and what it may not set."""

from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil

from ledger.core.errors import RuleBroken
from ledger.core.loans.calendar import LONGEST, MONTHLY, Interval
from ledger.core.loans.choices import (
    FeeTime,
    InterestMethod,
    LastInstalment,
    LevelBasis,
    PrincipalMethod,
)
from ledger.core.loans.day_count import DayCount
from ledger.core.loans.plain import Plain, plain_level, plain_parts
from ledger.core.loans.rate import Rate
from ledger.core.loans.rounding import TO_THE_UNIT, Rounding, RoundingMode


@dataclass(eq=False)
class TermOutOfRange(RuleBroken):
    """A loan has one instalment or more, at most so many, each some time after the last."""

    instalments: int
    longest: int


@dataclass(eq=False)
class GraceOutOfRange(RuleBroken):
    """A grace has none or some of a loan's periods; one on principal leaves an instalment."""

    periods: int
    instalments: int


@dataclass(eq=False)
class FeeBelowZero(RuleBroken):
    """A fee is an amount and a share of the sum lent, both zero or more."""

    amount: int
    share: Fraction


@dataclass(eq=False)
class DownPaymentOutOfRange(RuleBroken):
    """What is paid back at once is a share of the loan, less than the whole."""

    share: Fraction


@dataclass(frozen=True, slots=True)
class Fee:
    """A fee of a sum in minor units, and of a share of the sum lent."""

    time: FeeTime
    amount: int = 0
    share: Fraction = Fraction(0)

    def __post_init__(self) -> None:
        """Refuse a fee below zero (`FeeBelowZero`)."""
        if self.amount < 0 or self.share < 0:
            raise FeeBelowZero(amount=self.amount, share=self.share)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanTerms:
    """A product's terms; the defaults are the clubs' (RULES.md, sections 1 and 2).

    `day_count`: None charges whole periods (rate × months), else interest by days.
    `grace_on_principal`: so many first periods repay none.
    `interest_deferred`: the interest of so many first periods is paid with the next one.
    `interest_free`: so many first periods are charged none.
    `instalment_rounding`: of a level instalment, an equal part of principal, a down payment.
    `amount_rounding`: of every amount of interest or fee.
    `down_payment`: a share of the loan that is paid back on the day of disbursement.
    `digits`: significant digits kept in each step before amounts are rounded; None is exact.
    `evened`: the difference of the last level instalment is spread once over all, if that helps.
    """

    rate: Rate
    instalments: int
    interest: InterestMethod = InterestMethod.DECLINING
    repayment: PrincipalMethod = PrincipalMethod.BULLET
    interval: Interval = MONTHLY
    day_count: DayCount | None = None
    grace_on_principal: int = 0
    interest_deferred: int = 0
    interest_free: int = 0
    instalment_rounding: Rounding = TO_THE_UNIT
    amount_rounding: Rounding = TO_THE_UNIT
    fees: tuple[Fee, ...] = ()
    down_payment: Fraction = Fraction(0)
    level_basis: LevelBasis = LevelBasis.TRUE_PERIODS
    last_instalment: LastInstalment = LastInstalment.TOTAL
    digits: int | None = None
    evened: bool = False
    plain: Plain | None = field(init=False, repr=False, compare=False, default=None)

    def __post_init__(self) -> None:
        """Refuse terms that no loan can have, each by its name."""
        if not 1 <= self.instalments <= LONGEST or self.interval.every < 1:
            raise TermOutOfRange(instalments=self.instalments, longest=LONGEST)
        self._check_grace(self.grace_on_principal, self.instalments - 1)
        self._check_grace(self.interest_deferred, self.instalments)
        self._check_grace(self.interest_free, self.instalments)
        if not 0 <= self.down_payment < 1:
            raise DownPaymentOutOfRange(share=self.down_payment)
        object.__setattr__(self, "plain", _plain(self))

    @property
    def whole_months(self) -> int:
        """Return the term in months, a part of one counted whole: six times two weeks are three."""
        return ceil(12 * self.instalments / self.interval.in_a_year)

    @property
    def monthly_ppm(self) -> int:
        """Return the stated rate in parts per million a month, rounded to a whole one."""
        term_in_years = self.instalments / self.interval.in_a_year
        return TO_THE_UNIT.of(self.rate.yearly(term_in_years) / 12 * 1_000_000)

    def _check_grace(self, periods: int, most: int) -> None:
        if not 0 <= periods <= most:
            raise GraceOutOfRange(periods=periods, instalments=self.instalments)


def club_terms(
    method: PrincipalMethod, term_months: int, monthly_rate_ppm: int, principal_multiple: int
) -> LoanTerms:
    """Return the terms of a club that keeps a workbook: whole months on the declining balance.

    Equal parts of principal, and level instalments, are rounded up to the club's multiple (in
    đồng); the last one pays what is left. The rate is in parts per million a month.
    """
    return LoanTerms(
        rate=Rate.monthly_ppm(monthly_rate_ppm),
        instalments=term_months,
        repayment=method,
        instalment_rounding=Rounding(principal_multiple, RoundingMode.UP),
    )


_LEAN_MODES = {RoundingMode.HALF_AWAY, RoundingMode.UP}


def _plain(terms: LoanTerms) -> Plain | None:
    """Return the lean way to schedules of these terms, where they have nothing out of the way."""
    is_plain = (
        terms.interest is InterestMethod.DECLINING
        and terms.day_count is None
        and not (terms.grace_on_principal or terms.interest_deferred or terms.interest_free)
        and terms.amount_rounding == TO_THE_UNIT
        and not (terms.fees or terms.down_payment or terms.evened)
        and terms.last_instalment is LastInstalment.TOTAL
        and terms.digits is None
    )
    if not is_plain:
        return None
    count, rounding = terms.instalments, terms.instalment_rounding
    rate = terms.rate.by_interval(terms.interval, count)
    match terms.repayment:
        case PrincipalMethod.EQUAL_INSTALMENTS if rounding.mode in _LEAN_MODES:
            return plain_level(rate, terms.interval, count, rounding)
        case PrincipalMethod.EQUAL_PRINCIPAL:
            return plain_parts(rate, terms.interval, count, rounding, grace=0)
        case PrincipalMethod.BULLET:
            return plain_parts(rate, terms.interval, count, rounding, grace=count - 1)
        case _:
            return None
