"""Reading the list of members."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ledger.core.workbook.cells import (
    EARLIEST_YEAR,
    LONGEST_CODE,
    LONGEST_NAME,
    CellReader,
    CellRefused,
    code_key,
    is_blank,
    plain_text,
    read_date,
    read_whole,
    shown,
)
from ledger.core.workbook.findings import Findings
from ledger.core.workbook.households import Households
from ledger.core.workbook.sheets import Table
from ledger.core.workbook.values import Cell, HouseholdClass, MemberFacts, Sex
from ledger.core.workbook.words import CLASSES, SEXES, Column, bare, names_a_total

_COLUMNS = (
    Column.MEMBER, Column.NAME, Column.BIRTH_YEAR, Column.SEX, Column.ETHNIC_GROUP, Column.PHONE,
    Column.HOUSEHOLD, Column.CLASS, Column.CERTIFICATE, Column.JOINED_ON, Column.POSITION,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Register:
    """Codes by their key: `codes` are known, refused rows' codes too; `unread` rows had none.

    As many unknown codes elsewhere may belong to rows that could not be read.
    """

    codes: Mapping[str, str]
    unread: int


def read_members(
    table: Table, found: Findings, *, latest: dt.date
) -> tuple[tuple[MemberFacts, ...], Register]:
    """Return the members whose rows are whole, and every code the list knows."""
    reader = CellReader(table.sheet, table.title, found)
    rows = [(row, cells) for row, cells in table.cells(*_COLUMNS) if _is_member(row, cells, reader)]
    codes: dict[str, str] = {}
    unread = 0
    members: list[MemberFacts] = []
    homes = Households({code_key(plain_text(cells[6])) for _, cells in rows})
    for row, cells in rows:
        code = reader.required_text(row, Column.MEMBER, cells[0], LONGEST_CODE)
        if code is not None and code_key(code) in codes:
            reader.refuse(row, Column.MEMBER, "member_code_used_twice", code)
            code = None
        if code is None:
            unread += 1
        else:
            codes[code_key(code)] = code
        member = _member(reader, row, cells, code or "", homes=homes, latest=latest)
        if member is not None and not found.refuses(table.sheet, row):
            members.append(member)
    certificates = homes.certificates()
    members = [replace(one, certificate_no=certificates[one.household]) for one in members]
    return tuple(members), Register(codes, unread)


def _is_member(row: int, cells: list[Cell], reader: CellReader) -> bool:
    """Tell a member's row from totals, signatures and remarks, which are told and left out."""
    filled = [cell for cell in cells if not is_blank(cell)]
    if any(isinstance(cell, str) and names_a_total(cell) for cell in cells[:2]):
        return False
    if len(filled) > 1 and not (is_blank(cells[0]) and is_blank(cells[1])):
        return True
    if filled:
        reader.warn(row, "", "row_left_out", value=shown(filled[0]))
    return False


def _member(
    reader: CellReader,
    row: int,
    cells: list[Cell],
    code: str,
    *,
    homes: Households,
    latest: dt.date,
) -> MemberFacts | None:
    """Return a member, or None when the name or the day of joining is refused (told)."""
    name = reader.required_text(row, Column.NAME, cells[1], LONGEST_NAME)
    texts = [
        reader.text(row, column, cell)
        for column, cell in (
            (Column.ETHNIC_GROUP, cells[4]),
            (Column.PHONE, _phone(cells[5])),
            (Column.HOUSEHOLD, None if is_blank(cells[6]) else cells[6]),
            (Column.CERTIFICATE, None if is_blank(cells[8]) else cells[8]),
            (Column.POSITION, cells[10]),
        )
    ]
    ethnic_group, phone, household, certificate, position = texts
    joined_on = reader.date(row, Column.JOINED_ON, cells[9], latest)
    household_class = _class(reader, row, cells[7])
    if name is None or joined_on is None:
        return None
    home, is_second = homes.join(household or f"({code})", household_class, certificate)
    if is_second and household is not None:
        reader.warn(row, Column.HOUSEHOLD, "household_differs", household=household, taken_as=home)
    return MemberFacts(
        row, code, name, _birth_year(reader, row, cells[2], latest), _sex(reader, row, cells[3]),
        ethnic_group, phone, home, household_class, certificate, joined_on, position,
    )  # fmt: skip


def _phone(cell: Cell) -> Cell:
    """Return the number with the leading zero that a cell of numbers drops."""
    return f"0{cell}" if isinstance(cell, int) and len(str(cell)) == 9 else cell


def _class(reader: CellReader, row: int, cell: Cell) -> HouseholdClass:
    """Return the household's class; a word that is not known counts as other (told)."""
    known = CLASSES.get(bare(plain_text(cell)))
    if known is None:
        reader.warn(row, Column.CLASS, "unknown_class", value=shown(cell))
    return known or HouseholdClass.OTHER


def _sex(reader: CellReader, row: int, cell: Cell) -> Sex | None:
    if is_blank(cell):
        return None
    sex = SEXES.get(bare(plain_text(cell)))
    if sex is None:
        _warn_unread(reader, row, Column.SEX, cell)
    return sex


def _birth_year(reader: CellReader, row: int, cell: Cell, latest: dt.date) -> int | None:
    """Return the year of birth, also from a whole date; what cannot be one is told."""
    if is_blank(cell):
        return None
    try:
        year = read_whole(cell)
    except CellRefused:
        try:
            year = read_date(cell).year
        except CellRefused:
            year = 0
    if EARLIEST_YEAR <= year <= latest.year:
        return year
    _warn_unread(reader, row, Column.BIRTH_YEAR, cell)
    return None


def _warn_unread(reader: CellReader, row: int, column: Column, cell: Cell) -> None:
    reader.warn(row, column, "value_not_readable", value=shown(cell))
