"""One loan of 12 million đồng, and what happens to it, for examples that one can check by hand."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from ledger.core.journal import JournalLine
from ledger.core.loans.allocation import Ahead
from ledger.core.loans.booking import LoanNumbers
from ledger.core.loans.choices import InterestMethod, PrincipalMethod
from ledger.core.loans.contract import Contract
from ledger.core.loans.early import EarlyRule
from ledger.core.loans.events import Charging, Disbursement, LoanEvent, Repayment
from ledger.core.loans.life import replay
from ledger.core.loans.parts import Component
from ledger.core.loans.rate import Rate
from ledger.core.loans.standing import Charge
from ledger.core.loans.state import LoanState
from ledger.core.loans.terms import LoanTerms

BEGUN_ON = dt.date(2026, 1, 10)
LENT = 12_000_000
WHOSE = LoanNumbers(member_no=12, loan_no=7)
TERMS = LoanTerms(rate=Rate.percent(1), instalments=12, repayment=PrincipalMethod.EQUAL_PRINCIPAL)
EQUAL_PARTS = Contract(terms=TERMS)
"""A million of principal a month, and 1 % a month on what is owed: 120,000 the first time."""
BULLET = Contract(terms=replace(TERMS, repayment=PrincipalMethod.BULLET))
"""120,000 of interest a month, the principal with the last of them."""
FLAT = Contract(terms=replace(TERMS, interest=InterestMethod.FLAT), early=EarlyRule.PERIODS_BEGUN)
"""A million of principal and 120,000 of interest every month."""
PAID_OUT = Disbursement(number=1, occurred_on=BEGUN_ON, amount=LENT)


def day(month: int, of_month: int = 10, year: int = 2026) -> dt.date:
    return dt.date(year, month, of_month)


def paid(number: int, on: dt.date, amount: int, ahead: Ahead | None = None) -> Repayment:
    return Repayment(number=number, occurred_on=on, amount=amount, ahead=ahead)


def fined(number: int, on: dt.date, amount: int) -> Charging:
    return Charging(number=number, occurred_on=on, charge=Charge(Component.FINE, amount, on))


def loan(contract: Contract, *events: LoanEvent, on: dt.date) -> LoanState:
    """Return the loan of 12 million on a day, after it was paid out and all that is told."""
    return replay(contract, [PAID_OUT, *events], on)


def rows_of(state: LoanState) -> list[tuple[dt.date, int, int]]:
    """Return what each instalment asks for: on which day, of principal, of interest."""
    return [(row.due_on, row.due.principal, row.due.interest) for row in state.rows]


def entry(lines: Iterable[JournalLine]) -> list[tuple[str, int, int]]:
    """Return lines as account, debit and credit."""
    return [(line.account, line.debit, line.credit) for line in lines]
