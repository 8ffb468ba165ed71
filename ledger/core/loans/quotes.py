"""What would happen if somebody paid: answered without writing anything."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ledger.core.loans.allocation import Ahead, Allocation
from ledger.core.loans.contract import Contract
from ledger.core.loans.events import LoanEvent, Repayment
from ledger.core.loans.life import replay
from ledger.core.loans.parts import Parts
from ledger.core.loans.paying import ending
from ledger.core.loans.standing import total_left
from ledger.core.loans.state import LoanState


@dataclass(frozen=True, slots=True)
class PaymentQuote:
    """What a payment would do: how it is split, the loan after it, and the interest it saves.

    `interest_saved` is in minor units; it is below zero where a payment that is told late makes
    others count anew.
    """

    allocation: Allocation
    after: LoanState
    interest_saved: int


@dataclass(frozen=True, slots=True)
class EndingQuote:
    """What would end a loan on a day, in minor units: what is owed less what is held."""

    on: dt.date
    owed: Parts
    held: int
    interest_saved: int

    @property
    def amount(self) -> int:
        """Return the sum to be paid."""
        return max(self.owed.total - self.held, 0)


def if_paid(
    contract: Contract, events: Sequence[LoanEvent], payment: Repayment, as_of: dt.date
) -> PaymentQuote:
    """Return what a payment would do, seen from a day (its own or later).

    It refuses what the payment would be refused for. The payment's number is to be the next one.
    """
    before = replay(contract, events, as_of)
    after = replay(contract, [*events, payment], as_of)
    allocation = after.outcome(payment.number).allocation
    return PaymentQuote(allocation, after, _interest(before) - _interest(after))


def to_end(contract: Contract, events: Sequence[LoanEvent], on: dt.date) -> EndingQuote:
    """Return what would end the loan on a day, by the product's rule for early payment."""
    state = replay(contract, events, on)
    rows = ending(state, on)
    saved = _interest(state) - sum(row.due.interest for row in rows)
    return EndingQuote(on, total_left(rows), state.held, saved)


def choices(
    contract: Contract, events: Sequence[LoanEvent], amount: int, on: dt.date
) -> tuple[tuple[Ahead, PaymentQuote], ...]:
    """Return what a payment would do by each choice that the payer has for money beyond the due."""
    number = max((event.number for event in events), default=0) + 1
    return tuple(
        (
            ahead,
            if_paid(
                contract,
                events,
                Repayment(number=number, occurred_on=on, amount=amount, ahead=ahead),
                on,
            ),
        )
        for ahead in Ahead
    )


def _interest(state: LoanState) -> int:
    """Return all interest that a loan asks for, paid or not."""
    return sum(row.due.interest for row in state.rows)
