"""Reading the rows of a yearly review's list: whose household, which class, what is wrong."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ledger.core.errors import LedgerError, NotFound, RuleBroken
from ledger.core.outcomes.review import (
    KnownHome,
    ReviewClassMissing,
    ReviewedHousehold,
    ReviewedTwice,
    ReviewField,
    ReviewYearMissing,
    ReviewYearsDiffer,
)
from ledger.core.workbook.cells import (
    LONGEST_CODE,
    CellRefused,
    code_key,
    is_blank,
    plain_text,
    read_date,
    read_text,
    read_whole,
    shown,
)
from ledger.core.workbook.values import Cell, HouseholdClass
from ledger.core.workbook.words import CLASSES, bare, names_a_total

_ENGLISH = {
    "poor": HouseholdClass.POOR, "near poor": HouseholdClass.NEAR_POOR,
    "average": HouseholdClass.AVERAGE, "average living standard": HouseholdClass.AVERAGE,
    "other": HouseholdClass.OTHER, "not poor": HouseholdClass.OTHER,
}  # fmt: skip
_CLASSES: Mapping[str, HouseholdClass] = {**_ENGLISH, **CLASSES}


@dataclass(eq=False)
class ReviewCellNotRead(RuleBroken):
    """A cell cannot be read as what its column holds: household, year, class, ….

    The others are member, certificate and certificate_on.
    """

    what: str
    value: str


@dataclass(eq=False)
class ReviewRowUnknown(NotFound):
    """A row names a household or member that the club has not, or no longer has."""

    code: str


@dataclass(eq=False)
class ReviewRowUnclear(RuleBroken):
    """A row names a member of another household than it says."""

    member: str
    household: str


Wrong = tuple[int, ReviewField, LedgerError]
"""In which row, in which column, and what."""


@dataclass(frozen=True, slots=True)
class ReviewList:
    """A list under its headers: each column's place and title, the rows by number."""

    places: Mapping[ReviewField, int]
    titles: Mapping[ReviewField, str]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]


class RowReader:
    """Reads the rows of a list into households, each once."""

    def __init__(self, listed: ReviewList, homes: Sequence[KnownHome]) -> None:
        """Take the list, and what the club knows."""
        self._list = listed
        self._homes = {code_key(one.code): one for one in homes}
        self._members = {code_key(code): one for one in homes for code, _ in one.members}
        self.read: dict[int, ReviewedHousehold] = {}
        self.row_of: dict[int, int] = {}
        self.year: int | None = None

    def faults(self) -> Iterator[Wrong]:
        """Read all rows, and yield what is wrong with those that cannot be read."""
        for row, cells in self._list.rows:
            if not self._is_total(cells):
                yield from ((row, field, error) for field, error in self._row(row, cells))

    def _cell(self, cells: tuple[Cell, ...], field: ReviewField) -> Cell:
        place = self._list.places.get(field, len(cells))
        cell = cells[place] if place < len(cells) else None
        return None if is_blank(cell) else cell

    def _is_total(self, cells: tuple[Cell, ...]) -> bool:
        return any(isinstance(one, str) and names_a_total(one) for one in cells[:2])

    def _row(self, row: int, cells: tuple[Cell, ...]) -> Iterator[tuple[ReviewField, LedgerError]]:
        """Read a row; yield what is wrong with it."""
        wrong: list[tuple[ReviewField, LedgerError]] = []
        home = self._home(cells, wrong)
        self._year(cells, wrong)
        kind = self._class(cells, home, wrong)
        certificate = self._text(cells, ReviewField.CERTIFICATE, wrong)
        day = self._day(cells, wrong)
        if home is not None and home.household_no in self.row_of:
            field = ReviewField.HOUSEHOLD
            if self._cell(cells, field) is None:
                field = ReviewField.MEMBER
            wrong.append((field, ReviewedTwice(household=home.code)))
        elif home is not None:
            self.row_of[home.household_no] = row
        yield from wrong
        if home is not None and kind is not None and not wrong:
            self.read[home.household_no] = ReviewedHousehold(
                household_no=home.household_no, household_class=kind, certificate_no=certificate,
                certificate_on=day,
            )  # fmt: skip

    def _home(
        self, cells: tuple[Cell, ...], wrong: list[tuple[ReviewField, LedgerError]]
    ) -> KnownHome | None:
        """Return the household that a row names by its own code or a member's."""
        code = self._text(cells, ReviewField.HOUSEHOLD, wrong)
        member = self._text(cells, ReviewField.MEMBER, wrong)
        own = self._homes.get(code_key(code)) if code else None
        of_member = self._members.get(code_key(member)) if member else None
        if code and own is None:
            wrong.append((ReviewField.HOUSEHOLD, ReviewRowUnknown(code=code)))
        if member and of_member is None:
            wrong.append((ReviewField.MEMBER, ReviewRowUnknown(code=member)))
        if not code and not member:
            missing = ReviewCellNotRead(what=ReviewField.HOUSEHOLD.value, value="")
            wrong.append((ReviewField.HOUSEHOLD, missing))
        if own and of_member and own.household_no != of_member.household_no:
            unclear = ReviewRowUnclear(member=member or "", household=own.code)
            wrong.append((ReviewField.MEMBER, unclear))
        return own or of_member

    def _year(self, cells: tuple[Cell, ...], wrong: list[tuple[ReviewField, LedgerError]]) -> None:
        cell = self._cell(cells, ReviewField.YEAR)
        if cell is None:
            wrong.append((ReviewField.YEAR, ReviewYearMissing()))
            return
        try:
            year = read_whole(cell)
        except CellRefused:
            year = 0
        if not 1 <= year <= dt.MAXYEAR:
            error: LedgerError = ReviewCellNotRead(what=ReviewField.YEAR.value, value=shown(cell))
            wrong.append((ReviewField.YEAR, error))
        elif self.year not in {None, year}:
            error = ReviewYearsDiffer(year=year, first=self.year or year)
            wrong.append((ReviewField.YEAR, error))
        else:
            self.year = year

    def _class(
        self,
        cells: tuple[Cell, ...],
        home: KnownHome | None,
        wrong: list[tuple[ReviewField, LedgerError]],
    ) -> HouseholdClass | None:
        cell = self._cell(cells, ReviewField.CLASS)
        if cell is None:
            missing = ReviewClassMissing(household=home.code if home else "")
            wrong.append((ReviewField.CLASS, missing))
            return None
        found = _CLASSES.get(bare(plain_text(cell)))
        if found is None:
            error = ReviewCellNotRead(what=ReviewField.CLASS.value, value=shown(cell))
            wrong.append((ReviewField.CLASS, error))
        return found

    def _text(
        self,
        cells: tuple[Cell, ...],
        field: ReviewField,
        wrong: list[tuple[ReviewField, LedgerError]],
    ) -> str | None:
        cell = self._cell(cells, field)
        try:
            return read_text(cell, LONGEST_CODE)
        except CellRefused:
            wrong.append((field, ReviewCellNotRead(what=field.value, value=shown(cell))))
            return None

    def _day(
        self, cells: tuple[Cell, ...], wrong: list[tuple[ReviewField, LedgerError]]
    ) -> dt.date | None:
        cell = self._cell(cells, ReviewField.CERTIFICATE_ON)
        if cell is None:
            return None
        try:
            return read_date(cell)
        except CellRefused:
            what = ReviewField.CERTIFICATE_ON
            wrong.append((what, ReviewCellNotRead(what=what.value, value=shown(cell))))
            return None
