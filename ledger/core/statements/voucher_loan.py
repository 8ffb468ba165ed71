"""What a loan's voucher says of the loan: how the money was split, and what is owed after it."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ledger.core.loans.contract import Contract
from ledger.core.loans.events import Disbursement, LoanEvent, Refund
from ledger.core.loans.life import in_order, replay
from ledger.core.loans.parts import NOTHING, Parts, sum_parts
from ledger.core.statements.loan_papers_statement import NextPayment, next_payment


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanOnVoucher:
    """A loan as its voucher tells it; amounts in đồng.

    `lent` and `fee`: paid out by this voucher, and taken off at once. `parts`: how what was paid is
    split; `held`: what of it is held for the borrower, `returned`: what is given back of that.
    `owed` is the principal that is left on `as_of`, after all that was told until then.
    """

    code: str
    as_of: dt.date
    owed: int
    coming: NextPayment | None = None
    lent: int = 0
    fee: int = 0
    parts: Parts = NOTHING
    held: int = 0
    returned: int = 0


def loan_on_voucher(
    code: str, contract: Contract, events: Sequence[LoanEvent], posted: Collection[int]
) -> LoanOnVoucher:
    """Return a loan as a voucher tells it that posted the events of some numbers.

    `events` are all that was told until then, and nothing of later: so a paper that is printed
    again says what the first one said, whatever was told or undone since.
    """
    as_of = max(one.occurred_on for one in in_order(events) or events)
    state = replay(contract, events, as_of)
    done = [one for one in state.outcomes if one.event.number in posted]
    happened = [one.event for one in done]
    return LoanOnVoucher(
        code=code, as_of=as_of, owed=state.balance, coming=next_payment(state),
        lent=sum(one.amount for one in happened if isinstance(one, Disbursement)),
        fee=sum(one.fee for one in done),
        parts=sum_parts(one.allocation.parts for one in done),
        held=sum(one.allocation.held for one in done),
        returned=sum(one.amount for one in happened if isinstance(one, Refund)),
    )  # fmt: skip
