"""The life of a loan by commands alone, from its application to its closing."""

import json
import uuid

import pytest

from tests.cli.conftest import ClubLedger
from tests.cli.lender import (
    APPRAISING,
    APPROVING,
    ASKING,
    CAPITAL,
    PAYING_OUT,
    VOTING,
    Lender,
    lender,
)
from tests.conftest import Books, Database
from tests.services.loan_desk import Desk


@pytest.fixture
def desk(club_ledger: ClubLedger, shared_database: Database, shared_books: Books) -> Lender:
    """Give a club that lends, in a database that the module shares."""
    return lender(club_ledger, shared_books, shared_database.url)


def test_a_whole_life_is_lived_by_commands_and_its_journal_agrees(desk: Lender) -> None:
    """Interest 40,000 + 36,000 + 32,000, a fine of 20,000; of 4,100,000 at last 68,000 is too much.

    By the club's rules interest goes to the activity fund when its day is over: 76,000 has gone.
    """
    said = [desk.does(*words) for words in (ASKING, APPRAISING, VOTING, APPROVING, PAYING_OUT)]
    assert said[:3] == [
        "Application 1 was written down.\n",
        "The opinion on application 1 was written down.\n",
        "The vote for application 1 was written down.\n",
    ]
    assert "it is loan KV0001, which is not paid out yet." in said[3]
    assert "5,000,000\u00a0₫ was paid out on 10/02/2025, voucher PC 1." in said[4]
    desk.does("pay", "kv0001", "--amount", "540.000", "--on", "10/3/2025")
    desk.does("pay", "1", "--amount", "536000", "--on", "2025-04-10")
    desk.does(
        "charge", "1", "--kind", "fine", "--amount", "20 000", "--on", "10/4/2025",
        "--reason", "Trả chậm", "--meeting", "10/4/2025",
    )  # fmt: skip
    assert "fine 20,000\u00a0₫." in desk.does("pay", "1", "--amount", "20000", "--on", "10/4/2025")
    assert "4,032,000\u00a0₫ would end the loan on 10/05/2025" in desk.does(
        "end", "1", "--on", "10/5/2025"
    )
    last = desk.does("pay", "1", "--amount", "4.100.000", "--on", "10/5/2025").splitlines()
    assert last == [
        (
            "Loan KV0001: 4,100,000\u00a0₫ was taken on 10/05/2025, voucher PT 5: principal"
            " 4,000,000\u00a0₫, interest 32,000\u00a0₫, held for the borrower 68,000\u00a0₫."
        ),
        "Nothing is owed any more.",
        "Held for the borrower: 68,000\u00a0₫.",
    ]
    desk.does("refund", "1", "--amount", "68.000", "--on", "10/5/2025")
    closed = desk.does("close", "1", "--on", "10/5/2025")
    assert closed.startswith("Loan KV0001, 10/05/2025: The loan was closed.\n")
    assert Desk(desk.books).money() == {
        "111": CAPITAL + 128_000 - 76_000, "4111": -CAPITAL, "5111": -32_000, "5118": -20_000,
    }  # fmt: skip
    shown = json.loads(desk.does("show", "1", "--format", "json"))
    assert (shown["stage"], shown["left_principal"], shown["held"]) == ("closed", 0, 0)
    verified = desk.club_ledger(
        "verify", "--club", desk.books.club.club.code, LEDGER_DATABASE_URL=desk.url
    )
    assert (verified.code, verified.out.splitlines()[-1]) == (0, "Nothing wrong was found.")


def test_a_payment_is_said_in_vietnamese(desk: Lender) -> None:
    desk.lends()
    said = desk.does("pay", "1", "--amount", "540.000", "--on", "10/3/2025", language="vi")
    assert said.splitlines() == [
        (
            "Khoản vay KV0001: đã thu 540.000\u00a0₫ ngày 10/03/2025, phiếu PT 2: gốc"
            " 500.000\u00a0₫, lãi 40.000\u00a0₫."
        ),
        "Còn phải trả theo lịch: gốc 4.500.000\u00a0₫, lãi 180.000\u00a0₫.",
    ]


def test_the_same_request_writes_once_and_answers_alike(desk: Lender) -> None:
    desk.lends()
    words = (
        "pay", "1", "--amount", "540.000", "--on", "10/3/2025", "--as", "Quách Văn Mùi",
        "--request-id", str(uuid.uuid5(uuid.NAMESPACE_URL, "một lần")),
    )  # fmt: skip
    first = json.loads(desk.does(*words, "--format", "json"))
    rows = desk.rows()
    again = json.loads(desk.does(*words, "--format", "json"))
    assert (first["written"], first["again"]) == (True, False)
    assert (again["written"], again["again"]) == (False, True)
    assert again["events"] == first["events"]
    assert desk.does(*words).startswith("This request was carried out before;")
    assert desk.rows() == rows
    (paid,) = first["events"]
    assert {name: paid[name] for name in ("loan", "kind", "voucher", "amount", "occurred_on")} == {
        "loan": "KV0001", "kind": "repayment", "voucher": "PT 2", "amount": 540_000,
        "occurred_on": "2025-03-10",
    }  # fmt: skip
    assert (paid["principal"], paid["interest"], paid["left_principal"]) == (
        500_000, 40_000, 4_500_000,
    )  # fmt: skip


