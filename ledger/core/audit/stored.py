"""What is stored, as the checks read it: an entry with all that stands under it, and a club."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

AccountAndFund: TypeAlias = tuple[str, str]


class StoredHead(NamedTuple):
    """An entry's own row; dates and instants as ISO text, so that hashes are made from it.

    Rows are named tuples, as books hold millions of them; each begins with its entry's number.
    """

    entry_no: int
    kind: str
    occurred_on: str
    true_on: str | None
    recorded_at: str
    recorded_by: int
    approved_by: int | None
    source: str
    request_id: str
    request_part: int
    reverses: int | None
    meeting_no: int | None
    narration: bytes
    payer_name: bytes | None
    payer_address: bytes | None
    previous_hash: bytes
    hash: bytes


class StoredLine(NamedTuple):
    """A line of an entry; amounts in đồng."""

    entry_no: int
    line_no: int
    account: str
    fund: str
    debit: int
    credit: int
    member_no: int | None
    loan_no: int | None


class StoredText(NamedTuple):
    """An entry's words with their salts; None where there are none, or no longer."""

    entry_no: int
    narration: str | None
    narration_salt: bytes | None
    payer_name: str | None
    payer_name_salt: bytes | None
    payer_address: str | None
    payer_address_salt: bytes | None


class StoredVoucher(NamedTuple):
    """A number of a series: an entry's own, or a void's with its reason and salt."""

    entry_no: int
    year: int
    series: str
    no: int
    void_reason: str | None
    void_salt: bytes | None


class StoredDocument(NamedTuple):
    """A paper behind an entry."""

    entry_no: int
    document_no: int
    kind: str
    reference: str
    reason: str | None
    salt: bytes


class StoredErasure(NamedTuple):
    """The record that a text was erased."""

    entry_no: int
    field: str
    erased_at: str
    erased_by: int


class StoredEntry(NamedTuple):
    """An entry with every row that names it; the voids come before the entry's own voucher."""

    head: StoredHead
    lines: Sequence[StoredLine]
    texts: Sequence[StoredText]
    vouchers: Sequence[StoredVoucher]
    documents: Sequence[StoredDocument]
    erasures: Sequence[StoredErasure]


@dataclass(frozen=True, slots=True)
class Stray:
    """A row that names an entry which is not there."""

    table: str
    entry_no: int


@dataclass(frozen=True, slots=True)
class StoredReversal:
    """A reversal, the entry it undoes, and the lines of both."""

    entry_no: int
    reverses: int
    reverses_a_reversal: bool
    lines: tuple[StoredLine, ...]
    undone: tuple[StoredLine, ...]


class PostedRequest(NamedTuple):
    """The entries posted under a request id, as least and greatest numbers.

    `low_start` and `high_start` are the least and greatest of an entry's number less its part.
    """

    request_id: str
    entries: int
    first_entry_no: int
    low_part: int
    high_part: int
    low_start: int
    high_start: int
    low_actor: int
    high_actor: int

    @property
    def is_one_piece(self) -> bool:
        """Tell whether the parts are 0, 1, 2 … of entries that follow each other."""
        return (
            self.low_part == 0
            and self.high_part == self.entries - 1
            and self.low_start == self.high_start
        )

    @property
    def numbers(self) -> tuple[int, ...]:
        """Return the entries' numbers, when the request is one piece."""
        return tuple(range(self.first_entry_no, self.first_entry_no + self.entries))


@dataclass(frozen=True, slots=True)
class StoredRequest:
    """A request, what was posted under its id, and its kept answer.

    `actor` is None when no answer is kept; `answered` are the entries that the answer names,
    None when it is no list of entries.
    """

    id: str
    posted: PostedRequest | None
    actor: int | None = None
    answered: tuple[int, ...] | None = None


class StoredMonth(NamedTuple):
    """A month of a club: when it was opened, when and by whom closed; instants as ISO text."""

    period: str
    opened_at: str
    closed_at: str | None
    closed_by: int | None


class StoredCounter(NamedTuple):
    """A club's last numbers as its counter says them."""

    last_entry_no: int
    last_hash: bytes
    last_recorded_at: str | None
    rebuilds: int
    folding: int


@dataclass(frozen=True, slots=True)
class StoredBooks:
    """What a club's journal refers to, and what is kept beside it; amounts in đồng.

    Balances are (debit, credit) by account and fund, or by period (2026-03, 2026), account and
    fund; `vouchers` the last number by year and series; `accounts` the type by number, `loans` the
    member by number, `heirs` the members who took a loan over.
    """

    code: str
    uuid: str
    counter: StoredCounter | None
    accounts: Mapping[str, str]
    funds: frozenset[str]
    users: frozenset[int]
    members: frozenset[int]
    loans: Mapping[int, int]
    meetings: frozenset[int]
    months: Mapping[str, StoredMonth]
    vouchers: Mapping[tuple[int, str], int]
    balances: Mapping[AccountAndFund, tuple[int, int]]
    period_balances: Mapping[tuple[str, str, str], tuple[int, int]]
    heirs: Mapping[int, frozenset[int]] = field(default_factory=dict)
