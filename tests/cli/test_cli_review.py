"""A yearly review and a province's own standard of poverty, from the command line."""

import json
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import ClubLedger

ROWS = (
    ("Mã hộ", "Năm", "Diện hộ", "Số GCN", "Ngày GCN"),
    ("H001", 2025, "Hộ nghèo", "1/GCN", "05/12/2025"),
    ("H002", 2025, "cận nghèo", None, None),
    ("H003", 2025, "khác", None, None),
)
STANDARD = (
    "standard", "pt-2026", "--province", "Phú Thọ", "--source", "NQ 12/2025", "--from",
    "1/1/2026", "--to", "31/12/2026", "--rural", "1.800.000", "--urban", "2.300.000",
)  # fmt: skip


def saved(place: Path, *more: tuple[str | int | None, ...]) -> Path:
    """Save a list with more rows behind those that are right."""
    book = openpyxl.Workbook()
    for row in (*ROWS, *more):
        book.worksheets[0].append(row)
    book.save(place)
    return place


@pytest.mark.usefixtures("own_books")
def test_a_review_is_checked_written_and_not_written_again(
    club_ledger: ClubLedger, tmp_path: Path
) -> None:
    command = ("import", "review", saved(tmp_path / "r.xlsx"), "--on", "10/12/2025")
    checked = club_ledger(*command)
    assert (checked.code, checked.err) == (0, "")
    assert "Review of 2025: 3 households." in checked.out
    assert "Household H002 is poor or near-poor, and no certificate is named." in checked.out
    written = club_ledger(*command, "--commit", "--format", "json")
    assert (written.code, json.loads(written.out)["written"]) == (0, 3)
    again = club_ledger(*command, "--commit")
    assert again.code == 1
    assert "stands in the books already; nothing was written." in again.err
    flows = club_ledger("report", "class-flows", "--from", "2025-01-01", "--to", "2025-12-31")
    assert flows.code == 0


@pytest.mark.usefixtures("own_books")
def test_a_wrong_list_names_every_row_and_writes_nothing(
    club_ledger: ClubLedger, tmp_path: Path
) -> None:
    wrong = saved(tmp_path / "r.xlsx", ("H099", 2025, "nghèo"), ("H004", None, "giàu"))
    answer = club_ledger("import", "review", wrong, "--commit", "--format", "json")
    assert answer.code == 1
    told = json.loads(answer.out)
    found = [(one["row"], one["code"]) for one in told["findings"] if one["severity"] == "error"]
    assert (told["written"], found) == (
        0, [(5, "ReviewRowUnknown"), (6, "ReviewYearMissing"), (6, "ReviewCellNotRead")],
    )  # fmt: skip


@pytest.mark.usefixtures("own_books")
def test_a_province_has_one_standard_on_a_day(club_ledger: ClubLedger) -> None:
    added = club_ledger(*STANDARD)
    assert (added.code, added.err) == (0, "")
    assert added.out.strip() == "Written: the standard pt-2026."
    again = club_ledger("standard", "pt-b", *STANDARD[2:])
    assert again.code == 1
    assert "The standard pt-2026 of this province is in force on some of these days." in again.err
    shown = club_ledger("report", "poverty-standards", "--format", "csv").out
    assert "1800000" in shown
