"""Runs over all of a club's loans: shown first, written if asked, never twice."""

import json
import uuid
from dataclasses import replace
from fractions import Fraction

import pytest
from sqlalchemy.engine import Engine

from ledger.books.clubs import add_user
from ledger.books.engine import transaction
from ledger.core.clubs import Club, ClubRules
from ledger.core.loans.fines import FineRule
from ledger.services.clubs import make_club
from tests.cli.conftest import ClubLedger
from tests.cli.lender import Lender
from tests.conftest import NOW, Books, Database
from tests.core.loan_examples import BULLET, EQUAL_PARTS, day
from tests.services.loan_desk import Desk, lending_club

NOT_WRITTEN = "Nothing was written. To write what is shown, add: --commit"
FINED = replace(EQUAL_PARTS, fine=FineRule(share=Fraction(1, 100)))
DECIDED = ("--reason", "Lũ quét", "--meeting", "1/3/2025")


@pytest.fixture
def desk(club_ledger: ClubLedger, shared_database: Database, shared_books: Books) -> Lender:
    """Give a club whose loans 1 and 2, of 12 million, were paid out on 10 January 2025.

    Of the first a million is due every month, late parts cost 1 %; the second comes at the end.
    """
    lending_club(shared_books, contracts=(FINED, BULLET), began_on=day(1, 5, 2025))
    desk = Lender(club_ledger, shared_books, shared_database.url)
    for number in ("1", "2"):
        desk.does("disburse", number, "--on", "10/1/2025")
    return desk


def previewed(desk: Lender, *words: str) -> list[tuple[str, int]]:
    """Return what a run shows by loan; it writes nothing, and says so."""
    rows = desk.rows()
    shown = desk.loan(*words, "--format", "json")
    assert shown.code == 0
    due = json.loads(shown.out)["due"]
    assert shown.err == (f"{NOT_WRITTEN}\n" if due else "")
    said = desk.does(*words)
    assert said.splitlines()[-1] == NOT_WRITTEN if due else said.endswith(": nothing.\n")
    assert desk.rows() == rows
    return [(one["loan"], one["amount"]) for one in due]


def test_fines_are_shown_then_charged_once(desk: Lender) -> None:
    words = ("fines", "--on", "15/2/2025")
    assert previewed(desk, *words) == [("KV01", 10_000)]
    said = desk.does(*words, "--commit")
    assert "Loan KV01, 15/02/2025: Fine charged: 10,000\u00a0₫" in said
    assert previewed(desk, *words) == []
    assert desk.does(*words, "--commit") == "There was nothing to write.\n"


def test_late_principal_is_shown_then_moved_and_moved_back(desk: Lender) -> None:
    words = ("overdue", "--on", "15/2/2025")
    assert previewed(desk, *words) == [("KV01", 1_000_000)]
    desk.does(*words, "--commit")
    assert Desk(desk.books).money()["1322"] == 1_000_000
    desk.does("pay", "1", "--amount", "600.000", "--on", "16/2/2025")
    assert previewed(desk, "overdue", "--on", "16/2/2025") == []
    written = json.loads(desk.does(*words, "--commit", "--format", "json"))
    assert (written["written"], written["events"]) == (False, [])


def test_a_month_s_interest_is_shown_then_booked_once(desk: Lender) -> None:
    desk.does("rules", "--basis", "accrual", "--from", "3/1/2025")
    words = ("accrue", "--month", "1/2025")
    earned = 120_000 * 21 // 31
    assert previewed(desk, *words) == [("KV01", earned), ("KV02", earned)]
    written = json.loads(desk.does(*words, "--commit", "--format", "json"))
    assert [(one["kind"], one["amount"]) for one in written["events"]] == [("accrual", earned)] * 2
    assert Desk(desk.books).money()["1323"] == 2 * earned
    assert previewed(desk, *words) == []
    again = json.loads(desk.does(*words, "--commit", "--format", "json"))
    assert (again["written"], again["again"], again["events"]) == (False, True, [])


def test_a_moratorium_is_shown_then_carried_out_once(desk: Lender) -> None:
    words = ("moratorium", "--from", "1/3/2025", "--until", "31/5/2025", "--interest", "free")
    rows = desk.rows()
    shown = desk.does(*words, *DECIDED)
    assert "KV01" in shown
    assert shown.splitlines()[-1] == NOT_WRITTEN
    loans = json.loads(desk.loan(*words, *DECIDED, "--format", "json").out)["loans"]
    assert [(one["loan"], one["principal"]) for one in loans] == [
        ("KV01", 12_000_000), ("KV02", 12_000_000),
    ]  # fmt: skip
    assert all(one["interest_after"] < one["interest_before"] for one in loans)
    assert desk.rows() == rows
    said = desk.does(*words, *DECIDED, "--commit", language="vi")
    assert said.count("Hoãn nợ do thiên tai, đến ") == 2
    again = desk.does(*words, *DECIDED, "--commit")
    assert again.splitlines()[-1] == "There was nothing to write."
    assert "No loan of these clubs is touched by it." in desk.does(*words, *DECIDED)


def test_a_commune_s_clubs_are_put_off_together_or_not_at_all(
    club_ledger: ClubLedger, database: Database, engine: Engine
) -> None:
    """The second club has closed the month, so that nothing new can happen in it."""
    desks = [in_the_commune(club_ledger, database, engine, code) for code in ("MH-1", "MH-2")]
    for desk in desks:
        desk.does("disburse", "2", "--on", "10/1/2025")
    asked = ("moratorium", "--commune", "xã Mai Hạ", "--interest", "runs_on", "--reason", "Lũ quét")
    january = (*asked, "--from", "20/1/2025", "--until", "31/5/2025")
    shown = json.loads(desks[0].loan(*january, "--format", "json").out)["loans"]
    assert [(one["club"], one["loan"]) for one in shown] == [("MH-1", "KV02"), ("MH-2", "KV02")]
    Desk(desks[1].books).closes("2025-01")
    told, _ = desks[0].refuses(*january, "--commit")
    assert "January 2025" in told.splitlines()[0]
    april = (*asked, "--from", "1/4/2025", "--until", "31/5/2025")
    said = desks[0].does(*april, "--commit").splitlines()
    assert [line for line in said if line.startswith("Club: ")] == ["Club: MH-1.", "Club: MH-2."]
    assert sum("Put off after a disaster" in line for line in said) == 2


def in_the_commune(
    club_ledger: ClubLedger, database: Database, engine: Engine, code: str
) -> Lender:
    """Give a club that lends, in the commune of Mai Hạ."""
    with transaction(engine) as connection:
        user_id = add_user(connection, "thu-quy", "Bùi Thị Lụa", NOW)
        club = make_club(
            connection, Club(code, f"Hạnh Phúc {code}", commune="xã Mai Hạ", province="Phú Thọ"),
            ClubRules(day(1, 1, 2025)), club_uuid=uuid.uuid5(uuid.NAMESPACE_OID, code), made_at=NOW,
            made_by=user_id,
        )  # fmt: skip
    books = Books(engine, club, user_id)
    lending_club(books, began_on=day(1, 5, 2025))
    return Lender(club_ledger, books, database.url)
