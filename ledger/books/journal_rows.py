"""Turning entries into rows: numbers, salts, commitments, hashes."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TypeAlias

from ledger.core.audit.canonical import (
    CanonicalEntry,
    CanonicalLine,
    commitment,
    entry_hash,
    instant_text,
)
from ledger.core.journal import JournalEntry, PostingRequest

SALT = 16

EntryTuple: TypeAlias = tuple[str | int | bytes | None, ...]
VoucherOf: TypeAlias = tuple[int, str, int, tuple[int, ...], str | None]
"""An entry's voucher: year, series, number, the numbers void before it, the void's reason."""


@dataclass(slots=True)
class Rows:
    """The rows of a batch, a list a table, in the order of the tables' columns."""

    lines: list[EntryTuple] = field(default_factory=list)
    entries: list[EntryTuple] = field(default_factory=list)
    texts: list[EntryTuple] = field(default_factory=list)
    vouchers: list[EntryTuple] = field(default_factory=list)
    documents: list[EntryTuple] = field(default_factory=list)
    last_hash: bytes = b""


@dataclass(frozen=True, slots=True)
class Head:
    """Where the club's journal stands before a batch."""

    club_id: int
    club_uuid: str
    last_entry_no: int
    last_hash: bytes


def salts() -> Iterator[bytes]:
    """Give random salts of 16 bytes, drawn from the system in blocks."""
    while True:
        block = os.urandom(SALT * 64)
        for start in range(0, len(block), SALT):
            yield block[start : start + SALT]


def build_rows(
    head: Head,
    entries: Sequence[JournalEntry],
    numbers: Sequence[VoucherOf],
    request: PostingRequest,
    salt: Iterator[bytes],
) -> Rows:
    """Return the rows of `entries`, chained onto `head`.

    Vouchers come out in the order of their series, which paper may not have kept.
    """
    rows = Rows()
    previous, club_id = head.last_hash, head.club_id
    recorded_at, request_id = instant_text(request.recorded_at), str(request.request_id)
    for part, (entry, number) in enumerate(zip(entries, numbers, strict=True)):
        no = head.last_entry_no + 1 + part
        lines = tuple(
            CanonicalLine(i, x.account, x.fund, x.debit, x.credit, x.member_no, x.loan_no)
            for i, x in enumerate(entry.lines, 1)
        )
        narration_salt = next(salt)
        narration = commitment(narration_salt, (entry.narration,))
        name_salt, name = _committed(entry.payer_name, salt)
        address_salt, address = _committed(entry.payer_address, salt)
        canonical = CanonicalEntry(
            previous, head.club_uuid, no, entry.kind.value, entry.occurred_on.isoformat(),
            entry.true_on.isoformat() if entry.true_on else None, recorded_at,
            request.recorded_by, entry.approved_by, request.source.value, request_id, part,
            entry.reverses, entry.meeting_no, narration, name, address,
            _vouchers(rows, club_id, no, number, salt), _documents(rows, club_id, no, entry, salt),
            lines,
        )  # fmt: skip
        digest = entry_hash(canonical)
        rows.lines += [
            (club_id, no, x.line_no, x.account, x.fund, x.debit, x.credit, x.member_no, x.loan_no)
            for x in lines
        ]
        rows.entries.append((
            club_id, no, canonical.kind, canonical.occurred_on, canonical.true_on, recorded_at,
            request.recorded_by, entry.approved_by, canonical.source, request_id, part,
            entry.reverses, entry.meeting_no, narration, name, address, previous, digest,
        ))  # fmt: skip
        rows.texts.append((
            club_id, no, entry.narration, narration_salt, entry.payer_name, name_salt,
            entry.payer_address, address_salt,
        ))  # fmt: skip
        previous = digest
    rows.vouchers.sort(key=itemgetter(1, 2, 3))
    rows.last_hash = previous
    return rows


def _committed(text: str | None, salt: Iterator[bytes]) -> tuple[bytes | None, bytes | None]:
    if text is None:
        return None, None
    drawn = next(salt)
    return drawn, commitment(drawn, (text,))


def _vouchers(
    rows: Rows,
    club_id: int,
    entry_no: int,
    number: VoucherOf,
    salt: Iterator[bytes],
) -> tuple[tuple[int, str, int, bytes | None], ...]:
    year, series, own, voids, reason = number
    found: list[tuple[int, str, int, bytes | None]] = []
    for void in sorted(voids):
        drawn = next(salt)
        rows.vouchers.append((club_id, year, series, void, entry_no, reason, drawn))
        found.append((year, series, void, commitment(drawn, (reason,))))
    rows.vouchers.append((club_id, year, series, own, entry_no, None, None))
    found.append((year, series, own, None))
    return tuple(found)


def _documents(
    rows: Rows, club_id: int, entry_no: int, entry: JournalEntry, salt: Iterator[bytes]
) -> tuple[tuple[int, str, bytes], ...]:
    if not entry.documents:
        return ()
    found = []
    for no, document in enumerate(entry.documents, 1):
        drawn = next(salt)
        rows.documents.append(
            (club_id, entry_no, no, document.kind, document.reference, document.reason, drawn)
        )
        digest = commitment(drawn, (document.reference, document.reason))
        found.append((no, document.kind, digest))
    return tuple(found)
