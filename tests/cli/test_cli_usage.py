"""How the command is called: help in both languages, and wrong usage told in the reader's own."""

import pytest

from ledger.cli.main import COMMANDS
from tests.cli.conftest import ClubLedger

BOTH = pytest.mark.parametrize("language", ["vi", "en"])


@BOTH
def test_help_lists_every_command_in_its_order(club_ledger: ClubLedger, language: str) -> None:
    answer = club_ledger("--help", language=language)
    assert answer.code == 0
    listed = [line.split()[0] for line in answer.out.splitlines() if line.startswith("  ")]
    assert [name for name in listed if name in COMMANDS] == list(COMMANDS)


@pytest.mark.parametrize("words", [[name] for name in COMMANDS] + [["import", "workbook"]])
def test_help_of_every_command_is_whole_in_vietnamese(
    club_ledger: ClubLedger, words: list[str]
) -> None:
    vietnamese = club_ledger(*words, "--help", language="vi")
    english = club_ledger(*words, "--help", language="en")
    assert (vietnamese.code, english.code) == (0, 0)
    assert english.out.startswith(f"Usage: club-ledger {' '.join(words)} [OPTIONS]")
    assert vietnamese.out.startswith(f"Cách gọi: club-ledger {' '.join(words)} [TÙY CHỌN]")
    assert len(vietnamese.out.split("\n\n")) == len(english.out.split("\n\n"))
    for word in ("Usage", "Options", "Show this message", "FILE", "The "):
        assert word not in vietnamese.out


def test_a_command_without_words_shows_its_help_and_is_wrong_usage(
    club_ledger: ClubLedger,
) -> None:
    answer = club_ledger()
    assert answer.code == 2
    assert "Commands:" in answer.err
    assert answer.out == ""


def test_the_version_is_told(club_ledger: ClubLedger) -> None:
    assert club_ledger("--version").out == "club-ledger 0.1.0\n"


@pytest.mark.parametrize(
    ("words", "english", "vietnamese"),
    [
        (["verfy"], "There is no command verfy. Did you mean: verify?",
         "Không có lệnh verfy. Có phải là: verify?"),
        (["import", "sheet"], "There is no command sheet.", "Không có lệnh sheet."),
        (["report", "journal", "--clb", "x"], "There is no option --clb. Did you mean: --club?",
         "Không có tùy chọn --clb. Có phải là: --club?"),
        (["backup"], "FILE is missing.", "Thiếu TỆP."),
        (["backup", "a", "b", "c"], "This is too much: b c", "Phần này thừa: b c"),
        (["report", "journal", "--from"], "The option --from needs a value.",
         "Tùy chọn --from cần một giá trị."),
        (["backup", "a", "--replace=1"], "The option --replace takes no value.",
         "Tùy chọn --replace không nhận giá trị."),
        (["report", "journal", "--to", "31/2/2025"],
         "--to: “31/2/2025” is no day: write it as 31/12/2025 or 2025-12-31.",
         "--to: “31/2/2025” không phải là một ngày: hãy viết như 31/12/2025 hoặc 2025-12-31."),
        (["report", "journal", "--known-at", "soon"],
         "--known-at: “soon” is no moment: write it as 31/12/2025 14:30 or 31/12/2025.",
         "--known-at: “soon” không phải là một thời điểm: hãy viết như 31/12/2025 14:30"),
        (["report", "entry", "--entry", "-1"],
         "--entry: “-1” is no whole number from 1 to 9007199254740991.",
         "--entry: “-1” không phải là số nguyên từ 1 đến 9007199254740991."),
        (["verify", "--format", "xml"], "--format: “xml” is none of: text, json, csv",
         "--format: “xml” không có trong số: text, json, csv"),
        (["report", "balance"], "NAME: “balance” is none of: trial-balance, balance-sheet",
         "TÊN: “balance” không có trong số: trial-balance, balance-sheet"),
        (["report", "journal", "--club", " "], "--club: Something has to be written here.",
         "--club: Chỗ này phải viết gì đó."),
        (["report", "ledger"], "The report ledger needs --account.",
         "Báo cáo ledger cần có --account."),
        (["report", "members", "--fund", "income"],
         "--fund has no meaning for the report members.",
         "--fund không có nghĩa với báo cáo members."),
        (["report", "journal", "-o", "book.doc"],
         "The name of the file ends in none of: .pdf, .xlsx, .csv",
         "Tên tệp không có đuôi nào trong số: .pdf, .xlsx, .csv"),
        (["report", "member-statement", "--member", "1", "--size", "A5"],
         "--size is for: -o FILE.pdf", "--size chỉ dùng với: -o TỆP.pdf"),
    ],
)  # fmt: skip
def test_wrong_usage_is_told_in_the_reader_s_language(
    club_ledger: ClubLedger, words: list[str], english: str, vietnamese: str
) -> None:
    for language, sentence in (("en", english), ("vi", vietnamese)):
        answer = club_ledger(*words, language=language)
        assert answer.code == 2
        assert answer.out == ""
        assert sentence in answer.err
        assert answer.err.rstrip().endswith("--help")


def test_the_language_that_was_typed_counts_wherever_it_stands(club_ledger: ClubLedger) -> None:
    for words in (["--language", "en", "nothing"], ["report", "nothing", "--language=EN"]):
        assert club_ledger(*words, language="vi").err.startswith("Usage:")


def test_vietnamese_is_spoken_unless_english_is_asked_for(club_ledger: ClubLedger) -> None:
    answer = club_ledger("--help", language="", LANG="en_US.UTF-8", LC_ALL="en_US.UTF-8")
    assert answer.out.startswith("Cách gọi: club-ledger")


def test_a_language_that_nobody_speaks_here_is_refused(club_ledger: ClubLedger) -> None:
    assert (
        "--language: “fr” không có trong số: vi, en"
        in club_ledger("doctor", "--language", "fr", language="").err
    )
    answer = club_ledger("doctor", language="fr")
    assert answer.code == 2
    assert "“fr”" in answer.err


def test_common_options_stand_before_the_command_too(club_ledger: ClubLedger) -> None:
    before = club_ledger("--database", "sqlite:///none.db", "verify")
    after = club_ledger("verify", "--database", "sqlite:///none.db")
    named = club_ledger("verify", LEDGER_DATABASE_URL="sqlite:///none.db")
    assert before == after == named
    assert before.code == 1


def test_what_was_typed_outweighs_the_environment(club_ledger: ClubLedger) -> None:
    answer = club_ledger(
        "verify", "--database", "mysql://x/y", LEDGER_DATABASE_URL="sqlite:///none.db"
    )
    assert "SQLite or PostgreSQL" in answer.err


def test_a_text_that_no_book_can_keep_is_refused_by_name(club_ledger: ClubLedger) -> None:
    for text, said in (("\udcff", "U+DCFF"), ("a" * 201, "201")):
        answer = club_ledger("report", "ledger", "--account", text, language="en")
        assert answer.code == 1
        assert answer.err.startswith("Refused: ")
        assert said in answer.err
