"""Every kind of mistake, planted in any row, is named exactly there and nowhere else."""

import datetime as dt
import random
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.core.workbook.check import check_workbook
from ledger.core.workbook.values import CheckedWorkbook
from tests.workbooks import (
    BALANCE,
    DATE,
    FIRST_ROW,
    IN,
    KIND,
    LOAN,
    MEMBER,
    NARRATION,
    OUT,
    PAYMENT,
    RECEIPT,
    Book,
    untidy,
    year,
)

TODAY = dt.date(2026, 3, 10)
Row = list[object]
Plant = Callable[[Row], bool]
"""Spoils a row; False when the row is none that can be spoilt so."""


def put(column: int, value: object) -> Plant:
    """Write a value over a cell that holds something."""

    def spoil(row: Row) -> bool:
        if row[column] is None:
            return False
        row[column] = value
        return True

    return spoil


def amount(value: object) -> Plant:
    """Write a value over the row's amount."""

    def spoil(row: Row) -> bool:
        row[OUT if row[IN] is None else IN] = value
        return True

    return spoil


def moved(one: int, other: int) -> Plant:
    """Move a cell into another column."""

    def spoil(row: Row) -> bool:
        if row[one] is None:
            return False
        row[one], row[other] = None, row[one]
        return True

    return spoil


def of_kind(kind: str, plant: Plant) -> Plant:
    """Spoil rows of one kind only."""
    return lambda row: row[KIND] == kind and plant(row)


def both(row: Row) -> bool:
    row[IN] = row[OUT] = row[IN] or row[OUT]
    return True


def empty(column: int) -> Plant:
    """Empty a cell."""
    return put(column, None)


def doubled(row: Row) -> bool:
    """Use the number of the first receipt, or payment, once more."""
    column = RECEIPT if row[PAYMENT] is None else PAYMENT
    first = "PT001" if column == RECEIPT else "PC001"
    if row[column] == first:
        return False
    row[column] = first
    return True


def far_off(row: Row) -> bool:
    """Write another Tồn, in every row by another difference."""
    balance = row[BALANCE]
    assert isinstance(balance, int)
    row[BALANCE] = balance + balance // 7 + 1
    return True


def a_digit_more(row: Row) -> bool:
    """Write an amount ten times as large, but the right Tồn."""
    column = OUT if row[IN] is None else IN
    written = row[column]
    assert isinstance(written, int)
    row[column] = written * 10
    return True


MISTAKES: dict[str, tuple[set[str], Plant]] = {
    "unknown member": ({"unknown_member"}, put(MEMBER, "TV99")),
    "date does not exist": ({"date_does_not_exist"}, put(DATE, "31/02/2025")),
    "no date": ({"missing_value"}, empty(DATE)),
    "date to come": ({"date_after_tomorrow"}, put(DATE, dt.date(2026, 3, 12))),
    "date long ago": ({"date_too_early"}, put(DATE, dt.date(1989, 12, 31))),
    "half a dong": ({"amount_is_not_a_whole_number_of_dong"}, amount("12.500,50")),
    "below zero": ({"negative_amount"}, amount(-5_000)),
    "too large": ({"amount_too_large"}, amount(2**53)),
    "no amount": ({"neither_in_nor_out"}, amount(None)),
    "number twice": ({"voucher_number_used_twice"}, doubled),
    "no number": ({"missing_value"}, lambda row: empty(RECEIPT)(row) or empty(PAYMENT)(row)),
    "no number at all": ({"voucher_not_readable"}, put(RECEIPT, "không số")),
    "two numbers": ({"two_vouchers"}, put(RECEIPT, "PT900")),
    "other series": ({"voucher_wrong_series"}, put(RECEIPT, "PC900")),
    "unknown kind": ({"unknown_kind"}, put(KIND, "Tiền lạ")),
    "no kind": ({"missing_value"}, empty(KIND)),
    "both in and out": ({"both_in_and_out"}, both),
    "other column": ({"wrong_side"}, moved(IN, OUT)),
    "other column back": ({"wrong_side"}, moved(OUT, IN)),
    "repays too much": (
        {"repays_more_than_is_owed"},
        of_kind("Thu gốc", put(IN, 999_000_000)),
    ),
    "unknown loan": ({"unknown_loan"}, put(LOAN, "V99")),
    "no loan": ({"missing_value"}, empty(LOAN)),
    "other amount lent": ({"disbursement_differs"}, of_kind("Cho vay", put(OUT, 1_000_000))),
    "wrong Tồn": ({"balance_differs"}, far_off),
    "unreadable Tồn": ({"amount_is_not_a_whole_number_of_dong"}, put(BALANCE, "?")),
    "a digit more": (
        {"balance_differs", "repays_more_than_is_owed", "disbursement_differs",
         "returns_more_than_was_contributed"},
        a_digit_more,
    ),
    "hidden sign": ({"control_character"}, put(NARRATION, "a\x07b")),
    "long text": ({"text_too_long"}, put(NARRATION, "a" * 501)),
}  # fmt: skip
"""By words: the codes that may name it, and how a row is spoilt."""