def test_who_writes_is_named_and_made_a_user_if_need_be(desk: Lender) -> None:
    desk.lends()
    desk.does("pay", "1", "--amount", "540.000", "--on", "10/3/2025", "--as", "Đinh Thị Hoa")
    code = desk.books.club.club.code
    entry = desk.club_ledger(
        "report", "entry", "--entry", "3", "--club", code, LEDGER_DATABASE_URL=desk.url
    )
    assert "Recorded by Đinh Thị Hoa" in entry.out


def test_an_application_is_turned_down_with_its_votes(desk: Lender) -> None:
    desk.does(*ASKING)
    desk.does(*APPRAISING)
    said = desk.does(
        "turn-down", "1", "--reason", "Chưa có chuồng", "--against", "TV01,TV02", "--for", "TV03",
        "--on", "10/2/2025",
    )  # fmt: skip
    assert said == "Application 1 was turned down.\n"
    listed = desk.does("applications")
    assert "Turned down" in listed
    assert "Nuôi gà thả vườn" in listed
    rows = json.loads(desk.does("applications", "--format", "json"))["rows"]
    assert [row["values"]["application"] for row in rows] == [1]


def test_a_payment_written_down_wrongly_is_told_again_in_one_step(desk: Lender) -> None:
    desk.lends()
    desk.does("pay", "1", "--amount", "1.540.000", "--on", "10/3/2025")
    desk.does("pay", "1", "--amount", "536.000", "--on", "10/4/2025")
    said = desk.does("undo", "1", "2", "--amount", "540.000", "--reason", "Ghi nhầm số")
    lines = said.splitlines()
    assert "What was written down of 10/03/2025 was reversed." in lines[0]
    assert lines[1].startswith("What came later was worked out again, and corrected by entry ")
    assert "Loan KV0001: 540,000\u00a0₫ was taken on 10/03/2025" in said
    assert lines[-1] == (
        "Still to be paid, by the schedule: principal 4,000,000\u00a0₫, interest 144,000\u00a0₫."
    )
    shown = json.loads(desk.does("show", "1", "--format", "json"))["events"]["rows"]
    assert [row["values"]["event"] for row in shown] == [1, 2, 5, 3, 4]


def test_a_loan_is_extended_rescheduled_and_handed_over(desk: Lender) -> None:
    desk.lends()
    extended = desk.does(
        "extend", "1", "--periods", "2", "--reason", "Lợn bị bệnh", "--on", "3/3/2025"
    )
    assert "Extended until 10/02/2026." in extended
    parts = ("--part", "15/9/2025:2.000.000", "--part", "2026-03-15:3000000")
    renewed = desk.does("reschedule", "1", *parts, "--reason", "Theo vụ", "--on", "4/3/2025")
    assert "New schedule until 15/03/2026." in renewed
    handed = desk.does("hand-over", "1", "--to", "TV06", "--reason", "Bà mất", "--on", "5/3/2025")
    assert "The debt was taken over by Bạch Thị Ánh." in handed
    shown = desk.does("show", "KV0001", "--on", "6/3/2025", language="vi")
    assert "Nay người trả nợ là" in shown
    assert "Bạch Thị Ánh" in shown


def test_what_is_written_off_is_recovered(desk: Lender) -> None:
    desk.lends()
    given_up = desk.does("write-off", "1", "--reason", "Mất khả năng trả", "--on", "10/6/2025")
    assert "voucher KT 1: Written off, still followed: 5,220,000\u00a0₫." in given_up
    back = desk.does("recover", "1", "--amount", "300.000", "--on", "10/7/2025")
    assert "300,000\u00a0₫ was recovered on 10/07/2025, voucher PT 2: " in back
    assert -Desk(desk.books).money()["5118"] == 300_000


def test_interest_is_forgiven(desk: Lender) -> None:
    desk.lends()
    said = desk.does(
        "waive", "1", "--kind", "interest", "--amount", "40.000", "--reason", "Nhà khó khăn",
        "--on", "10/3/2025",
    )  # fmt: skip
    assert "Interest forgiven: 40,000\u00a0₫." in said
    assert "interest 180,000\u00a0₫." in said
