"""What was agreed for one loan: its product's terms, and what payments and lateness do to it."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ledger.core.loans.allocation import THE_CLUBS_ORDER, Ahead, AllocationOrder
from ledger.core.loans.arrears import FROM_THE_NEXT_DAY, Lateness
from ledger.core.loans.calendar import PayDays
from ledger.core.loans.choices import InterestMethod
from ledger.core.loans.early import EarlyRule
from ledger.core.loans.fines import FineRule
from ledger.core.loans.making import AgreedPart
from ledger.core.loans.terms import LoanTerms

_NO_FINE, _ANY_DAY = FineRule(), PayDays()


class Recalculation(StrEnum):
    """When interest on the declining balance is worked out anew."""

    NEVER = "never"
    """It stays as the schedule says, whatever is paid when."""
    EARLY = "early"
    """Principal paid early bears none from its day on; late principal is not charged for."""
    ACTUAL = "actual"
    """By days on the actual balance: early principal lowers it, late principal raises it."""
    PERIODS = "periods"
    """So, but late principal raises it by whole periods only: for none in which it still comes."""


_FOLLOWING = {Recalculation.ACTUAL, Recalculation.PERIODS}


class FineBase(StrEnum):
    """Of which late sum a fine is a share."""

    PRINCIPAL = "principal"
    PRINCIPAL_AND_INTEREST = "principal_and_interest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """The terms of a loan and the rules of its life; the defaults are the clubs'.

    `ahead`: what becomes of money beyond what is due, unless the payer says otherwise.
    `early`: the interest owed by who pays the whole loan back before its time.
    `in_parts`: the loan may be paid out in several parts.
    `parts`, `first_due_on`, `instalment`: what was agreed at approval (see `making`).
    `longest_extension`: of the term, at most; a loan is extended once.
    """

    terms: LoanTerms
    order: AllocationOrder = THE_CLUBS_ORDER
    ahead: Ahead = Ahead.SHORTER
    recalculation: Recalculation = Recalculation.EARLY
    early: EarlyRule = EarlyRule.TO_THE_DAY
    fine: FineRule = _NO_FINE
    fine_on: FineBase = FineBase.PRINCIPAL
    lateness: Lateness = FROM_THE_NEXT_DAY
    pay_days: PayDays = _ANY_DAY
    in_parts: bool = False
    parts: tuple[AgreedPart, ...] = ()
    first_due_on: dt.date | None = None
    instalment: int | None = None
    longest_extension: Fraction = Fraction(1, 2)

    @property
    def recalculates(self) -> bool:
        """Tell whether interest follows the balance; flat interest never does."""
        declines = self.terms.interest is InterestMethod.DECLINING
        return declines and self.recalculation is not Recalculation.NEVER

    @property
    def follows_lateness(self) -> bool:
        """Tell whether principal that is late bears interest on."""
        return self.recalculates and self.recalculation in _FOLLOWING
