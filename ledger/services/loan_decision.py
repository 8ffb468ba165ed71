"""A decision about a loan, with its reason and who stands behind it."""

from dataclasses import dataclass

from ledger.core.loans.events import LoanEvent
from ledger.services.loan_work import Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Why something was decided about a loan; at which meeting, by which second officer."""

    reason: str
    meeting_no: int | None = None
    approved_by: int | None = None

    def told(self, loan_no: int, event: LoanEvent) -> Told:
        """Return an event of a loan as it was decided."""
        return Told(
            loan_no=loan_no, event=event, reason=self.reason, meeting_no=self.meeting_no,
            approved_by=self.approved_by,
        )  # fmt: skip
