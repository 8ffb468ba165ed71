"""The package of a workbook (a zip of XML), looked at with distrust before anything reads it."""

import io
import re
import struct
import zipfile
import zlib
from typing import BinaryIO

from ledger.files.workbook_limits import Limits, Refused

LONGEST_LIST = 1024 * 1024
"""The most bytes of a package's list of parts."""

CHUNK = 256 * 1024
LARGE = 8 * 1024 * 1024
FULLEST = 400
"""How many times larger a large part may be than it is packed; a full sheet is about ten."""

COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
"""How an old workbook (.xls) begins, and one with a password."""
WITH_PASSWORD = "EncryptedPackage".encode("utf-16-le")

END = struct.Struct("<4s4H2LH")
END_MARK = b"PK\x05\x06"
LONGEST_COMMENT = 65_535
ENCRYPTED = 0x1
READABLE = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}

ZIP_ERRORS = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, UnicodeError,
)  # fmt: skip
"""What is raised by a package that is not whole, or packed in a way of its own."""

WORKBOOK = "xl/workbook.xml"
PARTS = re.compile(
    r"\[content_types\]\.xml|_rels/\.rels|xl/[^/]+\.xml|xl/_rels/[^/]+\.rels"
    r"|xl/worksheets/[^/]+\.xml"
)
"""What is read of a package: no pictures, no macros, no caches, nothing from elsewhere."""

OTHER_KINDS = {"xl/workbook.bin": "xlsb", "content.xml": "ods", "word/document.xml": "docx"}
"""By which part a package is known that is something else."""


def unpacked(source: BinaryIO, limits: Limits) -> io.BytesIO:
    """Return the parts that are read, as a package that is not packed.

    So whatever reads the package sees what was looked at here. No more bytes are unpacked than
    the limits allow, whatever the list of parts says. Raises `Refused`.
    """
    _check_beginning(source)
    _check_end(source, limits)
    copy = io.BytesIO()
    try:
        _copy(source, copy, limits.unpacked)
    except ZIP_ERRORS:
        raise Refused("damaged", "zip") from None
    copy.seek(0)
    return copy


def _copy(source: BinaryIO, copy: BinaryIO, left: int) -> None:
    with zipfile.ZipFile(source) as package, zipfile.ZipFile(copy, "w") as plain:
        for name, part in _parts(package).items():
            left -= part.file_size
            is_bomb = part.file_size > max(LARGE, FULLEST * part.compress_size)
            if left < 0 or is_bomb:
                raise Refused("too_large", "unpacked")
            data = _read(package, part)
            _check_xml(name, data)
            plain.writestr(_path(part), data)


def _check_beginning(source: BinaryIO) -> None:
    """Refuse what is no package, by what it seems to be."""
    beginning = source.read(len(COMPOUND))
    if beginning == COMPOUND:
        raise Refused("encrypted") if WITH_PASSWORD in source.read() else Refused("other", "xls")
    if not beginning.startswith(b"PK"):
        raise Refused("other", "unknown" if beginning else "empty")


def _check_end(source: BinaryIO, limits: Limits) -> None:
    """Refuse a package with a list of parts that is long, or not there."""
    size = source.seek(0, io.SEEK_END)
    source.seek(max(0, size - END.size - LONGEST_COMMENT))
    tail = source.read()
    at = tail.rfind(END_MARK)
    if at < 0 or len(tail) - at < END.size:
        raise Refused("damaged", "zip")
    _, _, _, _, parts, length, _, _ = END.unpack_from(tail, at)
    if parts > limits.parts or length > LONGEST_LIST:
        raise Refused("too_large", "parts")


def _parts(package: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Return the parts that are read, by their names in small letters."""
    parts: dict[str, zipfile.ZipInfo] = {}
    kind = "zip"
    for part in package.infolist():
        name = _path(part).lower()
        kind = OTHER_KINDS.get(name, kind)
        if not PARTS.fullmatch(name):
            continue
        if part.flag_bits & ENCRYPTED:
            raise Refused("encrypted")
        if name in parts or part.compress_type not in READABLE:
            raise Refused("damaged", name)
        parts[name] = part
    if WORKBOOK not in parts:
        raise Refused("other", kind)
    return parts


def _path(part: zipfile.ZipInfo) -> str:
    """Return a part's path; some programs write it the other way round."""
    return part.filename.replace("\\", "/")


def _read(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytearray:
    """Return a part's bytes, no more than its size; a wrong sum is `BadZipFile`."""
    data = bytearray()
    with package.open(part) as file:
        while chunk := file.read(CHUNK):
            data += chunk
    return data


def _check_xml(name: str, data: bytearray) -> None:
    """Refuse definitions, which no workbook needs and bombs are made of, and wide letters."""
    if b"<!D" in data or b"<!d" in data or b"\0" in data[:8]:
        raise Refused("damaged", name)
