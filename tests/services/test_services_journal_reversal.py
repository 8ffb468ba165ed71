"""A mistake is undone once, by an entry that names it; a month closes once, in order."""

import datetime as dt
import threading
from collections.abc import Callable
from dataclasses import replace

import pytest

from ledger.books.engine import reading, transaction
from ledger.books.entries import entries_between, entry_of
from ledger.books.refusals import (
    EntryAlreadyReversed,
    RequestDiffers,
    ReversalOfReversal,
    UnknownEntry,
)
from ledger.core.errors import LedgerError
from ledger.core.journal import JournalEntry, PostingRequest
from ledger.core.periods import EarlierPeriodOpen, PeriodAlreadyClosed, PeriodNotOpen
from ledger.core.text import ControlCharacter
from ledger.services.journal import Receipt, close, reverse
from tests.books.postings import add_people, count, money_in, money_out, other, posted
from tests.conftest import NOW, TODAY, Books

DAY = dt.timedelta(days=1)


def undone(
    books: Books,
    entry_no: int,
    *,
    request: PostingRequest | None = None,
    today: dt.date = TODAY,
    reason: str = "Ghi nhầm",
    replacement: JournalEntry | None = None,
) -> Receipt:
    """Reverse an entry in a transaction of its own."""
    with transaction(books.engine) as connection:
        return reverse(
            connection, books.club, entry_no, reason, request or books.request(), today=today,
            replacement=replacement,
        )  # fmt: skip


def test_a_reversal_undoes_each_line_and_both_are_seen(shared_books: Books) -> None:
    with transaction(shared_books.engine) as connection:
        add_people(connection, shared_books.club.club_id)
    lines = money_in(900, account="1321").lines
    named = (lines[0], replace(lines[1], member_no=2, loan_no=2))
    posted(shared_books, money_in(5_000), replace(money_in(1), lines=named, narration="Thu gốc"))
    assert undone(shared_books, 2).entries == ((3, "KT 1"),)
    with reading(shared_books.engine) as connection:
        wrong = entry_of(connection, shared_books.club.club_id, 2)
        undo = entry_of(connection, shared_books.club.club_id, 3)
    assert (wrong.reversed_by, undo.reverses, undo.kind, undo.narration) == (
        3, 2, "reversal", "Ghi nhầm",
    )  # fmt: skip
    assert [(x.account, x.debit, x.credit, x.member_no, x.loan_no) for x in undo.lines] == [
        ("111", 0, 900, None, None), ("1321", 900, 0, 2, 2),
    ]  # fmt: skip
    assert (undo.lines[1].member_paper, undo.lines[1].loan_paper) == ("TV02", "KV02")


def test_an_entry_is_reversed_once(shared_books: Books) -> None:
    posted(shared_books, money_in(900), money_in(900))
    undone(shared_books, 2)
    with pytest.raises(EntryAlreadyReversed) as refused:
        undone(shared_books, 2)
    assert refused.value.facts() == {"entry_no": 2, "by": 3}


def test_a_reversal_is_not_reversed(shared_books: Books) -> None:
    posted(shared_books, money_in(900))
    undone(shared_books, 1)
    with pytest.raises(ReversalOfReversal) as refused:
        undone(shared_books, 2)
    assert refused.value.facts() == {"entry_no": 2}


def test_an_entry_that_is_not_there_cannot_be_reversed(shared_books: Books) -> None:
    with pytest.raises(UnknownEntry) as refused:
        undone(shared_books, 1)
    assert refused.value.facts() == {"entry_no": 1}


def test_the_same_reversal_again_gives_the_first_answer(shared_books: Books) -> None:
    posted(shared_books, money_in(900))
    request = shared_books.request()
    first = undone(shared_books, 1, request=request, replacement=money_in(950))
    again = undone(shared_books, 1, request=request, replacement=money_in(950))
    assert (again.entries, again.again) == (first.entries, True)
    assert count(shared_books, "journal_entry") == 3


def test_the_same_reversal_after_midnight_is_still_the_same(shared_books: Books) -> None:
    # The answer was lost on its way; the page sends the same request on the next morning.
    posted(shared_books, money_in(900))
    request = shared_books.request()
    first = undone(shared_books, 1, request=request)
    again = undone(shared_books, 1, request=request, today=TODAY + DAY)
    assert (again.entries, again.again) == (first.entries, True)


