"""Loans as stored: what was agreed, what happened to each, and how it stands."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.entries import all_rows
from ledger.books.refusals import UnknownLoan
from ledger.books.tables.journal import JournalEntryRow, JournalLineRow
from ledger.books.tables.loan_events import LoanEventRow, LoanStandingRow
from ledger.books.tables.loans import LoanRow
from ledger.books.types import LARGEST_NUMBER
from ledger.core.loans.choices import PrincipalMethod
from ledger.core.loans.contract import Contract
from ledger.core.loans.events import LoanEvent
from ledger.core.loans.terms import club_terms
from ledger.core.loans.written import (
    kind_of,
    read_contract,
    read_event,
    write_contract,
    write_event,
)


@dataclass(frozen=True, slots=True)
class StoredLoan:
    """A loan as agreed, as stored; principal in đồng, rate in parts per million a month.

    Without a `contract` of its own it has the clubs' usual terms (`club_terms`).
    """

    loan_no: int
    paper_code: str
    member_no: int
    agreed_on: dt.date
    principal: int
    term_months: int
    monthly_rate_ppm: int
    principal_method: str
    purpose: str | None
    contract: Contract | None = None
    application_no: int | None = None

    @property
    def agreed(self) -> Contract:
        """Return all that was agreed."""
        method = PrincipalMethod(self.principal_method)
        return self.contract or Contract(
            terms=club_terms(method, self.term_months, self.monthly_rate_ppm, 1)
        )


@dataclass(frozen=True, slots=True)
class EventRecord:
    """Where an event of a loan stands: its entries, its meeting, who recorded it and when.

    `entry_no` is the entry that posted it, None where it moved no money; `correction_no` the one
    that posted what it changed of later events.
    """

    event_no: int
    kind: str
    occurred_on: dt.date
    entry_no: int | None
    recorded_at: dt.datetime
    recorded_by: int
    correction_no: int | None = None
    meeting_no: int | None = None
    reason: str | None = None
    approved_by: int | None = None


@dataclass(frozen=True, slots=True)
class LoanFile:
    """All that is kept of a loan: `events` and `records` are alike in number and order."""

    loan: StoredLoan
    events: tuple[LoanEvent, ...]
    records: tuple[EventRecord, ...]

    @property
    def contract(self) -> Contract:
        """Return what was agreed."""
        return self.loan.agreed

    @property
    def entry_of(self) -> dict[int, int]:
        """Return the entry of each event that posted one, by the event's number."""
        return {one.event_no: one.entry_no for one in self.records if one.entry_no is not None}

    @property
    def next_no(self) -> int:
        """Return the number of the next event."""
        return len(self.events) + 1


def loans_of(
    connection: Connection, club_id: int, *, member_no: int | None = None
) -> list[StoredLoan]:
    """Return the club's loans in order of number, or one member's (`ReportTooLong`).

    A member's are those borrowed, and those taken over from another.
    """
    taken_over = sa.select(LoanStandingRow.loan_no).where(
        LoanStandingRow.club_id == club_id, LoanStandingRow.borrower_no == member_no
    )
    condition: sa.ColumnElement[bool] = sa.true()
    if member_no is not None:
        condition = sa.or_(LoanRow.member_no == member_no, LoanRow.loan_no.in_(taken_over))
    return list(_loans(connection, sa.and_(LoanRow.club_id == club_id, condition)).values())


def loan_of(connection: Connection, club_id: int, loan_no: int) -> StoredLoan:
    """Return a loan as agreed (`UnknownLoan`)."""
    wanted = sa.and_(LoanRow.club_id == club_id, LoanRow.loan_no == loan_no)
    found = _loans(connection, wanted) if 0 < loan_no <= LARGEST_NUMBER else {}
    if not found:
        raise UnknownLoan(loan_no=loan_no)
    return found[club_id, loan_no]


def loan_file(connection: Connection, club_id: int, loan_no: int) -> LoanFile:
    """Return all that is kept of a loan (`UnknownLoan`), in two queries."""
    loan = loan_of(connection, club_id, loan_no)
    wanted = sa.and_(LoanEventRow.club_id == club_id, LoanEventRow.loan_no == loan_no)
    told = _events(connection, wanted)
    return _filed(loan, told.get((club_id, loan_no), ()))


def loan_files(
    connection: Connection, club_id: int, loan_nos: Iterable[int] | None = None
) -> list[LoanFile]:
    """Return all that is kept of the club's loans, or of some, in two queries."""
    loans, events = LoanRow.club_id == club_id, LoanEventRow.club_id == club_id
    if loan_nos is not None:
        wanted = [number for number in sorted(set(loan_nos)) if 0 < number <= LARGEST_NUMBER]
        loans = sa.and_(loans, LoanRow.loan_no.in_(wanted))
        events = sa.and_(events, LoanEventRow.loan_no.in_(wanted))
    found, told = _loans(connection, loans), _events(connection, events)
    return [_filed(loan, told.get(key, ())) for key, loan in found.items()]


