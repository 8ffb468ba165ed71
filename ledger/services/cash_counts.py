"""Counting the cash box, and posting what a count found too much or too little."""

import datetime as dt
from dataclasses import dataclass, replace

from sqlalchemy.engine import Connection

from ledger.books.accounts import funds_of
from ledger.books.balances import sums_until
from ledger.books.cash_counts import (
    NewCount,
    StoredCount,
    add_count,
    count_of,
    counts_of,
    last_entry_until,
    notes_of,
    set_entry,
)
from ledger.books.clubs import StoredClub
from ledger.books.journal import lock_club
from ledger.books.numbers import Listed, take_listed
from ledger.books.refusals import UnknownFund
from ledger.books.types import LARGEST_NUMBER
from ledger.core.accounts import CASH
from ledger.core.acts.counting import (
    CashCountTaken,
    CountAgrees,
    CountPosted,
    DifferencePosted,
    UnknownCount,
    entry_of_difference,
)
from ledger.core.acts.shared import refuse
from ledger.core.journal import PostingRequest
from ledger.core.statements.cash_count import CashCountSheet, CountedNotes
from ledger.core.statements.loan_papers import paper_club
from ledger.core.text import check_text
from ledger.services.journal import LONGEST, Receipt, post
from ledger.services.loans import check_day
from ledger.services.once import once


@dataclass(frozen=True, slots=True)
class CountReceipt:
    """The answer to a count: its number, what the book said and what lay there, in đồng.

    `entry_no` and `voucher` are those of the entry that posted the difference at once.
    """

    count_no: int
    book: int
    counted: int
    difference: int
    entry_no: int | None = None
    voucher: str | None = None
    again: bool = False


def count_cash(
    connection: Connection,
    club: StoredClub,
    taken: CashCountTaken,
    request: PostingRequest,
    *,
    today: dt.date,
    approved_by: int | None = None,
) -> CountReceipt:
    """Keep a count of the box, once per request id; the book is all funds' cash of that day's end.

    With a fund the difference is posted at once, and a reason must be given. Refuses all that is
    wrong at once (`core.acts.counting`), and a day on which nothing can have been counted
    (`DateAfterTomorrow`, `DateTooEarly`).
    """
    check_day(taken.counted_on, today)
    refuse(taken.faults())
    for text in (taken.witness, taken.reason or ""):
        check_text(text, LONGEST)

    def act(at: PostingRequest) -> CountReceipt:
        club_id = club.club_id
        book = book_on(connection, club_id, taken.counted_on)
        notes = tuple(CountedNotes(value, pieces) for value, pieces in taken.notes if pieces)
        number = take_listed(connection, club_id, Listed.CASH_COUNT)
        last = last_entry_until(connection, club_id, taken.counted_on)
        count = NewCount(
            count_no=number, counted_on=taken.counted_on, book=book, notes=notes,
            reason=taken.reason, last_entry_no=last, counted_by=at.recorded_by,
            witness=taken.witness, recorded_at=at.recorded_at,
        )  # fmt: skip
        add_count(connection, club_id, count)
        receipt = CountReceipt(number, book, taken.counted, taken.counted - book)
        if taken.fund is None or not receipt.difference:
            return receipt
        difference = DifferencePosted(
            occurred_on=taken.counted_on, count_no=number, fund=taken.fund,
            reason=taken.reason or "",
        )  # fmt: skip
        posted = post_difference(
            connection, club, difference, at.named("difference"),
            today=today, approved_by=approved_by,
        )  # fmt: skip
        entry_no, voucher = posted.entries[0]
        return replace(receipt, entry_no=entry_no, voucher=voucher)

    content = ("count cash", taken)
    receipt, again = once(connection, club, request, act, content=content, answer=CountReceipt)
    return replace(receipt, again=again)


def post_difference(
    connection: Connection,
    club: StoredClub,
    act: DifferencePosted,
    request: PostingRequest,
    *,
    today: dt.date,
    approved_by: int | None = None,
) -> Receipt:
    """Post the difference of a count that is open to a fund, once per request id.

    Raises `UnknownCount`, `CountAgrees`, `CountPosted`, `UnknownFund`, `WordsMissing`, and what
    `services.journal.post` refuses.
    """
    lock_club(connection, club.club_id)
    count = _count(connection, club.club_id, act.count_no)
    known = {one.code for one in funds_of(connection, club.club_id)}
    refuse([*act.faults(), *([] if act.fund in known else [UnknownFund(act.fund)])])
    if not count.difference:
        raise CountAgrees(count_no=act.count_no)
    entry = entry_of_difference(act, count.difference, approved_by)
    receipt = post(connection, club, [entry], request, today=today)
    if not receipt.again:
        if count.entry_no is not None:
            raise CountPosted(count_no=act.count_no, entry_no=count.entry_no)
        set_entry(connection, club.club_id, act.count_no, receipt.entries[0][0])
    return receipt


def book_on(connection: Connection, club_id: int, day: dt.date) -> int:
    """Return the cash of all funds at the end of a day, in đồng, as the box should hold it."""
    (sums,) = sums_until(connection, club_id, day)
    return sum(one.balance for (account, _), one in sums.items() if account == CASH)


def last_count(connection: Connection, club_id: int) -> StoredCount | None:
    """Return the latest count, None where the box was never counted, in one query."""
    found = counts_of(connection, club_id, limit=1)
    return found[0] if found else None


def counts(connection: Connection, club: StoredClub, *, limit: int = 200) -> list[StoredCount]:
    """Return the club's counts, the last one first, in one query."""
    return counts_of(connection, club.club_id, limit=limit)


def count_paper(connection: Connection, club: StoredClub, count_no: int) -> CashCountSheet:
    """Return a count as its paper has it, in two queries (`UnknownCount`)."""
    count = _count(connection, club.club_id, count_no)
    return CashCountSheet(
        club=paper_club(club.club), count_no=count_no, counted_on=count.counted_on,
        book=count.book, notes=notes_of(connection, club.club_id, count_no),
        counted_by=count.counted_by, witness=count.witness, reason=count.reason,
        voucher=count.voucher, last_voucher=count.last_voucher,
    )  # fmt: skip


def _count(connection: Connection, club_id: int, count_no: int) -> StoredCount:
    found = count_of(connection, club_id, count_no) if 0 < count_no <= LARGEST_NUMBER else None
    if found is None:
        raise UnknownCount(count_no=count_no)
    return found
