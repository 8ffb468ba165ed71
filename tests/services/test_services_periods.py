"""Closing a year moves income and expense to the funds, once, and changes no statement."""

import datetime as dt
from collections.abc import Sequence

import pytest

from ledger.books.clubs import add_rules
from ledger.books.engine import transaction
from ledger.books.entries import entries_between
from ledger.books.refusals import RequestDiffers
from ledger.core.accounts import DONATIONS, DUES, LOAN_INTEREST
from ledger.core.clubs import ClubRules
from ledger.core.journal import EntryKind, JournalEntry, JournalLine, PostingRequest
from ledger.core.periods import PeriodNotOpen
from ledger.core.posting_rules import interest_split, paid, received
from ledger.core.statements.entries import EntryRecord
from ledger.core.statements.position import BalanceSheet, Figure
from ledger.services.journal import Receipt, close, post
from ledger.services.periods import NothingToClose, YearAlreadyClosed, YearNotOver, close_year
from ledger.services.statements import (
    Question,
    balance_sheet_of,
    fund_changes_of,
    income_statement_of,
    trial_balance_of,
)
from tests.conftest import NOW, TODAY, Books

YEAR = Question(dt.date(2025, 1, 1), dt.date(2025, 12, 31))
LAST_DAY = YEAR.end
JANUARY = dt.date(2026, 1, 10)


def put(
    books: Books, day: dt.date, *entries: Sequence[JournalLine], kind: EntryKind = EntryKind.OTHER
) -> None:
    """Post entries of lines on a day."""
    made = [JournalEntry(kind, day, tuple(lines), "Ghi sổ") for lines in entries]
    with transaction(books.engine) as connection:
        post(connection, books.club, made, books.request(), today=TODAY)


def a_year(books: Books) -> None:
    """Post a year: 900 of interest divided 180, 630, 90, dues 500, spending 830; help 100."""
    with transaction(books.engine) as connection:
        rules = ClubRules(dt.date(2025, 1, 5), shares=(20, 70, 10))
        add_rules(connection, books.club.club_id, rules, recorded_at=NOW, recorded_by=books.user_id)
    put(books, dt.date(2025, 1, 5), received("4111", "income", 100_000))
    put(
        books, dt.date(2025, 3, 10),
        received(LOAN_INTEREST, "income", 900), received(DUES, "activity", 500),
    )  # fmt: skip
    divided = interest_split({"activity": 630, "mutual": 90})
    put(books, dt.date(2025, 3, 10), divided, kind=EntryKind.INTEREST_SPLIT)
    put(
        books, dt.date(2025, 12, 10),
        paid("6422", "activity", 800),
        paid("6429", "activity", 30),
        (*paid("6424", "mutual", 90), *paid("6424", "activity", 10)),
    )  # fmt: skip


def closed(books: Books, year: int = 2025, request: PostingRequest | None = None) -> Receipt:
    with transaction(books.engine) as connection:
        own = request or books.request()
        return close_year(connection, books.club, year, own, today=TODAY)


def entries_of(books: Books, day: dt.date) -> list[EntryRecord]:
    with transaction(books.engine) as connection:
        return entries_between(connection, books.club.club_id, day, day)


def sheet_of(books: Books, fund: str | None = None) -> BalanceSheet:
    with transaction(books.engine) as connection:
        question = Question(YEAR.begin, YEAR.end, fund)
        return balance_sheet_of(connection, books.club, question)


def amounts(figures: Sequence[Figure]) -> dict[str, int]:
    return {one.account.number: one.amount for one in figures}


def test_two_vouchers_of_31_december_close_the_year(books: Books) -> None:
    a_year(books)
    receipt = closed(books)
    closing, distribution = entries_of(books, LAST_DAY)
    assert [one.voucher for one in (closing, distribution)] == [text for _, text in receipt.entries]
    assert all(text.startswith("KT ") for _, text in receipt.entries)
    assert {closing.kind, distribution.kind} == {"closing"}
    assert closing.narration == "Kết chuyển thu, chi năm 2025"


def test_each_fund_s_surplus_goes_to_its_own_equity(books: Books) -> None:
    a_year(books)
    assert amounts(sheet_of(books).equity) == {"4111": 100_000}
    closed(books)
    assert amounts(sheet_of(books).equity) == {"4111": 100_000, "4118": 180, "4311": 290}
    assert amounts(sheet_of(books, "income").equity) == {"4111": 100_000, "4118": 180}
    assert amounts(sheet_of(books, "activity").equity) == {"4311": 290}


def test_a_deficit_is_taken_from_the_fund_s_equity(books: Books) -> None:
    put(books, dt.date(2024, 12, 1), received(DONATIONS, "mutual", 700))
    closed(books, 2024)
    put(books, dt.date(2025, 12, 1), paid("6424", "mutual", 400))
    closed(books)
    assert amounts(sheet_of(books, "mutual").equity) == {"4312": 300}


def test_nothing_is_left_on_income_expense_result_and_surplus(books: Books) -> None:
    a_year(books)
    closed(books)
    with transaction(books.engine) as connection:
        balances = trial_balance_of(connection, books.club, YEAR)
    left = {one.account.number: one.closing.balance for one in balances.rows}
    assert {account for account, balance in left.items() if balance} == {
        "111", "4111", "4118", "4311",
    }  # fmt: skip


