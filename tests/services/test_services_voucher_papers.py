"""Vouchers as their papers say them, in few queries however many are printed."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from ledger.books.clubs import StoredClub
from ledger.books.engine import open_engine, reading, transaction
from ledger.books.entries import entries_between
from ledger.books.loans import loan_file
from ledger.books.refusals import UnknownEntry
from ledger.books.tables.journal import EntryTextRow, ErasureRow
from ledger.core.journal import Document, EntryKind, JournalEntry, PostingRequest, Series, Source
from ledger.core.loans.events import Disbursement, Repayment, Undoing
from ledger.core.loans.parts import Parts
from ledger.core.posting_rules import paid, received
from ledger.core.statements.voucher_paper import NamedVoucher, VoucherPaper
from ledger.services.journal import reverse
from ledger.services.loan_work import Told
from ledger.services.loans import record
from ledger.services.voucher_papers import (
    MOST,
    NoMoneyMoved,
    TooManyVouchers,
    money_vouchers_on,
    voucher_papers,
)
from tests.books.counted import Counted
from tests.books.postings import add_people, money_in, money_out, posted
from tests.conftest import TODAY, Books, Database
from tests.core.loan_examples import LENT
from tests.services.loan_desk import lending_club as desk_of
from tests.web.lending_club import (
    CLOSED,
    CORRECTED,
    INHERITED,
    LATE,
    ON_TIME,
    lending_club,
    month,
)

Shelf = tuple[Engine, StoredClub]


@pytest.fixture(scope="module")
def shelf(shared_database: Database) -> Iterator[Shelf]:
    """Give a database with a club that lends."""
    engine = open_engine(shared_database.url)
    yield engine, lending_club(engine)
    engine.dispose()


def papers(shelf: Shelf, *entry_nos: int) -> tuple[VoucherPaper, ...]:
    engine, club = shelf
    with reading(engine) as connection:
        return voucher_papers(connection, club, entry_nos)


def entries_of(shelf: Shelf, loan_no: int) -> dict[int, int]:
    """Return the entries of a loan's events by the event's number."""
    engine, club = shelf
    with reading(engine) as connection:
        return loan_file(connection, club.club_id, loan_no).entry_of


def all_entries(shelf: Shelf) -> list[int]:
    engine, club = shelf
    with reading(engine) as connection:
        found = entries_between(connection, club.club_id, dt.date(2025, 1, 1), TODAY)
    return [one.entry_no for one in found]


def test_a_repayment_s_paper_says_who_paid_what_and_what_is_owed(shelf: Shelf) -> None:
    (paper,) = papers(shelf, entries_of(shelf, ON_TIME)[2])
    assert paper.voucher == NamedVoucher(12, Series.RECEIPT, 2, month(1))
    assert (paper.name, paper.member_code, paper.address) == (
        "Bùi Thị Lụa", "TV001", "Xóm Nà Ngần",
    )  # fmt: skip
    assert (paper.amount, paper.prepared_by) == (560_000, "Bùi Thị Lụa")
    assert (paper.debits, paper.credits) == (
        (("111", 560_000),), (("1321", 500_000), ("5111", 60_000)),
    )  # fmt: skip
    assert paper.papers == ()  # the loan's fingerprint is no paper of the club
    (loan,) = paper.loans
    assert (loan.code, loan.parts, loan.owed, loan.as_of) == (
        "V-001", Parts(500_000, 60_000), 5_500_000, month(1),
    )  # fmt: skip
    assert loan.coming is not None
    assert (loan.coming.due_on, loan.coming.parts.total, loan.coming.late) == (
        month(2), 555_000, 0,
    )  # fmt: skip


def test_every_loan_s_paper_splits_all_of_its_money(shelf: Shelf) -> None:
    of_loans = [one for one in papers(shelf, *all_entries(shelf)) if one.is_of_money and one.loans]
    assert len(of_loans) > 30
    for paper in of_loans:
        (loan,) = paper.loans
        came = loan.parts.total + loan.held
        assert paper.amount == came or paper.amount == loan.lent - loan.fee + loan.returned, paper


def test_what_is_late_after_a_payment_is_told(shelf: Shelf) -> None:
    (paper,) = papers(shelf, entries_of(shelf, LATE)[3])
    (loan,) = paper.loans
    assert loan.coming is not None
    assert loan.coming.late > 0


def test_a_payment_too_high_is_held_and_then_given_back(shelf: Shelf) -> None:
    entry_of = entries_of(shelf, CLOSED)
    repaid, given = papers(shelf, entry_of[2], entry_of[3])
    assert (repaid.loans[0].parts.total, repaid.loans[0].held) == (1_010_000, 90_000)
    assert (given.loans[0].returned, given.loans[0].owed, given.loans[0].coming) == (
        90_000, 0, None,
    )  # fmt: skip
    assert given.voucher.series is Series.PAYMENT


def test_a_paper_printed_again_says_what_the_first_one_said(shelf: Shelf) -> None:
    # A slip of an earlier day was told later, and changed how a later payment counts.
    engine, club = shelf
    with reading(engine) as connection:
        file = loan_file(connection, club.club_id, CORRECTED)
    later, told_late = papers(shelf, file.entry_of[3], file.entry_of[4])
    (loan,) = later.loans
    credited = dict(later.credits)
    assert (loan.parts.principal, loan.parts.interest) == (credited["1321"], credited["5111"])
    # What was told late counts on its own day; what is owed is so after all that was known.
    assert told_late.voucher.occurred_on < later.voucher.occurred_on
    assert told_late.loans[0].as_of == later.voucher.occurred_on


def test_a_reversal_and_what_it_reverses_name_each_other(shelf: Shelf) -> None:
    entry_of = entries_of(shelf, CORRECTED)
    undone, undoing = papers(shelf, entry_of[5], entry_of[6])
    assert undone.reversed_by == undoing.voucher
    assert undoing.reverses == undone.voucher
    assert undone.loans[0].parts.total == 600_000
    assert undoing.loans[0].parts.total == 0
    assert undoing.loans[0].owed == undone.loans[0].owed + undone.loans[0].parts.principal


def test_what_is_undone_and_told_anew_at_once_is_one_loan_on_both_papers(
    shared_books: Books,
) -> None:
    # Between the two nothing was paid out, and nothing could have been paid back.
    desk = desk_of(shared_books)
    began = dt.date(2026, 1, 8)
    wrong = Disbursement(number=0, occurred_on=began, amount=11_000_000)
    paid_back = Repayment(number=0, occurred_on=dt.date(2026, 2, 8), amount=1_000_000)
    right = Disbursement(number=0, occurred_on=began, amount=LENT)
    desk.does(record, [Told(loan_no=1, event=wrong), Told(loan_no=1, event=paid_back)])
    undoing = Undoing(number=0, occurred_on=TODAY, of=1)
    anew = [
        Told(loan_no=1, event=undoing, reason="Ghi nhầm số tiền"), Told(loan_no=1, event=right)
    ]  # fmt: skip
    receipt = desk.does(record, anew)
    reversal, instead = receipt.events
    assert reversal.entry_no is not None
    assert instead.entry_no is not None
    found = papers((shared_books.engine, shared_books.club), reversal.entry_no, instead.entry_no)
    assert [one.loans[0].lent for one in found] == [0, LENT]
    assert found[0].loans[0].owed == found[1].loans[0].owed > 11_000_000


def test_a_correction_says_of_which_loan_it_is_and_splits_nothing(shelf: Shelf) -> None:
    engine, club = shelf
    with reading(engine) as connection:
        records = loan_file(connection, club.club_id, CORRECTED).records
    correction = next(one.correction_no for one in records if one.correction_no is not None)
    (paper,) = papers(shelf, correction)
    assert (paper.loans[0].code, paper.loans[0].parts.total) == ("V-005", 0)
    assert not paper.is_of_money


def test_an_heir_s_debt_names_no_single_member(shelf: Shelf) -> None:
    (paper,) = papers(shelf, entries_of(shelf, INHERITED)[2])
    assert (paper.name, paper.member_code) == ("Lò Thị Ngần", "")


def test_the_number_of_queries_does_not_grow_with_the_papers(shelf: Shelf) -> None:
    engine, club = shelf
    every = all_entries(shelf)
    counts = []
    for numbers in (every[:40:2], every):
        with Counted(engine) as counted, reading(engine) as connection:
            found = voucher_papers(connection, club, numbers)
        assert [one.voucher.entry_no for one in found] == numbers
        counts.append(len(counted.statements))
    assert counts[0] <= counts[1] <= 9
    backwards = papers(shelf, *reversed(every))
    assert [one.voucher.entry_no for one in backwards] == every[::-1]


def test_nothing_asked_for_is_nothing(shelf: Shelf) -> None:
    assert papers(shelf) == ()


def test_what_is_not_there_or_too_much_is_refused(shelf: Shelf) -> None:
    for number in (0, 999, 10**30):
        with pytest.raises(UnknownEntry):
            papers(shelf, 1, number)
    with pytest.raises(TooManyVouchers) as refused:
        papers(shelf, *range(1, MOST + 2))
    assert refused.value.facts() == {"most": MOST}


def test_a_day_s_receipts_and_payments_come_in_order(shelf: Shelf) -> None:
    engine, club = shelf
    with reading(engine) as connection:
        numbers = money_vouchers_on(connection, club, month(1))
        with pytest.raises(NoMoneyMoved) as refused:
            money_vouchers_on(connection, club, dt.date(2025, 10, 2))
    assert refused.value.facts() == {"day": dt.date(2025, 10, 2)}
    found = papers(shelf, *numbers)
    assert numbers == sorted(numbers)
    assert len(numbers) > 5
    assert {one.voucher.occurred_on for one in found} == {month(1)}
    assert all(one.is_of_money for one in found)


def test_a_member_whom_nobody_named_is_named_by_the_books(shared_books: Books) -> None:
    club_id = shared_books.club.club_id
    with transaction(shared_books.engine) as connection:
        add_people(connection, club_id)
    dues = JournalEntry(
        EntryKind.CONTRIBUTION, TODAY, received("5112", "activity", 10_000, member_no=2),
        "Hội phí", Series.RECEIPT,
    )  # fmt: skip
    of_two = replace(dues, lines=dues.lines + received("5112", "activity", 5_000, member_no=3))
    posted(shared_books, dues, of_two)
    first, second = papers((shared_books.engine, shared_books.club), 1, 2)
    assert (first.name, first.member_code) == ("Quách Văn Đạt", "TV02")
    assert (second.name, second.member_code, second.address) == ("", "", "")
    assert second.amount == 15_000


def test_a_payer_who_was_erased_is_printed_as_erased(shared_books: Books) -> None:
    club_id = shared_books.club.club_id
    with transaction(shared_books.engine) as connection:
        add_people(connection, club_id)
    lines = received("5112", "activity", 10_000, member_no=2)
    entry = replace(
        money_in(900), lines=lines, payer_name="Quách Văn Đạt", payer_address="Xóm Cuối",
        documents=(Document("Biên bản", "01/BB"),),
    )  # fmt: skip
    posted(shared_books, entry)
    shelf = (shared_books.engine, shared_books.club)
    (before,) = papers(shelf, 1)
    assert (before.name, before.address, before.reason) == (
        "Quách Văn Đạt", "Xóm Cuối", "Thu tiền",
    )  # fmt: skip
    assert [one.reference for one in before.papers] == ["01/BB"]
    with transaction(shared_books.engine) as connection:
        for name in ("payer_name", "payer_address"):
            connection.execute(
                sa.insert(ErasureRow).values(
                    club_id=club_id, entry_no=1, field=name, reason="theo đơn",
                    erased_at=shared_books.request().recorded_at, erased_by=shared_books.user_id,
                )
            )  # fmt: skip
            connection.execute(
                sa.update(EntryTextRow)
                .where(EntryTextRow.club_id == club_id)
                .values({name: None, f"{name}_salt": None})
            )
    (after,) = papers(shelf, 1)
    assert (after.name, after.address, after.member_code) == (None, None, "")


def test_money_through_the_bank_is_told_from_cash(shared_books: Books) -> None:
    given = JournalEntry(
        EntryKind.CONTRIBUTION, TODAY, received("5113", "activity", 700, into="112"), "Ủng hộ",
        Series.RECEIPT,
    )  # fmt: skip
    banked = replace(money_out(300, account="112"), lines=paid("112", "income", 300))
    posted(shared_books, money_in(900), given, banked)
    cash, transfer, deposit = papers((shared_books.engine, shared_books.club), 1, 2, 3)
    accounts = [(one.money_account, one.amount) for one in (cash, transfer, deposit)]
    assert accounts == [("111", 900), ("112", 700), ("111", 300)]
    assert [fund.en for fund, _ in transfer.funds] == ["Activity fund"]


def test_who_took_books_over_did_not_prepare_their_vouchers(shared_books: Books) -> None:
    asked = shared_books.request()
    imported = PostingRequest(asked.request_id, asked.recorded_by, asked.recorded_at, Source.IMPORT)
    posted(shared_books, money_in(900), request=imported)
    posted(shared_books, money_in(800))
    first, second = papers((shared_books.engine, shared_books.club), 1, 2)
    assert (first.prepared_by, second.prepared_by) == ("", "Bùi Thị Lụa")


def test_an_entry_that_is_reversed_by_itself_names_its_reversal(shared_books: Books) -> None:
    posted(shared_books, money_in(900))
    with transaction(shared_books.engine) as connection:
        reverse(
            connection, shared_books.club, 1, "Ghi nhầm", shared_books.request(), today=TODAY
        )  # fmt: skip
    undone, undoing = papers((shared_books.engine, shared_books.club), 1, 2)
    assert str(undone.reversed_by) == "KT 1"
    assert (str(undoing.reverses), undoing.loans) == ("PT 1", ())
