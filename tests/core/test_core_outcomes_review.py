"""A yearly review's list, as it is typed and as a sheet: what is wrong, named with its row."""

import datetime as dt

import pytest

from ledger.core.outcomes.classes import CertificateDayLater, CertificateOfAnother, ClassFrom
from ledger.core.outcomes.review import (
    ClassFromThatDay,
    HouseholdsReviewed,
    KnownHome,
    NotReviewable,
    ReviewDayOutside,
    ReviewedBefore,
    ReviewedHousehold,
    ReviewedTwice,
    ReviewYearNotUsable,
    faults_of,
    new_rows,
    warnings_of,
)
from ledger.core.outcomes.review_sheet import CheckedReview, check_sheets
from ledger.core.workbook.values import Cell, HouseholdClass, RawSheet

POOR, NEAR, AVERAGE, OTHER = HouseholdClass
TODAY = dt.date(2026, 12, 20)
DECIDED = dt.date(2026, 12, 10)
HEADERS = ("Mã hộ", "Mã TV", "Năm", "Diện hộ", "Số GCN", "Ngày GCN")


def home(number: int, *classes: ClassFrom) -> KnownHome:
    """Return a household with one member."""
    names = ((f"TV{number:02d}", f"Người {number}"),)
    return KnownHome(household_no=number, code=f"H{number:02d}", members=names, classes=classes)


BEFORE = ClassFrom(
    valid_from=dt.date(2025, 12, 10), household_class=POOR, certificate_no="01/GCN-HN.HCN",
    review_year=2025,
)  # fmt: skip
SINCE = ClassFrom(valid_from=dt.date(2026, 7, 1), household_class=OTHER)
HOMES = [home(1, BEFORE), home(2, SINCE), home(3)]


def reviewed(
    number: int, kind: HouseholdClass, no: str | None = None, on: dt.date | None = None
) -> ReviewedHousehold:
    """Return a row of a review."""
    return ReviewedHousehold(
        household_no=number, household_class=kind, certificate_no=no, certificate_on=on
    )


def review(*rows: ReviewedHousehold, year: int = 2026, on: dt.date = DECIDED) -> HouseholdsReviewed:
    """Return a review of a year."""
    return HouseholdsReviewed(year=year, decided_on=on, households=rows)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (review(reviewed(1, OTHER), reviewed(9, POOR)), [NotReviewable]),
        (review(reviewed(1, OTHER), reviewed(1, POOR)), [ReviewedTwice]),
        (review(reviewed(2, POOR, "01/gcn-hn.hcn")), [CertificateOfAnother]),
        (review(reviewed(2, POOR, "7"), reviewed(3, POOR, " 7")), [CertificateOfAnother]),
        (review(reviewed(1, OTHER), year=2025, on=dt.date(2025, 12, 11)), [ReviewedBefore]),
        (review(reviewed(2, NEAR, on=SINCE.valid_from)), [ClassFromThatDay]),
        (review(reviewed(3, NEAR, on=dt.date(2025, 12, 31))), [ReviewDayOutside]),
        (review(reviewed(3, NEAR, on=dt.date(2026, 12, 21))), [CertificateDayLater]),
        (review(reviewed(3, NEAR), on=dt.date(2026, 12, 21)), [ReviewDayOutside]),
        (review(reviewed(3, NEAR), year=2027), [ReviewYearNotUsable]),
        (review(reviewed(1, POOR, "01/GCN-HN.HCN"), reviewed(2, NEAR), reviewed(3, OTHER)), []),
    ],
)  # fmt: skip
def test_each_fault_of_a_review_has_its_name(
    asked: HouseholdsReviewed, expected: list[type[Exception]]
) -> None:
    assert [type(one.error) for one in faults_of(asked, HOMES, TODAY)] == expected


def test_what_stands_in_the_books_already_is_neither_a_fault_nor_written_again() -> None:
    asked = review(
        reviewed(1, POOR, "01/GCN-HN.HCN"), reviewed(3, OTHER), year=2025,
        on=dt.date(2025, 12, 10),
    )  # fmt: skip
    assert list(faults_of(asked, HOMES, TODAY)) == []
    assert [one.household_no for one in new_rows(asked, HOMES)] == [3]