def files_of_clubs(
    connection: Connection, chosen: sa.Select[int, int]
) -> dict[int, list[LoanFile]]:
    """Return by club all that is kept of loans, chosen by club and number, in two queries."""
    found = _loans(connection, sa.tuple_(LoanRow.club_id, LoanRow.loan_no).in_(chosen))
    wanted = sa.tuple_(LoanEventRow.club_id, LoanEventRow.loan_no).in_(chosen)
    told = _events(connection, wanted)
    files: dict[int, list[LoanFile]] = defaultdict(list)
    for key, loan in found.items():
        files[key[0]].append(_filed(loan, told.get(key, ())))
    return files


def _loans(
    connection: Connection, condition: sa.ColumnElement[bool]
) -> dict[tuple[int, int], StoredLoan]:
    """Return loans by club and number, in that order."""
    loan = LoanRow
    query = (
        sa.select(
            loan.club_id, loan.loan_no, loan.paper_code, loan.member_no, loan.agreed_on,
            loan.principal, loan.term_months, loan.monthly_rate_ppm, loan.principal_method,
            loan.purpose, loan.contract, loan.application_no,
        )
        .where(condition)
        .order_by(loan.club_id, loan.loan_no)
    )  # fmt: skip
    return {
        (row[0], row[1]): StoredLoan(*row[1:10], read_contract(row[10]), row[11])
        for row in all_rows(connection, query)
    }


def _events(
    connection: Connection, condition: sa.ColumnElement[bool]
) -> dict[tuple[int, int], list[tuple[LoanEvent, EventRecord]]]:
    """Return what happened to loans by club and number, each loan's in order."""
    event = LoanEventRow
    query = (
        sa.select(
            event.club_id, event.loan_no, event.told, event.event_no, event.kind,
            event.occurred_on, event.entry_no, event.recorded_at, event.recorded_by,
            event.correction_no, event.meeting_no, event.reason, event.approved_by,
        )
        .where(condition)
        .order_by(event.club_id, event.loan_no, event.event_no)
    )  # fmt: skip
    found: dict[tuple[int, int], list[tuple[LoanEvent, EventRecord]]] = defaultdict(list)
    for club_id, loan_no, told, *rest in all_rows(connection, query):
        record = EventRecord(*rest)
        found[club_id, loan_no].append((read_event(record.kind, told), record))
    return found


def _filed(loan: StoredLoan, told: Sequence[tuple[LoanEvent, EventRecord]]) -> LoanFile:
    return LoanFile(loan, tuple(event for event, _ in told), tuple(record for _, record in told))


def add_loans(
    connection: Connection, club_id: int, loans: Sequence[StoredLoan], recorded_at: dt.datetime
) -> None:
    """Store loans as agreed."""
    connection.execute(
        sa.insert(LoanRow),
        [
            {"club_id": club_id, "loan_no": one.loan_no, "paper_code": one.paper_code,
             "member_no": one.member_no, "agreed_on": one.agreed_on, "principal": one.principal,
             "term_months": one.term_months, "monthly_rate_ppm": one.monthly_rate_ppm,
             "principal_method": one.principal_method, "purpose": one.purpose,
             "contract": write_contract(one.agreed), "application_no": one.application_no,
             "recorded_at": recorded_at}
            for one in loans
        ],
    )  # fmt: skip


def add_loan_events(
    connection: Connection,
    club_id: int,
    told: Sequence[tuple[int, LoanEvent, EventRecord]],
) -> None:
    """Store what happened to loans: loan number, event, record."""
    if not told:
        return
    connection.execute(
        sa.insert(LoanEventRow),
        [
            {"club_id": club_id, "loan_no": loan_no, "event_no": event.number,
             "kind": kind_of(event), "occurred_on": event.occurred_on, "told": write_event(event),
             "entry_no": record.entry_no, "correction_no": record.correction_no,
             "meeting_no": record.meeting_no, "reason": record.reason,
             "recorded_at": record.recorded_at, "recorded_by": record.recorded_by,
             "approved_by": record.approved_by}
            for loan_no, event, record in told
        ],
    )  # fmt: skip


def events_of_entry(connection: Connection, club_id: int, entry_no: int) -> list[tuple[int, int]]:
    """Return loan and event number of each loan's event that an entry posted or corrected."""
    event = LoanEventRow
    query = (
        sa.select(event.loan_no, event.event_no)
        .where(
            event.club_id == club_id,
            sa.or_(event.entry_no == entry_no, event.correction_no == entry_no),
        )
        .order_by(event.loan_no, event.event_no)
    )
    return [(row[0], row[1]) for row in connection.execute(query)]


def loan_balances(
    connection: Connection, club_id: int, accounts: Sequence[str], until: dt.date
) -> dict[int, int]:
    """Return principal outstanding by loan number up to a day, in đồng."""
    line, entry = JournalLineRow, JournalEntryRow
    query = (
        sa.select(line.loan_no, sa.func.sum(line.debit - line.credit))
        .join(entry, sa.and_(entry.club_id == club_id, entry.entry_no == line.entry_no))
        .where(
            line.club_id == club_id, line.member_no.is_not(None), line.loan_no.is_not(None),
            line.account.in_(accounts), entry.occurred_on <= until,
        )
        .group_by(line.loan_no)
        .order_by(line.loan_no)
    )  # fmt: skip
    return {
        number: int(amount) for number, amount in connection.execute(query) if number is not None
    }
