"""A day's interest is divided between the funds when it is over, and so is what changes of it."""

import datetime as dt

import pytest

from ledger.books.engine import reading, transaction
from ledger.books.entries import entries_between
from ledger.books.refusals import CashBelowZero
from ledger.core.clubs import ClubRules
from ledger.core.journal import EntryKind
from ledger.core.loans.events import Repayment
from ledger.core.posting_rules import ACTIVITY, MUTUAL, interest_received
from ledger.core.statements.entries import EntryRecord
from ledger.services.interest_split import split_interest
from ledger.services.journal import EntryOfALoan, reverse
from ledger.services.loan_disbursing import disburse
from ledger.services.loan_life import repay, undo
from ledger.services.periods import close_year
from tests.books.postings import money_out, of_kind, other, posted
from tests.conftest import Books
from tests.core.loan_examples import BEGUN_ON, day
from tests.services.loan_desk import VOTED, Desk, lending_club, set_rules

SHARES = (50, 30, 20)
"""What stays, what the activity fund gets, what mutual help gets, in per cent."""


@pytest.fixture
def desk(shared_books: Books) -> Desk:
    """Give a club of which loan 2 was paid out: 12 million, 120,000 of interest a month."""
    desk = lending_club(shared_books)
    set_rules(desk, ClubRules(day(1, 2), shares=SHARES))
    desk.does(disburse, 2, on=BEGUN_ON)
    return desk


def splits(desk: Desk) -> list[EntryRecord]:
    with reading(desk.books.engine) as connection:
        found = entries_between(connection, desk.books.club.club_id, dt.date(2025, 1, 1), day(12))
    return [one for one in found if one.kind == EntryKind.INTEREST_SPLIT.value]


def given(desk: Desk) -> list[tuple[dt.date, int, int]]:
    """Return the day of each split and what activity and mutual help were given by it."""
    return [(one.occurred_on, _given(one, ACTIVITY), _given(one, MUTUAL)) for one in splits(desk)]


def _given(one: EntryRecord, fund: str) -> int:
    lines = [line for line in one.lines if line.fund == fund and line.account == "5111"]
    return sum(line.credit - line.debit for line in lines)


def close_meeting(desk: Desk, until: dt.date) -> list[int]:
    with transaction(desk.books.engine) as connection:
        return split_interest(connection, desk.books.club, until, desk.books.request())


def test_the_first_entry_of_a_later_day_divides_the_interest_of_a_day(desk: Desk) -> None:
    desk.does(repay, 2, on=day(2), amount=120_000)
    desk.does(disburse, 1, on=day(2))
    assert given(desk) == []
    desk.does(disburse, 3, on=day(2, 11))
    assert given(desk) == [(day(2), 36_000, 24_000)]
    assert splits(desk)[0].narration == "Chia lãi ngày 10/02/2026"
    assert desk.money(ACTIVITY) == {"111": 36_000, "5111": -36_000}


def test_the_close_of_a_meeting_divides_it_once(desk: Desk) -> None:
    desk.does(repay, 2, on=day(2), amount=120_001)
    assert close_meeting(desk, day(2, 9)) == []
    assert len(close_meeting(desk, day(2))) == 1
    assert close_meeting(desk, day(2)) == []
    assert given(desk) == [(day(2), 36_000, 24_000)]


def test_interest_told_later_is_divided_as_a_difference(desk: Desk) -> None:
    """7 đồng and 120,000 make 60,003, 36,002 and 24,002: the first part named takes the odd one."""
    desk.does(repay, 2, on=day(2), amount=120_000)
    close_meeting(desk, day(2))
    lines = interest_received(7, member_no=2, loan_no=2)
    posted(desk.books, of_kind(other(lines, day(2)), EntryKind.INTEREST))
    close_meeting(desk, day(2))
    assert given(desk) == [(day(2), 36_000, 24_000), (day(2), 2, 1)]


def test_undone_interest_comes_back_at_once_by_the_rules_of_its_day(desk: Desk) -> None:
    desk.does(repay, 2, on=day(2), amount=120_000)
    set_rules(desk, ClubRules(day(3, 1), shares=(0, 100, 0)))
    desk.does(undo, 2, 2, because=VOTED)
    assert given(desk) == [(day(2), 36_000, 24_000), (desk.today, -36_000, -24_000)]
    assert splits(desk)[1].true_on == day(2)
    assert (desk.money(ACTIVITY), desk.money(MUTUAL)) == ({}, {})
    assert close_meeting(desk, desk.today) == []


def test_it_comes_back_for_a_day_of_a_closed_month_too(desk: Desk) -> None:
    desk.does(repay, 2, on=day(2), amount=120_000)
    desk.closes("2026-01", "2026-02")
    desk.does(undo, 2, 2, because=VOTED)
    assert given(desk) == [(day(2), 36_000, 24_000), (desk.today, -36_000, -24_000)]


