"""Beginning the books of a club that has lived before them."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.engine import Connection

from ledger.books.accounts import funds_of
from ledger.books.balances import running_sums
from ledger.books.clubs import StoredClub, rules_on
from ledger.books.journal import Posted, append, lock_club
from ledger.books.known import look_up
from ledger.books.loan_caches import keep_caches
from ledger.books.loans import EventRecord, StoredLoan, add_loan_events, add_loans, loans_of
from ledger.books.members import names_of
from ledger.books.numbers import Numbered, take_number
from ledger.books.periods import open_months
from ledger.books.refusals import UnknownFund, UnknownMember
from ledger.core.accounts import Fund
from ledger.core.acts.opening import (
    LOAN_NARRATION,
    AdoptedLoan,
    BooksBegun,
    Opening,
    opening_entries,
)
from ledger.core.acts.people import PaperCodeTaken, next_code
from ledger.core.acts.shared import refuse
from ledger.core.clubs import ClubRules
from ledger.core.errors import LedgerError
from ledger.core.journal import EntryKind, JournalEntry, PostingRequest, Series
from ledger.core.loans.events import Disbursement, LoanEvent
from ledger.core.loans.written import kind_of
from ledger.core.periods import month_of
from ledger.core.text import check_text
from ledger.services.enrolling import is_number
from ledger.services.journal import LONGEST
from ledger.services.loan_days import Days
from ledger.services.loan_work import LoanWork, Told, works_of
from ledger.services.loans import check_day
from ledger.services.once import once

USUAL_LOAN = "KV00"
"""Before the first code of a club that has no pattern of its own yet."""


@dataclass(frozen=True, slots=True)
class OpeningReceipt:
    """The answer to who opens books: the entries with their vouchers, and the loans' numbers."""

    entries: tuple[tuple[int, str], ...]
    loan_nos: tuple[int, ...]
    again: bool = False


@dataclass(frozen=True, slots=True)
class _BroughtIn(Days):
    """When what happened to a loan before the books counts in them: on the day they begin."""

    opens_on: dt.date

    def of(self, event: LoanEvent) -> tuple[dt.date, dt.date | None]:
        """Return the day on which the books begin, and the event's own where it is earlier."""
        is_earlier = event.occurred_on < self.opens_on
        return self.opens_on, event.occurred_on if is_earlier else None


def open_books(
    connection: Connection,
    club: StoredClub,
    opening: Opening,
    request: PostingRequest,
    *,
    today: dt.date,
    approved_by: int | None = None,
) -> OpeningReceipt:
    """Bring the balances of a club into its empty books, once per request id: all, or nothing.

    Refuses all that is wrong at once: `OpeningDoesNotBalance` for each fund whose money and loans
    are not exactly what its sources explain, `core.acts.opening`'s other refusals, `UnknownMember`,
    `UnknownFund`, `PaperCodeTaken`; and books in which something stands (`BooksBegun`).
    """
    check_day(opening.opens_on, today)
    for loan in opening.loans:
        check_text(loan.purpose or "", LONGEST)
        check_text(loan.paper_code or "", LONGEST)

    def act(at: PostingRequest) -> OpeningReceipt:
        club_id = club.club_id
        funds = {one.code: one for one in funds_of(connection, club_id)}
        kept = [one.paper_code for one in loans_of(connection, club_id)]
        refuse([*opening.faults(), *_unknown(connection, club_id, opening, funds, kept)])
        lock = lock_club(connection, club_id)
        if any(one.balance for one in running_sums(connection, club_id).values()):
            raise BooksBegun(entry_no=lock.head.last_entry_no)
        works = _adopted(connection, club_id, opening, (kept, at, today))
        both = zip(works.values(), opening.loans, strict=True)
        loans = [_brought_in(work, loan, approved_by) for work, loan in both]
        entries = [*opening_entries(opening, funds, approved_by), *loans]
        open_months(connection, club_id, {month_of(opening.opens_on)}, at.recorded_at)
        known = look_up(connection, club_id, entries)
        posted = append(connection, club_id, entries, at, known=known)
        _keep(connection, club_id, works, posted[len(posted) - len(works) :], (at, approved_by))
        vouchers = tuple((one.entry_no, f"{one.voucher_series} {one.voucher_no}") for one in posted)
        return OpeningReceipt(vouchers, tuple(works))

    content = ("open books", opening, approved_by)
    receipt, again = once(connection, club, request, act, content=content, answer=OpeningReceipt)
    return replace(receipt, again=again)


