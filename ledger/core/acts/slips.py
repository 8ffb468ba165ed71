"""Which mistakes whoever made them may correct alone: the own slip of the same day."""

import datetime as dt
from dataclasses import dataclass

from ledger.core.journal import EntryKind, Source

CORRECTED_ALONE = frozenset(
    {
        EntryKind.CAPITAL, EntryKind.CONTRIBUTION, EntryKind.DISBURSEMENT, EntryKind.REPAYMENT,
        EntryKind.INTEREST, EntryKind.EXPENSE, EntryKind.BANK, EntryKind.TRANSFER, EntryKind.OTHER,
    }
)  # fmt: skip
"""What one person records, and so no loss: a debt that was given up took three to give up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedEntry:
    """Who recorded an entry, and when; `recorded_on` is the day where the club is.

    `approved_by`: a second person, where one approved it. `is_closed`: its month is.
    """

    entry_no: int
    kind: EntryKind
    source: Source
    occurred_on: dt.date
    recorded_on: dt.date
    recorded_by: int
    approved_by: int | None
    is_closed: bool
    is_reversed: bool


def own_slip_of_today(entry: RecordedEntry, actor: int, today: dt.date) -> bool:
    """Tell whether an entry is the actor's own of today, so that no second person is needed.

    What a second person has approved, what was read in from a file, and what stands in a closed
    month or is reversed already is none; nor what is not of the kinds that are `CORRECTED_ALONE`.
    """
    is_own = entry.recorded_by == actor and entry.recorded_on == today
    is_plain = entry.kind in CORRECTED_ALONE and entry.source is Source.MANUAL
    return (
        is_own and is_plain and entry.approved_by is None
        and not entry.is_closed and not entry.is_reversed
    )  # fmt: skip
