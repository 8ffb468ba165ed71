"""A workbook's cells read from its file as what they mean, whatever program wrote it."""

import datetime as dt
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from ledger.core.workbook.check import check_workbook
from ledger.core.workbook.digest import digest_of
from ledger.core.workbook.values import Cell, RawSheet
from ledger.files.workbook import read_workbook
from tests.hostile import MAIN, packed, parts
from tests.workbooks import Book, untidy, year

TODAY = dt.date(2026, 3, 10)


def one_sheet(path: Path) -> RawSheet:
    """Return the only sheet of a workbook."""
    (sheet,) = read_workbook(path)
    return sheet


def written(path: Path, *cells: object, number_format: str | None = None) -> tuple[Cell, ...]:
    """Write cells into a row as Excel would, and return them as they are read."""
    workbook = openpyxl.Workbook()
    for column, cell in enumerate(cells, 1):
        place = workbook.active.cell(1, column, cell)
        if number_format:
            place.number_format = number_format
    workbook.save(path / "a.xlsx")
    return one_sheet(path / "a.xlsx").rows[0][1]


def file(path: Path, named: dict[str, bytes]) -> Path:
    """Write parts as a package and return its path."""
    path = path / "a.xlsx"
    path.write_bytes(packed(named))
    return path


def rows(path: Path, xml: str) -> RawSheet:
    """Return the sheet whose rows are given as XML."""
    return one_sheet(file(path, parts(xml)))


def content(sheets: tuple[RawSheet, ...]) -> bytes:
    """Return the digest of a workbook that must be right."""
    checked = check_workbook(sheets, today=TODAY)
    assert checked.workbook is not None, checked.errors
    return digest_of(checked.workbook)


def test_whole_numbers_are_whole_and_others_exact(tmp_path: Path) -> None:
    read = written(tmp_path, 5_000, -5_000, 2**53, 0.8, 12_500.5, 0.1, 1e-7)
    assert read == (
        5_000, -5_000, 2**53, Decimal("0.8"), Decimal("12500.5"), Decimal("0.1"), Decimal("1E-7"),
    )  # fmt: skip
    assert [type(cell) for cell in read] == [int] * 3 + [Decimal] * 4


def test_numbers_too_large_for_a_book_stay_whole(tmp_path: Path) -> None:
    assert written(tmp_path, 1e300) == (int(1e300),)


def test_a_day_is_a_date_and_a_moment_is_none(tmp_path: Path) -> None:
    day, moment = dt.datetime(2025, 1, 5), dt.datetime(2025, 1, 5, 8, 30)  # noqa: DTZ001 - a cell
    assert written(tmp_path, dt.date(2025, 1, 5), day, moment) == (
        dt.date(2025, 1, 5), dt.date(2025, 1, 5), "2025-01-05 08:30:00",
    )  # fmt: skip


@pytest.mark.parametrize(
    "look", ['#,##0 "đồng"', "#,##0 [$₫-42A]", '_-* #,##0\\ "VND"_-', "0%", "[Red]-#,##0"]
)
def test_a_number_that_looks_like_money_is_a_number(tmp_path: Path, look: str) -> None:
    assert written(tmp_path, 5_000, number_format=look) == (5_000,)