def _unknown(
    connection: Connection,
    club_id: int,
    opening: Opening,
    funds: Mapping[str, Fund],
    codes: Sequence[str],
) -> Iterator[LedgerError]:
    """Yield what an opening names that is not the club's, or is there already."""
    for fund in opening.funds:
        if fund.fund not in funds:
            yield UnknownFund(fund=fund.fund)
    named = {one.member_no for one in opening.members}
    named |= {one.member_no for one in opening.loans}
    known = names_of(connection, club_id, filter(is_number, named))
    for member_no in sorted(named - known.keys()):
        yield UnknownMember(member_no=member_no)
    given = [one.paper_code for one in opening.loans if one.paper_code is not None]
    for place, code in enumerate(given):
        if code in codes or code in given[:place]:
            yield PaperCodeTaken(code=code)


def _adopted(
    connection: Connection,
    club_id: int,
    opening: Opening,
    known: tuple[list[str], PostingRequest, dt.date],
) -> Mapping[int, LoanWork]:
    """Store the loans that are adopted, and return them at work by number, untold yet."""
    codes, at, today = known
    codes = [*codes, *(one.paper_code for one in opening.loans if one.paper_code)]
    rules = rules_on(connection, club_id, opening.opens_on) or ClubRules(opening.opens_on)
    stored = []
    for loan in opening.loans:
        code = loan.paper_code or next_code(codes, USUAL_LOAN)
        codes.append(code)
        number = take_number(connection, club_id, Numbered.LOAN)
        stored.append(_stored(loan, number, code, rules))
    if not stored:
        return {}
    add_loans(connection, club_id, stored, at.recorded_at)
    days = _BroughtIn(today, None, opening.opens_on)
    return works_of(connection, club_id, [one.loan_no for one in stored], days)


def _stored(loan: AdoptedLoan, number: int, code: str, rules: ClubRules) -> StoredLoan:
    agreed_on = min(loan.agreed_on or loan.begins_on, loan.begins_on)
    contract = loan.contract(rules.principal_multiple)
    return StoredLoan(
        number, code, loan.member_no, agreed_on, loan.owed, loan.term_months,
        loan.monthly_rate_ppm, loan.method.value, loan.purpose, contract,
    )  # fmt: skip


def _brought_in(work: LoanWork, loan: AdoptedLoan, approved_by: int | None) -> JournalEntry:
    """Return the entry that brings a loan in; it is no payment, and has no paper of one."""
    event = Disbursement(number=0, occurred_on=loan.begins_on, amount=loan.owed, adopted=True)
    stored = work.file.loan
    narration = LOAN_NARRATION.format(loan=stored.paper_code)
    told = Told(loan_no=stored.loan_no, event=event, narration=narration, approved_by=approved_by)
    (entry,) = work.tell(told).entries
    return replace(entry, kind=EntryKind.OPENING, series=Series.OTHER)


def _keep(
    connection: Connection,
    club_id: int,
    works: Mapping[int, LoanWork],
    posted: Sequence[Posted],
    by: tuple[PostingRequest, int | None],
) -> None:
    """Keep what was told of the loans with the entries that posted it, and how they stand."""
    rows, (at, approved_by) = [], by
    for (number, work), one in zip(works.items(), posted, strict=True):
        (event,) = work.events
        record = EventRecord(
            event.number, kind_of(event), event.occurred_on, one.entry_no,
            at.recorded_at, at.recorded_by, approved_by=approved_by,
        )  # fmt: skip
        rows.append((number, event, record))
    if rows:
        add_loan_events(connection, club_id, rows)
        keep_caches(connection, club_id, [work.kept for work in works.values()])
