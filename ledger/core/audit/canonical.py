"""The canonical bytes of a journal entry, and the hashes and commitments made from them."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

FORMAT_VERSION = 1
GENESIS = bytes(32)
"""The previous hash of a club's first entry."""

Field: TypeAlias = bytes | str | int | None

_KEPT = 20_000
"""So many fields are remembered as bytes; then they are all forgotten."""


class CanonicalLine(NamedTuple):
    """A stored line in the order of its columns; a tuple, as books hold millions of them."""

    line_no: int
    account: str
    fund: str
    debit: int
    credit: int
    member_no: int | None
    loan_no: int | None


class CanonicalEntry(NamedTuple):
    """A stored entry, every column that the hash covers; dates and instants as ISO text.

    `vouchers` are year, series, number and the commitment of a void's reason: the voids in the
    order of their numbers, the entry's own last. `documents` are number, kind and commitment.
    """

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
    vouchers: Sequence[tuple[int, str, int, bytes | None]]
    documents: Sequence[tuple[int, str, bytes]]
    lines: Sequence[tuple[int, str, str, int, int, int | None, int | None]]


def field(value: Field) -> bytes:
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


class _Fields(dict[Field, bytes]):
    """Fields as bytes, remembered: accounts, kinds, amounts and dates return again and again."""

    def __missing__(self, value: Field) -> bytes:
        """Make a field; bytes are hashes and salts, of which none is met twice."""
        if isinstance(value, bytes):
            return b"b%d:%b" % (len(value), value)
        if len(self) >= _KEPT:
            self.clear()
        made = self[value] = field(value)
        return made


_field = _Fields().__getitem__


def canonical_bytes(entry: CanonicalEntry) -> bytes:
    """Return the bytes that an entry's hash is made from (TRUST.md, decision 8).

    The previous hash, the format's version, every other column in order, then the vouchers,
    the documents and the lines, each led by how many there are.
    """
    fields: list[Field] = [entry.previous_hash, FORMAT_VERSION, *entry[1:17], len(entry.vouchers)]
    for voucher in entry.vouchers:
        fields += voucher
    fields.append(len(entry.documents))
    for document in entry.documents:
        fields += document
    fields.append(len(entry.lines))
    for line in entry.lines:
        fields += line
    return b"".join(map(_field, fields))


def entry_hash(entry: CanonicalEntry) -> bytes:
    """Return SHA-256(0x00 ‖ canonical bytes): the entry's leaf in the club's tree (RFC 9162)."""
    return hashlib.sha256(b"\x00" + canonical_bytes(entry)).digest()


def commitment(salt: bytes, values: Sequence[str | None]) -> bytes:
    """Return SHA-256(salt ‖ fields): what the hash keeps of a text that may be erased."""
    return hashlib.sha256(b"".join((salt, *map(field, values)))).digest()


def instant_text(instant: dt.datetime) -> str:
    """Return an instant as UTC ISO text with microseconds: 2026-03-10T02:00:00.000000Z."""
    return instant.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
