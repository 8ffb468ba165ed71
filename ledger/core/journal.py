"""Journal entries as values: what is posted, and what may never be."""

import datetime as dt
import uuid
from collections import defaultdict
from dataclasses import dataclass, replace
from enum import StrEnum

from ledger.core.errors import RuleBroken
from ledger.core.money import LARGEST_MINOR


class EntryKind(StrEnum):
    """What an entry records, as the club would say it."""

    OPENING = "opening"
    CAPITAL = "capital"
    CONTRIBUTION = "contribution"
    DISBURSEMENT = "disbursement"
    REPAYMENT = "repayment"
    INTEREST = "interest"
    INTEREST_SPLIT = "interest_split"
    EXPENSE = "expense"
    BANK = "bank"
    TRANSFER = "transfer"
    LOSS = "loss"
    """A loan, or interest of it, is given up."""
    ACCRUAL = "accrual"
    LOAN_CHANGE = "loan_change"
    """A loan moves to overdue or back, or to an heir."""
    CORRECTION = "correction"
    """What telling a loan's past anew has changed."""
    REVERSAL = "reversal"
    CLOSING = "closing"
    OTHER = "other"


class Series(StrEnum):
    """The three gap-free series of vouchers of a club's year (DOMAIN.md, section 3.1)."""

    RECEIPT = "PT"
    PAYMENT = "PC"
    OTHER = "KT"


class Source(StrEnum):
    """By which door an entry came in."""

    MANUAL = "manual"
    IMPORT = "import"
    DEMO = "demo"


@dataclass(eq=False)
class EntryTooShort(RuleBroken):
    """An entry has two lines or more."""

    lines: int


@dataclass(eq=False)
class EntryDoesNotBalance(RuleBroken):
    """Debits and credits of an entry differ in a fund (amounts in đồng)."""

    fund: str
    debit: int
    credit: int


@dataclass(eq=False)
class LineNotOneSided(RuleBroken):
    """A line has exactly one of debit and credit, above zero and at most 2^53 − 1."""

    line_no: int
    debit: int
    credit: int


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One account's part of an entry: a debit or a credit in minor units, never both."""

    account: str
    fund: str
    debit: int = 0
    credit: int = 0
    member_no: int | None = None
    loan_no: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A paper that stands behind an entry: its kind, its reference, why it was made."""

    kind: str
    reference: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class VoucherNumber:
    """A number on paper that the entry must keep; `voids` are those skipped before it."""

    number: int
    voids: tuple[int, ...] = ()
    void_reason: str | None = None


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """A dated balanced fact on its way into the journal; it cannot exist unbalanced.

    `occurred_on` is the day it counts in the books, `true_on` the day it really happened when
    that lies in a closed month. `voucher` is given only when the number exists on paper already.
    """

    kind: EntryKind
    occurred_on: dt.date
    lines: tuple[JournalLine, ...]
    narration: str
    series: Series = Series.OTHER
    true_on: dt.date | None = None
    payer_name: str | None = None
    payer_address: str | None = None
    reverses: int | None = None
    meeting_no: int | None = None
    approved_by: int | None = None
    voucher: VoucherNumber | None = None
    documents: tuple[Document, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what double entry does not allow; see `check_lines`."""
        check_lines(self.lines)


@dataclass(frozen=True, slots=True)
class PostingRequest:
    """Who posts, when, by which door and under which request id."""

    request_id: uuid.UUID
    recorded_by: int
    recorded_at: dt.datetime
    source: Source = Source.MANUAL

    def named(self, act: str) -> "PostingRequest":
        """Return the request of an act that belongs to this one, under an id of its own."""
        return replace(self, request_id=uuid.uuid5(self.request_id, act))


def check_lines(lines: tuple[JournalLine, ...]) -> None:
    """Refuse an entry that double entry does not allow (TRUST.md, invariants 1 and 4).

    Raises `EntryTooShort`, `LineNotOneSided` or `EntryDoesNotBalance`.
    """
    if len(lines) < 2:
        raise EntryTooShort(lines=len(lines))
    net: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        debit, credit = line.debit, line.credit
        if not (
            (0 < debit <= LARGEST_MINOR and credit == 0)
            or (0 < credit <= LARGEST_MINOR and debit == 0)
        ):
            raise LineNotOneSided(line_no=number, debit=debit, credit=credit)
        fund = line.fund
        net[fund] = net.get(fund, 0) + debit - credit
    if any(net.values()):
        fund = next(name for name, amount in net.items() if amount)
        raise EntryDoesNotBalance(fund=fund, **_sides(lines, fund))


def _sides(lines: tuple[JournalLine, ...], fund: str) -> dict[str, int]:
    sides: dict[str, int] = defaultdict(int)
    for line in lines:
        if line.fund == fund:
            sides["debit"] += line.debit
            sides["credit"] += line.credit
    return {"debit": sides["debit"], "credit": sides["credit"]}


def reversal_of(lines: tuple[JournalLine, ...]) -> tuple[JournalLine, ...]:
    """Return the lines that undo `lines`, sides exchanged, in the same order."""
    return tuple(
        JournalLine(one.account, one.fund, one.credit, one.debit, one.member_no, one.loan_no)
        for one in lines
    )
