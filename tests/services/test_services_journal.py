"""Posting: once per request, in order, and nothing that the books could not stand by."""

import datetime as dt
import unicodedata
import uuid
from dataclasses import replace

import pytest
import sqlalchemy as sa

from ledger.books.clubs import add_user
from ledger.books.engine import reading, transaction
from ledger.books.entries import entries_between, entry_of
from ledger.books.journal import VoucherOutOfSeries
from ledger.books.refusals import (
    CashBelowZero,
    RequestDiffers,
    RequestOfAnother,
    UnknownAccount,
    UnknownFund,
    UnknownLoan,
    UnknownMember,
)
from ledger.books.tables.periods import FiscalPeriodRow
from ledger.core.errors import LedgerError
from ledger.core.journal import (
    Document,
    JournalEntry,
    JournalLine,
    LineNotOneSided,
    VoucherNumber,
)
from ledger.core.money import LARGEST_MINOR
from ledger.core.periods import DateAfterTomorrow, PeriodAlreadyClosed, PeriodNotOpen
from ledger.core.text import ControlCharacter, TextNotNormal, TextTooLong
from ledger.services.journal import LONGEST, DateTooEarly, close, post
from tests.books.postings import add_people, count, money_in, money_out, other, posted
from tests.conftest import NOW, TODAY, Books, new_club

DAY = dt.timedelta(days=1)
JOURNAL = ("journal_entry", "journal_line", "entry_text", "voucher", "document", "request")


def refuses(error: type[LedgerError], books: Books, *entries: JournalEntry) -> dict[str, object]:
    """Return the facts of a refusal by which nothing was written."""
    before = [count(books, table) for table in JOURNAL]
    with pytest.raises(error) as refused:
        posted(books, *entries)
    assert [count(books, table) for table in JOURNAL] == before
    return refused.value.facts()


def test_an_entry_gets_the_next_number_and_the_next_voucher_of_its_series(
    shared_books: Books,
) -> None:
    entries = [money_in(900), money_out(100), money_in(50), other(money_out(20).lines)]
    first = posted(shared_books, *entries)
    assert first.entries == ((1, "PT 1"), (2, "PC 1"), (3, "PT 2"), (4, "KT 1"))
    assert not first.again
    assert posted(shared_books, money_out(1)).entries == ((5, "PC 2"),)


def test_vouchers_begin_anew_each_year(shared_books: Books) -> None:
    last_year = dt.date(2025, 12, 31)
    posted(shared_books, money_in(900, last_year), money_in(900, last_year))
    found = posted(shared_books, money_in(5, dt.date(2026, 1, 1)), money_in(5, last_year))
    assert found.entries == ((3, "PT 1"), (4, "PT 3"))


def test_numbers_on_paper_are_kept_and_skipped_ones_are_void(shared_books: Books) -> None:
    paper = VoucherNumber(3, voids=(1, 2), void_reason="viết hỏng")
    posted(shared_books, replace(money_in(900), voucher=paper), money_in(5))
    with reading(shared_books.engine) as connection:
        one, two = entries_between(connection, shared_books.club.club_id, TODAY, TODAY)
    assert (one.voucher, one.voids, one.void_reason) == ("PT 3", ("PT 1", "PT 2"), "viết hỏng")
    assert (two.voucher, two.voids, two.void_reason) == ("PT 4", (), None)


def test_papers_of_a_batch_may_come_in_any_order(shared_books: Books) -> None:
    papers = [VoucherNumber(2), VoucherNumber(1), VoucherNumber(4, voids=(3,))]
    entries = [replace(money_in(900), voucher=paper) for paper in papers]
    assert [voucher for _, voucher in posted(shared_books, *entries).entries] == [
        "PT 2", "PT 1", "PT 4",
    ]  # fmt: skip


def test_an_entry_without_a_paper_takes_the_number_after_the_papers_of_its_batch(
    shared_books: Books,
) -> None:
    posted(shared_books, money_in(900))
    entries = [money_in(1), replace(money_in(2), voucher=VoucherNumber(2)), money_in(3)]
    assert posted(shared_books, *entries).entries == ((2, "PT 3"), (3, "PT 2"), (4, "PT 4"))


@pytest.mark.parametrize(
    ("paper", "facts"),
    [
        (VoucherNumber(3), {"series": "PT", "expected": 2, "given": 3}),
        (VoucherNumber(1), {"series": "PT", "expected": 2, "given": 1}),
        (VoucherNumber(5, voids=(2, 3)), {"series": "PT", "expected": 4, "given": 5}),
        (VoucherNumber(2, voids=(3,)), None),
        (VoucherNumber(2, voids=(2,)), {"series": "PT", "expected": 3, "given": 2}),
        (VoucherNumber(10**30), {"series": "PT", "expected": 2, "given": 10**30}),
        (VoucherNumber(-1), {"series": "PT", "expected": 2, "given": -1}),
    ],
)
def test_a_number_on_paper_follows_the_last_one(
    shared_books: Books, paper: VoucherNumber, facts: dict[str, object] | None
) -> None:
    posted(shared_books, money_in(900))
    entry = replace(money_in(5), voucher=paper)
    if facts is None:
        assert posted(shared_books, entry).entries == ((2, "PT 2"),)
    else:
        assert refuses(VoucherOutOfSeries, shared_books, entry) == facts


