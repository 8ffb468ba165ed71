"""The words that say where a loan is in its life, as lists and pages say them."""

from collections.abc import Mapping

from ledger.core.loans.steps import LoanStage
from ledger.core.statements.table import Phrase, phrase

STAGES: Mapping[LoanStage, Phrase] = {
    LoanStage.APPROVED: phrase("Not paid out yet"),
    LoanStage.ACTIVE: phrase("Being repaid"),
    LoanStage.REPAID: phrase("All repaid"),
    LoanStage.WRITTEN_OFF: phrase("Written off, still followed"),
    LoanStage.CLOSED: phrase("Closed"),
    LoanStage.TURNED_DOWN: phrase("Turned down"),
}
"""The stages that a loan itself can be in; it may be turned down after it was approved."""

APPLIED: Mapping[LoanStage, Phrase] = {
    LoanStage.ASKED: phrase("Handed in"),
    LoanStage.APPRAISED: phrase("Appraised"),
    LoanStage.VOTED: phrase("The meeting voted for it"),
    LoanStage.APPROVED: phrase("Approved"),
    LoanStage.TURNED_DOWN: phrase("Turned down"),
}
"""How far an application came; of its loan the loan's own stages tell."""


def stage_words(stage: LoanStage | None, days_late: int) -> Phrase | str:
    """Return in plain words how a loan stands; nothing for one of which nothing was told."""
    if stage is LoanStage.ACTIVE and days_late:
        return phrase("%(days)s day(s) late", days=days_late)
    return "" if stage is None else STAGES[stage]
