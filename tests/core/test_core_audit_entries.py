"""The checks of one entry, each by itself on rows made by hand."""

import pytest

from ledger.core.audit import entry_checks
from ledger.core.audit.stored import StoredDocument, StoredEntry, StoredErasure, StoredMonth
from ledger.core.money import LARGEST_MINOR
from tests.core.audit_rows import (
    AT,
    BOOKS,
    ENTRY,
    LATER,
    LINES,
    SALT,
    TEXT,
    VOUCHER,
    head,
    line,
    lines,
    with_months,
)


def test_an_entry_as_it_was_posted_passes_every_check() -> None:
    assert not any(look(ENTRY, None, BOOKS) for _, look in entry_checks.ENTRY_CHECKS)


WRONG: tuple[tuple[entry_checks.EntryCheck, StoredEntry], ...] = (
    (entry_checks.entries_balance, lines(LINES[0])),
    (entry_checks.entries_balance, lines()),
    (entry_checks.entries_balance, lines(line("111", 5), line("5112", -4))),
    (entry_checks.entries_balance, lines(line("111", 5), line("5112", -5, fund="income"))),
    (entry_checks.amounts_fit, lines(line("111", 0))),
    (entry_checks.amounts_fit, lines(LINES[0]._replace(credit=5))),
    (entry_checks.amounts_fit, lines(LINES[0]._replace(debit=-5))),
    (entry_checks.amounts_fit, lines(LINES[0]._replace(debit=LARGEST_MINOR + 1))),
    (entry_checks.entries_stay_in_the_club, lines(line("999", 5))),
    (entry_checks.entries_stay_in_the_club, lines(line("111", 5, fund="other"))),
    (entry_checks.entries_stay_in_the_club, lines(LINES[0]._replace(member_no=9))),
    (entry_checks.entries_stay_in_the_club, lines(line("1321", 5, loan=9))),
    (entry_checks.entries_stay_in_the_club, head(meeting_no=8)),
    (entry_checks.loan_lines_name_their_loan, lines(line("1321", 5))),
    (entry_checks.loan_lines_name_their_loan,
     lines(line("1321", 5, loan=1)._replace(member_no=2))),
    (entry_checks.one_voucher_an_entry, ENTRY._replace(vouchers=())),
    (entry_checks.one_voucher_an_entry, ENTRY._replace(vouchers=(VOUCHER, VOUCHER))),
    (entry_checks.one_voucher_an_entry, ENTRY._replace(vouchers=(VOUCHER._replace(year=2025),))),
    (entry_checks.one_voucher_an_entry,
     ENTRY._replace(vouchers=(VOUCHER._replace(void_reason="Hỏng"),))),
    (entry_checks.words_unaltered, ENTRY._replace(texts=())),
    (entry_checks.words_unaltered, ENTRY._replace(texts=(TEXT._replace(narration="Khác"),))),
    (entry_checks.words_unaltered, ENTRY._replace(texts=(TEXT._replace(narration_salt=None),))),
    (entry_checks.words_unaltered, ENTRY._replace(texts=(TEXT._replace(narration=None),))),
    (entry_checks.words_unaltered,
     ENTRY._replace(texts=(TEXT._replace(narration=None, narration_salt=None),))),
    (entry_checks.words_unaltered,
     ENTRY._replace(texts=(TEXT._replace(payer_name="Hoa", payer_name_salt=SALT),))),
    (entry_checks.words_unaltered,
     ENTRY._replace(erasures=(StoredErasure(1, "narration", AT, 1),))),
    (entry_checks.words_unaltered,
     ENTRY._replace(erasures=(StoredErasure(1, "payer_name", AT, 1),))),
    (entry_checks.erasures_have_an_actor,
     ENTRY._replace(erasures=(StoredErasure(1, "narration", AT, 9),))),
    (entry_checks.erasures_have_an_actor,
     ENTRY._replace(erasures=(StoredErasure(1, "narration", "2026-03-09", 1),))),
    (entry_checks.entries_unaltered, head(kind="other")),
    (entry_checks.entries_unaltered, head(hash=bytes(32))),
    (entry_checks.entries_unaltered, lines(LINES[0]._replace(debit=6), LINES[1])),
    (entry_checks.entries_unaltered, ENTRY._replace(vouchers=(VOUCHER._replace(no=2),))),
    (entry_checks.entries_unaltered,
     ENTRY._replace(documents=(StoredDocument(1, 1, "photo", "Ảnh", None, SALT),))),
    (entry_checks.actors_and_dates, head(recorded_by=9)),
    (entry_checks.actors_and_dates, head(approved_by=9)),
    (entry_checks.actors_and_dates, head(occurred_on="2026-02-30")),
    (entry_checks.actors_and_dates, head(true_on="20260228")),
    (entry_checks.actors_and_dates, head(occurred_on="2026-03-12")),
    (entry_checks.actors_and_dates, head(occurred_on="9999-12-31", recorded_at="0")),
    (entry_checks.actors_and_dates, head(true_on="2026-03-11")),
    (entry_checks.entries_run_on, head(entry_no=2)),
    (entry_checks.chain_unbroken, head(previous_hash=bytes(31) + b"1")),
    (entry_checks.month_was_open, head(occurred_on="2026-04-01")),
    (entry_checks.month_was_open, head(recorded_at="2026-03-09T00:00:00.000000Z")),
)  # fmt: skip


@pytest.mark.parametrize(("look", "entry"), WRONG)
def test_what_is_wrong_in_an_entry_is_found(
    look: entry_checks.EntryCheck, entry: StoredEntry
) -> None:
    assert look(entry, None, BOOKS)


def test_every_check_of_an_entry_has_something_planted_for_it() -> None:
    assert {look for _, look in entry_checks.ENTRY_CHECKS} == {look for look, _ in WRONG}


def test_a_day_ahead_of_utc_is_no_day_after_tomorrow() -> None:
    tomorrow_in_the_east = head(occurred_on="2026-03-12", recorded_at="2026-03-10T12:00:00.000000Z")
    assert entry_checks.actors_and_dates(tomorrow_in_the_east, None, BOOKS) == []


def test_an_entry_follows_the_one_before_it_in_number_time_and_hash() -> None:
    after = head(entry_no=2, previous_hash=ENTRY.head.hash)
    assert entry_checks.entries_run_on(after, ENTRY.head, BOOKS) == []
    assert not entry_checks.chain_unbroken(after, ENTRY.head, BOOKS)
    assert entry_checks.entries_run_on(head(entry_no=3), ENTRY.head, BOOKS)
    earlier = head(entry_no=2, recorded_at="2026-03-09T02:00:00.000000Z")
    assert entry_checks.entries_run_on(earlier, ENTRY.head, BOOKS)
    assert entry_checks.chain_unbroken(head(entry_no=2), ENTRY.head, BOOKS)


def test_a_closed_month_takes_what_was_recorded_before_its_closing_only() -> None:
    closed = StoredMonth("2026-03", AT, AT, 1)
    books = with_months(closed)
    assert not entry_checks.month_was_open(ENTRY, None, books)
    assert entry_checks.month_was_open(head(recorded_at=LATER), None, books)


def test_an_erased_text_is_told_from_an_altered_one() -> None:
    erased = ENTRY._replace(
        texts=(TEXT._replace(narration=None, narration_salt=None),),
        erasures=(StoredErasure(1, "narration", LATER, 2),),
    )
    assert entry_checks.words_unaltered(erased, None, BOOKS) == []
    assert not entry_checks.erasures_have_an_actor(erased, None, BOOKS)
    assert not entry_checks.entries_unaltered(erased, None, BOOKS)
