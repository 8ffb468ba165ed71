"""Finding entries by what is remembered of them, alike on both databases."""

import datetime as dt
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

import pytest
import sqlalchemy as sa

from ledger.books.engine import open_engine, reading, transaction
from ledger.books.members import NewMember, add_members
from ledger.books.searching import find_entries
from ledger.books.tables.journal import EntryTextRow, ErasureRow
from ledger.core.journal import EntryKind, JournalEntry, Series, VoucherNumber
from ledger.core.posting_rules import disbursed, principal_received, received
from ledger.core.searching import FoundEntry, VoucherNotReadable, Wanted
from ledger.core.text import TextTooLong
from tests.books.counted import Counted
from tests.books.postings import add_people, money_in, money_out, posted
from tests.conftest import NOW, TODAY, Books, Database, new_club

FEBRUARY = dt.date(2026, 2, 10)
RIGHT_TO_LEFT, MARKUP = "صندوق عطاء", "<b>100%_'; DROP TABLE--</b>"
LONG = ("Lò Thị Ế " * 29)[:255].strip()


@pytest.fixture(scope="module")
def books(shared_database: Database) -> Iterator[Books]:
    """Give a club with eight entries; the tests of this module only read them."""
    engine = open_engine(shared_database.url)
    books = new_club(engine, "HP")
    club_id = books.club.club_id
    with transaction(engine) as connection:
        add_people(connection, club_id)
        names = (RIGHT_TO_LEFT, MARKUP, LONG)
        phones = ("0912.345 678", "+84 987 654 321", None)
        more = [
            NewMember(no, f"Đ-{no}", 1, name, FEBRUARY, phone=phone)
            for no, (name, phone) in enumerate(zip(names, phones, strict=True), 4)
        ]
        add_members(connection, club_id, more, NOW)
    repaid = received("5111", "income", 2_000, member_no=1, loan_no=1)
    lines = (*principal_received(1_000, member_no=1, loan_no=1), *repaid)
    dues = JournalEntry(
        EntryKind.CONTRIBUTION, TODAY, received("5112", "activity", 5_000, member_no=2),
        "Hội phí tháng 3", Series.RECEIPT, payer_name="Quách Văn Đạt",
    )  # fmt: skip
    loan_out = replace(
        money_out(1, FEBRUARY), lines=disbursed(1_000, member_no=1, loan_no=1),
        narration="Cho vay nuôi gà",
    )  # fmt: skip
    tea = replace(
        money_out(700), narration="Mua chè",
        voucher=VoucherNumber(3, voids=(2,), void_reason="Viết hỏng"),
    )  # fmt: skip
    posted(
        books, money_in(90_000, FEBRUARY), loan_out,
        JournalEntry(EntryKind.REPAYMENT, TODAY, lines, "Thu gốc, lãi kỳ 1", Series.RECEIPT),
        dues, replace(dues, payer_name=RIGHT_TO_LEFT), replace(dues, narration=MARKUP),
        replace(dues, narration=LONG, payer_name=None),
    )  # fmt: skip
    posted(books, tea)
    _erase_narration(books, 4)
    yield books
    engine.dispose()


def _erase_narration(books: Books, entry_no: int) -> None:
    club_id = books.club.club_id
    with transaction(books.engine) as connection:
        connection.execute(
            sa.insert(ErasureRow).values(
                club_id=club_id, entry_no=entry_no, field="narration", reason="theo đơn",
                erased_at=NOW, erased_by=books.user_id,
            )
        )  # fmt: skip
        connection.execute(
            sa.update(EntryTextRow)
            .where(EntryTextRow.club_id == club_id, EntryTextRow.entry_no == entry_no)
            .values(narration=None, narration_salt=None)
        )


def found(books: Books, wanted: Wanted, *, limit: int = 50, after: int | None = None) -> list[int]:
    """Return the numbers of the entries that are found, in at most three queries."""
    with Counted(books.engine) as counted, reading(books.engine) as connection:
        rows = find_entries(connection, books.club.club_id, wanted, limit=limit, after=after)
    assert len(counted.statements) <= 3
    return [row.entry_no for row in rows]


