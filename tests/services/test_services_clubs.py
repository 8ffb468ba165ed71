"""A club is made whole, found by its code, and opens with what its treasurer asks first."""

import datetime as dt
import uuid
from dataclasses import replace

import pytest
from sqlalchemy.engine import Engine

from ledger.books.accounts import accounts_of, funds_of
from ledger.books.clubs import ClubCodeTaken, add_rules, add_user, rules_on
from ledger.books.engine import reading, transaction
from ledger.books.refusals import UnknownClub
from ledger.core.accounts import CHART, FUNDS
from ledger.core.clubs import Club, ClubRules
from ledger.core.money import Currency
from ledger.core.posting_rules import ACTIVITY, disbursed
from ledger.services.clubs import MonthMoney, club_of, clubs, front_page, make_club
from tests.books.counted import Counted
from tests.books.postings import add_people, money_in, money_out, other, posted
from tests.conftest import NOW, TODAY, Books, new_club
from tests.services.worked_year import LAST_DAY, worked_year

FOUNDED = Club(
    "QL-01", "Liên thế hệ tự giúp nhau thôn Đông", Currency("LAK", 2), "thôn Đông", "xã Quảng Yên",
    "Thanh Hóa", "222/QĐ-UBND", dt.date(2021, 10, 27), "UBND xã Quảng Long",
)  # fmt: skip


def test_a_club_comes_back_as_it_was_made(engine: Engine) -> None:
    rules = ClubRules(dt.date(2025, 1, 1), 17, 5_000, (20, 70, 10), 1_000)
    with transaction(engine) as connection:
        made = make_club(
            connection, FOUNDED, rules, club_uuid=uuid.UUID(int=7), made_at=NOW, made_by=1
        )
    with reading(engine) as connection:
        assert club_of(connection, "QL-01") == made
        assert made.club == FOUNDED
        assert tuple(accounts_of(connection, made.club_id)) == CHART
        assert tuple(funds_of(connection, made.club_id)) == FUNDS
        assert rules_on(connection, made.club_id, TODAY) == rules
        assert rules_on(connection, made.club_id, dt.date(2024, 12, 31)) is None


def test_rules_are_in_force_from_their_day(shared_books: Books) -> None:
    later = ClubRules(dt.date(2026, 3, 1), dues=5_000)
    with transaction(shared_books.engine) as connection:
        add_rules(
            connection, shared_books.club.club_id, later, recorded_at=NOW, recorded_by=1
        )  # fmt: skip
    with reading(shared_books.engine) as connection:
        found = [
            rules_on(connection, shared_books.club.club_id, day)
            for day in (dt.date(2026, 2, 28), dt.date(2026, 3, 1))
        ]
    assert [rules.dues for rules in found if rules] == [0, 5_000]


def test_a_code_is_one_club_s_alone(shared_books: Books) -> None:
    again = replace(shared_books.club.club, name="Another")
    with pytest.raises(ClubCodeTaken) as refused, transaction(shared_books.engine) as connection:
        make_club(
            connection, again, ClubRules(TODAY), club_uuid=uuid.uuid4(), made_at=NOW, made_by=1
        )
    assert refused.value.facts() == {"code": shared_books.club.club.code}


@pytest.mark.parametrize("code", ["khong-co", "", "HP\0", "HP\ud800", "H%", "'; --"], ids=ascii)
def test_a_club_that_is_not_there_is_not_found(shared_books: Books, code: str) -> None:
    with reading(shared_books.engine) as connection:
        with pytest.raises(UnknownClub) as refused:
            club_of(connection, code)
        assert refused.value.code == code


def test_clubs_are_listed_by_code_a_page_at_a_time(engine: Engine) -> None:
    for code in ("C", "A", "B"):
        new_club(engine, code)
    with reading(engine) as connection:
        assert [one.club.code for one in clubs(connection)] == ["A", "B", "C"]
        assert [one.club.code for one in clubs(connection, limit=2)] == ["A", "B"]
        assert [one.club.code for one in clubs(connection, after="B")] == ["C"]


def test_clubs_and_users_are_numbered_without_gaps(engine: Engine) -> None:
    with transaction(engine) as connection:
        numbers = [add_user(connection, name, name, NOW) for name in ("a", "b", "a")]
    assert numbers == [1, 2, 1]
    assert [new_club(engine, code).club.club_id for code in ("A", "B")] == [1, 2]


def test_the_front_page_of_the_worked_year(shared_books: Books) -> None:
    worked_year(shared_books)
    with reading(shared_books.engine) as connection:
        page = front_page(connection, shared_books.club, entries=3)
    assert page.as_of == LAST_DAY
    assert [(one.fund.code, one.cash, one.bank, one.loans) for one in page.funds] == [
        ("income", 6_520, 5_015, 9_000), ("activity", 350, 0, 0), ("mutual", 110, 0, 0),
    ]  # fmt: skip
    assert (page.cash, page.bank, page.loans) == (6_980, 5_015, 9_000)
    assert (page.members, page.loans_open) == (3, 2)
    assert [(one.entry_no, one.voucher, one.cash) for one in page.last] == [
        (18, "PT 1", 200), (17, "KT 8", 0), (16, "KT 7", 0),
    ]  # fmt: skip


def test_the_months_of_the_front_page_are_worked_out_backwards(shared_books: Books) -> None:
    worked_year(shared_books)
    with reading(shared_books.engine) as connection:
        page = front_page(connection, shared_books.club)
    assert len(page.months) == 12
    by_month = {one.month: one for one in page.months}
    assert by_month["2025-02"] == MonthMoney("2025-02", 20_000 - 10_000 + 400, 10_000)
    assert by_month["2025-04"] == MonthMoney("2025-04", 11_280, 9_000)
    assert by_month["2026-01"] == MonthMoney("2026-01", page.cash + page.bank, 9_000)


def test_the_front_page_of_an_empty_club_is_not_an_error(shared_books: Books) -> None:
    with reading(shared_books.engine) as connection:
        page = front_page(connection, shared_books.club)
    assert (page.as_of, page.cash, page.loans, page.members, page.loans_open) == (None, 0, 0, 0, 0)
    assert (page.months, page.last) == ((), ())
    assert [one.fund for one in page.funds] == list(FUNDS)


def test_a_loan_that_was_paid_back_is_not_open(shared_books: Books) -> None:
    with transaction(shared_books.engine) as connection:
        add_people(connection, shared_books.club.club_id)
    lent = other(disbursed(6_000, member_no=1, loan_no=1))
    back = other(money_in(6_000, account="1321").lines)
    named = replace(back, lines=(back.lines[0], replace(back.lines[1], member_no=1, loan_no=1)))
    posted(shared_books, money_in(9_000), lent)
    for expected, entry in ((1, money_in(1)), (0, named)):
        posted(shared_books, entry)
        with reading(shared_books.engine) as connection:
            assert front_page(connection, shared_books.club).loans_open == expected


def test_the_front_page_takes_eight_queries_whatever_the_club_holds(shared_books: Books) -> None:
    counts = []
    for _ in range(2):
        posted(shared_books, *[money_in(900)] * 20, *[money_out(5)] * 20)
        posted(shared_books, money_in(50, account="5112", fund=ACTIVITY))
        with Counted(shared_books.engine) as counted, reading(shared_books.engine) as connection:
            front_page(connection, shared_books.club)
        counts.append(len(counted.statements))
    assert counts[0] == counts[1] <= 8
