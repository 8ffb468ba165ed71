"""Counting the cash box: what is kept of it, and what becomes of a difference."""

import datetime as dt
from dataclasses import replace

from ledger.books.cash_counts import StoredCount
from ledger.books.engine import reading
from ledger.books.handing_over import count_of_box
from ledger.books.refusals import RequestDiffers, UnknownFund
from ledger.core.acts.counting import (
    CashCountTaken,
    CountAgrees,
    CountPosted,
    DifferencePosted,
    NoteUnknown,
    PiecesOutOfRange,
    UnknownCount,
)
from ledger.core.acts.income import Donation
from ledger.core.acts.moves import (
    DifferenceNotOpen,
    ShortageBorne,
    ShortageMadeGood,
    SurplusReturned,
    SurplusTaken,
)
from ledger.core.acts.shared import SeveralRefused
from ledger.core.periods import DateAfterTomorrow
from ledger.core.statements.cash_count import CountedNotes
from ledger.core.text import WordsMissing
from ledger.services.acts import record_act
from ledger.services.cash_counts import count_cash, count_paper, counts, last_count, post_difference
from ledger.services.journal import reverse
from tests.conftest import TODAY, Books
from tests.services.loan_desk import Desk
from tests.services.treasury_desk import LUA, records, said, treasury, verified, written

GIFT = Donation(amount=1_250_000, occurred_on=TODAY)
NOTES = ((500_000, 2), (200_000, 1), (20_000, 2), (1_000, 9), (200, 5))
"""1,250,000 đồng."""
TAKEN = CashCountTaken(counted_on=TODAY, notes=NOTES, witness="Đinh Thị Hoa")


def box(books: Books) -> Desk:
    """Return the desk of a club with 1,250,000 đồng in the box, all in the activity fund."""
    desk = treasury(books, capital=0)
    records(desk, GIFT)
    return desk


def counted(desk: Desk) -> StoredCount:
    """Return the latest count."""
    with reading(desk.books.engine) as connection:
        found = last_count(connection, desk.books.club.club_id)
    assert found is not None
    return found


def test_a_count_keeps_what_the_book_said_and_what_lay_there(shared_books: Books) -> None:
    desk, request = box(shared_books), shared_books.request()
    receipt = desk.does(count_cash, TAKEN, request=request)
    assert (receipt.count_no, receipt.book, receipt.counted) == (1, 1_250_000, 1_250_000)
    assert (receipt.difference, receipt.entry_no, receipt.again) == (0, None, False)
    assert desk.does(count_cash, TAKEN, request=request) == replace(receipt, again=True)
    other = replace(TAKEN, witness="Quách Văn Mùi")
    desk.refuses(RequestDiffers, count_cash, other, request=request)
    kept = counted(desk)
    assert (kept.counted_on, kept.counted_by, kept.witness) == (
        TODAY, "Bùi Thị Lụa", "Đinh Thị Hoa",
    )  # fmt: skip
    assert (kept.last_entry_no, kept.last_voucher, kept.is_open) == (1, "PT 1", False)
    paper = desk.asks(count_paper, 1)
    assert paper.notes == tuple(CountedNotes(value, pieces) for value, pieces in NOTES)
    assert (paper.counted, paper.difference, paper.last_voucher) == (1_250_000, 0, "PT 1")
    agrees = DifferencePosted(count_no=1, fund="activity", reason="?", occurred_on=TODAY)
    assert desk.refuses(CountAgrees, post_difference, agrees) == {"count_no": 1}


def test_the_book_is_that_of_the_end_of_the_day_counted(shared_books: Books) -> None:
    desk = box(shared_books)
    before = replace(TAKEN, counted_on=TODAY - dt.timedelta(days=1), notes=())
    assert desk.does(count_cash, before).book == 0
    assert (counted(desk).last_entry_no, counted(desk).last_voucher) == (0, None)
    with reading(shared_books.engine) as connection:
        of_box = count_of_box(connection, shared_books.club.club_id, 1)
    assert of_box is not None
    assert of_box.has_moved  # the gift of today came after that day


