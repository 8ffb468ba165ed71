"""What is read back from the journal: entries with their lines, and lines with their entries."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EntryLine:
    """A line as stored; amounts in đồng. `member_paper` and `loan_paper` are the club's codes."""

    line_no: int
    account: str
    account_vi: str
    account_en: str
    fund: str
    debit: int
    credit: int
    member_no: int | None
    loan_no: int | None
    member_paper: str | None = None
    loan_paper: str | None = None
    fund_vi: str = ""
    fund_en: str = ""


@dataclass(frozen=True, slots=True)
class EntryDocument:
    """A paper behind an entry."""

    kind: str
    reference: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class EntryRecord:
    """An entry as stored, with all that stands under it."""

    entry_no: int
    kind: str
    occurred_on: dt.date
    true_on: dt.date | None
    recorded_at: dt.datetime
    recorded_by: str
    approved_by: str | None
    source: str
    voucher: str
    narration: str | None
    payer_name: str | None
    payer_address: str | None
    reverses: int | None
    reversed_by: int | None
    voids: tuple[str, ...]
    void_reason: str | None
    hash: bytes
    lines: tuple[EntryLine, ...]
    documents: tuple[EntryDocument, ...]

    @property
    def told(self) -> str | None:
        """Return the narration and who paid or received, None when it was erased."""
        return with_name(self.narration, self.payer_name)


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A line of one account with what its entry says; amounts in đồng.

    `against` are the other accounts of the entry in the same fund.
    """

    entry_no: int
    occurred_on: dt.date
    series: str
    voucher_no: int
    narration: str | None
    account: str
    fund: str
    debit: int
    credit: int
    member_no: int | None
    against: str = ""
    payer_name: str | None = None

    @property
    def told(self) -> str | None:
        """Return the narration and who paid or received, None when it was erased."""
        return with_name(self.narration, self.payer_name)

    @property
    def voucher(self) -> str:
        """Return the voucher's number as printed: PT 214."""
        return f"{self.series} {self.voucher_no}"


def with_name(narration: str | None, name: str | None) -> str | None:
    """Return a narration with a name behind it, unless it says the name already.

    A meeting is many rows of one narration; only the name tells them apart.
    """
    if not narration or not name or name in narration:
        return narration
    return f"{narration} – {name}"
