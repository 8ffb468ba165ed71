"""Every statement on the terminal, in a file, and for another program."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import pypdf
import pytest
from sqlalchemy.engine import Engine

from ledger.services.reports import REPORTS
from tests.cli.conftest import ClubLedger, files_in
from tests.conftest import Database
from tests.web.club import post_club

SUBJECTS = {
    "ledger": ("--account", "111"),
    "member-statement": ("--member", "HP-001"),
    "entry": ("--entry", "3"),
    "loan-card": ("--loan", "HP-V-004"),
}
"""What a report needs beside its name."""

EVERY = pytest.mark.parametrize("name", list(REPORTS))
BOOKS = pytest.mark.usefixtures("own_books")


@BOOKS
@EVERY
def test_every_report_is_shown_in_both_languages(club_ledger: ClubLedger, name: str) -> None:
    english = club_ledger("report", name, *SUBJECTS.get(name, ()))
    vietnamese = club_ledger("report", name, *SUBJECTS.get(name, ()), language="vi")
    assert (english.code, vietnamese.code) == (0, 0)
    assert english.err == vietnamese.err == ""
    assert english.out.startswith("Câu lạc bộ liên thế hệ tự giúp nhau Hạnh Phúc\n")
    assert len(english.out.splitlines()) > 5
    assert english.out != vietnamese.out


@BOOKS
@EVERY
def test_every_report_is_json_and_csv_of_the_same_rows(club_ledger: ClubLedger, name: str) -> None:
    words = ("report", name, *SUBJECTS.get(name, ()))
    shown = json.loads(club_ledger(*words, "--format", "json").out)
    rows = list(
        csv.reader(io.StringIO(club_ledger(*words, "--format", "csv").out.lstrip("\ufeff")))
    )
    keys = [column["key"] for column in shown["columns"]]
    assert rows[0] == keys
    assert len(rows) - 1 == len(shown["rows"]) > 0
    for values, row in zip(rows[1:], shown["rows"], strict=True):
        assert list(row["values"]) == keys
        amounts = [row["values"][c["key"]] for c in shown["columns"] if c["kind"] == "amount"]
        assert all(one is None or isinstance(one, int) for one in amounts)
        written = ["" if one is None else str(one) for one in row["values"].values()]
        assert [one.lstrip("'") for one in values] == [one.lstrip("'") for one in written]


@BOOKS
def test_a_trial_balance_stands_in_columns(club_ledger: ClubLedger) -> None:
    answer = club_ledger("report", "trial-balance", "--from", "1/1/2025", "--to", "2025-01-31")
    lines = answer.out.splitlines()
    assert lines[1:4] == ["Trial balance", "From 01/01/2025 to 31/01/2025", "Whole club, all funds"]
    (cash,) = [line for line in lines if line.startswith("111 ")]
    assert cash.split() == ["111", "Cash", "on", "hand", "30,320,000", "5,000,000", "25,320,000"]
    assert lines[-1].split()[:4] == ["Total", "0", "0", "35,320,000"]
    assert len({len(line) for line in lines[-3:]}) == 1


@BOOKS
@pytest.mark.parametrize("columns", [60, 80, 100])
def test_a_report_fits_a_narrow_terminal(club_ledger: ClubLedger, columns: int) -> None:
    answer = club_ledger("report", "members", COLUMNS=str(columns))
    assert max(map(len, answer.out.splitlines())) <= columns


@BOOKS
def test_a_report_is_of_one_fund_and_of_what_was_known(club_ledger: ClubLedger) -> None:
    fund = club_ledger("report", "trial-balance", "--fund", "mutual", "--to", "31/12/2025")
    assert "Fund: Mutual-help fund" in fund.out
    before = club_ledger("report", "journal", "--known-at", "9/3/2026", "--format", "json")
    after = club_ledger("report", "journal", "--known-at", "10/3/2026", "--format", "json")
    assert [row["kind"] for row in json.loads(before.out)["rows"]] == ["total"]
    assert len(json.loads(after.out)["rows"]) > 10


@BOOKS
@pytest.mark.parametrize("loan", ["HP-V-004", "hp-v-004", "4"])
def test_a_loan_is_found_by_paper_code_or_number(club_ledger: ClubLedger, loan: str) -> None:
    answer = club_ledger("report", "loan-card", "--loan", loan)
    assert answer.code == 0
    assert "Loan card" in answer.out


@BOOKS
@pytest.mark.parametrize("member", ["HP-001", "hp-001", "1"])
def test_a_member_is_found_by_paper_code_or_number(club_ledger: ClubLedger, member: str) -> None:
    answer = club_ledger("report", "member-statement", "--member", member)
    assert "Bùi Thị Lụa" in answer.out


@BOOKS
def test_reports_are_written_as_pdf_sheet_and_csv(club_ledger: ClubLedger, tmp_path: Path) -> None:
    pdf, sheet, rows = (tmp_path / f"sổ quỹ{end}" for end in (".pdf", ".XLSX", ".csv"))
    for path in (pdf, sheet, rows):
        answer = club_ledger("report", "cash-book", "-o", path)
        assert answer.code == 0
        assert answer.out == ""
        assert answer.err == f"Written: {path}\n"
    assert "Cash book" in pypdf.PdfReader(pdf).pages[0].extract_text()
    (written,) = openpyxl.load_workbook(sheet).worksheets
    assert written["A1"].value == "Cash book"
    assert rows.read_bytes() == club_ledger("report", "cash-book", "--format", "csv").raw


@BOOKS
@pytest.mark.parametrize(("size", "width"), [(None, 595), ("A4", 595), ("a5", 420)])
def test_a_member_s_statement_is_printed_large(
    club_ledger: ClubLedger, tmp_path: Path, size: str | None, width: int
) -> None:
    path = tmp_path / "statement.pdf"
    sized = ["--size", size] if size else []
    words = ["report", "member-statement", "--member", "HP-004", "-o", str(path)]
    assert club_ledger(*words, *sized, language="vi").code == 0
    (page, *_rest) = pypdf.PdfReader(path).pages
    assert round(page.mediabox.width) == width
    assert "Còn nợ 3.000.000" in page.extract_text().replace("\u00a0", " ")


@BOOKS
def test_a_file_of_that_name_is_replaced_whole(club_ledger: ClubLedger, tmp_path: Path) -> None:
    path = tmp_path / "members.csv"
    path.write_text("old " * 100_000)
    assert club_ledger("report", "members", "-o", path).code == 0
    assert path.read_bytes().startswith(b"\xef\xbb\xbfcode,name,")
    assert [one.name for one in tmp_path.iterdir() if "part" in one.name] == []


@BOOKS
@pytest.mark.parametrize(
    ("words", "english", "vietnamese"),
    [
        (["journal", "--club", "XX"], "There is no club XX.", "Hiện có: HP"),
        (["journal", "--fund", "zz"], "The club has no fund zz.",
         "Hiện có: income, activity, mutual"),
        (["ledger", "--account", "999"], "The club's chart has no account 999.",
         "không có tài khoản 999"),
        (["loan-card", "--loan", "V99"], "The club has no loan V99.", "club-ledger report loans"),
        (["member-statement", "--member", "TV99"], "The club has no member TV99.",
         "club-ledger report members"),
        (["entry", "--entry", "9999"], "This club has no entry 9999.", "không có bút toán"),
        (["journal", "--from", "2/1/2025", "--to", "1/1/2025"],
         "The last day, 01/01/2025, lies before the first, 02/01/2025.", "Ngày cuối"),
        (["member-statement", "--member", "1", "--from", "2/1/2025", "--to", "1/1/2025"],
         "The last day, 01/01/2025, lies before the first, 02/01/2025.", "Ngày cuối"),
        (["journal", "-o", "missing/x.csv"], "There is no file or folder missing.",
         "Không có tệp hay thư mục missing."),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_refused_with_a_remedy(
    club_ledger: ClubLedger, tmp_path: Path, words: list[str], english: str, vietnamese: str
) -> None:
    before = files_in(tmp_path)
    answers = {one: club_ledger("report", *words, language=one) for one in ("en", "vi")}
    assert {answer.code for answer in answers.values()} == {1}
    assert {answer.out for answer in answers.values()} == {""}
    assert answers["en"].err.startswith(f"Refused: {english}\nWhat to do: ")
    assert vietnamese in answers["vi"].err
    assert answers["vi"].err.startswith("Bị từ chối: ")
    assert "\nViệc cần làm: " in answers["vi"].err
    assert files_in(tmp_path) == before


@BOOKS
def test_a_folder_is_no_file_to_write(club_ledger: ClubLedger, tmp_path: Path) -> None:
    (tmp_path / "x.csv").mkdir()
    answer = club_ledger("report", "journal", "-o", tmp_path / "x.csv")
    assert answer.code == 1
    assert "is a folder, not a file." in answer.err


def test_reports_are_read_from_either_database(
    club_ledger: ClubLedger, database: Database, engine: Engine
) -> None:
    post_club(engine, "A")
    assert club_ledger("report", "journal", LEDGER_DATABASE_URL=database.url).code == 0
    post_club(engine, "B", "An Bình")
    several = club_ledger("report", "journal", LEDGER_DATABASE_URL=database.url)
    assert several.code == 1
    assert "Name one with --club. These are there: A, B" in several.err
    named = club_ledger("report", "loans", "--club", "B", LEDGER_DATABASE_URL=database.url)
    assert "An Bình" in named.out


def test_books_without_a_club_say_how_one_comes_in(club_ledger: ClubLedger) -> None:
    club_ledger("init")
    answer = club_ledger("report", "journal")
    assert answer.code == 1
    assert "The books hold no club yet." in answer.err
    assert "club-ledger import workbook" in answer.err
