"""Fees of a loan: at disbursement, and with each instalment."""

from ledger.core.loans.choices import FeeTime
from ledger.core.loans.terms import LoanTerms


def fee_at(terms: LoanTerms, time: FeeTime, lent: int) -> int:
    """Return the fees taken at one time on a sum lent, in minor units, each rounded."""
    rounding = terms.amount_rounding
    return sum(fee.amount + rounding.of(lent * fee.share) for fee in terms.fees if fee.time is time)
