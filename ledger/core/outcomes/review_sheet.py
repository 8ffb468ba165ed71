"""Reading a yearly review's list from a workbook: its rows, and what is wrong with each."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ledger.core.errors import LedgerError, RuleBroken
from ledger.core.outcomes.review import (
    HouseholdsReviewed,
    KnownHome,
    ReviewFault,
    ReviewField,
    faults_of,
    warnings_of,
)
from ledger.core.outcomes.review_rows import ReviewList, RowReader
from ledger.core.workbook.cells import is_blank
from ledger.core.workbook.sheets import column_letter
from ledger.core.workbook.values import Cell, RawSheet
from ledger.core.workbook.words import bare

MOST_ROWS = 2_000
"""No club has as many households."""
_TITLE_ROWS = 60
_NAMES: Mapping[ReviewField, tuple[str, ...]] = {
    ReviewField.HOUSEHOLD: ("Mã hộ", "Hộ", "Household", "Household code"),
    ReviewField.MEMBER: ("Mã TV", "Mã thành viên", "Mã hội viên", "Member", "Member's code"),
    ReviewField.YEAR: ("Năm", "Năm rà soát", "Year", "Year of the review"),
    ReviewField.CLASS: (
        "Diện hộ", "Diện hộ năm nay", "Xếp loại", "Hạng hộ", "Class", "Class of this year",
    ),
    ReviewField.CERTIFICATE: ("Số GCN", "Số giấy chứng nhận", "Certificate", "Certificate no."),
    ReviewField.CERTIFICATE_ON: (
        "Ngày GCN", "Ngày cấp", "Ngày giấy chứng nhận", "Certificate's day",
        "Day of the certificate", "Day",
    ),
}  # fmt: skip
_HEADERS = {bare(text): field for field, texts in _NAMES.items() for text in texts}


@dataclass(eq=False)
class ReviewListMissing(RuleBroken):
    """A workbook holds no list under the headers of household or member, and class."""


@dataclass(eq=False)
class ReviewListTooLong(RuleBroken):
    """A list holds more rows than any club has households."""

    most: int


@dataclass(eq=False)
class ReviewFormula(RuleBroken):
    """A cell holds a formula, whose result may differ on another machine."""

    cell: str


@dataclass(frozen=True, slots=True)
class SheetFault:
    """What is wrong in a row of the sheet, under which header; row 0 is the whole list."""

    row: int
    column: str
    error: LedgerError
    is_warning: bool = False


@dataclass(frozen=True, slots=True)
class CheckedReview:
    """All that was found in a list; `review` is there exactly when nothing refuses it."""

    faults: tuple[SheetFault, ...]
    review: HouseholdsReviewed | None


def check_sheets(
    sheets: Sequence[RawSheet],
    homes: Sequence[KnownHome],
    today: dt.date,
    decided_on: dt.date | None = None,
) -> CheckedReview:
    """Return a year's review from the first sheet that holds a list, with all that is wrong.

    Without a day of the result it is the year's last, or today in the year that runs.
    """
    found = next(((one, read) for one in sheets if (read := _find(one)) is not None), None)
    if found is None:
        return CheckedReview((SheetFault(0, "", ReviewListMissing()),), None)
    sheet, listed = found
    if len(listed.rows) > MOST_ROWS:
        return CheckedReview((SheetFault(0, "", ReviewListTooLong(most=MOST_ROWS)),), None)
    reader = RowReader(listed, homes)
    faults = [
        *_formulas(sheet),
        *(SheetFault(row, _title(listed, field), error) for row, field, error in reader.faults()),
    ]
    year = reader.year or today.year
    review = HouseholdsReviewed(
        year=year, decided_on=decided_on or min(dt.date(year, 12, 31), today),
        households=tuple(reader.read.values()),
    )  # fmt: skip
    if reader.read or not faults:
        faults += (_placed(one, reader, listed) for one in faults_of(review, homes, today))
    told = [
        replace(_placed(one, reader, listed), is_warning=True) for one in warnings_of(review, homes)
    ]
    ordered = tuple(sorted([*faults, *told], key=lambda one: one.row))
    return CheckedReview(ordered, None if faults else review)


def _placed(one: ReviewFault, reader: RowReader, listed: ReviewList) -> SheetFault:
    """Return where in the sheet it stands; what is wrong with the whole list, at its first row."""
    first = min(reader.row_of.values(), default=0)
    row = reader.row_of.get(one.household_no or 0, first)
    return SheetFault(row, _title(listed, one.field), one.error)


def _title(listed: ReviewList, field: ReviewField) -> str:
    return listed.titles.get(field, "")


def _find(sheet: RawSheet) -> ReviewList | None:
    """Return the list of a sheet under the first row that holds its headers."""
    for index, (_, row) in enumerate(sheet.rows[:_TITLE_ROWS]):
        places: dict[ReviewField, int] = {}
        titles: dict[ReviewField, str] = {}
        for place, cell in enumerate(row):
            field = _HEADERS.get(bare(cell)) if isinstance(cell, str) else None
            if field is not None and field not in places and isinstance(cell, str):
                places[field], titles[field] = place, cell.strip()
        names_somebody = ReviewField.HOUSEHOLD in places or ReviewField.MEMBER in places
        if names_somebody and ReviewField.CLASS in places:
            rows = tuple(one for one in sheet.rows[index + 1 :] if _is_filled(one[1], places))
            return ReviewList(places, titles, rows)
    return None


def _is_filled(row: tuple[Cell, ...], places: Mapping[ReviewField, int]) -> bool:
    """Tell whether a row says something in a column of the list; remarks below it do not."""
    filled = {field for field, at in places.items() if at < len(row) and not is_blank(row[at])}
    return len(filled) > 1 or bool(filled & {ReviewField.CLASS, ReviewField.MEMBER})


def _formulas(sheet: RawSheet) -> list[SheetFault]:
    found = []
    for row, column in sheet.formulas:
        letter = column_letter(column)
        found.append(SheetFault(row, letter, ReviewFormula(cell=f"{letter}{row}")))
    return found
