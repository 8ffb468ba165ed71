"""Commands of lending that are refused or called wrongly: named, explained, nothing written."""

import json
import re
from collections.abc import Iterator

import pytest

from ledger.books.engine import open_engine
from tests.cli.conftest import ClubLedger
from tests.cli.lender import (
    APPRAISING,
    APPROVING,
    ASKING,
    PAYING_OUT,
    VOTING,
    Lender,
    lender,
)
from tests.conftest import Database, new_club

FEBRUARY = "30/2/2025"
DECIDED = ("--reason", "Cuộc họp quyết định")


@pytest.fixture(scope="module")
def desk(shared_database: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lender]:
    """Give a club that lends: KV0001 is closed, KV0002 runs, application 3 waits."""
    engine = open_engine(shared_database.url)
    club_ledger = ClubLedger(tmp_path_factory.mktemp("home"))
    desk = lender(club_ledger, new_club(engine, "HP"), shared_database.url)
    desk.lends()
    desk.does("pay", "1", "--amount", "5.040.000", "--on", "10/3/2025")
    desk.does("close", "1", "--on", "10/3/2025")
    lends_to_another = (
        (*ASKING[:2], "TV05", *ASKING[3:]), ("appraise", "2", *APPRAISING[2:]),
        ("vote", "2", *VOTING[2:]), ("approve", "2", *APPROVING[2:]),
        ("disburse", "2", *PAYING_OUT[2:]), (*ASKING[:-1], "1/4/2025"),
    )  # fmt: skip
    for words in lends_to_another:
        desk.does(*words)
    yield desk
    engine.dispose()


CLOSED = ("This loan was closed: nothing can happen to it any more.", "Khoản vay này đã tất toán")
REFUSED = (
    (("pay", "V99", "--amount", "200.000"), "The club has no loan V99.",
     "Câu lạc bộ không có khoản vay V99."),
    (("show", "V99"), "The club has no loan V99.", "Câu lạc bộ không có khoản vay V99."),
    (("pay", "1", "--amount", "200.000", "--on", "11/3/2025"), *CLOSED),
    (("close", "1", "--on", "11/3/2025"), *CLOSED),
    (("quote", "1", "--amount", "1", "--on", "11/3/2025"), *CLOSED),
    (("end", "1", "--on", "11/3/2025"), *CLOSED),
    (PAYING_OUT, "This loan was paid out already, on 10/02/2025.",
     "Khoản vay này đã được giải ngân ngày 10/02/2025."),
    (("pay", "2", "--amount", "0", "--on", "10/3/2025"), "0 ₫", "0 ₫"),
    (("pay", "2", "--amount", "5", "--on", "9/2/2025"),
     "This loan has not been paid out on that day.", "Đến ngày đó khoản vay này chưa được"),
    (("pay", "2", "--amount", "9007199254740992"), "9,007,199,254,740,992 ₫ is more than",
     "9.007.199.254.740.992 ₫ lớn quá mức"),
    (("pay", "2", "--amount", "1000", "--on", "31/12/2999"), "The day 31/12/2999 is still to come",
     "Ngày 31/12/2999 chưa đến"),
    (("refund", "2", "--amount", "1000", "--on", "10/3/2025"), "0 ₫", "0 ₫"),
    (("reschedule", "2", "--part", "15/9/2025:1.000.000", "--on", "10/3/2025", *DECIDED),
     "1,000,000 ₫", "1.000.000 ₫"),
    (("undo", "2", "99", *DECIDED), "Number 99 of this loan cannot be reversed",
     "Không hủy được việc số 99"),
    (("undo", "1", "3", "--amount", "5", *DECIDED),
     "Number 3 of the loan is no payment or disbursement", "Việc số 3 của khoản vay không phải"),
    (("hand-over", "2", "--to", "TV99", *DECIDED), "The club has no member TV99.",
     "Câu lạc bộ không có thành viên TV99."),
    (("appraise", "9", "--by", "TV01", "--opinion", "Nên"), "This club has no application 9.",
     "Câu lạc bộ không có đơn vay số 9."),
    (("appraise", "3", "--by", "TV04", "--opinion", "Nên", "--on", "2/4/2025"),
     "Member 4 is the borrower", "Hội viên số 4 là người vay"),
    (("appraise", "3", "--by", "TV05", "--opinion", "Nên", "--on", "2/4/2025"),
     "Member 5 holds no office", "Hội viên số 5 không giữ chức vụ"),
    (("approve", "3", "--by", "TV02", "--on", "10/4/2025"),
     "This application has not been appraised yet.", "Đơn vay này chưa được thẩm định."),
    ((*ASKING[:6], "50.000.001", *ASKING[7:]), "50,000,001 ₫ is above", "50.000.001 ₫ vượt mức"),
    ((*ASKING[:4], "99", *ASKING[5:]), "This club has no loan product 99.",
     "Câu lạc bộ không có loại vay số 99."),
    (("accrue", "--month", "2/2025", "--commit"), "interest of February 2025 is income when",
     "tiền lãi tháng 2/2025 chỉ ghi thu"),
    (("moratorium", "--commune", "Xã Không Có", "--from", "1/3/2025", "--until", "1/6/2025",
      "--interest", "free", *DECIDED), "No club has its home in Xã Không Có,",
     "Không có câu lạc bộ nào ở Xã Không Có,"),
    (("paper", "minutes", "11/2/2025", "-o", "bien-ban.pdf"), "at a meeting of 11/02/2025.",
     "Cuộc họp ngày 11/02/2025 không biểu quyết"),
    (("adopt", "--name", "Vay nóng", "--rate", "1,7"), "A rate of 20.4% a year is above 20%",
     "Lãi suất 20,4% một năm cao hơn 20%"),
    (("adopt", "--product", "2", "--end", "--from", "1/1/2025"), "01/01/2025 does not lie after",
     "Ngày 01/01/2025 không sau"),
    (("rules", "--yearly-cap", "21", "--from", "1/5/2025"), "A rate of 21% a year is above 20%",
     "Lãi suất 21% một năm cao hơn 20%"),
    (("pay", "2", "--amount", "1000", "--as", "a" * 201), "201", "201"),
)  # fmt: skip