def test_days_of_the_other_calendar_are_the_same_days(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.epoch = CALENDAR_MAC_1904
    workbook.active["A1"] = dt.date(2025, 1, 5)
    workbook.save(tmp_path / "a.xlsx")
    assert one_sheet(tmp_path / "a.xlsx").rows[0][1] == (dt.date(2025, 1, 5),)


def test_truth_and_time_and_errors_are_text(tmp_path: Path) -> None:
    assert written(tmp_path, True, dt.time(8, 30)) == ("TRUE", "08:30:00")  # noqa: FBT003 - a cell
    sheet = rows(
        tmp_path,
        '<row r="2"><c r="B2" t="e"><v>#DIV/0!</v></c><c r="C2"><v>5</v></c>'
        '<c r="D2" t="e"><v>#N/A</v></c></row>',
    )
    assert sheet.rows == ((2, (None, "#DIV/0!", 5, "#N/A")),)


def test_what_is_no_number_in_the_file_is_text_or_nothing(tmp_path: Path) -> None:
    sheet = rows(tmp_path, '<row r="1"><c r="A1"><v>NaN</v></c><c r="B1"><v>1e999</v></c></row>')
    assert not any(isinstance(cell, int | Decimal) for _, row in sheet.rows for cell in row)


def test_cells_stand_where_they_stood(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active["C5"], workbook.active["D9"] = "a", "b"
    workbook.save(tmp_path / "a.xlsx")
    sheet = one_sheet(tmp_path / "a.xlsx")
    assert sheet.rows == ((5, (None, None, "a")), (9, (None, None, None, "b")))


def test_sheets_come_in_their_order_without_charts(tmp_path: Path) -> None:
    workbook = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    for name in ("Sổ quỹ", "Thành viên"):
        workbook.add_worksheet(name).write_string(0, 0, name)
        chart = workbook.add_chart({"type": "line"})
        chart.add_series({"values": "='Sổ quỹ'!$A$1:$A$2"})
        workbook.add_chartsheet(f"Biểu đồ {name}").set_chart(chart)
    workbook.get_worksheet_by_name("Thành viên").hide()
    workbook.close()
    assert [sheet.name for sheet in read_workbook(tmp_path / "a.xlsx")] == ["Sổ quỹ", "Thành viên"]


def test_formulas_are_found_in_every_sheet(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    first, second = workbook.active, workbook.create_sheet("Sổ quỹ")
    first["A1"], second["J4"], second["AD5"] = "=1+1", "=H4-I4", '="<f>"'
    workbook.create_sheet("Khác")["A1"] = "<f>1</f>"
    workbook.save(tmp_path / "a.xlsx")
    found = {sheet.name: sheet.formulas for sheet in read_workbook(tmp_path / "a.xlsx")}
    assert found == {"Sheet": ((1, 1),), "Sổ quỹ": ((4, 10), (5, 30)), "Khác": ()}


@pytest.mark.parametrize(
    "xml",
    [
        '<row r="3"><c r="C3"><f>1</f><v>1</v></c></row>',
        '<row r="3"><c r="C3"><f t="shared" si="0"/><v>1</v></c></row>',
        '<row r="3"><c r="C3"><f\n>1</f><v>1</v></c></row>',
        '<row r="3"><c/><c/><c><f>1</f></c></row>',
        f'<x:row xmlns:x="{MAIN}" r="3"><x:c r="C3"><x:f>1</x:f></x:c></x:row>',
    ],
)
def test_a_formula_is_found_however_it_is_written(tmp_path: Path, xml: str) -> None:
    assert rows(tmp_path, xml).formulas == ((3, 3),)


def test_what_only_looks_like_a_formula_is_none(tmp_path: Path) -> None:
    xml = '<!-- <f>1</f> --><row r="1"><c r="A1" t="inlineStr"><is><t>"e" :f</t></is></c></row>'
    sheet = rows(tmp_path, xml)
    assert (sheet.formulas, sheet.rows) == ((), ((1, ('"e" :f',)),))


@pytest.mark.parametrize("target", ["worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml"])
def test_a_formula_is_told_of_the_sheet_it_stands_in(tmp_path: Path, target: str) -> None:
    named = parts('<row r="1"><c r="A1"><f>1</f></c></row>')
    relations = named["xl/_rels/workbook.xml.rels"]
    named["xl/_rels/workbook.xml.rels"] = relations.replace(
        b"worksheets/sheet1.xml", target.encode()
    )
    sheet = one_sheet(file(tmp_path, named))
    assert (sheet.name, sheet.formulas) == ("Sổ quỹ", ((1, 1),))


def test_macros_and_pictures_are_not_read(tmp_path: Path) -> None:
    named = parts('<row r="1"><c r="A1"><v>5</v></c></row>')
    named |= {"xl/vbaProject.bin": b"<!DOCTYPE", "xl/media/a.png": b"\0" * 99}
    assert one_sheet(file(tmp_path, named)).rows == ((1, (5,)),)


def test_parts_named_the_other_way_round_are_found(tmp_path: Path) -> None:
    named = {
        name.replace("/", "\\"): data
        for name, data in parts('<row r="1"><c r="A1"><v>5</v></c></row>').items()
    }
    assert one_sheet(file(tmp_path, named)).rows == ((1, (5,)),)


def test_columns_far_to_the_right_are_left_out(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active["A1"], workbook.active["CV1"], workbook.active["CW1"] = 1, 100, 101
    workbook.save(tmp_path / "a.xlsx")
    ((_, cells),) = one_sheet(tmp_path / "a.xlsx").rows
    assert (len(cells), cells[-1]) == (100, 100)


def test_a_long_text_is_cut_where_it_is_refused_anyway(tmp_path: Path) -> None:
    assert written(tmp_path, "ế" * 30_000) == ("ế" * 1_000,)


def by_xlsxwriter(book: Book, path: Path, *, in_rows: bool) -> Path:
    """Write a workbook by the other library, its texts shared or in their rows."""
    workbook = xlsxwriter.Workbook(path, {"constant_memory": in_rows})
    days = workbook.add_format({"num_format": "dd/mm/yyyy"})
    for name, lines in book.sheets().items():
        sheet = workbook.add_worksheet(name)
        for row, line in enumerate(lines):
            for column, cell in enumerate(line):
                if isinstance(cell, dt.date):
                    sheet.write_datetime(row, column, cell, days)
                elif isinstance(cell, str):
                    sheet.write_string(row, column, cell)
                elif isinstance(cell, int):
                    sheet.write_number(row, column, cell)
    workbook.close()
    return path


@pytest.mark.parametrize("seed", range(3))
def test_a_workbook_means_the_same_from_a_file(tmp_path: Path, seed: int) -> None:
    book = year(seed)
    wanted = content(book.raw())
    assert content(read_workbook(untidy(book, seed).save(tmp_path / "a.xlsx"))) == wanted
    for in_rows in (False, True):
        path = by_xlsxwriter(book, tmp_path / "b.xlsx", in_rows=in_rows)
        assert content(read_workbook(path)) == wanted


def test_the_reader_needs_no_more_of_the_ledger_than_itself() -> None:
    code = "import ledger.files.workbook_child, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    loaded = {name for name in done.stdout.split() if name.startswith("ledger")}
    assert loaded == {
        "ledger", "ledger.files", "ledger.files.workbook_child", "ledger.files.workbook_formulas",
        "ledger.files.workbook_limits", "ledger.files.workbook_package",
    }  # fmt: skip
    assert not {"sqlalchemy", "openpyxl", "babel"} & set(done.stdout.split())


def test_the_copy_that_is_read_holds_only_what_was_looked_at(tmp_path: Path) -> None:
    from ledger.files.workbook_limits import Limits
    from ledger.files.workbook_package import unpacked

    named = parts() | {"xl/media/a.xml": b"a", "docProps/app.xml": b"a", "xl/a/b/c.xml": b"a"}
    with (
        file(tmp_path, named).open("rb") as source,
        zipfile.ZipFile(unpacked(source, Limits())) as copy,
    ):
        assert set(copy.namelist()) == set(parts())