def test_another_reversal_under_the_same_request_is_refused(shared_books: Books) -> None:
    posted(shared_books, money_in(900), money_in(900))
    request = shared_books.request()
    undone(shared_books, 1, request=request)
    others: tuple[Callable[[], Receipt], ...] = (
        lambda: undone(shared_books, 2, request=request),
        lambda: undone(shared_books, 1, request=request, reason="Nhầm người"),
        lambda: undone(shared_books, 1, request=request, replacement=money_in(5)),
        lambda: posted(shared_books, money_in(5), request=request),
    )
    for changed in others:
        with pytest.raises(RequestDiffers):
            changed()
    assert count(shared_books, "journal_entry") == 3


def test_a_reversal_s_reason_is_text_like_any_other(shared_books: Books) -> None:
    posted(shared_books, money_in(900))
    with pytest.raises(ControlCharacter):
        undone(shared_books, 1, reason="Ghi\nnhầm")


def test_an_entry_of_a_closed_month_is_reversed_in_the_open_one(shared_books: Books) -> None:
    january = dt.date(2026, 1, 5)
    posted(shared_books, money_in(900, january), money_in(900, january))
    closed(shared_books, "2026-01")
    undone(shared_books, 2)
    with reading(shared_books.engine) as connection:
        (undo,) = entries_between(connection, shared_books.club.club_id, TODAY, TODAY)
    assert (undo.reverses, undo.occurred_on) == (2, TODAY)


def test_two_at_once_reverse_an_entry_once(shared_books: Books) -> None:
    posted(shared_books, money_in(9_000), *[money_out(1)] * 8)
    found: list[object] = []

    def reverse_all() -> None:
        for entry_no in range(2, 10):
            try:
                found.append(undone(shared_books, entry_no).entries)
            except LedgerError as error:
                found.append(type(error))

    threads = [threading.Thread(target=reverse_all) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found.count(EntryAlreadyReversed) == 8
    assert len(found) == 16
    assert count(shared_books, "journal_entry") == 17


def closed(books: Books, period: str, at: dt.datetime = NOW) -> None:
    """Close a month in a transaction of its own."""
    with transaction(books.engine) as connection:
        close(connection, books.club, period, closed_at=at, closed_by=books.user_id)


def test_months_close_in_order_and_stay_closed(shared_books: Books) -> None:
    posted(shared_books, money_in(900, dt.date(2026, 1, 5)), money_in(900))
    with pytest.raises(EarlierPeriodOpen) as refused:
        closed(shared_books, "2026-02")
    assert refused.value.facts() == {"period": "2026-01"}
    closed(shared_books, "2026-01")
    closed(shared_books, "2026-02")
    with pytest.raises(PeriodAlreadyClosed) as again:
        closed(shared_books, "2026-01")
    assert again.value.facts() == {"period": "2026-01"}


def test_a_month_that_never_began_cannot_be_closed(shared_books: Books) -> None:
    posted(shared_books, money_in(900))
    for period in ("2026-04", "2026-02"):
        with pytest.raises(PeriodNotOpen) as refused:
            closed(shared_books, period)
        assert refused.value.facts() == {"period": period}


def test_no_month_between_others_is_jumped_over(shared_books: Books) -> None:
    posted(shared_books, money_in(900, dt.date(2026, 1, 5)))
    posted(shared_books, money_in(900))
    closed(shared_books, "2026-01")
    with pytest.raises(EarlierPeriodOpen) as refused:
        closed(shared_books, "2026-03")
    assert refused.value.facts() == {"period": "2026-02"}


def test_a_replacement_keeps_its_own_day(shared_books: Books) -> None:
    yesterday = TODAY - DAY
    posted(shared_books, money_in(900, yesterday), other(money_in(5, yesterday).lines, yesterday))
    undone(shared_books, 2, replacement=money_in(7, yesterday))
    with reading(shared_books.engine) as connection:
        found = entries_between(connection, shared_books.club.club_id, yesterday, TODAY)
    assert [(one.entry_no, one.occurred_on) for one in found[2:]] == [(3, TODAY), (4, yesterday)]
