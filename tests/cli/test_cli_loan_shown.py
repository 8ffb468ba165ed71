"""What the commands of lending show, in words, as JSON and on paper; and their help."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

from ledger.cli.loan import LOAN_COMMANDS
from tests.cli.conftest import ClubLedger
from tests.cli.lender import Lender, lender
from tests.conftest import Books, Database

PAPERS = ("contract", "card", "statement", "application", "minutes")


@pytest.fixture
def desk(club_ledger: ClubLedger, shared_database: Database, shared_books: Books) -> Lender:
    """Give a club that lends, with a loan of 5 million paid out on 10 February 2025."""
    desk = lender(club_ledger, shared_books, shared_database.url)
    desk.lends()
    return desk


def test_a_loan_is_shown_with_its_standing_schedule_and_events(desk: Lender) -> None:
    desk.does("pay", "1", "--amount", "540.000", "--on", "10/3/2025")
    shown = desk.does("show", "KV0001", "--on", "12/4/2025").replace("\u00a0", " ")
    lines = [" ".join(line.split()) for line in shown.splitlines()]
    assert [line for line in EXPECTED if line not in lines] == []


EXPECTED = (
    "Loan KV0001",
    "Borrower Bùi Thị Lụa",
    "How it stands 2 day(s) late",
    "Interest 0.8% a month, that is 9.6% a year",
    "Principal still owed 4,500,000 ₫",
    "Late by now 536,000 ₫",
    "To be paid then 1,068,000 ₫",
    "2 10/04/2025 500,000 36,000 536,000 536,000 2 day(s) late",
    "1 10/02/2025 Loan paid out PC 1 5,000,000 5,000,000",
    "2 10/03/2025 The borrower paid PT 2 540,000 500,000 40,000 4,500,000",
)


def test_a_loan_that_is_not_paid_out_shows_its_schedule_to_come(desk: Lender) -> None:
    shown = json.loads(desk.does("show", "1", "--on", "9/2/2025", "--format", "json"))
    assert shown["stage"] == "approved"
    assert shown["lent"] == 0
    assert len(shown["schedule"]["rows"]) == 11
    assert shown["events"]["rows"] == []


def test_a_quote_tells_each_choice_and_writes_nothing(desk: Lender) -> None:
    rows = desk.rows()
    words = ("quote", "1", "--amount", "1.540.000", "--on", "10/3/2025")
    choices = json.loads(desk.does(*words, "--format", "json"))["choices"]
    assert [one["choice"] for one in choices] == ["shorter", "smaller", "next"]
    assert {one["principal"] + one["interest"] for one in choices} == {1_540_000}
    assert [one["principal"] for one in choices[:2]] == [1_500_000] * 2
    assert [one["last_on"] for one in choices] == ["2025-10-10", "2025-12-10", "2025-12-10"]
    saved = [one["interest_saved"] for one in choices]
    assert saved[0] > saved[1] > saved[2] == 0
    shown = desk.does(*words, language="vi")
    assert "Để hết nợ" in shown
    assert shown.endswith("Không ghi thêm gì.\n")
    alike = desk.does("quote", "1", "--amount", "540.000", "--on", "10/3/2025")
    assert "Whatever is chosen for it, this sum does the same." in alike
    assert desk.rows() == rows


def test_what_would_end_a_loan_is_told_and_written_nowhere(desk: Lender) -> None:
    rows = desk.rows()
    told = json.loads(desk.does("end", "1", "--on", "10/3/2025", "--format", "json"))
    assert (told["amount"], told["principal"], told["interest"]) == (5_040_000, 5_000_000, 40_000)
    assert told["interest_saved"] == 180_000
    said = desk.does("end", "1", "--on", "10/3/2025", language="vi")
    assert said.startswith("Trả 5.040.000\u00a0₫ là hết nợ vào ngày 10/03/2025: gốc 5.000.000")
    assert desk.rows() == rows


def test_every_paper_is_written_as_pdf(desk: Lender, tmp_path: Path) -> None:
    about = {"application": "1", "minutes": "10/2/2025"}
    for name in PAPERS:
        file = tmp_path / f"{name}.pdf"
        words = ("paper", name, about.get(name, "KV0001"), "-o", file)
        answer = desk.loan(*words, language="vi")
        assert (answer.code, answer.out, answer.err) == (0, "", f"Đã ghi: {file}\n")
        text = "".join(page.extract_text() for page in pypdf.PdfReader(file).pages)
        assert "Bùi Thị Lụa" in " ".join(text.replace("\u00a0", " ").split())
    blank = tmp_path / "blank.pdf"
    assert desk.loan("paper", "application", "-o", blank).code == 0
    assert "Bùi Thị Lụa" not in pypdf.PdfReader(blank).pages[0].extract_text()


def test_products_are_listed_adopted_and_ended(desk: Lender) -> None:
    listed = json.loads(desk.does("products", "--on", "1/3/2025", "--format", "json"))
    assert [row["values"]["product"] for row in listed["rows"]] == [1, 2, 3, 4, 5]
    assert len(listed["notes"]) == 1
    words = (
        "adopt", "--name", "Vay nuôi bò", "--rate", "0,9", "--repayment", "equal_instalments",
        "--instalments", "18", "--most", "10.000.000", "--from", "1/3/2025",
    )  # fmt: skip
    assert desk.does(*words) == "Product 6 was written down, from 01/03/2025 on.\n"
    assert "above the cap of 20%" not in desk.does(*words, "--interest", "flat")
    desk.does("adopt", "--product", "6", "--end", "--from", "1/4/2025")
    for day, last in (("1/3/2025", 7), ("1/4/2025", 7)):
        rows = json.loads(desk.does("products", "--on", day, "--format", "json"))["rows"]
        numbers = [row["values"]["product"] for row in rows]
        assert numbers[-1] == last
        assert (6 in numbers) is (day == "1/3/2025")


def test_the_usual_products_come_with_their_warning(desk: Lender) -> None:
    said = desk.does("adopt", "--usual", "--from", "1/3/2025", language="vi").splitlines()
    assert len(said) == 6
    assert said[0] == "Đã ghi loại vay số 6, có hiệu lực từ ngày 01/03/2025."


def test_rules_are_shown_and_set_from_a_day(desk: Lender) -> None:
    assert "Loans at once 1" in _plain(desk.does("rules"))
    said = desk.does(
        "rules", "--from", "1/3/2025", "--most-running", "2", "--counted-by", "member",
        "--quorum", "66,7", "--order", "difficulty", "--order", "applied_on", "--reserve",
        "500.000", "--passing", "yes",
    )  # fmt: skip
    assert said == "The rules of lending were set from 01/03/2025 on.\n"
    after, before = (_plain(desk.does("rules", "--on", day)) for day in ("1/3/2025", "28/2/2025"))
    assert "Loans at once 1" in before
    for line in (
        "Loans at once 2", "How they are counted Counted by member",
        "A vote needs so many of the members 66.7%", "Kept in the fund, never lent 500,000 ₫",
        "Who waits before whom those in difficulty, who applied earlier",
        "A smaller loan may pass one before it Yes", "Cap on interest a year 20%",
    ):  # fmt: skip
        assert line in after
        assert line not in before or "Cap" in line


def _plain(text: str) -> list[str]:
    return [" ".join(line.replace("\u00a0", " ").split()) for line in text.splitlines()]


HELPED = [(name,) for name in LOAN_COMMANDS] + [("paper", name) for name in PAPERS]


@pytest.mark.parametrize("words", HELPED, ids="-".join)
def test_help_is_whole_in_vietnamese(club_ledger: ClubLedger, words: tuple[str, ...]) -> None:
    vietnamese = club_ledger("loan", *words, "--help", language="vi")
    english = club_ledger("loan", *words, "--help", language="en")
    assert (vietnamese.code, english.code) == (0, 0)
    called = f"club-ledger loan {' '.join(words)}"
    assert english.out.startswith(f"Usage: {called} [OPTIONS]")
    assert vietnamese.out.startswith(f"Cách gọi: {called} [TÙY CHỌN]")
    assert len(vietnamese.out.split("\n\n")) == len(english.out.split("\n\n"))
    for word in ("Usage", "Options", "Show this message", "FILE", "The ", "without it", "AMOUNT"):
        assert word not in vietnamese.out


def test_a_command_s_line_in_the_list_is_that_of_its_help(club_ledger: ClubLedger) -> None:
    listed = " ".join(club_ledger("loan", "--help").out.split())
    for name, (load, line) in LOAN_COMMANDS.items():
        command = load()
        assert command.name == name
        assert (command.help or "").partition("\n")[0] == line
        assert f"{name} {line}" in listed


def test_the_list_of_commands_is_shown_without_opening_what_they_need(tmp_path: Path) -> None:
    program = (
        "import atexit, sys;"
        "atexit.register(lambda: print('sqlalchemy' in sys.modules, file=sys.stderr));"
        "from ledger.cli.main import main; sys.exit(main())"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", program, "loan", "--help"], env=environment, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "False\n")