def test_a_shortage_is_posted_with_its_reason_and_made_good_by_somebody(
    shared_books: Books,
) -> None:
    desk = box(shared_books)
    short = replace(TAKEN, notes=NOTES[1:], fund="activity", reason="Chưa rõ, đang tìm")
    receipt = desk.does(count_cash, short)
    assert (receipt.difference, receipt.entry_no, receipt.voucher) == (-1_000_000, 2, "KT 1")
    assert desk.money("activity") == {"111": 250_000, "1381": 1_000_000, "5113": -1_250_000}
    assert counted(desk).voucher == "KT 1"
    assert desk.asks(count_paper, 1).voucher == "KT 1"
    part = ShortageMadeGood(
        fund="activity", amount=600_000, payer_name="Quách Văn Mùi", occurred_on=TODAY
    )
    good = records(desk, part)
    assert written(desk, good) == ["PT: activity N 111 600000; activity C 1381 600000"]
    assert said(desk, good) == [("Bồi hoàn tiền quỹ thiếu", "Quách Văn Mùi")]
    assert desk.refuses(DifferenceNotOpen, record_act, part)["open"] == 400_000
    nobody = replace(part, payer_name=None, amount=1)
    assert desk.refuses(WordsMissing, record_act, nobody) == {"what": "payer"}
    borne = ShortageBorne(
        fund="activity", amount=400_000, decision="họp ngày 10/03", occurred_on=TODAY
    )
    assert written(desk, records(desk, borne)) == [
        "KT: activity N 6429 400000; activity C 1381 400000"
    ]
    assert desk.money("activity") == {"111": 850_000, "5113": -1_250_000, "6429": 400_000}
    verified(desk)


def test_a_surplus_stays_open_until_it_is_posted_and_explained(shared_books: Books) -> None:
    desk = box(shared_books)
    receipt = desk.does(count_cash, replace(TAKEN, notes=(*NOTES, (50_000, 3))))
    assert (receipt.difference, receipt.entry_no) == (150_000, None)
    assert counted(desk).is_open
    later = DifferencePosted(
        count_no=1, fund="activity", reason="Không rõ của ai", occurred_on=TODAY
    )
    request = shared_books.request()
    posted = desk.does(post_difference, later, request=request)
    assert written(desk, posted) == ["KT: activity N 111 150000; activity C 3381 150000"]
    assert said(desk, posted) == [("Kiểm kê quỹ thừa: Không rõ của ai", None)]
    assert desk.does(post_difference, later, request=request).again
    assert desk.refuses(CountPosted, post_difference, later) == {"count_no": 1, "entry_no": 2}
    assert not counted(desk).is_open
    desk.does(reverse, 2, "Ghi nhầm quỹ")
    assert counted(desk).is_open
    desk.does(post_difference, later)
    assert (counted(desk).entry_no, counted(desk).voucher) == (4, "KT 3")
    back = SurplusReturned(fund="activity", amount=50_000, member_no=LUA, occurred_on=TODAY)
    assert written(desk, records(desk, back)) == [
        "PC: activity N 3381 50000 of 1; activity C 111 50000"
    ]
    taken = SurplusTaken(fund="activity", amount=100_000, occurred_on=TODAY)
    assert written(desk, records(desk, taken)) == [
        "KT: activity N 3381 100000; activity C 5118 100000"
    ]
    assert desk.money("activity") == {"111": 1_350_000, "5113": -1_250_000, "5118": -100_000}
    assert [one.count_no for one in desk.asks(counts)] == [1]
    verified(desk)


def test_what_is_no_count_is_refused_by_name(shared_books: Books) -> None:
    desk = box(shared_books)
    wrong = CashCountTaken(
        counted_on=TODAY, witness=" ", notes=((3_000, 1), (500_000, 1), (500_000, 1), (1_000, -1))
    )
    found = desk.refuses(SeveralRefused, count_cash, wrong)["refusals"]
    assert isinstance(found, tuple)
    assert [type(one) for one in found] == [
        WordsMissing, NoteUnknown, NoteUnknown, PiecesOutOfRange,
    ]  # fmt: skip
    ahead = replace(TAKEN, counted_on=TODAY + dt.timedelta(days=2))
    desk.refuses(DateAfterTomorrow, count_cash, ahead)
    short = replace(TAKEN, notes=(), fund="activity")
    assert desk.refuses(WordsMissing, count_cash, short) == {"what": "difference"}
    golden = replace(short, fund="golden", reason="?")
    assert desk.refuses(UnknownFund, count_cash, golden) == {"fund": "golden"}
    unknown = DifferencePosted(count_no=7, fund="activity", reason="?", occurred_on=TODAY)
    assert desk.refuses(UnknownCount, post_difference, unknown) == {"count_no": 7}