def test_a_fund_that_spent_its_share_cannot_give_it_back(desk: Desk) -> None:
    desk.does(repay, 2, on=day(2), amount=120_000)
    close_meeting(desk, day(2))
    posted(desk.books, money_out(36_000, day(2, 20), account="6421", fund=ACTIVITY))
    facts = desk.refuses(CashBelowZero, undo, 2, 2, because=VOTED)
    assert (facts["fund"], facts["balance"]) == (ACTIVITY, -36_000)
    again = Repayment(number=0, occurred_on=day(2, 12), amount=120_000)
    desk.does(undo, 2, 2, because=VOTED, instead=again)
    assert desk.money(ACTIVITY) == {"5111": -36_000, "6421": 36_000}


def test_a_correction_gives_back_what_is_interest_no_more(desk: Desk) -> None:
    """5 million brought on 25 January leave 94,194 of the 120,000 that were paid as interest."""
    desk.does(repay, 2, on=day(2), amount=120_000)
    desk.does(repay, 2, on=day(1, 25), amount=5_000_000)
    assert given(desk) == [(day(2), 36_000, 24_000), (desk.today, -7_742, -5_161)]
    assert desk.money(ACTIVITY)["5111"] == -(36_000 - 7_742)


def test_the_reversal_of_a_split_is_made_good_by_the_next_one(desk: Desk) -> None:
    desk.does(repay, 2, on=day(2), amount=120_000)
    (number,) = close_meeting(desk, day(2))
    desk.does(reverse, number, "Chia nhầm")
    close_meeting(desk, desk.today)
    assert given(desk)[1:] == [(desk.today, 36_000, 24_000)]


def test_shares_are_those_of_the_day(desk: Desk) -> None:
    desk.does(repay, 2, on=day(2), amount=120_000)
    set_rules(desk, ClubRules(day(2, 15), shares=(0, 0, 100)))
    desk.does(repay, 2, on=day(3), amount=120_000)
    close_meeting(desk, day(3))
    assert given(desk) == [(day(2), 36_000, 24_000), (day(3), 0, 120_000)]


def test_no_month_closes_with_interest_undivided(desk: Desk) -> None:
    desk.does(repay, 2, on=day(2), amount=120_000)
    desk.closes("2026-01", "2026-02")
    assert given(desk) == [(day(2), 36_000, 24_000)]


def test_a_year_closes_with_all_its_interest_divided(shared_books: Books) -> None:
    december = dt.date(2025, 12, 10)
    lines = interest_received(100, member_no=1, loan_no=1)
    desk = lending_club(shared_books)
    set_rules(desk, ClubRules(dt.date(2025, 1, 3), shares=SHARES))
    posted(shared_books, of_kind(other(lines, december), EntryKind.INTEREST))
    desk.does(close_year, 2025)
    assert given(desk) == [(december, 30, 20)]
    assert desk.money(ACTIVITY, until=dt.date(2025, 12, 31)) == {"111": 30, "4311": -30}


def test_interest_that_no_loan_knows_of_comes_back_too(desk: Desk) -> None:
    lines = interest_received(100, member_no=2, loan_no=2)
    receipt = posted(desk.books, of_kind(other(lines, day(2)), EntryKind.INTEREST))
    ((number, _),) = receipt.entries
    close_meeting(desk, day(2))
    desk.does(reverse, number, "Ghi nhầm")
    assert given(desk) == [(day(2), 30, 20), (desk.today, -30, -20)]


def test_interest_of_the_day_is_not_lent_out_with_the_rest(shared_books: Books) -> None:
    """Were it lent, the funds' shares of that day could never be divided."""
    desk = lending_club(shared_books, capital=23_880_000 + 60_000)
    set_rules(desk, ClubRules(day(1, 2), shares=SHARES))
    desk.does(disburse, 2, on=BEGUN_ON)
    desk.does(repay, 2, on=day(2), amount=120_000)
    desk.does(disburse, 1, on=day(2))
    assert desk.money()["111"] == 60_000
    desk.closes("2026-01", "2026-02")
    assert "111" not in desk.money()


@pytest.mark.parametrize("by", ["entry_no", "correction_no"])
def test_an_entry_of_a_loan_is_undone_through_its_loan(desk: Desk, by: str) -> None:
    desk.does(repay, 2, on=day(2), amount=120_000)
    (kept,) = desk.does(repay, 2, on=day(1, 25), amount=5_000_000).events
    number = getattr(kept, by)
    assert desk.refuses(EntryOfALoan, reverse, number, "Ghi nhầm") == {
        "entry_no": number, "loan_no": 2, "event_no": 3,
    }  # fmt: skip