def test_the_same_request_again_gives_the_first_answer_and_writes_nothing(
    shared_books: Books,
) -> None:
    request = shared_books.request()
    first = posted(shared_books, money_in(900), money_in(5), request=request)
    before = [count(shared_books, table) for table in JOURNAL]
    again = posted(shared_books, money_in(900), money_in(5), request=request)
    assert (again.entries, again.again) == (first.entries, True)
    assert [count(shared_books, table) for table in JOURNAL] == before


def test_a_request_is_the_same_in_a_list_and_later_in_the_day(shared_books: Books) -> None:
    request = shared_books.request()
    first = posted(shared_books, money_in(900), request=request)
    later = replace(request, recorded_at=NOW + dt.timedelta(hours=5))
    with transaction(shared_books.engine) as connection:
        again = post(connection, shared_books.club, [money_in(900)], later, today=TODAY + 3 * DAY)
    assert (again.entries, again.again) == (first.entries, True)


def test_the_same_request_with_other_content_is_refused(shared_books: Books) -> None:
    request = shared_books.request()
    posted(shared_books, money_in(900), request=request)
    others = [money_in(901), money_in(900, TODAY - DAY), replace(money_in(900), narration="Khác")]
    for entry in others:
        with pytest.raises(RequestDiffers) as refused:
            posted(shared_books, entry, request=request)
        assert refused.value.request_id == str(request.request_id)
    assert count(shared_books, "journal_entry") == 1


def test_the_same_request_of_another_actor_is_not_found(shared_books: Books) -> None:
    request = shared_books.request()
    posted(shared_books, money_in(900), request=request)
    with transaction(shared_books.engine) as connection:
        other_user = add_user(connection, "ke-toan", "Quách Văn Đạt", NOW)
    with pytest.raises(RequestOfAnother):
        posted(shared_books, money_in(900), request=replace(request, recorded_by=other_user))


def test_a_refusal_does_not_poison_the_request(shared_books: Books) -> None:
    request = shared_books.request()
    with pytest.raises(CashBelowZero):
        posted(shared_books, money_out(1), request=request)
    with pytest.raises(UnknownAccount):
        posted(shared_books, money_in(1, account="999"), request=request)
    assert posted(shared_books, money_in(1), request=request).entries == ((1, "PT 1"),)


def test_two_clubs_may_use_one_request_id(shared_books: Books) -> None:
    request_id = uuid.uuid4()
    for club in (shared_books, new_club(shared_books.engine, "XH")):
        request = replace(club.request(), request_id=request_id)
        assert not posted(club, money_in(900), request=request).again


def test_recorded_time_never_goes_back(shared_books: Books) -> None:
    posted(shared_books, money_in(900))
    behind = shared_books.request(NOW - dt.timedelta(hours=3))
    posted(shared_books, money_in(5), request=behind)
    ahead = shared_books.request(NOW + dt.timedelta(microseconds=1))
    posted(shared_books, money_in(5), request=ahead)
    with reading(shared_books.engine) as connection:
        found = entries_between(connection, shared_books.club.club_id, TODAY, TODAY)
    assert [one.recorded_at for one in found] == [NOW, NOW, ahead.recorded_at]


def test_nothing_is_dated_after_tomorrow_or_before_the_books_begin(shared_books: Books) -> None:
    posted(shared_books, money_in(900, TODAY + DAY), money_in(5, dt.date(1990, 1, 1)))
    facts = refuses(DateAfterTomorrow, shared_books, money_in(5, TODAY + 2 * DAY))
    assert facts == {"occurred_on": TODAY + 2 * DAY, "today": TODAY}
    facts = refuses(DateTooEarly, shared_books, money_in(5), money_in(5, dt.date(1989, 12, 31)))
    assert facts == {"occurred_on": dt.date(1989, 12, 31), "first_year": 1990}


BEYOND = 10**30
CASH_5 = JournalLine("111", "income", debit=5)


@pytest.mark.parametrize(
    ("line", "error", "facts"),
    [
        (JournalLine("999", "income", credit=5), UnknownAccount, {"account": "999"}),
        (JournalLine("1321", "income", 0, 5, member_no=4), UnknownMember, {"member_no": 4}),
        (JournalLine("1321", "income", 0, 5, loan_no=4), UnknownLoan, {"loan_no": 4}),
        (
            JournalLine("1321", "income", 0, 5, member_no=BEYOND),
            UnknownMember,
            {"member_no": BEYOND},
        ),
        (JournalLine("1321", "income", 0, 5, loan_no=-BEYOND), UnknownLoan, {"loan_no": -BEYOND}),
    ],
    ids=["account", "member", "loan", "member beyond numbers", "loan beyond numbers"],
)
def test_what_the_club_has_not_is_refused_by_name(
    shared_books: Books, line: JournalLine, error: type[LedgerError], facts: dict[str, object]
) -> None:
    with transaction(shared_books.engine) as connection:
        add_people(connection, shared_books.club.club_id)
    assert refuses(error, shared_books, money_in(900), other((CASH_5, line))) == facts