REMEMBERED = [
    (Wanted(), [8, 7, 6, 5, 4, 3, 2, 1]),
    (Wanted(text="  "), [8, 7, 6, 5, 4, 3, 2, 1]),
    (Wanted(text="\u0301"), []),
    (Wanted(text="goc LAI"), [3]),
    (Wanted(text=unicodedata.normalize("NFD", "hội phí")), [5]),
    (Wanted(text="che"), [8]),
    (Wanted(text="dat"), [7, 6, 5, 4]),  # a member's name, where the words say another or none
    (Wanted(text="lua"), [3, 2]),
    (Wanted(text=f"\u202e{RIGHT_TO_LEFT}"), [5]),
    (Wanted(text="100%_"), [6]),
    (Wanted(text="%"), [6]),
    (Wanted(text="_"), [6]),
    (Wanted(text="\\"), []),
    (Wanted(text=LONG), [7]),
    (Wanted(text="\x00hoi\ud800 phi"), [5]),
    (Wanted(amount=5_000), [7, 6, 5, 4]),
    (Wanted(amount=1_000), [3, 2]),
    (Wanted(amount=3_000), [3]),  # the whole of it, in two funds' lines
    (Wanted(amount=-5_000), []),
    (Wanted(amount=0), []),
    (Wanted(amount=10**30), []),
    (Wanted(voucher="PT 2"), [3]),
    (Wanted(voucher="pc2"), [8]),  # declared void with it
    (Wanted(voucher="3"), [8, 4]),
    (Wanted(voucher="3/2025"), []),
    (Wanted(since=TODAY), [8, 7, 6, 5, 4, 3]),
    (Wanted(until=FEBRUARY), [2, 1]),
    (Wanted(since=FEBRUARY, until=dt.date(2026, 2, 28), text="thu"), [1]),
    (Wanted(member_no=1), [3, 2]),
    (Wanted(member_no=10**30), []),
    (Wanted(account="5111"), [3]),
    (Wanted(account="511"), [7, 6, 5, 4, 3]),
    (Wanted(account="5%"), []),
    (Wanted(account=""), []),
    (Wanted(account="1" * 60_000), []),
    (Wanted(account="511", amount=5_000, voucher="PT 3", member_no=2, since=TODAY), [4]),
    (Wanted(account="5111", member_no=2), []),
]
"""What is remembered of entries, and the numbers of those that are found by it."""


def test_entries_are_found_by_what_is_remembered(books: Books) -> None:
    assert [(wanted, found(books, wanted)) for wanted, _ in REMEMBERED] == REMEMBERED


def test_pages_follow_on_each_other_without_a_gap(books: Books) -> None:
    for wanted in (Wanted(), Wanted(text="dat"), Wanted(account="511")):
        every, after, told = found(books, wanted), None, []
        while page := found(books, wanted, limit=3, after=after):
            told += page
            after = page[-1]
        assert told == every
    assert found(books, Wanted(), limit=0) == found(books, Wanted(), limit=-5) == []
    assert found(books, Wanted(), after=10**30) == found(books, Wanted())
    assert found(books, Wanted(), after=-(10**30)) == []


def test_an_entry_is_shown_with_its_sum_and_whom_it_names(books: Books) -> None:
    with reading(books.engine) as connection:
        club_id = books.club.club_id
        (loan,) = find_entries(connection, club_id, Wanted(voucher="PT 2"))
        (erased,) = find_entries(connection, club_id, Wanted(voucher="PT 3"))
        (nobody,) = find_entries(connection, club_id, Wanted(text="mua che"))
    assert loan == FoundEntry(3, TODAY, "PT 2", "Thu gốc, lãi kỳ 1", None, 3_000, ("Bùi Thị Lụa",))
    assert (erased.narration, erased.payer_name) == (None, "Quách Văn Đạt")
    assert nobody.members == ()


def test_another_club_s_entries_are_not_found(books: Books) -> None:
    other = new_club(books.engine, "XA")
    posted(other, money_in(1))
    assert found(other, Wanted()) == [1]
    assert found(other, Wanted(text="dat")) == found(other, Wanted(amount=5_000)) == []


def test_what_is_no_voucher_and_what_is_too_long_are_refused(books: Books) -> None:
    with reading(books.engine) as connection:
        with pytest.raises(VoucherNotReadable):
            find_entries(connection, books.club.club_id, Wanted(voucher="phiếu"))
        with pytest.raises(TextTooLong):
            find_entries(connection, books.club.club_id, Wanted(text="a" * 256))
