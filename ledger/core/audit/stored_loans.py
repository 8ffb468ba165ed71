"""A loan with all that is stored of it, as the checks read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ledger.core.loans.seal import Agreed


class StoredEvent(NamedTuple):
    """A row of what happened to a loan; days and instants as ISO text, `told` as it was kept.

    The `entry_` facts are those of the entry that posted it, None where there is none.
    """

    loan_no: int
    event_no: int
    kind: str
    occurred_on: str
    told: str
    entry_no: int | None
    correction_no: int | None
    meeting_no: int | None
    recorded_at: str
    recorded_by: int
    approved_by: int | None
    entry_meeting_no: int | None
    entry_recorded_at: str | None
    entry_recorded_by: int | None
    entry_approved_by: int | None


class LoanLine(NamedTuple):
    """A line of the journal that names a loan; `amount` is debit less credit, in đồng."""

    loan_no: int
    entry_no: int
    account: str
    fund: str
    member_no: int | None
    amount: int


class StoredSeal(NamedTuple):
    """A fingerprint of a loan that an entry holds."""

    loan_no: int
    entry_no: int
    seal: str


@dataclass(frozen=True, slots=True)
class StoredLife:
    """A loan as agreed with its events, its lines and its fingerprints, each in their order."""

    loan_no: int
    agreed: Agreed
    events: Sequence[StoredEvent]
    lines: Sequence[LoanLine]
    seals: Mapping[int, frozenset[str]]
    """The fingerprints by the entry that holds them."""
