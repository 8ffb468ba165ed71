"""The published test vectors of an entry's bytes and hash, and that every column changes them."""

import datetime as dt
import hashlib

import pytest

from ledger.core.audit.canonical import (
    GENESIS,
    CanonicalEntry,
    CanonicalLine,
    canonical_bytes,
    commitment,
    entry_hash,
    field,
    instant_text,
)

SALT = bytes(range(16))
UUID = "018f3a1e-0000-7000-8000-000000000001"

FIRST = CanonicalEntry(
    previous_hash=GENESIS,
    club_uuid=UUID,
    entry_no=1,
    kind="contribution",
    occurred_on="2026-03-10",
    true_on=None,
    recorded_at="2026-03-10T02:00:00.000000Z",
    recorded_by=1,
    approved_by=None,
    source="manual",
    request_id="018f3a1e-0000-7000-8000-0000000000aa",
    request_part=0,
    reverses=None,
    meeting_no=None,
    narration=commitment(SALT, ("Hội phí tháng 3",)),
    payer_name=None,
    payer_address=None,
    vouchers=((2026, "PT", 1, None),),
    documents=(),
    lines=(
        CanonicalLine(1, "111", "activity", 5_000, 0, None, None),
        CanonicalLine(2, "5112", "activity", 0, 5_000, 7, None),
    ),
)
"""An entry as small as they come."""

SECOND = CanonicalEntry(
    previous_hash=bytes.fromhex("00" * 31 + "ff"),
    club_uuid=UUID,
    entry_no=2,
    kind="disbursement",
    occurred_on="2026-03-11",
    true_on="2026-02-28",
    recorded_at="2026-03-11T02:00:00.250000Z",
    recorded_by=1,
    approved_by=2,
    source="import",
    request_id="018f3a1e-0000-7000-8000-0000000000ab",
    request_part=3,
    reverses=1,
    meeting_no=12,
    narration=commitment(SALT, ("Cho vay nuôi gà",)),
    payer_name=commitment(SALT, ("Nguyễn Thị Hoa",)),
    payer_address=commitment(SALT, ("Xóm 3",)),
    vouchers=(
        (2026, "PC", 4, commitment(SALT, ("Viết hỏng",))),
        (2026, "PC", 5, commitment(SALT, (None,))),
        (2026, "PC", 6, None),
    ),
    documents=(
        (1, "decision", commitment(SALT, ("Số 12/QĐ", None))),
        (2, "minutes", commitment(SALT, ("Biên bản số 3", "Họp tháng 3"))),
    ),
    lines=(
        CanonicalLine(1, "1321", "income", 9_007_199_254_740_991, 0, 7, 1),
        CanonicalLine(2, "111", "income", 0, 9_007_199_254_740_991, None, None),
    ),
)
"""An entry that uses every column."""


def test_the_bytes_of_the_smallest_entry_are_these() -> None:
    words = hashlib.sha256(SALT + "t19:Hội phí tháng 3".encode()).digest()
    assert canonical_bytes(FIRST) == (
        b"b32:" + bytes(32) + b"i1:1"
        b"t36:018f3a1e-0000-7000-8000-000000000001i1:1t12:contributiont10:2026-03-10n0:"
        b"t27:2026-03-10T02:00:00.000000Zi1:1n0:t6:manual"
        b"t36:018f3a1e-0000-7000-8000-0000000000aai1:0n0:n0:"
        b"b32:" + words + b"n0:n0:"
        b"i1:1i4:2026t2:PTi1:1n0:"
        b"i1:0"
        b"i1:2i1:1t3:111t8:activityi4:5000i1:0n0:n0:i1:2t4:5112t8:activityi1:0i4:5000i1:7n0:"
    )


@pytest.mark.parametrize(
    ("entry", "digest"),
    [
        (FIRST, "5b05a06e985456675d12f76a96279caeee53888515826896e5264db574a13f09"),
        (SECOND, "3877a259cccc8f2012bad93d76cc1eb87d9a536695131dbe091cb948f0200886"),
    ],
)
def test_the_hash_of_an_entry_is_this(entry: CanonicalEntry, digest: str) -> None:
    assert entry_hash(entry).hex() == digest
    assert entry_hash(entry) == hashlib.sha256(b"\x00" + canonical_bytes(entry)).digest()


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, b"n0:"), (b"", b"b0:"), ("", b"t0:"), (0, b"i1:0"), (-12, b"i3:-12"),
        ("đ", b"t2:\xc4\x91"), (b"\x00:", b"b2:\x00:"), (2**53, b"i16:9007199254740992"),
    ],
)  # fmt: skip
def test_a_field_is_a_tag_a_length_and_bytes(
    value: bytes | str | int | None, written: bytes
) -> None:
    assert field(value) == written