TWO_NUMBERS = {"two numbers"}
"""Plants that need a payment's row."""


def spoil(book: Book, mistake: str, rng: random.Random, taken: set[int]) -> int | None:
    """Plant a mistake in a row that is whole still; return the row's number, None if nowhere.

    The first numbers stay, so that a later one can be equal to them.
    """
    firsts = {at for at, row in enumerate(book.cash) if row[RECEIPT] == "PT001"}
    firsts |= {at for at, row in enumerate(book.cash) if row[PAYMENT] == "PC001"}
    places = [at for at in range(len(book.cash)) if at not in taken | firsts]
    rng.shuffle(places)
    for at in places:
        row: Row = [*book.cash[at]]
        if mistake in TWO_NUMBERS:
            spoilt = row[PAYMENT] is not None
            row[RECEIPT] = "PT900"
        else:
            spoilt = MISTAKES[mistake][1](row)
        if spoilt:
            book.cash[at] = row  # type: ignore[assignment]  # whatever may stand in a cell
            taken.add(at)
            return at + FIRST_ROW
    return None


def named(checked: CheckedWorkbook) -> dict[tuple[str, int], set[str]]:
    """Return the codes of the errors by sheet and row."""
    found: dict[tuple[str, int], set[str]] = {}
    for finding in checked.errors:
        found.setdefault((finding.sheet, finding.row), set()).add(finding.code)
    return found


@pytest.mark.parametrize("mistake", MISTAKES)
@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_one_mistake_is_named_in_its_row_alone(mistake: str, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - a seed makes the same mistake again
    book = year(seed % 7, months=4)
    at = spoil(book, mistake, rng, set())
    checked = check_workbook(book.raw(), today=TODAY)
    assert checked.workbook is None
    assert set(named(checked)) == {("Sổ quỹ", at)}
    assert named(checked)["Sổ quỹ", at or 0] <= MISTAKES[mistake][0]


@settings(max_examples=150, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    mistakes=st.lists(st.sampled_from(sorted(MISTAKES)), min_size=2, max_size=9),
)
def test_many_mistakes_are_all_named_at_once(seed: int, mistakes: list[str]) -> None:
    rng = random.Random(seed)  # noqa: S311 - a seed makes the same mistakes again
    book = untidy(year(seed % 7, months=5), seed)
    fresh = year(seed % 7, months=5)
    taken: set[int] = set()
    rows = set()
    for mistake in mistakes:
        at = spoil(fresh, mistake, rng, taken)
        if at is not None:
            book.cash[at - FIRST_ROW] = fresh.cash[at - FIRST_ROW]
            rows.add(("Sổ quỹ", at))
    checked = check_workbook(book.raw(), today=TODAY)
    assert set(named(checked)) == rows


def test_findings_stand_in_the_order_of_sheets_and_rows() -> None:
    book = year(months=4)
    book.members[2][1] = None
    for at, mistake in ((50, "unknown kind"), (20, "no date"), (30, "wrong Tồn")):
        MISTAKES[mistake][1](book.cash[at])  # type: ignore[arg-type]
    found = check_workbook(book.raw(), today=TODAY).findings
    assert [(one.sheet, one.row) for one in found if one.is_error] == [
        ("Thành viên", 6), ("Sổ quỹ", 24), ("Sổ quỹ", 34), ("Sổ quỹ", 54),
    ]  # fmt: skip
    assert all(one.row <= other.row for one, other in pairwise(found) if one.sheet == other.sheet)


def test_nobody_is_told_of_more_mistakes_than_can_be_mended() -> None:
    book = year()
    row = [*book.cash[5]]
    row[KIND] = "?"
    row[MEMBER] = "?"
    book.cash += [[*row] for _ in range(8_000)]
    checked = check_workbook(book.raw(), today=TODAY)
    assert checked.workbook is None
    assert len(checked.errors) == 10_000
    assert "too_many_errors" in {one.code for one in checked.findings}


def test_of_too_many_warnings_one_says_that_there_are_more() -> None:
    book = year()
    for _ in range(11_000):
        book.row(dt.date(2025, 12, 10), "Hội phí", 1)
    checked = check_workbook(book.raw(), today=TODAY)
    assert checked.workbook is not None
    assert len(checked.findings) == 10_000
    assert checked.findings[0].code == "too_many_warnings"
