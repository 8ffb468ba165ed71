"""Checks of one stored entry, by itself and beside the one before it."""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeAlias

from ledger.core.accounts import LOAN_ACCOUNTS
from ledger.core.audit.canonical import GENESIS, CanonicalEntry, commitment, entry_hash
from ledger.core.audit.findings import Check
from ledger.core.audit.stored import StoredBooks, StoredEntry, StoredHead, StoredVoucher
from ledger.core.money import LARGEST_MINOR
from ledger.core.statements.table import Phrase, phrase

EntryCheck: TypeAlias = Callable[[StoredEntry, StoredHead | None, StoredBooks], Sequence[Phrase]]
"""Given an entry, the one before it and the club's books, says what is wrong."""

CLEAN: tuple[Phrase, ...] = ()
FARTHEST_EAST = dt.timedelta(hours=14)
"""No clock on earth is further ahead of UTC, so no club's day is."""


def entries_balance(
    entry: StoredEntry, _before: StoredHead | None, _books: StoredBooks
) -> Sequence[Phrase]:
    """Find fewer than two lines, and a fund whose debits and credits differ (invariant 1)."""
    net: dict[str, int] = {}
    for line in entry.lines:
        fund = line.fund
        net[fund] = net.get(fund, 0) + line.debit - line.credit
    if len(entry.lines) > 1 and not any(net.values()):
        return CLEAN
    found = []
    if len(entry.lines) < 2:
        found.append(phrase("It has fewer than two lines."))
    for fund, amount in net.items():
        if amount:
            found.append(
                phrase(
                    "Debits less credits in the fund %(fund)s are %(amount)s.",
                    fund=fund, amount=amount,
                )
            )  # fmt: skip
    return found


def amounts_fit(
    entry: StoredEntry, _before: StoredHead | None, _books: StoredBooks
) -> Sequence[Phrase]:
    """Find a line on both sides, on none, or beyond ±(2^53 − 1) (invariant 4)."""
    for line in entry.lines:
        debit, credit = line.debit, line.credit
        if min(debit, credit) != 0 or not 0 < max(debit, credit) <= LARGEST_MINOR:
            return [
                phrase(
                    "Line %(line)s has debit %(debit)s and credit %(credit)s.",
                    line=line.line_no, debit=debit, credit=credit,
                )
            ]  # fmt: skip
    return CLEAN


def entries_stay_in_the_club(
    entry: StoredEntry, _before: StoredHead | None, books: StoredBooks
) -> Sequence[Phrase]:
    """Find an account, fund, member, loan or meeting that the club does not have (invariant 3)."""
    accounts, funds = books.accounts, books.funds
    missing: list[Phrase] = []
    for _, _, account, fund, _, _, member_no, loan_no in entry.lines:
        if account not in accounts:
            missing.append(phrase("The club has no account %(account)s.", account=account))
        if fund not in funds:
            missing.append(phrase("The club has no fund %(fund)s.", fund=fund))
        if member_no is not None and member_no not in books.members:
            missing.append(phrase("The club has no member %(member)s.", member=member_no))
        if loan_no is not None and loan_no not in books.loans:
            missing.append(phrase("The club has no loan %(loan)s.", loan=loan_no))
    meeting_no = entry.head.meeting_no
    if meeting_no is not None and meeting_no not in books.meetings:
        missing.append(phrase("The club has no meeting %(meeting)s.", meeting=meeting_no))
    return missing


def loan_lines_name_their_loan(
    entry: StoredEntry, _before: StoredHead | None, books: StoredBooks
) -> Sequence[Phrase]:
    """Find a line of a loan account without its loan, or with another's member (invariant 6).

    The member is the borrower or an heir: when each owed it, the loan's own check knows.
    """
    for _, line_no, account, _, _, _, member_no, loan_no in entry.lines:
        if loan_no is None:
            if account in LOAN_ACCOUNTS:
                return [phrase("Line %(line)s names no loan.", line=line_no)]
        elif books.loans.get(loan_no) != member_no and (
            member_no not in books.heirs.get(loan_no, frozenset())
        ):
            return [
                phrase(
                    "Line %(line)s: the loan %(loan)s is not this member's.",
                    line=line_no, loan=loan_no,
                )
            ]  # fmt: skip
    return CLEAN