def test_null_is_no_empty_text_and_a_number_no_text() -> None:
    alike = [None, b"", "", b"0", "0", 0]
    assert len({field(value) for value in alike}) == len(alike)


@pytest.mark.parametrize("column", CanonicalEntry._fields)
@pytest.mark.parametrize("entry", [FIRST, SECOND], ids=["first", "second"])
def test_every_column_changes_the_hash(entry: CanonicalEntry, column: str) -> None:
    place = CanonicalEntry._fields.index(column)
    value = entry[place]
    other: object = {int: 99, str: "x", bytes: bytes(31) + b"\x01", tuple: ()}.get(type(value), 5)
    if value == ():
        other = ((1, "paper", bytes(32)),)
    changed = CanonicalEntry._make([*entry[:place], other, *entry[place + 1 :]])
    assert entry_hash(changed) != entry_hash(entry)


@pytest.mark.parametrize("column", CanonicalLine._fields)
def test_every_column_of_a_line_changes_the_hash(column: str) -> None:
    line, other_line = FIRST.lines
    place = CanonicalLine._fields.index(column)
    other: object = "x" if isinstance(line[place], str) else 77
    changed = CanonicalLine._make([*line[:place], other, *line[place + 1 :]])
    assert entry_hash(FIRST._replace(lines=(changed, other_line))) != entry_hash(FIRST)


def test_lines_cannot_move_between_fields_or_places() -> None:
    one, two = FIRST.lines
    assert entry_hash(FIRST._replace(lines=(two, one))) != entry_hash(FIRST)
    shifted = (1, "111activity", "", 5_000, 0, None, None)
    assert entry_hash(FIRST._replace(lines=(shifted, two))) != entry_hash(FIRST)


def test_a_commitment_hides_and_tells_apart() -> None:
    texts = [("a", "b"), ("ab", ""), ("ab", None), ("ab",), (None, "ab"), ("a",)]
    assert len({commitment(SALT, one) for one in texts}) == len(texts)
    assert commitment(SALT, ("a",)) != commitment(bytes(16), ("a",))
    assert commitment(SALT, ("a",)) == hashlib.sha256(SALT + b"t1:a").digest()


def test_many_different_entries_give_the_bytes_that_each_gives_alone() -> None:
    entries = [
        FIRST._replace(
            entry_no=number, recorded_at=instant_text(dt.datetime.fromtimestamp(number, dt.UTC)),
            vouchers=((2026, "PT", number, None),),
        )
        for number in range(1, 15_000)
    ]  # fmt: skip
    together = [entry_hash(entry) for entry in entries]
    assert len(set(together)) == len(entries)
    plainly = [b"".join(map(field, flat(entry))) for entry in entries[::1_000]]
    assert [canonical_bytes(entry) for entry in entries[::1_000]] == plainly


def flat(entry: CanonicalEntry) -> list[bytes | str | int | None]:
    """Return an entry's fields in order, without any short cut."""
    fields: list[bytes | str | int | None] = [entry.previous_hash, 1, *entry[1:17]]
    for rows in (entry.vouchers, entry.documents, entry.lines):
        fields.append(len(rows))
        for row in rows:
            fields += row
    return fields


@pytest.mark.parametrize(
    ("instant", "written"),
    [
        (dt.datetime(2026, 3, 10, 2, 0, tzinfo=dt.UTC), "2026-03-10T02:00:00.000000Z"),
        (
            dt.datetime(2026, 3, 10, 2, 0, 0, 5, tzinfo=dt.timezone(dt.timedelta(hours=7))),
            "2026-03-09T19:00:00.000005Z",
        ),
    ],
)
def test_an_instant_is_written_in_utc_with_microseconds(instant: dt.datetime, written: str) -> None:
    assert instant_text(instant) == written