def test_the_balance_sheet_has_the_same_total_and_no_surplus_afterwards(books: Books) -> None:
    a_year(books)
    before = sheet_of(books)
    closed(books)
    after = sheet_of(books)
    assert before.surplus == 470
    assert after.surplus == 0
    assert after.assets == before.assets
    assert after.total_sources == before.total_sources == after.total_assets


def test_income_and_expense_of_the_year_read_as_before(books: Books) -> None:
    a_year(books)
    with transaction(books.engine) as connection:
        before = income_statement_of(connection, books.club, YEAR)
    closed(books)
    with transaction(books.engine) as connection:
        after = income_statement_of(connection, books.club, YEAR)
    assert after == before
    assert (after.total_income, after.total_expenses, after.surplus) == (1_400, 930, 470)


def test_the_funds_changes_read_as_before_and_the_next_year_goes_on_from_them(
    books: Books,
) -> None:
    a_year(books)
    with transaction(books.engine) as connection:
        before = fund_changes_of(connection, books.club, YEAR)
    closed(books)
    put(books, JANUARY, received(DUES, "activity", 40))
    with transaction(books.engine) as connection:
        after = fund_changes_of(connection, books.club, YEAR)
        following = Question(dt.date(2026, 1, 1), dt.date(2026, 12, 31))
        later = fund_changes_of(connection, books.club, following)
    assert after == before
    assert [one.closing for one in after.funds] == [100_180, 290, 0]
    assert [one.opening for one in later.funds] == [100_180, 290, 0]
    assert [one.income for one in later.funds] == [0, 40, 0]


def test_what_an_earlier_year_left_open_is_closed_with_the_next(books: Books) -> None:
    put(books, dt.date(2024, 6, 1), received(DONATIONS, "activity", 70))
    put(books, dt.date(2025, 12, 1), received(DUES, "activity", 5))
    closed(books)
    assert amounts(sheet_of(books, "activity").equity) == {"4311": 75}


def test_what_december_receives_afterwards_is_closed_as_a_difference(books: Books) -> None:
    a_year(books)
    closed(books)
    put(books, dt.date(2025, 12, 20), received(DUES, "activity", 25))
    assert sheet_of(books).surplus == 25
    closed(books)
    assert sheet_of(books).surplus == 0
    assert amounts(sheet_of(books, "activity").equity) == {"4311": 315}


def test_a_year_with_equal_income_and_expense_is_closed_without_a_distribution(
    books: Books,
) -> None:
    put(books, dt.date(2025, 12, 1), received(DUES, "activity", 80))
    put(books, dt.date(2025, 12, 2), paid("6427", "activity", 80))
    assert len(closed(books).entries) == 1
    assert sheet_of(books).equity == ()


def test_a_closed_year_is_not_closed_again(books: Books) -> None:
    a_year(books)
    closed(books)
    with pytest.raises(YearAlreadyClosed) as refused:
        closed(books)
    assert refused.value.year == 2025
    assert len(entries_of(books, LAST_DAY)) == 2


def test_a_closed_year_is_known_as_closed_when_december_is_closed_too(books: Books) -> None:
    a_year(books)
    closed(books)
    close_months_of_2025(books)
    with pytest.raises(YearAlreadyClosed):
        closed(books)


def test_a_year_is_not_closed_on_its_last_day_but_on_the_next(books: Books) -> None:
    a_year(books)
    with transaction(books.engine) as connection, pytest.raises(YearNotOver) as refused:
        close_year(connection, books.club, 2025, books.request(), today=LAST_DAY)
    assert (refused.value.year, refused.value.today) == (2025, LAST_DAY)
    with transaction(books.engine) as connection:
        assert close_year(
            connection, books.club, 2025, books.request(), today=dt.date(2026, 1, 1)
        ).entries


def test_a_year_whose_december_is_closed_is_not_closed(books: Books) -> None:
    a_year(books)
    close_months_of_2025(books)
    with pytest.raises(PeriodNotOpen) as refused:
        closed(books)
    assert refused.value.period == "2025-12"
    assert entries_of(books, LAST_DAY) == []


def test_a_year_whose_december_never_began_is_not_closed(books: Books) -> None:
    put(books, dt.date(2025, 11, 10), received(DUES, "activity", 50))
    with pytest.raises(PeriodNotOpen) as refused:
        closed(books)
    assert refused.value.period == "2025-12"


def test_a_year_without_income_and_expense_has_nothing_to_close(books: Books) -> None:
    put(books, dt.date(2025, 12, 5), received("4111", "income", 100))
    with pytest.raises(NothingToClose) as refused:
        closed(books)
    assert refused.value.year == 2025


def test_the_same_request_gives_the_first_answer_and_writes_nothing(books: Books) -> None:
    a_year(books)
    request = books.request()
    first = closed(books, request=request)
    again = closed(books, request=request)
    assert again.entries == first.entries
    assert again.again
    assert not first.again
    assert len(entries_of(books, LAST_DAY)) == 2


def test_a_request_id_that_closed_one_year_closes_no_other(books: Books) -> None:
    a_year(books)
    request = books.request()
    closed(books, request=request)
    with pytest.raises(RequestDiffers):
        closed(books, 2024, request)


def close_months_of_2025(books: Books) -> None:
    with transaction(books.engine) as connection:
        for month in range(1, 13):
            close(
                connection, books.club, f"2025-{month:02d}", closed_at=NOW, closed_by=books.user_id
            )