def test_a_fund_that_the_club_has_not_is_refused_by_name(shared_books: Books) -> None:
    assert refuses(UnknownFund, shared_books, money_in(900, fund="tet")) == {"fund": "tet"}


BAD_TEXTS = [
    ("ữ" * (LONGEST + 1), TextTooLong),
    ("Thu\nphí", ControlCharacter),
    ("Thu\0phí", ControlCharacter),
    ("Thu\u202ephí", ControlCharacter),
    (unicodedata.normalize("NFD", "hội phí"), TextNotNormal),
]


@pytest.mark.parametrize(("text", "error"), BAD_TEXTS, ids=["long", "line", "nul", "turn", "nfd"])
def test_text_that_cannot_stand_in_the_books_is_refused(
    shared_books: Books, text: str, error: type[LedgerError]
) -> None:
    plain = money_in(900)
    for entry in (
        replace(plain, narration=text),
        replace(plain, payer_name=text),
        replace(plain, payer_address=text),
        replace(plain, documents=(Document(text, "01/BB"),)),
        replace(plain, documents=(Document("biên bản", "01/BB"), Document("biên bản", text))),
        replace(plain, documents=(Document("biên bản", "01/BB", text),)),
        replace(plain, voucher=VoucherNumber(2, (1,), text)),
    ):
        refuses(error, shared_books, plain, entry)


def test_the_longest_text_and_the_largest_amount_come_back_as_they_were(
    shared_books: Books,
) -> None:
    paper = Document("biên bản", "ữ" * LONGEST, "họp tháng 3")
    entry = replace(
        money_in(LARGEST_MINOR), narration="ữ" * LONGEST, payer_name="Bùi Thị Lụa “hộ nghèo” 🌾",
        payer_address="Xóm Cuối", true_on=dt.date(2026, 1, 5), documents=(paper,),
    )  # fmt: skip
    posted(shared_books, entry)
    with reading(shared_books.engine) as connection:
        found = entry_of(connection, shared_books.club.club_id, 1)
    assert found.narration == entry.narration
    assert (found.payer_name, found.payer_address) == (entry.payer_name, entry.payer_address)
    assert found.true_on == entry.true_on
    assert [line.debit for line in found.lines] == [LARGEST_MINOR, 0]
    assert [(d.kind, d.reference, d.reason) for d in found.documents] == [
        (paper.kind, paper.reference, paper.reason)
    ]
    assert (found.recorded_by, found.recorded_at, found.source) == ("Bùi Thị Lụa", NOW, "manual")


def test_an_amount_beyond_the_largest_cannot_be_an_entry() -> None:
    with pytest.raises(LineNotOneSided):
        money_in(LARGEST_MINOR + 1)


def test_months_are_opened_as_they_are_needed_and_none_is_left_out(shared_books: Books) -> None:
    posted(shared_books, money_in(900, dt.date(2025, 11, 30)), money_in(5, dt.date(2026, 2, 1)))
    assert months(shared_books) == ["2025-11", "2025-12", "2026-01", "2026-02"]
    posted(shared_books, money_in(5, dt.date(2025, 8, 1)))
    assert months(shared_books)[:4] == ["2025-08", "2025-09", "2025-10", "2025-11"]
    posted(shared_books, money_in(5))
    assert months(shared_books)[-2:] == ["2026-02", "2026-03"]


def months(books: Books) -> list[str]:
    """Return the club's months in order."""
    month = FiscalPeriodRow
    query = sa.select(month.period).where(month.club_id == books.club.club_id)
    with reading(books.engine) as connection:
        return list(connection.execute(query.order_by(month.period)).scalars())


def test_nothing_is_posted_into_a_closed_month_or_before_one(shared_books: Books) -> None:
    posted(shared_books, money_in(900, dt.date(2026, 1, 5)), money_in(900, dt.date(2026, 2, 5)))
    with transaction(shared_books.engine) as connection:
        close(connection, shared_books.club, "2026-01", closed_at=NOW, closed_by=1)
    january, december = dt.date(2026, 1, 31), dt.date(2025, 12, 31)
    assert refuses(PeriodNotOpen, shared_books, money_in(5, january)) == {"period": "2026-01"}
    assert refuses(PeriodNotOpen, shared_books, money_in(5), money_in(5, january)) == {
        "period": "2026-01"
    }
    facts = refuses(PeriodAlreadyClosed, shared_books, money_in(5, december))
    assert facts == {"period": "2025-12"}
    late = replace(money_in(5), true_on=january)
    assert posted(shared_books, late).entries == ((3, "PT 3"),)