def one_voucher_an_entry(
    entry: StoredEntry, _before: StoredHead | None, _books: StoredBooks
) -> Sequence[Phrase]:
    """Find an entry without exactly one voucher of its own, of its year (invariant 23)."""
    own = [voucher for voucher in entry.vouchers if voucher.void_salt is None]
    if len(own) != 1:
        return [phrase("It has %(count)s vouchers of its own.", count=len(own))]
    year = entry.head.occurred_on[:4]
    for voucher in entry.vouchers:
        if str(voucher.year) != year:
            return [
                phrase(
                    "The voucher %(series)s %(number)s is of the year %(year)s.",
                    series=voucher.series, number=voucher.no, year=str(voucher.year),
                )
            ]  # fmt: skip
    if own[0].void_reason is not None:
        return [phrase("Its voucher has the reason of a void.")]
    return CLEAN


def words_unaltered(
    entry: StoredEntry, _before: StoredHead | None, _books: StoredBooks
) -> Sequence[Phrase]:
    """Find a text that is not the one committed to; erased is told from altered (invariant 14)."""
    if len(entry.texts) != 1:
        return [phrase("It has no words.")]
    head, text = entry.head, entry.texts[0]
    erased = {erasure.field for erasure in entry.erasures}
    found = []
    for name, committed, words, salt in (
        ("narration", head.narration, text.narration, text.narration_salt),
        ("payer_name", head.payer_name, text.payer_name, text.payer_name_salt),
        ("payer_address", head.payer_address, text.payer_address, text.payer_address_salt),
    ):
        if words is None and salt is None:
            if (committed is not None) is not (name in erased):
                found.append(_erasure_differs(name, is_recorded=name in erased))
        elif name in erased or words is None or salt is None:
            found.append(phrase("The text %(text)s is half erased.", text=name))
        elif commitment(salt, (words,)) != committed:
            found.append(phrase("The text %(text)s was altered.", text=name))
    return found


def _erasure_differs(name: str, *, is_recorded: bool) -> Phrase:
    if is_recorded:
        return phrase("An erasure of %(text)s is recorded, but there was none.", text=name)
    return phrase("The text %(text)s was removed without a record.", text=name)


def erasures_have_an_actor(
    entry: StoredEntry, _before: StoredHead | None, books: StoredBooks
) -> Sequence[Phrase]:
    """Find an erasure by nobody, or from before the entry (invariant 14)."""
    for erasure in entry.erasures:
        if erasure.erased_by not in books.users or erasure.erased_at < entry.head.recorded_at:
            return [phrase("The erasure of %(text)s cannot be right.", text=erasure.field)]
    return CLEAN


def entries_unaltered(
    entry: StoredEntry, _before: StoredHead | None, books: StoredBooks
) -> Sequence[Phrase]:
    """Find an entry whose hash, made anew from all its rows, is another (invariants 14 and 27)."""
    head = entry.head
    canonical = CanonicalEntry(
        head.previous_hash, books.uuid, *head[:15],
        [_canonical_voucher(one) for one in entry.vouchers],
        [
            (one.document_no, one.kind, commitment(one.salt, (one.reference, one.reason)))
            for one in entry.documents
        ],
        [line[1:] for line in entry.lines],
    )  # fmt: skip
    if entry_hash(canonical) != head.hash:
        return [phrase("Its rows do not give its fingerprint: something in it was altered.")]
    return CLEAN


def _canonical_voucher(voucher: StoredVoucher) -> tuple[int, str, int, bytes | None]:
    _, year, series, no, reason, salt = voucher
    return year, series, no, None if salt is None else commitment(salt, (reason,))


