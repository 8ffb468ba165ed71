"""Files that a workbook's reader must refuse by name, each made from a few lines of bytes."""

import io
import struct
import zipfile
from collections.abc import Callable, Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

Parts = dict[str, bytes]


def parts(rows: str = "", *, sheet: str | None = None) -> Parts:
    """Return the parts of a workbook of one sheet, whose rows or whole XML are given."""
    whole = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/></Types>'
        ).encode(),
        "_rels/.rels": (
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1"'
            f' Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ).encode(),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
            '<sheet name="Sổ quỹ" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ).encode(),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1"'
            f' Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
        ).encode(),
        "xl/worksheets/sheet1.xml": (sheet or whole).encode(),
    }


def packed(named: Mapping[str, bytes]) -> bytes:
    """Return parts as a package."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in named.items():
            package.writestr(name, data)
    return file.getvalue()


def doubled(data: bytes, what: bytes, offset: int, value: bytes) -> bytes:
    """Return a package with bytes changed after every header of one kind."""
    at = data.find(what)
    while at >= 0:
        data = data[: at + offset] + value + data[at + offset + len(value) :]
        at = data.find(what, at + 4)
    return data


def encrypted_parts() -> bytes:
    """Return a package whose parts say that they need a password."""
    data = doubled(packed(parts()), b"PK\x01\x02", 8, b"\x01\x00")
    return doubled(data, b"PK\x03\x04", 6, b"\x01\x00")


def lying_sizes() -> bytes:
    """Return a package whose list of parts says that a sheet of 100 MiB is small."""
    named = parts() | {"xl/worksheets/sheet1.xml": b"<" * (100 << 20)}
    return doubled(packed(named), b"PK\x01\x02", 24, struct.pack("<L", 1_000))


def laughs() -> str:
    """Return the definitions by which a few letters become billions."""
    lines = ['<!DOCTYPE x [<!ENTITY a0 "ha">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    return "".join(lines) + "]>"


def with_part(name: str, data: bytes) -> bytes:
    """Return a workbook with one more part, or another one in the place of its own."""
    return packed(parts() | {name: data})


def compound(inside: str) -> bytes:
    """Return a file as old programs write it, which names what is inside."""
    head = bytes.fromhex("d0cf11e0a1b11ae1")
    return head + bytes(1_000) + inside.encode("utf-16-le") + bytes(1_000)


def far_cell(reference: str) -> bytes:
    """Return a workbook with one cell at the beginning and one far away."""
    row = reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return packed(
        parts(
            '<row r="1"><c r="A1"><v>1</v></c></row>'
            f'<row r="{row}"><c r="{reference}"><v>1</v></c></row>'
        )
    )


def texts(count: int, length: int) -> bytes:
    """Return a workbook of long texts, each another one."""
    cells = (
        f'<row><c t="inlineStr"><is><t>{at:0{length}d}</t></is></c></row>' for at in range(count)
    )
    return packed(parts("".join(cells)))


HOSTILE: Mapping[str, tuple[str, str, Callable[[], bytes]]] = {
    "empty": ("NotAWorkbook", "empty", bytes),
    "text": ("NotAWorkbook", "unknown", lambda: b"Ten cau lac bo;Hanh Phuc\n" * 9),
    "picture": ("NotAWorkbook", "unknown", lambda: b"\x89PNG\r\n\x1a\n" + bytes(99)),
    "old workbook": ("NotAWorkbook", "xls", lambda: compound("Workbook")),
    "binary workbook": ("NotAWorkbook", "xlsb", lambda: packed({"xl/workbook.bin": b""})),
    "open document": ("NotAWorkbook", "ods", lambda: packed({"content.xml": b"<a/>"})),
    "document": ("NotAWorkbook", "docx", lambda: packed({"word/document.xml": b"<a/>"})),
    "other package": ("NotAWorkbook", "zip", lambda: packed({"a.txt": b"a"})),
    "empty package": ("NotAWorkbook", "zip", lambda: packed({})),
    "names that climb": ("NotAWorkbook", "zip", lambda: packed({"../xl/workbook.xml": b"<a/>"})),
    "password": ("WorkbookEncrypted", "", lambda: compound("EncryptedPackage")),
    "password of parts": ("WorkbookEncrypted", "", encrypted_parts),
    "cut in half": ("WorkbookDamaged", "zip", lambda: packed(parts())[:500]),
    "only a beginning": ("WorkbookDamaged", "zip", lambda: b"PK\x03\x04"),
    "wrong sum": (
        "WorkbookDamaged", "zip", lambda: doubled(packed(parts()), b"PK\x01\x02", 16, b"\0\0\0\0"),
    ),
    "no sheet": (
        "WorkbookDamaged", "",
        lambda: packed({k: v for k, v in parts().items() if "sheet1" not in k}),
    ),
    "no XML": ("WorkbookDamaged", "content", lambda: with_part("xl/workbook.xml", b"\x01\x02<<<")),
    "laughs in texts": (
        "WorkbookDamaged", "xl/sharedstrings.xml",
        lambda: with_part(
            "xl/sharedStrings.xml", f"{laughs()}<sst><si><t>&a9;</t></si></sst>".encode()
        ),
    ),
    "laughs in a sheet": (
        "WorkbookDamaged", "xl/worksheets/sheet1.xml",
        lambda: packed(parts(sheet=f'{laughs()}<worksheet xmlns="{MAIN}">&a9;</worksheet>')),
    ),
    "a file from outside": (
        "WorkbookDamaged", "xl/workbook.xml",
        lambda: with_part(
            "xl/workbook.xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
        ),
    ),
    "wide letters": (
        "WorkbookDamaged", "xl/worksheets/sheet1.xml",
        lambda: packed(parts() | {"xl/worksheets/sheet1.xml": "<a/>".encode("utf-16")}),
    ),
    "bomb": (
        "WorkbookTooLarge", "unpacked",
        lambda: packed(parts() | {"xl/worksheets/sheet1.xml": b"0" * (100 << 20)}),
    ),
    "small bomb": (
        "WorkbookTooLarge", "unpacked",
        lambda: packed(parts() | {"xl/worksheets/sheet1.xml": b"0" * (40 << 20)}),
    ),
    "two parts of one name": (
        "WorkbookDamaged", "xl/workbook.xml",
        lambda: with_part("XL/WORKBOOK.XML", b"<a/>"),
    ),
    "packed in another way": (
        "WorkbookDamaged", "",
        lambda: doubled(packed(parts()), b"PK\x01\x02", 10, b"\x0c\x00"),
    ),
    "lying sizes": ("WorkbookDamaged", "zip", lying_sizes),
    "many parts": (
        "WorkbookTooLarge", "parts",
        lambda: packed(parts() | {f"xl/a{number}.xml": b"" for number in range(3_000)}),
    ),
    "far cell": ("WorkbookTooLarge", "memory", lambda: far_cell("XFD1048576")),
    "far row": ("WorkbookTooLarge", "rows", lambda: far_cell("A1048576")),
    "much text": ("WorkbookTooLarge", "text", lambda: texts(40_000, 900)),
    "ten million empty cells": (
        "WorkbookTooLarge", "unpacked",
        lambda: packed(parts("<row>" + "<c/>" * 10**7 + "</row>")),
    ),
}  # fmt: skip
"""By words: the name of the error, its fact ("" is any), and how the file is made."""


def rows(one: str, count: int) -> bytes:
    """Return a workbook of many rows, in each of which {n} stands for its number."""
    return packed(parts("".join(one.replace("{n}", str(n)) for n in range(1, count + 1))))


COSTLY: Mapping[str, Callable[[], bytes]] = {
    "empty cells": lambda: rows('<row r="{n}"><c r="A{n}"/></row>', 1_250_000),
    "cells": lambda: rows('<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>', 900_000),
    "wide rows": lambda: rows(
        '<row r="{n}">'
        + "".join(f'<c r="{a}{{n}}"><v>1</v></c>' for a in "ABCDEFGHIJKL")
        + "</row>",
        119_000,
    ),
    "formulas": lambda: rows('<row r="{n}"><c r="A{n}"><f>{n}</f></c></row>', 900_000),
    "errors": lambda: rows('<row r="{n}"><c r="A{n}" t="e"><v>#N/A</v></c></row>', 800_000),
    "texts": lambda: rows('<row><c t="inlineStr"><is><t>{n}</t></is></c></row>', 800_000),
    "long texts": lambda: rows(
        f'<row><c t="inlineStr"><is><t>{"ế" * 300}{{n}}</t></is></c></row>', 50_000
    ),
    "depth": lambda: rows("<a{n}>", 1_000_000),
    "attributes": lambda: packed(
        parts("<row " + " ".join(f'a{n}="{n}"' for n in range(2_300_000)) + "/>")
    ),
    "an error beside many cells": lambda: rows(
        '<row r="{n}"><c r="A{n}" t="e"><v>1</v></c><c r="B{n}"><v>1</v></c></row>', 600_000
    ),
}
"""By words: files within the limits of size, whose reading costs much; refused or not."""