def test_poor_without_a_certificate_is_told_and_not_refused() -> None:
    asked = review(reviewed(1, POOR, "9"), reviewed(2, NEAR), reviewed(3, OTHER))
    assert [one.household_no for one in warnings_of(asked, HOMES)] == [2]


def sheet(*rows: tuple[Cell, ...], headers: tuple[str, ...] = HEADERS) -> CheckedReview:
    """Return what is found in a sheet whose list has its headers in row 4."""
    numbered = enumerate((headers, *rows), 4)
    raw = RawSheet("Rà soát", ((1, ("Danh sách hộ",)), *((no, row) for no, row in numbered)))
    return check_sheets([RawSheet("Khác", ()), raw], HOMES, TODAY, DECIDED)


def told(checked: CheckedReview) -> list[tuple[int, str, str]]:
    """Return each fault that refuses the list: its row, its column and its name."""
    return [
        (one.row, one.column, type(one.error).__name__)
        for one in checked.faults
        if not one.is_warning
    ]


def test_a_whole_list_is_read_by_household_or_by_member() -> None:
    day = dt.date(2026, 12, 5)
    checked = sheet(
        ("h 01", None, 2026, "Hộ nghèo", "5/GCN", "05/12/2026"),
        (None, "tv02", "2026", "cận nghèo", None, day),
        ("H03", "TV03", 2026, "không nghèo", "-", None),
        ("Cộng", None, None, 3),
    )
    assert told(checked) == []
    assert checked.review == review(
        reviewed(1, POOR, "5/GCN", day), reviewed(2, NEAR, None, day), reviewed(3, OTHER)
    )
    assert [(one.row, one.is_warning) for one in checked.faults] == [(6, True)]


def test_every_fault_of_a_sheet_is_named_at_once_with_its_row_and_column() -> None:
    checked = sheet(
        ("H01", None, None, "Nghèo"),
        ("H02", None, 2026, None, "6/GCN"),
        ("H02", None, 2026, "Giàu"),
        ("H99", None, 2026, "Nghèo"),
        (None, "TV77", 2026, "Nghèo"),
        ("H01", "TV03", 2026, "Nghèo"),
        ("H03", None, 2025, "Nghèo", None, "hôm qua"),
        (None, None, 2026, "Nghèo"),
        ("H03", None, "năm nay", "Nghèo"),
    )
    assert checked.review is None
    assert told(checked) == [
        (5, "Năm", "ReviewYearMissing"),
        (6, "Diện hộ", "ReviewClassMissing"),
        (7, "Diện hộ", "ReviewCellNotRead"),
        (7, "Mã hộ", "ReviewedTwice"),
        (8, "Mã hộ", "ReviewRowUnknown"),
        (9, "Mã TV", "ReviewRowUnknown"),
        (10, "Mã TV", "ReviewRowUnclear"),
        (10, "Mã hộ", "ReviewedTwice"),
        (11, "Năm", "ReviewYearsDiffer"),
        (11, "Ngày GCN", "ReviewCellNotRead"),
        (12, "Mã hộ", "ReviewCellNotRead"),
        (13, "Năm", "ReviewCellNotRead"),
        (13, "Mã hộ", "ReviewedTwice"),
    ]


def test_a_year_to_come_and_another_s_certificate_stand_at_their_rows() -> None:
    assert told(sheet(("H01", None, 2027, "Nghèo", "5/GCN"))) == [(5, "Năm", "ReviewYearNotUsable")]
    assert told(sheet(("H03", None, 2026, "Khác"), ("H02", None, 2026, "Nghèo", "01/GCN-HN.HCN")))
    assert told(sheet(("H02", None, 2026, "Nghèo", "01/GCN-HN.HCN"))) == [
        (5, "Số GCN", "CertificateOfAnother")
    ]


def test_a_sheet_without_a_list_with_a_formula_or_too_long_is_refused() -> None:
    assert told(sheet(headers=("Mã hộ", "Năm"))) == [(0, "", "ReviewListMissing")]
    raw = RawSheet("s", ((1, HEADERS), (2, ("H01", None, 2026, "Nghèo"))), ((2, 4),))
    assert told(check_sheets([raw], HOMES, TODAY)) == [(2, "D", "ReviewFormula")]
    many = tuple(("H01", None, 2026, "Nghèo") for _ in range(2_001))
    assert told(sheet(*many)) == [(0, "", "ReviewListTooLong")]
