"""The state of a loan as it is kept: that of the day of its last event, whoever asks and when."""

import datetime as dt
from collections.abc import Sequence

from ledger.core.loans.contract import Contract
from ledger.core.loans.events import LoanEvent
from ledger.core.loans.life import replay
from ledger.core.loans.state import LoanState


def state_as_kept(contract: Contract, events: Sequence[LoanEvent], agreed_on: dt.date) -> LoanState:
    """Return a loan's state on the latest day of its events, or when it was agreed.

    So it follows from contract and events alone; what only time has changed since then is worked
    out when it is asked for (`life.looked_at`).
    """
    return replay(contract, events, max((one.occurred_on for one in events), default=agreed_on))
