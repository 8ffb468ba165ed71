"""Entries read back: by page, with all that stands under them, or not at all."""

import datetime as dt
from dataclasses import replace

import pytest
import sqlalchemy as sa

from ledger.books import entries
from ledger.books.engine import reading, transaction
from ledger.books.entries import (
    ReportTooLong,
    account_lines,
    entries_between,
    entry_of,
)
from ledger.books.loans import loans_of
from ledger.books.members import members_of
from ledger.books.refusals import UnknownEntry
from ledger.books.tables.journal import EntryTextRow, ErasureRow
from ledger.core.journal import Document, VoucherNumber
from ledger.core.statements.entry_page import entry_table
from ledger.core.statements.scope import Scope
from ledger.core.statements.table import phrase
from ledger.services.journal import reverse
from tests.books.counted import Counted
from tests.books.postings import add_people, money_in, money_out, posted
from tests.conftest import NOW, TODAY, Books

YESTERDAY = TODAY - dt.timedelta(days=1)


def test_entries_come_in_order_of_number_a_page_at_a_time(shared_books: Books) -> None:
    posted(shared_books, *[money_in(900)] * 7)
    with reading(shared_books.engine) as connection:
        club_id = shared_books.club.club_id
        first = entries_between(connection, club_id, TODAY, TODAY, limit=3)
        second = entries_between(connection, club_id, TODAY, TODAY, after=3, limit=3)
        assert [one.entry_no for one in (*first, *second)] == [1, 2, 3, 4, 5, 6]
        assert entries_between(connection, club_id, YESTERDAY, YESTERDAY) == []


@pytest.mark.parametrize("every", [1, 2, 3, 50])
def test_each_entry_has_its_own_lines_however_far_apart_the_entries_are(
    shared_books: Books, every: int
) -> None:
    batch = [money_in(no, TODAY if no % every == 0 else YESTERDAY) for no in range(1, 151)]
    posted(shared_books, *batch)
    with Counted(shared_books.engine) as counted, reading(shared_books.engine) as connection:
        found = entries_between(connection, shared_books.club.club_id, TODAY, TODAY)
    assert [(one.entry_no, one.lines[0].debit) for one in found] == [
        (number, number) for number in range(every, 151, every)
    ]
    assert len(counted.statements) == 4


def test_an_entry_that_is_not_the_club_s_is_not_found(shared_books: Books) -> None:
    posted(shared_books, money_in(900))
    with reading(shared_books.engine) as connection:
        for number in (0, -1, 2, 2**63, 10**30):
            with pytest.raises(UnknownEntry) as refused:
                entry_of(connection, shared_books.club.club_id, number)
            assert refused.value.entry_no == number


def test_a_report_too_long_is_refused_and_never_cut(
    shared_books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    posted(shared_books, money_in(900), *[money_out(1)] * 3)
    monkeypatch.setattr(entries, "MOST_LINES", 3)
    club_id = shared_books.club.club_id
    with reading(shared_books.engine) as connection:
        with pytest.raises(ReportTooLong) as refused:
            entries_between(connection, club_id, TODAY, TODAY)
        assert refused.value.most == 3
        with pytest.raises(ReportTooLong):
            account_lines(connection, club_id, ["111"], TODAY, TODAY)
        assert len(account_lines(connection, club_id, ["6429"], TODAY, TODAY)) == 3


def test_a_list_of_people_too_long_is_refused_and_never_cut(
    shared_books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    club_id = shared_books.club.club_id
    with transaction(shared_books.engine) as connection:
        add_people(connection, club_id)
    monkeypatch.setattr(entries, "MOST_LINES", 2)
    with reading(shared_books.engine) as connection:
        with pytest.raises(ReportTooLong):
            members_of(connection, club_id)
        with pytest.raises(ReportTooLong):
            loans_of(connection, club_id)
        assert len(loans_of(connection, club_id, member_no=1)) == 1


def test_words_that_were_erased_are_said_to_be_erased(shared_books: Books) -> None:
    entry = replace(
        money_in(900), payer_name="Bùi Thị Lụa", documents=(Document("biên bản", "01/BB"),)
    )
    posted(shared_books, entry)
    club_id = shared_books.club.club_id
    with transaction(shared_books.engine) as connection:
        for name in ("narration", "payer_name"):
            connection.execute(
                sa.insert(ErasureRow).values(
                    club_id=club_id, entry_no=1, field=name, reason="theo đơn", erased_at=NOW,
                    erased_by=shared_books.user_id,
                )
            )  # fmt: skip
            connection.execute(
                sa.update(EntryTextRow)
                .where(EntryTextRow.club_id == club_id)
                .values({name: None, f"{name}_salt": None})
            )
        found = entry_of(connection, club_id, 1)
    assert (found.narration, found.payer_name) == (None, None)
    table = entry_table(Scope("HP", "Hạnh Phúc", TODAY, TODAY), found)
    assert phrase("(erased on request)") in table.scope
    assert phrase("Paper: %(kind)s %(reference)s", kind="biên bản", reference="01/BB") in (
        table.notes
    )


def test_an_entry_s_page_says_all_that_stands_under_it(shared_books: Books) -> None:
    entry = replace(
        money_in(900), narration="", true_on=YESTERDAY, payer_name="Bùi Thị Lụa",
        payer_address="Xóm Cuối", approved_by=shared_books.user_id,
        voucher=VoucherNumber(2, (1,), "viết hỏng"),
    )  # fmt: skip
    posted(shared_books, entry)
    with transaction(shared_books.engine) as connection:
        reverse(connection, shared_books.club, 1, "Nhầm", shared_books.request(), today=TODAY)
        wrong, undo = (entry_of(connection, shared_books.club.club_id, no) for no in (1, 2))
    scope = Scope("HP", "Hạnh Phúc", TODAY, TODAY)
    head, notes = entry_table(scope, wrong).scope, entry_table(scope, wrong).notes
    assert head == (
        phrase("Voucher %(voucher)s", voucher="PT 2"),
        phrase("Date: %(day)s", day=TODAY),
        phrase("It really happened on %(day)s", day=YESTERDAY),
        phrase("For: %(narration)s", narration=""),
        phrase("Who paid or received: %(name)s", name="Bùi Thị Lụa"),
        phrase("Address: %(address)s", address="Xóm Cuối"),
    )
    assert phrase("Approved by %(name)s.", name="Bùi Thị Lụa") in notes
    assert phrase("This entry was reversed by entry %(entry)s.", entry=2) in notes
    assert phrase(
        "Numbers without a paper: %(vouchers)s. Reason: %(reason)s", vouchers="PT 1",
        reason="viết hỏng",
    ) in notes  # fmt: skip
    assert notes[-1] == phrase("Fingerprint: %(hash)s", hash=wrong.hash.hex())
    assert phrase("This entry reverses entry %(entry)s.", entry=1) in (
        entry_table(scope, undo).notes
    )