def actors_and_dates(
    entry: StoredEntry, _before: StoredHead | None, books: StoredBooks
) -> Sequence[Phrase]:
    """Find an unknown actor, and a day that cannot be (invariant 26)."""
    head = entry.head
    found = [
        phrase("There is no user %(user)s.", user=actor)
        for actor in (head.recorded_by, head.approved_by)
        if actor is not None and actor not in books.users
    ]
    if not _is_day(head.occurred_on) or not (head.true_on is None or _is_day(head.true_on)):
        found.append(phrase("Its date is none."))
    elif head.occurred_on > head.recorded_at[:10] and _is_after_tomorrow(head):
        found.append(phrase("It is dated after the day following its recording."))
    elif head.true_on is not None and head.true_on > head.occurred_on:
        found.append(phrase("It truly happened after its date."))
    return found


@lru_cache(maxsize=1_000)
def _is_day(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_after_tomorrow(head: StoredHead) -> bool:
    try:
        recorded_at = dt.datetime.fromisoformat(head.recorded_at)
        tomorrow = (recorded_at + FARTHEST_EAST).date() + dt.timedelta(days=1)
    except (ValueError, OverflowError):
        return True
    return head.occurred_on > tomorrow.isoformat()


def entries_run_on(
    entry: StoredEntry, before: StoredHead | None, _books: StoredBooks
) -> Sequence[Phrase]:
    """Find a gap in the numbers, and recorded time that goes back (invariant 13)."""
    head, last = entry.head, before.entry_no if before else 0
    found = []
    if head.entry_no != last + 1:
        found.append(
            phrase(
                "Entries are missing before it: the one before has the number %(number)s.",
                number=last,
            )
        )
    if before and head.recorded_at < before.recorded_at:
        found.append(phrase("It was recorded before the entry that stands before it."))
    return found


def chain_unbroken(
    entry: StoredEntry, before: StoredHead | None, _books: StoredBooks
) -> Sequence[Phrase]:
    """Find an entry that does not carry the hash of the one before it (invariant 27)."""
    if entry.head.previous_hash != (before.hash if before else GENESIS):
        return [phrase("It carries another fingerprint than that of the entry before it.")]
    return CLEAN


def month_was_open(
    entry: StoredEntry, _before: StoredHead | None, books: StoredBooks
) -> Sequence[Phrase]:
    """Find an entry recorded before its month was opened or after it was closed (invariant 15)."""
    head = entry.head
    month = books.months.get(head.occurred_on[:7])
    if month is None:
        return [phrase("Its month was never opened.")]
    if month.closed_at is not None and head.recorded_at > month.closed_at:
        return [phrase("It was recorded after its month was closed.")]
    if head.recorded_at < month.opened_at:
        return [phrase("It was recorded before its month was opened.")]
    return CLEAN


ENTRY_CHECKS: tuple[tuple[Check, EntryCheck], ...] = (
    (Check.ENTRIES_BALANCE, entries_balance),
    (Check.AMOUNTS_FIT, amounts_fit),
    (Check.ENTRIES_STAY_IN_THE_CLUB, entries_stay_in_the_club),
    (Check.LOANS_AGREE, loan_lines_name_their_loan),
    (Check.ONE_VOUCHER_AN_ENTRY, one_voucher_an_entry),
    (Check.WORDS_UNALTERED, words_unaltered),
    (Check.WORDS_UNALTERED, erasures_have_an_actor),
    (Check.ENTRIES_UNALTERED, entries_unaltered),
    (Check.ACTORS_AND_DATES, actors_and_dates),
    (Check.ENTRIES_RUN_ON, entries_run_on),
    (Check.CHAIN_UNBROKEN, chain_unbroken),
    (Check.CLOSED_MONTHS_STAY_CLOSED, month_was_open),
)
"""The checks made of every entry, in the order in which their findings are told."""
