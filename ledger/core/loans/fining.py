"""Which fines a late loan is charged on a day, without fining one lateness twice."""

import datetime as dt

from ledger.core.loans.contract import FineBase
from ledger.core.loans.parts import Component
from ledger.core.loans.standing import Charge, Standing
from ledger.core.loans.state import LoanState


def fines_due(state: LoanState, on: dt.date) -> tuple[Charge, ...]:
    """Return the fines that the contract's rule asks for on a day, less those charged before.

    Each is for the late sum of one instalment and falls due on the day that is fined. Asked again
    on the same day there is none.
    """
    charged = fines_charged(state)
    found = []
    for row in state.rows:
        late = _late(state, row)
        amount = state.contract.fine.of(late, row.due_on, on) - charged.get(row.number, 0)
        if amount > 0:
            found.append(Charge(Component.FINE, amount, on, for_instalment=row.number))
    return tuple(found)


def fines_charged(state: LoanState) -> dict[int, int]:
    """Return what was charged for the lateness of each instalment, by its number."""
    found: dict[int, int] = {}
    for row in state.rows:
        for charge in row.charges:
            if charge.component is Component.FINE and charge.for_instalment is not None:
                before = found.get(charge.for_instalment, 0)
                found[charge.for_instalment] = before + charge.amount
    return found


def _late(state: LoanState, row: Standing) -> int:
    left = row.left
    if state.contract.fine_on is FineBase.PRINCIPAL:
        return left.principal
    return left.principal + left.interest