@pytest.mark.parametrize(("words", "english", "vietnamese"), REFUSED)
def test_what_cannot_be_is_refused_with_a_remedy_and_nothing_is_written(
    desk: Lender, words: tuple[str, ...], english: str, vietnamese: str
) -> None:
    in_english, in_vietnamese = (one.replace("\u00a0", " ") for one in desk.refuses(*words))
    assert in_english.startswith("Refused: ")
    assert english in in_english.splitlines()[0]
    assert in_vietnamese.startswith("Bị từ chối: ")
    assert vietnamese in in_vietnamese.splitlines()[0]
    assert "\nWhat to do: " in in_english
    assert "\nViệc cần làm: " in in_vietnamese


def test_money_that_the_fund_has_not_is_not_lent(desk: Lender) -> None:
    """Of 20 million 10 were lent, 5 came back with interest of which all goes to another fund."""
    words = (*ASKING[:2], "TV01", *ASKING[3:6], "16.000.000", *ASKING[7:])
    number = json.loads(desk.does(*words, "--format", "json"))["application_no"]
    desk.does("appraise", str(number), "--by", "TV02", "--opinion", "Nên", "--on", "5/2/2025")
    desk.does("vote", str(number), "--for", "TV02,TV03,TV05", "--on", "10/2/2025")
    said = desk.does("approve", str(number), "--by", "TV03", "--on", "10/2/2025")
    code = re.findall(r"KV\d+", said)[0]
    told, _ = desk.refuses("disburse", code, "--on", "11/2/2025")
    assert "16,000,000\u00a0₫" in told.splitlines()[0]


