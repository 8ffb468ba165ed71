"""Of which activities somebody should ask: over without a result, or running without a word."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ledger.core.loans.steps import LoanStage
from ledger.core.outcomes.activity import living
from ledger.core.outcomes.activity_file import ActivityFile
from ledger.core.periods import months_later

NEAR_END = dt.timedelta(days=30)
"""So long before the last due date it is time to sum an activity up."""
MONTHS_WITHOUT_WORD = 3


class WhyAsk(StrEnum):
    """Why somebody should ask."""

    OVER = "over"
    """The loan is repaid or given up, and nobody has summed the activity up."""
    NEAR_END = "near_end"
    SILENT = "silent"
    """Nothing was written down of it for three months."""

    @property
    def is_for_summing_up(self) -> bool:
        """Tell whether it is time to sum the activity up, and not only to ask how it goes."""
        return self is not WhyAsk.SILENT


@dataclass(frozen=True, slots=True)
class ToAsk:
    """An activity to ask about, and since when, or until when."""

    file: ActivityFile
    why: WhyAsk
    on: dt.date


def to_ask(files: Iterable[ActivityFile], today: dt.date) -> list[ToAsk]:
    """Return the activities to ask about: over, near the end, silent; the latest end first."""
    found = [asked for file in files if (asked := _asked(file, today)) is not None]
    order = list(WhyAsk)
    found.sort(key=lambda one: (order.index(one.why), -one.on.toordinal(), one.file.loan.loan_no))
    return found


def _asked(file: ActivityFile, today: dt.date) -> ToAsk | None:
    loan = file.loan
    if loan.disbursed_on is None or file.result is not None:
        return None
    if loan.stage in (LoanStage.REPAID, LoanStage.CLOSED, LoanStage.WRITTEN_OFF):
        return ToAsk(file, WhyAsk.OVER, min(loan.repaid_on or loan.ends_on or today, today))
    if loan.ends_on is not None and loan.ends_on - today <= NEAR_END:
        return ToAsk(file, WhyAsk.NEAR_END, loan.ends_on)
    last = max((one.occurred_on for one in living(file.records)), default=loan.disbursed_on)
    if months_later(last, MONTHS_WITHOUT_WORD) <= today:
        return ToAsk(file, WhyAsk.SILENT, last)
    return None
