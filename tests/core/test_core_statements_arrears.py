"""The list of loans in arrears: its bands, its sums, and the list that names nobody."""

import datetime as dt
from dataclasses import replace

import pytest

from ledger.core.loans.arrears import BANDS, Band
from ledger.core.loans.parts import Parts
from ledger.core.statements.arrears import (
    ArrearsList,
    LateLoan,
    arrears_table,
    band_in_arrears,
    band_words,
    unnamed_arrears_table,
)
from ledger.core.statements.scope import Scope
from ledger.core.statements.table import Drill, RowKind, Table, phrase

TODAY = dt.date(2026, 3, 10)
SCOPE = Scope("HP", "Hạnh Phúc", TODAY, TODAY)
LUA = LateLoan(
    loan_no=3, paper_code="V03", borrower_no=7, name="Bùi Thị Lụa", outstanding=5_000_000,
    overdue=Parts(1_000_000, 50_000, 10_000, 5_000), oldest_due_on=dt.date(2026, 2, 10),
    days_late=28, days_late_now=0, is_rescheduled=True,
)  # fmt: skip
DAT = replace(
    LUA, loan_no=1, paper_code="V01", borrower_no=8, name="Quách Văn Đạt", outstanding=2_000_000,
    overdue=Parts(2_000_000), oldest_due_on=dt.date(2025, 9, 10), days_late=181,
    days_late_now=181, is_rescheduled=False,
)  # fmt: skip
ANH = replace(DAT, loan_no=9, paper_code="V09", name="Bạch Thị Ánh", days_late=365)
HUNG = replace(LUA, loan_no=2, paper_code="V02", name="Bạch Văn Hùng", days_late=0)
EVERY = ArrearsList(SCOPE, (LUA, DAT, ANH, HUNG))


def kinds(table: Table) -> list[tuple[RowKind, object]]:
    """Return each row's kind and what it begins with: a code, or words."""
    return [(row.kind, row.values[0] or row.values[1]) for row in table.rows]


def test_loans_stand_under_the_band_of_their_lateness_the_latest_first() -> None:
    one, two = phrase("Loans: %(count)s", count=1), phrase("Loans: %(count)s", count=2)
    assert kinds(arrears_table(EVERY)) == [
        (RowKind.HEADING, phrase("Overdue, within the days allowed")),
        (RowKind.LINE, "V02"), (RowKind.SUBTOTAL, one),
        (RowKind.HEADING, band_words(Band(1, 30))),
        (RowKind.LINE, "V03"), (RowKind.SUBTOTAL, one),
        (RowKind.HEADING, band_words(Band(181, 365))),
        (RowKind.LINE, "V09"), (RowKind.LINE, "V01"), (RowKind.SUBTOTAL, two),
        (RowKind.TOTAL, phrase("Total")),
    ]  # fmt: skip


def test_a_line_says_what_is_overdue_since_when_by_both_schedules() -> None:
    table = arrears_table(ArrearsList(SCOPE, (LUA,)))
    assert table.rows[1].values == (
        "V03", "Bùi Thị Lụa", 5_000_000, 1_000_000, 50_000, 15_000, dt.date(2026, 2, 10), 28, None,
        phrase("Yes"),
    )  # fmt: skip
    assert table.scope == (phrase("On %(day)s", day=TODAY),)


def test_bands_and_the_whole_list_are_summed() -> None:
    rows = arrears_table(EVERY).rows
    assert rows[9].values[2:6] == (4_000_000, 4_000_000, 0, 0)
    assert rows[-1].values[2:6] == (14_000_000, 6_000_000, 100_000, 30_000)


def test_a_loan_leads_to_its_card_and_its_sum_to_the_borrower_s_statement() -> None:
    card = Drill("loan-card", (("loan_no", 3), ("end", TODAY)))
    member = Drill("member-statement", (("member_no", 7), ("begin", None), ("end", TODAY)))
    assert arrears_table(EVERY).rows[4].drills == ((0, card), (1, card), (2, member))


def test_the_list_for_outside_has_the_same_sums_and_names_nobody() -> None:
    named, table = arrears_table(EVERY), unnamed_arrears_table(EVERY)
    assert [row.values[2:] for row in table.rows] == [row.values[2:] for row in named.rows]
    assert [row.values[0] for row in table.rows if row.kind is RowKind.LINE] == [1, 2, 3, 4]
    assert not any(row.drills for row in table.rows)
    said = repr(table)
    for one in EVERY.loans:
        assert one.name not in said
        assert one.paper_code not in said


@pytest.mark.parametrize("make", [arrears_table, unnamed_arrears_table])
def test_without_arrears_there_is_a_total_of_nothing(make: object) -> None:
    table = arrears_table if make is arrears_table else unnamed_arrears_table
    (total,) = table(ArrearsList(SCOPE, ())).rows
    assert (total.kind, total.values[2:6]) == (RowKind.TOTAL, (0, 0, 0, 0))


def test_every_band_has_words_of_its_own() -> None:
    words = [band_words(band) for band in BANDS]
    assert words[0] == phrase("Not late")
    assert words[1] == phrase("%(first)s to %(last)s days late", first=1, last=30)
    assert words[-1] == phrase("More than %(days)s days late", days=365)
    assert len(set(words)) == len(BANDS)
    assert [band_in_arrears(band) for band in BANDS[1:]] == words[1:]