WRONG = (
    (("pay", "1", "--amount", "200.000", "--on", FEBRUARY),
     f"--on: “{FEBRUARY}” is no day: write it as 31/12/2025 or 2025-12-31.",
     f"--on: “{FEBRUARY}” không phải là một ngày"),
    (("pay", "1", "--amount", "200,50"),
     "--amount: “200,50” is no amount in whole đồng: write it as 200.000 or 200000.",
     "--amount: “200,50” không phải là số tiền chẵn đồng"),
    (("pay", "1", "--amount", "-5"), "“-5” is no amount", "“-5” không phải là số tiền"),
    (("pay", "1"), "--amount is missing.", "Thiếu --amount."),
    (("pay",), "LOAN is missing.", "Thiếu KHOẢN_VAY."),
    (("pay", "1", "--amount", "5", "--ahead", "later"),
     "“later” is none of: shorter, smaller, next",
     "“later” không có trong số: shorter, smaller, next"),
    (("pay", "1", "--amount", "5", "--request-id", "7"), "“7” is no id such as",
     "“7” không phải là mã như"),
    (("write-off", "1"), "--reason is missing.", "Thiếu --reason."),
    (("write-off", "1", "--reason", " "), "--reason: Something has to be written here.",
     "--reason: Chỗ này phải viết gì đó."),
    (("reschedule", "1", "--part", "15/9/2025", *DECIDED), "“15/9/2025” is no day with a sum",
     "“15/9/2025” không phải là ngày kèm số tiền"),
    (("accrue", "--month", "13/2025"), "“13/2025” is no month",
     "“13/2025” không phải là một tháng"),
    (("extend", "1", "--periods", "0", *DECIDED), "“0” is no whole number from 1 to",
     "“0” không phải là số nguyên từ 1 đến"),
    (("undo", "1", "một", *DECIDED), "EVENT: “một” is no whole number",
     "VIỆC: “một” không phải là số nguyên"),
    (("vote", "1", "--for", " , "), "--for: Something has to be written here.",
     "--for: Chỗ này phải viết gì đó."),
    (("moratorium", "--until", "1/6/2025", *DECIDED), "--interest is missing.",
     "Thiếu --interest."),
    (("paper", "card", "1", "-o", "so.doc"), "The name of the file ends in none of: .pdf",
     "Tên tệp không có đuôi nào trong số: .pdf"),
    (("adopt",), "Say --usual, or a product's --name and --rate", "Hãy ghi --usual, hoặc --name"),
    (("adopt", "--end"), "--end is for one product: name it with --product.",
     "--end dùng cho một loại vay"),
    (("rules", "--quorum", "60"), "To set rules, name what is set, and the day with --from.",
     "Muốn đặt quy chế, hãy nêu điều cần đặt"),
    (("rules", "--from", "1/5/2025"), "To set rules, name what is set, and the day with --from.",
     "Muốn đặt quy chế, hãy nêu điều cần đặt"),
    (("rules", "--quorum", "half"), "“half” is no share in per cent",
     "“half” không phải là số phần"),
    (("lend",), "There is no command lend.", "Không có lệnh lend."),
)  # fmt: skip


@pytest.mark.parametrize(("words", "english", "vietnamese"), WRONG)
def test_wrong_usage_is_told_before_the_books_are_opened(
    club_ledger: ClubLedger, words: tuple[str, ...], english: str, vietnamese: str
) -> None:
    for language, sentence in (("en", english), ("vi", vietnamese)):
        answer = club_ledger("loan", *words, language=language)
        assert (answer.code, answer.out) == (2, "")
        assert sentence in answer.err
        assert answer.err.rstrip().endswith("--help")
    assert not club_ledger.own_file.exists()


def test_books_that_are_not_there_are_not_made(club_ledger: ClubLedger) -> None:
    answer = club_ledger("loan", "pay", "1", "--amount", "200.000")
    assert (answer.code, answer.out) == (1, "")
    assert "club-ledger init" in answer.err
    assert not club_ledger.own_file.exists()
