"""The canonical bytes of a journal entry, and the hashes and commitments made from them."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

FORMAT_VERSION = 1
GENESIS = bytes(32)
"""The previous hash of a club's first entry."""


@dataclass(frozen=True, slots=True)
class CanonicalLine:
    """A stored line in the order of its columns."""

    line_no: int
    account: str
    fund: str
    debit: int
    credit: int
    member_no: int | None
    loan_no: int | None


@dataclass(frozen=True, slots=True)
class CanonicalEntry:
    """A stored entry, every column that the hash covers; dates and instants as ISO text."""

    previous_hash: bytes
    club_uuid: str
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
    vouchers: tuple[tuple[int, str, int, bytes | None], ...]
    documents: tuple[tuple[int, str, bytes], ...]
    lines: tuple[CanonicalLine, ...]


def field(value: bytes | str | int | None) -> bytes:
    """Return one field: a tag (n null, b bytes, t text, i integer), a length, the bytes.

    Text is UTF-8 and must be NFC already; integers are decimal (TRUST.md, decision 8).
    """
    if value is None:
        return b"n0:"
    if isinstance(value, bytes):
        return b"b%d:%b" % (len(value), value)
    if isinstance(value, str):
        raw = value.encode()
        return b"t%d:%b" % (len(raw), raw)
    raw = b"%d" % value
    return b"i%d:%b" % (len(raw), raw)


def canonical_bytes(entry: CanonicalEntry) -> bytes:
    """Return the bytes that an entry's hash is made from (TRUST.md, decision 8)."""
    fields: list[bytes | str | int | None] = [
        entry.previous_hash, FORMAT_VERSION, entry.club_uuid, entry.entry_no, entry.kind,
        entry.occurred_on, entry.true_on, entry.recorded_at, entry.recorded_by,
        entry.approved_by, entry.source, entry.request_id, entry.request_part, entry.reverses,
        entry.meeting_no, entry.narration, entry.payer_name, entry.payer_address,
        len(entry.vouchers),
    ]  # fmt: skip
    for voucher in entry.vouchers:
        fields += voucher
    fields.append(len(entry.documents))
    for document in entry.documents:
        fields += document
    fields.append(len(entry.lines))
    for line in entry.lines:
        fields += (
            line.line_no, line.account, line.fund, line.debit, line.credit,
            line.member_no, line.loan_no,
        )  # fmt: skip
    return b"".join([field(value) for value in fields])


def entry_hash(entry: CanonicalEntry) -> bytes:
    """Return SHA-256(0x00 ‖ canonical bytes): the entry's leaf in the club's tree (RFC 9162)."""
    return hashlib.sha256(b"\x00" + canonical_bytes(entry)).digest()


def commitment(salt: bytes, values: Sequence[str | None]) -> bytes:
    """Return SHA-256(salt ‖ fields): what the hash keeps of a text that may be erased."""
    return hashlib.sha256(salt + b"".join([field(value) for value in values])).digest()


def instant_text(instant: dt.datetime) -> str:
    """Return an instant as UTC ISO text with microseconds: 2026-03-10T02:00:00.000000Z."""
    return instant.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
