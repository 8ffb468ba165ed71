"""No fund pays out what it does not have: now, and at the end of any day by date."""

import datetime as dt

import pytest

from ledger.books.engine import transaction
from ledger.books.refusals import CashBelowZero, RuleOfTheBooks
from ledger.core.accounts import FUNDS
from ledger.core.journal import EntryKind, JournalEntry
from ledger.core.money import LARGEST_MINOR
from ledger.core.posting_rules import (
    ACTIVITY,
    INCOME,
    banked,
    funds_transferred,
    interest_split,
    withdrawn,
)
from ledger.services.journal import reverse
from tests.books.postings import count, money_in, money_out, other, posted
from tests.conftest import TODAY, Books

FIRST, SECOND, THIRD = (dt.date(2026, 3, day) for day in (1, 5, 9))


def below_zero(books: Books, *entries: JournalEntry) -> dict[str, object]:
    """Return the facts of the refusal, by which nothing was written."""
    before = count(books, "journal_entry")
    with pytest.raises(CashBelowZero) as refused:
        posted(books, *entries)
    assert count(books, "journal_entry") == before
    return refused.value.facts()


def test_the_last_dong_may_be_paid_out_and_no_more(shared_books: Books) -> None:
    posted(shared_books, money_in(900), money_out(900))
    facts = below_zero(shared_books, money_out(1))
    assert facts == {"account": "111", "fund": INCOME, "balance": -1, "on": TODAY.isoformat()}


def test_a_fund_does_not_pay_from_another_s_cash(shared_books: Books) -> None:
    posted(shared_books, money_in(900), money_in(50, account="5112", fund=ACTIVITY))
    facts = below_zero(shared_books, money_out(51, fund=ACTIVITY))
    assert (facts["fund"], facts["balance"]) == (ACTIVITY, -1)
    posted(shared_books, money_out(50, fund=ACTIVITY))


def test_the_bank_does_not_lend_either(shared_books: Books) -> None:
    posted(shared_books, money_in(900), other(banked(400)))
    facts = below_zero(shared_books, other(withdrawn(401)))
    assert (facts["account"], facts["balance"]) == ("112", -1)
    assert below_zero(shared_books, other(banked(501)))["account"] == "111"
    posted(shared_books, other(withdrawn(400)))


def test_a_transfer_between_funds_is_no_more_than_the_giver_has(shared_books: Books) -> None:
    posted(shared_books, money_in(900))
    giver, taker, _ = FUNDS
    facts = below_zero(shared_books, other(funds_transferred(giver, taker, 901)))
    assert facts["fund"] == INCOME
    posted(shared_books, other(funds_transferred(giver, taker, 900)))


def test_a_split_of_interest_that_goes_back_needs_the_money_to_be_there(
    shared_books: Books,
) -> None:
    posted(shared_books, money_in(900, account="5111"), other(interest_split({ACTIVITY: 300})))
    posted(shared_books, money_out(250, fund=ACTIVITY))
    assert below_zero(shared_books, other(interest_split({ACTIVITY: -51})))["fund"] == ACTIVITY
    posted(shared_books, other(interest_split({ACTIVITY: -50})))


def test_a_payment_dated_before_the_money_came_is_refused(shared_books: Books) -> None:
    posted(shared_books, money_in(900, SECOND))
    facts = below_zero(shared_books, money_out(1, FIRST))
    assert facts == {"account": "111", "fund": INCOME, "balance": -1, "on": FIRST.isoformat()}


def test_a_payment_that_leaves_a_later_day_without_money_is_refused(shared_books: Books) -> None:
    posted(shared_books, money_in(900, FIRST), money_out(800, SECOND), money_in(500, THIRD))
    # 600 are there at the end, 900 on the first day; but on the second only 100.
    facts = below_zero(shared_books, money_out(101, FIRST))
    assert (facts["on"], facts["balance"]) == (SECOND.isoformat(), -1)
    posted(shared_books, money_out(100, FIRST))


def test_within_a_day_money_may_come_after_it_was_paid(shared_books: Books) -> None:
    posted(shared_books, money_out(900, FIRST), money_in(900, FIRST))
    posted(shared_books, money_in(5, SECOND))
    posted(shared_books, money_out(7, FIRST), money_in(7, FIRST))


def test_a_batch_of_several_days_is_looked_at_day_by_day(shared_books: Books) -> None:
    assert below_zero(shared_books, money_in(900, SECOND), money_out(900, FIRST))["on"] == (
        FIRST.isoformat()
    )
    posted(shared_books, money_in(900, FIRST), money_out(900, SECOND))


def test_money_dated_tomorrow_cannot_be_paid_out_today(shared_books: Books) -> None:
    tomorrow = TODAY + dt.timedelta(days=1)
    posted(shared_books, money_in(900, tomorrow))
    assert below_zero(shared_books, money_out(1))["on"] == TODAY.isoformat()
    posted(shared_books, money_out(900, tomorrow))


def test_a_receipt_that_was_spent_cannot_be_reversed_alone(shared_books: Books) -> None:
    posted(shared_books, money_in(900), money_out(500))
    with pytest.raises(CashBelowZero), transaction(shared_books.engine) as connection:
        reverse(connection, shared_books.club, 1, "Ghi nhầm", shared_books.request(), today=TODAY)
    assert count(shared_books, "journal_entry") == 2


def test_a_reversal_and_its_replacement_are_one_step(shared_books: Books) -> None:
    posted(shared_books, money_in(900), money_out(500))
    with transaction(shared_books.engine) as connection:
        receipt = reverse(
            connection, shared_books.club, 1, "Ghi nhầm số tiền", shared_books.request(),
            today=TODAY, replacement=money_in(950),
        )  # fmt: skip
    assert receipt.entries == ((3, "KT 1"), (4, "PT 2"))


def test_a_sum_beyond_64_bits_is_refused_by_name(shared_books: Books) -> None:
    most = [money_in(LARGEST_MINOR)] * 1_024
    with pytest.raises(RuleOfTheBooks) as refused:
        posted(shared_books, *most, money_in(LARGEST_MINOR))
    assert refused.value.rule == "sum_is_too_large"
    posted(shared_books, *most)
    with pytest.raises(RuleOfTheBooks):
        posted(shared_books, money_in(LARGEST_MINOR))
    assert count(shared_books, "journal_entry") == 1_024


def test_an_opening_is_posted_like_any_other_entry(shared_books: Books) -> None:
    lines = money_in(900).lines
    posted(shared_books, JournalEntry(EntryKind.OPENING, FIRST, lines, "Số dư đầu kỳ"))
    assert count(shared_books, "journal_line") == 2
